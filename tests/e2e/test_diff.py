#!/usr/bin/env python3
"""What changed between two visits, and whose doing it is: the site's, the coverage's, the rules', or people's."""
import formats
import re
import shutil
from harness import Folder, ROOT, SITES, Site, json, main, os, tempfile, unittest

PACK = ("--pack", "oit-2566", "--lang", "en")
GONE = "/service/statistics.html"  # the page of O16


class Diff(unittest.TestCase):
    def copy_of(self, folder):
        path = os.path.join(folder, "site")
        shutil.copytree(os.path.join(SITES, "tuayang"), path)
        return path

    def routes(self, folder, text):
        open(os.path.join(folder, "routes.txt"), "w").write(text)

    def diff(self, f, *more):
        done = f.oit("diff", f.site_file(), "--json", "--lang", "en", *more)
        self.assertEqual(done.returncode, 0, done.stderr)
        result = json.loads(done.stdout)
        self.assertEqual(formats.schema_breaches(result, "diff.schema.json"), [])
        return result, {i["id"]: i for i in result["items"]}

    def test_nothing(self):
        """The same site twice: no item is named, and the text says so."""
        with Site("tuayang") as site, Folder() as f:
            f.scan(site.url, *PACK, "--as-of", "2023-04-28")
            f.scan(site.url, *PACK, "--as-of", "2023-04-28")
            result, items = self.diff(f)
            self.assertEqual((items, result["rules_changed"], result["options_changed"]), ({}, False, False))
            self.assertIn("Nothing has changed.", f.oit("diff", f.site_file(), "--lang", "en").stdout)
            self.assertIn("ไม่มีสิ่งใดเปลี่ยน", f.oit("diff", f.site_file()).stdout)

    def test_vanished_and_appeared(self):
        """A page that answers 404 has vanished, one that comes back has appeared; the site did it."""
        with tempfile.TemporaryDirectory() as d, Folder() as f:
            folder = self.copy_of(d)
            with Site(folder) as site:
                f.scan(site.url, *PACK, "--as-of", "2023-04-01")
                self.routes(folder, "%s 404 text/html -\n" % GONE)
                f.scan(site.url, *PACK, "--as-of", "2023-04-10")
                result, items = self.diff(f)
                o16 = items["O16"]
                self.assertEqual((o16["from"], o16["to"], o16["change"], o16["cause"]), ("found", "missing", "vanished", "site"))
                self.assertEqual([p["change"] for p in o16["places"] if p["url"].endswith(GONE)], ["removed"])
                self.assertGreater(result["from"]["score"]["low"], result["to"]["score"]["low"])

                self.routes(folder, "")
                f.scan(site.url, *PACK, "--as-of", "2023-04-20")
                _, items = self.diff(f)
                self.assertEqual((items["O16"]["change"], items["O16"]["cause"]), ("appeared", "site"))
                for whole in (("--from", "1"), ("--from", "2023-04-05"), ("--from", "2566-04-05"), ("--from", "๒๕๖๖-๐๔-๐๑", "--to", "2566-04-30"), ("--from", "2023-04-01", "--to", "2023-04-30")):
                    self.assertEqual(self.diff(f, *whole)[1], {}, whole)
                _, items = self.diff(f, "--from", "2023-04-01", "--to", "2")
                self.assertEqual(items["O16"]["change"], "vanished")
                result, _ = self.diff(f)
                self.assertEqual([t["as_of"] for t in result["trend"]], ["2023-04-01", "2023-04-10", "2023-04-20"])
                lows = [t["low"] for t in result["trend"]]
                self.assertTrue(lows[0] == lows[2] > lows[1], lows)
                self.assertEqual([t["as_of"] for t in self.diff(f, "--to", "2")[0]["trend"]], ["2023-04-01", "2023-04-10"])
                page = f.oit("diff", f.site_file(), "--to", "2", "--format", "html").stdout
                for words in ("<!doctype html>", "Changed on the site", "เปลี่ยนบนเว็บไซต์", "id=\"o16\"", "%s%s" % (site.url[:-1], GONE), "10 เม.ย. 2566", "<polyline"):
                    self.assertIn(words, page)
                text = f.oit("diff", f.site_file(), "--to", "2", "--lang", "en").stdout
                self.assertIn("10 Apr 2023", text.split("Score of every visit")[1])
                self.assertLess(text.index("Changed on the site"), text.index("O16"))
                self.assertIn("removed: %s%s" % (site.url[:-1], GONE), text)

    def test_not_seen_is_not_removed(self):
        """A page that answers 403, or a visit that a budget ended: not seen this time, by cause of the coverage."""
        with tempfile.TemporaryDirectory() as d, Folder() as f:
            folder = self.copy_of(d)
            with Site(folder) as site:
                f.scan(site.url, *PACK, "--as-of", "2023-04-28")
                self.routes(folder, "%s 403 text/html -\n" % GONE)
                f.scan(site.url, *PACK, "--as-of", "2023-04-28")
                _, items = self.diff(f)
                self.assertEqual((items["O16"]["change"], items["O16"]["cause"]), ("not_seen", "coverage"))
                self.routes(folder, "")
                f.scan(site.url, *PACK, "--as-of", "2023-04-28")
                self.assertEqual(self.diff(f)[1]["O16"]["change"], "seen")
                f.scan(site.url, *PACK, "--as-of", "2023-04-28", "--max-pages", "4")
                result, items = self.diff(f)
                self.assertFalse(result["to"]["complete"])
                self.assertTrue(items)
                self.assertEqual({i["cause"] for i in items.values()}, {"coverage"}, {n: (i["change"], i["cause"], i["from"], i["to"]) for n, i in items.items()})
                self.assertIn("does not mean removed", f.oit("diff", f.site_file(), "--lang", "en").stdout)

    def test_what_shows_it_now(self):
        """Given an item shown by two papers, of which the first is gone at the second visit: still found, and the paper that shows it now is named."""
        with tempfile.TemporaryDirectory() as d, Folder() as f:
            folder = self.copy_of(d)
            with Site(folder) as site:
                f.scan(site.url, *PACK, "--as-of", "2023-04-28")
                with open(os.path.join(folder, "routes.txt"), "a") as routes:
                    routes.write("/files/integrity/measures-2566.pdf 404 text/html -\n")
                f.scan(site.url, *PACK, "--as-of", "2023-04-28")
            result, items = self.diff(f)
            places = {p["change"]: p["url"] for p in items["O42"]["places"]}
            self.assertTrue(places["removed"].endswith("measures-2566.pdf"), places)
            self.assertTrue(places["instead"].endswith(".pdf"), places)
            text = f.oit("diff", f.site_file(), "--lang", "en").stdout
            self.assertIn("shows it now: ", text)
            trend = text.split("Score of every visit")[1]
            self.assertIn("28 Apr 2023 (visit 1)", trend)
            self.assertIn("28 Apr 2023 (visit 2)", trend)

    def test_lists_of_two_years(self):
        """Given a visit judged by one year's list and a later one by another's: it is said that both are judged by the later, and no rule is blamed."""
        with Site("tuayang") as site, Folder() as f:
            f.scan(site.url, "--pack", "oit-2566", "--as-of", "2023-04-28")
            f.scan(site.url, "--pack", "oit-2565", "--as-of", "2023-04-28")
            text = " ".join(f.oit("diff", f.site_file(), "--lang", "en").stdout.split())
            self.assertIn("was judged by the list oit-2566 then; here both are judged by oit-2565", text)
            self.assertNotIn("The rules have changed", text)

    def test_an_outage_is_passed_over(self):
        """Given two equal visits with one between that found the site down: nothing has changed, and the visit that read nothing is named; by its
        number it is compared all the same."""
        with Folder() as f:
            with Site("tuayang") as site:
                f.scan(site.url, *PACK, "--as-of", "2023-04-01")
                url, port = site.url, site.port
            f.outage(url, *PACK, "--as-of", "2023-04-10")
            with Site("tuayang", port=port):
                f.scan(url, *PACK, "--as-of", "2023-04-20")
            result, items = self.diff(f)
            self.assertEqual((items, result["from"]["run"]), ({}, "1"))
            self.assertEqual([t["as_of"] for t in result["trend"]], ["2023-04-01", "2023-04-20"])
            self.assertIn("visit 2 (2023-04-10) could read nothing", f.oit("diff", f.site_file(), "--lang", "en").stderr)
            self.assertEqual({i["change"] for i in self.diff(f, "--from", "2")[1].values()}, {"seen"})

    def test_document_of_other_content(self):
        """The same address with another document: changed, although the verdict is the same."""
        with tempfile.TemporaryDirectory() as d, Folder() as f:
            folder = self.copy_of(d)
            with Site(folder) as site:
                f.scan(site.url, *PACK, "--as-of", "2023-04-28")
                open(os.path.join(folder, "www", "files", "hr", "policy-2566.pdf"), "ab").write(b"\n% second edition\n")
                f.scan(site.url, *PACK, "--as-of", "2023-04-28")
                _, items = self.diff(f)
                named = [(n, p["change"]) for n, i in items.items() for p in i["places"] if p["url"].endswith("policy-2566.pdf")]
                self.assertTrue(named)
                self.assertEqual({c for _, c in named}, {"changed"})
                self.assertEqual({(i["change"], i["cause"], i["from"] == i["to"]) for i in items.values()}, {("changed", "site", True)})

    def test_rules_apart_from_the_site(self):
        """Another pack of the same name turns a verdict: the rules did it, not the site; the site's own change beside it is still the site's."""
        with tempfile.TemporaryDirectory() as d, Folder() as f:
            folder, rules = self.copy_of(d), os.path.join(d, "rules", "packs")
            os.makedirs(rules)
            pack = open(os.path.join(ROOT, "rules", "packs", "oit-2566.yaml"), encoding="utf-8").read()
            changed = re.sub(r"(topic: hr-action\n(?:.*\n){3} +offset: )0", r"\g<1>-1", pack, count=1)  # last year's paper is asked for
            self.assertNotEqual(pack, changed)
            open(os.path.join(rules, "oit-2566.yaml"), "w", encoding="utf-8").write(changed)
            with Site(folder) as site:
                _, first = f.scan(site.url, *PACK, "--as-of", "2023-04-28")
                self.routes(folder, "%s 404 text/html -\n" % GONE)
                _, second = f.scan(site.url, *PACK, "--as-of", "2023-04-28", "--rules", os.path.join(d, "rules"))
            self.assertEqual([next(i["verdict"] for i in r["items"] if i["id"] == "O24") for r in (first, second)], ["stale", "found"])
            for more in ((), ("--rules", os.path.join(d, "rules"))):
                result, items = self.diff(f, *more)
                self.assertTrue(result["rules_changed"])
                self.assertNotEqual(result["from"]["pack"]["sha256"], result["to"]["pack"]["sha256"])
                self.assertEqual((items["O16"]["change"], items["O16"]["cause"]), ("vanished", "site"))
                self.assertEqual([n for n, i in items.items() if i["cause"] == "rules"], ["O24"])

    def test_people_apart_from_the_site(self):
        """A verdict that a person has given between the visits is people's doing."""
        with Site("tuayang") as site, Folder() as f:
            f.scan(site.url, *PACK, "--as-of", "2023-04-28")
            f.scan(site.url, *PACK, "--as-of", "2023-04-28")
            done = f.oit("review", f.site_file(), "--set", "O24=found", "--reason", "opened", "--by", "clerk")
            self.assertEqual(done.returncode, 0, done.stderr)
            _, items = self.diff(f)
            self.assertEqual(list(items), ["O24"])
            self.assertEqual((items["O24"]["from"], items["O24"]["to"], items["O24"]["cause"]), ("stale", "found", "people"))

    def test_formats_and_refusals(self):
        """Text, JSON or both, to standard output or to a folder; the same bytes each time; a visit that is not there is named."""
        with Site("tuayang") as site, Folder() as f:
            f.scan(site.url, *PACK, "--as-of", "2023-04-28")
            alone = f.oit("diff", f.site_file(), "--lang", "en")
            self.assertEqual(alone.returncode, 2)
            self.assertIn("no visit before this one", alone.stderr)
            f.scan(site.url, *PACK, "--as-of", "2023-04-28")
            both = f.oit("diff", f.site_file(), "--format", "text,json")
            self.assertEqual(both.stdout, f.oit("diff", f.site_file()).stdout + f.oit("diff", f.site_file(), "--json").stdout)
            self.assertEqual(f.oit("diff", f.site_file(), "--format", "text,json,html", "-o", "out").stdout, "")
            self.assertEqual(sorted(os.listdir(os.path.join(f.path, "out"))), ["changes.html", "changes.json", "changes.txt"])
            for name in ("changes.txt", "changes.json"):
                self.assertIn(open(os.path.join(f.path, "out", name), encoding="utf-8").read(), both.stdout)
            for args, told in ((("--from", "7"), "visits 1 (2023-04-28) to 2 (2023-04-28)"), (("--to", "2019-01-01"), "visits 1"),
                               (("--from", "1", "--to", "1"), "--to 1: visit 1 is the first of the file"), (("--from", "2", "--to", "1"), "--to, from 2 to 2"),
                               (("--from", "2"), "not before visit 2"), (("--from", "soon"), "no such visit"), (("--format", "pdf"), "text, json")):
                done = f.oit("diff", f.site_file(), *args, "--lang", "en")
                self.assertEqual(done.returncode, 2, args)
                self.assertIn(told, done.stderr)


if __name__ == "__main__":
    main()
