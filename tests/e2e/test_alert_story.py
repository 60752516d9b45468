#!/usr/bin/env python3
"""Thirty days of two websites, a clerk, an auditor and a webhook, with faults of the sites, of the mail server and of the machine: exactly the expected
messages, none twice, none lost."""
import datetime
import signal
import sys

sys.path.append("/usr/lib/python3/dist-packages")  # the package python3-aiosmtpd, whichever Python runs the tests
from harness import OIT, main, os, subprocess, time, unittest  # noqa: E402
from office import Office  # noqa: E402
from postbox import Hooks, Postbox, free_port  # noqa: E402

DAYS = 30
NIGHT = datetime.datetime(2023, 4, 1, 2, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=7)))  # the first one
CLERK, AUDITOR = "clerk@alpha.example", "auditor@province.example"

# What happens before the visits of a day.
SITES = {
    5: lambda o: o.remove(name="alpha"),  # seen on 5 and 6
    7: lambda o: o.stop("beta"),  # seen on 7 and 8
    9: lambda o: o.restore(name="alpha"),
    10: lambda o: o.serve("beta"),
    12: lambda o: o.remove(name="beta"),  # one day only: nobody is told
    13: lambda o: o.restore(name="beta"),
    14: lambda o: o.remove(name="alpha"),  # seen on 14 and 15, reminded on 22
    20: lambda o: o.write("www/robots.txt", "User-agent: *\nDisallow: /\n", name="beta"),  # seen on 20 and 21
    25: lambda o: o.write("www/robots.txt", "User-agent: *\nAllow: /\n", name="beta"),
    28: lambda o: o.restore(name="alpha"),
    29: lambda o: (o.remove(name="alpha"), o.remove(name="beta")),  # seen on 29 and 30: both at once
}
DOWN = range(15, 18)  # the mail server is away
GREY = (22,)  # it says "try again" to everything that day
KILLED = (21, 28)  # the program is ended in the midst of handing over, and started again

# (day made, what, who)
EXPECTED = [
    (6, "worse 1", (CLERK, AUDITOR)),
    (8, "worse 1", (AUDITOR,)),
    (9, "recovered 1", (CLERK, AUDITOR)),
    (10, "recovered 1", (AUDITOR,)),
    (15, "worse 1", (CLERK, AUDITOR)),
    (21, "worse 1", (AUDITOR,)),
    (22, "still 1", (CLERK, AUDITOR)),
    (25, "recovered 1", (AUDITOR,)),
    (28, "recovered 1", (CLERK, AUDITOR)),
    (30, "worse 1", (CLERK,)),
    (30, "worse 2", (AUDITOR,)),
]


def arrival(day):
    """A mail that meets a fault of the server arrives on the first day without one."""
    while day in DOWN or day in GREY:
        day += 1
    return day


def said(mail):
    for sign, word in (("⬇", "worse"), ("⬆", "recovered"), ("↻", "still")):
        if sign in mail.subject:
            return word + " " + mail.subject.split(sign)[1][0]
    return mail.subject


class Story(unittest.TestCase):
    def kill_once(self, o, box):
        """End it when a mail has been begun."""
        begun = box.tries
        run = subprocess.Popen([OIT, "alert", *[o.file_of(n) for n in sorted(o.servers)], "--config", o.config], env=o.env, cwd=o.path, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
        while run.poll() is None and box.tries == begun:
            time.sleep(0.001)
        run.send_signal(signal.SIGKILL)
        run.wait()

    def answer(self, step, what):
        if step == "rcpt" and self.today in GREY:
            return "451 4.7.1 try again later"
        return 0.2 if step == "rcpt" and self.today in KILLED else None

    def live(self, o, hooks, port):
        arrived = []
        for self.today in range(1, DAYS + 1):
            night = NIGHT + datetime.timedelta(days=self.today - 1)
            o.set_clock(night)
            SITES.get(self.today, lambda o: None)(o)
            for name in ("alpha", "beta"):
                o.visit(name, None)
            o.set_clock(night + datetime.timedelta(hours=1))
            if self.today in DOWN:
                o.alert(expect=None)
                continue
            with Postbox(port=port, answer=self.answer) as box:
                if self.today in KILLED:
                    self.kill_once(o, box)
                o.alert(expect=None)
                o.alert(expect=None)  # a second run of the same night adds nothing
                arrived += [(self.today, m) for m in box.mails]
        return arrived

    def test_thirty_days(self):
        """The mails that arrived, by day, content and recipient, are those of the table; each under its own Message-ID; the webhook got what the auditor got."""
        port = free_port()
        with Hooks() as hooks, Office(port, to="placeholder") as o:
            a, b = o.serve("alpha"), o.serve("beta")
            o.configure(to="[{mail: %s, sites: [127.0.0.1_%d]}, {mail: %s}, {hook: json, name: room, url: \"%s/\"}]" % (CLERK, a.port, AUDITOR, hooks.url), more="remind: 7")
            arrived = self.live(o, hooks, port)
            got = sorted((day, said(m), m.to[0]) for day, m in arrived)
            expected = sorted((arrival(day), what, who) for day, what, all_ in EXPECTED for who in all_)
            self.maxDiff = None
            self.assertEqual(got, expected)
            self.assertEqual({m.message["Date"].datetime.date() for day, m in arrived if day == 6}, {datetime.date(2023, 4, 6)})
            self.assertEqual(len({m.id for _, m in arrived}), len(arrived))
            self.assertEqual(o.database("SELECT count(*) FROM message WHERE state <> 'sent'"), [(0,)])
            counts = [next("%s %d" % (k, v) for k, v in r["json"]["counts"].items() if v) for r in hooks.requests]
            self.assertEqual(counts, [what for _, what, all_ in EXPECTED if AUDITOR in all_])
            # A mail of one matter answers to those before it.
            first = {m.id for _, m in arrived}
            for _, m in arrived:
                self.assertEqual(m.message["In-Reply-To"] is not None, not said(m).startswith("worse"), m.subject)
                self.assertLessEqual(set((m.message["References"] or "").split()), first)
            print("days %d, visits %d, mails %d, webhooks %d, twice 0, lost 0" % (DAYS, 2 * DAYS, len(arrived), len(hooks.requests)))


if __name__ == "__main__":
    main()
