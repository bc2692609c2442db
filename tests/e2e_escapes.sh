#!/bin/bash
# e2e_escapes.sh BUILD_FOLDER: nobody gets out of the hall's window by keys, mouse buttons, swipes, close and
# minimise requests or another window on top; without a window manager, and with one that knows all the usual
# keys. After every attempt the same process must show, pixel for pixel, the page that the next touch opens.
# What takes several fingers is in test_escapes.c.
set -uo pipefail
build=$1
out=$build/e2e-escapes
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=e2e_screen.sh
. "$here/e2e_screen.sh"
mkdir -p "$out" && rm -f "$out"/*.png "$out"/*.log
keys_mashed=5000
page=
pid=
thief=

# still_there AFTER: alive, on top, and it answers a touch.
still_there() {
    if is_gone "$pid"; then
        fail "$1: it ended: $(cat "$out/kiosk.out")"
        exit 1
    fi
    local before=$failures
    expect "$page" zh "$1: it stays" >"$out/before.txt"
    [ $failures -eq "$before" ] || { cat "$out/before.txt"; return; }
    if [ "$page" = home ]; then
        tap 1350 1020
        page=articles
    else
        tap 212 1020
        page=home
    fi
    expect "$page" zh "$1"
}

# Where nothing scrolls.
at_home() {
    [ "$page" = home ] || still_there "$1: back home"
}

swipe() {
    xdotool mousemove "$1" "$2" mousedown 1 mousemove $((($1 + $3) / 2)) $((($2 + $4) / 2)) \
        mousemove "$3" "$4" mouseup 1
}

# mash SEED: keys of the whole board, many with modifiers held.
mash() {
    local all=() modifiers=("" "" "" ctrl+ alt+ super+ shift+ ctrl+alt+ alt+shift+ ctrl+alt+shift+super+)
    local key batch i k
    for key in {a..z} {0..9} F{1..12} Escape Tab Return space BackSpace Delete Insert Home End Prior Next \
        Up Down Left Right Print Pause Menu Scroll_Lock KP_Enter Super_L Super_R Alt_L Control_L; do
        all+=("$key")
    done
    RANDOM=$1
    for ((i = 0; i < keys_mashed; i += 100)); do
        batch=()
        for ((k = 0; k < 100; k++)); do
            batch+=("${modifiers[RANDOM % ${#modifiers[@]}]}${all[RANDOM % ${#all[@]}]}")
        done
        xdotool key --delay 0 "${batch[@]}"
    done
}

# The preview, as a window that comes up over the kiosk and takes the focus.
steal_focus() {
    "$build/zhanting" --window --size 900x700 --mode reduced >"$out/thief.out" 2>&1 &
    thief=$!
    other=
    is_other_up() {
        other=$(xdotool search --onlyvisible --pid "$thief" --name Zhanting | head -1)
        [ -n "$other" ]
    }
    until_true is_other_up || fail "no other window"
    sleep 1
    xdotool windowraise "$other" windowfocus "$other"
    sleep 1
}

attempts() {
    local key
    for key in alt+F4 alt+Tab alt+shift+Tab ctrl+Tab ctrl+alt+Delete ctrl+alt+BackSpace ctrl+alt+Escape \
        super Super_L super+d super+Tab super+e super+l Escape alt+Escape alt+space Print alt+Print \
        ctrl+q ctrl+w ctrl+c ctrl+alt+t ctrl+alt+d ctrl+alt+Left ctrl+alt+Right alt+F2 Menu F{1..12}; do
        xdotool key "$key"
        [[ $key != F* ]] || continue # the row is looked at as one
        still_there "$1: $key"
    done
    still_there "$1: F1 … F12"
    for key in {1..12}; do
        xdotool key "ctrl+alt+F$key"
    done
    still_there "$1: Ctrl-Alt-F1 … F12"

    at_home "$1"
    swipe 0 540 900 540
    swipe 1919 540 1000 540
    still_there "$1: swipes from the left and the right edge"
    at_home "$1"
    swipe 960 0 960 700
    swipe 960 1079 960 300
    still_there "$1: swipes from the upper and the lower edge"
    at_home "$1"
    xdotool mousemove 1880 300 mousedown 1 sleep 1.2 mouseup 1
    still_there "$1: a long press"
    at_home "$1"
    for key in 2 3 4 5 6 7 8 9; do
        xdotool mousemove 1880 300 click "$key" click --repeat 2 "$key"
    done
    still_there "$1: every other button and the wheel"

    if [ -n "$manager" ]; then # who would pass it on
        wmctrl -i -c "$window"
        still_there "$1: a close request"
        wmctrl -i -r "$window" -b add,hidden
        still_there "$1: hidden"
    fi
    xdotool windowminimize "$window"
    still_there "$1: a minimise request"
    steal_focus
    still_there "$1: another window on top"
    kill "$thief"
    wait "$thief" 2>/dev/null
    still_there "$1: and it closed"

    mash "$2"
    still_there "$1: $keys_mashed keys (seed $2)"
}

is_managed() {
    xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q 'window id'
}

start_server
seed=2024
for with in nothing openbox; do
    if [ $with = openbox ]; then
        openbox >"$out/openbox.log" 2>&1 &
        manager=$!
        until_true is_managed || fail "openbox did not start"
    fi
    start_kiosk --mode reduced --page home --idle 0
    pid=$kiosk
    page=home
    expect home zh "with $with: it opens"
    window=$(xdotool search --onlyvisible --pid "$pid" --name Zhanting | head -1)
    attempts "with $with" $((seed++))
    kill -TERM "$kiosk"
    ended_by "with $with: a signal" 0
done

# A program that tears the window down does what no visitor can: then it ends, and whoever watches over
# it starts it again.
start_kiosk --mode reduced --page home --idle 0
expect home zh "it opens again"
xdotool windowkill "$(xdotool search --onlyvisible --pid "$kiosk" --name Zhanting | head -1)" 2>/dev/null
until_true is_gone "$kiosk" && echo "ok: the connection is cut: it ends" ||
    fail "without its window it goes on"
wait "$kiosk" 2>/dev/null
kiosk=

end_of_tests
