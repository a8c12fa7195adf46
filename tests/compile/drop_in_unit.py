# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""A unit of drop_in.py: compiled with libbpf's header and with ours, and run."""
import collections
import os
import pathlib
import re
import shlex
import subprocess

import common
import bpfvm
from machine import Kernel
import truth

REDUCE = int(os.environ.get("REDUCE") or 2)  # failures of a unit that are reduced
OURS = common.HEADERS
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


def loaded(path):
    """An object as on a kernel that has nothing it asks for."""
    obj = bpfvm.Object(path)
    obj.resolve(bpfvm.EXISTS, 0)
    return obj


def new_warnings(theirs, ours):
    """What ours says that libbpf's does not say of the same program or header."""
    known = {s[:3] for s in theirs}
    return [s for s in ours if s[1] != "error" and s[:3] not in known]


# Macros of the program that libbpf's header does not bear.
CLASHES = set()


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
        return [*common.command(self.arch if self.target else None, self.conf, self.cc, mode=self.mode,
                                code=self.flags if flags is None else flags, warnings=(),
                                headers=OURS if ours else None, libbpf=self.libbpf, system="-I",
                                extra=["-ferror-limit=0", *([f"-std={self.std}"] if self.std else [])]),
                "-c", str(source), "-o", str(output)]

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
