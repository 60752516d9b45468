#!/usr/bin/env python3
"""Our program beside what people would use instead and beside the floor, in one session and in turns, on generated sites on loopback.

  ./bootstrap bench                        everything usual
  ./bootstrap bench --quick                small sites, one round: does it all run
  ./bootstrap bench --write                the same, and the figures go into docs/performance.md
  ./bootstrap bench --only one,profile     some parts: one hosts stored rules documents growth profile batch
  ./bootstrap bench --pages 2000,10000 --rounds 5 --slow --growth 500,2000,10000,100000    the long ones

Where the machine is shared, read CPU seconds and ratios; wall seconds say little there.  Nothing is asserted."""
import argparse
import collections
import contextlib
import datetime
import glob
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__))]
import bench_run as run  # noqa: E402
import bench_site  # noqa: E402
from bench_serve import Site, hosts, nginx_program  # noqa: E402
from bench_table import middle, plot, short, spread, table  # noqa: E402

PAGE, PLOT = "docs/performance.md", "docs/growth.svg"


def say(*words):
    print(*words, file=sys.stderr, flush=True)


@contextlib.contextmanager
def one_host(ask, pages):
    with run.scratch(ask.memory) as folder:
        www = os.path.join(folder, "www")
        os.chmod(folder, 0o755)
        bench_site.make(www, pages)
        site = Site(os.path.join(folder, "nginx"), www, hosts(1), pages)
        try:
            yield site, folder
        finally:
            site.close()


def write_list(path, site, pages):
    with open(path, "w") as f:
        for url in site.urls():
            f.writelines(url[:-1] + bench_site.right_address(n) + "\n" for n in range(pages))


def in_turns(site, rounds, tools, total):
    """tools: {name: (folder to keep in, argv of a folder, options of measure)}; every round runs each once."""
    found = collections.defaultdict(list)
    for _ in range(rounds):
        for name, (where, argv, options) in tools.items():
            with run.scratch(where) as folder:
                site.begin()
                used = run.measure(argv(folder), cwd=folder, **options)
                used.update(site.asked(), total=total)
                found[name].append(used)
                say("  %-28s %7.2f s  %7.2f CPU s  %6.1f MB  %d of %d read, exit %d" % (name, used["wall"], used["cpu"], used["mb"], used["read"], total, used["exit"]))
    return dict(found)


def part_one(ask):
    """One host, no latency."""
    result = {}
    for pages in ask.pages:
        say("one host, %d pages" % pages)
        large = pages > 4000
        with one_host(ask, pages) as (site, folder):
            listed = os.path.join(folder, "list")
            write_list(listed, site, pages)
            tools = {"floor": (ask.memory, lambda d: [ask.bench("floor"), "8"], {"stdin": listed})}
            for place, where in (("memory", ask.memory), ("disk", ask.disk)):
                if large and place == "disk" and not ask.slow:
                    continue
                tools["oit, " + place] = (where, lambda d: run.oit_scan(ask.build, site.urls()[0], d, pages), {"limit": ask.limit})
                if shutil.which("wget2"):
                    tools["wget2 8 threads, " + place] = (where, lambda d: run.wget2(site, d, 8), {})
                if shutil.which("wget"):
                    tools["wget, " + place] = (where, lambda d: run.wget(site, d), {})
                if shutil.which("httrack") and (ask.slow or not large):
                    tools["httrack, " + place] = (where, lambda d: run.httrack(site, d), {})
            result[str(pages)] = in_turns(site, 1 if large else ask.rounds, tools, pages)
    return result


