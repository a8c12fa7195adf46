#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Writes one HTML page from the last test results.

usage: report.py OUTPUT

Guests by macro, with what each case expected and got and the program it ran;
architectures by compiler; the other suites; the benchmark's bars.
"""
import collections
import html
import json
import pathlib
import re
import sys

import dist

TOP = dist.TOP
sys.path.insert(0, str(TOP / "tests/lib"))
import record  # noqa: E402
import table  # noqa: E402
import tap  # noqa: E402

MACRO = re.compile(r"\b(?:PT_REGS_|BPF_|SEC_KSYSCALL|bpf_in_compat)\w+\b")
SYMBOL = {"good": "\u2713", "bad": "\u2717", "skipped": "\u2013"}


# What columns are called: a family's heading without Markdown.
HEADINGS = {f.name: f.heading.replace("`", "") for f in table.FAMILIES}


def cases(path):
    return [list(r) for r in tap.results(path.read_text(errors="replace"))]


SOURCES = {}


def program(file, name):
    """The text of a program of tests/run."""
    if (file, name) not in SOURCES:
        path = TOP / "tests/run" / file
        lines = path.read_text().splitlines() if path.exists() else []
        at = next((i for i, line in enumerate(lines) if re.search(rf"[( ]{re.escape(name)}\b", line)), None)
        text = ""
        if at is not None:
            start = at
            while start and lines[start - 1].strip() and not lines[start].startswith("SEC("):
                start -= 1
            end = at
            while end < len(lines) - 1 and lines[end] not in ("}", "") and not lines[end].endswith(";"):
                end += 1
            while end < len(lines) - 1 and lines[end].startswith("\t"):
                end += 1
            text = "\n".join(lines[start:end + 1])
        SOURCES[file, name] = text
    return SOURCES[file, name]


def macros(text):
    # Pieces of tests, not of the library.
    return {re.sub(r"PARM\d", "PARMn", m) for m in MACRO.findall(text)
            if m in KNOWN or re.sub(r"PARM\d", "PARMn", m) in KNOWN}


def known():
    names = []
    for path in sorted((TOP / "include/bpf").rglob("*.h")):
        names += re.findall(r"^\s*#\s*define (\w+)", path.read_text(), re.M)
        names += re.findall(r"^static __always_inline [\w ]*\b(bpf_\w+)\(", path.read_text(), re.M)
    return {n for n in names if MACRO.fullmatch(n) and not n.startswith(
        ("BPF_TRACING_", "BPF_SYSCALL_WRAPPER"))} | {
        "PT_REGS_PARMn", "PT_REGS_PARMn_CORE", "PT_REGS_PARMn_SYSCALL", "PT_REGS_PARMn_CORE_SYSCALL"}


KNOWN = known()


def guests():
    """guest -> {"linux": version, "cells": family, or macro of the program -> [case]}"""
    found = {}
    for path in record.files("guest-*.tap"):
        guest = path.stem.removeprefix("guest-")
        linux = re.search(r"^# Linux (\S+)", path.read_text(errors="replace"), re.M)
        cells = collections.defaultdict(list)
        for result in tap.results(path.read_text(errors="replace")):
            source = result.told("program")
            text = program(*source) if len(source) == 2 else ""
            # Of generated programs there is no text to show.
            case = [*result[:3], [x for x in result.lines if not x.startswith("family ")
                                  and not (text and x.startswith("program "))],
                    " ".join(source) if text else ""]
            families = {HEADINGS.get(f, f) for f in result.told("family")}
            for column in macros(text) | families or {"other"}:
                cells[column].append(case)
        found[guest] = {"linux": linux[1] if linux else "", "cells": cells}
    return found


def suites():
    """suite -> {subject -> [case]} of everything but guests; good ones are counted only."""
    table = collections.defaultdict(dict)
    for path in record.files("*.tap"):
        kind, _, what = re.match(r"((?:[a-z]+-dist|loaders-newest|[a-z]+))(-?)(.*)", path.stem).groups()
        if kind in ("guest", "libbpf"):
            continue
        table[kind][what or kind] = cases(path)
    return table


def beside():
    """guest, Linux, macro -> [case] of libbpf's header, whatever is not right bad."""
    for path in record.files("libbpf-*.tap"):
        text = path.read_text(errors="replace")
        linux = re.search(r"^# Linux (\S+)", text, re.M)
        cells = collections.defaultdict(list)
        for _, case in table.halves(text):
            verdict = table.verdict(case)
            lines = [f"with libbpf's header: {verdict}", *(
                x for x in case.lines if not x.startswith(("family ", "program ", "libbpf ")))]
            for family in case.told("family"):
                cells[HEADINGS[family]].append(["good" if verdict == "right" else "bad", case.name,
                                                "", lines, " ".join(case.told("program"))])
        yield path.stem.removeprefix("libbpf-"), linux[1] if linux else "", cells


def bench():
    """(name, where, ours, libbpf's) of what the benchmark ran: make bench."""
    return [(n, w, float(a), float(b)) for path in record.files("bench.log") for n, w, a, b in re.findall(
        r"^bench: (run\S*) (.+?) ours=([\d.e+]+) libbpf=([\d.e+]+)", path.read_text(errors="replace"), re.M)]


