#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""libbpf's header beside this library's: which programs are cases of both, what is compiled
with which header, and what docs/results.md counts. TAP on stdout."""
import pathlib
import re
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TOP / "tests/run"), str(TOP / "tests/lib"), str(TOP / "tests/compile")]
import bpfcc  # noqa: E402
import bpfvm  # noqa: E402
import conf as arch_conf  # noqa: E402
import libbpf  # noqa: E402
import record  # noqa: E402
import table  # noqa: E402
from tap import finish, ok  # noqa: E402

HEAD = '#include "test.bpf.h"\n'
# A program's text, and what is left of it for libbpf's header.
LEFT = [
    ('SEC("kprobe") int BPF_KPROBE(one, long a)\n{\n\treturn PT_REGS_PARM1(ctx) + a;\n}\n', []),
    ('SEC("kprobe") int BPF_KPROBE2(one, long, a)\n{\n\treturn a;\n}\n', ["BPF_KPROBE2"]),
    ("#define HIDES(ctx, n) PT_REGS_PARM(ctx, n)\n"
     'SEC("kprobe") int one(struct pt_regs *ctx)\n{\n\treturn HIDES(ctx, 1);\n}\n',
     ["PT_REGS_PARM"]),
    ('SEC("kprobe") int one(struct pt_regs *ctx)\n{\n\treturn bpf_in_compat_syscall();\n}\n',
     ["bpf_in_compat_syscall"]),
    ('#ifdef SEC_KSYSCALL_MMAP\nSEC("kprobe") int one(struct pt_regs *ctx)\n'
     "{\n\treturn 0;\n}\n#endif\n", None),
    # A helper that this library's headers name too.
    ('SEC("kprobe") int one(struct pt_regs *ctx)\n{\n'
     "\treturn bpf_probe_read_kernel(0, 0, ctx);\n}\n", []),
]
CASE = "{} {} - {}: {}\n# program x.bpf.c y\n# family KPROBE\n"


def tap(*cases):
    """What a guest prints: of each case the outcome, the skip and libbpf's verdict."""
    lines, n = [], 0
    for mine in (True, False):
        for name, outcome, skip, verdict in cases:
            n += 1
            line = CASE.format(outcome if mine else "ok", n, "btf" if mine else "libbpf", name)
            lines.append(line.replace("\n", f" # skip {skip}\n", 1) if skip else line)
            if not mine and verdict:
                lines.append(f"# libbpf {verdict}\n")
    return f"# ran 2026-01-01T00:00Z commit 0123456789ab\n# Linux 6.99.1 s390x\n1..{n}\n{''.join(lines)}# done\n"


CASES = [("a", "ok", "", "right"), ("b", "ok", "", "wrong"), ("c", "ok", "", "does not compile"),
         ("d", "ok", "", "does not load"), ("e", "not ok", "", "wrong"),
         ("f", "ok", "no such kernel", ""), ("g", "ok", "seen late", "wrong"),
         ("h", "ok", "", "panics")]


def counted(work, text):
    """The rows of both tables, or why there are none."""
    (work / "results").mkdir(exist_ok=True)
    (work / "results/libbpf-s390x-trixie.tap").write_text(text)
    record.BUILD, table.LIBBPF, rows, real = work, work / "record.json", [], table.write
    table.LIBBPF.unlink(missing_ok=True)
    table.write = lambda path, name, text: rows.append((name, text.splitlines()[-1]))
    try:
        table.write_beside()
        return dict(rows)
    except SystemExit as end:
        return str(end)
    finally:
        table.write = real


def main():
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        conf = arch_conf.guest("s390x-bookworm")
        command = libbpf.command(conf, [])
        for text, want in LEFT:
            run = subprocess.run([*command, "-E", "-P", "-x", "c", "-"], text=True,
                                 input=libbpf.alone(HEAD + text, "one"), capture_output=True)
            found = libbpf.left(run.stdout)
            ok(found == want, f"libbpf's header leaves {want} of {text.splitlines()[0]}",
               f"{found}\n{run.stderr}")

        # Each program is found, and stands alone.
        own = bpfcc.command("s390", conf, warnings=["-w"],
                            extra=[*(f"-DHAS_{r}" for r in arch_conf.roles("s390")),
                                   f"-I{TOP}/tests/run"])
        for name in ("kprobe", "ksyscall", "uprobe", "attach"):
            text = (TOP / f"tests/run/{name}.bpf.c").read_text()
            names = [n for n, _, _ in libbpf.programs(text)]
            ok(len(names) == len(re.findall(r"^SEC\(", text, re.M)) == len({*names}),
               f"{name}.bpf.c: each SEC() begins a program", names)
            why = []
            for program in names:
                run = subprocess.run([*own, "-x", "c", "-c", "-", "-o", work / "x.o"], text=True,
                                     input=libbpf.alone(text, program), capture_output=True)
                has = [*bpfvm.Object(work / "x.o").functions] if not run.returncode else run.stderr
                why += [f"{program}: {has}"] if has != [program] else []
            ok(not why, f"{name}.bpf.c: {len(names)} programs stand alone", "\n".join(why))

        used = subprocess.run([*command, "-M", "-x", "c", "-"], input=HEAD, text=True,
                              capture_output=True).stdout
        paths = {pathlib.Path(p).resolve() for p in re.findall(r"\S+/bpf_tracing\.h", used)}
        ok(paths == {(bpfcc.BUILD / "src/libbpf/src/bpf_tracing.h").resolve()},
           "they are compiled with libbpf's bpf_tracing.h", paths)

        libbpf.main("s390x-bookworm", work / "out")
        cases = (work / "out/cases").read_text().splitlines()
        has = {p.name for p in (work / "out").glob("*.o")}
        ok("kprobe kprobe6" in cases and "kprobe.kprobe6.bpf.o" not in has,
           "the sixth argument of an s390x function: a case, and does not compile", cases)
        ok("ksyscall ksyscall6" in cases and "ksyscall.ksyscall6.bpf.o" in has,
           "the sixth of a syscall: it compiles", cases)
        ok("typed typed_mmap" not in cases and not any(n.startswith("typed.") for n in has),
           "BPF_KPROBE2 is no case of both", cases)

        rows = counted(work, tap(*CASES))
        ok(rows.get("libbpf", "").endswith("| vmlinux.h | 6 | 5 | 1 | 2 | 1 | 1 | 1 |"),
           "verdicts are counted, what our header could not run is not", rows)
        ok(rows.get("libbpf by macro") == "| s390x-trixie | 1 of 6 |", "and by macro", rows)
        broken = tap(*CASES).replace("libbpf: d", "libbpf: x")
        ok("not whole" in counted(work, broken), "a case that only one header ran is an error")
        ok("not whole" in counted(work, tap(*CASES).replace("1..16", "1..17")),
           "and so is a guest that ended early")
    return finish()


if __name__ == "__main__":
    sys.exit(main())
