#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Changes the headers one place at a time and looks which test notices.

usage: mutate.py [ARCH...]     of include/bpf/arch/<ARCH>.h every #define;
       mutate.py tracing       of include/bpf/tracing/*.h every number

A register becomes its neighbour, an offset moves by a word, a flag is dropped,
a string gets a letter, an order is swapped. The compile tests of the
architecture run until one fails, with N=<number> on a random choice of so many
mutants (SEED=1). GUEST=<name> runs those that survive in that guest too. All of
it in a copy of the tree below build/. A line for each mutant, then how many
were killed and survived. Not for CI: a mutant takes 1 to 15 seconds.
"""
import contextlib
import io
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", TOP / "build"))
TREE = BUILD / f"mutate-{os.getpid()}"
WORDS = {"___BPF_ANYWHERE": "___BPF_EVEN_REG", "___BPF_EVEN_STACK": "___BPF_EVEN_REG",
         "___BPF_EVEN_REG": "___BPF_EVEN_STACK",
         "___BPF_EVEN_REG_ONLY_STRUCTS": "___BPF_EVEN_REG",
         "___BPF_SPLIT": "___BPF_CLOSES", "___BPF_CLOSES": "___BPF_SKIPS",
         "___BPF_SKIPS": "___BPF_CLOSES"}
OPERATORS = {"<=": "<", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&", "!(": "(",
             "& ": "| ", "<": "<=", ">": ">="}
NUMBER = re.compile(r"(?<![\w.])(0x[0-9a-fA-F]+|\d+)([uUlL]*)\b(?!\])")


class Killed(Exception):
    pass


def members(text):
    """The registers of struct ___BPF_REGS in their order."""
    body = re.search(r"struct ___BPF_REGS \{(.*?)\n\}", text, re.S)[1]
    return re.findall(r"(\w+)(?:\[\d+\])?\s*[,;]", re.sub(r"#.*|/\*.*?\*/", "", body))


def number(text):
    """A C literal's value."""
    return int(text, 8 if re.fullmatch("0[0-7]+", text) else 0)


def numbers(line, step):
    """The line with each of its numbers changed in turn."""
    for m in NUMBER.finditer(line):
        value = number(m[1]) + step
        yield line[:m.start()] + (hex(value) if m[1].startswith("0x") else str(value)) + m[2] \
            + line[m.end():]


def of_header(path):
    """(what, text) of each mutant of an architecture's header."""
    text = path.read_text()
    regs = members(text)
    wide = 8 if "REG_BITS 64" in text else 4
    for m in re.finditer(r"^#define (\w+)(\([^)]*\))?((?:[^\n\\]|\\\n|\\.)*)$", text, re.M):
        name, parameters, value = m[1], m[2], m[3].strip()
        if name in ("___BPF_ARCH", "___bpf_own", "___BPF_REGS"):
            continue  # what they are called
        changes = []
        if not value or value == "1" and not parameters:
            changes.append("")
        elif parameters:
            changes += [m[0].replace(value, v, 1) for v in numbers(value, 1)]
            for old, new in OPERATORS.items():
                for place in re.finditer(re.escape(old) + r"(?![<>=&|])", value):
                    if value[place.start() - 1:place.start()] not in ("<", ">", "&", "|", "-"):
                        changed = value[:place.start()] + new + value[place.end():]
                        changes.append(m[0].replace(value, changed, 1))
        elif value.startswith('"'):
            changes.append(m[0].replace(value, value[:-1] + 'x"'))
        elif value in WORDS:
            changes.append(m[0].replace(value, WORDS[value]))
        elif re.fullmatch(r"\w+\[\d+\]", value):
            array, n = re.match(r"(\w+)\[(\d+)\]", value).groups()
            changes.append(m[0].replace(value, f"{array}[{int(n) + (1 if n == '0' else -1)}]"))
        elif value in regs:
            at = regs.index(value)
            changes.append(m[0].replace(value, regs[at - 1 if at else at + 1]))
        elif NUMBER.search(value):
            changes += [m[0].replace(value, v, 1) for v in numbers(value, 1)]
            if re.search("REGS$", name):
                changes += [m[0].replace(value, v, 1) for v in numbers(value, -1)]
        else:
            # Of the kernel's name, not of what CO-RE leaves out.
            changes.append(m[0].replace(value, re.sub(r"(___|$)", r"x\1", value, count=1)))
        for change in changes:
            yield (f"{path.name}: {m[0]!r} -> {change!r}",
                   text[:m.start()] + change + text[m.end():])
    for m in re.finditer(r"^\t\.(\w+) = (.*),\n", text, re.M):
        value = m[2]
        step = wide if "stack_parm" in m[1] else 1
        changes = [] if value == "0" else [""]
        changes += [m[0].replace(value, v, 1) for v in numbers(value, step)]
        if value in WORDS:
            changes.append(m[0].replace(value, WORDS[value]))
        for change in changes:
            yield (f"{path.name}: {m[0]!r} -> {change!r}",
                   text[:m.start()] + change + text[m.end():])
    body = re.search(r"struct ___BPF_REGS \{(.*?)\n\}", text, re.S)
    for m in re.finditer(r"(\w+)((?:\[\d+\])?), (\w+)((?:\[\d+\])?)", body[1]):
        swapped = f"{m[3]}{m[4]}, {m[1]}{m[2]}"
        start = body.start(1) + m.start()
        yield (f"{path.name}: {m[0]} -> {swapped}",
               text[:start] + swapped + text[start + len(m[0]):])


