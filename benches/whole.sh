#!/usr/bin/env bash
# Times the whole `report` on synthetic records: 50 000 pairs and about a million session rows.
#
#     benches/whole.sh [PAIRS] [SESSIONS_PER_PAIR]
#
# Prints wall time and peak memory of three runs; needs GNU time (Debian: apt-get install time).
set -euo pipefail
cd "$(dirname "$0")/.."
pairs=${1:-50000}
sessions=${2:-20}
cargo build --release --locked
program=$PWD/target/release/mentorstat
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" simulate --seed 1 --pairs "$pairs" --sessions-per-pair "$sessions" --out "$work/all" 2>/dev/null
mkdir "$work/sessions"
cp "$work/all/sessions.csv" "$work/sessions/"
for input in sessions all; do
    rows=$(wc -l <"$work/$input/sessions.csv")
    echo "$input: $rows lines of sessions, $(du -sh "$work/$input" | cut -f1)"
    for run in 1 2 3; do
        /usr/bin/time -f "  run $run: %e s wall, %U s user, %M KiB peak" \
            "$program" report "$work/$input" --out "$work/out" --quiet --force
    done
done
