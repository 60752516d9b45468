#!/usr/bin/env python3
"""The result of a judgement is kept for those who only show it; where anything it rests on differs, the visit is judged anew."""
import shutil
import sqlite3
from harness import Folder, ROOT, Site, json, main, os, unittest

PACK = ("--pack", "oit-2566", "--as-of", "2023-04-28", "--lang", "en")
SHOWN = (("report", "FILE", "--json"), ("todo", "FILE"), ("todo", "FILE", "--format", "csv"), ("explain", "O13", "FILE"), ("diff", "FILE", "--json"))
USED = "the result of an earlier judgement is used"


class Recall(unittest.TestCase):
    def show(self, f, file, what, *more):
        """What a command says, and whether it used a kept result for all it had to judge."""
        done = f.oit(*[file if w == "FILE" else w for w in what], "-v", "--lang", "en", *more)
        self.assertEqual(done.returncode, 0, done.stderr[-300:])
        return done.stdout, done.stderr.count(USED)

    def sql(self, file, text):
        db = sqlite3.connect(file)
        with db:
            db.execute(text)
        db.close()

    def visited_twice(self, f, site):
        f.scan(site.url, *PACK)
        _, second = f.scan(site.url, *PACK)
        return f.site_file(), second

    def test_same_bytes(self):
        """From the kept result every command says byte for byte what it says after judging anew; both visits of diff have one."""
        for name in ("tuayang", "sao-874"):
            with Site(name) as site, Folder() as f:
                file, second = self.visited_twice(f, site)
                bare = file + ".bare.oit"
                shutil.copy(file, bare)
                self.sql(bare, "DELETE FROM result")
                for what in SHOWN:
                    kept, used = self.show(f, file, what)
                    anew, unused = self.show(f, bare, what)
                    self.assertTrue(kept == anew, what)
                    self.assertEqual((used, unused), (2 if what[0] == "diff" else 1, 0), what)
                self.assertTrue(json.loads(self.show(f, file, SHOWN[0])[0]) == second)

    def test_unchanged_visit(self):
        """A second visit that sees the same on the same day says the same, without judging at its end; on another day it judges."""
        with Site("tuayang") as site, Folder() as f:
            f.scan(site.url, *PACK)
            done, again = f.scan(site.url, *PACK, "-v")
            self.assertEqual(done.stderr.count(USED), 1)
            judged = json.loads(f.oit("judge", f.site_file(), "--json", *PACK).stdout)
            self.assertTrue(judged == again)
            done, _ = f.scan(site.url, "--pack", "oit-2566", "--as-of", "2023-04-29", "-v")
            self.assertEqual(done.stderr.count(USED), 0)

    def test_differences(self):
        """Another day, other scores, other rules, another checklist, a statement of a person, other bytes of the visit: judged anew."""
        with Site("tuayang") as site, Folder() as f:
            f.scan(site.url, *PACK)
            file = f.site_file()
            rules = os.path.join(f.path, "rules")
            os.makedirs(os.path.join(rules, "topics"))
            ask = ("report", "FILE", "--json")
            self.assertEqual(self.show(f, file, ask)[1], 1)
            thai = json.loads(f.oit("report", file, "--json").stdout)
            self.assertIn("หน้าหลัก", [e["path"][0] for i in thai["items"] for e in i["evidence"] if e["path"]])
            for more in (("--as-of", "2023-04-29"), ("--pack", "oit-2567"), ("--rules", rules), ("--iit", "90,90,90,90,90", "--eit", "90,90,90")):
                self.assertEqual(self.show(f, file, ask, *more)[1], 0, more)
            self.assertEqual(self.show(f, file, ask)[1], 1)
            changed = file + ".changed.oit"
            for text in ("UPDATE visit SET status = 404 WHERE id = (SELECT max(id) FROM visit WHERE role = 'page' AND state = 'read')",
                         "UPDATE visit SET last_modified = 'x' WHERE role = 'page'", "UPDATE run SET home = home || 'index.html'",
                         "DELETE FROM document WHERE body = (SELECT max(body) FROM document)"):
                shutil.copy(file, changed)
                self.sql(changed, text)
                self.assertEqual(self.show(f, changed, ask)[1], 0, text)
            done = f.oit("review", file, "--waive", "O13", "--reason", "none", "--by", "clerk", "--lang", "en")
            self.assertEqual(done.returncode, 0, done.stderr)
            said, used = self.show(f, file, ask)
            self.assertEqual(used, 1)
            self.assertEqual([i["verdict"] for i in json.loads(said)["items"] if i["id"] == "O13"], ["waived"])
            self.sql(file, "DELETE FROM result")
            anew = self.show(f, file, ask)
            self.assertTrue(anew == (said, 0), anew[1])

    def test_judge_looks_itself(self):
        """`oit judge` never takes a kept result for the truth: a forged one is replaced."""
        with Site("tuayang") as site, Folder() as f:
            f.scan(site.url, *PACK)
            file = f.site_file()
            true = self.show(f, file, SHOWN[0])[0]
            self.sql(file, "UPDATE result SET zstd = x'00'")
            self.assertTrue(self.show(f, file, SHOWN[0]) == (true, 0))
            self.assertEqual(f.oit("judge", file, *PACK, "-v").stderr.count(USED), 0)
            self.assertTrue(self.show(f, file, SHOWN[0]) == (true, 1))


if __name__ == "__main__":
    main()
