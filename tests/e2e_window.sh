#!/bin/bash
# e2e_window.sh BUILD_FOLDER: the real window on a real X server, driven by a real pointer.
#
# It walks the tour of e2e_window.txt and, at each stop, waits until the screen shows pixel for pixel
# what zhanting-shot draws for that page. Then it looks at an idle page, a window squeezed and widened,
# the keys of the preview, and the keys that must not end the kiosk.
set -uo pipefail
build=$1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=$build/e2e
# shellcheck source-path=SCRIPTDIR source=e2e_lib.sh
. "$here/e2e_lib.sh"
export LSAN_OPTIONS=suppressions=$here/lsan.supp:print_suppressions=0
today=2024-06-30 # what is old by then is old in both
server=
kiosk=
mkdir -p "$out/screen" && rm -f "$out"/*.png "$out"/*.log

finish() {
    for pid in $kiosk $server; do
        kill "$pid" 2>/dev/null
    done
    wait 2>/dev/null
}
trap finish EXIT

is_server_up() {
    [ -s "$out/display" ] && DISPLAY=:$(cat "$out/display") xdpyinfo >/dev/null 2>&1
}

start_server() {
    # The pointer must not be in the picture; the screen is kept in a file.
    Xvfb -displayfd 3 -screen 0 1920x1080x24 -nocursor -nolisten tcp -fbdir "$out/screen" \
        3>"$out/display" >"$out/xvfb.log" 2>&1 &
    server=$!
    until_true is_server_up || { fail "Xvfb did not start"; exit 1; }
    DISPLAY=:$(cat "$out/display")
    export DISPLAY SDL_VIDEODRIVER=x11
}

shows() {
    "$build/tests/window_compare" "$out/screen/Xvfb_screen0" "$1" "$out/diff.png" \
        >"$out/compare.log" 2>&1
}

# expect PAGE LANGUAGE WHAT: the screen comes to show the page.
expect() {
    local picture=$out/${1//\//-}-$2.png
    if [ ! -f "$picture" ] && ! "$build/zhanting-shot" --page "$1" --lang "$2" --today "$today" \
        --mode reduced --size 1920x1080 -o "$picture"; then
        fail "$3: zhanting-shot has no picture of $1"
        return
    fi
    if until_true shows "$picture"; then
        rm -f "$out/diff.png"
        echo "ok: $3"
    else
        cp "$out/diff.png" "$out/${1//\//-}-$2.diff.png" 2>/dev/null
        fail "$3: the screen does not show $1 ($2): $(cat "$out/compare.log")"
    fi
}

tap() {
    xdotool mousemove "$1" "$2" mousedown 1 mouseup 1
}

start_kiosk() {
    "$build/zhanting" --today "$today" --log "$out/kiosk.log" "$@" >"$out/kiosk.out" 2>&1 &
    kiosk=$!
}

# ended_by WHAT CODE: the kiosk ends with this exit code.
ended_by() {
    if ! until_true is_gone "$kiosk"; then
        fail "$1 does not end it"
        return
    fi
    wait "$kiosk"
    local code=$?
    kiosk=
    if [ $code -eq "$2" ]; then
        echo "ok: $1 ends it, exit code $code"
    else
        fail "$1 ends it with exit code $code: $(cat "$out/kiosk.out")"
    fi
}

ticks() {
    awk '{ print $14 + $15 }' "/proc/$kiosk/stat" # user and system time, 1/100 s
}

start_server

echo "-- the tour"
start_kiosk --window --size 1920x1080 --mode reduced --idle 0
expect attract zh "it opens on the attract page"
while read -r x y page language _; do
    tap "$x" "$y"
    expect "$page" "$language" "a tap at $x,$y leads to $page ($language)"
done < <(sed 's/#.*//; /^[[:space:]]*$/d' "$here/e2e_window.txt")

echo "-- an idle page"
before=$(ticks)
sleep 3
spent=$(($(ticks) - before))
if [ $spent -le 1 ]; then
    echo "ok: 3 s of standing still cost $spent ticks"
else
    fail "3 s of standing still cost $spent ticks of 10 ms"
fi

echo "-- any size of window"
window=$(xdotool search --onlyvisible --name Zhanting | head -1)
has_size() {
    xdotool getwindowgeometry "$window" | grep -q "Geometry: $1x$2\$"
}
while read -r w h; do
    xdotool windowsize "$window" "$w" "$h"
    until_true has_size "$w" "$h" || fail "the window cannot be made $w x $h"
    tap 0 0 # it hears and paints at this size too
done <<<$'100 100\n1 1\n640 360\n1920 1080'
expect home zh "squeezed and widened again it shows the same"
xdotool key Escape
ended_by "Esc in the preview" 0

echo "-- in the hall"
start_kiosk --mode reduced
is_on_glass() {
    grep -q 'first frame' "$out/kiosk.log" && [ "$(grep -c 'first frame' "$out/kiosk.log")" -ge 2 ]
}
until_true is_on_glass || fail "the kiosk does not open fullscreen"
for keys in Escape ctrl+q alt+F4 ctrl+alt+Delete super F11 Print; do
    xdotool key "$keys"
done
expect attract zh "no key leaves the kiosk, and it shows attract"
if is_gone "$kiosk"; then
    fail "a key ended the kiosk: $(cat "$out/kiosk.out")"
else
    kill -TERM "$kiosk"
    until_true is_gone "$kiosk" || fail "a signal does not end the kiosk"
    wait "$kiosk" 2>/dev/null
fi
kiosk=

end_of_tests
