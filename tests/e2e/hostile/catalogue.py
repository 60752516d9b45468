"""The catalogue of what a site can do to a visitor, a row a behaviour: what is served, what must be said of it, what must be read all the same.

Page rows hang under a folder of their own (all links relative), so that they can be met one by one and all in one crawl.  Site rows need the
whole site: its robots.txt, its sitemap, its manners."""
import asyncio
import gzip
import random
import ssl
import struct
import zlib
from hostile.server import Certificates, Closed, Port, Rude, Tls, answer, head, page, redirect

GONE = "not_found"
READ = ""  # read, and nothing is wrong with it


class Row:
    """One behaviour.

    serves: path -> bytes, or function of the request.  links: what the home page links to, before good.html; by default all of serves that
    does not begin with "behind".  expects: path -> words of problems that are right, "|" between; "" is read without a problem.
    reads: pages that must be read, always good.html too.  most: requests the whole row may cost.  never: paths that must not be asked."""

    def __init__(self, name, line, serves, expects=None, reads=(), most=None, never=(), links=None, options=(), ports=(), alone=False, home=None,
                 check=None, codes=(0, 3), good=True, texts=None, max_requests=None):
        self.name, self.line, self.expects, self.reads = name, line, expects or {}, list(reads) + (["good.html"] if good else [])
        self.serves = serves if isinstance(serves, dict) else {"bad": serves}
        self.links = [p for p in self.serves if not p.startswith(("behind", "/", "*"))] if links is None else links
        self.most, self.never, self.options, self.ports, self.alone = most, never, list(options), ports, alone
        self.home, self.check, self.codes, self.texts = home, check, codes, texts or {}

    def respond(self, ask, path):
        """The answer to a path below the row's folder."""
        if path == "" and "" not in self.serves and "?" + ask.query not in self.serves:
            return self.home_page(ask)
        if path == "good.html" and "good.html" not in self.serves:
            return page("หน้าดีของ %s" % self.name)
        for key in (path + "?" + ask.query if ask.query else path, path, "*"):
            if key in self.serves:
                served = self.serves[key]
                return served(ask) if callable(served) else served
        if path.startswith("behind"):
            return page("หน้าหลัง %s %s" % (self.name, path))
        return None

    def home_page(self, ask):
        links = self.home(ask) if callable(self.home) else self.home or "".join('<li><a href="%s">%s</a>' % (p, p) for p in self.links)
        return page("รายการ " + self.name, "<ul>%s<li><a href=good.html>good</a></ul>" % links)


ROWS = []


def row(name, line, serves, expects=None, **more):
    if isinstance(expects, str):
        expects = {"bad": expects}
    ROWS.append(Row(name, line, serves, expects, **more))


HTML = "Content-Type: text/html; charset=utf-8"
TOP = "<title>t</title><h1>หัวข้อ</h1><p>ข้อความก่อนจุดที่ขาด <a href=behind.html>ต่อไป</a> "
LONG = (TOP + "<p>เนื้อหาที่มีอยู่จริงของหน้านี้ " * 40).encode()


def doing(*steps):
    """An answer of steps: bytes are sent, numbers are waited, words are done."""
    async def respond(ask):
        ask.close = True
        for step in steps:
            if isinstance(step, bytes):
                await ask.put(step)
            elif isinstance(step, (int, float)):
                await asyncio.sleep(step)
            else:
                await getattr(ask, step)() if step == "hold" else getattr(ask, step)()
    return respond


def raw(data):
    return doing(data)


def endless(first, piece):
    async def respond(ask):
        await ask.put(first)
        await ask.endless(piece)
    return respond


def drip(data, pause=0.2):
    return lambda ask: ask.drip(data, pause)


def packed(data, layers=1):
    for _ in range(layers):
        data = gzip.compress(data, 9)
    return data


def bomb(mebibytes, layers=1):
    c = zlib.compressobj(9, zlib.DEFLATED, 31)
    out = c.compress(b"<p>") + b"".join(c.compress(b"0" * (1 << 20)) for _ in range(mebibytes)) + c.flush()
    return packed(out, layers - 1)


BOMB = bomb(300)

# Time ------------------------------------------------------------------------------------------------------------------------------------
row("status_line_drip", 1, drip(b"HTTP/1.1 200 OK and a reason that takes its time" + b"." * 100, 0.3), "timeout")
row("head_drip", 1, drip(head("200 OK", *["X-%d: y" % n for n in range(400)])), "timeout")
row("body_drip", 2, drip(head("200 OK", HTML) + LONG), "truncated|timeout")
row("never_answers", 3, doing("hold"), "timeout")
row("body_stalls", 4, doing(head("200 OK", HTML, "Content-Length: 99999") + LONG, "hold"), "truncated", reads=["behind.html"])
row("stalls_in_chunk", 4, doing(head("200 OK", HTML, "Transfer-Encoding: chunked") + b"%x\r\n" % len(LONG) + LONG + b"\r\nff\r\n", "hold"), "truncated",
    reads=["behind.html"])
# Connections that end ----------------------------------------------------------------------------------------------------------------------
row("closes_at_once", 5, doing(), "reset")
row("resets_at_once", 5, doing("reset"), "reset")
row("closes_in_status_line", 5, doing(b"HTTP/1.1 20"), "reset|protocol")
row("closes_in_head", 5, doing(b"HTTP/1.1 200 OK\r\nContent-Ty"), "reset|protocol")
row("resets_in_head", 5, doing(b"HTTP/1.1 200 OK\r\nContent-Ty", 0.05, "reset"), "reset")
row("resets_in_body", 5, doing(head("200 OK", HTML, "Content-Length: 99999") + LONG, 0.3, "reset"), "truncated", reads=["behind.html"])
row("resets_first_then_good", 5, lambda ask: page("ครั้งที่สองดี") if ask.times > 1 else doing("reset")(ask), READ)
row("keep_alive_then_closed", 16, {n: doing(head("200 OK", HTML, "Content-Length: %d" % len(LONG), "Connection: keep-alive") + LONG) for n in ("a", "b", "c")},
    {"a": READ, "b": READ, "c": READ})
# Bodies ------------------------------------------------------------------------------------------------------------------------------------
row("endless_body", 6, endless(head("200 OK", HTML) + LONG, b"<p>" + b"x" * 60000), "truncated", reads=["behind.html"])
row("endless_chunks", 6, endless(head("200 OK", HTML, "Transfer-Encoding: chunked") + b"%x\r\n" % len(LONG) + LONG + b"\r\n", b"1000\r\n" + b"y" * 4096 + b"\r\n"),
    "truncated", reads=["behind.html"])
row("one_byte_chunks", 6, endless(head("200 OK", HTML, "Transfer-Encoding: chunked"), b"1\r\nz\r\n" * 500), "truncated")
row("endless_head", 7, endless(b"HTTP/1.1 200 OK\r\n", b"X-More: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n" * 500), "head_too_large")
row("giant_header", 7, doing(b"HTTP/1.1 200 OK\r\nX: " + b"y" * (20 << 20) + b"\r\n\r\n"), "head_too_large")
row("many_trailers", 7, doing(head("200 OK", HTML, "Transfer-Encoding: chunked") + b"%x\r\n" % len(LONG) + LONG + b"\r\n0\r\n" + b"X-T: 1\r\n" * 100000 + b"\r\n"),
    "|truncated|head_too_large")
row("endless_100_continue", 8, endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 200), "head_too_large|protocol|timeout")
for name, value, expected in (("negative", "-5", "|protocol|truncated"), ("text", "many", "|protocol|truncated"), ("overflow", "9" * 40, "|protocol|truncated|too_large"),
                              ("huge", "1000000000000000", "truncated|too_large"), ("empty", "", "|protocol")):
    row("content_length_" + name, 9, doing(head("200 OK", HTML, "Content-Length: " + value) + LONG), expected)
