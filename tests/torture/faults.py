#!/usr/bin/env python3
"""A machine that refuses: memory, disk, file handles.  Each call of a kind fails in turn, once and from then on.

  tests/torture/faults.py [--only memory,write,write-eio,sync,rename,open,reader] [--commands scan,...] [--sample N] [--seed N] [--verbose]
Expected of every command whichever call fails: it ends by itself within its time, with a documented exit code; 5 comes with a
message that has a next step; the site file stays sound; the reports of before are there whole, byte by byte, or whole new ones;
and the same command afterwards, on a machine that works, gives what it gives without any fault."""
import argparse
import collections
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time

from town import OIT, SHIM, Site, build_town, result_of, scan_args, sound

KINDS = {  # name -> (FAULT, what it says, documented codes beside those of success)
    "memory": ("memory", "", {5}),
    "write": ("write", "ENOSPC", {5}),
    "write-eio": ("write", "EIO", {5}),
    "sync": ("sync", "EIO", {5}),
    "rename": ("rename", "ENOSPC", {5}),
    "open": ("open", "EMFILE", {2, 5}),
    "reader": ("memory", "", set()),
}
DEFAULT_SAMPLE = {"memory": 2000, "write": 0, "write-eio": 400, "sync": 0, "rename": 0, "open": 0, "reader": 400}  # 0: every call
READER_CALLS = 1200  # of the process that reads documents until it waits for the first; its box lets it write no count
SUCCESS = {0, 1, 3}
SECONDS_MAX = 60
FORMATS = "html,json,jsonl,xlsx,csv,junit,sarif,md"


class Town:
    """The site on loopback, a folder with a finished visit and its reports, one with an interrupted visit."""

    def __init__(self):
        self.work = tempfile.mkdtemp(prefix="oit-torture-")
        self.site = Site(build_town(os.path.join(self.work, "site")))

    def __enter__(self):
        self.site.__enter__()
        for name in ("empty", "done", "half"):
            os.makedirs(os.path.join(self.work, name))
        for name, args in (("done", scan_args(self.site.url)), ("half", scan_args(self.site.url, "--format", "json"))):
            env = {"LD_PRELOAD": SHIM, "FAULT": "write", "FAULT_AT": "60", "FAULT_KILL": "1"} if name == "half" else {}
            self.run(name, args, env)
        self.file = [n for n in os.listdir(os.path.join(self.work, "done", "sites")) if n.endswith(".oit")][0]
        assert not os.path.exists(os.path.join(self.work, "half", "out", "result.json")), "the visit was not interrupted"
        self.run("done", ["report", "sites/" + self.file, "--format", FORMATS, "-o", "out", "--lang", "en"])
        return self

    def __exit__(self, *_):
        self.site.__exit__()
        shutil.rmtree(self.work, ignore_errors=True)

    def run(self, folder, args, more=None, limits=None):
        folder = os.path.join(self.work, folder)
        env = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "OIT_", "LC_", "LANG", "FAULT", "LD_"))}
        env.update({"HOME": folder, **(more or {})})
        return subprocess.run([OIT, *args], cwd=folder, env=env, capture_output=True, text=True, errors="replace", timeout=SECONDS_MAX, preexec_fn=limits)

    def copy(self, of):
        to = os.path.join(self.work, "now")
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(os.path.join(self.work, of), to)
        return to


def commands(town):
    """name -> (folder it starts from, arguments, does the document on stdout count)"""
    file = "sites/" + town.file
    return collections.OrderedDict([
        ("scan", ("empty", scan_args(town.site.url))),
        ("resume", ("half", scan_args(town.site.url, "--format", "json"))),
        ("again", ("done", scan_args(town.site.url))),
        ("judge", ("done", ["judge", file, "--json", "--lang", "en"])),
        ("report", ("done", ["report", file, "--format", FORMATS, "-o", "out", "--lang", "en"])),
        ("todo", ("done", ["todo", file, "--lang", "en"])),
        ("review", ("done", ["review", file, "--set", "O24=found", "--reason", "seen", "--by", "auditor", "--lang", "en"])),
    ])


def snapshot(folder):
    """Bytes of every report."""
    out = os.path.join(folder, "out")
    return {n: open(os.path.join(out, n), "rb").read() for n in sorted(os.listdir(out))} if os.path.isdir(out) else {}


