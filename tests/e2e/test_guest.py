#!/usr/bin/env python3
"""A good guest: pace, connections, Retry-After, Crawl-delay and back-off, measured in the server's own log."""
import asyncio
import email.utils
from harness import Folder, main, time, unittest
from hostile.server import Port, Server, answer, page

SLACK = 0.1  # seconds a busy machine may make a pause look shorter in the server's log


def site(pages, behave=None):
    """A home page that links to so many pages; behave answers first where it wants to."""
    def respond(ask):
        special = behave(ask) if behave else None
        if special is not None:
            return special
        if ask.path == "/":
            return page("หน้าแรก", "".join("<a href=/p%d.html>หน้า %d</a>" % (n, n) for n in range(pages)))
        number = ask.path[2:-5]
        return page("หน้า " + number, "<p>เนื้อหา%s ของหน้านี้" % number) if ask.path.startswith("/p") and number.isdigit() else None
    return respond


class Guest(unittest.TestCase):
    def visit(self, respond, *options, ports=(), codes=(0, 3)):
        with Server(respond, ports) as server, Folder() as f:
            more = [o.format(**server.port_of) for o in options]
            done = f.oit("scan", server.url, "--allow-address", "127.0.0.1/32", "--json", "--data", "d", "--timeout", "5", "--max-time", "60", *more)
            self.assertIn(done.returncode, codes, done.stderr)
            return server, done

    def gaps(self, log):
        return [b["time"] - a["time"] for a, b in zip(log, log[1:])]

    def test_pace(self):
        """Given --rate 4, every request, robots.txt too, begins a quarter of a second after the one before; one connection serves all."""
        server, _ = self.visit(site(6), "--rate", "4")
        self.assertEqual(server.log[0]["target"], "/robots.txt")
        self.assertGreater(min(self.gaps(server.log)), 0.25 - SLACK)
        self.assertEqual(server.open_most, 1)

    def test_connections(self):
        """Given --connections 3 and slow answers, three are open at a time and never more."""
        async def slow(ask):
            await asyncio.sleep(0.2)
            return page("ช้า " + ask.path, ask.path)
        server, _ = self.visit(site(12, lambda ask: slow(ask) if ask.path.startswith("/p") else None), "--rate", "0", "--connections", "3")
        self.assertEqual(server.open_most, 3)

    def test_retry_after_seconds(self):
        """Given 429 with Retry-After: 2, nothing at all is asked of that server for two seconds; then the page is read."""
        server, done = self.visit(site(5, lambda ask: answer("", "429 Slow down", "Retry-After: 2") if ask.path == "/p1.html" and ask.times == 1 else None), "--rate", "0")
        at = [i for i, one in enumerate(server.log) if one["target"] == "/p1.html"]
        self.assertEqual(len(at), 2)
        self.assertGreater(server.log[at[0] + 1]["time"] - server.log[at[0]]["time"], 2 - SLACK)
        self.assertNotIn("rate_limited", done.stdout)

    def test_retry_after_date(self):
        """Given 503 with a date three seconds from now, the pause lasts until then."""
        until = {}

        def busy(ask):
            if ask.path != "/p1.html" or ask.times > 1:
                return None
            until["time"] = int(time.time()) + 3
            return answer("", "503 Busy", "Retry-After: " + email.utils.formatdate(until["time"], usegmt=True))
        server, _ = self.visit(site(5, busy), "--rate", "0")
        at = [i for i, one in enumerate(server.log) if one["target"] == "/p1.html"]
        self.assertGreater(server.log[at[0] + 1]["time"] - server.log[at[0]]["time"], 2 - SLACK)

    def test_retry_after_absurd(self):
        """Given a day's Retry-After, that server is set aside and named; another one of the site is read on, and the run ends in its time."""
        other = Port("other", site(4))
        def refuse(ask):
            if ask.path == "/":
                return page("หน้าแรก", "<a href=/p1.html>a</a><a href=/p2.html>b</a><a href=http://127.0.0.1:%d/>c</a>" % ask.server.port_of["other"])
            return answer("", "429 Tomorrow", "Retry-After: 86400") if ask.path == "/p1.html" else None
        begin = time.monotonic()
        server, done = self.visit(site(0, refuse), "--rate", "0", "--also", "127.0.0.1:{other}", "--max-time", "10", ports=[other])
        self.assertLess(time.monotonic() - begin, 15)
        first = [one["time"] for one in server.log if one["target"] == "/p1.html"][0]
        self.assertEqual([one["target"] for one in server.log if one["time"] > first and one["port"] == server.port], [])
        self.assertEqual(len({one["target"] for one in server.log if one["port"] != server.port and one["target"].startswith("/p")}), 4)
        self.assertRegex(done.stdout, "rate_limited|host_set_aside|limit_time")

    def test_crawl_delay(self):
        """Given Crawl-delay: 1, requests are a second apart from the first one on, whatever --rate 0 and --connections 4 say."""
        server, _ = self.visit(site(3, lambda ask: answer("User-agent: *\nCrawl-delay: 1\n", kind="text/plain") if ask.path == "/robots.txt" else None), "--rate", "0", "--connections", "4")
        self.assertGreater(min(self.gaps(server.log)), 1 - SLACK)
        self.assertEqual(server.open_most, 1)

    def test_back_off_doubles(self):
        """Given three pages in a row that answer 503, the pause before each next request doubles; the next good answer ends it."""
        server, _ = self.visit(site(8, lambda ask: answer("", "503 Busy") if ask.path in ("/p1.html", "/p2.html", "/p3.html") and ask.times == 1 else None), "--rate", "0")
        targets = [one["target"] for one in server.log]
        pauses = [server.log[targets.index("/p%d.html" % n) + 1]["time"] - server.log[targets.index("/p%d.html" % n)]["time"] for n in (1, 2, 3)]
        for pause, least in zip(pauses, (1, 2, 4)):
            self.assertGreater(pause, least - SLACK)
        self.assertLess(server.log[targets.index("/p5.html")]["time"] - server.log[targets.index("/p4.html")]["time"], 0.9)

    def test_failed_pages_wait(self):
        """Given a page that fails first, it is asked again only after every other page."""
        server, _ = self.visit(site(6, lambda ask: answer("", "500 Oops") if ask.path == "/p0.html" and ask.times == 1 else None), "--rate", "0")
        targets = [one["target"] for one in server.log]
        again = len(targets) - 1 - targets[::-1].index("/p0.html")
        self.assertEqual(targets.count("/p0.html"), 2)
        self.assertGreater(again, max(targets.index("/p%d.html" % n) for n in range(1, 6)))

    def test_air_for_a_slow_server(self):
        """Given a server that suddenly needs a second an answer, it is left alone as long after each one."""
        async def tired(ask):
            await asyncio.sleep(1)
            return page("เหนื่อย " + ask.path, ask.path)
        server, _ = self.visit(site(16, lambda ask: tired(ask) if ask.path in ("/p12.html", "/p13.html", "/p14.html") else None), "--rate", "0")
        log = [one for one in server.log if "done" in one]
        rests = {a["target"]: b["time"] - a["done"] for a, b in zip(log, log[1:])}
        self.assertLess(rests["/p5.html"], 0.5)
        self.assertGreater(rests["/p13.html"], 0.9)

    def test_an_honest_name_and_nothing_but_get(self):
        """Given --contact, it stands in the User-Agent of every request; no request has another method, a cookie of ours, or credentials."""
        server, _ = self.visit(site(3), "--rate", "0", "--contact", "mayor@town.example")
        for one in server.log:
            self.assertEqual(one["method"], "GET")
            self.assertRegex(one["fields"]["user-agent"], r"^oit/\S+ \(\+mayor@town\.example\)$")
            self.assertFalse({"cookie", "authorization", "referer", "from"} & set(one["fields"]))


if __name__ == "__main__":
    main()
