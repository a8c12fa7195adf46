#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Compiles the fixtures for one architecture and runs every program of them.

usage: check.py ARCH [COMPILER...]

The programs run in tests/lib/bpfvm.py on a register set that is filled where
the kernel's own layout puts each register (its BTF or UAPI headers, or the
table in arch/ARCH/registers), a different value in every slot. TAP on stdout.
"""
import json
import os
import pathlib
import random
import re
import shlex
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests/lib"))
import bpfvm  # noqa: E402

BUILD = pathlib.Path(os.environ.get("BUILD", TOP / "build"))
# HEADERS=dist: not include/ but the one file of make dist.
DIST = os.environ.get("HEADERS") == "dist"
HEADERS = BUILD / "dist" if DIST else TOP / "include"
CLANGS = ["clang-14", "clang-19"]
UAPI = BUILD / "uapi/usr"
# Debian 12's libbpf and the newest; each is used by some of the compilers.
BOOKWORM, NEWEST = BUILD / "libbpf-dev/usr/include", BUILD / "include"
LIBBPF = {"clang-14": BOOKWORM, "clang-16": BOOKWORM, "clang-19": NEWEST, "clang-sid": NEWEST,
          "gcc-12": BOOKWORM, "gcc-sid": NEWEST}
COMMAND = {"clang-sid": str(BUILD / "cc/clang-sid"), "gcc-sid": str(BUILD / "cc/gcc-sid"),
           "gcc-12": "bpf-gcc"}
MASK = bpfvm.MASK
# Roles that some architectures have not.
ABSENT = {*(f"PARM{n}" for n in range(4, 9)), "FP", "PARM7_SYSCALL", "PARM1_SYSCALL_EXIT"}

# How fixtures are compiled for the target any.
ANY = {"bits": "32", "order": "el", "uapi": "x86", "debian": "amd64"}

results = []


def ok(good, name, why=""):
    results.append(good)
    print(f"{'ok' if good else 'not ok'} {len(results)} - {name}", flush=True)
    if not good:
        for line in str(why).splitlines()[:12]:
            print(f"# {line}", flush=True)


def configuration(arch):
    conf = {}
    for line in (TOP / "arch" / arch / "arch.conf").read_text().splitlines():
        key, value = shlex.split(line)[0].split("=", 1)
        conf[key] = value
    return conf


def struct_return(conf, order):
    """The longest struct that is returned in registers by user code."""
    sizes = conf.get(f"struct_return_{order}", conf.get("struct_return", "0"))
    return max(map(int, sizes.split(",")))


def compile(cc, arch, conf, order, mode, source, output, defines=()):
    """The object, or the compiler's words."""
    if cc.startswith("gcc"):
        target = ["-mlittle-endian" if order == "el" else "-mbig-endian"]
    else:
        target = ["-target", f"bpf{order}"]
    command = [COMMAND.get(cc, cc), "-gbtf" if cc == "gcc-12" else "-g", "-O2", *target, "-Wall", "-Wextra", "-Werror",
               f"-D__TARGET_ARCH_{arch}", f"-DBITS={conf['bits']}",
               f"-DSTRUCT_RETURN={struct_return(conf, order)}", *defines,
               f"-I{HEADERS}", "-isystem", str(LIBBPF[cc])]
    if mode == "vmlinux":
        command += ["-DWITH_VMLINUX", f"-isystem{vmlinux(conf)}"]
        if cc.startswith("gcc"):
            # It is made for clang, and false is a keyword since C23.
            command += ["-std=gnu11", "-Wno-unknown-pragmas"]
            if not gcc_core(conf):
                command += ["-DBPF_TRACING_CORE=0"]
    command += ["-idirafter", f"{UAPI}/lib/linux/uapi/{conf['uapi']}",
                "-idirafter", f"{UAPI}/include"]
    if mode == "uapi":
        command += ["-DWITH_UAPI"]
    # Without an output the front end alone, which has nearly all warnings.
    command += ["-c", str(source), "-o", str(output)] if output else ["-fsyntax-only", str(source)]
    run = subprocess.run(command, capture_output=True, text=True)
    return "" if run.returncode == 0 else shlex.join(command) + "\n" + run.stderr


def gcc_core(conf):
    """GCC relocates one member, not a register set: it computes addresses from ctx then."""
    return "core" not in conf


def vmlinux(conf):
    """The architecture's vmlinux.h, or amd64's, whose pt_regs must not matter."""
    debian = conf["debian"]
    if not (BUILD / "vmlinux" / debian).is_dir():
        debian = "amd64"
    return next((BUILD / "vmlinux" / debian / "usr/include").glob("*-linux-gnu*"))


