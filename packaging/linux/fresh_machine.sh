#!/bin/bash
# Follows README.md on a fresh Debian 12 with Python, to the letter, and times it: the commands are read from README.md.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: fresh_machine.sh [option …]     as root

Makes a root with git, python3 and python3-venv, clones this repository there, and runs the commands of README.md as an
ordinary user: once as they are on such a machine, and again with the packages that gdsim names as missing.

  --test-seconds N      how long the command for the tests may run (0: not at all)
  --certificates FILE   certificates of the authorities that this network trusts
  --cache DIR           keeps the prepared root there for the next time
  --mirror URL          http://deb.debian.org/debian
USAGE
}

here="$(cd "$(dirname "$0")" && pwd)"
source_tree="$(cd "$here/../.." && pwd)"
mirror=http://deb.debian.org/debian cache="" certificates="" test_seconds=0
while [ $# -gt 0 ]; do
    case "$1" in
        --cache | --mirror | --certificates | --test-seconds)
            [ $# -ge 2 ] || { echo "fresh_machine.sh: $1: a value must follow" >&2; exit 2; }
            case "$1" in
                --cache) cache="$2" ;;
                --mirror) mirror="$2" ;;
                --certificates) certificates="$(realpath -e "$2")" ;;
                --test-seconds) test_seconds="$2" ;;
            esac
            shift ;;
        -h | --help) usage; exit 0 ;;
        *) echo "fresh_machine.sh: $1: no such option; see fresh_machine.sh --help" >&2; exit 2 ;;
    esac
    shift
done
[ "$(id -u)" = 0 ] || { echo "fresh_machine.sh: must be run by root, who may make a root of its own" >&2; exit 2; }

# From README.md, whole lines: the environment, what installs and starts, what tests.
line() { grep -m1 -x -e "$1" "$source_tree/README.md" || true; }
environment="$(line 'python3 -m venv .*')"
start="$(line 'python -m pip install \. && gdsim')"
test="$(line 'python -m pip install -e .* && python -m pytest')"
if [ -z "$start" ] || [ -z "$test" ]; then echo "fresh_machine.sh: README.md: its commands are not there" >&2; exit 2; fi

work="$(mktemp -d /tmp/gdsim-fresh.XXXXXX)"
root="$work/root"
# shellcheck source-path=SCRIPTDIR
. "$here/debian_root.sh"
trap 'unmount_root; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

now() { echo $(($(date +%s%N) / 1000000)); }
seconds() { printf '%d.%d s' $(($1 / 1000)) $(($1 % 1000 / 100)); }

# What a fresh machine of somebody who programs has; the C compiler is not among it.
needs=(git ca-certificates python3 python3-venv)
archive=fresh.tar
prepared="$(prepared_root)"
unpacked_root "$prepared"
git -C "$source_tree" bundle create -q "$root/opt/gdsim.bundle" HEAD
trusted=()
if [ -n "$certificates" ]; then
    cp "$certificates" "$root/etc/ssl/certs/ca-certificates.crt"
    trusted=(PIP_CERT=/etc/ssl/certs/ca-certificates.crt)
fi

# as_guest COMMAND: typed into a shell of an ordinary user, in the clone.
as_guest() {
    chroot "$root" /usr/sbin/runuser -u guest -- /usr/bin/env -i PATH=/usr/local/bin:/usr/bin:/bin HOME=/home/guest \
        LANG=C.UTF-8 "${trusted[@]}" DISPLAY="${display:-:0}" bash -c "cd ~/gdsim 2>/dev/null || cd; $1"
}
told() { sed 's/^/    /' "$1" | cut -c 1-240; }

# typed LINES COMMAND [COMMAND]: shows a command, types it (the second one in its place), tells its last lines; its exit
# code is $code then, and its time $took.
typed() {
    echo "== $2"
    local began
    began="$(now)"
    code=0
    as_guest "${3:-$2}" >"$work/said" 2>&1 || code=$?
    took="$(seconds $(($(now) - began)))"
    tail -n "$1" "$work/said" >"$work/end" && told "$work/end"
}

failed=0
as_guest "git -c advice.detachedHead=false clone -q /opt/gdsim.bundle gdsim"

echo "In no environment:"
typed 3 "$start"
echo "exit code $code"

together="${environment:+$environment && }$start"
typed 2 "$together"
echo "exit code $code after $took"

missing="$(sed -n 's/.*apt-get install \([a-z0-9 .+-]*\).*/\1/p' "$work/said" | tail -n 1)"
if [ -n "$missing" ]; then
    echo "== sudo apt-get install $missing"
    began="$(now)"
    # shellcheck disable=SC2086 # one word each
    in_root apt-get -qq install -y --no-install-recommends $missing >"$work/apt.log" 2>&1 ||
        { tail -n 5 "$work/apt.log"; failed=1; }
    echo "after $(seconds $(($(now) - began)))"
fi

# The screen comes last, so that none of its libraries hides one that gdsim should have named.
as_guest "${environment:+$environment && }QT_QPA_PLATFORM=xcb timeout 20 gdsim self-test" >"$work/said" 2>&1 || true
grep 'system libraries' "$work/said" >"$work/end" && told "$work/end"
in_root apt-get -qq install -y --no-install-recommends xvfb xdotool >"$work/apt.log" 2>&1 ||
    { tail -n 5 "$work/apt.log"; exit 1; }
display=:87
chroot "$root" /usr/sbin/runuser -u guest -- Xvfb $display -screen 0 1600x900x24 -nolisten tcp -noreset >"$work/xvfb.log" 2>&1 &
xvfb=$!
trap 'kill $xvfb 2>/dev/null || true; unmount_root; rm -rf "$work"' EXIT

echo "== $together, with these packages"
began="$(now)"
as_guest "$together" >"$work/said" 2>&1 &
running=$!
seen=""
while [ -z "$seen" ] && kill -0 $running 2>/dev/null && [ $(($(now) - began)) -lt 300000 ]; do
    seen="$(as_guest "xdotool search --onlyvisible --name '^gdsim$'" 2>/dev/null || true)"
    sleep 0.05
done
if [ -n "$seen" ]; then
    echo "ok the window stands $(seconds $(($(now) - began))) after the command was given"
    as_guest "sleep 2; xdotool windowfocus $seen key ctrl+q"
    code=0
    wait $running || code=$?
    grep -v -e '^ *Preparing' -e '^ *Building' -e '^Requirement' "$work/said" | tail -n 2 >"$work/end" && told "$work/end"
    echo "Ctrl+Q ended it with $code"
    [ $code = 0 ] || failed=1
else
    tail -n 5 "$work/said" >"$work/end" && told "$work/end"
    echo "FAILED no window after $(seconds $(($(now) - began)))"
    failed=1
fi
as_guest "${environment:+$environment && }timeout 60 gdsim --version" | tail -n 1

if [ "$test_seconds" -gt 0 ]; then
    together="${environment:+$environment && }$test"
    typed 3 "$together" "QT_QPA_PLATFORM=offscreen timeout $test_seconds bash -c '$together'"
    if [ $code = 124 ]; then
        echo "LEFT OUT the end of the tests: stopped after $test_seconds s, as asked for"
        ! grep -q -E '^(FAILED|ERROR)' "$work/said" || failed=1
    else
        echo "exit code $code after $took"
        [ $code = 0 ] || failed=1
    fi
else
    echo "LEFT OUT $test: --test-seconds 0"
fi
[ $failed = 0 ] || exit 1
