#!/bin/sh
# Generates random programmes, lets the program and the reference measure each
# at several dates, and compares every cell.
#
#     run.sh MENTORSTAT_BIN [WORK_DIR]
#
# From the environment: SEEDS (default "1 2 … 30"), PAIRS (40), DATES, GREY
# (set to --grey for cases that the definitions leave open), EXAMPLES (3).
# Exit status: 0 if all agree, 1 if any differs or a run fails.
set -u

bin=${1:?usage: run.sh MENTORSTAT_BIN [WORK_DIR]}
work=${2:-$(mktemp -d)}
here=$(cd "$(dirname "$0")" && pwd)
seeds=${SEEDS:-$(seq 1 30)}
dates=${DATES:-2025-03-31 2025-09-30 2025-12-31 2026-01-01 2026-01-10 2026-03-31}
failed=0
runs=0

for seed in $seeds; do
    input=$work/$seed/input
    python3 "$here/generate.py" --seed "$seed" --pairs "${PAIRS:-40}" --out "$input" ${GREY:-} || exit 1
    for as_of in $dates; do
        runs=$((runs + 1))
        out=$work/$seed/$as_of
        rm -rf "$out"
        python3 "$here/reference.py" "$input" --as-of "$as_of" --out "$out/reference" || exit 1
        if ! "$bin" report "$input" --as-of "$as_of" --config "$input/mentorstat.toml" \
            --out "$out/program" --quiet 2>"$out/stderr"; then
            echo "seed $seed, $as_of: the program failed: $(head -3 "$out/stderr")"
            failed=$((failed + 1))
            continue
        fi
        internal=$(find "$out/program" -type d -name internal | head -1)
        if ! python3 "$here/compare.py" "$internal" "$out/reference" --examples "${EXAMPLES:-3}" >"$out/differences"; then
            echo "seed $seed, $as_of:"
            cat "$out/differences"
            failed=$((failed + 1))
        fi
    done
done

echo
echo "binding and noted differences by column, over all runs:"
cat "$work"/*/*/differences 2>/dev/null |
    sed -n 's/^  \(note \)\{0,1\}\([a-z]*\.csv\) \([^ :]*\): \([0-9]*\) cells.*/\4 \1\2 \3/p' |
    awk '{ n = $1; $1 = ""; cells[$0] += n; runs[$0]++ } END { for (c in cells) print cells[c], "cells in", runs[c], "runs:" c }' |
    sort -rn
echo "$failed of $runs runs differ; inputs and outputs in $work"
[ "$failed" -eq 0 ]