def part_hosts(ask):
    """Many hosts a long way off, two requests at a time on each."""
    count, pages = ask.hosts, ask.host_pages
    say("%d hosts of %d pages, 100 ms" % (count, pages))
    with run.scratch(ask.memory) as folder:
        os.chmod(folder, 0o755)
        www, listed = os.path.join(folder, "www"), os.path.join(folder, "list")
        bench_site.make_hosts(www, hosts(count), pages)
        site = Site(os.path.join(folder, "nginx"), www, hosts(count), pages, ask.build, 100)
        try:
            write_list(listed, site, pages)
            tools = {"floor": (ask.memory, lambda d: [ask.bench("floor"), "2"], {"stdin": listed}),
                     "oit batch": (ask.memory, lambda d: run.oit_batch(ask.build, site, d, 2), {"limit": ask.limit})}
            if shutil.which("wget2"):
                tools["wget2 %d threads" % (2 * count)] = (ask.memory, lambda d: run.wget2(site, d, 2 * count), {})
            return in_turns(site, max(1, ask.rounds - 1), tools, count * pages)
        finally:
            site.close()


def start_up(argv, times=15):
    runs = [run.measure(argv) for _ in range(times)]
    return {"cpu": [r["cpu"] * 1000 for r in runs], "wall": [r["wall"] * 1000 for r in runs]}


def site_file(data):
    return glob.glob(os.path.join(data, "*.oit"))[0]


def words_of(www):
    total = 0
    for path in glob.glob(os.path.join(www, "**", "*.html"), recursive=True):
        with open(path, "rb") as f:
            whole = f.read()
        charset = "cp874" if b'charset="windows-874"' in whole[:200] else "utf-8"
        text = whole.decode(charset).split("<body>")[1]
        total += len(re.sub(r"<[^>]*>", "", text).encode())
    return total


def part_stored(ask):
    """What is done with a site that is stored: again, judge, report; and starting up."""
    pages = ask.pages[0]
    say("a stored site of %d pages" % pages)
    oit = lambda *args: run.oit(ask.build, *args)
    with one_host(ask, pages) as (site, folder):
        data, out = os.path.join(folder, "data"), os.path.join(folder, "out")
        scan = run.oit_scan(ask.build, site.urls()[0], data, pages)
        first = run.measure(scan, limit=ask.limit)
        site.begin()
        again = run.measure(scan, limit=ask.limit)
        again.update(site.asked())
        file = site_file(data)
        result = {"pages": pages, "first": first, "again": again, "file_kb": os.path.getsize(file) / 1e3 / pages,
                  "text_mb": words_of(os.path.join(folder, "www")) / 1e6,
                  "judge": [run.measure(oit("judge", file, "--json"), limit=ask.limit) for _ in range(ask.rounds if pages < 1000 else 1)],
                  "report": start_up(oit("report", file, "--format", "html,json", "-o", out), 5),
                  "version": start_up(oit("version")), "bad": start_up(oit("scan", "--no-such-option"))}
    return result


SITES, TRIED = 300, 10  # sites of a province; as many of them are made and judged, each a few times


def changed_rules(folder):
    """The program's topics with a phrase more in one of them."""
    rules = os.path.join(folder, "rules")
    os.makedirs(os.path.join(rules, "topics"))
    with open("rules/topics/action-plan-6-months.yaml", encoding="utf-8") as f:
        topic = f.read()
    with open(os.path.join(rules, "topics", "action-plan-6-months.yaml"), "w", encoding="utf-8") as f:
        f.write(topic.replace("phrases:\n", "phrases:\n  - รายงานการติดตามแผนรอบครึ่งปี\n", 1))
    return rules


def part_rules(ask):
    """A phrase is changed, and the stored sites of a province are judged again."""
    pages = 2 * ask.host_pages
    say("stored sites of %d pages, judged by other rules" % pages)
    with run.scratch(ask.memory) as folder:
        os.chmod(folder, 0o755)
        www = os.path.join(folder, "www")
        bench_site.make_hosts(www, hosts(TRIED), pages)
        site = Site(os.path.join(folder, "nginx"), www, hosts(TRIED), pages)
        try:
            run.measure(run.oit_batch(ask.build, site, folder, 8), cwd=folder, limit=ask.limit)
        finally:
            site.close()
        rules, files = changed_rules(folder), glob.glob(os.path.join(folder, "data", "*.oit"))
        judge = lambda file: run.measure(run.oit(ask.build, "judge", file, "--json", "--rules", rules), limit=ask.limit)
        return {"pages": pages, "judge": [judge(f) for _ in range(ask.rounds) for f in files]}