def outcome(list):
    kinds = {c[0] for c in list}
    return "bad" if "bad" in kinds else "good" if "good" in kinds else "skipped"


def cell(where, list):
    if not list:
        return "<td></td>"
    what = outcome(list)
    count = collections.Counter(c[0] for c in list)
    number = count["bad"] if what == "bad" else count[what]
    say = ", ".join(f"{n} {k}" for k, n in count.items())
    return (f'<td class="{what}"><a href="#{html.escape(where)}" title="{say}" '
            f'data-outcome="{what}">{SYMBOL[what]} {number}</a></td>')


def matrix(head, columns, rows):
    out = [f"<div class=scroll><table><thead><tr><th>{html.escape(head)}</th>"]
    out += [f"<th class=turned><span>{html.escape(c)}</span></th>" for c in columns]
    out.append("</tr></thead><tbody>")
    for title, note, where, cells in rows:
        out.append(f'<tr data-row="{html.escape(title + " " + note)}"><th>{html.escape(title)}'
                   f"<small>{html.escape(note)}</small></th>")
        out += [cell(f"{where}/{c}", cells.get(c, [])) for c in columns]
        out.append("</tr>")
    return "".join(out) + "</tbody></table></div>"


def bars(figures):
    out = []
    for name, where, ours, libbpf in figures:
        most = max(ours, libbpf) or 1
        out.append(f"<div class=bench><b>{html.escape(name)}</b> {html.escape(where)}")
        for who, value in (("ours", ours), ("libbpf", libbpf)):
            out.append(f'<div><span class="bar {who}" style="width:{value / most * 60:.1f}%"></span>'
                       f"{who} {value:g}</div>")
        out.append("</div>")
    return "".join(out)


STYLE = """
:root { color-scheme: light dark; --back: #fff; --text: #1b1f24; --line: #c8ccd1; --good: #0a6b2d;
 --bad: #b3141b; --skipped: #5b6066; --goodback: #e3f6e8; --badback: #fde7e7; --ours: #2563a8; --libbpf: #a8741a }
@media (prefers-color-scheme: dark) { :root { --back: #15181c; --text: #e4e7ea; --line: #3b4148; --good: #6fd690;
 --bad: #ff8f8f; --skipped: #a2a8af; --goodback: #16301e; --badback: #401c1d; --ours: #6ea8e8; --libbpf: #d9a24a } }
body { background: var(--back); color: var(--text); font: 15px/1.45 system-ui, sans-serif; margin: 0 auto; padding: 1em;
 max-width: 90em }
.scroll { overflow-x: auto; max-width: 100% }
table { border-collapse: collapse; font-size: 13px }
th, td { border: 1px solid var(--line); padding: 0; text-align: center }
tbody th { text-align: left; padding: .2em .5em; position: sticky; left: 0; background: var(--back); white-space: nowrap }
small { display: block; font-weight: normal; color: var(--skipped) }
.turned { vertical-align: bottom; padding: .4em 0; min-width: 2.4em }
.turned span { writing-mode: vertical-rl; transform: rotate(180deg); font-weight: normal; font-family: monospace }
td a { display: block; padding: .3em .4em; text-decoration: none; white-space: nowrap }
.good, .good a { color: var(--good); background: var(--goodback) }
.bad, .bad a { color: var(--bad); background: var(--badback); font-weight: bold }
.skipped, .skipped a { color: var(--skipped) }
dialog { width: min(60em, 94vw); box-sizing: border-box; background: var(--back); color: var(--text);
 border: 1px solid var(--line) }
pre { overflow-x: auto; border-left: 3px solid var(--line); padding-left: .6em; tab-size: 8; font-size: 12px }
input { font: inherit; padding: .3em; max-width: 100%; box-sizing: border-box }
.bar { display: inline-block; height: .8em; margin-right: .5em; min-width: 1px } .bar.ours { background: var(--ours) }
.bar.libbpf { background: var(--libbpf) } .bench { margin: .6em 0 }
"""
SCRIPT = """
const data = JSON.parse(document.getElementById('data').textContent);
const dialog = document.querySelector('dialog'), symbol = {good: '\\u2713', bad: '\\u2717', skipped: '\\u2013'};
function element(parent, name, text, kind) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (kind) made.className = kind;
  return parent.appendChild(made);
}
function show() {
  const where = decodeURIComponent(location.hash.slice(1)), list = data.evidence[where];
  if (!list) { if (dialog.open) dialog.close(); return; }
  const body = dialog.querySelector('div');
  body.textContent = '';
  element(body, 'h2', where.replaceAll('/', ' \\u00b7 '));
  for (const n of list) {
    const [outcome, name, reason, lines, program] = data.cases[n];
    element(body, 'h4', symbol[outcome] + ' ' + name, outcome);
    if (reason) element(body, 'p', reason);
    if (lines.length) element(body, 'pre', lines.join('\\n'));
    if (program) { const d = element(body, 'details'); element(d, 'summary', program);
      element(d, 'pre', data.programs[program]); }
  }
  if (data.more[where]) element(body, 'p', data.more[where] + ' passed');
  if (!dialog.open) dialog.showModal();
}
dialog.addEventListener('close', () => history.replaceState(null, '', location.pathname));
addEventListener('hashchange', show);
document.querySelector('input').addEventListener('input', event => {
  for (const row of document.querySelectorAll('[data-row]'))
    row.hidden = !row.dataset.row.toLowerCase().includes(event.target.value.toLowerCase());
});
show();
"""


