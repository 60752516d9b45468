"""Runs the real program against a real server on loopback.  Every process started here is ended here, by its id."""
import contextlib
import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
BUILD = os.path.abspath(os.environ.get("OIT_BUILD", os.path.join(ROOT, "build", "dev")))
OIT = os.path.join(BUILD, "bin", "oit")
SERVER = os.path.join(BUILD, "bin", "oit-site-server")
SITES = os.path.join(ROOT, "fixtures", "sites")
# Labelled by people who knew neither rules nor program, in two rounds.
HELD_OUT = [os.path.join(ROOT, "fixtures", name) for name in ("heldout", "blind")]


class Site:
    """A folder served on 127.0.0.1 for as long as the block lasts."""

    def __init__(self, folder, log=None, port=0):
        self.folder = folder if os.path.isabs(folder) else os.path.join(SITES, folder)
        self.log, self.wanted = log, port

    def __enter__(self):
        self.work = tempfile.mkdtemp(prefix="oit-site-")
        port_file = os.path.join(self.work, "port")
        self.log = self.log or os.path.join(self.work, "requests.log")
        self.start(port_file)
        for _ in range(3000):
            if os.path.exists(port_file) and os.path.getsize(port_file) > 0:
                break
            if self.wanted and self.process.poll() is not None:  # a port that is asked for may be another program's for a moment
                self.start(port_file)
            time.sleep(0.01)
        self.port = int(open(port_file).read().strip())
        self.url = "http://127.0.0.1:%d/" % self.port
        return self

    def start(self, port_file):
        self.process = subprocess.Popen([SERVER, self.folder, "--port", str(self.wanted), "--port-file", port_file, "--log", self.log],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL if self.wanted else None)

    def requests(self):
        """Lines of the request log, split into fields."""
        with open(self.log, encoding="utf-8", errors="replace") as f:
            return [line.split() for line in f if line.strip()]

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.work, ignore_errors=True)


def offline():
    """For preexec_fn: the process has no network, not even loopback."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(0x40000000) != 0 and libc.unshare(0x50000000) != 0:  # CLONE_NEWNET, with CLONE_NEWUSER where it takes that
        raise OSError(ctypes.get_errno(), "unshare")


def can_be_offline():
    with contextlib.suppress(subprocess.SubprocessError, OSError):
        return subprocess.run(["true"], preexec_fn=offline).returncode == 0
    return False


class Folder:
    """A temporary folder with the environment of a person who has nothing yet; below `where`, else where temporary files go."""

    def __init__(self, where=None):
        self.where = where

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="oit-test-", dir=self.where)
        self.env = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "OIT_", "LC_", "LANG"))}
        self.env.update(HOME=self.path, XDG_DATA_HOME=os.path.join(self.path, "data"), XDG_CONFIG_HOME=os.path.join(self.path, "config"))
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)

    def oit(self, *args, timeout=120, **more):
        """Run oit; gives the finished process with text output."""
        env = dict(self.env, **more.pop("env", {}))
        return subprocess.run([OIT, *args], cwd=self.path, env=env, capture_output=True, text=True, timeout=timeout, errors="replace", **more)

    def start(self, *args):
        return subprocess.Popen([OIT, *args], cwd=self.path, env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def scan(self, url, *more, data=None, timeout=120, **rest):
        """Scan a loopback site and give (process, result document or None).  Recognition, a second a page, is for tests that ask for it."""
        done = self.oit("scan", url, "--allow-address", "127.0.0.0/8", "--rate", "0", "--json", "--ocr-pages", "0",
                        "--data", data or os.path.join(self.path, "sites"), *more, timeout=timeout, **rest)
        return done, json.loads(done.stdout) if done.stdout.strip().startswith("{") else None

    def outage(self, url, *more):
        """The same on a day on which nothing of the site can be reached, told without waiting for it: addresses of this machine are refused."""
        done = self.oit("scan", url, "--json", "--data", os.path.join(self.path, "sites"), *more)
        return done, json.loads(done.stdout) if done.stdout.strip().startswith("{") else None

    def site_file(self, data=None):
        folder = data or os.path.join(self.path, "sites")
        names = [n for n in sorted(os.listdir(folder)) if n.endswith(".oit")]
        assert len(names) == 1, names
        return os.path.join(folder, names[0])


def timeless(result):
    """A result without what names this very run: times, ids, ports."""
    text = json.dumps(result, ensure_ascii=False, sort_keys=True)
    result = json.loads(text)
    for key in ("id", "started", "finished"):
        result["run"].pop(key, None)
    for item in result["items"]:
        for e in item["evidence"]:
            e.pop("fetched", None)
        item.pop("previous", None)
    result.pop("history", None)
    result["coverage"].pop("not_modified", None)
    return result


def too_fast(times, rate, late=0.5):
    """Stretches of requests (first, length) that came faster than so many a second; a busy machine may send each of them late."""
    return [(i, n) for i in range(len(times)) for n in range(rate, len(times) - i) if times[i + n] - times[i] < n / rate - late]


def contract_breaches(result):
    """What the contract of the result document (schema oit-result/1) finds wrong; the checks of tests/e2e/contract.py."""
    import contract
    return contract.breaches(result)


def main():
    unittest.main(testRunner=unittest.TextTestRunner(stream=sys.stdout, verbosity=2))


__all__ = ["BUILD", "Site", "Folder", "timeless", "contract_breaches", "main", "unittest", "os", "json", "signal", "time", "ROOT", "SITES", "HELD_OUT", "OIT",
           "subprocess", "tempfile"]
