#!/usr/bin/env python3
"""What is told, when, and to whom: the first visit is a baseline, what got worse is told once it was seen twice, recovery once; and nothing else."""
import base64
import email.header
import json
import re
import shutil
import ssl
import sys
import threading

sys.path.append("/usr/lib/python3/dist-packages")  # the package python3-aiosmtpd, whichever Python runs the tests
from harness import Folder, Site, can_be_offline, main, offline, os, unittest  # noqa: E402
from office import CLERK, DAY, Office  # noqa: E402
from postbox import Postbox, certificate  # noqa: E402


class Alert(unittest.TestCase):
    def test_worse_twice_then_recovered_once(self):
        """Baseline, a page that vanishes, the second look, a third that tells nothing, recovery once: two mails, of one thread, with what a person needs."""
        with Postbox() as box, Office(box.port) as o:
            o.serve()
            o.look()
            o.look()
            o.remove()
            o.look()
            self.assertEqual(box.mails, [], "seen once is not told")
            o.look()
            self.assertEqual([m.subject for m in box.mails], ["[OIT] ⬇1 เทศบาลตำบลตัวอย่าง: O16"])
            o.look()
            o.alert()
            self.assertEqual(len(box.mails), 1, "told once")
            o.restore()
            o.look()
            o.look()
            worse, better = box.mails
            self.assertEqual(better.subject, "[OIT] ⬆1 เทศบาลตำบลตัวอย่าง: O16")
            text = worse.text()
            for part in ("Got worse: 1", "O16 Service statistics: Found → Missing", "Why: the link that promises it is dead", "/service/statistics.html",
                         "What to do: Mend the dead link", "1.25 OIT points are lost", "In charge: "):
                self.assertIn(part, text)
            # The score of the last visit before it got worse, not of the first that showed it so.
            scores = re.compile("Expected OIT score: (.*) → (.*)")
            then, now = scores.search(text).groups()
            self.assertNotEqual(then, now)
            self.assertEqual(scores.search(better.text()).groups(), (now, then))
            self.assertIn("O16 Service statistics: Missing → Found", better.text())
            self.assertEqual(better.message["In-Reply-To"], worse.id)
            self.assertEqual(better.message["References"], worse.id)
            self.assertEqual((worse.message["To"], worse.to, worse.sender), (CLERK, [CLERK], "watch@office.example"))
            self.assertEqual(worse.message["Auto-Submitted"], "auto-generated")
            # What was told stands in the site file, the recipient as a hash alone.
            told = o.database("SELECT subject, event, channel, length(recipient), message_id FROM alert ORDER BY id", path=o.file_of())
            self.assertEqual([t[:4] for t in told], [("item:O16", "began", "mail", 32), ("item:O16", "ended", "mail", 32)])
            self.assertEqual("<%s>" % told[0][4], worse.id)

    def test_lines_and_encodings(self):
        """Every line of a message is ASCII of at most 78 characters, every encoded word at most 75 and whole in itself; both bodies say the same."""
        with Postbox() as box, Office(box.port, to="[{mail: \"นายก เทศบาลตำบลที่มีชื่อยาวมากจนต้องขึ้นบรรทัดใหม่ <%s>\", attach: [html, xlsx, csv]}]" % CLERK, lang="th") as o:
            o.serve()
            o.look()
            o.remove()
            o.look()
            o.look()
            (mail,) = box.mails
            for line in mail.raw.split(b"\r\n"):
                self.assertLessEqual(len(line), 78, line)
                line.decode("ascii")
            self.assertNotIn(b"\n", mail.raw.replace(b"\r\n", b""))
            words = re.findall(rb"=\?UTF-8\?B\?([A-Za-z0-9+/=]*)\?=", mail.raw)
            self.assertGreater(len(words), 2)
            for word in words:
                self.assertLessEqual(len(word) + 12, 75)
                text = base64.b64decode(word).decode("utf-8")
                self.assertFalse(re.match("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", text), "a mark was parted from its letter")
            to = email.header.make_header(email.header.decode_header(email.message_from_bytes(mail.raw)["To"]))
            self.assertEqual(str(to), "นายก เทศบาลตำบลที่มีชื่อยาวมากจนต้องขึ้นบรรทัดใหม่ <%s>" % CLERK)
            self.assertIn("แย่ลง 1 เรื่อง", mail.text())
            self.assertIn("แย่ลง 1 เรื่อง", mail.text("html"))
            self.assertNotRegex(mail.text("html"), r"(?i)<script|<img|javascript:|url\(")
            attached = mail.attachments()
            self.assertEqual(sorted(n.split("-", 1)[1] for n in attached), ["items.csv", "report.html", "report.xlsx"])
            self.assertTrue(all(re.fullmatch(r"[A-Za-z0-9._-]+", n) for n in attached))
            self.assertTrue(next(v for n, v in attached.items() if n.endswith("xlsx")).startswith(b"PK"))
            self.assertEqual(list(mail.message.keys()), ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress",
                                                         "List-Id", "MIME-Version", "Content-Type"])

    def test_could_not_look_is_not_worse(self):
        """A page that answers 403 makes its item unassessed: nothing is told, however often."""
        with Postbox() as box, Office(box.port) as o:
            o.serve()
            o.look()
            routes = os.path.join(o.folder_of(), "routes.txt")
            kept = open(routes, encoding="utf-8").read() if os.path.exists(routes) else ""
            with open(routes, "w", encoding="utf-8") as f:
                f.write(kept + "\n/service/statistics.html 403\n")
            o.stop()
            o.serve()
            result = o.visit()
            self.assertEqual(next(i["verdict"] for i in result["items"] if i["id"] == "O16"), "unassessed")
            o.alert()
            o.look()
            o.look()
            self.assertEqual(box.mails, [])

    def test_unreachable_has_its_own_patience(self):
        """A site that is down is one matter of its own, after as many visits as were asked for; no item is told missing; back again, once."""
        with Postbox() as box, Office(box.port, more="unreachable-looks: 2") as o:
            o.serve()
            o.look()
            o.stop()
            o.look()
            self.assertEqual(box.mails, [])
            o.look()
            o.alert()
            self.assertEqual(len(box.mails), 1)
            self.assertRegex(box.mails[0].subject, r"^\[OIT\] ⬇1 เทศบาลตำบลตัวอย่าง: the website cannot be read$")
            self.assertIn("What to do: open the website in a browser", box.mails[0].text())
            self.assertIn("the server refuses the connection", box.mails[0].text())
            self.assertNotRegex(box.mails[0].text(), r"O\d+ ")
            o.serve()
            o.look()
            o.look()
            self.assertEqual(len(box.mails), 2)
            self.assertIn("the website can be read again", box.mails[1].text())
            self.assertEqual(box.mails[1].message["In-Reply-To"], box.mails[0].id)

    @unittest.skipUnless(can_be_offline(), "no process can be put off the network here")
    def test_a_machine_without_a_network(self):
        """Visits of a machine that has no network tell nothing of the site: the operator hears of it, nobody else does, the paper blames nobody; the same
        site down alone is told."""
        with Postbox() as box, Office(box.port, more="unreachable-looks: 1\nlooks: 1") as o:
            url = o.serve().url
            o.look()
            done, result = o.scan(url, "--pack", "oit-2566", "--as-of", DAY, "--lang", "en", preexec_fn=offline)
            self.assertEqual(done.returncode, 4)
            self.assertIn("this machine has no network", done.stderr)
            self.assertIn("connect this machine to the network", done.stderr)
            self.assertIn("this machine has no network", [p["detail"] for p in result["coverage"]["problems"]])
            self.assertIn("because this machine had no network: 1", o.alert().stderr)
            self.assertEqual(box.mails, [])
            o.oit("draft", "memo", o.file_of(), "--format", "md", "--lang", "en", "-o", "papers")
            with open(os.path.join(o.path, "papers", "memo.md"), encoding="utf-8") as file:
                paper = file.read()
            self.assertIn("had no network", paper)
            self.assertNotIn("from outside", paper)
            o.stop()
            self.assertNotIn("network", o.look().stderr)
            self.assertEqual(len(box.mails), 1)
            self.assertIn("the website cannot be read", box.mails[0].subject)

    def test_reminders_at_their_pace(self):
        """What is still so is told again after as many days as were asked for, not before, and never with 0."""
        for pace, days, expected in ((3, ("2023-04-29", "2023-04-30", "2023-05-01", "2023-05-02", "2023-05-04"), 3), (0, ("2023-06-01", "2023-07-01"), 1)):
            with Postbox() as box, Office(box.port, more="remind: %d" % pace) as o:
                o.serve()
                o.look()
                o.remove()
                o.look()
                o.look()
                self.assertEqual(len(box.mails), 1)
                for day in days:
                    o.alert("--as-of", day)
                self.assertEqual(len(box.mails), expected, [m.subject for m in box.mails])
                if pace:
                    self.assertEqual(box.mails[1].subject, "[OIT] ↻1 เทศบาลตำบลตัวอย่าง: O16")
                    self.assertEqual(box.mails[2].message["In-Reply-To"], box.mails[1].id)
                    self.assertEqual(box.mails[2].message["References"].split(), [box.mails[0].id, box.mails[1].id])

    def test_robots_forbid_us(self):
        """robots.txt that now forbids all is told as that, not as a site that is down, nor as missing items."""
        with Postbox() as box, Office(box.port) as o:
            o.serve()
            o.look()
            o.write("www/robots.txt", "User-agent: *\nDisallow: /\n")
            o.look()
            o.look()
            o.look()
            self.assertEqual([m.subject for m in box.mails], ["[OIT] ⬇1 เทศบาลตำบลตัวอย่าง: robots.txt keeps the program out"])
            self.assertIn("What to do: ask the site's administrator to allow", box.mails[0].text())
            o.write("www/robots.txt", "User-agent: *\nAllow: /\n")
            o.look()
            self.assertEqual(len(box.mails), 2)
            self.assertIn("lets the program in again", box.mails[1].text())

    def test_a_broken_server_forbids_nothing(self):
        """A server that answers 503 to everything, robots.txt too, is told as a website that cannot be read."""
        with Postbox() as box, Office(box.port) as o:
            o.serve()
            o.look()
            routes = os.path.join(o.folder_of(), "routes.txt")
            with open(routes, "w", encoding="utf-8") as f:
                f.write("/* 503\n")
            o.stop()
            o.serve()
            o.look()
            o.look()
            self.assertEqual([m.subject for m in box.mails], ["[OIT] ⬇1 เทศบาลตำบลตัวอย่าง: the website cannot be read"])
            self.assertIn("Why: the server reports an error of its own", box.mails[0].text())

    def test_hacked(self):
        """A page of gambling on the site is told at once, with its address."""
        with Postbox() as box, Office(box.port) as o:
            o.serve()
            o.look()
            o.write("www/service/statistics.html", "<title>สล็อตเว็บตรง บาคาร่า</title><p>สล็อต บาคาร่า แทงบอล คาสิโน")
            o.look()
            self.assertEqual(len(box.mails), 1)
            self.assertIn("the website looks hacked", box.mails[0].text())
            self.assertIn("What to do: have whoever runs the website", box.mails[0].text())
            self.assertIn("/service/statistics.html", box.mails[0].text())

    def test_dates_of_the_assessment(self):
        """The end of the window for answers is told 30, 14, 7 and 1 days before, once each, as long as something is to be mended; nothing at the first look."""
        with Postbox() as box, Office(box.port, more="remind: 0") as o:
            o.serve()
            o.visit("town", "2022-03-20", pack="oit-2565")
            o.alert("--as-of", "2022-03-20")
            for day in ("2022-03-21", "2022-03-30", "2022-03-31", "2022-03-31", "2022-04-10", "2022-04-16", "2022-04-17", "2022-04-23", "2022-04-28", "2022-04-29", "2022-04-30"):
                o.alert("--as-of", day)
            ends = [re.search(r"ends in (\d+) days, on 30 Apr 2022", m.text()) for m in box.mails]
            self.assertEqual([int(e.group(1)) for e in ends if e], [30, 14, 7, 1])
            self.assertIn("answers to the OIT checklist", box.mails[0].text())
            self.assertIn("items are still to be mended", box.mails[0].text())

    def test_certificate_that_ends(self):
        """A certificate of 20 days is told once (30 days), again 14 days before its end, and when it was renewed."""
        with Postbox() as box, Office(box.port, more="remind: 0") as o:
            os.makedirs(o.path + "/tls")
            import http.server
            import functools
            o.serve()
            www = os.path.join(o.folder_of(), "www")

            class Quiet(http.server.SimpleHTTPRequestHandler):
                def log_message(self, *_):
                    pass

            def serve(days, port):
                cert = certificate(o.path + "/tls", days=days)
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(*cert)
                server = http.server.ThreadingHTTPServer(("127.0.0.1", port), functools.partial(Quiet, directory=www))
                server.socket = context.wrap_socket(server.socket, server_side=True)
                threading.Thread(target=server.serve_forever, daemon=True).start()
                return server

            def visit(port):
                done, result = o.scan("https://127.0.0.1:%d/" % port, "--pack", "oit-2566", "--ca-file", o.path + "/tls/cert.pem")
                self.assertIn(done.returncode, (0, 3), done.stderr)

            server = serve(20, 0)
            port = server.server_address[1]
            file = [os.path.join(o.data, "127.0.0.1_%d.oit" % port)]
            visit(port)
            o.alert(files=file)
            self.assertEqual(box.mails, [], "the first look tells nothing")
            visit(port)
            o.alert(files=file)
            o.alert(files=file)
            self.assertEqual(len(box.mails), 1)
            self.assertRegex(box.mails[0].text(), r"the certificate of the website ends in (19|20) days")
            import datetime
            o.alert("--as-of", (datetime.date.today() + datetime.timedelta(days=8)).isoformat(), files=file)
            self.assertEqual(len(box.mails), 2)
            server.shutdown()
            server.server_close()
            server = serve(300, port)
            visit(port)
            o.alert(files=file)
            self.assertEqual(len(box.mails), 3)
            self.assertIn("was renewed and is valid until", box.mails[2].text())
            server.shutdown()
            server.server_close()

    def test_who_is_told_what(self):
        """Sites, items and kinds choose; owners of a list are told of their own site; one mail a recipient, all sites in it; nobody twice."""
        with Postbox() as box, Office(box.port) as o:
            a, b = o.serve("alpha"), o.serve("beta")
            listed = os.path.join(o.path, "list.csv")
            with open(listed, "w", encoding="utf-8") as f:
                f.write("url,name,email\n%s,Alpha,alpha@town.example; bad@@address\n%s,Beta,beta@town.example\n" % (a.url, b.url))
            o.configure(to="[{mail: all@province.example, lang: th}, {mail: one@province.example, sites: [\"127.0.0.1_%d\"]}, {mail: o9@province.example, items: [O9]},"
                           " {mail: down@province.example, kinds: [unreachable]}]" % b.port, more="list: " + listed)
            for name in ("alpha", "beta"):
                o.visit(name)
            o.alert()
            for _ in range(2):
                for name in ("alpha", "beta"):
                    if _ == 0:
                        o.remove(name=name)
                    o.visit(name)
                done = o.alert()
            self.assertIn("list.csv:2: \"bad@@address\" is not an address of mail", done.stderr)
            self.assertIn("→ mend it in the list", done.stderr)
            told = {m.to[0]: m for m in box.mails}
            self.assertEqual(sorted(told), ["all@province.example", "alpha@town.example", "beta@town.example", "one@province.example"])
            self.assertEqual(len(box.mails), 4)
            self.assertEqual(told["all@province.example"].subject, "[OIT] ⬇2 2 เว็บไซต์")
            for who, mine, other in (("alpha@town.example", a, b), ("beta@town.example", b, a), ("one@province.example", b, a)):
                self.assertIn(":%d/" % mine.port, told[who].text())
                self.assertNotIn(":%d/" % other.port, told[who].text())

    def test_dry_run(self):
        """--dry-run shows the whole text and its recipient, sends nothing, remembers nothing; without a memory it makes none."""
        with Postbox() as box, Office(box.port) as o:
            o.serve()
            o.visit()
            o.alert("--dry-run")
            self.assertFalse(os.path.exists(os.path.join(o.data, "alerts.db")))
            o.alert()
            o.remove()
            o.look()
            o.visit()
            before = open(os.path.join(o.data, "alerts.db"), "rb").read()
            for _ in range(2):
                shown = o.alert("--dry-run").stdout
                self.assertIn("To: mail " + CLERK, shown)
                self.assertIn("Subject: [OIT] ⬇1 เทศบาลตำบลตัวอย่าง: O16", shown)
                self.assertIn("O16 Service statistics: Found → Missing", shown)
            self.assertEqual(before, open(os.path.join(o.data, "alerts.db"), "rb").read())
            self.assertEqual(box.mails, [])
            o.alert()
            self.assertEqual(len(box.mails), 1)

    def test_dry_run_shows_the_body_of_a_hook(self):
        """What --dry-run shows of a webhook is the JSON that would go, and one thing is counted as one."""
        with Office(to='[{hook: json, name: watch room, url: "http://127.0.0.1:9/x"}]') as o:
            o.serve()
            o.visit()
            o.alert()
            o.remove()
            o.visit()
            o.alert()
            o.visit()
            shown = o.alert("--dry-run").stdout
            self.assertIn("To: json watch room\n", shown)
            self.assertNotIn("Subject:", shown)
            body, end = json.JSONDecoder().raw_decode(shown[shown.index("{"):])
            self.assertEqual((body["schema"], body["sites"][0]["findings"][0]["item"]), ("oit-alert/1", "O16"))
            self.assertIn("\n1 thing to tell, 1 message made, 0 sent, ", shown)

    def test_rules_that_changed_are_not_the_site(self):
        """Verdicts that only another checklist text moved are told as that, once; nothing is told as worse."""
        with Postbox() as box, Office(box.port) as o:
            share = os.path.join(os.path.dirname(os.path.dirname(__import__("harness").OIT)), "share", "oit")
            own = os.path.join(o.path, "share")
            shutil.copytree(os.path.realpath(os.path.join(share, "rules")), os.path.join(own, "rules"))
            shutil.copytree(os.path.join(share, "locale"), os.path.join(own, "locale"))
            o.env["OIT_SHARE"] = own
            o.serve()
            o.look()
            pack = os.path.join(own, "rules", "packs", "oit-2566.yaml")
            text = open(pack, encoding="utf-8").read()
            # O16 now asks for another year's statistics, which the site does not show.
            changed = re.sub(r"(topic: service-statistics\b.*?offset: )0", r"\g<1>1", text, count=1, flags=re.S)
            self.assertNotEqual(text, changed)
            open(pack, "w", encoding="utf-8").write(changed)
            o.look()
            o.look()
            self.assertTrue(all("⬇" not in m.subject for m in box.mails), [m.subject for m in box.mails])
            self.assertEqual(len(box.mails), 1, [m.subject for m in box.mails])
            self.assertRegex(box.mails[0].text(), r"\d+ verdicts moved because the rules changed, not the website")

    def test_a_person_settles_it(self):
        """What a person says is found counts at once, without another visit: recovery."""
        with Postbox() as box, Office(box.port) as o:
            o.serve()
            o.look()
            o.remove()
            o.look()
            o.look()
            o.oit("review", o.file_of(), "--set", "O16=found", "--reason", "seen on paper", "--by", "clerk")
            o.alert()
            self.assertEqual([m.subject[6:8] for m in box.mails], ["⬇1", "⬆1"])

    def test_several_visits_between(self):
        """Visits that nobody told of in between count as looks; what came and went meanwhile is not told."""
        with Postbox() as box, Office(box.port) as o:
            o.serve()
            o.look()
            o.remove()
            o.visit()
            o.visit()
            o.restore()
            o.look()
            self.assertEqual(box.mails, [])
            o.remove()
            o.visit()
            o.visit()
            o.alert()
            self.assertEqual(len(box.mails), 1)

    def test_folders(self):
        """A folder stands for its site files and those of the folders in it; files of one name in two folders are two sites."""
        with Office() as o:
            o.serve()
            o.visit()
            for folder in ("a", "b"):
                os.makedirs(os.path.join(o.data, folder))
                shutil.copy(o.file_of(), os.path.join(o.data, folder, "drive.oit"))
            o.alert(files=[o.data + "/"])
            self.assertEqual([n for n, in o.database("SELECT name FROM site ORDER BY name")], [os.path.basename(o.file_of())[:-4], "a/drive", "b/drive"])
            empty = os.path.join(o.path, "empty")
            os.makedirs(empty)
            self.assertIn("no site file in this folder", o.alert(files=[empty], expect=2).stderr)

    def test_files_that_cannot_be_read(self):
        """One bad file does not keep the others from being told of: exit 3; all bad, or nobody to tell: 2."""
        with Postbox() as box, Office(box.port) as o:
            o.serve()
            o.visit()
            done = o.alert(files=[o.file_of(), os.path.join(o.data, "absent.oit")], expect=3)
            self.assertIn("absent.oit", done.stderr)
            o.alert(files=[os.path.join(o.data, "absent.oit")], expect=2)
            o.alert(files=[o.data], expect=0)
            bare = os.path.join(o.path, "bare.yaml")
            open(bare, "w").write("lang: en\n")
            done = o.oit("alert", o.file_of(), "--config", bare)
            self.assertEqual(done.returncode, 2)
            self.assertIn("names nobody to be told", done.stderr)
            done = o.oit("alert", o.file_of(), "--lang", "en")
            self.assertEqual(done.returncode, 2)
            self.assertIn("oit alert: there is no configuration file that says who is told", done.stderr)
            self.assertIn("→ write one (docs/alerts.md) and name it with --config FILE", done.stderr)
            self.assertTrue(o.oit("config", "check", "--config", o.config, "--lang", "en").stdout.startswith(o.config + ": in order; recipients of alerts: 1\n"))


