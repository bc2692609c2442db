# shellcheck shell=bash
# What packaging/open and packaging/test share. To be sourced.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export LC_ALL=C.UTF-8

say() {
    printf '\n== %s\n' "$*"
}

# The packages of packages.txt, down to the heading "to test" unless all are wanted; "pack": those of
# packages-pack.txt, down to that heading; "pack-test": all of those.
packages() {
    local list=packages.txt
    case $1 in pack*) list=packages-pack.txt ;; esac
    awk -v which="$1" '/^# ---- to test/ && which !~ /^(all|pack-test)$/ { exit }
                       { sub(/#.*/, "") }
                       NF { print $1 }' "$root/packaging/$list"
}

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null)" = 'ii ' ]
}

# install_packages build|all|pack|pack-test: with apt-get, as root or through sudo, if any is missing.
install_packages() {
    local missing=() name as_root=()
    for name in $(packages "$1"); do
        is_installed "$name" || missing+=("$name")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "These packages are missing: ${missing[*]}" >&2
            echo "Installing them takes root: run this again as root, or install sudo." >&2
            return 1
        fi
        as_root=(sudo)
    fi
    say "installing ${#missing[@]} packages"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "${missing[@]}"
}

# Why no chroot or container can be made here; nothing when they can.
why_no_chroots() {
    if [ "$(id -u)" -ne 0 ]; then
        echo "it makes chroots, which takes root"
    elif ! unshare --mount true 2>/dev/null; then
        echo "it makes chroots and containers, and nothing may be mounted here"
    fi
}

# build PRESET [TARGET…]: in build/PRESET. Faces that were cut before are taken from build/cache.
build() {
    local preset=$1
    shift
    export ZH_CACHE=${ZH_CACHE:-$root/build/cache}
    say "building $preset"
    (cd "$root" && cmake --preset "$preset" && cmake --build --preset "$preset" ${1:+--target "$@"})
}
