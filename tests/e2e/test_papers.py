#!/usr/bin/env python3
"""What stands inside the papers of an office, written as offices write them: what a fair assessor would say of each."""
import sys
from harness import Folder, Site, main, os, tempfile, unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "accuracy"))
import papers  # noqa: E402

OURS = "เทศบาลตำบลตัวอย่าง"
PAGE = ('<!doctype html><html lang="th"><head><meta charset="utf-8"><title>%s - ' + OURS + '</title></head><body><ul><li><a href="/">หน้าหลัก</a></li>'
        '<li><a href="ita.html">ITA</a></li></ul><main><h2>%s</h2>%s</main></body></html>')


def judged(listed, year=2566, explain=None, more="", pages=()):
    """Item -> its part of the result, of an index of the assessment that lists these papers: (words of the link, name of the file, its bytes), and more;
    pages: further ones (name, title, body).  "explain" -> what an officer is told of one item, if it is named."""
    when = ["--pack", "oit-%d" % year, "--as-of", "%d-04-28" % (year - 543), "--lang", "en"]
    rows = "".join('<p><a href="%s">%s</a></p>' % (name, words) for words, name, _ in listed) + more
    with tempfile.TemporaryDirectory(prefix="oit-papers-") as folder, Folder() as f:
        www = os.path.join(folder, "www")
        os.mkdir(www)
        for name, title, body in (("index.html", "หน้าหลัก", "<p>ยินดีต้อนรับ</p>"), ("ita.html", "การประเมิน ITA ปีงบประมาณ พ.ศ. %d" % year, rows), *pages):
            with open(os.path.join(www, name), "w", encoding="utf-8") as out:
                out.write(PAGE % (title, title, body))
        for _, name, data in listed:
            with open(os.path.join(www, name), "wb") as out:
                out.write(data)
        open(os.path.join(folder, "routes.txt"), "w").close()
        with Site(folder) as site:
            done, result = f.scan(site.url, *when)
            told = f.oit("explain", explain, f.site_file(), "--lang", "en").stdout if explain else None
    assert result is not None, done.stderr
    return dict({i["id"]: i for i in result["items"]}, explain=told)


MONTHS = ["ตุลาคม 2565", "พฤศจิกายน 2565", "ธันวาคม 2565", "มกราคม 2566", "กุมภาพันธ์ 2566", "มีนาคม 2566"]
# As pdftotext gives the cells of a narrow table.
CONTRACTS = ["แบบ สขร. 1", "สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน", "ลำดับ", "ที่", "งานที่", "จัด", "ซื้อ", "หรือ", "จัด", "จ้าง", "วงเงินที่จะ", "ซื้อหรือจ้าง", "ราคา",
             "กลาง", "วิธี", "ซื้อ", "หรือ", "จ้าง", "รายชื่อผู้เสนอ", "ราคาและราคา", "ที่เสนอ", "ผู้ได้รับการคัด", "เลือกและราคา", "เหตุผล", "ที่คัด", "เลือก", "เลขที่และวันที่", "ของสัญญา",
             "1", "จ้าง", "เหมา", "9,000.00 9,000.00", "เฉพาะ", "เจาะจง", "นางสาวดวงใจ", "9,000.00"]


def monthly(months):
    lines = []
    for month in months:
        lines += CONTRACTS[:2] + [month, OURS] + CONTRACTS[2:]
    return papers.pdf("monthly", lines)


MONTH_COLUMNS = "ต.ค.|พ.ย.|ธ.ค.|ม.ค.|ก.พ.|มี.ค.|เม.ย.|พ.ค.|มิ.ย.|ก.ค.|ส.ค.|ก.ย."


