#!/usr/bin/env python3
"""Runs the fuzz targets for a given processor time each, one after the other, and prints what each did.

  tests/fuzz/run.py --cpu-minutes 10 [--build build/fuzz] [TARGET ...]
New inputs are kept in BUILD/corpus/TARGET, whatever crashes, leaks, takes over 10 s or over 1 GiB in BUILD/findings; exit 1 if
anything is there at the end.  A finding that was mended belongs into fixtures/fuzz/TARGET, where every test run reads it."""
import argparse
import os
import re
import resource
import subprocess
import sys

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
TARGETS = ["url", "robots", "sitemap", "page", "charset", "header", "dates", "pack", "yaml", "pattern", "store", "quick", "records", "office", "thai", "utf8"]
SLICE_S = 300  # libFuzzer counts by the wall clock; we add up what it used


def used():
    r = resource.getrusage(resource.RUSAGE_CHILDREN)
    return r.ru_utime + r.ru_stime


def last(pattern, text, otherwise="-"):
    found = re.findall(pattern, text)
    return found[-1] if found else otherwise


def fuzz(build, name, cpu_seconds):
    """One target; gives (CPU seconds, executions, features, peak MB, slowest unit in s, findings)."""
    corpus, findings = os.path.join(build, "corpus", name), os.path.join(build, "findings")
    os.makedirs(corpus, exist_ok=True)
    os.makedirs(findings, exist_ok=True)
    begin, executions, peak, slowest, features, bad = used(), 0, 0, 0, "-", []
    while used() - begin < cpu_seconds and not bad:
        left = max(2, min(SLICE_S, int(cpu_seconds - (used() - begin)) + 1))
        done = subprocess.run([os.path.join(build, "tests", "fuzz", "fuzz_" + name), corpus, os.path.join(ROOT, "fixtures", "fuzz", name),
                               "-max_total_time=%d" % left, "-timeout=10", "-rss_limit_mb=1024", "-max_len=65536", "-print_final_stats=1",
                               "-artifact_prefix=%s/%s-" % (findings, name)], capture_output=True, text=True, errors="replace")
        text = done.stderr
        executions += int(last(r"stat::number_of_executed_units: (\d+)", text, "0"))
        peak = max(peak, int(last(r"stat::peak_rss_mb: +(\d+)", text, "0")))
        slowest = max(slowest, int(last(r"stat::slowest_unit_time_sec: +(\d+)", text, "0")))
        features = last(r" ft: (\d+)", text, features)
        if done.returncode != 0:
            bad.append(last(r"Test unit written to (\S+)", text, "no input written"))
            open(os.path.join(findings, name + ".log"), "w").write(text[-20000:])
    return used() - begin, executions, features, peak, slowest, bad


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=os.path.join(ROOT, "build", "fuzz"))
    parser.add_argument("--cpu-minutes", type=float, default=10)
    parser.add_argument("targets", nargs="*", default=TARGETS)
    options = parser.parse_args()
    failed = False
    print("%-8s %8s %12s %9s %8s %9s  findings" % ("target", "CPU min", "executions", "features", "peak MB", "slowest"))
    for name in options.targets or TARGETS:
        cpu, executions, features, peak, slowest, bad = fuzz(options.build, name, options.cpu_minutes * 60)
        print("%-8s %8.1f %12d %9s %8d %7d s  %s" % (name, cpu / 60, executions, features, peak, slowest, " ".join(bad) or "none"), flush=True)
        with open(os.path.join(options.build, "fuzzed.tsv"), "a", encoding="utf-8") as ledger:  # what all runs of this build add up to
            ledger.write("%s\t%.1f\t%d\t%d\t%d\n" % (name, cpu, executions, peak, len(bad)))
        failed |= bool(bad)
    sys.exit(failed)


if __name__ == "__main__":
    main()
