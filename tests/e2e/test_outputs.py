#!/usr/bin/env python3
"""Every output is opened by a reader of its format, says the same as the result document, and is harmless whatever the site wrote."""
import formats
import html
import re
import shutil
import sys
import tempfile
import xml.etree.ElementTree as ET
from browser import CHROMIUM, Browser
from harness import BUILD, OIT, ROOT, SITES, Folder, Site, json, main, os, subprocess, unittest

sys.path.append("/usr/lib/python3/dist-packages")  # the package python3-icalendar, whichever Python runs the tests
import icalendar  # noqa: E402

DAY = ("--pack", "oit-2566", "--as-of", "2023-04-28")
FILES = {"html": "report.html", "json": "result.json", "xlsx": "report.xlsx", "csv": "items.csv", "junit": "junit.xml", "sarif": "oit.sarif",
         "md": "summary.md", "line": "line.txt"}
STREAMS = ["jsonl", "nagios"]
FAILS, SKIPS = {"missing", "stale", "partial"}, {"unassessed", "review", "not_applicable"}


class Visited(unittest.TestCase):
    """One visit to the example town, every output of it."""

    @classmethod
    def setUpClass(cls):
        cls.folder = Folder()
        f = cls.folder.__enter__()
        with Site("tuayang") as s:
            cls.first = f.oit("scan", s.url, "--allow-address", "127.0.0.0/8", "--rate", "0", "--data", "sites", "-o", "out",
                              "--format", ",".join(FILES), *DAY)
        cls.file = f.site_file()
        cls.result = json.load(open(os.path.join(f.path, "out", "result.json"), encoding="utf-8"))

    @classmethod
    def tearDownClass(cls):
        cls.folder.__exit__()

    def path(self, format):
        return os.path.join(self.folder.path, "out", FILES[format])

    def verdicts(self):
        return {i["id"]: i["verdict"] for i in self.result["items"]}

    def test_names(self):
        """--format with every name writes every file of the contract, and nothing else."""
        self.assertIn(self.first.returncode, (0, 3), self.first.stderr)
        self.assertEqual(sorted(os.listdir(os.path.join(self.folder.path, "out"))), sorted(FILES.values()))

    def test_same_bytes(self):
        """Judged again from what is stored, each file has the same bytes: no clock, no order of memory."""
        self.folder.oit("judge", self.file, "-o", "a", "--format", ",".join(FILES))
        self.folder.oit("judge", self.file, "-o", "b", "--format", ",".join(FILES))
        for name in FILES.values():
            a, b = (open(os.path.join(self.folder.path, d, name), "rb").read() for d in "ab")
            self.assertEqual(a, b, name)
            self.assertTrue(a)

    def test_advice_in_english(self):
        """In English what to do and what should be there is English for every item of every year, whoever tells it; Thai are only words of the site."""
        thai, site_words = re.compile("[ก-๙]"), re.compile(r'"[^"]*"|https?://\S+|สขร\.1|(?<=nothing yet: ).*')
        file = os.path.join(self.folder.path, "english.oit")
        shutil.copy(self.file, file)
        for year in range(2563, 2570):
            result = json.loads(self.folder.oit("judge", file, "--year", str(year), "--lang", "en", "--json").stdout)
            said = [i["fix"] for i in result["items"] if i["fix"]] + [m["expected"] for m in result["missing_urls"]]
            self.assertEqual([s for s in said if thai.search(site_words.sub("", s)) or "{" in s], [])
            self.assertGreater(len(said), 10)
            reasons = [i["reason"] for i in result["items"]] + [x["note"] for i in result["items"] for x in i["elements"] if x["note"]]
            self.assertEqual([s for s in reasons if thai.search(site_words.sub("", s))], [])
            self.assertEqual([x["text"] for i in result["items"] for x in i["elements"] if not x["text_en"] or thai.search(x["text_en"])], [])
        self.folder.oit("judge", file, "--lang", "en", "--format", ",".join(FILES), "-o", "english", *DAY)
        no_gift = "the report on the No Gift Policy in fiscal year 2566"
        for name in ("report.html", "result.json", "items.csv", "junit.xml", "oit.sarif", "summary.md"):
            self.assertIn(no_gift, open(os.path.join(self.folder.path, "english", name), encoding="utf-8").read(), name)
        for args in (("todo", file), ("explain", "O33", file), ("todo", file, "--format", "csv")):
            text = self.folder.oit(*args, "--lang", "en").stdout
            self.assertIn(no_gift, " ".join(text.split()), args)
            self.assertNotIn("เผยแพร่รายงานผลตามนโยบาย No Gift Policy ปีงบประมาณ", text)

    def test_order_of_the_work(self):
        """"to_do" has the most points first, "next" the most points for the work: the same items, each with its effort, and only those."""
        items = {i["id"]: i for i in self.result["items"]}
        self.assertEqual(sorted(self.result["to_do"]), sorted(self.result["next"]))
        self.assertEqual({i for i, x in items.items() if x["effort"]}, set(self.result["next"]))
        gains = [items[i]["gain"]["oit"] for i in self.result["to_do"]]
        worth = [items[i]["gain"]["oit"] / {"small": 1, "medium": 2, "large": 4}[items[i]["effort"]] for i in self.result["next"]]
        self.assertEqual((gains, worth), (sorted(gains, reverse=True), sorted(worth, reverse=True)))
        self.assertGreater(len({x["effort"] for x in items.values()}), 3)

    @staticmethod
    def stake(item):
        """What a table says of the points of an item: how many, and whether they are to gain or at risk; nothing of one that has them."""
        if item["verdict"] in ("found", "waived", "not_applicable"):
            return None, None
        return item["gain"]["oit"], "ยังเสี่ยง" if item["verdict"] in ("review", "unassessed") else "ได้เพิ่ม"

    def test_points_of_a_table(self):
        """Points to gain are no score: what is found has none, what a person must look at has points at risk, and the column says which."""
        rows = formats.read_csv(self.path("csv"))
        at, word = rows[0].index("คะแนน OIT ที่จะได้เพิ่ม"), rows[0].index("ได้เพิ่มหรือยังเสี่ยง")
        told = {r[0]: (float(r[at]) if r[at] else None, r[word] or None) for r in rows[1:]}
        self.assertEqual(told, {i["id"]: self.stake(i) for i in self.result["items"]})
        self.assertEqual({word for _, word in told.values()}, {"ได้เพิ่ม", "ยังเสี่ยง", None})

    def test_csv(self):
        """A row an item under one heading, the verdict word among its fields, UTF-8 with a mark, CRLF."""
        rows = formats.read_csv(self.path("csv"))
        self.assertEqual({r[0]: r[-1] for r in rows[1:]}, self.verdicts())
        self.assertEqual(len(set(rows[0])), len(rows[0]))
        self.assertEqual([r for r in rows for field in r if formats.armed(field)], [])

    def test_workbook(self):
        """Eight sheets with Thai names, filters, frozen heads, print areas; dates and scores are numbers; links lead to the site."""
        book = formats.Book(self.path("xlsx"))
        self.assertEqual(list(book.breaches()), [])
        self.assertEqual(list(book.sheets), ["สรุป", "ทำอะไรก่อน", "ผลตรวจรายข้อ", "องค์ประกอบ", "หลักฐาน", "ที่อยู่ที่ต้องแก้ไข",
                                             "ขอบเขตการตรวจ", "ประวัติ"])
        names = [n.text for n in book.trees["xl/workbook.xml"].iter(formats.MAIN + "definedName")]
        for name, tree in book.xml.items():
            self.assertTrue([n for n in names if n.startswith("'%s'!$A$1:" % name) or n.startswith("%s!$A$1:" % name)], name)
            if name != "สรุป":
                self.assertIsNotNone(tree.find(formats.MAIN + "autoFilter"), name)
                self.assertEqual([p.get("state") for p in tree.iter(formats.MAIN + "pane")], ["frozen"], name)
        items = book.sheets["ผลตรวจรายข้อ"]
        self.assertEqual([r["A"] for r in items[1:]], [i["id"] for i in self.result["items"]])
        self.assertEqual([(r.get("I"), r.get("K")) for r in items[1:]], [self.stake(i) for i in self.result["items"]])
        self.assertEqual({r["A"]: (r.get("C"), r.get("E")) for r in book.sheets["ทำอะไรก่อน"][1:]},
                         {i["id"]: self.stake(i) for i in self.result["items"] if i["id"] in self.result["to_do"]})
        self.assertEqual([r["A"] for r in book.sheets["ทำอะไรก่อน"][1:]], self.result["next"])
        self.assertEqual(len(book.sheets["หลักฐาน"]) - 1, sum(len(i["evidence"]) for i in self.result["items"]))
        self.assertEqual(len(book.sheets["องค์ประกอบ"]) - 1, sum(len(i["elements"]) for i in self.result["items"]))
        self.assertEqual(len(book.sheets["ที่อยู่ที่ต้องแก้ไข"]) - 1, len(self.result["missing_urls"]))
        about = {r["A"]: r.get("B") for r in book.sheets["สรุป"] if "A" in r}
        self.assertEqual(about["คะแนน OIT ที่ยืนยันแล้ว"], self.result["score"]["low"])
        self.assertEqual(book.sheets["ประวัติ"][-1]["A"], 45044)  # 28 April 2023 as workbooks count days
        self.assertIn(self.result["site"]["url"], book.links["สรุป"])

    def test_rows_are_high_enough(self):
        """What to do is shown to its last line: O37's advice takes five lines of its column in LibreOffice, of up to 27 points where another font stands in."""
        book = formats.Book(self.path("xlsx"))
        height = {book.row(r).get("A"): float(r.get("ht", 0)) for r in book.xml["ทำอะไรก่อน"].iter(formats.MAIN + "row")}
        self.assertGreaterEqual(height["O37"], 5 * 26.5)
        self.assertGreaterEqual(height["ข้อ"], 2 * 26.5)
        self.assertLess(height["O41"], 5 * 26.5)

    def test_workbook_in_libreoffice(self):
        """LibreOffice opens the workbook and shows the Buddhist year of a real date."""
        if not shutil.which("soffice"):
            self.skipTest("LibreOffice is not installed")
        done = subprocess.run(["soffice", "-env:UserInstallation=file://%s/office" % self.folder.path, "--headless", "--convert-to", "html",
                               "--outdir", self.folder.path, self.path("xlsx")], capture_output=True, text=True, timeout=180)
        shown = open(os.path.join(self.folder.path, "report.html"), encoding="utf-8", errors="replace").read()
        self.assertEqual(done.returncode, 0, done.stderr)
        told = [x for x in done.stderr.splitlines() if x.strip() and "javaldx" not in x]  # Java is not needed for a workbook
        self.assertEqual(told, [])
        self.assertIn("28 เม.ย. 2566", shown, done.stderr)
        for sheet in formats.Book(self.path("xlsx")).sheets:
            self.assertIn(sheet, shown)
        self.assertIn("ผลตรวจรายข้อ", shown)

    def test_junit(self):
        """What is missing, old or partial fails; what nobody could see is skipped with its reason; the rest passes."""
        self.assertEqual(formats.junit_breaches(self.path("junit")), [])
        told = {}
        for case in ET.parse(self.path("junit")).getroot().iter("testcase"):
            fail, skip = case.find("failure"), case.find("skipped")
            told[case.get("name").split()[0]] = fail.get("type") if fail is not None else "skipped" if skip is not None else "passed"
            if skip is not None:
                self.assertGreater(len(skip.get("message")), 10)
        self.assertEqual(told, {k: v if v in FAILS else "skipped" if v in SKIPS else "passed" for k, v in self.verdicts().items()})

    def test_junit_places(self):
        """No line of a failure stands twice, and what is missing was not seen anywhere: its word is another one."""
        words = {}
        for case in ET.parse(self.path("junit")).getroot().iter("testcase"):
            fail = case.find("failure")
            if fail is None:
                continue
            lines = fail.text.strip().split("\n")
            self.assertEqual(len(lines), len(set(lines)), lines)
            words.setdefault(fail.get("type"), set()).update(line.split(":")[0] for line in lines)
        self.assertNotIn("พบที่", words["missing"])
        self.assertIn("พบที่", words["stale"])
        todo = self.folder.oit("todo", self.file).stdout.split("\n\n")
        for task in (t for t in todo if "ไม่พบ" in t or "ตรวจไม่ได้" in t):
            self.assertNotIn("พบที่:", task)

    def test_sarif(self):
        """A rule an item, a result for each that is wrong or open, at the addresses where it should be."""
        doc = json.load(open(self.path("sarif"), encoding="utf-8"))
        self.assertEqual(list(formats.sarif_breaches(doc)), [])
        run = doc["runs"][0]
        self.assertEqual([r["id"] for r in run["tool"]["driver"]["rules"]], [i["id"] for i in self.result["items"]])
        self.assertEqual({r["ruleId"]: r["properties"]["verdict"] for r in run["results"]},
                         {k: v for k, v in self.verdicts().items() if v not in ("found", "waived", "not_applicable")})
        for r in run["results"]:
            wanted = [m["url"] for m in self.result["missing_urls"] if m["item"] == r["ruleId"] and m["url"].isascii()]
            got = [x["physicalLocation"]["artifactLocation"]["uri"] for x in r["locations"]]
            self.assertTrue(got)
            self.assertTrue(set(wanted) <= set(got), r["ruleId"])

    @unittest.skipUnless(formats.sarif_validator(), "the schema is not there: tests/support/fetch_checkers.py build/checkers takes it from npm")
    def test_sarif_schema(self):
        """Valid by the published schema of SARIF 2.1.0, which finds a wrong level and a rule without a name."""
        check, doc = formats.sarif_validator(), json.load(open(self.path("sarif"), encoding="utf-8"))
        self.assertEqual([(list(e.path), e.message[:200]) for e in check.iter_errors(doc)], [])
        doc["runs"][0]["results"][0]["level"] = "bad"
        del doc["runs"][0]["tool"]["driver"]["rules"][0]["id"]
        self.assertEqual(len(list(check.iter_errors(doc))), 2)

    def test_markdown(self):
        """GitHub's own reader makes headings, tables of even rows and links of it; every task is named; it fits a job page."""
        page = formats.read_markdown(self.path("md"))
        self.assertEqual(list(formats.markdown_breaches(page)), [])
        self.assertEqual(page.rows[1][1:], [6] * len(self.result["to_do"]))
        for item in self.result["to_do"]:
            self.assertRegex(page.text, r"\b%s\b" % item)
        self.assertLess(os.path.getsize(self.path("md")), 1024 * 1024)

    def test_line(self):
        """Thai, six lines at most, short enough to be read in a chat, with the score and the first task."""
        text = formats.plain_text(self.path("line"))
        lines = text.splitlines()
        self.assertLessEqual(len(lines), 6)
        self.assertLess(len(text), 600)
        self.assertRegex(lines[0], "^[\u0e00-\u0e7f]")
        self.assertIn("%.2f" % self.result["score"]["low"], lines[1])
        first = next(i for i in self.result["next"] if self.verdicts()[i] in FAILS)
        self.assertIn(first, text)
        self.assertNotIn("://", text)

    def test_json_lines(self):
        """The run in the first line, then a line an item; together they hold what the document holds."""
        done = self.folder.oit("report", self.file, "--format", "jsonl")
        lines = [json.loads(x) for x in done.stdout.splitlines()]
        self.assertEqual([x["type"] for x in lines], ["run"] + ["item"] * len(self.result["items"]))
        for key in ("schema", "tool", "site", "run", "pack", "coverage", "score", "to_do", "next"):
            self.assertEqual(lines[0][key], self.result[key], key)
        for line, item in zip(lines[1:], self.result["items"]):
            self.assertEqual({k: line[k] for k in item}, item)
            self.assertEqual(line["missing_urls"], [m for m in self.result["missing_urls"] if m["item"] == item["id"]])

    def test_nagios(self):
        """The word of the state agrees with the exit code: 0 OK, 1 WARNING, 3 UNKNOWN; the limit is in the data."""
        for more, code, word in ((("--fail-on", "missing"), 1, "WARNING"), (("--fail-under", "100"), None, None), ((), None, None)):
            done = self.folder.oit("judge", self.file, "--format", "nagios", *more)
            state, words, figures = formats.read_nagios(done.stdout)
            self.assertEqual(state, {0: "OK", 1: "WARNING", 3: "UNKNOWN"}[done.returncode], done.stderr)
            self.assertIn(code, (None, done.returncode))
            self.assertIn(word, (None, state))
            self.assertEqual(float(figures["score_low"]), self.result["score"]["low"])
            self.assertEqual({v: int(figures[v]) for v in ("found", "missing")},
                             {v: list(self.verdicts().values()).count(v) for v in ("found", "missing")})
        self.assertIn("score_low=%.2f;100.00:;;0;100" % self.result["score"]["low"],
                      self.folder.oit("judge", self.file, "--format", "nagios", "--fail-under", "100").stdout)

    def test_streams_write_no_files(self):
        """What goes to stdout makes no folder; files beside it are written where they are asked for."""
        self.folder.oit("report", self.file, "--format", "nagios", "-o", "none")
        self.assertFalse(os.path.exists(os.path.join(self.folder.path, "none")))
        done = self.folder.oit("report", self.file, "--format", "jsonl,csv", "-o", "both")
        self.assertEqual(os.listdir(os.path.join(self.folder.path, "both")), ["items.csv"])
        self.assertTrue(done.stdout.startswith('{"type":"run"'))

    def test_json_and_files(self):
        """--json alone writes no file; with -o the usual ones, with --format those of the list; stdout is the document."""
        for more, files in (((), None), (("-o", "usual"), ["report.html", "result.json"]), (("-o", "asked", "--format", "csv"), ["items.csv"])):
            done = self.folder.oit("report", self.file, "--json", *more)
            self.assertEqual(json.loads(done.stdout)["items"], self.result["items"])
            if files:
                self.assertEqual(sorted(os.listdir(os.path.join(self.folder.path, more[1]))), files)
        self.assertFalse(os.path.exists(os.path.join(self.folder.path, "oit-report")))

    def test_closed_pipe(self):
        """Whoever reads our output may stop early, as head does: not a word of error, and the exit code that the signal would give."""
        for args in (("report", self.file, "--json"), ("todo", self.file), ("explain", "O1", self.file), ("rules", "list"), ("--help",)):
            with self.subTest(args=args):
                read, write = os.pipe()
                os.close(read)
                done = subprocess.run([OIT, *args], env=self.folder.env, stdout=write, stderr=subprocess.PIPE, text=True, timeout=60)
                os.close(write)
                self.assertEqual((done.returncode, done.stderr), (141, ""))

    def test_json_tool(self):
        """Python's own reader of JSON takes the result document, SARIF, what --json prints, and each line of the stream."""
        for path in (self.path("json"), self.path("sarif")):
            self.assertEqual(subprocess.run([sys.executable, "-m", "json.tool", path], stdout=subprocess.DEVNULL).returncode, 0, path)
        for args, lines in ((("report", "--json"), ()), (("report", "--format", "jsonl"), ("--json-lines",))):
            done = self.folder.oit(args[0], self.file, *args[1:])
            read = subprocess.run([sys.executable, "-m", "json.tool", *lines], input=done.stdout, capture_output=True, text=True)
            self.assertEqual(read.returncode, 0, read.stderr)

    def test_wrong_formats(self):
        """An unknown format names the known ones; two outputs cannot share stdout; both end with exit code 2 and write nothing."""
        done = self.folder.oit("report", self.file, "--format", "csv,pdf", "-o", "wrong", "--lang", "en")
        self.assertEqual(done.returncode, 2)
        self.assertIn("pdf", done.stderr)
        for name in list(FILES) + STREAMS:
            self.assertRegex(done.stderr, r"\b%s\b" % name)
        for wrong in (("--format", "jsonl,nagios"), ("--json", "--format", "nagios")):
            done = self.folder.oit("report", self.file, "-o", "wrong", "--lang", "en", *wrong)
            self.assertEqual(done.returncode, 2, wrong)
            self.assertIn("nagios", done.stderr)
            self.assertEqual(done.stdout, "")
        self.assertFalse(os.path.exists(os.path.join(self.folder.path, "wrong")))
        told = self.folder.oit("report", "--help", "--lang", "en").stdout
        for name in list(FILES) + STREAMS:
            self.assertRegex(told, r"\b%s\b" % name)


