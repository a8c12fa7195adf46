#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Argument lists that come from macros, in every macro that takes a list.

usage: arguments.py [COMPILER...]

The macros are those of include/bpf/tracing. Each makes the same program with
its list written out and from macros in several ways, and the code must be the
same, for every target. TAP on stdout.
"""
import pathlib
import re
import sys
import tempfile

import common
from common import TOP
import bpfvm
from tap import finish, ok

COMPILERS = ["clang-14", "clang-16", "clang-19", "gcc-12"]
CALLS = {"BPF_KSYSCALL_SOCKETCALL": "3, ", "BPF_KSYSCALL_IPC": "2, "}
# Before the list.
FIRST = {**CALLS, "BPF_UPROBE_GO_RET": "(int), ", "BPF_UPROBE_GO_ABI0_RET": "(), "}
# Of one and of two arguments; ONE and ONE_OF have the first.
FORMS = {"macro": ["ONE", "TWO"], "function": ["ONE_OF(int)", "TWO_OF(int)"],
         "two": ["ONE NONE", "ONE, SECOND"], "mixed": ["ONE", "ONE, {second}"]}
DEFINES = {"decl": ("int a", "int b"), "pair": ("int, a", "int, b")}


def macros():
    """Those that take a list, and other names for them."""
    text = "".join(h.read_text() for h in sorted((TOP / "include/bpf/tracing").glob("*.h")))
    names = set(re.findall(r"^#define (BPF_\w+)\(name, (?:call, )?\w*\.\.\.\)", text, re.M))
    return sorted(names | {a for a, name in re.findall(r"^#define (BPF_\w+) (BPF_\w+)$", text, re.M)
                           if name in names})


def is_typed(name):
    """Types and names are apart."""
    return re.search("2(_|$)", name) or name.startswith("BPF_UPROBE_GO")


def needs(name):
    """The section string whose #ifdef tells that there is a macro, and the section."""
    guard = name.replace("BPF_", "SEC_")
    if re.match(r"BPF_SYS_\w+_COMPAT$", name):
        return "SEC_KSYSCALL_COMPAT", '"tp_btf/sys_enter"'
    if "COMPAT" in name:
        return guard, f'{guard}("x")'
    if name.startswith("BPF_FSYSCALL"):
        return guard, f'{guard}("x")'
    return ("", '"kprobe"') if name in ("BPF_KSYSCALL", "BPF_KPROBE_SYSCALL") else (guard, guard)


def lines(names):
    """The source, and the forms whose code must be that of the list written out."""
    yield "#include <bpf/bpf_tracing.h>"
    yield 'char LICENSE[] SEC("license") = "GPL";'
    yield "#define NONE"
    for kind, (a, b) in DEFINES.items():
        yield f"#define {kind}_ONE {a}"
        yield f"#define {kind}_SECOND {b}"
        yield f"#define {kind}_TWO {a}, {b}"
        yield f"#define {kind}_ONE_OF(type) {a.replace('int', 'type')}"
        yield f"#define {kind}_TWO_OF(type) {a.replace('int', 'type')}, {b.replace('int', 'type')}"
    for name in names:
        kind = "pair" if is_typed(name) else "decl"
        first, second = DEFINES[kind]
        count = 0 if "RETPROBE" in name or name == "BPF_SYSCALL_TP_EXIT" else 1
        body = "{ return a; }" if count == 0 else "{ return a + b; }"
        call = FIRST.get(name, "")
        forms = {f: re.sub(r"\b(?=ONE|TWO|SECOND)", f"{kind}_", v[count].format(second=second))
                 for f, v in FORMS.items()}
        guard, _ = needs(name)
        if name.startswith("BPF_UPROBE_GO"):
            yield "#ifdef HAS_GO_CTXT"
        elif kind == "pair" and name != "BPF_PROG2":
            yield "#ifndef __TARGET_ARCH_any"
        elif guard in ("SEC_KSYSCALL_OLD_MMAP", "SEC_KSYSCALL_COMPAT") or name in CALLS \
                or name.startswith("BPF_FSYSCALL"):
            yield f"#ifdef {guard}"
        elif name == "BPF_SYSCALL_TP_EXIT":
            yield "#ifndef NO_TP_EXIT"
        else:
            yield "#if 1"
        yield f'#define MY_{name}(section, name, ...) SEC(section) int {name}(name, {call}##__VA_ARGS__)'
        for form, list in {"written": f"{first}, {second}" if count else first, **forms}.items():
            yield f'SEC("{form}") int {name}({form}_{name}, {call}{list}) {body}'
            yield f'MY_{name}("wrapped_{form}", wrapped_{form}_{name}, {list}) {body}'
        yield f'SEC("none") int {name}(none_{name}{", " + call[:-2] if call else ""}) {{ return 0; }}'
        yield f'SEC("none_macro") int {name}(none_macro_{name}, {call}NONE) {{ return 0; }}'
        yield f'MY_{name}("wrapped_none", wrapped_none_{name}) {{ return 0; }}'
        yield f'MY_{name}("wrapped_none_macro", wrapped_none_macro_{name}, NONE) {{ return 0; }}'
        yield "#endif"


def main():
    names = macros()
    ok(len(names) > 20, "the macros with lists are found", names)
    archs = common.every() | {"any": common.ANY}
    with tempfile.TemporaryDirectory() as work:
        source, output = pathlib.Path(work) / "arguments.c", pathlib.Path(work) / "arguments.o"
        source.write_text("\n".join(lines(names)) + "\n")
        for cc in sys.argv[1:] or COMPILERS:
            for arch, conf in archs.items():
                if arch == "any" and cc.startswith("gcc"):
                    continue
                has = ["-DHAS_GO_CTXT"] if "go" in conf else []
                why = common.compile(cc, arch, conf, conf["order"], "neither", source, output, has)
                ok(not why, f"{arch} {cc}: lists from macros in {len(names)} macros", why)
                if why:
                    continue
                code = {s[0]: s[1:] for s in bpfvm.Object(output).sections}
                for like in ("written", "none"):
                    forms = [f for f in code if f.removeprefix("wrapped_") in (
                        [like, *FORMS] if like == "written" else ["none", "none_macro"])]
                    bad = [f for f in forms if code[f] != code[like]]
                    ok(len(forms) == (10 if like == "written" else 4) and not bad,
                       f"{arch} {cc}: the code of {like}, from macros too", bad or forms)
    return finish()


if __name__ == "__main__":
    sys.exit(main())
