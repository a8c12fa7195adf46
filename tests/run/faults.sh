#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# What goes wrong must be seen to go wrong, and not stay: TAP on stdout.
# Needs the guest amd64-trixie to be built.
set -uo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
real=${BUILD:-$top/build}
guest=amd64-trixie
work=$(mktemp -d "$real/faults.XXXXXX")
trap 'umount "$work/small" 2>/dev/null; rm -rf "$work"' EXIT
count=0

ok() { # ok STATUS NAME [OUTPUT]
	count=$((count + 1))
	if [ "$1" = 0 ]; then echo "ok $count - $2"; else
		echo "not ok $count - $2"
		sed 's/^/# /' <<< "${3:-}" | head -n 10
	fi
}

# A guest of its own with /init from stdin, as C.
with_init() {
	export BUILD=$work/build
	rm -rf "$BUILD"
	mkdir -p "$BUILD/kernel/$guest" "$BUILD/run/root"
	cp "$real/kernel/$guest"/* "$BUILD/kernel/$guest/"
	gcc -O2 -w -static -x c - -o "$BUILD/run/root/init"
	(cd "$BUILD/run/root" && echo init | cpio --quiet -o -H newc | gzip -1) > "$BUILD/run/$guest.cpio"
}

# fails NAME PATTERN: the guest's run must fail under the harness, saying so.
fails() {
	local out
	out=$(TIMEOUT=${3:-60} "$top/tests/lib/harness.pl" "guest:$guest" 2>&1)
	local status=$?
	out+=$(cat "$BUILD/results/guest-$guest.tap" 2>/dev/null)
	[ $status != 0 ] && grep -qE "$2" <<< "$out" && ! grep -q ', 0 failed' <<< "$out"
	ok $? "$1" "$out"
}

echo 1..9

with_init <<< 'int main() { __builtin_trap(); }'
fails "an /init that crashes" 'it died; its last words'
with_init <<< 'int main() { pause(); }'
fails "a guest that never prints" 'no end after 15 s' 15
with_init <<< 'int main() { puts("\n1..3\nok 1 - one\n# done"); fflush(0); reboot(0x4321fedc); }'
fails "fewer results than planned" '[12] failed'
with_init <<< 'int main() { puts("\n1..1\nok 1 - one"); fflush(0); reboot(0x4321fedc); }'
fails "an end without a farewell" 'it died'
with_init <<< 'int main() { puts("\n1..1\nnot ok 1 - one\n# done"); fflush(0); reboot(0x4321fedc); }'
fails "a case that fails" '1 failed'
with_init <<< 'int main() { puts("\n1..1\nok 1 - one\n# done"); fflush(0); reboot(0x4321fedc); }'
truncate -s 1000000 "$BUILD/kernel/$guest/vmlinuz"
fails "a kernel image cut short" 'no end after 15 s|it died' 15

# An interrupted download: the next run completes it.
export BUILD=$work/download
mkdir -p "$BUILD/apt"
cp -r "$real/apt/trixie-amd64" "$BUILD/apt/trixie-amd64"
rm -rf "$BUILD"/apt/trixie-amd64/cache/archives/*.deb
sed -i "s|$real|$BUILD|g" "$BUILD/apt/trixie-amd64/sources.list"
timeout -s KILL 0.7 "$top/tests/run/guest.sh" fetch $guest > /dev/null 2>&1
[ ! -e "$BUILD/kernel/$guest/vmlinuz" ]
ok $? "an interrupted download leaves no kernel"
out=$("$top/tests/run/guest.sh" fetch $guest 2>&1) &&
	cmp -s "$BUILD/kernel/$guest/vmlinuz" "$real/kernel/$guest/vmlinuz"
ok $? "the next run recovers" "$out"

# A full disk: a clear failure, no half a kernel.
rm -rf "$BUILD"
mkdir "$work/small"
if mount -t tmpfs -o size=32m tmpfs "$work/small" 2>/dev/null; then
	export BUILD=$work/small
	out=$("$top/tests/run/guest.sh" fetch $guest 2>&1)
	[ $? != 0 ] && grep -qiE 'space|cannot (fetch|download)' <<< "$out" &&
		[ ! -e "$BUILD/kernel/$guest/vmlinuz" ]
	ok $? "a full disk" "$out"
else
	count=$((count + 1))
	echo "ok $count - a full disk # skip this machine lets nobody mount a small file system"
fi
