# shellcheck shell=bash disable=SC2154 # $build, $here and $out are of who sources it
# e2e_screen.sh: what the tests of the real window share. Sourced, with `set -uo pipefail`.
#
# A private X server whose screen is kept in a file, a finger, and the kiosk on it.
# shellcheck source-path=SCRIPTDIR source=e2e_lib.sh
. "$here/e2e_lib.sh"
export LSAN_OPTIONS=suppressions=$here/lsan.supp:print_suppressions=0
today=2024-06-30 # what is old by then is old in both
server=
manager= # of windows
kiosk=
kiosk_log=$out/kiosk.log
under=() # words before the program's

finish() {
    for pid in $kiosk $manager $server; do
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
    mkdir -p "$out/screen"
    : >"$out/display"
    Xvfb -displayfd 3 -screen 0 1920x1080x24 -nocursor -nolisten tcp -fbdir "$out/screen" \
        3>"$out/display" >"$out/xvfb.log" 2>&1 &
    server=$!
    until_true is_server_up || { fail "Xvfb did not start"; exit 1; }
    DISPLAY=:$(cat "$out/display")
    export DISPLAY SDL_VIDEODRIVER=x11
}

# shows PICTURE: the screen is the picture, pixel for pixel.
shows() {
    "$build/tests/window_compare" "$out/screen/Xvfb_screen0" "$1" "$out/diff.png" \
        >"$out/compare.log" 2>&1
}

# expect PAGE LANGUAGE WHAT [STORY]: the screen comes to show the page.
expect() {
    local picture=$out/${1//\//-}-$2${4:+-$(basename "$4" .db)}.png
    if [ ! -f "$picture" ] && ! "$build/zhanting-shot" ${4:+--story "$4"} --page "$1" --lang "$2" \
        --today "$today" --mode reduced --size 1920x1080 -o "$picture"; then
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
    "${under[@]}" "$build/zhanting" --today "$today" --log "$kiosk_log" "$@" \
        >"$out/kiosk.out" 2>&1 &
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
