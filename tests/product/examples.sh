#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# The examples in one guest, over a workload that they must see: TAP on stdout.
#   examples.sh GUEST
# shellcheck disable=SC2154 # conf.py says them
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
export BUILD=${BUILD:-$top/build}
guest=$1
said=$("$top/tests/lib/conf.py" guest "$guest" debian triplet order)
eval "$said"
[ -e "$BUILD/kernel/$guest/vmlinuz" ] || "$top/tests/run/guest.sh" fetch "$guest" >&2
root=$BUILD/run/$guest-examples
rm -rf "$root"
mkdir -p "$root"

"$top/tests/run/guest.sh" compile "$guest" "$BUILD/guest/$debian/libbpf.a"
cc=("$triplet-gcc" -g -O2 -Wall -Wextra -static -I"$BUILD/include" -idirafter "$BUILD/src/libbpf/include/uapi"
	-Wno-unused-result)
"${cc[@]}" "$top/tests/product/init.c" -o "$root/init"
"${cc[@]}" "$top/tests/product/workload.c" -o "$root/workload"
"${cc[@]}" "$top/tests/product/area.c" -o "$root/area"
"${cc[@]}" "$top/examples/trace.c" "$BUILD/guest/$debian/libbpf.a" -o "$root/trace"
# Where there is a disassembler for the loader: Go programs.
go=
case $debian in amd64|arm64)
	go=yes
	"$top/tests/lib/debs.py" get examples >&2
	capstone=$BUILD/capstone/$debian/usr
	"${cc[@]}" -I"$capstone/include" -I"$BUILD/src/elfutils/libelf" "$top/examples/gotrace.c" \
		"$BUILD/guest/$debian/libbpf.a" "$capstone/lib/$triplet/libcapstone.a" -o "$root/gotrace"
	(cd "$top/tests/product/gohttp" && GOCACHE=$BUILD/go/cache-bookworm GOFLAGS=-buildvcs=false CGO_ENABLED=0 \
		GOARCH=$debian go build -ldflags=-w -o "$root/gohttp" .)
	;;
esac
for source in "$top"/examples/*.bpf.c; do
	name=$(basename "${source%.bpf.c}")
	case $name in
	any) for=(--order "$order" any) ;; # nothing in it is this guest's
	*) for=(--guest "$guest") ;;
	esac
	"$top/tests/lib/bpfcc.py" "${for[@]}" -c "$source" -o "$root/$name.bpf.o"
done

# What the C library's connect() is there.
way="by syscall" more= session="=vfs_statx took |= ns, returned -2|"
case $debian in
s390x)
	way="by socketcall"
	session="!JIT is required for calling kernel function|" # Debian's kernel has none
	;;
arm64) [ "${guest##*-}" = sid ] || session="!not in this kernel: kprobe.session|" ;; # no fprobe
amd64) more="=connect(79, family 1, ...) by a 32-bit task|" ;;
esac
cat > "$root/commands" <<END
connect|=connect(77, family 1, ...) $way|=connect(78, family 1, ...) by syscall|$more/trace /connect.bpf.o /workload connect
memory|=mmap length 123456, fd |=, offset 12288|=clone flags 800, child_tid c1d0, tls 5e70|/trace /memory.bpf.o /workload memory
latency|=vfs_statx took |= ns, returned -2|/trace /latency.bpf.o /workload stat
area|=area at 3,4 of 50|=  by 60, scale 10000000000, unit m|=  is 30000000000000|/trace /area.bpf.o /area
any, sha256 $(sha256sum < "$root/any.bpf.o" | cut -c1-16)|=vfs_statx of dfd -100, flags |=vfs_statx returned -2|/trace /any.bpf.o /workload stat
session|$session/trace /session.bpf.o /workload stat
END
if [ -n "$go" ]; then
	echo "gohttp|=GET /hello: 200|=POST /things/7: 201|=GET /missing: 404|=DELETE /empty: 200|/gotrace /gohttp.bpf.o /gohttp" \
		>> "$root/commands"
fi
"$top/tests/run/guest.sh" with "$guest" "$root"
