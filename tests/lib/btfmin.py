#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Of a kernel's BTF only the types named and what they are made of.

usage: btfmin.py INPUT OUTPUT TYPE...
"""
import pathlib
import struct
import sys

# Of each kind: words behind the three of every type, words for each member, and
# which of these words are numbers of types (Documentation/bpf/btf.rst).
ARRAY, STRUCT, UNION, ENUM, ENUM64, FUNC_PROTO = 3, 4, 5, 6, 19, 13
EXTRA = {1: 1, ARRAY: 3, 14: 1, 17: 1}
EACH = {STRUCT: 3, UNION: 3, ENUM: 2, ENUM64: 3, FUNC_PROTO: 2, 15: 3}
OF_TYPE = (2, 8, 9, 10, 11, 12, FUNC_PROTO, 14, 17, 18)


def main(source, target, *names):
    data = pathlib.Path(source).read_bytes()
    order = "<" if data[:2] == b"\x9f\xeb" else ">"
    header, at, length, strings, _ = struct.unpack_from(order + "IIIII", data, 4)
    word = f"{order}%dI"
    types, at, text = [None], header + at, data[header + strings:]
    end = at + length
    while at < end:
        name, info, of = struct.unpack_from(word % 3, data, at)
        kind, count = info >> 24 & 31, info & 0xffff
        size = EXTRA.get(kind, 0) + EACH.get(kind, 0) * count
        types.append([name, info, of, *struct.unpack_from(word % size, data, at + 12)])
        at += 12 + 4 * size

    def string(at):
        return text[at:text.index(b"\0", at)]

    def places(words):
        """Where in a type's words other types, and strings, stand."""
        kind, each = words[1] >> 24 & 31, range(3, len(words))
        of = [2] if kind in OF_TYPE else []
        if kind == ARRAY:
            of += [3, 4]
        elif kind in (STRUCT, UNION, FUNC_PROTO):
            of += [i + 1 for i in each[::EACH[kind]]]
        return of, [0, *(each[::EACH[kind]] if kind in EACH else ())]

    todo = [i for i, t in enumerate(types) if t and string(t[0]).decode() in names]
    kept = {0: 0}
    while todo:
        i = todo.pop(0)
        if i not in kept:
            kept[i] = len(kept)
            todo += [types[i][place] for place in places(types[i])[0]]
    body, pool = b"", b"\0"
    for words in (types[i][:] for i in kept if i):
        of, named = places(words)
        for place in of:
            words[place] = kept[words[place]]
        for place in named:
            name = string(words[place])
            if b"\0" + name + b"\0" not in pool:
                pool += name + b"\0"
            words[place] = pool.index(b"\0" + name + b"\0") + 1 if name else 0
        body += struct.pack(word % len(words), *words)
    pathlib.Path(target).write_bytes(struct.pack(
        order + "HBBIIIII", 0xeb9f, 1, 0, 24, 0, len(body), len(body), len(pool)) + body + pool)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
