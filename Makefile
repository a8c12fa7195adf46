# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# Every task of the project; `make help` lists them.
SHELL := /bin/bash
BUILD := $(CURDIR)/build
export BUILD
.DEFAULT_GOAL := help

PREFIX ?= /usr/local
# HEADERS=dist runs the tests with the one file of make dist.
HEADERS ?=
# Directories of results, in place of build/results: report, readme, coverage.
RESULTS ?=
export HEADERS CASE RESULTS
# SHARD=3/8: of eight machines' parts of the suites the third.
SHARD ?=
shard = $(if $(SHARD),$(or $(shell tests/lib/shard.py $(SHARD) $(1)),$(error SHARD=$(SHARD): nothing to do)),$(1))
with := $(HEADERS:%=-%)
JOBS ?= $(shell nproc)
export JOBS
# Asked once and when it is wanted: the machine may have no Python before host-tools.
all_archs = $(eval all_archs := $$(or $$(shell tests/lib/conf.py archs),$$(error no architectures)))$(all_archs)
ARCH ?= $(all_archs)
all_guests = $(eval all_guests := $$(or $$(shell tests/lib/conf.py guests),$$(error no guests)))$(all_guests)
GUESTS ?= packaged
guests_all = $(all_guests)
guests_built = $(foreach g,$(all_guests),$(if $(findstring -built,$g),$g))
guests_packaged = $(filter %-bookworm %-trixie,$(all_guests))
named = $(strip $(foreach g,$(GUESTS),$(if $(guests_$g),$(guests_$g),$g)))
guests = $(eval guests := $$(call shard,$$(named)))$(guests)
BENCH_GUESTS ?= amd64-trixie arm64-trixie s390x-trixie ppc64el-trixie riscv64-sid armhf-trixie
VERSION := $(shell sed -n 's/^.define BPF_TRACING_VERSION_[A-Z]* //p' include/bpf/bpf_tracing.h | paste -sd.)

debs := tests/lib/debs.py
guest := tests/run/guest.sh
harness := tests/lib/harness.py

## help             this list
help:
	@echo "bpf_tracing.h $(VERSION)"
	@sed -n 's/^## /  make /p' Makefile
.PHONY: help

## demo             boot a guest and trace syscalls in it   [GUEST=..., ANY=1 for one file on several]
demo: host-tools
	@$(call fetch,demo)
	@tests/run/demo.sh $(GUEST)
.PHONY: demo

## check            all tests, on the compilers and in the guests
check: compile-tools product-tools prepare-guests
	@$(debs) get loaders
	@$(harness) -j $(JOBS) $(compile_suites) inputs \
		$(product:%=product:%) $(loaders:%=loaders:%) $(examples:%=examples:%) faults \
		$(guests:%=guest$(with):%) --then coverage:$(subst $(space),$(comma),$(guests))
.PHONY: check

## check-compile    the tests at compile time   [ARCH="x86 s390 ..." SHARD=1/4]
check-compile: known-arch compile-tools
	@$(harness) -j $(JOBS) $(call shard,$(compile_suites))
.PHONY: check-compile

## check-newest     with the newest clang, GCC and loaders of Debian sid   [ARCH="x86 s390 ..."]
check-newest: known-arch compile-tools guest-tools
	@tests/lib/sid-cc.sh
	@command -v cargo >/dev/null || tests/lib/deps.sh rustc-web cargo-web
	@tests/lib/deps.sh golang-go $$($(guest) packages $(loaders))
	@$(guest) fetch $(loaders)
	@$(harness) -j $(JOBS) $(ARCH:%=newest$(with):%) any-newest arguments-newest $(loaders:%=loaders-newest:%) \
		examples:arm64-sid
.PHONY: check-newest

## mutate           change the headers one place at a time: which test notices?   [ARCH="x86 ..." N=40 GUEST=...]
mutate: known-arch compile-tools
	@tests/compile/mutate.py $(ARCH)
