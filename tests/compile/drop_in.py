#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Generated legal uses of the macros, with libbpf's header and with ours.

usage: [N=2000] [SEED=1] drop_in.py

A unit is one source of many programs, made for one set of flags. What compiles
with libbpf's header has to compile with ours, without a warning that libbpf's
does not give there, and each program has to find what the kernel's layout has
(truth.py) when it runs in the VM; where libbpf's finds something else, DIFFERS
says so. A failure is reduced to the least that shows it. TAP on stdout.
"""
import collections
import concurrent.futures
import os
import pathlib
import random
import re
import shlex
import subprocess
import sys
import tempfile

import common
from common import TOP, UAPI
import bpfvm
from machine import Kernel
import tap
import truth

N, SEED = int(os.environ.get("N") or 2000), int(os.environ.get("SEED") or 1)
EACH = 25   # programs of a unit
REDUCE = int(os.environ.get("REDUCE") or 2)  # failures of a unit that are reduced
OURS = common.HEADERS
ARCHS = "x86 x86 x86 arm64 arm64 s390 s390 powerpc riscv arm mips loongarch sparc".split()
COMPILERS = "clang-19 clang-19 clang-19 clang-16 clang-14".split()
WARNINGS = "all extra shadow conversion pedantic".split()
WORDS = ("low high first word count value size role regs user place limit args n m a slot arg parm "
         "parms read load base top last index len ptr data type key name id flags ret err "
         "unused noinline weak aligned packed nodebug").split()
KEYWORDS = set("""auto break case char const continue default do double else enum extern float for goto
    if inline int long register restrict return short signed sizeof static struct switch typedef
    union unsigned void volatile while bool true false asm typeof alignas alignof constexpr nullptr
    static_assert thread_local typeof_unqual ctx out defined pragma elif ifdef ifndef endif include
    define undef error linux unix""".split())

PREAMBLE = """
#define attr_user __attribute__((btf_type_tag("user")))
#define attr_rcu __attribute__((btf_type_tag("rcu")))
#define attr_unused __attribute__((__unused__))
typedef int t_int; typedef unsigned short t_ushort; typedef _Bool t_bool; typedef int t_array[4];
typedef int t_function(int); typedef void (*t_handler)(int, void *); typedef struct t_rec *t_recp;
enum t_enum { t_one = 1, t_two }; enum t_signed { t_minus = -1, t_zero };
struct t_incomplete; struct t_rec { int t_member; long t_next; };
struct t_four { int t_x; }; struct t_eight { int t_x, t_y; };
struct t_sixteen { unsigned long long t_x, t_y; }; union t_union { int t_x; unsigned long long t_y; };
"""
# A parameter's declaration, {} its name, and what C makes of a register for it (truth.convert).
DECLS = """int {}=int const int {}=int volatile int {}=int const volatile int {}=int
unsigned {}=uint unsigned int {}=uint long {}=long unsigned long {}=ulong long int const {}=long
long long {}=ulong unsigned long long {}=ulong short {}=short unsigned short {}=ushort
signed char {}=schar unsigned char {}=uchar _Bool {}=bool const _Bool {}=bool t_bool {}=bool
__u8 {}=uchar __s8 {}=schar __u16 {}=ushort __s16 {}=short __u32 {}=uint __s32 {}=int
__u64 {}=ulong __s64 {}=ulong const __u64 {}=ulong t_int {}=int t_ushort {}=ushort
enum t_enum {}=enum enum t_signed {}=int struct t_rec *{}=ptr const struct t_rec *{}=ptr
struct t_rec *const {}=ptr const struct t_rec *const {}=ptr t_recp {}=ptr void *{}=ptr
const void *{}=ptr volatile char *{}=ptr const char *{}=ptr char **{}=ptr
int (*{})(int)=ptr void (*{})(void)=ptr struct t_rec *(*{})(struct t_rec *, int)=ptr
int (*(*{})(int))(long)=ptr int (*{})[4]=ptr int {}[4]=ptr int {}[]=ptr const char *{}[]=ptr
char {}[static 4]=ptr int {}[2][3]=ptr int {}(int)=ptr t_array {}=ptr t_array *{}=ptr
t_function *{}=ptr t_function {}=ptr t_handler {}=ptr const char attr_user *{}=ptr
struct t_rec attr_rcu *{}=ptr int attr_user *{}=ptr register int {}=int int *restrict {}=ptr
attr_unused int {}=int int {} attr_unused=int int attr_unused {}=int __typeof__(int) {}=int
__typeof__(((struct t_rec *)0)->t_next) {}=long int (({}))=int int long unsigned {}=ulong
unsigned __int128 {}=ulong __int128 {}=ulong struct t_sixteen *{}=ptr union t_union *{}=ptr
struct t_incomplete *{}=ptr _Atomic int *{}=ptr t_int const *{}=ptr"""
DECLS = [tuple(d.rsplit("=", 1)) for d in re.findall(r"\S.*?=(?:\w+)(?= |\n|$)", DECLS, re.M)]
# Type and value of BPF_PROG2's pairs; members of a struct or union, their width, from which slot.
PAIRS = [(d[:-3], k) for d, k in DECLS if d.endswith(" {}") or d.endswith("*{}")
         if not re.search(r"register|attr_|t_array|t_function|__int128", d)
         for d in [d if d.endswith(" {}") else d[:-2] + " {}"]]
STRUCTS = {"struct t_four": [("t_x", "int", 0)], "struct t_sixteen": [("t_x", "ulong", 0), ("t_y", "ulong", 1)],
           "union t_union": [("t_y", "ulong", 0)]}
PLACES = ["", "", "", "", "static ", "__weak ", "__noinline ", "__hidden ", "static __noinline ",
          "attr_unused "]
RETURNS = ["int"] * 6 + ["long", "unsigned int", "unsigned long long", "void", "t_int", "enum t_enum",
                         "__u32", "signed char"]
# Uses of a register's macro: statements, {} the macro called.
USES = ["out[0] = {};", "unsigned long t_v = {}; out[0] = t_v;", "__typeof__({}) t_v = {}; out[0] = t_v;",
        "out[0] = {} + 0;", "out[0] = (unsigned long)(void *){};", "out[0] = {} ? {} : 0;",
        "unsigned long t_v[1] = {{ {} }}; out[0] = t_v[0];",
        "unsigned long long t_v = {} ^ {} ^ {}; out[0] = t_v;", "for (unsigned long t_v = {}; t_v; t_v = 0) out[0] = t_v;",
        "out[0] = ~~{};", "if ({}) out[0] = {}; else out[0] = 0;",
        "struct {{ unsigned long t_v; }} t_v = {{ .t_v = {} }}; out[0] = t_v.t_v;", "const unsigned long t_v = {}; out[0] = t_v;"]
# Of the plain ones, on 64-bit architectures: they are the register there.
LVALUES = ["out[0] = *&{};", "unsigned long t_v = 0; bpf_probe_read_kernel(&t_v, sizeof(t_v), &{}); out[0] = t_v;",
           "const void *t_v = &{}; out[0] = *(const unsigned long long *)t_v;",
           "const unsigned long *t_v = (const unsigned long *)&{}; out[0] = *t_v;",
           "_Static_assert(sizeof({}) == 8, \"\"); out[0] = {};"]

Program = collections.namedtuple("Program", "name text form expect macros")
# form: kernel user rc syscall slots reg none; expect: (type, which) of each value of out


def differs(unit, program):
    """Where libbpf's header finds something else, as docs/differences.md says."""
    bits = unit.conf["bits"] if unit.arch else "64"
    return (bits == "32" or any(t == "bool" for t, _ in program.expect)
            or "RET_IP" in program.text or "SYSCALL_REGS" in program.text or program.form == "syscall"
            or re.search(r"PT_REGS_PARM1_(CORE_)?SYSCALL", program.text)
            and unit.arch in ("arm64", "powerpc", "loongarch", "s390", "riscv")
            or (unit.arch, unit.mode) == ("mips", "uapi") and "PT_REGS_IP" in program.text
            or unit.arch == "sparc" and program.form != "slots")


