# The command line in the smoke test: every command once, and what is printed looked at.
# shellcheck shell=sh disable=SC2034,SC2154 # one script in parts: what is set here may be used in another part

# runs SECONDS STEP ARGUMENT…: gdsim must end with 0 in time; its words go to the files out and err.
runs() {
    limit="$1" step="$2"
    shift 2
    began="$(now)"
    limited "$limit" "$program" "$@" >out 2>err
    code=$?
    took=$(($(now) - began))
    [ $code = 0 ] && return 0
    fail "$step: exit code $code: $(first_line err)"
    return 1
}

# macOS has no timeout of its own.
limited() {
    if command -v timeout >/dev/null; then timeout "$@"; else shift; "$@"; fi
}

check_command_line() {
    if runs 30 version --version; then
        case "$(cat out)" in
            *"executor compiled"*) ok "version: $took ms: $(first_line out)" ;;
            *) fail "version: the executor must be compiled: $(first_line out)" ;;
        esac
    fi
    if runs 30 list list --json; then
        if [ -z "$list_json" ]; then
            ok "list: $took ms, $(wc -c <out) bytes, compared with nothing"
        elif cmp -s out "$list_json"; then
            ok "list: $took ms, equal to $list_json"
        else
            fail "list: is not $list_json: $(cmp out "$list_json" 2>&1)"
        fi
    fi
    check_experiment
    check_refusal
    check_screenshot
}

# With the screen, where there is one: then it looks at what Qt needs for that, too.
check_self_test() {
    if runs 120 self-test self-test; then
        ok "self-test: $took ms: $(tail -n 1 out)"
        grep '^not checked' out | sed 's/^/    /'
    else
        sed 's/^/    /' out
    fi
}

check_experiment() {
    runs 30 new new mazur -o mazur.gdsim && ok "new: $took ms, $(wc -c <mazur.gdsim) bytes"
    [ -s mazur.gdsim ] || return
    if runs 30 check check mazur.gdsim; then
        if [ -s out ] || [ -s err ]; then fail "check: says something of a good file"; else ok "check: $took ms"; fi
    fi
    if runs 60 run run mazur.gdsim --updates 100 --json; then
        case "$(tr -d ' \n' <out)" in
            '{"updates":100,'*'"executor":"compiled"'*'}') ok "run: $took ms, 100 updates" ;;
            *) fail "run: no JSON of 100 updates by the compiled executor: $(first_line out)" ;;
        esac
    fi
    if runs 60 trace trace mazur.gdsim --update 1; then
        # The loss of the worked example, as it stands on paper.
        case "$(cat out)" in *0.298371*) ok "trace: $took ms, the loss is 0.298371" ;;
            *) fail "trace: 0.298371 is nowhere: $(first_line out)" ;; esac
    fi
    if runs 60 export export mazur.gdsim --to numpy --updates 3 -o mazur.py; then
        if grep -q '^import numpy' mazur.py; then ok "export: $took ms, $(wc -l <mazur.py) lines of NumPy"
        else fail "export: mazur.py does not import numpy"; fi
    fi
}

check_refusal() {
    printf '{"format": "gdsim-experiment", "version": 1, "sead": 7}\n' >wrong.gdsim
    limited 30 "$program" check wrong.gdsim >out 2>err
    code=$?
    if [ $code = 2 ] && [ "$(wc -l <err)" -eq 1 ] && [ ! -s out ]; then
        ok "wrong file: exit code 2: $(first_line err)"
    else
        fail "wrong file: exit code 2 and one line expected, not $code and $(wc -l <err) lines: $(first_line err)"
    fi
}

check_screenshot() {
    [ -s mazur.gdsim ] || return
    runs 60 screenshot screenshot mazur.gdsim --stage backprop --layer 2 --size 1280x720 -o picture.png || return
    # Width and height as the PNG's head has them, byte by byte.
    size="$(od -An -tu1 -j16 -N8 picture.png | tr -s ' ' | sed 's/^ //; s/ $//')"
    if [ "$size" = "0 0 5 0 0 0 2 208" ]; then
        ok "screenshot: $took ms, 1280×720, $(wc -c <picture.png) bytes"
        [ -z "$pictures" ] || cp picture.png "$pictures/screenshot.png" || true
    else
        fail "screenshot: the head of the PNG says $size, not 1280×720"
    fi
}
