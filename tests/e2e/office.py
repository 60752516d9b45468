"""An office that watches fictional websites: a folder with its configuration, its sites on loopback, its visits and alerts."""
import shutil
import sqlite3

from harness import SITES, Folder, Site, os, time
from postbox import free_port

DAY = "2023-04-28"
STATISTICS = "www/service/statistics.html"  # the page of O16 in fixtures/sites/tuayang
CLERK = "clerk@tuayang.example"


class Office(Folder):
    """Use as a block; `mail` is the port of the mail server, `to` the YAML of recipients, `more` further lines below alerts:."""

    def __init__(self, mail=1, to="[{mail: %s}]" % CLERK, more="", smtp="security: none", lang="en"):
        super().__init__()
        self.mail, self.to, self.more, self.smtp, self.lang = mail, to, more, smtp, lang
        self.servers = {}
        self.second = 0  # in which the last visit began

    def __enter__(self):
        super().__enter__()
        self.data = os.path.join(self.path, "sites")
        self.configure()
        return self

    def __exit__(self, *rest):
        for name in list(self.servers):
            self.stop(name)
        super().__exit__(*rest)

    def configure(self, **changes):
        for key, value in changes.items():
            setattr(self, key, value)
        lines = ["alerts:", "  from: OIT watch <watch@office.example>", "  smtp: {server: \"127.0.0.1:%d\", %s}" % (self.mail, self.smtp), "  to: " + self.to]
        lines += ["  " + line for line in self.more.split("\n") if line]
        self.config = os.path.join(self.path, "alerts.yaml")
        with open(self.config, "w", encoding="utf-8") as f:
            f.write("\n".join(lines) + "\n")

    # ------------------------------------------------------------------ websites

    def folder_of(self, name="town"):
        return os.path.join(self.path, "www", name)

    def serve(self, name="town", port=0, skin="tuayang"):
        """Serve a copy of a fixture, or go on serving it at the port it had; nobody else has the port while it is stopped."""
        if not os.path.exists(self.folder_of(name)):
            shutil.copytree(os.path.join(SITES, skin), self.folder_of(name))
        old = self.servers.get(name)
        site = Site(self.folder_of(name), port=old.port if old else port or free_port())
        site.__enter__()
        self.servers[name] = site
        site.running = True
        return site

    def stop(self, name="town"):
        site = self.servers[name]
        if site.running:
            site.__exit__()
            site.running = False

    def remove(self, page=STATISTICS, name="town"):
        path = os.path.join(self.folder_of(name), page)
        os.rename(path, path + ".gone")

    def restore(self, page=STATISTICS, name="town"):
        path = os.path.join(self.folder_of(name), page)
        os.rename(path + ".gone", path)

    def write(self, page, text, name="town"):
        path = os.path.join(self.folder_of(name), page)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)

    # ------------------------------------------------------------------ commands

    def visit(self, name="town", day=DAY, *more, pack="oit-2566"):
        """One visit, which begins in a second of its own: so does every visit outside of tests, and alerts tell visits apart by it."""
        while int(time.time()) == self.second:
            time.sleep(0.02)
        self.second = int(time.time())
        done, result = self.scan(self.servers[name].url, "--pack", pack, *(("--as-of", day) if day else ()), *more)
        assert done.returncode in (0, 3, 4), (done.returncode, done.stderr)
        return result

    def file_of(self, name="town"):
        return os.path.join(self.data, "127.0.0.1_%d.oit" % self.servers[name].port)

    def alert(self, *more, expect=0, files=None, **rest):
        files = ([self.file_of(name) for name in sorted(self.servers)] or [self.data]) if files is None else files
        done = self.oit("alert", *files, "--config", self.config, "--lang", self.lang, *more, **rest)
        assert expect is None or done.returncode == expect, (done.returncode, done.stdout, done.stderr)
        return done

    def look(self, *more, day=DAY, name="town", expect=0):
        """A visit and what is told of it."""
        self.visit(name, day)
        return self.alert(*more, expect=expect)

    def database(self, question, *values, path=None):
        db = sqlite3.connect(path or os.path.join(self.data, "alerts.db"))
        try:
            return db.execute(question, values).fetchall()
        finally:
            db.close()

    def set_clock(self, moment):
        """What every later command takes for the time, a datetime in the time of the office."""
        self.env["OIT_FAKE_NOW"] = str(int(moment.timestamp()))

    def fall_due(self):
        """As if the pause before the next try were over."""
        db = sqlite3.connect(os.path.join(self.data, "alerts.db"))
        db.execute("UPDATE message SET try_at = 0")
        db.commit()
        db.close()


__all__ = ["Office", "DAY", "STATISTICS", "CLERK", "os", "time"]
