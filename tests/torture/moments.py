#!/usr/bin/env python3
"""Signals at any moment of a visit, and calendar clocks that jump.

  tests/torture/moments.py [--signals 200] [--clocks 40] [--seed N]
A signal: the program ends within 5 s with 130 or 143 (or was done already), the site file is sound, and the same command goes on to
the result of a visit nobody disturbed.  A second Ctrl-C ends it at once.  A clock set back an hour, ahead a day, to 1970, to 2100, to a
Buddhist year, or standing still from some moment on: the visit takes no longer and gives the same result."""
import argparse
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from town import OIT, SHIM, Site, build_town, result_of, scan_args, sound
from kills import Rounds, environment

SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
CODES = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 143}
END_S = 5
YEAR = 31556952


def jumps():
    now = int(time.time())
    return {"back an hour": -3600, "ahead a day": 86400, "to 1970": 3600 - now, "to 2100": 130 * YEAR - now, "to a Buddhist year": 543 * YEAR, "stands still": 0}


class Moments(Rounds):
    def signal_at(self, number, seconds, rng, twice):
        self.fresh()
        p = subprocess.Popen([OIT, *self.args], cwd=self.folder, env=environment(self.folder), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                             preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL))
        moment = rng.uniform(0, seconds)
        time.sleep(moment)
        what = "%s%s after %.3f s" % (number.name, " twice" if twice else "", moment)
        begin = time.monotonic()
        p.send_signal(number)
        if twice:
            time.sleep(0.005)
            p.send_signal(number)
        try:
            errors = p.communicate(timeout=60)[1]
        except subprocess.TimeoutExpired:
            p.kill()
            errors = p.communicate()[1]
        took = time.monotonic() - begin
        self.longest = max(self.longest, took)
        early = {-number, CODES[number]}  # before the program watches for signals, or the second one: the default end
        if took > END_S:
            self.problems.append("%s: it ended after %.1f s" % (what, took))
        if p.returncode not in {self.code} | early:
            self.problems.append("%s: exit code %d: %s" % (what, p.returncode, errors[-300:]))
        self.stopped += p.returncode in early
        self.go_on(what)

    def clock(self, name, jump, at):
        self.fresh()
        env = {"LD_PRELOAD": SHIM, "CLOCK_AFTER": str(at), "CLOCK_JUMP": str(jump)}
        if jump == 0:
            env["CLOCK_FROZEN"] = "1"
        begin = time.monotonic()
        try:
            done = subprocess.run([OIT, *self.args], cwd=self.folder, env=environment(self.folder, **env), capture_output=True, text=True, timeout=120)
        except subprocess.TimeoutExpired:
            self.problems.append("clock %s at look %d: no end" % (name, at))
            return
        self.slowest = max(self.slowest, time.monotonic() - begin)
        if done.returncode != self.code:
            self.problems.append("clock %s at look %d: exit code %d: %s" % (name, at, done.returncode, done.stderr[-300:]))
        elif result_of(self.folder) != self.result:
            self.problems.append("clock %s at look %d: another result" % (name, at))
        elif sound(self.site_file()):
            self.problems.append("clock %s at look %d: the file is not sound" % (name, at))

    longest = slowest = 0.0
    stopped = 0


def looks(rounds):
    """How often a whole visit looks at the calendar clock."""
    rounds.fresh()
    count = os.path.join(rounds.folder, "count")
    subprocess.run([OIT, *rounds.args], cwd=rounds.folder, env=environment(rounds.folder, LD_PRELOAD=SHIM, FAULT_COUNT=count), capture_output=True)
    return int(open(count).read().split()[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--signals", type=int, default=200)
    parser.add_argument("--clocks", type=int, default=40)
    parser.add_argument("--seed", type=int, default=20230428)
    options = parser.parse_args()
    begin, rng = time.monotonic(), random.Random(options.seed)
    work = tempfile.mkdtemp(prefix="oit-moments-")
    with Site(build_town(os.path.join(work, "site"))) as site:
        rounds = Moments(work, site)
        seconds, _ = rounds.undisturbed()
        for n in range(options.signals):
            rounds.signal_at(SIGNALS[n % 3], seconds, rng, n % 10 == 9)
        total = looks(rounds) if options.clocks else 0
        names = list(jumps().items())
        for n in range(options.clocks):
            rounds.clock(*names[n % len(names)], rng.randint(1, max(1, total)))
    shutil.rmtree(work, ignore_errors=True)
    for p in rounds.problems:
        print("WRONG " + p)
    print("%d signals, %d met the program at work, the longest end took %.2f s; %d clocks, the slowest visit took %.1f s (undisturbed %.1f s); "
          "%d wrong, peak %d MB, %.0f s" % (options.signals, rounds.stopped, rounds.longest, options.clocks, rounds.slowest, seconds, len(rounds.problems),
                                            resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, time.monotonic() - begin))
    sys.exit(1 if rounds.problems else 0)


if __name__ == "__main__":
    main()
