#!/usr/bin/env python3
"""Handing over: a real mail server with and without TLS and AUTH that is down, slow, grey, refuses or dies in the middle; webhooks that speak as the services do."""
import atexit
import hashlib
import hmac
import random
import shutil
import sys

sys.path.append("/usr/lib/python3/dist-packages")  # the package python3-aiosmtpd, whichever Python runs the tests
from harness import OIT, main, os, signal, subprocess, tempfile, time, unittest  # noqa: E402
from office import CLERK, Office  # noqa: E402
from postbox import PASSWORD, Hooks, Postbox, certificate, free_port  # noqa: E402

SECRET = PASSWORD.decode()


PREPARED = tempfile.mkdtemp(prefix="oit-news-")
atexit.register(shutil.rmtree, PREPARED, True)


def with_news(o):
    """An office in whose one site something got worse and was seen once before: the next run tells it.  Made once, then copied."""
    kept = os.path.join(PREPARED, "sites")
    if not os.path.exists(kept):
        with Office() as first:
            first.serve()
            first.look()
            first.remove()
            first.look()
            first.visit()
            shutil.copytree(first.data, kept)
    shutil.rmtree(o.data, ignore_errors=True)
    shutil.copytree(kept, o.data)
    return o


class Post(unittest.TestCase):
    def secret_file(self, o, text=SECRET):
        path = os.path.join(o.path, "password")
        with open(path, "w") as f:
            f.write(text + "\n")
        os.chmod(path, 0o600)
        return path

    def test_encrypted_and_logged_in(self):
        """STARTTLS and TLS, the password from a file, the environment or a systemd credential: taken encrypted under the user's name; the secret is nowhere else."""
        with Office() as o:
            cert = certificate(o.path)
            file = self.secret_file(o)
            os.makedirs(os.path.join(o.path, "credentials"))
            shutil.copy(file, os.path.join(o.path, "credentials", "post"))
            shown = ""
            for tls, where, env in (("starttls", "password-file: " + file, {}), ("tls", "password-env: OIT_POST", {"OIT_POST": SECRET}),
                                    ("starttls", "password-credential: post", {"CREDENTIALS_DIRECTORY": os.path.join(o.path, "credentials")})):
                with_news(o)
                with Postbox(tls, auth=True, cert=cert) as box:
                    o.configure(mail=box.port, smtp="security: %s, user: oit, %s, ca-file: %s" % (tls, where, cert[0]))
                    done = o.alert("--verbose", env=env)
                    shown += done.stdout + done.stderr
                    self.assertEqual(len(box.mails), 1, done.stderr)
                    self.assertTrue(box.mails[0].encrypted)
                    self.assertEqual(box.mails[0].user.login, b"oit")
            self.assertNotIn(SECRET, shown)
            for base, _, names in os.walk(o.path):
                for name in names:
                    path = os.path.join(base, name)
                    if not path.startswith(os.path.join(o.path, "credentials")) and path != file:
                        self.assertNotIn(PASSWORD, open(path, "rb").read(), path)

    def test_what_is_not_safe_is_not_used(self):
        """No STARTTLS, an unknown authority, a wrong password, an open password file: nothing is handed over, the reason is told, the mail waits."""
        with Office() as o:
            cert = certificate(o.path)
            file = self.secret_file(o)
            with_news(o)
            login = "user: oit, password-file: " + file
            with Postbox() as box:
                o.configure(mail=box.port, smtp="security: starttls, " + login)
                self.assertIn("the server offers no encryption", o.alert(expect=3).stderr)
                self.assertEqual(box.tries, 0)
            with Postbox("starttls", auth=True, cert=cert) as box:
                o.configure(mail=box.port, smtp="security: starttls, " + login)
                o.fall_due()
                self.assertIn("the certificate of the server cannot be trusted", o.alert(expect=3).stderr)
                o.configure(smtp="security: starttls, ca-file: %s, %s" % (cert[0], login))
                self.secret_file(o, "wrong")
                o.fall_due()
                self.assertIn("the server does not accept user and password", o.alert(expect=3).stderr)
                os.chmod(file, 0o644)
                o.fall_due()
                done = o.alert(expect=2)
                self.assertIn("open to other users", done.stderr)
                self.assertIn("chmod 600", done.stderr)
                os.remove(file)
                self.secret_file(o)
                o.fall_due()
                o.alert()
                self.assertEqual(len(box.mails), 1)

    def test_server_down_then_back(self):
        """A server that is down loses nothing: the mail waits with growing pauses, every later run tries, and it arrives once, as it was made."""
        port = free_port()
        with Office(port) as o:
            with_news(o)
            done = o.alert(expect=3)
            self.assertIn("the server cannot be reached", done.stderr)
            self.assertIn("1 waiting", done.stdout)
            made = o.database("SELECT message_id, bytes FROM message")
            pauses = []
            for _ in range(6):
                o.alert(expect=3)
                tries, at = o.database("SELECT tries, try_at FROM message")[0]
                pauses.append(at - time.time())
                o.fall_due()
            self.assertEqual([round(p / 60) for p in pauses], [1, 5, 15, 60, 60, 240])
            with Postbox(port=port) as box:
                o.alert("--data", o.data, files=[])
                o.alert()
                self.assertEqual(box.ids(), ["<%s>" % made[0][0]])
                self.assertEqual(box.mails[0].raw, made[0][1])
            self.assertEqual(o.database("SELECT state, bytes FROM message"), [("sent", None)])

    def test_grey_and_busy(self):
        """A server that says 451 to the first try, or 421, gets it again; with --wait in the same run."""
        seen = []

        def grey(step, what):
            if step == "rcpt" and what not in seen:
                seen.append(what)
                return "451 4.7.1 try again"

        with Postbox(answer=grey) as box, Office(box.port) as o:
            with_news(o)
            o.alert("--wait", "20")
            self.assertEqual(len(box.mails), 1)
            self.assertGreaterEqual(box.tries, 2)

    def test_refused_for_good(self):
        """A recipient or a mail that is refused with 5xx is told and not tried again; the others get theirs; a refused sender is our fault, and waits."""
        def answer(step, what):
            if step == "rcpt" and what.startswith("nobody"):
                return "550 5.1.1 no such user"
            if step == "data" and what.to == ["full@office.example"]:
                return "554 5.6.0 not wanted"

        with Postbox(answer=answer) as box, Office(box.port, to="[{mail: nobody@office.example}, {mail: full@office.example}, {mail: %s}]" % CLERK) as o:
            with_news(o)
            done = o.alert(expect=3)
            self.assertEqual([m.to for m in box.mails], [[CLERK]])
            self.assertIn("550 5.1.1 no such user", done.stderr)
            self.assertIn("554 5.6.0 not wanted", done.stderr)
            self.assertEqual(o.database("SELECT state FROM message ORDER BY id"), [("refused",), ("refused",), ("sent",)])
            tries = box.tries
            o.alert()
            self.assertEqual(box.tries, tries)
        with Postbox(answer=lambda step, what: "550 5.7.1 not you" if step == "mail" else None) as box, Office(box.port) as o:
            with_news(o)
            o.alert(expect=3)
            self.assertEqual(o.database("SELECT state FROM message"), [("waiting",)])

    def test_dies_in_the_middle(self):
        """The server breaks off before, in and after the text: the mail is handed over again under the same Message-ID; one the server had not taken arrives once."""
        for step, arrives in (("mail", 1), ("rcpt", 1), ("data", 1), ("taken", 2)):
            once = []

            def answer(at, what):
                if at == step and not once:
                    once.append(at)
                    return "drop"

            with Postbox(answer=answer) as box, Office(box.port) as o:
                with_news(o)
                o.alert(expect=3)
                o.alert()
                o.alert()
                self.assertEqual((step, len(box.mails), len(set(box.ids()))), (step, arrives, 1))

    def test_in_doubt_hold(self):
        """With in-doubt: hold, what may have been taken is not handed over again, and that is told."""
        with Postbox(answer=lambda step, what: "drop" if step == "taken" else None) as box, Office(box.port, more="in-doubt: hold") as o:
            with_news(o)
            self.assertIn("it may have been received", o.alert(expect=3).stderr)
            o.alert()
            self.assertEqual(len(box.mails), 1)
            self.assertEqual(o.database("SELECT state FROM message"), [("held",)])

    def test_slow(self):
        """A server slower than the time-out is given up for now; one that is only slow is waited for."""
        with Postbox(answer=lambda step, what: 3 if step == "rcpt" else None) as box, Office(box.port, smtp="security: none, timeout: 1") as o:
            with_news(o)
            self.assertIn("did not answer in time", o.alert(expect=3).stderr)
            o.configure(smtp="security: none, timeout: 30")
            o.alert()
            self.assertEqual(len(box.mails), 1)

    def test_one_at_a_time(self):
        """Two runs at once: the second waits or says who is at work; nothing is sent twice."""
        with Postbox(answer=lambda step, what: 0.5 if step == "data" else None) as box, Office(box.port, to="[%s]" % ", ".join("{mail: n%d@office.example}" % n for n in range(4))) as o:
            with_news(o)
            first = o.start("alert", o.data, "--config", o.config)
            time.sleep(0.2)
            second = o.alert(expect=None)
            first.wait()
            self.assertIn(second.returncode, (0, 2))
            o.alert()
            self.assertEqual(sorted(m.to[0] for m in box.mails), ["n%d@office.example" % n for n in range(4)])


