#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# Boot a guest and run the loader in it.
#
#   guest.sh fetch GUEST    its kernel
#   guest.sh build GUEST    the loader, the BPF objects, the initramfs
#   guest.sh run GUEST      boot it; the loader's TAP on stdout, the console
#                           in build/run/GUEST.log
#   guest.sh demo GUEST     boot it with the example tracer instead
#   guest.sh packages GUEST...  what the host needs for them
#   guest.sh list           the guests there are
#
# GUEST is <Debian architecture>-<suite>. TIMEOUT=<seconds> for a run (300).
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
export BUILD=${BUILD:-$top/build}
timeout=${TIMEOUT:-300}

die() { echo "guest.sh: $*" >&2; exit 1; }

# Sets arch and what arch/<name>/arch.conf says, for a guest's name.
configure() {
	guest=$1 debian_arch=${1%-*} suite=${1##*-}
	local conf
	for conf in "$top"/arch/*/arch.conf; do
		if grep -qx "debian=$debian_arch" "$conf" && grep -q '^qemu=' "$conf"; then
			arch=$(basename "$(dirname "$conf")")
			# shellcheck source=/dev/null
			. "$conf"
			case " $suites " in
			*" $suite "*) return ;;
			esac
		fi
	done
	die "no guest $guest; 'guest.sh list' lists them"
}

list() {
	local conf suite
	for conf in "$top"/arch/*/arch.conf; do
		(
			suites='' debian=''
			# shellcheck source=/dev/null
			. "$conf"
			for suite in $suites; do echo "$debian-$suite"; done
		)
	done
}

# An initramfs of a directory.
pack() {
	(cd "$1" && find . | sort | cpio --quiet -o -H newc | gzip -1) > "$1.cpio"
	rm -rf "$1"
}

build() {
	make -s -f "$top/tests/run/guest.mk" ARCH="$arch" BUILD="$BUILD" >&2
	local root=$BUILD/run/$guest
	rm -rf "$root"
	mkdir -p "$root"
	cp "$BUILD/guest/$arch/init" "$root/init"
	cp -r "$BUILD/guest/$arch/plain" "$root/plain"
	case " ${btf:-} " in
	*" $suite "*) cp -r "$BUILD/guest/$arch/btf" "$root/btf" ;;
	esac
	pack "$root"
}

build_demo() {
	make -s -f "$top/tests/run/guest.mk" ARCH="$arch" BUILD="$BUILD" demo >&2
	cp -r "$BUILD/guest/$arch/demo" "$BUILD/run/$guest-demo"
	pack "$BUILD/run/$guest-demo"
}

# boot INITRAMFS: the console on stdout; fails on a timeout.
boot() {
	# shellcheck disable=SC2086
	timeout "$timeout" $qemu -nographic -no-reboot -monitor none -serial stdio \
		-kernel "$BUILD/kernel/$guest/vmlinuz" -initrd "$1" \
		-append "console=$console quiet panic=-1 ${append:-}" \
		< /dev/null 2>&1 | tr -d '\r'
}

run() {
	local log=$BUILD/run/$guest.log status=0
	boot "$BUILD/run/$guest.cpio" > "$log" || status=$?
	# Only the loader's lines are TAP; kernel messages are not.
	grep -aE '^(ok|not ok|#|1\.\.)' "$log" || true
	if [ "$status" = 124 ]; then
		echo "not ok - $guest: no end after $timeout s; the console is in build/run/$guest.log"
	elif ! grep -qax '# done' "$log"; then
		echo "not ok - $guest: it died; its last words: $(tail -n 1 "$log" | tr -cd '[:print:]')"
	fi
}

run_demo() {
	echo "Booting $guest (Linux $(cat "$BUILD/kernel/$guest/release")) in QEMU"
	boot "$BUILD/run/$guest-demo.cpio" | tee "$BUILD/run/$guest-demo.log" | sed -n 's/^> //p'
	grep -qax '> done' "$BUILD/run/$guest-demo.log" ||
		die "the demo did not end well; the console is in build/run/$guest-demo.log"
}

case ${1:-} in
list) list ;;
fetch)
	configure "$2"
	"$top/tests/lib/debs.sh" kernel "$suite" "$debian" "$kernel" "$BUILD/kernel/$guest"
	;;
packages) for g in "${@:2}"; do (configure "$g"; echo "$packages"); done ;;
build) configure "$2"; mkdir -p "$BUILD/run"; build ;;
run) configure "$2"; run ;;
demo) configure "$2"; mkdir -p "$BUILD/run"; build_demo; run_demo ;;
*) sed -n '3,15s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
