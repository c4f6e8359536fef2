# shellcheck shell=bash disable=SC2154 # a part of bare_debian.sh, which sets work and root
# Traces: every file of the root with its content, mode and owner, and the state of the packages, before and after.

# What apt and dpkg write of themselves whatever is installed and removed; everything else must be as it was.
of_apt=(
    ./var/lib/apt                   # lists, and which packages came as a dependency
    ./var/cache/apt                 # downloads and indexes
    ./var/cache/debconf             # answers to questions, with backups
    ./var/cache/ldconfig            # the loader's own index
    ./var/cache/man                 # the index of manual pages, which man-db makes anew each time
    ./var/log                       # what was done
    ./var/lib/dpkg/status-old ./var/lib/dpkg/available ./var/lib/dpkg/diversions-old
    ./var/lib/dpkg/lock ./var/lib/dpkg/lock-frontend ./var/lib/dpkg/triggers/Lock
    ./var/lib/systemd/deb-systemd-helper-enabled
)
# Not of the root: the machine's own.
elsewhere=(./proc ./sys ./dev ./tmp ./run ./opt)

# snapshot NAME: writes the lists NAME.files and NAME.packages.
snapshot() {
    local words=() place
    for place in "${of_apt[@]}" "${elsewhere[@]}"; do words+=(-path "$place" -prune -o); done
    (
        cd "$root" || exit
        # A folder's time changes with what was in it for a while; its name, mode and owner may not. dpkg writes its list
        # of packages in another order, so that is compared by dpkg-query.
        find . -xdev "${words[@]}" -path ./var/lib/dpkg/status -prune -o \
            \( -type d -printf '%y %m %u:%g %p\n' -o -type l -printf '%y %p -> %l\n' \
            -o ! -type f -printf '%y %m %u:%g %p\n' \)
        find . -xdev "${words[@]}" -path ./var/lib/dpkg/status -prune -o -type f -printf '%m %u:%g ' \
            -exec sha256sum {} \;
    ) | sort >"$work/$1.files"
    # shellcheck disable=SC2016 # dpkg-query's own names
    in_root dpkg-query -W -f '${Package} ${Version} ${Status}\n' | sort >"$work/$1.packages"
}

# compare STEP: before against after; each difference is printed.
compare() {
    local differences
    differences="$(diff "$work/before.files" "$work/after.files" | grep '^[<>]' || true)
$(diff "$work/before.packages" "$work/after.packages" | grep '^[<>]' || true)"
    differences="$(printf '%s\n' "$differences" | sed '/^$/d')"
    if [ -n "$differences" ]; then
        printf '%s\n' "$differences" | sed 's/^/    /' | head -n 40
        fault "$1: traces: $(printf '%s\n' "$differences" | wc -l) lines differ"
    else
        echo "ok $1: removed without a trace: $(wc -l <"$work/before.files") files and folders and" \
            "$(wc -l <"$work/before.packages") packages are as before"
    fi
}