def truth(arch, conf, work):
    """role -> (offset, width), from the kernel and not from our headers."""
    roles, asked = {}, {}
    for line in (TOP / "arch" / arch / "registers").read_text().splitlines():
        fields = line.split()
        if line.startswith("#"):
            continue
        if len(fields) == 4:
            roles[fields[0]] = (int(fields[2]), int(fields[3]))
        else:
            asked[fields[0]] = fields[1]
    kind, _, rest = conf["layout"].partition(" ")
    if kind == "table":
        assert not asked, asked
        return roles
    if kind == "vmlinux":
        target, struct = f"bpf{conf['order']}", "struct pt_regs"
        flags = [f"-isystem{vmlinux(conf)}", "-DBPF_NO_PRESERVE_ACCESS_INDEX"]
        include = "linux/bpf/vmlinux.h"
    else:
        target, _, struct = rest.partition(" ")
        flags = [f"-I{UAPI}/lib/linux/uapi/{conf['uapi']}", f"-I{UAPI}/include"]
        include = "linux/ptrace.h"
    source = work / "truth.c"
    # A symbol's size carries each number out, whatever the target.
    source.write_text(f"#include <{include}>\n" + "".join(
        f"char offset_{r}[__builtin_offsetof({struct}, {m}) + 1] = {{1}};\n"
        f"char width_{r}[sizeof((({struct} *)0)->{m})] = {{1}};\n" for r, m in asked.items()))
    subprocess.run(["clang-19", "-target", target, "-w", *flags, "-c", source, "-o",
                    work / "truth.o"], check=True)
    sizes = {}
    for line in subprocess.run(["llvm-nm-19", "--print-size", work / "truth.o"], check=True,
                               capture_output=True, text=True).stdout.splitlines():
        _, size, _, symbol = line.split()
        sizes[symbol] = int(size, 16)
    for role in asked:
        roles[role] = (sizes[f"offset_{role}"] - 1, sizes[f"width_{role}"])
    return roles


def kernel_types(btf):
    """Of a kernel's BTF: struct pt_regs as member -> (offset, width), elements too; the
    size of bpf_user_pt_regs_t."""
    dump = subprocess.run(["bpftool", "-j", "btf", "dump", "file", btf], check=True,
                          capture_output=True, text=True)
    types = {t["id"]: t for t in json.loads(dump.stdout)["types"]}

    def size(type_id):
        t = types[type_id]
        if t["kind"] == "ARRAY":
            return t["nr_elems"] * size(t["type_id"])
        if t["kind"] in ("PTR", "ENUM"):
            return t.get("size", 8)
        return t["size"] if "size" in t else size(t["type_id"])

    def flatten(type_id, base, prefix=""):
        for m in types[type_id]["members"]:
            at, inner = base + m["bits_offset"] // 8, types[m["type_id"]]
            while inner["kind"] in ("TYPEDEF", "CONST", "VOLATILE"):
                inner = types[inner["type_id"]]
            name = m["name"] if m["name"] != "(anon)" else ""
            if inner["kind"] in ("STRUCT", "UNION"):
                yield from flatten(inner["id"], at, f"{prefix}{name}." if name else prefix)
            elif inner["kind"] == "ARRAY":
                width = size(inner["type_id"])
                for i in range(inner["nr_elems"]):
                    yield f"{prefix}{name}[{i}]", (at + i * width, width)
            if inner["kind"] != "ARRAY":
                yield prefix + name, (at, size(m["type_id"]))

    found = [t for t in types.values() if t["kind"] == "STRUCT" and t["name"] == "pt_regs"]
    user = [t for t in types.values()
            if t["kind"] == "TYPEDEF" and t["name"] == "bpf_user_pt_regs_t"]
    return (dict(flatten(max(found, key=lambda t: t["size"])["id"], 0)),
            size(user[0]["id"]) if user else 0)


def btf_roles(arch, conf, members):
    """role -> (offset, width) by the names of members in a kernel's BTF."""
    names = dict(pair.split("=") for pair in conf.get("btf_names", "").split())
    lines = [line.split() for line in (TOP / "arch" / arch / "registers").read_text().splitlines()
             if not line.startswith("#")]
    return {line[0]: members.get(names.get(line[1], line[1])) for line in lines}


def kernel_btfs(arch):
    """The BTF of kernels from source: name, file. An option may have moved the registers."""
    for btf in sorted((TOP / "arch" / arch).glob("*.btf")):
        yield btf.stem, btf
    for guest in sorted((TOP / "arch" / arch).glob("*.guest")):
        btf = BUILD / f"kernel/{guest.stem}-built/btf"
        if btf.exists():
            yield f"{guest.stem}-built", btf


def check_btf(arch, conf, roles, has, work):
    """Against the kernels' own types."""
    for kernel, btf in kernel_btfs(arch):
        members, _ = kernel_types(btf)
        places = btf_roles(arch, conf, members)
        moved = "+" in kernel or "-" in kernel.removesuffix("-built")
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
            checks = Checks(arch, conf, places, conf["order"])
            if not moved:
                stale = [n for n, w in checks.registers(obj) if w]
                ok(stale, f"{arch}: {flags} is wrong for {kernel} without CO-RE")
            obj.relocate(members)
            for name, why in checks.registers(obj):
                # Members by the names that other headers use are not looked for.
                if "core" in conf or not name.startswith("named_IP"):
                    ok(not why, f"{arch}: relocated by the BTF of {kernel}: {name}", why)


def all_ran(obj, conf, where, source, without=(), returns=()):
    """No program that these tables do not know, and none of theirs that is not there."""
    typed = {f for f, (key, *_) in TYPED.items() if f != "typed_int128" or key in conf}
    known = {*obj.functions} if source == "regs" else {
        *PROGRAMS, *NO_ARGUMENTS, *typed, *(f for f, _ in BY_NUMBER), *returns} - {*without}
    ok({*obj.functions} == known <= obj.ran,
       f"{where}: every program of {source}.c, and every one that is known, has run",
       f"in the object alone {obj.functions.keys() - known}, not in it {known - {*obj.functions}}, "
       f"did not run {known - obj.ran}")


