# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Runs events.c: programs on the events of syscalls, and what the user's registers tell."""
import functools
import itertools
import pathlib
import random
import re
import subprocess
import tempfile

from common import TOP, vmlinux, BUILD, command
from truth import MASK, convert, types_of
import bpfvm

NR = 0x1f3
ENTER = "long ulong uint bool long short ptr".split()
ENTER3 = "int ulong ptr".split()
EXIT = "long long ulong uint bool long short ptr".split()
FSYSCALL = "ulong uint bool long short ptr".split()
COUNTS = {"plain": 6, "mmap": 6, "old_mmap": 6, "clone": 5, "pread64": 4, "pwrite64": 4, "truncate64": 2,
          "ftruncate64": 2, "fallocate": 4, "readahead": 3, "fadvise64": 4, "sync_file_range": 4,
          "fanotify_mark": 5}
# What is looked for in the kernel's BTF beside its registers: the layout that its source has,
# and one in which a vendor has put more in front.
TYPES = ("syscall_trace_enter", "syscall_trace_exit", "task_struct")
LAYOUT = """
typedef unsigned {word} word;
struct trace_entry {{
	unsigned short type;
	unsigned char flags, preempt_count;
	int pid;
	{more}
}};
struct syscall_trace_enter {{ struct trace_entry ent; int nr; word args[]; }} enter;
struct syscall_trace_exit {{ struct trace_entry ent; int nr; {word} ret; }} leave;
struct thread_info {{ word flags, syscall_work; unsigned status, cpu; }};
struct task_struct {{ {more} struct thread_info thread_info; unsigned state; word stack; }} task;
struct pt_regs {{ word registers[{words}]; }} regs;
"""


@functools.cache
def layout(bits, order, moved):
    """The types of a kernel that is made up: name -> (members, size)."""
    with tempfile.TemporaryDirectory() as work:
        source, output = pathlib.Path(work) / "types.c", pathlib.Path(work) / "types.o"
        source.write_text(LAYOUT.format(word="long long" if bits == 64 else "int",
                                        more="unsigned long long vendors;" if moved else "",
                                        words=44 if moved else 40))
        subprocess.run(["clang-19", "-g", "-target", f"bpf{order}", "-c", source, "-o", output],
                       check=True)
        return types_of(output, (*TYPES, "pt_regs"))


@functools.cache
def debians(debian):
    """The same types of Debian's kernel."""
    with tempfile.TemporaryDirectory() as work:
        source, output = pathlib.Path(work) / "types.c", pathlib.Path(work) / "types.o"
        source.write_text("#include <linux/bpf/vmlinux.h>\nstruct pt_regs regs;\n" + "".join(
            f"struct {n} x{n};\n" for n in TYPES))
        conf = {"bits": "64", "order": "el", "uapi": "x86", "debian": debian}
        line = command(None, conf, mode="vmlinux", warnings=())
        subprocess.run([*line, "-c", source, "-o", output], check=True)
        return types_of(output, (*TYPES, "pt_regs"))


def layouts(kernel):
    """name, types: what kernels have."""
    order = "el" if kernel.order == "little" else "eb"
    yield "as in the kernel's source", layout(kernel.bits, order, False)
    yield "as a vendor has moved it", layout(kernel.bits, order, True)
    if (BUILD / "vmlinux" / kernel.conf["debian"]).is_dir():
        yield "as Debian has it", debians(kernel.conf["debian"])


