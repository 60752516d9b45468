#!/usr/bin/env python3
"""Commands that run by themselves: the units and lines that are written, shown before, taken away again; and weeks of a schedule, run in
seconds with a moved clock, as systemd reckons its dates."""
import contextlib
import re
import shlex
import shutil
import stat
import sys
from harness import Folder, OIT, Site, json, main, os, subprocess, time, unittest
import yaml

EXAMPLE = "www.tuayang.example"
CRONTAB = """#!/bin/sh
# A crontab in a file, as crontab(1) has it.
case $1 in
-l) [ -f "$HOME/tab" ] || { echo "no crontab for $USER" >&2; exit 1; }; cat "$HOME/tab" ;;
-) cat >"$HOME/tab" ;;
*) exit 1 ;;
esac
"""


def units(f):
    return os.path.join(f.path, "config", "systemd", "user")


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def values(text, key):
    return re.findall("^%s=(.*)$" % key, text, re.M)


def words_of(unit):
    """The words of ExecStart as systemd reads them."""
    line, = values(unit, "ExecStart")
    return [re.sub(r"\\(.)", r"\1", w).replace("%%", "%").replace("$$", "$") for w in re.findall(r'"((?:[^"\\]|\\.)*)"', line)]


def sections(shown):
    """What is shown, by its headings."""
    parts = re.split(r"^# ---- (.*)$", shown, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2]))


def section(shown, beginning):
    return next(text for name, text in sections(shown).items() if name.startswith(beginning))


def write_list(f):
    with open(os.path.join(f.path, "sites.csv"), "w", encoding="utf-8") as file:
        file.write("url,name\nhttps://%s,ตัวอย่าง\n" % EXAMPLE)


def write_alerts(f, more=""):
    with open(os.path.join(f.path, "alerts.yaml"), "w", encoding="utf-8") as file:
        file.write("alerts:\n  from: oit@office.example\n  smtp: {server: mail.office.example}\n  to: [{mail: clerk@office.example}]\n" + more)


