#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""The programs of bcc's libbpf-tools, with libbpf's header and with ours.

usage: libbpf_tools.py [PROGRAM...]

Each compiles for every architecture whose vmlinux.h is there, without a warning
that is not there with libbpf's header, and no program has more instructions
than with libbpf's. The source is that of Debian's package bpfcc, in
$BUILD/src/bpfcc. TAP on stdout.
"""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import common
from common import TOP
import bpfvm
import tap

SOURCE = common.BUILD / "src/bpfcc"
# As in their Makefile.
WARNINGS = ["-Wall", "-Werror=undef"]
MORE = {"softirqs": ["-mcpu=v3"]}
# How many more instructions a program may have. A negative ssize_t of a 32-bit kernel is a
# large one with libbpf's header; its sign takes two.
SIGN = {("arm", "fsslower"): 2}


def compile(tools, arch, program, ours, output):
    """Why it does not compile; its warnings; program -> instructions."""
    command = [*common.command(arch, common.configuration(arch), warnings=WARNINGS, uapi=False,
                               headers=common.HEADERS if ours else None, system="-I"),
               *MORE.get(program, []), f"-I{tools / arch}", f"-I{tools}",
               "-c", str(tools / f"{program}.bpf.c"), "-o", str(output)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300)
    warnings = set(re.findall(r"(\w+\.bpf\.[ch]:\d+:\d+: warning: .*)", run.stderr))
    if run.returncode:
        return run.stderr or f"{command[0]}: status {run.returncode}", warnings, {}
    obj = bpfvm.Object(output)
    return "", warnings, {name: s[4] // 8 for name, s in obj.functions.items()}


def compare(tools, arch, program):
    """The name of a result and why it is bad, or None where libbpf's does not compile either."""
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        why, known, theirs = compile(tools, arch, program, False, work / "libbpf.o")
        name = f"{arch} {program}.bpf.c"
        if why:
            return None
        why, warnings, ours = compile(tools, arch, program, True, work / "ours.o")
        if why or warnings - known:
            return name, why or "\n".join(sorted(warnings - known))
        larger = [f"{p}: {ours.get(p)} instructions, {theirs[p]} with libbpf's header"
                  for p in theirs if ours.get(p, 1 << 30) > theirs[p] + SIGN.get((arch, program), 0)]
        return name, "\n".join(larger)


def main():
    tools = next((t.parent for t in sorted(SOURCE.rglob("libbpf-tools/maps.bpf.h"))), None)
    if not tools:
        missing = SOURCE.with_name("bpfcc.missing")
        print(f"1..0 # SKIP {missing.read_text().strip() if missing.exists() else f'{SOURCE} is not there'}")
        return 0
    archs = sorted(d.name for d in tools.iterdir()
                   if (d / "vmlinux.h").exists() and (TOP / "arch" / d.name).is_dir())
    programs = sys.argv[1:] or sorted(p.name.removesuffix(".bpf.c") for p in tools.glob("*.bpf.c"))
    cases = [(tools, arch, program) for program in programs for arch in archs]
    refused = 0
    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("JOBS") or os.cpu_count())) as pool:
        for result in pool.map(lambda case: compare(*case), cases):
            if result:
                name, why = result
                tap.ok(not why, f"{name}: compiles, no program larger", why)
            else:
                refused += 1
    tap.ok(refused * 5 <= len(cases), "libbpf's header takes 4 of 5",
           f"{refused} of {len(cases)} do not compile with it")
    print(f"# {len(programs)} programs, {' '.join(archs)}; {refused} do not compile with libbpf's header")
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