class Webhooks(unittest.TestCase):
    def hook(self, o, kind, url, more=""):
        o.configure(to="[{hook: %s, name: office, url: \"%s\"%s}]" % (kind, url, more))
        return with_news(o)

    def secret(self, o, text):
        path = os.path.join(o.path, "token")
        with open(path, "w") as f:
            f.write(text)
        os.chmod(path, 0o600)
        return ", secret-file: " + path

    def test_json_signed(self):
        """Generic JSON: the schema, the findings, a signature over time and body that the receiver can check, the same key at every try."""
        down = [503, 500, 200]
        with Hooks(lambda r: down.pop(0)) as hooks, Office() as o:
            self.hook(o, "json", hooks.url + "/in", self.secret(o, "k3y"))
            o.alert(expect=3)
            o.alert(expect=3)
            o.fall_due()
            o.alert()
            self.assertEqual(len(hooks.requests), 3)
            self.assertEqual(len({r["headers"]["idempotency-key"] for r in hooks.requests}), 1)
            for r in hooks.requests:
                expected = hmac.new(b"k3y", r["headers"]["x-oit-timestamp"].encode() + b"." + r["raw"], hashlib.sha256).hexdigest()
                self.assertEqual(r["headers"]["x-oit-signature"], "sha256=" + expected)
            body = hooks.requests[-1]["json"]
            self.assertEqual((body["schema"], body["counts"]), ("oit-alert/1", {"worse": 1, "recovered": 0, "still": 0, "near": 0}))
            (finding,) = body["sites"][0]["findings"]
            self.assertEqual((finding["kind"], finding["event"], finding["item"], finding["from"], finding["to"], finding["gain"]), ("item", "began", "O16", "found", "missing", 1.25))

    def test_chats(self):
        """Slack, Discord, Teams and LINE get what they take: their shape, their way to prove who we are, their way to take a repeated one once."""
        with Hooks() as hooks, Office() as o:
            self.hook(o, "slack", hooks.url + "/services/T/B/x")
            o.alert()
            self.assertIn("O16", hooks.requests[-1]["json"]["text"])
        with Hooks(lambda r: (204, {})) as hooks, Office() as o:
            self.hook(o, "discord", hooks.url + "/api/webhooks/1/x")
            o.alert()
            body = hooks.requests[-1]["json"]
            self.assertIn("O16", body["content"])
            self.assertEqual(body["allowed_mentions"], {"parse": []})
        with Hooks(lambda r: (202, {})) as hooks, Office() as o:
            self.hook(o, "teams", hooks.url + "/workflows/x")
            o.alert()
            (card,) = hooks.requests[-1]["json"]["attachments"]
            self.assertEqual((card["contentType"], card["content"]["type"]), ("application/vnd.microsoft.card.adaptive", "AdaptiveCard"))
            self.assertIn("O16", card["content"]["body"][0]["text"])
        taken = []

        def line(r):  # takes the first, but the answer is lost; then says so
            if r["headers"]["x-line-retry-key"] in taken:
                return 409, {"X-Line-Accepted-Request-Id": "1"}
            taken.append(r["headers"]["x-line-retry-key"])
            return 500, {}

        with Hooks(line) as hooks, Office() as o:
            self.hook(o, "line", hooks.url + "/v2/bot/message/push", ", user: U4af4980629" + self.secret(o, "t0ken"))
            o.alert(expect=3)
            o.alert()
            body = hooks.requests[-1]["json"]
            self.assertEqual((body["to"], body["messages"][0]["type"]), ("U4af4980629", "text"))
            self.assertEqual(hooks.requests[-1]["headers"]["authorization"], "Bearer t0ken")
            self.assertEqual(o.database("SELECT state FROM message"), [("sent",)])

    def test_asked_to_wait(self):
        """429 with Retry-After is obeyed; 400 is for good; an address from the environment is not shown."""
        with Hooks(lambda r: (429, {"Retry-After": "120"})) as hooks, Office() as o:
            o.configure(to="[{hook: slack, name: office, url-env: OIT_HOOK}]")
            with_news(o)
            done = o.alert("--verbose", expect=3, env={"OIT_HOOK": hooks.url + "/s3cr3t"})
            self.assertNotIn("s3cr3t", done.stdout + done.stderr)
            self.assertGreater(o.database("SELECT try_at FROM message")[0][0], time.time() + 100)
            o.alert(expect=3, env={"OIT_HOOK": hooks.url + "/s3cr3t"})
            self.assertEqual(len(hooks.requests), 1)
        with Hooks(lambda r: 400) as hooks, Office() as o:
            self.hook(o, "slack", hooks.url)
            o.alert(expect=3)
            o.alert()
            self.assertEqual(o.database("SELECT state FROM message"), [("refused",)])