@unittest.skipIf("OIT_SANITIZED" in os.environ, "a sanitizer's time is not the program's")
class Worst(unittest.TestCase):
    def test_what_to_do_is_whole(self):
        """Given a site that shows nothing, under every checklist: the report keeps below its ceiling, and what to do, its reason and its name are whole where they stand
        first; the page that lacks everything is named once, with all its items."""
        with tempfile.TemporaryDirectory() as d, Folder() as f:
            os.makedirs(os.path.join(d, "www"))
            open(os.path.join(d, "routes.txt"), "w").close()
            open(os.path.join(d, "www", "index.html"), "w", encoding="utf-8").write("<title>เทศบาลตำบลตัวอย่าง</title><p>ยินดีต้อนรับสู่เทศบาลตำบลตัวอย่าง")
            with Site(d) as site:
                f.scan(site.url, *DAY)
            for year in range(2563, 2570):
                with self.subTest(year=year):
                    f.oit("judge", f.site_file(), "--year", str(year), "--format", "html,json", "-o", "out")
                    result = json.load(open(os.path.join(f.path, "out", "result.json"), encoding="utf-8"))
                    path = os.path.join(f.path, "out", "report.html")
                    self.assertLessEqual(os.path.getsize(path), 300000)
                    page = open(path, encoding="utf-8").read()
                    first = page[page.index('id="todo"'):page.index('id="missing"')]
                    self.assertNotIn("…", first)
                    self.assertGreater(len(result["to_do"]), 20)
                    for item in result["items"]:
                        if item["verdict"] == "missing":
                            self.assertIn(html.escape(item["fix"], quote=False), first.replace("&#39;", "'").replace("&quot;", '"'))
                            self.assertIn('href="#%s"' % item["id"].lower(), page[page.index('id="missing"'):page.index('class="items"')])


