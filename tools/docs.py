#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Makes documents from the headers.

usage: docs.py reference|man|registers|data OUTPUT

reference: every public macro with its comment, as Markdown; man: the same as a
man page; registers: the tables of each architecture, from its header as the
compiler sees it; data: the same as JSON, for loaders.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import dist

TOP, INCLUDE = dist.TOP, dist.INCLUDE
sys.path.insert(0, str(TOP / "tests/lib"))
import bpfcc  # noqa: E402
from conf import arch as configuration, archs  # noqa: E402

PUBLIC = r"(?:PT_REGS_|BPF_|SEC_|bpf_)[A-Za-z0-9_]+"
SIGNATURE = re.compile(
    rf"({PUBLIC}(?:\.\.\d\w*)?(?:\([^()]*(?:\([^()]*\))?[^()]*\))?"
    rf"(?:,? (?:and )?_?[A-Z][A-Z0-9_]+(?:\([^()]*\))?)*): ")


def files():
    """The public headers, in the order in which the entry has them."""
    seen = []

    def visit(path):
        if path in seen:
            return
        seen.append(path)
        for line in path.read_text().splitlines():
            name = re.match(r'\s*#\s*include "([^"]+)"', line)
            if name:
                visit(dist.find(name[1], True, path))

    visit(dist.ENTRY.resolve())
    return seen


def comments(path):
    """(text, public macros defined after it) of each comment at the left margin."""
    text = path.read_text().removeprefix(dist.SPDX)
    found = list(re.finditer(r"^/\*(.*?)\*/", text, re.M | re.S))
    for here, after in zip(found, found[1:] + [None]):
        rest = text[here.end():after.start() if after else len(text)]
        names = re.findall(rf"^#define ({PUBLIC})", rest, re.M)
        names += re.findall(rf"^static __always_inline [\w ]*\b({PUBLIC})\(", rest, re.M)
        lines = [re.sub(r"^\s?\* ?", "", line) for line in here[1].splitlines()]
        yield "\n".join(lines).strip("\n"), list(dict.fromkeys(names))


def blocks(text):
    """('text' | 'code', lines) of a comment."""
    kind, lines = "text", []
    for line in text.splitlines():
        now = "code" if re.match(r"\t|  ", line) else "text"
        if not line.strip() or now != kind or (now == "text" and SIGNATURE.match(line)):
            if lines and not lines[0].startswith("___"):
                yield kind, lines
            kind, lines = now, []
        if line.strip():
            lines.append(line)
    if lines:
        yield kind, lines


def described():
    """(file, title, introduction, [comment]) with the comments about public macros."""
    for path in files():
        all = list(comments(path))
        introduction = all[0][0] if all else ""
        about = [c for c in (all if path != dist.ENTRY.resolve() else all[:1])[1:]
                 if c[1] and (SIGNATURE.search(c[0]) or re.search(rf"^\t?{PUBLIC}\(", c[0], re.M))]
        if path == dist.ENTRY.resolve() or about:
            title, _, rest = re.match(r"(.*?)([.:,]\s+|$)(.*)", introduction, re.S).groups()
            if path == dist.ENTRY.resolve():
                rest = introduction
            yield path, " ".join(title.split()), rest[:1].upper() + rest[1:], [c[0] for c in about]


def undescribed():
    """Public macros that no comment of their file names."""
    for path in files():
        words = "\n".join(text for text, _ in comments(path))
        families = re.findall(r"(\w+?)(\d)\.\.(\d)(\w*)", words)
        named = {f"{a}{n}{d}" for a, b, c, d in families for n in range(int(b), int(c) + 1)}
        named |= set(re.findall(r"\w+", words))
        for _, names in comments(path):
            for name in names:
                plain = name.replace("_CORE", "")
                if name in words or re.search(rf"\*/\n(#ifndef {name}\n)?#define {name}\b", path.read_text()):
                    continue
                if not name.startswith(("BPF_TRACING_", "bpf_target_", "bpf_probe_read")) and not {
                        name, plain, plain.replace("SEC_", "BPF_")} & named:
                    yield f"{path.relative_to(INCLUDE)}: {name}"


def code(line):
    """Markdown of a line: names as code."""
    line = re.sub(r"(struct [a-z_]+(?: \*)?|-D\w+=\S*\w|SEC\(\"[^\"]*\"\)|"
                  r"(?<![\w`])[\w/.<>-]*(?:_|<[a-z])[\w/<>.*-]*(?:\([^()]*\))?)",
                  lambda m: "`" + m[1].rstrip(".") + "`" + m[1][len(m[1].rstrip(".")):], line)
    return line.replace(" *)", " \\*)")