class Event:
    """The user's registers, where they are on the stack of the task, and what is at its foot."""

    def __init__(self, kernel, seed, nr=NR, inside=True, side="user", error=None, stack=8192,
                 limit=None):
        self.kernel, conf = kernel, kernel.conf
        self.regs, _ = kernel.fill(seed, side, low_byte_zero=False)
        self.at = (kernel.top["kernel"] & ~0xffff) + 0xfe58
        self.memory = []
        if "syscall_error" in conf and error is not None:
            bits = int(conf["syscall_error"], 0)
            # Any of them says it.
            self.put("ERROR", self.regs["ERROR"] & ~bits | (bits & -bits if error else 0))
        if "IN_SYSCALL" in kernel.roles:
            if isinstance(inside, bool):
                states = self.states(0 if inside else 1)
                inside = states[seed % len(states)]
            self.put("IN_SYSCALL", inside, keep="ERROR")
        elif inside is False:
            nr = -1
        self.task = 0xffff888003a00000 & kernel.mask
        if "thread_syscall" in conf:
            foot = bytearray(random.Random(seed).randbytes(64))
            at, word = int(conf["thread_syscall"]), kernel.word
            foot[:word] = self.task.to_bytes(word, kernel.order)
            # The registers of an interrupt, on old kernels after addr_limit; the number; the
            # end of the stack. (linux/magic.h, STACK_END_MAGIC)
            before = [] if limit is None else [limit]
            values = [*before, (0, self.at - word)[seed % 2], nr & kernel.mask, 0x57ac6e9d]
            foot[at - word:at + (len(values) - 1) * word] = b"".join(
                value.to_bytes(word, kernel.order) for value in values)
            self.memory.append((self.at & ~(stack - 1), bytes(foot), "kernel"))
            # Those that would be the foot of a shorter stack are within it.
            for size in (8192, 16384):
                if size < stack:
                    self.memory.append((self.at & ~(size - 1), bytes(64), "kernel"))
        elif "syscall_nr_bits" in conf:
            bits = int(conf["syscall_nr_bits"])
            self.put("SYSCALL_NR", self.regs["SYSCALL_NR"] >> bits << bits | nr & (1 << bits) - 1)
        else:
            self.put("SYSCALL_NR", nr & (1 << 8 * kernel.roles["SYSCALL_NR"][1]) - 1)

    def states(self, n):
        return [int(v, 0) for v in self.kernel.conf["in_syscall"].split()[n].split(",")]

    def put(self, role, value, keep=None):
        """In a register that may tell of several things."""
        if keep in self.kernel.roles and self.kernel.roles[keep] == self.kernel.roles[role]:
            bits = int(self.kernel.conf["syscall_error"], 0)
            value = value & ~bits | self.regs[keep] & bits
        self.regs.put(*self.kernel.roles[role], value)

    def values(self, first="handler"):
        """The six arguments, 7 where there are: as the handler takes them or at the end."""
        kernel = self.kernel
        names = [kernel.handlers(1) if first == "handler" else
                 "PARM1_SYSCALL_EXIT" if "PARM1_SYSCALL_EXIT" in kernel.roles else "PARM1_SYSCALL"]
        names += [f"PARM{n}_SYSCALL" for n in range(2, 8)]
        return [self.regs[n] for n in names if n in kernel.roles]

    def slots(self, *values):
        """A context that begins with the address of the registers, or other values."""
        rest = random.Random(99).randbytes(96)
        return (b"".join((v & MASK).to_bytes(8, self.kernel.order) for v in values)
                + rest)[:96]

    def machine(self, obj, ctx, known, more=()):
        """known: whether the verifier knows the pointer in the context."""
        kernel = self.kernel
        regs = (self.at, bytes(self.regs.bytes), "task" if known is not None else "kernel")
        machine = bpfvm.Machine(obj, ctx, [regs, *self.memory, *more])
        machine.task = self.task
        if known is not None:
            # On 32-bit kernels too: they take such loads, JITs that lack them are another matter.
            machine.members = [kernel.roles[r] for r in kernel.roles]
            if known:
                machine.task_regs = self.at
        return machine


def result(machine, function, kernel, values, runs=True, reads=None, others=0):
    """Why a program's result is wrong. values: (type, value); reads, others: how many calls."""
    try:
        machine.run(function)
    except bpfvm.Fault as fault:
        return str(fault)
    why = ""
    ran = machine.variable("out", 15)
    if ran != runs:
        why += f"it ran {ran} times\n"
    for n, (type, value) in enumerate(values if runs else ()):
        expected = convert(value, type, kernel.bits) if type else value & MASK
        got = machine.variable("out", n)
        if got != expected:
            why += f"out[{n}] ({type}): expected {expected:#x}, got {got:#x}\n"
    read = [c for c in machine.calls if c[0] == bpfvm.PROBE_READ_KERNEL]
    if reads is not None and (len(read), len(machine.calls) - len(read)) != (reads, others):
        why += f"{len(read)} reads, {len(machine.calls) - len(read)} other calls, " \
               f"not {reads} and {others}: {machine.calls}\n"
    return why


def argument_reads(kernel, count, end):
    """Reads of so many arguments: of all at once, but for a first one that is apart."""
    most = int(kernel.conf.get("event_reads", "1 1").split()[end])
    if kernel.any and kernel.arch == "arcompact":
        most = 6    # found as arc, whose registers move
    return min(count, most)


