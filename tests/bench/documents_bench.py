#!/usr/bin/env python3
"""What reading documents costs, on documents made here and a site served on loopback.  Prints figures and ratios, asserts nothing.

  ./bootstrap bench --only documents
"pdftotext alone" is the program that reads PDF run by itself on the same file: what no reader can go below."""
import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "accuracy")]
import papers  # noqa: E402
from bench_run import measure  # noqa: E402

SCAN = os.path.join(HERE, "..", "..", "fixtures", "documents", "made", "scan.jpg")
PAGE_LINES, PAGES, TIMES = papers.PAGE_LINES, 10, 30
SENTENCE = "ก่อสร้างถนนคอนกรีต หมู่ที่ %d งบประมาณ %d,000 บาท แล้วเสร็จ"


def serve(server, folder):
    port_file = os.path.join(folder, "port")
    process = subprocess.Popen([server, folder, "--port-file", port_file], stdout=subprocess.DEVNULL)
    while not os.path.exists(port_file) or os.path.getsize(port_file) == 0:
        time.sleep(0.01)
    return process, open(port_file).read().strip()


def cpu_of_children(run, times):
    """Median processor seconds of one run."""
    spent = []
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return sorted(spent)[len(spent) // 2]


def report_lines(title, number, agency="เทศบาลตำบลตัวอย่าง"):
    lines = [title, agency, "ปัญหาและอุปสรรค ไม่มี ข้อเสนอแนะ ไม่มี"]
    return lines + [SENTENCE % (i % 20 + 1, number + i) for i in range(PAGE_LINES * PAGES - len(lines))]


def quiet(*args):
    subprocess.run(args, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def one_document(build, folder):
    path = os.path.join(folder, "report.pdf")
    with open(path, "wb") as f:
        f.write(papers.pdf("รายงาน", report_lines("รายงานผลการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2565", 1)))
    reader = os.path.join(build, "libexec", "oit", "oit-reader")
    alone = cpu_of_children(lambda: quiet("pdftotext", "-raw", "-enc", "UTF-8", path, "-"), TIMES)
    many = [path] * TIMES
    ours = cpu_of_children(lambda: quiet(reader, "--ocr", "0", *many), 3) / TIMES
    print("PDF of %d pages of text: %.1f ms of processor time, pdftotext alone %.1f ms, ratio %.2f; %.0f documents a second and core"
          % (PAGES, ours * 1000, alone * 1000, ours / alone, 1 / ours))
    if os.path.exists(SCAN) and shutil.which("tesseract"):
        begin = time.monotonic()
        scan = cpu_of_children(lambda: quiet(reader, "--ocr", "1", SCAN), 3)
        print("scanned page: %.2f s of processor time, %.2f s of wall time" % (scan, (time.monotonic() - begin) / 3))
    print("largest of the processes so far: %.0f MB" % (resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024))


# Nothing of these proves an item, because each is another municipality's inside: all of them have to be fetched and read.
KINDS = ["รายงานผลการดำเนินงานประจำปี", "รายงานสรุปผลการจัดซื้อจัดจ้าง", "รายงานการกำกับติดตามการดำเนินงาน",
         "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี", "ข้อมูลเชิงสถิติการให้บริการ", "รายงานผลการสำรวจความพึงพอใจการให้บริการ",
         "คู่มือการปฏิบัติงาน", "แผนปฏิบัติการป้องกันการทุจริต", "รายงานผลการดำเนินการป้องกันการทุจริตประจำปี", "แผนดำเนินงานประจำปี"]


def make_site(folder, documents):
    www = os.path.join(folder, "www")
    os.makedirs(www)
    rows = []
    for n in range(documents):
        title = "%s ฉบับที่ %d ประจำปีงบประมาณ พ.ศ. %d" % (KINDS[n % len(KINDS)], n, 2565 + n % 2)
        with open(os.path.join(www, "r%d.pdf" % n), "wb") as f:
            f.write(papers.pdf(title, report_lines(title, n, "เทศบาลตำบลอื่นไกล")))
        rows.append('<li><a href="/r%d.pdf">%s</a></li>' % (n, title))
    with open(os.path.join(www, "index.html"), "w", encoding="utf-8") as f:
        f.write('<!doctype html><html lang="th"><head><meta charset="utf-8"><title>เทศบาลตำบลตัวอย่าง</title></head><body><h1>รายงานประจำปี</h1>'
                "<ul>%s</ul></body></html>" % "".join(rows))
    open(os.path.join(folder, "routes.txt"), "w").close()


def whole_site(build, folder, documents):
    make_site(folder, documents)
    server, port = serve(os.path.join(build, "bin", "oit-site-server"), folder)
    oit, data = os.path.join(build, "bin", "oit"), os.path.join(folder, "data")
    scan = [oit, "scan", "http://127.0.0.1:%s/" % port, "--allow-address", "127.0.0.0/8", "--rate", "0", "--json", "--pack", "oit-2566",
            "--as-of", "2023-04-28", "--data", data]
    try:
        for name in ("first visit", "second visit"):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            run = measure(scan)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            print("%s, %d documents: %.1f s of wall time, %.1f s of processor time with its reader, %.0f MB, exit %d"
                  % (name, documents, run["wall"], after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, run["mb"], run["exit"]))
        file = os.path.join(data, next(n for n in os.listdir(data) if n.endswith(".oit")))
        done = subprocess.run([oit, "judge", file, "--json"], capture_output=True, text=True)
        print("documents read: %d" % json.loads(done.stdout)["coverage"]["documents_read"])
    finally:
        server.terminate()
        server.wait()


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--build", default="build/bench")
    ask.add_argument("--documents", type=int, default=300)
    wanted = ask.parse_args()
    folder = tempfile.mkdtemp(prefix="oit-bench-")
    try:
        one_document(wanted.build, folder)
        whole_site(wanted.build, os.path.join(folder, "site"), wanted.documents)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