def markdown(text):
    out = []
    for kind, lines in blocks(text):
        if kind == "code":
            out.append("```\n" + "\n".join(x.removeprefix("\t").removeprefix("  ").expandtabs(8)
                                            for x in lines) + "\n```")
            continue
        head = SIGNATURE.match("\n".join(lines).replace("\n", " "))
        words = " ".join(lines)
        if head:
            out.append(f"**`{head[1]}`**: " + code(words[head.end():]))
        else:
            out.append(code(words))
    return "\n\n".join(out) + "\n"


def reference():
    out = ["# Reference\n",
           "Made from the comments in `include/bpf` by `make docs`. Registers and stack of each\n"
           "architecture: [registers.md](registers.md).\n"]
    for path, title, introduction, about in described():
        if path == dist.ENTRY.resolve():
            out.append(markdown(introduction))
            continue
        out.append(f"## {title}\n\n`{path.relative_to(INCLUDE)}`\n")
        out.append(markdown(introduction))
        out += [markdown(text) for text in about]
    return "\n".join(out)


def roff(text):
    return re.sub(r"^([.'])", r"\\&\1", text.replace("\\", "\\e"), flags=re.M).replace("-", "\\-")


def man_text(text):
    out = []
    for kind, lines in blocks(text):
        if kind == "code":
            out.append(".PP\n.nf\n" + "\n".join(roff(x.expandtabs(8)) for x in lines) + "\n.fi")
            continue
        words = " ".join(lines)
        head = SIGNATURE.match(words)
        if head:
            out.append(f".TP\n.B {roff(head[1])}\n{roff(words[head.end():])}")
        else:
            out.append(".PP\n" + roff(words))
    return re.sub(r"^\.PP\n", "", "\n".join(out)) + "\n"


def man():
    date = re.search(r"^## [\d.]+ - (\S+)", (TOP / "CHANGELOG.md").read_text(), re.M)[1]
    out = [f'.\\" Made from include/bpf/ by tools/docs.py.\n.TH BPF_TRACING 7 {date} '
           f'"bpf_tracing.h {dist.version()}"\n.SH NAME\n'
           "bpf_tracing \\- tracing macros for BPF programs, right on every architecture\n"
           ".SH SYNOPSIS\n.nf\n.B #include <bpf/bpf_tracing.h>\n.PP\n"
           "clang \\-g \\-O2 \\-target bpf \\-D__TARGET_ARCH_\\fIname\\fR "
           "$(pkg\\-config \\-\\-cflags bpf_tracing) \\-c prog.bpf.c\n.fi\n.SH DESCRIPTION\n"]
    for path, title, introduction, about in described():
        if path != dist.ENTRY.resolve():
            out.append(f".SH {roff(title.upper())}\n")
        out.append(man_text(introduction))
        out += [man_text(text) for text in about]
    out.append(".SH SEE ALSO\n.BR bpf (2),\n.BR bpf\\-helpers (7),\n.BR bpftool (8)\n")
    return "".join(out)


ROLES = [f"PARM{n}" for n in range(1, 9)] + ["RC", "RET", "SP", "FP", "IP"] + [
    f"PARM{n}_SYSCALL" for n in range(1, 8)]


# Beside those by the name __PT_<role>_REG.
OTHERS = {"RC2": "___BPF_RC2_REG", "RC3": "___BPF_RC3_REG", "RC4": "___BPF_RC4_REG",
          "SYSCALL_NR": "___BPF_SYSCALL_NR_REG", "ERROR": "___BPF_ERROR_REG"}


def member(role):
    return OTHERS.get(role, f"__PT_{role}_REG")


