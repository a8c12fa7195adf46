#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Generated legal uses of the macros, with libbpf's header and with ours.

usage: [N=2000] [SEED=1] drop_in.py

A unit is one source of many programs, made for one set of flags. What compiles
with libbpf's header has to compile with ours, without a warning that libbpf's
does not give there, and each program has to find what the kernel's layout has
(truth.py) when it runs in the VM; where libbpf's finds something else, DIFFERS
says so. A failure is reduced to the least that shows it. TAP on stdout.
"""
import concurrent.futures
import os
import pathlib
import random
import sys
import tempfile

import common
from drop_in_make import ARCHS, EACH, Generator
import tap
from truth import truth

N, SEED = int(os.environ.get("N") or 2000), int(os.environ.get("SEED") or 1)


def main():
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        roles = {arch: truth(arch, common.configuration(arch), work) for arch in sorted(set(ARCHS))}
        generator = Generator(random.Random(SEED), roles)
        units = [generator.unit(i) for i in range((N + EACH - 1) // EACH)]
        dropped = compared = same = wrong = 0
        jobs = int(os.environ.get("JOBS") or os.cpu_count())
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            for unit in pool.map(lambda u: u.run(work), units):
                name = " ".join([unit.arch if unit.target else "no target", unit.cc, unit.mode,
                                 "linked" * unit.linked, unit.std, *unit.flags]).replace("  ", " ")
                why = "\n".join(text for _, text in unit.wrong[:1])
                tap.ok(not unit.wrong, f"{unit.number}: {len(unit.programs)} programs, {name}",
                       f"{len(unit.wrong)} programs, the first:\n{why}")
                for _, text in unit.wrong:
                    if os.environ.get("VERBOSE"):
                        print("# ----\n" + "\n".join(f"# {line}" for line in text.split("\n")))
                wrong += len(unit.wrong)
                dropped += len(unit.dropped)
                compared += unit.compared
                same += unit.same
                if os.environ.get("DROPPED"):
                    for program in unit.dropped:
                        print("# dropped", name, program.text.replace("\n", "\n#\t"))
        print(f"# SEED={SEED}: {len(units) * EACH} programs made, {dropped} that libbpf's header "
              f"does not take, {compared} compared, {same} with the values of libbpf's, {wrong} wrong")
        tap.ok(compared >= .8 * len(units) * EACH,
               "4 of 5 programs that are made are legal and were compared",
               f"{compared} of {len(units) * EACH}")
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
