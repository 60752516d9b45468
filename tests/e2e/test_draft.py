#!/usr/bin/env python3
"""The papers of `oit draft`: filled from a visit and the published results, gaps where nothing is known, opened by a word processor."""
import formats
import re
import shutil
import zipfile
from harness import SITES, Folder, Site, json, main, os, subprocess, tempfile, unittest

KINDS = ["itas", "o42", "o43", "memo", "channels"]
DAY = ("--pack", "oit-2566", "--as-of", "2023-04-28")
IIT, EIT = "84.72,75.90,81.11,71.62,78.38", "74.76,66.78,70.81"
GOLDEN = ["84.72", "75.90", "81.11", "71.62", "78.38", "74.76", "66.78", "70.81", "94.64", "100.00", "87.50", "85.71", "97.32", "78.35", "70.78",
          "83.67", "23.50", "21.24", "38.93"]
SCORES = """fiscal_year: 2566
iit: [84.72, 75.90, 81.11, 71.62, 78.38]
eit: [74.76, 66.78, 70.81]
last_year:
  iit: {1: 84.72, 2: 75.90, 3: 81.11, 4: 71.62, 5: 78.38}
  eit: 74.76, 66.78, 70.81
  lost: [O11, O24]
  total: 83.67
  level: B
"""
GAP = "[………"


def write(folder, name, text, encoding="utf-8"):
    path = os.path.join(folder.path, name)
    open(path, "w", encoding=encoding).write(text)
    return path


