# Where the smoke test runs: no network, an ordinary user, a home that cannot be written, no Python on PATH.
# shellcheck shell=sh disable=SC2034,SC2154 # one script in parts: what is set here may be used in another part

# Starts this script again in such a place and ends with its exit code; what this machine cannot do is said there.
isolate() {
    place="$(mktemp -d)" || exit 2
    trap 'chmod -R u+w "$place"; rm -rf "$place"' EXIT
    mkdir "$place/home" "$place/path"
    chmod 755 "$place" "$place/path"
    chmod 555 "$place/home"
    # Every program of the system, but no Python: what falls back on it is found out.
    case "$(uname -s)" in
        Linux)
            for folder in /bin /usr/bin; do
                [ -h "$folder" ] || (cd "$place/path" && ln -s "$folder"/* . 2>/dev/null)
            done
            rm -f "$place"/path/python* "$place"/path/pip* "$place"/path/pydoc* "$place"/path/pyenv*
            path="$place/path" clean="env -i LANG=C.UTF-8" ;;
        # Programs of Windows and macOS do not start without what their system has put into the environment.
        *) path="$PATH" clean="env" ;;
    esac
    set -- "$program" --starts "$starts"
    [ -z "$user" ] || set -- "$@" --user "$user"
    [ -z "$list_json" ] || set -- "$@" --list-json "$(cd "$(dirname "$list_json")" && pwd)/$(basename "$list_json")"
    [ -z "$pictures" ] || set -- "$@" --pictures "$(cd "$pictures" && pwd)"
    [ "$association" = yes ] || set -- "$@" --without-association
    [ "$window" = yes ] || set -- "$@" --without-window
    [ "$python_allowed" = no ] || set -- "$@" --python-allowed
    network=there
    if unshare -n true 2>/dev/null; then
        alone="unshare -n" network=none
    elif unshare -n -c true 2>/dev/null; then
        alone="unshare -n -c" network=none
    else
        alone=""
    fi
    lower="" mount=""
    if [ "$(id -u)" = 0 ]; then
        ordinary="${user:-nobody}"
        as_user="setpriv --reuid=$ordinary --regid=$(id -g "$ordinary" 2>/dev/null || echo 65534) --clear-groups"
        # A shell in between: what setpriv starts itself is still reached with root's rights.
        # shellcheck disable=SC2016 # for that shell
        if $as_user sh -c '"$1" --version' sh "$program" >/dev/null 2>&1; then lower="$as_user"; fi
        # Root can write everywhere but where a file system does not allow it.
        # shellcheck disable=SC2016 # for that shell
        # shellcheck disable=SC2089
        sealed='mount -t tmpfs -o ro,mode=555 tmpfs "$1" && shift && exec "$@"'
        if [ -z "$lower" ] && unshare -m sh -c "$sealed" sh "$place/home" true 2>/dev/null; then
            lower="unshare -m sh -c" mount="$sealed"
        fi
    fi
    set -- "$@" --inside "$network:$place/home"
    # shellcheck disable=SC2086,SC2090 # words on purpose, or none
    $alone $lower ${mount:+"$mount" sh "$place/home"} $clean PATH="$path" HOME="$place/home" \
        ${TMPDIR:+TMPDIR="$TMPDIR"} sh "$here/smoke.sh" "$@"
    exit $?
}

# What holds of the place this runs in.
say_where() {
    if [ "$network" = none ]; then
        ok "no network"
    else
        left_out "no network: this system gives no namespace without one"
    fi
    if [ "$(id -u)" = 0 ] && [ -n "$user" ]; then
        fail "ordinary user: $user cannot run $program"
    elif [ "$(id -u)" = 0 ]; then
        left_out "ordinary user: nobody cannot run $program, so it runs as root"
    else
        ok "ordinary user: $(id -un 2>/dev/null || id -u)"
    fi
    if (: >"$home/written") 2>/dev/null; then
        rm -f "$home/written"
        left_out "read-only home: this user can write everywhere"
    else
        ok "read-only home"
    fi
    if [ "$python_allowed" = yes ]; then
        left_out "no Python of the system: this kind runs on it"
    elif command -v python3 >/dev/null || command -v python >/dev/null; then
        left_out "no Python on PATH: there is $(command -v python3 || command -v python)"
    else
        ok "no Python on PATH"
    fi
}

# check_python PID STEP: a running gdsim must have mapped nothing of a Python but what lies in its own folder.
check_python() {
    [ "$python_allowed" = no ] || return 0
    if [ ! -r "/proc/$1/maps" ]; then left_out "$2: own Python: /proc/$1/maps cannot be read"; return; fi
    own="$(dirname "$(readlink -f "/proc/$1/exe")")"
    foreign="$(sed -n 's|^[^/]* \(/.*\)$|\1|p' "/proc/$1/maps" | sort -u |
        grep -E 'libpython|/python3|cpython-' | grep -v -F "$own/" | head -n 1)"
    mapped="$(sed -n 's|^[^/]* \(/.*\)$|\1|p' "/proc/$1/maps" | sort -u | grep -c -F "$own/")"
    case "$own" in /bin | /usr/bin | /usr/local/bin) foreign="$(readlink -f "/proc/$1/exe")" ;; esac
    if [ -n "$foreign" ]; then
        fail "$2: own Python: $foreign is of the system"
    else
        ok "$2: own Python: $mapped files mapped from $own, none of another Python"
    fi
}

# Whoever ends leaves nothing in the folder for temporary files.
check_leftovers() {
    left_there="$(ls -A "$TMPDIR")"
    if [ -z "$left_there" ]; then
        ok "temporary files: none is left"
    else
        fail "temporary files: $(echo "$left_there" | wc -l) are left: $(echo "$left_there" | head -n 3 | tr '\n' ' ')"
    fi
}
