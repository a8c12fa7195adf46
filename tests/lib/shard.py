#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Divides suites among machines.

  shard.py K/N NAME...        of N parts that take about as long, the K-th
  shard.py seconds NAME...    how long they take one after the other

A name is a guest, whose seconds docs/results.json has, its kernel's build included, or
anything else: NAME=SECONDS. What was not measured counts as the others on average.
"""
import re
import sys

import record


def seconds(names):
    """{name: how long it takes}"""
    recorded = record.load()

    def average(of, without):
        of = list(of)
        return sum(of) // len(of) if of else without
    build = average((of["build"] for of in recorded.values() if "build" in of), 300)
    run = average((of["seconds"] for of in recorded.values() if "seconds" in of), 60)

    def long(name):
        of = recorded.get(name, {})
        return of.get("seconds", run) + (of.get("build", build) if "-built" in name else 0)
    told = (name.partition("=") for name in names)
    return {name: int(said) if said else long(name) for name, _, said in told}


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
