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
# shellcheck source-path=SCRIPTDIR source=e2e_screen.sh
. "$here/e2e_screen.sh"
mkdir -p "$out/screen" && rm -f "$out"/*.png "$out"/*.log

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
hall=$(xdotool search --onlyvisible --name Zhanting | tail -1)
xdotool mousemove 900 500 mousedown 1 mousemove 900 700 # a drag that another size cuts short
xdotool windowsize "$hall" 1280 720
xdotool mouseup 1 windowsize "$hall" 1920 1080
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
