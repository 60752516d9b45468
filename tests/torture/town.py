"""A town's website of thirty pages and three documents, small enough to be visited a thousand times; and how to visit it."""
import json
import os
import shutil
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "e2e"))
from harness import BUILD, Folder, OIT, ROOT, Site, timeless  # noqa: E402

SHIM = os.path.join(BUILD, "tests", "support", "liboit-faults.so")
DAY = ("--pack", "oit-2566", "--as-of", "2023-04-28", "--lang", "en")
TOPICS = ["โครงสร้างองค์กร", "ข้อมูลผู้บริหาร", "อำนาจหน้าที่", "แผนพัฒนาท้องถิ่น", "ข้อมูลการติดต่อ", "กฎหมายที่เกี่ยวข้อง", "ข่าวประชาสัมพันธ์",
          "ถาม-ตอบ", "แผนดำเนินงานประจำปี", "รายงานผลการดำเนินงานประจำปี", "คู่มือการปฏิบัติงาน", "คู่มือการให้บริการ", "สถิติการให้บริการ",
          "แผนการใช้จ่ายงบประมาณประจำปี", "แผนการจัดซื้อจัดจ้าง", "นโยบายการบริหารทรัพยากรบุคคล", "แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริต",
          "ช่องทางแจ้งเรื่องร้องเรียนการทุจริต", "นโยบายไม่รับของขวัญ", "การประเมินความเสี่ยงการทุจริตประจำปี", "แผนปฏิบัติการป้องกันการทุจริต"]
DOCUMENTS = ("o10.pdf", "o14.pdf", "list.csv")


def page(title, body):
    return ('<!doctype html><html lang="th"><meta charset="utf-8"><title>%s - เทศบาลตำบลทุ่งฟ้า</title><body><nav><a href="/">หน้าหลัก</a></nav><main><h1>%s</h1>%s'
            "</main></html>" % (title, title, body))


def build_town(folder, pages=30):
    """Write the site; gives the folder."""
    www = os.path.join(folder, "www")
    os.makedirs(www)
    open(os.path.join(folder, "routes.txt"), "w").close()
    made = os.path.join(ROOT, "fixtures", "documents", "made")
    for name in DOCUMENTS[:2]:
        shutil.copy(os.path.join(made, "anti-corruption-plan.pdf"), os.path.join(www, name))
    write = lambda name, text: open(os.path.join(www, name), "w", encoding="utf-8").write(text)
    write("list.csv", "ลำดับ,รายการ,วงเงิน\n1,จัดซื้อวัสดุสำนักงาน,20000\n")
    write("robots.txt", "User-agent: *\nDisallow: /private/\n")
    menu = "".join('<li><a href="/p%d.html">%s ปี 2566</a>' % (n, TOPICS[n % len(TOPICS)]) for n in range(10))
    write("index.html", page("เทศบาลตำบลทุ่งฟ้า", "<p>ยินดีต้อนรับสู่เทศบาลตำบลทุ่งฟ้า</p><ul>%s</ul>" % menu))
    for n in range(pages - 1):
        links = "".join('<li><a href="/p%d.html">%s ประจำปีงบประมาณ พ.ศ. 2566</a>' % (t, TOPICS[t % len(TOPICS)])
                        for t in (n + 1, n + 7, n + 19) if t < pages - 1)
        files = "".join('<li><a href="/%s">เอกสาร %s ปี 2566</a>' % (d, TOPICS[n % len(TOPICS)]) for d in DOCUMENTS[n % 3:n % 3 + 1])
        write("p%d.html" % n, page("%s ประจำปีงบประมาณ พ.ศ. 2566" % TOPICS[n % len(TOPICS)],
                                   "<p>%s ของเทศบาลตำบลทุ่งฟ้า ลำดับที่ %d</p><ul>%s%s</ul>" % (TOPICS[n % len(TOPICS)] * 20, n, links, files)))
    return folder


def scan_args(url, *more):
    return ["scan", url, "--allow-address", "127.0.0.0/8", "--rate", "0", "--ocr-pages", "0", "--data", "sites", "-o", "out", "--no-progress", *DAY, *more]


def sound(path):
    """What SQLite itself finds wrong with a site file; empty is well."""
    db = sqlite3.connect(path)
    try:
        wrong = [row for row in db.execute("pragma integrity_check") if row != ("ok",)]
        return wrong + db.execute("pragma foreign_key_check").fetchall()
    finally:
        db.close()


def result_of(folder):
    """The result document without times and without what tells a first visit from a later one; None where there is none."""
    path = os.path.join(folder, "out", "result.json")
    if not os.path.exists(path):
        return None
    whole = json.load(open(path, encoding="utf-8"))
    whole["coverage"]["fetched"] += whole["coverage"]["not_modified"]
    return timeless(whole)


def asked_twice(requests):
    """Addresses that were asked for more than once, with how often."""
    seen = {}
    for fields in requests:
        seen[fields[2]] = seen.get(fields[2], 0) + 1
    return {path: n for path, n in seen.items() if n > 1}


__all__ = ["BUILD", "DAY", "Folder", "OIT", "ROOT", "SHIM", "Site", "asked_twice", "build_town", "result_of", "scan_args", "sound", "timeless"]
