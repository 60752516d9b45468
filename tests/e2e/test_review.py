#!/usr/bin/env python3
"""What people say of items: it decides, it is kept apart from what the program says, and it lapses when what it was said about has changed."""
import shutil
import sqlite3
from harness import Folder, SITES, Site, contract_breaches, json, main, os, tempfile, unittest

DAY = ("--pack", "oit-2566", "--as-of", "2023-04-28", "--lang", "en")
CLERK = ("--reason", "opened and read: 'complete'", "--by", "หัวหน้าสำนักปลัด")


def item(result, name):
    return next(i for i in result["items"] if i["id"] == name)


class Review(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        """One visit to the example town, copied for every test."""
        cls.work = tempfile.mkdtemp(prefix="oit-review-")
        with Site("tuayang") as site, Folder() as f:
            _, cls.before = f.scan(site.url, *DAY)
            cls.scanned = os.path.join(cls.work, "town.oit")
            shutil.copy(f.site_file(), cls.scanned)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.work, ignore_errors=True)

    def town(self, f):
        path = os.path.join(f.path, "town.oit")
        shutil.copy(self.scanned, path)
        return path

    def ok(self, f, *args, **more):
        done = f.oit(*args, "--lang", "en", **more)
        self.assertEqual(done.returncode, 0, (args, done.stdout, done.stderr))
        return done.stdout

    def judge(self, f, *more):
        done = f.oit("judge", self.town_file, "--json", "--lang", "en", *more)
        self.assertIn(done.returncode, (0, 3), done.stderr)
        result = json.loads(done.stdout)
        self.assertEqual(contract_breaches(result), [])
        return result, done.stderr

    def test_their_verdict_counts_and_ours_stays(self):
        """verdict is the person's, machine_verdict ours; the score counts it; judging again, twice, changes nothing of that."""
        self.assertEqual(item(self.before, "O24")["verdict"], "stale")
        with Folder() as f:
            self.town_file = self.town(f)
            said = self.ok(f, "review", self.town_file, "--set", "O24=found", *CLERK)
            self.assertIn("O24  Other year only → Found", said)
            for _ in range(2):
                result, _err = self.judge(f)
                i = item(result, "O24")
                self.assertEqual((i["verdict"], i["machine_verdict"]), ("found", "stale"))
                self.assertEqual((i["review"]["by"], i["review"]["reason"]), ("หัวหน้าสำนักปลัด", "opened and read: 'complete'"))
                self.assertEqual((i["review"]["counts"], i["review"]["state"]), (True, "stands"))
                self.assertIn("หัวหน้าสำนักปลัด", i["reason"])
                self.assertIn("2565", i["machine_reason"])
                self.assertEqual([m for m in result["missing_urls"] if m["item"] == "O24"], [])
                self.assertNotIn("O24", result["to_do"])
                self.assertGreater(result["score"]["low"], self.before["score"]["low"])
            others = [x["id"] for x in result["items"] if x["review"]]
            self.assertEqual(others, ["O24"])

    def test_the_report_does_not_call_their_word_ours(self):
        """Above the report stands how many items the program confirmed; with a person's word among them it says so in place of that."""
        with Folder() as f:
            self.town_file = self.town(f)
            sure = len([i for i in self.before["items"] if i["verdict"] in ("found", "waived")])
            self.ok(f, "report", self.town_file, "--format", "html", "-o", "before")
            self.ok(f, "review", self.town_file, "--set", "O24=found", *CLERK)
            self.ok(f, "report", self.town_file, "--format", "html", "-o", "after")
            before, after = (open(os.path.join(f.path, d, "report.html"), encoding="utf-8").read() for d in ("before", "after"))
            self.assertIn("confirmed by the program: %d items" % sure, before)
            self.assertIn("confirmed: %d items (1 judged by people)" % (sure + 1), after)
            self.assertIn("ยืนยันแล้ว %d ข้อ (คนตัดสิน 1 ข้อ)" % (sure + 1), after)
            self.assertNotIn("confirmed by the program", after)

    def test_items_that_do_not_apply_leave_the_mean(self):
        """An indicator of which no item applies has no score, and the total is that of the others; where nothing applies at all it is told that this is why there is none."""
        with Folder() as f:
            self.town_file = self.town(f)
            ninth, tenth = ([x for sub in d["subs"] for x in sub["items"]] for d in self.before["score"]["indicators"])
            for said, none in ((tenth, 1), (ninth, 2)):
                with open(os.path.join(f.path, "said.yaml"), "w", encoding="utf-8") as out:
                    out.write("schema: oit-reviews/1\nreviews:\n" + "".join("  - {item: %s, verdict: not_applicable, reason: no such duty, by: clerk}\n" % x for x in said))
                self.ok(f, "review", self.town_file, "--import", "said.yaml")
                result, _ = self.judge(f)
                self.assertEqual(contract_breaches(result), [])
                indicators = result["score"]["indicators"]
                self.assertEqual([d["low"] for d in indicators][2 - none:], [None] * none)
                self.assertEqual(result["score"]["low"], indicators[0]["low"])
            for done in (f.oit("judge", self.town_file, "-o", "out", "--fail-under", "60", "--lang", "en"), f.oit("todo", self.town_file, "--lang", "en")):
                self.assertIn("no item is left to mend", done.stdout)
                self.assertNotIn("every item was found", done.stdout)
                self.assertNotIn("no published scoring", done.stdout)
            html = open(os.path.join(f.path, "out", "report.html"), encoding="utf-8").read()
            self.assertIn("no item applies to the agency", html)

    def test_overruled_downwards(self):
        """What the program took for proof may be none: then there is a fix, an address, and points to win."""
        with Folder() as f:
            self.town_file = self.town(f)
            self.assertEqual(item(self.before, "O16")["verdict"], "found")
            self.ok(f, "review", self.town_file, "--set", "O16=missing", *CLERK)
            result, _ = self.judge(f)
            i = item(result, "O16")
            self.assertEqual((i["verdict"], i["machine_verdict"]), ("missing", "found"))
            self.assertIn("O16", result["to_do"])
            self.assertTrue(i["fix"])
            self.assertLess(result["score"]["low"], self.before["score"]["low"])
            todo = f.oit("todo", self.town_file).stdout
            self.assertIn("ตัดสินโดย หัวหน้าสำนักปลัด", todo)

    def test_waived_until_a_day(self):
        """A waiver counts as 100 up to its last day and not after it; it stays in the file and is reported as lapsed."""
        with Folder() as f:
            self.town_file = self.town(f)
            self.ok(f, "review", self.town_file, "--waive", "O43", "--until", "2023-05-31", *CLERK)
            on, _ = self.judge(f, "--as-of", "2023-05-31")
            self.assertEqual((item(on, "O43")["verdict"], item(on, "O43")["machine_verdict"]), ("waived", "stale"))
            self.assertAlmostEqual(on["score"]["low"], self.before["score"]["low"] + item(self.before, "O43")["gain"]["oit"], delta=0.011)
            past, warned = self.judge(f, "--as-of", "2023-06-01")
            self.assertEqual(item(past, "O43")["verdict"], "stale")
            self.assertEqual(item(past, "O43")["review"]["state"], "expired")
            self.assertFalse(item(past, "O43")["review"]["counts"])
            self.assertIn("its last day has passed", warned)
            back, _ = self.judge(f, "--as-of", "2023-04-28")
            self.assertEqual(item(back, "O43")["verdict"], "waived")

    def test_shown_everywhere(self):
        """explain, todo, the report and the list tell whose word it is and what the program says."""
        with Folder() as f:
            self.town_file = self.town(f)
            self.ok(f, "review", self.town_file, "--set", "O24=found", *CLERK)
            for args in (("explain", "O24", self.town_file), ("review", self.town_file, "--list")):
                text = self.ok(f, *args)
                self.assertIn("Judged by หัวหน้าสำนักปลัด", text, args)
                self.assertIn("Other year only", text, args)
            self.assertIn("Judged by หัวหน้าสำนักปลัด", self.ok(f, "todo", self.town_file))
            self.ok(f, "report", self.town_file, "--format", "html", "-o", "out")
            html = open(os.path.join(f.path, "out", "report.html"), encoding="utf-8").read()
            self.assertIn("ตัดสินโดย หัวหน้าสำนักปลัด", html)
            self.assertIn("Judged by หัวหน้าสำนักปลัด", html)
            self.assertIn("opened and read: &#39;complete&#39;", html.replace("&apos;", "&#39;").replace("'", "&#39;"))

    def test_any_verdict_of_any_item(self):
        """Whatever a person says of all items, it stands when the program judges again, and the result is whole: what they call found rests on their word at least."""
        items = [i["id"] for i in self.before["items"]]
        for verdict in ("found", "partial", "stale", "missing", "review", "waived"):
            with self.subTest(verdict=verdict), Folder() as f:
                self.town_file = self.town(f)
                self.ok(f, "review", self.town_file, *[word for name in items for word in ("--set", "%s=%s" % (name, verdict))], *CLERK)
                result, _ = self.judge(f)
                self.assertEqual([(i["id"], i["review"]["state"]) for i in result["items"] if i["review"]["state"] != "stands" or i["verdict"] != verdict], [])
                self.assertEqual([i["machine_verdict"] for i in result["items"]], [i["verdict"] for i in self.before["items"]])
                self.assertEqual([i["looked"] for i in result["items"]], [i["looked"] for i in self.before["items"]])

    def test_their_word_is_the_proof(self):
        """Where the program has no proof, the person's word is it: whose, when, and where; an address in it answers for the item, one that they did not name never does."""
        self.assertEqual((item(self.before, "O33")["verdict"], item(self.before, "O33")["evidence"]), ("missing", []))
        with Folder() as f:
            self.town_file = self.town(f)
            by = CLERK[2:]
            done = f.oit("review", self.town_file, "--set", "O33=found", *CLERK, "--lang", "en")
            self.assertIn("O33: found by their word alone", done.stderr)
            word, = item(self.judge(f)[0], "O33")["evidence"]
            self.assertEqual((word["by"], word["quote"], word["final_url"], word["sha256"]), ("หัวหน้าสำนักปลัด", "opened and read: 'complete'", None, None))
            self.assertTrue(word["url"].startswith(self.before["site"]["url"]) and word["fetched"])
            self.assertIn("no address was given", self.ok(f, "explain", "O33", self.town_file))
            self.ok(f, "draft", "itas", self.town_file, "--format", "md", "-o", "papers")
            answer = open(os.path.join(f.path, "papers", "itas.md"), encoding="utf-8").read().split("O33")[1].split("O34")[0]
            self.assertNotIn("http", answer)

            address = "https://drive.example/no-gift-2566.pdf"
            done = f.oit("review", self.town_file, "--set", "O33=found", "--set", "O24=found", "--reason", "เปิดอ่านแล้ว (%s), ครบ" % address, *by, "--lang", "en")
            self.assertNotIn("by their word alone", done.stderr)
            result, _ = self.judge(f)
            self.assertEqual([(e["url"], e["final_url"], e["http_status"]) for e in item(result, "O33")["evidence"]], [(address, address, None)])
            self.assertEqual(item(result, "O24")["evidence"][-1]["url"], address)
            self.ok(f, "draft", "itas", self.town_file, "--format", "md", "-o", "papers")
            answers = open(os.path.join(f.path, "papers", "itas.md"), encoding="utf-8").read()
            for name, after in (("O33", "O34"), ("O24", "O25")):
                answer = answers.split(name)[1].split(after)[0]
                self.assertIn(address, answer)
                self.assertNotIn(self.before["site"]["url"], answer)
            page = item(self.before, "O1")["evidence"][0]["final_url"]
            self.ok(f, "review", self.town_file, "--set", "O33=found", "--reason", "stands at %s." % page, *by)
            word, = item(self.judge(f)[0], "O33")["evidence"]
            self.assertEqual((word["url"], word["http_status"], len(word["sha256"]), word["path"][0]), (page, 200, 64, "Home page"))

    def test_taken_back(self):
        """--clear brings our verdict back; the word stays in the file as ended; clearing twice is an error."""
        with Folder() as f:
            self.town_file = self.town(f)
            self.ok(f, "review", self.town_file, "--set", "O24=found", *CLERK)
            self.ok(f, "review", self.town_file, "--clear", "O24")
            result, _ = self.judge(f)
            self.assertEqual((item(result, "O24")["verdict"], item(result, "O24")["review"]), ("stale", None))
            rows = sqlite3.connect(self.town_file).execute("SELECT item, verdict, ended > 0 FROM review").fetchall()
            self.assertEqual(rows, [("O24", "found", 1)])
            again = f.oit("review", self.town_file, "--clear", "O24", "--lang", "en")
            self.assertEqual(again.returncode, 2)
            self.assertIn("nobody has judged", again.stderr)

    def test_file_goes_round(self):
        """What is exported can be imported into another file of the site; the same file again changes nothing; its bytes are stable."""
        with Folder() as f:
            self.town_file = self.town(f)
            self.ok(f, "review", self.town_file, "--set", "O24=found", "--waive", "O43", *CLERK)
            self.ok(f, "review", self.town_file, "--export", "said.yaml")
            first = open(os.path.join(f.path, "said.yaml"), "rb").read()
            self.assertEqual(self.ok(f, "review", self.town_file, "--export", "-").encode(), first)
            self.town_file = os.path.join(f.path, "other.oit")
            shutil.copy(self.scanned, self.town_file)
            for _ in range(2):
                self.ok(f, "review", self.town_file, "--import", "said.yaml")
            self.assertEqual(self.ok(f, "review", self.town_file, "--export", "-").encode(), first)
            count = sqlite3.connect(self.town_file).execute("SELECT count(*) FROM review").fetchone()[0]
            self.assertEqual(count, 2)
            result, _ = self.judge(f)
            self.assertEqual([item(result, n)["verdict"] for n in ("O24", "O43")], ["found", "waived"])

    def test_file_of_another_site(self):
        """What was said of another municipality is refused, and nothing is stored; the site's address in any form is its own."""
        with Folder() as f:
            self.town_file = self.town(f)
            for site, code in (("www.other.example", 2), ("127.0.0.1", 0), ("http://127.0.0.1:8080/", 0), ("''", 0)):
                open(os.path.join(f.path, "said.yaml"), "w").write(
                    "schema: oit-reviews/1\nsite: %s\nreviews:\n  - {item: O24, verdict: found, reason: 'seen for %s', by: clerk}\n" % (site, site.strip("'")))
                done = f.oit("review", self.town_file, "--import", "said.yaml", "--lang", "en")
                self.assertEqual(done.returncode, code, (site, done.stderr))
                if code == 2:
                    self.assertIn("said.yaml:2:7: these judgements are of another site: www.other.example", done.stderr)
                    self.assertNotIn("O24", self.ok(f, "review", self.town_file, "--list"))

    def test_file_written_by_hand(self):
        """Four lines an item are enough: it is tied to what is found now.  An item of no checklist is kept and reported, never dropped."""
        with Folder() as f:
            self.town_file = self.town(f)
            open(os.path.join(f.path, "by-hand.yaml"), "w", encoding="utf-8").write(
                "schema: oit-reviews/1\nreviews:\n  - item: o24\n    verdict: found\n    reason: เปิดดูแล้ว\n    by: ปลัดเทศบาล\n"
                "  - item: O99\n    verdict: waived\n    reason: ไม่มีข้อนี้\n    by: ปลัดเทศบาล\n")
            done = f.oit("review", self.town_file, "--import", "by-hand.yaml", "--lang", "en")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertRegex(done.stderr, r"by-hand.yaml:7:5: the checklist oit-2566 has no item O99.*\noit:   → ")
            result, warned = self.judge(f)
            self.assertEqual((item(result, "O24")["verdict"], item(result, "O24")["review"]["machine_verdict"]), ("found", "stale"))
            self.assertEqual([(r["item"], r["state"]) for r in result["unused_reviews"]], [("O99", "unused")])
            self.assertIn("O99", warned)
            self.assertIn("O99", self.ok(f, "review", self.town_file, "--list"))
            self.ok(f, "review", self.town_file, "--clear", "O99")
            self.assertEqual(self.judge(f)[0]["unused_reviews"], [])

    def test_file_with_faults(self):
        """A fault is named with line and column, and nothing of the file is taken over."""
        good = "schema: oit-reviews/1\nreviews:\n  - item: O24\n    verdict: found\n    reason: r\n    by: b\n"
        for fault, place in (("  - item: O43\n    verdict: fuond\n    reason: r\n    by: b\n", ":8:14"),
                             ("  - item: O43\n    verdict: found\n    reason: r\n", ":7:"),
                             ("  - item: O43\n    verdict: found\n    reason: r\n    by: b\n    untill: 2026-01-01\n", ":11:5"),
                             ("  - item: O43\n    verdict: found\n    reason: r\n    by: b\n    until: 2026-02-30\n", ":11:12")):
            with Folder() as f:
                self.town_file = self.town(f)
                open(os.path.join(f.path, "bad.yaml"), "w", encoding="utf-8").write(good + fault)
                done = f.oit("review", self.town_file, "--import", "bad.yaml", "--lang", "en")
                self.assertEqual(done.returncode, 2, fault)
                self.assertIn("bad.yaml" + place, done.stderr)
                self.assertEqual(sqlite3.connect(self.town_file).execute("SELECT count(*) FROM review").fetchone()[0], 0)

    def test_refused(self):
        """Words without item, reason, role, or with what nobody can see: exit 2, and nothing is stored."""
        with Folder() as f:
            self.town_file = self.town(f)
            for args, told in ((("--set", "O24=found", "--by", "x"), "--reason"),
                               (("--set", "O24=found", "--reason", "x"), "--by"),
                               (("--set", "O24", "--reason", "x", "--by", "x"), "O24=found"),
                               (("--set", "O24=good", "--reason", "x", "--by", "x"), "not a verdict"),
                               (("--set", "O24=unassessed", "--reason", "x", "--by", "x"), "not a verdict"),
                               (("--set", "O44=found", "--reason", "x", "--by", "x"), "O1 to O43"),
                               (("--set", "O24=found", "--reason", "x\x1b[31m", "--by", "x"), "cannot be seen"),
                               (("--set", "O24=found", "--reason", "a\nb", "--by", "x"), "cannot be seen"),
                               (("--set", "O24=found", "--reason", "‮x", "--by", "x"), "cannot be seen"),
                               (("--set", "O24=found", "--reason", " ", "--by", "x"), "empty"),
                               (("--set", "O24=found", "--reason", "x" * 3000, "--by", "x"), "longer"),
                               (("--waive", "O24", "--until", "31/12/2569", "--reason", "x", "--by", "x"), "year-month-day"),
                               (("--waive", "O24", "--until", "2022-12-31", "--reason", "x", "--by", "x"), "the day is past"),
                               (("--waive", "O24", "--until", "2023-04-27", "--reason", "x", "--by", "x"), "give 2023-04-28 or a later day"),
                               (("--reason", "x"), "--set"),
                               (("--set", "O24=found", "--waive", "O77", "--reason", "x", "--by", "x"), "O77")):
                done = f.oit("review", self.town_file, *args, "--lang", "en")
                self.assertEqual(done.returncode, 2, (args, done.stderr))
                self.assertIn(told, done.stderr)
            self.assertEqual(sqlite3.connect(self.town_file).execute("SELECT count(*) FROM review").fetchone()[0], 0)

    def test_in_the_words_of_reports(self):
        """A verdict may be given as reports show it, in either language; a day in the Buddhist era and Thai digits; what to do with reports written before is said."""
        with Folder() as f:
            self.town_file = self.town(f)
            for word, verdict in (("พบ", "found"), ("พบครบ", "found"), ("พบบางส่วน", "partial"), ("พบแต่ปีอื่น", "stale"), ("ไม่พบ", "missing"),
                                  ("รอคนตรวจ", "review"), ("ยกเว้น", "waived"), ("ไม่เกี่ยวข้อง", "not_applicable"), ("Other year only", "stale")):
                done = f.oit("review", self.town_file, "--set", "O43=" + word, *CLERK, "--lang", "en")
                self.assertIn("write them anew: oit report " + self.town_file, done.stderr, word)
                self.assertEqual(item(self.judge(f)[0], "O43")["verdict"], verdict, word)
            self.assertEqual(f.oit("review", self.town_file, "--set", "O43=เข้าไม่ถึง", *CLERK).returncode, 2)
            self.ok(f, "review", self.town_file, "--waive", "O43", "--until", "๒๕๖๖-๐๔-๓๐", *CLERK)
            self.assertEqual(sqlite3.connect(self.town_file).execute("SELECT until FROM review WHERE ended = 0").fetchall(), [("2023-04-30",)])
            for name, warned in (("words.csv", True), ("words.yaml", False), ("-", False)):
                done = f.oit("review", self.town_file, "--export", name, "--lang", "en")
                self.assertEqual((done.returncode, "is YAML whatever its name" in done.stderr), (0, warned), name)

    def test_item_by_item(self):
        """On the terminal, or from a script: what was found is shown, a letter decides, a reason and a role are asked for, the role is remembered."""
        with Folder() as f:
            self.town_file = self.town(f)
            for rest in ("-\n", "", "\n\n\n"):  # a wrong answer; a reason; no role: asked for again, until the person says so, leaves, or answers nothing three times
                done = f.oit("review", self.town_file, "--lang", "en", input="x\nf\nเปิดดูแล้ว\n\n" + rest)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertIn("O37", done.stdout)
                self.assertIn("none of the answers", done.stderr)
                self.assertIn("this is needed; write it, or - to leave the item open", done.stderr)
                self.assertIn("O37: left open", done.stderr)
                self.assertEqual(sqlite3.connect(self.town_file).execute("SELECT count(*) FROM review").fetchone()[0], 0)
            done = f.oit("review", self.town_file, "--by", "ปลัดเทศบาล", "--lang", "en", input="e\nf\n\nเปิดดูแล้ว\n\nq\n")
            self.assertIn("Places considered", done.stdout)
            self.assertIn("[ปลัดเทศบาล]", done.stdout)
            rows = sqlite3.connect(self.town_file).execute("SELECT item, verdict, reason, said_by, machine_verdict FROM review").fetchall()
            self.assertEqual(rows, [("O37", "found", "เปิดดูแล้ว", "ปลัดเทศบาล", "unassessed")])
            self.assertEqual(item(self.judge(f)[0], "O37")["verdict"], "found")
            empty = f.oit("review", self.town_file, "--lang", "en", input="")
            self.assertEqual(empty.returncode, 0)

    def test_agreed_with(self):
        """What the program is not sure of can be agreed with by a letter; of what it leaves open there is nothing to agree with."""
        with Folder() as f:
            self.town_file = self.town(f)
            done = f.oit("review", self.town_file, "--by", "ปลัดเทศบาล", "--lang", "en", input="a\nq\n")
            self.assertIn("O37", done.stdout)
            self.assertNotIn("a = agree", done.stdout)
            self.assertIn("none of the answers", done.stderr)
            db = sqlite3.connect(self.town_file)
            self.assertEqual(db.execute("SELECT count(*) FROM review").fetchone()[0], 0)
            self.ok(f, "review", self.town_file, "--set", "O37=found", *CLERK)
            self.ok(f, "review", self.town_file, "--waive", "O43", "--until", "2023-04-27", "--as-of", "2023-04-27", *CLERK)
            self.judge(f, "--as-of", "2023-04-28")  # over by the day of judgement
            shown = f.oit("review", self.town_file, "--by", "ปลัดเทศบาล", "--lang", "en", input="a\nread it too\n\nq\n")
            self.assertIn("a = agree with the program (", shown.stdout)
            rows = db.execute("SELECT item, verdict, machine_verdict, reason FROM review WHERE item = 'O43' AND ended = 0").fetchall()
            self.assertEqual(rows, [("O43", "stale", "stale", "read it too")])

    def test_shown_in_every_output(self):
        """Every output tells that a person has judged, and what the program itself says; once it no longer counts, that too."""
        with Folder() as f:
            self.town_file = self.town(f)
            self.ok(f, "review", self.town_file, "--set", "O24=found", "--until", "2023-05-31", *CLERK)
            said = {}
            for day in ("2023-05-01", "2023-06-01"):
                f.oit("judge", self.town_file, "--as-of", day, "--lang", "en", "-o", day, "--format", "html,json,csv,junit,sarif,md,line")
                said[day] = {name: open(os.path.join(f.path, day, name), encoding="utf-8").read() for name in os.listdir(os.path.join(f.path, day))}
                said[day]["nagios"] = f.oit("report", self.town_file, "--format", "nagios").stdout
                said[day]["todo"] = self.ok(f, "todo", self.town_file)
            for day, (machine, words) in (("2023-05-01", ("Other year only", "Judged by หัวหน้าสำนักปลัด")), ("2023-06-01", ("Other year only", "no longer counts"))):
                for name in ("report.html", "junit.xml", "summary.md", "items.csv"):
                    self.assertIn(machine, said[day][name], name)
                    self.assertIn(words, said[day][name], name)
                self.assertIn(words, said[day]["oit.sarif"])
                self.assertIn(words, said[day]["todo"])
            self.assertIn('"machineVerdict": "stale"', said["2023-05-01"]["oit.sarif"])
            self.assertIn("judged by people 1", said["2023-05-01"]["line.txt"])
            self.assertIn("judgements that no longer count 1", said["2023-06-01"]["line.txt"])
            self.assertIn(" judged=1;;;0 lapsed=0;;;0 ", said["2023-05-01"]["nagios"])
            self.assertIn(" judged=0;;;0 lapsed=1;;;0 ", said["2023-06-01"]["nagios"])

    def test_evidence_changes(self):
        """A word is about what was there: another document, or another verdict of the program, and it no longer counts; the same again, and it does."""
        with tempfile.TemporaryDirectory() as d, Folder() as f:
            folder = os.path.join(d, "site")
            shutil.copytree(os.path.join(SITES, "tuayang"), folder)
            with Site(folder) as site:
                f.scan(site.url, *DAY)
                self.town_file = f.site_file()
                self.ok(f, "review", self.town_file, "--set", "O24=found", *CLERK)
                _, same = f.scan(site.url, *DAY)
                self.assertEqual((item(same, "O24")["verdict"], item(same, "O24")["review"]["state"]), ("found", "stands"))

                paper = os.path.join(folder, "www", "files", "hr", "action-2565.pdf")
                kept = open(paper, "rb").read()
                open(paper, "wb").write(kept + b"\n% another edition\n")
                done, changed = f.scan(site.url, *DAY)
                self.assertEqual((item(changed, "O24")["verdict"], item(changed, "O24")["review"]["state"]), ("stale", "evidence_changed"))
                self.assertIn("the evidence has changed since", done.stderr)

                os.remove(paper)
                _, gone = f.scan(site.url, *DAY)
                self.assertEqual(item(gone, "O24")["review"]["state"], "verdict_changed")
                self.assertNotEqual(item(gone, "O24")["verdict"], "found")

                open(paper, "wb").write(kept)
                _, back = f.scan(site.url, *DAY)
                self.assertEqual((item(back, "O24")["verdict"], item(back, "O24")["review"]["state"]), ("found", "stands"))


if __name__ == "__main__":
    main()