def part_documents(ask):
    """What documents cost: the measure of its own, as it prints it."""
    say("%d documents" % ask.documents)
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "documents_bench.py")
    said = subprocess.run([sys.executable, here, "--build", ask.build, "--documents", str(ask.documents)], capture_output=True, text=True)
    return said.stdout.strip() or said.stderr.strip()


def scan_and_judge(ask, pages):
    with one_host(ask, pages) as (site, folder):
        data = os.path.join(folder, "data")
        scan = run.measure(run.oit_scan(ask.build, site.urls()[0], data, pages), limit=ask.limit)
        judge = run.measure(run.oit(ask.build, "judge", site_file(data), "--json"), limit=ask.limit)
    return {"pages": pages, "scan": scan, "judge": judge}


def lines_of(*argv):
    return subprocess.run(argv, capture_output=True, text=True).stdout


def part_growth(ask):
    """What a page costs as the site grows, and each of the parts that could grow with it."""
    say("growth")
    result = {"site": [scan_and_judge(ask, n) for n in ask.growth], "store": [], "frontier": [], "match": []}
    for n in (1000, 3000, 10000):
        with run.scratch(ask.memory) as folder:
            said = lines_of(ask.bench("store"), str(n), os.path.join(folder, "s.oit"))
        m = re.search(r"new: (\d+) pages per CPU second.*peak (\d+) KiB", said)
        if m:
            result["store"].append([n, 1e6 / float(m.group(1)), int(m.group(2)) / 1024])
    for m in re.finditer(r"(\d+) addresses: ([\d.]+) us in, ([\d.]+) us out", lines_of(ask.bench("frontier"))):
        result["frontier"].append([int(m.group(1)), float(m.group(2)) + float(m.group(3))])
    for m in re.finditer(r"and topics +blocks of +(\d+) bytes: +([\d.]+) MB/s", lines_of(ask.bench("match"), "rules")):
        result["match"].append([int(m.group(1)), 1000 / float(m.group(2))])
    return result


PARTS = [  # what a symbol belongs to: library, or file of ours; the first that fits
    ("HTML parser (Gumbo)", r"libgumbo"), ("compression", r"libzstd"), ("SQLite and the store", r"libsqlite3|^store/"),
    ("hashing", r"libcrypto|^base/sha256|_sha|hash_block"), ("patterns (PCRE2)", r"libpcre2|\[JIT\]|//anon|perf-\d+\.map"),
    ("libcurl and fetching", r"libcurl|libssl|^crawler/(fetch|server|answer|header|host|discover|crawl|beginnings)"),
    ("text and links of pages", r"^crawler/(page|state|candidate|novelty|mojibake|charset|json)"),
    ("addresses and queue", r"^crawler/"), ("matching and judging", r"^rules/|^base/(thai|dates|words|gauge)"), ("report", r"^report/"),
    ("kernel", r"kernel"), ("C library: copying, comparing, allocating", r"libc\.so|ld-linux"), ("strings, maps, arenas", r"^base/")]


def files_of_symbols():
    """Which file defines a function: its name stands at the start of a line."""
    where = collections.defaultdict(set)
    for path in glob.glob("[a-z]*/*.c"):
        with open(path, encoding="utf-8") as f:
            for name in re.findall(r"^([a-z_0-9]+)\(", f.read(), re.M):
                where[name].add(path)
    return where


def part_of(library, symbol, where):
    files = where.get(symbol.split(".")[0], set())
    name = library if "oit" not in library else sorted(files)[0] if files else "?"
    if len(files) > 1 and len({p.split("/")[0] for p in files}) > 1 and "oit" in library:
        return "several files use this name"
    return next((part for part, pattern in PARTS if re.search(pattern, name)), "the rest")


