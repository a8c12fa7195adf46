#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Documents and examples hold: TAP on stdout.

What is made from the headers is up to date and complete, versions agree, links
lead somewhere, every C snippet is a program that compiles for every
architecture, and so is every example.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TOP / "tools"), str(TOP / "tests/compile")]
import common  # noqa: E402
import dist  # noqa: E402
import docs  # noqa: E402
from tap import finish, ok  # noqa: E402

MADE = {"docs/reference.md": docs.reference, "docs/registers.md": docs.registers,
        "docs/registers.json": docs.data}


def compiles(source, work, name, flags=()):
    """For every architecture, in the byte order of its first guest."""
    why = []
    for arch in common.every():
        # There is no Go for some; on one it has the goroutine in no register.
        text = source.read_text()
        if "BPF_UPROBE_GO" in text and "GO_CTXT" not in common.roles(arch) \
                or "PT_REGS_GO_G" in text and "GO_G" not in common.roles(arch):
            continue
        conf = common.configuration(arch)
        why.append(common.compile("clang-19", arch, conf, conf["order"], "uapi", source,
                                 work / "out.o", [f"-I{TOP}/examples", *flags]))
    ok(not any(why), f"{name} compiles for {len(why)} architectures", "\n".join(filter(None, why)))


def anchors(page):
    """The headings of a page, as GitHub calls them in links."""
    text = re.sub(r"^```.*?^```", "", page.read_text(), flags=re.M | re.S)
    titles = re.findall(r"^#+ (.*)$", text, re.M)
    return {re.sub(r"[^\w -]", "", t.lower()).replace(" ", "-") for t in titles}


def leads(page, link):
    """Whether a link of a page is to a file that is there, and a heading of it."""
    name, _, anchor = link.partition("#")
    target = page.parent / name if name else page
    return target.exists() and (not anchor or target.is_dir() or anchor in anchors(target))


def main():
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        for name, make in MADE.items():
            ok((TOP / name).read_text().rstrip("\n") == make().rstrip("\n"),
               f"{name} is what the headers say", "run make docs")
        page = (TOP / "docs/registers.md").read_text()
        for arch in common.every():
            section = re.search(rf"^## {arch}\n.*?(?=^## |\Z)", page, re.M | re.S)[0]
            has = set(re.findall(r"^\| `(\w+)`", section, re.M))
            want = set(common.roles(arch))
            ok(has == want & set(docs.ROLES), f"registers.md has the roles of {arch}",
               f"has {sorted(has)}, the kernel {sorted(want & set(docs.ROLES))}")
        missing = list(docs.undescribed())
        ok(not missing, "every public macro is described in its header", "\n".join(missing))
        names = set(re.findall(r"\w+", (TOP / "docs/reference.md").read_text()))
        ok(len(names & {"PT_REGS_RC", "BPF_KPROBE", "BPF_KSYSCALL", "BPF_PROG2",
                        "PT_REGS_SYSCALL_REGS"}) == 5, "the reference has them")
        (work / "page.7").write_text(docs.man())
        run = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", work / "page.7"],
                             capture_output=True, text=True)
        ok(run.returncode == 0, "mandoc finds nothing in the man page", run.stdout)

        version = dist.version()
        ok(re.fullmatch(r"\d+\.\d+\.\d+", version), f"the version, {version}, is semantic")
        newest = re.search(r"^## (\S+)", (TOP / "CHANGELOG.md").read_text(), re.M)[1]
        ok(newest == version, "CHANGELOG.md begins with it", newest)

        pages = [TOP / p for p in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "arch/README.md")]
        pages += sorted(TOP.glob("docs/*.md"))
        for page in pages:
            text = page.read_text()
            links = re.findall(r"\]\(([^):\s]+)\)", text)
            broken = [link for link in links if not leads(page, link)]
            ok(not broken, f"{page.name}: its links lead somewhere", "\n".join(broken))
            for n, snippet in enumerate(re.findall(r"^```c\n(.*?)^```", text, re.M | re.S), 1):
                source = work / "snippet.bpf.c"
                if "#include" not in snippet:
                    snippet = "#include <linux/bpf.h>\n#include <bpf/bpf_tracing.h>\n" + snippet
                source.write_text(snippet)
                compiles(source, work, f"{page.name}: snippet {n}", ["-Wno-unused-parameter"])

        readme = (TOP / "README.md").read_text()
        lines = len(readme.splitlines())
        ok(lines <= 120, "README.md has at most 120 lines", lines)
        for arch in common.every():
            ok(len(re.findall(rf"^\| [^|]* \| `{arch}` \| [^|]+ \|$", readme, re.M)) == 1,
               f"README.md: {arch} has a line", "run make readme")

        # The commands of README and docs/using.md, where they would be typed.
        (work / "prog.bpf.c").write_text(re.search(r"^```c\n(.*?)^```", readme, re.M | re.S)[1])
        (work / "bpf_tracing").symlink_to(TOP)
        (work / "vendor/bpf").mkdir(parents=True)
        dist.main(work / "vendor/bpf/bpf_tracing.h")
        export = re.search(r"^    (export .*)", readme, re.M)[1]
        using = (TOP / "docs/using.md").read_text()
        commands = [(name, line) for name, text in (("README", readme), ("using.md", using))
                    for line in re.findall(r"^    (clang .*prog\.bpf\.c.*)", text, re.M)]
        ok(f"    {export}\n" in using and len(commands) > 5, "using.md has README's commands too",
           commands)
        for name, line in commands:
            for old in work.glob("prog*.o"):
                old.unlink()
            # With their own C_INCLUDE_PATH, and libbpf-dev's headers in the build directory.
            run = subprocess.run(["bash", "-c", f"{export}:{common.NEWEST}\n"
                                  + line.replace("clang ", "clang-19 ", 1)], cwd=work,
                                 capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"})
            ok(run.returncode == 0 and len([*work.glob("prog*.o")]) == 1, f"{name}: {line}",
               run.stderr)

        for source in sorted(TOP.glob("examples/*.bpf.c")):
            compiles(source, work, source.name)
        for source in sorted(TOP.glob("examples/*.[ch]")):
            lines = len(source.read_text().splitlines())
            ok(lines < 120, f"{source.name} has less than 120 lines", lines)
    return finish()


if __name__ == "__main__":
    sys.exit(main())
