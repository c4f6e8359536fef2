# The window in the smoke test: how soon it stands, a backward pass by real keys, saving, leaving.
# shellcheck shell=sh disable=SC2034,SC2154 # one script in parts: what is set here may be used in another part

# launch ARGUMENT…: starts gdsim in the background.
# shellcheck disable=SC2120 # a file to open, or none
launch() {
    began="$(now)"
    "$program" "$@" >out 2>err &
    launched=$!
}

alive() { kill -0 "$launched" 2>/dev/null; }
gone() { ! alive; }

# appears SECONDS TITLE: until a window of that title is there; its id is $main then, and $mapped the milliseconds.
appears() {
    until_true "$1" title_is_or_gone "$2"
    main="$(windows "$2" | tail -n 1)"
    mapped=$(($(now) - began))
    [ -n "$main" ]
}
title_is_or_gone() { title_is "$1" || gone; }

painted() {
    until_true 10 looks_other empty || return 1
    took=$(($(now) - began))
}

# A dialog that closes takes the focus along where there is no window manager; then the keys went nowhere.
gone_or_again() {
    gone && return 0
    has_focus "$main" || press "$main" ctrl+q
    return 1
}

# leave STEP: Ctrl+Q must end it with 0, and nothing may have been said on the way.
leave() {
    began="$(now)"
    press "$main" ctrl+q
    if ! until_true 5 gone_or_again; then
        fail "$1: Ctrl+Q: it has not ended after 5 seconds"
        keep_picture "$1-still-there"
        kill -9 "$launched"
        wait "$launched" 2>/dev/null
        launched=""
        return
    fi
    took=$(($(now) - began))
    wait "$launched"
    code=$?
    launched=""
    if [ $code != 0 ]; then fail "$1: Ctrl+Q: exit code $code: $(first_line err)"
    elif [ -s out ] || [ -s err ]; then fail "$1: silent: it said: $(said)"
    else ok "$1: Ctrl+Q: ended with 0 after $took ms, and nothing was said"; fi
    until_true 5 looks_like empty || true
}
# Everything that was said, without the lines of a traceback but its last.
said() { cat out err | grep -v -e '^  ' -e '^Traceback' | head -n 5 | cut -c 1-200; }
looks_like() { ! looks_other "$1"; }

check_starts() {
    echo "mapped painted" >times.txt
    count=0
    while [ $count -le "$starts" ]; do
        # shellcheck disable=SC2119
        launch
        if ! appears 60 '^gdsim$' || ! painted; then
            fail "start: no window after $(($(now) - began)) ms: $(first_line err)"
            kill -9 "$launched" 2>/dev/null
            wait "$launched" 2>/dev/null
            launched=""
            return
        fi
        if [ $count = 0 ]; then first="$mapped ms mapped, $took ms painted"; else echo "$mapped $took" >>times.txt; fi
        until_true 10 looks_settled
        if [ $count = 0 ]; then
            check_python "$(timeout 5 xdotool getwindowpid "$main")" start
            keep_picture start
        fi
        press "$main" ctrl+q
        if ! until_true 5 gone; then kill -9 "$launched"; fail "start $count: it has not ended after 5 seconds"; fi
        wait "$launched" 2>/dev/null
        launched=""
        until_true 5 looks_like empty
        count=$((count + 1))
    done
    if [ "$starts" = 0 ]; then ok "start: $first; measured once"; return; fi
    sed 1d times.txt | cut -d ' ' -f 1 >mapped.txt
    sed 1d times.txt | cut -d ' ' -f 2 >painted.txt
    ok "start: first $first; then $(median mapped.txt) ms mapped, $(median painted.txt) ms painted," \
        "medians of $starts"
}

# From the start screen through a backward pass to a saved file, by keys alone.
check_session() {
    # shellcheck disable=SC2119
    launch
    if ! appears 60 '^gdsim$' || ! painted; then fail "session: no window: $(first_line err)"; return; fi
    until_true 10 looks_settled
    press "$main" space
    if ! until_true 10 title_is 'Your first backward pass'; then
        fail "step: Space on the start screen begins no backward pass"
        keep_picture step-failed
        leave session
        return
    fi
    until_true 10 looks_settled
    changed=0
    for _ in 1 2 3; do
        looks >before
        press "$main" space
        until_true 5 looks_other before && changed=$((changed + 1))
        until_true 5 looks_settled
    done
    keep_picture stepped
    if [ $changed = 3 ]; then ok "step: three gradients by the space bar, and the picture changed each time"
    else fail "step: of three presses of the space bar $changed changed the picture"; fi
    save_as saved.gdsim
    leave session
}

dialog_closed() { ! title_is '^Save the experiment'; }

# save_as FILE: through the dialog, by keys; then what was written is looked at.
save_as() {
    press "$main" ctrl+shift+s
    if ! until_true 10 title_is '^Save the experiment'; then
        fail "save: Ctrl+Shift+S opens no dialog"
        keep_picture save-failed
        return
    fi
    until_true 5 looks_settled
    dialog="$(windows '^Save the experiment' | tail -n 1)"
    press "$dialog" ctrl+a
    focus "$dialog"
    timeout 20 xdotool type --delay 4 "$work/$1"
    press "$dialog" Return
    if ! until_true 10 test -s "$1"; then
        fail "save: $1 was not written"
        keep_picture save-failed
        return
    fi
    until_true 5 title_is "^$1"
    until_true 5 dialog_closed || fail "save: the dialog stays open"
    until_true 5 looks_settled
    main="$(windows "^$1" | tail -n 1)"
    if ! "$program" check "$1" >checked 2>&1; then fail "save: $(first_line checked)"; return; fi
    # Where the file says that it was left must be in the backward pass.
    line="$(sed -n 's/.*"cursor": {"update": 1, "line": \([0-9]*\)}.*/\1/p' "$1")"
    stage="$("$program" trace "$1" --update 1 --lines 2>/dev/null | tr -d '\n' | tr -s ' ' |
        sed -n "s/.*\"line\": ${line:-none}, \"stage\": \"\([a-z]*\)\".*/\1/p")"
    if [ "$stage" = backprop ]; then
        ok "save: $(wc -c <"$1") bytes, checked; it stands at line $line of update 1, which is backprop"
    else
        fail "save: it stands at line ${line:-?} of update 1, which is ${stage:-no line}, not backprop"
    fi
}