.PHONY: mutate

## check-product    the tests of installation, documents, the report
check-product: compile-tools product-tools
	@$(harness) -j $(JOBS) $(product:%=product:%) inputs
.PHONY: check-product

## check-run        the tests in guests   [GUESTS="amd64-trixie ..." or all, packaged, built; CASE=name SHARD=3/8; MACROS=libbpf: beside its header]
check-run: $(if $(MACROS),fetch-guests,prepare-guests)
	@$(harness) -j $(JOBS) $(guests:%=$(or $(MACROS),guest$(with)):%)
.PHONY: check-run

## fuzz             generated functions in guests   [SEED=1 N=500 GUESTS=... MACROS=libbpf LANGUAGE=go GO=sid]
fuzz: export SEED := $(or $(SEED),1)
fuzz: export N := $(or $(N),500)
fuzz: export MACROS := $(MACROS)
fuzz: export LANGUAGE := $(LANGUAGE)
fuzz: export GO := $(GO)
fuzz: export TIMEOUT := $(or $(TIMEOUT),1800)
fuzz: fetch-guests
	@$(harness) -j $(JOBS) $(guests:%=fuzz:%)
.PHONY: fuzz

## bench            speed and size beside libbpf's header, into bench/RESULTS.md
bench: compile-tools guest-tools
	@tests/lib/deps.sh gnuplot-nox $$($(guest) packages $(BENCH_GUESTS))
	@$(guest) fetch $(BENCH_GUESTS)
	@mkdir -p $(BUILD)/results
	@set -o pipefail; bench/bench.py $(BENCH_GUESTS) | tee $(BUILD)/results/bench.log
.PHONY: bench

## kernels          build the kernels that no package has   [GUESTS="sparc64-built612 ..."]
kernels: kernel_guests = $(foreach g,$(if $(filter packaged,$(GUESTS)),$(guests_built) arc-built612 \
	arcompact-built612 sh4-built612,$(guests)),$(if $(findstring -built,$g),$g))
kernels: guest-tools
	@tests/lib/deps.sh $(kernel_tools) $$($(guest) packages $(kernel_guests))
	@$(guest) fetch $(kernel_guests)
.PHONY: kernels

## kernel-key       what a built kernel is built from, to keep it by   [GUESTS=sparc64-built612]
kernel-key:
	@for g in $(guests); do tests/run/kernel.sh key $$g; done
.PHONY: kernel-key

## update-inputs    tests/inputs.lock, of what the suites have today
update-inputs: host-tools
	@$(debs) update
.PHONY: update-inputs

## report           build/report.html from the last test results   [RESULTS="directory ..." of several machines]
report:
	@tools/report.py $(BUILD)/report.html
	@echo "build/report.html: guests by macro, with what each case saw"
.PHONY: report

## coverage         of the results: did guests of every kind run?   [RESULTS="directory ..." GUESTS=...]
coverage:
	@mkdir -p $(BUILD)/results
	@$(harness) coverage:$(subst $(space),$(comma),$(guests))
.PHONY: coverage

## readme           docs/results.md and README's table of architectures, from the last results   [RESULTS=...]
readme:
	@tests/lib/table.py
.PHONY: readme

## guests           list the guests   [GUESTS=packaged SHARD=3/8]
guests: GUESTS := $(if $(filter file,$(origin GUESTS)),all,$(GUESTS))
guests:
	@printf '%s\n' $(guests)
.PHONY: guests

## dist             dist/bpf_tracing.h, all headers in one file
dist:
	@tools/dist.py $@/bpf_tracing.h
	@mkdir -p $(BUILD)/dist/bpf
	@cmp -s $@/bpf_tracing.h $(BUILD)/dist/bpf/bpf_tracing.h || cp $@/bpf_tracing.h $(BUILD)/dist/bpf/
.PHONY: dist

