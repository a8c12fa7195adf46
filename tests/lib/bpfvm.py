# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Runs BPF programs from an object file, outside any kernel.

Enough of the instruction set for what compilers make of small programs, with a
memory of named regions. Like the verifier it refuses a load through a context
pointer that was computed with. It records the context loads and helper calls.
"""
import struct

MASK = (1 << 64) - 1
STACK = 0x7ff000000000
CTX = 0x7fe000000000
SECTIONS = 0x7fd000000000
TASK = 0xffff888003a00000

# Helpers, and kinds of CO-RE relocations.
PROBE_READ, GET_CURRENT_TASK, GET_CURRENT_TASK_BTF, TASK_PT_REGS = 4, 35, 158, 175
PROBE_READ_USER, PROBE_READ_KERNEL, GET_FUNC_ARG, GET_FUNC_RET = 112, 113, 183, 184
GET_ATTACH_COOKIE = 174
FIELD_OFFSET, FIELD_EXISTS, TYPE_EXISTS, TYPE_SIZE, ENUMVAL_EXISTS = 0, 2, 8, 9, 10
EXISTS = (TYPE_EXISTS, ENUMVAL_EXISTS)
POISON = 0xbad2310


class Fault(Exception):
    pass


class Object:
    """An ELF64 BPF object of either byte order."""

    def __init__(self, path):
        data = open(path, "rb").read()
        if data[:4] != b"\x7fELF" or data[4] != 2:
            raise Fault(f"{path}: not an ELF64 file")
        self.order = order = "<" if data[5] == 1 else ">"
        shoff, = struct.unpack_from(order + "Q", data, 40)
        shentsize, shnum, shstrndx = struct.unpack_from(order + "HHH", data, 58)
        raw = [struct.unpack_from(order + "IIQQQQIIQQ", data, shoff + i * shentsize)
               for i in range(shnum)]
        names = raw[shstrndx]

        def string(table, at):
            start = table[4] + at
            return data[start:data.index(b"\0", start)].decode()

        self.sections = []
        for sh in raw:
            body = bytearray(sh[5]) if sh[1] == 8 else bytearray(data[sh[4]:sh[4] + sh[5]])
            self.sections.append((string(names, sh[0]), body))
        symtab = next(sh for sh in raw if sh[1] == 2)
        strtab = raw[symtab[6]]
        self.symbols = []
        for at in range(symtab[4], symtab[4] + symtab[5], 24):
            name, info, _, index, value, size = struct.unpack_from(order + "IBBHQQ", data, at)
            self.symbols.append((string(strtab, name), info, index, value, size))
        self.relocations = {}
        for sh in raw:
            if sh[1] == 9:
                for at in range(sh[4], sh[4] + sh[5], 16):
                    where, info = struct.unpack_from(order + "QQ", data, at)
                    self.relocations[sh[7], where] = self.symbols[info >> 32]
        self.records = None
        self.functions = {s[0]: s for s in self.symbols if s[1] & 15 == 2 and s[2]}
        self.ran = set()

    def section(self, name):
        return next((body for n, body in self.sections if n == name), b"")

    def core_records(self):
        """Of each CO-RE relocation: section, instruction, type, access string, kind."""
        if self.records is None:
            self.records = list(self.read_core_records())
        return self.records

    def read_core_records(self):
        ext = self.section(".BTF.ext")
        if len(ext) < 32:
            return
        hdr_len, = struct.unpack_from(self.order + "I", ext, 4)
        at, length = struct.unpack_from(self.order + "II", ext, 24) if hdr_len >= 32 else (0, 0)
        if not length:
            return
        at += hdr_len
        end = at + length
        size, = struct.unpack_from(self.order + "I", ext, at)
        at += 4
        while at < end:
            section, n = struct.unpack_from(self.order + "II", ext, at)
            at += 8
            for _ in range(n):
                where, type_id, access, kind = struct.unpack_from(self.order + "IIII", ext, at)
                yield self.btf_string(section), where, type_id, self.btf_string(access), kind
                at += size

    def core_relocations(self, kinds=range(100)):
        """How many CO-RE relocations of these kinds libbpf would apply on loading."""
        return sum(1 for r in self.core_records() if r[4] in kinds)

    def resolve(self, kinds, value):
        """Apply CO-RE relocations of kinds that are answered by a number."""
        for section, where, _, _, _ in (r for r in self.core_records() if r[4] in kinds):
            struct.pack_into(self.order + "i", self.section(section), where + 4, value)

    def btf_string(self, at):
        btf = self.section(".BTF")
        hdr_len, _, _, strings, _ = struct.unpack_from(self.order + "IIIII", btf, 4)
        start = hdr_len + strings + at
        return btf[start:btf.index(b"\0", start)].decode()

    def btf_types(self):
        """The types by number: (kind, name, what it is of, members as (name, type))."""
        btf = self.section(".BTF")
        hdr_len, at, length, _, _ = struct.unpack_from(self.order + "IIIII", btf, 4)
        at, types = at + hdr_len, [None]
        end = at + length
        extra = {1: 4, 3: 12, 14: 4, 17: 4}
        each = {4: 12, 5: 12, 6: 8, 13: 8, 15: 12, 19: 12}
        while at < end:
            name, info, of = struct.unpack_from(self.order + "III", btf, at)
            kind, vlen = info >> 24 & 31, info & 0xffff
            at += 12
            members = None
            if kind in (4, 5):
                members = [struct.unpack_from(self.order + "II", btf, at + 12 * i)
                           for i in range(vlen)]
                members = [(self.btf_string(m), t) for m, t in members]
            elif kind == 3:
                of, = struct.unpack_from(self.order + "I", btf, at)
            types.append((kind, self.btf_string(name), of, members))
            at += extra.get(kind, 0) + each.get(kind, 0) * vlen
        return types

    def field(self, types, type_id, access):
        """The member that an access string stands for: regs[4], psw.addr."""
        name = ""
        for step in map(int, access.split(":")[1:]):
            while types[type_id][0] in (8, 9, 10, 11):
                type_id = types[type_id][2]
            kind, _, of, members = types[type_id]
            if kind == 3:
                name, type_id = f"{name}[{step}]", of
            else:
                member, type_id = members[step]
                name += f".{member}" if name else member
        return name

    def relocate(self, places, user_regs=0, others=None):
        """Apply relocations of fields of struct pt_regs, from the kernel's name -> (offset,
        width), and of the size of bpf_user_pt_regs_t; others: of other types, name -> (fields,
        size). Like libbpf, an instruction that asks for what the kernel has not becomes one
        that the verifier refuses."""
        types = self.btf_types()
        known = {"bpf_user_pt_regs_t": ({}, user_regs), **(others or {})}
        known["pt_regs"] = places, known.get("pt_regs", ({}, 0))[1]
        for section, where, type_id, access, kind in self.core_records():
            code = next(body for name, body in self.sections if name == section)
            fields, size = known.get(types[type_id][1].partition("___")[0], ({}, 0))
            if kind == TYPE_SIZE:
                struct.pack_into(self.order + "i", code, where + 4, size)
            elif kind == FIELD_OFFSET:
                place = fields.get(self.field(types, type_id, access))
                if not place:
                    struct.pack_into(self.order + "BBhi", code, where, 0x85, 0, 0, POISON)
                elif code[where] & 7 in (1, 2, 3):
                    struct.pack_into(self.order + "h", code, where + 2, place[0])
                else:
                    struct.pack_into(self.order + "i", code, where + 4, place[0])
            elif kind not in (FIELD_EXISTS, *EXISTS):
                raise Fault(f"CO-RE relocation of kind {kind}")

    def externs(self):
        return {s[0] for s in self.symbols if s[0] and s[2] == 0}


class Machine:
    """One run of one program; ctx and memory are bytes.

    externs: name -> its value; of a kernel function a callable, which is given the
    registers, or None where this kernel has no such function.

    Memory of the kind "task" is what bpf_task_pt_regs() gives of the current task; where
    task_regs says so from the beginning the context has that pointer, as in tp_btf. members:
    the places of its members, (offset, width): a direct load must be of one.
    """

    def __init__(self, obj, ctx, memory=(), externs=None):
        self.obj, self.order = obj, obj.order
        self.regions = [(CTX, bytearray(ctx), "ctx"), (STACK - 512, bytearray(512), "stack")]
        self.regions += [(base, bytearray(body), kind) for base, body, kind in memory]
        self.base = {}
        for i, (name, body) in enumerate(obj.sections):
            self.base[i] = SECTIONS + i * 0x100000
            if name.startswith((".bss", ".data", ".rodata")):
                self.regions.append((self.base[i], body[:], "map"))
        self.externs = externs or {}
        self.loads, self.calls, self.stores = [], [], []
        self.writable = False   # the context, as in uprobes
        self.task_regs, self.members, self.cookie = None, None, None
        self.task, self.func_ret = TASK, 0

    def find(self, address, size):
        for base, body, kind in self.regions:
            if base <= address and address + size <= base + len(body):
                return body, address - base, kind
        raise Fault(f"access to {size} bytes at {address:#x}")

    def peek(self, address, size):
        body, at, _ = self.find(address, size)
        return int.from_bytes(body[at:at + size], "little" if self.order == "<" else "big")

    def poke(self, address, size, value):
        body, at, kind = self.find(address, size)
        if kind == "ctx" and self.writable:
            self.stores.append((at, size, value & ((1 << 8 * size) - 1)))
        elif kind not in ("stack", "map"):
            raise Fault(f"store to {kind}")
        body[at:at + size] = (value & ((1 << 8 * size) - 1)).to_bytes(
            size, "little" if self.order == "<" else "big")

    def address(self, name):
        _, _, section, value, _ = next(s for s in self.obj.symbols if s[0] == name)
        return self.base[section] + value

    def variable(self, name, index=0, size=8):
        return self.peek(self.address(name) + index * size, size)

    def set_variable(self, name, index, value, size=8):
        self.poke(self.address(name) + index * size, size, value)

    def helper(self, number, r):
        kinds = {PROBE_READ: ("kernel", "user"), PROBE_READ_USER: ("user",),
                 PROBE_READ_KERNEL: ("kernel", "task", "ctx", "stack")}
        if number in (GET_CURRENT_TASK, GET_CURRENT_TASK_BTF):
            self.calls.append((number,))
            return self.task
        if number == GET_ATTACH_COOKIE and r[1] == CTX and self.cookie is not None:
            self.calls.append((number,))
            return self.cookie
        if number == GET_FUNC_RET and r[1] == CTX:
            self.calls.append((number,))
            self.poke(r[2], 8, self.func_ret)
            return 0
        if number == GET_FUNC_ARG and r[1] == CTX:
            self.calls.append((number,))
            self.poke(r[3], 8, self.peek(CTX + 8 * r[2], 8))
            return 0
        if number == TASK_PT_REGS and r[1] == self.task:
            self.calls.append((number,))
            self.task_regs = next((r[0] for r in self.regions if r[2] == "task"), 0)
            return self.task_regs
        if number not in kinds:
            raise Fault(f"helper {number}")
        dst, size, src = r[1], r[2], r[3]
        self.calls.append((number, src, size))
        body, at, kind = self.find(dst, size)
        try:
            source, start, from_kind = self.find(src, size)
            if from_kind not in kinds[number]:
                raise Fault(f"helper {number} reads {from_kind} memory")
        except Fault:
            body[at:at + size] = bytes(size)
            return -14 & MASK
        body[at:at + size] = source[start:start + size]
        return 0

    def run(self, function, limit=20000):
        self.obj.ran.add(function)
        _, _, section, start, _ = self.obj.functions[function]
        code = self.obj.sections[section][1]
        r = [0xdead0000 + i for i in range(11)]
        r[1], r[10] = CTX, STACK
        pc = start
        order = self.order
        sizes = {0x00: 4, 0x08: 2, 0x10: 1, 0x18: 8}
        for _ in range(limit):
            op, regs, off, imm = struct.unpack_from(order + "BBhi", code, pc)
            dst, src = (regs & 15, regs >> 4) if order == "<" else (regs >> 4, regs & 15)
            here, pc = pc, pc + 8
            cls = op & 7
            if op == 0x18:
                high, = struct.unpack_from(order + "i", code, pc + 4)
                pc += 8
                symbol = self.obj.relocations.get((section, here))
                if symbol is None:
                    r[dst] = (imm & 0xffffffff) | (high & 0xffffffff) << 32
                elif symbol[2] == 0:
                    if symbol[0] not in self.externs:
                        raise Fault(f"extern {symbol[0]}")
                    value = self.externs[symbol[0]]
                    r[dst] = value if isinstance(value, int) else SECTIONS if value else 0
                else:
                    r[dst] = self.base[symbol[2]] + symbol[3] + (imm & 0xffffffff)
            elif cls == 1:  # LDX
                size = sizes[op & 0x18]
                address = (r[src] + off) & MASK
                kind = self.find(address, size)[2]
                if kind == "ctx":
                    if r[src] != CTX:
                        raise Fault("load through a modified context pointer")
                    self.loads.append((off, size))
                elif kind in ("kernel", "user") or (kind == "task" and r[src] != self.task_regs):
                    raise Fault(f"direct load of {kind} memory")
                elif kind == "task" and self.members is not None and not any(
                        at <= off and off + size <= at + width for at, width in self.members):
                    raise Fault(f"load of {size} bytes at {off}, which is in no one member")
                r[dst] = self.peek(address, size)
                if op & 0xe0 == 0x80 and r[dst] >> (8 * size - 1):  # with its sign
                    r[dst] |= MASK << 8 * size & MASK
            elif cls in (2, 3):  # ST, STX
                if op & 0xe0 not in (0x60,):
                    raise Fault(f"opcode {op:#x}")
                self.poke((r[dst] + off) & MASK, sizes[op & 0x18],
                          imm & MASK if cls == 2 else r[src])
            elif cls in (4, 7):  # ALU
                bits = 64 if cls == 7 else 32
                mask = (1 << bits) - 1
                kind = op & 0xf0
                a = r[dst] & mask
                b = (r[src] if op & 8 else imm) & mask
                signed = lambda v, n=bits: v - (1 << n) if v >> (n - 1) & 1 else v
                if kind == 0xd0:
                    width = imm // 8
                    swap = bool(op & 8) == (order == "<") or cls == 7
                    value = r[dst] & ((1 << imm) - 1)
                    r[dst] = int.from_bytes(value.to_bytes(width, "little"), "big") if swap else value
                    continue
                if kind == 0xb0 and off in (8, 16, 32):
                    b = signed(b & ((1 << off) - 1), off) & mask
                value = {
                    0x00: lambda: a + b, 0x10: lambda: a - b, 0x20: lambda: a * b,
                    0x30: lambda: a // b if b else 0, 0x40: lambda: a | b, 0x50: lambda: a & b,
                    0x60: lambda: a << (b & bits - 1), 0x70: lambda: a >> (b & bits - 1),
                    0x80: lambda: -a, 0x90: lambda: a % b if b else a, 0xa0: lambda: a ^ b,
                    0xb0: lambda: b, 0xc0: lambda: signed(a) >> (b & bits - 1),
                }[kind]()
                r[dst] = value & mask
            elif cls in (5, 6):  # JMP
                kind = op & 0xf0
                if op == 0x95:
                    return r[0]
                if op == 0x85:
                    symbol = self.obj.relocations.get((section, here))
                    if src and not (symbol and symbol[2] == 0):
                        raise Fault("call of a BPF function")
                    if src and not callable(self.externs.get(symbol[0])):
                        raise Fault(f"call of {symbol[0]}, which this kernel has not")
                    r[0] = self.externs[symbol[0]](r) if src else self.helper(imm, r)
                    for i in range(1, 6):
                        r[i] = 0xdead1000 + i
                    continue
                bits = 64 if cls == 5 else 32
                mask = (1 << bits) - 1
                a, b = r[dst] & mask, (r[src] if op & 8 else imm) & mask
                sa = a - (1 << bits) if a >> (bits - 1) else a
                sb = b - (1 << bits) if b >> (bits - 1) else b
                taken = {
                    0x00: True, 0x10: a == b, 0x20: a > b, 0x30: a >= b, 0x40: bool(a & b),
                    0x50: a != b, 0x60: sa > sb, 0x70: sa >= sb, 0xa0: a < b, 0xb0: a <= b,
                    0xc0: sa < sb, 0xd0: sa <= sb,
                }[kind]
                if taken:
                    pc += 8 * (imm if cls == 6 and kind == 0 else off)
            else:
                raise Fault(f"opcode {op:#x}")
        raise Fault("program does not end")
