#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Reads arch/<name>/arch.conf and <debian>.guest, whose keys arch/README.md has.

usage: conf.py arch NAME [KEY...]     key='value' lines for eval, of all keys or of these
       conf.py guest GUEST [KEY...]   the same; GUEST is a Debian architecture, or a guest's name
       conf.py roles NAME             the roles in arch/<name>/registers
       conf.py archs                  the architectures
       conf.py guests                 the guests that boot

Beside the keys there are arch, and suite of a guest with one. A key that is not
given is empty for the shell, and not in the dictionary for Python.
"""
import functools
import pathlib
import re
import shlex
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
ARCH = TOP / "arch"
ROW = re.compile(r"\| `(\w+)` \| (\w[\w.]*) \| (.*?) \| (.*) \| (.*?) \|$")


class Wrong(Exception):
    """What is wrong with a file, or with what is asked for."""


class Key:
    def __init__(self, name, where, readers, meaning, default):
        self.name, self.meaning = name, meaning
        self.files = {"both": ("arch.conf", "guest")}.get(where, (where,))
        self.readers = re.findall(r"`([^`]+)`", readers)
        # Always, or where another key is given.
        wanted = re.fullmatch(r"must be given(?: with `(\w+)`)?", default)
        self.wanted, self.wanted_with = bool(wanted), wanted and wanted[1]


@functools.cache
def keys():
    """name -> Key, from the table."""
    text = (ARCH / "README.md").read_text()
    found = [Key(*m.groups()) for m in map(ROW.match, text.splitlines()) if m]
    if len(found) != len({key.name for key in found}):
        raise Wrong("arch/README.md: a key is in the table twice")
    return {key.name: key for key in found}


def parse(path, kind):
    """A file's own keys."""
    found = {}
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        where = f"{path.relative_to(TOP) if TOP in path.parents else path}:{number}"
        name, equals, value = line.partition("=")
        if not equals:
            raise Wrong(f"{where}: not key=value: {line}")
        if name not in keys() or kind not in keys()[name].files:
            raise Wrong(f"{where}: unknown key {name}; arch/README.md has those of {kind}")
        if name in found:
            raise Wrong(f"{where}: {name} is given twice")
        # What make or the shell would take for something else than text.
        if value != value.strip() or re.search(r"""["'#\\`]""", value) or "$" in \
                value.replace("$BUILD", ""):
            raise Wrong(f"{where}: {name}: a value is the plain rest of the line, without quotes")
        found[name] = value
    return found


def complete(path, kind, conf):
    for key in keys().values():
        if key.wanted and kind in key.files and not conf.get(key.name) and (
                not key.wanted_with or conf.get(key.wanted_with)):
            raise Wrong(f"{path.relative_to(TOP)}: {key.name} must be given"
                        + (f" with {key.wanted_with}" if key.wanted_with else ""))
    return conf


def known(path, changes):
    for change in changes:
        if change.partition("=")[0] not in keys():
            raise Wrong(f"{path.relative_to(TOP)}: unknown key in {change}")


def roles(name):
    """The roles that arch/<name>/registers has."""
    return [line.split()[0] for line in (ARCH / name / "registers").read_text().splitlines()
            if not line.startswith("#")]


def archs():
    return sorted(p.parent.name for p in ARCH.glob("*/arch.conf"))


def every():
    """name -> what is known, of all architectures."""
    return {name: arch(name) for name in archs()}


def arch(name):
    """What is known of an architecture."""
    path = ARCH / name / "arch.conf"
    if name not in archs():
        raise Wrong(f"no architecture {name}; there are {' '.join(archs())}")
    conf = {"arch": name, **complete(path, "arch.conf", parse(path, "arch.conf"))}
    for setting in conf.get("settings", "").split("; "):
        known(path, setting.split()[2:])
    # A second register of a long long or struct is there for the latter where words have 64 bits.
    returned = [role for role in roles(name) if role[:2] == "RC"]
    if conf["bits"] == "64" and len(returned) > 1:
        conf.setdefault("struct_return", str(8 * len(returned)))
    return conf


def guest(name):
    """What is known of a guest, of its architecture too."""
    debian, _, suite = name.partition("-")
    for path in sorted(ARCH.glob(f"*/{debian}.guest")):
        own = complete(path, "guest", {**arch(path.parent.name), **parse(path, "guest")})
        known(path, own.get("fuzz_settings", "").split())
        if not suite or suite in own["suites"].split():
            return {**own, "debian": debian, **({"suite": suite} if suite else {})}
    raise Wrong(f"no guest {name}; 'make guests' lists them")


def guests():
    """Names of the guests: arc and sh have a kernel, but no machine to run it."""
    files = [(path.stem, guest(path.stem)) for path in sorted(ARCH.glob("*/*.guest"))]
    return [f"{name}-{suite}" for name, conf in files if "qemu" in conf
            for suite in conf["suites"].split()]


def main(what="", name="", *wanted):
    if what in ("archs", "guests") and not name:
        print("\n".join({"archs": archs, "guests": guests}[what]()))
    elif what == "roles" and name:
        print(" ".join(roles(name)))
    elif what in ("arch", "guest") and name:
        conf = {"arch": arch, "guest": guest}[what](name)
        names = [*keys(), "arch", "suite"]
        for key in wanted or names:
            if key not in names:
                raise Wrong(f"unknown key {key}; arch/README.md has them")
            print(f"{key}={shlex.quote(conf.get(key, ''))}")
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Wrong as wrong:
        sys.exit(f"conf.py: {wrong}")
