#!/bin/bash
# e2e_operator.sh BUILD_FOLDER SOURCE_FOLDER: a technician at the real window, with a stick.
#
# Five taps, the code, the update from a folder that stands for a stick, the code again: the program ends
# to be started anew and then shows the new story. Then it goes back, and refuses a bundle that somebody
# else signed. What happened is read from the log and seen on the glass.
set -uo pipefail
build=$1
source=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=$build/e2e-operator
rm -rf "$out" && mkdir -p "$out/keys" "$out/media/USB" "$out/state"
# shellcheck source-path=SCRIPTDIR source=e2e_screen.sh
. "$here/e2e_screen.sh"
code=135790
starts=0

# ---- what the office made --------------------------------------------------------------

make_story() { # content, story, date
    local cache=${ZH_CACHE:+$ZH_CACHE/pictures}
    "$build/zhanting-pack" build "$1" -o "$2" --assets "$source/assets" \
        --fonts "$build/fonts" --cache "${cache:-$build/picture-cache}" --date "$3" >"$out/pack.log" 2>&1
}

make_bundle() { # story, bundle, key
    "$build/zhanting-pack" bundle "$1" -o "$2" --key "$3" --comment "e2e" >>"$out/pack.log" 2>&1
}

# A newer version, and a line on the home page that tells them apart.
cp -r "$source/content/changzhou" "$out/content"
sed -i 's/^version,.*/version,2024.05,2024.05/; s/从任意一折屏风开始看/从任意一折屏风看起/' "$out/content/story.csv"
make_all() {
    make_story "$source/content/changzhou" "$out/old.db" 2024-01-01 &&
        make_story "$out/content" "$out/new.db" 2024-05-01 &&
        "$build/zhanting-pack" keygen "$out/maker" >>"$out/pack.log" &&
        "$build/zhanting-pack" keygen "$out/stranger" >>"$out/pack.log" &&
        make_bundle "$out/new.db" "$out/media/USB/new.zhb" "$out/maker"
}
if ! make_all; then
    fail "no bundle: $(cat "$out/pack.log")"
    end_of_tests
fi
cp "$out/maker.pub" "$out/keys/"
{
    printf '[visit]\nidle_seconds = 0\n[files]\nstory = %s\nstate = %s\n' "$out/old.db" "$out/state"
    printf 'sticks = %s\nkeys = %s\n' "$out/media" "$out/keys"
    printf '%s\n%s\n' $code $code | "$build/zhanting-pack" pin
} >"$out/zhanting.ini"
"$build/zhanting" --check-config --config "$out/zhanting.ini" >"$out/config.log" 2>&1 ||
    fail "the configuration has a mistake: $(cat "$out/config.log")"

# ---- hands ---------------------------------------------------------------------------------

lines() { # how often the log has a text
    local n
    n=$(grep -c "$1" "$out/kiosk.log" 2>/dev/null)
    echo "${n:-0}"
}

has_line() { # text, how often at least
    [ "$(lines "$1")" -ge "$2" ]
}

says() { # text, how often, what
    if until_true has_line "$1" "$2"; then
        echo "ok: $3"
    else
        fail "$3: the log does not say \"$1\": $(tail -3 "$out/kiosk.log")"
    fi
}

start() {
    starts=$((starts + 1))
    start_kiosk --config "$out/zhanting.ini" --mode reduced
    says 'first frame' $starts "start $starts"
    sleep 1
}

knock() {
    for _ in 1 2 3 4 5; do
        tap 1870 1030
        sleep 0.2
    done
    sleep 1
}

press() { # the n-th key of the pad, from 0: 1 2 3, 4 5 6, 7 8 9, clear 0 rub
    tap $((1200 + 176 * ($1 % 3))) $((400 + 156 * ($1 / 3)))
    sleep 0.15
}

enter_code() { # codes that were right before
    press 9
    for ((i = 0; i < ${#code}; i++)); do
        digit=${code:i:1}
        press $((digit == 0 ? 10 : digit - 1))
    done
    patience=10 until_true has_line 'the code was right' $(($1 + 1))
}

codes() {
    lines 'the code was right'
}

go_in() {
    local before
    before=$(codes)
    for _ in 1 2 3 4; do
        knock
        enter_code "$before" && { sleep 1; return; }
    done
    fail "five taps and the code do not open the panel"
}

# ---- the update --------------------------------------------------------------------------------

start_server
start
expect attract zh "it opens on the attract page" "$out/old.db"
go_in
says 'staff: update .* found, signed by maker' 1 "the bundle on the stick is read"
before=$(codes)
for _ in 1 2 3 4; do
    tap 800 684 # from USB
    sleep 1
    tap 1600 956 # update now
    sleep 1
    enter_code "$before" && break
done
says 'staff: content switched to .* of 2024-05-01' 1 "it is applied after the code"
ended_by "the update" 8

start
says 'stories/story-0.db' 1 "the next start opens the new story"
[ "$(sed -n 2p "$out/state/told")" = 1 ] || fail "the panel has no news of the update"
tap 960 540
expect home zh "a touch shows the new home page" "$out/new.db"

# ---- back ----------------------------------------------------------------------------------

go_in
for _ in 1 2 3 4; do
    tap 1086 684 # roll back
    sleep 1
    tap 1190 530 # confirm
    patience=10 until_true is_gone "$kiosk" && break
done
ended_by "rolling back" 8
start
[ "$(sed -n 2p "$out/state/told")" = 2 ] || fail "the panel has no news of the way back"
tap 960 540
expect home zh "a touch shows the old home page" "$out/old.db"
! cmp -s "$out/home-zh-old.png" "$out/home-zh-new.png" || fail "both look alike: this proves nothing"
kill -TERM "$kiosk" # the visit that goes on is counted
until_true is_gone "$kiosk" || fail "a signal does not end it"
wait "$kiosk"
start

# ---- somebody else's bundle ----------------------------------------------------------------------

rm "$out/media/USB/new.zhb"
make_bundle "$out/new.db" "$out/media/USB/stranger.zhb" "$out/stranger" || fail "no bundle"
go_in
says 'staff: update refused' 1 "a bundle of another maker is refused"

# ---- export, where there is a file system to stand for a stick ------------------------------------

if [ -w /dev/shm ]; then
    ln -s /dev/shm "$out/media/SHM"
    sleep 3 # a look at the sticks
    tap 1413 860
    says 'staff: export: SHM/' 1 "log and journal are exported"
    name=$(sed -n 's/.*staff: export: SHM\///p' "$out/kiosk.log" | tail -1)
    exported=/dev/shm/$name
    grep -q 'content switched' "$exported/zhanting.log" || fail "the log is not on the stick"
    [ "$(wc -l <"$exported/visits.csv")" -ge 2 ] || fail "the journal is not on the stick"
    [ -n "$name" ] && rm -r "$exported"
fi
kill -TERM "$kiosk"
until_true is_gone "$kiosk" || fail "a signal does not end it"
wait "$kiosk"
kiosk=
[ "$(find "$out/state/stories" -name 'story-*.db' | wc -l)" -eq 1 ] || fail "a story too many is kept"
end_of_tests
