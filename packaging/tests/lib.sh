# shellcheck shell=bash
# What the tests of the packages share. To be sourced, as root, with the folder of the packages ($out)
# and a folder to work in ($work) set.

packaging=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
suite=bookworm

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

# check WORDS: COMMAND…  says whether it holds
check() {
    local words=$1
    shift
    if "$@" >"$work/check.log" 2>&1; then
        echo "  ok: $words"
    else
        cat "$work/check.log" >&2
        fail "$words ($*)"
    fi
}

not() {
    ! "$@"
}

debs() {
    ls "$out"/zhanting_*_amd64.deb "$out"/zhanting-fonts_*_all.deb "$out"/zhanting-story-*_all.deb
}

# Debian packages the program needs, without our own.
needs() {
    dpkg-deb -f "$out"/zhanting_*_amd64.deb Depends | tr ',' '\n' |
        sed -e 's/|.*//' -e 's/(.*//' -e 's/ //g' | grep -v '^zhanting' | sort
}

# A small system with everything the program needs, but without it: $work/base. Made once.
make_base() {
    local key
    key=$( (needs; echo "$suite") | sha256sum | cut -c1-16)
    [ "$(cat "$work/base.key" 2>/dev/null)" = "$key" ] && return 0
    rm -rf "$work/base" "$work/base.key"
    mmdebstrap --quiet --variant=minbase \
        --include="$( (needs; printf '%s\n' systemd-sysv udev dbus procps kmod) | paste -sd,)" \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-include=/usr/share/doc/zhanting*' \
        "$suite" "$work/base" || fail "no base system could be made"
    echo "$key" >"$work/base.key"
}

# copy_base NAME: a fresh copy, $work/NAME
copy_base() {
    make_base
    rm -rf "${work:?}/$1"
    cp -a --reflink=auto "$work/base" "$work/$1"
}

# install_in ROOT DEB…: with dpkg, as a technician does from a stick
install_in() {
    local rootfs=$1 file
    shift
    mkdir -p "$rootfs/tmp/debs"
    for file in "$@"; do
        cp "$file" "$rootfs/tmp/debs/"
    done
    chroot "$rootfs" sh -c 'DEBIAN_FRONTEND=noninteractive dpkg --force-confdef --force-confold -i /tmp/debs/*.deb' \
        >"$work/dpkg.log" 2>&1 || { cat "$work/dpkg.log" >&2; return 1; }
    rm -rf "$rootfs/tmp/debs"
}

# other_version DEB VERSION OUT: the same package under another version, with one more line in its config
other_version() {
    local tree=$work/other
    rm -rf "$tree"
    dpkg-deb -R "$1" "$tree"
    sed -i "s/^Version: .*/Version: $2/" "$tree/DEBIAN/control"
    if [ -f "$tree/etc/zhanting/zhanting.ini" ]; then
        echo '# another default' >>"$tree/etc/zhanting/zhanting.ini"
    fi
    dpkg-deb -Znone -b "$tree" "$3" >/dev/null
    rm -rf "$tree"
}