class List(unittest.TestCase):
    def test_names_and_sites_left_out(self):
        """Sites are called as the list calls them; of one that it leaves out on request nothing is told to anybody, no reminder either."""
        with Postbox() as box, Office(box.port, to="[{mail: auditor@province.example}]", more="list: sites.csv\nremind: 7") as o:
            def write(request=""):
                with open(os.path.join(o.path, "sites.csv"), "w", encoding="utf-8") as f:
                    f.write("url,name,email,excluded_by\n%s,หนึ่ง,one@tuayang.example,\n%s,สอง,two@tuayang.example,%s\n"
                            % (o.servers["town"].url, o.servers["other"].url, request))
            o.serve("town")
            o.serve("other")
            write()
            for name in ("town", "other"):
                o.visit(name)
            o.alert(files=[o.data])
            for _ in range(2):
                for name in ("town", "other"):
                    if os.path.exists(os.path.join(o.folder_of(name), "www/service/statistics.html")):
                        o.remove(name=name)
                    o.visit(name)
                o.alert(files=[o.data])
            self.assertEqual({m.to[0]: m.subject for m in box.mails}, {"auditor@province.example": "[OIT] ⬇2 2 websites",
                             "one@tuayang.example": "[OIT] ⬇1 หนึ่ง: O16", "two@tuayang.example": "[OIT] ⬇1 สอง: O16"})
            told = len(box.mails)
            write("the mayor")
            done = o.alert("--as-of", "2023-05-10", files=[o.data])
            self.assertIn("leaves out on request: 1", done.stderr)
            self.assertEqual({m.to[0]: m.subject for m in box.mails[told:]},
                             {"auditor@province.example": "[OIT] ↻1 หนึ่ง: O16", "one@tuayang.example": "[OIT] ↻1 หนึ่ง: O16"})