class Registers:
    """A register set with a different value in every slot."""

    SIZE = 400

    def __init__(self, seed, conf, roles, order, low_byte_zero=False, **fixed):
        self.order, self.roles = order, roles
        rng = random.Random(seed)
        self.bytes = bytearray(rng.randbytes(self.SIZE))
        if low_byte_zero:
            for offset, width in roles.values():
                self.put(offset, width, self.get(offset, width) & ~0xff)
        for role, value in fixed.items():
            if role in roles:
                self.put(*roles[role], value)

    def put(self, offset, width, value):
        self.bytes[offset:offset + width] = value.to_bytes(width, self.order)

    def get(self, offset, width):
        return int.from_bytes(self.bytes[offset:offset + width], self.order)

    def __getitem__(self, role):
        return self.get(*self.roles[role])


def convert(value, type, bits):
    """What C makes of a register or slot, for an argument of that type."""
    def signed(v, n):
        v &= (1 << n) - 1
        return (v - (1 << n) if v >> (n - 1) else v) & MASK
    return {
        "ulong": lambda: value, "ptr": lambda: value,
        "long": lambda: signed(value, bits), "int": lambda: signed(value, 32),
        "uint": lambda: value & 0xffffffff, "short": lambda: signed(value, 16),
        "ushort": lambda: value & 0xffff, "schar": lambda: signed(value, 8),
        "uchar": lambda: value & 0xff, "bool": lambda: int(value & 0xff != 0),
        "enum": lambda: value & 0xffffffff, "wide": lambda: value,
    }[type]()


# Struct return values of two and four registers.
RETURNED = {"uret2_pair": 2, "uret2_four": 4}
LIST12 = "long uint bool ptr short ulong schar enum ptr long bool uchar"
PROGRAMS = {  # name -> where its arguments come from, their types
    "kprobe3": ("kernel", "int ptr bool"), "kprobe12": ("kernel", LIST12),
    "uprobe12": ("user", LIST12), "listed": ("kernel", "ulong ulong"),
    "listed_direct": ("entry", "int ulong bool"), "listed_core": ("entry", "int ulong bool"),
    "kret_long": ("rc", "long"), "kret_int": ("rc", "int"), "kret_bool": ("rc", "bool"),
    "kret_pointer": ("rc", "ptr"), "uret_int": ("rc", "int"),
    "ksyscall1": ("syscall", "uint"), "ksyscall2": ("syscall", "ptr long"),
    "ksyscall3": ("syscall", "int ptr ulong"), "ksyscall4": ("syscall", "int ptr int ushort"),
    "ksyscall5": ("syscall", "int ulong ulong ulong ulong"),
    "ksyscall6": ("syscall", "long ulong bool long uint ulong"),
    "ksyscall2_wide": ("syscall", "int wide uint"),
    "kret2_long": ("rc", "long"), "kret2_schar": ("rc", "schar"), "kret2_bool": ("rc", "bool"),
    "kret2_wide": ("rc", "wide"), "uret2_wide": ("rc", "wide"), "rc64": ("rc", "wide"),
    "prog12": ("slots", LIST12.replace("long", "ulong").replace("uulong", "ulong")),
    "prog2": ("slots", "int ulong ulong bool uint ptr ulong ulong ushort"),
}
FIVE_MORE = ("kprobe12", "uprobe12", "ksyscall5", "ksyscall6", "prog12", "prog2",
             "typed_kernel", "typed_user", "typed_asmlinkage", "typed_float",
             "typed_d5", "typed_d9", "typed_f9", "typed_half",
             "typed_spill", "typed_sizes", "typed_close", "typed_int128")
NO_ARGUMENTS = ("kprobe0", "kret_none", "ksyscall0", "prog0", "prog2_0", "typed0", "kret2_none",
                "ksyscall2_0")
# Of programs with types: the key in arch.conf that has their places, where memory is, the types.
LIST9 = "schar wide int twelve long wide bool three ushort"
TYPED = {"typed_kernel": ("typed", "kernel", LIST9), "typed3": ("typed", "kernel", "schar wide int"),
         "typed_user": ("typed_user", "user", LIST9),
         "typed_asmlinkage": ("typed_asmlinkage", "kernel", LIST9),
         "typed_float": ("typed_float", "user", "int wide"),
         "typed_d5": ("typed_d5", "user", "int " * 7), "typed_d9": ("typed_d9", "user", "big int big"),
         "typed_f9": ("typed_f9", "user", "big int int"), "typed_half": ("typed_half", "user", "big int"),
         "typed_spill": ("typed_spill", "user", "pair int int int pair pair int"),
         "typed_sizes": ("typed_sizes", "user", "c17 c9 c8 int c2"),
         "typed_int128": ("typed_int128", "user", "int int128 int int128"),
         "typed_close": ("typed_close", "kernel", "int int wide int")}
# Those whose types must be known when they are compiled: the target any has none of them.
WITH_TYPES = {*TYPED, "typed0", "kret2_none", "kret2_long", "kret2_schar", "kret2_bool",
              "kret2_wide", "uret2_wide", "ksyscall2_0", "ksyscall2_wide"}
BY_NUMBER = (("parm_n", "kernel"), ("parm_user_n", "user"))
MEMBERS = {"twelve": (4, 3), "three": (1, 3), "big": (8, 3), "pair": (8, 2), "c17": (1, 17),
           "c9": (1, 9), "c8": (1, 8), "c2": (1, 2), "int128": (8, 2)}  # their width, how many
SHOWN = {"c17": (0, 8, 16), "c9": (0, 8), "c8": (0, 7)}  # those that a program stores