class Killed(unittest.TestCase):
    RECIPIENTS, KILLS = 500, 100

    def kill(self, o, box, how):
        """Start and end it: at any moment, or right when a mail has been begun."""
        files = [o.data] if how == "whole" else ["--data", o.data]
        run = subprocess.Popen([OIT, "alert", *files, "--config", o.config, "--lang", "en"], env=o.env, cwd=o.path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                               text=True)
        begun = box.tries
        until = time.monotonic() + (self.moments.uniform(0, 0.5) if how == "whole" else 5)
        while time.monotonic() < until and run.poll() is None and (how == "whole" or box.tries == begun):
            time.sleep(0.001)
        if how == "begun":
            time.sleep(self.moments.uniform(0, 0.04))
        run.send_signal(signal.SIGKILL)
        run.communicate()
        return o.database("SELECT count(*) FROM message WHERE state = 'handed'")[0][0] if os.path.exists(os.path.join(o.data, "alerts.db")) else 0

    def make(self, o, box):
        """Whatever the kills so far have left: from here on every message is in the outbox."""
        o.configure(mail=1)
        o.alert(expect=None)
        o.configure(mail=box.port)
        o.fall_due()

    def test_kill_at_any_moment(self):
        """Killed a hundred times while it tells 500 recipients, most often in the midst of a mail: each gets its mail, none is lost; one that came
        twice came under the same Message-ID, and only where the end fell between its handing over and our note of the answer, which the next run says."""
        self.moments = random.Random(7)
        with Postbox(answer=lambda step, what: 0.01 if step == "data" else None) as box:
            with Office(box.port, to="[%s]" % ", ".join("{mail: n%d@office.example}" % n for n in range(self.RECIPIENTS))) as o:
                with_news(o)
                doubts = sum(self.kill(o, box, "whole") for _ in range(15))
                self.make(o, box)
                doubts += sum(self.kill(o, box, "begun") for _ in range(self.KILLS - 15))
                left = o.database("SELECT count(*) FROM message WHERE state <> 'sent'")[0][0]
                self.assertGreater(left, 0, "the kills came too late to matter")
                o.alert()
                got, ids = [m.to[0] for m in box.mails], {}
                for m in box.mails:
                    ids.setdefault(m.to[0], set()).add(m.id)
                self.assertEqual(sorted(set(got)), sorted("n%d@office.example" % n for n in range(self.RECIPIENTS)), "lost")
                self.assertTrue(all(len(v) == 1 for v in ids.values()), "another message for the same finding")
                self.assertLessEqual(len(got) - len(set(got)), doubts, "sent again without a doubt")
                self.assertEqual(o.database("SELECT count(*) FROM message WHERE state <> 'sent'"), [(0,)])
                self.assertEqual(o.database("PRAGMA integrity_check"), [("ok",)])
                print("kills %d, in doubt %d, received twice under one Message-ID %d, lost 0" % (self.KILLS, doubts, len(got) - len(set(got))))

    def test_kill_with_hold(self):
        """With in-doubt: hold nobody gets a mail twice, not even under one Message-ID, whatever the moment."""
        self.moments = random.Random(8)
        with Postbox(answer=lambda step, what: 0.01 if step == "taken" else None) as box:
            with Office(box.port, to="[%s]" % ", ".join("{mail: n%d@office.example}" % n for n in range(60)), more="in-doubt: hold") as o:
                with_news(o)
                self.make(o, box)
                for _ in range(30):
                    self.kill(o, box, "begun")
                o.alert(expect=None)
                got = [m.to[0] for m in box.mails]
                self.assertEqual(len(got), len(set(got)))
                held = o.database("SELECT count(*) FROM message WHERE state = 'held'")[0][0]
                self.assertEqual(o.database("SELECT count(*) FROM message WHERE state NOT IN ('sent', 'held')"), [(0,)])
                self.assertGreaterEqual(len(set(got)) + held, 60)
                print("held %d, received twice 0" % held)


if __name__ == "__main__":
    main()
