#!/usr/bin/env python3
"""Documents within a scan: what cannot be read costs only itself, nothing is read twice, and without a reader the rest goes on."""
import shutil
import sqlite3
import subprocess
from harness import BUILD, Folder, SITES, Site, contract_breaches, json, main, os, signal, tempfile, time, timeless, unittest
from test_documents import contents, installed, pdf_bomb, recognition

DUMMY = os.path.join(BUILD, "tests", "support", "oit-reader-dummy")  # a document says what its reader does
WHEN = ["--pack", "oit-2566", "--as-of", "2023-04-28", "--lang", "en"]
READING = WHEN + ["--ocr-pages", "3"]
PLAN, REPORT, MEASURES = ("files/integrity/%s.pdf" % n for n in ("plan-2566-2570", "report-2565", "measures-2566"))
SCAN = "files/report/annual-2565.pdf"
EMPTY, WEB_PAGE, GOOD = "files/integrity/risk-2566.pdf", "files/hr/manpower-2564-2566.pdf", "files/report/satisfaction-2565.pdf"


class Changed:
    """A municipality's site in which some documents are others."""

    def __init__(self, documents):
        self.documents = documents

    def __enter__(self):
        self.work = tempfile.mkdtemp(prefix="oit-changed-")
        path = os.path.join(self.work, "site")
        shutil.copytree(os.path.join(SITES, "tuayang"), path)
        for name, data in self.documents.items():
            with open(os.path.join(path, "www", name), "wb") as f:
                f.write(data)
        return path

    def __exit__(self, *_):
        shutil.rmtree(self.work)


class Desk(Folder):
    """A folder with reader's places of its own, so that tests beside this one do not keep it waiting."""

    def __enter__(self):
        super().__enter__()
        self.env["OIT_PLACES_DIR"] = os.path.join(self.path, "places")
        os.mkdir(self.env["OIT_PLACES_DIR"], 0o700)
        return self


def documents_of(file):
    """[(state, pages recognised, SHA-256)] of all documents that were read."""
    with sqlite3.connect("file:%s?mode=ro" % file, uri=True) as db:
        return db.execute("SELECT d.state, d.ocr, hex(b.sha256) FROM document d JOIN body b ON b.id = d.body ORDER BY 3").fetchall()


def unreadable(result):
    """Address below the site -> why, of documents that could not be read."""
    return {p["url"].split("/", 3)[3]: p["detail"] for p in result["coverage"]["problems"] if p["problem"] == "unreadable"}


def item(result, name):
    return [i for i in result["items"] if i["id"] == name][0]


def children(pid):
    try:
        with open("/proc/%d/task/%d/children" % (pid, pid)) as f:
            return [int(p) for p in f.read().split()]
    except FileNotFoundError:
        return []


def wait_until(holds, seconds=30):
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.05)
    return holds()


