#!/bin/bash
# bench_kiosk.sh BUILD_FOLDER SOURCE_FOLDER: one JSON object a line about the whole kiosk.
#
#   start   exec to the first frame and to the complete one, ms, of the real window (warm page cache)
#   tour    frame times of tests/visits/tour.txt at 1080p and 4K, touch to painted frame, memory of caches
#   memory  PSS of the real window on the attract page and on five others, MB
#   idle    CPU ticks (10 ms) in 10 s of a page that stands still
# Needs Xvfb and xdotool (packaging/packages.txt).
set -euo pipefail
build=$1
source=$2
work=$(mktemp -d)
server=
kiosk=
finish() {
    for pid in $kiosk $server; do
        kill "$pid" 2>/dev/null || true
    done
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

start_server() {
    Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp 3>"$work/display" >"$work/xvfb.log" 2>&1 &
    server=$!
    while [ ! -s "$work/display" ]; do sleep 0.1; done
    DISPLAY=:$(cat "$work/display")
    export DISPLAY SDL_VIDEODRIVER=x11
}

start_kiosk() {
    rm -f "$work/kiosk.log"
    "$build/zhanting" --window --size 1920x1080 --story "$build/story.db" --log "$work/kiosk.log" &
    kiosk=$!
    until grep -q 'complete after' "$work/kiosk.log" 2>/dev/null; do sleep 0.05; done
}

stop_kiosk() {
    kill "$kiosk"
    wait "$kiosk" 2>/dev/null || true
    kiosk=
}

pss_mb() {
    awk '/^Pss:/ { printf "%.1f", $2 / 1024 }' "/proc/$kiosk/smaps_rollup"
}

ticks() {
    awk '{ print $14 + $15 }' "/proc/$kiosk/stat"
}

start_server
for run in 1 2 3 4 5; do
    start_kiosk
    sed -n "s/.*first frame after \([0-9]*\) ms, complete after \([0-9]*\) ms, \(.*\)/{\"bench\": \"start\", \"run\": $run, \"first_frame_ms\": \1, \"complete_ms\": \2, \"driver\": \"\3\"}/p" \
        "$work/kiosk.log"
    stop_kiosk
done
for size in 1920x1080 3840x2160; do
    printf '{"bench": "tour", "result": '
    "$build/zhanting-shot" --story "$build/story.db" --size $size --visit "$source/tests/visits/tour.txt" \
        -o "$work" --stats | tr -d '\n'
    echo '}'
done
start_kiosk
sleep 3
printf '{"bench": "memory", "pss_mb": {"attract": %s' "$(pss_mb)"
xdotool mousemove 960 540 click 1
sleep 3
printf ', "home": %s' "$(pss_mb)"
xdotool mousemove 500 700 click 1 # a fold: from here on the bar has tabs
sleep 2
for tab in livelihood:518 chains:354 figures:682 districts:846 photos:1010; do
    xdotool mousemove "${tab#*:}" 1020 click 1
    sleep 2
    printf ', "%s": %s' "${tab%:*}" "$(pss_mb)"
done
echo '}}'
sleep 3
before=$(ticks)
sleep 10
echo "{\"bench\": \"idle\", \"page\": \"photos\", \"ticks_in_10_s\": $(($(ticks) - before))}"
stop_kiosk