class Units(unittest.TestCase):
    def install(self, f, *words, **more):
        done = f.oit("schedule", *words, "--lang", "en", **more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def test_installed_as_shown(self):
        """What is written into the two files is what was shown before, letter by letter; the timer is switched on."""
        with Folder() as f:
            done = self.install(f, "install", "--user", "--every", "friday", "--at", "20:15", "scan", EXAMPLE, "--max-pages", "50")
            name = "oit-scan-" + EXAMPLE
            for kind in ("service", "timer"):
                path = os.path.join(units(f), "%s.%s" % (name, kind))
                self.assertEqual(section(done.stdout, "%s: %s" % (kind, path)).strip(), read(path).strip())
                self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o644)
            timer = read(os.path.join(units(f), name + ".timer"))
            self.assertEqual(values(timer, "OnCalendar"), ["Fri *-*-* 20:15:00 Asia/Bangkok"])
            self.assertEqual(values(timer, "Persistent"), ["true"])
            self.assertTrue(values(timer, "RandomizedDelaySec"))
            link = os.path.join(units(f), "timers.target.wants", name + ".timer")
            self.assertTrue(os.path.samefile(link, os.path.join(units(f), name + ".timer")))
            service = read(os.path.join(units(f), name + ".service"))
            self.assertEqual(words_of(service)[1:5], ["scan", EXAMPLE, "--max-pages", "50"])
            self.assertTrue(os.path.samefile(words_of(service)[0], OIT))
            self.assertEqual(values(service, "WorkingDirectory"), [os.path.realpath(f.path)])

    def test_thai_and_walls(self):
        """Given a bare environment, the service sets Thai so that it works without a Thai locale; and it takes from the program what it does not need."""
        with Folder() as f:
            done = f.oit("schedule", "install", "--system", "--dry-run", "scan", EXAMPLE, env={"SUDO_USER": ""})
            self.assertEqual(done.returncode, 0, done.stderr)
            for line in ("Environment=LC_ALL=C.UTF-8 LANGUAGE=th OIT_LANG=th TZ=Asia/Bangkok", "NoNewPrivileges=true", "ProtectSystem=strict",
                         "CapabilityBoundingSet=", "DynamicUser=true", "StateDirectory=oit", "SuccessExitStatus=1 3 4", "Persistent=true"):
                self.assertIn("\n%s\n" % line, done.stdout)

    @unittest.skipUnless(shutil.which("systemd-analyze"), "systemd-analyze is not installed (package systemd)")
    def test_systemd_takes_them(self):
        """systemd-analyze verify has nothing to say of the units, whatever words the command holds; the service's exposure is at most 3 of 10."""
        evil = 'a "b" \\ 100% $HOME \'c\' ก'
        with Folder() as f:
            write_list(f)
            env = dict(f.env, XDG_RUNTIME_DIR=f.path)
            self.install(f, "install", "--user", "scan", EXAMPLE, "--contact", evil)
            self.install(f, "install", "--user", "--every", "day", "batch", "sites.csv", "-o", "province", "--deadline", "06:00")
            self.install(f, "install", "--user", "--every", "month", "--name", "monthly", "scan", EXAMPLE)
            files = [os.path.join(units(f), n) for n in os.listdir(units(f)) if n.endswith((".service", ".timer"))]
            self.assertEqual(len(files), 6)
            done = subprocess.run(["systemd-analyze", "verify", "--user", "--man=no", *files], env=env, capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
            self.assertIn(evil, words_of(read(os.path.join(units(f), "oit-scan-%s.service" % EXAMPLE))))
            for timer in (n for n in files if n.endswith(".timer")):
                calendar, = values(read(timer), "OnCalendar")
                self.assertEqual(subprocess.run(["systemd-analyze", "calendar", calendar], capture_output=True).returncode, 0, calendar)
            shown = self.install(f, "install", "--system", "--dry-run", "--run-as", "root", "batch", "sites.csv", "-o", "province").stdout
            os.makedirs(os.path.join(f.path, "system"))
            for kind in ("service", "timer"):
                with open(os.path.join(f.path, "system", "oit-batch-sites." + kind), "w", encoding="utf-8") as file:
                    file.write(section(shown, kind + ": "))
            files = [os.path.join(f.path, "system", "oit-batch-sites." + kind) for kind in ("service", "timer")]
            done = subprocess.run(["systemd-analyze", "verify", "--man=no", *files], env=env, capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
            done = subprocess.run(["systemd-analyze", "security", "--offline=true", "--threshold=30", files[0]], env=env, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stdout[-300:])

    def test_what_a_service_may_write(self):
        """A service of a named user may write every folder its command names; one whose user is made for each run is refused a folder of others."""
        with Folder() as f:
            write_list(f)
            outside, sites = os.path.join(f.path, "papers of all"), os.path.join(f.path, "sites")
            os.makedirs(sites)
            open(os.path.join(sites, "x.oit"), "w").close()
            config = os.path.join(f.path, "alerts.yaml")
            with open(config, "w", encoding="utf-8") as file:
                file.write("alerts:\n  from: oit@office.example\n  smtp: {server: mail.office.example}\n  to: [{mail: clerk@office.example}]\n")
            shown = self.install(f, "install", "--system", "--dry-run", "--run-as", "root", "batch", "sites.csv", "-o", outside, "--data", sites).stdout
            for folder in (outside, sites):
                self.assertIn('ReadWritePaths="-%s"' % folder, shown)
            shown = self.install(f, "install", "--system", "--dry-run", "--run-as", "root", "alert", sites, "--config", config).stdout
            self.assertIn('ReadWritePaths="-%s"' % sites, shown)
            line = next(x for x in shown.split("\n") if x.startswith("ExecStart="))
            self.assertEqual(line.count("--config"), 1, line)
            done = f.oit("schedule", "install", "--system", "--dry-run", "alert", sites, "--config", config, "--lang", "en", env={"SUDO_USER": ""})
            self.assertEqual(done.returncode, 2, done.stdout)
            self.assertIn("the service may not write there", done.stderr)
            self.assertIn("--run-as", done.stderr)
            self.assertIn("/var/lib/oit", self.install(f, "install", "--system", "--dry-run", "alert", "/var/lib/oit", "--config", config, env={"SUDO_USER": ""}).stdout)

    def test_credentials(self):
        """A secret that the configuration calls a credential is lent by the service; one that nothing lends, or that cron would have to, is told before
        anything is written."""
        with Folder() as f:
            secret, config = os.path.join(f.path, "mail 100%"), os.path.join(f.path, "alerts.yaml")
            for path, text in ((secret, "s3cret"), (os.path.join(f.path, "x.oit"), ""), (config, """alerts:
  from: oit@office.example
  smtp: {server: mail.office.example, user: oit, password-credential: oit-mail}
  to: [{mail: clerk@office.example}]
""")):
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
            alert = ("--config", config, "alert", "x.oit")
            for words, said in ((("--user",), "--credential oit-mail:FILE"), (("--cron",), "cron lends none"), (("--cron", "--credential", "oit-mail:" + secret), "cron lends none"),
                                (("--user", "--credential", "oit-mail"), "NAME:FILE"), (("--user", "--credential", "oit-mail:/nowhere/mail"), "no such file"),
                                (("--user", "--credential", "a/b:" + secret), "NAME:FILE")):
                done = f.oit("schedule", "install", *words, *alert, "--lang", "en")
                self.assertIn(done.returncode, (2, 5), (words, done.stdout, done.stderr))
                self.assertIn(said, done.stderr, words)
            self.assertFalse(os.path.exists(os.path.join(f.path, "config")))
            done = self.install(f, "install", "--user", "--credential", "oit-mail:" + secret, *alert)
            unit, = (n for n in os.listdir(units(f)) if n.endswith(".service"))
            self.assertEqual(values(read(os.path.join(units(f), unit)), "LoadCredential"), ["oit-mail:" + os.path.realpath(secret).replace("%", "%%")])
            self.assertNotIn("s3cret", done.stdout)
            if shutil.which("systemd-analyze"):
                done = subprocess.run(["systemd-analyze", "verify", "--user", "--man=no", os.path.join(units(f), unit)], env=dict(f.env, XDG_RUNTIME_DIR=f.path),
                                      capture_output=True, text=True)
                self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    def test_dry_run_writes_nothing(self):
        """Given --dry-run, or show with a command, everything is shown and no file is there afterwards; so it is when nothing is scheduled."""
        with Folder() as f:
            for words in (("install", "--user", "--dry-run", "scan", EXAMPLE), ("install", "--user", "scan", EXAMPLE, "--dry-run"),
                          ("show", "--user", "scan", EXAMPLE)):
                done = self.install(f, *words)
                self.assertIn("OnCalendar=Mon *-*-* 02:30:00 Asia/Bangkok", done.stdout)
                self.assertFalse(os.path.exists(os.path.join(f.path, "config")), words)
            self.assertIn("nothing is scheduled", self.install(f, "show", env={"PATH": "/nowhere"}).stdout)

    def test_removed(self):
        """What was installed is told by show, and taken away by its name, and by no other; files that are not ours stay."""
        with Folder() as f:
            self.install(f, "install", "--user", "scan", EXAMPLE)
            self.install(f, "install", "--user", "--name", "second", "scan", EXAMPLE)
            foreign = os.path.join(units(f), "oit-foreign.timer")
            with open(foreign, "w") as file:
                file.write("[Timer]\nOnCalendar=daily\n")
            shown = self.install(f, "show").stdout
            self.assertIn("==== scan-" + EXAMPLE, shown)
            self.assertIn("==== second", shown)
            self.assertNotIn("foreign", shown)
            done = f.oit("schedule", "remove", "--lang", "en")
            self.assertEqual(done.returncode, 2)
            self.assertIn("scan-%s, second" % EXAMPLE, done.stderr)
            self.assertEqual(f.oit("schedule", "remove", "foreign", "--lang", "en").returncode, 2)
            self.install(f, "remove", "second")
            self.install(f, "remove")
            left = sorted(n for n in os.listdir(units(f)) if n != "timers.target.wants")
            self.assertEqual((left, os.listdir(os.path.join(units(f), "timers.target.wants"))), (["oit-foreign.timer"], []))

    def test_again_replaces(self):
        """Installing the same name again leaves one of it, with the new time."""
        with Folder() as f:
            for at in ("01:00", "04:05"):
                self.install(f, "install", "--user", "--at", at, "scan", EXAMPLE)
            self.assertIn("04:05:00", read(os.path.join(units(f), "oit-scan-%s.timer" % EXAMPLE)))
            self.assertEqual(len(os.listdir(units(f))), 3)

    def test_wrong_use(self):
        """A command that could not run, an unknown way or time, and a list that is not there end with 2 and a next step, and write nothing."""
        with Folder() as f:
            write_list(f)
            write_alerts(f)
            with open(os.path.join(f.path, "bad.csv"), "w", encoding="utf-8") as file:
                file.write("name,district\nตัวอย่าง,เมือง\n")
            for words, said in ((("install",), "no command that can be scheduled"), (("install", "judge", "x"), "no command that can be scheduled"),
                                (("install", "scan"), "operand is missing"), (("install", "scan", "not a host"), "not an address of a website"), (("install", "scan", EXAMPLE, "--max-pagess", "3"), "--max-pages"),
                                (("install", "batch", "nowhere.csv"), "no such file"), (("install", "batch", "bad.csv"), "no heading says which column holds the addresses"),
                                (("install", "--user", "alert", "sites"), "names nobody to be told"), (("install", "--user", "--config", "alerts.yaml", "alert", "sites"), "no such site file and no such folder"),
                                (("install", "--system", "--dry-run", "alert", "sites", "--config", "alerts.yaml"), "no such site file and no such folder"), (("install", "--every", "fortnight", "scan", EXAMPLE), "monday"),
                                (("install", "--at", "25:00", "scan", EXAMPLE), "time of day"), (("install", "--user", "--cron", "scan", EXAMPLE), "one of"),
                                (("install", "--name", "../x", "scan", EXAMPLE), "letters"), (("install", "--run-as", "no-such-user", "scan", EXAMPLE), "user"),
                                (("install", "--user", "scan", EXAMPLE, "--contact", "a\nb"), "control characters"),
                                (("install", "scan", EXAMPLE, "--help"), "--help"), (("remove", "x"), "nothing is scheduled"), (("enable",), "install, show or remove")):
                done = f.oit("schedule", *words, "--lang", "en", env={"PATH": "/nowhere"})
                self.assertEqual(done.returncode, 2, (words, done.stdout, done.stderr))
                self.assertIn(said, done.stderr, words)
                self.assertIn("→", done.stderr, words)
            self.assertFalse(os.path.exists(os.path.join(f.path, "config")))


class Cron(unittest.TestCase):
    @contextlib.contextmanager
    def folder(self):
        with Folder() as f:
            os.makedirs(os.path.join(f.path, "bin"))
            path = os.path.join(f.path, "bin", "crontab")
            with open(path, "w") as file:
                file.write(CRONTAB)
            os.chmod(path, 0o755)
            f.env["PATH"] = os.path.join(f.path, "bin") + ":" + f.env["PATH"]
            yield f

    def test_a_line_among_others(self):
        """Given a crontab with lines of others, ours is added once, replaced, and taken away, and theirs stay as they are."""
        theirs = "MAILTO=root\n# backup\n5 4 * * * /usr/bin/backup\n"
        with self.folder() as f:
            with open(os.path.join(f.path, "tab"), "w") as file:
                file.write(theirs)
            for _ in range(2):
                done = f.oit("schedule", "install", "--cron", "scan", EXAMPLE, "--contact", "100% a'b", "--lang", "en")
                self.assertEqual(done.returncode, 0, done.stderr)
            tab = read(os.path.join(f.path, "tab"))
            self.assertTrue(tab.startswith(theirs), tab)
            line = tab[len(theirs):].split("\n")[1]
            self.assertEqual(len(tab[len(theirs):].strip().split("\n")), 2)
            self.assertRegex(line, r"^\d+ [23] \* \* 1 cd ")
            self.assertIn(line, done.stdout)
            self.assertIn("OIT_LANG=th" if "OIT_LANG=th" in line else "OIT_LANG=en", line)
            self.assertIn("LC_ALL=C.UTF-8", line)
            self.assertEqual(shlex.split(line.replace("\\%", "%"))[-8:-3], ["--contact", "100% a'b", "--lang", "en", "-o"])
            self.assertIn("==== scan-" + EXAMPLE, f.oit("schedule", "show", "--lang", "en").stdout)
            self.assertEqual(f.oit("schedule", "remove", "scan-" + EXAMPLE).returncode, 0)
            self.assertEqual(read(os.path.join(f.path, "tab")), theirs)

    def test_the_line_runs(self):
        """The line does what cron would have it do: given to sh as cron gives it, it leaves a report."""
        with self.folder() as f, Site("tuayang") as site:
            shown = f.oit("schedule", "show", "--cron", "scan", site.url, "--allow-address", "127.0.0.0/8", "--max-pages", "5", "--rate", "0",
                          "--max-documents", "0", "-o", "r 1").stdout
            line = section(shown, "").strip().split("\n")[1]
            done = subprocess.run(["/bin/sh", "-c", line.split(" ", 5)[5].replace("\\%", "%")], env={"HOME": f.path, "PATH": "/usr/bin:/bin"},
                                  capture_output=True, text=True)
            self.assertIn(done.returncode, (0, 3), done.stderr)
            self.assertEqual((done.stdout, done.stderr), ("", ""), "cron would mail it every week")
            self.assertIn("เทศบาล", read(os.path.join(f.path, "r 1", "report.html")))


class Ci(unittest.TestCase):
    def test_the_examples(self):
        """The examples are YAML, run at the same hour reckoned in Greenwich, go on from the last run's site file, and run our words."""
        with Folder() as f:
            write_list(f)
            shown = f.oit("schedule", "show", "--user", "--every", "monday", "--at", "02:30", "batch", "sites.csv", "--contact", "a b", "--lang", "en").stdout
            gitlab = yaml.safe_load(section(shown, "or in GitLab"))
            github = yaml.safe_load(section(shown, "or in GitHub"))
            self.assertEqual(github[True]["schedule"], [{"cron": "30 19 * * 0"}])
            self.assertIn("30 19 * * 0 UTC", section(shown, "or in GitLab"))
            self.assertEqual(gitlab["oit"]["variables"]["OIT_LANG"], "en")
            self.assertEqual(github["jobs"]["oit"]["env"]["TZ"], "Asia/Bangkok")
            for script in (gitlab["oit"]["script"][0], github["jobs"]["oit"]["steps"][1]["run"]):
                line = next(x for x in script.split("\n") if x.startswith("oit "))
                self.assertEqual(shlex.split(line)[:5], ["oit", "batch", "sites.csv", "--contact", "a b"])
                self.assertIn("--data .oit", line)
            self.assertEqual(gitlab["oit"]["cache"]["paths"], [".oit"])
            # Alerts tell what a visit found: the example makes the visit, and names who is told.
            write_alerts(f)
            data = os.path.join(f.path, "data", "oit")  # filled by the first visit that is scheduled
            for words, visit in ((("alert", data), "oit scan ADDRESS-OF-THE-WEBSITE"), (("alert", data + "/"), "oit scan ADDRESS-OF-THE-WEBSITE"),
                                 (("alert", "%s.oit" % EXAMPLE), "oit scan %s" % EXAMPLE)):
                if words[1].endswith(".oit"):
                    open(os.path.join(f.path, words[1]), "w").close()
                shown = f.oit("schedule", "show", "--user", "--config", "alerts.yaml", "--lang", "en", *words, "--wait", "60").stdout
                for part in ("or in GitLab", "or in GitHub"):
                    lines = [x.strip() for x in section(shown, part).split("\n") if x.strip().startswith("oit ")]
                    self.assertEqual(lines[0], visit + " --data .oit -o oit-report || [ $? -ne 2 ]")
                    self.assertEqual(lines[1].split(" ||")[0], "oit alert --wait 60 .oit --config alerts.yaml")
            write_alerts(f, "  list: sites.csv\n")
            shown = f.oit("schedule", "show", "--user", "--lang", "en", "alert", data, "--config", "alerts.yaml").stdout
            self.assertIn("oit batch sites.csv --data .oit", section(shown, "or in GitHub"))
            self.assertIn("oit alert --config alerts.yaml .oit", section(shown, "or in GitHub"))
            self.assertFalse(os.path.exists(data), "looking makes no folder")
            for word, day in (("วันศุกร์", "Fri *-*-*"), ("พฤหัส", "Thu *-*-*"), ("ทุกวัน", "*-*-*"), ("ทุกวันอาทิตย์", "Sun *-*-*"), ("สัปดาห์", "Mon *-*-*"), ("ทุกเดือน", "*-*-01")):
                shown = f.oit("schedule", "show", "--user", "--every", word, "scan", EXAMPLE).stdout
                self.assertIn("OnCalendar=%s 02:30:00" % day, shown, word)
            evening = f.oit("schedule", "show", "--user", "--every", "day", "--at", "20:00", "scan", EXAMPLE, "--lang", "en").stdout
            self.assertEqual(yaml.safe_load(section(evening, "or in GitHub"))[True]["schedule"], [{"cron": "0 13 * * *"}])


@unittest.skipUnless(shutil.which("faketime") and shutil.which("systemd-analyze"), "faketime or systemd-analyze is not installed")
class Weeks(unittest.TestCase):
    """Weeks in seconds: systemd says when, the clock is moved there, and what the service would start is started."""

    def dates(self, unit, n, base):
        calendar, = values(unit, "OnCalendar")
        done = subprocess.run(["systemd-analyze", "calendar", "--iterations=%d" % n, "--base-time=" + base, calendar], capture_output=True, text=True,
                              env=dict(os.environ, TZ="Asia/Bangkok", LC_ALL="C.UTF-8"))
        return re.findall(r"(?:Next elapse|Iteration #\d+|Iter\. #\d+): \w+ (\S+ \S+)", done.stdout)

    def test_six_weeks(self):
        """Given a weekly scan of a site that is broken in the third week and mended in the fifth, six runs are told apart: each at its date,
        each with the score before, worse when it got worse, and better when it recovered."""
        with Folder() as f:
            folder = os.path.join(f.path, "site")
            shutil.copytree(os.path.join(os.path.dirname(__file__), "..", "..", "fixtures", "sites", "tuayang"), folder)
            with Site(folder) as site:
                done = f.oit("schedule", "install", "--user", "--name", "weekly", "scan", site.url, "--allow-address", "127.0.0.0/8", "--rate", "0",
                             "--max-documents", "0", "--pack", "oit-2566", "--lang", "en", "--data", "data", "-o", "out")
                self.assertEqual(done.returncode, 0, done.stderr)
                timer = read(os.path.join(units(f), "oit-weekly.timer"))
                service = read(os.path.join(units(f), "oit-weekly.service"))
                dates = self.dates(timer, 6, "2023-03-01 00:00:00")
                self.assertEqual([d[:16] for d in dates], ["2023-03-06 02:30", "2023-03-13 02:30", "2023-03-20 02:30", "2023-03-27 02:30",
                                                           "2023-04-03 02:30", "2023-04-10 02:30"])
                env = dict(f.env, **dict(pair.split("=", 1) for line in values(service, "Environment") for pair in line.split()),
                           FAKETIME_DONT_FAKE_MONOTONIC="1", FAKETIME_DONT_RESET="1")
                scores, whens = [], []
                for week, date in enumerate(dates):
                    if week == 2:
                        os.rename(os.path.join(folder, "www"), os.path.join(folder, "kept"))
                        shutil.copytree(os.path.join(folder, "kept"), os.path.join(folder, "www"))
                        for base, _, names in os.walk(os.path.join(folder, "www")):
                            for name in sorted(n for n in names if n.endswith(".html") and n != "index.html")[::2]:
                                os.unlink(os.path.join(base, name))
                    if week == 4:
                        shutil.rmtree(os.path.join(folder, "www"))
                        os.rename(os.path.join(folder, "kept"), os.path.join(folder, "www"))
                    done = subprocess.run(["faketime", date, *words_of(service)], cwd=values(service, "WorkingDirectory")[0], env=env,
                                          capture_output=True, text=True, timeout=300)
                    self.assertIn(done.returncode, (0, 3), done.stderr)
                    with open(os.path.join(f.path, "out", "result.json"), encoding="utf-8") as file:
                        result = json.load(file)
                    scores.append(result["score"]["low"])
                    whens.append(result["run"]["started"][:16])
                    turned = [i["id"] for i in result["items"] if i.get("previous") and i["previous"] != i["verdict"]]
                    self.assertEqual(bool(turned), week in (2, 4), (week, turned))
                self.assertEqual(scores[0], scores[1])
                self.assertLess(scores[2], scores[1])
                self.assertEqual(scores[2], scores[3])
                self.assertEqual(scores[4:], [scores[0]] * 2)
                self.assertEqual(whens, [d[:16].replace(" ", "T") for d in dates])


if __name__ == "__main__":
    main()
