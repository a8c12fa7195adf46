#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Writes random Go functions, calls of them, and BPF programs for each.

usage: go_fuzz.py abi ARCH GOROOT     abi0 where BPF_UPROBE_GO is not for this Go, or go
       go_fuzz.py goarch DEBIAN       what Go calls it
       go_fuzz.py write ARCH ABI SEED N DIRECTORY
       go_fuzz.py table ARCH DIRECTORY PROGRAM GOROOT

Into the directory go functions.go and functions.s, beside go/main.go of this directory,
and <n>.bpf.c, 50 functions each, with a BPF_UPROBE_GO and a BPF_UPROBE_GO_RET for every
function. The table, on stdout, is for the loader: where in the program's file each
function and its return instructions are, and what was passed and returned.
"""
import json
import pathlib
import random
import re
import struct
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests/lib"))
import conf as arch_conf  # noqa: E402
from fuzz import BATCH, MAX_ARGS  # noqa: E402

# Of a function's arguments, or its results: the values that a program tells, the bytes
# that they have on BPF's stack.
VALUES, BYTES = 30, 120


class Basic:
    """name: in Go; bpf: in C; size 0: a word."""
    leaves = codes = 1
    array = zero = False

    def __init__(self, name, bpf, size, kind="int"):
        self.name, self.bpf, self.size, self.kind = name, bpf, size, kind
        self.bytes = self.align = size or 8

    def make(self, rng, word):
        """(what it is in Go, [(member, value that C sees)])"""
        bits = 8 * (self.size or word)
        value = rng.choice([rng.getrandbits(bits)] * 6 + [0, 1, (1 << bits) - 1, 1 << (bits - 1)])
        junk = rng.getrandbits(64) >> bits << bits
        if self.kind == "float":
            return f"{self.name}({rng.random()})", []
        if self.kind == "bool":
            return f"(k({value & 1}) == 1)", [("", value & 1)]
        if self.kind == "pointer":
            # Go looks at those that are too small to be any.
            value = value if value == 0 else value | 1 << (bits - 2)
            return f"as[{self.name}](uintptr(k({value:#x})))", [("", value)]
        seen = value
        if self.name.startswith("int") and value >> (bits - 1):
            seen = value - (1 << bits) & (1 << 64) - 1
        return f"{self.name}(k({value | junk:#x}))", [("", seen)]


class Words:
    """What is in words: strings, slices, interfaces."""
    array = zero = False
    align = 8

    def __init__(self, name, bpf, members):
        self.name, self.bpf, self.members = name, bpf, members
        self.leaves = self.codes = len(members)
        self.bytes = 8 * len(members)

    def make(self, rng, word):
        values = []
        for member, signed in self.members:
            bits = 8 * word
            value = rng.getrandbits(bits)
            if not signed:
                value |= 1 << (bits - 2)
            values.append((f".{member}", value, value - (1 << bits) & (1 << 64) - 1
                           if signed and value >> (bits - 1) else value))
        return (f"as[{self.name}](" + ", ".join(f"uintptr(k({v:#x}))" for _, v, _ in values) + ")",
                [(member, seen) for member, _, seen in values])


class Complex(Words):
    def __init__(self, name, bpf, bytes):
        super().__init__(name, bpf, [])
        self.leaves = self.codes = 2
        self.bytes, self.align = bytes, bytes // 2

    def make(self, rng, word):
        return f"{self.name}(complex({rng.random()}, {rng.random()}))", []


def codes_within(t):
    """Within a struct the alignment of another counts too, on both sides."""
    return t.codes + 2 * isinstance(t, Struct)


class Array:
    def __init__(self, element, count):
        self.element, self.count = element, count
        self.name = f"[{count}]{element.name}"
        self.bytes, self.align = element.bytes * count, element.align
        self.leaves, self.codes = element.leaves * count, codes_within(element) * count
        self.array = element.array or count > 1
        self.zero = count == 0

    def make(self, rng, word):
        made = [self.element.make(rng, word) for _ in range(self.count)]
        return (f"{self.name}{{" + ", ".join(m for m, _ in made) + "}",
                [(f"[{i}]{member}", value) for i, (_, values) in enumerate(made)
                 for member, value in values])


class Struct:
    zero = False

    def __init__(self, name, members):
        self.name, self.members = name, members
        self.bpf = f"struct {name}"
        at, self.align = 0, 1
        for m in members:
            at = -(-at // m.align) * m.align + m.bytes
            self.align = max(self.align, m.align)
        self.bytes = -(-at // self.align) * self.align
        self.leaves = sum(m.leaves for m in members)
        self.codes = sum(map(codes_within, members))
        self.array = any(m.array for m in members)

    def define_go(self):
        return f"type {self.name} struct {{\n" + "".join(
            f"\tm{i} {m.name}\n" for i, m in enumerate(self.members)) + "}\n"

    def define_c(self):
        parts = []
        for i, m in enumerate(self.members):
            counts = ""
            while isinstance(m, Array):
                counts, m = f"{counts}[{m.count}]", m.element
            parts.append(f"{m.bpf}, m{i}{counts}")
        return f"BPF_GO_STRUCT({self.name}, " + ", ".join(parts) + ");\n"

    def make(self, rng, word):
        made = [m.make(rng, word) for m in self.members]
        return (f"{self.name}{{" + ", ".join(m for m, _ in made) + "}",
                [(f".m{i}{member}", value) for i, (_, values) in enumerate(made)
                 for member, value in values])


BASIC = [Basic("bool", "_Bool", 1, "bool"), Basic("int8", "__s8", 1), Basic("uint8", "__u8", 1),
         Basic("int16", "__s16", 2), Basic("uint16", "__u16", 2), Basic("int32", "__s32", 4),
         Basic("uint32", "__u32", 4), Basic("int64", "__s64", 8), Basic("uint64", "__u64", 8),
         Basic("int", "long", 0), Basic("uint", "unsigned long", 0),
         Basic("uintptr", "unsigned long", 0)]
POINTERS = [Basic("*receiver", "void *", 0, "pointer"),
            Basic("unsafe.Pointer", "void *", 0, "pointer"),
            Basic("map[int]int", "void *", 0, "pointer"), Basic("chan int", "void *", 0, "pointer"),
            Basic("func(int)", "unsigned long", 0, "pointer")]
FLOATS = [Basic("float32", "struct bpf_float", 4, "float"),
          Basic("float64", "struct bpf_double", 8, "float"),
          Complex("complex64", "struct bpf_go_complex64", 8),
          Complex("complex128", "struct bpf_go_complex128", 16)]
WORDS = [Words("string", "struct bpf_go_string", [("ptr", False), ("len", True)]),
         Words("[]byte", "struct bpf_go_slice", [("ptr", False), ("len", True), ("cap", True)]),
         Words("any", "struct bpf_go_iface", [("type", False), ("data", False)]),
         Words("error", "struct bpf_go_iface", [("type", False), ("data", False)])]


class Function:
    def __init__(self, g, n):
        rng = g.rng
        self.n = n
        self.assembly = rng.random() < 0.1
        self.args = g.types(rng.randint(0, MAX_ARGS))
        self.results = [] if self.assembly else g.types(rng.choice([0, 1, 1, 2, 3, 5, MAX_ARGS]))
        self.frame = rng.random() < 0.3
        self.receiver = ""
        if not self.assembly and self.args and rng.random() < 0.2:
            first = self.args[0]
            if isinstance(first, Struct):
                self.receiver = first.name
            elif first.name == "*receiver":
                self.receiver = "(*receiver)"
        self.passed = [t.make(rng, g.word) for t in self.args]
        self.returned = [t.make(rng, g.word) for t in self.results]

    def symbol(self):
        return f"main.{self.receiver + '.' if self.receiver else ''}f{self.n}"

    def prototype(self):
        names = [f"a{i} {t.name}" for i, t in enumerate(self.args)]
        head = f"({names.pop(0)}) " if self.receiver else ""
        return (f"func {head}f{self.n}(" + ", ".join(names) + ") ("
                + ", ".join(t.name for t in self.results) + ")")

    def go(self):
        passed = [v for v, _ in self.passed]
        call = f"{passed.pop(0)}.f{self.n}" if self.receiver else f"f{self.n}"
        text = f"//go:noinline\nfunc c{self.n}() {{ {call}(" + ", ".join(passed) + ") }\n"
        if self.receiver == "(*receiver)":
            text = text.replace(call, f"({self.passed[0][0]}).f{self.n}")
        if self.assembly:
            return f"{self.prototype()}\n{text}"
        touch = "\ttouch()\n" if self.frame else ""
        return (f"//go:noinline\n{self.prototype()} {{\n{touch}\treturn "
                + ", ".join(v for v, _ in self.returned) + f"\n}}\n{text}")

    def told(self, prefix, values):
        return [(f"{prefix}{i}{member}", value) for i, (_, leaves) in enumerate(values)
                for member, value in leaves]

    def program(self, abi0, ret):
        types, values = (self.results, self.returned) if ret else (self.args, self.passed)
        prefix, abi = "r" if ret else "a", "_ABI0" if abi0 or self.assembly else ""
        pairs = [f"{t.bpf}, {prefix}{i}" for i, t in enumerate(types)]
        if ret:
            pairs.insert(0, "(" + ", ".join(t.bpf for t in self.args) + ")")
        text = (f'SEC("uprobe") int BPF_UPROBE_GO{abi}{"_RET" if ret else ""}('
                + ", ".join([f"{'r' if ret else 'e'}{self.n}", *pairs]) + ")\n{\n"
                f"\tstruct go_values *to = &go_values[{self.n % BATCH}][{int(ret)}];\n\n"
                "\t__asm__ volatile(\"\" : \"+r\"(to));\n")
        # A function that is to grow its stack or to make way for others begins again, without
        # the arguments that it does not use.
        text += "\tif (to->hits++)\n\t\treturn 0;\n"
        for n, (name, _) in enumerate(self.told(prefix, values)):
            text += f"\tto->value[{n}] = (__u64)({name});\n"
        return text + "\tto->error = BPF_ARGS_ERROR;\n\treturn 0;\n}\n"


class Generator:
    def __init__(self, conf, seed, count):
        self.rng = rng = random.Random(seed)
        self.word = int(conf["bits"]) // 8
        self.structs = []
        for n in range(40):
            self.structs.append(self.struct(f"g{n}"))
        self.structs.append(Struct("g40", [Array(BASIC[2], 20), BASIC[2]]))
        self.structs.append(Struct("g41", [Array(BASIC[6], 16), BASIC[4]]))
        self.functions = [Function(self, n) for n in range(count)]

    def struct(self, name):
        rng = self.rng
        while True:
            members = []
            for _ in range(rng.randint(1, 6)):
                m = rng.choice([*BASIC, *BASIC, *POINTERS, *FLOATS, *WORDS, *self.structs[-8:]])
                for _ in range(rng.choice([0] * 6 + [1])):
                    m = Array(m, rng.choice([0, 1, 1, 2, 3]))
                members.append(m)
            made = Struct(name, members)
            if not members[-1].zero and 0 < made.bytes <= 80 and made.codes <= 14 and \
                    not any(m.zero and isinstance(m.element, Struct) for m in members
                            if isinstance(m, Array)):
                return made

    def types(self, count):
        rng, found, values, size = self.rng, [], 0, 0
        floating = rng.random() < 0.1
        for _ in range(count):
            kind = rng.random()
            t = rng.choice(FLOATS if kind < (0.7 if floating else 0.05) else
                           self.structs if kind > 0.8 else WORDS if kind > 0.6 else
                           POINTERS if kind > 0.5 else BASIC)
            if values + t.leaves > VALUES or size + t.bytes > BYTES:
                t = rng.choice(BASIC)
            if values + t.leaves > VALUES or size + t.bytes > BYTES:
                break
            found.append(t)
            values, size = values + t.leaves, size + t.bytes
        return found


def has_regs(root, goarch):
    """Whether this Go has ABIInternal there: whether it lists its registers."""
    name = "ppc64x" if goarch.startswith("ppc64") else goarch
    return (root / f"src/internal/abi/abi_{name}.go").exists()


def abi(arch, goroot):
    """Where the header's Go is newer than this one."""
    conf = arch_conf.arch(arch)
    return "abi0" if "go_floats" in conf and not has_regs(goroot, goarch(conf["debian"])) else "go"


