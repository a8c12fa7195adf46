#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Writes the tables of what was seen on which guest, from build/results."""
import os
import pathlib
import re
import sys

import tap

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", TOP / "build"))

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


# A family of syscalls, the macro, and its cases, for docs/syscalls.md and README.
FAMILIES = [
    ("mmap", "`BPF_KSYSCALL_MMAP`, `_OLD_MMAP`", r"^BPF_KSYSCALL_(OLD_)?MMAP"),
    ("clone", "`BPF_KSYSCALL_CLONE`", r"^BPF_KSYSCALL_CLONE"),
    ("socketcall", "`BPF_KSYSCALL_SOCKETCALL`", r"^BPF_KSYSCALL_SOCKETCALL"),
    ("ipc", "`BPF_KSYSCALL_IPC`", r"^BPF_KSYSCALL_IPC"),
    ("64-bit arguments", "`BPF_KSYSCALL_PREAD64` and its kin, `PT_REGS_SYSCALL_ARG64`",
     r"^BPF_KSYSCALL_(PREAD64|PWRITE64|F?TRUNCATE64|FALLOCATE|READAHEAD|FADVISE64|"
     r"SYNC_FILE_RANGE|FANOTIFY_MARK)|^PT_REGS_SYSCALL_ARG64"),
    ("32-bit tasks", "`BPF_KSYSCALL_COMPAT`", r"^BPF_KSYSCALL_COMPAT|x32$"),
    ("is it a 32-bit task's", "`bpf_in_compat_syscall()`", r"^bpf_in_compat_syscall"),
    ("no arguments, any syscall", "`SEC_KSYSCALL(name)`", r"^SEC_KSYSCALL"),
    ("changed by a tracer", "`BPF_KSYSCALL`", r"that (ptrace|a seccomp tracer) changed"),
    ("sys_enter, sys_exit", "`PT_REGS_PARMn_CORE_SYSCALL`, `PT_REGS_PARM1_CORE_SYSCALL_EXIT`",
     r"raw_tp/sys_"),
]


def results():
    """guest, Linux version, [(case, wrong, skipped)] of each result."""
    for path in sorted(BUILD.glob("results/guest-*.tap")):
        if path.stem.startswith("guest-dist-"):
            continue
        text = path.read_text()
        linux = re.search(r"^# Linux (\S+)", text, re.M)
        if linux:
            yield path.stem[len("guest-"):], linux[1], [
                (r.name.partition(": ")[2], r.outcome == "bad", r.outcome == "skipped")
                for r in tap.results(text) if ": " in r.name]


def count(cases, pattern):
    found = [c for c in cases if re.search(pattern, c[0])]
    bad = sum(wrong for _, wrong, _ in found)
    skipped = sum(skip for _, _, skip in found)
    return len(found) - bad - skipped, bad, skipped


def cell(cases, pattern):
    good, bad, skipped = count(cases, pattern)
    if bad:
        return f"**{bad} wrong**"
    if skipped:
        return f"{good} ({skipped} skipped)"
    return str(good) if good else "-"


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
    write("README.md", "results", table(
        ["guest", "Linux", *(c for c, _ in COLUMNS)],
        [[guest, linux, *(cell(cases, p) for _, p in COLUMNS)] for guest, linux, cases in seen]))
    write("docs/syscalls.md", "guests", table(
        ["guest", *(name for name, _, _ in FAMILIES)],
        [[guest, *(cell(cases, p) for _, _, p in FAMILIES)] for guest, _, cases in seen]))
    rows = []
    for name, macro, pattern in FAMILIES:
        good, wrong = {}, {}
        for guest, _, cases in seen:
            right, bad, _ = count(cases, pattern)
            if right or bad:
                (wrong if bad else good)[guest.rsplit("-", 1)[0]] = True
        rows.append([name, macro, " ".join(sorted(good.keys() - wrong.keys())),
                     " ".join(sorted(wrong)) or "-"])
    write("README.md", "syscalls", table(["syscalls", "macro", "right on", "wrong on"], rows))


if __name__ == "__main__":
    main()