row("content_length_twice_same", 9, doing(head("200 OK", HTML, *["Content-Length: %d" % len(LONG)] * 2) + LONG), READ)
row("content_length_twice_other", 9, doing(head("200 OK", HTML, "Content-Length: 40", "Content-Length: %d" % len(LONG)) + LONG), "|protocol|truncated")
row("content_length_and_chunked", 9, doing(head("200 OK", HTML, "Content-Length: 3", "Transfer-Encoding: chunked") + b"%x\r\n" % len(LONG) + LONG + b"\r\n0\r\n\r\n"), "|protocol")
row("answer_smuggled_behind", 10, {"bad": doing(head("200 OK", HTML, "Content-Length: %d" % len(LONG)) + LONG + page("ปลอม", "<a href=never>forged</a>"))}, READ, never=["never"])
row("content_length_too_long", 11, doing(head("200 OK", HTML, "Content-Length: 99999") + LONG), "truncated", reads=["behind.html"])
row("chunk_cut", 11, doing(head("200 OK", HTML, "Transfer-Encoding: chunked") + b"ffff\r\n" + LONG), "truncated", reads=["behind.html"])
row("last_chunk_missing", 11, doing(head("200 OK", HTML, "Transfer-Encoding: chunked") + b"%x\r\n" % len(LONG) + LONG + b"\r\n"), "truncated", reads=["behind.html"])
row("chunk_size_text", 12, doing(head("200 OK", HTML, "Transfer-Encoding: chunked") + b"zz\r\n" + LONG), "protocol")
row("chunk_size_overflow", 12, doing(head("200 OK", HTML, "Transfer-Encoding: chunked") + b"f" * 40 + b"\r\n" + LONG), "protocol")
row("chunk_fault_after_text", 12, doing(head("200 OK", HTML, "Transfer-Encoding: chunked") + b"%x\r\n" % len(LONG) + LONG + b"\r\nzz\r\n"), "truncated", reads=["behind.html"])
# Heads -------------------------------------------------------------------------------------------------------------------------------------
row("no_status_line", 13, doing(LONG), "protocol")
row("garbage_status_line", 13, doing(b"HTP/9 yes please\r\n\r\n" + LONG), "protocol")
row("random_bytes_for_http", 13, doing(random.Random(1).randbytes(3000)), "protocol|reset|head_too_large")
row("status_999", 13, page("x", status="999 Request denied"), "http_other|blocked|forbidden|protocol")
row("status_000", 13, page("x", status="000 Nothing"), "http_other|protocol")
row("status_600", 13, page("x", status="600 What"), "http_other|protocol")
row("http_2_version", 13, doing(page("x").replace(b"HTTP/1.1", b"HTTP/2.0")), "|protocol")
row("line_feeds_only", 14, doing(page("LF").replace(b"\r\n", b"\n")), READ)
row("folded_header", 14, doing(head("200 OK", "X-Long: a\r\n b\r\n\tc", HTML) + LONG), READ)
row("nameless_header", 14, doing(head("200 OK", ": nothing", "no colon at all", HTML) + LONG), "|protocol")
row("nul_in_header", 14, doing(head("200 OK", "X: a\0b", HTML) + LONG), "|protocol")
row("eight_bit_header", 14, doing(head("200 OK", "X: \udcff\udce0\udcb8", "Server: เทศบาล", HTML) + LONG), READ)
row("reason_with_escapes", 59, doing(head("200 \x1b[31m<script>alert(1)</script>", HTML) + LONG), READ)
row("status_204_with_body", 15, page("มีเนื้อหา", status="204 No Content"), "http_other|empty")
row("status_205", 15, page("x", status="205 Reset Content"), "http_other|empty")
row("status_206_unasked", 15, page("ส่วนหนึ่ง", "<a href=behind.html>b</a>", "206 Partial Content", "Content-Range: bytes 0-99/5000"), "truncated", reads=["behind.html"])
row("status_304_unasked", 15, answer(b"", "304 Not Modified"), "http_other")
row("status_226", 15, page("x", "<a href=behind.html>b</a>", status="226 IM Used"), READ, reads=["behind.html"])
row("early_hints_first", 15, doing(head("103 Early Hints", "Link: </x>; rel=preload") + page("หลังคำใบ้")), READ)
row("continue_first", 15, doing(head("100 Continue") + page("หลัง 100")), READ)
row("switching_protocols", 15, doing(head("101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"), 0.2), "protocol|http_other|reset")
row("head_method_lies", 17, lambda ask: page("GET ดี") if ask.method == "GET" else answer(b"", "500 No"), READ)
# Compression -------------------------------------------------------------------------------------------------------------------------------
GZ = "Content-Encoding: gzip"
row("gzip_bomb", 19, answer(BOMB, "200 OK", GZ), "truncated")
row("gzip_bomb_twice", 19, answer(packed(BOMB), "200 OK", "Content-Encoding: gzip, gzip"), "truncated")
row("gzip_bomb_thrice", 19, answer(packed(BOMB, 2), "200 OK", "Content-Encoding: gzip, gzip, gzip"), "decoding")
row("twenty_encodings", 19, answer(packed(LONG), "200 OK", "Content-Encoding: " + ", ".join(["gzip"] * 20)), "decoding")
row("gzip_twice_honest", 19, answer(packed(LONG, 2), "200 OK", "Content-Encoding: gzip, gzip"), READ, reads=["behind.html"])
row("bomb_in_redirect", 20, answer(BOMB, "302 Found", GZ, "Location: behind.html"), READ, reads=["behind.html"])
row("bomb_in_error", 20, answer(BOMB, "404 Not Found", GZ), GONE)
row("bomb_in_server_error", 20, answer(BOMB, "500 Oops", GZ), "server_error")
row("unknown_encoding", 21, answer(LONG, "200 OK", "Content-Encoding: x-thai"), "decoding|protocol")
row("brotli_garbage", 21, answer(LONG, "200 OK", "Content-Encoding: br"), "decoding")
row("gzip_garbage", 21, answer(LONG, "200 OK", GZ), "decoding")
row("gzip_cut", 21, answer(packed(LONG * 50 + random.Random(2).randbytes(20000))[:-9000], "200 OK", GZ), "truncated|decoding")
row("gzip_cut_at_its_head", 21, answer(packed(LONG)[:40], "200 OK", GZ), "truncated|decoding|reset")
row("gzip_junk_behind", 21, answer(packed(LONG) + b"junk" * 50, "200 OK", GZ), READ, reads=["behind.html"])
row("deflate_without_head", 21, answer(zlib.compress(LONG)[2:-4], "200 OK", "Content-Encoding: deflate"), READ, reads=["behind.html"])
row("encoding_identity", 21, answer(LONG, "200 OK", "Content-Encoding: identity"), READ, reads=["behind.html"])
row("gzip_of_nothing", 21, answer(b"", "200 OK", GZ), "empty|decoding")
# Redirects ---------------------------------------------------------------------------------------------------------------------------------
row("redirect_to_itself", 22, redirect("bad"), "redirect_loop")
row("redirect_pair", 22, {"bad": redirect("behind"), "behind": redirect("bad")}, {"behind": "redirect_loop"})
row("redirect_chain_endless", 22, lambda ask: redirect("bad?n=%d" % (int(ask.query[2:] or 0) + 1)), most=30, check=lambda t, r: t.one_of(r, "redirect_limit"))
row("redirect_chain_of_nine", 22, lambda ask: redirect("bad?n=%d" % (int(ask.query[2:] or 0) + 1)) if ask.query != "n=8" else redirect("behind.html"), reads=["behind.html"])
row("redirect_without_target", 23, answer(b"gone", "302 Found"), "redirect_bad")
row("redirect_to_nothing", 23, redirect(""), "redirect_bad|redirect_loop")
row("redirect_relative", 24, redirect("./x/../behind.html"), reads=["behind.html"])
row("redirect_without_scheme", 24, lambda ask: redirect("//127.0.0.1:%d%s" % (ask.port, ask.path[:-3] + "behind.html")), reads=["behind.html"])
row("redirect_with_fragment", 24, redirect("behind.html#part"), reads=["behind.html"])
row("redirect_with_blanks", 24, redirect("  behind file.html  "), reads=["behind%20file.html"], links=["bad"])
row("redirect_raw_thai", 24, redirect("behind-แผน.html"), reads=["behind-%E0%B9%81%E0%B8%9C%E0%B8%99.html"])
row("redirect_windows_874", 24, doing(b"HTTP/1.1 302 Found\r\nLocation: behind-\xe1\xbc\xb9.html\r\nContent-Length: 0\r\n\r\n"), reads=["behind-%E1%BC%B9.html"])
for status in ("301 Moved", "303 See Other", "307 Temporary", "308 Permanent"):
    row("redirect_" + status[:3], 24, redirect("behind.html", status), reads=["behind.html"])
row("redirect_300_choices", 24, redirect("behind.html", "300 Multiple Choices"), "http_other|")
for scheme, target in (("file", "file:///etc/passwd"), ("ftp", "ftp://127.0.0.1/x"), ("gopher", "gopher://127.0.0.1:6379/_x"), ("dict", "dict://127.0.0.1:11211/x"),
                       ("data", "data:text/html,<a href=x>"), ("javascript", "javascript:alert(1)"), ("mailto", "mailto:a@b.example"), ("broken", "http://[::1")):
    row("redirect_" + scheme, 25, redirect(target), "redirect_bad")
PRIVATE = {"plain": "127.0.0.2", "number": "2130706434", "hex": "0x7f000002", "octal": "0177.0.0.2", "short": "127.2", "ipv6": "[::1]", "mapped": "[::ffff:127.0.0.2]",
           "nat64": "[64:ff9b::7f00:2]", "6to4": "[2002:7f00:2::]", "full_width": "１２７.0.0.2", "zero": "0.0.0.0", "metadata": "169.254.169.254", "ten": "10.0.0.1",
           "link_local": "[fe80::1]", "unique_local": "[fd00::1]", "name": "localhost", "dotted_name": "a.localhost."}
