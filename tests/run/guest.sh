#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# Boot a guest and run the loader in it.
#
#   guest.sh fetch GUEST... their kernels and what else they need of Debian
#   guest.sh build GUEST    the loader, the BPF objects, the initramfs
#   guest.sh compile GUEST FILE          one file of tests/run/guest.mk
#   guest.sh run GUEST      boot it; the loader's TAP on stdout, the console
#                           in build/run/GUEST.log
#   guest.sh with GUEST DIRECTORY   the same with that as its initramfs, the log of its name
#   guest.sh pack DIRECTORY         into an initramfs, DIRECTORY.cpio
#   guest.sh fuzz GUEST     boot it with generated functions alone: SEED=, N=, MACROS=libbpf;
#                           LANGUAGE=go: Go's, GO="bookworm trixie sid" by those alone
#   guest.sh libbpf GUEST   boot it with the programs of macros that libbpf's header has too,
#                           each by this library's and by libbpf's
#   guest.sh demo GUEST     boot it with the example tracer instead; ANY=1: the
#                           tracer for every architecture
#   guest.sh bench GUEST    boot it with the objects in build/run/GUEST-bench/bench,
#                           to measure them (bench/bench.py)
#   guest.sh packages GUEST...  what the host needs for them
#
# GUEST is <Debian architecture>-<suite>. TIMEOUT=<seconds> for a run (450);
# CASE=<part of a name> for the cases of that name alone.
# shellcheck disable=SC2154 # conf.py says them
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
export BUILD=${BUILD:-$top/build}
debs=$top/tests/lib/debs.py
timeout=${TIMEOUT:-450}
# HEADERS=dist: the programs are compiled with the one file of make dist.
variant=${HEADERS:+-$HEADERS}

die() { echo "guest.sh: $*" >&2; exit 1; }

# Sets every key of arch/README.md, arch and suite: what the environment has of that name is gone.
configure() {
	local said
	guest=$1
	said=$("$top/tests/lib/conf.py" guest "$guest") || exit
	eval "$said"
}

has_btf() {
	case "$suite $btf " in
	built* | *" $suite "*) return 0 ;;
	*) return 1 ;;
	esac
}

# An initramfs of a directory.
pack() {
	(cd "$1" && find . | sort | cpio --quiet -o -H newc | gzip -1) > "$1.cpio"
	rm -rf "$1"
}

# One compilation at a time for an architecture, whose guests share the outcome.
compile() {
	mkdir -p "$BUILD/guest"
	flock "$BUILD/guest/$debian.lock" make -s -f "$top/tests/run/guest.mk" \
		ARCH="$arch" DEBIAN="$debian" BUILD="$BUILD" "$@" >&2
}

# The objects for all architectures of the guest's byte order.
compile_any() {
	flock "$BUILD/guest/any-$order.lock" make -s -f "$top/tests/run/any.mk" \
		ORDER="$order" BUILD="$BUILD" "$@" >&2
}

