#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Runs the jobs of .github/workflows/check.yml on this machine: the commands that are there.

usage: workflow.py [--list] [--first N] [--skip TEXT] [--as NAME=VALUE]... [JOB...]

Each run of a job, one for each entry of its matrix (the first N of them), is in a clone
of its own, build/workflow/JOB-ENTRY, with the downloads that this tree has. Artifacts
and caches are directories below build/workflow. --list shows the commands, --as gives
an output that another job would, --skip leaves out commands with that text.

What it knows of GitHub's language is what the file uses; of anything else it says so.
"""
import argparse
import itertools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import yaml

TOP = pathlib.Path(__file__).resolve().parents[1]
FILE = TOP / ".github/workflows/check.yml"
BUILD = pathlib.Path(os.environ.get("BUILD") or TOP / "build")
STORE = BUILD / "workflow"


class Wrong(Exception):
    """What this cannot do, or a command that failed."""


def value(text, context):
    """Of an expression: a path into the context, maybe as JSON."""
    call = re.fullmatch(r"fromJSON\((.+)\)", text)
    if call:
        return json.loads(value(call[1], context))
    at = context
    for name in text.split("."):
        if not isinstance(at, dict) or name not in at:
            raise Wrong(f"${{{{ {text} }}}}: there is no {name}")
        at = at[name]
    return at


def expand(text, context):
    if not isinstance(text, str):
        return text
    alone = re.fullmatch(r"\$\{\{ (\S+) \}\}", text)
    if alone:
        return value(alone[1], context)
    return re.sub(r"\$\{\{ (\S+) \}\}", lambda m: str(value(m[1], context)), text)


def entries(job, context):
    """Of a matrix; one that is empty without."""
    lists = {k: expand(v, context) for k, v in job.get("strategy", {}).get("matrix", {}).items()}
    return [dict(zip(lists, one)) for one in itertools.product(*lists.values())]


def copied(source, target):
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    elif source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)


class Run:
    """Of a job with an entry of its matrix."""

    def __init__(self, name, job, context):
        self.job, self.context = job, {**context, "steps": {}}
        entry = "-".join(map(str, context["matrix"].values()))
        self.name = re.sub(r"\W+", "-", f"{name}-{entry}".rstrip("-"))
        self.tree = STORE / self.name
        self.failed, self.saved = False, []

    def clone(self):
        subprocess.run(["git", "clone", "-q", TOP, self.tree], check=True)
        (self.tree / "build").mkdir()
        if (BUILD / "pool").is_dir():
            (self.tree / "build/pool").symlink_to(BUILD / "pool")

    def command(self, step, text):
        output = STORE / f"{self.name}.output"
        output.write_text("")
        shell = subprocess.run(["bash", "-e", "-o", "pipefail", "-c", text], cwd=self.tree, check=False,
                               env={k: v for k, v in os.environ.items() if k not in ("BUILD", "RESULTS", "MAKEFLAGS")}
                               | {"GITHUB_OUTPUT": str(output)})
        self.failed |= shell.returncode != 0
        if "id" in step:
            self.context["steps"][step["id"]] = {"outputs": dict(
                line.split("=", 1) for line in output.read_text().splitlines())}

    def action(self, what, given):
        given = {k: expand(v, self.context) for k, v in given.items()}
        name = what.partition("@")[0]
        artifacts, paths = STORE / "artifacts", str(given.get("path", "")).split()
        if name == "actions/checkout":
            self.clone()
        elif name == "actions/upload-artifact":
            shutil.rmtree(artifacts / given["name"], ignore_errors=True)
            for path in paths:
                # Of several their common directory is left out; of one that is itself.
                copied(self.tree / path, artifacts / given["name"] / (path if len(paths) > 1 else ""))
        elif name == "actions/download-artifact":
            for found in artifacts.glob(given["pattern"]):
                copied(found, self.tree / given["path"] / found.name)
        elif name == "actions/cache":
            kept = STORE / "cache" / given["key"]
            print(f"cache {given['key']}: {'found' if kept.exists() else 'none yet'}", flush=True)
            copied(kept, self.tree / given["path"])
            self.saved.append((given["path"], kept))
        else:
            raise Wrong(f"no action {what} is known here")

    def run(self, show, skip):
        if not show:
            shutil.rmtree(self.tree, ignore_errors=True)
            self.tree.mkdir(parents=True)
        for step in self.job["steps"]:
            if self.failed and step.get("if") != "always()":
                continue
            if "run" in step:
                text = expand(step["run"], self.context).rstrip()
                if skip and skip in text:
                    continue
                print(f"{self.name}$ {text}", flush=True)
                if not show:
                    self.command(step, text)
            elif show:
                self.context["steps"][step.get("id")] = {}
            else:
                self.action(step["uses"], step.get("with", {}))
        for path, kept in self.saved if not self.failed else []:
            copied(self.tree / path, kept)
        return {k: expand(v, self.context) for k, v in self.job.get("outputs", {}).items()} if not show else {}


def main():
    parser = argparse.ArgumentParser(usage=__doc__.partition("usage: ")[2].partition("\n")[0])
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--first", type=int)
    parser.add_argument("--skip")
    parser.add_argument("--as", dest="outputs", action="append", default=[])
    parser.add_argument("jobs", nargs="*")
    options = parser.parse_args()
    jobs = yaml.safe_load(FILE.read_text())["jobs"]
    for name in options.jobs:
        if name not in jobs:
            raise Wrong(f"no job {name}; there are {' '.join(jobs)}")
    given = dict(text.split("=", 1) for text in options.outputs)
    STORE.mkdir(parents=True, exist_ok=True)
    needs = {}
    failed = []
    for name, job in jobs.items():
        needed = job.get("needs", [])
        missing = {*([needed] if isinstance(needed, str) else needed)} - {*needs}
        if missing:
            raise Wrong(f"{name} needs {' '.join(missing)}, which is not before it")
        needs[name] = {"outputs": {k: given[k] for k in job.get("outputs", {}) if k in given}}
        if options.jobs and name not in options.jobs:
            continue
        every = entries(job, {"needs": needs})
        for index, entry in enumerate(every[:options.first]):
            run = Run(name, job, {"needs": needs, "matrix": entry, "strategy": {"job-index": index},
                                  "github": {"ref": "local"}})
            needs[name]["outputs"].update(run.run(options.list, options.skip))
            failed += [run.name] if run.failed else []
        print(f"{name}: {len(every[:options.first])} of {len(every)} run", flush=True)
    if failed:
        raise Wrong(f"failed: {' '.join(failed)}")


if __name__ == "__main__":
    try:
        main()
    except Wrong as wrong:
        sys.exit(f"workflow.py: {wrong}")
