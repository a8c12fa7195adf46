#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Compiles the guests' BPF programs, one by one, with libbpf's bpf_tracing.h.

usage: libbpf.py GUEST DIRECTORY

Into the directory goes <file>.<program>.bpf.o of each program that compiles, and
cases: a line `file program` for each of whose macros libbpf's header has all. The
others are of this library alone: one of its public names is left when libbpf's
header has had its turn.

As its users have it: with -D__TARGET_ARCH_ by libbpf's name, after vmlinux.h where the
kernel has BTF, after <linux/ptrace.h> where not.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TOP / "tests/lib"), str(TOP / "tools")]
import bpfcc  # noqa: E402
import conf as arch_conf  # noqa: E402
import docs  # noqa: E402

BUILD = bpfcc.BUILD
BEGIN, END = "___program_begins", "___program_ends"
OURS = {name for path in docs.files() for _, names in docs.comments(path) for name in names}


def programs(text):
    """(name, first line, line behind its last) of each program of a file."""
    lines = text.splitlines()
    for start, line in enumerate(lines):
        if not line.startswith("SEC("):
            continue
        end = start
        # Up to its closing brace, or what another macro makes of one line.
        if lines[start + 1:] and lines[start + 1] and not lines[start + 1].startswith(("SEC(", "#")):
            end = lines.index("}", start)
        whole = " ".join(lines[start:end + 1])
        name = re.search(r"\bint (?:[A-Z]\w+\()?(\w+)\b", whole) or \
            re.search(r"\b[A-Z]\w+\((?:[A-Z]\w+, )?(\w+)\)$", whole)
        yield name[1], start, end + 1


def alone(text, name):
    """The file with one of its programs, between marks."""
    lines = text.splitlines()
    for other, start, end in programs(text):
        if other == name:
            lines[start] = f"extern int {BEGIN};\n{lines[start]}"
            lines[end - 1] += f"\nextern int {END};"
        else:
            lines[start:end] = [""] * (end - start)
    return "\n".join(lines) + "\n"


def left(preprocessed):
    """This library's names in what became of the program, None: it is not there."""
    before, begins, rest = preprocessed.partition(f" {BEGIN};")
    words = [{*re.findall(r"\w+", text)} for text in (before, rest.partition(f" {END};")[0])]
    # What libbpf declares is no macro of its header, but it has it: bpf_probe_read_kernel().
    return sorted(OURS & words[1] - words[0]) if begins else None


def asked(conf):
    """-D of what the guest's compiler defines and these headers ask for."""
    words = set()
    for path in (BUILD / "src/libbpf/src/bpf_tracing.h",
                 bpfcc.UAPI / f"lib/linux/uapi/{conf['uapi']}/asm/ptrace.h"):
        for line in re.findall(r"^\s*#\s*(?:el)?if(.*)", path.read_text(), re.M):
            words |= set(re.findall(r"\b__\w+__\b", line))
    said = subprocess.run([bpfcc.CLANG, f"--target={conf['triplet']}", "-dM", "-E", "-x", "c",
                           "/dev/null"], check=True, capture_output=True, text=True).stdout
    return [f"-D{name}={value}" for name, value in re.findall(r"^#define (\w+) (.*)$", said, re.M)
            if name in words and not name.startswith("__SIZEOF")]


def types(guest, conf, work):
    """Flags for vmlinux.h, of the kernel itself or Debian's; none for a kernel without BTF."""
    btf = BUILD / "kernel" / guest / "btf"
    if not btf.exists() and conf["suite"] not in conf.get("btf", "").split():
        return []
    where = work
    if btf.exists():
        (work / "linux/bpf").mkdir(parents=True, exist_ok=True)
        (work / "linux/bpf/vmlinux.h").write_bytes(subprocess.run(
            ["bpftool", "btf", "dump", "file", btf, "format", "c"], check=True,
            stdout=subprocess.PIPE).stdout)
    else:
        where = bpfcc.vmlinux(conf)
    return ["-DWITH_VMLINUX", f"-isystem{where}"]


def command(conf, types):
    roles = [f"-DHAS_{role}" for role in arch_conf.roles(conf["arch"])]
    return bpfcc.command(conf["uapi"], conf, headers=None, libbpf=bpfcc.NEWEST, warnings=["-w"],
                         extra=[*roles, *(types or asked(conf)), "-DMACROS_LIBBPF",
                                f"-I{TOP}/tests/run"])


def main(guest, output):
    output = pathlib.Path(output)
    output.mkdir(parents=True)
    conf = arch_conf.guest(guest)
    # The names are the same without vmlinux.h.
    names = [*command(conf, []), "-E", "-P", "-x", "c", "-"]
    cases = []
    with tempfile.TemporaryDirectory() as work:
        compiler = [*command(conf, types(guest, conf, pathlib.Path(work))), "-x", "c", "-c", "-"]
        for path in sorted((TOP / "tests/run").glob("*.bpf.c")):
            file, text = path.name.removesuffix(".bpf.c"), path.read_text()
            for name, _, _ in programs(text):
                source = alone(text, name)
                if left(subprocess.run(names, input=source, text=True, capture_output=True,
                                       check=True).stdout) != []:
                    continue
                cases.append(f"{file} {name}\n")
                subprocess.run([*compiler, "-o", output / f"{file}.{name}.bpf.o"], input=source,
                               text=True, stderr=subprocess.DEVNULL, check=False)
    (output / "cases").write_text("".join(cases))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
