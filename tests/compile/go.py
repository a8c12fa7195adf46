# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Runs go.c: where Go has each argument, by the algorithm of its abi-internal.md.

The registers are in arch/ARCH/registers as GO1 and so on; go= in arch.conf is the place
of the first argument on the stack, and that there is a Go; go_floats= how many
floating-point registers.
"""
from common import roles
from truth import MASK
import bpfvm

# Values by their size, words, and floats; the sign that the program has of it.
SIZES = {"bool": 1, "i8": 1, "u8": 1, "i16": 2, "u16": 2, "i32": 4, "u32": 4, "i64": 8, "u64": 8,
         "int": 0, "uint": 0, "f32": 4, "f64": 8}
STRING, IFACE, SLICE = ["uint", "int"], ["uint", "uint"], ["uint", "int", "int"]


def array(count, type):
    return ("array", count, type)


INNER = ["u8", "i16", "i64", "u8"]
MIXED = ["u8", array(0, "i64"), array(1, "i32"), INNER, "u8"]
BYTES = [array(16, "u8")]
NAMED = [STRING, "u8", "u32"]
REAL = ["u32", "f64", "u32", "f32"]
PAIR = [array(2, STRING), "bool"]
TWELVE = ["u8"] * 12
C64, C128 = ["f32"] * 2, ["f64"] * 2
# Program: by ABI0, types of the arguments before results or None, types; which values it tells.
SCALARS = "i8 i64 i32 int bool u16 uint uint u8 u32 i16 u64".split()
STRUCTS = [MIXED, BYTES, "u8", NAMED, TWELVE, PAIR, "i32"]
STRUCTS_TOLD = [*range(8), 22, *range(23, 30), *range(39, 46)]
RESULTS = [STRING, IFACE, BYTES, "u8", NAMED, SLICE]
RESULTS_TOLD = [*range(5), 19, *range(20, 28)]
PROGRAMS = {
    "go3": (False, None, ["i8", STRING, "int"], None),
    "go_scalars": (False, None, SCALARS, None),
    "go_scalars_abi0": (True, None, SCALARS, None),
    "go_spill": (False, None, [STRING, SLICE, IFACE, SLICE, "i32", SLICE, "u8", IFACE, "i16"], None),
    "go_structs": (False, None, STRUCTS, STRUCTS_TOLD),
    "go_structs_abi0": (True, None, STRUCTS, STRUCTS_TOLD),
    "go_floats": (False, None, ["f64", "i32", REAL, "f32", C64, C128, C128, C128, C128, C128, "u16",
                                REAL], None),
    "go_results": (False, ["u8", BYTES, TWELVE, BYTES, "u8", PAIR], RESULTS, RESULTS_TOLD),
    "go_results_abi0": (True, [STRING, "u8", MIXED, "u8"], RESULTS, RESULTS_TOLD),
    "go_result3": (False, [], ["i32", IFACE], None),
    "go_in_regs": (False, [], ["i32", IFACE], None),
}
FIVE_MORE = ("go_scalars", "go_scalars_abi0", "go_spill", "go_structs", "go_structs_abi0",
             "go_floats", "go_results", "go_results_abi0")
COOKIE = 0x38


def known(conf):
    if "go" not in conf:
        return set()
    without = {*(["go_in_regs"] if "go_floats" not in conf else []),
               *(["go_g"] if "GO_G" not in roles(conf["arch"]) else [])}
    return {*PROGRAMS, "go0", "go_ctxt", "go_g", "go_text", "go_no_text"} - without


class Go:
    """Assigns values to registers and the stack."""
    def __init__(self, kernel, abi0):
        self.word = kernel.word
        self.ints = 0 if abi0 else sum(f"GO{n}" in kernel.roles for n in range(1, 17))
        self.floats = int(kernel.conf.get("go_floats", 0)) if self.ints else 0
        self.i = self.f = self.stack = 0

    def size(self, type):
        """(size, alignment)"""
        if isinstance(type, str):
            size = SIZES[type] or self.word
            return size, min(size, self.word)
        if isinstance(type, tuple):
            size, align = self.size(type[2])
            return size * type[1], align
        at, most = 0, 1
        for size, align in map(self.size, type):
            at, most = -(-at // align) * align + size, max(most, align)
        return -(-at // most) * most, most

    def leaves(self, type, at=0):
        """(offset, basic type)"""
        if isinstance(type, str):
            yield at, type
        elif isinstance(type, tuple):
            for n in range(type[1]):
                yield from self.leaves(type[2], at + n * self.size(type[2])[0])
        else:
            for t in type:
                size, align = self.size(t)
                at = -(-at // align) * align
                yield from self.leaves(t, at)
                at += size

    def register(self, type):
        """Registers for each basic value, or None."""
        if isinstance(type, str):
            if type in ("f32", "f64"):
                self.f += 1
                return ["float"] if self.f <= self.floats else None
            self.i += 1
            return [self.i] if self.i <= self.ints else None
        if isinstance(type, tuple):
            return [] if type[1] == 0 else self.register(type[2]) if type[1] == 1 else None
        found = []
        for t in type:
            given = self.register(t)
            if given is None:
                return None
            found += given
        return found

    def assign(self, type):
        """[(basic type, register, offset on the stack)]"""
        before = self.i, self.f
        given = self.register(type)
        if given is not None:
            return [(t, r, None)
                    for (_, t), r in zip(self.leaves(type), given)]
        self.i, self.f = before
        size, align = self.size(type)
        start = -(-self.stack // align) * align
        self.stack = start + size
        return [(t, None, start + at) for at, t in self.leaves(type)]


def places(kernel, abi0, passed, types):
    go = Go(kernel, abi0)
    if passed is not None:
        for t in passed:
            go.assign(t)
        go.i = go.f = 0
        go.stack = -(-go.stack // go.word) * go.word
    return [leaf for t in types for leaf in go.assign(t)]


def wanted(kernel, regs, memory, place, at, readable):
    """What a program is to see of a basic value."""
    type, register, offset = place
    size = SIZES[type] or kernel.word
    if register == "float":
        return None
    if register:
        value = regs[f"GO{register}"]
    elif not readable:
        return 0
    else:
        value = int.from_bytes(memory[1][at + offset:at + offset + size], kernel.order)
    value &= (1 << 8 * size) - 1
    if type[0] == "i" and value >> 8 * size - 1:
        value -= 1 << 8 * size
    return value & MASK


def one(kernel, obj, function, readable):
    abi0, passed, types, told = PROGRAMS[function]
    regs, (top, words, side) = kernel.fill(12, "user")
    memory = top, bytearray(words), side
    at, pops = int(kernel.conf["go"]), passed is not None and "go_ret" in kernel.conf
    if pops:
        at += COOKIE
    leaves = places(kernel, abi0, passed, types)
    # A bool is 0 or 1, with anything above it in a register.
    for _, register, offset in (p for p in leaves if p[0] == "bool"):
        if register:
            regs.put(*kernel.roles[f"GO{register}"], regs[f"GO{register}"] & ~0xfe)
        else:
            memory[1][at + offset] &= 1
    seen = [wanted(kernel, regs, memory, p, at, readable) for p in leaves]
    kept = [n for n, p in enumerate(leaves) if p[0] not in ("f32", "f64")] if told is None else told
    expected = [seen[n] for n in kept]
    failed = not readable and any(p[2] is not None for p in leaves)
    machine = bpfvm.Machine(obj, regs.bytes, [memory] if readable else [])
    machine.cookie = COOKIE if pops else None
    try:
        machine.run(function)
    except bpfvm.Fault as fault:
        return str(fault)
    got = [machine.variable("out", n) for n in range(len(expected))]
    why = "".join(f"value {n}, {leaves[k]}: expected {e:#x}, got {g:#x}\n"
                  for n, (k, e, g) in enumerate(zip(kept, expected, got)) if e != g)
    error = machine.variable("out", 31)
    if error != (-14 & MASK if failed else 0):
        why += f"BPF_ARGS_ERROR is {error:#x}"
    return why


def text(kernel, obj, function, words, length, readable):
    """bpf_go_read_string into eight bytes."""
    where = 0x7ec00000
    regs, _ = kernel.fill(13, "user")
    machine = bpfvm.Machine(obj, regs.bytes, [(where, words, "user")] if readable else [])
    machine.set_variable("out", 0, where)
    machine.set_variable("out", 1, length & MASK)
    for n in range(8):
        machine.set_variable("out", 240 + n, 0x5a, 1)
    try:
        machine.run(function)
    except bpfvm.Fault as fault:
        return str(fault)
    got = bytes(machine.variable("out", 240 + n, 1) for n in range(8)), machine.variable("out", 31)
    if function == "go_no_text":
        expected = b"Z" * 8, -22 & MASK
    elif length < 0:
        expected = b"\0", -22 & MASK
    elif not readable and length:
        expected = b"\0", -14 & MASK
    else:
        expected = words[:min(length, 7)] + b"\0", 0
    return "" if got[0].startswith(expected[0]) and got[1] == expected[1] else f"{got}, not {expected}"


def run(kernel, obj):
    if "go" not in kernel.conf:
        return
    machine = bpfvm.Machine(obj, kernel.fill(1)[0].bytes)
    yield "go0", kernel.outputs(machine, "go0", ["ulong"], [bpfvm.CTX])
    for function in PROGRAMS:
        if function in obj.functions:
            for readable in (True, False):
                yield (f"{function}{'' if readable else ', memory not readable'}",
                       one(kernel, obj, function, readable))
    for function, role in (("go_g", "GO_G"), ("go_ctxt", "GO_CTXT")):
        if role in kernel.roles:
            regs, memory = kernel.fill(14, "user")
            yield function, kernel.outputs(bpfvm.Machine(obj, regs.bytes, [memory]), function,
                                           ["ulong"], [regs[role]])
    for length in (0, 1, 6, 7, 8, 9, 1 << 40, -1, -1 << 63):
        for readable in (True, False):
            yield (f"go_text, length {length}, readable {readable}",
                   text(kernel, obj, "go_text", b"abcdefghijkl", length, readable))
    yield "go_no_text", text(kernel, obj, "go_no_text", b"abc", 3, True)