class Papers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.items = judged([
            ("สรุปผลการจัดซื้อจัดจ้างรายเดือน ต.ค. 65 - มี.ค. 66", "p21.pdf", monthly(MONTHS)),
            ("แผนการดำเนินงาน ปี 2566", "p11.xlsx", papers.xlsx(
                ["แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2566", OURS, "ที่|โครงการ|งบประมาณ|หน่วยงาน|" + MONTH_COLUMNS, "1|ก่อสร้างถนน|495,000|กองช่าง|||||↔"])),
            ("รายงานผลการสำรวจความพึงพอใจ ปี 2565", "p17.docx", papers.docx(
                ["รายงานผลการสำรวจความพึงพอใจของประชาชน", OURS + " ประจำปีงบประมาณ พ.ศ. 2565", "คณะมนุษยศาสตร์ มหาวิทยาลัยสมมุติ", "กลุ่มตัวอย่าง 400 คน พึงพอใจร้อยละ 96.20"])),
            ("การสร้างวัฒนธรรม No Gift Policy", "p32.pdf", papers.pdf(
                "culture", ["รายงานการสร้างวัฒนธรรม No Gift Policy", OURS + " ประจำปีงบประมาณ พ.ศ. 2566", "ประชุมพนักงานเมื่อวันที่ 10 มกราคม 2566 ปลูกจิตสำนึกไม่รับของขวัญ"])),
            ("ประกาศประกวดราคาจ้างก่อสร้างถนน", "p20.docx", papers.docx(
                ["ประกาศ" + OURS, "เรื่อง ประกวดราคาจ้างก่อสร้างถนน ราคากลาง 1,495,000 บาท", "ประกาศ ณ วันที่ 8 ธันวาคม พ.ศ. 2565"])),
        ])

    def found(self, item):
        self.assertEqual((self.items[item]["verdict"], self.items[item]["reason"]), ("found", "delivers: a document"))

    def test_words_broken_by_narrow_columns(self):
        """The heads of a table in a PDF are broken over lines as its columns are narrow: they are read together."""
        self.found("O21")

    def test_columns_of_months(self):
        """A plan whose time is a column for each month, empty where nothing is done."""
        self.found("O11")

    def test_made_by_a_university(self):
        """A survey whose cover names us and the university that made it is ours."""
        self.found("O17")

    def test_report_of_a_culture(self):
        """A report of how the culture was built is that item's, not the report on the policy."""
        self.found("O32")

    def test_day_of_signing(self):
        """Listed under the assessment alone, but signed in the year: the paper says the year itself."""
        self.found("O20")

    def test_months_below_the_title(self):
        """Three months of summaries whose months stand on lines of their own are three, whatever the link says."""
        items = judged([("สรุปผลการจัดซื้อจัดจ้าง ปีงบประมาณ 2566", "p.pdf", monthly(MONTHS[:3]))])
        self.assertEqual((items["O21"]["verdict"], items["O21"]["reason"]), ("partial", "only 3 of 6 months are published"))

    def test_standing_rules(self):
        """Rules of a committee are in force until they are changed: their year is their name."""
        items = judged([("หลักเกณฑ์การบริหารและพัฒนาทรัพยากรบุคคล", "p.docx", papers.docx(
            ["ประกาศคณะกรรมการพนักงานเทศบาลจังหวัดตัวอย่าง", "เรื่อง หลักเกณฑ์และเงื่อนไขเกี่ยวกับการบริหารงานบุคคลของเทศบาล พ.ศ. 2545", "หมวด 1 การสรรหา การบรรจุและแต่งตั้ง",
             "หมวด 2 การพัฒนาพนักงาน", "หมวด 3 การประเมินผลการปฏิบัติงาน", "หมวด 4 วินัยและการให้คุณให้โทษ"]))])
        self.assertEqual(items["O25"]["verdict"], "found")

    def test_nobody_has_issued_it(self):
        """A declaration whose day is a row of dots is not signed."""
        items = judged([("ประกาศเจตนารมณ์นโยบาย No Gift Policy ปี 2566", "p.docx", papers.docx(
            ["ประกาศ" + OURS, "เรื่อง นโยบาย No Gift Policy ประจำปีงบประมาณ พ.ศ. 2566", "บุคลากรทุกคนไม่รับของขวัญทุกชนิด", "ประกาศ ณ วันที่ ........ เดือน .............. พ.ศ. .........",
             "(..............................)", "นายกเทศมนตรีตำบลตัวอย่าง"]))])
        self.assertEqual(items["O31"]["verdict"], "partial")
        self.assertIn("igned", items["O31"]["reason"])


