#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# What goes wrong must be seen to go wrong, and not stay: TAP on stdout.
# Needs the guests amd64-trixie and s390x-bookworm to be built.
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
	mkdir -p "$BUILD/kernel/$guest" "$BUILD/run/$guest"
	cp "$real/kernel/$guest"/* "$BUILD/kernel/$guest/"
	gcc -O2 -w -static -x c - -o "$BUILD/run/$guest/init"
	"$top/tests/run/guest.sh" pack "$BUILD/run/$guest"
}

# fails NAME PATTERN: the guest's run must fail under the harness, saying so.
fails() {
	local out
	out=$(TIMEOUT=${3:-60} "$top/tests/lib/harness.py" "guest:$guest" 2>&1)
	local status=$?
	out+=$(cat "$BUILD/results/guest-$guest.tap" 2>/dev/null)
	[ $status != 0 ] && grep -qE "$2" <<< "$out" && ! grep -q ', 0 failed' <<< "$out"
	ok $? "$1" "$out"
}

echo 1..11

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

# What libbpf's header makes of programs is counted, not judged: each verdict is seen, one of
# them for an object that cannot be loaded.
export BUILD=$real
root=$work/$guest-libbpf
mkdir "$root"
cp "$real/guest/amd64/fuzz-1-500/init" "$root/"
cp -r "$real/guest/amd64/btf" "$root/"
"$top/tests/run/libbpf.py" "$guest" "$root/libbpf"
: > "$root/libbpf/uprobe.frame_regs.bpf.o"
out=$("$top/tests/run/guest.sh" with "$guest" "$root")
verdict() { # verdict CASE: what the loader says
	grep -A 20 "^ok [0-9]* - libbpf: $1\$" <<< "$out" | sed -n 's/^# libbpf //p' | head -n 1
}
[ "$(verdict PT_REGS_PARMn)" = right ] &&
	[ "$(verdict "BPF_KRETPROBE_READ_RET_IP in a uretprobe")" = wrong ] &&
	[ "$(verdict "PT_REGS_IP, SP, FP, RET")" = "does not load" ] &&
	[ "$(verdict "uprobe, attach_mode LEGACY")" = "does not compile" ] && ! grep -q '^not ok' <<< "$out"
ok $? "libbpf's header: right, wrong, does not load, does not compile" "$out"

# What a kernel that cannot be had does: a skip with its reason, and not all is well.
export BUILD=$work/missing
mkdir -p "$BUILD/kernel" "$BUILD/results"
echo "404 for pool/linux-image.deb" > "$BUILD/kernel/$guest.missing"
out=$("$top/tests/lib/harness.py" "guest:$guest" --then "coverage:$guest" 2>&1)
[ $? != 0 ] && grep -qx 'skipped 1: 404 for pool/linux-image.deb' <<< "$out" &&
	grep -q 'not ok - a guest of 64 bits, little-endian ran' <<< "$out"
ok $? "no guest of a kind" "$out"
out=$("$top/tests/lib/harness.py" "guest:$guest" 2>&1)
[ $? != 0 ] && grep -qx 'nothing was seen to be right' <<< "$out"
ok $? "a run that proves nothing" "$out"

# The demo's next guest, with nothing reachable.
export BUILD=$work/demo
mkdir -p "$BUILD/kernel" "$BUILD/run"
ln -s "$real"/{include,src,uapi,guest,tree} "$BUILD/"
cp -r "$real/kernel/s390x-bookworm" "$BUILD/kernel/"
out=$(MIRROR=http://127.0.0.1:1 SNAPSHOT=http://127.0.0.1:1 "$top/tests/run/demo.sh" 2>&1)
[ $? = 0 ] && grep -qx 'The kernel of s390x-trixie cannot be had: taking another guest' <<< "$out" &&
	grep -q 'Booting s390x-bookworm' <<< "$out" && grep -qx done <<< "$out"
ok $? "a demo without its first kernel" "$out"
out=$(MIRROR=http://127.0.0.1:1 SNAPSHOT=http://127.0.0.1:1 "$top/tests/run/demo.sh" s390x-trixie 2>&1)
[ $? != 0 ] && grep -q 's390x-trixie: cannot connect to 127.0.0.1' <<< "$out"
ok $? "a demo of a guest without its kernel" "$out"