def nr_reads(kernel):
    """Reads, other calls for the number where nothing is loaded directly."""
    if "thread_syscall" in kernel.conf:
        # What the trap was, the pointer, the foot and the number.
        return 4, 1
    return sum(r in kernel.roles for r in ("SYSCALL_NR", "IN_SYSCALL")), 0


def enter(kernel, obj):
    """sys_enter."""
    for prefix, known in (("sys_enter", True), ("raw_enter", None)):
        loads = known and kernel.bits == 64
        for count, types in ((0, ()), (1, ENTER[:1]), (3, ENTER3), (7, ENTER)):
            function = f"{prefix}{count}"
            if count == 7 and function not in obj.functions:
                continue
            for seed in (1, 2):
                event = Event(kernel, seed)
                values = [*zip(types, [NR, *event.values()])] if count else [(None, bpfvm.CTX)]
                reads = 0 if loads or count < 2 else argument_reads(kernel, count - 1, 0)
                machine = event.machine(obj, event.slots(event.at, NR), known)
                yield f"{function}, {seed}", result(machine, function, kernel, values, True, reads)


def exits(kernel, obj):
    """sys_exit: of a syscall that succeeded, failed, and outside of one."""
    have = int(kernel.conf.get("exit_args", 6))
    for prefix, known in (("sys_exit", True), ("raw_exit", None)):
        loads = known and kernel.bits == 64
        for count in (0, 1, 2, 3, 5, 8):
            function = f"{prefix}{count}"
            if function not in obj.functions:
                continue
            for seed, ret, inside in ((1, 77, True), (2, -2, True), (3, -38, False)):
                types = ["long", "int"] if count == 2 else EXIT[:count]
                if count == 5:
                    types[4] = "ptr"
                event = Event(kernel, seed, inside=inside, error=ret < 0)
                nr = NR if inside else -1
                # Where the register tells, some kernels have the error's number, some as it is.
                given = -ret if inside and ret < 0 and "syscall_error" in kernel.conf else ret
                values = [*zip(types, [nr, ret & MASK, *event.values("exit")])]
                values = values if count else [(None, bpfvm.CTX)]
                reads, others = (0, 0) if loads or not count else nr_reads(kernel)
                if not inside and reads:
                    reads, others = "IN_SYSCALL" in kernel.roles or 1, 0
                if loads and count and "thread_syscall" in kernel.conf and inside:
                    reads, others = 3, 1
                if count >= 2 and not loads and "ERROR" in kernel.roles and given > 0:
                    reads += 1
                if count > 2 and not loads:
                    reads += argument_reads(kernel, count - 2, 1)
                machine = event.machine(
                    obj, event.slots(event.at, given & kernel.mask), known)
                why = result(machine, function, kernel, values, True, reads, others)
                if count - 2 > have:
                    # The target any: what this architecture has lost is refused.
                    why = "" if why == f"helper {bpfvm.POISON}" else f"not refused: {why}"
                yield f"{function}, {ret}, {'inside' if inside else 'outside'}", why


