#!/bin/sh
# zhanting-pack from outside: exit codes, what it prints, what it leaves behind.
# pack.sh PROGRAM SOURCE-FOLDER BUILD-FOLDER
set -u
pack=$1
source=$2
build=$3
work=$(mktemp -d "$build/pack-test-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
# shellcheck source=tests/expect.sh
. "$(dirname "$0")/expect.sh"

assert() {
    if ! "$@"; then
        echo "FAILED: $*"
        failures=$((failures + 1))
    fi
}

common="--cache $build/picture-cache --date 2024-02-18"

# usage
expect 0 "退出码" "$pack" help
expect 0 "Exit codes" "$pack" --lang en help
expect 2 "没有“”这个命令" "$pack"

# the staff's code
printf '135790\n135790\n' >"$work/code"
expect 0 'pin_hash = $argon2id$' sh -c '"$1" pin <"$2"' sh "$pack" "$work/code"
printf '135790\n135791\n' >"$work/code"
expect 2 "两遍输入的口令不一样" sh -c '"$1" pin <"$2"' sh "$pack" "$work/code"
printf '12345\n12345\n' >"$work/code"
expect 2 "口令要是六位数字" sh -c '"$1" pin <"$2"' sh "$pack" "$work/code"
expect 2 "没有“frobnicate”这个命令" "$pack" frobnicate x
expect 2 "There is no command" "$pack" --lang en frobnicate x
expect 2 "后面要写文件夹或文件" "$pack" check
expect 2 "-o" "$pack" build "$source/content/changzhou"
expect 2 "--what" "$pack" check --what "$source/content/changzhou"
expect 2 "fr" "$pack" check --lang fr "$source/content/changzhou"

# the story of the city has no errors, and its bytes are the same every time
expect 0 "错误 0 个" "$pack" check $common "$source/content/changzhou"
expect 0 "已写好" "$pack" build $common "$source/content/changzhou" -o "$work/a.db"
expect 0 "is written" "$pack" build --lang en $common "$source/content/changzhou" -o "$work/b.db"
assert cmp "$work/a.db" "$work/b.db"
expect 0 "常州" "$pack" info "$work/a.db"
expect 0 "2024-02-18" "$pack" info --lang en "$work/a.db"

# words of doubtful pinyin are a table for a person; the table of the build can be missing
expect 2 "后面要写文件夹" "$pack" readings
expect 0 "另一种" "$pack" readings "$source/content/changzhou"
expect 0 "first at" "$pack" readings --lang en "$source/content/changzhou"
expect 0 "cannot be read" "$pack" check --lang en $common --pinyin "$work/none.tsv" "$source/content/changzhou"
expect 1 "不是文件夹" "$pack" readings "$work/nowhere"

# a spoiled copy: listed as file:row:column, nothing written, the old story untouched
cp -r "$source/content/changzhou" "$work/spoiled"
sed -i '2s/^[a-z-]*,/Not An Id,/' "$work/spoiled/kinds.csv"
cp "$work/a.db" "$work/kept.db"
expect 1 "kinds.csv:2:1" "$pack" check $common "$work/spoiled"
expect 1 "没有写" "$pack" build $common "$work/spoiled" -o "$work/kept.db"
assert cmp "$work/a.db" "$work/kept.db"
expect 1 "was not written" "$pack" build --lang en $common "$work/spoiled" -o "$work/never.db"
assert test ! -e "$work/never.db"
expect 1 "不是文件夹" "$pack" check $common "$work/nowhere"

# the disk
expect 3 "写不了文件" "$pack" build $common "$source/content/changzhou" -o "$work/none/a.db"
expect 3 "" "$pack" info "$work/none.db"
: >"$work/empty.db"
expect 3 "" "$pack" info "$work/empty.db"
head -c 30000 "$work/a.db" >"$work/short.db"
expect 3 "" "$pack" info "$work/short.db"

# the output of expect goes through a pipe, which has no limit of size
limited() (
    trap '' XFSZ
    {
        (
            ulimit -f "$1"
            "$pack" build $common "$source/content/changzhou" -o "$work/kept.db" 2>&1
        )
        echo $? >&3
    } 3>"$work/code" | cat
    exit "$(cat "$work/code")"
)

# full disk: at every size below the story's the old one stays
size=$(wc -c <"$work/a.db")
for part in 0 1 3 6 9; do
    blocks=$((size / 512 * part / 10))
    expect 3 "写不了文件" limited $blocks
    assert cmp "$work/a.db" "$work/kept.db"
    assert test ! -e "$work/kept.db.new"
done

conclude