class Checks:
    def __init__(self, arch, conf, roles, order, any=False):
        self.any = any
        self.arch, self.conf, self.roles = arch, conf, roles
        self.order = "little" if order == "el" else "big"
        self.bits = int(conf["bits"])
        self.word = self.bits // 8
        self.stack = {side: int(conf.get(f"stack_{side}", conf.get(f"stack_{order}",
                                                                   conf.get("stack", 0))))
                      for side in ("kernel", "user")}
        self.top = {"kernel": 0xffffc90000041000, "user": 0x7ffc00041000}
        if self.bits == 32:
            self.top = {"kernel": 0xc1041000, "user": 0x7ec41000}
        # The user's registers: on the kernel stack, behind what fill() puts there.
        self.regs_at = self.top["kernel"] + 0x1e58

    def fill(self, seed, side="kernel", **more):
        mode = int(self.conf.get(f"mode_{side}", "0"), 0)
        regs = Registers(seed, self.conf, self.roles, self.order,
                         MODE=mode, SP=self.top[side], **more)
        words = random.Random(seed + 1000).randbytes(4096)
        return regs, (self.top[side], words, side)

    def stack_word(self, memory, n, at=None):
        at = self.stack[memory[2]] + n * self.word if at is None else at
        return int.from_bytes(memory[1][at:at + self.word], self.order)

    def arguments(self, regs, memory, kind):
        """The truth about up to 12 function arguments."""
        on_stack = kind in self.conf
        registers = 0 if on_stack else sum(f"PARM{n}" in self.roles for n in range(1, 9))
        return [regs[f"PARM{n + 1}"] if n < registers else self.stack_word(memory, n - registers)
                for n in range(12)]

    def ret_ip(self, regs, memory):
        how = self.conf.get("ret_ip", "")
        if how == "stack":
            return self.stack_word(memory, 0, 0)
        return (regs["RET"] + int(how or 0)) & MASK

    def registers(self, obj):
        """Every program of regs.c: yields name, reason it is wrong or empty."""
        for function in sorted(obj.functions):
            form, _, role = function.partition("_")
            for seed, side in ((1, "kernel"), (2, "user")):
                regs, memory = self.fill(seed, side)
                if function == "syscall_regs":
                    continue
                obj.resolve(bpfvm.EXISTS, 0)
                machine = bpfvm.Machine(obj, regs.bytes, [memory])
                if form in ("set", "return", "assign"):
                    yield f"{function} {side}", self.written(machine, function, role, regs, memory)
                    continue
                moded = role == "PARM1_SYSCALL" and "MODE" in self.roles
                if function in ("ret_ip", "read_ret_ip"):
                    expected = self.ret_ip(regs, memory)
                elif function == "kret_read_ret_ip":
                    expected = regs["IP"]
                elif moded and side == "kernel":
                    expected = regs["PARM1"]
                else:
                    expected = regs[role]
                try:
                    got = machine.run(function)
                except bpfvm.Fault as fault:
                    yield f"{function} {side}", str(fault)
                    continue
                why = "" if got == expected else f"expected {expected:#x}, got {got:#x}"
                place = self.roles.get(role)
                if form in ("plain", "named") and not moded and machine.loads != [place]:
                    why += f" loads {machine.loads}, not {place}"
                if form == "core" and not moded and machine.calls != [
                        (113, bpfvm.CTX + place[0], place[1])]:
                    why += f" helper calls {machine.calls}, not of {place}"
                yield f"{function} {side}", why
                if moded and side == "user" and self.asks(obj):
                    obj.resolve(bpfvm.EXISTS, 1)
                    machine = bpfvm.Machine(obj, regs.bytes, [memory])
                    got = machine.run(function)
                    yield (f"{function} on kernels with the wrapper",
                           "" if got == expected and len(machine.loads + machine.calls) == 1
                           else f"{got:#x}, loads {machine.loads}, calls {machine.calls}")
        for name, how in self.wrappers(obj):
            yield f"syscall_regs {name}", self.syscall(obj, "syscall_regs", "ulong " * 6, *how)

    def written(self, machine, function, role, regs, memory):
        """What a program of registers that are written does: the reason it is wrong."""
        machine.writable = True
        value = 0x8877665544332211 & ((1 << self.bits) - 1)
        wanted = {self.roles[role]: value}
        if function == "return_RC":
            ip = self.ret_ip(regs, memory)
            if "THUMB" in self.roles:
                state = regs["THUMB"] & ~0x20 | (ip & 1) << 5
                wanted[self.roles["THUMB"]], ip = state, ip & ~1
            wanted[self.roles["IP"]] = ip
            if "NEXT_IP" in self.roles:
                wanted[self.roles["NEXT_IP"]] = ip + 4
            if self.conf.get("ret_ip") == "stack":
                wanted[self.roles["SP"]] = regs["SP"] + self.word
        failed = machine.run(function)
        got = {(at, size): stored for at, size, stored in machine.stores}
        return "" if got == wanted and not failed else f"stored {got}, wanted {wanted}"

    def handlers(self, n):
        """The role of a syscall's nth argument, as its handler consumes it."""
        return "PARM1_HANDLER" if n == 1 and "PARM1_HANDLER" in self.roles else f"PARM{n}_SYSCALL"

    def asks(self, obj):
        """Whether an object asks for bpf_task_pt_regs() on this architecture."""
        return self.bits == 64 and "wrapper" in self.conf and obj.core_relocations(bpfvm.EXISTS)

    def wrappers(self, obj):
        """The kernels to run a syscall program for: name, (wrapped, bpf_task_pt_regs(),
        whether that wants the JIT)."""
        if "wrapper" in self.conf:
            yield "with wrapper", (True, False, False)
            if self.asks(obj):
                yield "with wrapper and bpf_task_pt_regs", (True, True, False)
            if obj.core_relocations((bpfvm.FIELD_EXISTS,)):
                yield "with wrapper and bpf_task_pt_regs for the JIT", (True, True, True)
        yield "without wrapper", (False, False, False)

    def syscall(self, obj, function, types, wrapped, task=False, jit=False,
                low_byte_zero=False, first=None):
        """first: the first argument, or the user's registers with the wrapper."""
        regs, memory = self.fill(3, low_byte_zero=low_byte_zero)
        users, _ = self.fill(4, "user", low_byte_zero=low_byte_zero)
        memories = [memory]
        if wrapped:
            first = first or self.regs_at
            regs.put(*self.roles["PARM1"], first)
            memories.append((first, users.bytes, "task"))
        elif first is not None:
            regs.put(*self.roles["PARM1"], first)
        types = types.split()
        if wrapped:
            values = [users[f"PARM{n}_SYSCALL" if function == "syscall_regs" else self.handlers(n)]
                      for n in range(1, 7)]
        elif function != "syscall_regs" and self.conf.get("syscall_parms") != "entry":
            values = self.arguments(regs, memory, "syscall_parms")
        elif self.conf.get("syscall_regs") == "sp":
            memories = [(self.top["kernel"], users.bytes, "kernel")]
            values = [users[f"PARM{n + 1}_SYSCALL"] for n in range(6)]
        else:
            values = [regs[f"PARM{n + 1}_SYSCALL"] for n in range(6)]
            if "MODE" in self.roles:
                values[0] = regs["PARM1"]
        obj.resolve(bpfvm.EXISTS, int(task))
        obj.resolve((bpfvm.FIELD_EXISTS,), int(jit))
        machine = bpfvm.Machine(obj, regs.bytes, memories)
        values = self.widen(values, types)
        why = self.outputs(machine, function, types, values)
        if wrapped and function.startswith("ksyscall"):
            # One read for all arguments, two where the first is kept apart; or none.
            reads = sum(call[0] == bpfvm.PROBE_READ_KERNEL for call in machine.calls)
            if reads > (0 if task and not jit else int(self.conf.get("syscall_reads", 1))):
                why += f" {reads} reads"
        return why

    def widen(self, words, types):
        """A value for each type: those 64 bits wide have two words on 32-bit architectures."""
        values, at = [], 0
        for type in types:
            wide = type == "wide" and self.bits == 32
            at += at & 1 if wide and self.conf.get("pairs") == "even" else 0
            values.append(self.joined(words[at:at + 1 + wide]))
            at += 1 + wide
        return values

    def joined(self, words):
        return int.from_bytes(b"".join(w.to_bytes(self.word, self.order) for w in words),
                              self.order)

    def typed(self, obj, function, readable):
        """A program with typed arguments: those in memory are 0 where that cannot be read."""
        key, side, types = TYPED[function]
        places = self.conf.get(key, self.conf["typed"]).split()
        regs, (top, words, _) = self.fill(6, side)
        words, structs = bytearray(words), []

        def word(place, value=None):
            if not place.startswith("s"):
                role = self.roles[f"PARM{place}"]
                if value is not None:
                    regs.put(*role, value)
                return regs.get(*role)
            at = self.stack[side] + int(place[1:]) * self.word
            if value is not None:
                words[at:at + self.word] = value.to_bytes(self.word, self.order)
            return int.from_bytes(words[at:at + self.word], self.order)

        expected, failed = [], False
        for type, place in zip(types.split(), places):
            width, count = MEMBERS.get(type, (0, 1))
            failed |= not readable and ("s" in place or "@" in place)
            if place.startswith("@"):
                base = self.regs_at + 0x100 * (1 + len(structs))
                body = random.Random(base).randbytes(width * count)
                structs.append((base, body, side))
                word(place[1:], base)
                body = bytes(len(body)) if not readable else body
            else:
                value = [0 if "s" in p and not readable else word(p)
                         for p in place.lstrip(">").split(":")]
                body = b"".join(w.to_bytes(self.word, self.order) for w in value)
                if place.startswith(">") and self.order == "big":
                    body = body[self.word - width * count:]
            if width:
                expected += [int.from_bytes(body[i * width:(i + 1) * width], self.order)
                             for i in SHOWN.get(type, range(count))]
            else:
                expected.append(convert(int.from_bytes(body, self.order), type, self.bits))
        machine = bpfvm.Machine(obj, regs.bytes, [(top, words, side), *structs] if readable else [])
        try:
            machine.run(function)
        except bpfvm.Fault as fault:
            return str(fault)
        got = [machine.variable("out", n) for n in range(len(expected))]
        error = machine.variable("out", 13)
        why = "" if got == expected else \
            f"expected {[hex(v) for v in expected]}\ngot {[hex(v) for v in got]}\n"
        if error != (-14 & MASK if failed and function != "typed_float" else 0):
            why += f"BPF_ARGS_ERROR is {error:#x}"
        return why

    def syscalls(self, obj):
        """Every program of syscalls.c that arch/<name>/syscalls has a line of."""
        for line in (TOP / "arch" / self.arch / "syscalls").read_text().splitlines():
            if line.startswith("#"):
                continue
            function, section, *places = line.split()
            given = [place.split("=") for place in places if "=" in place]
            places = [place for place in places if "=" not in place]
            user = self.top["user"] + 0x10000
            for seed in (8, 9):
                regs, (top, body, side) = self.fill(seed)
                body, users = bytearray(body), self.fill(seed + 10, "user")[0]
                behind = random.Random(seed).randbytes(8 * self.word)
                memories = [(user, behind, "user"), (self.regs_at, users.bytes, "kernel")]

                def word(n, value=None):
                    """Word n of the function's, also set."""
                    on_stack = "syscall_parms" in self.conf and \
                        self.conf["syscall_parms"] == "stack"
                    count = 0 if on_stack else sum(f"PARM{i}" in self.roles for i in range(1, 9))
                    role = f"PARM{n}"
                    if self.conf.get("syscall_parms") == "entry":
                        role, count = self.handlers(n), 7
                    if n <= count:
                        if value is not None:
                            regs.put(*self.roles[role], value)
                        return regs[role]
                    at = self.stack[side] + (n - 1 - count) * self.word
                    if value is not None:
                        body[at:at + self.word] = value.to_bytes(self.word, self.order)
                    return int.from_bytes(body[at:at + self.word], self.order)

                for n, value in given:
                    word(int(n), int(value))
                for place in places:
                    if place.startswith("*"):
                        word(int(place[1:place.index("[")]), user)
                    elif place.startswith("@"):
                        word(1, self.regs_at)
                values = []
                for place in places:
                    numbers, _, shift = place.lstrip("@").partition("<<")
                    if place.startswith("*"):
                        at = int(place.partition("[")[2][:-1]) * self.word
                        value = int.from_bytes(behind[at:at + self.word], self.order)
                    elif place.startswith("@"):
                        value = users[self.handlers(int(numbers))]
                    else:
                        value = self.joined([word(int(n)) for n in numbers.split(":")])
                    values.append(value << int(shift or 0) & MASK)
                memories.append((top, body, side))
                obj.resolve((bpfvm.FIELD_EXISTS, *bpfvm.EXISTS), 0)
                machine = bpfvm.Machine(obj, regs.bytes, memories)
                why = self.outputs(machine, function, ["ulong"] * len(values), values)
                found = obj.sections[obj.functions[function][2]][0]
                if found != section:
                    why += f"it is in {found}"
                yield f"{function} in {section}, arguments {' '.join(places)}", why

    def compat(self, obj):
        """Programs on syscalls of 32-bit tasks, run for one of these and for a 64-bit one."""
        sections = dict(zip(("compat", "compat_native"), self.conf["compat_sections"].split()))
        how, (narrow, wide) = self.conf["compat_call"], self.conf["compat_modes"].split()
        modes = [(int(m, 0), 0) for m in narrow.split(",")] + [(int(wide, 0), 0)]
        if "compat_status" in self.conf:
            status = int(self.conf["compat_status"])
            modes += [(int(wide, 0), status), (int(wide, 0), status ^ 0xffffffff)]
        pointer = (1 << int(self.conf.get("compat_pointer_bits", 32))) - 1
        for n, (mode, status) in enumerate(modes):
            is32 = n < len(narrow.split(",")) or n == len(modes) - 2 and "compat_status" in self.conf
            regs, memory = self.fill(20 + n)
            users, _ = self.fill(40 + n, "user")
            # With a sign, and a bit that is none of a 31-bit pointer's.
            for role in self.roles:
                if re.match(r"(PARM|COMPAT)[23]", role):
                    for some in (regs, users):
                        some.put(*self.roles[role], some[role] | 0x80000000)
            users.put(*self.roles["COMPAT_MODE"], mode)
            memories = [(bpfvm.TASK, status.to_bytes(4, self.order), "kernel")]
            words = self.arguments(regs, memory, "syscall_parms")
            if how.isdecimal():
                memories.append((self.top["kernel"] + int(how), users.bytes, "task"))
            else:
                memories += [memory, (self.regs_at, users.bytes, "task")]
                if how != "task":
                    regs.put(*self.roles["PARM1"], self.regs_at)
                    words = [users[f"COMPAT{i}" if "COMPAT1" in self.roles else self.handlers(i)]
                             for i in range(1, 7)]
            low = [w & 0xffffffff for w in words]
            values = [low[0], convert(low[1], "int", 64), low[2] & pointer, *low[3:6]]
            runs = is32 or how == "regs"
            for function, section in sections.items():
                count = 6 if function == "compat" else 1
                obj.resolve((bpfvm.FIELD_EXISTS, *bpfvm.EXISTS), 0)
                machine = bpfvm.Machine(obj, regs.bytes, memories)
                why = self.outputs(machine, function, ["ulong"] * count,
                                   values if runs else [0] * count)
                found = obj.sections[obj.functions[function][2]][0]
                if found != section + "x":
                    why += f"it is in {found}"
                yield f"{function} in {section}x, mode {mode:#x}, status {status:#x}", why
            machine = bpfvm.Machine(obj, regs.bytes, memories)
            if how.isdecimal():
                machine.regions[-1] = (self.regs_at, *machine.regions[-1][1:])
            got = machine.run("in_compat")
            yield (f"in_compat, mode {mode:#x}, status {status:#x}",
                   "" if got == is32 else f"it is {got}")

    def outputs(self, machine, function, types, values):
        try:
            machine.run(function)
        except bpfvm.Fault as fault:
            return str(fault)
        why = ""
        for n, type in enumerate(types):
            expected = convert(values[n], type, self.bits)
            got = machine.variable("out", n)
            if got != expected:
                why += f"argument {n + 1} ({type}): expected {expected:#x}, got {got:#x}\n"
        return why

    def programs(self, obj):
        without = WITH_TYPES if self.any else ()
        for function in NO_ARGUMENTS:
            if function in without:
                continue
            machine = bpfvm.Machine(obj, self.fill(1)[0].bytes)
            yield function, self.outputs(machine, function, ["ulong"], [bpfvm.CTX])
        for function in TYPED:
            if function in obj.functions:  # see FIVE_MORE in programs.c
                for readable in (True, False):
                    yield (f"{function}{'' if readable else ', memory not readable'}",
                           self.typed(obj, function, readable))
        for function, count in RETURNED.items():
            if function in obj.functions:
                regs, _ = self.fill(11)
                machine = bpfvm.Machine(obj, regs.bytes)
                yield function, self.outputs(
                    machine, function, ["ulong"] * count,
                    [regs["RC"], *(regs[f"RC{n}"] for n in range(2, count + 1))])
        for function, side in BY_NUMBER:
            regs, memory = self.fill(7, side)
            values = self.arguments(regs, memory, f"{side}_parms")
            machine = bpfvm.Machine(obj, regs.bytes, [memory])
            yield function, self.outputs(machine, function, ["ulong"] * 3,
                                         [values[0], values[4], values[11]])
        for function, (source, types) in PROGRAMS.items():
            if function in without or function in FIVE_MORE and function not in obj.functions:
                continue  # see programs.c
            for zero in (False, True):
                name = f"{function} {'low bytes 0' if zero else 'any bytes'}"
                if source == "syscall":
                    for kernel, how in self.wrappers(obj):
                        yield f"{name} {kernel}", self.syscall(obj, function, types, *how, zero)
                    if "wrapper" in self.conf:
                        yield (f"{name} with wrapper, 8192 from the stack pointer",
                               self.syscall(obj, function, types, True, low_byte_zero=zero,
                                            first=self.top["kernel"] + 8192))
                    for distance in (-1, 8193, 0x4000):
                        first = self.top["kernel"] + distance
                        yield (f"{name} without wrapper, {distance} from the stack pointer",
                               self.syscall(obj, function, types, False, False, False, zero, first))
                    continue
                side = "user" if source in ("user", "entry") else "kernel"
                regs, memory = self.fill(5, side, low_byte_zero=zero)
                if source == "slots":
                    values = [int.from_bytes(regs.bytes[8 * n:8 * n + 8], self.order)
                              & (~0xff if zero else MASK) for n in range(12)]
                    for n, value in enumerate(values):
                        regs.put(8 * n, 8, value)
                elif source == "rc":
                    values = [regs["RC"], regs["RC2"]] if "RC2" in self.roles else [regs["RC"]]
                    values = self.widen(values, types.split())
                elif source == "entry":
                    values = [regs[f"PARM{n}_SYSCALL"] for n in range(1, 7)]
                else:
                    values = self.arguments(regs, memory, f"{source}_parms")
                machine = bpfvm.Machine(obj, regs.bytes, [memory])
                yield name, self.outputs(machine, function, types.split(), values)


