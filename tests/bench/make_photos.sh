#!/bin/bash
# make_photos.sh MAKE_PHOTOS CONTENT_FOLDER OUT_FOLDER [COUNT] [LARGE]: the same story with COUNT (2000)
# generated photos, LARGE (50) of them of 12 Mpx, and one of 20,000 × 10,000 px.
#
# For load tests alone: every row is called 测试图片. The same counts give the same pictures.
set -euo pipefail
make=$1
source=$2
out=$3
count=${4:-2000}
large=${5:-50}
rm -rf "$out"
mkdir -p "$out"
cp -rs "$(realpath "$source")/." "$out/"
rm "$out/photos.csv"
cat "$source/photos.csv" >"$out/photos.csv"
"$make" "$out/pictures" "$count" "$large"
"$make" "$out/pictures/test-deep.jpg" 20000x10000
awk -v count="$count" 'BEGIN {
    for (i = 0; i <= count; i++) {
        id = i ? sprintf("test-photo-%05d", i) : "test-deep"
        printf "%s,pictures/%s.jpg,测试图片%d号,Test picture no. %d,只为试验装载。,For load tests only.,", id, id, i, i
        printf "photo,测试,Test,测试,0.5,0.5,测试图片,Test picture,,,s001-1,,已审,,,负载测试\n"
    }
}' >>"$out/photos.csv"