## docs             the reference and the tables of registers, from the headers
docs: compile-tools
	@tools/docs.py reference docs/reference.md
	@tools/docs.py registers docs/registers.md
	@tools/docs.py data docs/registers.json
.PHONY: docs

## registers        docs/registers.json: the registers of each architecture, for loaders
registers: compile-tools
	@tools/docs.py data docs/registers.json
.PHONY: registers

## install          headers, pkg-config and CMake files, man page   [PREFIX=/usr/local DESTDIR=]
share := $(DESTDIR)$(PREFIX)/share
install:
	for file in $$(cd include && find bpf -name '*.h'); do \
		install -D -m 644 include/$$file "$(DESTDIR)$(PREFIX)/include/bpf_tracing/$$file" || exit; \
	done
	install -d "$(share)/pkgconfig" "$(share)/cmake/bpf_tracing"
	install -m 644 packaging/bpf_tracing-config.cmake "$(share)/cmake/bpf_tracing"
	for file in pkgconfig/bpf_tracing.pc cmake/bpf_tracing/bpf_tracing-config-version.cmake; do \
		sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|' packaging/$${file##*/}.in \
			> "$(share)/$$file" && chmod 644 "$(share)/$$file" || exit; \
	done
	install -D -m 644 docs/registers.json "$(share)/bpf_tracing/registers.json"
	tools/docs.py man "$(share)/man/man7/bpf_tracing.7"
	chmod 644 "$(share)/man/man7/bpf_tracing.7"
.PHONY: install

## clean            what was compiled; downloads stay
clean:
	rm -rf $(BUILD)/guest $(BUILD)/run $(BUILD)/results
## distclean        everything under build/
distclean:
	rm -rf $(BUILD)
.PHONY: clean distclean

known-arch: host-tools
	@for a in $(filter-out $(all_archs),$(ARCH)); do \
		echo "no architecture $$a; there are $(all_archs)" >&2; exit 1; \
	done
.PHONY: known-arch

# What the tests need.

# Downloads of a use in tests/inputs, and libbpf's headers where programs find them.
fetch = $(debs) get $(1) && mkdir -p $(BUILD)/include && ln -sfn ../src/libbpf/src $(BUILD)/include/bpf
comma := ,
empty :=
space := $(empty) $(empty)

host-tools:
	@tests/lib/deps.sh clang-19 llvm-19 python3 gcc libc6-dev cpio dpkg-dev
compile-tools: host-tools dist
	@$(call fetch,compile)
	@tests/lib/deps.sh clang-14 llvm-14 bpftool clang-16 gcc-bpf
compile_suites = $(ARCH:%=compile$(with):%) $(ARCH:%=cc$(with):%) any:el any:eb lists adding arguments words registers \
	drop_in$(with) libbpf_tools$(with) reject$(with) dist
product := package docs report results libbpf workflow
loaders := amd64-trixie arm64-trixie
examples := amd64-trixie arm64-trixie s390x-trixie
loader_tools := golang-go golang-github-cilium-ebpf-dev binutils
product-tools: host-tools
	@tests/lib/deps.sh build-essential chromium cmake debhelper git gnupg lintian $(loader_tools) mandoc meson ninja-build pkgconf \
		python3-jsonschema python3-yaml yamllint
	@$(debs) get product
guest-tools: host-tools dist
	@$(call fetch,run)
kernel_tools := bc bison flex make libelf-dev libssl-dev pahole
fetch-guests: guest-tools
	@tests/lib/deps.sh golang-go $$($(guest) packages $(guests)) \
		$(if $(findstring -built,$(guests)),$(kernel_tools))
	@$(guest) fetch $(guests)
prepare-guests: fetch-guests
	@echo "Building the loader and the programs"
	@# Guests of one architecture wait for each other: not one after the other.
	@printf '%s\n' $(guests) | sort -s -t- -k2,2 | xargs -P $(JOBS) -I{} $(guest) build {}
.PHONY: host-tools compile-tools product-tools guest-tools fetch-guests prepare-guests
