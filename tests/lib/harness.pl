#!/usr/bin/perl
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# Runs the named tests under TAP::Harness and sums up.
#   harness.pl [-j JOBS] compile:ARCH... cc:ARCH... newest:ARCH... any any-newest
#     reject faults dist product:NAME... loaders:GUEST... loaders-newest:GUEST...
#     examples:GUEST... guest:GUEST... fuzz:GUEST...
# compile-dist:, reject-dist and guest-dist: are the same with the one file of
# make dist.
# Each test's TAP is kept in build/results/. A test that ends early, or prints
# fewer results than it planned, has failed.
use strict;
use warnings;
use Cwd 'abs_path';
use File::Basename;
use File::Path 'make_path';
use TAP::Harness;

my $top   = abs_path(dirname($0) . '/../..');
my $build = $ENV{BUILD} || "$top/build";
my $jobs  = 2;
if (@ARGV && $ARGV[0] eq '-j') { shift; $jobs = shift; }

my %command = (
	compile => sub { ('python3', "$top/tests/compile/check.py", $_[0]) },
	# The other compilers of Debian 12, and the newest.
	cc      => sub { ('python3', "$top/tests/compile/check.py", $_[0], 'clang-16', 'gcc-12') },
	newest  => sub { ('python3', "$top/tests/compile/check.py", $_[0], 'clang-sid', 'gcc-sid') },
	any     => sub { ('python3', "$top/tests/compile/any.py") },
	'any-newest' => sub { ('python3', "$top/tests/compile/any.py", 'clang-sid') },
	reject  => sub { ('python3', "$top/tests/compile/reject.py") },
	dist    => sub { ("$top/tests/compile/dist.py") },
	loaders => sub { ("$top/tests/product/loaders.sh", $_[0]) },
	'loaders-newest' => sub { ("$top/tests/product/loaders.sh", '--newest', $_[0]) },
	examples => sub { ("$top/tests/product/examples.sh", $_[0]) },
	product => sub { glob "$top/tests/product/$_[0].*" },
	faults  => sub { ("$top/tests/run/faults.sh") },
	guest   => sub { ("$top/tests/run/guest.sh", 'run', $_[0]) },
	fuzz    => sub { ("$top/tests/run/guest.sh", 'fuzz', $_[0]) },
);

make_path("$build/results");
my $harness = TAP::Harness->new({
	jobs      => $jobs,
	verbosity => $ENV{VERBOSE} ? 1 : 0,
	timer     => 1,
	failures  => 1,
	merge     => 0,
	exec      => sub {
		my ($kind, $what) = split /:/, $_[1], 2;
		my $dist = $kind =~ /^(.*)-dist$/;
		return ['env', 'HEADERS=' . ($dist ? 'dist' : ''), 'bash', '-c', 'f=$1; shift; set -o pipefail; "$@" | tee "$f"', '-',
			"$build/results/" . join('-', grep { defined } $kind, $what) . '.tap',
			$command{$dist ? $1 : $kind}->($what)];
	},
});

my $all = $harness->runtests(@ARGV);
my ($passed, $failed, $skipped) = (0, 0, 0);
for my $parser ($all->parsers) {
	my $skip = $parser->skipped;
	my $good = $parser->passed - $skip;
	$skip++ if $parser->skip_all;
	my $bad  = $parser->failed;
	my $lost = ($parser->tests_planned || 0) - $parser->tests_run;
	$bad += $lost if $lost > 0;
	$bad ||= 1 if $parser->has_problems;
	$passed += $good; $failed += $bad; $skipped += $skip;
}
if ($skipped) {
	my %reason;
	for my $test (@ARGV) {
		open my $in, '<', "$build/results/" . $test =~ s/:/-/r . '.tap' or next;
		while (<$in>) { $reason{$1}++ if /^(?:ok|1\.\.0) .*# skip\S*\s*(.*)/i }
	}
	printf "skipped %d: %s\n", $reason{$_}, $_ for sort keys %reason;
}
print "$passed passed, $failed failed, $skipped skipped\n";
exit($failed ? 1 : 0);
