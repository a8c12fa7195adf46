#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Follows docs/adding-an-architecture.md: a copy of sh under another name, and its tests.

In a copy of the tree: the header and the directory of the model with the name
changed, the lines that the page says where it says, and nothing else. Then what
the page says to run. TAP on stdout.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from common import BUILD, TOP
from tap import finish, ok

MODEL, NAME = "sh", "model"
PAGE = TOP / "docs/adding-an-architecture.md"


def renamed(text):
    """With the model's name as C has it, not in names of the kernel's functions."""
    return re.sub(rf"(?<![a-z./]){MODEL}(?=_##|[\"(,\n])", NAME, text)


def copy(tree):
    """Steps 2 and 4: the files of its own."""
    header = (tree / f"include/bpf/arch/{MODEL}.h").read_text()
    # The target any would find both by one size.
    header = re.sub(r"(#define ___bpf_kernels_.*?\)) .*", r"\1", renamed(header))
    (tree / f"include/bpf/arch/{NAME}.h").write_text(header)
    shutil.copytree(tree / "arch" / MODEL, tree / "arch" / NAME)
    conf = tree / "arch" / NAME / "arch.conf"
    text = re.sub(r"^debian=.*", f"debian={NAME}", conf.read_text(), flags=re.M)
    text = re.sub(r"^aliases=.*\n", "", text, flags=re.M)
    conf.write_text(text.replace(f"__{MODEL}__", f"__{NAME}__"))
    for path in conf.parent.glob(f"{MODEL}4.*"):
        path.rename(path.with_stem(NAME))


def follow(tree):
    """Step 3: (file, lines added) of the page's diffs, applied."""
    files, added = iter(re.findall(r"in\s+`(include/[^`]+)`", PAGE.read_text())), []
    for block in re.findall(r"^ *```diff\n(.*?)^ *```$", PAGE.read_text(), re.M | re.S):
        path = tree / next(files)
        text = path.read_text()
        for hunk in re.findall(r"((?: {3}\+.*\n|\n)+)    (.*)\n", block):
            lines = [line[4:].replace("<name>", NAME) for line in hunk[0].splitlines() if line]
            at = [m.start() for m in re.finditer(rf"^{re.escape(hunk[1])}$", text, re.M)]
            ok(at, f"{path.name} has the line {hunk[1].strip()}", "it has not")
            if at:
                text = text[:at[-1]] + "\n".join(lines) + "\n" + text[at[-1]:]
                added += [(path, line) for line in lines]
        path.write_text(text)
    return added


def main():
    with tempfile.TemporaryDirectory() as work:
        tree = pathlib.Path(work) / "tree"
        for name in subprocess.run(["git", "-C", TOP, "ls-files"], check=True, text=True,
                                   capture_output=True).stdout.split():
            if (TOP / name).is_file():
                (tree / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(TOP / name, tree / name)
        subprocess.run(["git", "-C", tree, "init", "-q"], check=True)
        subprocess.run(["git", "-C", tree, "add", "-A"], check=True)
        copy(tree)
        added = follow(tree)
        files = {path for path, _ in added}
        ok(len(added) == 6 and len(files) == 2, "six lines in two files besides its own",
           f"{len(added)} in {len(files)}")
        for command in (["tests/compile/check.py", NAME], ["tests/compile/lists.py"]):
            run = subprocess.run([sys.executable, *command], cwd=tree, capture_output=True,
                                 text=True, env={**os.environ, "BUILD": str(BUILD)})
            good = re.findall(r"^ok ", run.stdout, re.M)
            bad = re.findall(r"^not ok .*(?:\n#.*)*", run.stdout, re.M)
            of_it = [line for line in run.stdout.splitlines() if NAME in line]
            ok(run.returncode == 0 and not bad and len(good) > 100 and len(of_it) > 4,
               f"{' '.join(command)}: {len(good)} passed, {len(of_it)} of them about {NAME}",
               "\n".join([*bad, run.stderr]))
    return finish()


if __name__ == "__main__":
    sys.exit(main())
