#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
"""What downloads do on an archive's bad days: TAP on stdout.

A server on 127.0.0.1 is the archive, and one the archive of all versions. They have a
package, a kernel and a signed list of them, made here.
"""
import contextlib
import hashlib
import http.server
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time

from tap import finish, ok

HERE = pathlib.Path(__file__).resolve().parent
DEBS = HERE / "debs.py"
NOBODY = "http://127.0.0.1:1"
RELEASE_DATE = "Sat, 21 Nov 2026 09:15:44 GMT"
REQUEST, KERNEL = "deb:test:amd64:hello", "kernel:test:amd64:linux-image-small"
LIST = "dists/test/main/binary-amd64/Packages"


class Archive:
    """A server with files, a fault for some of them, and the paths that it was asked for."""
    def __init__(self, *beginning):
        self.files, self.faults, self.asked = {}, {}, []
        archive, beginning = self, "".join(beginning)

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                path = self.path.replace("%2b", "+").replace("%2B", "+")
                archive.asked.append(path)
                name = re.sub(beginning, "", path, count=1)
                data, fault = archive.files.get(name), archive.faults.get(name)
                if fault == "hang":
                    time.sleep(30)
                if data is None or fault == "gone":
                    self.send_response(404)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                if fault == "changed":
                    data = data[:-1] + bytes([data[-1] ^ 1])
                self.send_response(200)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                if self.command == "HEAD":
                    return
                with contextlib.suppress(OSError):
                    if fault == "slow":
                        self.wfile.write(data[:len(data) // 2])
                        self.wfile.flush()
                        time.sleep(4)
                        self.wfile.write(data[len(data) // 2:])
                    else:
                        self.wfile.write(data[:len(data) // 2] if fault == "short" else data)
                if fault == "short":
                    self.close_connection = True

            do_HEAD = do_GET

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.uri = f"http://127.0.0.1:{self.server.server_port}"


def package(work, name, version, files):
    """A .deb, in memory."""
    root = work / f"{name}_{version}"
    (root / "DEBIAN").mkdir(parents=True)
    (root / "DEBIAN/control").write_text(f"Package: {name}\nVersion: {version}\nArchitecture: amd64\n"
                                         "Maintainer: nobody <nobody@localhost>\nDescription: test\n")
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    deb = work / f"{name}_{version}_amd64.deb"
    subprocess.run(["dpkg-deb", "-Znone", "--root-owner-group", "-b", root, deb], check=True,
                   stdout=subprocess.DEVNULL)
    return deb.read_bytes()


class World:
    """The two archives, and debs.py with a build/ and a lock of its own."""
    def __init__(self, work):
        self.work = work
        self.archive, self.all = Archive("^/"), Archive(r"^/archive/debian/\w+/")
        self.keys = work / "keys"
        self.keys.mkdir(mode=0o700)
        self.gpg("--quick-gen-key", "test", "rsa2048", "sign", "never")
        self.keyring = work / "keyring.gpg"
        self.keyring.write_bytes(self.gpg("--export"))
        self.debs = {
            "pool/hello_1_amd64.deb": package(work, "hello", "1", {"hello": b"one" * 30000}),
            "pool/linux-image-6.1.0-1-small_1_amd64.deb": package(
                work, "linux-image-6.1.0-1-small", "1", {"boot/vmlinuz": os.urandom(3_000_000)}),
        }
        self.archive.files = dict(self.debs)
        self.all.files = dict(self.debs)
        self.publish()
        self.count = 0
        self.fresh()
        self.lock = work / "lock"
        self.update(self.lock)
        self.fresh()

    def gpg(self, *words, data=b""):
        return subprocess.run(["gpg", "--homedir", self.keys, "--batch", "--pinentry-mode",
                               "loopback", "--passphrase", "", *words], input=data, check=True,
                              capture_output=True).stdout

    def publish(self):
        """The list of what is there, signed."""
        records = []
        for path, data in self.archive.files.items():
            if path.endswith(".deb"):
                name, version, _ = pathlib.Path(path).name.split("_")
                records.append(f"Package: {name}\nVersion: {version}\nArchitecture: amd64\n"
                               f"Filename: {path}\nSize: {len(data)}\n"
                               f"SHA256: {hashlib.sha256(data).hexdigest()}\nDescription: test\n")
        text = "\n".join(records).encode()
        release = (f"Origin: Debian\nSuite: test\nCodename: test\nDate: {RELEASE_DATE}\n"
                   f"Architectures: amd64\nComponents: main\nSHA256:\n"
                   f" {hashlib.sha256(text).hexdigest()} {len(text)} main/binary-amd64/Packages\n")
        self.archive.files[LIST] = text
        self.archive.files["dists/test/InRelease"] = self.gpg("--clearsign", data=release.encode())

    def fresh(self):
        """An empty build/, and no faults."""
        self.count += 1
        self.build = self.work / f"build{self.count}"
        self.build.mkdir()
        for archive in self.archive, self.all:
            archive.faults.clear()
            archive.asked.clear()

    def environment(self, **more):
        return {**os.environ, "BUILD": str(self.build), "MIRROR": self.archive.uri,
                "SNAPSHOT": self.all.uri, "KEYRING": str(self.keyring), "TIME_LIMIT": "2",
                **({"LOCK": str(self.lock)} if hasattr(self, "lock") else {}), **more}

    def get(self, request=REQUEST, **more):
        """(exit status, what it said)"""
        ran = subprocess.run([DEBS, "get", f"{request}={self.build}/out"], text=True, check=False,
                             capture_output=True, env=self.environment(**more))
        return ran.returncode, ran.stdout + ran.stderr

    def has(self):
        return (self.build / "out/hello").exists()

    def update(self, lock):
        inputs = self.work / "inputs"
        inputs.write_text("x deb test amd64 hello out\n")
        subprocess.run([sys.executable, "-c", f"""
import pathlib, debs
debs.INPUTS, debs.LOCK = pathlib.Path({str(inputs)!r}), pathlib.Path({str(lock)!r})
debs.guests = lambda: ["small-test"]
debs.of_guest = lambda guest: [({KERNEL!r}, debs.BUILD / "kernel" / guest)]
debs.update()"""], cwd=HERE, env=self.environment(), check=True, capture_output=True)

    def lists_asked(self):
        return [p for p in self.archive.asked + self.all.asked if "dists" in p]


def ordinary(world):
    status, said = world.get()
    ok(status == 0 and world.has() and not world.lists_asked() and not world.all.asked,
       "a file comes from the archive by the lock alone, without a list",
       f"{said}{world.archive.asked}")
    status, said = world.get(MIRROR=NOBODY, SNAPSHOT=NOBODY)
    ok(status == 0 and not said, "what is unpacked is not asked for again", said)
    subprocess.run(["rm", "-r", world.build / "out"], check=True)
    status, said = world.get(MIRROR=NOBODY, SNAPSHOT=NOBODY)
    ok(status == 0 and world.has(), "with a warm build/ and nothing reachable it is there", said)
    stored = next((world.build / "pool").glob("?" * 64))
    stored.write_bytes(stored.read_bytes()[:-1] + b"?")
    subprocess.run(["rm", "-r", world.build / "out"], check=True)
    status, said = world.get(MIRROR=NOBODY, SNAPSHOT=NOBODY)
    ok(status and not world.has(), "a file that was spoilt in build/ is not taken", said)
    status, said = world.get()
    ok(status == 0 and world.has(), "and is downloaded again", said)


def unreachable(world):
    world.fresh()
    status, said = world.get(MIRROR=NOBODY, SNAPSHOT=NOBODY)
    ok(status == 1 and not world.has() and "is the machine offline?" in said
       and "cannot connect to 127.0.0.1" in said, "nothing reachable: it says so and fails", said)
    status, said = world.get()
    ok(status == 0 and world.has(), "the next run recovers", said)
    world.fresh()
    status, said = world.get(MIRROR="http://archive.invalid", SNAPSHOT="http://all.invalid")
    ok(status == 1 and "cannot resolve archive.invalid" in said, "a host without an address", said)
    world.fresh()
    world.archive.faults["pool/hello_1_amd64.deb"] = "gone"
    status, said = world.get(SNAPSHOT=NOBODY)
    ok(status == 1 and "404 for pool/hello_1_amd64.deb" in said and "offline" not in said,
       "where one answers, the machine is not offline", said)


def faults(world):
    for fault in "gone", "short", "changed", "hang":
        world.fresh()
        world.archive.faults["pool/hello_1_amd64.deb"] = fault
        start = time.monotonic()
        status, said = world.get()
        ok(status == 0 and world.has() and "from the archive of all versions" in said
           and time.monotonic() - start < 15, f"archive: {fault}; the archive of all versions has it",
           f"{said}{time.monotonic() - start} s")
        dates = re.findall(r"/archive/debian/(\w+)/", " ".join(world.all.asked))
        ok(dates and set(dates) == {"20261121T211544Z"}, f"{fault}: it is asked for by the lock's date",
           world.all.asked)
    for fault, words in (("gone", "404 for pool/hello_1_amd64.deb"),
                         ("short", "pool/hello_1_amd64.deb"),
                         ("changed", "pool/hello_1_amd64.deb has another hash"),
                         ("hang", "127.0.0.1 did not answer within 2 s")):
        world.fresh()
        for archive in world.archive, world.all:
            archive.faults["pool/hello_1_amd64.deb"] = fault
        status, said = world.get()
        ok(status == 1 and not world.has() and words in said
           and not list((world.build / "pool").glob("?" * 64)), f"everywhere {fault}: refused, and told",
           said)
        for archive in world.archive, world.all:
            archive.faults.clear()
        status, said = world.get()
        ok(status == 0 and world.has(), f"{fault}: the next run recovers", said)


def today(world):
    newer = package(world.work, "hello", "2", {"hello": b"two"})
    world.archive.files["pool/hello_2_amd64.deb"] = newer
    world.publish()
    world.fresh()
    world.archive.faults["pool/hello_1_amd64.deb"] = "gone"
    status, said = world.get(SNAPSHOT=NOBODY)
    ok(status == 0 and world.has() and "404 for pool/hello_1_amd64.deb" in said
       and "taking 2, which test has today, in place of 1" in said, "what the suite has today", said)
    subprocess.run(["rm", "-r", world.build / "out"], check=True)
    status, said = world.get(MIRROR=NOBODY, SNAPSHOT=NOBODY)
    ok(status == 0 and world.has() and "2, taken before in place of the 1" in said,
       "is taken again with nothing reachable, and said again", said)
    world.fresh()
    status, said = world.get(LOCK="none")
    ok(status == 0 and (world.build / "out/hello").read_bytes() == b"two",
       "LOCK=none: the newest", said)
    world.fresh()
    world.archive.faults["pool/hello_2_amd64.deb"] = "gone"
    status, said = world.get(LOCK="none")
    ok(status == 0 and (world.build / "out/hello").read_bytes()[:3] == b"one",
       "LOCK=none: an index ahead of the pool; the version before", said)
    world.fresh()
    empty = world.work / "empty"
    empty.write_text("")
    status, said = world.get(LOCK=str(empty))
    ok(status == 0 and f"{REQUEST} is not in tests/inputs.lock: taking 2" in said,
       "a lock entry that is missing", said)
    world.fresh()
    world.archive.files[LIST] += b"\n"
    status, said = world.get(LOCK="none")
    ok(status == 1 and "test's list for amd64 does not match its Release: the archive is being "
       "updated" in said and "offline" not in said, "a list that does not match", said)
    status, said = world.get()
    ok(status == 0 and world.has(), "is not needed by the lock", said)
    world.publish()
    world.fresh()
    world.archive.files["dists/test/InRelease"] = \
        world.archive.files["dists/test/InRelease"].replace(b"Suite: test", b"Suite: tesT")
    status, said = world.get(LOCK="none")
    ok(status == 1 and not world.has(), "a Release with another's signature is refused", said)
    world.publish()


def kernels(world):
    world.fresh()
    status, said = world.get(KERNEL)
    out = world.build / "out"
    ok(status == 0 and (out / "release").read_text() == "6.1.0-1-small\n"
       and (out / "vmlinuz").stat().st_size == 3_000_000, "a kernel", said)
    world.fresh()
    path = "pool/linux-image-6.1.0-1-small_1_amd64.deb"
    for archive in world.archive, world.all:
        archive.faults[path] = "gone"
    status, said = world.get(KERNEL)
    missing = world.build / "out.missing"
    ok(status == 0 and not (world.build / "out").exists() and missing.exists()
       and f"404 for {path}" in missing.read_text(), "a kernel that cannot be had: a reason to skip",
       said)
    for archive in world.archive, world.all:
        archive.faults.clear()
    status, said = world.get(KERNEL)
    ok(status == 0 and (world.build / "out/vmlinuz").exists() and not missing.exists(),
       "and no longer once it can", said)
    world.fresh()
    world.archive.faults[path] = "slow"
    with subprocess.Popen([DEBS, "get", f"{KERNEL}={world.build}/out"], stderr=subprocess.DEVNULL,
                          env=world.environment(TIME_LIMIT="20"), start_new_session=True) as ran:
        deadline = time.monotonic() + 20
        while not world.archive.asked and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.5)
        os.killpg(ran.pid, 9)
    ok(world.archive.asked and not (world.build / "out").exists(),
       "an interrupted download leaves no kernel", world.archive.asked)
    world.archive.faults.clear()
    status, said = world.get(KERNEL)
    ok(status == 0 and (world.build / "out/vmlinuz").exists(), "the next run recovers", said)
    world.fresh()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", world.build],
                             capture_output=True, check=False).returncode == 0
    if mounted:
        try:
            status, said = world.get(KERNEL)
            # Whether there is still room to write down why or not.
            ok("no space left on the disk" in said and not (world.build / "out").exists()
               and (status or (world.build / "out.missing").read_text()), "a full disk", said)
        finally:
            subprocess.run(["umount", world.build], check=True)
    else:
        ok(True, "a full disk # skip this machine lets nobody mount a small file system")


def lock(world):
    text = world.lock.read_text()
    for path, data in world.debs.items():
        ok(f"{len(data)} {hashlib.sha256(data).hexdigest()} 20261121T211544Z {path}" in text,
           f"the lock has {path}", text)
    world.fresh()
    del world.archive.files["pool/hello_2_amd64.deb"]
    world.publish()
    again = world.work / "again"
    world.update(again)
    ok(again.read_text() == text, "an update without change gives the same lock", again.read_text())


def used():
    """The project's own lock has what its guests and uses need, and nothing else."""
    names = subprocess.run([sys.executable, "-c", """
import debs
need = {r for line in debs.inputs() for r in line.requests()}
need |= {r for guest in debs.guests() for r, _ in debs.of_guest(guest)}
have = set(debs.locked())
print(*sorted(need - have), sep="\\n")
print("--")
print(*sorted(have - need), sep="\\n")"""], cwd=HERE, check=True, text=True,
                           stdout=subprocess.PIPE).stdout
    lost, _, more = names.partition("--\n")
    ok(not lost.strip(), "tests/inputs.lock has all that is used: else make update-inputs", lost)
    ok(not more.strip(), "tests/inputs.lock has nothing else", more)
    whole = subprocess.run([sys.executable, "-c", """
import debs
lines = debs.LOCK.read_text().splitlines()
print(debs.seal([x for x in lines if not x.startswith("#")]) in lines)"""], cwd=HERE, check=True,
                           text=True, stdout=subprocess.PIPE).stdout
    ok(whole == "True\n", "and nobody changed it by hand")


def main():
    used()
    with tempfile.TemporaryDirectory() as work:
        world = World(pathlib.Path(work))
        ordinary(world)
        unreachable(world)
        faults(world)
        kernels(world)
        today(world)
        lock(world)
    return finish()


if __name__ == "__main__":
    sys.exit(main())
