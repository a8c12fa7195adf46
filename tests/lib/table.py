#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Writes README's table of what was seen on which guest, from build/results."""
import os
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", TOP / "build"))
BEGIN, END = "<!-- results: make readme -->\n", "<!-- end of results -->\n"

# A column and the cases that are evidence for it.
COLUMNS = [
    ("`BPF_KSYSCALL`", r"BPF_KSYSCALL|BPF_KPROBE_SYSCALL|ksyscall"),
    ("`SYSCALL_REGS`", r"SYSCALL_REGS"),
    ("`BPF_KPROBE`", r"BPF_KPROBE,|^kprobe[, ]|kprobe\.multi"),
    ("`BPF_KRETPROBE`", r"BPF_KRETPROBE, neg|kret(probe|syscall)|\.session"),
    ("`PARMn`, `_CORE`", r"PARMn"),
    ("`IP` `SP` `FP` `RET`", r"PT_REGS_IP"),
    ("`RET_IP`", r"RET_IP"),
    ("`BPF_UPROBE`", r"BPF_UPROBE|^uprobe"),
    ("`BPF_URETPROBE`", r"BPF_URETPROBE|^uretprobe"),
]


def main():
    results = sorted(BUILD.glob("results/guest-*.tap"))
    if not results:
        sys.exit("table.py: no results; run make check or make check-run first")
    lines = ["| guest | Linux | " + " | ".join(c for c, _ in COLUMNS) + " |",
             "|---" * (len(COLUMNS) + 2) + "|"]
    for path in results:
        guest, text = path.stem[len("guest-"):], path.read_text()
        linux = re.search(r"^# Linux (\S+)", text, re.M)
        if not linux:
            continue
        cells = []
        for _, pattern in COLUMNS:
            good = bad = skipped = 0
            for line in text.splitlines():
                match = re.match(r"(not )?ok \d+ - \w+: (.*?)( # skip.*)?$", line)
                if match and re.search(pattern, match[2]):
                    bad += bool(match[1])
                    skipped += bool(match[3])
                    good += not match[1] and not match[3]
            cells.append(f"**{bad} wrong**" if bad else f"{good}" + (f" ({skipped} skipped)" if skipped else ""))
        lines.append(f"| {guest} | {linux[1]} | " + " | ".join(cells) + " |")
    readme = TOP / "README.md"
    before, _, rest = readme.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    readme.write_text(before + BEGIN + "\n".join(lines) + "\n" + END + after)


if __name__ == "__main__":
    main()