def part_profile(ask):
    """Where the processor time of a crawl goes, and that of judging."""
    if not shutil.which("perf"):
        return None
    pages, result, where = ask.profile, {"pages": ask.profile}, files_of_symbols()
    say("profile, %d pages" % pages)
    with one_host(ask, pages) as (site, folder):
        data = os.path.join(folder, "data")
        commands = {"scan": run.oit_scan(ask.build, site.urls()[0], data, pages), "judge": None}
        for name, command in commands.items():
            command = command or run.oit(ask.build, "judge", site_file(data), "--json")
            record = os.path.join(folder, "perf.data")
            used = run.measure(["perf", "record", "-q", "-F", "499", "-o", record] + command, limit=ask.limit)
            said = lines_of("perf", "report", "-i", record, "--stdio", "--sort", "dso,symbol", "-g", "none", "--percent-limit", "0")
            shares, symbols = collections.Counter(), []
            for m in re.finditer(r"^ +([\d.]+)% +(\S+) +\[.\] (\S+)", said, re.M):
                shares[part_of(m.group(2), m.group(3), where)] += float(m.group(1))
                symbols.append([m.group(3), m.group(2), float(m.group(1))])
            if not symbols:
                return None
            result[name] = {"shares": shares.most_common(), "top": symbols[:8], "cpu": used["cpu"]}
    return result


def part_batch(ask):
    say("batch of 300 sites, politely")
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "batch_bench.py")
    return lines_of(sys.executable, here, "--build", ask.build).strip()


def ratio(runs, other, what):
    """Of the same round each time, so that both saw the same machine."""
    return [what(a) / what(b) for a, b in zip(runs, other) if what(b)]


def per_cpu(r):
    return r["read"] / r["cpu"] if r["cpu"] else float("nan")


def show_runs(found):
    rows = []
    for name, runs in found.items():
        place = name.split(", ")[-1]
        ours = next((r for n, r in found.items() if n.startswith("oit") and (n.endswith(place) or ", " not in name or ", " not in n)), None)
        versus = "" if name.startswith("oit") or not ours else spread(ratio(ours, runs, per_cpu))
        rows.append([name, spread([r["wall"] for r in runs]), spread([r["cpu"] for r in runs]), spread([r["read"] / r["wall"] for r in runs]),
                     spread([per_cpu(r) for r in runs]), short(max(r["mb"] for r in runs) or None),
                     "%.1f %%" % (100 * middle([r["read"] / r["total"] for r in runs])), short(middle([r["vain"] for r in runs])),
                     short(middle([r["refused"] for r in runs])), "-" if runs[0]["peak"] is None else max(r["peak"] for r in runs), versus])
    return table(["program", "wall s", "CPU s", "pages/s", "pages/CPU s", "peak MB", "pages read", "in vain", "4xx", "at once on a host", "oit's pages/CPU s to it"], rows)


def show_hosts(found):
    runs = next(iter(found.values()))
    return "%d pages in all, %d round(s).\n\n%s" % (runs[0]["total"], len(runs), show_runs(found))


def show_one(data):
    return "\n\n".join("**%s pages**, %d round(s)\n\n%s" % (pages, len(next(iter(found.values()))), show_runs(found)) for pages, found in data.items())


def show_stored(d):
    judge = middle([r["cpu"] for r in d["judge"]])
    rows = [["first visit, CPU ms a page", short(1000 * d["first"]["cpu"] / d["pages"])], ["site file, KB a page", short(d["file_kb"])],
            ["unchanged site again, CPU to the first", short(d["again"]["cpu"] / d["first"]["cpu"])],
            ["answered with 304 then", "%d of %d" % (d["again"]["unchanged"], d["pages"])], ["judging alone, CPU ms a page", short(1000 * judge / d["pages"])],
            ["judging, MB of page text a CPU second", short(d["text_mb"] / judge)]]
    for key, name in (("report", "`oit report --format html,json`"), ("version", "`oit version`"), ("bad", "an option that does not exist")):
        rows += [[name + ", CPU ms", spread(d[key]["cpu"])], [name + ", wall ms, the least of %d" % len(d[key]["wall"]), short(min(d[key]["wall"]))]]
    return "A site of %d pages, %.1f MB of text.\n\n%s" % (d["pages"], d["text_mb"], table(["what", "figure"], rows))