def compat(kernel, obj, types=None):
    """Tasks of 32 bits beside those of 64."""
    conf = kernel.conf
    if "compat_enter0" not in obj.functions:
        return
    if "compat_sections" not in conf:
        # The target any: there are none.
        for function in sorted(f for f in obj.functions if f.startswith("compat_")):
            event = Event(kernel, 1)
            machine = event.machine(obj, event.slots(event.at, NR), True)
            yield function, result(machine, function, kernel, [], False, 0)
        return
    narrow, wide = conf["compat_modes"].split()
    cases = [(int(m, 0), 0, "compat_status" not in conf) for m in narrow.split(",")]
    cases += [(int(wide, 0), 0, False)]
    if "compat_status" in conf:
        bit = int(conf["compat_status"])
        cases += [(int(wide, 0), bit, True), (int(wide, 0), bit ^ 0xffffffff, False)]
    pointer = (1 << int(conf.get("compat_pointer_bits", 32))) - 1
    have = int(conf.get("exit_args", 6))
    for n, (mode, status, is32) in enumerate(cases):
        by_nr = "thread_syscall" in conf
        nr = mode if by_nr else NR
        event = Event(kernel, 20 + n, nr)
        for role in kernel.roles:
            if re.match(r"(PARM|COMPAT)[1-7]", role):
                event.put(role, event.regs[role] | 0x80000000)
        if "IN_SYSCALL" in kernel.roles:
            event.put("IN_SYSCALL", event.states(0)[0])
        if not by_nr:
            event.put("COMPAT_MODE", mode)
        if kernel.roles.get("SYSCALL_NR") == kernel.roles["COMPAT_MODE"]:
            nr = convert(mode, "int", 64)
        at = types["task_struct"][0]["thread_info.status"][0] \
            if types and "compat_status" in conf else 16
        memory = [(event.task + at, status.to_bytes(4, kernel.order), "kernel")]
        for prefix, counts, first in (("compat_enter", (0, 1, 3, 7), "handler"),
                                      ("compat_exit", (0, 1, 2, 3, 5, 8), "exit")):
            for count in counts:
                function = f"{prefix}{count}"
                if function not in obj.functions:
                    continue
                args = [event.regs[f"COMPAT{i}"] for i in range(1, 7)] \
                    if "COMPAT1" in kernel.roles else event.values(first)
                low = [a & 0xffffffff for a in args]
                if prefix == "compat_enter":
                    kinds = ENTER3 if count == 3 else ENTER[:count]
                    given, values = nr, [nr, *low]
                else:
                    kinds = ["long", "int"] if count == 2 else EXIT[:count]
                    kinds = [*kinds[:4], "ptr"] if count == 5 else kinds
                    given, values = -9 & MASK, [nr, -9 & MASK, *low]
                    if "syscall_error" in conf:
                        bits = int(conf["syscall_error"], 0)
                        event.put("ERROR", event.regs["ERROR"] | bits)
                        given = 9
                # A long has 32 bits, and a pointer those that it has there.
                values = [convert(v, "int", 64) if t == "long" else v & pointer if t == "ptr" else v
                          for t, v in zip(kinds, values)]
                values = [*zip(kinds, values)] if count else [(None, bpfvm.CTX)]
                obj.resolve((bpfvm.FIELD_EXISTS, *bpfvm.EXISTS), 0)
                machine = event.machine(obj, event.slots(event.at, given), True, memory)
                reads = (1, 1) if "compat_status" in conf else (None, 0)
                if not by_nr and "compat_status" not in conf:
                    reads = 0, 0
                why = result(machine, function, kernel, values, is32, *reads)
                if prefix == "compat_exit" and count - 2 > have and is32:
                    why = "" if why == f"helper {bpfvm.POISON}" else f"not refused: {why}"
                yield f"{function}, mode {mode:#x}, status {status:#x}", why


def wrappers(kernel, obj):
    """The kernels that a program on a syscall's function may find: name, wrapped, whether the
    object is told by its types, other calls."""
    if "fsyscall_bare" not in kernel.conf:
        yield "with the wrapper", True, 0
    elif "wrapper" not in kernel.conf:
        yield "without wrapper", False, 0
    else:
        asked = obj.core_relocations((bpfvm.TYPE_EXISTS,)) > 0
        yield "with the wrapper", True, 0 if asked else 2
        yield "without wrapper", False, 0 if asked else 2


def fsyscall(kernel, obj):
    """fentry and fexit."""
    if "fsyscall0" not in obj.functions:
        return
    functions = [("fsyscall", 0, ()), ("fsyscall", 1, ["long"]), ("fsyscall", 6, FSYSCALL),
                 ("fexit", 0, ()), ("fexit", 1, ["long"]), ("fexit", 3, ENTER3),
                 ("fexit", 7, ENTER)]
    if "fsyscall" not in kernel.conf:
        # The target any: no trampolines.
        for prefix, count, _ in functions:
            event = Event(kernel, 1)
            machine = event.machine(obj, event.slots(event.at), True)
            yield f"{prefix}{count}", result(machine, f"{prefix}{count}", kernel, [], False, 0)
        return
    for name, wrapped, calls in wrappers(kernel, obj):
        for prefix, count, types in functions:
            function = f"{prefix}{count}"
            if function not in obj.functions:
                continue
            for seed, ret in ((1, 5), (2, -5)):
                event, value = Event(kernel, seed), ret & MASK
                fexit = prefix == "fexit"
                rng = random.Random(seed)
                args = event.values() if wrapped else [rng.getrandbits(64) for _ in range(6)]
                ctx = [event.at] if wrapped else args
                values = [*zip(types, ([value] if fexit else []) + args)]
                values = values if count else [(None, bpfvm.CTX)]
                obj.resolve(bpfvm.EXISTS, int(wrapped))
                obj.resolve((bpfvm.FIELD_EXISTS,), 0)
                asks = count - fexit > 0
                # Where a comparison of pointers tells it is none that the verifier knows.
                machine = event.machine(obj, event.slots(*ctx, *([value] if fexit else [])),
                                        calls == 0)
                machine.func_ret = value
                machine.task_regs = event.at if wrapped and not calls else None
                others = (calls if asks else 0) + (
                    count - fexit if calls and not wrapped and asks else 0) + (
                    fexit and count > 0 and kernel.conf.get("fexit_value") != "second")
                reads = argument_reads(kernel, count - fexit, 0) \
                    if asks and calls and wrapped else 0
                why = result(machine, function, kernel, values, True, reads, others)
                found = obj.sections[obj.functions[function][2]][0]
                section = prefix.replace("fsyscall", "fentry")
                if not kernel.any:
                    conf = kernel.conf
                    first = conf["fsyscall"] if count else conf.get("fsyscall0", conf["fsyscall"])
                    section += f"/{first}x"
                if found != section:
                    why += f"it is in {found}"
                yield f"{function} {name}, {ret}", why


