#!/usr/bin/env python3
"""The configuration file: options one would type every time; the command line wins, and a fault is named with its place and the nearest word."""
import re
from harness import BUILD, Folder, OIT, Site, json, main, os, subprocess, unittest

COMMANDS = re.compile(r"^  (\S+) {2,}\S", re.M)


class Config(unittest.TestCase):
    def write(self, f, text, name=None):
        path = name or os.path.join(f.path, "config", "oit", "config.yaml")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "w", encoding="utf-8").write(text)
        return path

    def test_none_is_fine(self):
        """Without a file everything is as by default; an empty one, or one of comments, says nothing."""
        with Folder() as f:
            done = f.oit("config", "check", "--lang", "en")
            self.assertEqual(done.returncode, 0)
            self.assertIn("no configuration file", done.stdout)
            for text in ("", "# later\n", "\ufeff# later\n"):
                self.write(f, text)
                done = f.oit("config", "check", "--lang", "en")
                self.assertEqual((done.returncode, "settings: 0" in done.stdout), (0, True), text)
            done = f.oit("doctor", "--config", "not-there.yaml", "--lang", "en")
            self.assertEqual((done.returncode, "not-there.yaml" in done.stderr), (2, True))

    def test_defaults_and_who_wins(self):
        """A key at the top is for every command, one below a command for that one; the command line is above both."""
        with Site("tuayang") as site, Folder() as f:
            self.write(f, "lang: en\npack: oit-2565\nscan:\n  pack: oit-2566\n  allow-address: [127.0.0.0/8]\n  rate: 0\n  max-pages: 6\n"
                          "  as-of: 2023-04-28\nreport:\n  format: [json]\n  output: from-config\n")
            done = f.oit("scan", site.url, "--data", "sites", "--json")
            self.assertIn(done.returncode, (0, 3), done.stderr)
            self.assertIn('"id": "oit-2566"', done.stdout)
            self.assertGreater(json.loads(done.stdout)["coverage"]["skipped"]["limit"], 0)
            self.assertIn('"id": "oit-2567"', f.oit("scan", site.url, "--data", "sites", "--json", "--year", "2567").stdout)
            file = f.site_file()
            f.oit("report", file)
            self.assertEqual(os.listdir(os.path.join(f.path, "from-config")), ["result.json"])
            f.oit("report", file, "-o", "said", "--format", "html")
            self.assertEqual(os.listdir(os.path.join(f.path, "said")), ["report.html"])
            self.assertIn("fiscal year 2565", f.oit("todo", file).stdout)
            self.assertNotIn("fiscal year", f.oit("todo", file, "--lang", "th").stdout)
            self.assertNotIn("fiscal year", f.oit("todo", file, env={"OIT_LANG": "th"}).stdout)

    def test_home_folder(self):
        """No shell sees a file: "~/" before a folder or file is the home folder there too, and stays what it is elsewhere."""
        with Site("tuayang") as site, Folder() as f:
            self.write(f, "data: ~/sites\noutput: ~/papers\nscan:\n  contact: ~/not-a-path\n  allow-address: [127.0.0.0/8]\n  rate: 0\n  max-pages: 6\n")
            check = f.oit("config", "check", "--lang", "en").stdout
            self.assertIn("data = %s/sites" % f.path, check)
            self.assertIn("contact = ~/not-a-path", check)
            self.assertIn(f.oit("scan", site.url).returncode, (0, 3))
            self.assertEqual(sorted(os.listdir(os.path.join(f.path, "papers"))), ["report.html", "result.json"])
            self.assertTrue(os.path.exists(f.site_file()))
            self.assertFalse(os.path.exists(os.path.join(f.path, "~")))

    def test_switches_and_policy(self):
        """A switch is true or false; a policy in the file decides the exit code like one on the command line."""
        with Site("tuayang") as site, Folder() as f:
            _, result = f.scan(site.url, "--pack", "oit-2566", "--as-of", "2023-04-28")
            self.write(f, "judge:\n  fail-under: 100\n  json: true\n")
            done = f.oit("judge", f.site_file())
            self.assertEqual((done.returncode, done.stdout[0]), (1, "{"), done.stderr)
            self.assertIn(f.oit("judge", f.site_file(), "--fail-under", "1").returncode, (0, 3))
            self.write(f, "judge:\n  json: false\n  ignore-robots: false\n")
            self.assertEqual(f.oit("judge", f.site_file()).returncode, 2)  # judge knows no ignore-robots
            self.write(f, "scan:\n  ignore-robots: true\n")
            done = f.oit("scan", site.url, "--lang", "en")
            self.assertEqual((done.returncode, "--i-own-this-site" in done.stderr), (2, True))

    def test_faults(self):
        """Each fault has line, column and a way out; check lists all of them, any other command stops at the first, before it does anything."""
        faults = (("lnag: en\n", "1:1", '"lang"'), ("scan:\n  max-pagse: 3\n", "2:3", '"max-pages"'), ("jugde:\n  rate: 1\n", "1:1", '"judge"'),
                  ("onwers:\n  O1: x\n", "1:1", '"owners"'), ("scan:\n  rate: fast\n", "2:9", "requests per second"), ("quiet: maybe\n", "1:8", "true or false"),
                  ("todo:\n  format: html\n", "2:11", "text, csv or ics"), ("scan: 3\n", "1:7", "key: value"), ("review:\n  set: O1=found\n", "2:3", "leave it out"),
                  ("lang: en\nlang: th\n", "2:1", ""), ("lang: [en\n", "2:1", ""), ("lang: &a en\n", "1:7", ""),
                  ("allow-address: [10.0.0.0/8, 10.0.0.0/33]\n", "1:16", "no network address"), ("contact: \"a\\nb\"\n", "1:10", "control character"))
        with Folder() as f:
            for text, place, told in faults:
                path = self.write(f, text, os.path.join(f.path, "c.yaml"))
                done = f.oit("config", "check", "--config", path, "--lang", "en")
                self.assertEqual(done.returncode, 2, text)
                self.assertIn("c.yaml:%s:" % place, done.stdout)
                self.assertIn(told, done.stdout)
                done = f.oit("rules", "list", "--config=" + path, "--lang", "en")
                self.assertEqual((done.returncode, done.stdout), (2, ""), text)
                self.assertIn("c.yaml:%s:" % place, done.stderr)
                self.assertIn(told, done.stderr)
                self.assertEqual(f.oit("scan", "--help", "--config", path).returncode, 0)
            path = self.write(f, "".join(t for t, _, _ in faults[:5]).replace("scan:\n  rate: fast\n", ""), os.path.join(f.path, "c.yaml"))
            self.assertEqual(f.oit("config", "check", "--config", path, "--lang", "en").stdout.count("c.yaml:"), 4)

    def test_what_a_command_would_find_out_at_night(self):
        """Check refuses a checklist, a report format or a file that is not there; formats of other commands are theirs."""
        faults = (("pack: oit-9999\n", "1:7", "no such checklist"), ("batch:\n  year: 3000\n", "2:9", "no such checklist"), ("scan:\n  format: html,pdf\n", "2:11", '"pdf"'),
                  ("format: nagios,jsonl\n", "1:9", "standard output"), ("ca-file: none.pem\n", "1:10", "no such file"), ("scores: none.yaml\n", "1:9", "no such file"),
                  ("rules: /none\n", "", "/none"))
        with Folder() as f:
            for text, place, told in faults:
                done = f.oit("config", "check", "--config", self.write(f, text, os.path.join(f.path, "c.yaml")), "--lang", "en")
                self.assertEqual(done.returncode, 2, text)
                self.assertIn("c.yaml:%s:" % place if place else "", done.stdout)
                self.assertIn(told, done.stdout + done.stderr)
                self.assertIn("→", done.stdout + done.stderr)
            good = "year: ๒๕๖๖\nformat: html,line\ntodo: {format: ics}\ndiff: {format: text}\ndraft: {format: docx}\n"
            done = f.oit("config", "check", "--config", self.write(f, good, os.path.join(f.path, "c.yaml")), "--lang", "en")
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_all_faults_of_alerts_and_owners(self):
        """Check goes on behind the first fault below alerts: and owners:, and knows that a unit in charge of nothing is a mistake."""
        with Folder() as f:
            path = self.write(f, "alerts:\n  from: nobody\n  looks: 0\n  remnid: 3\n  smtp: {server: mail.office.example, security: strattls}\n  to:\n"
                                 "    - mail: a@b.example\n      kinds: [itme, daet]\n    - hook: jsn\n      name: x\n  in-doubt: maybe\n"
                                 "owners: {O99: Clerk, nosuch-topic: Clerk, O1: Clerk, o2: Clerk, procurement-plann: Clerk}\n", os.path.join(f.path, "c.yaml"))
            done = f.oit("config", "check", "--config", path, "--lang", "en")
            self.assertEqual(done.returncode, 2, done.stderr)
            places = re.findall(r"c\.yaml:(\d+:\d+):", done.stdout)
            self.assertEqual(places, ["2:9", "3:10", "4:3", "5:49", "8:15", "8:21", "9:13", "11:13", "12:10", "12:22", "12:65"], done.stdout)
            self.assertEqual(done.stdout.count("→"), len(places))
            self.assertIn('"nosuch-topic" is no item', done.stdout)
            self.assertIn('did you mean "procurement-plan"?', done.stdout)

    def test_completion_knows_everything(self):
        """Whatever --help names, bash completes: every command, and every option of each."""
        script = os.path.join(os.path.dirname(__file__), "..", "..", "completions", "oit.bash")
        with Folder() as f:
            def complete(*words):
                ask = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; _oit; printf "%s\\n" "${COMPREPLY[@]}"'
                done = subprocess.run(["bash", "-c", ask, "bash", script, *words], env=dict(f.env, PATH=os.path.dirname(OIT) + ":/usr/bin:/bin"),
                                      cwd=f.path, capture_output=True, text=True, timeout=60)
                self.assertEqual(done.stderr, "")
                return set(done.stdout.split())

            text = f.oit("--help", "--lang", "en").stdout
            commands = COMMANDS.findall(text.split("Commands:")[1].split("Exit codes:")[0])
            self.assertGreater(len(commands), 8)
            self.assertLessEqual(set(commands), complete("oit", ""))
            for command in commands:
                options = set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", f.oit(command, "--help", "--lang", "en").stdout, re.M))
                self.assertTrue(options)
                self.assertEqual(options - complete("oit", command, "--"), set(), command)
            self.assertEqual(complete("oit", "sc"), {"scan", "schedule"})
            self.assertEqual(complete("oit", "scan", "--max-p"), {"--max-pages"})
            self.assertEqual(complete("oit", "todo", "--format", ""), {"text", "csv", "ics"})
            self.assertLessEqual({"th", "en"}, complete("oit", "scan", "--lang", ""))
            open(os.path.join(f.path, "town.oit"), "w").close()
            self.assertEqual(complete("oit", "judge", "to"), {"town.oit"})

    def test_manual_page(self):
        """mandoc reads the manual page without a remark, and it names every command, option and exit code that --help names."""
        page = os.path.join(BUILD, "share", "man", "man1", "oit.1")
        lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", page], capture_output=True, text=True)
        self.assertEqual((lint.returncode, lint.stdout), (0, ""))
        shown = subprocess.run(["mandoc", "-T", "ascii", "-O", "width=300", page], capture_output=True, text=True).stdout
        text = re.sub(".\b", "", shown)
        with Folder() as f:
            helped = f.oit("--help", "--lang", "en").stdout
            for command in COMMANDS.findall(helped.split("Commands:")[1].split("Exit codes:")[0]):
                self.assertIn("oit " + command, text)
                for option in re.findall(r"^  (?:-\w, )?(--[a-z-]+)", f.oit(command, "--help", "--lang", "en").stdout, re.M):
                    self.assertIn(option, text)
            for code in re.findall(r"^  (\d[\d ]*?)  +", helped.split("Exit codes:")[1], re.M):
                self.assertRegex(text, r"(?m)^ +%s\b" % code)


if __name__ == "__main__":
    main()
