#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""The one file of make dist is include/bpf/bpf_tracing.h, wherever and whenever it is made.

For every architecture and way to include it the compiler must see the same
text of both. TAP on stdout.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

import common
from common import TOP
from tap import finish, ok


def seen(include, arch, mode, source):
    """A fixture as the compiler sees it, but for empty lines."""
    conf = common.ANY if arch == "any" else common.configuration(arch)
    run = subprocess.run(
        [*common.command(arch, conf, mode=mode, headers=include, extra=[f"-DBITS={conf['bits']}"]),
         "-E", "-P", str(source)], capture_output=True, text=True)
    return [x for x in run.stdout.splitlines() if x] if run.returncode == 0 else None


def main():
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        made = []
        for place, environment in (("a", {"LC_ALL": "C", "TZ": "UTC"}),
                                   ("b/bpf", {"LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo"})):
            path = work / place / "bpf_tracing.h"
            subprocess.run([sys.executable, TOP / "tools/dist.py", path], check=True, cwd=work,
                           env=environment)
            made.append(path.read_bytes())
        ok(made[0] == made[1], "made twice, it is the same")
        text = made[1].decode()
        ok(not re.search(r'^\s*#\s*include\s*"(?!bpf_tracing\.h")', text, re.M),
           "it includes no file of ours but itself")
        version = ".".join(re.findall(r"define BPF_TRACING_VERSION_\w+ (\d+)", text))
        ok(f"bpf_tracing.h {version}, " in text and f"## {version}" in text,
           f"it tells its version, {version}, and the changelog of it")
        ok("Redistribution and use in source and binary forms" in text, "it holds the licence")
        one = work / "one"
        one.mkdir()
        (one / "bpf_tracing.h").write_text(text)
        (one / "prog.bpf.c").write_text('#include "bpf_tracing.h"\n'
                                        "int BPF_KPROBE(prog, int a)\n{\n\treturn a;\n}\n")
        for arch in [*common.every(), "any"]:
            line = common.command(arch, common.ANY, headers=None, uapi=False)
            run = subprocess.run([*line, "-c", one / "prog.bpf.c", "-o", work / "prog.o"],
                                 capture_output=True, text=True)
            ok(run.returncode == 0, f"{arch}: beside the program, included by its name", run.stderr)
            for source in ("regs", "programs"):
                for mode in ("neither", "uapi", "vmlinux"):
                    path = TOP / f"tests/compile/{source}.c"
                    many, single = (seen(i, arch, mode, path) for i in (TOP / "include", work / "b"))
                    ok(many and many == single,
                       f"{arch} {source}.c {mode} is the same to the compiler",
                       "they differ" if many and single else "it does not compile")
    return finish()


if __name__ == "__main__":
    sys.exit(main())