def main(output):
    if not record.files("*.tap"):
        sys.exit("report.py: no results; run make check first")
    numbers, all_cases, evidence, more, programs = {}, [], {}, {}, {}

    def number(case):
        key = json.dumps(case)
        if key not in numbers:
            numbers[key] = len(all_cases)
            all_cases.append(case)
        return numbers[key]

    seen = guests()
    first = [*HEADINGS.values()]
    columns = sorted({m for g in seen.values() for m in g["cells"]},
                     key=lambda m: (m == "other", first.index(m) if m in first else len(first),
                                    not m.startswith("BPF_"), m))
    rows = []
    for guest, found in seen.items():
        rows.append((guest, found["linux"], guest, found["cells"]))
        for macro, list in found["cells"].items():
            evidence[f"{guest}/{macro}"] = [number(c) for c in sorted(list, key=lambda c: c[0] != "bad")]
            for c in list:
                if c[4]:
                    programs[c[4]] = program(*c[4].split())
    theirs = []
    for guest, linux, cells in beside():
        theirs.append((guest, linux, f"libbpf/{guest}", cells))
        for macro, list in cells.items():
            evidence[f"libbpf/{guest}/{macro}"] = [
                number(c) for c in sorted(list, key=lambda c: c[0] != "bad")]
            programs.update((c[4], program(*c[4].split())) for c in list)
    compiled, others = {}, []
    for kind, subjects in suites().items():
        for what, list in subjects.items():
            where = f"{what}/{kind}"
            told = [c for c in list if c[0] != "good" or len(list) < 300]
            evidence[where] = [number([*c, ""]) for c in sorted(told, key=lambda c: c[0] != "bad")]
            more[where] = sum(c[0] == "good" for c in list) - sum(c[0] == "good" for c in told)
            if kind.partition("-")[0] in ("compile", "cc", "newest"):
                compiled.setdefault(what, {})[kind] = list
            else:
                others.append((f"{kind} {what}" if what != kind else kind, "", what, {kind: list}))
    total = collections.Counter(c[0] for g in seen.values()
                                for list in {json.dumps(c): [c] for l in g["cells"].values() for c in l}.values()
                                for c in list)
    total += collections.Counter(c[0] for s in suites().values() for list in s.values() for c in list)
    body = [f"<h1>bpf_tracing.h {dist.version()}</h1><p id=total>{total['good']} passed, "
            f"{total['bad']} failed, {total['skipped']} skipped</p>"
            "<p><label>Find an architecture or kernel: <input type=search></label></p>"
            f"<p>{SYMBOL['good']} right, {SYMBOL['bad']} wrong, {SYMBOL['skipped']} not possible there; "
            "the number is that of cases. Each leads to what was expected and seen.</p>"]
    if rows:
        body.append("<h2>In kernels</h2>" + matrix("guest, Linux", columns, rows))
    if theirs:
        body.append("<h2>The same with libbpf's header</h2>" + matrix("guest, Linux", [
            c for c in HEADINGS.values() if any(c in cells for *_, cells in theirs)], theirs))
    if compiled:
        kinds = sorted({k for c in compiled.values() for k in c})
        body.append("<h2>Compiled, and run on each register layout</h2>"
                    "<p>compile: clang 14 and 19; cc: clang 16 and GCC 12; newest: those of Debian sid; "
                    "-dist: with the single file.</p>" + matrix("architecture", kinds, [
                        (arch, "", arch, cells) for arch, cells in sorted(compiled.items())]))
    if others:
        body.append("<h2>Others</h2><div class=scroll><table><tbody>" + "".join(
            f'<tr data-row="{html.escape(t)}"><th>{html.escape(t)}</th>'
            + "".join(cell(f"{w}/{k}", l) for k, l in c.items()) + "</tr>" for t, _, w, c in others)
            + "</tbody></table></div>")
    figures = bench()
    if figures:
        body.append("<h2>Against libbpf's header</h2><p>Instructions that a program takes, the "
                    "kernel's included.</p>" + bars(figures))
    data = json.dumps({"cases": all_cases, "evidence": evidence, "more": more, "programs": programs})
    pathlib.Path(output).write_text(
        "<!doctype html><html lang=en><meta charset=utf-8><title>bpf_tracing.h: results</title>"
        '<meta name=viewport content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style><body>{''.join(body)}"
        "<dialog><form method=dialog><button>close</button></form><div></div></dialog>"
        f"<script type=application/json id=data>{data.replace('</', '<' + chr(92) + '/')}</script>"
        f"<script>{SCRIPT}</script>\n")
    print(f"{total['good']} passed, {total['bad']} failed, {total['skipped']} skipped")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