for name, host in PRIVATE.items():
    row("redirect_private_" + name, 26, lambda ask, host=host: redirect("http://%s:%d/secret" % (host, ask.port)), "forbidden_address" if "name" not in name else "|forbidden_address", check=lambda t, r: t.nobody_inside(r))
row("link_private", 26, {}, home="<a href=http://127.0.0.2/secret>x</a><a href=http://169.254.169.254/latest>y</a><iframe src=http://[::1]/></iframe>",
    check=lambda t, r: t.nobody_inside(r))
row("scope_private", 27, {}, home=lambda ask: "<a href=http://127.0.0.2:%d/secret>x</a>" % ask.port, alone=True, options=["--also", "127.0.0.2:{port}"],
    check=lambda t, r: (t.nobody_inside(r), t.one_of(r, "forbidden_address")))
row("redirect_with_password", 28, lambda ask: redirect("http://user:sesame@127.0.0.1:%d%s" % (ask.port, ask.path[:-3] + "behind.html")), reads=["behind.html"],
    check=lambda t, r: t.nothing_of(r, "sesame", "authorization"))
row("link_with_password", 28, {}, home=lambda ask: '<a href="http://user:sesame@127.0.0.1:%d%sbehind.html">x</a>' % (ask.port, ask.path), reads=["behind.html"],
    check=lambda t, r: t.nothing_of(r, "sesame", "authorization"))
row("redirect_encoded_line_end", 29, redirect("behind.html?x=%0d%0aSet-Cookie:%20a=b"), reads=["behind.html?x=%0d%0aSet-Cookie:%20a=b|behind.html?x=%0D%0ASet-Cookie:%20a=b"])
row("redirect_of_90_kb", 30, redirect("behind.html?" + "x" * 90000), "redirect_bad|head_too_large")
row("cookie_then_other_site", 31, lambda ask: redirect("http://127.0.0.1:%d/in" % ask.server.port_of["cookie"], "302 Found", "Set-Cookie: secret=1; Path=/"), alone=True,
    options=["--also", "127.0.0.1:{cookie}"], ports=[Port("cookie", lambda ask: page("ข้างนอก"))], check=lambda t, r: t.no_cookie_at(r, "cookie"))
row("refresh_header", 32, page("ไป", "", "200 OK", "Refresh: 0; url=behind.html"), reads=["behind.html"])
row("refresh_meta", 32, page("ไป", "<meta http-equiv=refresh content=\"3;URL='behind.html'\">"), reads=["behind.html"])
row("refresh_script", 32, page("ไป", "<script>setTimeout(function(){window.location.href='behind.html'},500)</script>"), reads=["behind.html"])
row("refresh_script_concatenated", 32, page("ไป", "<script>var b='behind';location.replace(b+'.html');</script>"), reads=["behind.html"])
row("refresh_endless", 33, lambda ask: page("ต่อ", "<meta http-equiv=refresh content='0;url=bad?n=%d'>" % (int(ask.query[2:] or 0) + 1)), most=45)
row("cookie_wall", 34, lambda ask: page("เข้าได้") if "pass=1" in ask.fields.get("cookie", "") else redirect("bad", "302 Found", "Set-Cookie: pass=1"), READ)
row("cookie_flood", 34, doing(head("200 OK", HTML, *["Set-Cookie: c%d=%s" % (n, "v" * 20) for n in range(3000)]) + LONG), "|head_too_large")
row("cookie_giant", 34, doing(head("200 OK", HTML, "Set-Cookie: c=" + "v" * 50000) + LONG), READ)
row("cookie_of_go_th", 31, page("x", "", "200 OK", "Set-Cookie: a=b; Domain=go.th"), READ)

# Endless sites -----------------------------------------------------------------------------------------------------------------------------


def month_of(ask):
    q = dict(p.split("=") for p in ask.query.split("&") if "=" in p)
    return int(q.get("y", 2566)), int(q.get("m", 1))


def calendar(ask):
    y, m = month_of(ask)
    days = "".join("<td>%d</td>" % d for d in range(1, 29))
    near = [(y + (m == 12), m % 12 + 1), (y - (m == 1), (m - 2) % 12 + 1), (y + 1, m), (y - 1, m)]
    return page("ปฏิทิน %d/%d" % (m, y), "<table><tr>%s</table>%s" % (days, "".join("<a href=?y=%d&m=%d>%d/%d</a> " % (a, b, b, a) for a, b in near)))


def calendar_path(ask):
    parts = [int(p) for p in ask.path.rstrip("/").split("/") if p.isdigit()][-2:] or [2566, 1]
    y, m = parts if len(parts) == 2 else (2566, 1)
    near = [(y + (m == 12), m % 12 + 1), (y - (m == 1), (m - 2) % 12 + 1), (y + 1, m)]
    base = ask.path[:ask.path.index("/cal/") + 5]
    return page("กิจกรรม %02d/%d" % (m, y), "<p>ไม่มีกิจกรรม</p>" + "".join("<a href=%s%d/%02d/>x</a>" % (base, a, b) for a, b in near))


def below(name, respond):
    """Everything under a folder of the row."""
    return {name: respond, "*": lambda ask: respond(ask) if "/" + name.split("/")[0] in ask.path else None}


def words(seed, n=40):
    r = random.Random(seed)
    return " ".join("".join(r.choice("กขคงจชซญดตถทธนบปผพฟมยรลวสหอ") + r.choice("าีูเแโ") for _ in range(r.randint(2, 4))) for _ in range(n))


def number(ask, name="n"):
    for one in ask.query.split("&"):
        if one.startswith(name + "="):
            return int(one[len(name) + 1:] or 0) if one[len(name) + 1:].lstrip("-").isdigit() else 0
    return 0


LIST = "<ul>" + "".join("<li>ประกาศเรื่องที่หนึ่งร้อย %d</li>" % n for n in range(10)) + "</ul>"
row("calendar_query", 35, {"cal.php": calendar}, most=70, links=["cal.php?y=2566&m=1"])
row("calendar_path", 35, below("cal/2566/01/", calendar_path), most=110)
row("calendar_by_day", 35, {"day.php": lambda ask: page("วันที่ %s" % ask.query, "".join("<a href=day.php?date=%d-%02d-%02d>d</a>" % (2500 + number(ask, "x") + i, i % 12 + 1, i % 28 + 1) for i in range(100)))},
    links=["day.php"], most=160)
row("session_in_query", 36, lambda ask: page("มีเซสชัน", "".join("<a href=bad?PHPSESSID=%032x&id=%d>%d</a>" % (random.getrandbits(128), n, n) for n in range(3))), links=["bad"], most=12)
row("session_of_own_name", 36, lambda ask: page("หน้า %d" % (number(ask, "id") % 3), "<p>%s</p>" % words(number(ask, "id") % 3) + "".join("<a href=bad?visit=%08x&id=%d>%d</a>" % (random.getrandbits(32), n, n) for n in range(3))),
    links=["bad?id=0"], most=60)
row("session_in_path", 36, below("s/1/", lambda ask: page("ในแฟ้ม", "".join("<a href=../%08x/>อีก</a>" % random.getrandbits(32) for _ in range(5)))), most=60)
row("jsessionid", 36, lambda ask: page("java", "<a href='bad;jsessionid=%X'>x</a>" % random.getrandbits(64)), most=8)
row("path_grows", 37, below("deep/", lambda ask: page("ไม่พบหน้า", "<p>ไม่พบหน้าที่ท่านต้องการ</p><a href=more/again/>ต่อ</a><a href=list/data/>ต่อ</a>")), most=60)
row("path_grows_other_words", 37, below("deep/", lambda ask: page("ลึกลงไป", "<a href=%s/>ลึก</a><a href=%s/>ลึก</a>" % tuple("%06x" % random.getrandbits(24) for _ in range(2)))), most=80)
row("query_grows", 38, lambda ask: page("คำค้น", "<a href='bad?%s&a=%d'>x</a>" % (ask.query, len(ask.query))), most=40)
row("filters", 38, {"shop": lambda ask: page("สินค้า", LIST + "".join("<a href='shop?%s'>f</a>" % "&".join(sorted(set(ask.query.split("&") + ["f%d=1" % n]) - {""})) for n in range(12)))},
    links=["shop"], most=120)
row("filters_of_values", 38, {"shop": lambda ask: page("สินค้า", LIST + "".join("<a href='shop?c=%s&b=%s&z=%s'>f</a>" % tuple(random.Random(ask.query + w + str(n)).choice(w) for w in ("abcdefgh", "ijklmnop", "qrstuvwx")) for n in range(30)))},
    links=["shop"], most=160)