def tracepoint(kernel, obj, types):
    """tp/syscalls, where a kernel with these types has the values."""
    for function, struct, members, kinds in (
            ("tp0", "", (), ()), ("tp3", "enter", [f"args[{n}]" for n in range(3)], ENTER3),
            ("tp6", "enter", [f"args[{n}]" for n in range(6)], FSYSCALL),
            ("tp_exit0", "", (), ()), ("tp_exit1", "exit", ["ret"], ["long"])):
        if function not in obj.functions:
            continue
        for seed in (1, 2):
            ctx = bytearray(random.Random(seed).randbytes(128))
            values, places = [], []
            for member, kind in zip(members, kinds):
                at, width = types[f"syscall_trace_{struct}"][0][member]
                if struct == "exit":
                    ctx[at:at + width] = (seed - 2 & kernel.mask).to_bytes(width, kernel.order)
                places.append((at, width))
                values.append((kind, int.from_bytes(ctx[at:at + width], kernel.order)))
            machine = bpfvm.Machine(obj, ctx)
            why = result(machine, function, kernel, values or [(None, bpfvm.CTX)], True, 0)
            if struct == "exit" and "tp_exit" in kernel.conf:
                # The target any: what is recorded is not what was returned.
                yield (f"{function}, {seed}",
                       "" if why == f"helper {bpfvm.POISON}" else f"not refused: {why}")
                continue
            # Some more than once, or a part: the verifier takes any of them.
            other = [(at, size) for at, size in machine.loads
                     if not any(a <= at and at + size <= a + w for a, w in places)]
            yield f"{function}, {seed}", why + (f"it loads {other}" if other else "")


def number(kernel, obj):
    """PT_REGS_SYSCALL_NR."""
    outer = [(s, -1) for s in Event(kernel, 1).states(1)] if "in_syscall" in kernel.conf else \
        [(False, -1)]
    inner = [(s, NR) for s in Event(kernel, 1).states(0)] if "in_syscall" in kernel.conf else \
        [(True, NR)]
    limits = [None, *(int(x, 0) for x in kernel.conf.get("thread_limits", "").split())]
    for state, nr in [*inner, *outer]:
        for stack, limit in itertools.product(
                (8192, 16384, 65536) if "thread_syscall" in kernel.conf else (8192,), limits):
            event = Event(kernel, 7, inside=state, stack=stack, limit=limit)
            width = 8 if "thread_syscall" in kernel.conf else kernel.roles["SYSCALL_NR"][1]
            if width == 8 and "thread_syscall" not in kernel.conf:
                # An int: what is above has no meaning.
                event.put("SYSCALL_NR", event.regs["SYSCALL_NR"] & 0xffffffff | 0x5a5a5a5a << 32)
            for function, known in (("nr", True), ("nr_core", None)):
                reads, others = nr_reads(kernel)
                if nr == -1:
                    reads, others = ("IN_SYSCALL" in kernel.roles) or 1, 0
                elif "thread_syscall" in kernel.conf:
                    reads += {8192: 0, 16384: 1, 65536: 2}[stack]
                if known:
                    reads = max(reads - 1, 0) if "thread_syscall" in kernel.conf and nr != -1 else 0
                machine = event.machine(obj, event.slots(event.at, NR), known)
                yield (f"{function}, state {state:#x}, stack {stack}, limit {limit}",
                       result(machine, function, kernel, [(None, nr)], True, reads, others))
    if "thread_syscall" in kernel.conf:
        # Not the task's stack.
        event = Event(kernel, 7)
        event.task += kernel.word
        machine = event.machine(obj, event.slots(event.at, NR), None, [
            (event.at & ~0xffff, bytes(64), "kernel"), (event.at & ~0x3fff, bytes(64), "kernel")])
        yield "nr_core of another stack", result(machine, "nr_core", kernel, [(None, -1)])


