#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Results of several machines and runs come together; parts of the suites are a whole. TAP on stdout."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests/lib"))
import conf  # noqa: E402
import shard  # noqa: E402
from tap import finish, ok  # noqa: E402

GUESTS = ["amd64-trixie", "s390x-trixie", "arm64-trixie"]
CASE = """{0} 1 - plain: BPF_KSYSCALL, 1 argument
# program ksyscall.bpf.c ksyscall1
# family KSYSCALL
"""


def tap_of(date, outcome="ok", more="", took=20):
    return (f"# ran {date} commit 0123456789ab\n{more}# Linux 6.99.1 x\n1..1\n{CASE.format(outcome)}"
            f"# done\n# took {took} s\n")


def run(command, **variables):
    ran = subprocess.run([sys.executable, "-c", f"import sys; sys.path.insert(0, 'tests/lib')\n{command}"],
                         cwd=TOP, env={**os.environ, **variables}, text=True, capture_output=True, check=False)
    return ran.stdout, ran.stderr


def shards():
    """Every guest has its turn, once, on about as long a run as the others'."""
    for number in (1, 3, 8, 10):
        parts = shard.parts(number, conf.guests())
        ok(sorted(sum(parts, [])) == sorted(conf.guests()), f"{number} parts are all guests, each once", parts)
    took = {"a": 100, "b": 60, "c": 50, "d": 10, "e": 5}
    parts = shard.parts(2, [f"{name}={long}" for name, long in took.items()])
    long = [sum(took[name] for name in part) for part in parts]
    ok(abs(long[0] - long[1]) <= min(took.values()) and len(parts) == 2, "by the seconds they take", parts)
    for wrong in ("0/3", "4/3", "3", "x/y", ""):
        ran = subprocess.run([TOP / "tests/lib/shard.py", wrong, "a"], capture_output=True, text=True, check=False)
        ok(ran.returncode and "not K/N" in ran.stderr, f"SHARD={wrong} is refused", ran.stderr)
    lists = [subprocess.run(["make", "-s", "-n", "check-run", "GUESTS=all", f"SHARD={k}/3"], cwd=TOP, text=True,
                            capture_output=True, check=False).stdout for k in (1, 2, 3)]
    found = [[word.removeprefix("guest:") for word in text.splitlines()[-1].split() if word.startswith("guest:")]
             for text in lists]
    ok(sorted(sum(found, [])) == sorted(conf.guests()), "make check-run SHARD=1/3, 2/3, 3/3 run all guests", found)


