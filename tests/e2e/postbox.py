"""A mail server and a receiver of webhooks on loopback that take, refuse, delay and break off as a test asks them to."""
import asyncio
import email
import email.policy
import http.server
import json
import os
import logging
import ssl
import subprocess
import threading
import time

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # sessions that break off are what is tested
USER, PASSWORD = b"oit", b"s3cret of the post"


def certificate(folder, host="127.0.0.1", days=90):
    """A certificate that is its own authority; gives (certificate, key)."""
    cert, key = os.path.join(folder, "cert.pem"), os.path.join(folder, "key.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out", cert,
                    "-days", str(days), "-subj", "/CN=" + host, "-addext", "subjectAltName=IP:" + host], check=True, capture_output=True)
    return cert, key


def parsed(raw):
    return email.message_from_bytes(raw, policy=email.policy.default)


class Mail:
    def __init__(self, envelope):
        self.sender, self.to, self.raw = envelope.mail_from, list(envelope.rcpt_tos), envelope.content
        self.message = parsed(self.raw)
        self.subject, self.id = self.message["Subject"], self.message["Message-ID"]

    def text(self, kind="plain"):
        return self.message.get_body((kind,)).get_content().replace("\r\n", "\n")

    def attachments(self):
        return {a.get_filename(): a.get_content() for a in self.message.iter_attachments()}


class Handler:
    """`answer` decides: a function of (step, address or mail, how often this was asked) that gives a reply, a number of seconds, 'drop' or None."""

    def __init__(self, box):
        self.box = box

    async def ask(self, server, step, what):
        answer = self.box.answer(step, what) if self.box.answer else None
        if isinstance(answer, (int, float)):
            await asyncio.sleep(answer)
            return None
        if answer == "drop":
            server.transport.abort()
            return "421 4.3.2 gone"
        return answer

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.box.tries += 1
        answer = await self.ask(server, "mail", address)
        if answer:
            return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = await self.ask(server, "rcpt", address)
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = Mail(envelope)
        mail.encrypted, mail.user = server.transport.get_extra_info("sslcontext") is not None, session.auth_data
        answer = await self.ask(server, "data", mail)
        if answer:
            return answer
        self.box.mails.append(mail)
        answer = await self.ask(server, "taken", mail)
        return answer or "250 OK"


class Postbox(Controller):
    """For as long as the block lasts.  tls: "starttls", "tls" or None; auth: the user must log in."""

    def __init__(self, tls=None, auth=False, cert=None, port=0, answer=None):
        self.mails, self.tries, self.answer = [], 0, answer
        self.tls, self.auth, self.cert = tls, auth, cert
        context = None
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*cert)
        self.context = context
        super().__init__(Handler(self), hostname="127.0.0.1", port=port, ssl_context=context if tls == "tls" else None, ready_timeout=30)

    def factory(self):
        return SMTP(self.handler, hostname="post.example", enable_SMTPUTF8=False, data_size_limit=64 << 20,
                      tls_context=self.context if self.tls == "starttls" else None, require_starttls=self.tls == "starttls",
                      authenticator=self.check if self.auth else None, auth_required=self.auth, auth_require_tls=self.tls == "starttls")

    def check(self, server, session, envelope, mechanism, data):
        good = isinstance(data, LoginPassword) and (data.login, data.password) == (USER, PASSWORD)
        return AuthResult(success=good, handled=False, auth_data=data)

    def _trigger_server(self):
        """Asked by the base class to be sure that it listens; the port is known only now."""
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def ids(self):
        return [m.id for m in self.mails]


class Hooks:
    """Takes POSTs of JSON; `answer` decides (a function of the request that gives a status, or (status, headers))."""

    def __init__(self, answer=None):
        self.requests, self.answer = [], answer

    def __enter__(self):
        outer = self

        class Post(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                request = {"path": self.path, "headers": {k.lower(): v for k, v in self.headers.items()}, "raw": body, "json": json.loads(body)}
                outer.requests.append(request)
                answer = outer.answer(request) if outer.answer else 200
                status, more = answer if isinstance(answer, tuple) else (answer, {})
                self.send_response(status)
                for k, v in more.items():
                    self.send_header(k, v)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"ok")

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Post)
        self.port = self.server.server_address[1]
        self.url = "http://127.0.0.1:%d" % self.port
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def free_port():
    """Free now, and not one of those (32768 and above) that the system gives to whoever asks for any while nobody listens here."""
    import random
    import socket
    while True:
        port = random.randrange(20000, 32000)
        with socket.socket() as s:
            try:
                s.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port


__all__ = ["Postbox", "Hooks", "Mail", "USER", "PASSWORD", "certificate", "parsed", "free_port", "time"]