def private_names():
    """Names that the headers use and do not define as macros, and words of theirs."""
    text = "".join(h.read_text() for h in sorted((TOP / "include/bpf").rglob("*.h")))
    text = re.sub(r"/\*.*?\*/|\"[^\"\n]*\"", " ", text, flags=re.S)
    macros = set(re.findall(r"#\s*define (\w+)", text))
    names = sorted(set(re.findall(r"\b[A-Za-z_]\w*", text)) - macros - KEYWORDS)
    return [n for n in names if not n.startswith(("__builtin", "__TARGET", "__attribute"))
            and not re.fullmatch(r"__\w+__|__[us]\d+|__[a-z_]+|_[A-Z]\w+", n)]


class Generator:
    def __init__(self, rng):
        self.rng, self.names = rng, private_names()
        self.words = sorted({w for w in self.names if not w.startswith("_") and w.islower()
                             and w not in KEYWORDS} | set(WORDS))

    def name(self, unit, taken):
        while True:
            kind = self.rng.random()
            name = (self.rng.choice(self.names) if kind < .4 else self.rng.choice(self.words)
                    if kind < .6 else self.rng.choice("abcdefghijklmnopqrstuvwxyz_") +
                    self.rng.choice(["", "1", "_", "_size", "_of_it"]))
            if name not in unit.words and name not in taken and name not in KEYWORDS \
                    and not name.startswith(("t_", "attr_")):
                taken.add(name)
                return name

    def unit(self, number):
        rng = self.rng
        unit = Unit()
        unit.number, unit.cc, unit.arch = number, rng.choice(COMPILERS), rng.choice(ARCHS)
        unit.conf = common.configuration(unit.arch)
        unit.roles = ROLES[unit.arch]
        has_vmlinux = (common.BUILD / "vmlinux" / unit.conf["debian"]).is_dir() and unit.conf["bits"] == "64"
        unit.mode = rng.choice(["uapi", "vmlinux"] if has_vmlinux else ["uapi"])
        unit.std = rng.choice(["", "gnu99", "gnu11", "gnu17", "gnu11" if unit.mode == "vmlinux" else rng.choice(["c2x", "gnu2x", "gnu2x"])])
        unit.libbpf = rng.choice([common.NEWEST] * 4 + [common.BOOKWORM])
        if f"bpf_target_{unit.arch}" not in (unit.libbpf / "bpf/bpf_tracing.h").read_text():
            unit.libbpf = common.NEWEST
        unit.offers = (unit.libbpf / "bpf/bpf_tracing.h").read_text()
        unit.flags = [rng.choice(["-O1", "-O2", "-O2", "-O3", "-Os"]),
                      *rng.choice([[], ["-mcpu=v1"], ["-mcpu=v2"], ["-mcpu=v3"], ["-mcpu=v4"]])]
        if unit.cc != "clang-19" and "-mcpu=v4" in unit.flags:
            unit.flags.remove("-mcpu=v4")
        if unit.mode == "vmlinux" or rng.random() < .9:
            unit.flags.append("-g")
        unit.flags += [f"-W{w}" for w in WARNINGS if rng.random() < .5
                       if w != "conversion" or unit.libbpf == common.NEWEST]  # others pass pointers
        if unit.std == "c2x":
            unit.flags.append("-Dasm=__asm__")     # bpf_helpers.h wants it
        # Two files, linked; bpftool links objects of the machine's own byte order.
        unit.linked = number % 6 == 2 and "-g" in unit.flags and unit.conf["order"] == "el"
        unit.words = {}
        count = rng.choice([0, 2, 5, 9])
        for word in rng.sample(WORDS, count) + rng.sample(self.words, count):
            unit.words[word] = rng.choice(["1", "", "(7)", "other_name", "__attribute__((__unused__))"])
        unit.target = number % 16 != 9      # BPF_PROG wants none
        names = set()
        unit.programs = [self.program(unit, f"p{number}_{i}", names) for i in range(EACH)]
        return unit

    def list(self, unit, declarations):
        """#define lines, and an argument list whose parts may come from them."""
        rng, kind = self.rng, self.rng.random()
        tag, given = f"t_list_{rng.randrange(1 << 40):x}", ", ".join(declarations)
        if kind < .6:
            return [], given
        if not declarations:
            return [], given    # libbpf's takes no macro for nothing
        if kind < .75:
            return [f"#define {tag} {given}".rstrip()], tag
        cut = rng.randrange(len(declarations))
        before, after = declarations[:cut], declarations[cut:]
        if kind < .85:
            return [f"#define {tag} {', '.join(after)}"], ", ".join([*before, tag])
        if kind < .93:
            return ([f"#define {tag}(t_x) t_x {', '.join(after)}"], ", ".join([*before, f"{tag}()"]))
        return ([f"#define {tag}_ {', '.join(before)}{', ' if before else ''}",
                 f"#define {tag} {', '.join(after)}"], f"{tag}_ {tag}")

    def program(self, unit, name, names):
        rng = self.rng
        if rng.random() < .1:
            name = re.sub(r"^___(?=bpf|BPF)", "", self.name(unit, names))
        kind = rng.random()
        if kind < .22 and unit.target:
            return self.register(unit, name)
        macro, form = rng.choice([m for m in [("BPF_KPROBE", "kernel"), ("BPF_KPROBE", "kernel"), ("BPF_UPROBE", "user"),
                                  ("BPF_KRETPROBE", "rc"), ("BPF_URETPROBE", "rc"), ("BPF_KSYSCALL", "syscall"),
                                  ("BPF_KPROBE_SYSCALL", "syscall"), ("BPF_PROG", "slots"),
                                  ("BPF_PROG", "slots"), ("BPF_PROG2", "slots")]
                                  if (unit.target or "PROG" in m[0]) and re.search(rf"define {m[0]}\b", unit.offers)])
        most = {"rc": 1, "syscall": 6 if "___bpf_syscall_args6" in unit.offers else 5, "slots": 12}.get(form) or sum(
            f"PARM{n}" in unit.roles for n in range(1, 9) if f"___bpf_kprobe_args{n}" in unit.offers)
        count = rng.choice([0, 1, 1, 2, 2, 3, 4, rng.randint(0, most)])
        count = min(count, most)
        taken, declarations, expect, body, slot = {name}, [], [], [], 0
        for _ in range(count):
            argument = self.name(unit, taken)
            if macro == "BPF_PROG2" and rng.random() < .3:
                declaration, members = rng.choice(list(STRUCTS.items()))
            else:
                declaration, type = rng.choice(PAIRS if macro == "BPF_PROG2" else DECLS)
                members = [("", type, 0)]
            if macro == "BPF_PROG2":
                declarations += [declaration, argument]
            else:
                declarations.append(declaration.format(argument))
            if rng.random() < .9:
                for member, type, at in members:
                    body.append(f"out[{len(expect)}] = (unsigned long){argument}{'.' * bool(member)}{member};")
                    expect.append((type, slot + at))
            slot += 2 if declaration == "struct t_sixteen" else 1
            if slot > 11:
                break
        result = rng.choice(RETURNS)
        defines, arguments = self.list(unit, declarations)
        arguments = f", {arguments}" if arguments else ""
        section = rng.choice([f'SEC("{form}/{name}") ', f'SEC("{form}/{name}")\n'])
        place, line = rng.choice(PLACES), f"{macro}({name}{arguments})"
        if rng.random() < .15:
            defines.append(f"#define t_{name}(t_name, ...) SEC(\"kprobe\") {place}{result} {macro}(t_name, ##__VA_ARGS__)")
            section, place, result_, line = "", "", "", f"t_{name}({name}{arguments})"
        elif rng.random() < .1:
            defines.append(f"#define t_name_{name} {name}_")
            line, name, result_ = f"{macro}(t_name_{name}{arguments})", f"{name}_", result
        else:
            result_ = result
        body.append("(void)ctx;" if rng.random() < .5 else "")
        end = "return;" if result == "void" else "return 1;"
        text = "\n".join([*defines, f"{section}{place}{result_} {line}".lstrip(), "{",
                          *(f"\t{b}" for b in body if b), f"\t{end}", "}"])
        return Program(name, text, form, expect, result != "void")

    def register(self, unit, name):
        """A plain program that calls macros of registers."""
        rng = self.rng
        role = rng.choice([r for r in unit.roles if re.fullmatch(
            r"PARM[1-8]|RC|SP|IP|FP|RET|PARM[1-6]_SYSCALL", r)
                           and f"PT_REGS_{r}(x)" in unit.offers])
        core = rng.random() < .4
        macro = f"PT_REGS_{role}" if not core else re.sub(
            r"^(PARM\d)_SYSCALL$", r"PT_REGS_\1_CORE_SYSCALL", role)
        if core and not macro.startswith("PT_REGS"):
            macro = f"PT_REGS_{role}_CORE"
        names = {name}
        regs = rng.choice(["ctx", "ctx", self.name(unit, names)])
        if regs.startswith("_") or regs in self.names and regs.isupper():
            regs = "ctx"
        uses = USES + (LVALUES if not core and unit.conf["bits"] == "64" and role != "PARM1_SYSCALL" else [])
        use = rng.choice(uses)
        use = use.replace("{}", f"{macro}({rng.choice([regs, f'({regs})'])})")
        use = use.replace("{{", "{").replace("}}", "}")
        const = rng.choice(["", "", "const "])
        kind = rng.random()
        if kind < .25:
            text = (f"static __always_inline void {name}_(struct pt_regs *{regs}) {{ {use} }}\n"
                    f'SEC("kprobe") int {name}(struct pt_regs *ctx) {{ {name}_(ctx); return 1; }}')
        elif kind < .4 and regs == "ctx":
            text = f'SEC("kprobe") int BPF_KPROBE({name}) {{ {use} return 1; }}'
        else:
            text = f'SEC("kprobe")\nint {name}({const}struct pt_regs *{regs})\n{{\n\t{use}\n\treturn 1;\n}}'
        return Program(name, text, "reg", [("ulong", role)], True)


