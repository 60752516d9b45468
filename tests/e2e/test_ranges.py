#!/usr/bin/env python3
"""Large documents of slow servers do not come in one piece: where the server offers ranges, the rest is asked for."""
import hashlib
import http.server
import os
import sqlite3
import sys
import threading
from harness import Folder, contract_breaches, main, unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "accuracy"))
import papers  # noqa: E402

WHEN = ["--pack", "oit-2566", "--as-of", "2023-04-28", "--lang", "en"]
TITLE = "รายงานผลการดำเนินงานประจำปี พ.ศ. 2565"
PAPER = papers.pdf(TITLE, [TITLE, "เทศบาลตำบลตัวอย่าง"] + ["ผลการใช้จ่ายงบประมาณ 1,250,000 บาท ปัญหาและอุปสรรค ไม่มี ข้อเสนอแนะ ไม่มี"] * 3000)
PAGE = ('<!doctype html><html lang="th"><head><meta charset="utf-8"><title>เทศบาลตำบลตัวอย่าง</title></head><body><h1>รายงานประจำปี</h1>'
        '<ul><li><a href="/r.pdf">%s</a></li></ul></body></html>' % TITLE).encode()


class Breaking:
    """A server that sends at most PIECE bytes of /r.pdf and then breaks off.  changes: the file is another after the first piece;
    ranges: it understands them; lies: it sends another part than was asked for."""
    PIECE = 250 * 1024

    def __init__(self, ranges=True, changes=False, lies=False):
        self.ranges, self.changes, self.lies, self.asked = ranges, changes, lies, []

    def answer(self, handler):
        wanted = handler.headers.get("Range")
        self.asked.append(wanted)
        tag = '"v%d"' % (2 if self.changes and len(self.asked) > 1 else 1)
        body = PAPER if tag == '"v1"' else PAPER + b"%% second edition\n"
        start = 0
        if self.ranges and wanted and handler.headers.get("If-Range") == tag:
            start = int(wanted.split("=")[1].rstrip("-"))
            handler.send_response(206)
            shown = start - 7 if self.lies else start
            handler.send_header("Content-Range", "bytes %d-%d/%d" % (shown, len(body) - 1, len(body)))
        else:
            handler.send_response(200)
        if self.ranges:
            handler.send_header("Accept-Ranges", "bytes")
        handler.send_header("ETag", tag)
        handler.send_header("Content-Type", "application/pdf")
        handler.send_header("Content-Length", str(len(body) - start))
        handler.end_headers()
        handler.wfile.write(body[start:start + self.PIECE])
        handler.close_connection = True

    def __enter__(self):
        owner = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path == "/r.pdf":
                    return owner.answer(self)
                page = PAGE if self.path == "/" else b""
                self.send_response(200 if page else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(page)))
                self.end_headers()
                self.wfile.write(page)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        self.url = "http://127.0.0.1:%d/" % self.server.server_address[1]
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def kept(file):
    """SHA-256 of the document in the site file, in hex."""
    with sqlite3.connect("file:%s?mode=ro" % file, uri=True) as db:
        return db.execute("SELECT lower(hex(b.sha256)) FROM visit v JOIN address u ON u.id = v.address JOIN body b ON b.id = v.body "
                          "WHERE u.url LIKE '%/r.pdf'").fetchone()[0]


def problems(result):
    return {p["url"].rsplit("/", 1)[1]: p["problem"] for p in result["coverage"]["problems"]}


class Ranges(unittest.TestCase):
    def test_goes_on_where_it_broke_off(self):
        """Given a server that breaks off after every 250 KiB and offers ranges, the whole document is had, byte for byte, and read."""
        self.assertGreater(len(PAPER), 3 * Breaking.PIECE)
        with Breaking() as server, Folder() as f:
            done, result = f.scan(server.url, *WHEN)
            self.assertEqual(kept(f.site_file()), hashlib.sha256(PAPER).hexdigest(), server.asked)
            self.assertEqual(server.asked[:2], [None, "bytes=%d-" % Breaking.PIECE])
            self.assertNotIn("r.pdf", problems(result))
            self.assertEqual(result["coverage"]["documents_read"], 1)
            self.assertEqual(contract_breaches(result), [])

    def test_without_ranges_what_came_is_read(self):
        """Given a server without ranges, the document is asked for once, and what came of it is read and marked as cut."""
        with Breaking(ranges=False) as server, Folder() as f:
            done, result = f.scan(server.url, *WHEN)
            self.assertEqual(server.asked, [None])
            self.assertEqual(problems(result)["r.pdf"], "truncated")

    def test_another_edition_is_not_glued(self):
        """Given a document that changes between the pieces, no two editions are put together."""
        with Breaking(changes=True) as server, Folder() as f:
            done, result = f.scan(server.url, *WHEN)
            edition = PAPER + b"%% second edition\n"
            self.assertIn(kept(f.site_file()), {hashlib.sha256(edition).hexdigest()}, server.asked)

    def test_wrong_part_is_not_glued(self):
        """Given a server that sends another part than was asked for, what had come before is kept and marked as cut."""
        with Breaking(lies=True) as server, Folder() as f:
            done, result = f.scan(server.url, *WHEN)
            self.assertEqual(kept(f.site_file()), hashlib.sha256(PAPER[:Breaking.PIECE]).hexdigest(), server.asked)
            self.assertEqual(problems(result)["r.pdf"], "truncated")


if __name__ == "__main__":
    main()
