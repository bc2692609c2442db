#!/bin/bash
# A process that applies an update is killed at 200 seeded points: afterwards the kiosk opens the old
# story or the new one, never neither.
# update_kill.sh PROBE BUILD-FOLDER
set -u
probe=$1
build=$2
points=200
RANDOM=20240218
work=$(mktemp -d "$build/update-kill-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT

"$probe" make "$work" || exit 1
"$probe" apply "$work" two.zhb || exit 1
cp -r "$work/state" "$work/start"

# how long it takes undisturbed: where the points are spread is all that depends on it
begin=$(date +%s%N)
"$probe" apply "$work" three.zhb || exit 1
length_us=$((($(date +%s%N) - begin) / 1000))
[ "$("$probe" shows "$work")" = 3 ] || exit 1

old=0
new=0
killed=0
for ((i = 0; i < points; i++)); do
    rm -rf "$work/state"
    cp -r "$work/start" "$work/state"
    after_us=$((RANDOM * 32768 + RANDOM))
    after_us=$((after_us % (length_us * 11 / 10) + 1))
    after=$(printf '%d.%06d' $((after_us / 1000000)) $((after_us % 1000000)))
    (timeout -s KILL "$after" "$probe" apply "$work" three.zhb; exit $?) 2>/dev/null
    code=$?
    [ $code -ne 0 ] && killed=$((killed + 1))
    shown=$("$probe" shows "$work")
    case $shown in
    2) old=$((old + 1)) ;;
    3) new=$((new + 1)) ;;
    *)
        echo "FAILED: killed after $after_us us, shows '$shown'"
        ls -l "$work/state/stories"
        exit 1
        ;;
    esac
    if [ $code -eq 0 ] && [ "$shown" != 3 ]; then
        echo "FAILED: done, but shows $shown"
        exit 1
    fi
    # and the next attempt works
    if [ $((i % 10)) -eq 0 ] && [ "$shown" = 2 ]; then
        "$probe" apply "$work" three.zhb && [ "$("$probe" shows "$work")" = 3 ] || exit 1
    fi
done
echo "$points points over $length_us us: $killed killed, then $old times the old story, $new times the new one"
