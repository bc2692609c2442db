#!/bin/bash
# golden.sh BUILD_FOLDER SOURCE_FOLDER [--update]: replays tests/visits and compares what was drawn
# with tests/golden. --update takes the new pictures over: look at them first.
set -uo pipefail
build=$1
source=$2
out=$build/golden
rm -rf "$out" && mkdir -p "$out"
for visit in zh portrait en; do
    "$build/zhanting-shot" --story "$build/story.db" --mode reduced --size 1280x720 \
        --visit "$source/tests/visits/$visit.txt" -o "$out" || exit 1
done
exec "$build/tests/golden_compare" "$source/tests/golden" "$out" ${3:+"$3"}
