# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""A kernel on which the programs of an object run, in tests/lib/bpfvm.py."""
import random

from truth import MASK, Registers, convert
import bpfvm


class Kernel:
    """Of an architecture: its registers, each with a value of its own, and memory."""

    def __init__(self, arch, conf, roles, order, any=False):
        self.any = any
        if order == "eb" and "nr_eb" in conf and not any:
            roles = {**roles, "SYSCALL_NR": (int(conf["nr_eb"]), roles["SYSCALL_NR"][1])}
        self.arch, self.conf, self.roles = arch, conf, roles
        self.order = "little" if order == "el" else "big"
        self.bits = int(conf["bits"])
        self.word, self.mask = self.bits // 8, (1 << self.bits) - 1
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
                         **{"MODE": mode, "USER_MODE": mode, "SP": self.top[side], **more})
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
