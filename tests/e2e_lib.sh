# shellcheck shell=bash disable=SC2154 # $out is of who sources it
# e2e_lib.sh: what the scripts that drive the real program share. Sourced, with `set -uo pipefail`.
patience=${E2E_PATIENCE:-60} # s for one page, on the slowest machine
failures=0

fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

# until_true COMMAND…: tries again until it works or patience ends.
until_true() {
    local end=$((SECONDS + patience))
    while ! "$@"; do
        [ $SECONDS -lt $end ] || return 1
        sleep 0.1
    done
}

is_gone() {
    ! kill -0 "$1" 2>/dev/null
}

# end_of_tests: says how it went, with its exit code.
end_of_tests() {
    if [ $failures -gt 0 ]; then
        echo "$failures failed; pictures and logs are in $out"
        exit 1
    fi
    echo "everything passed"
}