def for_all(d):
    """CPU seconds for all sites of a province."""
    return SITES * middle([r["cpu"] for r in d["judge"]])


def show_rules(d):
    return table(["what", "figure"], [["pages of a site", d["pages"]], ["judging a site anew, CPU s", spread([r["cpu"] for r in d["judge"]])],
                                      ["peak MB", short(max(r["mb"] for r in d["judge"]))], ["%d sites, CPU s" % SITES, short(for_all(d))]])


def show_growth(d):
    site = d["site"]
    rows = [[r["pages"], short(1000 * r["scan"]["cpu"] / r["pages"]), short(1000 * r["judge"]["cpu"] / r["pages"]), short(r["scan"]["mb"]), short(r["judge"]["mb"]),
             short(40 + 2 * r["pages"] / 1024)] for r in site]
    parts = [["frontier, us an address in and out"] + ["%s: %s" % (n, short(u)) for n, u in d["frontier"]], ["store, us a page"] + ["%s: %s" % (n, short(u)) for n, u, _ in d["store"]],
             ["matcher, us a KB of text, by size of block"] + ["%s: %s" % (n, short(u)) for n, u in d["match"]]]
    with open(PLOT if d.get("write") else os.devnull, "w", encoding="utf-8") as f:
        f.write(plot([("scan, CPU ms a page", [(r["pages"], 1000 * r["scan"]["cpu"] / r["pages"]) for r in site]),
                      ("judge, CPU ms a page", [(r["pages"], 1000 * r["judge"]["cpu"] / r["pages"]) for r in site]),
                      ("scan, peak MB", [(r["pages"], r["scan"]["mb"]) for r in site]), ("frontier, us an address", d["frontier"]),
                      ("store, us a page", [(n, u) for n, u, _ in d["store"]]), ("matcher, us a KB, by bytes of a block", d["match"])]))
    return (table(["pages", "scan, CPU ms a page", "judge, CPU ms a page", "scan, peak MB", "judge, peak MB", "goal: MB at most"], rows)
            + "\n\n" + "\n".join("- %s: %s" % (p[0], ", ".join(p[1:])) for p in parts) + "\n\n![Cost as a site grows](growth.svg)")


def show_profile(d):
    if not d:
        return "`perf` could not be used here."
    names = [n for n, _ in d["scan"]["shares"]]
    judge = dict(d["judge"]["shares"])
    names += [n for n in judge if n not in names]
    scan = dict(d["scan"]["shares"])
    rows = [[n, "%.1f %%" % scan.get(n, 0), "%.1f %%" % judge.get(n, 0)] for n in names if scan.get(n, 0) + judge.get(n, 0) >= 0.2]
    hot = "; ".join("`%s` (%s) %.1f %%" % tuple(t) for t in d["scan"]["top"])
    return "%d pages.\n\n%s\n\nHottest in the scan: %s." % (d["pages"], table(["part", "scan", "judge"], rows), hot)


def block(text):
    return "```\n%s\n```" % text


SHOW = {"one": show_one, "hosts": show_hosts, "stored": show_stored, "rules": show_rules, "documents": block, "growth": show_growth, "profile": show_profile, "batch": block}
PART = {"one": part_one, "hosts": part_hosts, "stored": part_stored, "rules": part_rules, "documents": part_documents, "growth": part_growth, "profile": part_profile, "batch": part_batch}


