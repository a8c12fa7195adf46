# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Other ways to the same code: pins, libbpf's headers around, dialects, llc, aliases."""
import re
import shlex
import subprocess

from common import CLANGS, DIST, LIBBPF, TOP, command, compile
import bpfvm
from machine import Kernel
import programs
import regs
from tap import ok

SIZES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 16, 17, 20, 24, 31, 32, 33)


def returned(arch, conf, order, side, work):
    """Structs of these sizes are taken as return values, or refused, as the psABI says:
    struct_return= up to that size, or those listed in struct_return_kernel=."""
    key = "struct_return_" + ("kernel" if side == "kernel" else order)
    sizes = conf.get(key, conf.get(f"struct_return_{order}", conf.get("struct_return", "0")))
    wanted = {s for s in SIZES if s <= int(sizes)} if sizes.isdecimal() else \
        {int(s) for s in sizes.split(",")}
    macro = "BPF_KRETPROBE2" if side == "kernel" else "BPF_URETPROBE2"
    source = work / "returned.c"
    source.write_text('#include <bpf/bpf_tracing.h>\n' + "".join(
        f"struct s{n} {{ char x[{n}]; }};\n"
        f"int {macro}(p{n}, struct s{n}, r{n}) {{ return r{n}.x[0]; }}\n" for n in SIZES))
    why = compile("clang-19", arch, conf, order, "neither", source, work / "returned.o",
                  ["-ferror-limit=0"])
    refused = {int(n) for n in re.findall(r"return value r(\d+): ", why)}
    others = [line for line in why.splitlines() if "error: " in line
              and not re.search(r"return value r\d+: ", line)]
    ok(wanted == set(SIZES) - refused and not others,
       f"{arch} bpf{order}: {macro} takes structs of {sorted(wanted)} bytes of {[*SIZES]}",
       others or f"it takes {sorted(set(SIZES) - refused)}")


def guests_programs(cc, arch, conf, order, mode, has, work):
    """Programs of guests that compile for every architecture: the file, why it does not."""
    files = [f"{name}.bpf.c" for name in ("quirks", "compat", "in_compat", "tracepoint")]
    flags, output = [*has, f"-I{TOP}/tests/run"], work / "guests.o"
    # Their headers are most of the work: all at once, and each alone if that fails.
    every = work / "guests.bpf.c"
    every.write_text("".join(f'#include "{f}"\n' for f in reversed(files)))
    good = not compile(cc, arch, conf, order, mode, every, output, flags)
    for file in files:
        yield file, "" if good else compile(cc, arch, conf, order, mode, TOP / "tests/run" / file,
                                            output, flags)