def write(arch, abi0, seed, count, out):
    conf = arch_conf.arch(arch)
    g = Generator(conf, seed, count)
    out.mkdir(parents=True, exist_ok=True)
    head = "// Written by tests/run/go_fuzz.py.\n"
    # A byte tells the program which, from 128 on.
    if count > 128 * BATCH:
        sys.exit(f"go_fuzz.py: N={count} is more than {128 * BATCH}; take several seeds")
    batches = range(0, count, BATCH)
    (out / "functions.go").write_text(
        f"{head}package main\n\nimport \"unsafe\"\n\nvar _ unsafe.Pointer\n"
        + "".join(s.define_go() for s in g.structs) + "".join(f.go() for f in g.functions)
        + "".join(f"func batch{b // BATCH}() {{\n" + "".join(
            f"\tc{f.n}()\n" for f in g.functions[b:b + BATCH]) + "}\n" for b in batches)
        + "var batches = []func(){" + ", ".join(f"batch{b // BATCH}" for b in batches) + "}\n")
    (out / "functions.s").write_text(head + '#include "textflag.h"\n' + "".join(
        f"TEXT ·f{f.n}(SB), NOSPLIT, $0\n\tRET\n" for f in g.functions if f.assembly))
    (out / "go.mod").write_text("module main\n\ngo 1.19\n")
    (out / "main.go").write_text((TOP / "tests/run/go/main.go").read_text())
    for b in batches:
        (out / f"{b // BATCH}.bpf.c").write_text(
            f"{head}#include <linux/bpf.h>\n#include <bpf/bpf_tracing.h>\n"
            '#include "go.bpf.h"\n\nstruct go_values go_values[GO_BATCH][2];\n' + "".join(s.define_c() for s in g.structs)
            + "".join(f.program(abi0, ret) for f in g.functions[b:b + BATCH]
                      for ret in (False, True) if not (ret and f.assembly)))
    (out / "functions.json").write_text(json.dumps({"seed": seed, "functions": [
        {"n": f.n, "symbol": f.symbol(), "assembly": f.assembly, "prototype": f.prototype(),
         "passed": f.told("a", f.passed), "returned": f.told("r", f.returned)}
        for f in g.functions], "abi0": abi0}))
    (out / "abi.h").write_text(f"#define GO_ABI0 {int(abi0)}\n")


