#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Divides suites among machines.

  shard.py K/N NAME...        of N parts that take about as long, the K-th
  shard.py seconds NAME...    how long they take one after the other

A name is a guest, whose seconds docs/results.json has, its kernel's build included, or
anything else: NAME=SECONDS. What has no seconds counts as the others on average.
"""
import re
import sys

import record


def seconds(names):
    """{name: how long it takes}"""
    record_of = record.load()
    built = [of["build"] for of in record_of.values() if "build" in of]
    # A kernel whose build was not measured takes as long as others.
    build = sum(built) // len(built) if built else 300
    known = {guest: of["seconds"] + of.get("build", build if "-built" in guest else 0)
             for guest, of in record_of.items() if "seconds" in of}
    for name, _, said in (n.partition("=") for n in names):
        if said:
            known[name] = int(said)
    average = sum(known.values()) // len(known) if known else 300
    return {name: known.get(name, average) for name in (n.partition("=")[0] for n in names)}


def parts(number, names):
    """The longest first, each to the part that has the least."""
    lists, took = [[] for _ in range(number)], [0] * number
    for name, long in sorted(seconds(names).items(), key=lambda item: (-item[1], item[0])):
        least = took.index(min(took))
        lists[least].append(name)
        took[least] += long
    return lists


def main(which, names):
    if which == "seconds":
        print(sum(seconds(names).values()))
        return
    said = re.fullmatch(r"(\d+)/(\d+)", which)
    if not said or not 1 <= int(said[1]) <= int(said[2]):
        sys.exit(f"shard.py: SHARD={which}: not K/N with K from 1 to N, as 3/8 is")
    print(*parts(int(said[2]), names)[int(said[1]) - 1])


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
