# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""docs/registers.json against the kernels' own types, and what arch/ knows. TAP on stdout."""
import json
import pathlib
import re
import sys
import tempfile

import any as any_kernels
import common
from common import TOP
import truth
from tap import finish, ok

ORDERS = {"el": "little", "eb": "big"}
FILE = TOP / "docs/registers.json"


def places(layout):
    """role, as in arch/<name>/registers -> (offset, width), and what the file says beside it."""
    found = dict(layout["registers"])
    syscall = layout["syscall"]
    found |= {f"PARM{n}_SYSCALL": r for n, r in enumerate(syscall["arguments"], 1)}
    for role, of in (("SYSCALL_NR", syscall["number"]), ("ERROR", syscall.get("error"))):
        if of and "offset" in of:
            found[role] = of
    return {role: ((r["offset"], r["width"]), r) for role, r in found.items()}


def registers(where, arch, conf, layout, name, types):
    """Each register against the BTF of one kernel."""
    # An option, +OPTION or -OPTION, has moved some.
    moved = "+" in name or "-" in re.sub(r"-built\d+$", "", name)
    members, size = types
    truths = truth.btf_roles(arch, conf, members)
    said = places(layout)
    for role, (place, register) in said.items():
        there = truths.get(role)
        wanted = there
        if where.endswith(" big") and role == "SYSCALL_NR" and "nr_eb" in conf:
            # The BTF at hand is of the other byte order.
            wanted = int(conf["nr_eb"]), there[1]
        ok(place == wanted or (there and moved and register.get("moves")),
           f"{where}: {role} is in the BTF of {name}", f"{place}, there {there}")
        alias = dict(pair.split("=") for pair in conf.get("btf_names", "").split())
        of = members.get(register["member"]) or members.get(alias.get(register["member"]))
        ok(of == there, f"{where}: {role} is {name}'s {register['member']}", f"{of}, not {there}")
    ok(size in layout["context"] or not layout["context"],
       f"{where}: {name}'s bpf_user_pt_regs_t is one of {layout['context']}", size)


def knowledge(where, order, conf, roles, layout):
    """What arch/ says, found without the headers."""
    said, syscall = places(layout), layout["syscall"]
    wanted = {r for r in roles if re.fullmatch(
        r"PARM\d(_SYSCALL)?|RET|FP|RC\d?|SP|IP|SYSCALL_NR|ERROR", r)}
    ok(said.keys() == wanted, f"{where}: has every role", said.keys() ^ wanted)
    stack = int(conf.get(f"stack_{order}", conf.get("stack", -1)))
    in_registers = sum(bool(re.fullmatch(r"PARM\d", r)) for r in roles)
    user = 0 if conf.get("user_parms") == "stack" else in_registers
    ok(layout["arguments"] == {"kernel": {"registers": in_registers, "stack": stack},
                               "user": {"registers": user, "stack": stack}},
       f"{where}: arguments", layout["arguments"])
    back = {"on_stack": True} if conf.get("ret_ip") == "stack" else {
        "register": "RET", "add": int(conf.get("ret_ip", "0"))}
    ok(layout["return_address"] == back, f"{where}: return address", layout["return_address"])
    ok(layout["word"] == int(conf["bits"]) // 8, f"{where}: word", layout["word"])
    number = syscall["number"]
    if "thread_syscall" in conf:
        ok(number == {"thread_info": int(conf["thread_syscall"])}, f"{where}: syscall's number", number)
    else:
        bits = int(conf.get("syscall_nr_bits", 8 * number["width"]))
        ok(number["bits"] == bits, f"{where}: {bits} bits are the syscall's number", number)
    kept = int(conf.get("exit_args", len(syscall["arguments"])))
    ok(syscall["kept_at_exit"] == kept, f"{where}: {kept} arguments at exit", syscall["kept_at_exit"])
    ok(syscall["wrapper"] == ("wrapper" in conf), f"{where}: wrapper", syscall["wrapper"])
    mask = syscall.get("error", {}).get("mask")
    ok(mask == conf.get("syscall_error"), f"{where}: what tells an error", mask)


def main():
    found = json.loads(pathlib.Path(sys.argv[1] if sys.argv[1:] else FILE).read_text())
    ok(found["schema"] == 1, "schema 1", found["schema"])
    ok(found["architectures"].keys() == {*common.every()}, "every architecture",
       found["architectures"].keys() ^ {*common.every()})
    for arch, of in found["architectures"].items():
        conf = common.configuration(arch)
        roles = common.roles(arch)
        ok(of["targets"] == [arch, *conf.get("aliases", "").split()], f"{arch}: names", of["targets"])
        orders = [ORDERS[o] for o in conf["any"].split()]
        ok([*of["orders"]] == orders, f"{arch}: byte orders", [*of["orders"]])
        with tempfile.TemporaryDirectory() as work:
            kernels = [(name, truth.kernel_types(btf))
                       for name, btf in any_kernels.kernels(arch, conf, pathlib.Path(work))]
        ok(kernels, f"{arch}: there is the BTF of a kernel")
        for order, layout in of["orders"].items():
            where = f"{arch} {order}"
            knowledge(where, "el" if order == "little" else "eb", conf, roles, layout)
            for name, types in kernels:
                registers(where, arch, conf, layout, name, types)
    return finish()


if __name__ == "__main__":
    sys.exit(main())
