#!/usr/bin/env python3
"""What a batch costs: time against what politeness allows, processor seconds and private memory of each site's process and of the parent, size of
the state.  Sites are made here: so many, of so many pages, each answer late by so many milliseconds, one server process for all.

    python3 tests/bench/batch_bench.py --build build/release                       300 sites of 200 pages, 100 ms, one request a second a site
    python3 tests/bench/batch_bench.py --build build/release --growth 500,1000,2000   the same list at a hundredth of the pages, longer and longer
"""
import argparse
import asyncio
import contextlib
import glob
import json
import multiprocessing
import os
import resource
import statistics
import subprocess
import tempfile
import time

WORDS = "ข้อมูลทั่วไปของเทศบาล ประกาศ กิจกรรม โครงการ งบประมาณ แผนพัฒนาท้องถิ่น รายงานผลการดำเนินงาน "


def page(site, n, pages):
    """A page of a few KB with a menu, some text, and links that reach every other page."""
    menu = "".join('<li><a href="/p%d.html">หัวข้อ %d</a></li>' % (k, k) for k in range(1, 11) if k < pages)
    own = "".join('<li><a href="/p%d.html">เรื่องที่ %d</a></li>' % (k, k) for k in range(10 * n + 1, 10 * n + 11) if k < pages)
    return ("<!doctype html><html lang=th><meta charset=utf-8><title>เทศบาลตำบลสมมติ %d - หน้า %d</title><nav><ul>%s</ul></nav><main><h1>หน้า %d</h1>"
            "<p>%s</p><ul>%s</ul></main><footer>เทศบาลตำบลสมมติ %d อำเภอตัวอย่าง</footer>" % (site, n, menu, n, (WORDS * 12) + str(n), own, site)).encode()


def serve(count, pages, latency, ports, log):
    """One process, a port a site; at its end it writes how many requests each site got, and from when to when."""
    seen = [[0, 0.0, 0.0] for _ in range(count)]

    async def main():
        async def client(site, reader, writer):
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                while True:
                    head = await reader.readuntil(b"\r\n\r\n")
                    path = head.split(b" ", 2)[1].decode()
                    seen[site][0] += 1
                    seen[site][1] = seen[site][1] or time.time()
                    await asyncio.sleep(latency)
                    number = 0 if path == "/" else int(path[2:-5]) if path.startswith("/p") and path[2:-5].isdigit() else pages
                    body = page(site, number, pages) if number < pages else b"no such page"
                    writer.write(b"HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s"
                                 % (b"200 OK" if number < pages else b"404 Not Found", len(body), body))
                    await writer.drain()
                    seen[site][2] = time.time()
            writer.close()

        servers = [await asyncio.start_server(lambda r, w, n=n: client(n, r, w), "127.0.0.1", 0) for n in range(count)]
        for n, s in enumerate(servers):
            ports[n] = s.sockets[0].getsockname()[1]
        while not os.path.exists(log + ".stop"):
            await asyncio.sleep(0.2)
        with open(log, "w") as f:
            json.dump(seen, f)

    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    asyncio.run(main())


def private_kb(pid):
    """Memory that is this process's alone."""
    with contextlib.suppress(OSError):
        with open("/proc/%d/smaps_rollup" % pid) as f:
            return sum(int(line.split()[1]) for line in f if line.startswith("Private_"))
    return 0


def children(pid):
    with contextlib.suppress(OSError):
        with open("/proc/%d/task/%d/children" % (pid, pid)) as f:
            return [int(p) for p in f.read().split()]
    return []


def load():
    with open("/proc/loadavg") as f:
        return f.read().split()[0]


