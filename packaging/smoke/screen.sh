# A screen for the smoke test: a virtual one, its keys, and what can be seen on it.
# shellcheck shell=sh disable=SC2034,SC2154 # one script in parts: what is set here may be used in another part

screen="" launched=""

open_screen() {
    if [ "$window" = no ]; then left_out "window, keys, association: not asked for"; return 1; fi
    for need in Xvfb xdotool xwd; do
        command -v $need >/dev/null || { left_out "window, keys, association: $need is missing"; return 1; }
    done
    # The screen finds a free number by itself, and says it once it can be used.
    # It must not begin anew when a window is closed: the next one would find no screen for a moment.
    Xvfb -displayfd 3 -screen 0 1600x900x24 -nolisten tcp -noreset 3>display >xvfb.log 2>&1 &
    screen=$!
    until_true 20 test -s display || { fail "screen: Xvfb does not start: $(tail -n 1 xvfb.log)"; return 1; }
    DISPLAY=":$(cat display)"
    export DISPLAY
    looks >empty
}

close_screen() {
    [ -z "$launched" ] || kill -9 "$launched" 2>/dev/null
    [ -z "$screen" ] || kill "$screen" 2>/dev/null
    launched="" screen=""
}

# A number for what the screen shows.
looks() { xwd -root -silent | cksum; }

# looks_other FILE: the screen no longer shows what FILE says.
looks_other() { [ "$(looks)" != "$(cat "$1")" ]; }

# The picture has not changed for a moment.
looks_settled() {
    seen="$(looks)"
    sleep 0.15
    [ "$(looks)" = "$seen" ]
}

keep_picture() {
    [ -n "$pictures" ] || return 0
    xwd -root -silent -out "$pictures/$1.xwd" 2>/dev/null || left_out "picture $1: $pictures cannot be written to"
}

# windows NAME: the ids of visible windows whose title matches.
windows() { timeout 5 xdotool search --onlyvisible --name "$1" 2>/dev/null; }
title_is() { windows "$1" | grep -q .; }

# press WINDOW KEY: there is no window manager that would give it the keys.
press() {
    focus "$1"
    timeout 5 xdotool key "$2"
}
has_focus() { [ "$(timeout 5 xdotool getwindowfocus 2>/dev/null)" = "$1" ]; }
focus() { has_focus "$1" || timeout 5 xdotool windowfocus --sync "$1" 2>/dev/null; }