class Silence(unittest.TestCase):
    """A run that tells nothing says why, so that nobody waits for a mail that cannot come."""

    def test_the_first_look(self):
        """The first look says that it only remembers; the second one does not."""
        with Office() as o:
            o.serve()
            o.visit()
            self.assertIn("1 site is looked at for the first time", o.alert("--dry-run").stderr)
            self.assertIn("1 site is looked at for the first time", o.alert().stderr)
            self.assertEqual(o.alert().stderr, "")

    def test_another_list_is_no_first_look(self):
        """Given a site that was looked at before and is now judged by another year's list: the operator is told that the list changed, from which to
        which, and not that the site is looked at for the first time."""
        with Office() as o:
            o.serve()
            o.visit("town", "2023-04-28", pack="oit-2566")
            o.alert()
            o.visit("town", "2023-04-28", pack="oit-2565")
            told = o.alert().stderr
            self.assertIn("judged by another list than at the last look (oit-2566 before, oit-2565 now)", told)
            self.assertNotIn("for the first time", told)
            self.assertEqual(o.alert().stderr, "")

    def test_a_secret_that_is_gone(self):
        """A password that cannot be read is a wrong configuration although nothing is to be told; a rehearsal names it and goes on."""
        for where, said in (("password-file: nowhere", "nowhere"), ("password-env: OIT_GONE", "OIT_GONE"), ("password-credential: oit-mail", "oit-mail")):
            with Office(smtp="security: starttls, user: oit, " + where) as o:
                o.serve()
                o.visit()
                done = o.alert(expect=2)
                self.assertIn(said, done.stderr)
                self.assertIn("→", done.stderr)
                rehearsal = o.alert("--dry-run", expect=0).stderr
                self.assertEqual(said in rehearsal, "credential" not in where, rehearsal)

    def test_a_name_that_is_no_file(self):
        """A file that is not there is told of, and no database is left where it would have been."""
        with Office() as o:
            self.assertIn("no such file", o.alert(files=["nowhere.example.oit"], expect=2).stderr)
            self.assertFalse(os.path.exists(os.path.join(o.path, "alerts.db")))

    def test_a_hook_whose_secret_is_gone(self):
        """The token of a webhook is looked for like the password of the mail server."""
        with Office(to="[{hook: line, name: room, user: U1, secret-file: gone}]") as o:
            o.serve()
            o.visit()
            self.assertIn("gone", o.alert(expect=2).stderr)

    def test_names_nobody_knows(self):
        """An item and a site of a recipient that do not exist are told with what may have been meant; config check refuses the item."""
        with Office(to="[{mail: %s, items: [O99, O16], sites: [www.nowhere.example]}]" % CLERK) as o:
            o.serve()
            o.visit()
            said = o.alert(files=[o.data]).stderr
            self.assertIn('items: "O99" is no item of a checklist and no topic', said)
            self.assertIn('did you mean "O9"?', said)
            self.assertIn('no site file of "www.nowhere.example" is in the folder', said)
            self.assertNotIn("O16", said)
            self.assertNotIn("nowhere", o.alert().stderr, "a file that was named is not a whole folder")
            check = o.oit("config", "check", "--config", o.config, "--lang", "en")
            self.assertEqual(check.returncode, 2)
            self.assertIn("%s: items: \"O99\"" % CLERK, check.stdout)

    def test_why_it_waits(self):
        """While the next try is not due, a run says that something waits, and until when."""
        with Office(mail=1) as o:
            o.serve()
            o.look()
            o.remove()
            o.look()
            o.look(expect=3)
            self.assertIn("not sent yet", o.alert(expect=3).stderr)
            said = o.alert(expect=3).stderr
            self.assertIn("what waits could not be sent before; the next try is due at", said)


