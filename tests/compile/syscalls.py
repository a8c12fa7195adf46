# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Runs syscalls.c: the macros of syscalls that are not alike, and of 32-bit tasks."""
import random
import re

from common import TOP, compile
import bpfvm
from machine import Kernel
from tap import ok
from truth import MASK, convert


# Functions of kernels from before the wrapper.
OLD = {"old": "kprobe/sys_x", "compat_old": "kprobe/compat_sys_x",
       "compat_native_old": "kprobe/sys_x"}


def run(kernel, obj):
    """Every program of syscalls.c that arch/<name>/syscalls has a line of."""
    for line in (TOP / "arch" / kernel.arch / "syscalls").read_text().splitlines():
        if line.startswith("#"):
            continue
        function, section, *places = line.split()
        given = [place.split("=") for place in places if "=" in place]
        places = [place for place in places if "=" not in place]
        user = kernel.top["user"] + 0x10000
        for seed in (8, 9):
            regs, (top, body, side) = kernel.fill(seed)
            body, users = bytearray(body), kernel.fill(seed + 10, "user")[0]
            behind = random.Random(seed).randbytes(8 * kernel.word)
            memories = [(user, behind, "user"), (kernel.regs_at, users.bytes, "kernel")]

            def word(n, value=None):
                """Word n of the function's, also set."""
                on_stack = "syscall_parms" in kernel.conf and \
                    kernel.conf["syscall_parms"] == "stack"
                count = 0 if on_stack else sum(f"PARM{i}" in kernel.roles for i in range(1, 9))
                role = f"PARM{n}"
                if kernel.conf.get("syscall_parms") == "entry":
                    role, count = kernel.handlers(n), 7
                if n <= count:
                    if value is not None:
                        regs.put(*kernel.roles[role], value)
                    return regs[role]
                at = kernel.stack[side] + (n - 1 - count) * kernel.word
                if value is not None:
                    body[at:at + kernel.word] = value.to_bytes(kernel.word, kernel.order)
                return int.from_bytes(body[at:at + kernel.word], kernel.order)

            for n, value in given:
                word(int(n), int(value))
            for place in places:
                if place.startswith("*"):
                    word(int(place[1:place.index("[")]), user)
                elif place.startswith("@"):
                    word(1, kernel.regs_at)
            values = []
            for place in places:
                numbers, _, shift = place.lstrip("@").partition("<<")
                if place.startswith("*"):
                    at = int(place.partition("[")[2][:-1]) * kernel.word
                    value = int.from_bytes(behind[at:at + kernel.word], kernel.order)
                elif place.startswith("@"):
                    value = users[kernel.handlers(int(numbers))]
                else:
                    value = kernel.joined([word(int(n)) for n in numbers.split(":")])
                values.append(value << int(shift or 0) & MASK)
            memories.append((top, body, side))
            obj.resolve((bpfvm.FIELD_EXISTS, *bpfvm.EXISTS), 0)
            machine = bpfvm.Machine(obj, regs.bytes, memories)
            why = kernel.outputs(machine, function, ["ulong"] * len(values), values)
            found = obj.sections[obj.functions[function][2]][0]
            if found != section:
                why += f"it is in {found}"
            yield f"{function} in {section}, arguments {' '.join(places)}", why


def compat(kernel, obj):
    """Programs on syscalls of 32-bit tasks, run for one of these and for a 64-bit one."""
    sections = dict(zip(("compat", "compat_native"), kernel.conf["compat_sections"].split()))
    how, (narrow, wide) = kernel.conf["compat_call"], kernel.conf["compat_modes"].split()
    modes = [(int(m, 0), 0) for m in narrow.split(",")] + [(int(wide, 0), 0)]
    if "compat_status" in kernel.conf:
        status = int(kernel.conf["compat_status"])
        modes += [(int(wide, 0), status), (int(wide, 0), status ^ 0xffffffff)]
    pointer = (1 << int(kernel.conf.get("compat_pointer_bits", 32))) - 1
    for n, (mode, status) in enumerate(modes):
        is32 = n < len(narrow.split(",")) or n == len(modes) - 2 and "compat_status" in kernel.conf
        regs, memory = kernel.fill(20 + n)
        users, _ = kernel.fill(40 + n, "user")
        # With a sign, and a bit that is none of a 31-bit pointer's.
        for role in kernel.roles:
            if re.match(r"(PARM|COMPAT)[23]", role):
                for some in (regs, users):
                    some.put(*kernel.roles[role], some[role] | 0x80000000)
        users.put(*kernel.roles["COMPAT_MODE"], mode)
        # Of struct thread_info after flags and syscall_work, two longs. (asm/thread_info.h)
        memories = [(bpfvm.TASK + 16, status.to_bytes(4, kernel.order), "kernel")]
        words = kernel.arguments(regs, memory, "syscall_parms")
        if how.isdecimal():
            memories.append((kernel.top["kernel"] + int(how), users.bytes, "task"))
        else:
            memories += [memory, (kernel.regs_at, users.bytes, "task")]
            if how != "task":
                regs.put(*kernel.roles["PARM1"], kernel.regs_at)
                words = [users[f"COMPAT{i}" if "COMPAT1" in kernel.roles else kernel.handlers(i)]
                         for i in range(1, 7)]
        low = [w & 0xffffffff for w in words]
        values = [low[0], convert(low[1], "int", 64), low[2] & pointer, *low[3:6]]
        runs = is32 or how == "regs"
        for function, section in sections.items():
            count = 6 if function == "compat" else 1
            obj.resolve((bpfvm.FIELD_EXISTS, *bpfvm.EXISTS), 0)
            machine = bpfvm.Machine(obj, regs.bytes, memories)
            why = kernel.outputs(machine, function, ["ulong"] * count,
                               values if runs else [0] * count)
            found = obj.sections[obj.functions[function][2]][0]
            if found != section + "x":
                why += f"it is in {found}"
            yield f"{function} in {section}x, mode {mode:#x}, status {status:#x}", why
        machine = bpfvm.Machine(obj, regs.bytes, memories)
        if how.isdecimal():
            machine.regions[-1] = (kernel.regs_at, *machine.regions[-1][1:])
        got = machine.run("in_compat")
        yield (f"in_compat, mode {mode:#x}, status {status:#x}",
               "" if got == is32 else f"it is {got}")


def check(arch, conf, roles, has, work, compilers):
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
            kernel = Kernel(arch, conf, roles, order)
            for name, why in [*run(kernel, obj),
                              *(compat(kernel, obj) if "compat_sections" in conf else ())]:
                ok(not why, f"{where}: {name}", why)
            for name, section in OLD.items():
                if name in obj.functions:
                    kernel.outputs(bpfvm.Machine(obj, kernel.fill(1)[0].bytes), name, [], [])
                    found = obj.sections[obj.functions[name][2]][0]
                    ok(found == section, f"{where}: {name} is in {section}", found)
            left = obj.functions.keys() - obj.ran
            ok(not left, f"{where}: every program of syscalls.c has run", left)
