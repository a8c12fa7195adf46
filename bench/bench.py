#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Measures this library against libbpf's bpf_tracing.h, side by side.

usage: bench.py GUEST...

Prints a line for each figure,

    bench: NAME WHERE ours=N libbpf=N floor=N ratio=R

then the ones with a limit as a table, and writes RESULTS.md and ksyscall.svg.
The ratio is that of what exceeds the floor, an empty program, where there is
one. Fails if a limit is missed.

In guests (QEMU counts a nanosecond for each instruction, so figures are exact):
  run:       instructions of a program, all that the kernel does included
  xlated:    BPF instructions after the verifier, jited: bytes of machine code,
  verified:  BPF instructions that the verifier looked at
  load       instructions from open to loaded, of bench/small.bpf.c
  hit:       instructions of a traced getpgid(2) over an untraced one (bench/hits.bpf.c),
             beside libbpf's BPF_KSYSCALL in a kprobe, or with a kretprobe and a map
On every architecture, from the object:
  insns:     BPF instructions, relocations: those of CO-RE
On this machine:
  compile:, growth:, expansion:   of CPU time, memory, object bytes, text
A program is measured as it is compiled without vmlinux.h and, where its name
ends in +btf, after it; libbpf's after it where the guest's kernel has BTF.
"""
import collections
import os
import pathlib
import platform
import re
import shlex
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[1]
BENCH = TOP / "bench"
sys.path.insert(0, str(TOP / "tests/lib"))
import bpfcc  # noqa: E402
import bpfvm  # noqa: E402
import conf as arch_conf  # noqa: E402

BUILD = pathlib.Path(os.environ.get("BUILD", TOP / "build"))
CLANG = os.environ.get("CLANG", "clang-19")

# The most that a ratio may be: the first pattern that "NAME WHERE " matches. With a
# reason it is an exception from what follows, and what was measured when it was made.
TELLS = "each call tells by its first argument whether there is a wrapper; libbpf's loader does"
CHECKS = "the checks that JIT and verifier add to loads from BTF pointers"
INTERPRETED = "Debian's s390x kernels have no JIT: each instruction is interpreted, each load a read"
MODES = "tells the registers of kernel and user mode apart, for kernels without the wrapper"
NO_HELPER = "Linux 7 refuses the helper where riscv's JIT is off, as it is by default: as without BTF (else 0.11)"
FLOOR = "what the kernel does for any program there"
LIMITS = [
    (r"run:ksyscall2?_6\+btf s390x", 0.41, INTERPRETED),
    (r"run:ksyscall2?_6 s390x", 0.35, INTERPRETED),
    (r"run:ksyscall2?_6\+btf ppc64el", 0.17, CHECKS + "; bpf_rdonly_cast() 0.13"),
    (r"run:ksyscall2?_6\+btf riscv64", 0.41, NO_HELPER),
    (r"run:ksyscall2?_6 riscv64", 0.41, "the first argument is far from the others: two reads (one of all between: 0.49)"),
    (r"run:ksyscall2?_6 armhf", 1.0, "without a wrapper both load function arguments"),
    (r"run:ksyscall_6\+btf ", 0.12, ""),
    (r"run:ksyscall2?_6 ", 0.30, ""),
    (r"run:ksyscall2?_1 (amd64|s390x|ppc64el)", 1.05, TELLS),
    (r"(xlated|jited|verified):ksyscall2?_[12] ", 1.67, TELLS),
    (r"verified:ksyscall2?_[12]\+btf riscv64", 1.36, NO_HELPER),
    (r"(xlated|jited):ksyscall2?_\d\+btf (amd64|ppc64el|riscv64)", 1.54, CHECKS),
    (r"\w+:syscall_regs", None, TELLS),
    (r"\w+:(reg|core)_PARM1_SYSCALL.* (s390x|riscv64|arm64|ppc64el|armhf)", None, MODES),
    (r"run:read_ret_ip.* amd64", 1.11, "reads user memory too, in uprobes"),
    (r"\w+:rdonly_cast_6", None, "for comparison"),
    (r"hit:fsyscall_6 (amd64|arm64)", 0.20, FLOOR + ": fentry alone 0.14"),
    (r"hit:fsyscall_exit_6 amd64", 0.104, FLOOR),
    (r"hit:fsyscall_exit_6 arm64", 0.10, ""),
    (r"hit:sys_enter_6 (amd64|arm64)", 0.164, FLOOR + ": an empty program 0.15"),
    (r"hit:sys_enter_6 s390x", 0.226, INTERPRETED),
    (r"hit:(raw_)?sys_enter_other (amd64|arm64|s390x)", 0.163, FLOOR + ": an empty program 0.14 to 0.15"),
    (r"hit:raw_sys_enter_6 (amd64|arm64)", 0.315, "one read, 142 and 117 instructions, beside the tracepoint's own 136 and 178"),
    (r"hit:raw_sys_enter_6 s390x", 0.372, INTERPRETED),
    (r"hit:sys_enter_6 ", 0.11, ""),
    (r"hit:(raw_)?sys_enter_other ", 0.06, ""),
    (r"hit:raw_sys_enter_6 ", 0.20, ""),
    (r"run:", 1.0, ""),
    (r"(xlated|jited|verified):", 1.0, ""),
    (r"load ", 0.25, ""),
    (r"compile:cpu ", 0.10, ""),
    (r"compile:memory ", 1.0, ""),
    (r"growth:time ", 0.65, "clang's cost of the two functions of each program, as libbpf's has"),
    (r"growth:\w+ ", 0.5, ""),
]
# What libbpf gets wrong there, and what stands in for it.
WRONG = {
    "armhf": "libbpf's header needs BTF or has 8-byte registers",
    "ppc64el": "libbpf's BPF_KSYSCALL and PT_REGS_SYSCALL_REGS do not know of the wrapper",
}

Figure = collections.namedtuple("Figure", "name where ours libbpf floor ratio limit why")
figures = []


def figure(name, where, ours, libbpf, floor=None):
    """One line. libbpf: a number, or in words why there is none."""
    ratio = None
    if not isinstance(libbpf, str):
        base = floor or 0
        ratio = (ours - base) / (libbpf - base) if libbpf != base else float(ours > libbpf) + 1
    limit, why = next((rest for pattern, *rest in LIMITS
                       if re.match(pattern, f"{name} {where} ")), (None, ""))
    figures.append(Figure(name, where, ours, libbpf, floor, ratio, limit, why))

    def show(n):
        return n if isinstance(n, str) else f"{n:.4g}" if isinstance(n, float) else str(n)
    print(f"bench: {name} {where} ours={show(ours)} libbpf={show(libbpf)}"
          + (f" floor={show(floor)}" if floor is not None else "")
          + (f" ratio={ratio:.3f}" if ratio is not None else ""), flush=True)


def command(arch, conf, whose, btf):
    """The compiler and flags for our header or libbpf's, after vmlinux.h or UAPI headers."""
    return [*bpfcc.command(arch, conf, CLANG, mode="vmlinux" if btf else "neither", warnings=(),
                           headers=TOP / "include" if whose == "ours" else None,
                           libbpf=bpfcc.NEWEST, extra=conf.get("bpf_flags", "").split()),
            f"-I{BENCH}", f"-I{TOP}/arch/{arch}"]


