#!/bin/bash
# Installs what was built in a bare Debian 12 without Python, runs the smoke test there, removes it, and looks for traces.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: bare_debian.sh [option …] ARTEFACT…     .deb, .run, .tar.xz or .squashfs; as root

Each artefact gets a root of its own, made by debootstrap (minbase). What the smoke test itself needs is installed
before the files are listed, so that "removed without a trace" says something of gdsim alone.

  --list-json FILE   what gdsim list --json of the source tree says
  --cache DIR        keeps the prepared root there for the next time
  --pictures DIR     keeps the pictures of the screens
  --mirror URL       http://deb.debian.org/debian
USAGE
}

here="$(cd "$(dirname "$0")" && pwd)"
mirror=http://deb.debian.org/debian cache="" list_json="" pictures=""
artefacts=()
while [ $# -gt 0 ]; do
    case "$1" in
        --cache | --list-json | --pictures | --mirror)
            [ $# -ge 2 ] || { echo "bare_debian.sh: $1: a value must follow" >&2; exit 2; }
            case "$1" in
                --cache) cache="$2" ;;
                --list-json) list_json="$(realpath "$2")" ;;
                --pictures) pictures="$(realpath "$2")" ;;
                --mirror) mirror="$2" ;;
            esac
            shift ;;
        -h | --help) usage; exit 0 ;;
        -*) echo "bare_debian.sh: $1: no such option; see bare_debian.sh --help" >&2; exit 2 ;;
        *) artefacts+=("$(realpath -e "$1")") ;;
    esac
    shift
done
[ ${#artefacts[@]} -gt 0 ] || { usage >&2; exit 2; }
[ "$(id -u)" = 0 ] || { echo "bare_debian.sh: must be run by root, who may make a root of its own" >&2; exit 2; }

work="$(mktemp -d /tmp/gdsim-bare.XXXXXX)"
root="$work/root"
# shellcheck source-path=SCRIPTDIR
. "$here/debian_root.sh"
# shellcheck source-path=SCRIPTDIR
. "$here/traces.sh"
trap 'unmount_root; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

failed=()
fault() { echo "FAILED $*"; failed+=("$*"); }

# The smoke test of a program in the root; its exit code.
smoke() {
    rm -rf "$root/opt/smoke"
    mkdir -p "$root/opt/smoke"
    cp -r "$here/../smoke.sh" "$here/../smoke" "$root/opt/smoke/"
    local words=("$@")
    if [ -n "$list_json" ]; then
        cp "$list_json" "$root/opt/smoke/list.json"
        words+=(--list-json /opt/smoke/list.json)
    fi
    if [ -n "$pictures" ]; then
        install -d -m 777 "$root/opt/smoke/pictures"
        words+=(--pictures /opt/smoke/pictures)
    fi
    local code=0
    in_root /bin/sh /opt/smoke/smoke.sh "${words[@]}" --user guest || code=$?
    if [ -n "$pictures" ]; then
        mkdir -p "$pictures/$name"
        cp "$root"/opt/smoke/pictures/* "$pictures/$name/" 2>/dev/null || true
    fi
    rm -rf "$root/opt/smoke"
    return $code
}

seconds() { printf '%d.%d s' $(($1 / 1000)) $(($1 % 1000 / 100)); }
now() { echo $(($(date +%s%N) / 1000000)); }
megabytes() { awk -v bytes="$1" 'BEGIN { printf "%.1f MB", bytes / 1e6 }'; }
used() { du -sxB1 --exclude=./proc --exclude=./sys --exclude=./dev "$root" | cut -f 1; }

# shellcheck source-path=SCRIPTDIR
. "$here/kinds.sh"

prepared="$(prepared_root)"
for artefact in "${artefacts[@]}"; do
    name="$(basename "$artefact")"
    printf '\n== %s, %s\n' "$name" "$(megabytes "$(stat -c %s "$artefact")")"
    bare_root "$prepared"
    cp "$artefact" "$root/opt/"
    case "$name" in
        *.deb) of_deb "/opt/$name" ;;
        *.run) of_run "/opt/$name" ;;
        *.tar.xz) of_tar ;;
        *.squashfs) of_squashfs ;;
        *) fault "$name: must be a .deb, .run, .tar.xz or .squashfs" ;;
    esac
    unmount_root
done

echo
if [ ${#failed[@]} -gt 0 ]; then
    echo "bare Debian 12: FAILED:"
    printf '  %s\n' "${failed[@]}"
    exit 1
fi
echo "bare Debian 12: all is well with ${#artefacts[@]} artefacts"