class Unit:
    def source(self, programs, words=None):
        """The files, of each its text, and where each program starts: file, line."""
        words = self.words if words is None else words
        head = ["#include <linux/bpf/vmlinux.h>"] if self.mode == "vmlinux" else [
            "#include <linux/types.h>", "#include <linux/ptrace.h>"]
        head += [f"#include <bpf/{h}.h>" for h in ("bpf_helpers", "bpf_core_read", "bpf_tracing")]
        head += [*PREAMBLE.split("\n"), *(f"#define {w} {t}".rstrip() for w, t in words.items())]
        license = 'char LICENSE[] SEC("license") = "GPL";'
        if not self.linked:
            files = {"u.c": [*head, "unsigned long long out[16];", license]}
        else:
            include = ['#include "u.h"'] * 2
            files = {"u.h": ["#ifndef U_H", "#define U_H", *head, "unsigned long long out[16] __weak;"],
                     "u.c": [*include, license], "v.c": include}
        starts = []
        for i, program in enumerate(programs):
            file = "u.c" if not self.linked else "u.h" if "__weak " in program.text else "uv"[i % 2] + ".c"
            starts.append((file, len(files[file]) + 1))
            files[file] += program.text.split("\n")
        if self.linked:
            files["u.h"].append("#endif")
        return {file: "\n".join(lines) + "\n" for file, lines in files.items()}, starts

    def command(self, ours, source, output, flags=None):
        command = [self.cc, "-target", f"bpf{self.conf['order']}", *(self.flags if flags is None else flags),
                   "-ferror-limit=0"]
        command += [f"-D__TARGET_ARCH_{self.arch}"] if self.target else []
        command += [f"-std={self.std}"] if self.std else []
        command += [f"-I{OURS}"] if ours else []
        command += [f"-I{self.libbpf}"]
        command += [f"-isystem{common.vmlinux(self.conf)}"] if self.mode == "vmlinux" else []
        return command + ["-idirafter", f"{UAPI}/lib/linux/uapi/{self.conf['uapi']}",
                          "-idirafter", f"{UAPI}/include", "-c", str(source), "-o", str(output)]

    def compile(self, ours, work, programs, words=None, flags=None):
        """Whether it compiles, and [(program or None, what, its text)] of what the compiler says."""
        files, starts = self.source(programs, words)
        place = work / f"u{self.number}"
        place.mkdir(exist_ok=True)
        for file, text in files.items():
            (place / file).write_text(text)
        output, errors, status = place / "u.o", "", 0
        for file in files:
            if file.endswith(".c"):
                run = subprocess.run(self.command(ours, place / file, place / f"{file[0]}.o", flags),
                                     capture_output=True, text=True, timeout=120)
                errors, status = errors + run.stderr, status or run.returncode
        if self.linked and not status:
            output = place / "linked.o"
            run = subprocess.run(["bpftool", "gen", "object", output, place / "u.o", place / "v.o"],
                                 capture_output=True, text=True)
            errors, status = errors + run.stderr, run.returncode
        said = []
        for match in re.finditer(r"^(\S+?):(\d+):\d+: (warning|(?:fatal )?error): (.*)$", errors, re.M):
            path, line, kind, message = match.groups()
            program = None
            if pathlib.Path(path).parent == place:
                before = [(s[1], i) for i, s in enumerate(starts)
                          if place / s[0] == pathlib.Path(path) and s[1] <= int(line)]
                program = max(before)[1] if before else None
            option = re.findall(r"\[(-W[^],]*)[^]]*\]$", message)
            where = None if program is not None else "bpf_tracing.h" if path.startswith(
                str(OURS)) else pathlib.Path(path).name
            said.append((program, "error" if "error" in kind else option[0] if option else message,
                         where, match.group(0)))
        if status and not any(s[1] == "error" for s in said):
            said.append((None, "error", "", errors[:2000]))
        return status == 0, said, None if status else loaded(output)

    def legal(self, work):
        """Drop what libbpf's header does not take; its object of what is left."""
        self.words = {w: t for w, t in self.words.items() if (w, t) not in CLASHES}
        while self.programs:
            good, said, obj = self.compile(False, work, self.programs)
            if good:
                return said, obj
            bad = {s[0] for s in said if s[1] == "error"}
            plain = {s[0] for s in self.compile(False, work, self.programs, {})[1] if s[1] == "error"}
            if bad - plain:
                for word, text in list(self.words.items()):
                    of = {s[0] for s in self.compile(False, work, self.programs, {word: text})[1]
                          if s[1] == "error"}
                    if of - plain:
                        CLASHES.add((word, text))
                        del self.words[word]
                continue
            if None in bad:     # of the headers, or from the back end
                bad = {i for i, p in enumerate(self.programs) if not self.compile(False, work, [p])[0]}
            self.dropped += [self.programs[i] for i in bad]
            self.programs = [p for i, p in enumerate(self.programs) if i not in bad]
        return [], None

    def fails(self, work, program, words, flags):
        """What is wrong with the one program with ours, that is right with libbpf's."""
        good, theirs, old = self.compile(False, work, [program], words, flags)
        if not good:
            return ""
        good, said, new = self.compile(True, work, [program], words, flags)
        if not good:
            return next(s[3] for s in said if s[1] == "error")
        more = new_warnings(theirs, said)
        if more:
            return more[0][3]
        return self.values(program, old, new)

    def reduce(self, work, program):
        """The least words and flags with which it fails, and how; nothing if it does not alone."""
        words, flags = dict(self.words), list(self.flags)
        why = self.fails(work, program, words, flags)
        if not why:
            return ""
        for word in list(words):
            fewer = {w: t for w, t in words.items() if w != word}
            if self.fails(work, program, fewer, flags):
                words = fewer
        for flag in list(flags):
            fewer = [f for f in flags if f != flag]
            if not flag.startswith(("-g", "-O", "-D")) and self.fails(work, program, words, fewer):
                flags = fewer
        why = self.fails(work, program, words, flags)
        command = self.command(True, "x.c", "x.o", flags)
        command = [c for c in command if not c.startswith("-ferror")]
        text = [f"/* {file} */\n{text}" for file, text in self.source([program], words)[0].items()]
        return "\n".join([why, shlex.join(command), *(line for line in "".join(text).split("\n") if line)])

    def contexts(self, program):
        """Of each kernel to run it for: registers, memory, what out is then, externs."""
        checks = Kernel(self.arch, self.conf, self.roles, self.conf["order"])
        seed = self.number + 1
        side = "user" if program.form == "user" else "kernel"
        for zero in (False, True) if any(t == "bool" for t, _ in program.expect) else (False,):
            regs, memory = checks.fill(seed, side, low_byte_zero=zero)
            if program.form == "syscall":
                users, _ = checks.fill(seed + 1, "user", low_byte_zero=zero)
                entered = {n: users[f"PARM{n + 1}_SYSCALL"] for n in range(6)}
                if "PARM1_HANDLER" in self.roles:
                    entered[0] = users["PARM1_HANDLER"]
                if self.conf.get("syscall_parms") != "entry":
                    called = checks.arguments(regs, memory, "syscall_parms")
                else:
                    called = [regs[f"PARM{n + 1}_SYSCALL"] for n in range(6)]
                    called[0] = regs["PARM1"]
                yield regs, [memory], called, False
                if "wrapper" in self.conf:
                    regs, memory = checks.fill(seed, side, low_byte_zero=zero)
                    regs.put(*self.roles["PARM1"], checks.regs_at)
                    yield regs, [memory, (checks.regs_at, users.bytes, "task")], entered, True
            elif program.form == "reg":
                values = {role: regs[role] for role in self.roles}
                if "MODE" in self.roles:
                    users, memory_of = checks.fill(seed, "user")
                    yield users, [memory_of], {role: users[role] for role in self.roles}, False
                    values["PARM1_SYSCALL"] = regs["PARM1"]
                yield regs, [memory], values, False
            elif program.form == "slots":
                values = [int.from_bytes(regs.bytes[8 * n:8 * n + 8], checks.order)
                          & (~0xff if zero else bpfvm.MASK) for n in range(24)]
                for n, value in enumerate(values):
                    regs.put(8 * n, 8, value)
                yield regs, [memory], values, False
            else:
                values = [regs["RC"]] if program.form == "rc" else checks.arguments(
                    regs, memory, f"{side}_parms")
                yield regs, [memory], values, False

    def values(self, program, old, new):
        """What is wrong with the values of one program, or nothing."""
        self.seen = []
        for regs, memory, values, wrapped in self.contexts(program):
            # Without a target a long is BPF's.
            bits = int(self.conf["bits"]) if self.target else 64
            expected = [truth.convert(values[at], type, bits) for type, at in program.expect]
            got = []
            for obj in old, new:
                flag = 0x7fb000000000
                machine = bpfvm.Machine(obj, regs.bytes, [*memory, (flag, bytes([wrapped] * 8), "map")],
                                        {"LINUX_HAS_SYSCALL_WRAPPER": flag})
                try:
                    result = machine.run(program.name)
                    got.append([machine.variable("out", n) for n in range(len(expected))])
                    if program.macros and result & 0xff != 1:
                        got[-1].append(f"returned {result:#x}")
                except (bpfvm.Fault, KeyError) as fault:
                    got.append(f"{type(fault).__name__} {fault}")
            self.seen.append(got[0] == expected)
            hexed = lambda v: [hex(x) if isinstance(x, int) else x for x in v] if isinstance(v, list) else v
            if got[1] != expected:
                return f"{program.name}: expected {hexed(expected)}, got {hexed(got[1])}, libbpf's {hexed(got[0])}"
            if got[0] != expected and not differs(self, program):
                return f"{program.name}: libbpf's header finds {hexed(got[0])}, ours {hexed(got[1])}"
        return ""

    def run(self, work):
        self.dropped, self.wrong, self.compared, self.same = [], [], 0, 0
        theirs, old = self.legal(work)
        if not self.programs:
            return self
        good, said, new = self.compile(True, work, self.programs)
        suspects = {}
        if not good:
            bad = {s[0] for s in said if s[1] == "error"}
            suspects = {i: "" for i in (range(len(self.programs)) if None in bad else bad)}
        for program, _, _, text in new_warnings(theirs, said):
            suspects.setdefault(program if program is not None else 0, text)
        for i, text in suspects.items():
            why = self.reduce(work, self.programs[i]) if len(self.wrong) < REDUCE else text or "does not compile"
            self.wrong.append((self.programs[i], why or f"only beside other programs: {text}"))
        if not good:
            keep = [i for i in range(len(self.programs)) if i not in suspects]
            self.programs = [self.programs[i] for i in keep]
            theirs, old = self.legal(work)
            if not self.programs or not old:
                return self
            good, said, new = self.compile(True, work, self.programs)
            if not good:
                self.wrong.append((self.programs[0], next(s[3] for s in said if s[1] == "error")))
                return self
        for program in self.programs:
            why = self.values(program, old, new)
            self.compared += 1
            self.same += all(self.seen)
            if why:
                reduced = self.reduce(work, program) if len(self.wrong) < REDUCE else ""
                self.wrong.append((program, reduced or why))
        return self


