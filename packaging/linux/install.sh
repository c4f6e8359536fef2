#!/bin/sh
# Installs gdsim from the folder that this file lies in: copies bin, lib and share below a prefix, puts the absolute
# path into the desktop file, and tells the desktop. A list of all that was made is kept for uninstall.sh.
set -eu
# The .run unpacks itself with the umask 077: what root installs is for everybody all the same.
umask 022

say() { printf 'gdsim: %s\n' "$*"; }
refuse() { printf 'gdsim: %s\n' "$*" >&2; exit 2; }

if [ "$(id -u)" = 0 ]; then prefix=/usr/local; else prefix="${HOME:?}/.local"; fi
while [ $# -gt 0 ]; do
    case "$1" in
        --prefix) [ $# -ge 2 ] || refuse "--prefix: a folder must follow"; prefix="$2"; shift 2 ;;
        --prefix=*) prefix="${1#--prefix=}"; shift ;;
        -h | --help)
            echo "usage: install.sh [--prefix DIR]    DIR: /usr/local for root, ~/.local for anyone else"
            exit 0 ;;
        *) refuse "$1: no such option; see install.sh --help" ;;
    esac
done
case "$prefix" in
    "") refuse "--prefix: must name a folder" ;;
    /*) ;;
    *) prefix="$(pwd)/$prefix" ;;
esac
here="$(cd "$(dirname "$0")" && pwd)"
[ -x "$here/lib/gdsim/gdsim" ] || refuse "$here: lib/gdsim/gdsim is missing; unpack the archive again"
[ ! -e "$prefix/lib/gdsim" ] || [ -f "$prefix/lib/gdsim/installed" ] ||
    refuse "$prefix/lib/gdsim: is there already, and is not of this installer; choose another --prefix"
if [ -f "$prefix/lib/gdsim/installed" ]; then
    say "removing the gdsim that is installed in $prefix"
    "$prefix/lib/gdsim/uninstall.sh" --quiet
fi

list="$(mktemp)"
trap 'rm -f "$list"' EXIT

# A folder that was not there is put on the list, so that it can go again; each line is KIND and path below the prefix.
folder() {
    [ -d "$prefix/$1" ] && return
    case "$1" in */*) folder "${1%/*}" ;; esac
    mkdir "$prefix/$1"
    printf 'folder %s\n' "$1" >>"$list"
}

made_prefix=no
[ -d "$prefix" ] || made_prefix=yes
mkdir -p "$prefix" || refuse "$prefix: cannot be made"
[ -w "$prefix" ] || refuse "$prefix: cannot be written to; run this as root, or choose another --prefix"
cd "$here"
for file in $(find share bin -type f -o -type l | sort); do
    folder "${file%/*}"
    cp -P "$file" "$prefix/$file"
    printf 'file %s\n' "$file" >>"$list"
done
folder lib
cp -RP lib/gdsim "$prefix/lib/gdsim"
cp uninstall.sh "$prefix/lib/gdsim/uninstall.sh"
# The program's own folder goes as a whole.
printf 'tree lib/gdsim\n' >>"$list"
[ "$made_prefix" = no ] || printf 'prefix\n' >>"$list"

desktop="$prefix/share/applications/org.gdsim.gdsim.desktop"
# A desktop entry wants spaces in a path within quotes.
sed "s|^Exec=gdsim|Exec=\"$(printf '%s' "$prefix" | sed 's/[&|\\]/\\&/g')/bin/gdsim\"|" \
    share/applications/org.gdsim.gdsim.desktop >"$desktop"
for made in share/applications/mimeinfo.cache share/icons/hicolor/icon-theme.cache; do
    [ -e "$prefix/$made" ] || printf 'cache %s\n' "$made" >>"$list"
done
[ -e "$prefix/share/mime/mime.cache" ] || printf 'mime-caches share/mime\n' >>"$list"
cp "$list" "$prefix/lib/gdsim/installed"

told=""
tell() { if command -v "$1" >/dev/null 2>&1; then "$@" >/dev/null 2>&1 && told="$told $1"; fi; return 0; }
tell update-mime-database "$prefix/share/mime"
tell update-desktop-database "$prefix/share/applications"
tell gtk-update-icon-cache -q -t -f "$prefix/share/icons/hicolor"

say "installed in $prefix: $(grep -c '^file ' "$list") files beside the folder $prefix/lib/gdsim"
[ -n "$told" ] && say "told the desktop with$told" || say "found none of the tools that tell the desktop of file types"
case ":$PATH:" in
    *":$prefix/bin:"*) say "start it with: gdsim" ;;
    *) say "start it with: $prefix/bin/gdsim ($prefix/bin is not in PATH)" ;;
esac
say "remove it with: $prefix/lib/gdsim/uninstall.sh"
