#!/usr/bin/env python3
"""A site that means harm: its texts do nothing in the terminal, the document and the report; its pages cost bounded time and memory."""
import concurrent.futures
import html
import html.parser
import http.server
import re
import sqlite3
import sys
import threading
import urllib.parse
import zlib
from harness import Folder, OIT, ROOT, json, main, os, subprocess, tempfile, time, unittest
from hostile import catalogue, server

STRINGS = [s["text"] for s in json.load(open(os.path.join(ROOT, "fixtures", "conformance", "hostile_strings.json"), encoding="utf-8"))["strings"]]
DAY = ("--pack", "oit-2566", "--as-of", "2023-04-28")
# C0 without the line feed, DEL, C1, the marks that turn writing round, the separators some programs take for line ends.
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
SECONDS_MAX, MEGABYTES_MAX = 60, 200
CPU_SECONDS_MAX, WALL_SECONDS_MAX = 30, 240  # of one behaviour; several run at once, perhaps beside other work


class Server:
    """Answers by a function path -> (headers, bytes or a generator of bytes), None for 404."""

    def __init__(self, answer):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                got = answer(self.path)
                headers, body = got if got else ({}, b"no such page")
                head = {"Content-Type": "text/html; charset=utf-8", "Connection": "close", **headers}
                self.close_connection = True
                try:
                    self.wfile.write(b"HTTP/1.1 %s\r\n" % (b"200 OK" if got else b"404 Not Found"))
                    self.wfile.write("".join("%s: %s\r\n" % field for field in head.items()).encode("utf-8") + b"\r\n")
                    for piece in [body] if isinstance(body, bytes) else body:
                        self.wfile.write(piece)
                except (BrokenPipeError, ConnectionResetError):
                    pass

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = "http://127.0.0.1:%d/" % self.server.server_address[1]

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class Tags(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.names, self.attributes, self.addresses, self.policy = set(), set(), [], ""

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in ("href", "src", "action", "data"):
                self.addresses.append(value or "")
        if dict(attrs).get("http-equiv", "").lower() == "content-security-policy":
            self.policy = dict(attrs)["content"]


def item_names():
    with Server(lambda path: ({}, b"<title>x</title><p>hello")) as s, Folder() as f:
        return [(i["id"], i["name"]) for i in f.scan(s.url, *DAY)[1]["items"]]


def hostile_site(names, texts):
    """Every item of the checklist has its link, its page and its file, all of them with a hostile text in every place."""
    def link(n):
        words = html.escape("%s ประจำปีงบประมาณ พ.ศ. 2566 %s" % (names[n][1], texts[n]))
        page, document = ("/%s/%d.html" % (urllib.parse.quote(texts[n], safe=""), n), "/%s%d.pdf" % (urllib.parse.quote(texts[n], safe=""), n))
        return '<li><a title="%s" href="%s">%s</a> <a href="%s">%s</a> <a href="%s">%s</a>' % (
            html.escape(texts[n]), page, words, document, words, html.escape(texts[n]), words)

    home = "<title>เทศบาลตำบลตัวอย่าง %s</title><h1>%s</h1><ul>%s</ul>" % (
        html.escape(texts[0]), html.escape("".join(texts)), "".join(link(n) for n in range(len(texts))))

    def answer(path):
        found = re.search(r"(\d+)\.(html|pdf)$", path)
        if path == "/":
            return {}, home.encode("utf-8", "surrogatepass")
        if not found or int(found.group(1)) >= len(texts):
            return None
        n = int(found.group(1))
        words = html.escape("%s ประจำปีงบประมาณ พ.ศ. 2566 %s" % (names[n][1], texts[n]))
        plain = re.sub("[\r\n\0]", " ", texts[n])
        headers = {"ETag": '"%s"' % plain, "Last-Modified": plain, "Content-Disposition": 'inline; filename="%s.pdf"' % plain}
        if found.group(2) == "pdf":
            return {**headers, "Content-Type": "application/pdf; x=" + plain}, b"%PDF-1.4\n%%EOF"
        return headers, ("<title>%s</title><h1>%s</h1><h2>%s</h2><p>%s ผู้รับผิดชอบ 1 มกราคม 2566</p>" % ((words,) * 4)).encode("utf-8", "surrogatepass")
    return answer


class Texts(unittest.TestCase):
    def harmless_terminal(self, text, what):
        for line in text.splitlines():
            self.assertNotRegex(line, HARMFUL, what)
            self.assertNotRegex(line, r"^(\[ERROR\]|2022-11-15T|Bcc:|new,row)", what)

    def harmless_html(self, path):
        text = open(path, encoding="utf-8").read()
        self.assertNotRegex(text, HARMFUL)
        tags = Tags()
        tags.feed(text)
        self.assertFalse(tags.names & {"script", "img", "iframe", "object", "embed", "form", "base", "link", "failure"}, tags.names)
        self.assertEqual([a for a in tags.attributes if a.startswith("on")], [])
        self.assertEqual([a for a in tags.addresses if not re.match(r"(https?://|mailto:|#)", a)], [])
        self.assertIn("default-src 'none'", tags.policy)
        self.assertNotIn("script-src", tags.policy)

    def test_hostile_texts(self):
        """Given titles, links, paths, headers full of terminal codes, markup, formulas and forged lines: every output is harmless."""
        names, seen = item_names(), 0
        for begin in range(0, len(STRINGS), len(names)):
            texts = STRINGS[begin:begin + len(names)]
            with Server(hostile_site(names, texts)) as s, Folder() as f:
                shown = f.oit("scan", s.url, "--allow-address", "127.0.0.0/8", "--rate", "0", "--data", "sites", "-o", "out", "--verbose", *DAY)
                self.assertIn(shown.returncode, (0, 3), shown.stderr)
                judged = f.oit("judge", f.site_file(), "--json")
                outputs = {"summary": shown.stdout, "log": shown.stderr, "document": judged.stdout,
                           "todo": f.oit("todo", f.site_file()).stdout}
                for n in range(len(texts)):
                    outputs[names[n][0]] = f.oit("explain", names[n][0], f.site_file()).stdout
                for what, text in outputs.items():
                    self.harmless_terminal(text, what)
                result = json.loads(judged.stdout)
                self.assertEqual(judged.stdout, f.oit("judge", f.site_file(), "--json").stdout)
                seen += sum(bool(i["evidence"]) for i in result["items"][:len(texts)])
                self.harmless_html(os.path.join(f.path, "out", "report.html"))
                self.assertEqual(sorted(os.listdir(f.path)), ["out", "sites"])
                self.assertEqual(sorted(os.listdir(os.path.join(f.path, "out"))), ["report.html", "result.json"])
        self.assertFalse(os.path.exists("/tmp/owned"))
        self.assertGreater(seen, len(STRINGS) // 2, "the hostile texts do not reach the outputs")


def endless(piece):
    while True:
        yield piece


def drip():
    for byte in b"<title>slow</title>" * 1000:
        time.sleep(0.2)
        yield bytes([byte])


def bomb():
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    for _ in range(256):
        yield packer.compress(b"0" * (1 << 20))
    yield packer.flush()


class Pages(unittest.TestCase):
    def visit(self, headers, body, *more):
        """Scan a home page with one link to the given page; gives seconds, MB, the exit code and the document."""
        def answer(path):
            if path == "/":
                return {}, "<title>เทศบาลตำบลตัวอย่าง</title><p>ยินดีต้อนรับ<a href=/worse>ข้อมูลสาธารณะ</a>".encode()
            return (headers, body() if callable(body) else body) if path == "/worse" else None

        with Server(answer) as s, Folder() as f:
            begin = time.monotonic()
            out = open(os.path.join(f.path, "out.json"), "wb")
            p = subprocess.run([sys.executable, "-S", "-c", MEASURE, f.path + "/usage", OIT, "scan", s.url, "--allow-address", "127.0.0.0/8", "--rate", "0", "--json", "--data", f.path + "/d", *DAY, *more],
                                 env=f.env, cwd=f.path, stdout=out, stderr=subprocess.DEVNULL)
            out.close()
            kilobytes, cpu = map(float, open(f.path + "/usage").read().split())
            seconds, megabytes = time.monotonic() - begin, kilobytes / 1024
            result = json.load(open(out.name, encoding="utf-8"))
        print("%.1f s wall, %.1f s CPU, %.0f MB " % (seconds, cpu, megabytes), end="")
        self.assertIn(p.returncode, (0, 3))
        self.assertLess(seconds, SECONDS_MAX)
        if "OIT_SANITIZED" not in os.environ:
            self.assertLess(megabytes, MEGABYTES_MAX)
        return result["coverage"]

    def problem_of(self, coverage):
        return [p["problem"] for p in coverage["problems"] if p["url"].endswith("/worse")]

    def test_deep_page(self):
        """100,000 divs in one another: read as deep as we go, and said so."""
        self.assertEqual(self.problem_of(self.visit({}, b"<title>x</title>" + b"<div>" * 100000 + b"hello")), ["too_complex"])

    def test_page_of_links(self):
        """200,000 dead links on one page: the visit ends at its budget, or sooner when it has seen that all of one shape are dead."""
        body = b"<title>x</title>" + b"".join(b"<a href=/n%d>n%d</a>\n" % (n, n) for n in range(200000))
        coverage = self.visit({}, body, "--max-pages", "20", "--max-documents", "100")
        self.assertGreater(coverage["skipped"]["limit"] + coverage["skipped"]["trap"], 10000)
        self.assertLess(coverage["failed"], 200)

    def test_endless_page(self):
        """A page without end is read up to the ceiling, and said so."""
        self.assertEqual(self.problem_of(self.visit({}, lambda: endless(b"<p>" + b"x" * 65000))), ["truncated"])

    def test_compressed_bomb(self):
        """A small answer that unpacks to 256 MB is cut at the ceiling of what comes out, and said so."""
        self.assertEqual(self.problem_of(self.visit({"Content-Encoding": "gzip"}, bomb)), ["truncated"])

    def test_slow_drip(self):
        """A byte now and then does not hold the visit longer than a request may take."""
        self.assertEqual(self.problem_of(self.visit({}, drip, "--timeout", "3", "--max-time", "40")), ["truncated"])

    def test_endless_head(self):
        """A head without end is cut too."""
        self.assertEqual(self.problem_of(self.visit({"X-%d" % n: "y" * 1000 for n in range(2000)}, b"hello")), ["head_too_large"])


# Runs a program and writes down its peak memory: the memory of the process that starts it counts as its own, so a small one does.
MEASURE = """import os, sys
pid = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(pid, 0)
open(sys.argv[1], "w").write("%d %f" % (usage.ru_maxrss, usage.ru_utime + usage.ru_stime))
sys.exit(os.waitstatus_to_exitcode(status) & 255)"""


class Outcome:
    """One scan: what the server saw, what the site file holds, what the document says."""

    def __init__(self, rows, options=(), seconds=60):
        self.rows, self.alone = rows, len(rows) == 1
        with server.Server(self.respond, [p for r in rows for p in r.ports]) as self.server, Folder() as f:
            ports = dict(self.server.port_of, port=self.server.port)
            more = [o.format(**ports) for o in options]
            begin = time.monotonic()
            out, log = open(os.path.join(f.path, "out.json"), "wb"), open(os.path.join(f.path, "log"), "wb")
            p = subprocess.run([sys.executable, "-S", "-c", MEASURE, f.path + "/usage", OIT, "scan", self.server.url, "--allow-address", "127.0.0.1/32", "--rate", "0", "--json", "--ocr-pages", "0", "--lang", "en", "--verbose",
                                  "--timeout", "3", "--max-time", str(seconds), "--data", f.path + "/d", *DAY, *more], env=f.env, cwd=f.path, stdout=out, stderr=log, check=False)
            self.code = p.returncode
            out.close(), log.close()
            usage = open(f.path + "/usage").read().split()
            self.seconds, self.megabytes, self.cpu = time.monotonic() - begin, int(usage[0]) / 1024, float(usage[1])
            self.text = open(out.name, encoding="utf-8", errors="replace").read() + open(log.name, encoding="utf-8", errors="replace").read()
            text = open(out.name, encoding="utf-8").read()
            self.result = json.loads(text) if text.startswith("{") else {"coverage": {"problems": [], "skipped": {}}}
            self.visits = self.read(f.path + "/d")
        self.told = {p["url"]: p["problem"] for p in self.result["coverage"]["problems"]}

    def read(self, folder):
        files = [n for n in os.listdir(folder) if n.endswith(".oit")] if os.path.isdir(folder) else []
        if not files:
            return {}
        with sqlite3.connect(os.path.join(folder, files[0])) as db:
            return {u: {"state": s, "problem": p, "detail": d, "bad_tls": b, "title": t or ""} for u, s, p, d, b, t in db.execute(
                "SELECT a.url, v.state, v.problem, v.detail, v.bad_tls, p.title FROM visit v JOIN address a ON a.id = v.address LEFT JOIN page p ON p.body = v.body AND p.address = v.address")}

    def respond(self, ask):
        path = ask.path
        if self.alone:
            return self.rows[0].respond(ask, path if "/" + path[1:] in self.rows[0].serves else path[1:])
        if path == "/":
            return server.page("ทุกอย่างในครั้งเดียว", "".join("<li><a href=/%s/>%s</a>" % (r.name, r.name) for r in self.rows))
        name, _, rest = path[1:].partition("/")
        found = [r for r in self.rows if r.name == name]
        return found[0].respond(ask, rest) if found else None

    def url(self, r, path):
        """The address of a path in a row, as the site file writes it."""
        if path.startswith("//"):
            name, _, rest = path[2:].partition("/")
            secure = name.startswith("tls_")
            return "http%s://127.0.0.1:%d/%s" % ("s" if secure else "", self.server.port_of[name], rest)
        return self.server.url[:-1] + path if path.startswith("/") else self.server.url + ("" if self.alone else r.name + "/") + path

    def faults(self, t, r):
        """Everything that is not as the row says."""
        wrong = []
        for path, expected in r.expects.items():
            url = self.url(r, path)
            got = self.visits.get(url, {"state": "unknown", "problem": "unknown", "detail": ""})
            if got["problem"] not in expected.split("|") or got["state"] == "unknown":
                wrong.append("%s is %s %s (%s), expected %s" % (path, got["state"], got["problem"], got["detail"], expected))
            elif got["problem"] and got["problem"] != "type" and self.told.get(url) != got["problem"]:
                wrong.append("%s: %s is not in the coverage" % (path, got["problem"]))
        for path in r.reads:
            got = [self.visits.get(self.url(r, p), {"state": "unknown", "problem": ""}) for p in path.split("|")]
            if not any(g["state"] == "read" and not g["problem"] for g in got):
                wrong.append("%s is not read: %s %s" % (path, got[0]["state"], got[0]["problem"]))
        for path, words in r.texts.items():
            if words not in self.visits.get(self.url(r, path), {"title": ""})["title"]:
                wrong.append("%s has the title %r" % (path, self.visits.get(self.url(r, path), {"title": ""})["title"]))
        for path in r.never:
            if self.server.asked(self.url(r, path)[len(self.server.url) - 1:]):
                wrong.append("%s was asked for" % path)
        root = "/" if self.alone else "/%s/" % r.name
        mine = sum(1 for one in self.server.log if one["target"].startswith(root) and one["target"][len(root):] not in ("", "good.html", "robots.txt", "sitemap.xml")
                   and "oit-no-such-page" not in one["target"])
        most = r.most and r.most * (1 if self.alone else 1.3)  # where all is on the way at once, it is learnt a little later
        if most and mine > most:
            wrong.append("%d requests, at most %d expected" % (mine, int(most)))
        if r.check:
            try:
                r.check(t, self)
            except AssertionError as e:
                wrong.append(str(e))
        return wrong


EACH = 8  # row of the catalogue is tried by itself in every test run, all are with OIT_ROW=, and all of them in one crawl always


class Catalogue(unittest.TestCase):
    """Every row of hostile/catalogue.py: the fault is named, what stands behind it is read, time and memory are bounded."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="oit-tls-")
        cls.rows = catalogue.ROWS + catalogue.tls_rows(server.Certificates(cls.folder.name))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def one_of(self, r, problem):
        self.assertIn(problem, [v["problem"] for v in r.visits.values()])
        self.assertIn(problem, r.told.values(), "not in the coverage")

    def nobody_inside(self, r):
        self.assertEqual(r.server.inside, 0, "a forbidden address was connected to")

    def nothing_of(self, r, *words):
        seen = r.text.lower() + "".join("%s %s" % (one["target"], one["fields"]) for one in r.server.log).lower() + "".join(r.visits).lower()
        for word in words:
            self.assertNotIn(word, seen)

    def no_cookie_at(self, r, name):
        asked = [one for one in r.server.log if one["port"] == r.server.port_of[name]]
        self.assertTrue(asked)
        self.assertEqual([one["fields"]["cookie"] for one in asked if "cookie" in one["fields"]], [])

    def skipped(self, r, *kinds):
        self.assertGreater(sum(r.result["coverage"]["skipped"].get(k, 0) for k in kinds), 0, r.result["coverage"]["skipped"])

    def only_get(self, r):
        self.assertEqual({one["method"] for one in r.server.log}, {"GET"})

    def gap(self, r, seconds):
        times = [one["time"] for one in r.server.log]
        self.assertGreaterEqual(min(b - a for a, b in zip(times, times[1:])), seconds - 0.1)

    def marked_bad_tls(self, r):
        self.assertTrue([v for u, v in r.visits.items() if u.startswith("https") and v["bad_tls"] and v["detail"]])

    def one(self, r):
        o = Outcome([r], r.options)
        wrong = o.faults(self, r)
        if o.code not in r.codes:
            wrong.append("exit code %d" % o.code)
        if o.cpu > CPU_SECONDS_MAX or o.seconds > WALL_SECONDS_MAX:
            wrong.append("%.0f s, of them %.0f of the processor" % (o.seconds, o.cpu))
        if o.megabytes > 150 and "OIT_SANITIZED" not in os.environ:
            wrong.append("%.0f MB" % o.megabytes)
        return r, o, wrong

    def test_one_by_one(self):
        """Given a site with one behaviour: the fault is told in its words, the good page is read."""
        wanted = re.compile(os.environ.get("OIT_ROW", ""))
        rows = [r for r in self.rows if wanted.search(r.name)][::1 if "OIT_ROW" in os.environ else EACH]
        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            done = list(pool.map(self.one, rows))
        for r, o, wrong in done:
            with self.subTest(behaviour=r.name, line=r.line):
                self.assertEqual(wrong, [], "\n%s" % "\n".join("  %s %s %s" % (u, v["state"], v["problem"]) for u, v in list(o.visits.items())[:12]))
        print("%d behaviours, longest %.1f s, dearest %.1f s of the processor, largest %.0f MB " % (
            len(done), max(o.seconds for _, o, _ in done), max(o.cpu for _, o, _ in done), max(o.megabytes for _, o, _ in done)), end="")

    def test_all_in_one_crawl(self):
        """Given one site that does all of it: one crawl, and everything holds that held one by one."""
        rows = [r for r in self.rows if not r.alone]
        options = [o for r in rows if r.ports for o in r.options]
        o = Outcome(rows, options + ["--max-pages", "20000", "--connections", "4"], seconds=400)
        for r in rows:
            with self.subTest(behaviour=r.name, line=r.line):
                self.assertEqual(o.faults(self, r), [])
        print("%d behaviours, %d requests, %.1f s, %.0f MB " % (len(rows), o.server.asked(), o.seconds, o.megabytes), end="")
        self.assertIn(o.code, (0, 3))
        if "OIT_SANITIZED" not in os.environ:
            self.assertLess(o.megabytes, 150)


class Traps(unittest.TestCase):
    def test_real_pages_among_traps(self):
        """Given 600 real pages, each of which leads into a dozen traps: all are read, and what the traps cost is a number, not a share."""
        sys.path.insert(0, os.path.join(ROOT, "tests", "bench"))
        import traps_bench
        site = traps_bench.Site(600)
        with server.Server(site.respond) as s, Folder() as f:
            done, result = f.scan(s.url, *DAY, timeout=300)
            asked = [one["target"] for one in s.log]
        self.assertEqual(site.real - set(asked), set())
        self.assertLess(len(asked) - len(site.real), 600)
        examples = [p for p in result["coverage"]["problems"] if p["problem"].startswith("trap_") and "for example" in (p.get("detail") or "")]
        self.assertTrue(examples, "no cut is named with an example")
        print("%d requests for %d real pages " % (len(asked), len(site.real)), end="")


if __name__ == "__main__":
    main()
