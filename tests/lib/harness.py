#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Runs suites side by side and sums up.

  harness.py [-j JOBS] SUITE... [--then SUITE...]

A suite is NAME or NAME:SUBJECT,... of the table below, --then those that look at what
the others left; NAME-dist is the same with the one file of make dist. Each one's TAP is kept in build/results/. One that ends
early, prints fewer results than it planned, or fails with all of them good, has
failed; so has a run in which nothing was seen to be right. VERBOSE=1 shows all TAP.
"""
import argparse
import collections
import concurrent.futures
import os
import pathlib
import subprocess
import sys
import threading
import time

import tap

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD") or TOP / "build")
CHECK = "python3 tests/compile/check.py"
COMMANDS = {
    "compile": f"{CHECK} $1",
    # The other compilers of Debian 12, and the newest.
    "cc": f"{CHECK} $1 clang-16 gcc-12",
    "newest": f"tests/lib/sid-cc.sh missing || {CHECK} $1 clang-sid gcc-sid",
    "any": "python3 tests/compile/any.py $1",
    "any-newest": "tests/lib/sid-cc.sh missing || python3 tests/compile/any.py clang-sid",
    "lists": "python3 tests/compile/lists.py",
    "adding": "python3 tests/compile/adding.py",
    "arguments": "python3 tests/compile/arguments.py",
    "arguments-newest": "tests/lib/sid-cc.sh missing || "
                        "python3 tests/compile/arguments.py clang-sid gcc-sid",
    "words": "python3 tests/compile/words.py",
    "registers": "python3 tests/compile/registers.py",
    "drop_in": "python3 tests/compile/drop_in.py",
    "libbpf_tools": "python3 tests/compile/libbpf_tools.py",
    "reject": "python3 tests/compile/reject.py",
    "dist": "tests/compile/dist.py",
    "inputs": "python3 tests/lib/inputs.py",
    "product": "tests/product/$1.*",
    "loaders": "tests/product/loaders.sh $1",
    "loaders-newest": "tests/product/loaders.sh --newest $1",
    "examples": "tests/product/examples.sh $1",
    "faults": "tests/run/faults.sh",
    "coverage": "tests/run/coverage.py $@",
    "guest": "tests/run/guest.sh run $1",
    "fuzz": "tests/run/guest.sh fuzz $1",
    "libbpf": "tests/run/guest.sh libbpf $1",
}
print_lock = threading.Lock()


def command(suite):
    """(shell command, variables, file of its TAP)"""
    name, _, subject = suite.partition(":")
    dist = name.endswith("-dist")
    return (COMMANDS[name.removesuffix("-dist")], subject, {"HEADERS": "dist" if dist else ""},
            BUILD / "results" / f"{suite.replace(':', '-')}.tap")


def problems(text, status, found):
    """What is wrong with a suite beyond its results."""
    plan = tap.planned(text)
    if plan is None:
        return "no plan, or two"
    run = len([r for r in found if r.name != "all"])
    if run != plan:
        return f"{plan} planned, {run} run"
    if status and not any(r.outcome == "bad" for r in found):
        return f"exit status {status}"
    return ""


def run(suite):
    text, subject, variables, path = command(suite)
    start = time.monotonic()
    with open(path, "w", encoding="utf-8") as out:
        with subprocess.Popen(["bash", "-c", text, "-", *subject.split(",")], cwd=TOP, stdout=subprocess.PIPE,
                              env={**os.environ, **variables}, text=True, errors="replace") as ran:
            for line in ran.stdout:
                out.write(line)
                if os.environ.get("VERBOSE"):
                    print(line, end="", flush=True)
        took = f"{time.monotonic() - start:.0f} s"
        print(f"# took {took}", file=out)
    said = path.read_text(encoding="utf-8")
    found = tap.results(said)
    wrong = problems(said, ran.returncode, found)
    count = collections.Counter(r.outcome for r in found)
    # What was planned and not run has failed too.
    if wrong:
        count["bad"] += max((tap.planned(said) or 0) - len(found), 0) or (not count["bad"])
    verdict = "failed" if count["bad"] else "ok" if count["good"] else "skipped"
    with print_lock:
        print(f"{suite} {'.' * max(3, 32 - len(suite))} {verdict} {count['good'] or ''}"
              f" ({took}){': ' + wrong if wrong else ''}")
        for result in found:
            if result.outcome == "bad":
                print("\n".join([f"  not ok - {result.name}", *(f"    {x}" for x in result.lines)]))
        sys.stdout.flush()
    return count, [r.reason for r in found if r.outcome == "skipped"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-j", type=int, default=2)
    parser.add_argument("suites", nargs="+")
    parser.add_argument("--then", nargs="+", default=[])
    options = parser.parse_args()
    (BUILD / "results").mkdir(parents=True, exist_ok=True)
    total, reasons = collections.Counter(), collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(options.j) as pool:
        for suites in options.suites, options.then:
            for count, skips in pool.map(run, suites):
                total += count
                reasons.update(skips)
    for reason, number in sorted(reasons.items()):
        print(f"skipped {number}: {reason}")
    if not total["good"]:
        print("nothing was seen to be right")
    print(f"{total['good']} passed, {total['bad']} failed, {total['skipped']} skipped")
    return 1 if total["bad"] or not total["good"] else 0


if __name__ == "__main__":
    sys.exit(main())