def check(arch, compilers=()):
    conf = configuration(arch)
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        roles = truth(arch, conf, work)
        has = [f"-DHAS_{role}" for role in roles]
        for cc in compilers or CLANGS:
            for order in ("el", "eb"):
                for mode in ("neither", "uapi", "vmlinux"):
                    checks = Checks(arch, conf, roles, order)
                    where = f"{arch} {cc} bpf{order} {mode}"
                    for source in ("regs", "programs"):
                        output = work / f"{source}.o"
                        why = compile(cc, arch, conf, order, mode,
                                      TOP / f"tests/compile/{source}.c", output, has)
                        ok(not why, f"{where}: {source}.c compiles without a warning", why)
                        if why:
                            continue
                        obj = bpfvm.Object(output)
                        for name, why in (checks.registers(obj) if source == "regs"
                                          else checks.programs(obj)):
                            ok(not why, f"{where}: {name}", why)
                        all_ran(obj, conf, where, source, FIVE_MORE if cc == "gcc-12" else (),
                                [f for f, n in RETURNED.items() if conf["bits"] == "64"
                                 and 8 * n <= struct_return(conf, order)])
                        relocations = obj.core_relocations([bpfvm.FIELD_OFFSET])
                        if "core" in conf or ("core_ip" in conf and source == "regs"):
                            good = (relocations > 0) == (mode == "vmlinux" and (
                                not cc.startswith("gcc") or gcc_core(conf)))
                        else:
                            good = relocations == 0
                        ok(good, f"{where}: {source}.c CO-RE relocations", relocations)
                        helper = obj.core_relocations((bpfvm.FIELD_EXISTS, *bpfvm.EXISTS))
                        wanted = (mode == "vmlinux" and "wrapper" in conf
                                  and conf["bits"] == "64"
                                  and cc.startswith("clang")
                                  and (source == "programs" or "MODE" in roles))
                        ok(bool(helper) == wanted and
                           helper + relocations == obj.core_relocations(),
                           f"{where}: {source}.c asks for bpf_task_pt_regs", helper)
                        jit = obj.core_relocations((bpfvm.FIELD_EXISTS,))
                        ok(bool(jit) == (wanted and "jit" in conf and source == "programs"),
                           f"{where}: {source}.c asks whether its helper wants the JIT", jit)
                        if (BUILD / "vmlinux" / conf["debian"]).is_dir():
                            unknown = kernel_names(obj, conf)
                            ok(not unknown, f"{where}: {source}.c asks by the kernel's names",
                               unknown)
                        ok(not obj.externs(), f"{where}: {source}.c has no externs",
                           obj.externs())
        if not compilers:
            variants(arch, conf, roles, has, work)
            syscalls(arch, conf, roles, has, work, CLANGS)
            check_btf(arch, conf, roles, has, work)
    print(f"1..{len(results)}")
    return 0 if all(results) else 1


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


