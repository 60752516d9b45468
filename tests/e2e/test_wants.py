#!/usr/bin/env python3
"""Which documents a visit asks for: those that could decide an item, best first, and no more once it is proven."""
import json
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

    def __init__(self, agency, each=2, names=True, years=YEARS):
        self.agency, self.parts, self.names, self.years = agency, range(1, each + 1), names, years

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="oit-wants-")
        www = os.path.join(self.folder, "www")
        os.mkdir(www)
        rows = []
        for year in self.years:
            for part in self.parts:
                name = "r%d-%d.pdf" % (year, part)
                with open(os.path.join(www, name), "wb") as f:
                    f.write(paper(self.agency if year == 2565 else OURS, year) + b"%% %d\n" % part)
                words = "รายงานผลการดำเนินงานประจำปี พ.ศ. %d" % year if self.names else "เอกสารหมายเลข %d" % (len(rows) + 1)
                rows.append('<li><a href="/%s">%s</a></li>' % (name, words))
        with open(os.path.join(www, "index.html"), "w", encoding="utf-8") as f:
            f.write(PAGE % (OURS, ("รายงานผลการดำเนินงานประจำปี " if self.names else "เอกสารเผยแพร่ ") + OURS, "".join(rows)))
        open(os.path.join(self.folder, "routes.txt"), "w").close()
        return self.folder

    def __exit__(self, *_):
        shutil.rmtree(self.folder)


def asked(site):
    return [r[2] for r in site.requests() if r[2].endswith(".pdf")]


def annual_report(result):
    return [i for i in result["items"] if i["topic"] == "annual-report"][0]


CHART = "/assets/chart.png"


class Chart:
    """A site whose page of the structure of its offices shows a picture and no words; `routes` says what comes for the picture."""

    def __init__(self, chart=True, routes=""):
        self.chart, self.routes = chart, routes

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="oit-wants-")
        www = os.path.join(self.folder, "www")
        os.makedirs(os.path.join(www, "assets"))
        pages = {"index.html": ("หน้าแรก", '<li><a href="/about.html">โครงสร้าง</a></li>'),
                 "about.html": ("โครงสร้างการแบ่งส่วนราชการ", '<li><img src="%s" width="900" height="600" alt=""></li>' % CHART)}
        for name, (title, body) in pages.items():
            with open(os.path.join(www, name), "w", encoding="utf-8") as f:
                f.write(PAGE % (title + " " + OURS, title, body))
        if self.chart:
            with open(os.path.join(www, CHART[1:]), "wb") as f:
                f.write(b"\x89PNG\r\n\x1a\n" + bytes(64))
        with open(os.path.join(self.folder, "routes.txt"), "w") as f:
            f.write(self.routes)
        return self.folder

    def __exit__(self, *_):
        shutil.rmtree(self.folder)


def structure(chart):
    """The item on the structure, and how often its picture was asked for."""
    with chart as path, Site(path) as site, Folder() as f:
        _, result = f.scan(site.url, *WHEN)
        asked_for = [r for r in site.requests() if r[2] == CHART]
        return [i for i in result["items"] if i["topic"] == "structure"][0], len(asked_for), result


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

    def test_what_nothing_names(self):
        """Given files that no words name, one of which is the report asked for, it is found by what it calls itself; judging again says
        the same of what is stored, and so does a second visit."""
        with Reports(OURS, 1, names=False, years=range(2556, 2566)) as path, Site(path) as site, Folder() as f:
            _, result = f.scan(site.url, *WHEN)
            item = annual_report(result)
            self.assertEqual(item["verdict"], "found", item["reason"])
            self.assertIn("/r2565-1.pdf", item["evidence"][0]["url"])
            self.assertEqual(contract_breaches(result), [])
            again = json.loads(f.oit("judge", f.site_file(), "--json", *WHEN).stdout)
            self.assertEqual(timeless(again)["items"], timeless(result)["items"])
            _, second = f.scan(site.url, *WHEN)
            self.assertEqual([i["verdict"] for i in second["items"]], [i["verdict"] for i in result["items"]])

    def test_what_nothing_names_where_people_have_spoken(self):
        """Given people call found whatever the program found nothing of, files that no words name are asked for as they were without them."""
        with Reports(OURS, 1, names=False, years=range(2556, 2566)) as path, Site(path) as site, Folder() as f:
            _, first = f.scan(site.url, *WHEN, "--max-documents", "0")
            self.assertEqual(asked(site), [])
            said = [word for i in first["items"] if i["verdict"] in ("missing", "stale") for word in ("--set", i["id"] + "=found")]
            done = f.oit("review", f.site_file(), *said, "--reason", "seen in the office", "--by", "clerk", "--lang", "en")
            self.assertEqual(done.returncode, 0, done.stderr)
            _, second = f.scan(site.url, *WHEN)
            self.assertNotEqual(asked(site), [])
            self.assertEqual(annual_report(second)["machine_verdict"], "found", annual_report(second)["reason"])

    def test_many_that_nothing_names(self):
        """Given many such files, none is asked for: most are of no use here, and each is of some size."""
        with Reports(OURS, names=False) as path, Site(path) as site, Folder() as f:
            _, result = f.scan(site.url, *WHEN)
            self.assertEqual(asked(site), [])
            self.assertEqual(annual_report(result)["verdict"], "missing")

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

    def test_a_picture_that_is_all_there_is(self):
        """Given a page of the structure on which a picture is all there is, the picture is asked for once, and shows the item."""
        item, asked_for, result = structure(Chart())
        self.assertEqual((item["verdict"], asked_for), ("found", 1), item["reason"])
        self.assertEqual(contract_breaches(result), [])

    def test_a_picture_that_is_gone(self):
        """Given that picture is gone, or a page comes in its place, the page shows nothing, and the reason says which picture."""
        for chart in (Chart(chart=False), Chart(routes=CHART + " 200 text/html index.html\n")):
            item, asked_for, result = structure(chart)
            self.assertEqual((item["verdict"], asked_for), ("missing", 1), item["reason"])
            self.assertIn(CHART, " ".join(m["reason"] for m in [item]) + str(item))
            self.assertEqual(contract_breaches(result), [])

    def test_a_picture_that_robots_forbid(self):
        """Given robots.txt keeps programs from the pictures, they are no part of the site that could not be looked at."""
        with Chart() as path, open(os.path.join(path, "www", "robots.txt"), "w") as robots:
            robots.write("User-agent: *\nDisallow: /assets/\n")
            robots.flush()
            with Site(path) as site, Folder() as f:
                _, result = f.scan(site.url, *WHEN)
                self.assertEqual([r for r in site.requests() if r[2] == CHART], [])
                self.assertEqual((result["coverage"]["skipped"]["robots"], result["coverage"]["problems"]), (0, []))
                self.assertEqual([i for i in result["items"] if i["topic"] == "structure"][0]["verdict"], "found")

    def test_a_picture_nobody_could_look_at(self):
        """Given that picture is refused to programs, a visitor may see it all the same."""
        item, asked_for, _ = structure(Chart(routes=CHART + " 403 text/html -\n"))
        self.assertEqual(item["verdict"], "found", item["reason"])
        self.assertGreaterEqual(asked_for, 1)


if __name__ == "__main__":
    main()
