#!/usr/bin/env python3
"""Small sites that nearly show a thing, or show it in few words: what a fair assessor would say of them."""
import sys
from harness import Folder, Site, main, os, tempfile, unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "accuracy"))
import papers  # noqa: E402

OURS = "เทศบาลตำบลตัวอย่าง"
PAGE = ('<!doctype html><html lang="th"><head><meta charset="utf-8"><title>%s - ' + OURS + '</title></head><body><ul><li><a href="/">หน้าหลัก</a></li>%s</ul>'
        '<main><h2>%s</h2>%s</main></body></html>')


class Near(unittest.TestCase):
    def judged(self, pages, menu=(), files=(), year=2566):
        """Item -> verdict of a site of these pages {name: (title, body)} and files {name: bytes}, by the checklist of that year."""
        entries = "".join('<li><a href="%s">%s</a></li>' % entry for entry in menu)
        with tempfile.TemporaryDirectory(prefix="oit-near-") as folder, Folder() as f:
            www = os.path.join(folder, "www")
            os.mkdir(www)
            for name, (title, body) in dict({"index.html": ("หน้าหลัก", "<p>ยินดีต้อนรับ</p>")}, **pages).items():
                with open(os.path.join(www, name), "w", encoding="utf-8") as out:
                    out.write(PAGE % (title, entries, title, body))
            for name, data in dict(files).items():
                with open(os.path.join(www, name), "wb") as out:
                    out.write(data)
            open(os.path.join(folder, "routes.txt"), "w").close()
            with Site(folder) as site:
                done, result = f.scan(site.url, "--pack", "oit-%d" % year, "--as-of", "%d-04-28" % (year - 543), "--lang", "en")
        self.assertIsNotNone(result, done.stderr)
        return {i["id"]: i["verdict"] for i in result["items"]}

    def test_short_news(self):
        """Two articles of a line each: the list of them is news."""
        verdicts = self.judged({"news.html": ("ประชาสัมพันธ์", '<p><a href="n1.html">ขอเชิญประชุมจัดทำแผนพัฒนาท้องถิ่น</a></p><p><a href="n2.html">น้ำท่วมถนน</a></p>'),
                                "n1.html": ("ขอเชิญประชุมจัดทำแผนพัฒนาท้องถิ่น", "<p>3 มีนาคม 2566 ขอเชิญประชาชนร่วมประชุม</p>"),
                                "n2.html": ("น้ำท่วมถนน", "<p>4 มีนาคม 2566 น้ำท่วมถนน</p>")}, menu=[("news.html", "ประชาสัมพันธ์")])
        self.assertEqual(verdicts["O7"], "found")
        self.assertEqual(verdicts["O4"], "missing")

    def test_buttons_of_numbers(self):
        """Buttons O1 to O43 to files: a paper that says what it is counts, another item's does not, what lies on a drive was not looked at."""
        plan = papers.pdf("plan", ["แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2566", OURS, "โครงการ งบประมาณ ระยะเวลา", "ถนน 1,000 บาท ต.ค. 65"])
        other = papers.pdf("other", ["แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566", OURS, "โครงการก่อสร้างถนน"])
        where = {11: "o11.pdf", 42: "o42.pdf", 13: "https://drive.google.com/file/d/1a/view"}
        grid = " ".join('<a href="%s">O%d</a>' % (where.get(n, "#"), n) for n in range(1, 44))
        verdicts = self.judged({"ita.html": ("ITA 2566", grid)}, menu=[("ita.html", "ITA 2566")], files={"o11.pdf": plan, "o42.pdf": other})
        self.assertEqual([verdicts[i] for i in ("O11", "O42", "O13", "O22")], ["found", "missing", "unassessed", "missing"])

    def test_portraits_of_others(self):
        """Portraits with names and posts are of whom they say: councillors under the word for executives are no executives; one picture
        without names may show them all."""
        portrait = '<div><img src="p%d.png" width="150" height="200" alt=""><p>%s</p><p>%s</p><p>โทร. 08-1234-567%d</p></div>'
        people = lambda *of: "".join(portrait % (n, name, post, n) for n, (name, post) in enumerate(of))
        council = people(("นายสมมุติ หนึ่งดี", "ประธานสภาเทศบาล"), ("นางสมศรี สองดี", "รองประธานสภาเทศบาล"), ("นายสมาน สามดี", "สมาชิกสภาเทศบาล"))
        heads = people(("นายสมชาย ใจดี", "นายกเทศมนตรี"), ("นายสมพร ใจงาม", "รองนายกเทศมนตรี"), ("นางสมหญิง ใจเย็น", "ปลัดเทศบาล"))
        poster = '<img src="p0.png" width="900" height="1200" alt=""><p>โทร. 08-1234-5678</p>'
        pictures = {"p%d.png" % n: papers.png(n) for n in range(3)}
        for body, found in ((council, False), (heads, True), (poster, True)):
            verdicts = self.judged({"who.html": ("คณะผู้บริหาร", body)}, menu=[("who.html", "คณะผู้บริหาร")], files=pictures)
            self.assertEqual(verdicts["O2"] == "found", found, body)

    def test_portraits_that_can_be_clicked(self):
        """Portraits that open large, lead to a page of the person or to nowhere stand with the names below them all the same."""
        card = '<div class="card"><a href="%s"><img src="p%d.png" width="150" height="200" alt=""></a><h5>%s</h5><p>%s</p><p>โทร. 08-1234-567%d</p></div>'
        row = '<tr><td><a href="%s"><img src="p%d.png" width="150" height="200" alt=""></a></td><td>%s</td><td>%s</td><td>08-1234-567%d</td></tr>'
        heads = (("นายสมชาย ใจดี", "นายกเทศมนตรี"), ("นายสมพร ใจงาม", "รองนายกเทศมนตรี"), ("นางสมหญิง ใจเย็น", "ปลัดเทศบาล"))
        of = lambda form, to: "".join(form % (to % n if "%" in to else to, n, name, post, n) for n, (name, post) in enumerate(heads))
        persons = {"who%d.html" % n: (name, "<p>%s %s</p>" % (name, post)) for n, (name, post) in enumerate(heads)}
        pictures = {"p%d.png" % n: papers.png(n) for n in range(3)}
        for to, pages in (("p%d.png", {}), ("who%d.html", persons), ("gone%d.html", {}), ("https://www.facebook.com/who%d", {})):
            for body in (of(card, to), "<table>%s</table>" % of(row, to)):
                verdicts = self.judged({"who.html": ("คณะผู้บริหาร", body), **pages}, menu=[("who.html", "คณะผู้บริหาร")], files=pictures)
                self.assertEqual(verdicts["O2"], "found", body)

    def test_measures_of_the_last_result(self):
        """Measures answer last year's result: those of this year, of last year or of no stated year will do, those of two years ago are old."""
        title = "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
        shown = ["การวิเคราะห์ผลการประเมิน ITA จุดแข็ง จุดอ่อน", "มาตรการ ขั้นตอนและวิธีการปฏิบัติ ผู้รับผิดชอบ สำนักปลัด",
                 "ระยะเวลา ตุลาคม ถึง กันยายน การกำกับติดตามและรายงานผล"]
        for year, said, verdict in ((2566, " ปี 2566", "found"), (2566, " ปี 2565", "found"), (2566, "", "found"), (2566, " ปี 2564", "stale"),
                                    (2567, " ปี 2565", "stale"), (2568, " ปี 2566", "stale")):
            item = {2566: "O42", 2567: "O34", 2568: "O27"}[year]
            verdicts = self.judged({"m.html": (title, '<p><a href="m.pdf">%s</a></p>' % (title + said))}, menu=[("m.html", title)],
                                   files={"m.pdf": papers.pdf(title, [title + said, OURS] + shown)}, year=year)
            self.assertEqual(verdicts[item], verdict, (year, said))
        verdicts = self.judged({"a.html": ("การวิเคราะห์ผลการประเมิน ITA ปี 2565", "<p>%s</p>" % " ".join(shown))}, menu=[("a.html", "การวิเคราะห์ผลการประเมิน ITA")])
        self.assertEqual(verdicts["O42"], "found")

    def test_a_way_in_that_is_dead(self):
        """Nothing is known of a site whose entrance leads nowhere; a site of one page with a dead link among its text has what it shows."""
        door = '<p><img src="king.png" width="900" height="600" alt=""></p><p><a href="main.php">เข้าสู่เว็บไซต์</a></p>'
        self.assertEqual(set(self.judged({"index.html": ("หน้าหลัก", door)}).values()), {"unassessed"})
        verdicts = self.judged({"index.html": ("หน้าหลัก", door + "<p>ตำบลตั้งอยู่ริมแม่น้ำมาช้านาน</p>" * 10)})
        self.assertEqual((verdicts["O1"], verdicts["O42"]), ("missing", "missing"))
        moved = '<p>เว็บไซต์ได้ย้ายที่อยู่</p><a href="https://www.new-town.example/">%s</a>'
        self.assertEqual(set(self.judged({"index.html": ("หน้าหลัก", moved % "เข้าสู่เว็บไซต์ใหม่")}).values()), {"unassessed"})
        self.assertEqual(self.judged({"index.html": ("หน้าหลัก", moved % "ผู้จัดทำเว็บไซต์")})["O1"], "missing")

    def test_plan_and_progress_in_one(self):
        """A paper called "plan, and report of following it up" is both; a page with small print below its heading is what its first line says."""
        title = "แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2566 และรายงานการกำกับติดตามการดำเนินงาน รอบ 6 เดือน"
        both = papers.pdf("both", [title, OURS, "โครงการ งบประมาณ ระยะเวลา คืบหน้า", "ก่อสร้างถนน 1,000 บาท ต.ค. 65 - มี.ค. 66 100% เบิกจ่าย 900 บาท"])
        verdicts = self.judged({"p.html": (title, '<p><a href="b.pdf">%s</a></p>' % title)}, menu=[("p.html", title)], files={"b.pdf": both})
        self.assertEqual((verdicts["O11"], verdicts["O12"]), ("found", "found"))
        small = "<ul><li>9 เมษายน 2566</li><li>admin</li><li>ไม่มีความเห็น</li></ul>"
        page = small + ("<p>แผนดำเนินงานและการใช้งบ ปีงบประมาณ 2566 พร้อมความก้าวหน้าตั้งแต่ 1 ต.ค. 65 ถึง 31 มี.ค. 66</p><table><tr><th>โครงการ</th>"
                        "<th>งบตามแผน</th><th>ช่วงเวลา</th><th>คืบหน้า</th><th>เบิกจ่ายแล้ว</th></tr><tr><td>ก่อสร้างถนน</td><td>1,000 บาท</td>"
                        "<td>ธ.ค. 65 - มี.ค. 66</td><td>100%</td><td>900</td></tr></table>")
        verdicts = self.judged({"p.html": ("ติดตามโครงการปีนี้", page)}, menu=[("p.html", "แผนและความก้าวหน้า")])
        self.assertEqual((verdicts["O11"], verdicts["O12"]), ("found", "found"))

    def test_cells_of_dots_are_to_be_filled_in(self):
        """A report whose rows hold dots alone is a form that nobody filled in, whatever its link calls it; with words in them it is the report."""
        title = "รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริตและประพฤติมิชอบ ประจำปี 2566"
        for cell, verdict in (("...", "missing"), ("ตรวจแล้ว", "found")):
            form = papers.xlsx([title, OURS, "ความเสี่ยง|มาตรการ|ผลการดำเนินการ|ผู้รับผิดชอบ"] + ["|".join([cell] * 4)] * 2)
            verdicts = self.judged({"p.html": (title, '<p><a href="f.xlsx">%s</a></p>' % title)}, menu=[("p.html", title)], files={"f.xlsx": form})
            self.assertEqual(verdicts["O35"], verdict, cell)

    def test_rows_of_years_without_anything(self):
        """A row "2567 | none | -" shows nothing of what was to be done that year; of complaints and gifts it says that there were none."""
        head = "<table><tr><th>ปีงบประมาณ</th><th>รายการ</th><th>เอกสาร</th></tr>%s</table>"
        row = lambda *cells: "<tr>%s</tr>" % "".join("<td>%s</td>" % c for c in cells)
        of = lambda title, *rows: (title, head % "".join(rows))
        old = papers.pdf("old", ["รายงานผลการเปิดโอกาสให้เกิดการมีส่วนร่วม ปี 2566", OURS, "ประเด็น แผนพัฒนา ผู้มีส่วนร่วม 60 คน"])
        for item, verdict, year, page in (
                ("O25", "stale", 2567, of("การเปิดโอกาสให้เกิดการมีส่วนร่วม", row(2567, "ไม่มี", "-"), row(2566, "ประชุม", '<a href="old.pdf">เปิด</a>'))),
                ("O25", "stale", 2567, of("การเปิดโอกาสให้เกิดการมีส่วนร่วม", row(2567, "อยู่ระหว่างดำเนินการ", "-"),
                                          row(2566, "ประชุม", '<a href="old.pdf">เปิด</a>'))),
                ("O24", "missing", 2567, of("สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ", row(2567, "รอข้อมูล", "-"))),
                ("O18", "missing", 2567, of("แผนการบริหารและพัฒนาทรัพยากรบุคคล", row(2567, "ไม่มี", "-"), row(2566, "-", "-"))),
                ("O24", "found", 2567, of("สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ", row(2567, "ไม่มี", "-"))),
                ("O19", "found", 2568, of("สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ", row(2567, "ไม่มี", "-"))),
                ("O29", "found", 2567, of("รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา", row(2567, "ไม่มี", "-")))):
            verdicts = self.judged({"p.html": page}, menu=[("p.html", page[0])], files={"old.pdf": old}, year=year)
            self.assertEqual(verdicts[item], verdict, (item, page))

    def test_services_that_lie_elsewhere(self):
        """A paper to leaf through at a service is the paper; on a drive it may be shut, behind a short address nobody knows what lies; the front page of a service is nobody's."""
        title, this, old = "รายงานผลการดำเนินงานประจำปี", "รายงานผลการดำเนินงานประจำปีงบประมาณ 2565", "รายงานผลการดำเนินงานประจำปีงบประมาณ 2563"
        for address, words, verdict in (("https://online.anyflip.com/a/b/mobile/index.html", this, "found"), ("https://anyflip.com/a/b", old, "stale"),
                                        ("https://drive.google.com/file/d/1/view", this, "unassessed"), ("https://drive.google.com/file/d/1/view", old, "stale"),
                                        ("https://bit.ly/3x", this, "unassessed"), ("https://bit.ly/3x", "คลิกที่นี่", "unassessed"), ("https://bit.ly/3x", old, "missing"),
                                        ("https://www.otherplace.example/x.pdf", this, "missing"), ("https://anyflip.com/", "anyflip", "missing")):
            verdicts = self.judged({"r.html": (title, '<p><a href="%s">%s</a></p>' % (address, words))}, menu=[("r.html", title)])
            self.assertEqual(verdicts["O13"], verdict, (address, words))
        for item, words, address, verdict in (("O18", "E-Service", "https://eservice.platform.example/thungsommut", "review"), ("O18", "E-Service", "https://www.dla.go.th/x", "missing"),
                                              ("O28", "แจ้งเรื่องร้องเรียนการทุจริต", "https://complaints.platform.example/", "missing"),
                                              ("O9", "Facebook", "https://www.facebook.com/", "missing")):
            self.assertEqual(self.judged({}, menu=[(address, words)])[item], verdict, (item, address))

    def test_what_only_a_picture_is_called(self):
        """A picture whose words behind it are the item's name, on a page called otherwise, is for a person to look at; a group photo is not, nor an old one."""
        picture = '<p><img src="p.png" width="900" height="1200" alt="%s"></p>'
        for item, alt, verdict in (("O31", "ประกาศเจตนารมณ์นโยบาย No Gift Policy ประจำปีงบประมาณ พ.ศ. 2566", "review"),
                                   ("O31", "ประกาศเจตนารมณ์นโยบาย No Gift Policy ประจำปีงบประมาณ พ.ศ. 2565", "stale"),
                                   ("O1", "โครงสร้างการแบ่งส่วนราชการ " + OURS, "review"), ("O2", "คณะผู้บริหารเทศบาลร่วมกิจกรรมปลูกป่า", "missing"),
                                   ("O2", "นายกเทศมนตรี", "missing")):
            verdicts = self.judged({"g.html": ("เรื่องทั่วไป", picture % alt)}, menu=[("g.html", "เรื่องทั่วไป")], files={"p.png": papers.png(1)})
            self.assertEqual(verdicts[item], verdict, alt)

    def test_an_archive_of_several_years(self):
        """An archive holds the report asked for wherever it lies among those of other years; one of other years only is old, one of three months a part."""
        title = "รายงานผลการดำเนินงานประจำปี"
        report = lambda y: papers.pdf("r", ["%sงบประมาณ พ.ศ. %d" % (title, y), OURS, "ผลการดำเนินงานโครงการ", "งบประมาณ 1,250,000 บาท", "ปัญหาและอุปสรรค ไม่มี", "ข้อเสนอแนะ ไม่มี"])
        for years, verdict in ((range(2563, 2566), "found"), (range(2566, 2563, -1), "found"), (range(2562, 2565), "stale")):
            held = papers.archive([("%d.pdf" % y, report(y)) for y in years])
            verdicts = self.judged({"r.html": (title, '<p><a href="all.zip">%s ย้อนหลัง</a></p>' % title)}, menu=[("r.html", title)], files={"all.zip": held})
            self.assertEqual(verdicts["O13"], verdict, list(years))
        report = lambda y: papers.pdf("r", [title, "%s ประจำปีงบประมาณ พ.ศ. %d" % (OURS, y), "ผลการดำเนินงานโครงการ", "งบประมาณ 1,250,000 บาท", "ปัญหาและอุปสรรค ไม่มี", "ข้อเสนอแนะ ไม่มี"])
        held = papers.archive([("%d.pdf" % y, report(y)) for y in range(2563, 2566)])  # the year stands beside the agency's name
        verdicts = self.judged({"r.html": (title, '<p><a href="all.zip">%s ย้อนหลัง</a></p>' % title)}, menu=[("r.html", title)], files={"all.zip": held})
        self.assertEqual(verdicts["O13"], "found")
        title = "สรุปผลการจัดซื้อจัดจ้างรายเดือน"
        month = lambda m: papers.pdf("m", ["สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน%s 2565" % m, OURS, "งานที่จัดซื้อจัดจ้าง วงเงิน ราคากลาง วิธีซื้อ ผู้เสนอราคา ผู้ได้รับการคัดเลือก เหตุผล เลขที่สัญญา"])
        held = papers.archive([(m + ".pdf", month(m)) for m in ("ตุลาคม", "พฤศจิกายน", "ธันวาคม")])
        verdicts = self.judged({"r.html": (title, '<p><a href="all.zip">ดาวน์โหลด</a></p>')}, menu=[("r.html", title)], files={"all.zip": held})
        self.assertEqual(verdicts["O21"], "partial")

    def test_a_plan_that_is_the_list(self):
        """From FY2567 on a list of procurements is asked for in place of the plan: a plan is that list where it says whence the money comes and by
        which method; of names, money and months it is a part, also behind an announcement; what came of it is none.  Until FY2566 it is the plan."""
        bare = ["ลำดับ ชื่อโครงการ งบประมาณโครงการ (บาท) คาดว่าจะประกาศจัดซื้อจัดจ้าง", "1 จ้างก่อสร้างถนน หมู่ 4 495,000.00 12/2566", "2 ซื้อรถบรรทุกน้ำ 2,400,000.00 03/2567"]
        form = ["ลำดับ เดือนที่เริ่มจัดหา รายการ จำนวนเงิน เงินนอกงบประมาณ วิธีจัดหา กำหนดส่งมอบ", "1 ธ.ค. จ้างก่อสร้างถนน หมู่ 4 495,000 เงินอุดหนุน เฉพาะเจาะจง 90 วัน"]
        announced = "<p>ตามพระราชบัญญัติการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. 2560 มาตรา 11 บัญญัติให้หน่วยงานของรัฐจัดทำแผนการจัดซื้อจัดจ้างประจำปี และประกาศเผยแพร่" \
                    "ในระบบเครือข่ายสารสนเทศของกรมบัญชีกลางและของหน่วยงานของรัฐตามวิธีการที่กรมบัญชีกลางกำหนด และให้ปิดประกาศโดยเปิดเผย ณ สถานที่ปิดประกาศของหน่วยงานของรัฐนั้น</p>" \
                    "<p>จึงประกาศให้ทราบโดยทั่วกัน</p>"
        for title, lines, before, verdict in (("แผนการจัดซื้อจัดจ้าง", bare, "", "partial"), ("แผนการจัดซื้อจัดจ้าง", bare, announced, "partial"),
                                              ("แผนการจัดหาพัสดุ (ผด.1)", form, "", "found"), ("แผนการจัดซื้อจัดจ้าง", form, announced, "found"),
                                              ("รายงานผลการดำเนินงานตามแผนการจัดซื้อจัดจ้าง", form, "", "missing")):
            title += " ประจำปีงบประมาณ พ.ศ. 2567"
            paper = papers.pdf("p", [title, OURS] + lines)
            verdicts = self.judged({"p.html": (title, before + '<p><a href="p.pdf">%s</a></p>' % title)}, menu=[("p.html", title)], files={"p.pdf": paper}, year=2567)
            self.assertEqual(verdicts["O14"], verdict, (title, lines[0], before))
        title = "แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566"
        paper = papers.pdf("p", [title, OURS] + [line.replace("2566", "2565").replace("2567", "2566") for line in bare])
        verdicts = self.judged({"p.html": (title, announced + '<p><a href="p.pdf">%s</a></p>' % title)}, menu=[("p.html", title)], files={"p.pdf": paper})
        self.assertEqual(verdicts["O19"], "found")

    def test_the_other_part_on_the_same_page(self):
        """Since FY2568 one item asks for the address and for a way to ask: both may stand on the page of contacts, and the address alone is a part."""
        place = "<p>เลขที่ 9 หมู่ 3 ตำบลตัวอย่าง อำเภอตัวอย่าง จังหวัดตัวอย่าง 99000 โทรศัพท์ 0-9999-1234 อีเมล a@town.example</p>" \
                '<iframe src="https://www.google.com/maps/embed?pb=1"></iframe>'
        box = '<form method="post"><label>ชื่อ</label><input type="text" name="n"><label>ข้อความ</label><textarea name="q"></textarea><input type="submit" value="ส่ง"></form>'
        for also, verdict in ((box, "found"), ('<a href="https://m.me/town"><i></i></a>', "found"), ("", "partial"),
                              ('<a href="https://www.facebook.com/town">Facebook</a>', "partial")):
            for year in (2568, 2569):
                verdicts = self.judged({"c.html": ("ติดต่อเรา", place + also)}, menu=[("c.html", "ติดต่อเรา")], year=year)
                self.assertEqual(verdicts["O3"], verdict, (year, also))

    def test_numbers_in_cells_of_their_own(self):
        """A telephone number is one in whatever way it is written, also in a cell or a card beside its word; a year or a time is none."""
        lines = "<table><tr><td>ที่อยู่</td><td>9 หมู่ 3 ตำบลตัวอย่าง อำเภอตัวอย่าง จังหวัดตัวอย่าง 99000</td></tr><tr><td>%s</td><td>%s</td></tr>" \
                "<tr><td>โทรสาร</td><td>-</td></tr><tr><td>อีเมล</td><td>a@town.example</td></tr></table><p>แผนที่</p>"
        for number, verdict in (("0-4412-3456", "found"), ("0 4412 3456", "found"), ("๐-๔๔๑๒-๓๔๕๖", "found"), ("044123456", "found"), ("(044) 123456", "found"),
                                ("08-1234-5678", "found"), ("0812345678", "found"), ("08.30 - 16.30", "partial"), ("2560-2564", "partial"), ("-", "partial")):
            verdicts = self.judged({"c.html": ("ติดต่อเรา", lines % ("หมายเลข", number))}, menu=[("c.html", "ติดต่อเรา")])
            self.assertEqual(verdicts["O5"], verdict, number)

    def test_months_of_calendar_years(self):
        """A list from January to December is of calendar years: its October to December belong to the fiscal year behind; one from October to September is of fiscal years."""
        title = "สรุปผลการจัดซื้อจัดจ้างรายเดือน (สขร.1)"
        year = "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม".split()
        paper = papers.pdf("x", [title, OURS, "งานที่จัดซื้อจัดจ้าง วงเงิน ราคากลาง วิธีซื้อ ผู้เสนอราคา ผู้ได้รับการคัดเลือก เหตุผล เลขที่สัญญา"])
        fiscal = year[9:] + year[:9]
        for *groups, verdict in (((2566, year[:3]), (2565, year), "found"), ((2566, year[2::-1]), (2565, year[::-1]), "found"),
                                 ((2566, year[:2]), (2565, year), "partial"), ((2566, fiscal[:6]), (2565, fiscal), "found"),
                                 ((2566, fiscal[:3]), (2565, fiscal), "partial")):
            listed = "".join("<h3>ปี %d</h3><ul>%s</ul>" % (y, "".join('<li><a href="%s%d.pdf">%s</a></li>' % ("ab"[y - 2565], year.index(m), m) for m in months)) for y, months in groups)
            files = {"%s%d.pdf" % ("ab"[y - 2565], year.index(m)): paper + b"%% %d %d\n" % (y, year.index(m)) for y, months in groups for m in months}
            verdicts = self.judged({"m.html": (title, listed)}, menu=[("m.html", title)], files=files)
            self.assertEqual(verdicts["O21"], verdict, listed)


if __name__ == "__main__":
    main()
