# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Reads TAP: what the suites print, for those who run them and who show it."""
import re
from typing import NamedTuple


class Result(NamedTuple):
    outcome: str    # good, bad, skipped
    name: str
    reason: str     # of a skip
    lines: list     # comments that follow

    def told(self, what):
        """The words after `# what` in its comments: of a guest's case its program, its family."""
        return next((line.split()[1:] for line in self.lines if line.startswith(f"{what} ")), [])


def results(text):
    """The results of a suite; one that is skipped as a whole is one of the name all."""
    found = []
    for line in text.splitlines():
        match = re.match(r"(not )?ok\b ?\d*(?: - )?(.*?)(?: # skip\S*\s*(.*))?$", line, re.I)
        if match:
            outcome = "bad" if match[1] else "good" if match[3] is None else "skipped"
            found.append(Result(outcome, match[2], match[3] or "", []))
        elif line.startswith("# ") and found and not re.fullmatch("# done|# took .* s", line):
            found[-1].lines.append(line[2:])
        elif re.match(r"1\.\.0\b", line):
            found.append(Result("skipped", "all", re.sub(r"^1\.\.0 *#? *(skip\S* *)?", "", line,
                                                         flags=re.I), []))
    return found


def planned(text):
    """How many results a suite said it has, or None."""
    plans = re.findall(r"^1\.\.(\d+)", text, re.M)
    return int(plans[0]) if len(plans) == 1 else None


SAID = []


def ok(good, name, why=""):
    """Print a result, and why it is bad."""
    SAID.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(SAID)} - {name}", flush=True)
    if not good:
        for line in str(why).splitlines()[:12]:
            print(f"# {line}", flush=True)


def finish():
    """The plan; the exit status."""
    print(f"1..{len(SAID)}")
    return 0 if all(SAID) else 1
