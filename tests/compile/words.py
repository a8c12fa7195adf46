#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""A program's macros may be called like any word of the headers.

usage: words.py [COMPILER...]

A program that uses every public macro is compiled once more with each word of
include/bpf defined, after the include, as what compiles nowhere; and with macros
of the words that attributes have, before the include. TAP on stdout.
"""
import pathlib
import re
import sys
import tempfile

import arguments
import common
from common import TOP
from tap import finish, ok

COMPILERS = ["clang-14", "clang-19", "gcc-12"]
HEADERS = sorted((TOP / "include/bpf").rglob("*.h"))
KEYWORDS = set("""asm auto break case char const continue default do double else enum extern float
for goto if inline int long register restrict return short signed sizeof static struct switch
typedef typeof union unsigned void volatile while""".split())
PUBLIC = re.compile(r"^\s*#\s*define ((?:BPF|PT_REGS|SEC)_\w+|bpf_in_compat_syscall|bpf_user_regs)\b", re.M)
SETTINGS = re.compile(r"PT_REGS_(ARM64|S390|RV)$|BPF_(TRACING_(VERSION_\w+|CORE)|SYSCALL_WRAPPER|\w+_(KERNEL|USER)|ARC_\w+|"
                      r"ARGS_ERROR|FUNC_\w+)$")
KINDS = """MMAP OLD_MMAP CLONE PREAD64 PWRITE64 TRUNCATE64 FTRUNCATE64 FALLOCATE READAHEAD FADVISE64
SYNC_FILE_RANGE FANOTIFY_MARK""".split()
# Macros that are given more than a context.
USES = {
    "PT_REGS_PARM": ["PT_REGS_PARM(ctx, 12)"], "PT_REGS_PARM_USER": ["PT_REGS_PARM_USER(ctx, 12)"],
    "PT_REGS_PARM_N": ["PT_REGS_PARM_N(ctx, _v)"],
    "PT_REGS_SYSCALL_PARM_N": ["PT_REGS_SYSCALL_PARM_N(ctx, _v)"],
    "PT_REGS_SYSCALL_ARG64": ["PT_REGS_SYSCALL_ARG64(ctx, 4, 0)"],
    "PT_REGS_SYSCALL_ARG64_CORE": ["PT_REGS_SYSCALL_ARG64_CORE(ctx, 4, 0)"],
    "PT_REGS_SYSCALL_ARGS": [],
    "PT_REGS_HAS": ["PT_REGS_HAS(PARM8)", "PT_REGS_HAS(FP)"],
    "BPF_KPROBE_READ_RET_IP": ["BPF_KPROBE_READ_RET_IP(_ip, ctx)", "_ip"],
    "BPF_KRETPROBE_READ_RET_IP": ["BPF_KRETPROBE_READ_RET_IP(_ip, ctx)", "_ip"],
    "bpf_in_compat_syscall": ["bpf_in_compat_syscall()"],
    "bpf_user_regs": ["bpf_user_regs()"],
}
# Macros of a program before the include.
BEFORE = "unused nodebug aligned packed weak noinline likely unlikely min max pure".split()


def text():
    return "\n".join(h.read_text() for h in HEADERS)


def words(names):
    """What a program may call its own macros, for all that libbpf's SEC() and kin say."""
    found = set(re.findall(r"(?<![\w#])[A-Za-z]\w*", text()))
    helpers = (common.NEWEST / "bpf/bpf_helpers.h").read_text()
    found -= {"defined", *re.findall(r"\w+", " ".join(re.findall(
        r"^#define .*(?:\\\n.*)*", helpers, re.M)))}
    return sorted(w for w in found if w not in KEYWORDS and w not in names and w not in ("ctx", "pt_regs", "is_return", "cookie")
                  and not w.startswith(("bpf_", "BPF_", "PT_REGS_", "SEC_")) and w != "SEC")


