#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# Debian packages of any suite and architecture, without touching the
# machine's own apt: package lists and downloads live under build/apt.
#
#   debs.sh deb SUITE ARCH PACKAGE...     download; prints the .deb files
#   debs.sh unpack SUITE ARCH DIR PACKAGE...
#   debs.sh source SUITE DIR PACKAGE      unpack a source package into DIR
#   debs.sh kernel SUITE ARCH META DIR    the kernel that META depends on:
#                                         DIR/vmlinuz, DIR/release, DIR/package;
#                                         status 3 if the suite has none
#   debs.sh newest SUITE ARCH REGEX       of the packages called so, the last by version
#   debs.sh tree SUITE ARCH DIR PACKAGE   unpack it with all it depends on
#
# The archive is the machine's own, or MIRROR=<uri>. apt checks signatures.
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
build=${BUILD:-$top/build}
keyring=${KEYRING:-/usr/share/keyrings/debian-archive-keyring.gpg}

die() { echo "debs.sh: $*" >&2; exit 1; }

command -v apt-get >/dev/null || die "this needs apt (Debian or a derivative)"

mirror() {
	local uri=${MIRROR:-}
	[ -n "$uri" ] || uri=$(apt-get indextargets --format '$(REPO_URI) $(ORIGIN)' \
		'Identifier: Packages' 2>/dev/null | awk '$2 == "Debian" { print $1; exit }')
	[ -n "$uri" ] || uri=$(apt-get indextargets --format '$(REPO_URI)' \
		'Identifier: Packages' 2>/dev/null | head -n 1)
	[ -n "$uri" ] || die "apt knows no archive: run 'apt-get update' once, or set MIRROR=<uri>"
	echo "$uri"
}

# apt with a configuration of its own for one suite and architecture.
setup() {
	suite=$1 arch=$2
	root=$build/apt/$suite-$arch
	mkdir -p "$root/state/lists/partial" "$root/cache/archives/partial"
	: >> "$root/status"
	exec 9> "$root/lock"
	flock 9
	options=(-qq
		-o "Dir::State=$root/state" -o "Dir::State::status=$root/status"
		-o "Dir::Cache=$root/cache"
		-o "Dir::Etc::sourcelist=$root/sources.list" -o Dir::Etc::sourceparts=/dev/null
		-o Dir::Etc::preferencesparts=/dev/null -o Dir::Etc::preferences=/dev/null
		-o "APT::Architecture=$arch" -o "APT::Architectures=$arch"
		-o APT::Sandbox::User= -o Acquire::Languages=none -o Acquire::Retries=3
		-o APT::Get::List-Cleanup=false)
	if ! [ -e "$root/updated" ]; then
		update
	fi
}

update() {
	local uri
	uri=$(mirror)
	rm -f "$root/updated"
	if [ "$arch" = source ]; then
		echo "deb-src [signed-by=$keyring] $uri $suite main"
	else
		echo "deb [arch=$arch signed-by=$keyring] $uri $suite main"
	fi > "$root/sources.list"
	[ "$arch" != source ] || options+=(-o APT::Architecture=amd64 -o APT::Architectures=amd64)
	apt-get "${options[@]}" -o APT::Update::Error-Mode=any update >&2 ||
		die "cannot fetch the package lists of $suite for $arch: is the machine offline, or has the archive dropped them?"
	touch "$root/updated"
}

# Download one package; once more with fresh lists where the archive moved on.
download() {
	local package=$1 file
	file=$(cached "$package") && [ -e "$file" ] && { echo "$file"; return; }
	(cd "$root/cache/archives" && apt-get "${options[@]}" download "$package" >&2) || {
		update
		(cd "$root/cache/archives" && apt-get "${options[@]}" download "$package" >&2) ||
			die "cannot download $package of $suite for $arch: is the machine offline?"
	}
	cached "$package"
}