class Speed(unittest.TestCase):
    def test_all_outputs(self):
        """A full site, 43 items with their proof: all ten outputs together are written in less than 200 ms of processor time."""
        done = subprocess.run([os.path.join(BUILD, "tests", "bench", "bench_report")], capture_output=True, text=True, check=True)
        figures = {line.split()[0]: float(line.split()[-2]) for line in done.stdout.splitlines()}
        print(" ".join("%s %.1f ms" % f for f in figures.items()), end=" ")
        self.assertEqual(len(figures), len(FILES) + len(STREAMS) + 1)
        self.assertLess(figures["all"], 200)


class Schema(unittest.TestCase):
    def test_fixture_sites(self):
        """The result of each fixture site is valid by docs/result.schema.json, which describes every field it has."""
        for name in sorted(os.listdir(SITES)):
            with Site(name) as s, Folder() as f:
                done, result = f.scan(s.url, *DAY)
                self.assertIsNotNone(result, done.stderr)
                self.assertEqual(formats.schema_breaches(result), [], name)

    def test_with_surveys_and_history(self):
        """A second visit, judged with IIT and EIT, fills the fields that a first one leaves out."""
        with Site("menu-cms") as s, Folder() as f:
            f.scan(s.url, *DAY)
            f.scan(s.url, *DAY)
            done = f.oit("judge", f.site_file(), "--json", "--iit", "84.72,75.90,81.11,71.62,78.38", "--eit", "74.76,66.78,70.81")
            result = json.loads(done.stdout)
        self.assertEqual(formats.schema_breaches(result), [])
        self.assertTrue(result["score"]["ita"] and result["history"] and result["items"][0]["previous"])

    def test_schema_can_fail(self):
        """A wrong verdict, a score of 101 and a field nobody described are each found."""
        with Site("menu-cms") as s, Folder() as f:
            _, result = f.scan(s.url, *DAY)
        for wrong in ({"score": {**result["score"], "low": 101}}, {"extra": 1}, {"items": [{**result["items"][0], "verdict": "gone"}]}):
            self.assertTrue(formats.schema_breaches({**result, **wrong}), wrong.keys())


