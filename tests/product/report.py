#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Makes the report of results that are known, opens it in Chromium and reads it. TAP on stdout."""
import html.parser
import os
import pathlib
import re
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests/lib"))
from tap import finish, ok  # noqa: E402

GUEST = """# Linux 6.99.1 s390x
1..5
ok 1 - plain: BPF_KSYSCALL, 1 argument
# program ksyscall.bpf.c ksyscall1
# family KSYSCALL
# value 0 (argument): expected 0x11, got 0x11
not ok 2 - plain: BPF_KPROBE, 5 arguments
# program kprobe.bpf.c kprobe5
# family KPROBE
# value 0 (argument): expected 0x22, got 0xbad <&>
ok 3 - plain: kprobe.session # skip Linux < 6.10 has no kprobe.session
# program session.bpf.c session
# family KRETPROBE
ok 4 - btf: BPF_KSYSCALL, 1 argument
# program ksyscall.bpf.c ksyscall1
# family KSYSCALL
ok 5 - fuzz: seed 1, prototypes 0 to 49
# program fuzz.bpf.c of each prototype
# family PROTOTYPES
# done
"""
LIBBPF = """# Linux 6.99.1 s390x
1..2
ok 1 - plain: BPF_UPROBE, 12 arguments
# program uprobe.bpf.c uprobe12
# family UPROBE
ok 2 - libbpf: BPF_UPROBE, 12 arguments
# program uprobe.bpf.c uprobe12
# family UPROBE
# libbpf does not compile
# done
"""
COMPILE = "ok 1 - s390 clang-19: one\nnot ok 2 - s390 clang-19: two\n# expected 0x1, got 0x2\n1..2\n"
BENCH = "bench: run:six amd64-test ours=113 libbpf=598 floor=66 ratio=0.1\n"
# What a page tells of itself when asked.
MEASURE = """<script>setTimeout(() => { const root = document.documentElement, style = getComputedStyle(document.body);
root.dataset.measured = [root.scrollWidth <= innerWidth, style.backgroundColor, style.color,
 getComputedStyle(document.querySelector('td.bad a')).color, document.querySelector('dialog').open,
 document.querySelectorAll('[data-row]:not([hidden])').length].join('|'); FINALLY }, 50)</script>"""


def chromium(page, fragment="", *flags):
    run = subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=2000",
                          *flags, "--dump-dom", f"{page.as_uri()}{fragment}"],
                         capture_output=True, text=True, timeout=120)
    return run.stdout


def luminance(color):
    parts = [int(x) / 255 for x in re.findall(r"\d+", color)[:3]]
    parts = [x / 12.92 if x <= 0.03928 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


class Cells(html.parser.HTMLParser):
    """href -> (outcome, text) of the links in cells."""

    def __init__(self, dom):
        super().__init__()
        self.found, self.at = {}, None
        self.feed(dom)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "a" and "data-outcome" in attributes:
            self.at = attributes["href"]
            self.found[self.at] = (attributes["data-outcome"], "")

    def handle_endtag(self, tag):
        self.at = None if tag == "a" else self.at

    def handle_data(self, data):
        if self.at:
            self.found[self.at] = (self.found[self.at][0], self.found[self.at][1] + data)


def main():
    with tempfile.TemporaryDirectory(dir=os.environ.get("BUILD")) as work:
        work = pathlib.Path(work)
        environment = {**os.environ, "BUILD": str(work), "HOME": str(work)}
        os.environ["HOME"] = str(work)
        run = subprocess.run([TOP / "tools/report.py", work / "report.html"], env=environment,
                             capture_output=True, text=True)
        ok(run.returncode != 0 and "run make check" in run.stderr, "without results it says so", run.stderr)
        (work / "results").mkdir()
        (work / "results/guest-s390x-test.tap").write_text(GUEST)
        (work / "results/libbpf-s390x-test.tap").write_text(LIBBPF)
        (work / "results/compile-s390.tap").write_text(COMPILE)
        (work / "results/bench.log").write_text(BENCH)
        subprocess.run([TOP / "tools/report.py", work / "report.html"], env=environment, check=True)
        page = work / "report.html"
        text = page.read_text()
        ok(not re.search(r'(?:src|href)="?(?:https?:|//)|url\(', text), "the page fetches nothing")
        dom = chromium(page)
        cells = Cells(dom).found
        for where, want in {"#s390x-test/BPF_KSYSCALL": ("good", "\u2713 2"),
                            "#s390x-test/BPF_KPROBE": ("bad", "\u2717 1"),
                            "#s390/compile": ("bad", "\u2717 1"),
                            "#libbpf/s390x-test/BPF_UPROBE": ("bad", "\u2717 1")}.items():
            ok(cells.get(where) == want, f"the cell {where} tells {want[0]} with its symbol", cells.get(where))
        ok(cells.get("#s390x-test/generated prototypes") == ("good", "\u2713 1"),
           "a case is in the column of its family", cells)
        ok(any(c == ("skipped", "\u2013 1") for c in cells.values()), "a skipped case is told as such", cells)
        ok("6.99.1" in dom and "4 passed, 2 failed, 1 skipped" in dom, "the kernel's version and the sums", dom[:600])
        ok("libbpf 598" in dom and "ours 113" in dom, "the benchmark's bars")
        dom = chromium(page, "#s390x-test/BPF_KPROBE")
        ok("<dialog open" in dom and "expected 0x22, got 0xbad &lt;&amp;&gt;" in dom,
           "its link opens what was expected and seen")
        ok("int BPF_KPROBE(kprobe5" in dom.partition("<dialog")[2].partition("</dialog>")[0],
           "and the program")
        measure = work / "measure.html"
        filter_rows = ("const box = document.querySelector('input'); box.value = 'no such'; "
                       "box.dispatchEvent(new Event('input')); root.dataset.hidden = "
                       "document.querySelectorAll('[data-row]:not([hidden])').length")
        measure.write_text(text + MEASURE.replace("FINALLY", filter_rows))
        backs = {}
        for scheme in ("light", "dark"):
            dom = chromium(measure, "", "--window-size=500,800", "--blink-settings=preferredColorScheme="
                           + ("0" if scheme == "dark" else "1"))
            told = (re.search(r'data-measured="([^"]*)"', dom) or ["", "||||||"])[1].split("|")
            ok(told[0] == "true", f"{scheme}, 500 pixels wide: no sideways scrolling", told)
            backs[scheme] = told[1]
            ok(told[1] and contrast(told[1], told[2]) >= 7 and contrast(told[1], told[3]) >= 4.5,
               f"{scheme}: text and colours can be read", told)
        ok(luminance(backs["light"]) > 0.5 > luminance(backs["dark"]), "light and dark differ", backs)
        ok('data-hidden="0"' in dom and told[5] == "3", "the search hides what does not match", told)
    return finish()


if __name__ == "__main__":
    sys.exit(main())
