#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# A program that comes by the headers in each of the ways that there are: it is
# compiled for two architectures and must load its argument from where each has
# it. Then the Debian package. TAP on stdout.
set -uo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
build=${BUILD:-$top/build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# libbpf's headers, as if they were installed.
export C_INCLUDE_PATH=$build/include
count=0

ok() { # ok STATUS NAME [OUTPUT]
	count=$((count + 1))
	if [ "$1" = 0 ]; then echo "ok $count - $2"; else
		echo "not ok $count - $2"
		sed 's/^/# /' <<< "${3:-}" | tail -n 15
	fi
}

# step NAME COMMAND...: it succeeds
step() {
	local name=$1 out
	shift
	out=$("$@" 2>&1)
	ok $? "$name" "$out"
}

# right NAME DIRECTORY: x86.bpf.o and s390.bpf.o in it load the right register
right() {
	local arch at out
	for arch in x86:0x70 s390:0x28; do
		at=${arch#*:} arch=${arch%:*}
		out=$(llvm-objdump-19 -d "$2/$arch.bpf.o" 2>&1)
		grep -q "= \*(u64 \*)(r1 + $at)" <<< "$out"
		ok $? "$1: for $arch, the first argument is at $at" "$out"
	done
}

consumer() { # a copy of it
	mkdir -p "$1" && cp "$top"/tests/product/consumer/* "$1/"
}

cc() { # cc DIRECTORY FLAGS...
	local arch
	for arch in x86:bpfel s390:bpfeb; do
		clang-19 -g -O2 -Wall -Wextra -Werror -target "${arch#*:}" "-D__TARGET_ARCH_${arch%:*}" \
			"${@:2}" -c "$1/prog.bpf.c" -o "$1/${arch%:*}.bpf.o" || return
	done
}

# The tree as it would be committed.
tree=$work/tree
mkdir "$tree"
(cd "$top" && find . -path ./build -prune -o -path ./dist -prune -o -path ./.git -prune -o -type f -print0 |
	tar --null -T - -c) | tar -x -C "$tree"
version=$(make -s -C "$tree" help | sed -n '1s/.* //p')

# One file.
consumer "$work/one"
make -s -C "$tree" dist BUILD="$work/unused" && mkdir "$work/one/bpf" && cp "$tree/dist/bpf_tracing.h" "$work/one/bpf/"
step "one file beside the program" cc "$work/one" "-I$work/one"
right "one file" "$work/one"

# A submodule.
consumer "$work/super"
if command -v git > /dev/null; then
	export GIT_CONFIG_GLOBAL=$work/gitconfig
	git config --global user.name nobody && git config --global user.email nobody@localhost
	git config --global protocol.file.allow always
	git -C "$tree" init -q && git -C "$tree" add -A && git -C "$tree" commit -qm tree
	git -C "$work/super" init -q
	step "git submodule add" git -C "$work/super" submodule add -q "$tree" bpf_tracing
	step "a submodule: it compiles" cc "$work/super" "-I$work/super/bpf_tracing/include"
	right "a submodule" "$work/super"
	rm -rf "$tree/.git"
fi

# Installed by make: pkg-config, CMake.
root=$work/root
step "make install" make -s -C "$tree" install "PREFIX=$root/usr"
consumer "$work/pc"
export PKG_CONFIG_PATH=$root/usr/share/pkgconfig
[ "$(pkg-config --modversion bpf_tracing)" = "$version" ]
ok $? "pkg-config tells version $version"
# shellcheck disable=SC2046
step "pkg-config: it compiles" cc "$work/pc" $(pkg-config --cflags bpf_tracing)
right "pkg-config" "$work/pc"
unset PKG_CONFIG_PATH

cmake_consumer() { # cmake_consumer DIRECTORY OPTIONS...
	cmake -S "$1" -B "$1" -DCMAKE_C_COMPILER=clang-19 "${@:2}" && cmake --build "$1"
}
consumer "$work/cmake"
step "find_package: it compiles" cmake_consumer "$work/cmake" "-DCMAKE_PREFIX_PATH=$root/usr" "-DWANTED=$version"
right "find_package" "$work/cmake"
out=$(cat "$work"/cmake/CMakeFiles/*/flags.make)
[[ $out = *"-I$root/usr/include/bpf_tracing"* ]]
ok $? "find_package gives -I: -isystem would come after that of libbpf's headers" "$out"
consumer "$work/cmake2"
! cmake_consumer "$work/cmake2" "-DCMAKE_PREFIX_PATH=$root/usr" -DWANTED=99.0 > "$work/log" 2>&1 &&
	grep -q 'compatible with requested version "99.0"' "$work/log"
ok $? "find_package: version 99.0 is not there" "$(cat "$work/log")"
consumer "$work/cmake3"
step "add_subdirectory: it compiles" cmake_consumer "$work/cmake3" "-DAS_SUBDIRECTORY=$tree"
right "add_subdirectory" "$work/cmake3"

# Meson: as a subproject and installed.
meson_consumer() { # meson_consumer DIRECTORY OPTIONS...
	meson setup "$1/build" "$1" "${@:2}" && meson compile -C "$1/build"
}
consumer "$work/meson"
mkdir "$work/meson/subprojects" && cp -r "$tree" "$work/meson/subprojects/bpf_tracing"
printf '[wrap-file]\n\n[provide]\ndependency_names = bpf_tracing\n' > "$work/meson/subprojects/bpf_tracing.wrap"
step "Meson subproject: it compiles" meson_consumer "$work/meson"
right "Meson subproject" "$work/meson/build"
consumer "$work/meson2"
step "Meson dependency: it compiles" meson_consumer "$work/meson2" --wrap-mode=nofallback --pkg-config-path "$root/usr/share/pkgconfig"
right "Meson dependency" "$work/meson2/build"

# Whatever installs it, the same is there.
installed() { (cd "$1/usr" && find include share/pkgconfig share/cmake share/bpf_tracing -type f | sort | xargs sha256sum); }
mkdir -p "$work/by/make" "$work/by/cmake" "$work/by/meson"
make -s -C "$tree" install PREFIX=/usr "DESTDIR=$work/by/make" > "$work/log" 2>&1
(cmake -S "$tree" -B "$work/by/b1" -DCMAKE_INSTALL_PREFIX=/usr && DESTDIR=$work/by/cmake cmake --install "$work/by/b1" &&
	meson setup --prefix /usr "$work/by/b2" "$tree" && DESTDIR=$work/by/meson meson install -C "$work/by/b2") >> "$work/log" 2>&1
cmp -s "$tree/docs/registers.json" "$work/by/make/usr/share/bpf_tracing/registers.json"
ok $? "registers.json is installed"
for by in cmake meson; do
	out=$(diff <(installed "$work/by/make") <(installed "$work/by/$by"))
	ok $? "$by installs what make does" "$out $(tail -n 5 "$work/log")"
done
! find "$work/by" -name '*.h' ! -perm 644 | grep -q .
ok $? "installed files may be read by all"

# The Debian package.
grep -q "^bpf-tracing ($version) " "$tree/debian/changelog"
ok $? "debian/changelog tells version $version"
mkdir "$work/debian" && cp -r "$tree" "$work/debian/bpf-tracing"
mkdir -p "$work/debian/bpf-tracing/build" && echo download > "$work/debian/bpf-tracing/build/file"
(cd "$work/debian/bpf-tracing" && dpkg-buildpackage -us -uc) > "$work/log" 2>&1
ok $? "dpkg-buildpackage" "$(cat "$work/log")"
out=$(tar -tf "$work"/debian/bpf-tracing_*.tar.xz | grep -E '/(build|dist|__pycache__)/')
[ $? = 1 ]
ok $? "its source has nothing that make put into the tree" "$out"
out=$(cd "$work/debian" && lintian --allow-root --fail-on error,warning,info --display-info ./*.changes 2>&1)
ok $? "lintian has nothing to say" "$out"
dpkg -x "$work"/debian/bpf-tracing-dev_*_all.deb "$work/unpacked"
consumer "$work/deb"
step "the package: it compiles" cc "$work/deb" "-I$work/unpacked/usr/include/bpf_tracing"
right "the package" "$work/deb"
echo "1..$count"
