#!/usr/bin/env python3
"""How early is the evidence read?  The share of the labelled evidence that a budget of so many requests reaches, beside plain breadth first.

  tests/bench/curve_bench.py [--build build/release] [--only NAME]
The sites are fixtures/sites and the development part of fixtures/described; the order of requests is the server's log.  Breadth first is
worked out from the links in the site file: what a visitor without any idea of the checklist would have read by then."""
import argparse
import concurrent.futures
import os
import sqlite3
import sys
import tempfile
import urllib.parse

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
sys.path[:0] = [os.path.join(ROOT, "tests", "accuracy"), os.path.join(ROOT, "tests", "e2e")]
SHARES = (5, 10, 20, 30, 40, 50, 75, 100)
COUNTS = (5, 10, 20, 40, 80, 160)


def plain(url, base):
    """An address as the server's log and the labels both write it."""
    path = url[len(base):] if url.startswith(base) else url
    return urllib.parse.unquote(path, errors="replace").rstrip("/") or "/"


def breadth_first(db, base, start):
    links, order, seen = {}, [], set()
    for page, target in db.execute("SELECT a.url, t.url FROM page_link l JOIN page p ON p.id = l.page JOIN address a ON a.id = p.address JOIN address t ON t.id = l.target ORDER BY l.page, l.n"):
        links.setdefault(page, []).append(target)
    for page, target in db.execute("SELECT a.url, r.url FROM visit v JOIN address a ON a.id = v.address JOIN address r ON r.id = v.redirect_to"):
        links.setdefault(page, []).append(target)
    asked = {u for (u,) in db.execute("SELECT a.url FROM visit v JOIN address a ON a.id = v.address WHERE v.state IN ('read', 'failed') AND v.role IN ('page', 'document')")}
    queue = [start]
    while queue:
        url = queue.pop(0)
        if url in seen or url not in asked:
            continue
        seen.add(url)
        order.append(plain(url, base))
        queue += links.get(url, [])
    return order


def measure(labelled):
    """The curve of one site."""
    from harness import Folder, Site
    with tempfile.TemporaryDirectory(prefix="oit-curve-") as work, Folder() as folder, Site(labelled.lay_out(os.path.join(work, "site"))) as site:
        base, start = site.url.rstrip("/"), site.url.rstrip("/") + labelled.start
        done, result = folder.scan(start, "--pack", labelled.pack, "--as-of", labelled.as_of, *labelled.options, env={"OIT_READER": "/nonexistent/oit-reader"}, timeout=600)
        if result is None:
            raise RuntimeError(done.stderr)
        ours = []
        for fields in site.requests():
            target = next((f for f in fields if f.startswith("/")), None)
            if target and "oit-no-such-page" not in target and not target.startswith(("/robots.txt", "/sitemap")) and plain(target, base) not in ours:
                ours.append(plain(target, base))
        with sqlite3.connect(folder.site_file()) as db:
            plainly = breadth_first(db, base, start)
    items = [{plain(p, base) for p in label.at if p.startswith("/")} for label in labelled.labels.values() if set(label.verdicts) & {"found", "partial", "stale"}]
    return Curve([i & set(ours) for i in items if i], set.union(set(), *items), ours, plainly)


class Curve:
    def __init__(self, items, labelled, ours, plainly):
        self.items, self.labelled, self.ours, self.plainly = [i for i in items if i], labelled, ours, plainly
        self.evidence = set.union(set(), *items)

    def line(self, n):
        """Per cent of the evidence after n requests: ours, breadth first, if every request were evidence; and of the items with a first proof."""
        count = len(self.evidence)
        got = lambda order: 100.0 * len(self.evidence & set(order[:n])) / count
        return got(self.ours), got(self.plainly), 100.0 * min(n, count) / count, 100.0 * sum(bool(i & set(self.ours[:n])) for i in self.items) / len(self.items)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    os.environ["OIT_BUILD"] = os.path.join(ROOT, options.build)
    import describe
    from labelled import Described, WrittenOut
    sites = [WrittenOut(os.path.join(ROOT, "fixtures", "sites", n)) for n in sorted(os.listdir(os.path.join(ROOT, "fixtures", "sites"))) if os.path.exists(os.path.join(ROOT, "fixtures", "sites", n, "expected.json"))]
    sites += [d for d in (Described(n) for n in describe.names()) if not d.held_out]
    sites = [s for s in sites if s.name.startswith(options.only)]
    with concurrent.futures.ThreadPoolExecutor(2 * os.cpu_count()) as pool:
        done = [d for d in pool.map(measure, sites) if d.evidence]
    mean = lambda values: sum(values) / len(values)
    print("%d sites, %d requests and %d places of evidence a site on average, %.1f %% of them read" % (
        len(done), mean([len(d.ours) for d in done]), mean([len(d.evidence) for d in done]), mean([100.0 * len(d.evidence) / len(d.labelled) for d in done])))
    print("\n| requests | evidence reached | breadth first | best possible | items with a first proof |\n| ---: | ---: | ---: | ---: | ---: |")
    rows = [("%d %% of the site" % s, [d.line(-(-len(d.ours) * s // 100)) for d in done]) for s in SHARES] + [("%d" % n, [d.line(n) for d in done]) for n in COUNTS]
    for name, lines in rows:
        print("| %s | %s |" % (name, " | ".join("%.1f %%" % mean([line[k] for line in lines]) for k in range(4))))


if __name__ == "__main__":
    main()
