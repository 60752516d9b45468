#!/usr/bin/env python3
"""Bad input and bad servers: a clear message with the next step, the right exit code, nothing lost, never "missing"."""
import socket
from harness import Folder, OIT, Site, json, main, os, subprocess, tempfile, unittest

EN = ("--lang", "en")


def write_site(path, routes, www=None):
    os.makedirs(os.path.join(path, "www"), exist_ok=True)
    open(os.path.join(path, "routes.txt"), "w", encoding="utf-8").write(routes)
    for name, text in (www or {}).items():
        open(os.path.join(path, "www", name), "w", encoding="utf-8").write(text)
    return path


class Faults(unittest.TestCase):
    def expect_unreadable(self, done, result, *words):
        self.assertEqual(done.returncode, 4, done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)
        self.assertIn("→", done.stderr)
        if result is not None:
            verdicts = {i["verdict"] for i in result["items"]}
            self.assertEqual(verdicts, {"unassessed"})
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
                               (("judge", "x", "--rate", "1"), "judge")):
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


def sys_python():
    import sys
    return sys.executable


if __name__ == "__main__":
    main()