def goals(kept):
    """Goal, figure, whether it holds; only of what was measured."""
    rows = []

    def goal(text, figure, holds):
        rows.append([text, short(figure) if isinstance(figure, (int, float)) else figure, "yes" if holds else "**no**"])

    one = kept.get("one", {}).get("data", {})
    for pages, found in one.items():
        for place, least in (("memory", 1.0), ("disk", 1.5)):
            ours, theirs, slow = (found.get(n + ", " + place) for n in ("oit", "wget2 8 threads", "httrack"))
            if ours and theirs:
                r = middle(ratio(ours, theirs, per_cpu))
                goal("%s pages, %s: pages/CPU s at least %.1f x wget2" % (pages, place, least), r, r >= least)
            if ours and slow:
                r = middle(ratio(ours, slow, per_cpu))
                goal("%s pages, %s: at least 4 x httrack" % (pages, place), r, r >= 4)
        ours = found["oit, memory"]
        goal("%s pages: every page read" % pages, "%d" % middle([r["read"] for r in ours]), all(r["read"] == r["total"] for r in ours))
        goal("%s pages: under 1 %% in vain" % pages, max(r["vain"] for r in ours), all(r["vain"] * 100 < r["total"] for r in ours))
        goal("%s pages: 4xx of ours, but for the two probes" % pages, max(r["refused"] for r in ours) - 2, all(r["refused"] <= 2 for r in ours))
        limit = 40 + 2 * int(pages) / 1024
        goal("%s pages: peak memory at most %.0f MB" % (pages, limit), max(r["mb"] for r in ours), all(r["mb"] <= limit for r in ours))
    many = kept.get("hosts", {}).get("data", {})
    if many:
        ours, floor = many["oit batch"], many["floor"]
        theirs = next((r for n, r in many.items() if n.startswith("wget2")), None)
        r = middle(ratio(ours, floor, lambda x: x["wall"]))
        goal("many hosts: wall at most 1.05 x the floor", r, r <= 1.05)
        if theirs:
            r = middle(ratio(ours, theirs, lambda x: x["cpu"]))
            goal("many hosts: CPU at most 0.8 x wget2", r, r <= 0.8)
        goal("many hosts: never over 2 at once on a host", max(r["peak"] for r in ours), all(r["peak"] <= 2 for r in ours))
    stored = kept.get("stored", {}).get("data")
    if stored:
        r = stored["text_mb"] / middle([j["cpu"] for j in stored["judge"]])
        goal("judging at least 40 MB of text a CPU second", r, r >= 40)
        r = stored["again"]["cpu"] / stored["first"]["cpu"]
        goal("unchanged site again: at most 0.25 of the first CPU", r, r <= 0.25)
        for key, most in (("version", 15), ("bad", 15), ("report", 200)):
            r = min(stored[key]["wall"])
            goal("%s within %d ms" % ({"version": "`oit version`", "bad": "option error", "report": "report"}[key], most), r, r <= most)
    again = kept.get("rules", {}).get("data")
    if again:
        goal("a phrase changed, %d stored sites of %d pages judged again: under 60 s" % (SITES, again["pages"]), for_all(again), for_all(again) < 60)
    return table(["goal", "measured", "holds"], rows) if rows else "Nothing measured yet."


def versions(ask):
    tools = [("oit", run.version(*run.oit(ask.build, "version"))), ("nginx", run.version(nginx_program(), "-v")), ("libcurl", run.version("curl-config", "--version")),
             ("wget2", run.version("wget2", "--version")), ("wget", run.version("wget", "--version")), ("httrack", run.version("httrack", "--version"))]
    return "%s. %s." % (run.machine(), ", ".join("%s %s" % (n, v or "not here") for n, v in tools))


def fill(kept, ask):
    with open(PAGE, encoding="utf-8") as f:
        page = f.read()
    blocks = {"machine": versions(ask), "goals": goals(kept)}
    for name, k in kept.items():
        said = "Commit `%s`, %s; load of the machine before %.1f.\n\n" % (k["commit"], k["date"], k["load"])
        blocks[name] = said + SHOW[name](dict(k["data"], write=True) if name == "growth" else k["data"])
    for name, text in blocks.items():
        page = re.sub(r"(<!-- bench:%s -->\n).*?(<!-- end -->)" % name, lambda m: m.group(1) + "\n" + text + "\n\n" + m.group(2), page, flags=re.S)
    with open(PAGE, "w", encoding="utf-8") as f:
        f.write(page)


