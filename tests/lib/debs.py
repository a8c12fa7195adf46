#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""Debian packages of any suite and architecture, beside the machine's own apt.

  debs.py get NAME...     download side by side and unpack what NAME stands for: a use
                          in tests/inputs, a guest, or REQUEST=DIRECTORY
  debs.py newest SUITE ARCH REGEX     of the packages called so, the last
  debs.py update          write tests/inputs.lock
  debs.py date            its date

A request is KIND:SUITE:ARCH:PACKAGE, KIND one of source, deb, tree (a package with
all it depends on) and kernel (the one that a metapackage stands for: vmlinuz, release,
package). Where a kernel or an optional input cannot be had, DIRECTORY.missing says
why, which is no failure.

tests/inputs.lock says which files a request is. Each comes from build/pool, where
it lies under its SHA-256, else from the archive, else from Debian's archive of
all versions (SNAPSHOT=<uri>), else the request is what the suite has today,
which a line says. The archive is the machine's own, or MIRROR=<uri>; LOCK=none
takes what the suites have today; TIME_LIMIT=<seconds> that a server may be
silent. apt downloads and checks signatures and hashes.
"""
import calendar
import concurrent.futures
import contextlib
import fcntl
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import NamedTuple

import conf

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD") or TOP / "build")
POOL = BUILD / "pool"
INPUTS = TOP / "tests/inputs"
LOCK = pathlib.Path(os.environ.get("LOCK") or TOP / "tests/inputs.lock")
LOCK_IN_USE = os.environ.get("LOCK") != "none"
KEYRING = os.environ.get("KEYRING", "/usr/share/keyrings/debian-archive-keyring.gpg")
SNAPSHOT = os.environ.get("SNAPSHOT", "http://snapshot.debian.org").rstrip("/")
TIME_LIMIT = int(os.environ.get("TIME_LIMIT") or 20)
ENV = {**os.environ, "LC_ALL": "C"}


class Failed(Exception):
    """Something cannot be had. silent: no server answered."""
    def __init__(self, text, silent=False):
        super().__init__(text)
        self.silent = silent


class File(NamedTuple):
    name: str
    version: str
    size: str
    sha256: str
    date: str       # when the archive of all versions surely has it
    path: str

    def stored(self):
        return POOL / self.sha256

    def is_stored(self):
        return self.stored().exists() and digest(self.stored()) == self.sha256


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def say(*words):
    print(*words, file=sys.stderr, flush=True)


def output(*command):
    return subprocess.run(command, env=ENV, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=False).stdout


# What a server said, of apt's words.

NO_ANSWER = (r"Could not resolve|Temporary failure resolving|Could not connect|Unable to connect"
             r"|Cannot initiate the connection|Connection refused|timed out|Connection timeout"
             r"|unreachable|No address associated")


def reason(said, path, host):
    """A line that tells why PATH did not come, and whether nothing answered."""
    code = re.search(r"\b([345]\d\d)  ?[A-Z]", said)
    if code:
        return f"{code[1]} for {path}", False
    if re.search(r"resol|No address associated", said):
        return f"cannot resolve {host}", True
    if re.search(r"timed out|timeout|Connection failed", said, re.I):
        return f"{host} did not answer within {TIME_LIMIT} s", True
    if re.search(NO_ANSWER, said):
        return f"cannot connect to {host}", True
    if "unexpected size" in said:
        return f"{path} has another size", False
    if "Hash Sum mismatch" in said:
        return f"{path} has another hash", False
    if re.search(r"No space left", said):
        return "no space left on the disk", False
    first = [line for line in said.splitlines() if line.startswith("E: ")]
    return f"{path}: {first[0] if first else 'apt said nothing'}", False


def mirror():
    uri = os.environ.get("MIRROR")
    if not uri:
        found = [line.split(" ", 1) for line in output(
            "apt-get", "indextargets", "--format", "$(REPO_URI) $(ORIGIN)",
            "Identifier: Packages").splitlines()]
        debian = [f[0] for f in found if f[1:] == ["Debian"]] or [f[0] for f in found]
        if not debian:
            raise Failed("apt knows no archive: run 'apt-get update' once, or set MIRROR=<uri>")
        uri = debian[0]
    return uri.rstrip("/")


# Lists of today.

class Lists:
    """apt with a configuration of its own for one suite and architecture."""
    def __init__(self, suite, arch):
        self.suite, self.arch = suite, arch
        self.root = BUILD / "apt" / f"{suite}-{arch}"
        (self.root / "state/lists/partial").mkdir(parents=True, exist_ok=True)
        (self.root / "cache/archives/partial").mkdir(parents=True, exist_ok=True)
        (self.root / "status").touch()
        native = "amd64" if arch == "source" else arch
        self.options = ["-qq"] + [word for option in (
            f"Dir::State={self.root}/state", f"Dir::State::status={self.root}/status",
            f"Dir::Cache={self.root}/cache", f"Dir::Etc::sourcelist={self.root}/sources.list",
            "Dir::Etc::sourceparts=/dev/null", "Dir::Etc::preferencesparts=/dev/null",
            "Dir::Etc::preferences=/dev/null", f"APT::Architecture={native}",
            f"APT::Architectures={native}", "APT::Sandbox::User=", "Acquire::Languages=none",
            "APT::Get::List-Cleanup=false", f"Acquire::http::Timeout={TIME_LIMIT}",
            f"Acquire::https::Timeout={TIME_LIMIT}", "Acquire::Retries=1",
        ) for word in ("-o", option)]

    def fresh(self):
        """Download the lists, once for each build/."""
        with open(self.root / "lock", "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if (self.root / "updated").exists():
                return self
            kind, which = ("deb-src", "") if self.arch == "source" else \
                ("deb", f"arch={self.arch} ")
            (self.root / "sources.list").write_text(
                f"{kind} [{which}signed-by={KEYRING}] {mirror()} {self.suite} main\n")
            ran = subprocess.run(["apt-get", *self.options, "-o", "APT::Update::Error-Mode=any",
                                  "update"], env=ENV, text=True, capture_output=True, check=False)
            if ran.returncode:
                raise self.refusal(ran.stderr)
            (self.root / "updated").touch()
        return self

    def refusal(self, said):
        if re.search("unexpected size|Hash Sum mismatch|File has unexpected", said):
            return Failed(f"{self.suite}'s list for {self.arch} does not match its Release: "
                          "the archive is being updated")
        if re.search("is expired|not valid yet|no longer valid", said):
            return Failed(f"{self.suite}'s Release is out of date by the machine's clock: "
                          f"{said.strip().splitlines()[-1]}")
        host = urllib.parse.urlsplit(mirror()).hostname
        text, silent = reason(said, f"dists/{self.suite} of {self.arch}", host)
        return Failed(text, silent)

    @property
    def date(self):
        """Half a day after the suite's Release: the archive changes four times a day, and
        keeps for a day and more what a suite has dropped."""
        release = next(self.root.glob("state/lists/*_InRelease")).read_text()
        date = re.search(r"^Date: (.*)", release, re.M)[1]
        seconds = calendar.timegm(time.strptime(date, "%a, %d %b %Y %H:%M:%S %Z")) + 12 * 3600
        return time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(seconds))

    def cache(self, *words):
        return output("apt-cache", *self.options, *words)

    def records(self, *words):
        for text in self.cache(*words).split("\n\n"):
            fields = dict(re.findall(r"^([\w-]+): *((?:.*)(?:\n .*)*)", text, re.M))
            if fields:
                yield fields

    def versions(self, kind, package):
        """[(version, [File])], the newest first."""
        found = {}
        if kind == "source":
            for record in self.records("showsrc", "--only-source", package):
                found[record["Version"]] = [
                    File(package, record["Version"], size, sha, self.date,
                         f"{record['Directory']}/{name}")
                    for sha, size, name in map(str.split, record["Checksums-Sha256"]
                                               .strip().splitlines())]
        else:
            names = [package] if kind == "deb" else self.kernels(package)
            for record in (r for n in names for r in self.records("show", n)):
                # The image; from Linux 7 on it is in a package of its own.
                if record["Package"].startswith("linux-binary") or record["Version"] not in found:
                    found[record["Version"]] = [File(
                        record["Package"], record["Version"], record["Size"], record["SHA256"],
                        self.date, record["Filename"])]
        return sorted(found.items(), key=lambda item: Version(item[0]), reverse=True)

    def kernels(self, meta):
        flavour = re.escape(meta.removeprefix("linux-image-"))
        called = re.compile(rf"linux-(image|binary)-\d[\d.]*(-\d+)?(\+\w+)?-{flavour}")
        return sorted(n for n in self.cache("pkgnames").split() if called.fullmatch(n))

    def tree(self, package):
        """The package and all it depends on: [File]."""
        plan = subprocess.run(["apt-get", *self.options, "--no-install-recommends", "-s", "install",
                               package], env=ENV, text=True, capture_output=True, check=False)
        if plan.returncode:
            raise Failed(f"{package} of {self.suite} for {self.arch}: "
                         f"{plan.stderr.strip().splitlines()[-1]}")
        wanted = [f"{name}={version}" for name, version in
                  re.findall(r"^Inst (\S+) \((\S+)", plan.stdout, re.M)]
        return sorted(File(r["Package"], r["Version"], r["Size"], r["SHA256"], self.date,
                           r["Filename"]) for r in self.records("show", *wanted))


class Version:
    """Orders versions as dpkg does."""
    def __init__(self, text):
        self.text = text

    def __lt__(self, other):
        return subprocess.run(["dpkg", "--compare-versions", self.text, "lt", other.text],
                              check=False).returncode == 0


def in_archive(path):
    """Whether a file is in the archive: indices run ahead of it."""
    uri = f"{mirror()}/{urllib.parse.quote(path)}"
    if not uri.startswith("http"):
        return True
    try:
        request = urllib.request.Request(uri, method="HEAD")
        with urllib.request.urlopen(request, timeout=TIME_LIMIT):
            return True
    except urllib.error.HTTPError:
        return False
    except OSError as error:
        host = urllib.parse.urlsplit(uri).hostname
        raise Failed(*reason(str(getattr(error, "reason", error)), path, host)) from error


def today(requests, suites, only=None, flags=()):
    """What requests are today, in one version: {request: [File]}. some: without those that
    the suite has for no architecture of theirs; optional: whether in the archive or not."""
    kinds = [r.split(":") for r in requests]
    package = kinds[0][3]
    why = None
    for suite in suites:
        if kinds[0][0] == "tree":
            return {r: Lists(suite, arch).fresh().tree(package)
                    for r, (_, _, arch, package) in zip(requests, kinds)}
        found = {}
        for request, (kind, _, arch, package) in zip(requests, kinds):
            try:
                there = Lists(suite, arch).fresh().versions(kind, package)
            except Failed as error:
                # Suites leave architectures; others of the line may be there.
                if not str(error).startswith("404"):
                    raise
                there = []
            if there:
                found[request] = dict(there)
            else:
                why = Failed(f"the archive has no {package} in {suite} for {arch}")
        if not found or len(found) < len(requests) and "some" not in flags:
            continue
        gone = None
        for version in sorted({v for f in found.values() for v in f}, key=Version, reverse=True):
            files = {r: f[version] for r, f in found.items() if version in f}
            if len(files) < len(found) or only and version != only:
                continue
            gone = next((f.path for fs in files.values() for f in fs if not in_archive(f.path)),
                        None)
            if not gone or "optional" in flags:
                return files
        why = Failed(f"404 for {gone}" if gone else
                     f"{suite} has no {only or 'one version of'} {package} for all of them")
    raise why


# The lock.

def locked():
    """{request: [File]}"""
    requests = {}
    if LOCK.exists():
        for words in map(str.split, LOCK.read_text().splitlines()):
            if words and words[0] != "#":
                files = requests.setdefault(words[0], [])
                if words[1:] != ["-"]:
                    files.append(File(*words[1:]))
    return requests


class Input(NamedTuple):
    """A line of tests/inputs."""
    uses: list
    kind: str
    suites: list
    archs: list
    package: str
    directory: str
    flags: list

    def requests(self):
        return [f"{self.kind}:{self.suites[0]}:{arch}:{self.package}" for arch in self.archs]

    def wanted(self):
        return [(request, BUILD / self.directory.replace("%", arch))
                for request, arch in zip(self.requests(), self.archs)]


def inputs():
    for line in INPUTS.read_text().splitlines():
        if line and not line.startswith("#"):
            uses, kind, suites, archs, package, directory, *rest = line.split()
            yield Input(uses.split(","), kind, suites.split(","), archs.split(","), package,
                        directory, rest)


def guests():
    return conf.guests()


def of_guest(guest):
    """[(request, directory)] of what a guest needs of the archive for itself alone."""
    known = conf.guest(guest)
    found = []
    if "unpack" in known:
        found.append((":".join(["deb", *known["unpack"].split()]), BUILD / "unpacked" / known["debian"]))
    if "tree" in known:
        found.append((":".join(["tree", *known["tree"].split()]),
                      BUILD / "tree" / known["tree"].split()[-1]))
    if "libc" in known:
        found += of_use(known["libc"])
    # A kernel that is built gets its source itself (tests/run/kernel.sh).
    if not known["suite"].startswith("built"):
        found.append((f"kernel:{known['suite']}:{known['debian']}:{known['kernel']}",
                      BUILD / "kernel" / guest))
    return found


def of_use(use):
    found = [pair for line in inputs() if use in line.uses for pair in line.wanted()]
    if not found:
        raise Failed(f"no use, guest or request is called {use}")
    return found


def wanted(names):
    """{directory: request} of what `get` takes."""
    found = []
    for name in names:
        if "=" in name:
            request, directory = name.split("=")
            found.append((request, pathlib.Path(directory)))
        elif "-" in name:
            found += of_guest(name)
        else:
            found += of_use(name)
    return {directory: request for request, directory in found}


def groups():
    """(requests that get one version, suites, flags)"""
    kernels, others = {}, []
    stated = [request for line in inputs() for request in line.requests()]
    for request in dict.fromkeys(r for guest in guests() for r, _ in of_guest(guest)):
        kind, suite = request.split(":")[:2]
        if kind == "kernel":
            kernels.setdefault(suite, []).append(request)
        elif request not in stated:
            others.append(([request], [suite], []))
    for suite, requests in sorted(kernels.items()):
        yield requests, [suite], ["some"]
    for line in inputs():
        yield line.requests(), line.suites, line.flags
    yield from others


def seal(lines):
    """What tells a lock that was changed by hand."""
    return "# " + hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def update():
    for stamp in BUILD.glob("apt/*/updated"):
        stamp.unlink()
    lines, kernel = set(), {}
    for requests, suites, flags in groups():
        files = today(requests, suites, kernel[suites[0]] if "kernels" in flags else None, flags)
        if "some" in flags:
            kernel[suites[0]] = versions(next(iter(files.values())))
        for request in requests:
            found = files.get(request, [])
            lines |= {f"{request} {' '.join(f)}" for f in found} or {f"{request} -"}
            say(request, versions(found) if found else "the archive has none")
    new = LOCK.with_suffix(".new")
    new.write_text("\n".join([
        "# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause",
        "# Made by `make update-inputs` of indices whose signatures apt has checked.",
        "# REQUEST PACKAGE VERSION SIZE SHA-256 DATE PATH; - where a suite has none.",
        seal(lines), *sorted(lines)]) + "\n")
    new.replace(LOCK)


# Downloads.

class Progress:
    """A line for each download, on a terminal while it goes on."""
    def __init__(self):
        self.live = sys.stderr.isatty()
        self.lock, self.lines = threading.Lock(), {}
        self.drawn = 0

    def draw(self, done=None):
        with self.lock:
            if self.drawn:
                sys.stderr.write(f"\033[{self.drawn}F\033[J")
            if done:
                sys.stderr.write(done + "\n")
            if self.live:
                for line in self.lines.values():
                    sys.stderr.write(line() + "\n")
                self.drawn = len(self.lines)
            sys.stderr.flush()

    @contextlib.contextmanager
    def of(self, file, target):
        """Watch a file grow."""
        def line():
            have = target.stat().st_size if target.exists() else 0
            have += sum(p.stat().st_size for p in target.parent.glob(f"partial/{target.name}*"))
            return f"  {pathlib.Path(file.path).name}: {have * 100 // int(file.size)}%"
        with self.lock:
            self.lines[target] = line
        try:
            yield
        finally:
            with self.lock:
                del self.lines[target]

    def run(self, over):
        while self.live and not over.wait(0.3):
            self.draw()


progress = Progress()


def download(file, uri, work):
    """One file from one place, checked; else Failed."""
    host = urllib.parse.urlsplit(uri).hostname or uri
    target = work / file.sha256
    # A server that trickles is left too.
    limit = 3 * TIME_LIMIT + int(file.size) // 50_000
    with progress.of(file, target):
        try:
            ran = subprocess.run(
                ["/usr/lib/apt/apt-helper", "-qq", "-o", f"Acquire::http::Timeout={TIME_LIMIT}",
                 "-o", f"Acquire::https::Timeout={TIME_LIMIT}", "-o", "Acquire::Retries=0",
                 "-o", "APT::Sandbox::User=", "-o", f"Dir::State={work}",
                 "download-file", uri, str(target), f"SHA256:{file.sha256}"],
                env=ENV, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                timeout=limit)
        except subprocess.TimeoutExpired:
            raise Failed(f"{host} did not send {file.path} within {limit} s", True) from None
    if ran.returncode:
        raise Failed(*reason(ran.stdout, file.path, host))
    if digest(target) != file.sha256:
        raise Failed(f"{file.path} has another hash")
    os.replace(target, file.stored())


def fetch(file):
    """A file into the pool, from the first place that has it."""
    if file.is_stored():
        return
    POOL.mkdir(parents=True, exist_ok=True)
    path = urllib.parse.quote(file.path)
    failures = []
    for place, uri in (("the archive", lambda: f"{mirror()}/{path}"),
                       ("the archive of all versions",
                        lambda: f"{SNAPSHOT}/archive/debian/{file.date}/{path}")):
        with tempfile.TemporaryDirectory(dir=POOL, prefix="part.") as work:
            start = time.monotonic()
            try:
                download(file, uri(), pathlib.Path(work))
                progress.draw(f"{pathlib.Path(file.path).name}: "
                              f"{int(file.size) / 1e6:.1f} MB in {time.monotonic() - start:.1f} s"
                              + (f", from {place}" if failures else ""))
                return
            except Failed as failure:
                failures.append(failure)
    raise Failed("; ".join(map(str, failures)), all(f.silent for f in failures))


def fetch_all(files):
    """Side by side: a tree has a hundred small ones. The first failure ends it."""
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        list(pool.map(fetch, files))


def obtain(request):
    """The files of a request, in the pool."""
    files = locked().get(request) if LOCK_IN_USE else None
    kind, suite, arch, package = request.split(":")
    if files == []:
        raise Failed(f"{suite} has no {package} for {arch}")
    taken = POOL / "today" / request
    # What was taken in place of these very files.
    key = hashlib.sha256(repr(files).encode()).hexdigest()
    failure = None
    if files and all(f.is_stored() for f in files):
        return files
    if taken.exists():
        old = json.loads(taken.read_text())
        instead = [File(*f) for f in old["files"]]
        if old["for"] == key and all(f.is_stored() for f in instead):
            if files:
                progress.draw(f"{request}: {versions(instead)}, taken before in place of the "
                              f"{versions(files)} that tests/inputs.lock names")
            return instead
    if files:
        try:
            fetch_all(files)
            return files
        except Failed as error:
            failure = error
    try:
        instead = today([request], [suite])[request]
        if instead == files:
            raise Failed(f"{suite} has no other version")
        if files:
            progress.draw(f"{request}: {failure}; taking {versions(instead)}, which {suite} has "
                          f"today, in place of {versions(files)}")
        elif LOCK_IN_USE:
            progress.draw(f"{request} is not in tests/inputs.lock: taking {versions(instead)}, "
                          f"which {suite} has today")
        fetch_all(instead)
    except Failed as error:
        if failure:
            raise Failed(f"{failure}; {error}", failure.silent and error.silent) from error
        raise
    taken.parent.mkdir(parents=True, exist_ok=True)
    taken.write_text(json.dumps({"for": key, "files": instead}))
    return instead


def versions(files):
    found = sorted({f.version for f in files})
    return found[0] if len(found) == 1 else f"{len(files)} files"


def place(request, directory):
    """A request's files, unpacked."""
    stamp = directory / ".unpacked"
    files = locked().get(request) if LOCK_IN_USE else None
    if not (files and is_of(stamp, files)):
        files = obtain(request)
    if not is_of(stamp, files):
        with replaced(directory) as new:
            UNPACK[request.split(":")[0]](files, new)
            (new / ".unpacked").write_text(hashes(files))


