#!/usr/bin/env python3
"""Bad input and bad servers: a clear message with the next step, the right exit code, nothing lost, never "missing"."""
import datetime
import formats
import http.server
import resource
import shutil
import socket
import sqlite3
import ssl
import sys
import threading
from harness import Folder, OIT, Site, contract_breaches, json, main, os, signal, subprocess, tempfile, time, unittest

EN = ("--lang", "en")


def write_site(path, routes, www=None):
    os.makedirs(os.path.join(path, "www"), exist_ok=True)
    open(os.path.join(path, "routes.txt"), "w", encoding="utf-8").write(routes)
    for name, text in (www or {}).items():
        open(os.path.join(path, "www", name), "w", encoding="utf-8").write(text)
    return path


def days_from_now(first, last):
    """Two days as certificates write them."""
    return [(datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=d)).strftime("%Y%m%d%H%M%SZ") for d in (first, last)]


def certificate(folder, name, days):
    """A self-signed certificate for the name, valid between the two days from now; gives the file with key and certificate."""
    begin, end = days_from_now(*days)
    config = "[ca]\ndefault_ca=c\n[c]\nnew_certs_dir=.\ndatabase=index\nserial=serial\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n[x]\nsubjectAltName=%s\n"
    for file, text in (("ca.cnf", config % name), ("index", ""), ("serial", "01\n")):
        open(os.path.join(folder, file), "w").write(text)
    for line in ("openssl ecparam -name prime256v1 -genkey -noout -out key", "openssl req -new -key key -subj /CN=test -out request",
                 "openssl ca -batch -config ca.cnf -extensions x -selfsign -keyfile key -in request -out cert -startdate %s -enddate %s" % (begin, end)):
        subprocess.run(line.split(), cwd=folder, check=True, capture_output=True)
    both = os.path.join(folder, "both.pem")
    open(both, "w").write(open(os.path.join(folder, "key")).read() + open(os.path.join(folder, "cert")).read())
    return both


