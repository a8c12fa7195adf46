#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Writes the tables of docs/results.md and README's short one, from build/results."""
import collections
import os
import pathlib
import re
import subprocess
import sys
from typing import NamedTuple

import tap

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", TOP / "build"))


class Family(NamedTuple):
    """Of cases: FAMILY() in tests/run/families.h."""
    name: str
    table: str
    heading: str
    macros: str


FAMILIES = [Family(*f) for f in re.findall(r'^FAMILY\((\w+), (\w+), "(.*?)",\s*"(.*?)"\)$',
                                           (TOP / "tests/run/families.h").read_text(), re.M)]


TABLES = {"macros", "syscalls", "others"}


def of(table):
    return [f for f in FAMILIES if f.table == table]


def without_family(cases):
    """Cases of a guest that no table has."""
    known = {f.name for f in FAMILIES}
    return [c for c in cases if c.told("program") and not (
        c.told("family") and known.issuperset(c.told("family")))]


def results():
    """guest, Linux version, its cases."""
    for path in sorted(BUILD.glob("results/guest-*.tap")):
        if path.stem.startswith("guest-dist-"):
            continue
        text = path.read_text()
        linux = re.search(r"^# Linux (\S+)", text, re.M)
        if linux:
            yield path.stem[len("guest-"):], linux[1], tap.results(text)


def count(cases, family):
    found = collections.Counter(c.outcome for c in cases if family.name in c.told("family"))
    return found["good"], found["bad"], found["skipped"]


def cell(cases, family):
    good, bad, skipped = count(cases, family)
    if bad:
        return f"**{bad} wrong**"
    if skipped:
        return f"{good} ({skipped} skipped)"
    return str(good) if good else "-"


def title(arch):
    """What an architecture is called: the first line of its header's prose."""
    header = (TOP / f"include/bpf/arch/{arch}.h").read_text()
    return re.search(r"^/\*\n \* (.+)$", header, re.M)[1]


def versions(debian, seen):
    """The kernels of one Debian architecture, and where something was wrong."""
    right, wrong = [], []
    for guest, linux, cases in seen:
        if guest.rsplit("-", 1)[0] == debian:
            bad = sum(c.outcome == "bad" for c in cases)
            right += [re.match(r"\d+\.\d+", linux)[0]] if not bad else []
            wrong += [f"**{guest}: {bad} wrong**"] if bad else []
    right = sorted(set(right), key=lambda v: [*map(int, v.split("."))])
    return wrong + [f"Linux {', '.join(right)} of {debian}"] if right else wrong


def architectures(seen):
    """A row for each: where its cases ran."""
    known = subprocess.run([TOP / "tests/lib/conf.py", "guests"], check=True, text=True,
                           stdout=subprocess.PIPE).stdout.split()
    for arch in sorted(p.name for p in (TOP / "arch").iterdir()):
        guests = sorted(p.stem for p in (TOP / "arch" / arch).glob("*.guest"))
        where = "; ".join(part for debian in guests for part in versions(debian, seen))
        boots = any(guest.rsplit("-", 1)[0] in guests for guest in known)
        yield [title(arch), f"`{arch}`", where or ("not run" if boots else
                                                   "the layout in the BTF of kernels built for it")]


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def write(path, name, text):
    """Between the marks of that name."""
    begin, end = f"<!-- {name}: make readme -->\n", f"<!-- end of {name} -->\n"
    path = TOP / path
    before, found, rest = path.read_text().partition(begin)
    _, closed, after = rest.partition(end)
    assert found and closed, f"{path} has no place for {name}"
    path.write_text(before + begin + text + end + after)


def main():
    seen = list(results())
    if not seen:
        sys.exit("table.py: no results; run make check or make check-run first")
    for guest, _, cases in seen:
        for case in without_family(cases):
            sys.exit(f"table.py: {guest}: {case.name}: of family {case.told('family')}; "
                     "run it again")
    for name, columns in (("macros", of("macros")), ("syscalls by guest", of("syscalls")),
                          ("others", of("others"))):
        write("docs/results.md", name, table(
            ["guest", "Linux", *(f.heading for f in columns)],
            [[guest, linux, *(cell(cases, f) for f in columns)] for guest, linux, cases in seen]))
    rows = []
    for family in of("syscalls"):
        good, wrong = {}, {}
        for guest, _, cases in seen:
            right, bad, _ = count(cases, family)
            if right or bad:
                (wrong if bad else good)[guest.rsplit("-", 1)[0]] = True
        rows.append([family.heading, family.macros, " ".join(sorted(good.keys() - wrong.keys())),
                     " ".join(sorted(wrong)) or "-"])
    write("docs/results.md", "syscalls", table(["syscalls", "macro", "right on", "wrong on"], rows))
    write("README.md", "architectures", table(
        ["architecture", "`__TARGET_ARCH_`", "right on"], architectures(seen)))


if __name__ == "__main__":
    main()