def contract(arch, order=None, numbers=()):
    """(what the arch header defines, its data, role -> (offset, width)), from the compiler.

    numbers: (name, expression), for what is not negative and below 2^31; their values are put
    beside the data. Those that the header does not have the words for are left out.
    """
    command = bpfcc.command(arch, configuration(arch), headers=INCLUDE, warnings=["-w"], uapi=False,
                            order=order)
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        source = work / "x.c"
        source.write_text("#include <bpf/bpf_tracing.h>\n")
        defines = dict(re.findall(r"^#define (\w+)(?:\([^)]*\))? ?(.*)$", subprocess.run(
            [*command, "-E", "-dM", source], check=True, capture_output=True, text=True).stdout, re.M))
        # The first register stands for those that there are not.
        roles = [r for r in (*ROLES, *OTHERS) if defines.get(member(r), "__PT_PARM1_REG") not in (
            "__PT_PARM1_REG", "__PT_RC_REG")]
        facts = dict(re.findall(r"^\t\.(\w+) = (.*),$",
                                (INCLUDE / f"bpf/arch/{arch}.h").read_text(), re.M))
        numbers = [(n, facts.get(e, e)) for n, e in numbers if e in facts or not e.isidentifier()
                   and all(word in defines for word in re.findall(r"\b___\w+", e))]
        source.write_text("#include <bpf/bpf_tracing.h>\n" + "".join(
            f"char offset_{r}[__builtin_offsetof(struct ___BPF_REGS, {member(r)}) + 1] = {{1}};\n"
            f"char width_{r}[sizeof(((struct ___BPF_REGS *)0)->{member(r)})] = {{1}};\n"
            for r in roles) + "".join(f"char number_{n}[({e}) + 1] = {{1}};\n" for n, e in numbers))
        subprocess.run([*command, "-c", source, "-o", work / "x.o"], check=True)
        sizes = {}
        for line in subprocess.run(["llvm-nm-19", "--print-size", work / "x.o"], check=True,
                                   capture_output=True, text=True).stdout.splitlines():
            _, size, _, symbol = line.split()
            sizes[symbol] = int(size, 16)
    facts.update((n, sizes[f"number_{n}"] - 1) for n, _ in numbers)
    return defines, facts, {r: (sizes[f"offset_{r}"] - 1, sizes[f"width_{r}"]) for r in roles}


def registers():
    out = ["# Registers and stack\n",
           "Made from `include/bpf/arch/` by `make docs`: the member of the kernel's\n"
           "`struct pt_regs` that plays each role, and where it is in it.\n"]
    known = {arch: contract(arch) for arch in archs()}
    head = ["architecture", "arguments in registers", "next ones on the stack at SP +", "value",
            "return address", "SP", "FP"]
    rows = []
    for arch, (defines, facts, roles) in known.items():
        reg = lambda r: f"`{defines[f'__PT_{r}_REG']}`" if r in roles else "none"
        parms = " ".join(reg(f"PARM{n}") for n in range(1, 9) if f"PARM{n}" in roles)
        back = reg("RET")
        if "ret_ip_on_stack" in facts:
            back = f"on the stack at {reg('SP')}"
        elif "ret_ip_after_call" in facts:
            back += f" + {facts['ret_ip_after_call']}"
        stack = facts["stack_parm"]
        if not stack.isdigit():
            conf = configuration(arch)
            stack = conf.get("stack") or f"{conf['stack_el']} (little-endian), {conf['stack_eb']} (big-endian)"
        if "___BPF_USER_PARMS_ON_STACK" in defines:
            stack += "; user functions have all there"
        rows.append([f"[{arch}](#{arch})", parms, stack, reg("RC"), back, reg("SP"), reg("FP")])
    out.append("## Functions\n\n" + table(head, rows))
    rows = []
    for arch, (defines, facts, roles) in known.items():
        reg = lambda r: f"`{defines[f'__PT_{r}_REG']}`"
        rows.append([f"[{arch}](#{arch})", " ".join(reg(f"PARM{n}_SYSCALL") for n in range(1, 8)
                                                   if f"PARM{n}_SYSCALL" in roles),
                     "newer kernels" if "___BPF_SYSCALL_WRAPPER" in defines else "never"])
    out.append("## Syscalls\n\nArguments in the user's registers, and whether kernels have the syscall wrapper,\n"
               "which the first argument tells in each call. Since when: below.\n\n"
               + table(["architecture", "arguments", "wrapper"], rows))
    for arch, (defines, facts, roles) in known.items():
        text = next(comments(INCLUDE / f"bpf/arch/{arch}.h"))[0]
        title, _, prose = text.strip().partition("\n")
        order = "-D__TARGET_ARCH_" + arch
        prose = re.sub(r"^(Syscalls|Wrapper):", r"\n\1:", prose.strip("\n"), flags=re.M)
        out.append(f"## {arch}\n\n{title}; `{order}`\n\n" + markdown(prose))
        out.append(table(["role", "register", "offset", "bytes"], [
            [f"`{role}`", f"`{defines[f'__PT_{role}_REG']}`", str(at), str(width)]
            for role, (at, width) in roles.items() if role in ROLES]))
    out.append("## As data\n\n[registers.json](registers.json) has the same for loaders that read registers\n"
               "themselves: [using.md](using.md#registers-as-data).\n")
    return "\n".join(out)