def mode(kernel, obj):
    """PT_REGS_IS_USER."""
    for side in ("user", "kernel"):
        for seed in (1, 2):
            event = Event(kernel, seed, side=side)
            # Once more, where one register tells of both.
            event.put("USER_MODE", int(kernel.conf[f"mode_{side}"], 0))
            for function, known, reads in (("user", True, 0), ("user_core", None, 1)):
                machine = event.machine(obj, event.slots(event.at, NR), known)
                yield f"{function} {side}", result(machine, function, kernel,
                                                   [(None, side == "user")], True, reads)
            machine = bpfvm.Machine(obj, event.regs.bytes)
            yield f"user_ctx {side}", result(machine, "user_ctx", kernel,
                                             [(None, side == "user")], True, 0)
            machine = bpfvm.Machine(obj, event.regs.bytes)
            yield f"user_both {side}", result(machine, "user_both", kernel,
                                              [(None, side == "user")], True)


def user_regs(kernel, obj, types=None):
    """bpf_user_regs(): on kernels with bpf_task_pt_regs(); without it if there are types."""
    event = Event(kernel, 1)
    obj.resolve(bpfvm.EXISTS, 1)
    machine = event.machine(obj, event.slots(1), False)
    yield "user_regs", result(machine, "user_regs", kernel, [(None, event.at)], True, 0, 2)
    if not types and obj.core_relocations((bpfvm.TYPE_SIZE,)):
        return
    obj.resolve(bpfvm.EXISTS, 0)
    machine = event.machine(obj, event.slots(1), False)
    if not types or "user_regs" not in kernel.conf:
        # The kernel refuses it: nothing else is known.
        yield ("user_regs, whatever the kernel",
               result(machine, "user_regs", kernel, [(None, event.at)], True, 0, 2))
        return
    at, width = types["task_struct"][0]["stack"]
    stack = 0xffffc90000128000
    machine = event.machine(obj, event.slots(1), False,
                            [(event.task + at, stack.to_bytes(width, kernel.order), "kernel")])
    end = stack + int(kernel.conf["user_regs"]) - types["pt_regs"][1]
    yield ("user_regs without bpf_task_pt_regs()",
           result(machine, "user_regs", kernel, [(None, end)], True, 1, 1))


def syscalls(arch):
    """name -> places of its arguments, of arch/<arch>/syscalls."""
    lines = [line.split() for line in (TOP / "arch" / arch / "syscalls").read_text().splitlines()
             if not line.startswith("#")]
    return {"plain": "1 2 3 4 5 6".split(), **{name: places for name, _, *places in lines}}


def arguments(kernel, obj):
    """64-bit arguments, and those of syscalls that are not alike."""
    for function in sorted(f for f in obj.functions if f.startswith("arg64_")):
        n, wide = map(int, function.split("_")[1:])
        event = Event(kernel, 11)
        words = event.values()
        types = ["long"] * (n - 1 - wide) + ["wide"] * (wide + 1)
        value = kernel.widen([*words, *[0] * 6], types)[-1]
        machine = event.machine(obj, event.slots(event.at, NR), None)
        yield function, result(machine, function, kernel, [(None, value)])
    lines = syscalls(kernel.arch)
    if kernel.any:
        # The target any has each, whatever the kernel; it is as they come where there is none.
        lines.setdefault("old_mmap", "1 2 3 4 5 6".split())
    for name, places in lines.items():
        if name not in COUNTS:
            continue
        for seed in (12, 13):
            event = Event(kernel, seed)
            user = kernel.top["user"] + 0x10000
            behind = random.Random(seed).randbytes(8 * kernel.word)
            if places[0].startswith("*1"):
                event.put(kernel.handlers(1), user)
            words, values = event.values(), []
            for place in places:
                numbers, _, shift = place.lstrip("@").partition("<<")
                if place.startswith("*1["):
                    at = int(place[3:-1]) * kernel.word
                    value = int.from_bytes(behind[at:at + kernel.word], kernel.order)
                else:
                    value = kernel.joined([words[int(i) - 1] for i in numbers.split(":")])
                values.append((None, value << int(shift or 0)))
            machine = event.machine(obj, event.slots(event.at, NR), None,
                                    [(user, behind, "user")])
            assert len(values) == COUNTS[name]
            yield (f"args_{name}, arguments {' '.join(places)}, {seed}",
                   result(machine, f"args_{name}", kernel, values))