row("sort_links", 38, {"list": lambda ask: page("เรียง", "".join("<li>%s</li>" % words(n, 5) for n in random.Random(ask.query).sample(range(20), 20)) + "".join(
    "<a href='list?by=%s&way=%s&v=%d'>s</a>" % (b, w, v) for b in ("name", "date", "size", "id") for w in ("up", "down") for v in range(6)))}, links=["list"], most=50)
row("link_farm", 39, below("farm/0", lambda ask: page(words(ask.path, 3), "<p>%s</p>" % words(ask.path) + "".join("<a href=%08x>f</a>" % random.Random(ask.path + str(n)).getrandbits(32) for n in range(40)))),
    options=["--max-pages", "150"], alone=True, check=lambda t, r: t.skipped(r, "limit"))
row("soft_404_everywhere", 40, {"real.html": page("หน้าจริง"), "*": lambda ask: page("ไม่พบข้อมูล", "<p>ขออภัย ไม่พบหน้าที่ท่านต้องการ</p>")}, {"lost1.html": "soft_404", "lost2.php": "soft_404"}, links=["lost1.html", "lost2.php", "real.html"], reads=["real.html"])
row("soft_404_redirect_home", 40, {"*": lambda ask: redirect("./")}, links=["old1", "old2"], most=12)
row("soft_404_that_looks_real", 40, {"*": lambda ask: page("เทศบาลตำบลตัวอย่าง", "<p>%s</p>" % words(7))}, {"lost1": "|soft_404", "lost2": "soft_404"}, links=["lost1", "lost2"], alone=True,
    home="<a href=lost1>x</a><a href=lost2>y</a>")
row("pager_endless", 41, {"list": lambda ask: page("รายการ", LIST + "<a href='list?page=%d'>ถัดไป</a>" % (number(ask, "page") + 1))}, links=["list?page=1"], most=35)
row("pager_endless_numbered", 41, {"list": lambda ask: page("รายการหน้า %d" % number(ask, "page"), LIST + "<p>หน้า %d จาก 99999</p>" % number(ask, "page") + "".join(
    "<a href='list?page=%d'>%d</a>" % (number(ask, "page") + n, n) for n in range(1, 11)))}, links=["list?page=1"], most=50)
row("pager_runs_empty", 41, {"list": lambda ask: page("รายการ", ("<ul><li>%s</ul>" % words(number(ask, "page"), 9) if number(ask, "page") < 4 else "<p>ไม่พบข้อมูล</p>") + "<a href='list?page=%d'>ถัดไป</a>" % (number(ask, "page") + 1))},
    links=["list?page=1"], most=35)
row("pager_of_forty_real_pages", 41, {"list": lambda ask: page("ประกาศ %s" % words(number(ask, "page"), 3), "<p>%s</p>" % words(number(ask, "page")) + ("<a href='list?page=%d'>ถัดไป</a>" % (number(ask, "page") + 1) if number(ask, "page") < 40 else "<a href=behind.html>ท้าย</a>"))},
    links=["list?page=1"], reads=["behind.html"])
row("spellings_of_one_page", 42, {"one.html": lambda ask: page("หน้าเดียว")}, home="".join("<a href='%s'>x</a>" % u for u in ("one.html", "one.html#a", "./one.html", "x/../one.html", "one.html?utm_source=a", "one.html?fbclid=1", "%6fne.html", "one.html?")),
    most=9)
row("case_of_escapes", 42, lambda ask: page("ไทย"), home="<a href=%E0%B8%81>a</a><a href=%e0%b8%81>b</a><a href=ก>c</a>", links=[], most=7)
row("tarpit", 43, {"slow": lambda ask: slow(ask)}, links=["slow?n=1"], alone=True, options=["--max-time", "6"], reads=[])


async def slow(ask):
    await asyncio.sleep(1)
    n = number(ask)
    return page("ช้า %s" % words(n, 3), "<p>%s</p>" % words(n) + "".join("<a href=slow?n=%d>s</a>" % (n * 5 + k) for k in range(1, 6)))


row("twins_print_and_language", 42, {n: lambda ask: page("ข่าว %s" % ask.path[-1], "<p>%s</p>" % words(ask.path[-1]) + "".join("<a href='%s?%s'>t</a>" % (ask.path.split("/")[-1], p) for p in ("print=1", "lang=en", "lang=th", "format=print", "font=big", "theme=dark")))
                                     for n in ("n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9")}, most=55)
row("mirror_under_folder", 42, {"*": lambda ask: mirror(ask)}, links=["m/1", "copy/m/1", "copy/copy2/m/1"], most=160)


def mirror(ask):
    n = int(ask.path.split("/")[-1]) if ask.path.split("/")[-1].isdigit() else 0
    return page("บทความ %s" % words(n, 3), "<p>%s</p>" % words(n) + "".join("<a href=%d>m</a>" % k for k in range(max(1, n), min(60, n + 8)))) if n else None


row("same_page_new_names", 42, {"*": lambda ask: page("เหมือนกันหมด", "".join("<a href=%s>x</a>" % words(random.random(), 1).replace(" ", "") for _ in range(4))) if len(ask.path) > 30 else None}, links=["%E0%B8%81%E0%B8%82%E0%B8%84%E0%B8%87%E0%B8%88"], most=70)
row("search_pages", 38, {"search": lambda ask: page("ผลการค้นหา", "<p>พบ 3 รายการ</p>" + "".join("<li>%s</li>" % words(n, 4) for n in random.Random(ask.query).sample(range(30), 3)) + "".join("<a href='search?q=%s'>%d</a>" % (words(random.random(), 1), n) for n in range(6)))},
    links=["search?q=a"], most=60)
row("dead_links_500", 42, {}, home="".join("<a href=dead%d.html>ตาย %d</a>" % (n, n) for n in range(500)), most=60)
row("hacked_branch", 93, {"*": lambda ask: page("สล็อต บาคาร่า %s" % ask.path, "<p>คาสิโน เครดิตฟรี %s</p>" % words(ask.path) + "".join("<a href=%08x.html>สล็อตเว็บตรง</a>" % random.getrandbits(32) for _ in range(20))) if "/slot/" in ask.path else None},
    links=["slot/a.html"], most=40, expects={"slot/a.html": "suspicious"})
row("hacked_at_the_root", 93, {"*": lambda ask: page("สล็อต บาคาร่า", "<p>คาสิโน %s</p>" % words(ask.path) + "".join("<a href=%s-%08x.html>บาคาร่า</a>" % (random.choice(("slot", "ufa", "casino")), random.getrandbits(32)) for _ in range(20))) if ".html" in ask.path else None},
    links=["slot-a.html"], most=60)
# Big things --------------------------------------------------------------------------------------------------------------------------------
row("two_gigabytes_promised", 44, {"big.pdf": endless(head("200 OK", "Content-Type: application/pdf", "Content-Length: 2147483648") + b"%PDF-1.4\n", b"x" * 65536)},
    {"big.pdf": "too_large"}, home="<a href=big.pdf>แผนพัฒนาท้องถิ่น พ.ศ. 2566-2570</a>")
row("endless_download", 44, {"file.zip": endless(head("200 OK", "Content-Type: application/zip") + b"PK\3\4", b"x" * 65536)}, {"file.zip": "too_large"}, home="<a href=file.zip>รายงานผลการดำเนินงานประจำปี พ.ศ. 2566</a>")
row("film_without_ending", 44, {"film": endless(head("200 OK", "Content-Type: video/mp4") + b"\0\0\0\x18ftypmp42" + b"\0" * 2000, b"x" * 65536)}, {"film": "type"})
row("nested_100000", 45, answer(LONG + b"<div>" * 100000 + b"<p>deep"), "too_complex", reads=["behind.html"])
row("nested_formatting", 45, answer(LONG + b"<b>" * 60000 + b"<p>x"), "too_complex", reads=["behind.html"])
row("links_200000", 45, answer(LONG + b"".join(b"<a href=n%d>n</a>" % n for n in range(200000))), alone=True, options=["--max-pages", "15", "--max-documents", "15"], reads=["behind.html"], check=lambda t, r: t.skipped(r, "limit", "trap"))
row("attributes_60000", 45, answer(LONG + b"<p " + b" ".join(b"a%d=1" % n for n in range(60000)) + b">x"), "|too_complex", reads=["behind.html"])
row("attribute_of_7_mb", 45, answer(LONG + b"<p title='" + b"x" * (7 << 20) + b"'>x"), "|too_complex|truncated", reads=["behind.html"])
row("text_of_20_mb", 45, answer(LONG + b"word " * (4 << 20)), "truncated", reads=["behind.html"])
row("references_1000000", 45, answer(LONG + b"&amp;" * 1000000), "|too_complex|truncated", reads=["behind.html"])
row("comments_300000", 45, answer(LONG + b"<!--x-->" * 300000), "|too_complex|truncated", reads=["behind.html"])
row("tables_in_tables", 45, answer(LONG + b"<table><tr><td>" * 3000), "|too_complex", reads=["behind.html"])
row("selects_and_options", 45, answer(LONG + b"<select>" + b"<option value=x>y" * 100000), "|too_complex", reads=["behind.html"])
for name, tail in (("script", b"<script>var x='<a href=never.html>"), ("comment", b"<!-- <a href=never.html>x</a>"), ("title", b"<title>never"), ("quote", b"<a href=\"never.html>x</a> <p>more"),
                   ("style", b"<style>p{<a href=never.html>x</a>"), ("textarea", b"<textarea><a href=never.html>x</a>")):
    row("unclosed_" + name, 46, answer(LONG + tail), READ, reads=["behind.html"], never=["never.html"])
