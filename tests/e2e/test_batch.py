#!/usr/bin/env python3
"""Many sites of one list: a province as its auditor meets it.  Sites of several content systems, one that is dead, one that is slow,
one that forbids us; killed, interrupted, late, and gone on with."""
import collections
import contextlib
import csv
import glob
import html.parser
import io
import re
import sqlite3
import zipfile
from fleet import dead_port, described, small_site
from harness import BUILD, Folder, OIT, Site, can_be_offline, json, main, offline, os, signal, subprocess, time, too_fast, unittest

WRITTEN_OUT = ("tuayang", "menu-cms", "sao-874", "thai-url")
DESCRIBED = (("thungkwang", "wordpress"), ("huaisai", "joomla"), ("thungyao-sommut", "laravel"), ("mueang-lomnao", "drupal"),
             ("khlongbua", "elementor"))
COMMON = ("--allow-address", "127.0.0.0/8", "--pack", "oit-2566", "--as-of", "2023-04-28", "--max-documents", "0", "--lang", "en",
          "-o", "out", "--data", "data")
FAST = COMMON + ("--rate", "0")
EVIL = 'ทต."ตัวอย่าง" <script>alert(1)</script> =1+1'


def write_list(f, rows, name="sites.csv", delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    with open(os.path.join(f.path, name), "w", encoding="utf-8-sig", newline="") as out:
        out.write(text.getvalue())


def province(f, out="out"):
    with open(os.path.join(f.path, out, "province.json"), encoding="utf-8") as file:
        return json.load(file)


def states(f):
    """Host and port of each site of the newest batch, and its state."""
    with contextlib.closing(sqlite3.connect(os.path.join(f.path, "data", "batch.db"), timeout=10)) as c:
        return dict(c.execute("select name, state from site where batch = (select max(id) from batch)"))


def wait_for(condition, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(sqlite3.OperationalError):
            if condition():
                return True
        time.sleep(0.05)
    return False


def children(pid):
    with open("/proc/%d/task/%d/children" % (pid, pid)) as f:
        return [int(p) for p in f.read().split()]


def asked_for(pid):
    """The address a worker visits; empty when it has just ended."""
    with contextlib.suppress(OSError):
        with open("/proc/%d/cmdline" % pid) as c:
            return c.read().rstrip("\0").split("\0")[-1]
    return ""


def name_of(site):
    return "127.0.0.1_%d" % site.port


class Elements(html.parser.HTMLParser):
    """Tags, links and texts of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.styles, self.sections = collections.Counter(), [], [], {}
        self.at, self.text = None, []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags[tag] += 1
        if tag == "a":
            self.links.append(attrs.get("href"))
        if tag == "section":
            self.at = attrs.get("id")
        self.styles.append(attrs.get("style"))
        assert not any(name.startswith("on") for name in attrs), attrs

    def handle_data(self, data):
        self.text.append(data)
        self.sections.setdefault(self.at, []).append(data)


class Province(unittest.TestCase):
    """One list of fourteen lines, visited once; the tests look at what came of it."""

    @classmethod
    def setUpClass(cls):
        cls.stack = contextlib.ExitStack()
        cls.f = cls.stack.enter_context(Folder())
        cls.sites = [cls.stack.enter_context(Site(name)) for name in WRITTEN_OUT]
        for name, skin in DESCRIBED:
            cls.sites.append(described(cls.stack, name, skin))
        cls.slow = small_site(cls.stack, "/* slow:1500 - www/index.html\n")
        cls.forbidden = small_site(cls.stack, robots="User-agent: *\nDisallow: /\n")
        cls.dead = "http://127.0.0.1:%d/" % dead_port()
        rows = [["ที่", "ชื่อหน่วยงาน", "เว็บไซต์", "ประเภท", "อำเภอ", "จังหวัด", "อีเมล", "ตัวเลือก"]]
        for n, site in enumerate(cls.sites + [cls.slow, cls.forbidden]):
            rows.append([str(n + 1), EVIL if n == 0 else "หน่วยงานที่ %d" % n, site.url, ("ทต.", "อบต.")[n % 2], "อำเภอ %d" % (n % 3), "จังหวัดตัวอย่าง",
                         "webmaster@site%d.example" % n, "--max-pages 40" if n == 1 else ""])
        rows.append(["90", "หน่วยงานที่ล่ม", cls.dead, "อบต.", "อำเภอ 1", "จังหวัดตัวอย่าง", "", ""])
        rows.append(["91", "ไม่มีเว็บ", "ไม่มี", "อบต.", "อำเภอ 1", "จังหวัดตัวอย่าง", "", ""])
        rows.append(["92", "ซ้ำ", cls.sites[0].url, "ทต.", "อำเภอ 0", "จังหวัดตัวอย่าง", "", ""])
        write_list(cls.f, rows, delimiter=";")
        cls.rows = rows
        cls.done = cls.f.oit("batch", "sites.csv", *FAST, timeout=600)
        cls.result = province(cls.f)
        cls.by_line = {s["line"]: s for s in cls.result["sites"]}

    @classmethod
    def tearDownClass(cls):
        cls.stack.close()

    def test_exit_code_and_messages(self):
        """Given two sites that cannot be read and a bad line, the code is 3, and stderr names line, fault and next step."""
        self.assertEqual(self.done.returncode, 3, self.done.stderr)
        bad, twice = len(self.rows) - 1, len(self.rows)
        self.assertIn("sites.csv:%d: ไม่มี: this is not an address of a website" % bad, self.done.stderr)
        self.assertIn("→ write it like https://", self.done.stderr)
        self.assertIn("sites.csv:%d: %s: the same site as line 2" % (twice, self.sites[0].url), self.done.stderr)
        self.assertIn("out/province.html", self.done.stdout)

    def test_one_entry_a_line_in_order(self):
        """Every line of the list has its entry, with what the list says of it, columns we do not know included."""
        self.assertEqual(self.result["schema"], "oit-batch/1")
        self.assertEqual([s["line"] for s in self.result["sites"]], list(range(2, len(self.rows) + 1)))
        for row, s in zip(self.rows[1:], self.result["sites"]):
            self.assertEqual([s["name"], s["url"], s["kind"], s["district"], s["province"], s["email"] or ""], row[1:7])
            self.assertEqual(s["extra"], {"ที่": row[0]})

    def test_scores_and_verdicts_are_the_sites_own(self):
        """Given a site that was read, score, verdicts and what to do first are those of its own result document."""
        for site in self.sites + [self.slow]:
            s = next(x for x in self.result["sites"] if x["url"] == site.url)
            self.assertEqual(s["result"], name_of(site) + "/result.json")
            self.assertEqual(s["report"], name_of(site) + "/report.html")
            with open(os.path.join(self.f.path, "out", s["result"]), encoding="utf-8") as file:
                own = json.load(file)
            self.assertIsNone(s["problem"])
            self.assertEqual(s["state"], "done")
            self.assertEqual(s["score"], {k: own["score"][k] for k in ("low", "high", "potential")})
            self.assertEqual(s["verdicts"], {i["id"]: i["verdict"] for i in own["items"]})
            self.assertEqual((s["to_do"], s["next"]), (own["to_do"], own["next"]))
            self.assertEqual(s["complete"], own["run"]["complete"])
            self.assertEqual(s["agency"], own["site"]["agency"])
            self.assertTrue(os.path.exists(os.path.join(self.f.path, "data", name_of(site) + ".oit")))

    def test_what_could_not_be_read_has_its_problem_and_no_score(self):
        """A dead and a forbidden site have their problem, no score, and not one item that is called missing."""
        for url, problem in ((self.dead, "refused"), (self.forbidden.url, "robots")):
            s = next(x for x in self.result["sites"] if x["url"] == url)
            self.assertEqual((s["problem"], s["state"], s["score"]), (problem, "unreadable", None))
            self.assertEqual(set(s["verdicts"].values()) - {"not_applicable"}, {"unassessed"})
        bad, twice = self.by_line[len(self.rows) - 1], self.by_line[len(self.rows)]
        self.assertEqual((bad["problem"], bad["score"], bad["verdicts"], bad["result"]), ("bad_line", None, {}, None))
        self.assertEqual((twice["duplicate_of"], twice["score"]), (2, self.by_line[2]["score"]))

    def test_options_of_a_line_are_for_its_site(self):
        """Given a page budget in one line, that site and no other is cut off by it."""
        with open(os.path.join(self.f.path, "out", self.by_line[3]["result"]), encoding="utf-8") as file:
            self.assertLessEqual(json.load(file)["coverage"]["fetched"], 40)

    def test_slow_sites_hold_nobody(self):
        """The slow site stands in the middle of the list; the sites behind it end before it does."""
        with contextlib.closing(sqlite3.connect(os.path.join(self.f.path, "data", "batch.db"))) as c:
            ends = dict(c.execute("select name, finished from site"))
        self.assertLessEqual(ends[name_of(self.forbidden)], ends[name_of(self.slow)])

    def test_the_page(self):
        """The page needs no script, asks for nothing, links each report that is there and what could not be read, escapes names, and keeps what could not be read apart."""
        with open(os.path.join(self.f.path, "out", "province.html"), encoding="utf-8") as file:
            text = file.read()
        page = Elements(text)
        self.assertEqual(page.tags["script"], 0)
        self.assertNotIn("<script", text)
        self.assertEqual(page.tags["link"] + page.tags["img"] + page.tags["iframe"], 0)
        self.assertIn("default-src 'none'", text)
        judged = [s for s in self.result["sites"] if s["state"] == "done" and not s["duplicate_of"]]
        reports = [s["report"] for s in self.result["sites"] if s["report"] and not s["duplicate_of"]]
        self.assertEqual(sorted(page.links), sorted(reports + [s["url"] for s in self.result["sites"] if s["state"] == "unreadable"]))
        for link in (x for x in page.links if "://" not in x):
            self.assertTrue(os.path.exists(os.path.join(self.f.path, "out", link)), link)
        self.assertIn(EVIL, page.text)
        unreadable = "".join(page.sections["unreadable"])
        self.assertIn("หน่วยงานที่ล่ม", unreadable)
        self.assertIn("the server refuses the connection", unreadable)
        self.assertNotIn("หน่วยงานที่ 3", unreadable)
        self.assertIn("ไม่มีเว็บ", "".join(page.sections["list"]))
        best = max(judged, key=lambda s: s["score"]["low"])
        whole = "".join(page.text)
        self.assertIn("%.2f" % best["score"]["low"], whole)
        for words in ("By district", "คะแนนรายอำเภอ", "อำเภอ 2", "Items lacking most often", "ข้อที่ขาดบ่อยที่สุด", "จังหวัดตัวอย่าง", "อบต."):
            self.assertIn(words, whole)

    def test_items_most_sites_lack(self):
        """The share beside the first item of the list of lacking ones is the share that the entries give."""
        judged = [s for s in self.result["sites"] if s["state"] == "done" and not s["duplicate_of"]]
        lacking = collections.Counter(i for s in judged for i, v in s["verdicts"].items() if v in ("missing", "partial", "stale"))
        most = max(lacking.values())
        with open(os.path.join(self.f.path, "out", "province.html"), encoding="utf-8") as file:
            self.assertIn("%d%% (%d)" % (int(100 * most / len(judged) + 0.5), most), file.read())

    def test_what_to_mend_first_is_lacking(self):
        """Beside each site stands what its own report puts first of the items it lacks for certain: most points for the work; one that is only open is not called lacking."""
        with open(os.path.join(self.f.path, "out", "province.html"), encoding="utf-8") as file:
            rows = file.read().split('<tbody role="rowgroup">')[1].split("</tr>")[:-1]
        judged = {s["report"]: s for s in self.result["sites"] if s["state"] == "done"}
        told = 0
        for row in rows:
            s = judged[row.split('href="')[1].split('"')[0]]
            lacking = [i for i in s["next"] if s["verdicts"][i] in ("missing", "partial", "stale")]
            told += lacking[:1] != [i for i in s["to_do"] if i in lacking][:1]
            self.assertIn('<td role="cell" class="fx">%s' % (lacking[0] + " " if lacking else "—"), row)
        self.assertGreater(told, 0, "no site of these tells the two orders apart")

    def test_the_workbook(self):
        """The workbook has a sheet for sites, items, verdicts and what has no result; a name that begins like a formula is text."""
        with zipfile.ZipFile(os.path.join(self.f.path, "out", "province.xlsx")) as z:
            book = z.read("xl/workbook.xml").decode()
            strings = z.read("xl/sharedStrings.xml").decode()
            sheets = [z.read(n).decode() for n in z.namelist() if n.startswith("xl/worksheets/sheet")]
        for name in ("Sites", "Items", "Verdicts", "Without result"):
            self.assertIn('name="%s"' % name, book)
        self.assertIn("&lt;script&gt;alert(1)&lt;/script&gt; =1+1", strings)
        self.assertFalse([s for s in sheets if "<f>" in s])
        with zipfile.ZipFile(os.path.join(self.f.path, "out", "province.xlsx")) as z:
            links = z.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
        self.assertIn('Target="%s\\report.html"' % name_of(self.sites[0]), links)

    def test_the_table_says_why(self):
        """In the CSV a line that came to nothing says why, one that is named twice which line is the first, and every site where its report is."""
        with open(os.path.join(self.f.path, "out", "province.csv"), encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(rows[-2]["Why"], "this is not an address of a website")
        self.assertEqual((rows[-1]["State"], rows[-1]["Why"]), ("named a second time", "the same site as line 2"))
        self.assertEqual(rows[0]["Report"], name_of(self.sites[0]) + "/report.html")
        self.assertEqual(rows[-2]["Report"], "")

    def test_status(self):
        """--status tells of the batch from the folder of reports and from that of site files alike."""
        for folder in ("out", "data"):
            done = self.f.oit("batch", "--status", folder, "--lang", "en")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertRegex(done.stdout, r"ended")
            self.assertRegex(done.stdout, r"\b10  visited")
            self.assertIn("could not be read: " + self.dead, done.stdout)


class Going(unittest.TestCase):
    def sites(self, stack, n, slow=0):
        return [small_site(stack, "/* slow:%d - www/index.html\n" % slow if slow else "") for _ in range(n)]

    def start(self, f, *more):
        return subprocess.Popen([OIT, "batch", "sites.csv", *COMMON, *more], cwd=f.path, env=f.env, stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE, text=True)

    def requests(self, sites):
        return [len(s.requests()) for s in sites]

    def go_on_after_kill(self, lose_state):
        with contextlib.ExitStack() as stack:
            f = stack.enter_context(Folder())
            sites = self.sites(stack, 6)
            write_list(f, [["url"]] + [[s.url] for s in sites])
            p = self.start(f, "--jobs", "2", "--rate", "4")
            self.assertTrue(wait_for(lambda: list(states(f).values()).count("done") >= 2))
            workers = children(p.pid)
            os.kill(p.pid, signal.SIGKILL)
            p.wait()
            p.stderr.close()
            self.assertTrue(wait_for(lambda: not any(os.path.exists("/proc/%d" % w) for w in workers), 5), "workers outlive the parent")
            before, over = self.requests(sites), states(f)
            if lose_state:
                for name in ("batch.db", "batch.db-wal", "batch.db-shm"):
                    with contextlib.suppress(FileNotFoundError):
                        os.unlink(os.path.join(f.path, "data", name))
            done = f.oit("batch", "sites.csv", *COMMON, "--jobs", "2", "--rate", "0")
            self.assertIn(done.returncode, (0, 3), done.stderr)
            for site, was, now in zip(sites, before, self.requests(sites)):
                if over[name_of(site)] == "done":
                    self.assertEqual(now, was, "a finished site was visited again")
            self.assertEqual({s["state"] for s in province(f)["sites"]}, {"done"})
            again = f.oit("batch", "sites.csv", *COMMON, "--rate", "0")
            self.assertIn(again.returncode, (0, 3), again.stderr)
            self.assertGreater(sum(self.requests(sites)), sum(before), "a batch that has ended begins anew")

    def test_kill_and_go_on(self):
        """Given kill -9 of the parent, its workers end with it, and the same command finishes without visiting a finished site again."""
        self.go_on_after_kill(False)

    def test_the_state_can_be_lost(self):
        """Given that batch.db is gone too, the site files say which sites are finished."""
        self.go_on_after_kill(True)

    def begun_anew_and_killed(self, state, earlier):
        """A batch that ended; begun anew as of so many seconds before its visit ended, and killed in the midst of the new visit."""
        with contextlib.ExitStack() as stack:
            f = stack.enter_context(Folder())
            site = self.sites(stack, 1, slow=300)[0]
            write_list(f, [["url"], [site.url]])
            self.assertIn(f.oit("batch", "sites.csv", *FAST).returncode, (0, 3))
            visits = os.path.join(f.path, "data", name_of(site).replace(":", "_") + ".oit")
            with contextlib.closing(sqlite3.connect(visits)) as c:
                moment = c.execute("select max(finished) from run").fetchone()[0] - earlier
            p = self.start(f, "--rate", "0")
            self.assertTrue(wait_for(lambda: states(f).get(name_of(site)) == "running"))
            workers = children(p.pid)
            p.kill()
            p.communicate()
            self.assertTrue(wait_for(lambda: not any(os.path.exists("/proc/%d" % w) for w in workers), 5))
            with contextlib.closing(sqlite3.connect(os.path.join(f.path, "data", "batch.db"))) as c, c:
                c.execute("update batch set started = ? where finished = 0", (moment,))
            mark = os.path.join(f.path, "out", ".oit-batch")
            with open(mark, encoding="utf-8") as file:
                text = file.read()
            with open(mark, "w", encoding="utf-8") as file:
                file.write(re.sub(r"(?m)^started \d+$", "started %d" % moment, text))
            if state == "older":
                with contextlib.closing(sqlite3.connect(os.path.join(f.path, "data", "batch.db"))) as c:
                    c.executescript("alter table site drop column seen; alter table site drop column next; pragma user_version = 2;")
            if state == "lost":
                for name in glob.glob(os.path.join(f.path, "data", "batch.db*")):
                    os.unlink(name)
            before = len(site.requests())
            done = f.oit("batch", "sites.csv", *FAST)
            self.assertIn("sites that are done: 0", done.stderr)
            self.assertGreater(len(site.requests()), before, "nobody was asked, and the visit is called done")
            with contextlib.closing(sqlite3.connect(visits)) as c:
                self.assertEqual(c.execute("select count(*), min(finished) > 0 from run").fetchone(), (2, 1))

    def test_the_visit_of_the_batch_before_is_not_of_this_one(self):
        """Given a batch begun in the very second in which the visit of the one before ended, or by a clock that was set back since, and killed,
        the same command makes the visit; the same when batch.db is lost, or was written by an older oit."""
        for state, earlier in (("kept", 0), ("kept", 3600), ("older", 0), ("lost", 0)):
            with self.subTest(state=state, earlier=earlier):
                self.begun_anew_and_killed(state, earlier)

    def test_a_signal_ends_in_order(self):
        """Given SIGTERM, all ends within five seconds with 143, what was done is in province.json, and the same command goes on."""
        with contextlib.ExitStack() as stack:
            f = stack.enter_context(Folder())
            sites = self.sites(stack, 1) + self.sites(stack, 2, slow=700)
            write_list(f, [["url"]] + [[s.url] for s in sites])
            p = self.start(f, "--rate", "0")
            self.assertTrue(wait_for(lambda: states(f).get(name_of(sites[0])) == "done"))
            workers, begun = children(p.pid), time.monotonic()
            p.terminate()
            _, said = p.communicate(timeout=10)
            self.assertLess(time.monotonic() - begun, 5)
            self.assertEqual(p.returncode, 143, said)
            self.assertFalse([w for w in workers if os.path.exists("/proc/%d" % w)])
            result = {s["url"]: s for s in province(f)["sites"]}
            self.assertEqual(result[sites[0].url]["state"], "done")
            self.assertEqual((result[sites[1].url]["state"], result[sites[1].url]["problem"]), ("unfinished", "interrupted"))
            before = self.requests(sites)
            self.assertIn(f.oit("batch", "sites.csv", *FAST).returncode, (0, 3))
            self.assertEqual(self.requests(sites)[0], before[0])
            self.assertEqual({s["state"] for s in province(f)["sites"]}, {"done"})

    def test_nohup(self):
        """Started with nohup in the evening, a batch goes on when the terminal it was started from is gone."""
        with contextlib.ExitStack() as stack:
            f = stack.enter_context(Folder())
            sites = self.sites(stack, 2, slow=300)
            write_list(f, [["url"]] + [[s.url] for s in sites])
            p = subprocess.Popen([OIT, "batch", "sites.csv", *FAST], cwd=f.path, env=f.env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                                 preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
            self.assertTrue(wait_for(lambda: "running" in states(f).values()))
            p.send_signal(signal.SIGHUP)
            _, said = p.communicate(timeout=60)
            self.assertIn(p.returncode, (0, 3), said)
            self.assertEqual({s["state"] for s in province(f)["sites"]}, {"done"})

    def test_deadline(self):
        """Given a deadline that comes first, the code is 3, the unfinished are listed as such, and the same command finishes them."""
        with contextlib.ExitStack() as stack:
            f = stack.enter_context(Folder())
            sites = self.sites(stack, 1) + self.sites(stack, 2, slow=900)
            write_list(f, [["url"]] + [[s.url] for s in sites])
            done = f.oit("batch", "sites.csv", *FAST, "--jobs", "2", "--deadline", "3")
            self.assertEqual(done.returncode, 3, done.stderr)
            self.assertIn("deadline", done.stderr)
            self.assertRegex(done.stderr, r"it ends in order at \d+ \w+ \d{4} \d\d:\d\d at the latest")
            result = [(s["state"], s["problem"]) for s in province(f)["sites"]]
            self.assertEqual(result[0], ("done", None))
            self.assertIn(("unfinished", "deadline"), result)
            self.assertFalse(province(f)["run"]["complete"])
            self.assertIn(sites[2].url, done.stdout)
            self.assertIn("stopped", f.oit("batch", "--status", "out", "--lang", "en").stdout)
            f.oit("batch", "sites.csv", *FAST)
            self.assertEqual({s["state"] for s in province(f)["sites"]}, {"done"})

    def test_a_crashed_worker_is_started_once_more(self):
        """Given a worker that dies, it is started once more and its site gets its result; one that dies twice is named, and is our failure."""
        with contextlib.ExitStack() as stack:
            f = stack.enter_context(Folder())
            sites = self.sites(stack, 2, slow=600)
            write_list(f, [["url"]] + [[s.url] for s in sites])
            p = self.start(f, "--rate", "0")
            self.assertTrue(wait_for(lambda: len(sites[0].requests()) > 1 and len(sites[1].requests()) > 1))
            workers = {asked_for(w): w for w in children(p.pid)}
            os.kill(workers[sites[0].url], signal.SIGKILL)
            os.kill(workers[sites[1].url], signal.SIGKILL)

            def second():
                return next((w for w in children(p.pid) if asked_for(w) == sites[1].url and w != workers[sites[1].url]), 0)

            self.assertTrue(wait_for(second, 20))
            os.kill(second(), signal.SIGKILL)
            _, said = p.communicate(timeout=120)
            self.assertEqual(p.returncode, 5, said)
            self.assertIn(sites[0].url + ": its process crashed (ended by signal 9); it is started once more", said)
            result = [(s["state"], s["problem"]) for s in province(f)["sites"]]
            self.assertEqual(result, [("done", None), ("failed", "worker_crashed")])

    def test_the_line_on_a_terminal(self):
        """Given a terminal, one line tells sites done, running and waiting, the pages of all visits a second, and the time left; nothing of it
        stays, and lines that are not visited are no sites; --status tells the same from another terminal; elsewhere there is none of it within the first minute."""
        with contextlib.ExitStack() as stack:
            f = stack.enter_context(Folder())
            sites = [small_site(stack, pages=14) for _ in range(6)]
            write_list(f, [["url", "skip"]] + [[s.url, ""] for s in sites] + [["no address", ""], [sites[0].url, ""], ["http://left-out.example", "asked"]])
            ours, theirs = os.openpty()
            stack.callback(os.close, ours)
            p = subprocess.Popen([OIT, "batch", "sites.csv", *COMMON, "--rate", "1", "--jobs", "3"], cwd=f.path, env=dict(f.env, TERM="xterm"),
                                 stdout=subprocess.DEVNULL, stderr=theirs)
            os.close(theirs)
            said, told, other = b"", None, ""
            with contextlib.suppress(OSError):
                while piece := os.read(ours, 65536):
                    said += piece
                    if not other and b"0:08" in said:
                        other = f.oit("batch", "--status", "data", "--lang", "en").stdout
                    if told is None and b"left about" in said:
                        told = time.monotonic()
            self.assertIn(p.wait(), (0, 3))
            text, truth = said.decode(), time.monotonic() - (told or 0)
            self.assertRegex(other, r"(?m)^  \d of 6 sites done, 3 running, [0-3] waiting, (\d+\.\d pages a second, )?\d+:\d\d")
            self.assertNotIn("sites done", f.oit("batch", "--status", "out", "--lang", "en").stdout, "it is over")
            self.assertIn("0 of 6 sites done, 3 running, 3 waiting", text)
            paces = [float(x) for x in re.findall(r"(\d+\.\d) pages a second", text)]
            self.assertTrue(paces, text[-500:])
            self.assertGreater(max(paces), 1.5)
            self.assertLess(max(paces), 3.6)  # three sites, a page a second each
            left = [int(m) * 60 + int(s) for m, s in re.findall(r"left about (\d+):(\d+)", text)]
            self.assertTrue(left)
            self.assertLess(abs(left[0] - truth), truth / 2 + 10)
            again = f.oit("batch", "sites.csv", *FAST)
            self.assertNotIn("sites done", again.stderr)

    def test_an_address_of_several_sites_is_not_run_over(self):
        """Given two names of one address and no pause asked for, the address gets four requests a second at most, in all."""
        with contextlib.ExitStack() as stack:
            f = stack.enter_context(Folder())
            site = small_site(stack, pages=12)
            write_list(f, [["url"], [site.url], ["http://localhost:%d/" % site.port]])
            done = f.oit("batch", "sites.csv", *FAST, "--allow-address", "::1")
            self.assertIn(done.returncode, (0, 3), done.stderr)
            self.assertEqual([s["state"] for s in province(f)["sites"]], ["done", "done"])
            times = sorted(int(r[0]) for r in site.requests())
            self.assertGreater(len(times), 24)
            self.assertEqual(too_fast([t / 1000 for t in times], 4), [], times)

    def page(self, f):
        with open(os.path.join(f.path, "out", "province.html"), encoding="utf-8") as file:
            return file.read()

    def test_a_site_that_is_down(self):
        """Given three nights, in the second of which a site is down: nothing is said of a visit before in the first; in the second it has no result of
        its own but what it had last, since when it is down and its report of then; in the third it is not called new."""
        with contextlib.ExitStack() as stack:
            f = stack.enter_context(Folder())
            steady, shaky = self.sites(stack, 2)
            write_list(f, [["url", "name", "province", "district"], [steady.url, "หนึ่ง", "จังหวัดสมมติ", "เมือง"], [shaky.url, "สอง", "", "เมือง"]])
            f.oit("batch", "sites.csv", *FAST)
            page = self.page(f)
            self.assertRegex(page, "<b>—</b><i>.{0,90}lower than on the visit before")
            self.assertIn("<h1>จังหวัดสมมติ", page, "an empty cell is of no other province")
            self.assertNotIn("sites read", page)
            self.assertNotIn("Last batches", page)
            self.assertIn("By district", page)
            self.assertNotIn("By kind", page, "the list names none")
            self.assertIn("<s>85</s>", page, "the marks have a scale")
            self.assertIn("0/2</b>", page)
            self.assertNotIn('class="okk"', page, "none of two is nothing to be glad of")
            first = province(f)["sites"][1]
            self.assertEqual((first["last_readable"], first["unreadable_since"]), (None, None))
            port, folder = shaky.port, shaky.folder
            shaky.process.terminate()
            shaky.process.wait()
            time.sleep(1.1)  # a batch is told from the one before by the second
            down = f.oit("batch", "sites.csv", *FAST)
            self.assertIn("%s — สอง: could not be read" % shaky.url, down.stdout)
            self.assertIn("%s — สอง" % shaky.url, f.oit("batch", "--status", "out", "--lang", "en").stdout)
            second = province(f)["sites"][1]
            self.assertEqual((second["state"], second["result"]), ("unreadable", first["result"]))
            result = json.load(open(os.path.join(f.path, "out", second["result"]), encoding="utf-8"))
            self.assertEqual((result["run"]["readable"], result["run"]["last_readable"]["low"]), (False, first["score"]["low"]))
            self.assertIn("ita", open(os.path.join(f.path, "out", second["last_readable"]["report"]), encoding="utf-8").read())
            self.assertEqual((second["last_readable"]["low"], second["last_readable"]["high"]), (first["score"]["low"], first["score"]["high"]))
            self.assertLess(second["last_readable"]["started"], second["unreadable_since"])
            page = self.page(f)
            self.assertIn("1 of 2 sites read", page)
            unreadable = page.split('id="unreadable"')[1].split("</section>")[0]
            for words in ("last read", "since", first["report"], second["last_readable"]["report"], "%.2f" % first["score"]["low"], '<a href="%s">' % shaky.url, "What to do: open the address"):
                self.assertIn(words, unreadable)
            time.sleep(1.1)
            stack.enter_context(Site(folder, port=port))
            f.oit("batch", "sites.csv", *FAST)
            page = self.page(f)
            row = page.split('<tbody role="rowgroup">')[1].split("</tbody>")[0]
            self.assertIn("Last batches", page)
            low = "%.2f" % first["score"]["low"]
            self.assertIn("<title>%s → %s → %s</title>" % (low, low, low), row, "of every batch that read it")
            self.assertIn("<title>%s → %s</title>" % (low, low), row)
            self.assertIn("no score then", row)
            self.assertNotIn("first visit", row)

    @unittest.skipUnless(can_be_offline(), "no process can be put off the network here")
    def test_a_night_without_a_network(self):
        """Given a machine that lost its network for a night, the operator is told, no site is called down since then, and the next night compares
        with the one before."""
        with Folder() as f, contextlib.ExitStack() as stack:
            sites = [stack.enter_context(Site("tuayang")), small_site(stack)]
            write_list(f, [["url"]] + [[s.url] for s in sites])
            self.assertIn(f.oit("batch", "sites.csv", *FAST).returncode, (0, 3))
            score = province(f)["sites"][0]["score"]
            done = f.oit("batch", "sites.csv", *FAST, preexec_fn=offline)
            self.assertEqual(done.returncode, 4, done.stderr)
            self.assertIn("because this machine had no network: 2", done.stderr)
            for site in province(f)["sites"]:
                self.assertEqual((site["state"], site["detail"], site["unreadable_since"]), ("unreadable", "this machine has no network", None))
                self.assertIsNotNone(site["last_readable"])
            self.assertNotIn("Could be read then, not now", self.page(f))
            f.oit("batch", "sites.csv", *FAST)
            self.assertNotIn("Can be read again", self.page(f))
            self.assertEqual(province(f)["sites"][0]["previous"]["low"], score["low"])

    @unittest.skipIf("OIT_SANITIZED" in os.environ, "a sanitizer wants to be loaded first")
    def test_no_name_at_all(self):
        """Given names of which not one is known, of three sites it is this machine's trouble, in the papers and in the site files."""
        with Folder() as f, contextlib.ExitStack() as stack:
            names = os.path.join(f.path, "names")
            with open(names, "w") as file:
                file.write("".join("%s.example !none\n" % n for n in ("one", "two", "three")))
            shim = {"LD_PRELOAD": os.path.join(BUILD, "tests", "support", "liboit-names.so"), "NAMES": names}
            write_list(f, [["url"]] + [["http://%s.example/" % n] for n in ("one", "two", "three")])
            done = f.oit("batch", "sites.csv", *FAST, env=shim)
            self.assertEqual(done.returncode, 4, done.stderr)
            self.assertIn("because this machine had no network: 3", done.stderr)
            self.assertIn("http://one.example/: could not be read (this machine has no network)", done.stdout)
            self.assertNotIn("the name of the server cannot be found", self.page(f))
            self.assertEqual({(s["problem"], s["detail"], s["unreadable_since"]) for s in province(f)["sites"]}, {("dns", "this machine has no network", None)})
            f.oit("draft", "memo", "data/one.example.oit", "--format", "md", "--lang", "en", "-o", "papers")
            with open(os.path.join(f.path, "papers", "memo.md"), encoding="utf-8") as file:
                self.assertIn("had no network", file.read())

    def test_a_server_that_is_broken_forbids_nothing(self):
        """Given a site that answers 503 to everything, its robots.txt too, it is told as broken, not as one that keeps us out."""
        with contextlib.ExitStack() as stack:
            f = stack.enter_context(Folder())
            broken = small_site(stack, "/* 503\n")
            write_list(f, [["url"], [broken.url]])
            self.assertEqual(f.oit("batch", "sites.csv", *FAST).returncode, 4)
            self.assertEqual(province(f)["sites"][0]["problem"], "server_error")
            alone = f.oit("scan", broken.url, *FAST)
            self.assertEqual(alone.returncode, 4)
            self.assertIn("the server reports an error of its own", alone.stderr)
            self.assertNotIn("to allow", alone.stderr)

    def test_less_looked_at_is_not_worse(self):
        """Given a second night that reads no documents, a score that is lower only for that is not called worse, neither of the site nor in the counts."""
        with contextlib.ExitStack() as stack:
            f = stack.enter_context(Folder())
            site = stack.enter_context(Site("tuayang"))
            write_list(f, [["url", "name"], [site.url, "หนึ่ง"]])
            f.oit("batch", "sites.csv", *FAST, "--max-documents", "20", "--ocr-pages", "0", timeout=300)
            first = province(f)["sites"][0]
            time.sleep(1.1)
            f.oit("batch", "sites.csv", *FAST)
            second = province(f)["sites"][0]
            self.assertLess(second["score"]["low"], first["score"]["low"])
            self.assertEqual(second["regressions"], [])
            page = self.page(f)
            self.assertIn("less could be looked at", page)
            self.assertNotIn('class="down">▼ %.2f' % (first["score"]["low"] - second["score"]["low"]), page)
            self.assertRegex(page, "<b>0</b><i>.{0,90}lower than on the visit before")
            self.assertRegex(page, 'class="down">▼ .{0,60}0 worse')

    def test_options_that_are_no_line_s(self):
        """Given options in a line that hold for the whole batch, that ask for help, or that do not go together, the line is bad and says why."""
        with Folder() as f:
            options = ("--data x", "-o x", "--year 2565", "--json", "--jobs=3", "--help", "--ignore-robots", "--max-pages 3")
            write_list(f, [["url", "options"]] + [["http://127.0.0.1:%d/" % (dead_port()), o] for o in options])
            said = f.oit("batch", "sites.csv", *FAST).stderr
            self.assertEqual([s["state"] for s in province(f)["sites"]], ["bad_line"] * 7 + ["unreadable"], said)
            for line, words in ((2, "--data: this option is for all sites"), (3, "-o: this option is for all sites"), (4, "--year: this option is for all"),
                                (5, "--json: this option"), (6, "--jobs=3: this option"), (7, "--help: this is not an option"), (8, "--ignore-robots: ")):
                self.assertRegex(said, r"sites\.csv:%d: http://[^ ]+: %s" % (line, words))
            self.assertIn('give it behind "oit batch"', said)

    def test_another_batch_and_a_lost_state(self):
        """Given a batch that runs, a second one in its folder is refused as such; given that its state was lost, --status says how to go on."""
        with contextlib.ExitStack() as stack:
            f = stack.enter_context(Folder())
            sites = self.sites(stack, 1, slow=700)
            write_list(f, [["url"]] + [[s.url] for s in sites])
            p = self.start(f, "--rate", "0")
            self.assertTrue(wait_for(lambda: "running" in states(f).values()))
            second = f.oit("batch", "sites.csv", *FAST)
            self.assertEqual(second.returncode, 2)
            self.assertIn("another batch (process %d) is running in this folder" % p.pid, second.stderr)
            p.kill()
            p.communicate()
            os.unlink(os.path.join(f.path, "data", "batch.db"))
            lost = f.oit("batch", "--status", "out", "--lang", "en")
            self.assertEqual(lost.returncode, 2)
            self.assertIn("the state of the batch is gone", lost.stderr)
            self.assertIn("give the same command again", lost.stderr)

    def test_nights_that_only_scan_knows(self):
        """Given a site that was down when it was first scanned, its first readable visit in a batch is no gain over nothing."""
        with contextlib.ExitStack() as stack:
            f = stack.enter_context(Folder())
            site = small_site(stack)
            site.process.terminate()
            site.process.wait()
            self.assertEqual(f.oit("scan", site.url, *FAST).returncode, 4)
            stack.enter_context(Site(site.folder, port=site.port))
            write_list(f, [["url"], [site.url]])
            f.oit("batch", "sites.csv", *FAST)
            s = province(f)["sites"][0]
            self.assertEqual((s["state"], s["previous"]), ("done", None))

    def test_what_is_odd_in_a_list(self):
        """A kind that is none and an address of mail that is none are told with their line, a kind once, and stop nothing."""
        with Folder() as f, contextlib.ExitStack() as stack:
            url = small_site(stack).url
            write_list(f, [["เว็บไซต์", "ประเภท", "อีเมล"], [url, "ตำบลลลล", "ไม่ใช่อีเมล"], [url, "ตำบลลลล", "a@town.example; b@town.example"],
                           [url, "อบต.", "c@town.example, d@@town"], [url, "เทศบาลเมือง", ""], [url, "ทต", ""]])
            done = f.oit("batch", "sites.csv", *FAST)
            self.assertIn(done.returncode, (0, 3), done.stderr)
            said = [x for x in done.stderr.splitlines() if "same site" not in x and "sites.csv:" in x]
            self.assertEqual(len(said), 3, done.stderr)
            self.assertIn('sites.csv:2: "ไม่ใช่อีเมล" is not an address of mail', done.stderr)
            self.assertIn('sites.csv:4: "d@@town" is not an address of mail', done.stderr)
            self.assertIn('sites.csv:2: kind "ตำบลลลล" is none that is known', done.stderr)

    def test_the_list_itself(self):
        """A list that is none ends with 2 before anything is asked; one of which no site can be read with 4."""
        with Folder() as f:
            write_list(f, [["name"], ["x"]])
            done = f.oit("batch", "sites.csv", *FAST)
            self.assertEqual(done.returncode, 2)
            self.assertIn("sites.csv:1", done.stderr)
            self.assertFalse(os.path.exists(os.path.join(f.path, "out")))
            self.assertEqual(f.oit("batch", "nowhere.csv", *FAST).returncode, 2)
            self.assertEqual(f.oit("batch", *FAST).returncode, 2)
            write_list(f, [["url"], ["http://127.0.0.1:%d/" % dead_port()]])
            self.assertEqual(f.oit("batch", "sites.csv", *FAST).returncode, 4)
            self.assertEqual(f.oit("batch", "--status", ".").returncode, 2)

    def test_a_night_on_which_much_was_published(self):
        """Given two sites that show one item more than the night before, and nine: the one is named, of the nine the numbers stand in a line."""
        with Folder() as f, contextlib.ExitStack() as stack:
            sites = [small_site(stack) for _ in range(2)]
            write_list(f, [["url"]] + [[s.url] for s in sites])
            self.assertIn(f.oit("batch", "sites.csv", *FAST).returncode, (0, 3))
            for site, last in zip(sites, (11, 19)):
                entries = "".join("  - {item: O%d, verdict: found, reason: seen, by: clerk}\n" % n for n in range(11, last + 1))
                open(os.path.join(f.path, "said.yaml"), "w").write("schema: oit-reviews/1\nreviews:\n" + entries)
                done = f.oit("review", "data/127.0.0.1_%d.oit" % site.port, "--import", "said.yaml")
                self.assertEqual(done.returncode, 0, done.stderr)
            f.oit("batch", "sites.csv", *FAST)
            page = open(os.path.join(f.path, "out", "province.html"), encoding="utf-8").read()
            gained = re.sub(r"<u lang=th>.*?</u>|<[^>]*>", "", page[page.index('id="gained"'):].split("</section>")[0])
            self.assertIn("O11 Annual action and budget plan: Missing → Found", gained)
            self.assertIn("O11 O12 O13 O14 O15 O16 O17 O18 O19: Missing → Found", gained)

    def test_no_site_could_be_read(self):
        """Given a list of sites that are all down: the page says so, and has no empty table and no ranking of nothing."""
        with Folder() as f:
            write_list(f, [["url"], ["http://127.0.0.1:%d/" % dead_port()]])
            self.assertEqual(f.oit("batch", "sites.csv", *FAST).returncode, 4)
            page = open(os.path.join(f.path, "out", "province.html"), encoding="utf-8").read().split("</style>")[1]
            self.assertIn("the server refuses the connection", page)
            self.assertNotIn("<table", page)
            self.assertNotIn("Items lacking most often", page)

    def test_on_standard_output_alone(self):
        """--json with neither -o nor --format: the document and no report; the batch before is compared with as ever.  With one of them files too."""
        with Folder() as f, contextlib.ExitStack() as stack:
            site, visit = small_site(stack), ("batch", "sites.csv", "--allow-private", "--rate", "0", "--data", "data", "--json")
            open(os.path.join(f.path, "sites.csv"), "w").write("url\n%s\n" % site.url)
            for night in (1, 2):
                done = f.oit(*visit)
                province = json.loads(done.stdout)
                self.assertEqual([(s["state"], s["result"], s["report"]) for s in province["sites"]], [("done", None, None)], done.stderr)
                self.assertEqual(province["compared_with"] is not None, night == 2)
                written = [name for _, _, names in os.walk(f.path) for name in names]
                self.assertEqual([n for n in written if n.endswith((".html", ".json", ".xlsx"))], [])
                self.assertIn("1", f.oit("batch", "--status", "data/batch").stdout)
            f.oit(*visit, "--format", "csv")
            self.assertTrue(os.path.exists(os.path.join(f.path, "oit-report", "province.html")))

    def test_policy_over_all_sites(self):
        """Given a limit that one site misses for certain, the code is 1."""
        with contextlib.ExitStack() as stack:
            f = stack.enter_context(Folder())
            site = stack.enter_context(Site("tuayang"))
            write_list(f, [["url"], [site.url]])
            done = f.oit("batch", "sites.csv", *FAST, "--fail-under", "99.9", "--json")
            result = json.loads(done.stdout)
            self.assertEqual(done.returncode, 1 if result["sites"][0]["score"]["high"] < 99.9 else 3, done.stderr)
            self.assertEqual(result["schema"], "oit-batch/1")


if __name__ == "__main__":
    main()