class Reading(unittest.TestCase):
    @unittest.skipUnless(installed("pdftotext"), "pdftotext is not installed")
    def test_same_bytes_under_two_names(self):
        """One file published at two addresses is read once and says something at both: judged again, the result is the same."""
        plan = open(os.path.join(SITES, "tuayang", "www", PLAN), "rb").read()
        with Changed({REPORT: plan, MEASURES: plan}) as site, Site(site) as server, Desk() as f:
            first = f.scan(server.url, *WHEN)[1]
            again = json.loads(f.oit("judge", f.site_file(), "--json", "--ocr-pages", "0", *WHEN).stdout)
            self.assertEqual(timeless(first)["items"], timeless(again)["items"])

    def test_a_text_file_is_a_document(self):
        """Given: a plan published as plain text, in the old Thai encoding.  Expected: it is read, and cited where it states its year."""
        with tempfile.TemporaryDirectory() as d, Desk() as f:
            os.makedirs(os.path.join(d, "www"))
            with open(os.path.join(d, "www", "index.html"), "w", encoding="utf-8") as page:
                page.write("<title>เทศบาลตำบลตัวอย่าง</title><h1>หน้าหลัก</h1><a href=plan.txt>แผนการจัดซื้อจัดจ้าง</a>")
            with open(os.path.join(d, "www", "plan.txt"), "w", encoding="cp874") as paper:
                paper.write("แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566\nเทศบาลตำบลตัวอย่าง\nโครงการก่อสร้างถนน งบประมาณ 500,000 บาท\n")
            with Site(d) as site:
                result = f.scan(site.url, *WHEN)[1]
        plan = item(result, "O19")
        self.assertEqual((result["coverage"]["documents_read"], plan["verdict"]), (1, "found"), plan)
        self.assertTrue(any(e["where"] == "document" and "2566" in e["quote"] for e in plan["evidence"]), plan["evidence"])

    @unittest.skipUnless(installed("pdftotext"), "pdftotext is not installed")
    def test_what_cannot_be_read(self):
        """Given a bomb, a locked PDF, a web page and an empty file for documents, each is told of, none is "missing" for it, and the others are read; judging again reads nothing and says the same, byte for byte."""
        strange = {PLAN: pdf_bomb(), REPORT: contents("locked.pdf"), WEB_PAGE: contents("web-page.pdf"), EMPTY: b"", SCAN: contents("scan.pdf")}
        with Changed(strange) as path, Site(path) as site, Desk() as folder:
            done, result = folder.scan(site.url, *READING)
            self.assertEqual(done.returncode, 3, done.stderr)  # robots.txt of the site forbids one document
            self.assertEqual(contract_breaches(result), [])
            self.check_told(result)
            self.check_again(folder)

    def check_told(self, result):
        told = unreadable(result)
        self.assertEqual({PLAN, REPORT} - set(told), set(), told)
        self.assertNotIn(EMPTY, told)  # it was looked at
        self.assertNotIn(GOOD, told)
        self.assertIn("password", told[REPORT])
        self.assertGreater(result["coverage"]["documents_read"], 20)
        self.assertEqual(item(result, "O36")["verdict"], "review")
        self.assertIn("unpacks to more", item(result, "O36")["reason"])
        self.assertNotEqual(item(result, "O38")["verdict"], "missing")
        self.assertNotIn(EMPTY, [e["url"].split("/", 3)[3] for e in item(result, "O34")["evidence"]])
        self.assertEqual(item(result, "O17")["verdict"], "found")

    def check_again(self, folder):
        file = folder.site_file()
        before = documents_of(file)
        self.assertEqual(sum(ocr > 0 for _, ocr, _ in before), recognition())
        results = [folder.oit("judge", file, "--json", *WHEN, env={"OIT_READER": "/nonexistent"}) for _ in range(2)]
        self.assertEqual(documents_of(file), before)
        self.assertEqual(results[0].stdout, results[1].stdout)
        for done in results:
            self.assertNotIn("nonexistent", done.stderr)  # nobody asked for the reader
            self.assertEqual(done.returncode, 3, done.stderr)

    def test_scan_and_judge_agree(self):
        """The judgement of the scan itself, and one from its site file, are the same document, byte for byte."""
        with Site("tuayang") as site, Desk() as folder:
            done, _ = folder.scan(site.url, *WHEN)
            self.assertEqual(folder.oit("judge", folder.site_file(), "--json", *WHEN).stdout, done.stdout)

    def test_without_a_reader(self):
        """Given no reader program, the scan goes on by names and link words, warns once with the next step, and ends as usual."""
        with Site("tuayang") as site, Desk() as folder:
            folder.env["OIT_READER"] = "/nonexistent"
            done, result = folder.scan(site.url, *WHEN)
            self.assertEqual(done.returncode, 3, done.stderr)
            self.assertEqual(done.stderr.count("/nonexistent"), 1, done.stderr)
            self.assertIn("OIT_READER", done.stderr.split("/nonexistent", 1)[1])
            self.assertEqual(result["coverage"]["documents_read"], 0)
            self.assertEqual(contract_breaches(result), [])
            self.assertIn(item(result, "O13")["verdict"], ("found", "review"))
            self.assertEqual(documents_of(folder.site_file()), [])
            again = folder.oit("judge", folder.site_file(), "--json", *WHEN, env={"OIT_READER": ""})
            self.assertIn("oit-result", again.stdout)
            self.assertGreater(len(documents_of(folder.site_file())), 20)

    @unittest.skipUnless(os.path.exists(DUMMY), "built without tests")
    def test_reader_crashes(self):
        """Given a document that ends its reader, only that one is "crashed"; the others are read after it."""
        documents = {PLAN: b"out crash", REPORT: b"in crash", MEASURES: b"out halt", GOOD: b"in read"}
        with Changed(documents) as path, Site(path) as site, Desk() as folder:
            folder.env["OIT_READER"] = DUMMY
            done, result = folder.scan(site.url, *WHEN)
            self.assertEqual(done.returncode, 3, done.stderr)
            told = unreadable(result)
            for name in (PLAN, REPORT, MEASURES):
                self.assertIn("crashed", told.get(name, ""), told)
            self.assertNotIn(GOOD, told)
            for name in ("O36", "O38", "O42"):
                self.assertNotEqual(item(result, name)["verdict"], "missing", name)
            states = [state for state, _, _ in documents_of(folder.site_file())]
            self.assertEqual((states.count("crashed"), states.count("read")), (3, 1), states)

    @unittest.skipUnless(os.path.exists(DUMMY), "built without tests")
    def test_interrupted_while_reading(self):
        """Given an interrupt while a document is read, the scan ends at once, keeps what was read, says nothing of that document, and goes on the next time."""
        with Changed({PLAN: b"out sleep"}) as path, Site(path) as site, Desk() as folder:
            folder.env["OIT_READER"] = DUMMY
            data = os.path.join(folder.path, "sites")
            process = folder.start("scan", site.url, "--allow-address", "127.0.0.0/8", "--rate", "0", "--data", data, *WHEN)
            asleep = lambda: children(process.pid) and children(process.pid) == known
            self.assertTrue(wait_until(lambda: children(process.pid)))
            known = children(process.pid)
            time.sleep(3)  # all others take milliseconds
            self.assertTrue(asleep())
            process.send_signal(signal.SIGINT)
            start = time.monotonic()
            self.assertEqual(process.wait(timeout=10), 130)
            self.assertLess(time.monotonic() - start, 3)
            self.assertFalse([pid for pid in known if os.path.exists("/proc/%d" % pid)])
            kept = documents_of(folder.site_file())
            self.assertNotIn("limit", [state for state, _, _ in kept])
            with open(os.path.join(path, "www", PLAN), "rb") as f:
                slow = subprocess.run(["sha256sum"], stdin=f, capture_output=True, text=True).stdout.split()[0].upper()
            self.assertNotIn(slow, [digest for _, _, digest in kept])
            folder.env.pop("OIT_READER")
            done, result = folder.scan(site.url, *WHEN)
            self.assertEqual(done.returncode, 3, done.stderr)
            self.assertIn(slow, [digest for _, _, digest in documents_of(folder.site_file())])


if __name__ == "__main__":
    main()