class Configuration(unittest.TestCase):
    def check(self, text, *words):
        with Folder() as f:
            path = os.path.join(f.path, "c.yaml")
            open(path, "w", encoding="utf-8").write(text)
            done = f.oit("config", "check", "--config", path, "--lang", "en")
            self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
            for word in words:
                self.assertIn(word, done.stdout + done.stderr)

    def test_faults_are_named(self):
        """Every fault with file, line, column and what to write instead; a secret in the file is refused."""
        good = "alerts:\n  from: a@office.example\n  smtp: {server: mail.office.example}\n  to: [{mail: b@office.example}]\n"
        for text, words in (
                ("alerts:\n  form: a@x.example\n", (":2:3:", "unknown key \"form\"", "did you mean \"from\"?")),
                ("alert:\n  smpt: {}\n", (":2:3:", "unknown key \"smpt\"")),
                ("alrts: {}\n", (":1:1:", "did you mean \"alerts\"?")),
                (good.replace("b@office.example", "b@office.example, lang: de"), ("unknown word \"de\"",)),
                (good.replace("mail.office.example}", "mail.office.example, password: abc}"), (":3:", "a secret does not belong into the configuration")),
                (good.replace("mail.office.example}", "mail.office.example, user: x}"), ("user and password belong together",)),
                (good.replace("mail.office.example}", "mail.office.example, security: none, user: x, password-env: Y}"), ("unencrypted",)),
                (good.replace("b@office.example", "\"b@office.example\\r\\nBcc: c@x.example\""), ("is not an address of mail",)),
                (good.replace("b@office.example", "b@office.example>,c@x.example"), ("is not an address of mail",)),
                (good.replace("  from: a@office.example\n", ""), ("mail needs a sender and a server",)),
                (good + "  looks: 0\n", (":5:", "out of bounds")),
                (good + "  certificate-days: [7, 14]\n", (":5:", "falling")),
                (good.replace("{mail: b@office.example}", "{hook: slak, name: x, url-env: U}"), ("did you mean \"slack\"?",)),
                (good.replace("{mail: b@office.example}", "{hook: json, name: x, url: \"http://hooks.example/x\"}"), ("use https",)),
                (good.replace("{mail: b@office.example}", "{hook: line, name: x}"), ("LINE needs a user and a token",)),
                (good.replace("{mail: b@office.example}", "{mail: b@office.example, attach: [pdf]}"), ("not a report that can be attached",)),
                (good.replace("]\n", ", {mail: B@office.example}]\n"), ("named twice",))):
            self.check(text, *words)


if __name__ == "__main__":
    main()