GOARCH = {"i386": "386", "amd64": "amd64", "ppc64el": "ppc64le", "mips64el": "mips64le",
          "mipsel": "mipsle", "armhf": "arm", "armel": "arm"}


def goarch(debian):
    return GOARCH.get(debian, debian)


# A return, as llvm-objdump has it; arm's takes the frame off.
RETURNS = re.compile(r"\t(retq?|retl|blr|jr\t\$ra|br\t%r14|mov\tpc, lr|bx\tlr|add\tpc, lr, #0|"
                     r"ldr\tpc, \[sp\], #(\d+|0x[0-9a-f]+)|b\tlr|jr\tra|c\.jr\tra|jirl\t\$zero, \$ra, 0x0|"
                     r"ret\t.*|sub\tpc, lr, #0)\s*(?:[#@;/<].*)?$")


def offsets(program):
    """A function from an address to its place in the file."""
    data = program.read_bytes()
    order = "<" if data[5] == 1 else ">"
    wide = data[4] == 2
    at, = struct.unpack_from(order + ("Q" if wide else "I"), data, 32 if wide else 28)
    size, count = struct.unpack_from(order + "HH", data, 54 if wide else 42)
    loads = []
    for n in range(count):
        if wide:
            kind, _, offset, address, _, length = struct.unpack_from(order + "IIQQQQ", data,
                                                                     at + n * size)
        else:
            kind, offset, address, _, length = struct.unpack_from(order + "IIIII", data,
                                                                  at + n * size)
        if kind == 1:
            loads.append((address, length, offset))
    return lambda a: next(a - start + offset for start, length, offset in loads
                          if start <= a < start + length)


