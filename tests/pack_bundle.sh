#!/bin/sh
# keygen, bundle, verify and diff of zhanting-pack from outside, and minisign on the same keys.
# pack_bundle.sh PROGRAM PROBE BUILD-FOLDER
set -u
pack=$1
probe=$2
build=$3
work=$(mktemp -d "$build/pack-bundle-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
# shellcheck source=tests/expect.sh
. "$(dirname "$0")/expect.sh"

"$probe" make "$work/venue" || exit 1
story=$work/venue/two.db
cd "$work" || exit 1
mkdir keys none

expect 2 "用 -o 写明" "$pack" bundle "$story"
expect 2 "用 --key 写明" "$pack" bundle "$story" -o a.zhb
expect 2 "用 --keys 写明" "$pack" verify a.zhb
expect 2 "后面要写" "$pack" keygen
expect 2 "needs a folder" "$pack" --lang en diff "$story"
expect 0 "请保密" "$pack" keygen maker
expect 3 "never overwritten" "$pack" --lang en keygen maker
cp maker.pub keys
expect 0 "a.zhb" "$pack" bundle "$story" -o a.zhb --key maker --comment "三月 March"
expect 0 "三月 March" "$pack" verify a.zhb --keys keys
expect 3 "no public key" "$pack" --lang en verify a.zhb --keys none
expect 3 "cannot be opened" "$pack" --lang en bundle missing.db -o b.zhb --key maker
expect 3 "no secret key" "$pack" --lang en bundle "$story" -o b.zhb --key maker.pub
"$pack" keygen other >/dev/null && cp other.pub none
expect 3 "does not trust" "$pack" --lang en verify a.zhb --keys none
head -c 100000 a.zhb >short.zhb
expect 3 "no bundle" "$pack" --lang en verify short.zhb --keys keys
cp a.zhb bad.zhb
printf X | dd of=bad.zhb bs=1 seek=20000 conv=notrunc 2>/dev/null
expect 3 "damaged (sha256)" "$pack" --lang en verify bad.zhb --keys keys
expect 0 "All rows	+0	~0	-0" "$pack" --lang en diff "$story" a.zhb

# tail BUNDLE NAME: the text that is signed and its signature, as minisign wants them
tail_of() {
    tail -c 8192 "$1" | sed '/^end$/q' >"$2"
    tail -c 8192 "$1" | tr -d '\000' | sed '1,/^end$/d' >"$2.minisig"
}

if command -v minisign >/dev/null; then
    tail_of a.zhb ours
    expect 0 "三月 March" minisign -V -p maker.pub -m ours
    expect 0 "Signature and comment signature verified" minisign -H -V -p maker.pub -m ours
    sed -i 's/^city: ./city: X/' ours
    expect 1 "verification failed" minisign -V -p maker.pub -m ours
    # its keys, our signature
    minisign -G -W -f -p keys/theirs.pub -s theirs.key >/dev/null 2>&1
    expect 0 "theirs.zhb" "$pack" bundle "$story" -o theirs.zhb --key theirs.key
    expect 0 "theirs" "$pack" verify theirs.zhb --keys keys
    # our keys, its signature: the bundle's own is replaced by one that minisign made
    tail_of a.zhb text
    rm text.minisig
    minisign -S -W -s maker -m text -t "by minisign" >/dev/null 2>&1
    cat text text.minisig >tail
    truncate -s 8192 tail
    head -c -8192 a.zhb | cat - tail >signed.zhb
    expect 0 "by minisign" "$pack" verify signed.zhb --keys keys
    # the older kind of signature, not prehashed, is not taken
    minisign -S -l -W -s maker -m text >/dev/null 2>&1
    cat text text.minisig >tail
    truncate -s 8192 tail
    head -c -8192 a.zhb | cat - tail >legacy.zhb
    expect 3 "no signature" "$pack" --lang en verify legacy.zhb --keys keys
else
    echo "minisign is not installed: the other direction was not tried"
fi

conclude
