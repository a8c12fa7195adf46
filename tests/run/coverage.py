#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Fails where of the guests of a word size and byte order none ran. TAP on stdout.

usage: coverage.py GUEST...     after their suites; of the kinds that they are
"""
import os
import pathlib
import re
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests/lib"))
import tap  # noqa: E402

BUILD = pathlib.Path(os.environ.get("BUILD") or TOP / "build")
ENDIAN = {"el": "little", "eb": "big"}


def kind(guest):
    shown = subprocess.run([TOP / "tests/run/guest.sh", "show", guest], text=True, check=True,
                           stdout=subprocess.PIPE).stdout
    conf = dict(re.findall(r"^(\w+)='(.*)'$", shown, re.M))
    return f"{conf['bits']} bits, {ENDIAN[conf['order']]}-endian"


def ran(guest):
    path = BUILD / f"results/guest-{guest}.tap"
    return path.exists() and any(r.outcome == "good"
                                 for r in tap.results(path.read_text(errors="replace")))


def main(guests):
    kinds = {}
    for guest in guests:
        kinds.setdefault(kind(guest), []).append(guest)
    print(f"1..{len(kinds)}")
    for number, (name, members) in enumerate(sorted(kinds.items()), 1):
        seen = [guest for guest in members if ran(guest)]
        print(f"{'ok' if seen else 'not ok'} {number} - a guest of {name} ran")
        print(f"# {' '.join(seen) or 'none of ' + ' '.join(members)}")


if __name__ == "__main__":
    main(sys.argv[1:])
