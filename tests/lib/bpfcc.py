#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""How tests compile a BPF program: with this library's headers, libbpf's, the UAPI's.

usage: bpfcc.py [OPTION...] ARCH [COMPILER ARGUMENT...]
       bpfcc.py [OPTION...] --guest GUEST [COMPILER ARGUMENT...]

ARCH is a name under arch/, or any. libbpf is the newest, warnings are errors. HEADERS=dist
takes the one file of make dist.

  --cc CC          the compiler: clang-14, gcc-12, ... (clang-19)
  --order el|eb    not the architecture's byte order, or the guest's
  --vmlinux        with vmlinux.h, and -DWITH_VMLINUX
  --print          the command alone, for make
"""
import os
import pathlib
import shlex
import sys

import conf as arch_conf

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD") or TOP / "build")
# HEADERS=dist: not include/ but the one file of make dist.
DIST = os.environ.get("HEADERS") == "dist"
HEADERS = BUILD / "dist" if DIST else TOP / "include"
UAPI = BUILD / "uapi/usr"
# Debian 12's libbpf and the newest; each is used by some of the compilers.
BOOKWORM, NEWEST = BUILD / "libbpf-dev/usr/include", BUILD / "include"
LIBBPF = {"clang-14": BOOKWORM, "clang-16": BOOKWORM, "clang-19": NEWEST, "clang-sid": NEWEST,
          "gcc-12": BOOKWORM, "gcc-sid": NEWEST}
COMMAND = {"clang-sid": str(BUILD / "cc/clang-sid"), "gcc-sid": str(BUILD / "cc/gcc-sid"),
           "gcc-12": "bpf-gcc"}
CLANG = "clang-19"
WARNINGS = ("-Wall", "-Wextra", "-Werror")
# How programs are compiled for the target any, and for none.
ANY = {"bits": "32", "order": "el", "uapi": "x86", "debian": "amd64"}


def gcc_core(conf):
    """GCC relocates one member, not a register set: it computes addresses from ctx then."""
    return "core" not in conf


def vmlinux(conf):
    """The architecture's vmlinux.h, or amd64's, whose pt_regs must not matter."""
    debian = conf["debian"]
    if not (BUILD / "vmlinux" / debian).is_dir():
        debian = "amd64"
    found = [*(BUILD / "vmlinux" / debian / "usr/include").glob("*-linux-gnu*")]
    if not found:
        raise arch_conf.Wrong(f"no vmlinux.h in {BUILD / 'vmlinux'}")
    return found[0]


def command(arch, conf, cc=CLANG, order=None, mode="neither", *, extra=(), target=None, code=None,
            warnings=WARNINGS, headers=HEADERS, libbpf=None, system="-isystem", uapi=True):
    """The compiler and its flags.

    arch: for -D__TARGET_ARCH_<arch>, unless it is None. mode: with -DWITH_UAPI, or vmlinux.h
    and -DWITH_VMLINUX. target, code: in place of the byte order's target, and of -g -O2. headers:
    in place of this library's, None: none. libbpf: not the compiler's, included with system.
    """
    gcc = cc.startswith("gcc")
    order = order or conf["order"]
    if target is None:
        target = [f"-m{'little' if order == 'el' else 'big'}-endian"] if gcc \
            else ["-target", f"bpf{order}"]
    if code is None:
        code = ["-gbtf" if cc == "gcc-12" else "-g", "-O2"]
    line = [COMMAND.get(cc, cc), *code, *target, *warnings]
    line += [f"-D__TARGET_ARCH_{arch}"] if arch else []
    line += extra
    line += [f"-I{headers}"] if headers else []
    line += [f"{system}{libbpf or LIBBPF.get(cc, NEWEST)}"]
    if mode == "vmlinux":
        line += ["-DWITH_VMLINUX", f"-isystem{vmlinux(conf)}"]
        if gcc:
            # It is made for clang, and false is a keyword since C23.
            line += ["-std=gnu11", "-Wno-unknown-pragmas"]
            if not gcc_core(conf):
                line += ["-DBPF_TRACING_CORE=0"]
    elif mode == "uapi":
        line += ["-DWITH_UAPI"]
    if uapi:
        line += ["-idirafter", f"{UAPI}/lib/linux/uapi/{conf['uapi']}",
                 "-idirafter", f"{UAPI}/include"]
    return line


def main(words):
    options, mode, show, arch, conf = {}, "neither", False, None, None
    while words and words[0].startswith("--"):
        option = words.pop(0)
        if option == "--vmlinux":
            mode = "vmlinux"
        elif option == "--print":
            show = True
        elif option == "--guest" and words:
            conf = arch_conf.guest(words.pop(0))
            arch = conf["arch"]
        elif option in ("--cc", "--order") and words:
            options[option[2:]] = words.pop(0)
        else:
            sys.exit(__doc__)
    if not arch:
        arch = words.pop(0) if words else sys.exit(__doc__)
        conf = ANY if arch == "any" else arch_conf.arch(arch)
    extra = conf.get("bpf_flags", "").split()
    line = [*command(arch, conf, mode=mode, extra=extra, libbpf=NEWEST, **options), *words]
    if show:
        print(shlex.join(line))
    else:
        os.execvp(line[0], line)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except arch_conf.Wrong as wrong:
        sys.exit(f"bpfcc.py: {wrong}")
