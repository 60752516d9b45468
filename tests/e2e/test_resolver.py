#!/usr/bin/env python3
"""The five stories of fixtures/conformance/ssrf_cases.json about names: what is judged is the address that is connected, each time.
127.0.0.2 stands for a public address (it is permitted), 127.0.0.3 and ::1 for private ones (they are not); both sides count who comes."""
import http.server
import socket
import time
import threading
from harness import BUILD, Folder, ROOT, json, main, os, unittest

SHIM = os.path.join(BUILD, "tests", "support", "liboit-names.so")
STORIES = {c["name"] for c in json.load(open(os.path.join(ROOT, "fixtures", "conformance", "ssrf_cases.json"), encoding="utf-8"))["resolver_cases"]}
ADDRESSES = int(os.environ.get("OIT_ADDRESSES", "8"))  # of one name; 100 in ./bootstrap test-long
PAGE = "<title>เทศบาลตำบลตัวอย่าง</title><h1>หน้า %s</h1><p>ยินดีต้อนรับสู่เทศบาลตำบลตัวอย่าง %s %s"


class Server:
    """The same pages on three addresses of one port; `came` lists who was asked for what."""

    def __init__(self, links):
        came = self.came = {"127.0.0.2": [], "127.0.0.3": [], "::1": []}

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                came[self.server.server_address[0]].append(self.path)
                target = links.get("redirect", {}).get(self.path)
                body = (PAGE % (self.path, self.path * 5, "".join('<a href="%s">x</a>' % a for a in links.get(self.path, [])))).encode()
                self.send_response(302 if target else 404 if self.path == "/robots.txt" else 200)
                if target:
                    self.send_header("Location", target)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        class Six(http.server.ThreadingHTTPServer):
            address_family = socket.AF_INET6

        self.servers = [http.server.ThreadingHTTPServer(("127.0.0.2", 0), Handler)]
        self.port = self.servers[0].server_address[1]
        self.servers += [http.server.ThreadingHTTPServer(("127.0.0.3", self.port), Handler), Six(("::1", self.port), Handler)]

    def __enter__(self):
        for s in self.servers:
            threading.Thread(target=s.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        for s in self.servers:
            s.shutdown()
            s.server_close()


@unittest.skipIf("OIT_SANITIZED" in os.environ, "a sanitizer wants to be loaded first")
class Stories(unittest.TestCase):
    told = set()

    @classmethod
    def tearDownClass(cls):
        print("resolver stories: %d of %d" % (len(cls.told & STORIES), len(STORIES)))

    def story(self, name, answers, links, *more):
        """Scan town.example with these answers of the name server; gives the result, the server's notes and the problem of each path."""
        self.assertIn(name, STORIES)
        with Server(links) as s, Folder() as f:
            links.update({k: [a.replace("PORT", str(s.port)) for a in v] for k, v in links.items() if k != "redirect"})
            links["redirect"] = {k: v.replace("PORT", str(s.port)) for k, v in links.get("redirect", {}).items()}
            names = os.path.join(f.path, "names")
            open(names, "w").write(answers)
            done = f.oit("scan", "http://town.example:%d/" % s.port, "--allow-address", "127.0.0.2/32", "--rate", "0", "--json", "--data", "d", "--lang", "en",
                         *[m.replace("PORT", str(s.port)) for m in more], env={"LD_PRELOAD": SHIM, "NAMES": names})
            result = json.loads(done.stdout)
            problems = {p["url"].split("/", 3)[3]: p["problem"] for p in result["coverage"]["problems"]}
        self.assertEqual((s.came["127.0.0.3"], s.came["::1"]), ([], []), "a private address was contacted")
        self.told.add(name)
        return result, s.came["127.0.0.2"], problems

    def test_public_and_private(self):
        """Of two answers only the permitted one is connected."""
        _, came, _ = self.story("name resolves to one public and one private address", "town.example 127.0.0.3,127.0.0.2\n", {"/": ["/a"]})
        self.assertIn("/a", came)

    def test_rebinding(self):
        """A name whose answer changes, within a visit and from one to the next: the address checked is the address connected."""
        with Server({"/": ["/a", "/b"]}) as s, Folder() as f:
            codes = []
            for answers in ("127.0.0.2 127.0.0.3", "127.0.0.3"):
                names = os.path.join(f.path, "names")
                open(names, "w").write("town.example %s\n" % answers)
                done = f.oit("scan", "http://town.example:%d/" % s.port, "--allow-address", "127.0.0.2/32", "--rate", "0", "--data", "d", "--lang", "en",
                             env={"LD_PRELOAD": SHIM, "NAMES": names})
                codes.append(done.returncode)
        self.assertEqual(s.came["127.0.0.3"], [], "a private address was contacted")
        self.assertIn("/", s.came["127.0.0.2"])
        self.assertIn(codes[0], (0, 3))
        self.assertEqual(codes[1], 4, done.stderr)
        self.assertIn("127.0.0.3", done.stderr)
        self.told.add("rebinding")

    def test_redirect_to_private(self):
        """The hop is refused, recorded with its reason, and the crawl goes on."""
        result, came, problems = self.story("redirect to a private address", "town.example 127.0.0.2\n",
                                            {"/": ["/r", "/z"], "redirect": {"/r": "http://127.0.0.3:PORT/secret"}}, "--also", "127.0.0.3:PORT")
        self.assertIn("/z", came)
        self.assertIn("forbidden_address", problems.values(), problems)

    def test_internal_name(self):
        """A name of the site that leads inside is judged by its address."""
        result, came, problems = self.story("CNAME to an internal name", "town.example 127.0.0.2\nintranet.town.example 127.0.0.3\n",
                                            {"/": ["http://intranet.town.example:PORT/", "/z"]}, "--also", "intranet.town.example:PORT")
        self.assertIn("/z", came)
        self.assertIn("forbidden_address", problems.values(), problems)

    def test_six_and_four(self):
        """A private IPv6 answer before a public IPv4 one: nobody slips to the private one."""
        _, came, _ = self.story("IPv6 answer private, IPv4 answer public", "town.example ::1,127.0.0.2\n", {"/": ["/a"]})
        self.assertIn("/a", came)


@unittest.skipIf("OIT_SANITIZED" in os.environ, "a sanitizer wants to be loaded first")
class NameServers(unittest.TestCase):
    """Name servers that fail, are silent, or answer too much: the run ends, says what it was, and reads what can be read."""

    def scan(self, answers, *more):
        """Scan town.example; gives the program's end, its seconds, the paths asked for, and the result where there is one."""
        with Server({"/": ["/a"]}) as s, Folder() as f:
            names = os.path.join(f.path, "names")
            open(names, "w").write("town.example %s\n" % answers)
            begun = time.monotonic()
            done = f.oit("scan", "http://town.example:%d/" % s.port, "--allow-address", "127.0.0.0/8", "--rate", "0", "--json", "--data", "d", "--lang", "en",
                         *more, env={"LD_PRELOAD": SHIM, "NAMES": names})
        return done, time.monotonic() - begun, s.came["127.0.0.2"], json.loads(done.stdout)

    def unread(self, answers, word, within_s, *more):
        """Nothing could be looked at: exit code 4, the reason, not one item missing."""
        done, seconds, came, result = self.scan(answers, *more)
        self.assertEqual((done.returncode, came), (4, []), done.stderr)
        self.assertLess(seconds, within_s)
        self.assertEqual({p["problem"] for p in result["coverage"]["problems"]}, {word})
        self.assertEqual([i["id"] for i in result["items"] if i["verdict"] == "missing"], [])
        self.assertIn("no page of the site could be read", done.stderr)

    def test_no_such_name(self):
        self.unread("!none", "dns", 30)

    def test_failing_name_server(self):
        """It fails each time it is asked."""
        self.unread("!again", "dns", 60)

    def test_silent_name_server(self):
        """It says nothing for half a minute, each time: the visit gives up by its own limits."""
        self.unread("!silence", "timeout", 110)

    def test_name_server_recovers(self):
        """It fails once: asked again, the site is read."""
        done, _, came, _ = self.scan("!again 127.0.0.2")
        self.assertIn(done.returncode, (0, 3), done.stderr)
        self.assertIn("/a", came)

    def test_many_addresses(self):
        """Addresses where nobody listens (libcurl gives each a fifth of a second), and behind them the one that does."""
        done, seconds, came, _ = self.scan(",".join("127.0.1.%d" % n for n in range(1, ADDRESSES)) + ",127.0.0.2")
        self.assertIn(done.returncode, (0, 3), done.stderr)
        self.assertIn("/a", came)
        self.assertLess(seconds, 30 + 1.5 * ADDRESSES)

    def test_many_dead_addresses(self):
        self.unread(",".join("127.0.1.%d" % n for n in range(1, ADDRESSES + 1)), "refused", 30 + 1.5 * ADDRESSES)

    def test_no_way_to_version_6(self):
        """Only an IPv6 address, on a machine that has no way there."""
        self.unread("2001:db8::1", "unreachable", 60, "--allow-address", "2001:db8::/32")


if __name__ == "__main__":
    main()
