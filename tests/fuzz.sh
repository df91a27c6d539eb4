#!/usr/bin/env bash
# Damaged files, cells and configurations, for so many seconds each (default 60) from a seed
# (default: the time). A case that panics or takes too long is kept and named.
set -euo pipefail
cd "$(dirname "$0")/.."
export FUZZ_SECONDS="${1:-60}" FUZZ_SEED="${2:-$(date +%s)}"
echo "seed $FUZZ_SEED, $FUZZ_SECONDS s each"
cargo test --test it fuzz:: -- --ignored --nocapture
