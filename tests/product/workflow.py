#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""The workflow is one by GitHub's schema, its commands do what they should: TAP on stdout.

The jobs of minutes are not run here (tools/workflow.py does), but their commands
are read: between them they run every suite and guest.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import jsonschema
import yaml

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD") or TOP / "build")
SCHEMAS = BUILD / "schemas/usr/lib/python3/dist-packages/check_jsonschema/builtin_schemas"
sys.path[:0] = [str(TOP / "tests/lib")]
import conf  # noqa: E402
from tap import finish, ok  # noqa: E402

WORKFLOW = TOP / ".github/workflows/check.yml"
# Of now: what docs/results.json has of an earlier date gives way to it.
TAP = f"""# ran {time.strftime("%Y-%m-%dT%H:%MZ", time.gmtime())} commit 0123456789ab
# Linux 6.12.1 x
1..1
ok 1 - plain: BPF_KSYSCALL, 1 argument
# program ksyscall.bpf.c ksyscall1
# family KSYSCALL
# done
# took 20 s
"""


def workflow(build, *words):
    ran = subprocess.run([TOP / "tools/workflow.py", "--skip=apt-get", *words], text=True, capture_output=True, check=False,
                         env={**os.environ, "BUILD": str(build)})
    return ran.returncode, ran.stdout + ran.stderr


def make(*words):
    env = {k: v for k, v in os.environ.items() if k != "MAKEFLAGS"}
    return subprocess.run(["make", "-s", *words], cwd=TOP, text=True, capture_output=True, check=False, env=env).stdout


def suites(commands):
    """What harness.py would be given by these."""
    words = [word for text in commands for line in make("-n", *text.split()[1:]).splitlines()
             if "harness.py" in line for word in line.split()]
    return sorted(word for word in words if re.match(r"[a-z]\w*(:|$)", word))


def main():
    schema = json.loads((SCHEMAS / "vendor/github-workflows.json").read_text())
    # YAML 1.1 reads the key on as true.
    found = {"on" if key is True else key: of for key, of in yaml.safe_load(WORKFLOW.read_text()).items()}
    validator = jsonschema.Draft7Validator(schema)
    why = [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in validator.iter_errors(found)]
    ok(not why, "check.yml is a workflow by GitHub's schema", "\n".join(why))
    broken = {**found, "jobs": {"a": {"steps": [{"run": "true"}]}}}
    ok(list(validator.iter_errors(broken)), "and one without runs-on would not be")
    lint = subprocess.run(["yamllint", "-s", "-d", "{extends: default, rules: {line-length: {max: 130}, truthy: "
                           "{check-keys: false}, document-start: disable}}", WORKFLOW], text=True,
                          capture_output=True, check=False)
    ok(lint.returncode == 0, "yamllint has nothing to say", lint.stdout + lint.stderr)
    for action in re.findall(r"uses: (\S+)", WORKFLOW.read_text()):
        ok(re.fullmatch(r"actions/[\w-]+@v\d+", action), f"{action} is GitHub's own, of a version")

    with tempfile.TemporaryDirectory(dir=BUILD) as work:
        work = pathlib.Path(work)
        status, said = workflow(work, "plan")
        ok(status == 0, "the job plan runs", said)
        planned = re.search(r"^built=(.*)$", (work / "workflow/plan.output").read_text(), re.M)
        built = json.loads(planned[1]) if planned else []
        ok(sorted(built) == sorted(g for g in conf.guests() if "-built" in g), "and finds the guests to be built", built)
        status, said = workflow(work, "--list", f"--as=built={json.dumps(built)}")
        ok(status == 0, "every command can be told", said)
        commands = re.findall(r"^(\S+)\$ (make check.*)$", said, re.M)
        for kind, target, everything in (
                ("compile", "check-compile", suites(["make check-compile"])),
                ("product", "check-product", suites(["make check-product"])),
                ("guests", "check-run", suites(["make check-run"]))):
            mine = [text for name, text in commands if re.match(rf"{kind}\b", name)]
            ok(all(text.split()[1] == target for text in mine) and suites(mine) == everything and everything,
               f"the jobs {kind} run all of make {target}, each once", f"{mine}\n{suites(mine)}\n{everything}")
        mine = [text for name, text in commands if name.startswith("built")]
        ok(suites(mine) == sorted(f"guest:{g}" for g in built), "the jobs built run every built guest, each once", mine)
        keys = make("kernel-key", f"GUESTS={' '.join(built)}").split()
        ok(len({*keys}) == len(built) and all(key.startswith(f"{g}-") for key, g in zip(keys, sorted(built, key=built.index))),
           "a kernel's key is its own", keys)

        # The report of what two machines found.
        for number, guest in enumerate(make("guests", "GUESTS=packaged").split()):
            where = work / f"workflow/artifacts/results-guests-{number % 2}"
            where.mkdir(parents=True, exist_ok=True)
            (where / f"guest-{guest}.tap").write_text(TAP)
        status, said = workflow(work, "report")
        ok(status == 0, "the job report runs", said)
        report = work / "workflow/artifacts/report"
        ok((report / "build/report.html").exists() and "riscv64-trixie" in (report / "build/report.html").read_text(),
           "its report has the guests of both")
        ok("0123456789ab" in (report / "docs/results.md").read_text(), "and results.md has their commit")
        for path in work.glob("workflow/artifacts/results-guests-*/guest-s390x*.tap"):
            path.write_text(TAP.replace("ok 1", "not ok 1"))
        status, said = workflow(work, "report")
        ok(status and "failed: report" in said, "it fails where none of a kind was right", said)
        status, said = workflow(work, "nonsense")
        ok(status and "no job nonsense" in said, "a job that is not there is refused", said)
    return finish()


if __name__ == "__main__":
    sys.exit(main())
