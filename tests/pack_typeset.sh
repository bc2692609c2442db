#!/bin/sh
# zhanting-pack typeset: lines and widths as printed, and what it says to wrong options.
# pack_typeset.sh PROGRAM BUILD-FOLDER
set -u
pack=$1
build=$2
work=$(mktemp -d "$build/typeset-test-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
failures=0

# lines TEXT WANTED options…: printf turns \n and \t of the first two into line ends and tabs
lines() {
    printf "$1" >"$work/in"
    printf "$2" >"$work/want"
    shift 2
    "$pack" typeset "$@" <"$work/in" >"$work/got" 2>&1 || echo "exit code $?" >>"$work/got"
    if ! cmp -s "$work/want" "$work/got"; then
        echo "FAILED: typeset $*"
        diff "$work/want" "$work/got" | sed 's/^/  /'
        failures=$((failures + 1))
    fi
}

# refused CODE TEXT options…
refused() {
    code=$1
    text=$2
    shift 2
    echo 常州 | "$pack" --lang en typeset "$@" >"$work/got" 2>&1
    got=$?
    if [ $got -ne "$code" ] || ! grep -qF -e "$text" "$work/got"; then
        echo "FAILED: typeset $*: exit code $got, wanted $code and: $text"
        sed 's/^/  /' "$work/got"
        failures=$((failures + 1))
    fi
}

# a mark that may not begin a line brings its character along; a line end ends a paragraph
lines '水乡古籍丰收渔歌！\n\n一\n' '6.000\t水乡古籍丰收\n2.500\t渔歌！\n0.000\t\n1.000\t一\n' --width-em 8
lines '水乡古籍丰收渔歌，春天' '8.000\t水乡古籍丰收渔歌，\thang\n2.000\t春天\n' --width-em 8 --hang
lines '水乡古籍丰收渔歌，春天' '11.000\t水乡古籍丰收渔歌，春天\n' --width-em 0
# an ellipsis begins no line at the level strict
lines '江南水乡的早晨……渔歌' '7.000\t江南水乡的早晨\n4.000\t……渔歌\n' --width-em 7
lines '江南水乡的早晨……渔歌' '6.000\t江南水乡的早\n5.000\t晨……渔歌\n' --width-em 7 --level strict
# the gap between Han and Western text is a quarter em; a number keeps its unit
lines '在2023年有App' '7.250\t在2023年有App\n' --width-em 20
lines '全长约350km/h的' '2.000\t全长\n6.000\t约350km/h的\n' --width-em 6 --first-fit
# neither a number is divided nor a single character left over to spare a loose line
lines '数和单位站在一起：3.5万亿元、120万' '8.500\t数和单位站在一起：\n8.500\t3.5万亿元、120万\n' --width-em 10
lines '一二三四五￥28七八九十' '4.000\t一二三四\n5.250\t五￥28七八\n2.000\t九十\n' --width-em 6
# malformed bytes are set as U+FFFD
lines '常\377州' '3.000\t常�州\n' --width-em 20
lines '' '' --width-em 20
# a face measures as the model does where all is Han
lines '水乡古籍丰收渔歌！' '6.000\t水乡古籍丰收\n2.500\t渔歌！\n' --width-em 8 --font sans-regular
lines '水乡古籍' '4.000\t水乡古籍\n' --width-em 8 --font serif-black --em-model

refused 2 "with --width-em"
refused 2 'The width "ten"' --width-em ten
refused 2 'The width "-3"' --width-em -3
refused 2 'no level "loose"' --width-em 8 --level loose
refused 2 'no typeface "comic"' --width-em 8 --font comic
refused 2 '"file.txt"' --width-em 8 file.txt
refused 2 '"--width-em"' --width-em
refused 3 "" --width-em 8 --font sans-regular --fonts "$work"

[ $failures -eq 0 ] || exit 1
echo "all as wanted"
