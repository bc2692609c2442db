#!/bin/sh
# The specimen sheets against their goldens.
# specimen.sh PROGRAM COMPARE SOURCE-FOLDER BUILD-FOLDER [--update]: look at the sheets before updating.
set -u
out=$4/specimen
rm -rf "$out"
"$1" specimen -o "$out" || exit 1
"$1" specimen 2>/dev/null
[ $? -eq 2 ] || exit 1
exec "$2" "$3/tests/golden/specimen" "$out" ${5:+"$5"}
