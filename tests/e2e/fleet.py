"""A fleet of loopback sites: described municipalities in the skins of many content systems, and sites that are slow, dead, hostile, forbidding, or
share an address."""
import contextlib
import http.server
import os
import socket
import sys
import tempfile
import threading
import time
from harness import ROOT, Site

sys.path.insert(0, os.path.join(ROOT, "tests", "accuracy"))
import describe  # noqa: E402

NAMES = ("banklang-sommut bansommai chomphu doisung dongsak khlongbua khlongsai-sommut lamduan maenam-sommut mueang-lomnao nakhon-phirom nakhonfa "
         "nongsaeng-sommut nonsung-sommut pao-sailom pao-thongthin pattaya-sommut phoklang phumirin phupha-sommut saithong samran-sommut "
         "thamuang-sommut thasala-sommut thungkwang").split()
SECOND_SKIN = ("wordpress", "joomla", "drupal", "laravel", "inthai", "elementor", "onepage", "igetweb", "wmsi", "plain")


def dead_port():
    """A port that nobody listens on."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def described(stack, name, skin=None, change=None):
    """A described site, in another skin or changed if so asked, served until the stack ends."""
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="oit-described-"))
    data = describe.load(name)
    if change:
        change(data)
    describe.lay_out(describe.Site(data, name, skin=skin), folder)
    return stack.enter_context(Site(folder))


def write_small(folder, pages, head=""):
    os.makedirs(folder, exist_ok=True)
    links = "".join('<li><a href="p%d.html">หน้า %d</a>' % (n, n) for n in range(pages))
    for name in ["index"] + ["p%d" % n for n in range(pages)]:
        with open(os.path.join(folder, name + ".html"), "w", encoding="utf-8") as f:
            f.write("<html><title>เทศบาลตำบลสมมติ %s</title>%s<body><h1>เทศบาลตำบลสมมติ</h1><p>ข้อมูลทั่วไปของเทศบาล %s</p><ul>%s</ul>"
                    % (name, head, name, links))


def small_site(stack, routes="", pages=3, robots=None):
    """A fictional site of a few pages with rules of the site server."""
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="oit-small-"))
    write_small(os.path.join(folder, "www"), pages)
    if robots:
        with open(os.path.join(folder, "www", "robots.txt"), "w") as f:
            f.write(robots)
    with open(os.path.join(folder, "routes.txt"), "w") as f:
        f.write(routes)
    return stack.enter_context(Site(folder))


class Vendor:
    """One server of many municipalities, each below a path of its own; it keeps when each request began and how many ran at once."""

    def __init__(self, stack, sites, pages=4, wait=0.05):
        self.begun, self.running, self.most, self.lock = [], 0, 0, threading.Lock()
        vendor = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def do_GET(self):
                with vendor.lock:
                    vendor.begun.append(time.monotonic())
                    vendor.running += 1
                    vendor.most = max(vendor.most, vendor.running)
                time.sleep(wait)
                super().do_GET()
                with vendor.lock:
                    vendor.running -= 1

            def log_message(self, *_):
                pass

        self.folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="oit-vendor-"))
        for n in range(sites):
            write_small(os.path.join(self.folder, "town%d" % n), pages)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), lambda *a: Handler(*a, directory=self.folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        stack.callback(server.server_close)
        stack.callback(server.shutdown)
        self.urls = ["http://127.0.0.1:%d/town%d/" % (server.server_address[1], n) for n in range(sites)]


def garbage(stack):
    """A port that answers every request with bytes that are no HTTP."""
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen(16)

    def serve():
        with contextlib.suppress(OSError):
            while True:
                peer, _ = server.accept()
                with contextlib.suppress(OSError), peer:
                    peer.recv(4096)
                    peer.sendall(b"SSH-2.0-server\r\n" + bytes(range(256)) * 16)

    threading.Thread(target=serve, daemon=True).start()
    stack.callback(server.close)
    stack.callback(lambda: server.shutdown(socket.SHUT_RDWR))
    return "http://127.0.0.1:%d/" % server.getsockname()[1]
