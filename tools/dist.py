#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Writes include/bpf/bpf_tracing.h and all it includes as one file.

usage: dist.py OUTPUT

Each #include of a file of ours becomes that file's text, every time it stands
there; a guard does in the one file what it does in the many. What is included
more than once (words.h, and fetch.h at the end of each architecture's header)
stands in the one file once, which includes itself for it. The same sources give
the same bytes.
"""
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parents[1]
INCLUDE = TOP / "include"
ENTRY = INCLUDE / "bpf/bpf_tracing.h"
PARTS = [INCLUDE / "bpf/tracing/words.h", INCLUDE / "bpf/tracing/fetch.h"]
SPDX = "/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */\n"


def find(name, quoted, where):
    """The file of ours that an include means, or None if it is another's."""
    for place in ([where.parent] if quoted else []) + [INCLUDE]:
        if (place / name).is_file():
            return (place / name).resolve()
    if quoted:
        sys.exit(f"dist.py: {where}: \"{name}\" is not there")
    return None


def text(path, around=()):
    """A file's text with what it includes in place."""
    lines = []
    for line in path.read_text().removeprefix(SPDX).splitlines(keepends=True):
        directive = re.match(r"\s*#\s*include\b(.*)", line)
        if not directive:
            lines.append(line)
            continue
        name = re.match(r'\s*(["<])([^">]+)[">]\s*(/\*.*\*/\s*)?$', directive[1])
        if not name:
            sys.exit(f"dist.py: {path}: cannot follow: {line.strip()}")
        inner = find(name[2], name[1] == '"', path)
        if inner is None:
            lines.append(line)
        elif inner in PARTS:
            lines.append(f"#undef ___BPF_PART\n#define ___BPF_PART {PARTS.index(inner) + 1}\n"
                         f'#include "{ENTRY.name}"\n#undef ___BPF_PART\n')
        elif inner not in (path, *around):
            lines.append(f"\n/* {inner.relative_to(INCLUDE)} */\n")
            lines += text(inner, (path, *around))
            lines.append(f"/* end of {inner.relative_to(INCLUDE)} */\n\n")
        elif not re.search(r"^#ifndef (\w+)\n#define \1$", inner.read_text(), re.M):
            sys.exit(f"dist.py: {path} includes {inner} from within, which has no guard")
    return lines


def version():
    return ".".join(re.findall(r"^#define BPF_TRACING_VERSION_\w+ (\d+)", ENTRY.read_text(), re.M))


def comment(words):
    return "".join(" *" + (" " + line if line else "") + "\n"
                   for line in words.replace("*/", "* /").strip().splitlines())


def main(output):
    changes = (TOP / "CHANGELOG.md").read_text()
    head = (f"{SPDX}/*\n * bpf_tracing.h {version()}, all architectures in one file.\n"
            " * Made from include/bpf of the project; change it there.\n *\n"
            + comment(changes) + " *\n"
            " * You may use it under the GNU Lesser General Public License, version 2.1, or\n"
            " * the BSD 2-Clause License:\n *\n"
            + comment((TOP / "LICENSE.BSD-2-Clause").read_text()) + " */\n")
    output = pathlib.Path(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    parts = "".join(f"#{'elif' if n else 'if'} ___BPF_PART == {n + 1}\n\n"
                    f"/* {part.relative_to(INCLUDE)} */\n{''.join(text(part))}"
                    f"/* end of {part.relative_to(INCLUDE)} */\n\n"
                    for n, part in enumerate(PARTS))
    output.write_text(head + re.sub(r"\n{3,}", "\n\n", (
        f"#ifdef ___BPF_PART\n{parts}#endif\n#else\n\n{''.join(text(ENTRY))}\n#endif\n")))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