class SecureSite:
    """One page over https with that certificate."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = ("<title>เทศบาลตำบลตัวอย่าง</title><p>ยินดีต้อนรับ<h2>ข้อมูลการติดต่อ</h2><p>เลขที่ 1 หมู่ 2 ตำบลตัวอย่าง อำเภอเมือง จังหวัดตัวอย่าง 10000 "
                    "โทรศัพท์ 0-2000-0000 โทรสาร 0-2000-0001 อีเมล office@tuayang.example").encode()
            self.send_response(200 if self.path == "/" else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    class Server(http.server.ThreadingHTTPServer):
        def handle_error(self, *_):
            pass

    def __init__(self, pem):
        self.server = self.Server(("127.0.0.1", 0), self.Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.url = "https://127.0.0.1:%d/" % self.server.server_address[1]

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class Disk:
    """A small file system of its own, where the machine lets us have one."""

    def __init__(self, kilobytes):
        self.kilobytes = kilobytes

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="oit-disk-")
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=%dk" % self.kilobytes, "tmpfs", self.path], capture_output=True)
        if done.returncode != 0:
            os.rmdir(self.path)
            raise unittest.SkipTest("no small file system without root")
        return self

    def grow(self):
        subprocess.run(["mount", "-o", "remount,size=64m", self.path], check=True)

    def __exit__(self, *_):
        subprocess.run(["umount", self.path], check=True)
        os.rmdir(self.path)


def as_anybody():
    """Arguments that make a started program one of a plain user."""
    return {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}


class Faults(unittest.TestCase):
    def expect_error(self, done, code, *words):
        """The exit code, an input, a cause, and a next step."""
        self.assertEqual(done.returncode, code, done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)
        self.assertIn("→", done.stderr)

    def expect_unreadable(self, done, result, *words):
        self.assertEqual(done.returncode, 4, done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)
        self.assertIn("→", done.stderr)
        if result is not None:
            verdicts = {i["verdict"] for i in result["items"]}
            self.assertEqual(verdicts, {"unassessed"})
            self.assertEqual(contract_breaches(result), [])
            self.assertFalse(result["run"]["complete"])

    def test_no_such_host(self):
        """A name nobody has: exit 4, the name in the message."""
        with Folder() as f:
            done, result = f.scan("http://www.no-such-host.invalid/", *EN)
            self.expect_unreadable(done, result, "no-such-host.invalid")

    def test_refused_connection(self):
        """A port nobody listens on: exit 4."""
        with socket.socket() as s, Folder() as f:
            s.bind(("127.0.0.1", 0))
            done, result = f.scan("http://127.0.0.1:%d/" % s.getsockname()[1], *EN)
            self.expect_unreadable(done, result, "refuses")

    def test_private_address_is_refused(self):
        """10.0.0.1 is not contacted unless permitted, and the message says how to permit it."""
        with Folder() as f:
            done = f.oit("scan", "http://10.0.0.1/", "--json", "--rate", "0", *EN)
            self.expect_unreadable(done, json.loads(done.stdout), "10.0.0.1", "--allow-address")

    def test_loopback_is_refused_without_permission(self):
        """A server on loopback gets no request at all without --allow-address."""
        with Site("tuayang") as site, Folder() as f:
            done = f.oit("scan", site.url, "--json", *EN)
            self.assertEqual(done.returncode, 4)
            self.assertEqual(site.requests() if os.path.exists(site.log) else [], [])

    def test_forbidden_for_everybody(self):
        """403 on every page: could not look."""
        with tempfile.TemporaryDirectory() as d, Folder() as f:
            write_site(d, "/robots.txt 404 text/plain -\n* 403 text/html -\n")
            with Site(d) as site:
                done, result = f.scan(site.url, *EN)
                self.expect_unreadable(done, result, "forbids")

    def test_robots_forbid_all(self):
        """Disallow: / for all: exit 4, and only robots.txt was asked for."""
        with tempfile.TemporaryDirectory() as d, Folder() as f:
            write_site(d, "", {"robots.txt": "User-agent: *\nDisallow: /\n", "index.html": "<p>hello"})
            with Site(d) as site:
                done, result = f.scan(site.url, *EN)
                self.expect_unreadable(done, result, "robots")
                self.assertEqual({r[2] for r in site.requests()}, {"/robots.txt"})

    def test_redirect_loop(self):
        """A home page that redirects to itself for ever: exit 4."""
        with tempfile.TemporaryDirectory() as d, Folder() as f:
            write_site(d, "/ 302 text/html - Location: /a\n/a 302 text/html - Location: /\n")
            with Site(d) as site:
                done, result = f.scan(site.url, *EN)
                self.expect_unreadable(done, result, "redirect")

    def test_what_to_do_about_a_home_page(self):
        """Given: a start that is not there, asks for a login, needs scripts or is suspended.  Expected: a step that helps, not "try again later"."""
        starts = {"public home page": ("/ 404 text/html -\n", None), "a page that has text": ("", "<title>a</title><div id=root></div><script src=a.js></script>"),
                  "public home": ("", "<title>a</title><form method=post><input name=u><input type=password name=p></form>"),
                  "tell the site's administrator": ("", "<title>Account Suspended</title><h1>This Account has been suspended.</h1>")}
        for step, (routes, home) in starts.items():
            with tempfile.TemporaryDirectory() as d, Folder() as f:
                write_site(d, routes, {"index.html": home} if home else {})
                with Site(d) as site:
                    done, _ = f.scan(site.url, *EN)
                    self.assertEqual(done.returncode, 4, (step, done.stderr))
                    self.assertIn(step, done.stderr)

    def test_item_in_a_redirect_circle(self):
        """Given: the page of an item, two addresses that send to each other.  Expected: could not look, with the circle as cause."""
        with tempfile.TemporaryDirectory() as d, Folder() as f:
            write_site(d, "/plan 302 text/html - Location: /b\n/b 302 text/html - Location: /plan\n",
                       {"index.html": "<title>เทศบาลตำบลตัวอย่าง</title><h1>หน้าหลัก</h1><a href=/plan>แผนการจัดซื้อจัดจ้าง ปีงบประมาณ พ.ศ. 2566</a>",
                        })
            with Site(d) as site:
                done, result = f.scan(site.url, "--year", "2566", "--as-of", "2023-04-28", *EN)
                plan = next(i for i in result["items"] if i["id"] == "O19")
                self.assertEqual((done.returncode, plan["verdict"]), (3, "unassessed"), plan)
                self.assertIn("circle", plan["reason"])

    def test_plain_http_behind_https(self):
        """https to a server that speaks none: a TLS fault, exit 4."""
        with Site("tuayang") as site, Folder() as f:
            done, result = f.scan(site.url.replace("http:", "https:"), *EN)
            self.expect_unreadable(done, result, "127.0.0.1")

    def test_not_an_address(self):
        """What is no web address is a wrong operand: exit 2, nothing scanned."""
        with Folder() as f:
            for wrong in ("ftp://x.example/", "http://", "http://[::1/", "mailto:a@b.example"):
                done = f.oit("scan", wrong, *EN)
                self.assertEqual(done.returncode, 2, (wrong, done.stderr))
                self.assertIn("→", done.stderr)

    def test_a_password_in_the_address_is_not_kept(self):
        """Given: a name and password before the host.  Expected: the site is read, and no file that may be mailed holds them."""
        with Site("tuayang") as site, Folder() as f:
            done, result = f.scan(site.url.replace("//", "//clerk:opensesame@"), "--max-pages", "2", "-o", os.path.join(f.path, "out"))
            self.assertEqual(result["coverage"]["failed"], 0, done.stderr)
            for folder, _, names in os.walk(f.path):
                for name in names:
                    self.assertNotIn(b"opensesame", open(os.path.join(folder, name), "rb").read(), name)

    def test_wrong_site_files(self):
        """Absent, foreign and damaged files are named, exit 2, and stay as they are."""
        with Folder() as f:
            text, foreign = os.path.join(f.path, "text.oit"), os.path.join(f.path, "foreign.oit")
            open(text, "w").write("this is no database\n" * 100)
            subprocess.run([sys_python(), "-c", "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute('create table t(x)'); c.commit()", foreign])
            for path in (text, foreign, os.path.join(f.path, "absent.oit"), f.path):
                before = open(path, "rb").read() if os.path.isfile(path) else None
                done = f.oit("judge", path, *EN)
                self.assertEqual(done.returncode, 2, (path, done.stderr))
                self.assertIn(os.path.basename(path), done.stderr)
                if before is not None:
                    self.assertEqual(open(path, "rb").read(), before)

    def test_pack_with_an_error(self):
        """A pack with a mistake names file, line and column; nothing is scanned."""
        with Site("tuayang") as site, Folder() as f:
            packs = os.path.join(f.path, "mine", "packs")
            os.makedirs(packs)
            open(os.path.join(packs, "oit-9999.yaml"), "w").write("pack: oit-9999\nfiscal_year: 2566\nnonsense: 1\n")
            done, _ = f.scan(site.url, "--rules", os.path.join(f.path, "mine"), *EN)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertRegex(done.stderr, r"oit-9999\.yaml:3:\d+")

    def test_misspelt_words_get_a_suggestion(self):
        """Misspelt commands and options are answered with the nearest one, exit 2."""
        with Folder() as f:
            for args, hint in ((("scna", "x"), "scan"), (("scan", "x.example", "--max-page", "3"), "--max-pages"),
                               (("judge", "x", "--rate", "1"), "judge"), (("scan", "x.example", "-pack", "oit-2566"), "did you mean --pack"),
                               (("todo", "x", "-o", "out"), "\"todo\" does not take this option")):
                done = f.oit(*args, *EN)
                self.assertEqual(done.returncode, 2)
                self.assertIn(hint, done.stderr)
            for args in (("scan", "x.example", "--max-pages", "many"), ("scan",), ("scan", "a.example", "b.example"),
                         ("scan", "x.example", "--as-of", "2566-02-30"), ("scan", "x.example", "--format", "pdf"),
                         ("scan", "x.example", "--pack", "oit-1999"), ("scan", "x.example", "--allow-address", "300.1.1.1/8"),
                         ("scan", "x.example", "--ignore-robots")):
                done = f.oit(*args, *EN)
                self.assertEqual(done.returncode, 2, (args, done.stderr))
                self.assertIn("→", done.stderr, args)

    def test_language_alone(self):
        """A language before no command: help or version in it; one that is not known is a wrong option."""
        with Folder() as f:
            self.assertIn("Commands:", f.oit("--lang", "en").stdout)
            self.assertIn("Commands:", f.oit("--lang=en", "--help").stdout)
            self.assertTrue(f.oit("--lang", "en", "--version").stdout.startswith("oit "))
            for wrong in (("--lang", "fr"), ("--lang=", ), ("--lang",), ("--language", "en"), ("--lang", "en", "--verbose")):
                done = f.oit(*wrong)
                self.assertEqual((done.returncode, done.stdout), (2, ""), wrong)
                self.assertIn("→", done.stderr, wrong)

    def test_full_disk(self):
        """No room for the site file: exit 5 with the file's name; the file of the visit before stays whole."""
        with Site("tuayang") as site, Folder() as f:
            _, good = f.scan(site.url, "--pack", "oit-2566", "--as-of", "2023-04-28")
            before = f.oit("judge", f.site_file(), "--json").stdout
            limit = os.path.getsize(f.site_file()) // 1024 + 16
            data = os.path.dirname(f.site_file())
            done = subprocess.run(["bash", "-c", 'ulimit -f %d; trap "" XFSZ; exec "$0" "$@"' % limit, OIT, "scan", site.url + "?new", "--data", data + "2",
                                   "--allow-address", "127.0.0.0/8", "--rate", "0", "--max-pages", "3000", *EN],
                                  cwd=f.path, env=f.env, capture_output=True, text=True)
            self.assertIn(done.returncode, (0, 3, 5), done.stderr)
            self.assertEqual(f.oit("judge", f.site_file(), "--json").stdout, before)

    def test_folder_that_cannot_be_written(self):
        """A data folder that is a file: exit 5 or 2, the name in the message."""
        with Site("tuayang") as site, Folder() as f:
            blocker = os.path.join(f.path, "blocker")
            open(blocker, "w").close()
            done, _ = f.scan(site.url, *EN, data=os.path.join(blocker, "x"))
            self.assertIn(done.returncode, (2, 5), done.stderr)
            self.assertIn("blocker", done.stderr)

    def test_help_needs_nothing(self):
        """Help and version work anywhere and fit a screen."""
        with Folder() as f:
            for args in (("--help",), ("scan", "--help"), ("help", "judge"), ("version",), ("rules", "list"), ("doctor",)):
                done = f.oit(*args)
                self.assertEqual(done.returncode, 0, (args, done.stderr, done.stdout))
            self.assertLessEqual(len(f.oit("--help").stdout.splitlines()), 40)
            self.assertNotEqual(f.oit("--help").stdout, f.oit("--help", "--lang", "en").stdout)

    def test_bad_certificates(self):
        """Unknown authority, wrong name, expired: each with its name; --ca-file and --allow-bad-tls read on."""
        with tempfile.TemporaryDirectory() as d, Folder() as f:
            pem = certificate(d, "IP:127.0.0.1", (-1, 1))
            with SecureSite(pem) as site:
                self.expect_unreadable(*f.scan(site.url, *EN), "unknown authority", "--ca-file")
                self.assertEqual(f.scan(site.url, "--ca-file", pem)[0].returncode, 0)
                done, result = f.scan(site.url, "--allow-bad-tls")
                self.assertEqual((done.returncode, result["coverage"]["failed"]), (0, 0), done.stderr)
                self.assertGreater(result["coverage"]["bad_tls"], 0)
                self.assertEqual({e["bad_tls"] for i in result["items"] for e in i["evidence"]}, {True})
                told = f.oit("report", f.site_file(), "-o", "marked", "--format", "html", *EN)
                self.assertIn("the certificate proves nothing", open(os.path.join(f.path, "marked", "report.html"), encoding="utf-8").read(), told.stderr)
            for name, days, word in (("DNS:other.example", (-1, 1), "another name"), ("IP:127.0.0.1", (-9, -1), "expired"), ("IP:127.0.0.1", (2, 9), "this machine's clock")):
                pem = certificate(d, name, days)
                with SecureSite(pem) as site:
                    self.expect_unreadable(*f.scan(site.url, "--ca-file", pem, *EN), word)
            self.expect_error(f.scan(site.url, "--ca-file", __file__, *EN)[0], 2, "test_faults.py")

    def test_a_bad_certificate_is_what_is_told_of_an_address_without_scheme(self):
        """Given an address without a scheme, https behind an unknown certificate and no http there, the coverage names the certificate."""
        with tempfile.TemporaryDirectory() as d, Folder() as f, SecureSite(certificate(d, "IP:127.0.0.1", (-1, 1))) as site:
            done, result = f.scan(site.url.split("//")[1].rstrip("/"), *EN)
            self.expect_unreadable(done, result, "unknown authority", "--ca-file")
            self.assertEqual({p["url"]: p["problem"] for p in result["coverage"]["problems"]}.get(site.url), "tls_untrusted")

    def test_messages_are_thai_unless_asked(self):
        """Input, cause and next step in Thai too."""
        with Folder() as f:
            for args in (("scan", "http://10.0.0.1/"), ("judge", "absent.oit"), ("scna", "x"), ("scan", "x.example", "--max-pages", "many")):
                done = f.oit(*args)
                lines = [x for x in done.stderr.splitlines() if "ไฟล์ผลตรวจ:" not in x and "รายงาน:" not in x]
                self.assertTrue(any("→" in x for x in lines), done.stderr)
                for line in lines:
                    self.assertRegex(line, "[ก-๙]", done.stderr)

    def test_port_of_another_service(self):
        """A port that no website has is a wrong address."""
        with Folder() as f:
            self.expect_error(f.scan("http://127.0.0.1:25/", *EN)[0], 2, "127.0.0.1:25", "port")

    def test_an_outage_keeps_the_reports(self):
        """Given reports of a site that is down now: the new ones say so, with the name and score it had; those of before are kept beside, once, and
        remain what they were after the next night without an answer; what was known stays in the site file."""
        with Folder() as f:
            with Site("tuayang") as site:
                f.scan(site.url, "-o", "out")
                port = site.port
            before = self.files(f, "out")
            good = json.loads(before["result.json"])
            for night in range(2):
                done, result = f.outage(site.url, "-o", "out", *EN)
                self.expect_unreadable(done, result, "no page of the site could be read")
                self.assertEqual("is kept as out/report-of-%s" % good["run"]["started"][:10] in done.stderr, night == 0, done.stderr)
                after = self.files(f, "out")
                self.assertEqual(sorted(before.values()), sorted(v for n, v in after.items() if "-of-" in n))
                self.assertEqual(json.loads(after["result.json"]), result)
            self.assertEqual((result["site"]["agency"], result["to_do"], result["run"]["readable"]), (good["site"]["agency"], [], False))
            self.assertEqual(result["run"]["last_readable"]["low"], good["score"]["low"])
            self.assertEqual(contract_breaches(result), [])
            self.expect_error(f.oit("judge", f.site_file(), "--json", *EN), 4, "last visit")
            with Site("tuayang", port=port):
                done, result = f.scan(site.url, "-o", "out")
                self.assertGreater(result["coverage"]["not_modified"], 0, done.stderr)

    def files(self, f, folder):
        return {n: open(os.path.join(f.path, folder, n), "rb").read() for n in os.listdir(os.path.join(f.path, folder))}

    def test_an_outage_leaves_no_other_site(self):
        """Given reports of one site in a folder: those of another, which is down, take their place; nothing of the first is left under their names."""
        with Folder() as f:
            with Site("tuayang") as site:
                f.scan(site.url, "-o", "out", "--format", "html,json,csv")
            done, result = f.outage("http://127.0.0.1:8089/", "-o", "out", "--format", "html,json,csv,line", *EN)
            self.expect_unreadable(done, result, "127.0.0.1")
            files = self.files(f, "out")
            self.assertEqual(sorted(files), ["items.csv", "line.txt", "report.html", "result.json"])
            self.assertEqual(json.loads(files["result.json"])["site"]["url"], "http://127.0.0.1:8089/")
            self.assertNotIn(site.url.encode(), b"".join(files.values()))

    def test_an_outage_keeps_a_report_alone(self):
        """Given a report without a result document beside it: it is kept when the site is down, that of the outage is not."""
        with Folder() as f:
            with Site("tuayang") as site:
                f.scan(site.url, "-o", "out", "--format", "html")
            good = self.files(f, "out")["report.html"]
            time.sleep(1.1)  # a file's age is told in seconds
            for _ in range(2):
                f.outage(site.url, "-o", "out", "--format", "html")
                self.assertEqual([v for n, v in self.files(f, "out").items() if "-of-" in n], [good])

    def test_after_an_outage_the_file_still_answers(self):
        """Given a good visit and one that read nothing: todo and report name the good one and how to get it, and --visit shows it."""
        with Folder() as f:
            with Site("tuayang") as site:
                _, good = f.scan(site.url, *EN)
            f.outage(site.url, *EN)
            told = f.oit("todo", f.site_file(), *EN)
            self.assertIn("--visit 1", told.stderr)
            self.assertIn("It could last be read on", told.stdout)
            self.assertIn(good["site"]["agency"], told.stdout)
            shown = f.oit("todo", f.site_file(), "--visit", "1", *EN)
            self.assertEqual((shown.returncode, shown.stderr), (0, ""))
            self.assertIn(good["to_do"][0], shown.stdout)
            self.assertEqual(json.loads(f.oit("report", f.site_file(), "--json", "--visit", good["run"]["started"][:10], *EN).stdout)["run"]["id"], "2")
            self.assertEqual(json.loads(f.oit("report", f.site_file(), "--json", "--visit", "1", *EN).stdout), good)
            self.expect_error(f.oit("report", f.site_file(), "--visit", "7", *EN), 2, "--visit 7")
            f.oit("report", f.site_file(), "-o", "down", "--format", "xlsx,csv,line", *EN)
            book = formats.Book(os.path.join(f.path, "down", "report.xlsx"))
            self.assertIn("The website could not be read", str(book.sheets))
            self.assertNotIn("5.00", self.files(f, "down")["items.csv"].decode())
            self.assertIn("last be read", self.files(f, "down")["line.txt"].decode())

    def test_damaged_and_newer_site_files(self):
        """Unreadable, cut, damaged, newer files and folders: named, exit 2, unchanged, also as the target of a scan."""
        with Site("tuayang") as site, Folder() as f:
            f.scan(site.url)
            good = f.site_file()
            bad = os.path.join(f.path, "bad")
            os.mkdir(bad)
            whole = bytearray(open(good, "rb").read())
            for at in range(4 * 4096, len(whole), 3 * 4096):
                whole[at:at + 600] = b"\xff" * 600
            open(os.path.join(bad, "damaged.oit"), "wb").write(whole)
            open(os.path.join(bad, "cut.oit"), "wb").write(whole[:3000])
            shutil.copy(good, os.path.join(bad, "newer.oit"))
            subprocess.run([sys.executable, "-c", "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute('pragma user_version=999'); c.commit()",
                            os.path.join(bad, "newer.oit")], check=True)
            shutil.copy(good, os.path.join(bad, "locked.oit"))
            os.mkdir(os.path.join(bad, "folder.oit"))
            subprocess.run(["chmod", "-R", "a+rwX", f.path], check=True)
            os.chmod(os.path.join(bad, "locked.oit"), 0)
            for name, word in (("damaged.oit", "damaged"), ("cut.oit", "damaged"), ("newer.oit", "newer"), ("locked.oit", "read"), ("folder.oit", "folder")):
                path = os.path.join(bad, name)
                size = os.stat(path).st_size
                for args in (("judge", path), ("report", path), ("todo", path), ("explain", "O19", path)):
                    self.expect_error(f.oit(*args, *EN, **as_anybody()), 2, name, word)
                target = os.path.join(f.path, "target")
                os.mkdir(target)
                os.rename(path, os.path.join(target, os.path.basename(good)))
                os.chmod(target, 0o777)
                self.expect_error(f.oit("scan", site.url, "--allow-address", "127.0.0.0/8", "--data", target, *EN, **as_anybody()), 2, word)
                self.assertEqual(os.stat(os.path.join(target, os.path.basename(good))).st_size, size)
                shutil.rmtree(target)

    def test_small_disk(self):
        """A disk that fills during the visit: exit 5 with the file's name; with more room the same command goes on to the end."""
        with Site("tuayang") as site, Folder() as f, Disk(400) as disk:
            done, _ = f.scan(site.url, *EN, data=disk.path)
            self.expect_error(done, 5, disk.path, "disk is full")
            self.assertEqual(done.stdout, "")
            disk.grow()
            done, result = f.scan(site.url, *EN, data=disk.path)
            self.assertIn(done.returncode, (0, 3), done.stderr)
            self.assertEqual(result["run"]["id"], "1")

    def test_small_disk_for_reports(self):
        """No room for a report: exit 5 with its name, no half file, the report of before whole, and the visit is kept."""
        with Site("tuayang") as site, Folder() as f, Disk(64) as disk:
            old = os.path.join(disk.path, "result.json")
            open(old, "w").write("old")
            done, _ = f.scan(site.url, "-o", disk.path, *EN)
            self.expect_error(done, 5, disk.path, "disk is full")
            self.assertEqual((open(old).read(), os.listdir(disk.path)), ("old", ["result.json"]))
            self.assertIn(f.oit("report", f.site_file(), "-o", "elsewhere").returncode, (0, 3))

    def test_small_disk_for_a_batch(self):
        """A disk that is full is named once, whichever folder is on it, though the log of a visit has no room to say so."""
        with Site("menu-cms") as site, Folder() as f:
            open(os.path.join(f.path, "one.csv"), "w").write("url\n%s\n" % site.url)
            # Which file meets the end of the disk first depends on its room: the state of the batch, a site file, a report.
            for where, kilobytes in (("--data", 300), ("--data", 600), ("-o", 64)):
                with Disk(kilobytes) as disk:
                    done = f.oit("batch", "one.csv", "--allow-private", "--rate", "0", "-o", "out" + where, "--data", "data" + where, where, disk.path, *EN)
                    self.expect_error(done, 5, disk.path, "the disk is full")
                    self.assertEqual(done.stderr.count(": the disk is full"), 1, done.stderr)
                    self.assertIn("make room on the disk", done.stderr)
                    self.assertNotIn("move the file away", done.stderr)

    def test_folders_that_can_only_be_read(self):
        """A report folder or data folder without write permission is found out before the site is asked; what only shows still works."""
        with Site("tuayang") as site, Folder() as f:
            f.scan(site.url)
            asked = len(site.requests())
            closed = os.path.join(f.path, "closed")
            os.mkdir(closed)
            shutil.copy(f.site_file(), closed)
            subprocess.run(["chmod", "-R", "a+rwX", f.path], check=True)
            subprocess.run(["chmod", "-R", "a-w", closed], check=True)
            scan = ("scan", site.url, "--allow-address", "127.0.0.0/8", *EN)
            for args in (("--data", closed), ("--data", closed + "/new"), ("--data", f.path + "/new", "-o", closed),
                         ("--data", f.path + "/new", "-o", closed + "/new")):
                done = f.oit(*scan, *args, **as_anybody())
                self.assertIn(done.returncode, (2, 5), done.stderr)
                self.expect_error(done, done.returncode, "closed")
            self.assertEqual(len(site.requests()), asked)
            self.assertEqual(f.oit("todo", os.path.join(closed, os.path.basename(f.site_file())), **as_anybody()).returncode, 0)

    def test_two_at_once(self):
        """The second scan of a site says who is at work, exit 2, and the first goes on undisturbed."""
        with Site("tuayang") as site, Folder() as f:
            first = f.start("scan", site.url, "--allow-address", "127.0.0.0/8", "--rate", "20", "--data", "sites")
            until = time.monotonic() + 20
            while len(site.requests()) < 2 and time.monotonic() < until:
                time.sleep(0.05)
            self.expect_error(f.scan(site.url, *EN)[0], 2, str(first.pid))
            first.send_signal(signal.SIGTERM)
            self.assertEqual(first.wait(), 143)

    def test_signals(self):
        """Ctrl-C, the end of the session and the end of the terminal: saved within a second, 130 or 143, no document, no report."""
        # An end waits until the disk has what was saved; what other tests write at the same time would be measured with it.
        with Site("tuayang") as site, Folder("/dev/shm") as f:
            for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 143)):
                p = subprocess.Popen([OIT, "scan", site.url, "--allow-address", "127.0.0.0/8", "--rate", "20", "--json", "-o", "out", "--data", "d%d" % code, *EN],
                                     cwd=f.path, env=f.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                     preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL))
                time.sleep(0.6)
                begin = time.monotonic()
                p.send_signal(number)
                out, errors = p.communicate(timeout=20)
                self.assertLess(time.monotonic() - begin, 2)
                self.assertEqual((p.returncode, out), (code, ""), errors)
                self.assertIn("goes on", errors)
                self.assertEqual(os.listdir(os.path.join(f.path, "out")), [])

    def test_nohup(self):
        """Started with nohup, a visit goes on when its terminal is gone, and ends with its report."""
        with Site("tuayang") as site, Folder() as f:
            p = subprocess.Popen([OIT, "scan", site.url, "--allow-address", "127.0.0.0/8", "--rate", "20", "--max-pages", "20", "--json", "--data", "d", *EN],
                                 cwd=f.path, env=f.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                 preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
            time.sleep(0.6)
            p.send_signal(signal.SIGHUP)
            out, errors = p.communicate(timeout=60)
            self.assertIn(p.returncode, (0, 3), errors)
            self.assertIn("oit-result/1", out)

    def closed(self, f, fds, *args):
        def close():
            for fd in fds:
                os.close(fd)
        p = subprocess.Popen([OIT, *args], cwd=f.path, env=f.env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, preexec_fn=close)
        return p.communicate(timeout=60)[1], p.wait()

    def test_closed_streams(self):
        """A closed stdout is an error that says so, never text in another file; closed stdin and stderr disturb nothing."""
        with Site("tuayang") as site, Folder() as f:
            scan = ("scan", site.url, "--allow-address", "127.0.0.0/8", "--rate", "0", "--data", "sites", *EN)
            errors, code = self.closed(f, (0, 1), *scan, "--json")
            self.assertEqual(code, 5, errors)
            self.assertIn("stdout", errors)
            self.assertIn("→", errors)
            self.assertIn(self.closed(f, (0, 2), *scan, "-o", "out")[1], (0, 3))
            for args in (("--help",), ("version",), ("todo", f.site_file()), ("judge", f.site_file(), "--json"), ("rules", "list")):
                self.assertEqual(self.closed(f, (1,), *args)[1], 5, args)
                full = subprocess.run([OIT, *args, *EN], cwd=f.path, env=f.env, stdout=open("/dev/full", "w"), stderr=subprocess.PIPE, text=True)
                self.expect_error(full, 5, "stdout", "full")
            self.assertEqual(sqlite3.connect(f.site_file()).execute("pragma integrity_check").fetchall(), [("ok",)])

    def test_few_open_files(self):
        """32 open files are enough, 6 are not and the message says what is the matter."""
        with Site("tuayang") as site, Folder() as f:
            for limit, codes in ((32, (0, 3)), (6, (2, 5))):
                done = f.oit("scan", site.url, "--allow-address", "127.0.0.0/8", "--rate", "0", "--connections", "8", "--json", "--data", "d%d" % limit, *EN,
                             preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit)))
                self.assertIn(done.returncode, codes, done.stderr)
                if limit < 32:
                    self.expect_error(done, done.returncode)


def sys_python():
    import sys
    return sys.executable


if __name__ == "__main__":
    main()
