#!/usr/bin/env python3
"""Each HTML page as people meet it, in Chromium: axe finds nothing on a phone, a desktop and paper; no address is asked for; it works without
scripts, filters, copies, breaks Thai between words, and prints as a paper to sign."""
import re
import shutil
from browser import CHROMIUM, SIZES, Browser
from harness import BUILD, ROOT, SITES, Folder, Site, json, main, os, subprocess, tempfile, time, unittest

DAY = ("--pack", "oit-2566", "--as-of", "2023-04-28")
EARLIER = ("--pack", "oit-2566", "--as-of", "2023-03-10")
CHECKERS = os.environ.get("OIT_CHECKERS", os.path.join(ROOT, "build", "checkers"))
AXE = os.path.join(CHECKERS, "axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HTML_MAX = 300000
FOUND = """axe.run(document, {runOnly: %s, resultTypes: ["violations"]}).then(r => r.violations.map(v =>
  v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ") + " " + n.failureSummary.replace(/\\s+/g, " ")).join(" / ")))""" % json.dumps(RULES)
# Where a line of Thai ends, and whether a word ends there too: of every run of text on more than one line.
BROKEN = """(() => {
  const words = new Intl.Segmenter("th", {granularity: "word"}), wrong = [];
  let seen = 0;
  for (const e of document.querySelectorAll(".do, .fix, .verdict, .todo strong, .t, .foot p, .note")) {
    const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
    for (let n; (n = walk.nextNode());) {
      const text = n.data, range = document.createRange(), ends = new Set();
      for (const s of words.segment(text)) ends.add(s.index);
      let last = null;
      for (let i = 0; i < text.length; i++) {
        range.setStart(n, i); range.setEnd(n, i + 1);
        const box = range.getClientRects()[0];
        if (!box || box.width === 0) continue;
        if (last !== null && box.top > last + 8) {
          seen++;
          if (!ends.has(i) && /[\\u0e01-\\u0e4e]/.test(text[i - 1]) && /[\\u0e01-\\u0e4e]/.test(text[i])) wrong.push(text.slice(i - 12, i) + "|" + text.slice(i, i + 12));
        }
        last = box.top;
      }
    }
  }
  return {seen, wrong};
})()"""
SHOWN = "[...document.querySelectorAll('.item')].filter(i => i.getClientRects().length).map(i => i.id.toUpperCase())"
# A browser that knows no :has(), played by the style sheet's own other half.
WITHOUT_HAS = (("@supports selector(:has(*)){", "@media not all{"), ("@supports not selector(:has(*)){", "@media all{"))


@unittest.skipUnless(CHROMIUM, "Chromium is not installed (apt-get install chromium)")
class Looks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        """The pages: a report of two visits, one of a site that cannot be read, one without scoring, two visits compared, a province."""
        cls.folder = Folder()
        f = cls.folder.__enter__()
        cls.work = tempfile.mkdtemp(prefix="oit-looks-")
        town = os.path.join(cls.work, "site")
        shutil.copytree(os.path.join(SITES, "tuayang"), town)
        with Site(town) as s:
            f.scan(s.url, *EARLIER)
            with open(os.path.join(town, "routes.txt"), "a") as routes:
                routes.write("\n/service/statistics.html 404 text/html -\n")
            _, cls.result = f.scan(s.url, *DAY)
        cls.file = f.site_file()
        f.oit("report", cls.file, "--format", "html", "-o", "th")
        f.oit("report", cls.file, "--format", "html", "-o", "en", "--lang", "en")
        f.oit("judge", cls.file, "--pack", "oit-2569", "--format", "html", "-o", "unscored")
        f.oit("judge", cls.file, *DAY, "--format", "html", "-o", "th")
        f.oit("diff", cls.file, "--format", "html", "-o", "diff")
        closed = os.path.join(cls.work, "closed")
        os.makedirs(os.path.join(closed, "www"))
        open(os.path.join(closed, "routes.txt"), "w").write("/ 403 text/html -\n")
        with Site(closed) as s, Site("menu-cms") as other:
            f.oit("scan", s.url, "--allow-address", "127.0.0.0/8", "--rate", "0", "--data", "closed", "-o", "closed-out", "--format", "html", *DAY)
            open(os.path.join(f.path, "sites.csv"), "w").write("url,name\n%s,เทศบาลหนึ่ง\n%s,เทศบาลสอง\n" % (s.url, other.url))
            for _ in range(2):  # the second night has more to show
                f.oit("batch", "sites.csv", "--allow-address", "127.0.0.0/8", "--rate", "0", "--data", "many", "-o", "province", *DAY)
                time.sleep(1.1)
        cls.pages = {name: os.path.join(f.path, *place) for name, place in (
            ("report", ("th", "report.html")), ("report in English", ("en", "report.html")), ("unscored", ("unscored", "report.html")),
            ("unreadable", ("closed-out", "report.html")), ("diff", ("diff", "changes.html")), ("province", ("province", "province.html")))}
        cls.browser = Browser()
        cls.browser.__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.browser.__exit__()
        cls.folder.__exit__()
        shutil.rmtree(cls.work, ignore_errors=True)

    def each(self, check):
        for name, path in self.pages.items():
            for size in SIZES:
                with self.subTest(page=name, size=size):
                    self.browser.open(path, size)
                    check(name, path, size)

    @unittest.skipUnless(os.path.exists(AXE), "axe-core is not there: tests/support/fetch_checkers.py build/checkers takes it from npm")
    def test_axe(self):
        """WCAG 2.2 AA and good practice: no violation on any page, at any width, with every item open; on a desktop in the other language too."""
        axe = open(AXE, encoding="utf-8").read()

        def check(name, path, size):
            self.browser.run("document.querySelectorAll('details').forEach(d => d.open = true)")
            self.browser.run(axe + ";0")
            self.assertEqual(self.browser.run(FOUND), [])
            if size == "desktop":
                self.browser.run("document.querySelector('.lang input:not(:checked)').checked = true")
                self.assertEqual(self.browser.run(FOUND), [], "in the other language")

        self.each(check)

    @unittest.skipUnless(os.path.exists(AXE), "axe-core is not there: tests/support/fetch_checkers.py build/checkers takes it from npm")
    def test_axe_can_find(self):
        """A pale text and a link without words are found, so that none found means something."""
        bad = os.path.join(self.work, "bad.html")
        open(bad, "w").write('<html lang=th><title>x</title><main><h1 style="color:#ccc">pale words</h1><a href="#x"></a></main>')
        self.browser.open(bad)
        self.browser.run(open(AXE, encoding="utf-8").read() + ";0")
        self.assertEqual([v.split(":")[0] for v in self.browser.run(FOUND)], ["color-contrast", "link-name"])

    def test_one_file(self):
        """Nothing is asked for but the page itself, nothing is wider than the window, there is no script, and it is small enough to send."""
        def check(name, path, _):
            self.assertEqual([r for r in self.browser.requests if not r.startswith("file://" + path)], [])
            self.assertLessEqual(self.browser.run("document.documentElement.scrollWidth - innerWidth"), 0)
            self.assertEqual(self.browser.run("document.scripts.length"), 0)
            self.assertLessEqual(os.path.getsize(path), HTML_MAX)
            self.assertEqual(self.browser.run("document.documentElement.lang"), "en" if "English" in name else "th")

        self.each(check)

    def test_first_step_on_the_first_screen(self):
        """What to do first can be read without scrolling: on a phone as a line below the score that leads to the list, on a desktop in the list itself; on paper it stands once."""
        place = "(s => { const e = document.querySelector(s), r = e && e.getBoundingClientRect(); return r && r.height ? [r.top, r.bottom, e.innerText] : null; })(%s)"
        for name in ("report", "report in English", "unscored"):
            for size in SIZES:
                with self.subTest(page=name, size=size):
                    self.browser.open(self.pages[name], size)
                    line, task = (self.browser.run(place % json.dumps(s)) for s in (".go a", ".todo li .num"))
                    first = task[2].split()[-1]
                    self.assertRegex(first, r"^O\d+$")
                    if size == "phone":
                        self.assertLess(line[1], SIZES[size][1])
                        self.assertIn(first, line[2].split())
                    else:
                        self.assertIsNone(line)
                        self.assertLess(task[1], SIZES[size][1])
        self.browser.open(self.pages["province"], "phone")
        self.assertLess(self.browser.run(place % '".tiles"')[1], SIZES["phone"][1], "what a night came to")
        self.browser.open(self.pages["unreadable"], "phone")
        self.assertIsNone(self.browser.run(place % '".go a"'))

    def test_thai_lines(self):
        """A line of Thai ends where a word does, as ICU's dictionary has it, on a phone and on a desktop."""
        for size in ("phone", "desktop"):
            self.browser.open(self.pages["report"], size)
            found = self.browser.run(BROKEN)
            self.assertEqual(found["wrong"], [], size)
            self.assertGreater(found["seen"], 20)

    def press(self, id):
        self.browser.run("document.getElementById(%s).click()" % json.dumps(id))

    def test_filters(self):
        """A verdict and an indicator are chosen by a press: what is shown are the items of both, and all again afterwards."""
        self.browser.open(self.pages["report"])
        items, part = self.result["items"], next(i["sub"] for i in self.result["items"] if i["verdict"] == "stale")
        self.assertEqual(self.browser.run(SHOWN), [i["id"] for i in items])
        self.press("f-stale")
        self.assertEqual(self.browser.run(SHOWN), [i["id"] for i in items if i["verdict"] == "stale"])
        self.press("p" + part.replace(".", "-"))
        self.assertEqual(self.browser.run(SHOWN), [i["id"] for i in items if i["verdict"] == "stale" and i["sub"] == part])
        self.press("f-all")
        self.assertEqual(self.browser.run(SHOWN), [i["id"] for i in items if i["sub"] == part])
        self.press("p10")
        self.assertEqual(self.browser.run(SHOWN), [i["id"] for i in items if i["indicator"] == "10"])
        self.press("p-all")
        self.assertEqual(len(self.browser.run(SHOWN)), len(items))

    def test_languages(self):
        """Thai and English are in one file; a press changes all of it but what the site itself wrote."""
        self.browser.open(self.pages["report"])
        heading = "document.getElementById('ht').innerText"
        self.assertIn("ทำอะไรก่อน", self.browser.run(heading))
        self.press("len")
        self.assertTrue(self.browser.run(heading).startswith("What to do first"), self.browser.run(heading))
        self.browser.open(self.pages["report in English"])
        self.assertTrue(self.browser.run(heading).startswith("What to do first"))

    def test_without_has(self):
        """A browser without :has() shows one language and every item; a link changes the language."""
        text = open(self.pages["report"], encoding="utf-8").read()
        for ours, theirs in WITHOUT_HAS:
            self.assertIn(ours, text)
            text = text.replace(ours, theirs)
        old = os.path.join(self.work, "old.html")
        open(old, "w", encoding="utf-8").write(text)
        self.browser.open(old)
        shown = "[...document.querySelectorAll('u[lang=%s]')].filter(s => s.getClientRects().length).length"
        thai, english = self.browser.run(shown % "th"), self.browser.run(shown % "en")
        self.assertGreater(thai, 300)
        self.assertEqual(english, 0)
        self.assertEqual(len(self.browser.run(SHOWN)), len(self.result["items"]))
        self.browser.run("location.hash = document.querySelector('.lang2 a[lang=en]').getAttribute('href')")
        self.assertEqual(self.browser.run(shown % "th"), 0)
        self.assertGreater(self.browser.run(shown % "en"), 300)

    def test_one_press_selects_an_answer(self):
        """A press on the answer of an item selects all of it, addresses line by line, and nothing else."""
        self.browser.open(self.pages["report"])
        item = next(i for i in self.result["items"] if i["verdict"] == "found" and i["evidence"])
        self.browser.run("(i => { i.open = true; i.scrollIntoView(); })(document.getElementById('%s'))" % item["id"].lower())
        box = self.browser.run("(b => ({x: b.x + 20, y: b.y + 16}))(document.querySelector('#%s .copy').getBoundingClientRect())" % item["id"].lower())
        for kind in ("mousePressed", "mouseReleased"):
            self.browser.call("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **box)
        copied = self.browser.run("getSelection().toString()")
        self.assertEqual(copied, self.browser.run("document.querySelector('#%s .copy').textContent" % item["id"].lower()))
        self.assertLessEqual(set(copied.split()), {e["final_url"] or e["url"] for e in item["evidence"]})

    @unittest.skipUnless(shutil.which("pdftotext"), "poppler-utils is not installed")
    def test_paper(self):
        """A4 with the official margins, Thai page numbers, no page but the last nearly empty, lines to sign, every item in the table, nothing of the screen's buttons."""
        paper = os.path.join(self.work, "report.pdf")
        self.browser.open(self.pages["report"])
        self.browser.paper(paper)
        about = subprocess.run(["pdfinfo", paper], capture_output=True, text=True).stdout
        self.assertRegex(about, r"Page size: +59[45][.\d]* x 84[12][.\d]* pts \(A4\)")
        pages = int(re.search(r"Pages: +(\d+)", about).group(1))
        self.assertLess(pages, 11)
        text = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True).stdout
        digits = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
        for number, page in enumerate(text.split("\f")[:pages], 1):
            self.assertTrue(page.rstrip().endswith(str(number).translate(digits)), page[-200:])
            if number < pages:
                self.assertGreater(len(re.sub(r"\s", "", page)), 500, "page %d is nearly empty" % number)
        squeezed = re.sub(r"\s", "", text)
        self.assertEqual(squeezed.count("ลงชื่อ...."), 2)
        self.assertNotIn("แสดงเฉพาะตัวชี้วัด", squeezed)
        self.assertEqual(squeezed.count("วิธีแก้:"), sum(bool(i["fix"]) for i in self.result["items"] if i["id"] in self.result["to_do"]))
        for item in self.result["items"]:
            self.assertRegex(text, r"(?m)\b%s\b" % item["id"])
        fonts = subprocess.run(["pdffonts", paper], capture_output=True, text=True).stdout.splitlines()[2:]
        self.assertTrue(fonts)
        self.assertEqual([line for line in fonts if line.split()[-5] != "yes"], [])

    @unittest.skipUnless(shutil.which("pdftotext"), "poppler-utils is not installed")
    def test_paper_of_a_province(self):
        """Given a province of 120 sites: on lying A4, a dozen sites a page or more."""
        paper = os.path.join(self.work, "province.pdf")
        self.browser.open(self.pages["province"])
        self.browser.paper(paper)
        pages = [self.pages_of(paper)]
        self.browser.run("const body = document.querySelector('tbody'), row = body.firstElementChild; for (let n = 0; n < 120; n++) body.append(row.cloneNode(true))")
        self.browser.paper(paper)
        pages.append(self.pages_of(paper))
        self.assertLessEqual(pages[1] - pages[0], 10)

    def pages_of(self, paper):
        return int(re.search(r"Pages: +(\d+)", subprocess.run(["pdfinfo", paper], capture_output=True, text=True).stdout).group(1))


if __name__ == "__main__":
    main()
