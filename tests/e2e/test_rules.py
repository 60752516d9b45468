#!/usr/bin/env python3
"""Rules as people who write them use the program: what a change turns, what never stands anywhere, why a verdict is as it is."""
from harness import Folder, ROOT, Site, main, os, unittest

SHIPPED = os.path.join(ROOT, "rules")
WHEN = ["--pack", "oit-2566", "--as-of", "2023-04-28"]


def overlay(folder, name, change):
    """A folder of rules with one changed topic."""
    path = os.path.join(folder.path, "mine", "topics")
    os.makedirs(path, exist_ok=True)
    text = open(os.path.join(SHIPPED, "topics", name + ".yaml"), encoding="utf-8").read()
    with open(os.path.join(path, name + ".yaml"), "w", encoding="utf-8") as f:
        f.write(change(text))
    return os.path.join(folder.path, "mine")


def silent(text):
    """The topic with no other names than one that nobody writes."""
    head, rest = text.split("phrases:", 1)
    rest = rest[rest.index("\nagainst:"):]
    return head + "phrases:\n  - ไม่มีใครเขียนคำนี้ในเว็บไซต์\n" + rest


class Rules(unittest.TestCase):
    def scanned(self, folder):
        with Site("tuayang") as site:
            folder.scan(site.url, *WHEN)
        return folder.site_file()

    def test_diff_names_the_verdicts_a_change_turns(self):
        """Given a topic whose names were taken away, diff names its item with the verdict and reason before and now, and no other."""
        with Folder() as folder:
            file = self.scanned(folder)
            mine = overlay(folder, "procurement-plan", silent)
            done = folder.oit("rules", "diff", SHIPPED, mine, file, "--lang", "en")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("O19  procurement-plan: Found → Missing", done.stdout)
            self.assertIn("before: delivers:", done.stdout)
            self.assertIn("1 of 43 verdicts turned", done.stdout)

    def test_diff_of_the_same_rules_is_empty(self):
        """Given the same folder twice, no verdict turns."""
        with Folder() as folder:
            done = folder.oit("rules", "diff", SHIPPED, SHIPPED, self.scanned(folder), "--lang", "en")
            self.assertIn("0 of 43 verdicts turned", done.stdout)

    def test_diff_says_what_it_needs(self):
        """Given too few words or a folder that is not there, the message says what to type, and the exit code is 2."""
        with Folder() as folder:
            done = folder.oit("rules", "diff", SHIPPED, "--lang", "en")
            self.assertEqual(done.returncode, 2)
            self.assertIn("oit rules diff OLD NEW FILE", done.stderr)
            done = folder.oit("rules", "diff", "/no/such/rules", SHIPPED, self.scanned(folder), "--lang", "en")
            self.assertEqual(done.returncode, 2)
            self.assertIn("/no/such/rules", done.stderr)

    def test_a_year_of_ones_own_is_asked_for(self):
        """Given a file judged by a checklist of another folder, every command that reads it without that folder says where the name comes from."""
        with Folder() as folder:
            file = self.scanned(folder)
            os.makedirs(os.path.join(folder.path, "mine", "packs"))
            year = open(os.path.join(SHIPPED, "packs", "oit-2569.yaml"), encoding="utf-8").read().replace("2569", "2570")
            open(os.path.join(folder.path, "mine", "packs", "oit-2570.yaml"), "w", encoding="utf-8").write(year)
            self.assertEqual(folder.oit("judge", file, "--year", "2570", "--rules", "mine", "--quiet").returncode, 0)
            for words in (["report", file, "--json"], ["todo", file], ["explain", "O1", file], ["judge", file]):
                done = folder.oit(*words, "--lang", "en")
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertRegex(done.stderr, "→ the file was judged by it last: name its folder with --rules, or with --pack one of oit-2563")
            self.assertIn("→ known are: oit-2563", folder.oit("todo", file, "--year", "2570", "--lang", "en").stderr)
            for word, told in (("2023", "--year 2023: there is no such checklist\noit:   → fiscal years are of the Buddhist era: did you mean --year 2566? known are: oit-2563"),
                               ("๒๐๒๓", "did you mean --year 2566?"), ("1987", "write the fiscal year of the Buddhist era, e.g. --year 2568"),
                               ("สองห้า", "--year สองห้า: there is no such checklist")):
                done = folder.oit("todo", file, "--year", word, "--lang", "en")
                self.assertEqual(done.returncode, 2)
                self.assertIn(told, done.stderr)
            self.assertIn("--pack oit-2530: there is", folder.oit("todo", file, "--pack", "oit-2530", "--lang", "en").stderr)

    def test_check_names_phrases_that_stand_nowhere(self):
        """Given a site file as corpus, check names the phrase nobody writes with its file and line; one that stands there is not named."""
        with Folder() as folder:
            file = self.scanned(folder)
            mine = overlay(folder, "procurement-plan", lambda t: t.replace("phrases:\n", "phrases:\n  - ไม่มีใครเขียนคำนี้ในเว็บไซต์\n", 1))
            done = folder.oit("rules", "check", file, "--rules", mine, "--lang", "en")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertRegex(done.stdout, r'mine/topics/procurement-plan\.yaml:\d+: procurement-plan: "ไม่มีใครเขียนคำนี้ในเว็บไซต์": never stands')
            self.assertNotIn('procurement-plan: "แผนการจัดซื้อจัดจ้าง"', done.stdout)

    def test_a_pipe_among_the_rules_is_passed_over(self):
        """Given a named pipe called like a file of rules, the rules beside it are read, and nobody waits for a writer."""
        with Folder() as folder:
            mine = overlay(folder, "procurement-plan", lambda t: t)
            os.mkfifo(os.path.join(mine, "topics", "zzz.yaml"))
            done = folder.oit("rules", "list", "--rules", mine, "--lang", "en", timeout=20)
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_every_pack_loads_and_shows_its_items(self):
        """Seven fiscal years, with the number of items each checklist has."""
        with Folder() as folder:
            done = folder.oit("rules", "list", "--lang", "en")
            for year, items in ((2563, 43), (2564, 43), (2565, 43), (2566, 43), (2567, 35), (2568, 28), (2569, 26)):
                self.assertRegex(done.stdout, r"oit-%d\s+%d items" % (year, items))
            self.assertRegex(done.stdout, r"oit-2569.*listed without a score")
            shown = folder.oit("rules", "show", "oit-2568", "--lang", "en").stdout
            self.assertIn("[contact + qa]", shown)

    def test_explain_reads_like_notes(self):
        """explain says what is asked for, the reason, why it is less sure, which place was taken and which was not, in that order."""
        with Folder() as folder:
            done = folder.oit("explain", "O19", self.scanned(folder), "--lang", "en")
            parts = ["Year asked for: fiscal year 2566 B.E.", "Found", "less sure because:", "Reason:", "What the item must show", "Evidence",
                     "Where we looked", "Places considered, in order", "1. taken:"]
            places = [done.stdout.find(p) for p in parts]
            self.assertNotIn(-1, places, list(zip(parts, places)))
            self.assertEqual(places, sorted(places), done.stdout)

    def test_extra_words_are_named(self):
        """Given a word too many, the message names it."""
        with Folder() as folder:
            done = folder.oit("rules", "list", "everything", "--lang", "en")
            self.assertEqual(done.returncode, 2)
            self.assertIn("everything", done.stderr)


if __name__ == "__main__":
    main()
