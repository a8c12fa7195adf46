#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Puts results into docs/results.json and writes from that the tables of docs/results.md and
README's short one. RESULTS: the directories of results, in place of build/results."""
import re
import sys
from typing import NamedTuple

import conf
import record
import tap

TOP = conf.TOP
# The record of libbpf's header.
LIBBPF = TOP / "docs/results-libbpf.json"
# That of Go functions, of each version of Go.
GO = TOP / "docs/results-go.json"


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


def count(seen, family):
    return seen["cells"].get(family.name, (0, 0, 0))


def cell(seen, family):
    good, bad, skipped = count(seen, family)
    if bad:
        return f"**{bad} wrong**"
    if skipped:
        return f"{good} ({skipped} skipped)"
    return str(good) if good else "-"


def guest_row(guest, said):
    """Its cases in all, each counted once, and when all were right."""
    right = said.get("right", "").split(" ")
    return [guest, said["linux"], str(said["all"][0]), f"**{said['wrong']}**" if said["wrong"] else "0",
            str(said["all"][2]), f"{right[0][:10]}, {right[1]}" if said.get("right") else "never"]


def title(arch):
    """What an architecture is called: the first line of its header's prose."""
    header = (TOP / f"include/bpf/arch/{arch}.h").read_text()
    return re.search(r"^/\*\n \* (.+)$", header, re.M)[1]


def versions(debian, seen):
    """The kernels of one Debian architecture, and where something was wrong."""
    right, wrong = [], []
    for guest, of in seen.items():
        if guest.rsplit("-", 1)[0] == debian:
            bad = of["wrong"]
            right += [re.match(r"\d+\.\d+", of["linux"])[0]] if not bad else []
            wrong += [f"**{guest}: {bad} wrong**"] if bad else []
    right = sorted(set(right), key=lambda v: [*map(int, v.split("."))])
    return wrong + [f"Linux {', '.join(right)} of {debian}"] if right else wrong


def architectures(seen):
    """A row for each: where its cases ran."""
    known = conf.guests()
    for arch in conf.archs():
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


VERDICTS = "right", "wrong", "does not compile", "does not load", "panics"


def halves(text):
    """The cases of a guest with libbpf's header that this kernel can run: (this library's, libbpf's)."""
    cases = [c for c in tap.results(text) if c.told("program")]
    theirs = [c for c in cases if c.name.startswith("libbpf: ")]
    ours = [c for c in cases if not c.name.startswith("libbpf: ")]
    names = [[c.name.partition(": ")[2] for c in half] for half in (ours, theirs)]
    if tap.planned(text) != len(cases) or names[0] != names[1]:
        return []
    return [pair for pair in zip(ours, theirs) if pair[0].outcome != "skipped"]


def verdict(case):
    return " ".join(case.told("libbpf"))


def sums(pairs):
    """How many cases both headers have, how many are right with ours, and of libbpf's each verdict."""
    return [len(pairs), sum(a.outcome == "good" for a, _ in pairs),
            *(sum(verdict(b) == v for _, b in pairs) for v in VERDICTS)]


def beside():
    """The record of libbpf's header with the results that there are: make check-run MACROS=libbpf."""
    seen = {guest: of for guest, of in record.load(LIBBPF).items() if guest in conf.guests()}
    for path in record.files("libbpf-*.tap"):
        text = path.read_text()
        pairs, linux = halves(text), re.search(r"^# Linux (\S+)", text, re.M)
        guest = path.stem.removeprefix("libbpf-")
        # Neither one that did not boot nor chosen cases tell of all.
        if guest not in conf.guests() or not linux or "\n# chosen: " in text:
            continue
        if not pairs:
            sys.exit(f"{path.name}: not whole; run it again")
        date, commit = record.ran(text)
        of = {f.name: sums([p for p in pairs if f.name in p[1].told("family")]) for f in FAMILIES}
        if seen.get(guest, {}).get("date", "") <= date:
            seen[guest] = {"linux": linux[1], "date": date, "commit": commit,
                           "after": pairs[0][0].name.partition(":")[0], "all": sums(pairs),
                           "cells": {name: n for name, n in of.items() if n[0]}}
    return dict(sorted(seen.items()))


