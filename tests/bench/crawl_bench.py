#!/usr/bin/env python3
"""Pages per CPU second and memory of a scan, on generated sites served on loopback.  Prints ratios, asserts nothing.

  ./bootstrap bench [--pages 500,2000,4000] [--keep DIR]
Each page has about 61 KB and 128 links, as measured municipal pages have; every page is stored and judged."""
import argparse
import os
import shutil
import subprocess
import tempfile
import time

LINKS, BLOCKS = 128, 60
SENTENCE = ("เทศบาลตำบลตัวอย่างขอประชาสัมพันธ์การดำเนินงานตามแผนพัฒนาท้องถิ่น ประจำปีงบประมาณ พ.ศ. 2566 เพื่อให้ประชาชนในพื้นที่ได้รับทราบ "
            "ข้อมูลข่าวสารและมีส่วนร่วมในการพัฒนา ")


def write_page(path, number, pages):
    menu = "".join('<li><a href="/p%d.html">หัวข้อที่ %d ของเมนู</a></li>' % (i, i) for i in range(40))
    targets = [(number * 7 + i) % pages for i in range(LINKS - 40)]
    own = "".join('<li><a href="/p%d.html">ประกาศเรื่องที่ %d ลงวันที่ %d มกราคม 2566</a></li>' % (t, t, t % 28 + 1) for t in targets)
    text = "".join("<p>%s %d-%d</p>" % (SENTENCE, number, i) for i in range(BLOCKS))
    with open(path, "w", encoding="utf-8") as f:
        f.write('<!doctype html><html lang="th"><head><meta charset="utf-8"><title>หน้าที่ %d - เทศบาลตำบลตัวอย่าง</title></head><body><nav><ul>%s'
                "</ul></nav><main><h1>เรื่องที่ %d</h1>%s<ul>%s</ul></main></body></html>" % (number, menu, number, text, own))


def generate(folder, pages):
    os.makedirs(os.path.join(folder, "www"))
    for n in range(pages):
        write_page(os.path.join(folder, "www", "p%d.html" % n), n, pages)
    shutil.copy(os.path.join(folder, "www", "p0.html"), os.path.join(folder, "www", "index.html"))
    open(os.path.join(folder, "routes.txt"), "w").close()


def serve(server, folder):
    port_file = os.path.join(folder, "port")
    process = subprocess.Popen([server, folder, "--port-file", port_file], stdout=subprocess.DEVNULL)
    while not os.path.exists(port_file) or os.path.getsize(port_file) == 0:
        time.sleep(0.01)
    return process, open(port_file).read().strip()


def measure(args):
    """Wall seconds, CPU seconds and peak memory in MB of one run of the program."""
    begin = time.monotonic()
    pid = os.posix_spawn(args[0], args, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                                                                  (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(pid, 0)
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def round_of(build, pages, keep):
    folder = tempfile.mkdtemp(prefix="oit-bench-", dir=keep)
    generate(folder, pages)
    server, port = serve(os.path.join(build, "bin", "oit-site-server"), folder)
    oit, data = os.path.join(build, "bin", "oit"), os.path.join(folder, "data")
    scan = [oit, "scan", "http://127.0.0.1:%s/" % port, "--allow-address", "127.0.0.0/8", "--rate", "0", "--json", "--max-pages", "100000",
            "--pack", "oit-2566", "--as-of", "2023-04-28", "--data", data]
    try:
        first = measure(scan)
        again = measure(scan)
        name = [n for n in os.listdir(data) if n.endswith(".oit")][0]
        judge = measure([oit, "judge", os.path.join(data, name), "--json"])
        size = os.path.getsize(os.path.join(data, name)) / 1e6
    finally:
        server.terminate()
        server.wait()
        if not keep:
            shutil.rmtree(folder)
    return first, again, judge, size


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="build/bench")
    parser.add_argument("--pages", default="500,2000,4000")
    parser.add_argument("--keep")
    options = parser.parse_args()
    print("%7s %9s %9s %12s %9s %9s %10s %9s %8s" % ("pages", "wall s", "CPU s", "pages/CPU s", "peak MB", "again/1st", "judge CPU", "judge MB", "file MB"))
    for pages in [int(n) for n in options.pages.split(",")]:
        first, again, judge, size = round_of(options.build, pages, options.keep)
        print("%7d %9.2f %9.2f %12.0f %9.1f %9.2f %10.2f %9.1f %8.1f   exits %d %d %d" %
              (pages, first[0], first[1], pages / first[1], first[2], again[1] / first[1], judge[1], judge[2], size, first[3], again[3], judge[3]), flush=True)


if __name__ == "__main__":
    main()
