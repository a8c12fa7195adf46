#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Fails where of the guests of a word size and byte order none ran, or a case is in no table.

usage: coverage.py GUEST...     after their suites; of the kinds that they are. TAP on stdout.
"""
import pathlib
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests/lib"))
import conf as arch_conf  # noqa: E402
import record  # noqa: E402
import table  # noqa: E402
import tap  # noqa: E402

ENDIAN = {"el": "little", "eb": "big"}


def kind(guest):
    conf = arch_conf.guest(guest)
    return f"{conf['bits']} bits, {ENDIAN[conf['order']]}-endian"


def results(guest):
    return [r for path in record.files(f"guest-{guest}.tap")
            for r in tap.results(path.read_text(errors="replace"))]


def main(guests):
    kinds = {}
    for guest in guests:
        kinds.setdefault(kind(guest), []).append(guest)
    seen = {guest: results(guest) for guest in guests}
    for name, members in sorted(kinds.items()):
        ran = [guest for guest in members if any(r.outcome == "good" for r in seen[guest])]
        tap.ok(ran, f"a guest of {name} ran", f"none of {' '.join(members)}")
        if ran:
            print(f"# {' '.join(ran)}")
    stray = [f"{guest}: {r.name}" for guest in guests for r in table.without_family(seen[guest])]
    tap.ok(not stray, "every case is of a family that the tables have", "\n".join(stray))
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
