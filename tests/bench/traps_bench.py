#!/usr/bin/env python3
"""A generated site of many real pages and a dozen traps: are all real pages read, and how many requests are in vain?

  tests/bench/traps_bench.py [--pages 10000] [--build build/release]
Ends with 1 when a real page is not read or more than 5 % of the requests are in vain."""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "tests", "e2e"))
from hostile.server import Server, page  # noqa: E402

SECTIONS, ON_A_LIST = 20, 25
VAIN_MOST = 5.0  # per cent


def words(seed, n):
    r = random.Random("words %s" % seed)
    return " ".join("".join(r.choice("กขคงจชซญดตถทธนบปผพฟมยรลวสหอ") + r.choice("าีูเแโ") for _ in range(r.randint(2, 4))) for _ in range(n))


def token():
    return "%08x" % random.getrandbits(32)


class Site:
    """home, sections with their lists, and articles, each with a text of its own; every page also leads into traps."""

    def __init__(self, pages):
        self.articles = pages - 1 - SECTIONS
        self.lists = {s: -(-len(range(s, self.articles, SECTIONS)) // ON_A_LIST) for s in range(SECTIONS)}
        while self.articles + 1 + sum(self.lists.values()) > pages:
            self.articles -= 1
            self.lists = {s: -(-len(range(s, self.articles, SECTIONS)) // ON_A_LIST) for s in range(SECTIONS)}
        self.real = {"/"} | {self.list_url(s, n) for s in range(SECTIONS) for n in range(1, self.lists[s] + 1)} | {"/view.php?id=%d" % n for n in range(self.articles)}

    def list_url(self, section, number):
        return "/list.php?cat=%d" % section + ("&page=%d" % number if number > 1 else "")

    def traps(self, ask):
        here = ask.target.split("#")[0]
        join = "&" if "?" in here else "?"
        return "<div class=traps>%s</div>" % "".join("<a href='%s'>x</a> " % u for u in (
            "/calendar.php?y=2566&m=4", "/activity/2566/04/", here + join + "print=1", here + join + "lang=en", here + join + "font=big", "/old" + here,
            "/search?q=" + words(here + "q", 1), "/shop/filter?color=red", "/deep/list/", "/go/%s/" % token(), "/archive?page=1", "/wp-includes/slot/bonus.html",
            "/gone/%s.html" % token(), "/same/%s" % token(), here + join + "visit=" + token()))

    def home(self, ask):
        return page("เทศบาลตำบลตัวอย่าง", "".join("<li><a href='%s'>หมวด %s</a>" % (self.list_url(s, 1), words(s, 2)) for s in range(SECTIONS)) + self.traps(ask))

    def list(self, ask, q):
        s, n = int(q.get("cat", 0)), int(q.get("page", 1))
        mine = list(range(s, self.articles, SECTIONS))[(n - 1) * ON_A_LIST:n * ON_A_LIST]
        further = "<a href='%s'>ถัดไป</a>" % self.list_url(s, n + 1) if n < self.lists[s] else ""
        return page("หมวด " + words(s, 2), "".join("<li><a href='/view.php?id=%d'>%s</a>" % (a, words(a, 4)) for a in mine) + further + self.traps(ask))

    def article(self, ask, q):
        n = int(q["id"])
        return page(words(n, 4), "<p>%s</p><a href='%s'>กลับ</a>" % (words("text%d" % n, 60), self.list_url(n % SECTIONS, 1)) + self.traps(ask))

    def trap(self, ask, path, q):
        if path == "/calendar.php":
            y, m = int(q.get("y", 2566)), int(q.get("m", 1))
            return page("ปฏิทินเดือน %d/%d" % (m, y), "".join("<td>%d" % d for d in range(28)) + "".join("<a href='/calendar.php?y=%d&m=%d'>m</a>" % (y + k, (m + j) % 12 + 1) for k in (-1, 0, 1) for j in (0, 10)))
        if path.startswith("/activity/"):
            y, m = (int(p) for p in path.split("/")[2:4])
            return page("กิจกรรม %d/%d" % (m, y), "<p>ไม่มีกิจกรรมในเดือนนี้</p><a href='/activity/%d/%02d/'>ต่อไป</a><a href='/activity/%d/%02d/'>ก่อน</a>" % (y + m // 12, m % 12 + 1, y - (m == 1), (m - 2) % 12 + 1))
        if path == "/search":
            r = random.Random(ask.target)
            return page("ผลการค้นหา", "".join("<li>%s" % words(r.randrange(self.articles), 4) for _ in range(5)) + "".join("<a href='/search?q=%s'>t</a>" % words(token(), 1) for _ in range(5)))
        if path == "/shop/filter":
            return page("สินค้าชุมชน", "<li>ผ้าทอ<li>ข้าวสาร" + "".join("<a href='/shop/filter?%s'>f</a>" % "&".join("%s=%s" % (k, random.choice(("red", "green", "blue", "old", "new"))) for k in sorted(random.sample(("color", "size", "age", "kind", "village"), 3))) for _ in range(12)))
        if path.startswith("/deep/"):
            return page("ไม่พบหน้า", "<p>ไม่พบหน้าที่ท่านต้องการ</p><a href='list/data/'>x</a><a href='%s/'>y</a>" % token())
        if path.startswith("/go/") or path.startswith("/same/"):
            return page("ประชาสัมพันธ์", "<p>ข่าวประชาสัมพันธ์ของเทศบาล</p>" + "".join("<a href='/%s/%s/'>n</a>" % (path.split("/")[1], token()) for _ in range(4)) + "<a href='/%s/'>dead</a>" % token())
        if path == "/archive":
            n = int(q.get("page", 1))
            return page("คลังหน้า %d" % n, "<li>หนังสือราชการ<li>คำสั่ง<a href='/archive?page=%d'>ถัดไป</a><a href='/archive?page=%d'>ข้าม</a>" % (n + 1, n + 10))
        if path.startswith("/wp-includes/"):
            return page("สล็อต บาคาร่า " + words(ask.target, 1), "<p>คาสิโน เครดิตฟรี %s</p>" % words(ask.target, 20) + "".join("<a href='/wp-includes/slot/%s.html'>สล็อตเว็บตรง</a>" % token() for _ in range(15)))
        return None

    def respond(self, ask):
        path = ask.path
        if path.startswith("/old/"):  # the site before it moved, still there
            ask.target, path = ask.target[4:], path[4:]
        q = dict(p.split("=", 1) for p in ask.query.split("&") if "=" in p)
        if path == "/":
            return self.home(ask)
        if path == "/list.php":
            return self.list(ask, q)
        if path == "/view.php" and q.get("id", "x").isdigit():
            return self.article(ask, q)
        return self.trap(ask, path, q)


def kind_of(target):
    """Which trap a request in vain fell into."""
    if target.startswith("/old/"):
        return "mirror"
    for name in ("print=", "lang=", "font=", "visit="):
        if name in target:
            return "twin " + name[:-1]
    return target.split("?")[0].split("/")[1].split(".")[0] or "again"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--pages", type=int, default=10000)
    parser.add_argument("--verbose", action="store_true", help="show where requests in vain went")
    options = parser.parse_args()
    site = Site(options.pages)
    with Server(site.respond) as server, tempfile.TemporaryDirectory(prefix="oit-traps-") as folder:
        begin = time.monotonic()
        done = subprocess.run([os.path.join(ROOT, options.build, "bin", "oit"), "scan", server.url, "--allow-address", "127.0.0.0/8", "--rate", "0", "--json", "--max-pages", "100000", "--no-progress",
                               "--data", folder, "--pack", "oit-2566", "--as-of", "2023-04-28"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
        seconds = time.monotonic() - begin
        asked = [one["target"] for one in server.log]
        coverage = json.loads(done.stdout)["coverage"]
    read = site.real & set(asked)
    vain = [t for t in asked if t not in site.real] + ["again"] * (sum(1 for t in asked if t in site.real) - len(read))
    kinds = {}
    for t in vain:
        kinds[kind_of(t)] = kinds.get(kind_of(t), 0) + 1
    share = 100.0 * len(vain) / len(asked)
    print("real pages %d, read %d; requests %d, in vain %d (%.2f %%); skipped as traps %d; %.0f s" % (
        len(site.real), len(read), len(asked), len(vain), share, coverage["skipped"]["trap"], seconds))
    if options.verbose:
        print("  " + ", ".join("%s %d" % one for one in sorted(kinds.items(), key=lambda one: -one[1])))
    return 0 if read == site.real and share <= VAIN_MOST else 1


if __name__ == "__main__":
    sys.exit(main())