row("nul_bytes", 47, answer(LONG.replace(b" ", b" \0") + b"<p>a\0b"), READ, reads=["behind.html"])
row("every_byte", 47, answer(LONG + bytes(range(256)) * 20), READ, reads=["behind.html"])
row("random_bytes_as_html", 47, answer(random.Random(3).randbytes(50000)), "|empty|type|too_complex|soft_404|unreadable")
row("control_bytes", 47, answer(LONG + b"\x1b]0;x\x07\x1b[2J\x08\x7f\xc2\x9b31m" * 100), READ, reads=["behind.html"])
# Writing -----------------------------------------------------------------------------------------------------------------------------------
THAI = "<title>แผนพัฒนา</title><h1>แผนพัฒนาท้องถิ่น</h1><p>เทศบาลตำบลตัวอย่าง ประกาศแผนพัฒนาท้องถิ่นประจำปี <a href=behind.html>ต่อไป</a>"
for name, data, kind in (("utf16_le", b"\xff\xfe" + THAI.encode("utf-16-le"), "text/html"), ("utf16_be", b"\xfe\xff" + THAI.encode("utf-16-be"), "text/html"),
                         ("utf16_said", THAI.encode("utf-16-le"), "text/html; charset=utf-16le"), ("cp874_said", THAI.encode("cp874"), "text/html; charset=windows-874"),
                         ("cp874_unsaid", THAI.encode("cp874"), "text/html"), ("tis620_meta", ("<meta charset=tis-620>" + THAI).encode("cp874"), "text/html"),
                         ("cp874_said_utf8", THAI.encode("cp874"), "text/html; charset=utf-8"), ("utf8_said_cp874", THAI.encode(), "text/html; charset=tis-620"),
                         ("latin1_said", THAI.encode("cp874"), "text/html; charset=iso-8859-1"), ("unknown_said", THAI.encode(), "text/html; charset=klingon"),
                         ("three_metas", ("<meta charset=windows-874><meta charset=utf-8><meta charset=tis-620>" + THAI).encode(), "text/html"), ("utf8_mark", b"\xef\xbb\xbf" + THAI.encode(), "text/html; charset=tis-620"),
                         ("utf7_said", THAI.encode(), "text/html; charset=utf-7"), ("empty_said", THAI.encode(), "text/html; charset=")):
    row("charset_" + name, 48, answer(data, kind=kind), READ, reads=["behind.html"], texts={"bad": "แผนพัฒนา"})
row("overlong_utf8", 48, answer(LONG + b"\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf\xed\xa0\x80\xf8\x88\x80\x80\x80"), READ, reads=["behind.html"])
# Links -------------------------------------------------------------------------------------------------------------------------------------
row("base_to_other_host", 49, page("ฐาน", "<base href=http://127.0.0.2:9/><a href=never.html>x</a>"), READ, check=lambda t, r: t.nobody_inside(r))
row("base_script", 49, page("ฐาน", "<base href=javascript:alert(1)><a href=behind.html>x</a>"), READ, reads=["behind.html"])
row("base_folder", 49, page("ฐาน", "<base href=folder/><a href=../behind.html>x</a>"), READ, reads=["behind.html"])
row("frames", 50, answer("<title>กรอบ</title><frameset><frame src=behind1.html><frame src=behind2.html></frameset>"), reads=["behind1.html", "behind2.html"])
row("iframe_and_area", 50, page("ภาพ", "<iframe src=behind1.html></iframe><map name=m><area href=behind2.html shape=rect></map><object data=behind3.html></object>"), reads=["behind1.html", "behind2.html", "behind3.html"])
row("form_by_post", 51, page("แบบ", "<form method=post action=never><select name=y><option>2566</select><input type=submit></form>"), READ, never=["never"], check=lambda t, r: t.only_get(r))
row("logout_and_delete", 51, {}, home="".join("<a href='%s'>x</a>" % u for u in ("logout.php", "news?action=delete&id=1", "wp-admin/x", "post?replytocom=3", "user/logout", "index.php?task=delete", "del.php?do=remove")),
    never=["logout.php", "news?action=delete&id=1", "wp-admin/x", "post?replytocom=3", "user/logout", "index.php?task=delete"])
