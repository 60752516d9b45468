#!/usr/bin/env python3
"""A site that means harm: its texts do nothing in the terminal, the document and the report; its pages cost bounded time and memory."""
import html
import html.parser
import http.server
import re
import threading
import urllib.parse
import zlib
from harness import Folder, OIT, ROOT, json, main, os, subprocess, time, unittest

STRINGS = [s["text"] for s in json.load(open(os.path.join(ROOT, "fixtures", "conformance", "hostile_strings.json"), encoding="utf-8"))["strings"]]
DAY = ("--pack", "oit-2566", "--as-of", "2023-04-28")
# C0 without the line feed, DEL, C1, the marks that turn writing round, the separators some programs take for line ends.
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
SECONDS_MAX, MEGABYTES_MAX = 60, 200


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
            p = subprocess.Popen([OIT, "scan", s.url, "--allow-address", "127.0.0.0/8", "--rate", "0", "--json", "--data", f.path + "/d", *DAY, *more],
                                 env=f.env, cwd=f.path, stdout=out, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(p.pid, 0)
            p.returncode = os.waitstatus_to_exitcode(status)
            out.close()
            seconds, megabytes = time.monotonic() - begin, usage.ru_maxrss / 1024
            result = json.load(open(out.name, encoding="utf-8"))
        print("%.1f s wall, %.1f s CPU, %.0f MB " % (seconds, usage.ru_utime + usage.ru_stime, megabytes), end="")
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
        """200,000 dead links on one page: the visit ends at its budget."""
        body = b"<title>x</title>" + b"".join(b"<a href=/n%d>n%d</a>\n" % (n, n) for n in range(200000))
        coverage = self.visit({}, body, "--max-pages", "20", "--max-documents", "100")
        self.assertGreater(coverage["skipped"]["limit"], 10000)
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


if __name__ == "__main__":
    main()
