#!/bin/bash
# e2e_touch.sh BUILD_FOLDER: real fingers, several at once, on the hall's window.
#
# An X server without a graphics card has three touch panels, each a socket into which e2e_finger puts
# fingers; they come to the program as XInput touches do. After whatever they did a single touch must work,
# for which no contact may be left: the screen must show, pixel for pixel, the page it opens.
set -uo pipefail
build=$1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=$build/e2e-touch
# shellcheck source-path=SCRIPTDIR source=e2e_lib.sh
. "$here/e2e_lib.sh"
export LSAN_OPTIONS=suppressions=$here/lsan.supp:print_suppressions=0 SDL_VIDEODRIVER=x11
today=2024-06-30
server=
kiosk=
hand=
sockets=
rm -rf "$out" && mkdir -p "$out"

finish() {
    for pid in $hand $kiosk $server; do
        kill "$pid" 2>/dev/null
    done
    wait 2>/dev/null
    [ -z "$sockets" ] || rm -rf "$sockets"
}
trap finish EXIT

is_server_up() {
    [ -s "$out/display" ] && DISPLAY=:$(cat "$out/display") xdpyinfo >/dev/null 2>&1
}

# Sockets have short names: they lie in a folder of their own.
start_server() {
    sockets=$(mktemp -d)
    sed "s#FOLDER#$sockets#" "$here/e2e_xorg.conf" >"$out/xorg.conf"
    Xorg -displayfd 3 -config "$out/xorg.conf" -noreset -nolisten tcp -sharevts -novtswitch \
        -logfile "$out/xorg.log" 3>"$out/display" >"$out/xorg.out" 2>&1 &
    server=$!
    until_true is_server_up || { fail "Xorg did not start: $(tail -n 5 "$out/xorg.out")"; exit 1; }
    DISPLAY=:$(cat "$out/display")
    export DISPLAY
}

# draw PAGE: what it must look like
draw() {
    "$build/zhanting-shot" --page "$1" --today "$today" --mode reduced --size 1920x1080 -o "$out/$1.png" >/dev/null
}

shows() {
    xwd -root -silent -out "$out/screen.xwd" &&
        "$build/tests/window_compare" "$out/screen.xwd" "$out/$1.png" "$out/diff.png" >"$out/compare.log" 2>&1
}

shows_not() {
    ! shows "$1"
}

expect() { # PAGE WHAT
    if until_true shows "$1"; then
        echo "ok: $2"
    else
        fail "$2: the screen does not show $1: $(cat "$out/compare.log")"
    fi
}

# use_panel NAME: the fingers below are on this panel; a panel can be used once.
use_panel() {
    coproc HAND { "$build/tests/e2e_finger" "$sockets/$1" 2>"$out/finger.log"; }
    hand=$HAND_PID # bash forgets its own as soon as it is gone
}

# fingers LINE…: "d ID X Y", "m ID X Y", "u ID X Y", px of the screen; each has arrived before the next.
fingers() {
    local line kind id x y answer
    for line in "$@"; do
        read -r kind id x y <<<"$line"
        printf '%s %s %d.%06d %d.%06d\n' "$kind" "$id" 0 $((x * 1000000 / 1920)) 0 $((y * 1000000 / 1080)) \
            >&"${HAND[1]}" && read -r answer <&"${HAND[0]}" && [ "$answer" = ok ] ||
            { fail "the panel is gone: $(cat "$out/finger.log")"; exit 1; }
    done
}

tap() {
    fingers "d 1 $1 $2" "u 1 $1 $2"
}

# opens PAGE X Y WHAT: one touch there opens the page.
opens() {
    tap "$2" "$3"
    expect "$1" "$4"
}

five_fingers() {
    local at=(400,300 960,756 1500,300 400,860 1500,860) i step
    for i in 0 1 2 3 4; do
        fingers "d $((i + 1)) ${at[i]/,/ }"
    done
    for step in 20 40 60; do
        for i in 0 1 2 3 4; do
            fingers "m $((i + 1)) $((${at[i]%,*} + step)) ${at[i]#*,}"
        done
    done
    for i in 3 0 4 1 2; do
        fingers "u $((i + 1)) $((${at[i]%,*} + step)) ${at[i]#*,}"
    done
}

for page in attract home livelihood figures districts; do
    draw $page || fail "zhanting-shot has no picture of $page"
done
start_server
printf '[files]\nstate = %s/state\n[visit]\nmodes = reduced\nidle_seconds = 0\n' "$out" >"$out/zhanting.ini"
"$build/zhanting" --config "$out/zhanting.ini" --today "$today" --log "$out/kiosk.log" >"$out/kiosk.out" 2>&1 &
kiosk=$!
expect attract "it opens on the attract page"
use_panel panel
five_fingers
expect home "five fingers wake it, and do no more"
opens livelihood 500 700 "then one touch opens a page"

echo "-- a pinch"
fingers "d 1 600 540" "d 2 760 540"
for step in 20 40 60 80 100 120 140; do
    fingers "m 1 $((600 - step)) 540" "m 2 $((760 + step)) 540"
done
fingers "u 1 460 540" "u 2 900 540"
if until_true shows_not livelihood; then
    echo "ok: two fingers moved apart change the map"
else
    fail "two fingers moved apart do nothing"
fi
opens livelihood 1175 534 "one touch shows the whole map again"
five_fingers
opens figures 682 1020 "after five fingers on the map one touch opens a page"
opens livelihood 518 1020 "and the next the map"

echo "-- a panel that is unplugged in mid-drag"
fingers "d 1 600 540" "m 1 640 540" "m 1 700 560"
xinput disable panel
exec {HAND[1]}>&-
wait "$hand" 2>/dev/null
use_panel panel2
opens figures 682 1020 "one touch on the other panel opens a page at once"
opens livelihood 518 1020 "and the next the map"

echo "-- a panel that goes dumb in mid-drag"
# Nobody tells that the finger is gone: after ten seconds it counts as dirt, and fingers beside it work.
fingers "d 1 600 540" "m 1 640 540" "m 1 700 560"
kill -KILL "$hand"
wait "$hand" 2>/dev/null
use_panel panel3
touched() {
    tap 846 1020
    sleep 0.5
    shows districts
}
start=$SECONDS
if until_true touched; then
    echo "ok: after $((SECONDS - start)) s one touch beside the lost finger opens a page"
else
    fail "a finger whose panel went dumb keeps every other from working"
fi
kill -TERM "$kiosk"
wait "$kiosk"
code=$?
kiosk=
[ $code -eq 0 ] || fail "it ended with $code: $(cat "$out/kiosk.out")"
end_of_tests
