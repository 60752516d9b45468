#!/usr/bin/env python3
"""The list of what to do as its readers' programs see it: a table for Excel, a calendar, and tasks by the unit in charge."""
import csv
import datetime
import io
import shutil
import sys
from harness import Folder, OIT, Site, json, main, os, subprocess, tempfile, unittest

sys.path.append("/usr/lib/python3/dist-packages")  # the package python3-icalendar, whichever Python runs the tests
import icalendar  # noqa: E402

POINTS = "OIT points to gain or at risk"
YEAR = ("--pack", "oit-2565", "--as-of", "2022-03-12")


class Todo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.work = tempfile.mkdtemp(prefix="oit-todo-")
        with Site("tuayang") as site, Folder() as f:
            _, cls.result = f.scan(site.url, *YEAR)
            cls.file = os.path.join(cls.work, "town.oit")
            shutil.copy(f.site_file(), cls.file)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.work, ignore_errors=True)

    def out(self, f, *args):
        done = f.oit("todo", self.file, *args)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_file_by_its_host(self):
        """Who types the host for the file gets the one that scans have made, in the data folder and here; a path is taken as it stands."""
        folder, name = os.path.split(self.file)
        with Folder() as f:
            whole = self.out(f)
            for word in (name, name[:-4]):
                done = f.oit("todo", word, "--data", folder)
                self.assertEqual((done.returncode, done.stdout), (0, whole), done.stderr)
            shutil.copy(self.file, os.path.join(f.path, "here.oit"))
            self.assertEqual(f.oit("todo", "here").stdout, whole)
            thai = "เทศบาลตัวอย่าง.ไทย"  # stands in ASCII in the file's name
            os.mkdir(os.path.join(f.path, "sites"))
            shutil.copy(self.file, os.path.join(f.path, "sites", "xn--72c1afm5bqpe3cybig5owe.xn--o3cw4h.oit"))
            for word in (thai, "http://%s/" % thai, "https://%s" % thai.encode("idna").decode(), "HTTP://%s/page" % thai):
                done = f.oit("todo", word, "--data", "sites")
                self.assertEqual((done.returncode, done.stdout), (0, whole), done.stderr)
            self.assertEqual(f.oit("todo", "https://www.other.example/", "--data", "sites").returncode, 2)
            done = f.oit("todo", self.file[:-4], "--lang", "en")
            self.assertEqual(done.returncode, 2)
            self.assertIn("there is no such file", done.stderr)

    def test_what_a_scan_says_to_type_next(self):
        """Below its messages a scan names the items nobody could look at and the commands that go on from there, with the file; they work as they stand."""
        with Site("tuayang") as site, Folder() as f:
            done = f.oit("scan", site.url, "--allow-address", "127.0.0.0/8", "--rate", "0", "--ocr-pages", "0", "--data", "sites", "--lang", "en", *YEAR)
            lines = done.stderr.strip().split("\n")
            self.assertIn("oit: 1 item could not be looked at: O40 (see \"oit explain\")", lines)
            self.assertEqual([line.split(" sites/")[0] for line in lines[-2:]], ["oit: next: oit explain O40", "oit: next: oit todo"])
            for line in lines[-2:]:
                self.assertEqual(f.oit(*line.split("oit ")[-1].split()).returncode, 0, line)

    def test_nothing_is_said_twice(self):
        """What to publish stands once a task: what should be there is added only where the advice says something else."""
        with Folder() as f:
            flat = "".join(self.out(f).split())
            both = [m for m in self.result["missing_urls"] for i in self.result["items"] if i["id"] == m["item"] and m["expected"] in i["fix"]]
            self.assertGreater(len([m for m in both if m["problem"] == "dead"]), 0)
            for m in both:
                self.assertEqual(flat.count("".join(m["expected"].split())), 1, m)

    def test_table(self):
        """A row an item, every field in quotation marks, UTF-8 with its mark; a unit's rows together."""
        with Folder() as f:
            raw = subprocess.run([OIT, "todo", self.file, "--format", "csv", "--lang", "en"], env=f.env, capture_output=True, timeout=120).stdout
            self.assertTrue(raw.startswith(b"\xef\xbb\xbf\"In charge\","))
            self.assertEqual(raw.count(b"\r\n"), len(self.result["to_do"]) + 1)
            rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
            self.assertEqual(sorted(r["Item"] for r in rows), sorted(self.result["to_do"]))
            units = [r["In charge"] for r in rows]
            self.assertEqual(len(set(units)), 1 + sum(a != b for a, b in zip(units, units[1:])))
            english = json.loads(f.oit("report", self.file, "--json", "--lang", "en").stdout)
            for r in rows:
                i = next(x for x in english["items"] if x["id"] == r["Item"])
                self.assertEqual((r["Name"], r["To do"], float(r[POINTS])), (i["name_en"] or i["name"], i["fix"] or "", i["gain"]["oit"]))
                self.assertEqual(r["To gain or at risk"], "at risk" if i["verdict"] in ("review", "unassessed") else "to gain")

    def test_calendar(self):
        """A calendar program reads every task and every stretch of the assessment; tasks are due when the window for answers closes."""
        with Folder() as f:
            calendar = icalendar.Calendar.from_ical(self.out(f, "--format", "ics"))
            tasks, stretches = calendar.walk("VTODO"), calendar.walk("VEVENT")
            self.assertEqual(sorted(str(t["SUMMARY"]).split()[0] for t in tasks), sorted(self.result["to_do"]))
            self.assertEqual({t["DUE"].dt for t in tasks}, {datetime.date(2022, 4, 30)})
            window = next(e for e in stretches if "oit_window" in e["UID"])
            self.assertEqual((window["DTSTART"].dt, window["DTEND"].dt), (datetime.date(2022, 3, 1), datetime.date(2022, 5, 1)))
            self.assertEqual(len(stretches), 5)
            for t in tasks:
                i = next(x for x in self.result["items"] if x["id"] == str(t["SUMMARY"]).split()[0])
                self.assertIn(i["fix"] or "", str(t["DESCRIPTION"]))
            self.assertEqual(len({str(x["UID"]) for x in tasks + stretches}), len(tasks) + len(stretches))
            self.assertEqual(self.out(f, "--format", "ics"), self.out(f, "--format", "ics"))

    def test_year_without_days(self):
        """Where a year's days are not established the calendar holds tasks without a day, and none is made up."""
        with Folder() as f:
            calendar = icalendar.Calendar.from_ical(self.out(f, "--format", "ics", "--year", "2566", "--lang", "en"))
            self.assertEqual(calendar.walk("VEVENT"), [])
            self.assertTrue(calendar.walk("VTODO"))
            for task in calendar.walk("VTODO"):
                self.assertNotIn("DUE", task)
                self.assertIn("oit-2566", str(task["COMMENT"]))
            self.assertIn("not established", str(calendar["DESCRIPTION"]))
            told = f.oit("todo", self.file, "--format", "ics", "--year", "2566", "--lang", "en").stderr
            self.assertRegex(told, "the tasks have no day: .*oit-2566.*not established\n.*→ set the days")

    def test_days_that_are_known(self):
        """A year whose window is not established keeps its other days; one whose window is, is not spoken of."""
        with Folder() as f:
            calendar = icalendar.Calendar.from_ical(self.out(f, "--format", "ics", "--year", "2567"))
            self.assertEqual(sorted(e["DTSTART"].dt for e in calendar.walk("VEVENT")), [datetime.date(2024, 1, 1), datetime.date(2024, 7, 30)])
            done = f.oit("todo", self.file, "--format", "ics", "--year", "2565", "--lang", "en")
            self.assertEqual((done.stderr, "COMMENT" in done.stdout), ("", False))

    def test_all_that_lacks_is_named(self):
        """Where two elements decide that an item is partial, its reason names both: whoever mends the first is not told of the second a year later."""
        with Folder() as f:
            file = shutil.copy(self.file, f.path)  # a judgement is kept in the file, which the others go by
            result = json.loads(f.oit("judge", file, "--year", "2566", "--as-of", "2023-04-28", "--json", "--lang", "en").stdout)
            item = next(i for i in result["items"] if i["id"] == "O40")
            lacking = [e for e in item["elements"] if e["met"] is False and e["basis"] == "source"]
            self.assertEqual((item["verdict"], len(lacking)), ("partial", 2), item)
            for e in lacking:
                self.assertIn(e["text_en"], item["reason"])
                self.assertIn(e["text"], self.out(f, "--year", "2566", "--as-of", "2023-04-28", "--format", "csv"))

    def test_units_of_the_office(self):
        """Units named in the configuration file take the place of ours, and the list is grouped by them."""
        first = self.result["to_do"][0]
        with Folder() as f:
            os.makedirs(os.path.join(f.path, "config", "oit"))
            open(os.path.join(f.path, "config", "oit", "config.yaml"), "w", encoding="utf-8").write("owners:\n  %s: งานสารสนเทศ\n" % first)
            text = self.out(f)
            self.assertLess(text.index("\nงานสารสนเทศ\n"), text.index(first))
            self.assertIn('"งานสารสนเทศ","%s"' % first, self.out(f, "--format", "csv"))
            result = json.loads(f.oit("report", self.file, "--json").stdout)
            self.assertEqual(next(i["owner"] for i in result["items"] if i["id"] == first), "งานสารสนเทศ")

    def test_refused(self):
        """A format that todo does not write is a wrong option."""
        with Folder() as f:
            done = f.oit("todo", self.file, "--format", "html", "--lang", "en")
            self.assertEqual((done.returncode, "text, csv or ics" in done.stderr), (2, True))


if __name__ == "__main__":
    main()
