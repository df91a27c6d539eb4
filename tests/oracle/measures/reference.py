#!/usr/bin/env python3
"""Measures of a tidy mentoring programme, computed independently of the program.

    reference.py INPUT_DIR --as-of DATE --out DIR

INPUT_DIR holds pairs.csv, sessions.csv, evaluations.csv, goals.csv,
actions.csv and partnerships.csv (any may be absent; canonical column names,
ISO dates, UTF-8, comma) and optionally mentorstat.toml. Writes pairs.csv,
goals.csv and support.csv with the columns of the program's `internal/` folder.
"""

import argparse
from datetime import date

from definitions.inputs import read_inputs
from definitions.outputs import write_all


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("input_dir")
    parser.add_argument("--as-of", required=True, type=date.fromisoformat)
    parser.add_argument("--out", required=True)
    return parser.parse_args()


def main():
    args = arguments()
    write_all(read_inputs(args.input_dir), args.as_of, args.out)


if __name__ == "__main__":
    main()
