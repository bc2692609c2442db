#!/bin/bash
# e2e_ends.sh BUILD_FOLDER: how the real program ends, and what the next start makes of it.
#
# Without a display (SDL's offscreen driver) but as in the hall: fullscreen, with a configuration and a
# folder to keep things in. Signals that ask are orderly ends; crashes are written down; three bring the
# safe screen; a missing story brings it, too, and goes when the story is back.
set -uo pipefail
build=$1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=$build/e2e-ends
# shellcheck source-path=SCRIPTDIR source=e2e_lib.sh
. "$here/e2e_lib.sh"
kiosk=
rm -rf "$out" && mkdir -p "$out"
export SDL_VIDEODRIVER=offscreen ASAN_OPTIONS=detect_leaks=0

finish() {
    [ -z "$kiosk" ] || kill -KILL "$kiosk" 2>/dev/null
    wait 2>/dev/null
}
trap finish EXIT

printf '[files]\nstate = %s/state\n[visit]\nmodes = reduced\n' "$out" >"$out/zhanting.ini"

start() {
    : >"$out/log"
    "$build/zhanting" --config "$out/zhanting.ini" --log "$out/log" "$@" >"$out/out" 2>&1 &
    kiosk=$!
}

has_said() {
    grep -q "$1" "$out/log"
}

# bad_ends: starts that have not ended well, as the file has them: the boot's name, then a time each.
bad_ends() {
    wc -w <"$out/state/starts" | awk '{ print $1 - 1 }'
}

# is_kept COUNT WHAT
is_kept() {
    if [ "$(bad_ends)" -eq "$1" ]; then
        echo "ok: $2: $1 kept as bad"
    else
        fail "$2: $(bad_ends) kept as bad and not $1"
    fi
}

# ends SIGNAL CODE: sends it; CODE "bad" is any but 0.
ends() {
    kill "-$1" "$kiosk"
    until_true is_gone "$kiosk" || fail "$1 does not end it"
    wait "$kiosk" 2>/dev/null
    local code=$?
    kiosk=
    if [ "$2" = bad ] && [ $code -eq 0 ] || [ "$2" != bad ] && [ $code -ne "$2" ]; then
        fail "$1 ends it with exit code $code: $(cat "$out/out")"
    fi
}

echo "-- orderly ends"
for signal in TERM INT HUP; do
    start
    until_true has_said "first frame" || fail "it does not start: $(cat "$out/out" "$out/log")"
    is_kept 1 "while it runs"
    ends $signal 0
    is_kept 0 "after $signal"
done

echo "-- asked for before the first picture"
rm "$out/state/starts"
start
until_true test -s "$out/state/starts"
ends TERM 0
is_kept 0 "after an early TERM"

echo "-- crashes"
n=0
for signal in SEGV ABRT KILL; do
    start
    until_true has_said "first frame" || fail "it does not start: $(cat "$out/out" "$out/log")"
    ends $signal bad
    n=$((n + 1))
    is_kept $n "after $signal"
done

echo "-- the safe screen"
start
until_true has_said "safe screen" || fail "three crashes bring no safe screen: $(cat "$out/log")"
has_said "3 starts of the last five minutes ended badly" || fail "the log does not say why"
has_said "first frame" && fail "it went on after three crashes"
ends TERM 0
is_kept 0 "whoever ends the safe screen has been there"

echo "-- no story"
start --story "$out/story.db"
until_true has_said "safe screen" || fail "a missing story brings no safe screen: $(cat "$out/log")"
ends TERM 0
is_kept 0 "an orderly end without a story"
start --story "$out/story.db"
until_true has_said "safe screen" || fail "a missing story brings no safe screen: $(cat "$out/log")"
cp -L "$build/story.db" "$out/story.part" && mv "$out/story.part" "$out/story.db"
until_true has_said "first frame" || fail "the story is back and not shown: $(cat "$out/log")"
ends TERM 0 # and hears signals after the safe screen as before
rm -f "$out/story.db"

echo "-- the safe screen and its watchdog"
export NOTIFY_SOCKET=$out/notify WATCHDOG_USEC=7000000
python3 - "$NOTIFY_SOCKET" >"$out/signs" <<'PYTHON' &
import socket, sys, time
manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
manager.bind(sys.argv[1])
manager.settimeout(60)
times = []
while len(times) < 4: # more than one look for the story lies between them
    if manager.recv(600) == b"WATCHDOG=1":
        times.append(time.monotonic())
print(max(int(1000 * (b - a)) for a, b in zip(times, times[1:])))
PYTHON
manager=$!
until_true test -S "$NOTIFY_SOCKET" || fail "the test's own manager does not listen"
start --story "$out/story.db"
wait $manager
longest=$(cat "$out/signs")
if [ "${longest:-7000}" -lt 7000 ]; then
    echo "ok: signs of life at least every $longest ms"
else
    fail "no sign of life for ${longest:-60000} ms, with the watchdog at 7 s"
fi
ends TERM 0
unset NOTIFY_SOCKET WATCHDOG_USEC

echo "-- a configuration of rubbish"
head -c 3000000 /dev/urandom >"$out/rubbish.ini"
"$build/zhanting" --check-config --config "$out/rubbish.ini" >"$out/check" 2>&1
[ $? -eq 1 ] || fail "--check-config finds no fault with rubbish: $(cat "$out/check")"
start --config "$out/rubbish.ini"
until_true has_said "first frame" || fail "a configuration of rubbish keeps it from starting"
ends TERM 0
start --config "$out" # a folder
until_true has_said "first frame" || fail "a folder for a configuration keeps it from starting"
ends TERM 0

echo "-- what opening hours mean here and now"
for hours in 0:00-24:00 $(date -d '2 hours' +%H:%M)-$(date -d '3 hours' +%H:%M); do
    printf '[hours]\nopen = %s\nafter = black\n' "$hours" >"$out/hours.ini"
    "$build/zhanting" --check-config --config "$out/hours.ini" >"$out/check" ||
        fail "$hours are no hours: $(cat "$out/check")"
    grep -q "$(date +%F)" "$out/check" || fail "the time is not told: $(cat "$out/check")"
    # only the closed hall's sentence says what its glass does
    [ "$(grep -c black "$out/check")" -eq "$([ "$hours" = 0:00-24:00 ]; echo $?)" ] ||
        fail "$hours: $(cat "$out/check")"
done

end_of_tests
