#!/usr/bin/env python3
"""What a scheduled check gets to know: exit code 1 where the policy is broken for certain, 3 where it hangs on what could not be judged."""
import shutil
from harness import Folder, SITES, Site, main, os, tempfile, unittest

DAY = ("--pack", "oit-2566", "--as-of", "2023-04-28", "--lang", "en")
CHANGED = "/service/statistics.html"  # the page of O16


class Policy(unittest.TestCase):
    def verdict(self, result, item="O16"):
        return next((i["verdict"], i["previous"]) for i in result["items"] if i["id"] == item)

    def copy_of(self, folder):
        path = os.path.join(folder, "site")
        shutil.copytree(os.path.join(SITES, "tuayang"), path)
        return path

    def test_score_below_between_and_above(self):
        """--fail-under: 1 above the high score, 3 between low and high, else as without it; the message names the numbers."""
        with Site("tuayang") as site, Folder() as f:
            plain, result = f.scan(site.url, *DAY)
            low, high = result["score"]["low"], result["score"]["high"]
            self.assertLess(low, high)
            for limit, code, word in ((low - 1, plain.returncode, ""), (low, plain.returncode, ""), (low + 0.01, 3, "policy open"), (high, 3, "policy open"),
                                      (high + 0.01, 1, "policy not met"), (100, 1, "policy not met")):
                done = f.oit("judge", f.site_file(), "--json", "--fail-under", "%.2f" % limit, "--lang", "en")
                self.assertEqual(done.returncode, code, (limit, done.stderr))
                self.assertIn(word, done.stderr)
                self.assertEqual("→ look at what is open" in done.stderr, word == "policy open")
            for wrong in ("101", "-1", "x", ""):
                self.assertEqual(f.oit("judge", f.site_file(), "--fail-under", wrong).returncode, 2, wrong)

    def test_verdicts_named(self):
        """--fail-on: 1 when an item has one of the verdicts named; 3 when one could still turn out so; a word that is no verdict is refused."""
        with Site("tuayang") as site, Folder() as f:
            _, result = f.scan(site.url, *DAY)
            verdicts = {i["verdict"] for i in result["items"]}
            for word in ("missing", "stale", "partial", "missing,stale", "stale, regression"):
                done = f.oit("judge", f.site_file(), "--json", "--fail-on", word, "--lang", "en")
                expected = 1 if verdicts & {w.strip() for w in word.split(",")} else 3
                self.assertEqual(done.returncode, expected, (word, done.stderr))
            self.assertEqual(f.oit("judge", f.site_file(), "--fail-on", "mising").returncode, 2)

    def test_whole_site_without_what_the_policy_forbids(self):
        """A site that was read whole and has no item of the verdicts named: 0; otherwise 1, also when every page was read."""
        with tempfile.TemporaryDirectory() as d, Folder() as f:
            os.makedirs(os.path.join(d, "www"))
            open(os.path.join(d, "routes.txt"), "w").close()
            open(os.path.join(d, "www", "index.html"), "w", encoding="utf-8").write("<title>เทศบาลตำบลตัวอย่าง</title><p>ยินดีต้อนรับสู่เทศบาลตำบลตัวอย่าง")
            with Site(d) as site:
                for policy, code in (((), 0), (("--fail-on", "stale,regression"), 0), (("--fail-under", "0"), 0), (("--fail-on", "missing"), 1),
                                     (("--fail-under", "50"), 1)):
                    done, result = f.scan(site.url, *policy, *DAY)
                    self.assertEqual((done.returncode, result["run"]["complete"]), (code, True), done.stderr)

    def test_a_year_without_a_score(self):
        """A checklist that adds up to no score cannot meet a limit, nor miss it: open, 3, and said so; without the limit 0."""
        with tempfile.TemporaryDirectory() as d, Folder() as f:
            os.makedirs(os.path.join(d, "www"))
            open(os.path.join(d, "routes.txt"), "w").close()
            open(os.path.join(d, "www", "index.html"), "w", encoding="utf-8").write("<title>เทศบาลตำบลตัวอย่าง</title><p>ยินดีต้อนรับสู่เทศบาลตำบลตัวอย่าง")
            with Site(d) as site:
                done, result = f.scan(site.url, "--year", "2569", "--fail-under", "85", "--lang", "en")
            self.assertEqual((done.returncode, result["run"]["complete"], result["score"]["low"]), (3, True, None), done.stderr)
            self.assertIn("policy open: this checklist has no score that could be held against 85.00", done.stderr)
            self.assertIn("→ use --fail-on", done.stderr)
            self.assertEqual(f.oit("judge", f.site_file(), "--fail-under", "85", "--format", "nagios", "--lang", "en").stdout[:11], "OIT UNKNOWN")
            self.assertEqual(f.oit("judge", f.site_file()).returncode, 0)

    def test_regression(self):
        """A page that was there and is gone is a regression, 1; one that now answers 403 leaves it open, 3; when it is back, neither."""
        with tempfile.TemporaryDirectory() as d, Folder() as f:
            folder = self.copy_of(d)
            routes = os.path.join(folder, "routes.txt")
            with Site(folder) as site:
                _, first = f.scan(site.url, *DAY)
                self.assertEqual(self.verdict(first)[0], "found")
                same, _ = f.scan(site.url, "--fail-on", "regression", *DAY)
                self.assertEqual(same.returncode, 3 if not first["run"]["complete"] else 0, same.stderr)
                self.assertNotIn("policy", same.stderr)

                open(routes, "w").write("%s 403 text/html -\n" % CHANGED)
                closed, result = f.scan(site.url, "--fail-on", "regression", *DAY)
                self.assertEqual(self.verdict(result), ("unassessed", "found"), closed.stderr)
                self.assertEqual(closed.returncode, 3, closed.stderr)
                self.assertIn("policy open", closed.stderr)

                open(routes, "w").write("# as it was\n")
                self.assertEqual(self.verdict(f.scan(site.url, *DAY)[1]), ("found", "unassessed"))

                open(routes, "w").write("%s 404 text/html -\n" % CHANGED)
                gone, result = f.scan(site.url, "--fail-on", "regression", *DAY)
                self.assertEqual(self.verdict(result), ("missing", "found"), gone.stderr)
                self.assertEqual(gone.returncode, 1, gone.stderr)
                self.assertIn("policy not met", gone.stderr)
                again = f.oit("judge", f.site_file(), "--json", "--fail-on", "regression", "--lang", "en")
                self.assertEqual(again.returncode, 1, again.stderr)

    def test_regression_over_an_outage(self):
        """Given a page that was there, a visit that found the site down, and the page gone: a regression, 1, as without the outage; no output calls
        anything better than when nobody could look."""
        with tempfile.TemporaryDirectory() as d, Folder() as f:
            folder = self.copy_of(d)
            with Site(folder) as site:
                f.scan(site.url, *DAY)
                port = site.port
            down, _ = f.outage(site.url, *DAY)
            self.assertEqual(down.returncode, 4, down.stderr)
            open(os.path.join(folder, "routes.txt"), "w").write("%s 404 text/html -\n" % CHANGED)
            with Site(folder, port=port) as site:
                gone, result = f.scan(site.url, "--fail-on", "regression", *DAY)
            self.assertEqual(self.verdict(result), ("missing", "found"), gone.stderr)
            self.assertEqual(gone.returncode, 1, gone.stderr)
            self.assertEqual(len(result["history"]), 1)
            f.oit("report", f.site_file(), "-o", "out", "--format", "html,line", "--lang", "en")
            html, line = (open(os.path.join(f.path, "out", n), encoding="utf-8").read() for n in ("report.html", "line.txt"))
            self.assertNotIn("▲", html + line)
            self.assertIn("▼", html)
            self.assertIn("▼", line)


if __name__ == "__main__":
    main()