class Hostile(unittest.TestCase):
    """Cards whose every text, and every address, is one of the hostile strings."""

    @classmethod
    def setUpClass(cls):
        cls.folder = Folder()
        path = cls.folder.__enter__().path
        strings = os.path.join(ROOT, "fixtures", "conformance", "hostile_strings.json")
        cls.strings = [s["text"] for s in json.load(open(strings, encoding="utf-8"))["strings"]]
        subprocess.run([os.path.join(BUILD, "tests", "support", "report_hostile"), strings, path], check=True)
        cls.cards = [(text, os.path.join(path, str(n), kind)) for n, text in enumerate(cls.strings) for kind in ("text", "address")]

    @classmethod
    def tearDownClass(cls):
        cls.folder.__exit__()

    def each(self, name, check):
        self.assertGreater(len(self.cards), 150)
        good = set(range(len(self.strings)))
        for n, (text, folder) in enumerate(self.cards):
            with self.subTest(text=text, folder=os.path.basename(folder)):
                good.discard(n // 2)
                check(text, os.path.join(folder, name))
                good.add(n // 2)
        print("hostile texts in %s: %d of %d" % (name, len(good), len(self.strings)))

    def test_csv(self):
        """No field is computed, no text makes a row or a column of its own, and numbers stay numbers."""
        def check(_, path):
            rows = formats.read_csv(path)
            self.assertEqual(len(rows), 2)
            self.assertEqual([field for field in rows[1] if formats.armed(field)], [])
            self.assertIsNone(formats.UNSEEN.search("".join(rows[1])))

        self.each("items.csv", check)

    def test_workbook(self):
        """All parts are XML; no formula, no code, no link but to the web; the text is there as it was written."""
        def check(text, path):
            book = formats.Book(path)
            self.assertEqual(list(book.breaches()), [])
            if re.match(r"^[\x21-\x7e\u0e01-\u0e5b]+$", text) and "_x" not in text:
                self.assertTrue([s for s in book.strings if text in s], text)

        self.each("report.xlsx", check)

    def test_links_beyond_the_limit(self):
        """A sheet holds 65,530 links; further addresses are there as text."""
        book = formats.Book(os.path.join(self.folder.path, "links.xlsx"))
        self.assertEqual(len(book.links["Links"]), 65530)
        self.assertEqual(book.sheets["Links"][-1]["A"], "https://www.tuayang.example/65539")
        self.assertEqual(list(book.breaches()), [])

    def test_junit(self):
        """Valid by the schema: no text ends an attribute, an element, or forges a test case."""
        def check(text, path):
            self.assertEqual(formats.junit_breaches(path), [])
            self.assertEqual(len(list(ET.parse(path).getroot().iter("testcase"))), 1)
            formats.plain_text(path)

        self.each("junit.xml", check)

    def test_sarif(self):
        """JSON whose locations are addresses of the web."""
        schema = formats.sarif_validator()

        def check(_, path):
            doc = json.loads(formats.plain_text(path))
            self.assertEqual(list(formats.sarif_breaches(doc)), [])
            self.assertEqual([e.message[:200] for e in schema.iter_errors(doc)] if schema else [], [])

        self.each("oit.sarif", check)

    def test_markdown(self):
        """No markup, no picture, no script, no link but to the site itself, nobody called by name."""
        def check(_, path):
            page = formats.read_markdown(path)
            formats.plain_text(path)
            self.assertEqual(list(formats.markdown_breaches(page, r"https://www\.tuayang\.example[/$]?")), [])

        self.each("summary.md", check)

    def test_papers(self):
        """Papers hold text and nothing else, whatever a site or an office wrote: no field, link or part but ours; the text as it was."""
        for kind in ("itas", "o42", "o43", "memo", "channels"):
            def check(text, path):
                paper = formats.Paper(path)
                self.assertEqual(list(paper.breaches()), [])
                if re.match(r"^[\x21-\x7e\u0e01-\u0e5b]+$", text):
                    self.assertIn(text[:1000], paper.text)

            self.each(kind + ".docx", check)

    def test_papers_as_markdown(self):
        """No markup but line ends of ours, no link at all, nobody called by name, no table of other columns."""
        formats.MARKDOWN_TAGS |= {"br", "strong"}
        for kind in ("itas", "o42", "o43", "memo", "channels"):
            def check(_, path):
                page = formats.read_markdown(path)
                formats.plain_text(path)
                self.assertEqual(list(formats.markdown_breaches(page, "never")), [])

            self.each(kind + ".md", check)

    def test_answers_as_workbook(self):
        """The answer sheet has one row, no formula, no link, and lines in its cells are ours."""
        def check(_, path):
            book = formats.Book(path)
            wrong = [b for b in book.breaches() if not b.startswith("text ")]
            self.assertEqual(wrong, [])
            self.assertEqual(book.links["ITAS"], [])
            self.assertEqual(len(book.sheets["ITAS"]), 2)
            for text in book.strings:
                self.assertIsNone(formats.UNSEEN.search(text.replace("\n", "")), text)
                self.assertLess(len(text), 32767)

        self.each("itas.xlsx", check)

    def test_line(self):
        """The lines are ours alone, and few."""
        def check(_, path):
            text = formats.plain_text(path)
            self.assertLessEqual(len(text.splitlines()), 6)
            self.assertLess(len(text), 1500)
            self.assertTrue(text.startswith("OIT check "))

        self.each("line.txt", check)

    def test_nagios(self):
        """One line, one bar, performance data that a monitor reads."""
        def check(_, path):
            formats.read_nagios(open(path, encoding="utf-8", newline="").read())

        self.each("nagios.out", check)

    def test_json(self):
        """The result document and that of two visits hold the text as it was, and no character that acts on a terminal."""
        def result(text, path):
            self.assertEqual(json.loads(formats.plain_text(path))["site"]["agency"], text)

        def changes(text, path):
            self.assertEqual(json.loads(formats.plain_text(path))["site"]["agency"], text)

        self.each("result.json", result)
        self.each("changes.json", changes)

    def test_terminal(self):
        """Nothing that moves the cursor, changes colours, turns writing round or forges a line of a log."""
        def check(_, path):
            for line in formats.plain_text(path).splitlines():
                self.assertNotRegex(line, r"^(\[ERROR\]|2022-11-15T|Bcc:|new,row)")

        self.each("terminal.txt", check)
        self.each("changes.txt", check)

    def test_todo_table(self):
        """The list of what to do as a table: no field is computed, no row is forged."""
        def check(_, path):
            rows = formats.read_csv(path)
            self.assertEqual([f for row in rows for f in row if formats.armed(f)], [])
            self.assertLessEqual(len(rows), 2)

        self.each("todo.csv", check)

    def test_todo_calendar(self):
        """A calendar program reads one task and nothing that the site has put in."""
        def check(_, path):
            text = open(path, encoding="utf-8", newline="").read()
            calendar = icalendar.Calendar.from_ical(text)
            self.assertIsNone(formats.UNSEEN.search(text.replace("\r\n", "\n")))
            self.assertLessEqual(len(calendar.walk("VTODO")), 1)
            self.assertLessEqual({c.name for c in calendar.walk()}, {"VCALENDAR", "VTODO", "VEVENT", "VALARM"})
            for task in calendar.walk("VTODO"):
                self.assertLessEqual(set(task), {"UID", "DTSTAMP", "SUMMARY", "DESCRIPTION", "CATEGORIES", "COMMENT", "DUE", "STATUS"})

        self.each("todo.ics", check)

    @unittest.skipUnless(CHROMIUM, "Chromium is not installed (apt-get install chromium)")
    def test_html_in_a_browser(self):
        """Chromium makes of each page only what is ours: no script, handler, frame, form or picture; it asks for nothing and opens no dialog."""
        acts = """JSON.stringify([document.querySelectorAll("script, img, iframe, object, embed, form, base, link, audio, video, template").length,
          [...document.querySelectorAll("*")].flatMap(e => [...e.attributes]).filter(a => a.name.startsWith("on") || /^\\s*(javascript|data|vbscript):/i.test(a.value)).length,
          [...document.links].filter(a => !/^https?:/.test(a.protocol) && !a.getAttribute("href").startsWith("#")).length,
          document.querySelectorAll("meta[http-equiv]").length, document.title.length > 0])"""
        with Browser() as browser:
            def check(_, path):
                browser.open(path)
                self.assertEqual(json.loads(browser.run(acts)), [0, 0, 0, 1, True])
                self.assertEqual([r for r in browser.requests if not r.startswith("file://" + path)], [])

            self.each("report.html", check)
            self.each("changes.html", check)

    def test_pages(self):
        """The reports to be read in a browser: no script, no handler, no picture or form of others, no link but to the web or within."""
        def check(_, path):
            page = formats.read_html(path)
            self.assertEqual(list(formats.html_breaches(page)), [])
            self.assertIsNone(formats.UNSEEN.search(open(path, encoding="utf-8").read()))

        for name in ("report.html", "province.html"):
            self.each(name, check)

    def test_province(self):
        """The papers of a list: JSON with the text as it was, a workbook without harm."""
        def check_json(text, path):
            whole = json.loads(formats.plain_text(path))
            self.assertEqual(whole["sites"][0]["name"], text)

        def check_book(_, path):
            self.assertEqual(list(formats.Book(path).breaches()), [])

        self.each("province.json", check_json)
        self.each("province.xlsx", check_book)

    def test_json_lines(self):
        """A line of JSON an item, and the text as it was."""
        def check(text, path):
            lines = formats.plain_text(path).split("\n")
            self.assertEqual([json.loads(x)["type"] for x in lines[:-1]], ["run", "item"])
            self.assertEqual(json.loads(lines[0])["site"]["agency"], text)

        self.each("jsonl.out", check)


if __name__ == "__main__":
    main()