cached() {
	local record
	record=$(apt-cache "${options[@]}" show --no-all-versions "$1" 2>/dev/null) || return 1
	awk -v dir="$root/cache/archives" '
		/^Package:/ { p = $2 } /^Version:/ { v = $2 } /^Architecture:/ { a = $2 }
		END { gsub(":", "%3a", v); if (p) print dir "/" p "_" v "_" a ".deb"; else exit 1 }' <<< "$record"
}

case ${1:-} in
deb)
	setup "$2" "$3"; shift 3
	for package; do download "$package"; done
	;;
unpack)
	setup "$2" "$3"; dir=$4; shift 4
	mkdir -p "$dir"
	for package; do
		dpkg -x "$(download "$package")" "$dir"
	done
	;;
newest)
	setup "$2" "$3"
	apt-cache "${options[@]}" pkgnames | grep -xE "$4" | sort -V | tail -n 1
	;;
tree)
	setup "$2" "$3"; dir=$4 package=$5
	[ -e "$dir/.unpacked" ] && exit
	rm -rf "$dir" "$root/tree"; mkdir -p "$dir" "$root/tree/partial"
	apt-get "${options[@]}" -o "Dir::Cache::archives=$root/tree" -o Debug::NoLocking=1 \
		--no-install-recommends --download-only -y install "$package" > /dev/null ||
		die "cannot download $package of $suite and what it depends on: is the machine offline?"
	for deb in "$root"/tree/*.deb; do dpkg -x "$deb" "$dir"; done
	rm -rf "$root/tree"
	touch "$dir/.unpacked"
	;;
source)
	setup "$2" source; dir=$3 package=$4
	options+=(-o APT::Architecture=amd64 -o APT::Architectures=amd64)
	[ -e "$dir/.unpacked" ] && exit
	rm -rf "$dir" "$dir.new"; mkdir -p "$root/cache/source" "$(dirname "$dir")"
	(cd "$root/cache/source" && apt-get "${options[@]}" source --download-only --only-source "$package" >&2) || {
		update
		(cd "$root/cache/source" && apt-get "${options[@]}" source --download-only --only-source "$package" >&2) ||
			die "cannot download the source of $package of $suite: is the machine offline?"
	}
	dsc=$(cd "$root/cache/source" && ls -t "$package"_*.dsc | head -n 1)
	dpkg-source --no-check --no-copy -x "$root/cache/source/$dsc" "$dir.new" >&2
	touch "$dir.new/.unpacked"
	mv "$dir.new" "$dir"
	;;
kernel)
	setup "$2" "$3"; package=$4 dir=$5
	# META -> linux-image-<release> -> (since 7.x) linux-binary-<release>
	while :; do
		next=$(apt-cache "${options[@]}" show --no-all-versions "$package" 2>/dev/null |
			sed -n 's/^\(Pre-\)\?Depends: //p' | tr ',' '\n' |
			grep -oE 'linux-(image|binary)-[0-9][^ ]*' | head -n 1) || true
		[ -n "$next" ] && [ "$next" != "$package" ] || break
		package=$next
	done
	if [ "$package" = "$4" ]; then
		echo "the archive has no $4 in $suite for $arch" >&2
		exit 3
	fi
	if [ "$(cat "$dir/package" 2>/dev/null)" != "$package" ]; then
		deb=$(download "$package")
		rm -rf "$dir.new"; mkdir -p "$dir.new"
		dpkg --fsys-tarfile "$deb" | tar -x -C "$dir.new" --wildcards --no-anchored 'vmlinu[xz]*'
		image=$(find "$dir.new" -type f -name 'vmlinu[xz]*' | head -n 1)
		[ -n "$image" ] || die "$package has no kernel image"
		rm -rf "$dir"; mkdir -p "$dir"
		mv "$image" "$dir/vmlinuz"
		rm -rf "$dir.new"
		echo "${package#linux-*-}" > "$dir/release"
		echo "$package" > "$dir/package"
	fi
	;;
*)
	sed -n '3,16s/^# \{0,1\}//p' "$0" >&2
	exit 2
	;;
esac