def program(names, roles):
    """Lines that use every public macro that the architecture has; ISO C's reserved names."""
    absent = {f"PT_REGS_{r}{c}" for r in common.ABSENT - roles for c in ("", "_CORE")} | {
        f"PT_REGS_{r[:5]}_CORE{r[5:]}" for r in common.ABSENT - roles}
    lists = arguments.macros()
    yield 'char _license[] SEC("license") = "GPL";'
    for name in lists:
        typed = arguments.is_typed(name)
        args = "int, _a" if typed else "int _a"
        call = arguments.FIRST.get(name, "")
        guard, section = arguments.needs(name)
        if guard in names:
            yield f"#ifdef {guard}"
            yield f"SEC({section})"
        else:
            yield "#ifdef HAS_GO_CTXT" if name.startswith("BPF_UPROBE_GO") else \
                "#ifndef __TARGET_ARCH_any" if typed and name != "BPF_PROG2" else \
                "#ifndef NO_TP_EXIT" if name == "BPF_SYSCALL_TP_EXIT" else "#if 1"
            yield 'SEC("kprobe")'
        yield f"int {name}(_{name}, {call}{args}) {{ return _a; }}"
        if typed and name not in ("BPF_PROG2", "BPF_KSYSCALL2") and (
                "RET" not in name or "GO" in name):
            yield f'SEC("kprobe") int {name}(__{name}, {call}int, _a) {{ return _a + BPF_ARGS_ERROR; }}'
        yield "#endif"
    yield "#ifdef HAS_GO_CTXT"
    yield "BPF_GO_STRUCT(_go, struct bpf_go_string, _s, int, _a[2]);"
    yield "SEC(\"uprobe\") int BPF_UPROBE_GO(_go_struct, struct _go, _g) { return _g._a[1]; }\n#endif"
    yield """SEC("uprobe") int _go_text(struct pt_regs *ctx)
{
	char _dst[8];
	struct bpf_go_string _s;

	__builtin_memset(&_s, 0, sizeof(_s));
	return (int)bpf_go_read_string(_dst, sizeof(_dst), _s) + _dst[1];
}"""
    for kind in KINDS:
        yield "#ifdef SEC_KSYSCALL_OLD_MMAP" if kind == "OLD_MMAP" else "#if 1"
        yield f'SEC("kprobe") int _args_{kind}(struct pt_regs *ctx)\n{{\n\tunsigned long _a[6];'
        yield f"\tPT_REGS_SYSCALL_ARGS(ctx, {kind}, _a);\n\treturn _a[0];\n}}\n#endif"
    yield 'SEC("kprobe") int _values(struct pt_regs *ctx)\n{\n\tunsigned long _v = 0, _ip = 0;'
    for name in sorted(names):
        if name in lists or name.startswith("SEC_") or name in absent or SETTINGS.match(name) \
                or name.startswith("PT_REGS_SET_") or name == "PT_REGS_RETURN":
            continue
        guard = {"bpf_in_compat_syscall": "#ifdef SEC_KSYSCALL_COMPAT",
                 "PT_REGS_GO_G": "#ifdef HAS_GO_G",
                 "PT_REGS_GO_CTXT": "#ifdef HAS_GO_CTXT"}.get(name, "#if 1")
        for use in USES.get(name, [f"{name}(ctx)"] if name.startswith("PT_REGS_") else []):
            yield f"{guard}\n\t_v += (unsigned long){use};\n#endif"
    yield "\treturn _v;\n}"


def main():
    names = set(PUBLIC.findall(text()))
    unused = names - set(re.findall(r"\w+", "\n".join(program(names, common.ABSENT))))
    unused = {n for n in unused if not SETTINGS.match(n) and not n.startswith(("SEC_", "PT_REGS_SET"))}
    ok(unused <= {"BPF_KPROBE_SYSCALL", "PT_REGS_RETURN"}, "every public macro is in the program",
       sorted(unused))
    mine = words(names)
    ok(len(mine) > 500, f"{len(mine)} words of the headers", len(mine))
    archs = common.every() | {"any": common.ANY}
    with tempfile.TemporaryDirectory() as work:
        source, output = pathlib.Path(work) / "words.c", pathlib.Path(work) / "words.o"
        for arch, conf in archs.items():
            has = common.ABSENT if arch == "any" else set(common.roles(arch))
            body = "\n".join(program(names, has))
            for cc in sys.argv[1:] or COMPILERS:
                if arch == "any" and cc.startswith("gcc"):
                    continue
                for what, before, after in (
                        ("no macro", [], []), ("after the include", [], mine),
                        ("before the include", BEFORE, [])):
                    source.write_text("\n".join(
                        ["#include <linux/types.h>", "#include <bpf/bpf_helpers.h>"]
                        + [f"#define {w} ) }} {w} is the program's" for w in before]
                        + ["#include <bpf/bpf_tracing.h>"]
                        + [f"#undef {w}\n#define {w} ) }} {w} is the program's" for w in after]
                        + [body, ""]))
                    # Words are the front end's alone.
                    why = common.compile(cc, arch, conf, conf["order"], "neither", source,
                                         None if before or after else output,
                                         ["-Wno-error", *(f"-DHAS_{r}" for r in has
                                                          if r.startswith("GO_"))])
                    ok(not why, f"{arch} {cc}: {what}",
                       "\n".join(x for x in why.splitlines() if "error" in x) if why else "")
        # The kernel's constants, which the machinery numbers too; types of older libbpf.
        source.write_text("".join(f"#include <linux/{h}.h>\n" for h in (
            "ipc", "sem", "msg", "net")) + "#include <bpf/bpf_tracing.h>\n" + """
#if defined(bpf_target_arm64)
#define OLD ((PT_REGS_ARM64 *)ctx)->regs[0]
#elif defined(bpf_target_s390)
#define OLD ((PT_REGS_S390 *)ctx)->gprs[2]
#elif defined(bpf_target_riscv) && __SIZEOF_LONG__ == 8
#define OLD ((PT_REGS_RV *)ctx)->a0
#else
#define OLD 0
#endif
SEC("kprobe") int old(struct pt_regs *ctx)
{
	(void)ctx;
	return OLD;
}
""")
        for arch in ("x86", "arm64", "s390", "riscv", "any"):
            for cc in sys.argv[1:] or COMPILERS:
                if not (arch == "any" and cc.startswith("gcc")):
                    why = common.compile(cc, arch, archs[arch], archs[arch]["order"], "neither",
                                        source, output)
                    ok(not why, f"{arch} {cc}: after <linux/ipc.h> and its kin, older names", why)
        # Of ISO C, where the word is the program's.
        source.write_text("#include <bpf/bpf_tracing.h>\n#ifndef asm\n#error it is gone\n#endif\n")
        for cc in sys.argv[1:] or COMPILERS:
            why = common.compile(cc, "x86", archs["x86"], "el", "neither", source, output,
                                ["-std=c11", "-Dasm=__asm__"])
            ok(not why, f"{cc} -std=c11: a macro asm stays", why)
    return finish()


if __name__ == "__main__":
    sys.exit(main())
