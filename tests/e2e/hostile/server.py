"""A server that does what a row of the catalogue says: every byte of an answer, its pauses and its end are the row's own."""
import asyncio
import os
import socket
import ssl
import struct
import subprocess
import threading
import time

HOLD_S = 60
PIECE = 64 << 10


def head(status="200 OK", *lines):
    return ("HTTP/1.1 %s\r\n" % status + "".join(line + "\r\n" for line in lines) + "\r\n").encode("utf-8", "surrogateescape")


def answer(body=b"", status="200 OK", *lines, kind="text/html; charset=utf-8"):
    """A whole answer with the right length."""
    body = body.encode() if isinstance(body, str) else body
    fields = [*lines, "Content-Length: %d" % len(body)] + (["Content-Type: " + kind] if kind else [])
    return head(status, *fields) + body


def page(title, body="", status="200 OK", *lines):
    """A page with words of its own, so that nobody takes it for an empty one."""
    return answer("<!doctype html><html lang=th><meta charset=utf-8><title>%s</title><h1>%s</h1><p>หน้านี้คือ %s ของเทศบาลตำบลตัวอย่าง"
                  " มีเนื้อหาเป็นของตนเองและไม่ซ้ำกับหน้าอื่น</p>%s</html>" % (title, title, title, body), status, *lines)


def redirect(to, status="302 Found", *lines, body=b""):
    return answer(body, status, "Location: " + to, *lines)


class Ask:
    """One request, and the means to answer it in any way at all."""

    def __init__(self, server, port, method, target, fields, reader, writer):
        self.server, self.port, self.method, self.target, self.fields = server, port, method, target, fields
        self.reader, self.writer, self.close = reader, writer, False
        self.path, _, self.query = target.partition("?")
        self.times = sum(1 for one in server.log if one["target"] == target and one["port"] == port)

    async def put(self, data):
        for at in range(0, len(data), PIECE):
            self.writer.write(data[at:at + PIECE])
            await self.writer.drain()

    async def drip(self, data, pause, size=1):
        for at in range(0, len(data), size):
            await self.put(data[at:at + size])
            await asyncio.sleep(pause)
        self.close = True

    async def hold(self):
        """Say nothing more until the visitor goes."""
        self.close = True
        try:
            await asyncio.wait_for(self.reader.read(1), HOLD_S)
        except asyncio.TimeoutError:
            pass

    async def endless(self, piece):
        self.close = True
        while True:
            await self.put(piece)

    def reset(self):
        self.close = True
        sock = self.writer.get_extra_info("socket")
        if sock:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


