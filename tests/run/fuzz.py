#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Writes random C functions, calls of them, and a BPF program for each.

usage: fuzz.py [--header libbpf] ARCH SEED N DIRECTORY [SETTING=VALUE...]

Into the directory go types.h, targets.c (the functions), gcc.c and clang.c
(calls of them by either), table.c (for the loader) and <n>.bpf.c, 50 functions
each, with a BPF_UPROBE2 for every function; ret.bpf.c has a BPF_URETPROBE2 for
every type that is returned. With --header libbpf the programs are BPF_UPROBE,
and those which do not compile, with the command in BPFCC, are left out.

A setting stands for what arch.conf says (arch/README.md).
"""
import argparse
import os
import pathlib
import random
import shlex
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests/lib"))
import conf as arch_conf  # noqa: E402

BATCH = 50
MAX_ARGS = 12


def place(types):
    """Where each value starts in what a program tells: scalars as 64 bits, structs whole."""
    at = 0
    for i, t in enumerate(types):
        yield i, t, at
        at += 8 * max(1, (t.size + 7) // 8)


class Scalar:
    def __init__(self, name, size, values=None, bpf=None, pointer=False):
        self.name, self.size, self.align, self.values = name, size, size, values
        self.bpf = bpf or name
        self.pointer = pointer

    def define(self):
        return ""

    def literal(self, rng):
        if self.values:
            return rng.choice(self.values)
        bits = 8 * self.size
        value = rng.choice([rng.getrandbits(bits)] * 6 + [0, 1, (1 << bits) - 1, 1 << (bits - 1)])
        if self.size == 16:
            return (f"({self.name})((unsigned __int128)K({value >> 64:#x}ULL) << 64 | "
                    f"K({value & (1 << 64) - 1:#x}ULL))")
        if self.pointer:
            return f"({self.name})(unsigned long)K({value:#x}ULL)"
        return f"({self.name})K({value:#x}ULL)"

    def put(self, what, at):
        if self.size == 16:
            return (f"\tPUT({at}, (u64)((unsigned __int128){what} >> 64)); "
                    f"PUT({at + 8}, (u64){what});\n")
        value = f"(unsigned long){what}" if self.pointer else f"(u8){what}" \
            if self.name == "char" else what
        return f"\tPUT({at}, (u64){value});\n"

    def seen(self, at):
        if self.size == 16:
            yield f"SEEN({at})"
        yield f"SEEN({at + 8 * (self.size == 16)})"

    def leaves(self, what):
        if self.size == 16:
            yield what + " high", f"(u64)((unsigned __int128){what} >> 64)"
        if self.pointer:
            yield what, f"(u64)(unsigned long){what}"
        elif self.name == "char":  # whose sign is the compiler's choice
            yield what, f"(u64)(u8){what}"
        else:
            yield what, f"(u64){what}"


class Float(Scalar):
    """Of which only the place is known."""

    def literal(self, rng):
        return f"{rng.random()}"

    def put(self, what, at):
        return f"\t(void){what};\n"

    def seen(self, at):
        return ()

    def leaves(self, what):
        return ()


class Array:
    def __init__(self, element, count):
        self.element, self.count = element, count
        self.size, self.align = element.size * count, element.align


class Aggregate:
    """A struct, or a union of bytes and something else."""

    def __init__(self, name, rng, scalars):
        self.union = rng.random() < 0.2
        self.name = self.bpf = f"{'union' if self.union else 'struct'} {name}"
        self.members = []
        target = rng.randint(1, 24)
        if self.union:
            other = rng.choice([s for s in scalars if s.size <= target])
            byte = next(s for s in scalars if s.name == "u8")
            self.members = [Array(byte, target), other]
            self.align = other.align
            self.size = -(-target // other.align) * other.align
            return
        self.size, self.align = 0, 1
        while True:
            member = rng.choice(scalars)
            if rng.random() < 0.3:
                member = Array(member, rng.randint(1, 5))
            start = -(-self.size // member.align) * member.align
            align = max(self.align, member.align)
            if -(-(start + member.size) // align) * align > target:
                if self.members:
                    break
                continue
            self.members.append(member)
            self.size, self.align = start + member.size, align
        self.size = -(-self.size // self.align) * self.align

    def define(self):
        lines = []
        for n, m in enumerate(self.members):
            if isinstance(m, Array):
                lines.append(f"\t{m.element.name} m{n}[{m.count}];")
            else:
                lines.append(f"\t{m.name} m{n};")
        return f"{self.name} {{\n" + "\n".join(lines) + "\n};\n"

    def literal(self, rng):
        parts = []
        for m in self.members[:1] if self.union else self.members:
            if isinstance(m, Array):
                values = [m.element.literal(rng) for _ in range(m.count)]
                parts.append("{ " + ", ".join(values) + " }")
            else:
                parts.append(m.literal(rng))
        return "{ " + ", ".join(parts) + " }"

    def put(self, what, at):
        return f"\t__builtin_memcpy(fuzz.value + {at // 8}, &{what}, sizeof({what}));\n"

    def seen(self, at):
        return (code for _, code in self.leaves(f"(*({self.name} *)&SEEN({at}))"))

    def leaves(self, what):
        for n, m in enumerate(self.members[:1] if self.union else self.members):
            if isinstance(m, Array):
                for i in range(m.count):
                    yield from m.element.leaves(f"{what}.m{n}[{i}]")
            else:
                yield from m.leaves(f"{what}.m{n}")


HEAD = "/* Written by tests/run/fuzz.py. */\n"
TYPES = """
typedef unsigned long long u64;
typedef signed char s8;
typedef unsigned char u8;
typedef short s16;
typedef unsigned short u16;
typedef int s32;
typedef unsigned int u32;
typedef long long s64;
/* As aligned in a struct of the target. */
typedef long long ms64 __attribute__((aligned(ALIGN64)));
typedef unsigned long long mu64 __attribute__((aligned(ALIGN64)));
enum plain { P0, P1, P_HIGH = 0x7ffffff0 };
enum negative { N0 = -0x7ffffff0, N1 = -1, N2 = 5 };
"""


class Generator:
    def __init__(self, conf, seed, count):
        self.rng = rng = random.Random(seed)
        self.conf, self.seed, self.count = conf, seed, count
        word = int(conf["bits"]) // 8
        long64 = int(conf.get("align64", 8))
        members = [Scalar(n, s) for n, s in (("s8", 1), ("u8", 1), ("s16", 2), ("u16", 2),
                                             ("s32", 4), ("u32", 4), ("ms64", 8), ("mu64", 8))]
        for m in members:
            m.align = min(m.align, long64) if m.size == 8 else m.align
        members += [Scalar("_Bool", 1, ["0", "1"]),
                    Scalar("enum plain", 4, ["P0", "P1", "P_HIGH"])]
        self.scalars = [
            Scalar("s8", 1), Scalar("u8", 1), Scalar("s16", 2), Scalar("u16", 2),
            Scalar("s32", 4), Scalar("u32", 4), Scalar("s64", 8), Scalar("u64", 8),
            Scalar("char", 1), Scalar("long", word), Scalar("unsigned long", word),
            Scalar("_Bool", 1, ["0", "1"]), Scalar("enum plain", 4, ["P0", "P1", "P_HIGH"]),
            Scalar("enum negative", 4, ["N0", "N1", "N2"]),
            Scalar("void *", word, pointer=True), Scalar("const char *", word, pointer=True)]
        if word == 8:
            self.scalars += [Scalar("__int128", 16), Scalar("unsigned __int128", 16)]
        self.floats = [Float("float", 4, bpf="struct bpf_float"),
                       Float("double", 8, bpf="struct bpf_double")]
        self.aggregates = [Aggregate(f"g{n}", rng, members) for n in range(60)]
        # Up to a size, or of those that are listed.
        limit = conf.get("struct_return", "0")
        sizes = range(int(limit) + 1) if limit.isdecimal() else [int(s) for s in limit.split(",")]
        self.returned = [s for s in self.scalars
                         if s.size <= word * (1 + ("RC2" in arch_conf.roles(conf["arch"])))]
        self.returned += [a for a in self.aggregates if a.size in sizes][:20]
        self.functions = []
        for _ in range(count):
            self.functions.append((rng.choice(self.returned), self.arguments()))

    def arguments(self):
        """What passes structs by their address must have them in 512 bytes of stack."""
        if self.rng.random() < 0.2:
            # More floating-point ones than an architecture has registers for.
            args = [self.argument(0.7) for _ in range(self.rng.randint(8, MAX_ARGS))]
        else:
            args = [self.argument(0.05) for _ in range(self.rng.randint(1, MAX_ARGS))]
        room = 144
        for i, a in enumerate(args):
            if isinstance(a, Aggregate) or a.size == 16:
                if a.size > room:
                    args[i] = self.rng.choice(self.scalars[:16])
                else:
                    room -= a.size
        return args

    def argument(self, floating):
        kind = self.rng.random()
        if kind < floating:
            return self.rng.choice(self.floats)
        return self.rng.choice(self.aggregates if kind < floating + 0.3 * (1 - floating)
                               else self.scalars)

    def prototype(self, n):
        ret, args = self.functions[n]
        return f"{ret.name} f{n}(" + ", ".join(a.name for a in args) + ")"

    def types(self):
        return HEAD + "#pragma once\n#define ALIGN64 " + self.conf.get("align64", "8") + TYPES + \
            "".join(a.define() for a in self.aggregates)

    def declarations(self):
        return "".join(self.prototype(n) + ";\n" for n in range(self.count))

    def targets(self):
        text = HEAD + '#include "types.h"\n#define K(x) (x)\n' + self.declarations()
        for n, (ret, args) in enumerate(self.functions):
            text += (f"{ret.name} f{n}(" + ", ".join(f"{a.name} a{i}" for i, a in enumerate(args)) +
                     f")\n{{\n\tstatic {ret.name} ret = {ret.literal(self.rng)};\n"
                     "\t__asm__ volatile(\"\" : \"+m\"(ret) : : \"memory\");\n\treturn ret;\n}\n")
        return text

    def calls_by(self, who, n):
        """clang does not pass __int128 as GCC and the psABIs of x86-64 and mips do; nor as
        GCC on sparc64, whose psABI has none."""
        return who == "gcc" or self.conf.get("clang_int128") != "no" or not any(
            "__int128" in a.name for a in self.functions[n][1])

    def calls(self, who):
        """One function for each that this compiler calls as the psABI says, and their table."""
        text = HEAD + '''#include "types.h"
#define SEEN(at) fuzz_seen[(at) / 8]
/* Values that the compiler does not know, so that it extends only what it must. */
static volatile u64 zero;
#define K(x) ((x) ^ zero)
''' + self.declarations()
        for n, (ret, args) in enumerate(self.functions):
            if not self.calls_by(who, n):
                continue
            text += (f"static void call{n}(u64 *truth, u64 *got, u64 *fuzz_seen, "
                     "u64 *returned)\n{\n")
            for i, a in enumerate(args):
                text += f"\t{a.name} a{i} = {a.literal(self.rng)};\n"
            passed = ", ".join(f"a{i}" for i in range(len(args)))
            text += f"\t{ret.name} ret = f{n}({passed});\n"
            # From memory: clang for mips64 widens what it has in registers wrongly.
            for i in range(len(args)):
                text += f"\t__asm__ volatile(\"\" : \"+m\"(a{i}));\n"
            for i, a, at in place(args):
                for (_, code), seen in zip(a.leaves(f"a{i}"), a.seen(at)):
                    text += f"\t*truth++ = {code}; *got++ = {seen};\n"
            text += "\tfuzz_seen = returned;\n"
            for (_, code), seen in zip(ret.leaves("ret"), ret.seen(0)):
                text += f"\t*truth++ = {code}; *got++ = {seen};\n"
            text += "}\n"
        text += f"void (*const {who}_calls[])(u64 *, u64 *, u64 *, u64 *) = {{\n" + "".join(
            f"\tcall{n},\n" if self.calls_by(who, n) else "\t0,\n"
            for n in range(self.count)) + "};\n"
        return text

    def table(self, header, missing):
        text = HEAD + '#include "fuzz.h"\n#include "types.h"\n' + self.declarations()
        for who in ("gcc", "clang"):
            text += f"extern fuzz_call *const {who}_calls[] __attribute__((weak));\n"
        text += "const struct fuzz_function fuzz_functions[] = {\n"
        for n, (ret, args) in enumerate(self.functions):
            leaves = [name for i, a in enumerate(args) for name, _ in a.leaves(f"a{i}")]
            leaves += [name for name, _ in ret.leaves("ret")]
            names = " ".join(x.replace(" ", "-") for x in leaves)
            text += (f'\t{{ "{self.prototype(n)}", "{names}", "r{self.returned.index(ret)}", '
                     f"f{n}, {int(n not in missing)} }},\n")
        text += (f"}};\nconst struct fuzz fuzz = {{ {self.seed}, {self.count}, {BATCH}, "
                 f'"{header}", {{ gcc_calls, clang_calls }} }};\n')
        return text

    def bpf_head(self, header):
        if header == "libbpf":
            return HEAD + ("#include <linux/bpf.h>\n#include <linux/ptrace.h>\n"
                           "#include <bpf/bpf_helpers.h>\n#include LIBBPF_TRACING\n"
                           '#include "fuzz.bpf.h"\n#include "types.h"\n'
                           "#define BPF_ARGS_ERROR 0\n"
                           "struct bpf_float { int f; };\nstruct bpf_double { double d; };\n")
        return HEAD + ('#include <linux/bpf.h>\n#include <bpf/bpf_tracing.h>\n'
                       '#include "fuzz.bpf.h"\n#include "types.h"\n')

    def entry(self, n, header):
        ret, args = self.functions[n]
        if header == "libbpf":
            pairs = ", ".join(f"{a.name} a{i}" for i, a in enumerate(args))
            text = f'SEC("uprobe") int BPF_UPROBE(e{n}, {pairs})\n{{\n'
        else:
            pairs = ", ".join(f"{a.bpf}, a{i}" for i, a in enumerate(args))
            text = f'SEC("uprobe") int BPF_UPROBE2(e{n}, {pairs})\n{{\n'
        text += "".join(a.put(f"a{i}", at) for i, a, at in place(args))
        return text + "\tfuzz.error = BPF_ARGS_ERROR;\n\tfuzz.hits++;\n\treturn 0;\n}\n"

    def back(self, n, header):
        ret = self.returned[n]
        comma, macro = (" ", "BPF_URETPROBE") if header == "libbpf" else (", ", "BPF_URETPROBE2")
        text = f'SEC("uretprobe") int {macro}(r{n}, {ret.bpf}{comma}ret)\n{{\n'
        return text + ret.put("ret", 0) + "\tfuzz.hits++;\n\treturn 0;\n}\n"


def compiles(text, directory):
    command = [*shlex.split(os.environ["BPFCC"]), "-w", "-I", str(directory), "-x", "c", "-c",
               "-", "-o", "/dev/null"]
    return subprocess.run(command, input=text, text=True, capture_output=True).returncode == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--header", default="")
    parser.add_argument("arch")
    parser.add_argument("seed", type=int)
    parser.add_argument("count", type=int)
    parser.add_argument("directory", type=pathlib.Path)
    parser.add_argument("setting", nargs="*")
    options = parser.parse_args()
    conf = arch_conf.arch(options.arch)
    conf.update(s.split("=", 1) for s in options.setting)
    g = Generator(conf, options.seed, options.count)
    out = options.directory
    out.mkdir(parents=True, exist_ok=True)
    header = options.header
    (out / "types.h").write_text(g.types())
    (out / "targets.c").write_text(g.targets())
    for who in ("gcc", "clang"):
        (out / f"{who}.c").write_text(g.calls(who))
    head, missing = g.bpf_head(header), set()
    entries = [g.entry(n, header) for n in range(g.count)]
    backs = [g.back(n, header) for n in range(len(g.returned))]
    if header:
        # Of another header's macros the arguments are compared.
        missing = {n for n, e in enumerate(entries) if not compiles(head + e, out)}
    (out / "table.c").write_text(g.table(header, missing))
    for start in range(0, g.count, BATCH):
        body = "".join(e for n, e in enumerate(entries[start:start + BATCH], start)
                       if n not in missing)
        (out / f"{start // BATCH}.bpf.c").write_text(head + body)
    if not header:
        (out / "ret.bpf.c").write_text(head + "".join(backs))


if __name__ == "__main__":
    sys.exit(main())