def write_docx(path, lines):
    """The least that is a paper of words."""
    body = "".join("<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % line for line in lines)
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        z.writestr("word/document.xml", '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>' % body)


class Visited(unittest.TestCase):
    """One visit to the example town, every paper of it."""

    @classmethod
    def setUpClass(cls):
        cls.folder = Folder()
        f = cls.folder.__enter__()
        with Site("tuayang") as s:
            cls.url = s.url
            cls.result = f.scan(s.url, *DAY)[1]
        cls.file = f.site_file()
        cls.scores = write(f, "scores.yaml", SCORES)
        cls.done = [f.oit("draft", k, cls.file, "--scores", cls.scores, "-o", "papers") for k in KINDS]
        cls.verdicts = {i["id"]: i["verdict"] for i in cls.result["items"]}

    @classmethod
    def tearDownClass(cls):
        cls.folder.__exit__()

    def path(self, name):
        return os.path.join(self.folder.path, "papers", name)

    def paper(self, kind):
        return formats.Paper(self.path(kind + ".docx"))

    def draft(self, *args, **rest):
        return self.folder.oit("draft", *args, **rest)

    def test_files(self):
        """Each paper as DOCX and Markdown, the answers as a workbook too; exit code 0; the files are named, nothing on stdout."""
        for kind, done in zip(KINDS, self.done):
            self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
            self.assertIn("papers/%s.docx" % kind, done.stderr)
        self.assertEqual(sorted(os.listdir(self.path(""))), sorted([k + "." + e for k in KINDS for e in ("docx", "md")] + ["itas.xlsx"]))

    def test_same_bytes(self):
        """Drawn up again, every file has the same bytes."""
        for kind in KINDS:
            self.draft(kind, self.file, "--scores", self.scores, "-o", "again")
        for name in os.listdir(self.path("")):
            a, b = (open(os.path.join(self.folder.path, d, name), "rb").read() for d in ("papers", "again"))
            self.assertEqual(a, b, name)

    def test_well_formed(self):
        """Every part is XML of known elements; every page says it is a draft; Markdown is what its reader expects."""
        formats.MARKDOWN_TAGS |= {"br", "strong"}
        for kind in KINDS:
            paper = self.paper(kind)
            self.assertEqual(list(paper.breaches()), [], kind)
            for header in ("word/header1.xml", "word/header2.xml"):
                self.assertIn("ร่าง", paper.words(paper.trees[header]))
            self.assertIn("เทศบาลตำบลตัวอย่าง", paper.text)
            page = formats.read_markdown(self.path(kind + ".md"))
            self.assertEqual(list(formats.markdown_breaches(page, "never")), [], kind)

    def test_word_processor(self):
        """LibreOffice opens every paper and the workbook, and shows Thai text and all pages of it."""
        if not shutil.which("soffice"):
            self.skipTest("LibreOffice is not installed")
        names = [k + ".docx" for k in KINDS]
        done = subprocess.run(["soffice", "-env:UserInstallation=file://%s/office" % self.folder.path, "--headless", "--convert-to", "pdf",
                               "--outdir", self.folder.path] + [self.path(n) for n in names + ["itas.xlsx"]], capture_output=True, text=True, timeout=280)
        for kind in KINDS:
            pdf = os.path.join(self.folder.path, kind + ".pdf")
            self.assertTrue(os.path.exists(pdf), done.stderr)
            shown = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True).stdout
            self.assertGreater(len(re.findall("[\u0e01-\u0e5b]", shown)), 500, kind)
            self.assertIn("2566", shown, kind)
        sizes = subprocess.run(["pdfinfo", "-l", "9", os.path.join(self.folder.path, "o42.pdf")], capture_output=True, text=True).stdout
        self.assertRegex(sizes, r"size:\s+595.* x 84[12]")
        self.assertRegex(sizes, r"size:\s+84[12].* x 595")

    # ------------------------------------------------------------------ the answers

    def answers(self):
        return {r[0]: r for r in self.paper("itas").rows if re.match(r"^O\d+$", r[0])}

    def test_answers(self):
        """Every item of the checklist: yes only where it was found, no where it is missing or old, a gap where nobody could look."""
        rows = self.answers()
        self.assertEqual(set(rows), set(self.verdicts))
        for item, verdict in self.verdicts.items():
            answer = rows[item][2]
            if verdict == "found":
                self.assertEqual(answer, "มี", item)
            elif verdict in ("missing", "stale"):
                self.assertEqual(answer, "ไม่มี", item)
            elif verdict == "partial":
                self.assertEqual(answer, "มี\nยังไม่ครบ", item)
            else:
                self.assertIn(GAP, answer, item)
        self.assertLessEqual({"found", "missing", "stale", "unassessed", "partial"}, set(self.verdicts.values()))

    def test_addresses_and_paths(self):
        """A line an address that is really in evidence; the way is numbered and begins at the home page."""
        rows = self.answers()
        for item in self.result["items"]:
            lines, way = rows[item["id"]][3].split("\n"), rows[item["id"]][4]
            known = {e["final_url"] for e in item["evidence"]}
            if item["verdict"] == "found":
                self.assertTrue(lines and set(lines) <= known, item["id"])
                self.assertRegex(way, "(^|\n)1. เข้าหน้าหลักของเว็บไซต์\n2. ", item["id"])
            elif item["verdict"] in ("missing", "stale"):
                self.assertEqual(lines, ["-"], item["id"])
                self.assertIn(item["reason"], way)
        self.assertIn("1. เข้าหน้าหลักของเว็บไซต์\n2. เลือก “แผนการดำเนินงาน”\n3. เลือก “ดาวน์โหลด”", rows["O11"][4])

    def test_workbook(self):
        """The same answers as a sheet: exact addresses, one a line, to be pasted into the form."""
        book = formats.Book(self.path("itas.xlsx"))
        self.assertEqual(list(book.sheets), ["ITAS"])
        rows = {r["A"]: r for r in book.sheets["ITAS"][1:]}
        self.assertEqual(list(rows), list(self.verdicts))
        for item in self.result["items"]:
            if item["verdict"] == "found":
                self.assertEqual(rows[item["id"]]["C"], "มี")
                self.assertTrue(set(rows[item["id"]]["D"].split("\n")) <= {e["final_url"] for e in item["evidence"]})
                self.assertIn("1. เข้าหน้าหลักของเว็บไซต์\n2. ", rows[item["id"]]["E"])

    # ------------------------------------------------------------------ analysis, measures, results

    def test_analysis_of_the_published_year(self):
        """The file's last year is analysed, under that year's rules: all figures of FY2565, level B, the lost items by name."""
        paper = self.paper("o42")
        self.assertEqual([n for n in GOLDEN if n not in paper.text], [])
        self.assertIn("ปีงบประมาณ พ.ศ. 2565 และมาตรการ", paper.text)
        self.assertIn("83.67 คะแนน ระดับ B", paper.text)
        self.assertIn("ตัวเลขเป็นผลที่ประกาศ", paper.text)
        rows = {r[0]: r for r in reversed(paper.rows)}
        self.assertEqual(rows["9.2 การบริหารงาน"][1:], ["87.50", "O11 รายงานการกำกับติดตามการดำเนินงานประจำปี รอบ 6 เดือน"])
        self.assertEqual(rows["AA"][1], "95.00")
        self.assertRegex(paper.text, "ต่ำที่สุด ได้แก่ 7 ประสิทธิภาพการสื่อสาร .66.78., 8 .*70.81., 4 ")
        passed = {r[2]: r[4] for r in reversed(paper.rows) if len(r) == 5 and r[1] in ("IIT", "EIT", "OIT")}
        self.assertEqual(passed["1 การปฏิบัติหน้าที่"], "ไม่ผ่านเกณฑ์")  # 84.72 is below 85
        self.assertEqual(passed["9 การเปิดเผยข้อมูล"], "ผ่านเกณฑ์")
        self.assertIn("ผลการประเมินปีงบประมาณ พ.ศ. 2566 เท่าที่ทราบ", paper.paragraphs)
        self.assertEqual([n for n in GOLDEN if n not in open(self.path("o42.md"), encoding="utf-8").read()], [])

    def test_measures(self):
        """A measure for each item to do and each weak indicator: who, steps, by when, follow-up; what is not known is a gap."""
        measures = [r for r in self.paper("o42").rows if len(r) == 5 and r[0].startswith(("เผยแพร่ให้ครบถ้วน", "ตรวจให้แน่ใจว่าเผยแพร่แล้ว", "ยกระดับ"))]
        told = re.findall(r"\): (O\d+) ", "\n".join(r[0] for r in measures))
        self.assertEqual(told, self.result["to_do"])
        self.assertEqual(sum(r[0].startswith("ยกระดับ") for r in measures), 8)
        unknown = {i for i, v in self.verdicts.items() if v in ("review", "unassessed")}
        self.assertEqual(set(re.findall(r"\): (O\d+) ", "\n".join(r[0] for r in measures if r[0].startswith("ตรวจ")))), unknown, "nobody knows that it lacks")
        self.assertTrue(unknown)
        for row in measures:
            self.assertTrue(all(row), row)
            if not row[0].startswith("ยกระดับ"):
                self.assertRegex(row[1], r"^1\. .+\n2\. ")
            else:
                self.assertIn(GAP, row[1])

    def test_nothing_known(self):
        """Without a file of results no figure of the surveys stands anywhere: gaps with hints, headings kept."""
        self.assertEqual(self.draft("o42", self.file, "-o", "bare").returncode, 0)
        paper = formats.Paper(os.path.join(self.folder.path, "bare", "o42.docx"))
        rows = [r for r in paper.rows if len(r) == 5 and r[1] in ("IIT", "EIT", "OIT")]
        self.assertEqual(len(rows), 10)
        for row in rows:
            self.assertTrue(row[3].startswith(GAP) and row[4].startswith(GAP), row)
        self.assertIn("7. ปัญหา อุปสรรค และข้อเสนอแนะ", paper.paragraphs)
        self.assertTrue([g for g in paper.gaps if "“ไม่มี”" in g])
        self.assertNotIn("83.67", paper.text)

    def assert_predicted(self, paper):
        """The check's OIT and what hangs on it: never in a place for a published figure, in rows and a sentence of its own that say so; the year of IIT and EIT is told."""
        told = next(p for p in paper.paragraphs if p.startswith("ในปีงบประมาณ"))
        self.assertEqual((GAP in told, "83.67" in told, "ระดับ B" in told), (True, False, False), told)
        mark = "(คาดการณ์โดยโปรแกรม ไม่ใช่ผลที่ประกาศ)"
        self.assertTrue([p for p in paper.paragraphs if "ไม่ใช่ผลที่ประกาศ: OIT 97.32 คะแนน" in p and "83.67 คะแนน ระดับ B" in p])
        self.assertIn("IIT และ EIT เป็นของปีงบประมาณ พ.ศ. 2565", paper.text)
        self.assertIn("ไม่ได้ระบุผลของปีงบประมาณ พ.ศ. 2564", paper.text)
        rows = {r[0]: r for r in paper.rows if len(r) == 4}
        for name, figures in (("OIT การเปิดเผยข้อมูลสาธารณะ", ["97.32", "40", "38.93"]), ("คะแนนรวม ITA", ["", "100", "83.67"])):
            self.assertTrue(rows[name][3].startswith(GAP), rows[name])
            self.assertEqual(rows["%s %s" % (name, mark)][1:], figures)
        oit = [r for r in paper.rows if len(r) == 5 and r[1] == "OIT" and r[3] != ""]
        self.assertEqual([(r[3].startswith(GAP), mark in r[2]) for r in oit[:4]], [(True, False), (True, False), (False, True), (False, True)], oit)

    def test_this_years_result(self):
        """Only O11 and O24 not found under the checklist of FY2565, IIT and EIT as options: the same table from the check itself."""
        f = self.folder
        copy = shutil.copy(self.file, os.path.join(f.path, "golden.oit"))
        year = ("--year", "2565")
        ids = [i["id"] for i in json.loads(f.oit("judge", copy, "--json", *year).stdout)["items"]]
        words = [w for i in ids for w in ("--set", "%s=%s" % (i, "missing" if i in ("O11", "O24") else "found"))]
        self.assertEqual(f.oit("review", copy, *year, *words, "--reason", "as published", "--by", "clerk").returncode, 0)
        done = self.draft("o42", copy, *year, "--iit", IIT, "--eit", EIT, "-o", "golden")
        self.assertEqual(done.returncode, 0, done.stderr)
        paper = formats.Paper(os.path.join(f.path, "golden", "o42.docx"))
        self.assertEqual([n for n in GOLDEN if n not in paper.text], [])
        self.assert_predicted(paper)
        scores = write(f, "this.csv", "เครื่องมือ,ตัวชี้วัด,คะแนน\n" + "".join("IIT,%d,%s\n" % n for n in enumerate(IIT.split(","), 1))
                       + "".join("EIT,%d,%s\n" % n for n in enumerate(EIT.split(","), 6)), "cp874")
        digits = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
        title = "ผลการประเมิน ITA\n\n" + open(scores, encoding="cp874").read().replace("\r", "")
        spread = ("iit: %s\neit: %s\n" % (IIT.replace(",", " "), EIT.replace(",", "  "))).encode()
        same = {"digits.csv": open(scores, encoding="cp874").read().translate(digits).encode("cp874"), "title.csv": title.encode(), "spread.yaml": spread}
        for name, what in same.items():
            open(os.path.join(f.path, name), "wb").write(what)
            done = f.oit("judge", copy, "--json", *year, "--scores", os.path.join(f.path, name))
            self.assertEqual((done.returncode, json.loads(done.stdout or "{}").get("score", {}).get("level")), (0, "B"), name + done.stderr)
        score = json.loads(f.oit("judge", copy, "--json", *year, "--scores", scores).stdout)["score"]
        self.assertEqual((score["low"], score["level"]), (97.32, "B"))
        self.assertEqual(score, json.loads(f.oit("judge", copy, "--json", *year, "--iit", IIT, "--eit", EIT).stdout)["score"])

    def test_channels(self):
        """Every channel the checklist asks for, with its address; the visit on record; gaps for what only the office knows."""
        paper = self.paper("channels")
        rows = {r[0]: r for r in paper.rows if len(r) == 5}
        channels = {i["id"] for i in self.result["items"] if i["topic"] in ("contact", "qa", "social-network", "corruption-complaint-channel", "e-service")}
        self.assertLessEqual(channels, set(rows))
        self.assertIn(self.url + "contact.html", rows["O5"][3])
        self.assertEqual(len([r for r in paper.rows if len(r) == 3 and "O5 " in r[1]]), 1)
        self.assertEqual(len([g for g in paper.gaps if "จำนวนครั้ง" in g]), 4 * len(channels))

    def test_memo(self):
        """The form of a memorandum, the facts of the visit, the gaps an office fills."""
        paper = self.paper("memo")
        for words in ("บันทึกข้อความ", "ส่วนราชการ", "ที่", "วันที่", "เรื่อง", "เรียน", "1. เรื่องเดิม", "2. ข้อเท็จจริง", "จึงเรียนมาเพื่อโปรดทราบและพิจารณา"):
            self.assertIn(words, paper.text)
        self.assertIn("พบ %d ข้อ" % list(self.verdicts.values()).count("found"), paper.text)
        self.assertIn("%.2f–%.2f" % (self.result["score"]["low"], self.result["score"]["high"]), paper.text)
        self.assertTrue([g for g in paper.gaps if "เลขที่หนังสือ" in g])

    def test_a_site_that_could_not_be_opened(self):
        """Nobody is asked to publish anything: the memorandum proposes to find out why and to check again, the answers are gaps without a place."""
        with Folder() as f:
            self.assertEqual(f.oit("scan", "http://127.0.0.1:8081/", "--allow-private", "--data", "down", "-o", "out", "--timeout", "2", *DAY).returncode, 4)
            for kind in ("memo", "itas", "o42", "o43"):
                f.oit("draft", kind, f.site_file(os.path.join(f.path, "down")), "-o", "papers", "--format", "md", "--lang", "en")
            memo, itas, *reports = (open(os.path.join(f.path, "papers", k + ".md"), encoding="utf-8").read() for k in ("memo", "itas", "o42", "o43"))
            self.assertIn("finds out why it could not be opened", memo.split("For consideration")[1])
            self.assertNotIn("should be published at", itas)
            for text in reports:
                self.assertIn("no page of the website could be opened", text)
                self.assertNotIn("Publish in full", text)
                self.assertNotIn("0.00–100.00", text)
                self.assertNotIn("O1 ", text)

    def test_digits_and_final(self):
        """Thai digits in what is ours, not in addresses and item numbers; --final without the mark."""
        self.draft("itas", self.file, "--thai-digits", "--final", "-o", "thai")
        paper = formats.Paper(os.path.join(self.folder.path, "thai", "itas.docx"))
        rows = {r[0]: r for r in paper.rows}
        self.assertIn("ปีงบประมาณ พ.ศ. ๒๕๖๖", paper.text)
        self.assertIn("๑. เข้าหน้าหลัก", rows["O11"][4])
        self.assertIn("action-budget-2566.pdf", rows["O11"][3])
        self.assertNotIn("ร่าง", paper.words(paper.trees["word/header1.xml"]) + paper.words(paper.trees["word/header2.xml"]))
        done = self.draft("memo", self.file, "--lang", "en", "--format", "md", "-o", "english")
        self.assertEqual(os.listdir(os.path.join(self.folder.path, "english")), ["memo.md"], done.stderr)
        self.assertIn("# Memorandum", open(os.path.join(self.folder.path, "english", "memo.md")).read())

    def test_mistakes(self):
        """Each mistake ends with 2 and names the input and what to do; nothing is written."""
        f = self.folder
        bad = write(f, "bad.yaml", "fiscal_year: 2566\niit: [84.72, 175.90]\n")
        for words, input, next in (
                (("o24", self.file), "o24", "o42"),
                (("letter", self.file), "letter", "channels"),
                (("memo", self.file, "--format", "xlsx"), "--format", "itas"),
                (("memo", self.file, "--format", "pdf"), "--format", "docx"),
                (("memo", self.file, "--scores", bad), "bad.yaml:2:14", "84.72"),
                (("memo", self.file, "--scores", "absent.yaml"), "absent.yaml", "name"),
                (("memo", "absent.oit"), "absent.oit", ""),
                (("memo",), "oit draft", "KIND FILE")):
            done = f.oit("draft", *words, "--lang", "en", "-o", "never")
            self.assertEqual(done.returncode, 2, (words, done.stderr))
            self.assertIn(input, done.stderr)
            self.assertIn(next, done.stderr)
        self.assertFalse(os.path.exists(os.path.join(f.path, "never")))
        self.assertEqual(f.oit("judge", self.file, "--scores", bad).returncode, 2)
        self.assertEqual(f.oit("scan", self.url, "--scores", bad).returncode, 2)

    def test_wrong_number_of_figures(self):
        """IIT has five indicators and EIT three: another number is refused with both numbers, and one instrument alone is told to give no total."""
        f = self.folder
        some = write(f, "some.yaml", "eit: [74.76, 66.78, 70.81]\niit: [84.72, 75.90, 81.11]\n")
        table = write(f, "some.csv", "instrument,indicator,score\nEIT,6,74.76\nEIT,7,66.78\n")
        for words, input, numbers in ((("--iit", "84,75,81", "--eit", "74"), "--iit", (5, 3)), (("--iit", IIT, "--eit", "74,66"), "--eit", (3, 2)),
                                      (("--scores", some), "some.yaml:2", (5, 3)), (("--scores", table), "some.csv:3", (3, 2))):
            done = f.oit("report", self.file, "--json", "--lang", "en", *words)
            self.assertEqual((done.returncode, done.stdout), (2, ""), words)
            self.assertIn(input, done.stderr)
            self.assertIn("%d indicators" % numbers[0], done.stderr)
            self.assertIn("scores given: %d" % numbers[1], done.stderr)
        commas = f.oit("report", self.file, "--json", "--iit", IIT, "--eit", EIT)
        for iit, eit in ((IIT.replace(",", " "), EIT.replace(",", "  ")), (IIT.replace(",", ", "), EIT + ",")):
            self.assertEqual(f.oit("report", self.file, "--json", "--iit", iit, "--eit", eit).stdout, commas.stdout)
        for words in (IIT.replace(",", ",,", 1), "84.725" + IIT[5:], "", " ", ",", IIT + " x"):
            done = f.oit("report", self.file, "--json", "--iit", words, "--eit", EIT, "--lang", "en")
            self.assertEqual((done.returncode, done.stdout), (2, ""), words)
            self.assertIn("--iit", done.stderr)
        whole = write(f, "whole.yaml", "iit: 78.35\neit: [70.78]\n")
        done = f.oit("report", self.file, "--json", "--scores", whole, "--lang", "en")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout)["score"]["ita"]["iit"], 78.35)
        self.assertEqual(f.oit("report", self.file, "--json", "--iit", "78.35", "--eit", "70.78", "--lang", "en").stdout, done.stdout)
        alone = f.oit("report", self.file, "--json", "--iit", IIT, "--lang", "en")
        self.assertEqual(alone.returncode, 0)
        self.assertIn("--iit without --eit: no ITA total", alone.stderr)

    def test_year_without_figures(self):
        """A file that says nothing of the judged year is told of; the result goes on without a total."""
        last = write(self.folder, "last.yaml", "fiscal_year: 2560\niit: [80]\neit: [80]\n")
        done = self.folder.oit("report", self.file, "--json", "--scores", last, "--lang", "en")
        self.assertEqual(done.returncode, 0)
        self.assertIn("fiscal year 2566", done.stderr)
        self.assertIsNone(json.loads(done.stdout)["score"].get("level"))