def loaded(path):
    """An object as on a kernel that has nothing it asks for."""
    obj = bpfvm.Object(path)
    obj.resolve(bpfvm.EXISTS, 0)
    return obj


def new_warnings(theirs, ours):
    """What ours says that libbpf's does not say of the same program or header."""
    known = {s[:3] for s in theirs}
    return [s for s in ours if s[1] != "error" and s[:3] not in known]


ROLES, CLASHES = {}, set()


def main():
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        for arch in sorted(set(ARCHS)):
            ROLES[arch] = truth.truth(arch, common.configuration(arch), work)
        generator = Generator(random.Random(SEED))
        units = [generator.unit(i) for i in range((N + EACH - 1) // EACH)]
        dropped = compared = same = wrong = 0
        with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("JOBS") or os.cpu_count())) as pool:
            for unit in pool.map(lambda u: u.run(work), units):
                name = " ".join([unit.arch if unit.target else "no target", unit.cc, unit.mode, "linked" * unit.linked, unit.std, *unit.flags]).replace("  ", " ")
                why = "\n".join(text for _, text in unit.wrong[:1])
                tap.ok(not unit.wrong, f"{unit.number}: {len(unit.programs)} programs, {name}",
                       f"{len(unit.wrong)} programs, the first:\n{why}")
                for _, text in unit.wrong:
                    if os.environ.get("VERBOSE"):
                        print("# ----\n" + "\n".join(f"# {line}" for line in text.split("\n")))
                wrong += len(unit.wrong)
                dropped += len(unit.dropped)
                compared += unit.compared
                same += unit.same
                if os.environ.get("DROPPED"):
                    for program in unit.dropped:
                        print("# dropped", name, program.text.replace("\n", "\n#\t"))
        print(f"# SEED={SEED}: {len(units) * EACH} programs made, {dropped} that libbpf's header does not take, "
              f"{compared} compared, {same} with the values of libbpf's, {wrong} wrong")
        tap.ok(compared >= .8 * len(units) * EACH, "4 of 5 programs that are made are legal and were compared",
               f"{compared} of {len(units) * EACH}")
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