def table(arch, out, program, goroot):
    conf = arch_conf.arch(arch)
    known = json.loads((out / "functions.json").read_text())
    symbols = {}
    for line in subprocess.run(["llvm-nm-19", program], check=True, text=True,
                               capture_output=True).stdout.splitlines():
        words = line.split(maxsplit=2)
        if len(words) == 3:
            symbols[words[2]] = int(words[0], 16)
    place, code = offsets(program), program.read_bytes()
    functions = known["functions"]
    special = ["main.moving", "main.together", "main.closure.func1"]
    names = [f["symbol"] for f in functions] + special
    returns, current = {}, None
    mattr = ["--mattr=+m,+a,+f,+d,+c"] if arch == "riscv" else []
    said = subprocess.run(["llvm-objdump-19", "-d", "--no-show-raw-insn", *mattr,
                           "--disassemble-symbols=" + ",".join(names), program],
                          check=True, text=True, capture_output=True).stdout
    for line in said.splitlines():
        head = re.match(r"[0-9a-f]+ <(.*)>:$", line)
        if head:
            current = head[1]
            continue
        at = re.match(r"\s*([0-9a-f]+):", line)
        found = RETURNS.search(line)
        if at and found:
            pops = int(found[2], 0) if found[2] else 0
            returns.setdefault(current, []).append((place(int(at[1], 16)), pops))
    version = (goroot / "VERSION").read_text().split()[0].removeprefix("go")
    lines = [f"go {version} seed {known['seed']} {len(functions)} {known['abi0']:d}"]

    def entry(name, assembly):
        at = place(symbols[name + ".abi0" if assembly and name + ".abi0" in symbols else name])
        # arm's no-operation is andeq r0, r0, r0: a probe of it, too, depends on the flags.
        while arch == "arm" and code[at:at + 4] == bytes(4):
            at += 4
        return at

    def words(values):
        return " ".join([str(len(values)), *(f"{name} {value:#x}" for name, value in values)])
    for f in functions:
        back = [] if f["assembly"] else returns[f["symbol"]]
        lines += [f"function {f['n']} {entry(f['symbol'], f['assembly']):#x} {len(back)} "
                  + " ".join(f"{at:#x} {pops}" for at, pops in back), f["prototype"],
                  words(f["passed"]), words(f["returned"])]
    for name in special:
        back = returns[name]
        lines.append(f"special {name} {entry(name, False):#x} {len(back)} "
                     + " ".join(f"{at:#x} {pops}" for at, pops in back))
    print("\n".join(lines))


def main():
    words = sys.argv[2:]
    if sys.argv[1:2] == ["abi"] and len(words) == 2:
        print(abi(words[0], pathlib.Path(words[1])))
    elif sys.argv[1:2] == ["goarch"] and len(words) == 1:
        print(goarch(words[0]))
    elif sys.argv[1:2] == ["write"] and len(words) == 5:
        write(words[0], words[1] == "abi0", int(words[2]), int(words[3]), pathlib.Path(words[4]))
    elif sys.argv[1:2] == ["table"] and len(words) == 4:
        table(words[0], *map(pathlib.Path, words[1:]))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    sys.exit(main())
