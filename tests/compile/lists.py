#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Lists that are kept by hand, against what they list.

The names of targets in tracing/select.h against arch/*/arch.conf, the keys of that
against those in arch/README.md and who reads them, the cases of the guests against
the programs that there are, the page about adding an architecture against the files
that name some. TAP on stdout.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import common
from common import TOP
import bpfvm
import conf as arch_conf
import table
from tap import finish, ok

CONFIGURED = common.every()


def compiler(source, *names):
    """What the compiler says of a program that names these targets."""
    return subprocess.run(
        [*common.command(None, common.ANY, extra=[f"-D__TARGET_ARCH_{n}" for n in names], warnings=()),
         "-fsyntax-only", "-ferror-limit=0", "-x", "c", "-"], text=True, capture_output=True,
        input="#include <bpf/bpf_tracing.h>\n" + source).stderr


def listed(message, start):
    """The names at the end of a message that begins so."""
    found = re.search(re.escape(start) + r"(?: one of)? ([a-z0-9 ]+)", message)
    return found[1].split() if found else []


def names(targets=()):
    headers = {p.stem for p in (TOP / "include/bpf/arch").glob("*.h")}
    ok(headers == set(CONFIGURED), "include/bpf/arch/ and arch/ have the same architectures",
       headers ^ set(CONFIGURED))
    select = (TOP / "include/bpf/tracing/select.h").read_text().replace("\\\n", "")
    rows = dict(re.findall(r"^#define ___BPF_NAMES_(\w+)\(name, compiler\)(.*)", select, re.M))
    wanted = [*CONFIGURED, "any"]
    missing = listed(compiler("long f(void *x) { return PT_REGS_RC(x); }"), "__TARGET_ARCH_<name>,")
    for target in targets or wanted:
        conf = CONFIGURED.get(target, {})
        own = {target, *conf.get("aliases", "").split()}
        row = set(re.findall(r"\bname\((\w+)\)", rows.get(target, "")))
        ok(row == own, f"select.h: {target} has the names of arch.conf", row ^ own)
        family = conf.get("family", target)
        said = compiler(f"#if !defined(bpf_target_defined)\n#error not defined\n#endif\n"
                        + (f"#ifndef bpf_target_{family}\n#error no family\n#endif\n"
                           if conf else ""), target)
        ok(not said, f"{target}: bpf_target_defined and bpf_target_{family} are", said)
        for name in sorted(own | row):
            said = compiler(f'_Static_assert(!__builtin_strcmp(___BPF_ARCH, "{target}"), "");',
                            name)
            ok(not said, f"-D__TARGET_ARCH_{name} is {target}", said)
        other = "x86" if target != "x86" else "sh"
        both = listed(compiler("", target, other), "define")
        ok(sorted(both) == sorted(wanted),
           f"{target} and {other} at once: refused with the name of every target",
           sorted({*both} ^ {*wanted}))
        ok(target in missing, f"without a target: the message has {target}", missing)
    ok(sorted(missing) == sorted(wanted), "without a target: the message has no other name",
       {*missing} ^ {*wanted})


def cases():
    """Every program that is loaded in guests is some case's, every file of cases a suite."""
    texts = {p: p.read_text() for p in sorted((TOP / "tests/run").glob("*.c"))
             if not p.name.endswith((".bpf.c", "-task.c"))}
    for path, text in texts.items():
        if path.name == "loader.c":
            continue
        ok(len(re.findall(r"^SUITE\(", text, re.M)) == 1, f"tests/run/{path.name} is one suite")
        tables = re.findall(r"^(?:static )?const struct test (\w+)\[\]", text, re.M)
        ok(all(re.search(rf"^SUITE\({t}, COUNT\({t}\)", text, re.M) for t in tables),
           f"tests/run/{path.name}: its table is what the suite runs", tables)
    # CASE(object, program, ...), and the macro of quirks.c that puts the name together.
    known = {n for t in texts.values() for n in re.findall(r"\bCASE\(\w+, (\w+),", t)}
    known |= {f"quirk_{n}" for n in re.findall(r"^\tQUIRK\((\w+)",
                                               texts[TOP / "tests/run/quirks.c"], re.M)}
    # Of the names that older kernels have: the loader's attach_old().
    known |= {f"old_{n}" for n in known}
    families = [f.name for f in table.FAMILIES]
    listed = re.findall(r"^FAMILY\((\w+)", (TOP / "tests/run/families.h").read_text(), re.M)
    ok(families == listed and {f.table for f in table.FAMILIES} <= table.TABLES,
       "tests/run/families.h: each line is of a table",
       [f for f in table.FAMILIES if f.table not in table.TABLES] or {*listed} - {*families})
    used = {n for t in texts.values() for both in
            re.findall(r"\bOF_(\w+)|^\tQUIRK\(\w+, (\w+)", t, re.M) for n in both if n}
    ok(used == {*families}, "tests/run/families.h: each family is some case's", used ^ {*families})
    with tempfile.TemporaryDirectory() as work:
        output = pathlib.Path(work) / "x.o"
        for source in sorted((TOP / "tests/run").glob("*.bpf.c")):
            found = set()
            for arch, conf in CONFIGURED.items():
                has = [f"-DHAS_{role}" for role in common.roles(arch)]
                why = common.compile("clang-19", arch, conf, conf["order"], "neither", source,
                                    output, [*has, f"-I{TOP}/tests/run", "-Wno-error"])
                if why:
                    ok(False, f"{arch}: {source.name} compiles", why)
                else:
                    found |= {*bpfvm.Object(output).functions}
            ok(found and found <= known, f"tests/run/{source.name}: each program is some case's",
               found - known)


# How many arguments each call has: nargs[] in the kernel's net/socket.c, and those of the
# syscalls of the same name in ipc/syscall.c.
SOCKETCALL = dict(zip(range(1, 21), (3, 3, 3, 2, 3, 3, 3, 4, 4, 4, 6, 6, 2, 5, 5, 3, 3, 4, 5, 4)))
IPC = {1: 3, 2: 3, 3: 4, 4: 4, 11: 4, 12: 5, 13: 2, 14: 3, 21: 3, 22: 1, 23: 3, 24: 3}


def calls():
    """The macros take as many arguments as the call has, and no other call."""
    for macro, table in (("BPF_KSYSCALL_SOCKETCALL", SOCKETCALL), ("BPF_KSYSCALL_IPC", IPC)):
        wanted, source = {}, ""
        for call in range(-1, 27):
            for count in range(1, 7):
                wanted[call, count] = count <= table.get(call, 0)
                args = ", ".join(f"long a{i}" for i in range(count))
                source += (f"int {macro}(c{call + 1}_{count}, {call}, {args}) "
                           f"{{ return {' + '.join(f'a{i}' for i in range(count))}; }}\n")
        said = compiler(source, "s390")
        # Line 1 is the #include.
        refused = {int(n) - 2 for n in re.findall(r"^<stdin>:(\d+):\d+: error: ", said, re.M)}
        takes = {key: n not in refused for n, key in enumerate(wanted)}
        for call in range(-1, 27):
            most = [max([0, *(c for n, c in t if n == call and t[n, c])]) for t in (wanted, takes)]
            same = all(wanted[call, c] == takes[call, c] for c in range(1, 7))
            ok(same, f"{macro}: call {call} has {most[0]} arguments", f"it takes {most[1]}")


def reads(reader, key):
    """Whether a file, or one in a directory, takes a key, by its name or as one of a pattern."""
    path = TOP / reader
    for file in [path] if path.is_file() else path.glob("*.py"):
        text = file.read_text()
        if re.search(rf"""(["'${{(]|ifdef ){key}\b""", text):
            return True
        # f"stack_{side}", $(compat_$*)
        for pattern in re.findall(r"""f["'](\w*\{\w+\}\w*)["']|\$\((\w+\$\*)\)""", text):
            parts = re.split(r"\{\w+\}|\$\*", max(pattern))
            if re.fullmatch(r"\w+".join(parts), key) and any(parts):
                return True
    return False


def keys():
    """The table of keys in arch/README.md; conf.py takes no other, and no value in quotes."""
    given = set()
    for kind, pattern in (("arch.conf", "*/arch.conf"), ("guest", "*/*.guest")):
        for path in sorted(arch_conf.ARCH.glob(pattern)):
            own = arch_conf.parse(path, kind)
            given |= {*own} | set(re.findall(r"(\w+)=", " ".join(
                own.get(k, "") for k in ("settings", "fuzz_settings"))))
    for name, key in arch_conf.keys().items():
        ok(name in given, f"arch/README.md: {name} is given somewhere", "nowhere")
        not_read = [r for r in key.readers if not reads(r, name)]
        ok(key.readers and not not_read,
           f"arch/README.md: {name} is read by {' '.join(key.readers)}", not_read)
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        shutil.copytree(TOP / "arch/x86", work / "arch/x86")
        (work / "tests/lib").mkdir(parents=True)
        for name in ("tests/lib/conf.py", "arch/README.md"):
            shutil.copy(TOP / name, work / name)
        for file, change, said in (
                ("amd64.guest", lambda t: t, ""),
                ("arch.conf", lambda t: t + "bit=64\n", "unknown key bit"),
                ("amd64.guest", lambda t: t + "pairs=even\n", "unknown key pairs"),
                ("amd64.guest", lambda t: t + "libc=\"musl\"\n", "libc: a value is the plain rest"),
                ("amd64.guest", lambda t: t + "cc=$(id)\n", "cc: a value is the plain rest"),
                ("amd64.guest", lambda t: t + "libc=musl \n", "libc: a value is the plain rest"),
                ("arch.conf", lambda t: t + "bits=32\n", "bits is given twice"),
                ("arch.conf", lambda t: t + "bits 32\n", "not key=value: bits 32"),
                ("arch.conf", lambda t: t.replace("bits=64\n", ""), "bits must be given"),
                ("amd64.guest", lambda t: re.sub("^console.*\n", "", t, flags=re.M),
                 "console must be given with qemu"),
                ("arch.conf", lambda t: t + "settings=-DX el stak=8\n", "unknown key in stak=8")):
            path = work / "arch/x86" / file
            text = path.read_text()
            path.write_text(change(text))
            run = subprocess.run([work / "tests/lib/conf.py", "guest", "amd64"], text=True,
                                 capture_output=True)
            path.write_text(text)
            good = run.returncode and said in run.stderr and file in run.stderr if said \
                else run.returncode == 0 and run.stdout
            ok(good, f"conf.py of {file}: {said or 'nothing is wrong'}", run.stderr)


def page():
    """docs/adding-an-architecture.md names what names four architectures or more."""
    text = (TOP / "docs/adding-an-architecture.md").read_text()
    files = subprocess.run(["git", "-C", TOP, "ls-files"], capture_output=True, text=True,
                           check=True).stdout.split()
    # Not the names that are words, or also the kernel's for a family.
    distinct = [a for a in CONFIGURED if a not in ("arc", "arm", "mips", "powerpc", "riscv", "sh",
                                                   "x86")]
    for name in files:
        if re.match(r"arch/|include/bpf/arch/|debian/changelog", name) \
                or name == "docs/adding-an-architecture.md":
            continue
        words = set(re.findall(r"\w+", (TOP / name).read_text(errors="replace")))
        if len(words.intersection(distinct)) >= 4:
            ok(f"`{name}`" in text, f"docs/adding-an-architecture.md: {name}",
               "it names architectures")


def headers():
    """The headers of tracing/ say who includes them; words.h has all words of arch/."""
    tracing, arch = TOP / "include/bpf/tracing", TOP / "include/bpf/arch"
    every = sorted((TOP / "include/bpf").rglob("*.h"))
    for header in sorted(tracing.glob("*.h")):
        comment = re.search(r"/\*\n(.*?)\*/", header.read_text(), re.S)[1].replace("\n *", "")
        said = re.search(r"Included (?:twice: )?by (\S+)", comment)
        names = [h.name if h.parent != arch else "arch/<name>.h" for h in every
                 if f'{header.name}"' in "".join(re.findall("^#include .*", h.read_text(), re.M))]
        ok(said and said[1].rstrip(".,;") in names, f"{header.name} says who includes it",
           f"{said and said[1]}, not {names}")
        lines = header.read_text().splitlines()
        ok(len(lines) <= 350, f"{header.name} has at most 350 lines", len(lines))
    for header in every:
        wide = [n for n, line in enumerate(header.read_text().splitlines(), 1)
                if len(line.expandtabs(8)) > 100]
        ok(not wide, f"{header.relative_to(TOP)}: no line has more than 100 columns", wide)
    known = set(re.findall(r"___(?:BPF|bpf)_\w+|__PT_\w+", (tracing / "words.h").read_text()))
    for header in sorted(arch.glob("*.h")):
        said = set(re.findall(r"^#define (___(?:BPF|bpf)_\w+|__PT_\w+)", header.read_text(), re.M))
        more = {n for n in said if not {n, re.sub(r"PARM\d_", "PARMn_", n),
                                        n.removesuffix(header.stem)} & known}
        ok(said and not more, f"arch/{header.name}: words.h has its words", more)


def main():
    headers()
    names()
    keys()
    calls()
    cases()
    page()
    return finish()


if __name__ == "__main__":
    sys.exit(main())
