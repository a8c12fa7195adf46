# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Runs programs.c: its programs, and where the arguments of each must come from."""
import random
import unittest.mock

from truth import MASK, convert
import bpfvm

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
# Of programs that run at entry and return: where arguments are, their types, that in the cookie.
SESSIONS = {"session12": ("kernel", LIST12, 3), "usession12": ("user", LIST12, 3),
            "session1": ("kernel", "long", 0)}
COOKIE = 0x7fb000000000
# The kernel's functions that they call, before Linux 7 and since.
KFUNCS = {f"bpf_session_{what}___bpf_{since}" for what in ("is_return", "cookie")
          for since in ("none", "ctx")}
FIVE_MORE = ("session12", "usession12", "kprobe12", "uprobe12", "ksyscall5", "ksyscall6", "prog12", "prog2",
             "typed_kernel", "typed_user", "typed_asmlinkage", "typed_float",
             "typed_d5", "typed_d9", "typed_f9", "typed_half",
             "typed_spill", "typed_sizes", "typed_close", "typed_int128")
NO_ARGUMENTS = ("kprobe0", "session0", "kret_none", "ksyscall0", "prog0", "prog2_0", "typed0", "kret2_none",
                "ksyscall2_0")
# Of programs with types: the key in arch.conf that has their places, where memory is, the types.
LIST9 = "schar wide int twelve long wide bool three ushort"
TYPED = {"typed_kernel": ("typed", "kernel", LIST9),
         "typed3": ("typed", "kernel", "schar wide int"),
         "typed_user": ("typed_user", "user", LIST9),
         "typed_asmlinkage": ("typed_asmlinkage", "kernel", LIST9),
         "typed_float": ("typed_float", "user", "int wide"),
         "typed_d5": ("typed_d5", "user", "int " * 7),
         "typed_d9": ("typed_d9", "user", "big int big"),
         "typed_f9": ("typed_f9", "user", "big int int"),
         "typed_half": ("typed_half", "user", "big int"),
         "typed_spill": ("typed_spill", "user", "pair int int int pair pair int"),
         "typed_sizes": ("typed_sizes", "user", "c17 c9 c8 int c2"),
         "typed_int128": ("typed_int128", "user", "int int128 int int128"),
         "typed_close": ("typed_close", "kernel", "int int wide int")}
# Those whose types must be known when they are compiled: the target any has none of them.
WITH_TYPES = {*TYPED, "typed0", "kret2_none", "kret2_long", "kret2_schar", "kret2_bool",
              "kret2_wide", "uret2_wide", "ksyscall2_0", "ksyscall2_wide"}
ASKED = ("parm_asked", "parm_asked_of_3", "syscall_parm_asked")
BY_NUMBER = (("parm_n", "kernel"), ("parm_user_n", "user"))
MEMBERS = {"twelve": (4, 3), "three": (1, 3), "big": (8, 3), "pair": (8, 2), "c17": (1, 17),
           "c9": (1, 9), "c8": (1, 8), "c2": (1, 2), "int128": (8, 2)}  # their width, how many
SHOWN = {"c17": (0, 8, 16), "c9": (0, 8), "c8": (0, 7)}  # those that a program stores


def known(conf):
    """The programs of programs.c, but those that return structs (RETURNED)."""
    typed = {f for f, (key, *_) in TYPED.items() if f != "typed_int128" or key in conf}
    return {*PROGRAMS, *NO_ARGUMENTS, *SESSIONS, *ASKED, *typed, *(f for f, _ in BY_NUMBER)}


