#!/bin/bash
# make_chain.sh CONTENT_FOLDER OUT_FOLDER [COUNT]: the same story with a chain of COUNT (60) members more.
#
# For load tests alone: every row is called 测试条目. Five stages, links in cycles
# and across the stages. The same count gives the same rows. The pictures are linked, not copied.
set -euo pipefail
source=$1
out=$2
count=${3:-60}
rm -rf "$out"
mkdir -p "$out"
cp -rs "$(realpath "$source")/." "$out/"
for file in chains stages members links; do
    rm "$out/$file.csv"
    cat "$source/$file.csv" >"$out/$file.csv"
done
echo 'test-chain,energy,测试条目链,Test chain,测试链,Test chain,,,只为试验装载，不是真实产业链。,"For load tests only, not a real chain.",,chain,solar-field,other,s001-1,,已审,,,负载测试' \
    >>"$out/chains.csv"
for i in 1 2 3 4 5; do
    echo "test-s$i,test-chain,第${i}环节,Stage $i,试验环节,A stage for tests,$i,"
done >>"$out/stages.csv"
LC_ALL=C awk -v count="$count" -v members="$out/members.csv" -v links="$out/links.csv" 'BEGIN {
    words = "测试条目一个名称很长的企业或者平台用来试验卡片怎样折行"
    seed = 7
    for (i = 1; i <= count; i++) {
        name = substr(words, 1, 3 * (2 + i * 11 % 25)) # characters of three bytes
        printf "test-m%02d,test-chain,test-s%d,%s%d,Test entry %d,测试%d,Entry %d,firm,,,,,,,s001-1,,已审,,,负载测试\n", i,
            i % 5 + 1, name, i, i, i, i >>members
    }
    split("supply,cooperate,invest,lead,host", type, ",")
    for (i = 1; i <= count * 3 / 4; i++) {
        seed = (seed * 16807) % 2147483647; a = seed % count + 1
        seed = (seed * 16807) % 2147483647; b = seed % count + 1
        if (a != b) {
            printf "test-k%02d,member:test-m%02d,member:test-m%02d,测试关系,Test relation,%s,s001-1,,已审,,,负载测试\n",
                i, a, b, type[i % 5 + 1] >>links
        }
    }
}'