def merge(work):
    """What is recorded."""
    one, two = work / "one", work / "two"
    one.mkdir()
    two.mkdir()
    variables = {"RESULTS": f"{one} {two}", "RECORD": str(work / "results.json")}
    say = "import record, json; r = record.update(); record.write(r); print(json.dumps(r))"

    def update():
        out, err = run(say, **variables)
        return json.loads(out) if out else err
    (one / f"guest-{GUESTS[0]}.tap").write_text(tap_of("2026-01-02T10:00Z", "not ok"))
    (two / f"guest-{GUESTS[0]}.tap").write_text(tap_of("2026-01-01T10:00Z"))
    (two / f"guest-{GUESTS[1]}.tap").write_text(
        tap_of("2026-01-01T11:00Z", more="# kernel built in 170 s\n"))
    (two / "guest-no-such.tap").write_text(tap_of("2026-01-01T11:00Z"))
    seen = update()
    ok(sorted(seen) == sorted(GUESTS[:2]), "guests of two directories, of those that there are", seen)
    first, second = (seen.get(guest, {}) for guest in GUESTS[:2])
    ok(first.get("wrong") == 1 and first.get("cells") == {"KSYSCALL": [0, 1, 0]},
       "of two runs the later, which was wrong", first)
    ok("right" not in first, "and never all right", first)
    ok(second.get("right") == "2026-01-01T11:00Z 0123456789ab" and second.get("seconds") == 20
       and second.get("build") == 170, "date, commit, seconds, those of the kernel's build", second)
    # Those of before are gone; one is wrong now.
    for path in (*one.iterdir(), *two.iterdir()):
        path.unlink()
    (one / f"guest-{GUESTS[1]}.tap").write_text(tap_of("2026-01-03T11:00Z", "not ok", took=30))
    (two / f"guest-{GUESTS[2]}.tap").write_text(tap_of("2026-01-03T11:00Z", more="# chosen: KSYSCALL\n"))
    seen = update()
    ok(sorted(seen) == sorted(GUESTS[:2]), "what did not run stays; chosen cases are not all", seen)
    second = seen.get(GUESTS[1], {})
    ok(second.get("wrong") == 1 and second.get("right") == "2026-01-01T11:00Z 0123456789ab"
       and second.get("seconds") == 30 and second.get("build") == 170,
       "when it was last right stays while it is wrong", second)
    (one / f"guest-{GUESTS[1]}.tap").write_text(tap_of("2026-01-03T12:00Z").replace("1..1", "1..2"))
    ok(update()[GUESTS[1]]["wrong"] == 1, "fewer results than planned are wrong")
    (one / f"guest-{GUESTS[1]}.tap").write_text(tap_of("2026-01-02T12:00Z"))
    ok(update()[GUESTS[1]]["date"] == "2026-01-03T12:00Z", "an earlier run does not replace a later one")
    (one / f"guest-{GUESTS[1]}.tap").write_text(tap_of("").partition("\n")[2])
    ok("of an older test run" in str(update()), "results that say not when they were made are refused")
    for path in one.iterdir():
        path.unlink()
    ok("there are none in" in str(update()), "a directory without results is told")
    # A commit that this clone does not have is due, as are those that never ran.
    out, err = run(f"import record; print(*record.due({GUESTS}))", **variables)
    ok(out.split() == ["amd64-trixie", "arm64-trixie", "s390x-trixie"],
       "due: those that were never right first", out + err)


def of_go(work):
    """What is recorded of Go functions; the page has what the record says."""
    for name, date, wrong in (("fuzz-amd64-trixie", "2026-01-03", 0), ("guest-amd64-trixie", "2026-01-02", 7),
                              ("fuzz-amd64-sid", "2026-01-01", 0), ("guest-dist-arm64-sid", "2026-01-01", 0)):
        (work / f"{name}.tap").write_text(
            tap_of(f"{date}T10:00Z") + f"# go: 9.10.1 of sid, BPF_UPROBE_GO: seed 1: 500 prototypes, {wrong} wrong\n"
            + f"# go: 9.9.1 of trixie, BPF_UPROBE_GO_ABI0: seed 1: 40 prototypes, {wrong // 2} wrong\n")

    def say():
        out, err = run("import pathlib, table; table.GO = pathlib.Path('none'); "
                       "print(table.go_table(table.of_go()))", RESULTS=str(work))
        return [line for line in out.splitlines() if line] or err
    head = ["| architecture | Go 9.9.1 | Go 9.10.1 |", "| --- | --- | --- |"]
    seen = say()
    ok(seen == [*head, "| amd64 | `BPF_UPROBE_GO_ABI0`: 80 right | `BPF_UPROBE_GO`: 1000 right |"],
       "Go functions: the later run of each guest, by the version of Go", seen)
    (work / "fuzz-amd64-trixie.tap").unlink()
    seen = say()
    ok(seen == [*head, "| amd64 | `BPF_UPROBE_GO_ABI0`: **3 of 80 wrong** | `BPF_UPROBE_GO`: **7 of 1000 wrong** |"],
       "Go functions that were wrong", seen)
    out, err = run("import record, table; print(table.go_table(record.load(table.GO)), end='')")
    ok(out.count("\n") > 2 and out in (TOP / "docs/go.md").read_text(),
       "docs/go.md: its table is of docs/results-go.json", err or out)


def main():
    shards()
    with tempfile.TemporaryDirectory(dir=os.environ.get("BUILD")) as work:
        of_go(pathlib.Path(work))
    with tempfile.TemporaryDirectory(dir=os.environ.get("BUILD")) as work:
        merge(pathlib.Path(work))
    return finish()


if __name__ == "__main__":
    sys.exit(main())