def check(arch, conf, roles, has, work):
    """Other ways to the same code: pins, libbpf's headers around, dialects, llc, aliases."""
    order = conf["order"]
    kernel = Kernel(arch, conf, roles, order)
    for pin in ([0, 1] if "wrapper" in conf else [0]):
        for mode in ("neither", "vmlinux"):
            name = f"{arch} {mode} BPF_SYSCALL_WRAPPER={pin}"
            output = work / f"pin{pin}.o"
            why = compile("clang-19", arch, conf, order, mode,
                          TOP / "tests/compile/programs.c", output,
                          has + [f"-DBPF_SYSCALL_WRAPPER={pin}"])
            ok(not why, f"{name} compiles", why)
            if why:
                continue
            obj = bpfvm.Object(output)
            for task in ([False, True] if obj.core_relocations(bpfvm.EXISTS) else [False]):
                for function, (source, types) in programs.PROGRAMS.items():
                    if source == "syscall":
                        why = kernel.syscall(obj, function, types, bool(pin), task)
                        ok(not why, f"{name} {function}{' bpf_task_pt_regs' * task}", why)
    # What a program says of the probed code's ABI, and where arguments are then.
    for setting in filter(None, conf.get("settings", "").split("; ")):
        flag, where, *changes = setting.split()
        output = work / "setting.o"
        why = compile("clang-19", arch, conf, where, "neither", TOP / "tests/compile/programs.c",
                      output, has + [flag])
        ok(not why, f"{arch} bpf{where} {flag} compiles", why)
        if not why:
            other = {**conf, **dict(c.replace(",", " ").split("=") for c in changes)}
            # Of programs with types, those whose places are told anew, if any are.
            told = [c.partition("=")[0] for c in changes if c.startswith("typed")]
            bad = [f"{n}: {w}" for n, w in
                   programs.run(Kernel(arch, other, roles, where), bpfvm.Object(output))
                   if w and not (told and n.partition(",")[0] in {*programs.TYPED} - {*told})]
            ok(not bad, f"{arch} bpf{where} {flag}: all programs right", "\n".join(bad))
    for around in ("LIBBPF_BEFORE", "LIBBPF_AFTER"):
        for cc in CLANGS:
            for mode in ("uapi", "vmlinux"):
                why = compile(cc, arch, conf, order, mode, TOP / "tests/compile/programs.c",
                              None, has + [f"-D{around}"])
                # libbpf's usdt.bpf.h of today takes the bpf_tracing.h beside it.
                usdt = (LIBBPF[cc] / "bpf/usdt.bpf.h").read_text()
                if DIST and around == "LIBBPF_BEFORE" and '"bpf_tracing.h"' in usdt:
                    ok("put -I of this library" in why, f"{arch} {cc} {mode} {around}: refused",
                       why or "it compiles")
                else:
                    ok(not why, f"{arch} {cc} {mode} {around}", why)
    for cc in CLANGS:
        for mode in ("uapi", "vmlinux"):
            for byte_order in ("el", "eb"):
                for source, why in guests_programs(cc, arch, conf, byte_order, mode, has, work):
                    ok(not why, f"{arch} {cc} bpf{byte_order} {mode} {source}", why)
    for cc in (*CLANGS, "clang-16"):
        for dialect in ("c99", "gnu99", "c11", "gnu17", "gnu2x"):
            source = "programs" if dialect in ("c99", "gnu2x") else "regs"
            why = compile(cc, arch, conf, order, "neither",
                          TOP / f"tests/compile/{source}.c", None, has + [f"-std={dialect}"])
            ok(not why, f"{arch} {cc} -std={dialect} {source}.c", why)
    source = work / "asm.c"
    source.write_text("#include <bpf/bpf_tracing.h>\nint asm(void);\n")
    why = compile("clang-19", arch, conf, order, "neither", source, work / "asm.o", ["-std=c99"])
    ok(not why, f"{arch} -std=c99: asm is a name of the program's own again", why)
    for cc in CLANGS:
        # The front end for the host, the code from llc, as older builds do it.
        for source in ("regs", "programs"):
            ir, output = work / "x.ll", work / "llc.o"
            line = [*command(arch, conf, cc, target=(), system="-I", uapi=False, extra=[
                        "-D__BPF__", f"-DBITS={conf['bits']}", *has]),
                    "-emit-llvm", "-S", str(TOP / f"tests/compile/{source}.c"), "-o", str(ir)]
            llc = [cc.replace("clang", "llc"), "-march=bpfel", "-filetype=obj", str(ir), "-o",
                   str(output)]
            why = ""
            for step in (line, llc):
                run = subprocess.run(step, capture_output=True, text=True)
                if run.returncode:
                    why = shlex.join(step) + "\n" + run.stderr
                    break
            ok(not why, f"{arch} {cc} -emit-llvm and llc {source}.c", why)
            if not why:
                little = Kernel(arch, conf, roles, "el")
                obj = bpfvm.Object(output)
                runs = (regs if source == "regs" else programs).run(little, obj)
                bad = [f"{n}: {w}" for n, w in runs if w]
                ok(not bad, f"{arch} {cc} llc {source}.c: all programs right", "\n".join(bad))
    for byte_order in ("el", "eb"):
        for side in ("kernel", "user"):
            returned(arch, conf, byte_order, side, work)
    # No define: the compiler's own macros tell, where clang has the architecture.
    target = conf.get("detect", conf["triplet"]).split()
    source = work / "detect.c"
    source.write_text("#include <bpf/bpf_tracing.h>\n"
                      f'_Static_assert(!__builtin_strcmp(___BPF_ARCH, "{arch}"), ___BPF_ARCH);\n')
    run = subprocess.run([*command(None, conf, target=["-target", *target], uapi=False, warnings=()),
                          "-fsyntax-only", source], capture_output=True, text=True)
    ok(run.returncode == 0, f"{arch}: detected without __TARGET_ARCH_*", run.stderr)
    aliases(arch, conf, has, work)


def aliases(arch, conf, has, work):
    """Other names of the architecture are the same code."""
    known = {}

    def code(name):
        if name not in known:
            output = work / f"{name}.o"
            why = compile("clang-19", name, conf, conf["order"], "neither",
                          TOP / "tests/compile/regs.c", output, has)
            known[name] = why, None if why else [s for s in bpfvm.Object(output).sections
                                                 if s[0] == "kprobe"]
        return known[name]

    for alias in conf.get("aliases", "").split():
        for name in (arch, alias):
            why, _ = code(name)
            ok(not why, f"{arch} as {name} compiles", why)
        ok(code(arch) == code(alias) and not code(alias)[0],
           f"{arch}: __TARGET_ARCH_{alias} is the same code")
