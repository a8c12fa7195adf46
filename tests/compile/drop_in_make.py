# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Makes the units of drop_in.py: programs, and the flags and macros that they get."""
import re

import common
from common import TOP
from drop_in_unit import Program, Unit

EACH = 25   # programs of a unit
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


def private_names():
    """Names that the headers use and do not define as macros, and words of theirs."""
    text = "".join(h.read_text() for h in sorted((TOP / "include/bpf").rglob("*.h")))
    text = re.sub(r"/\*.*?\*/|\"[^\"\n]*\"", " ", text, flags=re.S)
    macros = set(re.findall(r"#\s*define (\w+)", text))
    names = sorted(set(re.findall(r"\b[A-Za-z_]\w*", text)) - macros - KEYWORDS)
    # ___bpf within a name is reserved: of the kernel's types CO-RE wants their own before it.
    return [n for n in names if not n.startswith(("__builtin", "__TARGET", "__attribute"))
            and "___bpf" not in n[1:]
            and not re.fullmatch(r"__\w+__|__[us]\d+|__[a-z_]+|_[A-Z]\w+", n)]


class Generator:
    def __init__(self, rng, roles):
        self.rng, self.names, self.roles = rng, private_names(), roles
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
        unit.roles = self.roles[unit.arch]
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