def get(names):
    """Side by side. What fails is said; the other requests go on."""
    over = threading.Event()
    drawing = threading.Thread(target=progress.run, args=(over,))
    drawing.start()

    optional = {directory for line in inputs() if "optional" in line.flags
                for _, directory in line.wanted()}

    def one(pair):
        directory, request = pair
        kind = request.split(":")[0]
        missing = directory.with_name(directory.name + ".missing")
        missing.unlink(missing_ok=True)
        try:
            with alone(directory):
                place(request, directory)
            return None
        except (Failed, OSError, subprocess.CalledProcessError) as error:
            failure = error if isinstance(error, Failed) else Failed(str(error))
            progress.draw(f"{request}: {failure}")
            if kind != "kernel" and directory not in optional:
                return failure
            try:
                missing.write_text(f"{failure}\n")
            except OSError:     # a full disk
                return failure
            return None
    try:
        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            failures = list(filter(None, pool.map(one, wanted(names).items())))
    finally:
        over.set()
        drawing.join()
    if failures:
        raise Failed("; ".join(dict.fromkeys(map(str, failures))),
                     all(f.silent for f in failures))


# What is done with them.

@contextlib.contextmanager
def replaced(directory):
    """A new directory in its place, once it is whole."""
    new = directory.with_name(directory.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    yield new
    shutil.rmtree(directory, ignore_errors=True)
    new.rename(directory)


@contextlib.contextmanager
def alone(directory):
    """Nobody else unpacks there."""
    directory.parent.mkdir(parents=True, exist_ok=True)
    with open(directory.with_name(directory.name + ".lock"), "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def hashes(files):
    return "".join(f"{f.sha256}\n" for f in files)


def is_of(stamp, files):
    """Whether a directory was made of these files."""
    return stamp.exists() and stamp.read_text() == hashes(files)


def unpack(files, directory):
    for file in files:
        subprocess.run(["dpkg", "-x", file.stored(), directory], check=True)


def unpack_source(files, directory):
    with tempfile.TemporaryDirectory(dir=BUILD) as work:
        names = [pathlib.Path(work) / pathlib.Path(f.path).name for f in files]
        for file, name in zip(files, names):
            name.symlink_to(file.stored())
        directory.rmdir()
        subprocess.run(["dpkg-source", "--no-check", "--no-copy", "-x",
                        next(n for n in names if n.suffix == ".dsc"), directory],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def unpack_kernel(files, directory):
    file, = files
    with tempfile.TemporaryDirectory(dir=BUILD) as work:
        with subprocess.Popen(["dpkg", "--fsys-tarfile", file.stored()],
                              stdout=subprocess.PIPE) as tar:
            subprocess.run(["tar", "-x", "-C", work, "--wildcards", "--no-anchored",
                            "vmlinu[xz]*"], stdin=tar.stdout, check=True)
        images = [p for p in pathlib.Path(work).rglob("vmlinu[xz]*") if p.is_file()]
        if not images:
            raise Failed(f"{file.name} has no kernel image")
        shutil.move(images[0], directory / "vmlinuz")
    (directory / "release").write_text(re.sub(r"^linux-\w+-", "", file.name) + "\n")
    (directory / "package").write_text(f"{file.name} {file.version}\n")


UNPACK = {"deb": unpack, "tree": unpack, "source": unpack_source, "kernel": unpack_kernel}


def newest(suite, arch, pattern):
    called = re.compile(pattern)
    names = Lists(suite, arch).fresh().cache("pkgnames").split()
    return max(filter(called.fullmatch, names),
               key=lambda name: [int(n) for n in re.findall(r"\d+", name)])


def main(words):
    verb, rest = (words or [""])[0], words[1:]
    if verb == "get" and rest:
        get(rest)
    elif verb == "newest" and len(rest) == 3:
        print(newest(*rest))
    elif verb == "update" and not rest:
        update()
    elif verb == "date" and not rest:
        print(max(f.date for files in locked().values() for f in files)[:8])
    else:
        say(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Failed as error:
        say(f"debs.py: {error}")
        if error.silent:
            say("Nothing answers: is the machine offline?")
        sys.exit(1)