def compile(line, output, without=None):
    """The programs, without the lines that match or do not compile."""
    text = (BENCH / "programs.bpf.c").read_text().splitlines()
    if without:
        text = ["" if re.search(without, line) else line for line in text]
    with tempfile.NamedTemporaryFile("w", suffix=".bpf.c") as copy:
        while True:
            copy.seek(0)
            copy.truncate()
            copy.write("\n".join(text) + "\n")
            copy.flush()
            run = subprocess.run([*line, "-w", "-ferror-limit=0", "-c", copy.name,
                                  "-o", output], capture_output=True, text=True)
            if run.returncode == 0:
                return
            lines = {int(n) - 1 for n in re.findall(
                re.escape(copy.name) + r":(\d+):\d+: (?:fatal )?error", run.stderr)}
            lines = {n for n in lines if text[n]}
            if not lines:
                sys.exit(f"bench: {shlex.join(line)}\n{run.stderr}")
            for n in lines:
                text[n] = ""


def variants(btf):
    """Name, whose header, whether after vmlinux.h."""
    return [("ours", "ours", False), ("libbpf", "libbpf", btf)] + [
        ("ours+btf", "ours", True)] * btf


def objects(arch, conf, btf, into):
    """The programs in each variant; libbpf's _CORE macros and BPF_KSYSCALL need BTF."""
    for name, whose, after in variants(btf):
        compile(command(arch, conf, whose, after), into / f"{name}.o",
                None if whose == "ours" or after else r"\bCORE|BPF_KSYSCALL")