def kernel_names(obj, conf):
    """What an object looks for in the kernel's BTF has the names that it has there."""
    text = (vmlinux(conf) / "linux/bpf/vmlinux.h").read_text()
    names = re.findall(r"\0([a-z]\w*?)___bpf_", obj.section(".BTF").decode(errors="replace"),
                       re.I)
    # In kernels since 7.0 alone.
    return [n for n in names if not re.search(rf"\b{n}\b", text)]


def syscalls(arch, conf, roles, has, work, compilers):
    """The macros of syscalls that are not alike, on kernels without the wrapper."""
    for cc in compilers:
        for order in ("el", "eb"):
            where, output = f"{arch} {cc} bpf{order}", work / "syscalls.o"
            why = compile(cc, arch, conf, order, "neither", TOP / "tests/compile/syscalls.c",
                          output, has)
            ok(not why, f"{where} syscalls.c", why)
            if why:
                continue
            obj = bpfvm.Object(output)
            checks = Checks(arch, conf, roles, order)
            for name, why in [*checks.syscalls(obj), *(checks.compat(obj) if "compat_sections" in conf
                                                       else ())]:
                ok(not why, f"{where}: {name}", why)
            left = obj.functions.keys() - obj.ran
            ok(not left, f"{where}: every program of syscalls.c has run", left)


