# shellcheck shell=bash disable=SC2154 # a part of bare_debian.sh, which sets work, root, artefact and its name
# The kinds of artefact in a bare root: how each is installed, used, and removed again.

# of_deb FILE: with what it depends on alone, and as a user types it, with what Debian recommends beside that.
of_deb() {
    installed_deb "$name, no recommends" "$1" --no-install-recommends
    bare_root "$prepared"
    cp "$artefact" "$root/opt/"
    # Recommended by Qt's own needs, and on every desktop; Debian never removes the user that it makes.
    in_root apt-get -qq update
    in_root apt-get -qq install -y --no-install-recommends dbus >"$work/apt.log" 2>&1 || tail -n 5 "$work/apt.log"
    installed_deb "$name" "$1"
}

# installed_deb STEP FILE OPTION…: installs with apt, smokes, purges, and looks for traces.
installed_deb() {
    local step="$1" file="$2" began before dependencies
    shift 2
    in_root apt-get -qq update
    in_root apt-get clean
    snapshot before
    before="$(used)"
    began="$(now)"
    if ! in_root apt-get install -y "$@" "$file" >"$work/install.log" 2>&1; then
        tail -n 15 "$work/install.log"
        fault "$step: apt-get install"
        return
    fi
    dependencies="$(grep -c '^Setting up ' "$work/install.log")"
    in_root apt-get clean
    echo "ok $step: installed in $(seconds $(($(now) - began))) with $((dependencies - 1)) other packages:" \
        "$(megabytes "$(du -sB1 "$root/usr/lib/gdsim" | cut -f 1)") in /usr/lib/gdsim," \
        "$(megabytes $(($(used) - before))) in all"
    grep -E '^(W|E|N): |dpkg: warning' "$work/install.log" | grep -v 'Download is performed unsandboxed' || true
    smoke gdsim || fault "$step: smoke test"
    if ! in_root apt-get purge -y gdsim >"$work/remove.log" 2>&1 ||
        ! in_root apt-get autoremove -y --purge >>"$work/remove.log" 2>&1; then
        tail -n 15 "$work/remove.log"
        fault "$step: apt-get purge"
    fi
    grep -E 'not empty|^dpkg: warning' "$work/remove.log" && fault "$step: removal leaves folders"
    in_root apt-get clean
    snapshot after
    compare "$step"
}

# The tar and the .run bring no packages: what Qt needs is named by gdsim itself when its window is to be opened.
qt_packages() {
    local said wanted
    said="$(in_root timeout 20 env DISPLAY=:0 "$1" 2>&1 || true)"
    wanted="$(printf '%s\n' "$said" | sed -n 's/.*apt-get install \([a-z0-9 .+-]*\).*/\1/p' | tr ' ' '\n' | sort -u |
        tr '\n' ' ')"
    if [ -n "$wanted" ]; then
        echo "gdsim names these packages: $wanted"
        # shellcheck disable=SC2086 # one word each
        in_root apt-get -qq install -y --no-install-recommends $wanted >"$work/apt.log" 2>&1 ||
            { tail -n 5 "$work/apt.log"; fault "$name: the packages that gdsim names cannot be installed"; }
    else
        echo "gdsim names no missing package: $(printf '%s\n' "$said" | tail -n 1)"
    fi
    in_root apt-get clean
}

# installed_tree STEP PREFIX COMMAND…: installs with a command, smokes, removes with the installation's own word.
installed_tree() {
    local step="$1" prefix="$2" began before
    shift 2
    snapshot before
    before="$(used)"
    began="$(now)"
    if ! in_root "$@" >"$work/install.log" 2>&1; then
        tail -n 15 "$work/install.log"
        fault "$step: installation"
        return
    fi
    echo "ok $step: installed in $(seconds $(($(now) - began))): $(megabytes $(($(used) - before)))"
    grep '^gdsim: ' "$work/install.log" | sed 's/^/    /'
    smoke "$prefix/bin/gdsim" || fault "$step: smoke test"
    in_root "$prefix/lib/gdsim/uninstall.sh" >"$work/remove.log" 2>&1 ||
        { tail -n 5 "$work/remove.log"; fault "$step: removal"; }
    snapshot after
    compare "$step"
}

of_run() {
    chmod +x "$root$1"
    if ! in_root sh "$1" --noexec --target /opt/unpacked >"$work/unpack.log" 2>&1; then
        tail -n 5 "$work/unpack.log"
        fault "$name: cannot be unpacked"
        return
    fi
    qt_packages /opt/unpacked/lib/gdsim/gdsim
    rm -rf "$root/opt/unpacked"
    installed_tree "$name" /usr/local sh "$1"
}

# in_place STEP PROGRAM: the program where it was unpacked, below /opt/unpacked.
in_place() {
    qt_packages "$2"
    snapshot before
    smoke "$2" --without-association || fault "$1: smoke test"
    snapshot after
    compare "$1"
}

of_tar() {
    local folder began
    began="$(now)"
    # The bare root has no xz; whoever unpacks an archive has one.
    mkdir "$root/opt/unpacked"
    tar -C "$root/opt/unpacked" --no-same-owner -xf "$artefact"
    folder="$(cd "$root" && echo opt/unpacked/*)"
    echo "ok $name: unpacked in $(seconds $(($(now) - began))): $(megabytes "$(du -sB1 "$root/$folder" | cut -f 1)")"
    in_place "$name in place" "/$folder/bin/gdsim"
    installed_tree "$name, install.sh" /usr/local "/$folder/install.sh"
}

# The AppImage without its runtime, which would mount it: the same files, unpacked.
of_squashfs() {
    if ! command -v unsquashfs >/dev/null; then
        echo "LEFT OUT $name: unsquashfs is missing: apt-get install squashfs-tools"
        return
    fi
    unsquashfs -quiet -no-progress -dest "$root/opt/unpacked" "$artefact" >/dev/null
    in_place "$name" /opt/unpacked/AppRun
}
