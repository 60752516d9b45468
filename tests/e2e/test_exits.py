#!/usr/bin/env python3
"""Exit codes are those that --help and the manual page name, for each command; and each error ends with a next step."""
import re
import shutil
import socket
from harness import OIT, SITES, Folder, Site, json, main, os, signal, subprocess, tempfile, time, unittest

COMMANDS = re.compile(r"^  (\S+) {2,}\S", re.M)
DAY = ("--pack", "oit-2566", "--as-of", "2023-04-28")
VISIT = ("--allow-address", "127.0.0.0/8", "--rate", "0", "--ocr-pages", "0", "--lang", "en", *DAY)
FILE = "FILE"  # stands for the site file


class Exits(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        """Two visits to the example town, of which one page is behind robots.txt: complete it is not."""
        cls.folder = Folder()
        f = cls.folder.__enter__()
        with Site("tuayang") as s:
            cls.scanned = [f.oit("scan", s.url, "--data", "sites", "-o", "out", *VISIT).returncode for _ in range(2)]
        cls.file = f.site_file()
        open(os.path.join(f.path, "junk.oit"), "w").write("junk")
        open(os.path.join(f.path, "file"), "w").close()
        open(os.path.join(f.path, "bad.yaml"), "w").write("lnag: en\n")

    @classmethod
    def tearDownClass(cls):
        cls.folder.__exit__()

    def commands(self):
        text = self.folder.oit("--help", "--lang", "en").stdout
        return COMMANDS.findall(text.split("Commands:")[1].split("Exit codes:")[0])

    def run_all(self, code, *lines):
        for line in lines:
            with self.subTest(line=line):
                done = self.folder.oit(*[self.file if word == FILE else word for word in line.split()], "--lang", "en")
                self.assertEqual(done.returncode, code, done.stderr)
                if code in (2, 5):
                    self.assertRegex(done.stderr, r"(?m)^oit: .+: .+\n(.*\n)*oit:   → .+")

    def test_every_command(self):
        """--help is 0 and begins with examples; an option nobody knows, a bad configuration: 2; nowhere to print: 5."""
        self.assertGreater(len(self.commands()), 10)
        for command in self.commands():
            with self.subTest(command=command):
                help = self.folder.oit(command, "--help", "--lang", "en")
                self.assertEqual(help.returncode, 0)
                examples = help.stdout.split("Options:")[0].split("Examples:")[1]
                self.assertIn("  oit " + command, examples)
                wrong = self.folder.oit(command, "--no-such-option", "--lang", "en")
                self.assertEqual(wrong.returncode, 2)
                self.assertIn("→", wrong.stderr)
                full = subprocess.run([OIT, command, "--help"], stdout=open("/dev/full", "w"), stderr=subprocess.PIPE, env=self.folder.env)
                self.assertEqual(full.returncode, 5)
                if command not in ("config", "version"):
                    self.assertEqual(self.folder.oit(command, "--config", "bad.yaml").returncode, 2)

    def test_done(self):
        """0: done.  What only shows what is stored is done once it is written, whatever it says."""
        self.run_all(0, "report FILE -o out", "report FILE --json", "report FILE --format nagios", "todo FILE", "todo FILE --format csv", "todo FILE --format ics",
                     "explain O24 FILE", "explain FILE O24", "explain ข้อ๒๔ FILE", "explain item24 FILE", "todo FILE --year ๒๕๖๕", "draft FILE o42 -o out", "diff FILE", "diff FILE --json", "diff FILE --format html", "review FILE --list", "review FILE --export -",
                     "rules list", "rules show oit-2566", "rules test", "doctor", "version", "config check", "help", "help scan", "--version")

    def test_policy(self):
        """1: the policy is not met for certain.  3: it hangs on what nobody could see, or the visit is not whole."""
        self.assertEqual(self.scanned, [3, 3])
        self.run_all(1, "judge FILE --json --fail-under 100", "judge FILE --json --fail-on stale", "judge FILE --json --fail-on missing,stale")
        self.run_all(3, "judge FILE --json", "judge FILE --json --fail-under 0", "judge FILE --json --fail-under ๐ --ocr-pages ๐", "judge FILE --format nagios")

    def test_wrong_use(self):
        """2: nothing was done, and standard output holds nothing."""
        files = ["%s %s" % (c, f) for c in ("judge", "report", "todo", "diff", "review", "explain O1") for f in ("none.oit", "junk.oit", "/dev/null", ".")]
        self.run_all(2, *files, "scan", "judge", "report", "todo", "explain O1", "review", "diff", "rules", "config", "batch", "nothing", "--nothing",
                     "doctor more", "version more", "report FILE FILE", "report FILE --pack oit-9999", "explain O99 FILE", "todo FILE --format pdf",
                     "diff FILE --from 99", "diff FILE --format pdf", "report FILE --format pdf", "judge FILE --as-of 2566-13-01", "judge FILE --fail-on sad",
                     "review FILE --set O24=good --reason x --by x", "rules show nothing", "rules bogus", "rules check none.oit", "config bogus",
                     "batch none.csv", "scan ftp://www.tuayang.example/", "scan http://127.0.0.1:25/", "scan www.tuayang.example --rate fast", "scan www.tuayang.example --rate 0x10", "scan www.tuayang.example --rate 1e2",
                     "scan www.tuayang.example --proxy sock5://127.0.0.1:1080", "scan www.tuayang.example --ignore-robots", "scan www.tuayang.example --pack oit-9999")
        for line in ("report none.oit --json", "judge FILE --json --fail-on sad"):
            self.assertEqual(self.folder.oit(*line.replace(FILE, self.file).split()).stdout, "")

    def test_a_place_that_cannot_be(self):
        """2: what is to be written has a place below a file, in a folder that is not there, or where a folder has its name; told before any site is asked."""
        for name in ("report.html", "changes.txt", "o42.md"):
            os.makedirs(os.path.join(self.folder.path, "taken", name))
        with Site("menu-cms") as site:
            visit = "%s --allow-private --rate 0 --data new" % site.url
            open(os.path.join(self.folder.path, "one.csv"), "w").write("url\n%s\n" % site.url)
            self.run_all(2, *["%s -o %s" % (c, d) for c in ("report FILE", "judge FILE", "diff FILE", "draft o42 FILE", "scan " + visit) for d in ("file", "file/x", "file/x/y", "taken", "/proc/x")],
                         "batch one.csv --allow-private --rate 0 --data new -o file/x", "batch one.csv --allow-private --rate 0 --data file/x -o new",
                         "scan %s --data file/x" % visit.split(" --data")[0], "review FILE --export none/x.yaml", "review FILE --export file/x", "review FILE --export taken")
            self.assertEqual(site.requests(), [])
        self.assertIn('"file" is a file', self.folder.oit("report", self.file, "-o", "file/x", "--lang", "en").stderr)
        self.assertEqual(os.listdir(os.path.join(self.folder.path, "taken", "report.html")), [])

    def test_a_proxy_lets_nobody_in(self):
        """Given an address of somebody's own network and a proxy, the proxy is not asked for it unless it was permitted."""
        with Folder() as f, Site("menu-cms") as proxy:
            for url in ("http://10.1.1.1/", "http://169.254.169.254/latest", "http://localhost:8080/", "http://[fd00::1]/"):
                done = f.oit("scan", url, "--proxy", proxy.url, "--rate", "0", "--ocr-pages", "0", "--json")
                self.assertEqual(done.returncode, 4, url)
                self.assertEqual({p["problem"] for p in json.loads(done.stdout)["coverage"]["problems"]}, {"forbidden_address"}, url)
            self.assertEqual(proxy.requests(), [])
            f.oit("scan", "http://10.1.1.1/", "--proxy", proxy.url, "--allow-address", "10.0.0.0/8", "--rate", "0", "--ocr-pages", "0", "--max-pages", "3")
            self.assertNotEqual(proxy.requests(), [])

    def test_nothing_read(self):
        """4: no page of the site could be read, of no site of a list."""
        with Folder() as f, tempfile.TemporaryDirectory() as d:
            os.makedirs(os.path.join(d, "www"))
            open(os.path.join(d, "routes.txt"), "w").write("/ 403 text/html -\n")
            with Site(d) as closed, Site("menu-cms") as open_site:
                self.assertEqual(f.oit("scan", closed.url, "--data", "sites", "-o", "out", *VISIT).returncode, 4)
                self.assertEqual(f.oit("judge", f.site_file(), "--json").returncode, 4)
                line = f.oit("scan", open_site.url, "--data", "d0", "-o", "o0", "--proxy", "http://127.0.0.1:9", *VISIT)
                self.assertEqual(line.returncode, 4)
                self.assertIn("→ everything went through --proxy", line.stderr)
                self.assertEqual(f.oit("scan", "http://127.0.0.1:1/", "--data", "d2", "-o", "o2", *VISIT).returncode, 4)
                self.assertEqual(f.oit("report", f.site_file(), "--json").returncode, 0)
                open(os.path.join(f.path, "one.csv"), "w").write("url\n%s\n" % closed.url)
                open(os.path.join(f.path, "two.csv"), "w").write("url\n%s\n%s\n" % (closed.url, open_site.url))
                self.assertEqual(f.oit("batch", "one.csv", "--data", "d1", "-o", "o1", *VISIT).returncode, 4)
                self.assertEqual(f.oit("batch", "two.csv", "--data", "d2", "-o", "o2", *VISIT).returncode, 3)

    def test_time_up_before_the_first_answer(self):
        """4: the visit's time ended while its home page was waited for: the coverage holds it, with that reason, and it is told what to do."""
        with Folder() as f, socket.create_server(("127.0.0.1", 0)) as silent:
            done, result = f.scan("http://127.0.0.1:%d/" % silent.getsockname()[1], "--max-time", "1", "--lang", "en", "-o", "out", *DAY)
            self.assertEqual((done.returncode, result["run"]["complete"]), (4, False))
            self.assertEqual((result["coverage"]["discovered"], result["coverage"]["skipped"]["limit"]), (1, 1))
            self.assertEqual([p["problem"] for p in result["coverage"]["problems"]], ["limit_time"])
            self.assertEqual({i["reason"].split(",")[0] for i in result["items"]}, {"no page of the site could be read"})
            page = open(os.path.join(f.path, "out", "report.html"), encoding="utf-8").read()
            self.assertNotIn("should be published at", page[page.index('class="ptab"'):], "on paper: could not look is not: publish")
            self.assertIn("oit:   the time budget was used up\noit:   → give the visit more time with --max-time", done.stderr)

    def test_blank_page(self):
        """4: a home page of nothing, or of a title over nothing, shows none of the site; every item could not be looked at, and the next look finds the same."""
        for body in ("", "\n", "<html><body></body></html>", "<title>เทศบาลตำบลตัวอย่าง</title>"):
            with self.subTest(body=body), Folder() as f, tempfile.TemporaryDirectory() as d:
                os.makedirs(os.path.join(d, "www"))
                open(os.path.join(d, "routes.txt"), "w").close()
                open(os.path.join(d, "www", "index.html"), "w", encoding="utf-8").write(body)
                with Site(d) as site:
                    done, result = f.scan(site.url, *DAY)
                self.assertEqual((done.returncode, {i["verdict"] for i in result["items"]}), (4, {"unassessed"}), done.stderr)
                self.assertEqual(f.oit("judge", f.site_file(), "--quiet").returncode, 4)

    def test_our_own_failure(self):
        """5: no room for the result; never taken for an answer."""
        for line in ("report FILE --json", "todo FILE", "explain O1 FILE", "diff FILE", "judge FILE --json", "review FILE --list", "rules list", "doctor", "version",
                     "config check"):
            words = [self.file if w == FILE else w for w in line.split()]
            done = subprocess.run([OIT, *words], stdout=open("/dev/full", "w"), stderr=subprocess.PIPE, env=self.folder.env, cwd=self.folder.path, text=True)
            self.assertEqual(done.returncode, 5, line)
            self.assertIn("→", done.stderr)

    def test_interrupted(self):
        """130 by the keyboard, 143 by a service manager; the same command goes on and ends as ever."""
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            with Folder() as f, Site("tuayang") as s:
                visit = ["scan", s.url, "--data", "sites", "-o", "out", *VISIT]
                p = f.start(*visit, "--rate", "20")
                until = time.monotonic() + 30
                while len(s.requests()) < 6 and time.monotonic() < until:
                    time.sleep(0.02)
                p.send_signal(number)
                self.assertEqual(p.wait(30), code)
                for words in (("todo", f.site_file()), ("report", f.site_file(), "-o", "half"), ("explain", "O1", f.site_file()), ("review", f.site_file(), "--list")):
                    told = f.oit(*words, "--lang", "en")
                    self.assertEqual((told.returncode, "has not ended" in told.stderr), (0, True), told.stderr)
                    self.assertNotIn("has not ended", f.oit(*words, "-q").stderr + told.stdout)
                so_far = json.loads(f.oit("report", f.site_file(), "--json").stdout)
                self.assertEqual((so_far["pack"]["id"], so_far["run"]["as_of"]), ("oit-2566", "2023-04-28"), "those it was begun for")
                self.assertEqual(f.oit(*visit).returncode, 3)
                self.assertNotIn("has not ended", f.oit("todo", f.site_file(), "--lang", "en").stderr)

    def test_documented(self):
        """Help, manual page and README name the same codes."""
        codes = re.findall(r"^  (\d[\d ]*?)  +", self.folder.oit("--help", "--lang", "en").stdout.split("Exit codes:")[1], re.M)
        self.assertEqual(codes, ["0", "1", "2", "3", "4", "5", "141", "130 143"])
        readme = open(os.path.join(os.path.dirname(SITES), "..", "README.md"), encoding="utf-8").read()
        told = re.search(r"Exit codes: (.*?)\n\n", readme, re.S).group(1)
        self.assertEqual(re.findall(r"(?:^|· |\n)(\d[\d/]*) ", told), [c.replace(" ", "/") for c in codes])


class Language(unittest.TestCase):
    def test_thai_everywhere(self):
        """Thai on a machine that has no Thai locale, none at all, or another one; English where it is asked for, by option or environment."""
        thai, english = "ตัวอย่าง", "Examples:"
        with Folder() as f:
            for env in ({}, {"LANG": "C"}, {"LC_ALL": "POSIX"}, {"LANG": "th_TH.UTF-8"}, {"LANG": "en_US.UTF-8"}, {"LC_ALL": "xx_YY.UTF-8"},
                        {"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"}, {"LANGUAGE": "en", "LANG": "en_GB.UTF-8"}):
                done = f.oit("--help", env=env)
                self.assertIn(thai, done.stdout, env)
                self.assertNotIn(english, done.stdout, env)
                wrong = f.oit("judge", "none.oit", env=env)
                self.assertRegex(wrong.stderr, "[\u0e01-\u0e4e]", env)
                self.assertIn(english, f.oit("--help", "--lang", "en", env=env).stdout)
                self.assertIn(english, f.oit("--help", env=dict(env, OIT_LANG="en")).stdout)
            bare = subprocess.run([OIT, "--help"], env={}, capture_output=True, text=True)
            self.assertIn(thai, bare.stdout)


if __name__ == "__main__":
    main()