def run(kernel, obj):
    without = WITH_TYPES if kernel.any else ()
    for function in NO_ARGUMENTS:
        if function in without:
            continue
        machine = bpfvm.Machine(obj, kernel.fill(1)[0].bytes)
        yield function, kernel.outputs(machine, function, ["ulong"], [bpfvm.CTX])
    for function in TYPED:
        if function in obj.functions:  # see FIVE_MORE in programs.c
            for readable in (True, False):
                yield (f"{function}{'' if readable else ', memory not readable'}",
                       typed(kernel, obj, function, readable))
    for function, count in RETURNED.items():
        if function in obj.functions:
            regs, _ = kernel.fill(11)
            machine = bpfvm.Machine(obj, regs.bytes)
            yield function, kernel.outputs(
                machine, function, ["ulong"] * count,
                [regs["RC"], *(regs[f"RC{n}"] for n in range(2, count + 1))])
    for function, side in BY_NUMBER:
        regs, memory = kernel.fill(7, side)
        values = kernel.arguments(regs, memory, f"{side}_parms")
        machine = bpfvm.Machine(obj, regs.bytes, [memory])
        yield function, kernel.outputs(machine, function, ["ulong"] * 3,
                                     [values[0], values[4], values[11]])
    for function in SESSIONS:
        if function in obj.functions:
            for since in ("none", "ctx"):
                yield f"{function}, kernel functions with {since}", session(kernel, obj, function, since)
    for function in ("parm_asked", "parm_asked_of_3"):
        yield function, asked(kernel, obj, function, "kernel")
    for side in ("kernel", "user"):
        yield f"syscall_parm_asked {side}", asked(kernel, obj, "syscall_parm_asked", side)
    for function, (source, types) in PROGRAMS.items():
        if function in without or function in FIVE_MORE and function not in obj.functions:
            continue  # see programs.c
        for zero in (False, True):
            name = f"{function} {'low bytes 0' if zero else 'any bytes'}"
            if source == "syscall":
                for wrapper, how in kernel.wrappers(obj):
                    yield f"{name} {wrapper}", kernel.syscall(obj, function, types, *how, zero)
                if "wrapper" in kernel.conf:
                    yield (f"{name} with wrapper, 8192 from the stack pointer",
                           kernel.syscall(obj, function, types, True, low_byte_zero=zero,
                                        first=kernel.top["kernel"] + 8192))
                for distance in (-1, 8193, 0x4000):
                    first = kernel.top["kernel"] + distance
                    yield (f"{name} without wrapper, {distance} from the stack pointer",
                           kernel.syscall(obj, function, types, False, False, False, zero, first))
                continue
            side = "user" if source in ("user", "entry") else "kernel"
            regs, memory = kernel.fill(5, side, low_byte_zero=zero)
            if source == "slots":
                values = [int.from_bytes(regs.bytes[8 * n:8 * n + 8], kernel.order)
                          & (~0xff if zero else MASK) for n in range(12)]
                for n, value in enumerate(values):
                    regs.put(8 * n, 8, value)
            elif source == "rc":
                values = [regs["RC"], regs["RC2"]] if "RC2" in kernel.roles else [regs["RC"]]
                values = kernel.widen(values, types.split())
            elif source == "entry":
                values = [regs[f"PARM{n}_SYSCALL"] for n in range(1, 7)]
            else:
                values = kernel.arguments(regs, memory, f"{source}_parms")
            machine = bpfvm.Machine(obj, regs.bytes, [memory])
            yield name, kernel.outputs(machine, function, types.split(), values)
            if source == "kernel":
                for how, why in by_ftrace(kernel, obj, function, types.split()):
                    yield f"{name} {how}", why


def by_ftrace(kernel, obj, function, types):
    """At a function's entry, where ftrace stored the stack pointer behind the room that it
    made for the registers: whether its calls have a link of their own, and in kprobe.multi."""
    if "ftrace_room" not in kernel.conf:
        return
    room = int(kernel.conf["ftrace_room"])
    for how, behind, more in (("by ftrace", 8, 0), ("by fprobe", 0, 0),
                              ("by ftrace, not linked", 0x1234, kernel.word),
                              ("by ftrace, not linked, from below", -8, kernel.word)):
        regs, memory = kernel.fill(5)
        values = kernel.arguments(regs, memory, "kernel_parms")
        ctx = memory[0] - room - more
        regs.put(*kernel.roles["SP"], ctx)
        regs.put(*kernel.roles["FTRACE_LINK"], regs["IP"] + behind & kernel.mask)
        with unittest.mock.patch.object(bpfvm, "CTX", ctx):
            machine = bpfvm.Machine(obj, regs.bytes[:room], [memory])
            yield how, kernel.outputs(machine, function, types, values)