def sizes(arch):
    """Of objects, on every architecture, whether or not it has a guest."""
    conf = arch_conf.arch(arch)
    btf = (BUILD / "vmlinux" / conf["debian"]).is_dir()
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        objects(arch, conf, btf, work)
        made = {name: programs(work / f"{name}.o") for name in
                ["ours", "libbpf"] + ["ours+btf"] * btf}
    for suffix in ["", "+btf"] if btf else [""]:
        for name, (insns, relocations) in made["ours" + suffix].items():
            libbpf = made["libbpf"].get(name)
            if name.startswith(("empty_", "hand_", "rdonly_")):
                continue
            figure(f"insns:{name}{suffix}", arch, insns, libbpf[0] if libbpf else "none")
            figure(f"relocations:{name}{suffix}", arch, relocations,
                   libbpf[1] if libbpf else "none")


def programs(path):
    """name -> BPF instructions, CO-RE relocations."""
    obj = bpfvm.Object(path)
    found = {}
    for name, (_, _, section, start, size) in obj.functions.items():
        relocations = sum(1 for r in obj.core_records()
                          if r[0] == obj.sections[section][0] and start <= r[1] < start + size)
        found[name] = size // 8, relocations
    return found


def boot(guest):
    """What the guest measured: object -> program -> figures."""
    debian, _, suite = guest.rpartition("-")
    conf = arch_conf.guest(guest)
    btf = suite in conf.get("btf", "").split() and (BUILD / "vmlinux" / debian).is_dir()
    root = BUILD / f"run/{guest}-bench"
    subprocess.run(["rm", "-rf", root], check=True)
    (root / "bench").mkdir(parents=True)
    objects(conf["arch"], conf, btf, root / "bench")
    for name, whose, after in variants(btf):
        subprocess.run([*command(conf["arch"], conf, whose, after), "-w", "-c",
                        BENCH / "small.bpf.c", "-o", root / f"bench/load-{name}.o"],
                       stderr=subprocess.DEVNULL)
    for whose in ("ours", "libbpf"):
        subprocess.run([*command(conf["arch"], conf, whose, btf), "-w", "-c",
                        BENCH / "hits.bpf.c", "-o", root / f"bench/hit-{whose}.o"],
                       stderr=subprocess.DEVNULL)
    subprocess.run([TOP / "tests/run/guest.sh", "bench", guest], check=True)
    log = pathlib.Path(f"{root}.log").read_text(errors="replace")
    measured, ended = {}, False
    for line in log.splitlines():
        words = line.split()
        if words[:1] != ["="]:
            continue
        ended |= words[1] == "done"
        values = {k: int(v) for k, _, v in (w.partition("=") for w in words[3:]) if v}
        if values:
            measured.setdefault(words[1], {})[words[2]] = values
    if not ended:
        sys.exit(f"bench: {guest} did not end well; the console is in {root}.log")
    return measured, conf, btf


