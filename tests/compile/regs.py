# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Runs regs.c: a program for each macro of registers."""
from truth import MASK
import bpfvm


def run(kernel, obj):
    """Every program of regs.c: yields name, reason it is wrong or empty."""
    for function in sorted(obj.functions):
        form, _, role = function.partition("_")
        for seed, side in ((1, "kernel"), (2, "user")):
            regs, memory = kernel.fill(seed, side)
            if function == "syscall_regs":
                continue
            obj.resolve(bpfvm.EXISTS, 0)
            machine = bpfvm.Machine(obj, regs.bytes, [memory])
            if form in ("set", "return", "assign"):
                yield f"{function} {side}", written(kernel, machine, function, role, regs, memory)
                continue
            moded = role == "PARM1_SYSCALL" and "MODE" in kernel.roles
            if function in ("ret_ip", "read_ret_ip"):
                expected = kernel.ret_ip(regs, memory)
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
            place = kernel.roles.get(role)
            if form in ("plain", "named") and not moded and machine.loads != [place]:
                why += f" loads {machine.loads}, not {place}"
            if form == "core" and not moded and machine.calls != [
                    (113, bpfvm.CTX + place[0], place[1])]:
                why += f" helper calls {machine.calls}, not of {place}"
            yield f"{function} {side}", why
            if moded and form != "both" and side == "user" and kernel.asks(obj):
                obj.resolve(bpfvm.EXISTS, 1)
                machine = bpfvm.Machine(obj, regs.bytes, [memory])
                got = machine.run(function)
                yield (f"{function} on kernels with the wrapper",
                       "" if got == expected and len(machine.loads + machine.calls) == 1
                       else f"{got:#x}, loads {machine.loads}, calls {machine.calls}")
    for name, how in kernel.wrappers(obj):
        yield f"syscall_regs {name}", kernel.syscall(obj, "syscall_regs", "ulong " * 6, *how)


def written(kernel, machine, function, role, regs, memory):
    """What a program of registers that are written does: the reason it is wrong."""
    machine.writable = True
    value = 0x8877665544332211 & ((1 << kernel.bits) - 1)
    wanted = {kernel.roles[role]: value}
    if function == "return_RC":
        ip = kernel.ret_ip(regs, memory)
        if "THUMB" in kernel.roles:
            state = regs["THUMB"] & ~0x20 | (ip & 1) << 5
            wanted[kernel.roles["THUMB"]], ip = state, ip & ~1
        wanted[kernel.roles["IP"]] = ip
        if "NEXT_IP" in kernel.roles:
            wanted[kernel.roles["NEXT_IP"]] = ip + 4
        if kernel.conf.get("ret_ip") == "stack":
            wanted[kernel.roles["SP"]] = regs["SP"] + kernel.word
    failed = machine.run(function)
    got = {(at, size): stored for at, size, stored in machine.stores}
    return "" if got == wanted and not failed else f"stored {got}, wanted {wanted}"
