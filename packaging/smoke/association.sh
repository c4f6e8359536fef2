# Opening a file by its type in the smoke test, as a file manager does: type, program for that type, start.
# shellcheck shell=sh disable=SC2034,SC2154 # one script in parts: what is set here may be used in another part

check_association() {
    if [ "$association" = no ]; then left_out "association: this kind is not installed"; open_by_name; return; fi
    for need in gio xdg-mime; do
        command -v $need >/dev/null || { left_out "association: $need is missing"; open_by_name; return; }
    done
    [ -s mazur.gdsim ] || return
    cp mazur.gdsim "by type.gdsim"
    kind="$(gio info -a standard::content-type "by type.gdsim" | sed -n 's/.*content-type: //p')"
    opener="$(xdg-mime query default "$kind" 2>/dev/null)"
    if [ "$opener" != org.gdsim.gdsim.desktop ]; then
        fail "association: $kind is opened by ${opener:-nothing}, not by org.gdsim.gdsim.desktop"
        return
    fi
    began="$(now)"
    launched=""
    timeout 20 gio open "by type.gdsim" >out 2>err
    if ! until_true 30 title_is '^by type.gdsim'; then
        fail "association: no window shows the name of the file: $(first_line err)"
        keep_picture association-failed
        return
    fi
    took=$(($(now) - began))
    main="$(windows '^by type.gdsim' | tail -n 1)"
    launched="$(timeout 5 xdotool getwindowpid "$main")"
    ok "association: $kind, $opener; its window shows the name after $took ms"
    check_python "$launched" association
    step_and_save "by type.gdsim"
    press "$main" ctrl+q
    # It is not our child: its exit code is its desktop's business.
    if until_true 5 gone; then
        ok "association: Ctrl+Q ended it"
    else
        fail "association: it has not ended after 5 seconds"
    fi
    [ ! -s err ] || fail "association: silent: it said: $(said)"
    launched=""
}

# Where nothing is installed the file is named on the command line.
open_by_name() {
    [ -s mazur.gdsim ] || return
    cp mazur.gdsim "by name.gdsim"
    launch "by name.gdsim"
    if ! appears 60 '^by name.gdsim'; then
        fail "open: no window shows the name of the file: $(first_line err)"
        return
    fi
    ok "open: its window shows the name of the file after $mapped ms"
    step_and_save "by name.gdsim"
    leave open
}

# step_and_save FILE: Space, Ctrl+S: the file must be another one then, and a good one.
step_and_save() {
    until_true 10 looks_other empty
    until_true 10 looks_settled
    cp "$1" before.gdsim
    press "$main" space
    until_true 5 looks_settled
    press "$main" ctrl+s
    if ! until_true 10 is_other "$1" before.gdsim; then
        fail "save in place: Space and Ctrl+S leave $1 as it was"
        keep_picture save-in-place-failed
    elif ! "$program" check "$1" >checked 2>&1; then
        fail "save in place: $(first_line checked)"
    else
        ok "save in place: $(sed -n 's/.*\("cursor": {[^}]*}\).*/\1/p' "$1")"
    fi
}
is_other() { ! cmp -s "$1" "$2"; }
