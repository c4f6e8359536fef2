# The report of the smoke test: one line a step, and a last line that counts them.
# shellcheck shell=sh disable=SC2034,SC2154 # one script in parts: what is set here may be used in another part

passed=0 failed=0 left=0

ok() { passed=$((passed + 1)); echo "ok $*"; }
fail() { failed=$((failed + 1)); echo "FAILED $*"; }
# What could not be looked at is never silent.
left_out() { left=$((left + 1)); echo "LEFT OUT $*"; }

# What a file of messages begins with; of a traceback the end, which says what was wrong.
first_line() {
    if grep -q '^Traceback' "$1"; then tail -n 1 "$1"; else head -n 1 "$1"; fi | cut -c 1-200
}

summary() {
    echo "smoke test of $program: $passed ok, $failed failed, $left left out"
    [ "$failed" = 0 ] || exit 1
    exit 0
}

# Milliseconds since some fixed moment; whole seconds where date knows nothing finer.
now() {
    moment="$(date +%s%N 2>/dev/null)"
    case "$moment" in
        *[!0-9]* | "") echo $(($(date +%s) * 1000)) ;;
        *) echo $((moment / 1000000)) ;;
    esac
}

# until_true SECONDS COMMAND…: asks again and again until it holds or the time is over.
until_true() {
    deadline=$(($(now) + $1 * 1000))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$(now)" -lt "$deadline" ] || return 1
        sleep 0.02
    done
}

# The middle one of the numbers in a file, one a line.
median() { sort -n "$1" | sed -n "$((($(wc -l <"$1") + 1) / 2))p"; }
