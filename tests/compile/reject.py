#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Compiles the programs of reject.txt, each of which must fail with its message.

A case is a title line "== flags", the program's lines, and a line ">> message".
A program without #include gets the header before it; "..." stands for a
function around the lines: int prog(struct pt_regs *ctx). One error each, that
message and no other ("first:", that before others), from both compilers. @LIBBPF@
is where libbpf's headers are. TAP on stdout.
"""
import pathlib
import re
import shlex
import subprocess
import sys

import common
from tap import finish, ok

HERE = pathlib.Path(__file__).parent


def cases():
    title, body = None, []
    for line in (HERE / "reject.txt").read_text().splitlines():
        if line.startswith("== "):
            title, body = line[3:], []
        elif line.startswith(">> "):
            yield title, body, line[3:]
        elif title and line.strip():
            body.append(line)


def main(chosen=()):
    for title, body, message in chosen or cases():
        text = "\n".join(body)
        if "#include" not in text:
            if not text.startswith(("SEC", "struct", "typedef", "BPF_GO_STRUCT")):
                text = f"int prog(struct pt_regs *ctx);\nint prog(struct pt_regs *ctx)\n{{\n{text}\n}}"
            text = f"#include <bpf/bpf_tracing.h>\n{text}"
        for cc in common.CLANGS:
            line = [*common.command(None, common.ANY, cc, warnings=["-Wall", "-Wextra"],
                                    extra=["-ferror-limit=0", *shlex.split(title)]),
                    *([] if "-x" in title.split() else ["-x", "c"]), "-c", "-", "-o", "/dev/null"]
            run = subprocess.run(line, input=text.replace("@LIBBPF@", str(common.LIBBPF[cc])),
                                 capture_output=True, text=True)
            errors = re.findall(r"error: (.*)", run.stderr)
            wanted = message.removeprefix("first: ")
            one = errors and wanted in errors[0] and (
                wanted != message or len(set(errors)) == 1)
            ok(run.returncode and one, f"{cc} {title}: {body[-1].strip()}",
                     f"wanted: {message}\n" + "\n".join(errors or ["it compiles"]))
    return finish()


if __name__ == "__main__":
    sys.exit(main())