def run(args, count, pages, latency, rate, jobs):
    with tempfile.TemporaryDirectory(prefix="oit-bench-") as folder:
        ports, log = multiprocessing.Array("i", count), os.path.join(folder, "seen.json")
        server = multiprocessing.Process(target=serve, args=(count, pages, latency, ports, log))
        server.start()
        while not all(ports):
            time.sleep(0.1)
        with open(os.path.join(folder, "sites.csv"), "w") as f:
            f.write("url\n" + "".join("http://127.0.0.1:%d/\n" % p for p in ports))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        busy, begun = load(), time.monotonic()
        p = subprocess.Popen([os.path.join(args.build, "bin", "oit"), "batch", "sites.csv", "-o", "out", "--data", "data", "--allow-address", "127.0.0.0/8",
                              "--rate", str(rate), "--jobs", str(jobs), "--lang", "en", "--max-documents", "0", "--pack", "oit-2566", "--format", "json"],
                             cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        most, parent, sampled = {}, 0, 0.0
        while p.poll() is None:
            time.sleep(0.2)
            if time.monotonic() - sampled < args.sample:
                continue
            sampled = time.monotonic()
            parent = max(parent, private_kb(p.pid))
            for pid in children(p.pid)[::max(1, jobs // 16)]:
                most[pid] = max(most.get(pid, 0), private_kb(pid))
        wall = time.monotonic() - begun
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        said = p.stderr.read()
        open(log + ".stop", "w").close()
        server.join()
        seen = json.load(open(log))
        with open(os.path.join(folder, "out", "province.json")) as f:
            states = [s["state"] for s in json.load(f)["sites"]]
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        state = sum(os.path.getsize(x) for x in glob.glob(os.path.join(folder, "data", "batch.db*")))
        files = [os.path.getsize(x) for x in glob.glob(os.path.join(folder, "data", "*.oit"))]
        papers = sum(os.path.getsize(x) for x in glob.glob(os.path.join(folder, "out", "province.*")))
    requests = [s[0] for s in seen]
    bound = sum(sorted(((r - 1) / rate if rate else 0) + latency for r in requests)) / min(jobs, count) if rate else 0
    print("%d sites of %d pages, latency %d ms, %g requests a second a site, %d at once (load of the machine before: %s)"
          % (count, pages, latency * 1000, rate, jobs, busy))
    print("  states                     %s; exit code %d" % ({s: states.count(s) for s in set(states)}, p.returncode))
    print("  requests a site            %.1f" % statistics.mean(requests))
    print("  wall time                  %.1f s" % wall)
    if rate:
        spans = [s[2] - s[1] for s in seen]
        print("  bound that politeness sets %.1f s: %.1f %% of the wall time" % (bound, 100 * bound / wall))
        print("  first to last request      %.1f s a site (bound %.1f): %.1f %%" % (statistics.mean(spans), statistics.mean((r - 1) / rate + latency for r in requests),
              100 * statistics.mean(((r - 1) / rate + latency) / s for r, s in zip(requests, spans))))
    print("  processor seconds a site   %.2f" % (cpu / count))
    if most:
        print("  private memory a worker    median %.1f MB, most %.1f MB (%d sampled)" % (statistics.median(most.values()) / 1024, max(most.values()) / 1024, len(most)))
    print("  private memory, parent     %.1f MB" % (parent / 1024))
    print("  batch.db                   %.0f KB (%.0f bytes a site); a site file %.0f KB; province.* %.0f KB"
          % (state / 1024, state / count, statistics.mean(files) / 1024, papers / 1024))
    print("\n".join("  said: " + x for x in said.strip().split("\n")[:3] if x))
    return {"sites": count, "wall": wall, "cpu": cpu / count, "parent": parent / 1024, "state": state / count, "papers": papers / count}


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--build", default="build/release")
    a.add_argument("--sites", type=int, default=300)
    a.add_argument("--pages", type=int, default=200)
    a.add_argument("--latency", type=float, default=0.1, help="seconds")
    a.add_argument("--rate", type=float, default=1)
    a.add_argument("--jobs", type=int, default=300)
    a.add_argument("--sample", type=float, default=2, help="seconds between two looks at the memory")
    a.add_argument("--growth", help="numbers of sites, each at a hundredth of the pages")
    args = a.parse_args()
    args.build = os.path.abspath(args.build)
    if not args.growth:
        run(args, args.sites, args.pages, args.latency, args.rate, args.jobs)
        return
    rows = [run(args, int(n), max(1, args.pages // 100), 0, 0, 8) for n in args.growth.split(",")]
    print("\n%8s %12s %12s %12s %14s %14s" % ("sites", "wall/site ms", "cpu/site s", "parent MB", "batch.db B/site", "papers B/site"))
    for r in rows:
        print("%8d %12.1f %12.3f %12.1f %14.0f %14.0f" % (r["sites"], 1000 * r["wall"] / r["sites"], r["cpu"], r["parent"], r["state"], r["papers"]))


if __name__ == "__main__":
    main()
