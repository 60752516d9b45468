#!/usr/bin/env python3
"""A province of sixty and more sites in one night and the next: many content systems, suppliers with one fault in all their sites, slow, dead,
hostile and forbidding ones, six behind one address; and parent and workers killed again and again."""
import collections
import contextlib
import csv
import io
import random
import shutil
import sqlite3
import sys
from fleet import NAMES, SECOND_SKIN, Vendor, dead_port, described, garbage, small_site
from harness import Folder, OIT, SITES, Site, json, main, os, signal, subprocess, tempfile, time, too_fast, unittest
from test_batch import Elements, asked_for, children, name_of, province, states, wait_for, write_list

DAY = ("--allow-address", "127.0.0.0/8", "--pack", "oit-2566", "--as-of", "2023-04-28", "--max-documents", "0", "--lang", "en", "-o", "out", "--data",
       "data", "--rate", "0", "--timeout", "3", "--max-time", "90", "--jobs", "12")
KILLS = int(os.environ.get("OIT_KILLS", "12"))
LOOKALIKES = 5


def empty_procurement(data):
    """The supplier's procurement list shows nothing on any of its sites."""
    for key in ("bids", "skr"):
        data["pages"][key]["body"] = [{"p": "ไม่พบข้อมูล"}]


class Fleet(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.stack = contextlib.ExitStack()
        cls.f = cls.stack.enter_context(Folder())
        s = cls.stack
        cls.own = [described(s, name) for name in NAMES]
        cls.other = [described(s, NAMES[n], skin) for n, skin in enumerate(SECOND_SKIN)]
        cls.supplier = [described(s, "thungkwang", "assystem", empty_procurement) for _ in range(LOOKALIKES)]
        cls.slow = [small_site(s, "/* slow:%d - www/index.html\n" % ms) for ms in (800, 1200, 1600)]
        cls.dripping = small_site(s, "/p1.html drip:400 - www/p1.html\n")
        cls.hanging = small_site(s, "/* hang\n")
        cls.looping = small_site(s, "/index.html loop\n/ loop\n")
        cls.cut = small_site(s, "/p0.html cut - www/p0.html\n")
        cls.forbidden = [small_site(s, robots="User-agent: *\nDisallow: /\n") for _ in range(2)]
        cls.failing = small_site(s, "/* 503\n")
        cls.garbage = garbage(s)
        cls.dead = ["http://127.0.0.1:%d/" % dead_port() for _ in range(4)]
        cls.vendor = Vendor(s, 6)
        cls.excluded = small_site(s)
        cls.broken = os.path.join(s.enter_context(tempfile.TemporaryDirectory(prefix="oit-broken-")), "site")
        shutil.copytree(os.path.join(SITES, "tuayang"), cls.broken)
        cls.worse = s.enter_context(Site(cls.broken))
        readable = cls.own + cls.other + cls.supplier + cls.slow + [cls.dripping, cls.cut, cls.worse]
        cls.readable = [x.url for x in readable] + cls.vendor.urls
        cls.unreadable = [x.url for x in cls.forbidden + [cls.hanging, cls.looping, cls.failing]] + [cls.garbage] + cls.dead
        cls.rows = [["url", "name", "district", "kind", "options", "exclude", "excluded_by"]]
        for n, url in enumerate(cls.readable + cls.unreadable):
            cls.rows.append([url, "หน่วยงานที่ %d" % n, "อำเภอ %d" % (n % 5), ("ทต.", "อบต.", "ทม.")[n % 3], "--scope path" if url in cls.vendor.urls else "", "", ""])
        cls.rows.append([cls.excluded.url, "หน่วยงานที่ขอเว้น", "อำเภอ 1", "ทต.", "", "ย้ายเครื่องแม่ข่าย", "ปลัดเทศบาล"])
        order = random.Random(7)
        body = cls.rows[1:]
        order.shuffle(body)
        cls.rows = cls.rows[:1] + body
        write_list(cls.f, cls.rows)
        begun = time.monotonic()
        cls.done = cls.f.oit("batch", "sites.csv", *DAY, timeout=900)
        cls.seconds = time.monotonic() - begun
        cls.first = province(cls.f)
        cls.sites = {x["url"]: x for x in cls.first["sites"]}
        with open(os.path.join(cls.f.path, "out", "province.html"), encoding="utf-8") as file:
            cls.page = file.read()

    @classmethod
    def tearDownClass(cls):
        cls.stack.close()

    def test_a_every_site_has_its_state(self):
        """Of more than sixty sites those that answer are read, whatever stands beside them in the list, and the others say why they are not."""
        self.assertGreaterEqual(len(self.sites), 60)
        self.assertEqual({u: self.sites[u]["state"] for u in self.readable}, {u: "done" for u in self.readable})
        self.assertEqual({u: self.sites[u]["state"] for u in self.unreadable}, {u: "unreadable" for u in self.unreadable})
        for url in self.unreadable:
            self.assertTrue(self.sites[url]["problem"], url)
            self.assertIsNone(self.sites[url]["score"])
            self.assertEqual(set(self.sites[url]["verdicts"].values()) - {"not_applicable"}, {"unassessed"})
        self.assertEqual(self.done.returncode, 3, self.done.stderr)
        print("%d sites in %.0f s" % (len(self.sites), self.seconds), file=sys.stderr)

    def test_b_an_address_of_six_sites(self):
        """The server of six municipalities gets at most four requests a second and four at once, although nobody asked for a pause."""
        times = sorted(self.vendor.begun)
        self.assertGreater(len(times), 6 * 5)
        self.assertEqual(too_fast(times, 4), [], [round(t - times[0], 2) for t in times])
        self.assertLessEqual(self.vendor.most, 4)

    def test_c_excluded(self):
        """A site that is left out on request is never asked for anything, counts nowhere, and stands apart with who asked for it and why."""
        self.assertEqual(self.excluded.requests(), [])
        s = self.sites[self.excluded.url]
        self.assertEqual((s["state"], s["score"], s["excluded"]), ("excluded", None, {"by": "ปลัดเทศบาล", "why": "ย้ายเครื่องแม่ข่าย"}))
        shown = "".join(Elements(self.page).sections["excluded"])
        self.assertIn("หน่วยงานที่ขอเว้น", shown)
        self.assertIn("ปลัดเทศบาล", shown)

    def test_d_platforms(self):
        """Sites of one supplier are known as such, and what its template lacks on all of them is said once, with the list of sites."""
        of = {p["id"]: p for p in self.first["platforms"]}
        for known in ("wordpress", "joomla", "drupal", "pages-detail", "public-module-data", "mod-base64"):
            self.assertIn(known, of)
            self.assertGreaterEqual(len(of[known]["sites"]), 2, known)
        supplier = of["pages-detail"]
        self.assertEqual(supplier["kind"], "supplier")
        self.assertLessEqual({x.url for x in self.supplier}, set(supplier["sites"]))
        empty = [x for x in supplier["faults"] if x["problem"] == "empty"]
        self.assertTrue(empty, supplier["faults"])
        for fault in supplier["faults"]:
            self.assertGreaterEqual(2 * len(fault["sites"]), len(supplier["sites"]))
            for url in fault["sites"]:
                self.assertIn(self.sites[url]["verdicts"][fault["item"]], ("missing", "partial", "stale"))
        self.assertTrue(any({x.url for x in self.supplier} <= set(x["sites"]) for x in empty), empty)
        shown = "".join(Elements(self.page).sections["platforms"])
        self.assertIn("One fix by the supplier mends them all.", shown)
        self.assertIn("%d of %d sites" % (len(empty[0]["sites"]), len(supplier["sites"])), shown)

    def test_e_the_table(self):
        """The CSV has a row a line of the list, with the verdict of every item; nothing in it is a formula."""
        with open(os.path.join(self.f.path, "out", "province.csv"), encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        self.assertEqual(len(rows), len(self.rows))
        at = rows[0].index("Website")
        self.assertEqual([r[at] for r in rows[1:]], [r[0] for r in self.rows[1:]])
        self.assertIn("O1", rows[0])
        score = rows[0].index("OIT score, certain")
        for r in rows[1:]:
            own = self.sites[r[at]]["score"]
            self.assertEqual(r[score], "%.2f" % own["low"] if own else "")
            seen = list((self.sites[r[at]]["verdicts"] or {}).values())
            told = [r[rows[0].index(name)] for name in ("To mend", "A person must look", "Could not look")]
            counted = [sum(v in kinds for v in seen) for kinds in (("missing", "partial", "stale"), ("review",), ("unassessed",))]
            self.assertEqual(told, [str(n) for n in counted] if own else [""] * 3)

    def test_f_orders_without_script(self):
        """Every row carries its place in each order; the places of an order are a permutation, and those by name and change are right."""
        rows = self.page.split('<tbody role="rowgroup">')[1].split("</tr>")[:-1]
        places = [dict(p.split(":") for p in r.split('style="')[1].split('"')[0].split(";")) for r in rows]
        for key in places[0]:
            self.assertEqual(sorted(int(p[key]) for p in places), list(range(1, len(rows) + 1)), key)
        lacking = [int(r.split('class="num">')[1].split("<")[0]) for r in rows]
        by = [n for _, n in sorted((int(p["--m"]), n) for p, n in zip(places, lacking))]
        self.assertEqual(by, sorted(lacking, reverse=True))
        self.assertNotIn("<script", self.page)

    def test_g_the_next_night(self):
        """Given a list without two sites, with a new one, one site dead and one mended, the nights are compared over the sites of both alone."""
        gone, asked = [self.own[0].url, self.dead[0]], self.own[1].url
        fresh = small_site(self.stack)
        lost = self.slow[0]
        lost.process.terminate()
        lost.process.wait()
        worse = self.worse
        for base, _, names in os.walk(os.path.join(self.broken, "www")):
            for name in sorted(n for n in names if n.endswith(".html") and n != "index.html")[::2]:
                os.unlink(os.path.join(base, name))
        rows = self.rows[:1] + [r for r in self.rows[1:] if r[0] not in gone]
        rows = [r[:5] + ["x", "นายกเทศมนตรี"] if r[0] == asked else r for r in rows]  # told apart, not as one that is gone
        rows.append([fresh.url, "หน่วยงานใหม่", "อำเภอ 2", "อบต.", "", "", ""])
        write_list(self.f, rows)
        time.sleep(1.1)  # a batch is told from the one before by the second
        done = self.f.oit("batch", "sites.csv", *DAY, timeout=900)
        self.assertEqual(done.returncode, 3, done.stderr)
        second = province(self.f)
        new = {x["url"]: x for x in second["sites"]}
        with_ = second["compared_with"]
        self.assertEqual(with_["added"], [fresh.url])
        self.assertEqual(sorted(with_["removed"]), sorted(gone))
        common = [u for u in new if u in self.sites and new[u]["score"] and self.sites[u]["score"]]
        self.assertEqual(with_["common"], len(common))
        for key, of in (("mean", new), ("mean_before", self.sites)):
            mean = sum(of[u]["score"]["low"] for u in common) / len(common)
            self.assertAlmostEqual(with_[key]["low"], mean, delta=0.0051)
        for url in common:
            self.assertEqual(new[url]["previous"]["low"], self.sites[url]["score"]["low"], url)
        self.assertEqual(new[asked]["excluded"], {"by": "นายกเทศมนตรี", "why": None})
        self.assertLess(new[worse.url]["score"]["low"], self.sites[worse.url]["score"]["low"])
        turned = [i for i, v in new[worse.url]["verdicts"].items() if self.sites[worse.url]["verdicts"][i] in ("found", "waived") and v in ("missing", "partial", "stale")]
        self.assertEqual(new[worse.url]["regressions"], turned)
        self.assertTrue(turned)
        self.assertEqual(new[lost.url]["state"], "unreadable")
        self.assertEqual(new[lost.url]["regressions"], [])
        with open(os.path.join(self.f.path, "out", "province.html"), encoding="utf-8") as file:
            parts = Elements(file.read()).sections
        night = "".join(parts["night"])
        for words in ("%d sites were judged in both nights" % len(common), "New in the list", "หน่วยงานใหม่", "In the list then, no more now",
                      self.sites[gone[0]]["name"], "Could be read then, not now", new[lost.url]["name"]):
            self.assertIn(words, night)
        self.assertIn(new[worse.url]["name"], "".join(parts["lost"]))
        self.assertNotIn(new[lost.url]["name"], "".join(parts["lost"]))


class Killed(unittest.TestCase):
    """Sites of a few pages, a batch that is never left in peace."""

    def verdicts(self, f):
        return {x["url"]: (x["state"], x["verdicts"], x["score"]) for x in province(f)["sites"]}

    def test_killed_again_and_again(self):
        """Given parent or worker killed at random moments, many times, no worker outlives its parent, the state is never damaged, no finished site
        is visited again, and what comes of it in the end is what comes of a batch left in peace."""
        seed = int(os.environ.get("OIT_SEED", "1"))
        chance = random.Random(seed)
        with contextlib.ExitStack() as stack:
            f, calm = stack.enter_context(Folder()), stack.enter_context(Folder())
            sites = [small_site(stack, "/* slow:%d - www/index.html\n" % ms if ms else "", pages=6) for ms in [0, 100, 0, 200, 0, 0, 150, 0, 300, 0]]
            sites.append(described(stack, "chomphu"))
            for folder in (f, calm):
                write_list(folder, [["url"]] + [[s.url] for s in sites])
            words = [w if w != "0" or DAY[n - 1] != "--rate" else "8" for n, w in enumerate(DAY)]
            words[words.index("--jobs") + 1] = "4"
            kills, rounds, over, crashes = 0, 0, {}, collections.Counter()
            while kills < KILLS:
                rounds += 1
                p = subprocess.Popen([OIT, "batch", "sites.csv", *words], cwd=f.path, env=f.env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                time.sleep(chance.uniform(0.05, 1.5))
                workers = children(p.pid) if p.poll() is None else []
                if chance.random() < 0.4 and workers:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(chance.choice(workers), signal.SIGKILL)
                        kills += 1
                    time.sleep(chance.uniform(0, 0.5))
                    workers = children(p.pid) if p.poll() is None else []
                if p.poll() is None:
                    p.kill()
                    kills += 1
                p.wait()
                p.stderr.close()
                self.assertTrue(wait_for(lambda: not any(os.path.exists("/proc/%d" % w) and asked_for(w) for w in workers), 5), "workers outlive the parent")
                if not os.path.exists(os.path.join(f.path, "data", "batch.db")):
                    continue
                with contextlib.closing(sqlite3.connect(os.path.join(f.path, "data", "batch.db"), timeout=10)) as c:
                    self.assertEqual(c.execute("pragma integrity_check").fetchone(), ("ok",))
                    if not c.execute("select 1 from sqlite_master where name = 'batch'").fetchone():
                        continue  # killed before it could write down anything
                    ended = c.execute("select count(*) from batch where finished > 0").fetchone()[0]
                now = {s.url: len(s.requests()) for s in sites}
                if ended:
                    with contextlib.closing(sqlite3.connect(os.path.join(f.path, "data", "batch.db"), timeout=10)) as c:
                        self.assertEqual(c.execute("select distinct state from site where state <> 'failed'").fetchall(), [("done",)])
                    for name in os.listdir(os.path.join(f.path, "data")):  # a batch that is over begins anew: as if it were another evening
                        os.unlink(os.path.join(f.path, "data", name))
                    os.unlink(os.path.join(f.path, "out", ".oit-batch"))
                    over = {}
                    continue
                for url, (was, name) in over.items():
                    self.assertEqual(now[url], was, "a finished site was visited again")
                with contextlib.suppress(sqlite3.OperationalError):
                    over = {s.url: (now[s.url], name_of(s)) for s in sites if states(f).get(name_of(s)) == "done"}
            done = f.oit("batch", "sites.csv", *words, timeout=300)
            self.assertIn(done.returncode, (0, 3), done.stderr)
            self.assertIn(calm.oit("batch", "sites.csv", *words, timeout=300).returncode, (0, 3))
            self.assertEqual(self.verdicts(f), self.verdicts(calm))
            for s in sites:
                with contextlib.closing(sqlite3.connect(os.path.join(f.path, "data", name_of(s) + ".oit"))) as c:
                    self.assertEqual(c.execute("pragma integrity_check").fetchone(), ("ok",))
                    self.assertEqual(c.execute("pragma foreign_key_check").fetchall(), [])
            print("%d kills in %d rounds (seed %d)" % (kills, rounds, seed), file=sys.stderr)


if __name__ == "__main__":
    main()
