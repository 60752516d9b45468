#!/usr/bin/env python3
"""A visit as its user meets it: the same result whenever it is judged, only what changed on the second visit, and nothing lost
when the program is killed."""
import contextlib
import random
import shutil
import sqlite3
from harness import Folder, OIT, Site, json, main, os, signal, subprocess, time, timeless, unittest

SITE = "tuayang"
DAY = ("--pack", "oit-2566", "--as-of", "2023-04-28")
KILLS = int(os.environ.get("OIT_KILLS", "20"))
UNCOMMITTED_MS = 1000 + 200  # a second, and what one answer takes on a busy machine


def bodies(path):
    """How many different page bodies the site file holds."""
    with contextlib.closing(sqlite3.connect(path)) as c:
        return c.execute("select count(*) from body").fetchone()[0]


class Visits(unittest.TestCase):
    def test_judging_again_gives_the_same_bytes(self):
        """Given a scanned site, when it is judged twice, then both documents and the scan's are equal to the byte."""
        with Site(SITE) as site, Folder() as f:
            scan, result = f.scan(site.url, *DAY)
            self.assertIsNotNone(result, scan.stderr)
            first, second = f.oit("judge", f.site_file(), "--json"), f.oit("judge", f.site_file(), "--json")
            self.assertEqual(first.stdout, second.stdout)
            self.assertEqual(first.stdout, scan.stdout)

    def test_whose_list_is_told(self):
        """Given no --year on a day of another fiscal year than the newest list that has a score: stderr, the terminal, the report and the chat text say
        whose list it is; on a file that went by another year's list before, the command that goes on with that is named.  With --year nothing is said."""
        with Site(SITE) as site, Folder() as f:
            first, _ = f.scan(site.url, *DAY, "--lang", "en")
            self.assertNotIn("the list of", first.stderr)
            late = f.oit("scan", site.url, "--allow-address", "127.0.0.0/8", "--rate", "0", "--ocr-pages", "0", "--data", "sites", "--as-of", "2026-11-30",
                         "-o", "out", "--format", "html,line,md", "--lang", "en")
            self.assertIn("the list of fiscal year 2568 is used", late.stderr)
            self.assertIn("the day lies in fiscal year 2570", late.stderr)
            self.assertIn("oit scan %s --year 2566" % site.url, late.stderr)
            told = "This is the list of fiscal year 2568; the day of judgement lies in fiscal year 2570"
            html, line, md = (open(os.path.join(f.path, "out", n), encoding="utf-8").read() for n in ("report.html", "line.txt", "summary.md"))
            for text in (late.stdout, html, md, f.oit("todo", f.site_file(), "--lang", "en").stdout):
                self.assertTrue(told in " ".join(text.replace("\\", "").split()), text[:600])
            self.assertIn("list of fiscal year 2568)", line.splitlines()[0])
            again, _ = f.scan(site.url, *DAY, "--lang", "en")
            self.assertNotIn("the list of", again.stderr)

    def test_each_request_is_told_once(self):
        """With --verbose there is one line for each request that reached the server."""
        with Site("menu-cms") as site, Folder() as f:
            done, _ = f.scan(site.url, "-v", "--max-pages", "5", "--max-documents", "0")
            told = [line.split()[-1] for line in done.stderr.splitlines() if line.startswith("oit: 200 ")]
            self.assertGreater(len(told), 4)
            self.assertEqual(sorted(told), sorted(set(told)))

    def test_second_visit_asks_only_for_what_changed(self):
        """Given a site that sends ETags, the second visit is conditional, gets 304, and stores no page again."""
        with Site(SITE) as site, Folder() as f:
            f.scan(site.url, *DAY)
            before = len(site.requests())
            stored = bodies(f.site_file())
            self.assertGreater(stored, 0)
            _, result = f.scan(site.url, *DAY)
            again = site.requests()[before:]
            self.assertGreater(result["coverage"]["not_modified"], 0)
            self.assertEqual(result["coverage"]["fetched"], 0, [r for r in again if "304" not in r][:8])
            self.assertEqual(bodies(f.site_file()), stored)

    def test_forgotten_visits_are_forgotten_everywhere(self):
        """Given a file that remembers two visits, the third one's result and what is judged from the file later are equal."""
        with Site(SITE) as site, Folder() as f:
            for _ in range(3):
                scan, _ = f.scan(site.url, *DAY, "--keep-runs", "2")
            self.assertEqual(f.oit("judge", f.site_file(), "--json").stdout, scan.stdout)

    def test_a_site_file_is_found_by_its_name(self):
        """Given site files in a folder of their own, the bare name is enough, wherever the option that names the folder stands."""
        with Site(SITE) as site, Folder() as f:
            scan, _ = f.scan(site.url, *DAY)
            folder, name = os.path.split(f.site_file())
            self.assertEqual(f.oit("judge", name, "--json", "--data", folder).stdout, scan.stdout)
            self.assertEqual(f.oit("--data", folder, "judge", "--json", name).stdout, scan.stdout)
            self.assertEqual(f.oit("todo", name).returncode, 2)

    def test_two_owners_of_one_host_share_no_file(self):
        """Given two sites below one host and the whole of it, each is kept in a file of its own, its earlier visits are its own, and its address finds it."""
        with Folder() as f:
            for owner in ("one", "two"):
                os.makedirs(os.path.join(f.path, "site", "www", owner))
                with open(os.path.join(f.path, "site", "www", owner, "index.html"), "w", encoding="utf-8") as page:
                    page.write("<meta charset=utf-8><title>อบต.%s</title><h1>อบต.%s</h1><p>ยินดีต้อนรับสู่เว็บไซต์ขององค์การบริหารส่วนตำบล ติดต่อสำนักปลัดได้ทุกวันราชการ</p>" % (owner, owner))
            with open(os.path.join(f.path, "site", "www", "index.html"), "w", encoding="utf-8") as page:
                page.write("<meta charset=utf-8><title>บ้าน</title><p>เว็บไซต์ของสององค์การบริหารส่วนตำบลอยู่ที่นี่</p><a href='/one/'>หนึ่ง</a> <a href='/two/'>สอง</a>")
            open(os.path.join(f.path, "site", "routes.txt"), "w").close()
            with Site(os.path.join(f.path, "site")) as site:
                asked = [(site.url + "one/", "--scope", "path"), (site.url + "two/", "--scope", "path"), (site.url,)]
                for again in (0, 1):
                    for url, *how in asked:
                        _, result = f.scan(url, *how, *DAY)
                        self.assertEqual(result["site"]["url"], url)
                        self.assertGreater(result["coverage"]["fetched"] + result["coverage"]["not_modified"], 0)
                        self.assertEqual(len(result.get("history", [])), again)
                names = sorted(n for n in os.listdir(os.path.join(f.path, "sites")) if n.endswith(".oit"))
                self.assertEqual(len(names), 3, names)
                self.assertIn("127.0.0.1_%d.oit" % site.port, names)
                for url, *_ in asked[1:]:
                    told = json.loads(f.oit("judge", url, "--json", "--data", os.path.join(f.path, "sites")).stdout)
                    self.assertEqual(told["site"]["url"], url)

    def killed_scan(self, site, f, rate, longest, data):
        """Start the scan, kill it at a random moment; gives that moment in the clock of the request log, None when it was over."""
        p = f.start("scan", site.url, "--allow-address", "127.0.0.0/8", "--rate", rate, "--json", "--data", data, *DAY)
        time.sleep(random.uniform(0, longest))
        running = p.poll() is None
        if running:
            os.kill(p.pid, signal.SIGKILL)
        p.wait()
        return time.monotonic() * 1000 if running else None

    def fetched_twice(self, before, after, killed):
        """What a resumed visit asked for again although it had been stored: asked for more than a second before the end came."""
        stored = {r[2] for r in before if int(r[0]) < killed - UNCOMMITTED_MS} - {"/robots.txt"}
        return sorted(stored & {r[2] for r in after})

    def test_killed_visits_go_on(self):
        """Given kills -9 at random moments, the resumed visit ends with the undisturbed result and asks for nothing twice that was
        stored.  Every second visit is slowed down so that most of it is older than the second that is not yet committed."""
        killed_n = resumed_n = stored_n = 0
        with Site(SITE) as site, Folder() as f:
            begin = time.monotonic()
            _, clean = f.scan(site.url, *DAY)
            fast = time.monotonic() - begin
            while killed_n < KILLS:
                data = os.path.join(f.path, "kill")
                rate, longest = (("0", fast * 0.8), ("40", 3.0))[killed_n % 2]
                first = len(site.requests())
                killed = self.killed_scan(site, f, rate, longest, data)
                middle = len(site.requests())
                done, result = f.scan(site.url, *DAY, data=data)
                self.assertIsNotNone(result, done.stderr)
                whole = result["run"]["id"] != "1"  # killed while its reports were written: this is the next visit
                if not whole:
                    self.assertEqual(timeless(result), timeless(clean))
                if killed is not None and not whole:
                    log = site.requests()
                    self.assertEqual(self.fetched_twice(log[first:middle], log[middle:], killed), [])
                    killed_n, resumed_n = killed_n + 1, resumed_n + (middle > first)
                    stored_n += len([r for r in log[first:middle] if int(r[0]) < killed - UNCOMMITTED_MS])
                shutil.rmtree(data, ignore_errors=True)
        print("%d visits killed, %d of them after their first request; %d requests older than the open second, none sent twice"
              % (killed_n, resumed_n, stored_n))

    def test_interrupt_saves_and_says_so(self):
        """Given Ctrl-C in the middle, the exit code is 130 and the same command goes on to the end."""
        with Site(SITE) as site, Folder() as f:
            p = subprocess.Popen([OIT, "scan", site.url, "--allow-address", "127.0.0.0/8", "--rate", "20", "--data", f.path + "/s", *DAY],
                                 cwd=f.path, env=f.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            until = time.monotonic() + 30
            while len(site.requests()) < 3 and time.monotonic() < until:
                time.sleep(0.02)
            p.send_signal(signal.SIGINT)
            _, errors = p.communicate(timeout=10)
            self.assertEqual(p.returncode, 130, errors)
            before = len(site.requests())
            done, result = f.scan(site.url, *DAY, data=f.path + "/s")
            self.assertIn(done.returncode, (0, 1, 3), done.stderr)
            paths = [r[2] for r in site.requests()]
            twice = {p for p in paths if paths.count(p) > 1} - {"/robots.txt", "/sitemap.xml"}
            self.assertLessEqual(len(twice), 2, "fetched twice: %s" % twice)
            self.assertGreater(before, 0)
            self.assertEqual(result["run"]["id"], "1")

    def test_reports_are_written_where_asked(self):
        """Given -o and --format, exactly those files are written, and the JSON file is the document."""
        with Site(SITE) as site, Folder() as f:
            done, result = f.scan(site.url, *DAY, "-o", "out", "--format", "json,html")
            self.assertEqual(sorted(os.listdir(os.path.join(f.path, "out"))), ["report.html", "result.json"])
            self.assertEqual(json.load(open(os.path.join(f.path, "out", "result.json"), encoding="utf-8")), result)
            html = open(os.path.join(f.path, "out", "report.html"), encoding="utf-8").read()
            self.assertNotIn("<script", html)
            self.assertLess(len(html.encode()), 300 * 1024)

    def test_options_stand_anywhere(self):
        """Options before and after operands mean the same."""
        with Site(SITE) as site, Folder() as f:
            f.scan(site.url, *DAY)
            a = f.oit("judge", "--json", f.site_file())
            b = f.oit("judge", f.site_file(), "--json", "--year", "2566")
            self.assertEqual(a.stdout, b.stdout)
            self.assertEqual(f.oit("--lang", "en", "todo", f.site_file()).returncode, 0)

    def test_explain_shows_the_reasoning(self):
        """explain names the verdict, the candidates and why each was taken or refused; an unknown item is an error."""
        with Site(SITE) as site, Folder() as f:
            f.scan(site.url, *DAY)
            done = f.oit("explain", "O19", f.site_file(), "--lang", "en")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("O19", done.stdout)
            for wrong in ("O99", "99", "19a", "O", "0"):
                told = f.oit("explain", wrong, f.site_file(), "--lang", "en")
                self.assertEqual(told.returncode, 2, wrong)
                self.assertIn(wrong, told.stderr)

    def test_an_item_is_known_by_its_number(self):
        """An officer writes 19, o19, O 19 or ๑๙ for O19: all of them show the same."""
        with Site(SITE) as site, Folder() as f:
            f.scan(site.url, *DAY)
            shown = f.oit("explain", "O19", f.site_file())
            for name in ("19", "o19", "O 19", "019", "๑๙", "O๑๙", " 19 "):
                self.assertEqual(f.oit("explain", name, f.site_file()).stdout, shown.stdout, name)
            self.assertIn("O19", shown.stdout)


if __name__ == "__main__":
    main()
