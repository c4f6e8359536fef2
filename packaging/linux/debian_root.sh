# shellcheck shell=bash disable=SC2154 # a part of bare_debian.sh and fresh_machine.sh, which set work, root and mirror
# A root of Debian 12: made once, unpacked for each artefact, mounted and always unmounted again.

# What the smoke test needs: a screen, its keys and pictures, and what a desktop opens files with.
needs=(xvfb xauth xdotool x11-apps xdg-utils libglib2.0-bin shared-mime-info desktop-file-utils file)

# Prints the archive of a root with a user, and whatever is in "needs".
prepared_root() {
    local into="${cache:-$work}" archive="${archive:-bare.tar}"
    archive="$into/$archive"
    if [ ! -s "$archive" ]; then
        mkdir -p "$into"
        echo "making a bare Debian 12 from $mirror" >&2
        debootstrap --variant=minbase bookworm "$root" "$mirror" >"$work/debootstrap.log" 2>&1 ||
            { tail -n 5 "$work/debootstrap.log" >&2; exit 2; }
        sources
        mount_root
        in_root apt-get -qq update >&2
        in_root apt-get -qq install -y --no-install-recommends "${needs[@]}" >"$work/apt.log" 2>&1 ||
            { tail -n 5 "$work/apt.log" >&2; exit 2; }
        in_root apt-get clean
        in_root useradd --create-home --shell /bin/sh guest
        unmount_root
        tar -C "$root" -cf "$archive.part" .
        mv "$archive.part" "$archive"
        rm -rf "$root"
    fi
    echo "$archive"
}

# unpacked_root ARCHIVE: the root as it was made, mounted.
unpacked_root() {
    unmount_root
    rm -rf "$root"
    mkdir -p "$root"
    tar -C "$root" -xf "$1"
    mount_root
}

# bare_root ARCHIVE: the same, and there must be no Python in it.
bare_root() {
    unpacked_root "$1"
    local python
    python="$(find "$root"/usr/bin "$root"/usr/local/bin "$root"/usr/lib -maxdepth 1 -name '*python*' | head -n 1)"
    if [ -n "$python" ]; then
        echo "FAILED the bare root has a Python: $python" >&2
        exit 1
    fi
}

# Packages of the security archive as an installed Debian has them.
sources() {
    printf 'deb %s bookworm main\ndeb %s bookworm-updates main\ndeb %s-security bookworm-security main\n' \
        "$mirror" "$mirror" "$mirror" >"$root/etc/apt/sources.list"
}

mount_root() {
    mount -t proc proc "$root/proc"
    mount --bind /dev "$root/dev"
    mount -t devpts devpts "$root/dev/pts" -o newinstance,ptmxmode=0666 2>/dev/null || true
    mount -t tmpfs tmpfs "$root/tmp" -o mode=1777
    mkdir -p "$root/dev/shm"
    cp -L /etc/resolv.conf "$root/etc/resolv.conf"
}

# Nothing below the root may be left mounted: it is deleted afterwards.
unmount_root() {
    local place
    awk -v root="$root/" 'index($2, root) == 1 { print $2 }' /proc/mounts | sort -r |
        while IFS= read -r place; do umount "$place" 2>/dev/null || umount -l "$place"; done
    if grep -q " $root/" /proc/mounts; then echo "bare_debian.sh: $root: is still mounted" >&2; trap - EXIT; exit 2; fi
}

in_root() {
    chroot "$root" /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
        LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}