class Server:
    """Serves answer(ask) on loopback; further ports speak as their own function says.  Everything asked is in log."""

    def __init__(self, respond, ports=(), host="127.0.0.1"):
        self.respond, self.more, self.host = respond, ports, host
        self.log, self.open, self.open_most, self.inside, self.port_of = [], 0, 0, 0, {}

    def __enter__(self):
        ready = threading.Event()
        self.thread = threading.Thread(target=self.run, args=(ready,), daemon=True)
        self.thread.start()
        ready.wait()
        self.url = "http://%s:%d/" % (self.host, self.port)
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.end.set)
        self.thread.join()

    def run(self, ready):
        asyncio.run(self.serve(ready))

    async def serve(self, ready):
        self.loop, self.end = asyncio.get_running_loop(), asyncio.Event()
        self.loop.set_exception_handler(lambda *_: None)
        servers = [await asyncio.start_server(self.talk(self.respond), self.host, 0, limit=1 << 20)]
        self.port = servers[0].sockets[0].getsockname()[1]
        for inside in ("127.0.0.2", "::1"):
            try:
                servers.append(await asyncio.start_server(self.intrusion, inside, self.port))
            except OSError:
                pass
        for one in self.more:
            servers.append(await one.start(self))
            self.port_of[one.name] = servers[-1].sockets[0].getsockname()[1] if hasattr(servers[-1], "sockets") else servers[-1]
        ready.set()
        await self.end.wait()
        for server in servers:
            if hasattr(server, "close"):
                server.close()
        tasks = [t for t in asyncio.all_tasks() if t is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def intrusion(self, reader, writer):
        """Somebody connects where nobody may."""
        self.inside += 1
        writer.close()

    def talk(self, respond):
        async def talk_one(reader, writer):
            self.open += 1
            self.open_most = max(self.open_most, self.open)
            try:
                while await self.one(respond, reader, writer):
                    pass
            except (ConnectionError, OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                pass
            finally:
                self.open -= 1
                try:
                    writer.close()
                except (ConnectionError, OSError):
                    pass
        return talk_one

    async def one(self, respond, reader, writer):
        raw = await reader.readuntil(b"\r\n\r\n")
        lines = raw.decode("latin-1").split("\r\n")
        method, target, _ = lines[0].split(" ", 2)
        fields = {k.strip().lower(): v.strip() for k, _, v in (line.partition(":") for line in lines[1:] if line)}
        port = writer.get_extra_info("sockname")[1]
        entry = {"time": time.monotonic(), "port": port, "method": method, "target": target, "fields": fields, "open": self.open}
        self.log.append(entry)
        ask = Ask(self, port, method, target, fields, reader, writer)
        given = respond(ask)
        if asyncio.iscoroutine(given):
            given = await given
        if given is None:
            given = b"" if ask.close else answer("<h1>404 Not Found</h1>", "404 Not Found")
        if isinstance(given, str):
            given = given.encode()
        await ask.put(given)
        entry["done"] = time.monotonic()
        return not ask.close and b"Content-Length" in given[:4096]

    def asked(self, path=None):
        """How often a path (or anything) was asked for."""
        return sum(1 for one in self.log if path is None or one["target"] == path)


class Port:
    """A further port that speaks HTTP, its own way."""

    def __init__(self, name, respond):
        self.name, self.respond = name, respond

    async def start(self, server):
        return await asyncio.start_server(server.talk(self.respond), server.host, 0)


class Rude(Port):
    """A port whose connections are handled byte by byte: speak(reader, writer)."""

    async def start(self, server):
        async def one(reader, writer):
            try:
                await self.respond(reader, writer)
            except (ConnectionError, OSError):
                pass
            finally:
                writer.transport.abort()
        return await asyncio.start_server(one, server.host, 0)


class Closed(Port):
    """A port on which nobody listens."""

    def __init__(self, name):
        super().__init__(name, None)

    async def start(self, server):
        with socket.socket() as s:
            s.bind((server.host, 0))
            return s.getsockname()[1]


class Tls(Port):
    """A port that speaks TLS with a certificate of ours, well or badly."""

    def __init__(self, name, respond, certificate, **rules):
        super().__init__(name, respond)
        self.certificate, self.rules = certificate, rules

    async def start(self, server):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if "version" in self.rules or self.rules.get("weak"):
            context.set_ciphers("ALL:@SECLEVEL=0")
        if "version" in self.rules:
            context.minimum_version = context.maximum_version = self.rules["version"]
        if self.rules.get("client"):
            context.verify_mode = ssl.CERT_REQUIRED
            context.maximum_version = ssl.TLSVersion.TLSv1_2
            context.load_verify_locations(self.certificate[0])
        context.load_cert_chain(*self.certificate)
        return await asyncio.start_server(server.talk(self.respond), server.host, 0, ssl=context)


class Certificates:
    """Certificates made for one run of the tests, each with its own fault.  Needs the openssl command."""

    def __init__(self, folder):
        self.folder = folder
        self.make("ca", ["-x509", "-days", "30", "-subj", "/CN=Test authority", "-addext", "basicConstraints=critical,CA:TRUE"])

    def path(self, name):
        return os.path.join(self.folder, name)

    def sub(self):
        """A folder for another authority."""
        os.mkdir(self.path("another"))
        return self.path("another")

    def run(self, *args):
        subprocess.run(["openssl", *args], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def make(self, name, options, key=("ec", "-pkeyopt", "ec_paramgen_curve:prime256v1")):
        self.run("req", "-newkey", *key, "-nodes", "-keyout", self.path(name + ".key"), "-out", self.path(name + ".pem"), *options)
        return self.path(name + ".pem"), self.path(name + ".key")

    def signed(self, name, subject="/CN=127.0.0.1", names="IP:127.0.0.1", begin="20200101000000Z", end="20900101000000Z", key=("ec", "-pkeyopt", "ec_paramgen_curve:prime256v1")):
        """A certificate of our authority, valid from begin to end."""
        self.run("req", "-newkey", *key, "-nodes", "-utf8", "-keyout", self.path(name + ".key"), "-out", self.path(name + ".csr"), "-subj", subject)
        with open(self.path(name + ".cnf"), "w", encoding="utf-8") as f:
            f.write("[ca]\ndefault_ca=d\n[d]\ndatabase=%s\nserial=%s\nnew_certs_dir=%s\ndefault_md=sha256\npolicy=p\nunique_subject=no\nx509_extensions=e\n"
                    "[p]\ncommonName=optional\n[e]\nsubjectAltName=%s\n" % (self.path(name + ".db"), self.path(name + ".serial"), self.folder, names))
        open(self.path(name + ".db"), "w").close()
        with open(self.path(name + ".serial"), "w") as f:
            f.write("%08X" % (abs(hash(name)) % (1 << 31)))
        self.run("ca", "-batch", "-notext", "-config", self.path(name + ".cnf"), "-cert", self.path("ca.pem"), "-keyfile", self.path("ca.key"),
                 "-startdate", begin, "-enddate", end, "-in", self.path(name + ".csr"), "-out", self.path(name + ".pem"))
        return self.path(name + ".pem"), self.path(name + ".key")

    def self_signed(self, name):
        return self.make(name, ["-x509", "-days", "30", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"])
