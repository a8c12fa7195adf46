# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Where things are, arch.conf, and how a program is compiled."""
import os
import pathlib
import shlex
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests/lib"))

BUILD = pathlib.Path(os.environ.get("BUILD", TOP / "build"))
# HEADERS=dist: not include/ but the one file of make dist.
DIST = os.environ.get("HEADERS") == "dist"
HEADERS = BUILD / "dist" if DIST else TOP / "include"
CLANGS = ["clang-14", "clang-19"]
UAPI = BUILD / "uapi/usr"
# Debian 12's libbpf and the newest; each is used by some of the compilers.
BOOKWORM, NEWEST = BUILD / "libbpf-dev/usr/include", BUILD / "include"
LIBBPF = {"clang-14": BOOKWORM, "clang-16": BOOKWORM, "clang-19": NEWEST, "clang-sid": NEWEST,
          "gcc-12": BOOKWORM, "gcc-sid": NEWEST}
COMMAND = {"clang-sid": str(BUILD / "cc/clang-sid"), "gcc-sid": str(BUILD / "cc/gcc-sid"),
           "gcc-12": "bpf-gcc"}
# Roles that some architectures have not.
ABSENT = {*(f"PARM{n}" for n in range(4, 9)), "FP", "PARM7_SYSCALL", "PARM1_SYSCALL_EXIT"}

# How fixtures are compiled for the target any.
ANY = {"bits": "32", "order": "el", "uapi": "x86", "debian": "amd64"}


def configuration(arch):
    conf = {}
    for line in (TOP / "arch" / arch / "arch.conf").read_text().splitlines():
        key, value = shlex.split(line)[0].split("=", 1)
        conf[key] = value
    return conf


def struct_return(conf, order):
    """The longest struct that is returned in registers by user code."""
    sizes = conf.get(f"struct_return_{order}", conf.get("struct_return", "0"))
    return max(map(int, sizes.split(",")))


def compile(cc, arch, conf, order, mode, source, output, defines=()):
    """The object, or the compiler's words."""
    if cc.startswith("gcc"):
        target = ["-mlittle-endian" if order == "el" else "-mbig-endian"]
    else:
        target = ["-target", f"bpf{order}"]
    command = [COMMAND.get(cc, cc), "-gbtf" if cc == "gcc-12" else "-g", "-O2", *target, "-Wall", "-Wextra", "-Werror",
               f"-D__TARGET_ARCH_{arch}", f"-DBITS={conf['bits']}",
               f"-DSTRUCT_RETURN={struct_return(conf, order)}", *defines,
               f"-I{HEADERS}", "-isystem", str(LIBBPF[cc])]
    if mode == "vmlinux":
        command += ["-DWITH_VMLINUX", f"-isystem{vmlinux(conf)}"]
        if cc.startswith("gcc"):
            # It is made for clang, and false is a keyword since C23.
            command += ["-std=gnu11", "-Wno-unknown-pragmas"]
            if not gcc_core(conf):
                command += ["-DBPF_TRACING_CORE=0"]
    command += ["-idirafter", f"{UAPI}/lib/linux/uapi/{conf['uapi']}",
                "-idirafter", f"{UAPI}/include"]
    if mode == "uapi":
        command += ["-DWITH_UAPI"]
    # Without an output the front end alone, which has nearly all warnings.
    command += ["-c", str(source), "-o", str(output)] if output else ["-fsyntax-only", str(source)]
    run = subprocess.run(command, capture_output=True, text=True)
    return "" if run.returncode == 0 else shlex.join(command) + "\n" + run.stderr


def gcc_core(conf):
    """GCC relocates one member, not a register set: it computes addresses from ctx then."""
    return "core" not in conf


def vmlinux(conf):
    """The architecture's vmlinux.h, or amd64's, whose pt_regs must not matter."""
    debian = conf["debian"]
    if not (BUILD / "vmlinux" / debian).is_dir():
        debian = "amd64"
    return next((BUILD / "vmlinux" / debian / "usr/include").glob("*-linux-gnu*"))
