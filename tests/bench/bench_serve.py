"""nginx on loopback for generated sites: its configuration, logs and everything it writes in a folder of ours, as the user who measures.

Hosts are addresses of 127/8, so that a hundred of them need neither names nor root.  A long way (latency) is `bench_lag` before it, on a port of its own."""
import collections
import os
import shutil
import signal
import socket
import subprocess
import time

CONFIGURATION = """daemon off;
worker_processes 1;
worker_rlimit_nofile 8192;
pid %(folder)s/nginx.pid;
error_log %(folder)s/error.log;
events { worker_connections 4096; }
http {
  types { text/html html; text/xml xml; application/pdf pdf; }
  log_format bench escape=none '$server_addr $status $uri';
  access_log %(folder)s/access.log bench;
  client_body_temp_path %(folder)s/t; proxy_temp_path %(folder)s/t; fastcgi_temp_path %(folder)s/t; uwsgi_temp_path %(folder)s/t; scgi_temp_path %(folder)s/t;
  sendfile on; tcp_nopush on; keepalive_requests 10000000; keepalive_timeout 600; absolute_redirect off;
  server {
    %(listen)s
    root %(root)s;
    location = /news.php { charset utf-8; try_files /news/$arg_id.html =404; }
    location = /list.php { charset utf-8; if ($arg_cat = '') { return 404; } try_files /news/$arg_id.html =404; }
    location /ข่าว/ { charset utf-8; }
    location = /robots.txt { default_type text/plain; return 200 "User-agent: *\\nAllow: /\\nSitemap: http://$http_host/sitemap.xml\\n"; }
    location = /sitemap.xml { sub_filter_types text/xml; sub_filter_once off; sub_filter 'http://SITE' 'http://$http_host'; }
  }
}
"""


def nginx_program():
    here = os.path.join("build", "tools", "usr", "sbin", "nginx")
    return os.path.abspath(here) if os.path.exists(here) else shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def hosts(count):
    return ["127.1.%d.%d" % (n // 200, n % 200 + 1) for n in range(count)]


class Site:
    """A served folder: one host (its pages lie in `root`), or many (each in a folder named by its address)."""

    def __init__(self, folder, root, addresses, pages, build=None, latency=0):
        os.makedirs(folder, exist_ok=True)
        self.folder, self.addresses, self.pages = folder, addresses, pages
        self.near = self.port = free_port()
        self.log = os.path.join(folder, "access.log")
        conf = os.path.join(folder, "nginx.conf")
        with open(conf, "w", encoding="utf-8") as f:
            f.write(CONFIGURATION % {"folder": folder, "listen": " ".join("listen %s:%d backlog=1024;" % (a, self.port) for a in addresses),
                                     "root": root if len(addresses) == 1 else root + "/$server_addr"})
        self.server = subprocess.Popen([nginx_program(), "-p", folder, "-c", conf, "-e", os.path.join(folder, "error.log")],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.wait_until_open()
        self.way, self.build, self.latency, self.at = None, build, latency, 0
        if latency:
            self.port = free_port()
            self.open_way()

    def wait_until_open(self):
        for _ in range(200):
            with socket.socket() as s:
                if s.connect_ex((self.addresses[-1], self.port)) == 0:
                    return
            if self.server.poll() is not None:
                break
            time.sleep(0.05)
        raise SystemExit("nginx did not start: %s%s" % (self.server.stderr.read() if self.server.poll() is not None else "",
                                                       open(os.path.join(self.folder, "error.log")).read()))

    def open_way(self):
        self.way = subprocess.Popen([os.path.join(self.build, "tests", "bench", "bench_lag"), str(self.latency), str(self.port), str(self.near)]
                                    + self.addresses, stdout=subprocess.PIPE, text=True)
        self.way.stdout.readline()

    def begin(self):
        """From here on everything asked for belongs to what is measured next."""
        self.at = os.path.getsize(self.log) if os.path.exists(self.log) else 0

    def asked(self):
        """What was asked since begin(): pages read, pages read in vain, 304s, 4xx, and the most that waited at once on one host."""
        peak = None
        if self.way:
            self.way.send_signal(signal.SIGTERM)
            peak = int(self.way.communicate()[0].split()[0])
            self.open_way()
        seen, answers, vain = set(), collections.Counter(), 0
        with open(self.log, encoding="utf-8", errors="replace") as f:
            f.seek(self.at)
            for line in f:
                host, status, uri = line.rstrip("\n").split(" ", 2)
                answers[status] += 1
                if status != "200" or not uri.endswith(".html"):
                    continue
                vain += (host, uri) in seen
                seen.add((host, uri))
        return {"read": len(seen), "vain": vain, "unchanged": answers["304"], "refused": sum(n for s, n in answers.items() if s[0] == "4"),
                "requests": sum(answers.values()), "peak": peak}

    def urls(self):
        return ["http://%s:%d/" % (a, self.port) for a in self.addresses]

    def close(self):
        for process in (self.way, self.server):
            if process:
                process.terminate()
                process.wait()