def variants(arch, conf, roles, has, work):
    """Other ways to the same code: pins, libbpf's headers around, dialects, llc, aliases."""
    order = conf["order"]
    checks = Checks(arch, conf, roles, order)
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
                for function, (source, types) in PROGRAMS.items():
                    if source == "syscall":
                        why = checks.syscall(obj, function, types, bool(pin), task)
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
                   Checks(arch, other, roles, where).programs(bpfvm.Object(output))
                   if w and not (told and n.partition(",")[0] in {*TYPED} - {*told})]
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
                for source in ("quirks", "compat", "in_compat", "tracepoint"):
                    why = compile(cc, arch, conf, byte_order, mode,
                                  TOP / f"tests/run/{source}.bpf.c", work / "quirks.o",
                                  has + [f"-I{TOP}/tests/run"])
                    ok(not why, f"{arch} {cc} bpf{byte_order} {mode} {source}.bpf.c", why)
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
            command = [cc, "-g", "-O2", "-emit-llvm", "-S", "-Wall", "-Wextra", "-Werror",
                       "-D__BPF__", f"-D__TARGET_ARCH_{arch}", f"-DBITS={conf['bits']}", *has,
                       f"-I{HEADERS}", f"-I{LIBBPF[cc]}",
                       str(TOP / f"tests/compile/{source}.c"), "-o", str(ir)]
            llc = [cc.replace("clang", "llc"), "-march=bpfel", "-filetype=obj", str(ir), "-o",
                   str(output)]
            why = ""
            for step in (command, llc):
                run = subprocess.run(step, capture_output=True, text=True)
                if run.returncode:
                    why = shlex.join(step) + "\n" + run.stderr
                    break
            ok(not why, f"{arch} {cc} -emit-llvm and llc {source}.c", why)
            if not why:
                little = Checks(arch, conf, roles, "el")
                obj = bpfvm.Object(output)
                bad = [f"{n}: {w}" for n, w in (little.registers(obj) if source == "regs"
                                                else little.programs(obj)) if w]
                ok(not bad, f"{arch} {cc} llc {source}.c: all programs right", "\n".join(bad))
    for byte_order in ("el", "eb"):
        for side in ("kernel", "user"):
            returned(arch, conf, byte_order, side, work)
    # No define: the compiler's own macros tell, where clang has the architecture.
    target = conf.get("detect", conf["triplet"]).split()
    source = work / "detect.c"
    source.write_text("#include <bpf/bpf_tracing.h>\n"
                      f'_Static_assert(!__builtin_strcmp(___BPF_ARCH, "{arch}"), ___BPF_ARCH);\n')
    run = subprocess.run(["clang-19", "-fsyntax-only", "-target", *target, f"-I{HEADERS}",
                          "-isystem", LIBBPF["clang-19"], source], capture_output=True, text=True)
    ok(run.returncode == 0, f"{arch}: detected without __TARGET_ARCH_*", run.stderr)
    for alias in conf.get("aliases", "").split():
        one, other = work / "one.o", work / "other.o"
        for name, output in ((arch, one), (alias, other)):
            why = compile("clang-19", name, conf, order, "neither",
                          TOP / "tests/compile/regs.c", output, has)
            ok(not why, f"{arch} as {name} compiles", why)
        def code(path):
            return [s for s in bpfvm.Object(path).sections if s[0] == "kprobe"]
        ok(code(one) == code(other), f"{arch}: __TARGET_ARCH_{alias} is the same code")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(check(sys.argv[1], sys.argv[2:]))