def write_beside():
    seen = beside()
    if not seen:
        return
    record.write(seen, LIBBPF)
    write("docs/results.md", "libbpf", table(
        ["guest", "Linux", "programs after", "cases", "right", *(f"libbpf's {v}" for v in VERDICTS)],
        [[guest, of["linux"], {"btf": "vmlinux.h", "plain": "`<linux/ptrace.h>`"}[of["after"]],
          *map(str, of["all"])] for guest, of in seen.items()]))
    columns = [f for f in FAMILIES if any(f.name in of["cells"] for of in seen.values())]
    write("docs/results.md", "libbpf by macro", table(
        ["guest", *(f.heading for f in columns)],
        [[guest, *("{2} of {0}".format(*of["cells"][f.name]) if f.name in of["cells"] else "-"
                   for f in columns)] for guest, of in seen.items()]))


def of_go():
    """The record of generated Go functions with the results that there are: of each guest and each
    version of Go the last run."""
    seen = {guest: of for guest, of in record.load(GO).items() if guest in conf.guests()}
    texts = [(record.ran(path.read_text()), path.stem.partition("-")[2], path.read_text())
             for path in record.files("guest-*.tap") + record.files("fuzz-*.tap")]
    for (date, commit), guest, text in sorted(texts):
        for version, macro, count, wrong in re.findall(
                r"^# go: (\S+) of \w+, (\w+): seed \d+: (\d+) prototypes, (\d+) wrong$", text, re.M):
            if date and guest in conf.guests() and seen.get(guest, {}).get(version, [""])[0] <= date:
                seen.setdefault(guest, {})[version] = [date, commit, macro, int(count), int(wrong)]
    return dict(sorted(seen.items()))


def go_table(seen):
    """Each Debian architecture by each Go."""
    cells = {}
    for guest, of in seen.items():
        for version, (_, _, macro, count, wrong) in of.items():
            where = guest.rsplit("-", 1)[0], version
            _, all, bad = cells.get(where, (macro, 0, 0))
            cells[where] = macro, all + count, bad + wrong
    versions = sorted({v for _, v in cells}, key=lambda v: [*map(int, v.split("."))])
    said = {where: f"`{macro}`: " + (f"**{bad} of {all} wrong**" if bad else f"{all} right")
            for where, (macro, all, bad) in cells.items()}
    return table(["architecture", *(f"Go {v}" for v in versions)],
                 [[debian, *(said.get((debian, v), "not run") for v in versions)]
                  for debian in sorted({d for d, _ in cells})])


def main():
    write_beside()
    record.write(go := of_go(), GO)
    write("docs/go.md", "go", go_table(go))
    seen = record.update()
    if not seen:
        sys.exit("table.py: no results; run make check or make check-run first")
    for path in record.files("guest-*.tap"):
        for case in without_family(tap.results(path.read_text())):
            sys.exit(f"table.py: {path.stem}: {case.name}: of family {case.told('family')}; "
                     "run it again")
    record.write(seen)
    write("docs/results.md", "guests", table(
        ["guest", "Linux", "right", "wrong", "skipped", "last all right"],
        [guest_row(guest, seen[guest]) if guest in seen else [guest, "", "", "", "", "not recorded yet"]
         for guest in sorted(conf.guests())]))
    for name, columns in (("macros", of("macros")), ("syscalls by guest", of("syscalls")),
                          ("others", of("others"))):
        write("docs/results.md", name, table(
            ["guest", "Linux", *(f.heading for f in columns)],
            [[guest, said["linux"], *(cell(said, f) for f in columns)] for guest, said in seen.items()]))
    rows = []
    for family in of("syscalls"):
        good, wrong = {}, {}
        for guest, said in seen.items():
            right, bad, _ = count(said, family)
            if right or bad:
                (wrong if bad else good)[guest.rsplit("-", 1)[0]] = True
        rows.append([family.heading, family.macros, " ".join(sorted(good.keys() - wrong.keys())),
                     " ".join(sorted(wrong)) or "-"])
    write("docs/results.md", "syscalls", table(["syscalls", "macro", "right on", "wrong on"], rows))
    write("README.md", "architectures", table(
        ["architecture", "`__TARGET_ARCH_`", "right on"], architectures(seen)))


if __name__ == "__main__":
    main()
