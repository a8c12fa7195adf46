#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Compiles the fixtures for one architecture and runs every program of them.

usage: check.py ARCH [COMPILER...]

The programs run in tests/lib/bpfvm.py on a register set that is filled where
the kernel's own layout puts each register (its BTF or UAPI headers, or the
table in arch/ARCH/registers), a different value in every slot. TAP on stdout.
"""
import functools
import pathlib
import re
import sys
import tempfile

from common import BUILD, CLANGS, TOP, compile, configuration, gcc_core, struct_return, vmlinux
import bpfvm
import events
import go
from machine import Kernel
import programs
import regs
import syscalls
from tap import finish, ok
from truth import btf_roles, kernel_btfs, kernel_types, truth
import variants

SOURCES = {"regs": regs, "programs": programs, "events": events, "go": go}
# Programs of more than five arguments, which GCC before 14 refuses.
FIVE_MORE = {"programs": programs.FIVE_MORE, "events": events.FIVE_MORE, "go": go.FIVE_MORE}

def all_ran(obj, conf, where, source, without=(), returns=()):
    """No program that these tables do not know, and none of theirs that is not there."""
    known = {"regs": lambda: {*obj.functions},
             "programs": lambda: {*programs.known(conf), *returns},
             "events": lambda: events.known(conf), "go": lambda: go.known(conf)}[source]() - {*without}
    ok({*obj.functions} == known <= obj.ran,
       f"{where}: every program of {source}.c, and every one that is known, has run",
       f"in the object alone {obj.functions.keys() - known}, not in it {known - {*obj.functions}}, "
       f"did not run {known - obj.ran}")


@functools.cache
def vmlinux_words(path):
    return {*re.findall(r"\w+", path.read_text())}


def kernel_names(obj, conf):
    """What an object looks for in the kernel's BTF has the names that it has there."""
    words = vmlinux_words(vmlinux(conf) / "linux/bpf/vmlinux.h")
    names = re.findall(r"\0([a-z]\w*?)___bpf_", obj.section(".BTF").decode(errors="replace"),
                       re.I)
    # In kernels since 7.0 alone.
    return [n for n in names if n not in words]


def asks(obj, where, source, conf, roles, order, mode, clang):
    """What an object leaves to the loader: CO-RE relocations, where they are wanted, no externs."""
    externs = programs.KFUNCS if source == "programs" else set()
    ok(obj.externs() == externs, f"{where}: {source}.c has no externs but those of sessions",
       obj.externs() ^ externs)
    if (BUILD / "vmlinux" / conf["debian"]).is_dir():
        unknown = kernel_names(obj, conf)
        ok(not unknown, f"{where}: {source}.c asks by the kernel's names", unknown)
    if source == "go":
        found = obj.core_relocations()
        ok(not found, f"{where}: {source}.c asks for nothing", found)
        return
    if source == "events":
        found = events.asks(obj)
        wanted = events.asked(conf, order, mode == "vmlinux" and clang, clang)
        ok(found == wanted, f"{where}: {source}.c asks for these types: {' '.join(sorted(wanted))}",
           found)
        return
    relocations = obj.core_relocations([bpfvm.FIELD_OFFSET])
    good = relocations == 0
    if "core" in conf or ("core_ip" in conf and source == "regs"):
        good = (relocations > 0) == (mode == "vmlinux" and (clang or gcc_core(conf)))
    ok(good, f"{where}: {source}.c CO-RE relocations", relocations)
    helper = obj.core_relocations((bpfvm.FIELD_EXISTS, *bpfvm.EXISTS))
    wanted = (mode == "vmlinux" and "wrapper" in conf and conf["bits"] == "64" and clang
              and (source == "programs" or "MODE" in roles))
    ok(bool(helper) == wanted and helper + relocations == obj.core_relocations(),
       f"{where}: {source}.c asks for bpf_task_pt_regs", helper)
    jit = obj.core_relocations((bpfvm.FIELD_EXISTS,))
    ok(bool(jit) == (wanted and "jit" in conf and source == "programs"),
       f"{where}: {source}.c asks whether its helper wants the JIT", jit)