# The loader with generated functions in it, and their BPF programs: seed, number, macros.
add_fuzz() {
	local from=$BUILD/guest/$debian/fuzz-$1-$2$3
	mkdir "$root/fuzz"
	cp "$from/init" "$root/init"
	cp "$from"/*.bpf.o "$root/fuzz/"
}

# The Go whose functions a guest has by itself: of its suite, and of trixie's sid's too.
go_versions() {
	case ${GO:+given}$suite in
	given*) echo "$GO" ;;
	bookworm|bullseye) echo bookworm ;;
	trixie) echo trixie sid ;;
	*) echo sid ;;
	esac
}

# Go programs and their BPF programs: seed, number, versions of Go.
add_go() {
	local from=$BUILD/guest/$debian/go g abi
	mkdir -p "$root/go"
	for g in $3; do
		mkdir "$root/go/$g"
		cp "$from/$g-$1-$2/main" "$from/$g-$1-$2/table" "$root/go/$g/"
		abi=$("$top/tests/run/go_fuzz.py" abi "$arch" "$(go_root "$g")")
		cp "$from/$abi-$1-$2"/*.bpf.o "$root/go/$g/"
	done
}
go_root() { if [ "$1" = bookworm ]; then echo /usr/lib/go-1.19; else echo "$BUILD/go/$1/usr/lib/go"; fi; }

build() {
	compile all SEED=1 N=500 MACROS=
	local root=$BUILD/run/$guest$variant
	rm -rf "$root"
	mkdir -p "$root"
	add_fuzz 1 500 ""
	if [ -n "$go" ]; then
		compile go SEED=1 N=500 GOS="$(go_versions)"
		add_go 1 500 "$(go_versions)"
	fi
	cp -r "$BUILD/guest/$debian/plain$variant" "$root/plain"
	if [ -n "$compat_32$compat_n32" ]; then cp -r "$BUILD/guest/$debian/compat" "$root/compat"; fi
	if has_btf; then
		cp -r "$BUILD/guest/$debian/btf$variant" "$root/btf"
		compile_any all
		cp -r "$BUILD/guest/any-$order$variant" "$root/any"
	else
		# One that must not load, but with the types of a kernel that was built here.
		compile_any "$BUILD/guest/any-$order$variant/kprobe.bpf.o"
		mkdir "$root/without-btf"
		cp "$BUILD/guest/any-$order$variant/kprobe.bpf.o" "$root/without-btf/"
		if [ -e "$BUILD/kernel/$debian-built612/btf" ]; then
			cp "$BUILD/kernel/$debian-built612/btf" "$root/without-btf/btf"
		fi
	fi
	pack "$root"
}

build_demo() {
	compile demo
	rm -rf "$BUILD/run/$guest-demo"
	cp -r "$BUILD/guest/$debian/demo" "$BUILD/run/$guest-demo"
	if [ -n "${ANY:-}" ]; then
		compile_any demo
		cp "$BUILD/guest/any-$order/demo/opensnoop.bpf.o" "$BUILD/run/$guest-demo/"
	fi
	pack "$BUILD/run/$guest-demo"
}

# Nothing but generated functions; the first guest of an architecture compiles them.
fuzz() {
	local root=$BUILD/run/$guest-fuzz
	[ ! -e "$BUILD/kernel/$guest.missing" ] || { run; return; }
	rm -rf "$root"
	mkdir -p "$root"
	if [ "${LANGUAGE:-c}" = go ]; then
		[ -n "$go" ] || { echo "1..0 # SKIP there is no Go for $arch"; return; }
		# One loader for all.
		compile fuzz SEED=1 N=500 MACROS=
		compile go SEED="${SEED:=1}" N="${N:=500}" GOS="$(go_versions)"
		cp "$BUILD/guest/$debian/fuzz-1-500/init" "$root/init"
		add_go "$SEED" "$N" "$(go_versions)"
	else
		compile fuzz SEED="${SEED:=1}" N="${N:=500}" MACROS="${MACROS:=}"
		add_fuzz "$SEED" "$N" "$MACROS"
	fi
	pack "$root"
	run "$root.cpio" "$guest-fuzz"
}

# The cases that both headers have, with the programs after vmlinux.h where the kernel has BTF.
libbpf() {
	local root=$BUILD/run/$guest-libbpf set=plain
	[ ! -e "$BUILD/kernel/$guest.missing" ] || { run; return; }
	has_btf && set=btf
	compile all SEED=1 N=500 MACROS=
	rm -rf "$root" "$root.panics"
	mkdir -p "$root"
	cp "$BUILD/guest/$debian/fuzz-1-500/init" "$root/"
	cp -r "$BUILD/guest/$debian/$set" "$root/$set"
	"$top/tests/run/libbpf.py" "$guest" "$root/libbpf"
	pack "$root"
	run "$root.cpio" "$guest-libbpf" > "$root.tap"
	while panicked "$BUILD/run/$guest-libbpf.log" >> "$root.panics"; do
		# Another archive behind the first, with the list.
		mkdir -p "$root/libbpf"
		cp "$root.panics" "$root/libbpf/panics"
		mv "$root.cpio" "$root.first"
		pack "$root"
		cat "$root.first" "$root.cpio" > "$root.both"
		mv "$root.both" "$root.cpio"
		run "$root.cpio" "$guest-libbpf" > "$root.tap"
	done
	cat "$root.tap"
}

# The name of the case of libbpf's header that the kernel died in, by its last words: a BPF program
# on the stack. (On mips64 copy_from_kernel_nofault() has no fixup for an address that is none.)
panicked() {
	local last case
	last=$(grep -aE '^(ok|not ok|#|1\.\.)' "$1" | tail -n 1)
	case=${last#"# with libbpf's header: "}
	[ "$case" != "$last" ] && grep -aq '^Kernel panic' "$1" && grep -aq '\] _*bpf_prog_' "$1" &&
		echo "$case"
}

# boot INITRAMFS [QEMU OPTION...]: the console on stdout; fails on a timeout.
boot() {
	# A network card wants firmware that QEMU's packages only recommend.
	# Probes come off one by one: none waits for an idle processor's grace period.
	# shellcheck disable=SC2086
	timeout "$timeout" ${qemu//\$BUILD/$BUILD} "${@:2}" -nic none -nographic -no-reboot -monitor none -serial stdio \
		-kernel "$BUILD/kernel/$guest/vmlinuz" -initrd "$1" \
		-append "console=$console quiet panic=-1 rcupdate.rcu_expedited=1 $append${CASE:+ case=\"$CASE\"}" \
		< /dev/null 2>&1 | tr -d '\r'
}

# What was run, for tests/lib/record.py.
say_run() {
	local commit
	commit=$(git -c safe.directory='*' -C "$top" describe --always --dirty --abbrev=12 --exclude='*' 2>/dev/null) ||
		commit=none
	echo "# ran $(date -u +%FT%RZ) commit $commit"
	[ ! -e "$BUILD/kernel/$guest/seconds" ] || echo "# kernel built in $(cat "$BUILD/kernel/$guest/seconds") s"
	[ -z "${CASE:-}" ] || echo "# chosen: $CASE"
}

# run INITRAMFS NAME: its TAP, the console in build/run/NAME.log
run() {
	local log=$BUILD/run/$2.log status=0
	if [ -e "$BUILD/kernel/$guest.missing" ]; then
		echo "1..0 # SKIP $(tail -n 1 "$BUILD/kernel/$guest.missing")"
		return
	fi
	say_run
	boot "$1" > "$log" || status=$?
	# Only the loader's lines are TAP; kernel messages are not.
	grep -aE '^(ok|not ok|#|1\.\.)' "$log" || true
	if [ "$status" = 124 ]; then
		echo "not ok - $guest: no end after $timeout s; the console is in build/run/$2.log"
	elif ! grep -qax '# done' "$log"; then
		echo "not ok - $guest: it died; its last words: $(tail -n 1 "$log" | tr -cd '[:print:]')"
	fi
}

# The bench's /init over build/run/GUEST-bench/bench, an instruction to a nanosecond.
run_bench() {
	compile bench
	cp "$BUILD/guest/$debian/bench" "$BUILD/run/$guest-bench/init"
	pack "$BUILD/run/$guest-bench"
	append="nokaslr randomize_kstack_offset=off $append"
	# shellcheck disable=SC2086
	boot "$BUILD/run/$guest-bench.cpio" -icount shift=0,sleep=off -seed 1 $bench_qemu \
		-rtc base=2026-01-01,clock=vm > "$BUILD/run/$guest-bench.log" || true
}

run_demo() {
	echo "Booting $guest (Linux $(cat "$BUILD/kernel/$guest/release")) in QEMU"
	boot "$BUILD/run/$guest-demo.cpio" | tee "$BUILD/run/$guest-demo.log" | sed -n 's/^> //p; /^opensnoop: /p'
	grep -qax '> done' "$BUILD/run/$guest-demo.log" ||
		die "the demo did not end well; the console is in build/run/$guest-demo.log"
}

case ${1:-} in
fetch)
	"$debs" get "${@:2}"
	for g in "${@:2}"; do
		case $g in *-built*) "$top/tests/run/kernel.sh" "$g" ;; esac
		[ -e "$BUILD/kernel/$g.missing" ] || echo "$g: Linux $(cat "$BUILD/kernel/$g/release")"
	done
	;;
packages) for g in "${@:2}"; do (configure "$g"; echo "$packages"); done | tr " " "\n" | sort -u ;;
compile) configure "$2"; compile "$3" ;;
build) configure "$2"; mkdir -p "$BUILD/run"; [ -e "$BUILD/kernel/$guest.missing" ] || build ;;
run) configure "$2"; run "$BUILD/run/$guest$variant.cpio" "$guest$variant" ;;
with) configure "$2"; pack "$3"; run "$3.cpio" "${3##*/}" ;;
pack) pack "$2" ;;
fuzz) configure "$2"; mkdir -p "$BUILD/run"; fuzz ;;
libbpf) configure "$2"; mkdir -p "$BUILD/run"; libbpf ;;
bench) configure "$2"; run_bench ;;
demo) configure "$2"; mkdir -p "$BUILD/run"; build_demo; run_demo ;;
*) sed -n '3,/^# CASE/s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
