#!/usr/bin/env python3
"""Which documents a visit asks for: those that could decide an item, best first, and no more once it is proven."""
import os
import shutil
import sys
import tempfile
from harness import Folder, Site, contract_breaches, main, signal, time, timeless, unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "accuracy"))
import papers  # noqa: E402

WHEN = ["--pack", "oit-2566", "--as-of", "2023-04-28", "--lang", "en"]
YEARS = range(2552, 2566)  # the checklist asks for the report of 2565
OURS, OTHERS = "เทศบาลตำบลตัวอย่าง", "เทศบาลตำบลอื่นไกล"
PAGE = ('<!doctype html><html lang="th"><head><meta charset="utf-8"><title>%s</title></head><body><h1>%s</h1><ul>%s</ul></body></html>')


def paper(agency, year):
    title = "รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. %d" % year
    return papers.pdf(title, [title, agency, "ผลการดำเนินการตามแผนดำเนินงาน", "ผลการใช้จ่ายงบประมาณ 1,250,000 บาท",
                              "ปัญหาและอุปสรรค ไม่มี", "ข้อเสนอแนะ ไม่มี"])


class Reports:
    """A site whose only page lists annual reports of many years; inside, those of `agency` for the year asked for."""

    def __init__(self, agency, each=2):
        self.agency, self.parts = agency, range(1, each + 1)

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="oit-wants-")
        www = os.path.join(self.folder, "www")
        os.mkdir(www)
        rows = []
        for year in YEARS:
            for part in self.parts:
                name = "r%d-%d.pdf" % (year, part)
                with open(os.path.join(www, name), "wb") as f:
                    f.write(paper(self.agency if year == 2565 else OURS, year) + b"%% %d\n" % part)
                rows.append('<li><a href="/%s">รายงานผลการดำเนินงานประจำปี พ.ศ. %d</a></li>' % (name, year))
        with open(os.path.join(www, "index.html"), "w", encoding="utf-8") as f:
            f.write(PAGE % (OURS, "รายงานผลการดำเนินงานประจำปี " + OURS, "".join(rows)))
        open(os.path.join(self.folder, "routes.txt"), "w").close()
        return self.folder

    def __exit__(self, *_):
        shutil.rmtree(self.folder)


def asked(site):
    return [r[2] for r in site.requests() if r[2].endswith(".pdf")]


def annual_report(result):
    return [i for i in result["items"] if i["topic"] == "annual-report"][0]


class Wants(unittest.TestCase):
    def test_stops_when_proven(self):
        """Given five reports of the year asked for and 65 of others, the item is proven by what it needs, the rest is never asked for,
        counted as skipped, and no hole in the visit."""
        with Reports(OURS, 5) as path, Site(path) as site, Folder() as f:
            done, result = f.scan(site.url, *WHEN)
            self.assertEqual(annual_report(result)["verdict"], "found", annual_report(result)["reason"])
            names = asked(site)
            self.assertIn("/r2565-1.pdf", names)
            self.assertEqual([n for n in names if not n.startswith("/r2565-")], [])
            self.assertEqual(result["coverage"]["documents"], len(names))
            self.assertEqual(result["coverage"]["skipped"]["limit"], 0)
            self.assertGreaterEqual(result["coverage"]["skipped"]["type"], 5 * len(YEARS) - len(names))
            self.assertEqual(contract_breaches(result), [])

    def test_few_are_asked_for_anyway(self):
        """Given few documents, those that no item needs are asked for at the end too, so that dead ones are told of."""
        with Reports(OURS) as path, Site(path) as site, Folder() as f:
            os.remove(os.path.join(path, "www", "r2552-1.pdf"))
            _, result = f.scan(site.url, *WHEN)
            self.assertEqual(len(set(asked(site))), 2 * len(YEARS))
            self.assertIn("/r2552-1.pdf", [p["url"][p["url"].rindex("/"):] for p in result["coverage"]["problems"]])

    def test_goes_on_until_proven(self):
        """Given reports of the year asked for that are another municipality's inside, the item is not found, and every report that might
        be the right one was asked for before that was said."""
        with Reports(OTHERS) as path, Site(path) as site, Folder() as f:
            done, result = f.scan(site.url, *WHEN)
            self.assertNotEqual(annual_report(result)["verdict"], "found", annual_report(result)["reason"])
            self.assertEqual(len(set(asked(site))), 2 * len(YEARS), asked(site))

    def test_next_visit_asks_for_the_same(self):
        """Given a second visit, the documents that were needed in the first are revalidated, and no others are asked for."""
        with Reports(OURS, 5) as path, Site(path) as site, Folder() as f:
            f.scan(site.url, *WHEN)
            first = asked(site)
            _, result = f.scan(site.url, *WHEN)
            self.assertEqual(sorted(asked(site)[len(first):]), sorted(first))
            self.assertEqual(annual_report(result)["verdict"], "found")

    def test_killed_between_documents(self):
        """Given kill -9 while documents are fetched or read, the resumed visit says what an undisturbed one says."""
        with Reports(OTHERS) as path, Site(path) as site, Folder() as f:
            _, clean = f.scan(site.url, *WHEN)
            for n in range(4):
                data = os.path.join(f.path, "kill%d" % n)
                p = f.start("scan", site.url, "--allow-address", "127.0.0.0/8", "--rate", "12", "--json", "--ocr-pages", "0", "--data", data, *WHEN)
                before = len(asked(site))
                until = time.monotonic() + 20
                while len(asked(site)) < before + 1 + 7 * n and p.poll() is None and time.monotonic() < until:
                    time.sleep(0.01)
                p.send_signal(signal.SIGKILL)
                p.wait()
                done, result = f.scan(site.url, *WHEN, data=data)
                self.assertEqual(result["run"]["id"], "1", done.stderr)
                self.assertEqual(timeless(result), timeless(clean))


if __name__ == "__main__":
    main()