class Joint(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.items = judged([
            ("ประมวลจริยธรรมและการขับเคลื่อนจริยธรรม", "p16.docx", papers.docx(
                ["ประมวลจริยธรรมพนักงานเทศบาล และการขับเคลื่อนจริยธรรม", OURS, "ประมวลจริยธรรมพนักงานส่วนท้องถิ่น ข้อ 1 ยึดมั่นในสถาบันหลักของประเทศ", "คำสั่งแต่งตั้งทีมขับเคลื่อนจริยธรรม",
                 "แนวปฏิบัติ Do's & Don'ts", "การฝึกอบรมที่สอดแทรกสาระด้านจริยธรรม"])),
            ("ประกาศเจตนารมณ์และการสร้างวัฒนธรรม No Gift Policy 2568", "p21.docx", papers.docx(
                ["ประกาศ" + OURS, "เรื่อง นโยบายการไม่รับของขวัญทุกชนิดจากการปฏิบัติหน้าที่ (No Gift Policy) ประจำปีงบประมาณ พ.ศ. 2568", "ประกาศ ณ วันที่ 2 มกราคม พ.ศ. 2568",
                 "(ลงชื่อ) สมชาย ใจงาม", "นายกเทศมนตรีตำบลตัวอย่าง", "การสร้างวัฒนธรรม No Gift Policy", "ภาพการประชุมมอบนโยบาย No Gift Policy เมื่อวันที่ 6 มกราคม 2568"])),
            ("สถิติเรื่องร้องเรียนการทุจริต ปี 2567", "p19.xlsx", papers.xlsx(
                ["ข้อมูลสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ ปีงบประมาณ พ.ศ. 2567", OURS, "ทั้งหมด|ดำเนินการแล้วเสร็จ|อยู่ระหว่างดำเนินการ", "ไม่มี|ไม่มี|ไม่มี"])),
            ("รายงานสรุปผลการจัดซื้อจัดจ้าง ปี 2567", "p13.xlsx", papers.xlsx(
                ["รายงานสรุปผลการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2567", OURS, "จัดซื้อจัดจ้างทั้งสิ้น 153 โครงการ เป็นเงิน 7,750,000 บาท", "ที่|รายการ|งบประมาณ|วิธี",
                 "1|จ้างก่อสร้างถนน|495,000|เฉพาะเจาะจง", "ปัญหา อุปสรรค และข้อเสนอแนะ", "ไม่มี"])),
        ], 2568)

    def test_one_paper_of_two_parts(self):
        """An item of two parts in one paper, which bears the name of one on its cover and that of the other inside."""
        self.assertEqual([self.items[i]["verdict"] for i in ("O16", "O21")], ["found", "found"])

    def test_rows_of_naught(self):
        """A table of a PDF comes as lines: a row of noughts, of dashes, or of "none" says that nobody complained; empty columns and a page number do not."""
        head = ["ข้อมูลสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ", OURS + " ปีงบประมาณ พ.ศ. 2567", "เดือน จำนวน แล้วเสร็จ อยู่ระหว่างดำเนินการ"]
        for row, verdict in (("ตุลาคม 2566 0 0 0", "found"), ("1 การทุจริต - - -", "found"), ("ตุลาคม 2566 ไม่มี ไม่มี ไม่มี", "found"), ("ตุลาคม 2566", "partial"), ("- 1 -", "partial")):
            items = judged([("สถิติเรื่องร้องเรียนการทุจริต 2567", "p.pdf", papers.pdf("", head + [row]))], 2568)
            self.assertEqual(items["O19"]["verdict"], verdict, row)

    def test_filled_form_of_both_parts(self):
        """A form that is filled in is no form any more; called by its link after one part, it calls itself after both."""
        head = ("ที่|งานที่ซื้อหรือจ้าง|วงเงินงบประมาณ|แหล่งที่มาของงบประมาณ|สถานะ|วิธีการจัดซื้อจัดจ้าง|ราคากลาง|ราคาที่ตกลงซื้อหรือจ้าง|ผู้ได้รับคัดเลือก|เลขที่โครงการ")
        title = "แบบฟอร์มรายการจัดซื้อจัดจ้างและความก้าวหน้าการจัดซื้อจัดจ้าง ปีงบประมาณ พ.ศ. 2568"
        row = "1|ซื้อวัสดุ|12,000|เงินรายได้|ส่งมอบแล้ว|เฉพาะเจาะจง|12,000|11,900|ร้านสมมุติ|67109000001"
        for rows, verdict in (([row], "found"), (["1|||||||||", "2|||||||||"], "missing")):
            items = judged([("รายการการจัดซื้อจัดจ้าง ปีงบประมาณ 2568", "p.xlsx", papers.xlsx([title, OURS, "1 ตุลาคม 2567 - 31 มีนาคม 2568", head] + rows))], 2568)
            self.assertEqual(items["O12"]["verdict"], verdict)

    def test_terms_of_a_survey(self):
        """Terms of reference of a survey still to be made are no survey."""
        items = judged([("รายงานผลการสำรวจความพึงพอใจ 2565", "p.docx", papers.docx(
            ["โครงการจ้างสำรวจความพึงพอใจ ประจำปีงบประมาณ พ.ศ. 2565", OURS, "ขอบเขตของงาน (TOR) วงเงิน 20,000 บาท"]))])
        self.assertEqual(items["O17"]["verdict"], "missing")

    def test_cells_that_say_none(self):
        """Complaints counted in cells that say "none"."""
        self.assertEqual(self.items["O19"]["verdict"], "found")

    def test_heads_in_one_word(self):
        """A list of purchases whose column of methods is headed by that word alone."""
        self.assertEqual(self.items["O13"]["verdict"], "found")
    def test_letters_lost(self):
        """A PDF that has lost sara am, or every tone mark of our name, is ours and shows what it shows."""
        lines = ["รายงานการดำเนินการตามนโยบายการบริหารทรัพยากรบุคคล ประจำปีงบประมาณ พ.ศ. 2566 รอบ 6 เดือน (1 ตุลาคม 2565 – 31 มีนาคม 2566)", OURS,
                 "กิจกรรม", "ดำเนินการแล้ว 2 อัตรา", "งบประมาณ 45,000 บาท"]
        items = judged([("การดำเนินการตามนโยบายการบริหารทรัพยากรบุคคล 2566", "p24.pdf", papers.pdf("", [line.replace("ำ", "า") for line in lines])),
                        ("แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566-2570)", "p36.pdf", papers.pdf("", [line.replace("่", "") for line in [
                            "แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2570)", OURS, "โครงการ งบประมาณ ระยะเวลา", "อบรมคุณธรรม 20,000 บาท"]]))])
        self.assertEqual([items[i]["verdict"] for i in ("O24", "O36")], ["found", "found"])


def plan(year, *columns):
    return papers.docx(["แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. %d" % year, OURS, " ".join(columns), "ก่อสร้างถนน กองช่าง"])


def report(year):
    return papers.docx(["รายงานสรุปผลการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. %d" % year, OURS, "งบประมาณที่ใช้ 7,750,000 บาท", "ปัญหา/อุปสรรค ไม่มี", "ข้อเสนอแนะ ไม่มี"])


ALL = ("โครงการ/กิจกรรม", "งบประมาณ", "ระยะเวลาดำเนินการ")


class Side(unittest.TestCase):
    """Papers side by side in an archive."""

    def test_of_several_years(self):
        """The paper of the year speaks for the archive, wherever it lies; none of it leaves the archive to the newest."""
        items = judged([("แผนการดำเนินงาน", "a.zip", papers.archive([("1.docx", plan(2565, *ALL)), ("2.docx", plan(2566, *ALL))])),
                        ("รายงานสรุปผลการจัดซื้อจัดจ้าง", "b.zip", papers.archive([("1.docx", report(2563)), ("2.docx", report(2564))]))])
        self.assertEqual(items["O11"]["verdict"], "found")
        self.assertEqual((items["O22"]["verdict"], items["O22"]["reason"]), ("stale", "is for fiscal year 2564, asked for is 2565"))

    def test_each_shows_its_own(self):
        """What last year's plan or another item's paper beside it shows is not shown by this year's plan."""
        items = judged([("แผนการดำเนินงาน", "a.zip", papers.archive([("1.docx", plan(2566, ALL[0], ALL[2])), ("2.docx", plan(2565, *ALL)), ("3.docx", report(2565))]))])
        self.assertEqual((items["O11"]["verdict"], items["O11"]["reason"]), ("partial", "is there, but lacks: Budget"))

    def test_of_several_items(self):
        """An archive that no words lead to is found by what each of its papers calls itself."""
        items = judged([("เอกสารประกอบ", "a.zip", papers.archive([("1.docx", plan(2566, *ALL)), ("2.docx", report(2565))]))], explain="O22")
        self.assertEqual([items[i]["verdict"] for i in ("O11", "O22")], ["found", "found"])
        self.assertEqual({e["page"] for e in items["O22"]["evidence"] if e["page"]}, {2})
        self.assertIn("file 2 in the archive", items["explain"])

    def test_behind_many_links(self):
        """It is found so too on a site with more than a thousand links by the names of items, and judging ends."""
        names = ("แผนการจัดซื้อจัดจ้าง", "สรุปผลการจัดซื้อจัดจ้างรายเดือน", "แผนดำเนินงานประจำปี", "ข้อมูลผู้บริหาร")
        items = judged([("เอกสารประกอบ", "a.zip", papers.archive([("1.docx", plan(2566, *ALL)), ("2.docx", report(2565))]))],
                       more="".join('<p><a href="/%d.html">%s</a></p>' % (n, names[n % len(names)]) for n in range(1200)))
        self.assertEqual([items[i]["verdict"] for i in ("O11", "O22")], ["found", "found"])

    def test_among_many_pages(self):
        """A manual that only its first line names is found behind hundreds of pages that might show it."""
        stories = [("story%d.html" % n, "เรื่องเล่าของเรา", "<p>เรื่องที่ %d ของชาวบ้านริมน้ำ</p>" % n) for n in range(640)]
        manual = papers.docx(["คู่มือการปฏิบัติงาน งานจัดเก็บรายได้", OURS, "ขั้นตอนการปฏิบัติงานของเจ้าหน้าที่ 1. รับคำขอ 2. ตรวจเอกสาร 3. ออกใบเสร็จ"])
        items = judged([("เอกสารประกอบ", "a.docx", manual)], pages=stories,
                       more="".join('<p><a href="/%s">เรื่องเล่าที่ %d</a></p>' % (s[0], n) for n, s in enumerate(stories)))
        self.assertEqual(items["O14"]["verdict"], "found", items["O14"]["reason"])

    def test_behind_a_number(self):
        """Behind the number of an item and a page without a name, one of whose lines names itself is found; without such a line it is for a person."""
        manual = ("<table><tr><th>ขั้นตอน</th><th>ระยะเวลา</th></tr><tr><td>รับคำขอ</td><td>5 นาที</td></tr><tr><td>ตรวจเอกสาร</td><td>10 นาที</td></tr></table>"
                  "<p>%sของพนักงานเจ้าหน้าที่ ตามแนวทางปฏิบัติของงานจัดเก็บรายได้ ขอบเขตและวัตถุประสงค์ของภารกิจ</p>")
        numbers = "".join('<p><a href="/%s.html">O%d</a></p>' % ("p" if n == 14 else "x%d" % n, n) for n in range(1, 44))
        for words, verdict in (("คู่มือการปฏิบัติงาน", "found"), ("ขั้นตอน", "review")):
            items = judged([], more=numbers, pages=[("p.html", "เอกสารของเรา", '<p><a href="/q.html">รายละเอียด</a></p>'), ("q.html", "สำหรับผู้ทำ", manual % words)])
            self.assertEqual(items["O14"]["verdict"], verdict, items["O14"]["reason"])

    def test_months(self):
        """Two months, each a paper of the archive, are two."""
        months = [("%d.pdf" % n, monthly(MONTHS[n:n + 1])) for n in range(2)]
        items = judged([("สรุปผลการจัดซื้อจัดจ้าง ปีงบประมาณ 2566", "a.zip", papers.archive(months))])
        self.assertEqual((items["O21"]["verdict"], items["O21"]["reason"]), ("partial", "only 2 of 6 months are published"))


if __name__ == "__main__":
    main()