def section_of(name):
    kind = name.split("_")[0]
    if kind in ("kretprobe", "uprobe", "uretprobe"):
        return kind
    if kind in ("prog", "prog2"):
        return "raw_tp"
    return "kretprobe" if name.endswith("_RC") or name.startswith("kret_") else "kprobe"


def guest(name):
    measured, conf, btf = boot(name)
    libbpf, debian = measured["libbpf"], name.rpartition("-")[0]
    for kind in ("run", "xlated", "jited", "verified"):
        for suffix in ["", "+btf"] if btf else [""]:
            mine = measured["ours" + suffix]
            for program, values in mine.items():
                if kind not in values or program.startswith(("empty_", "hand_")):
                    continue
                if kind == "jited" and not values[kind]:
                    continue
                floor = mine[f"empty_{section_of(program)}"].get(kind) if kind == "run" else None
                # libbpf has no typed macros.
                peer = program.replace("syscall2", "syscall").replace("kprobe2", "kprobe")
                if debian in WRONG:
                    peer = peer.replace("ksyscall", "hand")
                other = libbpf.get(peer, {}).get(kind, "none")
                if program == "rdonly_cast_6":
                    other = libbpf.get("hand_6", libbpf["ksyscall_6"]).get(kind, "none")
                if debian in WRONG and program == "syscall_regs":
                    other = "wrong"
                figure(f"{kind}:{program}{suffix}", name, values[kind], other, floor)
    hits, theirs = measured.get("hit-ours", {}), measured.get("hit-libbpf", {})
    for way, values in hits.items():
        peer = "map_6" if "exit" in way or way == "map_6" else "ksyscall_6"
        other = WRONG[debian] if debian in WRONG else theirs.get(peer, {}).get("hit", "none")
        figure(f"hit:{way}", name, values["hit"], other)
    for suffix in ["", "+btf"] if btf else [""]:
        figure(f"load{suffix}", name, measured[f"load-ours{suffix}"]["object"]["load"],
               measured.get("load-libbpf", {"object": {}})["object"].get("load", "none"))


def costs(commands, runs=40):
    """name -> CPU seconds, peak megabytes: the least of some rounds of all of them."""
    best = {}
    for name, command in list(commands.items()) * runs:
        pid = os.posix_spawnp(command[0], command, os.environ)
        _, status, usage = os.wait4(pid, 0)
        if status:
            sys.exit(f"bench: {shlex.join(command)} fails")
        now = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
        best[name] = tuple(map(min, best.get(name, now), now))
    return best


SIX = ", ".join(f"long {c}" for c in "abcdef")


def compiling():
    """On this machine: one small program, many programs, what macros expand to."""
    arch, conf = "x86", arch_conf.arch("x86")
    variants = {"ours": ("ours", False), "ours+btf": ("ours", True), "libbpf": ("libbpf", True)}
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)

        def compilation(variant, source):
            return [*command(arch, conf, *variants[variant]), "-w", "-c", str(source),
                    "-o", str(work / "out.o")]
        (work / "empty.c").touch()
        small = costs({"empty": compilation("ours", work / "empty.c"),
                       **{v: compilation(v, BENCH / "small.bpf.c") for v in variants}})
        growth = {}
        for variant in variants:
            for n in (1, 100, 500):
                source = work / "many.bpf.c"
                source.write_text('#include "bench.bpf.h"\n' + "".join(
                    f'SEC("kprobe") int BPF_KSYSCALL(p{i}, {SIX})'
                    " { USE6(a, b, c, d, e, f); return 0; }\n" for i in range(n)))
                growth[variant, n] = (*costs({0: compilation(variant, source)}, 40 if n == 1 else 5)[0],
                                      (work / "out.o").stat().st_size)
        for suffix in ("", "+btf"):
            for i, what in enumerate(("cpu", "memory")):
                figure(f"compile:{what}{suffix}", "s" if i == 0 else "MB",
                       round(small["ours" + suffix][i], 3), round(small["libbpf"][i], 3),
                       round(small["empty"][0], 3) if i == 0 else None)
            for n in (1, 100, 500):
                figure(f"programs:{n}{suffix}", "s", round(growth["ours" + suffix, n][0], 3),
                       round(growth["libbpf", n][0], 3))

            def slope(variant, i):
                return (growth[variant, 500][i] - growth[variant, 1][i]) / 499
            figure(f"growth:time{suffix}", "ms", round(slope("ours" + suffix, 0) * 1000, 3),
                   round(slope("libbpf", 0) * 1000, 3))
            figure(f"growth:bytes{suffix}", "B", round(slope("ours" + suffix, 2)),
                   round(slope("libbpf", 2)))
        # What one use adds to the text behind the preprocessor.
        source = work / "expand.c"
        for name, use in EXPANSIONS:
            size = {}
            for whose in ("ours", "libbpf"):
                line = [*command(arch, conf, whose, False), "-E", "-P", str(source)]
                length = []
                for text in ("", use + " { return 0; }"):
                    source.write_text(f'#include "bench.bpf.h"\n{text}\n')
                    length.append(len(subprocess.run(line, check=True, capture_output=True).stdout))
                size[whose] = length[1] - length[0]
            missing = size["libbpf"] <= len(use) + 20
            figure(f"expansion:{name}", "B", size["ours"], "none" if missing else size["libbpf"])