row("form_choices", 51, {"list": lambda ask: page("ปี %s" % ask.query, words(ask.query, 5)) if ask.query else page("เลือก", "<form action=list><select name=y><option>2564<option>2565<option>2566</select></form>")}, links=["list"], reads=["list?y=2564", "list?y=2565", "list?y=2566"])
row("link_raw_thai", 52, {}, home="<a href=behind-แผน.html>x</a>", reads=["behind-%E0%B9%81%E0%B8%9C%E0%B8%99.html"])
row("link_with_blanks", 52, {}, home="<a href='  behind my plan.html\n'>x</a>", reads=["behind%20my%20plan.html"])
row("link_with_tab", 52, {}, home="<a href='beh\tind\n.html'>x</a>", reads=["behind.html"])
row("link_with_amp", 52, {}, home="<a href='behind?a=1&amp;b=2'>x</a><a href='behind?a=2&b=3'>y</a>", reads=["behind?a=1&b=2", "behind?a=2&b=3"])
row("link_in_windows_874", 52, {"bad": answer("<title>เก่า</title><p>หน้าเก่าของเทศบาล<a href='behind?q=แผน'>x</a>".encode("cp874"), kind="text/html; charset=tis-620")}, reads=["behind?q=%E1%BC%B9"])
row("broken_links", 53, {}, home="".join("<a href='%s'>x</a>" % u for u in ("http://", "http:///x", "http://[", "http://a b/", "//", "///", "http://%zz/", "http:", ":", "::", "?", "#", "http://user@:80", "http://1.2.3.4.5.6", "http://x:99999/", "http://x:-1/", "javascript:", "tel:", "mailto:", "\\\\server\\x", "c:\\x", "http:\\\\x", "%", "%%%", "&", "&#x0;", "http://xn--a", "http://..", "http://.example", "\x01", "http://0x", "http://256.256.256.256", "//[", "ht!tp://x", "http//x", "https:/x", "about:blank", "data:,x", "blob:x", "ws://x", "intent://x")))
row("link_of_64_kb_and_1_mb", 54, {}, home=lambda ask: "<a href=%s>x</a><a href=%s>y</a><a href=behind.html>z</a>" % ("a" * 65536, "b" * (1 << 20)), reads=["behind.html"])
# Kinds of content --------------------------------------------------------------------------------------------------------------------------
row("type_missing", 55, answer(LONG, kind=None), READ, reads=["behind.html"])
row("type_text_plain", 55, answer(LONG, kind="text/plain"), READ, reads=["behind.html"])
row("type_octets", 55, answer(LONG, kind="application/octet-stream"), READ, reads=["behind.html"])
row("type_garbage", 55, answer(LONG, kind=";;;/"), READ, reads=["behind.html"])
row("html_as_pdf", 55, {"plan.pdf": answer(LONG, kind="application/pdf")}, {"plan.pdf": READ}, home="<a href=plan.pdf>แผนพัฒนาท้องถิ่น พ.ศ. 2566-2570</a>", reads=["behind.html"])
row("pdf_as_html", 55, answer(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF", kind="text/html"), "unreadable|")
row("image_as_html", 55, answer(b"\x89PNG\r\n\x1a\n" + b"\0" * 500, kind="text/html"), "unreadable|type|")
row("empty_answer", 55, answer(b""), "empty|soft_404")
# Refused and blocked -----------------------------------------------------------------------------------------------------------------------
row("status_401", 66, page("เข้าสู่ระบบ", "", "401 Unauthorized", 'WWW-Authenticate: Basic realm="x"'), "login", check=lambda t, r: t.nothing_of(r, "authorization"))
row("status_403", 66, page("Forbidden", "", "403 Forbidden"), "forbidden")
row("status_403_waf", 66, answer("<title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1>", "403 Forbidden"), "blocked")
row("status_407", 66, page("x", status="407 Proxy Authentication Required"), "login")
row("status_451", 66, page("x", status="451 Unavailable For Legal Reasons"), "forbidden")
row("challenge_503", 66, answer("<title>Just a moment...</title><p>Checking your browser", "503 Service Unavailable"), "blocked")
row("challenge_200", 66, answer("<title>Just a moment...</title><p>Enable JavaScript and cookies to continue<script>x()</script>"), "blocked")
row("challenge_cookie_script", 66, answer("<script>document.cookie='k=1';location.reload();</script>"), "blocked")
row("captcha", 66, answer("<title>Security check</title><h1>Please verify you are human</h1><form><div class=g-recaptcha></div></form>"), "blocked")
row("captcha_thai", 66, answer("<title>ยืนยันตัวตน</title><p>กรุณายืนยันว่าคุณไม่ใช่โปรแกรมอัตโนมัติ</p><form method=post><div class='g-recaptcha' data-sitekey=x></div><input type=submit></form>"), "blocked")
row("login_form", 66, answer("<title>เข้าสู่ระบบ</title><form method=post action=never><input name=u><input type=password name=p><input type=submit></form>"), "login_page", never=["never"])
row("suspended", 66, answer("<title>Account Suspended</title><h1>This Account has been suspended.</h1>"), "suspended")
row("parked", 66, answer("<title>sao.example</title><p>This domain is for sale. <a href=http://buy.example/>Buy this domain</a>"), "parked")
row("default_page", 66, answer("<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed"), "parked")
row("php_error", 66, answer("<br />\n<b>Fatal error</b>:  Uncaught mysqli_sql_exception: Access denied in <b>/home/x/db.php</b>"), "page_error")
row("construction", 94, answer("<title>ข้อมูล</title><h1>ข้อมูล</h1><p>อยู่ระหว่างปรับปรุง"), "under_construction")
row("script_only", 66, answer("<!doctype html><title>app</title><div id=root></div><script src=app.js></script>"), "script_only")
row("script_state", 66, answer('<title>app</title><div id=__next></div><script id=__NEXT_DATA__ type=application/json>{"props":{"menu":[{"title":"แผน","href":"behind.html"}]}}</script>'), reads=["behind.html"])
row("script_with_noscript", 66, answer("<title>app</title><noscript>You need to enable JavaScript to run this app.</noscript><div id=app></div><script src=a.js></script>"), "script_only")
row("status_429_seconds", 67, lambda ask: answer("slow", "429 Too Many Requests", "Retry-After: 1") if ask.times == 1 else page("ได้แล้ว"), READ)
row("status_503_seconds", 67, lambda ask: answer("slow", "503 Busy", "Retry-After: 1") if ask.times == 1 else page("ได้แล้ว"), READ)
row("status_429_no_word", 67, answer("slow", "429 Too Many Requests"), "rate_limited")
row("retry_after_absurd", 67, answer("x", "503 Busy", "Retry-After: 99999999999999"), "server_error|rate_limited|host_set_aside", alone=True, options=["--max-time", "45"])
row("retry_after_1_day", 67, answer("x", "429 Slow", "Retry-After: 86400"), "rate_limited|host_set_aside", alone=True, options=["--max-time", "45"])
row("retry_after_be_year", 67, answer("x", "503 Busy", "Retry-After: Wed, 21 Oct 2565 07:28:00 GMT"), "server_error|host_set_aside", alone=True, options=["--max-time", "45"])
row("retry_after_past", 67, answer("x", "503 Busy", "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT"), "server_error")
row("retry_after_garbage", 67, answer("x", "503 Busy", "Retry-After: soon"), "server_error")
row("status_500_twice_then_good", 68, lambda ask: page("หายแล้ว") if ask.times > 2 else answer("x", "500 Oops"), READ)
for status in ("500", "502", "504", "520", "599"):
    row("status_" + status, 68, page("พัง", "", status + " Broken"), "server_error")
row("status_509", 68, page("x", status="509 Bandwidth Limit Exceeded"), "suspended|server_error")
row("status_410", 68, page("x", status="410 Gone"), "gone")
row("status_418", 68, page("x", status="418 Teapot"), "http_other")
row("status_500_full_of_content", 68, page("หน้าเต็ม", "<p>%s</p>" % words(5), "500 Internal Server Error"), "server_error")
row("refuses_library_agents", 69, lambda ask: answer("no", "403 Forbidden") if "curl" in ask.fields.get("user-agent", "").lower() or "oit/" not in ask.fields.get("user-agent", "") else page("ชื่อจริง"), READ)
row("empty_list", 94, answer("<title>แผนพัฒนา</title><h1>แผนพัฒนาท้องถิ่น</h1><p>ไม่พบข้อมูล"), "empty")
row("truly_none", 95, answer("<title>สถิติ</title><h1>สถิติเรื่องร้องเรียนการทุจริต</h1><p>ปีงบประมาณ พ.ศ. 2566 ไม่มีเรื่องร้องเรียนการทุจริต"), READ)
row("hacked_page", 93, answer("<title>สล็อตเว็บตรง บาคาร่า</title><h1>สล็อต</h1>" + "<a href=http://x.example/>คาสิโน ฝากถอน</a>" * 9), "suspicious")
row("page_that_changes", 92, lambda ask: page("ครั้งที่ %d" % ask.times), READ, most=4)
row("one_document_50_links", 91, {"plan.pdf": lambda ask: answer(b"%PDF-1.4\n%%EOF", kind="application/pdf")}, home="".join("<a href=plan.pdf>แผนพัฒนาท้องถิ่น พ.ศ. 2566 ชุดที่ %d</a>" % n for n in range(50)), most=5)
row("formula_and_script_texts", 60, answer("<title>=cmd|' /C calc'!A0</title><h1>\"><script>alert(1)</script>&lt;img src=x onerror=alert(1)&gt;</h1><p>เนื้อหาอื่น ๆ ของหน้า <a href=behind.html>@SUM(1)</a>"), READ, reads=["behind.html"])

# Finding everything --------------------------------------------------------------------------------------------------------------------------


def finding(name, markup, reads=("behind.html",), line=50, serves=None, never=(), **more):
    """A page whose only way on is this."""
    row("finding_" + name, line, {"bad": page("ทางเข้า", markup), **(serves or {})}, None, reads=reads, never=never, links=["bad"], **more)


finding("area", "<map name=m><area shape=rect coords=0,0,9,9 href=behind.html alt=x></map>")
finding("frame_in_frame", "<iframe src=behind.html></iframe>", reads=["behind.html", "behind2.html"], serves={"behind.html": page("กรอบ", "<a href=behind2.html>x</a>")})
finding("lazy_iframe", "<iframe src=about:blank data-src=behind.html></iframe>")
finding("object_and_embed", "<object data=behind1.html></object><embed src=behind2.html>", reads=["behind1.html", "behind2.html"])
for rel in ("next", "prev", "alternate", "canonical", "start", "last", "index", "contents"):
    finding("rel_" + rel, "<link rel=%s href=behind.html>" % rel)
finding("form_radio", "<form action=behind><input type=radio name=y value=2565><input type=radio name=y value=2566><input type=submit></form>", reads=["behind?y=2565", "behind?y=2566"])
finding("form_two_choices", "<form action=behind><input type=hidden name=m value=list><select name=y><option value=65>x<option value=66>y</select><select name=c><option>1<option>2</select></form>",
        reads=["behind?m=list&y=65&c=1", "behind?m=list&y=66&c=2"])
finding("form_with_typing_is_not_sent", "<form action=never><input name=q><select name=y><option>1</select><input type=submit></form><a href=behind.html>x</a>", never=["never?q=&y=1"])
finding("onclick_location", "<div onclick=\"window.location.href='behind.html';\">x</div>")
finding("onclick_row", "<table><tr onclick=\"document.location='behind.html'\"><td>แผน</table>")
finding("onclick_open", "<a href='#' onclick=\"window.open('behind.html','w','width=9');return false\">x</a>")
finding("onclick_function", "<a href='javascript:openWin(&quot;behind.html&quot;)'>x</a>")
finding("button_onclick", "<button onclick=location.assign('behind.html')>x</button>")
for name in ("href", "url", "link", "file", "pdf"):
    finding("data_" + name, "<div class=card data-%s=behind.html>x</div>" % name)
finding("document_write", "<script>document.write('<a href=\"behind.html\">เข้าสู่เว็บไซต์</a>');</script>")
finding("document_write_joined", "<script>var base = './'; var d = new Date(); if (d.getDay() > 9) { document.write('x'); } document.write('<a href=\"' + base + 'behind.html\">' + 'เข้า</a>');</script>")
finding("location_literal", "<script>function go(){ top.location = 'behind.html'; }</script>")
finding("option_values", "<select onchange='location=this.value'><option value=''>เลือก<option value='behind.html'>แผน</select>")
finding("viewer_file", "<a href='viewer.html?file=behind.pdf'>แผนพัฒนาท้องถิ่น พ.ศ. 2566-2570</a>", reads=["behind.pdf"], serves={"viewer.html": page("ตัวแสดง"), "behind.pdf": page("แผน")})
finding("viewer_google", "", reads=["behind.pdf"], serves={"behind.pdf": page("แผน"), "bad": lambda ask: page("ฝัง", "<iframe src='https://docs.google.com/gview?url=http://127.0.0.1:%d%s&embedded=true' title='แผนพัฒนาท้องถิ่น พ.ศ. 2566-2570'></iframe>"
        % (ask.port, ask.path[:-3] + "behind.pdf"))})
finding("sent_on_by_facebook", "", serves={"bad": lambda ask: page("ส่งต่อ", "<a href='https://l.facebook.com/l.php?u=http%%3A%%2F%%2F127.0.0.1%%3A%d%s'>x</a>" % (ask.port, (ask.path[:-3] + "behind.html").replace("/", "%2F")))})
finding("splash_picture", "", serves={"bad": answer("<title>ยินดีต้อนรับ</title><a href=behind.html><img src=splash.jpg></a>")})
finding("rss_feed", "<link rel=alternate type=application/rss+xml href=feed.xml>", serves={"feed.xml": answer("<?xml version='1.0'?><rss><channel><link>./</link><item><title>แผน</title><link>behind.html</link></item></channel></rss>", kind="application/rss+xml")})
finding("atom_feed", "<a href=feed>RSS</a>", serves={"feed": answer("<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><entry><title>x</title><link rel='alternate' href='behind.html'/></entry></feed>", kind="application/atom+xml")})
finding("json_list", "<a href=api/list>x</a>", serves={"api/list": answer('{"data":[{"id":1,"title":"แผน","url":"../behind.html"},{"id":2,"name":"x","file":"\\/behind"}]}', kind="application/json")})
finding("wordpress_interface", "<link rel='https://api.w.org/' href='wp-json/'>", reads=["behind.html", "behind2.html"], serves={
    "wp-json/wp/v2/pages?per_page=100": lambda ask: answer('[{"id":3,"link":"http:\\/\\/127.0.0.1:%d%s","title":{"rendered":"แผน"},"content":{"rendered":"<p><a href=\\"..\\/..\\/..\\/behind2.html\\">x<\\/a>"}}]'
                                                           % (ask.port, ask.path.split("wp-json")[0].replace("/", "\\/") + "behind.html"), kind="application/json")})
finding("wordpress_page_id", "<a href='./?page_id=4748'>x</a>", reads=["?page_id=4748"], serves={"?page_id=4748": page("หน้า 4748")})
finding("state_of_a_script", "<script id=__NEXT_DATA__ type=application/json>{\"props\":{\"items\":[{\"title\":\"แผน\",\"href\":\"./behind.html\"}]}}</script>")
finding("linked_data", "<script type=application/ld+json>{\"@context\":\"https://schema.org\",\"@type\":\"WebPage\",\"url\":\"behind.html\"}</script>")
finding("literal_in_script_only", "", serves={"bad": answer("<title>แอป</title><div id=app></div><script>window.routes=[{name:'plan',path:'./behind.html'}]</script>")})
finding("noscript", "<noscript><a href=behind.html>x</a></noscript>")
finding("srcset_never", "<img src=x.png srcset='never.html 2x'><a href=behind.html>x</a>", never=["never.html"])
finding("upper_case_unquoted", "<A HREF=behind.html>x</A>")
finding("link_in_svg", "<svg><a xlink:href=behind.html><text>x</text></a></svg>")
finding("links_in_links", "<a href=behind1.html><a href=behind2.html>x</a></a>", reads=["behind1.html", "behind2.html"])
finding("missing_end_tags", "<table><tr><td><a href=behind1.html>x<td><li><a href=behind2.html>y", reads=["behind1.html", "behind2.html"])
finding("page_names_of_a_pager", "<a href='behind?page=2'>2</a><a href='behind/page/3/'>3</a>", reads=["behind?page=2", "behind/page/3/"])
# The whole site ----------------------------------------------------------------------------------------------------------------------------


def site(name, line, serves, expects=None, **more):
    row(name, line, serves, expects, alone=True, links=more.pop("links", []), **more)


def robots(name, text, expects=None, status="200 OK", **more):
    whole = callable(text) or (isinstance(text, bytes) and text.startswith(b"HTTP"))
    site("robots_" + name, 70, {"/robots.txt": text if whole else answer(text, status, kind="text/plain"), **more.pop("serves", {})}, expects, **more)


robots("server_error", "x", status="503 Busy", codes=(4,), good=False, expects={"/robots.txt": "server_error"})
robots("server_error_then_good", lambda ask: answer("x", "500 x") if ask.times == 1 else answer("", kind="text/plain"))
robots("hangs", doing("hold"), codes=(4,), good=False, expects={"/robots.txt": "timeout"})
robots("resets", doing("reset"), codes=(4,), good=False, expects={"/robots.txt": "reset"})
robots("loop", redirect("/robots.txt"))
robots("chain", lambda ask: redirect("/r%d" % ask.times), serves={"*": lambda ask: redirect("/r%d" % (int(ask.path[2:]) + 1)) if ask.path.startswith("/r") else None})
robots("redirected", redirect("/rules.txt"), serves={"/rules.txt": answer("User-agent: *\nDisallow: /never", kind="text/plain")}, links=["never"], never=["never"])
robots("redirect_forbidden", lambda ask: redirect("http://127.0.0.2:%d/robots.txt" % ask.port), codes=(0, 3, 4), good=False, check=lambda t, r: t.nobody_inside(r))
robots("bomb", answer(BOMB, "200 OK", GZ, kind="text/plain"), codes=(0, 3))
robots("endless", endless(head("200 OK", "Content-Type: text/plain") + b"User-agent: *\nDisallow: /never\n", b"# more\n" * 5000), links=["never"], never=["never"])
robots("html", page("ไม่ใช่"))
robots("480_kib", "User-agent: *\n" + "Disallow: /x/yyyyyyyyyyyyyyyyyyyy\n" * 14000 + "Disallow: /never\n", links=["never"], never=["never"])
robots("sixty_stars", "User-agent: *\nDisallow: /" + "*a" * 60 + "$\n", links=["a" * 200], serves={"a" * 200: page("a")})
robots("crawl_delay_absurd", "User-agent: *\nCrawl-delay: 1000000\n", options=["--max-time", "8"], codes=(4,), good=False, expects={"/robots.txt": "crawl_delay"})
robots("crawl_delay_1", "User-agent: *\nCrawl-delay: 1\n", links=["behind1.html"], check=lambda t, r: t.gap(r, 1.0))
robots("crawl_delay_nonsense", "User-agent: *\nCrawl-delay: -5\nCrawl-delay: nan\nCrawl-delay: 1e99x\n")
robots("forbids_all", "User-agent: *\nDisallow: /\n", codes=(4,), good=False, never=[""])
robots("forbids_us", "User-agent: oit\nDisallow: /\n\nUser-agent: *\nAllow: /\n", codes=(4,), good=False, never=[""])
robots("status_403", "x", status="403 Forbidden")
robots("status_401", "x", status="401 Unauthorized")
robots("status_404", "x", status="404 Not Found")
robots("status_429", "x", status="429 Slow", codes=(4,), good=False, expects={"/robots.txt": "rate_limited"})
robots("bom_and_cr", b"\xef\xbb\xbfUser-agent: *\rDisallow: /never\r", links=["never"], never=["never"])
robots("random_bytes", answer(random.Random(4).randbytes(9000), kind="text/plain"))
robots("nul_bytes", b"User-agent: *\nDisallow: /ne\0ver\nDisallow: /never\n", links=["never"], never=["never"])
robots("line_of_1_mb", b"User-agent: *\nDisallow: /" + b"x" * (1 << 20) + b"\n")
robots("cut", doing(head("200 OK", "Content-Length: 5000") + b"User-agent: *\nDisallow: /never\nDisallow: /go"), links=["never"], never=["never"])


def sitemap(name, text, expects=None, **more):
    served = text if callable(text) or (isinstance(text, bytes) and text.startswith(b"HTTP")) else answer(text, kind=more.pop("kind", "application/xml"))
    site("sitemap_" + name, 71, {"/sitemap.xml": served, **more.pop("serves", {})}, {"/sitemap.xml": expects} if expects is not None else None, **more)


def urls(*locations, top='<?xml version="1.0"?>'):
    return top + '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">' + "".join("<url><loc>%s</loc></url>" % l for l in locations) + "</urlset>"


sitemap("good", urls("/behind.html"), reads=["behind.html"])
sitemap("entities", urls("/behind.html", top='<?xml version="1.0"?><!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "sitemap")
sitemap("laughs", '<!DOCTYPE l [<!ENTITY a "x">' + "".join('<!ENTITY %s "%s">' % (chr(97 + n), "&%s;" % chr(96 + n) * 10) for n in range(1, 20)) + "]><urlset><url><loc>&t;</loc></url></urlset>", "sitemap")
sitemap("bomb", answer(BOMB, "200 OK", GZ), "sitemap|truncated")
sitemap("bomb_of_file", answer(BOMB, kind="application/gzip"), "sitemap|truncated")
sitemap("deep", "<urlset>" + "<url>" * 300000, "sitemap")
sitemap("index_loop", '<sitemapindex><sitemap><loc>/sitemap.xml</loc></sitemap><sitemap><loc>/s2.xml</loc></sitemap></sitemapindex>', most=9,
        serves={"/s2.xml": answer('<sitemapindex><sitemap><loc>/sitemap.xml</loc></sitemap></sitemapindex>', kind="text/xml")})
sitemap("index_endless", lambda ask: answer("<sitemapindex><sitemap><loc>/sm/1.xml</loc></sitemap></sitemapindex>", kind="text/xml"), most=112,
        serves={"*": lambda ask: answer("<sitemapindex>" + "".join("<sitemap><loc>/sm/%d.xml</loc></sitemap>" % (int(ask.path[4:-4]) * 3 + n) for n in range(3)) + "</sitemapindex>", kind="text/xml") if ask.path.startswith("/sm/") else None})
sitemap("foreign_hosts", urls("http://other.example/x", "http://127.0.0.2/secret", "/behind.html"), reads=["behind.html"], check=lambda t, r: t.nobody_inside(r))
sitemap("200000_locations", urls("/behind.html", *["/n%d" % n for n in range(200000)]), "sitemap", options=["--max-pages", "20", "--max-documents", "20"], reads=["behind.html"])
sitemap("html", page("แผนผัง"))
sitemap("cut", '<urlset><url><loc>/behind.html</loc></url><url><loc>/hal', "sitemap", reads=["behind.html"])
sitemap("text", lambda ask: answer("http://127.0.0.1:%d/behind.html\n" % ask.port, kind="text/plain"), reads=["behind.html"])
sitemap("gzip_file", answer(packed(urls("/behind.html").encode()), kind="application/x-gzip"), reads=["behind.html"])
sitemap("utf16", b"\xff\xfe" + urls("/behind.html", top='<?xml version="1.0" encoding="utf-16"?>').encode("utf-16-le"), reads=["behind.html"])
sitemap("bare_ampersand", urls("/behind?a=1&b=2"), reads=["behind?a=1&b=2"])
sitemap("warning_before", "<br />\n<b>Warning</b>: x\n" + urls("/behind.html"), reads=["behind.html"])
sitemap("redirect_loop", redirect("/sitemap.xml"))
sitemap("redirected", redirect("/map.xml"), serves={"/map.xml": answer(urls("/behind.html"), kind="text/xml")}, reads=["behind.html"])
sitemap("hangs", doing("hold"), "timeout")
sitemap("wrong_words", urls("javascript:alert(1)", "  /behind.html  ", "mailto:x@y", ""), reads=["behind.html"])
site("sitemap_of_robots", 71, {"/robots.txt": answer("Sitemap: /a.xml\nsitemap:/b.xml\nSitemap: http://127.0.0.2/c.xml\n", kind="text/plain"), "/a.xml": answer(urls("/behind1.html")), "/b.xml": answer(urls("/behind2.html"))},
     reads=["behind1.html", "behind2.html"], check=lambda t, r: t.nobody_inside(r))
# Other servers of the site -------------------------------------------------------------------------------------------------------------------


async def says_ssh(reader, writer):
    writer.write(b"SSH-2.0-OpenSSH_9.2\r\n")
    await writer.drain()
    await asyncio.sleep(0.5)


async def floods(reader, writer):
    while True:
        writer.write(b"\xff" * 65536)
        await writer.drain()


async def resets(reader, writer):
    writer.get_extra_info("socket").setsockopt(1, 13, struct.pack("ii", 1, 0))


async def silent(reader, writer):
    await asyncio.sleep(60)


def server(name, line, port, expected, **more):
    """A link to another server of the site, which behaves badly."""
    secure = more.pop("secure", False)
    home = lambda ask: '<a href="http%s://127.0.0.1:%d/other">x</a>' % ("s" if secure else "", ask.server.port_of[name])
    row(name, line, {}, {"//%s/other" % name: expected} if expected is not None else None, home=home, ports=[port] if port else [], options=["--also", "127.0.0.1:{%s}" % name] + more.pop("options", []), **more)


server("port_closed", 72, Closed("port_closed"), "refused")
server("port_silent", 72, Rude("port_silent", silent), "timeout")
server("port_resets", 72, Rude("port_resets", resets), "reset|refused")
server("port_ssh", 72, Rude("port_ssh", says_ssh), "protocol")
server("port_floods", 72, Rude("port_floods", floods), "protocol|reset|head_too_large")


def twin_page(ask):
    """The same twenty pages on both servers, each leading to both."""
    name = ask.path.split("/")[-1]
    n = int(name[1:-5]) if name[1:-5].isdigit() else 0
    home = "http://127.0.0.1:%d%s" % (ask.server.port, "/mirrored_server" if ask.path.startswith("/mirrored_server") else "")
    return page("บทความ %s" % words(n, 3), "<p>%s</p><a href='%s/m%d.html'>a</a><a href='http://127.0.0.1:%d/m%d.html'>b</a>" % (words(n), home, n + 1, ask.server.port_of["mirrored_server"], n + 1)) if n < 20 else None


row("mirrored_server", 42, {"m%d.html" % n: twin_page for n in range(20)}, ports=[Port("mirrored_server", twin_page)], options=["--also", "127.0.0.1:{mirrored_server}"],
    reads=["m%d.html" % n for n in range(15)], most=42, alone=True)  # 50 where nothing is learnt; how soon it is depends on which server answers first
server("port_is_good", 72, Port("port_is_good", lambda ask: page("อีกเครื่อง")), READ)


def tls_rows(certificates):
    """Rows of servers that speak TLS, with certificates made for this run."""
    ours, begun = certificates.signed("ours"), len(ROWS)
    other = certificates.self_signed("other")

    def tls(name, certificate, expected, more=(), **rules):
        server("tls_" + name, 73, Tls("tls_" + name, lambda ask: page("ผ่าน TLS"), certificate, **rules), expected, secure=True, options=["--ca-file", certificates.path("ca.pem"), *more])

    tls("good", ours, READ)
    tls("self_signed", other, "tls_untrusted")
    tls("unknown_authority", Certificates(certificates.sub()).signed("unknown"), "tls_untrusted")
    tls("expired", certificates.signed("expired", end="20210101000000Z"), "tls_expired")
    tls("future", certificates.signed("future", begin="20890101000000Z"), "tls_early")
    tls("other_name", certificates.signed("other_name", "/CN=www.other.example", "DNS:www.other.example"), "tls_name")
    tls("1000_names", certificates.signed("many", names=",".join(["IP:127.0.0.1"] + ["DNS:n%d.example" % n for n in range(1000)])), READ)
    tls("control_bytes_in_subject", certificates.signed("bytes", "/CN=a\x1b[31m\nb", "DNS:x.example"), "tls_name")
    tls("weak_key", certificates.signed("weak", key=("rsa:1024",)), "tls_old", weak=True)
    tls("version_1_0", ours, "tls_old", version=ssl.TLSVersion.TLSv1)
    tls("version_1_1", ours, "tls_old", version=ssl.TLSVersion.TLSv1_1)
    tls("client_certificate", ours, "tls", client=True)
    tls("self_signed_allowed", other, READ, ["--allow-bad-tls"])
    tls("expired_allowed", certificates.signed("expired2", end="20210101000000Z"), READ, ["--allow-bad-tls"])
    tls("version_1_0_allowed", ours, READ, ["--allow-bad-tls"], version=ssl.TLSVersion.TLSv1)
    server("tls_is_plain", 73, Rude("tls_is_plain", says_plain), "tls", secure=True)
    server("tls_hangs", 73, Rude("tls_hangs", silent), "timeout", secure=True)
    server("tls_cut", 73, Rude("tls_cut", hello_and_away), "tls|reset", secure=True)
    for one in ROWS[begun:]:
        if one.name.endswith("_allowed"):
            one.alone, one.check = True, lambda t, r: t.marked_bad_tls(r)
    return ROWS[begun:]


async def says_plain(reader, writer):
    await reader.read(100)
    writer.write(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\nThis is a plain HTTP port")
    await writer.drain()


async def hello_and_away(reader, writer):
    await reader.read(100)
    writer.write(b"\x16\x03\x03\x00\x7a\x02\x00\x00\x76")
    await writer.drain()