def run(kernel, obj, types=None):
    """Every program of events.c: yields name, reason it is wrong or empty. types: by which the
    object is relocated, if it is."""
    yield from enter(kernel, obj)
    yield from exits(kernel, obj)
    yield from compat(kernel, obj, types)
    yield from fsyscall(kernel, obj)
    yield from tracepoint(kernel, obj, types or next(layouts(kernel))[1])
    yield from number(kernel, obj)
    yield from mode(kernel, obj)
    yield from user_regs(kernel, obj, types)
    yield from arguments(kernel, obj)


def relocated(kernel, path, members=None, user_regs_size=0):
    """What depends on the kernel's other types, by each layout of them; members: of pt_regs,
    if not as the program was compiled for."""
    if members is None:
        names = [line.split()[:2] for line in
                 (TOP / "arch" / kernel.arch / "registers").read_text().splitlines()
                 if not line.startswith("#")]
        members = {name: kernel.roles[role] for role, name in names}
    for name, types in layouts(kernel):
        obj = bpfvm.Object(path)
        obj.relocate(members, user_regs_size, types)
        for function, why in [*tracepoint(kernel, obj, types), *user_regs(kernel, obj, types),
                              *compat(kernel, obj, types)]:
            yield f"{function}, {name}", why


def known(conf):
    """The programs of events.c."""
    any = "arch" not in conf

    def counted(prefix, counts):
        return {f"{prefix}{n}" for n in counts}

    have = 6 if any else int(conf.get("exit_args", 6))
    ends = {0, 1, 2, *({3} if have else ()), *({5} if have > 2 else ()), *({8} if have > 5 else ())}
    names = {*counted("sys_enter", (0, 1, 3, 7)), *counted("raw_enter", (0, 1, 3, 7)),
             *counted("sys_exit", ends), *counted("raw_exit", ends), *counted("tp", (0, 3, 6)),
             "tp_exit0", "nr", "nr_core", "user", "user_core", "user_ctx", "user_both", "user_regs",
             "arg64_1_0", "arg64_2_0", "arg64_3_0", "arg64_3_1", "arg64_4_0", "arg64_4_1",
             "arg64_5_0"}
    if any or "tp_exit" not in conf:
        names |= {"tp_exit1"}
    names |= {f"args_{n}" for n in COUNTS if any or n in syscalls(conf["arch"])}
    if any or "compat_sections" in conf:
        names |= counted("compat_enter", (0, 1, 3, 7)) | counted("compat_exit", ends)
    if any or "fsyscall" in conf:
        names |= counted("fsyscall", (0, 1, 6)) | counted("fexit", (0, 1, 3, 7))
    return names


# As in programs.py.
FIVE_MORE = ("sys_enter7", "raw_enter7", "compat_enter7", "sys_exit5", "raw_exit5", "compat_exit5",
             "sys_exit8", "raw_exit8", "compat_exit8", "fsyscall6", "fexit7", "tp6")


def asks(obj):
    """The types that an object looks for in the kernel's BTF."""
    types = obj.btf_types()
    return {types[r[2]][1].partition("___")[0] for r in obj.core_records()}


def asked(conf, order, core, clang):
    """Those that it must look for, with CO-RE or without."""
    found = {"task_struct"} if clang and "compat_status" in conf else set()
    if not core:
        return found
    found |= {"syscall_trace_enter", *({"syscall_trace_exit"} if "tp_exit" not in conf else ())}
    if "user_regs" in conf:
        found |= {"task_struct", "pt_regs", "bpf_func_id"}
    if "syscall_fn" in conf:
        found |= {conf["syscall_fn"]}
    if {"core", "core_ip"} & conf.keys() or order == "eb" and "nr_eb" in conf:
        found |= {"pt_regs"}
    return found