def fixture(source, arch, conf, roles, has, cc, order, mode, work):
    """One of the sources by one compiler: each program of it run."""
    where, output = f"{arch} {cc} bpf{order} {mode}", work / f"{source}.o"
    why = compile(cc, arch, conf, order, mode, TOP / f"tests/compile/{source}.c", output, has)
    ok(not why, f"{where}: {source}.c compiles without a warning", why)
    if why:
        return
    obj, kernel = bpfvm.Object(output), Kernel(arch, conf, roles, order)
    for name, why in SOURCES[source].run(kernel, obj):
        ok(not why, f"{where}: {name}", why)
    if source == "events" and mode == "vmlinux" and cc.startswith("clang"):
        for name, why in events.relocated(kernel, output):
            ok(not why, f"{where}: {name}", why)
    all_ran(obj, conf, where, source, FIVE_MORE.get(source, ()) if cc == "gcc-12" else (),
            [f for f, n in programs.RETURNED.items()
             if conf["bits"] == "64" and 8 * n <= struct_return(conf, order)])
    asks(obj, where, source, conf, roles, order, mode, cc.startswith("clang"))


def check_btf(arch, conf, roles, has, work):
    """Against the kernels' own types."""
    for kernel, btf in kernel_btfs(arch):
        members, _ = kernel_types(btf)
        places = btf_roles(arch, conf, members)
        moved = "+" in kernel or "-" in re.sub(r"-built\d+$", "", kernel)
        for role, place in places.items():
            ok(place == roles[role] if not moved else place,
               f"{arch}: {role} is in the BTF of {kernel}", f"{place}, not {roles[role]}")
        if "core" in conf or moved:
            # The registers start elsewhere than where the program was compiled for.
            output, flags = work / "core.o", conf.get("core", "").split()
            why = compile("clang-19", arch, conf, conf["order"], "vmlinux",
                          TOP / "tests/compile/regs.c", output, has + flags)
            ok(not why, f"{arch}: {flags} compiles", why)
            obj = bpfvm.Object(output)
            there = Kernel(arch, conf, places, conf["order"])
            if not moved:
                stale = [n for n, w in regs.run(there, obj) if w]
                ok(stale, f"{arch}: {flags} is wrong for {kernel} without CO-RE")
            obj.relocate(members)
            for name, why in regs.run(there, obj):
                # Members by the names that other headers use are not looked for.
                if "core" in conf or not name.startswith("named_IP"):
                    ok(not why, f"{arch}: relocated by the BTF of {kernel}: {name}", why)
            why = compile("clang-19", arch, conf, conf["order"], "vmlinux",
                          TOP / "tests/compile/events.c", output, flags)
            ok(not why, f"{arch}: {flags} events.c compiles", why)
            obj = bpfvm.Object(output)
            _, types = next(events.layouts(there))
            obj.relocate(members, 0, types)
            for name, why in events.run(there, obj, types):
                ok(not why, f"{arch}: relocated by the BTF of {kernel}: {name}", why)


def check(arch, compilers=()):
    conf = configuration(arch)
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        roles = truth(arch, conf, work)
        has = [f"-DHAS_{role}" for role in roles]
        for cc in compilers or CLANGS:
            for order in ("el", "eb"):
                for mode in ("neither", "uapi", "vmlinux"):
                    for source in SOURCES:
                        if source == "go" and ("go" not in conf or mode == "uapi"):
                            continue
                        fixture(source, arch, conf, roles, has, cc, order, mode, work)
        if not compilers:
            variants.check(arch, conf, roles, has, work)
            syscalls.check(arch, conf, roles, has, work, CLANGS)
            check_btf(arch, conf, roles, has, work)
    return finish()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(check(sys.argv[1], sys.argv[2:]))