def options():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    numbers = lambda s: [int(n) for n in s.split(",")]
    ask.add_argument("--build", default="build/bench")
    ask.add_argument("--only", help="parts, with commas between them")
    ask.add_argument("--write", action="store_true", help="put the figures into " + PAGE)
    ask.add_argument("--quick", action="store_true")
    ask.add_argument("--slow", action="store_true", help="also what takes long: httrack and the disk on large sites, the polite batch of 300 sites")
    ask.add_argument("--rounds", type=int)
    ask.add_argument("--pages", type=numbers, help="sizes of the one host")
    ask.add_argument("--growth", type=numbers)
    ask.add_argument("--hosts", type=int)
    ask.add_argument("--host-pages", type=int)
    ask.add_argument("--documents", type=int)
    ask.add_argument("--profile", type=int, help="pages of the profiled site")
    ask.add_argument("--minutes", type=float, default=10, help="about how long it may take; sizes not given are made smaller to fit")
    ask.add_argument("--limit", type=int, default=1800, help="seconds after which one run is ended")
    ask.add_argument("--memory", default="/dev/shm" if os.path.isdir("/dev/shm") else tempfile.gettempdir(), help="a folder in memory")
    ask.add_argument("--disk", help="a folder on a disk")
    asked = ask.parse_args()
    usual = {"rounds": 3, "pages": [2000], "growth": [500, 1000, 2000, 4000], "hosts": 100, "host_pages": 100, "documents": 300, "profile": 500}
    quick = {"rounds": 1, "pages": [300], "growth": [100, 200, 400], "hosts": 10, "host_pages": 50, "documents": 20, "profile": 200}
    asked.given = {name for name in usual if getattr(asked, name) is not None}
    for name, value in (quick if asked.quick else usual).items():
        if getattr(asked, name) is None:
            setattr(asked, name, value)
    asked.build = os.path.abspath(asked.build)
    asked.disk = asked.disk or asked.build
    asked.bench = lambda name: os.path.join(asked.build, "tests", "bench", "bench_" + name)
    return asked


def fit(ask, given):
    """Sizes that nobody gave are made smaller, all alike, until the whole takes about --minutes; a pilot of 100 pages tells."""
    page = scan_and_judge(ask, 100)
    page = (page["scan"]["wall"] + page["judge"]["wall"]) / 100
    pages = sum(ask.pages) * (2 * ask.rounds + 3) + ask.host_pages * (ask.hosts * ask.rounds + 2 * TRIED) + sum(ask.growth) + ask.profile
    share = min(1, 60 * 0.7 * ask.minutes / (pages * page))
    for name in ("pages", "growth", "host_pages", "profile"):
        old = getattr(ask, name)
        if share < 1 and name not in given:
            smaller = lambda n: max(20, int(n * share) // 10 * 10)
            setattr(ask, name, sorted({smaller(n) for n in old}) if isinstance(old, list) else smaller(old))
    say("about %.0f ms a page here: sites of %.0f %% of the usual size, for %g minutes" % (1000 * page, 100 * share, ask.minutes))


def main():
    ask = options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    path = os.path.join(ask.build, "performance.json")
    if not ask.quick:
        fit(ask, ask.given)
    kept = json.load(open(path)) if os.path.exists(path) and ask.only else {}
    for name in ask.only.split(",") if ask.only else [n for n in PART if n != "batch" or ask.slow]:
        busy = run.load()
        data = PART[name](ask)
        kept[name] = {"commit": run.commit(), "date": datetime.date.today().isoformat(), "load": busy, "data": data}
        with open(path, "w") as f:
            json.dump(kept, f)
        print("## %s\n\n%s\n" % (name, SHOW[name](data)), flush=True)
    print(goals(kept))
    if ask.write:
        fill(kept, ask)
        say("written: %s, %s" % (PAGE, PLOT))


if __name__ == "__main__":
    main()
