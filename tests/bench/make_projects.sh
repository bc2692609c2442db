#!/bin/bash
# make_projects.sh CONTENT_FOLDER OUT_FOLDER [COUNT]: the same story with COUNT (10000) projects more.
#
# For load tests alone: every row is called 测试条目, is filed under the year's works (half of them under
# the first), has a place inside its district, one of the official words or none, and amounts. The same
# count gives the same rows. The pictures are linked, not copied.
set -euo pipefail
source=$1
out=$2
count=${3:-10000}
rm -rf "$out"
mkdir -p "$out"
cp -rs "$(realpath "$source")/." "$out/"
rm "$out/projects.csv"
cat "$source/projects.csv" >"$out/projects.csv"
# Works of the first complete year, in their order.
works=$(awk -F, 'NR > 1 && $2 == "2023" && $3 != "" { printf "%s ", $1 }' "$source/works.csv")
awk -v count="$count" -v works="$works" 'BEGIN {
    n = split(works, work, " ")
    # a district, and a box of board units that lies inside it
    split("wujin 12.5 14.3 6 4.2|xinbei 13 2 5 5|tianning 15.3 8.3 3.4 4.4|zhonglou 12.3 8.3 2.4 4.2|" \
          "jingkai 20.2 9.3 3.1 3.2|jintan 5 5 4.5 6|liyang 5.2 15.4 3.6 4.6", place, "|")
    split("提前完成,超序时,按序时,推进缓慢,超额完成,,", status, ",")
    seed = 7
    for (i = 1; i <= count; i++) {
        split(place[i % 7 + 1], p, " ")
        seed = (seed * 16807) % 2147483647; u = seed / 2147483647
        seed = (seed * 16807) % 2147483647; v = seed / 2147483647
        word = status[i % 6 + 1]
        done = word == "超额完成" ? 104 : word == "提前完成" ? 100 : i * 37 % 100
        printf "test-%05d,%s,2023,测试条目%d号,Test entry no. %d,%s,第%d街区,Block %d,", i,
            work[i % 2 ? 1 : i / 2 % n + 1], i, i, p[1], i % 97 + 1, i % 97 + 1
        printf "只为试验装载，不是真实项目。,\"For load tests only, not a real project.\",%s,%s,%s,%s,",
            i % 3 ? "" : "试验进度一句。", i % 3 ? "" : "A line of test progress.", word,
            word == "" ? "" : "2024-01"
        printf "100,%d,件,,,,%.2f,%.2f,,,s001-1,,已审,,,负载测试\n", done, p[2] + u * p[4], p[3] + v * p[5]
    }
}' >>"$out/projects.csv"
