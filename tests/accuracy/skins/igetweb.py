"""A cheap website builder of the 2000s: numbered modules (?mo=59&action=page&id=N), tables for the frame, coloured bars and banners,
boxes of menus on the left, a counter on every page, articles with "read" counts, attachments whose only link word is "download"."""
import html
import os
import urllib.parse

from skins import base

ICONS = {".pdf": "pdf", ".docx": "word", ".doc": "word", ".xlsx": "excel", ".xls": "excel", ".zip": "zip"}
BAR = "<tr><td class='bar' background='/images/bar_%s.gif' height='28'><font color='#FFFFFF'><b>%s</b></font></td></tr>"


class Skin(base.Skin):
    def page_path(self, page):
        names = {name for block in page.body for name in block}
        if page.key == "home":
            return "/"
        if page.date:
            return "/?mo=3&art=%d" % (41930000 + page.number * 173)
        if "board" in names:
            return "/?mo=5&wb=%d" % (5200 + page.number)
        if page.body and "links" in page.body[0]:
            return "/?mo=10&cat=%d" % (101200 + page.number * 7)
        return "/?mo=59&action=page&id=%d" % (1149000 + page.number * 31)

    def paper_path(self, paper):
        if paper.ending in (".png", ".jpg", ".jpeg", ".gif"):
            return "/image/mypic_customize/%s" % paper.name
        return "/attachments/view/?attach_id=%d" % (206000 + paper.number * 13)

    def paper_header(self, paper):
        if paper.ending not in ICONS:
            return ""
        return " Content-Disposition: attachment; filename*=UTF-8''%s" % urllib.parse.quote(paper.name)

    def content_type(self):
        return "text/html"

    def title(self, page):
        return self.site.agency if page.key == "home" else "%s : %s %s %s" % (page.title, self.site.agency, self.site.district, self.site.province)

    def document(self, page, body):
        charset = "tis-620" if self.site.encoding == "windows-874" else self.site.encoding
        return ("<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\">\n<html><head>\n"
                "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=%s\">\n<title>%s</title>\n"
                "<meta name=\"keywords\" content=\"%s, %s\">\n<meta name=\"generator\" content=\"website builder\">\n"
                "<link rel=\"stylesheet\" type=\"text/css\" href=\"/css/theme_017.css\">\n</head>\n"
                "<body bgcolor=\"#D7E8C5\" topmargin=\"0\">\n%s\n</body></html>\n" %
                (charset, self.site.words(self.title(page)), self.site.words(self.site.short), self.site.words(self.site.agency), body))

    def page(self, page):
        if page.bare:
            return super().page(page)
        w, top, boxes = self.site.words, [], []
        for entry in self.site.menu:
            for words, target in entry.items():
                if isinstance(target, list):
                    boxes.append(self.box(w(words), self.menu(target)))
                else:
                    top.append("<td align='center' class='topmenu'>%s</td>" % self.link(w(words), self.site.address(target, "menu")))
        left = "".join(boxes) + self.box(w("ลิงก์น่าสนใจ"), self.blocks(self.site.side, page)) + self.box(w("สถิติผู้เข้าชม"), self.counter(page))
        here = "" if page.key == "home" else "<tr><td class='path'><font size='1'>%s &raquo; %s</font></td></tr>" % (
            self.link(w("หน้าแรก"), "/"), w(page.title))
        return self.document(page, "<table width='960' align='center' cellpadding='0' cellspacing='0' bgcolor='#FFFFFF'>\n"
                             "<tr><td colspan='2'><a href='/'><img src='/image/mypic_banner/header.jpg' width='960' height='220' border='0' alt=''></a></td></tr>\n"
                             "<tr><td colspan='2'><table width='100%%' bgcolor='#3C7A1E'><tr>%s</tr></table></td></tr>\n"
                             "<tr><td colspan='2'><marquee scrollamount='3'><font color='#CC0000'>%s</font></marquee></td></tr>\n"
                             "<tr><td width='210' valign='top'>%s</td>\n<td valign='top'><table width='100%%' cellpadding='6'>%s"
                             "<tr><td>%s\n%s\n%s</td></tr></table></td></tr>\n"
                             "<tr><td colspan='2' align='center' class='foot'>%s<font size='1' color='#999999'>%s</font></td></tr></table>" %
                             ("".join(top), w("ยินดีต้อนรับเข้าสู่เว็บไซต์ %s %s %s" % (self.site.agency, self.site.district, self.site.province)),
                              left, here, self.page_heading(page), self.body(page), self.article_foot(page), self.footer(page),
                              w("Engine by เว็บไซต์สำเร็จรูป")))

    def page_heading(self, page):
        if page.key == "home":
            return ""
        shown = "<table width='100%%'>%s</table>" % (BAR % ("long", self.site.words(page.heading)))
        return shown + ("<font size='1' color='#666666'>%s</font><br>" % self.site.words("วันที่ %s | อ่าน %d ครั้ง" % (
            base.thai_date(page.date, long=True), 60 + page.number * 37 % 900)) if page.date else "")

    def article_foot(self, page):
        if not page.date:
            return ""
        return "<p align='right'><a href='javascript:window.print()'>%s</a> <a href='javascript:history.back()'>%s</a> <a href='javascript:share(\"fb\")'>Share</a></p>" % (
            self.site.words("พิมพ์หน้านี้"), self.site.words("กลับ"))

    def footer(self, page):
        return "<br>".join(self.site.inline(line, "footer") for line in self.site.footer) + "<br>"

    def not_found(self):
        return "<html><head><title>404</title></head><body><center><h2>404 Not Found</h2></center></body></html>"

    # ---- boxes

    def box(self, head, inner):
        return "<table width='200' class='box' cellspacing='0'>%s<tr><td>%s</td></tr></table>\n" % (BAR % ("left", head), inner)

    def counter(self, page):
        lines = ("เปิดเว็บ 14/02/2555", "อัพเดท %s" % base.thai_date(self.site.data["as_of"]), "ผู้เข้าชมวันนี้ %d" % (11 + page.number % 40), "ผู้เข้าชมทั้งหมด 284,%03d" % (page.number * 7 % 1000),
                 "เปิดเพจ 611,%03d" % (page.number * 13 % 1000))
        return "<font size='1'>%s</font>" % "<br>".join(self.site.words(line) for line in lines)

    def menu(self, entries, depth=0):
        return "<table cellpadding='2'>%s</table>" % super().menu(entries, depth).removeprefix("<ul>").removesuffix("</ul>")

    def menu_entry(self, words, target, depth):
        dot = "<img src='/images/dot.gif' width='9' height='9' alt=''> "
        if isinstance(target, list):
            return "<tr><td><b>%s</b>%s</td></tr>" % (self.site.words(words), self.menu(target, depth + 1))
        return "<tr><td>%s%s</td></tr>" % (dot, self.link(self.site.words(words), self.site.address(target, "menu")))

    # ---- blocks

    def block_h(self, text, block, page):
        return "<p><font color='#3C7A1E' size='4'><b>%s</b></font></p>" % self.site.inline(text, page.key)

    def block_h3(self, text, block, page):
        return "<p><b>%s</b></p>" % self.site.inline(text, page.key)

    def block_links(self, links, block, page):
        rows = []
        for n, i in enumerate(links):
            address, date = self.site.address(i["to"], page.key), ""
            if i.get("date"):
                date = " <font size='1'>(%s)</font>" % self.site.words(base.thai_date(i["date"]))
            more = " [%s]" % self.link("<font size='1'>%s</font>" % self.site.words("อ่านต่อ"), address) if i["to"] in self.site.pages else ""
            rows.append("<tr bgcolor='%s'><td>%s%s%s</td></tr>" % ("#F4FAEE" if n % 2 else "#FFFFFF", self.link(self.site.words(i["words"]), address), date, more))
        return "<table width='100%%' cellpadding='3'>%s</table>" % "".join(rows)

    def block_table(self, table, block, page):
        return super().block_table(table, block, page).replace("<table>", "<table border='1' width='100%' cellpadding='3' bordercolor='#9FC47F'>", 1)

    def block_files(self, files, block, page):
        rows = []
        for n, f in enumerate(files):
            title, address = self.file_of(f, page)
            ending = self.site.papers[f].ending if isinstance(f, str) else os.path.splitext(address)[1]
            rows.append("<tr><td width='20'><img src='/images/file_%s.gif' width='16' height='16' alt=''></td><td>%s</td><td width='90'>%s</td></tr>" % (
                ICONS.get(ending, "other"), self.site.words(title), self.link(self.site.words("ดาวน์โหลด"), address)))
        return "<table class='attach' width='100%%'>%s</table>" % "".join(rows)

    def block_tabs(self, tabs, block, page):
        return "".join("<table width='100%%' bgcolor='#EAF4DF'>%s<tr><td>%s</td></tr></table>" % (
            BAR % ("mid", self.site.words(k)), self.blocks(inner, page)) for k, inner in tabs.items())

    block_accordion = block_tabs

    def block_people(self, people, block, page):
        cells = ["<td align='center' width='33%%'>%s</td>" % super(Skin, self).block_people([p], block, page).replace(
            "-person0.png", "-person%d.png" % n) for n, p in enumerate(people)]
        return "<table width='100%%'>%s</table>" % "".join("<tr>%s</tr>" % "".join(cells[i:i + 3]) for i in range(0, len(cells), 3))

    def block_board(self, posts, block, page):
        """A guest book: one box a message, the answer in it."""
        out = []
        for n, p in enumerate(posts, 1):
            answer = "<br><font color='#0000AA'>%s</font>" % self.site.words("ตอบ: " + p["answer"]) if p.get("answer") else ""
            out.append("<table width='100%%' class='gb'><tr bgcolor='#EAF4DF'><td>%s</td></tr><tr><td>%s%s</td></tr></table>" % (
                self.site.words("ความเห็นที่ %d โดย %s %s" % (n, p.get("by", "ผู้เยี่ยมชม"), base.thai_date(p["date"]) if p.get("date") else "")),
                self.site.words(p["question"]), answer))
        return "".join(out)

    def block_form(self, form, block, page):
        return "<table class='form' bgcolor='#F4FAEE'><tr><td>%s</td></tr></table>" % super().block_form(form, block, page)

    def block_frame(self, target, block, page):
        return "<center><iframe src=\"%s\" width='640' height='420' frameborder='0'></iframe></center>" % html.escape(self.site.address(target, page.key))