def pairs(n):
    return ", ".join(f"long, {c}" for c in "abcdefghijkl"[:n])


# Macros whose text is looked at: name, use.
EXPANSIONS = [
    ("BPF_KSYSCALL_6", f"int BPF_KSYSCALL(p, {SIX})"),
    ("BPF_KPROBE_6", f"int BPF_KPROBE(p, {SIX})"),
    ("BPF_PROG_6", f"int BPF_PROG(p, {SIX})"),
    ("BPF_PROG2_1", f"int BPF_PROG2(p, {pairs(1)})"),
    ("BPF_PROG2_6", f"int BPF_PROG2(p, {pairs(6)})"),
    ("BPF_PROG2_12", f"int BPF_PROG2(p, {pairs(12)})"),
    ("BPF_KPROBE2_6", f"int BPF_KPROBE2(p, {pairs(6)})"),
    ("BPF_KPROBE2_12", f"int BPF_KPROBE2(p, {pairs(12)})"),
    ("BPF_KSYSCALL2_6", f"int BPF_KSYSCALL2(p, {pairs(6)})"),
]


def find(name, where):
    return next((f for f in figures if (f.name, f.where) == (name, where)), None)


def excess(f):
    """What exceeds the floor, of ours and of libbpf's."""
    floor = f.floor or 0
    return f.ours - floor, None if isinstance(f.libbpf, str) else f.libbpf - floor


def table(head, rows):
    yield "| " + " | ".join(head) + " |"
    yield "|---" * len(head) + "|"
    for row in rows:
        yield "| " + " | ".join(str(cell) for cell in row) + " |"
    yield ""