SCHEMA = 1
ORDERS = {"el": "little", "eb": "big"}
# Of a register with all bits set: how many are the syscall's number.
NR_BITS = ("nr_bits", "__builtin_popcountll(___bpf_syscall_nr(-1ULL) & "
           "(-1ULL >> (64 - 8 * sizeof(((struct ___BPF_REGS *)0)->___BPF_SYSCALL_NR_REG))))")
NUMBERS = [("word", "___BPF_REG_BITS / 8"), ("kernel_stack", "stack_parm"),
           ("user_stack", "user_stack_parm"), ("user_registers", "+___BPF_USER_PARM_REGS"),
           ("thread_info", "+___BPF_SYSCALL_NR_IN_THREAD_INFO"), ("lost", "+___BPF_SYSCALL_EXIT_LOST"),
           NR_BITS, *((f"error_{n}", f"!!___bpf_is_error(1ULL << {n})") for n in range(64))]


def layout(arch, order):
    """What registers.json says of an architecture in one byte order."""
    defines, facts, roles = contract(arch, order, NUMBERS)
    moving = {"IP": "___BPF_IP_MOVES", "SYSCALL_NR": "___BPF_STATE_MOVES"}

    def register(role):
        at, width = roles[role]
        moves = {"___BPF_REGS_MOVE", moving.get(role)} & {*defines}
        return {"member": defines[member(role)], "offset": at, "width": width,
                **({"moves": True} if moves else {})}
    parms = sum(f"PARM{n}" in roles for n in range(1, 9))
    arguments = [register(f"PARM{n}_SYSCALL") for n in range(1, 8) if f"PARM{n}_SYSCALL" in roles]
    syscall = {"arguments": arguments,
               "kept_at_exit": facts["lost"] - 1 if facts["lost"] else len(arguments),
               "wrapper": "___BPF_SYSCALL_WRAPPER" in defines}
    if "thread_info" in facts:
        syscall["number"] = {"thread_info": facts["thread_info"]}
    else:
        syscall["number"] = {**register("SYSCALL_NR"), "bits": facts["nr_bits"]}
    if "ERROR" in roles:
        mask = sum(facts[f"error_{n}"] << n for n in range(8 * roles["ERROR"][1]))
        syscall["error"] = {**register("ERROR"), "mask": f"{mask:#x}"}
    back = {"on_stack": True} if "ret_ip_on_stack" in facts else {
        "register": "RET", "add": int(facts.get("ret_ip_after_call", 0))}
    kernels = re.findall(rf"\b{order}\({arch}, (\d+)", defines.get(f"___bpf_kernels_{arch}", ""))
    return {
        "word": facts["word"], "context": [int(size) for size in kernels],
        "registers": {role: register(role) for role in roles
                      if role not in ("SYSCALL_NR", "ERROR") and not role.endswith("_SYSCALL")},
        "arguments": {
            "kernel": {"registers": parms, "stack": facts["kernel_stack"]},
            "user": {"registers": min(parms, facts["user_registers"]),
                     "stack": facts.get("user_stack", facts["kernel_stack"])}},
        "return_address": back, "syscall": syscall}


def data():
    """registers.json"""
    found = {}
    for arch in archs():
        conf = configuration(arch)
        orders = [o for o in ORDERS if re.search(rf"\b{o}\({arch},", contract(arch)[0].get(
            f"___bpf_kernels_{arch}", ""))] or [conf["order"]]
        title = next(comments(INCLUDE / f"bpf/arch/{arch}.h"))[0].strip().partition("\n")[0]
        found[arch] = {"description": title, "targets": [arch, *conf.get("aliases", "").split()],
                       "orders": {ORDERS[o]: layout(arch, o) for o in orders}}
    text = json.dumps({"schema": SCHEMA, "version": dist.version(), "architectures": found}, indent=1)
    # A register to a line.
    return re.sub(r'\{\n\s+("(?:member|registers|register|on_stack|thread_info)": [^{}]*?)\s*\}',
                  lambda m: "{" + re.sub(r"\n\s*", " ", m[1]) + "}",
                  re.sub(r"\[\s+(\d+(?:,\s+\d+)*)\s+\]", lambda m: "[" + re.sub(r"\s+", " ", m[1]) + "]", text))


def table(head, rows):
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows]) + "\n"


MAKERS = {"reference": reference, "man": man, "registers": registers, "data": data}

if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in MAKERS:
        sys.exit(__doc__)
    text = MAKERS[sys.argv[1]]()
    output = pathlib.Path(sys.argv[2])
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text.rstrip("\n") + "\n")
