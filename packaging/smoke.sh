#!/bin/sh
# The smoke test of a built gdsim, one for every kind: what a user does on the first day, with nothing to lean on.
# shellcheck disable=SC1091,SC2034 # the parts are beside this file, and are checked by themselves
set -u

usage() {
    cat <<'USAGE'
usage: smoke.sh PROGRAM [option …]

Runs PROGRAM, an installed or unpacked gdsim, without network, in a home that cannot be written, as an ordinary
user, and with no Python on PATH. One line a step; the exit code is 1 where a step failed.

  --list-json FILE        gdsim list --json must be this file, byte for byte
  --without-association   this kind is not installed, so no file can be opened by its type
  --without-window        only what needs no screen
  --python-allowed        this kind runs on the system's Python, as a wheel does
  --user NAME             who must be able to run it where this is started by root (nobody, if that can)
  --starts N              starts that are timed, after one that warms up (5)
  --pictures DIR          keep the pictures that were taken, in this folder
USAGE
}

here="$(cd "$(dirname "$0")" && pwd)"
program="" list_json="" user="" starts=5 pictures=""
association=yes window=yes python_allowed=no inside=no network=there home=""
while [ $# -gt 0 ]; do
    case "$1" in
        --without-association) association=no ;;
        --without-window) window=no ;;
        --python-allowed) python_allowed=yes ;;
        -h | --help) usage; exit 0 ;;
        --list-json | --user | --starts | --pictures | --inside)
            [ $# -ge 2 ] || { echo "smoke.sh: $1: a value must follow" >&2; exit 2; }
            case "$1" in
                --list-json) list_json="$2" ;;
                --user) user="$2" ;;
                --starts) starts="$2" ;;
                --pictures) pictures="$2" ;;
                --inside) inside=yes network="${2%%:*}" home="${2#*:}" ;;
            esac
            shift ;;
        -*) echo "smoke.sh: $1: no such option; see smoke.sh --help" >&2; exit 2 ;;
        *) [ -z "$program" ] || { echo "smoke.sh: $1: one PROGRAM only" >&2; exit 2; }; program="$1" ;;
    esac
    shift
done
[ -n "$program" ] || { usage >&2; exit 2; }
found="$(command -v "$program")" || { echo "smoke.sh: $program: no such program" >&2; exit 2; }
case "$found" in /* | ?:*) program="$found" ;; *) program="$(pwd)/$found" ;; esac
[ -z "$list_json" ] || [ -r "$list_json" ] || { echo "smoke.sh: $list_json: cannot be read" >&2; exit 2; }

. "$here/smoke/report.sh"
. "$here/smoke/isolation.sh"
[ "$inside" = yes ] || isolate

. "$here/smoke/command_line.sh"
. "$here/smoke/screen.sh"
. "$here/smoke/window.sh"
. "$here/smoke/association.sh"

work="$(mktemp -d)" || exit 2
trap 'close_screen; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
cd "$work" || exit 2
mkdir tmp
export TMPDIR="$work/tmp"
say_where
check_command_line
if open_screen; then
    check_self_test
    check_starts
    check_session
    check_association
else
    check_self_test
fi
check_leftovers
summary