def session(kernel, obj, function, since):
    """A session program's two runs, on kernels whose functions take nothing, or the context."""
    side, types, kept = SESSIONS[function]
    types = types.split()
    regs, memory = kernel.fill(9, side)
    values = kernel.arguments(regs, memory, f"{side}_parms")[:len(types)]
    returned = False

    def kfunc(value):
        def call(r):
            if since == "ctx" and r[1] != bpfvm.CTX:
                raise bpfvm.Fault(f"called with {r[1]:#x}, not the context")
            return value()
        return call

    there = {"is_return": kfunc(lambda: 0xbad00 | returned), "cookie": kfunc(lambda: COOKIE)}
    machine = bpfvm.Machine(obj, regs.bytes, [memory, (COOKIE, bytes(8), "map")], {
        f"bpf_session_{name}___bpf_{s}": there[name] if s == since else None
        for name in there for s in ("none", "ctx")})
    why = kernel.outputs(machine, function, types, values)
    returned, loads = True, len(machine.loads)
    why = why or kernel.outputs(machine, function, [*types, *["ulong"] * (12 - len(types))],
                                [0] * 12)
    got = machine.variable("out", 12), machine.variable("out", 13)
    wanted = 1, convert(values[kept], types[kept], kernel.bits)
    if not why and (got != wanted or len(machine.loads) != loads):
        why = f"is_return, cookie: {got}, not {wanted}; loads at the return {machine.loads[loads:]}"
    return why


def asked(kernel, obj, function, side):
    """The arguments by their number, and 0 for every other one."""
    regs, memory = kernel.fill(8, side)
    obj.resolve(bpfvm.EXISTS, 0)
    if function.startswith("parm_asked"):
        values = kernel.arguments(regs, memory, "kernel_parms")
    else:
        values = [regs[f"PARM{n}_SYSCALL"] for n in range(1, 7)]
        if side == "kernel" and "MODE" in kernel.roles:
            values[0] = regs["PARM1"]
    why = ""
    for n in (*range(17), (1 << 32) + 1, MASK):
        for readable in (True, False) if function.startswith("parm_asked") else (True,):
            machine = bpfvm.Machine(obj, regs.bytes, [memory] if readable else [])
            machine.set_variable("out", 15, n)
            number = n & 3 if function == "parm_asked_of_3" else n
            there = 0 < number <= len(values) and (readable or f"PARM{number}" in kernel.roles)
            wanted = values[number - 1] if there else 0
            said = kernel.outputs(machine, function, ["ulong"], [wanted])
            why += f"number {n:#x}, stack readable {readable}: {said}\n" if said else ""
    return why


def typed(kernel, obj, function, readable):
    """A program with typed arguments: those in memory are 0 where that cannot be read."""
    key, side, types = TYPED[function]
    places = kernel.conf.get(key, kernel.conf["typed"]).split()
    regs, (top, words, _) = kernel.fill(6, side)
    words, structs = bytearray(words), []

    def word(place, value=None):
        if not place.startswith("s"):
            role = kernel.roles[f"PARM{place}"]
            if value is not None:
                regs.put(*role, value)
            return regs.get(*role)
        at = kernel.stack[side] + int(place[1:]) * kernel.word
        if value is not None:
            words[at:at + kernel.word] = value.to_bytes(kernel.word, kernel.order)
        return int.from_bytes(words[at:at + kernel.word], kernel.order)

    expected, failed = [], False
    for type, place in zip(types.split(), places):
        width, count = MEMBERS.get(type, (0, 1))
        failed |= not readable and ("s" in place or "@" in place)
        if place.startswith("@"):
            base = kernel.regs_at + 0x100 * (1 + len(structs))
            body = random.Random(base).randbytes(width * count)
            structs.append((base, body, side))
            word(place[1:], base)
            body = bytes(len(body)) if not readable else body
        else:
            value = [0 if "s" in p and not readable else word(p)
                     for p in place.lstrip(">").split(":")]
            body = b"".join(w.to_bytes(kernel.word, kernel.order) for w in value)
            if place.startswith(">") and kernel.order == "big":
                body = body[kernel.word - width * count:]
        if width:
            expected += [int.from_bytes(body[i * width:(i + 1) * width], kernel.order)
                         for i in SHOWN.get(type, range(count))]
        else:
            expected.append(convert(int.from_bytes(body, kernel.order), type, kernel.bits))
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