class Case:
    def __init__(self, town, kind, command, folder, args):
        self.town, self.kind, self.command, self.folder, self.args = town, kind, command, folder, args
        self.fault, self.error, self.codes = KINDS[kind]
        self.problems = []

    def count(self):
        """How many calls there are, and what the command gives when none fails."""
        now = self.town.copy(self.folder)
        done = self.town.run("now", self.args, {"LD_PRELOAD": SHIM, "FAULT": self.fault, "FAULT_COUNT": os.path.join(now, "count")})
        if done.returncode not in SUCCESS:
            raise SystemExit("%s without fault ends with %d: %s" % (self.command, done.returncode, done.stderr))
        self.old, self.new = snapshot(os.path.join(self.town.work, self.folder)), snapshot(now)
        self.code, self.result = done.returncode, result_of(now)
        return READER_CALLS if self.kind == "reader" else int(open(os.path.join(now, "count")).read().split()[0])

    def expect(self, ok, what):
        if not ok:
            self.wrong.append(what)

    def one(self, at, on):
        """The at-th call fails, and with on all behind it.  Gives the exit code."""
        self.wrong = []
        now = self.town.copy(self.folder)
        env = {"LD_PRELOAD": SHIM, "FAULT": self.fault, "FAULT_AT": str(at), "FAULT_ERROR": self.error}
        if on:
            env["FAULT_ON"] = "1"
        if self.kind == "reader":
            env["FAULT_PROGRAM"] = "oit-reader"
        try:
            done = self.town.run("now", self.args, env)
        except subprocess.TimeoutExpired:
            self.problems.append((self.kind, self.command, at, on, "no end within %d s" % SECONDS_MAX))
            return None
        if done.returncode in SUCCESS and self.command in ("scan", "resume"):
            self.expect(self.fair(result_of(now), done), "ends well with another result")
        self.expect(done.returncode in self.codes | SUCCESS, "exit code %d: %s" % (done.returncode, done.stderr[-300:]))
        if done.returncode in self.codes:
            self.expect(done.stderr.strip() and ("→" in done.stderr or "run the same command again" in done.stderr) or on and self.fault == "memory",
                        "no message with a next step: %r" % done.stderr[-300:])
        self.look_at(now, done)
        self.go_on(now)
        for what in self.wrong:
            self.problems.append((self.kind, self.command, at, on, what))
        return done.returncode

    def look_at(self, now, done):
        """Reports are the old ones or whole; the site file is sound; nothing half is left under a report's name."""
        self.now = snapshot(now)
        for name, old in self.old.items():
            got = self.now.get(name)
            self.expect(got is not None, "%s is gone" % name)
            if done.returncode in self.codes and got is not None:
                self.expect(got == old or self.whole(name, got), "%s is neither the old one nor whole" % name)
                if self.fault == "write" and done.returncode == 5:
                    self.expect(got == old, "%s is of the run that failed" % name)
        files = [n for n in os.listdir(os.path.join(now, "sites"))] if os.path.isdir(os.path.join(now, "sites")) else []
        for name in files:
            if name.endswith(".oit"):
                self.expect(sound(os.path.join(now, "sites", name)) == [], "%s is not sound" % name)

    def fair(self, result, done):
        """The undisturbed result; or one that tells which documents were left unread, which makes nothing "missing".  Where that was for
        want of room and not the end of a reader, the run is not complete either."""
        if result == self.result:
            return True
        if self.kind != "reader" and result["run"]["complete"]:
            return False
        missing = [{i["id"] for i in r["items"] if i["verdict"] == "missing"} for r in (self.result, result)]
        told = "→" in done.stderr or any(p["problem"] == "unreadable" for p in result["coverage"]["problems"])
        return told and missing[1] <= missing[0]

    def whole(self, name, got):
        """A report names times and runs, so that two of one site differ a little: whole is what ends as it should."""
        new = self.new.get(name, b"")
        if name.endswith(".xlsx"):
            return b"PK\5\6" in got[-100:]
        return len(got) > 0.9 * len(new) and got[-6:] == new[-6:]

    def go_on(self, now):
        again = self.town.run("now", self.args)
        self.expect(again.returncode == self.code, "the same command then ends with %d: %s" % (again.returncode, again.stderr[-300:]))
        if self.command in ("scan", "resume"):
            self.expect(self.fair(result_of(now), again), "the result is not that of a visit without faults")


def positions(rng, total, wanted):
    """Which calls: all, or a sample with some of the first ones in it."""
    if wanted == 0 or wanted >= total:
        return list(range(1, total + 1))
    early = list(range(1, wanted // 10 + 1))
    return sorted(set(early) | set(rng.sample(range(1, total + 1), wanted - len(early))))


def torture(town, kinds, only, sample, rng, verbose):
    problems, rounds = [], 0
    names = commands(town)
    print("%-10s %-8s %9s %7s  %s" % ("fault", "command", "calls", "tried", "exit codes"))
    for kind in kinds:
        for command, (folder, args) in names.items():
            if (only and command not in only) or (kind == "reader" and command != "scan"):
                continue
            case = Case(town, kind, command, folder, args)
            total = case.count()
            share = sample[kind] if sample[kind] == 0 else max(1, sample[kind] // (2 if kind == "reader" else 2 * len(only or names)))
            codes = collections.Counter()
            for at in positions(rng, total, share):
                for on in (False, True):
                    codes[case.one(at, on)] += 1
                    rounds += 1
                    if verbose and case.wrong:
                        print("   ", kind, command, at, on, case.wrong, flush=True)
            problems += case.problems
            for what in case.problems:
                print("WRONG %s %s, call %d%s: %s" % (what[0], what[1], what[2], " and all behind it" if what[3] else "", what[4]))
            print("%-10s %-8s %9d %7d  %s" % (kind, command, total, sum(codes.values()), " ".join("%s: %d" % c for c in sorted(codes.items(), key=str))), flush=True)
    return problems, rounds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(KINDS), help="kinds of calls")
    parser.add_argument("--commands", default="", help="commands, default all")
    parser.add_argument("--sample", type=int, default=-1, help="so many failing calls of each kind, over all commands; 0: every call")
    parser.add_argument("--seed", type=int, default=20230428)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    begin, rng = time.monotonic(), random.Random(options.seed)
    sample = {k: options.sample if options.sample >= 0 else n for k, n in DEFAULT_SAMPLE.items()}
    with Town() as town:
        problems, rounds = torture(town, options.only.split(","), [c for c in options.commands.split(",") if c], sample, rng, options.verbose)
    print("%d rounds, %d wrong, peak %d MB, %.0f s" % (rounds, len(problems), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
                                                       time.monotonic() - begin))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
