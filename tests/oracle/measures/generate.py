#!/usr/bin/env python3
"""Writes one random programme, tidy in form and hostile in content.

    generate.py --seed N --pairs M --out DIR [--grey]

The seed decides which tables and columns there are, the stage model, the
configuration and all records. `--grey` adds cases that the definitions leave
open, on which two sound implementations may differ.
"""

import argparse

from hostile.files import write_programme


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--pairs", type=int, default=60)
    parser.add_argument("--out", required=True)
    parser.add_argument("--grey", action="store_true")
    args = parser.parse_args()
    write_programme(args.seed, args.pairs, args.out, args.grey)


if __name__ == "__main__":
    main()
