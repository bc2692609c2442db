# expect.sh: what the tests of zhanting-pack share; to be sourced. Before: `work`, a folder of the test's own.
failures=0

# expect CODE TEXT command…: the exit code, and TEXT somewhere in what was printed
expect() {
    code=$1
    text=$2
    shift 2
    "$@" >"$work/out" 2>&1
    got=$?
    if [ $got -ne "$code" ] || ! grep -qF -e "$text" "$work/out"; then
        echo "FAILED: $*"
        echo "  exit code $got, wanted $code; wanted in the output: $text"
        sed 's/^/  /' "$work/out" | head -20
        failures=$((failures + 1))
    fi
}

conclude() {
    [ $failures -eq 0 ] || exit 1
    echo "all as wanted"
}
