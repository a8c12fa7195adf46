# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""What a program must find: where the kernel has each register, and what C makes of it.

From the kernel's BTF or UAPI headers, or the table in arch/ARCH/registers, and
not from our headers.
"""
import json
import random
import subprocess

from common import BUILD, TOP, UAPI, vmlinux

MASK = (1 << 64) - 1


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


def types_of(btf, names):
    """Of a BTF these types: name -> (member -> (offset, width), elements too; size), of two of
    a name the longer one."""
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
                # As many elements as are asked for, where it has no end.
                for i in range(inner["nr_elems"] or 6):
                    yield f"{prefix}{name}[{i}]", (at + i * width, width)
            if inner["kind"] != "ARRAY":
                yield prefix + name, (at, size(m["type_id"]))

    found = [(t["name"], flatten(t["id"], 0) if t["kind"] in ("STRUCT", "UNION") else (),
              size(t["id"])) for t in types.values()
             if t["kind"] in ("STRUCT", "UNION", "TYPEDEF") and t["name"] in names]
    return {name: (dict(members), length)
            for name, members, length in sorted(found, key=lambda t: t[2])}


def kernel_types(btf):
    """Of a kernel's BTF: struct pt_regs as member -> (offset, width), elements too; the
    size of bpf_user_pt_regs_t."""
    types = types_of(btf, ("pt_regs", "bpf_user_pt_regs_t"))
    return types["pt_regs"][0], types.get("bpf_user_pt_regs_t", ({}, 0))[1]


def btf_roles(arch, conf, members):
    """role -> (offset, width) by the names of members in a kernel's BTF."""
    names = dict(pair.split("=") for pair in conf.get("btf_names", "").split())
    lines = [line.split() for line in (TOP / "arch" / arch / "registers").read_text().splitlines()
             if not line.startswith("#")]
    return {line[0]: members.get(line[1]) or members.get(names.get(line[1])) for line in lines}


def kernel_btfs(arch):
    """The BTF of kernels from source: name, file. An option may have moved the registers."""
    for btf in sorted((TOP / "arch" / arch).glob("*.btf")):
        yield btf.stem, btf
    for guest in sorted((TOP / "arch" / arch).glob("*.guest")):
        for btf in sorted(BUILD.glob(f"kernel/{guest.stem}-built*/btf")):
            yield btf.parent.name, btf


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
