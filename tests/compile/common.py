# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Where things are, arch.conf, and how a program is compiled."""
import pathlib
import shlex
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests/lib"))

import bpfcc  # noqa: E402
from bpfcc import (ANY, BOOKWORM, BUILD, DIST, HEADERS, LIBBPF, NEWEST, UAPI, command,  # noqa: E402,F401
                   gcc_core, vmlinux)
from conf import arch as configuration, every, roles  # noqa: E402,F401

CLANGS = ["clang-14", "clang-19"]
# Roles that some architectures have not.
ABSENT = {*(f"PARM{n}" for n in range(4, 9)), "FP", "PARM7_SYSCALL", "PARM1_SYSCALL_EXIT"}


def struct_return(conf, order):
    """The longest struct that is returned in registers by user code."""
    sizes = conf.get(f"struct_return_{order}", conf.get("struct_return", "0"))
    return max(map(int, sizes.split(",")))


def compile(cc, arch, conf, order, mode, source, output, defines=()):
    """The object, or the compiler's words."""
    command = bpfcc.command(arch, conf, cc, order, mode, extra=[
        f"-DBITS={conf['bits']}", f"-DSTRUCT_RETURN={struct_return(conf, order)}",
        f"-DEXIT_ARGS={conf.get('exit_args', 6)}",
        *(["-DNO_TP_EXIT"] if "tp_exit" in conf else ()), *defines])
    # Without an output the front end alone, which has nearly all warnings.
    command += ["-c", str(source), "-o", str(output)] if output else ["-fsyntax-only", str(source)]
    run = subprocess.run(command, capture_output=True, text=True)
    return "" if run.returncode == 0 else shlex.join(command) + "\n" + run.stderr