class Changed(unittest.TestCase):
    def test_before_and_after(self):
        """A page that was not there at the first visit and is at the last: before and after, where it was published, the score's rise."""
        with tempfile.TemporaryDirectory() as d, Folder() as f:
            folder = os.path.join(d, "site")
            shutil.copytree(os.path.join(SITES, "tuayang"), folder)
            open(os.path.join(folder, "routes.txt"), "w").write("/service/statistics.html 404 text/html -\n")
            with Site(folder) as site:
                before = f.scan(site.url, "--pack", "oit-2566", "--as-of", "2023-04-01")[1]
                open(os.path.join(folder, "routes.txt"), "w").write("")
                after = f.scan(site.url, "--pack", "oit-2566", "--as-of", "2023-04-28")[1]
                done = f.oit("draft", "o43", f.site_file(), "-o", "papers")
                self.assertEqual(done.returncode, 0, done.stderr)
                paper = formats.Paper(os.path.join(f.path, "papers", "o43.docx"))
                row = next(r for r in paper.rows if len(r) == 7 and "O16" in r[0])
                self.assertEqual(row[4], "ไม่พบ")
                self.assertIn("เผยแพร่แล้ว ตรวจพบเมื่อวันที่", row[5])
                self.assertIn(site.url + "service/statistics.html", row[5])
                self.assertIn(GAP, row[1])  # what the office did, it alone knows
                self.assertIn("1 เมษายน 2566", paper.text)
                for r in (before, after):
                    self.assertIn("%.2f–%.2f" % (r["score"]["low"], r["score"]["high"]), paper.text)
                self.assertFalse([r for r in paper.rows if len(r) == 7 and "O1 " in r[0]])

    def test_a_first_visit_that_read_nothing(self):
        """Given a first visit that found the site down: it is no state before any measure, and of the channels it says nothing."""
        with Folder() as f:
            with Site("tuayang") as site:
                self.assertEqual(f.outage(site.url, *DAY)[0].returncode, 4)
                f.scan(site.url, *DAY)
            for kind in ("o43", "channels"):
                f.oit("draft", kind, f.site_file(), "-o", "papers", "--format", "md", "--lang", "en")
            report, channels = (open(os.path.join(f.path, "papers", k + ".md"), encoding="utf-8").read() for k in ("o43", "channels"))
            self.assertNotIn("Could not look", report.split("2. Results of the measures")[0])
            self.assertIn("there was no check before this one", report)
            self.assertEqual(channels.count("the website could not be read"), 1)
            self.assertNotIn("Could not look", channels.split("2. Visits of")[1])

    def test_other_agency(self):
        """A line of the agency's own paper on measures that names another municipality is shown with its place; its own name is not."""
        lines = ["มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. 2566 เทศบาลตำบลตัวอย่าง", "การวิเคราะห์ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2565",
                 "มาตรการ ขั้นตอน ผู้รับผิดชอบ ระยะเวลา การกำกับติดตาม", "ให้ประกาศเทศบาลตำบลบ้านหลังเขา ทุกไตรมาส"]
        with tempfile.TemporaryDirectory() as d, Folder() as f:
            folder = os.path.join(d, "site")
            shutil.copytree(os.path.join(SITES, "tuayang"), folder)
            with Site(folder) as site:
                result = f.scan(site.url, *DAY)[1]
                url = next(i for i in result["items"] if i["topic"] == "integrity-measures")["evidence"][0]["final_url"]
                write_docx(os.path.join(folder, "www", url[len(site.url):]), lines)
                result = f.scan(site.url, *DAY)[1]
                self.assertEqual(next(i for i in result["items"] if i["topic"] == "integrity-measures")["verdict"], "found")
                f.oit("draft", "o42", f.site_file(), "-o", "papers")
                told = [p for p in formats.Paper(os.path.join(f.path, "papers", "o42.docx")).paragraphs if "เอ่ยถึงหน่วยงานอื่น" in p]
                self.assertEqual(len(told), 1, told)
                self.assertIn(lines[3], told[0])
                self.assertIn(url, told[0])


if __name__ == "__main__":
    main()
