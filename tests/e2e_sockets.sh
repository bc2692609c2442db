#!/bin/bash
# e2e_sockets.sh BUILD_FOLDER: the kiosk of the hall opens no socket of a network and writes nothing outside
# its state folder, on a tour over every kind of page, staff's pad included. Two witnesses: a filter in the
# kernel that kills whoever asks for such a socket (no_network.c), and strace, judged by trace_judge.py.
# Then it goes on without a state folder, with one it may not write to, and on a full disk.
set -uo pipefail
build=$1
out=$build/e2e-sockets
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=e2e_screen.sh
. "$here/e2e_screen.sh"
mkdir -p "$out" && rm -f "$out"/*.png "$out"/*.log
state=$out/state
config=$out/zhanting.ini
alone=$build/tests/no_network
calls=?open,openat,?openat2,?creat,?rename,?renameat,?renameat2,?unlink,unlinkat,?rmdir,?mkdir,mkdirat
calls+=,?link,linkat,?symlink,symlinkat,truncate,ftruncate,?chmod,fchmod,fchmodat,?chown,?lchown,fchown
calls+=,fchownat,?mknod,mknodat,?utime,?utimes,utimensat,?futimesat,setxattr,lsetxattr,fsetxattr
calls+=,removexattr,lremovexattr,fremovexattr,fallocate,mount,umount2,swapon,socket,bind,execve
calls+=,?io_uring_setup
# No checker of leaks beside a tracer; -D: the kiosk is our child, not strace's.
tracer=(env ASAN_OPTIONS=detect_leaks=0 strace -D -f -y -s 4096 --seccomp-bpf -e "trace=$calls")

stops() {
    sed 's/#.*//; /^[[:space:]]*$/d' "$here/e2e_window.txt"
}

judge() {
    "$here/trace_judge.py" "$@"
}

# ---- the witnesses themselves --------------------------------------------------------------

echo "-- would they notice?"
for family in inet inet6 packet; do
    ("$alone" "$alone" --open $family; exit $?) 2>/dev/null
    code=$?
    [ $code -eq 159 ] || fail "the filter let a socket of $family through ($code)" # 128 + SIGSYS
done
for family in unix netlink; do
    "$alone" "$alone" --open $family || fail "the filter forbids $family"
done
mkdir -p "$state"
# seen GOOD|BAD COMMAND…
seen() {
    local verdict=$1
    shift
    strace -f -y -o "$out/witness.trace" -e "trace=$calls" "$@" >/dev/null 2>&1
    if judge "$out/witness.trace" "$state" >"$out/witness.txt"; then
        [ "$verdict" = GOOD ] || fail "nobody noticed: $*"
    else
        [ "$verdict" = BAD ] || fail "noticed in vain: $*: $(cat "$out/witness.txt")"
    fi
}
: >"$state/kept"
seen BAD "$alone" --open inet
seen BAD "$alone" --open inet6
seen BAD touch "$out/elsewhere"
seen BAD mkdir "$out/elsewhere.d"
seen BAD cp "$state/kept" "$out/elsewhere"
seen BAD mv "$out/elsewhere" "$state/kept"
seen BAD ln "$state/kept" "$out/elsewhere"
seen BAD chmod 755 "$out"
seen BAD rm -f "$out/elsewhere"
seen BAD touch "$state/../elsewhere"
seen BAD env true # another program
seen GOOD "$alone" --open unix
seen GOOD touch "$state/kept"
seen GOOD rm "$state/kept"
seen GOOD cat "$config"
rm -rf "$out"/elsewhere*
[ $failures -eq 0 ] && echo "ok: both notice what they must"

# ---- the kiosk ------------------------------------------------------------------------------

# hall_config STATE
hall_config() {
    printf '135790\n135790\n' | "$build/zhanting-pack" pin 2>/dev/null | grep '^pin_hash' >"$out/pin" ||
        fail "no hash of the code"
    printf '[visit]\nidle_seconds = 0\nmodes = reduced\n[staff]\n%s\n[files]\nstate = %s\n' \
        "$(cat "$out/pin")" "$1" >"$config"
}

is_started() {
    grep -qs 'first frame' "$kiosk_log"
}