def of_tracing(path):
    """(what, text) of each mutant of the numbers of a shared header."""
    text = path.read_text()
    # Comments and strings as blanks.
    code = re.sub(r'/\*.*?\*/|"(?:[^"\\]|\\.)*"', lambda m: re.sub(r"[^\n]", " ", m[0]), text,
                  flags=re.S)
    for m in NUMBER.finditer(code):
        line = text.count("\n", 0, m.start()) + 1
        value = number(m[1]) + 1
        yield (f"{path.name}:{line}: {m[0]} -> {value} in "
               f"{text.splitlines()[line - 1].strip()!r}",
               text[:m.start()] + str(value) + m[2] + text[m.end():])


def tests(arch):
    """The compile tests of an architecture, those first that notice most."""
    import any as target_any
    import check
    import common
    import lists
    import reject
    import syscalls
    import truth
    import variants

    conf = common.configuration(arch)
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        roles = truth.truth(arch, conf, work)
        has = [f"-DHAS_{role}" for role in roles]
        syscalls.check(arch, conf, roles, has, work, ["clang-19"])
        check.check(arch, ["clang-19"])
        for order in ("el", "eb"):
            for side in ("kernel", "user"):
                variants.returned(arch, conf, order, side, work)
        check.check_btf(arch, conf, roles, has, work)
        lists.names([arch])
        reject.main([c for c in reject.cases() if re.search(rf"ARCH_{arch}\b", c[0])])
        if arch != "arcompact":
            known = []
            for name, btf in target_any.kernels(arch, conf, work):
                types = truth.kernel_types(btf)
                known.append((arch, conf, name, types, truth.btf_roles(arch, conf, types[0])))
            for order in conf["any"].split():
                target_any.objects("clang-19", order, "neither", has, known, work)


def killer(arch):
    """The test that fails first, or None."""
    import tap

    def ok(good, name, why=""):
        tap.SAID.append(bool(good))
        if not good:
            raise Killed(name)

    said = tap.ok
    for module in list(sys.modules.values()):
        if getattr(module, "ok", None) is said:
            module.ok = ok
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            tests(arch)
    except Killed as test:
        return str(test)
    except Exception as error:  # a table that names what is not there
        return f"{type(error).__name__}: {error}"
    return None


def in_guest(guest):
    """The case that fails first in a guest, or None."""
    environment = {**os.environ, "BUILD": str(TREE / "build")}
    for step in ("build", "run"):
        run = subprocess.run([TREE / "tests/run/guest.sh", step, guest], env=environment,
                             capture_output=True, text=True)
        failed = re.search(r"^not ok \d+ - (.*)", run.stdout, re.M)
        if failed or run.returncode:
            return f"{guest}: {failed[1] if failed else step + ' fails'}"
    return None


def copy():
    for name in ("arch", "include", "tests", "tools"):
        shutil.copytree(TOP / name, TREE / name)
    (TREE / "build").mkdir()
    for path in BUILD.iterdir():
        if path.name not in ("guest", "run", "results") and not path.name.startswith("mutate-"):
            (TREE / "build" / path.name).symlink_to(path)
    os.environ["BUILD"] = str(BUILD)
    sys.path[:0] = [str(TREE / "tests" / d) for d in ("compile", "lib")]


def main():
    archs = [p.stem for p in sorted((TOP / "include/bpf/arch").glob("*.h"))]
    mutants = []
    for what in sys.argv[1:] or archs:
        if what == "tracing":
            # Of one architecture with 64 bits and the wrapper, and of one with 32.
            mutants += [(archs_of, path, *m) for path in
                        sorted((TOP / "include/bpf/tracing").glob("*.h"))
                        for archs_of in [("x86", "arm", "sparc", "s390")] for m in of_tracing(path)]
        else:
            path = TOP / f"include/bpf/arch/{what}.h"
            mutants += [((what,), path, *m) for m in of_header(path)]
    if os.environ.get("N"):
        random.Random(int(os.environ.get("SEED") or 1)).shuffle(mutants)
        mutants = mutants[:int(os.environ["N"])]
    copy()
    for arch in sorted({a for archs, *_ in mutants for a in archs}):
        why = killer(arch)
        if why:
            sys.exit(f"mutate.py: the tests of {arch} fail without a mutant: {why}")
    survived = []
    for n, (archs, path, what, text) in enumerate(mutants, 1):
        place = TREE / path.relative_to(TOP)
        place.write_text(text)
        why = next(filter(None, map(killer, archs)), None)
        if not why and os.environ.get("GUEST"):
            why = in_guest(os.environ["GUEST"])
        place.write_text(path.read_text())
        if not why:
            survived.append(what)
        print(f"{n}/{len(mutants)} {'killed' if why else 'SURVIVED'} {what}"
              + (f"\n\tby {why}" if why else ""), flush=True)
    print(f"{len(mutants)} mutants, {len(mutants) - len(survived)} killed, {len(survived)} survived")
    for what in survived:
        print(f"survived: {what}")


if __name__ == "__main__":
    try:
        main()
    finally:
        shutil.rmtree(TREE, ignore_errors=True)
