#!/usr/bin/env python3
"""kill -9 at any moment of a visit, and inside its commits; then the same command goes on.

  tests/torture/kills.py [--random 800] [--commits 200] [--seed N]
Expected every time: the site file is sound, no page that was stored is asked for again, and the result is that of a visit nobody
disturbed (times and numbers of runs aside).  A kill inside a commit comes at the N-th write of the program to a file, every second
time after half of its bytes."""
import argparse
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

from town import OIT, SHIM, Site, build_town, result_of, scan_args, sound

RATE = "200"  # requests a second: the visit lasts long enough to be met in its middle, as well as in its reports


def environment(home, **more):
    env = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "OIT_", "LC_", "LANG", "FAULT", "LD_"))}
    return dict(env, HOME=home, **more)


class Rounds:
    def __init__(self, work, site):
        self.site, self.folder = site, os.path.join(work, "visit")
        self.args = [RATE if a == "0" and scan_args(site.url)[i - 1] == "--rate" else a for i, a in enumerate(scan_args(site.url))]
        self.problems, self.killed, self.stored, self.refetched = [], 0, 0, 0

    def fresh(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        os.mkdir(self.folder)

    def undisturbed(self):
        """Seconds and writes of a whole visit; keeps its result."""
        self.fresh()
        count = os.path.join(self.folder, "count")
        begin = time.monotonic()
        done = subprocess.run([OIT, *self.args], cwd=self.folder, env=environment(self.folder, LD_PRELOAD=SHIM, FAULT="write", FAULT_COUNT=count),
                              capture_output=True, text=True)
        seconds = time.monotonic() - begin
        if done.returncode not in (0, 3):
            raise SystemExit("undisturbed: %d %s" % (done.returncode, done.stderr))
        self.code, self.result = done.returncode, result_of(self.folder)
        return seconds, int(open(count).read().split()[0])

    def site_file(self):
        folder = os.path.join(self.folder, "sites")
        names = [n for n in os.listdir(folder) if n.endswith(".oit")] if os.path.isdir(folder) else []
        return os.path.join(folder, names[0]) if names else None

    def stored_paths(self):
        """Paths whose answers are in the file, of the visit that is not finished."""
        if not self.site_file():
            return set()
        db = sqlite3.connect(self.site_file())
        try:
            rows = db.execute("select u.url from visit v join address u on u.id = v.address join run r on r.id = v.run "
                              "where v.state in ('read', 'not_modified') and r.finished = 0").fetchall()
        except sqlite3.OperationalError:  # killed while the tables were made
            rows = []
        finally:
            db.close()
        return {"/" + url.split("/", 3)[3] for (url,) in rows}

    def go_on(self, what):
        if self.site_file():
            wrong = sound(self.site_file())
            if wrong:
                self.problems.append("%s: the file is not sound: %s" % (what, wrong[:3]))
        stored, before = self.stored_paths(), len(self.site.requests())
        done = subprocess.run([OIT, *self.args], cwd=self.folder, env=environment(self.folder), capture_output=True, text=True)
        again = [r[2] for r in self.site.requests()[before:]]
        twice = sorted(stored & set(again))
        self.stored += len(stored)
        if twice:
            self.problems.append("%s: asked again for what was stored: %s" % (what, twice[:5]))
        if done.returncode != self.code:
            self.problems.append("%s: the same command then ends with %d: %s" % (what, done.returncode, done.stderr[-300:]))
        elif result_of(self.folder) != self.result:
            self.problems.append("%s: another result" % what)

    def at_random(self, seconds, rng):
        self.fresh()
        p = subprocess.Popen([OIT, *self.args], cwd=self.folder, env=environment(self.folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        moment = rng.uniform(0, seconds)
        time.sleep(moment)
        running = p.poll() is None
        self.killed += running
        p.send_signal(signal.SIGKILL)
        p.wait()
        self.go_on("killed after %.3f s" % moment)
        return running

    def in_commit(self, n):
        self.fresh()
        p = subprocess.run([OIT, *self.args], cwd=self.folder, env=environment(self.folder, LD_PRELOAD=SHIM, FAULT="write", FAULT_AT=str(n), FAULT_KILL="1"),
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.killed += p.returncode == -signal.SIGKILL
        self.go_on("killed in write %d" % n)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--random", type=int, default=800)
    parser.add_argument("--commits", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20230428)
    options = parser.parse_args()
    begin, rng = time.monotonic(), random.Random(options.seed)
    work = tempfile.mkdtemp(prefix="oit-kills-")
    with Site(build_town(os.path.join(work, "site"))) as site:
        rounds = Rounds(work, site)
        seconds, writes = rounds.undisturbed()
        done, lasts = 0, seconds
        try:
            while rounds.killed < options.random:  # a machine that got faster meanwhile is met earlier
                lasts *= 1.01 if rounds.at_random(lasts, rng) else 0.9
                done += 1
            for _ in range(options.commits):
                rounds.in_commit(rng.randint(1, writes))
                done += 1
        except KeyboardInterrupt:  # what was done until then is told all the same
            pass
    shutil.rmtree(work, ignore_errors=True)
    for p in rounds.problems:
        print("WRONG " + p)
    print("%d rounds (a visit has %d writes and takes %.1f s), %d killed before their end, %d stored answers, %d wrong, peak %d MB, %.0f s" % (
        done, writes, seconds, rounds.killed, rounds.stored, len(rounds.problems),
        resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, time.monotonic() - begin))
    sys.exit(1 if rounds.problems else 0)


if __name__ == "__main__":
    main()