# hall TRACE OPTION…: the kiosk, fullscreen, under both witnesses.
hall() {
    local trace=$1
    shift
    rm -f "$kiosk_log"
    under=("${tracer[@]}" -o "$trace" "$alone")
    start_kiosk --config "$config" "$@"
    until_true is_started || fail "the kiosk does not start: $(cat "$out/kiosk.out")"
}

# A signal, and an orderly end.
leave() {
    kill -TERM "$kiosk"
    ended_by "a signal" 0
}

is_whole() {
    tail -n 1 "$1" | grep -q 'exited with'
}

# judged TRACE WHAT
judged() {
    until_true is_whole "$1" || fail "$2: the trace has no end"
    # The filter's own start, and the kiosk.
    if TRACE_PROGRAMS=2 judge "$1" "$state" >"$out/verdict.txt"; then
        echo "ok: $2: $(cat "$out/verdict.txt")"
    else
        fail "$2: $(cat "$out/verdict.txt")"
    fi
}

# Not where the window is: five taps in the corner, a wrong code, and out again; then anywhere, and keys.
staff_and_nonsense() {
    local i
    for i in 1 2 3 4 5; do
        tap 1880 1040
    done
    until_true grep -qs . "$state/starts" || fail "no start was written down"
    sleep 1
    for i in 1 2 3 4 5 6; do
        tap $((1100 + i % 3 * 200)) 400
    done
    RANDOM=2024
    for ((i = 0; i < 300; i++)); do
        tap $((RANDOM % 1920)) $((RANDOM % 1080))
        [ $((i % 10)) -ne 0 ] || xdotool key Page_Down key Escape
    done
}

hall_config "$state"
kiosk_log=$state/zhanting.log

echo "-- without a window: every page there is"
export SDL_VIDEODRIVER=offscreen
pages=(attract home chains chains/new-energy livelihood project/lp003 figures figure/f065 districts
    district/wujin photos photo/canal-town timeline about articles article/alliance programmes
    programme/sp060 stories operator)
for page in "${pages[@]}"; do
    hall "$out/offscreen.trace" --page "$page"
    grep -q 'first frame.*offscreen' "$kiosk_log" || fail "not offscreen: $(cat "$kiosk_log")"
    leave >"$out/leave.txt" || cat "$out/leave.txt"
    judged "$out/offscreen.trace" "$page"
done

echo "-- with one: the tour, the corner of staff, and nonsense"
start_server
hall "$out/x11.trace"
expect attract zh "it opens on the attract page"
while read -r x y page language _; do
    tap "$x" "$y"
    expect "$page" "$language" "a tap at $x,$y leads to $page ($language)"
done < <(stops)
staff_and_nonsense
if is_gone "$kiosk"; then
    fail "the tour ended the kiosk: $(cat "$out/kiosk.out")"
else
    leave
fi
judged "$out/x11.trace" "the tour"
for file in starts usage.db zhanting.log; do
    [ -s "$state/$file" ] || fail "the kiosk has not kept its $file"
done

# ---- nowhere to write -----------------------------------------------------------------------

# tours WHAT: a few pages, with the state as it is
tours() {
    expect attract zh "$1: it opens"
    while read -r x y page language _; do
        tap "$x" "$y"
        expect "$page" "$language" "$1: $page"
    done < <(stops | head -5)
    leave
}

echo "-- nowhere to write"
under=("$alone")
hall_config /proc/there/is/none
start_kiosk --config "$config" --log /proc/there/is/none
tours "no state folder"

# Its owner may write where the folder says no, if it is root with all its powers.
[ "$(id -u)" -ne 0 ] || under=(setpriv --bounding-set=-dac_override,-dac_read_search "$alone")
hall_config "$state"
chmod 500 "$state"
chmod 400 "$state"/*
start_kiosk --config "$config" --log "$state/zhanting.log"
tours "a state folder that may only be read"
chmod 700 "$state"
chmod 600 "$state"/*

start_on_full_disk() {
    trap '' XFSZ
    ulimit -f 0
    exec "$alone" "$build/zhanting" --today "$today" --config "$config" --log "$state/zhanting.log"
}
for is_fresh in no yes; do
    [ $is_fresh = no ] || rm -rf "$state"
    start_on_full_disk >/dev/null 2>&1 &
    kiosk=$!
    tours "a full disk (fresh: $is_fresh)"
done

end_of_tests