def version(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout.splitlines()[0]


def cell(f):
    if f is None:
        return "-"
    ours, libbpf = excess(f)
    return f"{ours}" if libbpf is None else f"{ours} ({f.ratio:.2f})"


def results(guests):
    """The text of RESULTS.md."""
    processor = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    memory = int(re.search(r"MemTotal: *(\d+)", pathlib.Path("/proc/meminfo").read_text())[1])
    yield "# Results"
    yield ""
    yield "Made by `make bench`, which says what the figures are; do not edit."
    yield ""
    yield (f"Host: {processor[1] if processor else platform.machine()}, {os.cpu_count()} CPUs, "
           f"{memory // 2**20} GB; {version('qemu-system-x86_64', '--version')}; "
           f"{version(CLANG, '--version')}. libbpf's header is {libbpf_version()}'s. Kernels: "
           + ", ".join(f"{g} {(BUILD / 'kernel' / g / 'release').read_text().strip()}"
                       for g in guests) + ".")
    yield ""
    yield "## BPF_KSYSCALL, run time"
    yield ""
    yield ("Instructions above an empty program's, and in brackets their ratio to libbpf's. "
           "\"BTF\" is after vmlinux.h. On ppc64el and armhf libbpf's macro gives no right "
           "answer, and correct code by hand stands in for it.")
    yield ""
    yield "![Instructions of BPF_KSYSCALL with six arguments](ksyscall.svg)"
    yield ""
    head = ["guest"] + [f"{n}: libbpf | ours | ours, BTF" for n in range(1, 7)]
    rows = []
    for g in guests:
        row = [g]
        for n in range(1, 7):
            plain, btf = find(f"run:ksyscall_{n}", g), find(f"run:ksyscall_{n}+btf", g)
            row += [excess(plain)[1], cell(plain), cell(btf)]
        rows.append(row)
    head = " | ".join(head).split(" | ")
    yield from table(head, rows)
    yield "## Other macros, run time"
    yield ""
    yield "The largest ratio to libbpf of each kind, and of what."
    yield ""
    kinds = [("BPF_KPROBE", r"kprobe_"), ("BPF_KRETPROBE", r"kretprobe_"),
             ("BPF_UPROBE", r"u(ret)?probe_"), ("BPF_PROG, BPF_PROG2", r"prog2?_"),
             ("PT_REGS_*", r"reg_"), ("PT_REGS_*_CORE", r"core_"),
             ("PT_REGS_SYSCALL_REGS", r"syscall_regs"),
             ("BPF_K(RET)PROBE_READ_RET_IP", r"(kret_)?read_ret_ip")]
    rows = []
    for label, pattern in kinds:
        row = [label]
        for g in guests:
            some = [f for f in figures if f.where == g and f.ratio is not None
                    and re.match("run:" + pattern, f.name)]
            worst = max(some, key=lambda f: f.ratio, default=None)
            row.append("-" if worst is None else f"{worst.ratio:.2f}" + (
                f" ({worst.name[4:]})" if worst.ratio > 1 else ""))
        rows.append(row)
    yield from table(["macro", *guests], rows)
    yield "## Size and load"
    yield ""
    yield ("BPF instructions after the verifier, bytes of machine code, BPF instructions that the "
           "verifier looked at: of BPF_KSYSCALL with six arguments, libbpf's, ours, ours with "
           "BTF. Load: instructions from open to loaded, of a program without and with "
           "vmlinux.h.")
    yield ""
    rows = []
    for g in guests:
        row = [g]
        for kind in ("xlated", "jited", "verified"):
            plain, btf = find(f"{kind}:ksyscall_6", g), find(f"{kind}:ksyscall_6+btf", g)
            row.append(", ".join(str(x) for x in (plain and plain.libbpf, plain and plain.ours,
                                                  btf and btf.ours) if x is not None) or "-")
        for suffix in ("", "+btf"):
            f = find("load" + suffix, g)
            row.append("-" if f is None else f"{f.ours}" + (
                f" ({f.ratio:.3f})" if f.ratio is not None else ""))
        rows.append(row)
    yield from table(["guest", "xlated", "jited", "verified", "load", "load, BTF"], rows)
    yield ("In the object, of all macros: BPF instructions of BPF_KSYSCALL with six arguments "
           "(libbpf's, ours), how many other macros are larger than libbpf's, and CO-RE "
           "relocations of all of them together.")
    yield ""
    rows = []
    for arch in ARCHS:
        of = [f for f in figures if f.where == arch]
        six = find("insns:ksyscall_6", arch)
        larger = [f.name[6:] for f in of if f.name.startswith("insns:") and "+btf" not in f.name
                  and f.ratio is not None and f.ratio > 1 and "ksyscall" not in f.name]
        relocations = [f for f in of if f.name.startswith("relocations:")]
        rows.append([arch, f"{six.libbpf}, {six.ours}", ", ".join(larger) or "none",
                     sum(f.libbpf for f in relocations
                         if "+btf" not in f.name and f.libbpf != "none"),
                     sum(f.ours for f in relocations if "+btf" not in f.name),
                     sum(f.ours for f in relocations if "+btf" in f.name)])
    yield from table(["architecture", "BPF_KSYSCALL", "larger", "relocations: libbpf", "ours",
                      "ours, BTF"], rows)
    yield "## Compilation"
    yield ""
    yield from table(["figure", "unit", "ours", "libbpf", "floor", "ratio"], (
        [f.name, f.where, f.ours, f.libbpf, "" if f.floor is None else f.floor,
         "" if f.ratio is None else f"{f.ratio:.3f}"]
        for f in figures if f.name.startswith(("compile:", "programs:", "growth:", "expansion:"))))
    yield "## Limits"
    yield ""
    yield f"{len(figures)} figures. Above the limit of their kind, for a reason:"
    yield ""
    rows = []
    for f in figures:
        if f.why and f.ratio is not None and f.ratio > usual(f):
            rows.append([f.name, f.where, f.ours, f.libbpf, f"{f.ratio:.3f}", usual(f), f.why])
    yield from table(["figure", "where", "ours", "libbpf", "ratio", "limit", "reason"], rows)
    missed = [f for f in figures if misses(f)]
    yield "Missed: " + (", ".join(f"{f.name} {f.where}" for f in missed) or "none") + "."


def usual(f):
    """The limit without exceptions."""
    name = f"{f.name} {f.where} "
    return next((most for pattern, most, why in LIMITS if not why and re.match(pattern, name)),
                float("inf"))


def misses(f):
    if f.ratio is None or f.limit is None or f.ratio <= f.limit:
        return False
    # riscv's clock ticks each 100 ns: figures of the same code can differ by one.
    return not (f.name.startswith("run:") and f.where.startswith("riscv")
                and f.ours == f.libbpf + 1)


def libbpf_version():
    text = (BUILD / "include/bpf/libbpf_version.h").read_text()
    return "libbpf " + ".".join(re.findall(r"LIBBPF_M\w+_VERSION (\d+)", text))


def plot(guests):
    data = []
    for g in guests:
        plain, btf = find("run:ksyscall_6", g), find("run:ksyscall_6+btf", g)
        data.append(f"{g} {excess(plain)[1]} {excess(plain)[0]} {excess(btf)[0] if btf else '?'}")
    rows = "\n".join(data)
    subprocess.run(["gnuplot"], input=f"""
set terminal svg size 760,340 background "white" font "sans,12"
set output "{BENCH}/ksyscall.svg"
set title "BPF_KSYSCALL, six arguments: instructions above an empty program" noenhanced
set style data histograms
set style histogram clustered gap 1
set style fill solid border -1
set boxwidth 0.9
set grid y
set yrange [0:*]
set datafile missing "?"
set key top right
$data << EOD
{rows}
EOD
plot $data using 2:xtic(1) title "libbpf (ppc64el, armhf: right by hand)" linecolor "#b0b0b0", \\
     "" using 3 title "this library" linecolor "#4a90d9", \\
     "" using 4 title "this library, after vmlinux.h" linecolor "#1a5276"
""", text=True, check=True)


ARCHS = arch_conf.archs()


def main():
    guests = sys.argv[1:] or sys.exit(__doc__)
    compiling()
    for arch in ARCHS:
        sizes(arch)
    for name in guests:
        guest(name)
    print()
    print("\n".join(table(["figure", "where", "ours", "libbpf", "ratio", "limit"], (
        [f.name, f.where, f.ours, f.libbpf, f"{f.ratio:.3f}", f.limit]
        for f in figures if f.limit is not None and f.ratio is not None
        and (f.name.startswith(("run:ksyscall", "load", "compile", "growth")) or misses(f))))))
    (BENCH / "RESULTS.md").write_text("\n".join(results(guests)) + "\n")
    plot(guests)
    missed = sum(map(misses, figures))
    print(f"{len(figures)} figures, {missed} limits missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
