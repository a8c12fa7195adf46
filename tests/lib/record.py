#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""docs/results.json: what each guest showed when it ran last, and when all was right.

  record.py due [GUEST...]    of them, or of all, those that were not yet all right with these
                              headers and tests, the longest ago first

It is written by table.py from results, which lie in build/results or in the
directories of RESULTS.
"""
import collections
import json
import os
import pathlib
import re
import subprocess
import sys

import conf
import tap

TOP = conf.TOP
BUILD = pathlib.Path(os.environ.get("BUILD") or TOP / "build")
RECORD = pathlib.Path(os.environ.get("RECORD") or TOP / "docs/results.json")
# What a guest's results depend on.
DECIDES = ("include", "arch", "tests/run")


def ran(text):
    """When, and with which commit: what guest.sh says at the head."""
    said = re.search(r"^# ran (\S+) commit (\S+)$", text, re.M)
    return said.groups() if said else ("", "")


def files(pattern):
    """Results whose name matches; of two directories' that of the later run."""
    found = {}
    where = os.environ.get("RESULTS", "").split()
    for directory in map(pathlib.Path, where or [BUILD / "results"]):
        if where and not any(directory.glob("*.tap")):
            sys.exit(f"RESULTS: there are none in {directory}")
        for path in sorted(directory.glob(pattern)):
            age = ran(path.read_text(errors="replace"))[0], path.stat().st_mtime
            if path.name not in found or found[path.name][0] < age:
                found[path.name] = age, path
    return [path for _, (_, path) in sorted(found.items())]


def load(path=RECORD):
    """{guest: what is recorded of it}"""
    return json.loads(path.read_text()) if path.exists() else {}


def entry(text, old):
    """What is recorded of a guest, from its TAP and what was before."""
    found = tap.results(text)
    date, commit = ran(text)
    cells = collections.defaultdict(collections.Counter)
    for case in found:
        for family in case.told("family"):
            cells[family][case.outcome] += 1
    count = collections.Counter(c.outcome for c in found)
    wrong = count["bad"] or int(tap.planned(text) != len(found))

    def seconds(pattern):
        said = re.search(pattern, text, re.M)
        return int(said[1]) if said else None
    new = {
        "linux": re.search(r"^# Linux (\S+)", text, re.M)[1], "date": date, "commit": commit, "wrong": wrong,
        "all": [count["good"], count["bad"], count["skipped"]],
        "seconds": seconds(r"^# took (\d+) s$") or old.get("seconds"),
        "build": seconds(r"^# kernel built in (\d+) s$") or old.get("build"),
        "right": f"{date} {commit}" if not wrong else old.get("right"),
        "cells": {f: [c["good"], c["bad"], c["skipped"]] for f, c in sorted(cells.items())},
    }
    return {key: value for key, value in new.items() if value is not None}


def update():
    """The record with the results that there are; of guests that are no more nothing."""
    known, old = conf.guests(), load()
    record = {guest: old[guest] for guest in old if guest in known}
    for path in files("guest-*.tap"):
        guest, text = path.stem.removeprefix("guest-"), path.read_text(errors="replace")
        # One that did not boot tells nothing of a kernel, chosen cases not of all.
        if guest not in known or not re.search("^# Linux ", text, re.M) or "\n# chosen: " in text:
            continue
        if not all(ran(text)):
            sys.exit(f"{path.name}: of an older test run; run it again")
        if guest not in old or old[guest]["date"] <= ran(text)[0]:
            record[guest] = entry(text, old.get(guest, {}))
    return dict(sorted(record.items()))


def write(record, path=RECORD):
    """A line for each guest, so that a change shows which."""
    path.write_text("{\n" + ",\n".join(f"{json.dumps(guest)}: {json.dumps(of)}"
                                         for guest, of in record.items()) + "\n}\n")


def is_of_these_headers(commit):
    return subprocess.run(["git", "-C", TOP, "diff", "--quiet", commit, "--", *DECIDES],
                          stderr=subprocess.DEVNULL, check=False).returncode == 0


def due(guests):
    """Longest ago first; those that never were right before them."""
    record = load()
    last = {guest: record.get(guest, {}).get("right", "never ") for guest in guests}
    return sorted((guest for guest in guests if not is_of_these_headers(last[guest].split(" ")[1])),
                  key=lambda guest: ("" if last[guest] == "never " else last[guest], guest))


if __name__ == "__main__":
    if sys.argv[1:2] != ["due"]:
        sys.exit(__doc__)
    for name in due(sys.argv[2:] or conf.guests()):
        print(name, load().get(name, {}).get("right", "never"))
