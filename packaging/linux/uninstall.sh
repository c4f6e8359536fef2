#!/bin/sh
# Removes what install.sh has put below this prefix, exactly: the files and folders of its list, and nothing else.
set -eu

say() { [ "$quiet" = yes ] || printf 'gdsim: %s\n' "$*"; }
refuse() { printf 'gdsim: %s\n' "$*" >&2; exit 2; }

quiet=no
case "${1:-}" in
    --quiet) quiet=yes ;;
    -h | --help) echo "usage: PREFIX/lib/gdsim/uninstall.sh [--quiet]"; exit 0 ;;
    "") ;;
    *) refuse "$1: no such option; see uninstall.sh --help" ;;
esac
here="$(cd "$(dirname "$0")" && pwd)"
[ -f "$here/installed" ] || refuse "$here: nothing is installed here; call PREFIX/lib/gdsim/uninstall.sh"
prefix="$(cd "$here/../.." && pwd)"
list="$(mktemp)"
trap 'rm -f "$list"' EXIT
cp "$here/installed" "$list"
cd "$prefix"

listed() { sed -n "s/^$1 //p" "$list"; }

listed file | while IFS= read -r file; do rm -f "$file"; done
tell() { if command -v "$1" >/dev/null 2>&1; then "$@" >/dev/null 2>&1 || true; fi; }
tell update-mime-database "$prefix/share/mime"
tell update-desktop-database "$prefix/share/applications"
tell gtk-update-icon-cache -q -t -f "$prefix/share/icons/hicolor"

# Indexes that were not there before: they go, unless another program has come to use them.
others() { find "$1" -type f ! -name "$2" 2>/dev/null | grep -q .; }
listed cache | while IFS= read -r cache; do others "${cache%/*}" "${cache##*/}" || rm -f "$cache"; done
listed mime-caches | while IFS= read -r mime; do
    if [ -d "$mime" ] && ! others "$mime/packages" ''; then
        for made in XMLnamespaces aliases generic-icons globs globs2 icons magic mime.cache subclasses treemagic types \
            version; do
            rm -f "$mime/$made"
        done
        rm -f "$mime"/application/vnd.gdsim+json.xml
        rmdir "$mime/application" 2>/dev/null || true
    fi
done
listed tree | while IFS= read -r tree; do rm -rf "$tree"; done
# Deepest first; a folder in which something else has been put stays.
listed folder | sort -r | while IFS= read -r folder; do rmdir "$folder" 2>/dev/null || true; done
if grep -q '^prefix$' "$list"; then cd /; rmdir "$prefix" 2>/dev/null || true; fi
say "removed from $prefix"
