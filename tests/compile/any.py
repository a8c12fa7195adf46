#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Compiles the fixtures once for the target any and runs them as on each kernel.

The same object is relocated, as libbpf would, by the BTF of every kernel that
is at hand: arch/*/*.btf, those built here, and the vmlinux.h of Debian's. Then its programs
must do what check.py asks of the architecture's own. Where an architecture
lacks a register the program must be refused, and so must all on a kernel of
the other byte order. With the compilers named, or every clang here. TAP on
stdout.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

import check
import common
from common import BUILD, TOP
import bpfvm
import events
from machine import Kernel
import programs
import regs
from tap import finish, ok
import truth

ORDERS = ["el", "eb"]
CLANGS = sorted({*common.CLANGS, *(f"clang-{n}" for n in range(12, 40)
                                  if pathlib.Path(f"/usr/bin/clang-{n}").exists())})


def kernels(arch, conf, work):
    """The kernels whose BTF is at hand: name, BTF."""
    yield from truth.kernel_btfs(arch)
    header = BUILD / "vmlinux" / conf["debian"]
    if header.is_dir():
        source, output = work / "types.c", work / f"{arch}.o"
        source.write_text("#include <linux/bpf/vmlinux.h>\n"
                          "struct pt_regs regs;\nbpf_user_pt_regs_t user_regs;\n")
        line = common.command(None, conf, mode="vmlinux", warnings=())
        subprocess.run([*line, "-c", source, "-o", output], check=True)
        yield f"{conf['debian']}'s vmlinux.h", output


def run(function, obj, there):
    registers, memory = there.fill(1)
    return bpfvm.Machine(obj, registers.bytes, [memory]).run(function)


def main():
    has = [f"-DHAS_{role}" for role in sorted(common.ABSENT)] + ["-DHAS_MODE"]
    archs = common.every()
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        known = []
        for arch, conf in archs.items():
            for name, btf in kernels(arch, conf, work):
                types = truth.kernel_types(btf)
                known.append((arch, conf, name, types, truth.btf_roles(arch, conf, types[0])))
        for arch, conf, name, (_, size), _ in known:
            same = [a for a, c, _, (_, s), _ in known if s == size and a != arch
                    and {arch, a} != {"arc", "arcompact"}
                    and set(c["any"].split()) & set(conf["any"].split())]
            ok(size and not same, f"{name}: bpf_user_pt_regs_t has a size of its own",
               f"{size}, as {same}")
        branches(archs, known, work)
        words = sys.argv[1:]
        for cc in [w for w in words if w not in ORDERS] or CLANGS:
            for order in [w for w in words if w in ORDERS] or ORDERS:
                for mode in ("neither", "uapi", "vmlinux"):
                    objects(cc, order, mode, has, known, work)
        leftovers(work)
    return finish()


def objects(cc, order, mode, has, known, work):
    where = f"any {cc} bpf{order} {mode}"
    for source in (s for s in check.SOURCES if s != "go"):
        output = work / f"{source}.o"
        why = common.compile(cc, "any", common.ANY, order, mode, TOP / f"tests/compile/{source}.c",
                            output, has)
        ok(not why, f"{where}: {source}.c compiles without a warning", why)
        if why:
            continue
        for arch, conf, kernel, (places, size), roles in known:
            # Of the other byte order and of one's size (arc, sparc): no loader goes that far.
            if order not in conf["any"].split() and any(
                    size == s and order in c["any"].split() for _, c, _, (_, s), _ in known):
                continue
            there = Kernel(arch, conf, roles, order, any=True)
            obj = bpfvm.Object(output)
            types = next(events.layouts(there))[1]
            obj.relocate(places, size, types)
            obj.resolve((bpfvm.FIELD_EXISTS, *bpfvm.EXISTS), 0)
            lacking = [f for f in obj.functions if source == "regs"
                       and f.partition("_")[0] in ("plain", "core", "both")
                       and f.partition("_")[2] not in roles]
            if order not in conf["any"].split():
                lacking = {"regs": ["plain_PARM1", "core_SP"], "programs": ["kprobe3"],
                           "events": ["sys_enter3", "tp3", "user_regs"]}[source]
            bad = []
            for function in lacking:
                try:
                    bad.append(f"{function} runs: {run(function, obj, there)}")
                except bpfvm.Fault as fault:
                    if str(fault) != f"helper {bpfvm.POISON}":
                        bad.append(f"{function}: {fault}")
                del obj.functions[function]
            ok(not bad, f"{where}: {source}.c refused on {kernel}: {', '.join(lacking)}",
               "\n".join(bad))
            if order not in conf["any"].split():
                continue
            results = [*(events.run(there, obj, types) if source == "events"
                         else check.SOURCES[source].run(there, obj))]
            if source == "events":
                results += events.relocated(there, output, places, size)
            bad = [f"{n}: {w}" for n, w in results if w]
            check.all_ran(obj, common.ANY if source == "events" else conf,
                          f"{where} on {kernel}", source,
                          programs.WITH_TYPES if source == "programs" else ())
            ok(results and not bad, f"{where}: {source}.c, {len(results)} runs as on {kernel}",
               "\n".join(bad))


def branches(archs, known, work):
    """Each architecture of any= has a branch for every size, and each size a kernel's BTF."""
    source, output = work / "branches.c", work / "branches.o"
    source.write_text("#include <bpf/bpf_tracing.h>\n"
                      "#define BRANCH(arch, size) char arch##_##size[size];\n"
                      "___bpf_every(BRANCH)\n")
    for order in ("el", "eb"):
        why = common.compile("clang-19", "any", common.ANY, order, "neither", source, output)
        ok(not why, f"any bpf{order}: the list of branches compiles", why)
        if why:
            continue
        sizes = {s[0].rpartition("_")[::2]: s[4] for s in bpfvm.Object(output).symbols
                 if s[0].rpartition("_")[0] in archs}
        # ARCompact is found as arc.
        found, wanted = ({a for a, _ in sizes},
                         {a for a, c in archs.items() if order in c["any"].split()} - {"arcompact"})
        for arch in sorted(found | wanted):
            ok(arch in found and arch in wanted, f"any bpf{order}: {arch} has a branch, as any= says",
               f"any= {arch in wanted}, a branch {arch in found}")
        for (arch, name), size in sizes.items():
            kernels = [k for a, _, k, (_, s), _ in known if (a, s) == (arch, size)]
            ok(kernels, f"any bpf{order}: {arch}'s size {name} is in a kernel's BTF: "
               f"{', '.join(kernels)}", size)
        for arch in sorted(wanted):
            given = {s for a, _, _, (_, s), _ in known if a == arch}
            have = {size for (a, _), size in sizes.items() if a == arch}
            ok(given <= have, f"any bpf{order}: {arch} has a branch for each size that kernels have",
               given - have)


def leftovers(work):
    """What an architecture's header defines must be gone when the next one comes."""
    source = work / "macros.c"
    source.write_text("#include <bpf/bpf_tracing.h>\n")
    line = common.command("any", common.ANY, headers=TOP / "include")
    run = subprocess.run([*line, "-E", "-dM", source], capture_output=True, text=True, check=True)
    left = dict(re.findall(r"^#define (\w+)\S* ?(.*)$", run.stdout, re.M))
    any_h = (TOP / "include/bpf/tracing/any.h").read_text()
    own = set(re.findall(r"^#define (\w+)", any_h, re.M))
    for header in sorted((TOP / "include/bpf/arch").glob("*.h")):
        names = re.findall(r"^#define (\w+)", header.read_text(), re.M)
        stay = [n for n in names if n in left and n not in own and not n.startswith("BPF_")
                # What any.h takes when all are there.
                and n != f"___bpf_kernels_{header.stem}"]
        ok(not stay, f"any: nothing stays of arch/{header.name}", stay)
    # Of what the functions take them for, and the other way round.
    tracing = TOP / "include/bpf/tracing"
    forgotten = set(re.findall(r"^#undef (\w+)", (tracing / "any_arch.h").read_text(), re.M))
    said = {n for h in [*(TOP / "include/bpf/arch").glob("*.h"), tracing / "words.h",
                        *tracing.glob("fetch*.h")]
            for n in re.findall(r"^#define (\w+)", h.read_text(), re.M)}
    ok(forgotten <= said, "any: any_arch.h forgets nothing that no header says", forgotten - said)
    text = (tracing / "words.h").read_text().partition("\n#else\n")[2]
    words = set(re.findall(r"^#define (\w+)", text, re.M))
    # Said once more in the same words.
    words -= {"___BPF_REGS_BY_ROLE", *(f"___BPF_HANDLER_PARM{n}_REG" for n in range(2, 8))}
    ok(words and words <= forgotten, "any: any_arch.h forgets each word of words.h",
       words - forgotten)


if __name__ == "__main__":
    sys.exit(main())
