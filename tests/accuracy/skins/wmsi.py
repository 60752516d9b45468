"""An old PHP portal: index.php?_mod=<base64 of the module>&No=<base64 of the number>, tables for the frame, boxes of menus in the left column,
numbered lists, "click here" attachments, and trees (the ITA of each year) whose branches are hidden until clicked."""
import base64
import hashlib
import html

from skins import base


def coded(text):
    return base64.b64encode(str(text).encode()).decode().rstrip("=")


class Skin(base.Skin):
    # ---- addresses

    def module(self, page):
        blocks = {name for block in page.body for name in block}
        words = page.title.upper()
        if "accordion" in blocks and ("ITA" in words or "คุณธรรม" in words):
            return "ita"
        if "people" in blocks:
            return "personel"
        if "board" in blocks:
            return "webboard"
        if "form" in blocks:
            return "complain"
        if page.date:
            return "news_view"
        return "news_list" if "links" in blocks else "content"

    def page_path(self, page):
        if page.key == "home":
            return "/"
        module = self.module(page)
        if module == "ita" and self.first_ita() == page.key:
            return "/index.php?_mod=" + coded(module)
        return "/index.php?_mod=%s&No=%s" % (coded(module), coded(page.number))

    def first_ita(self):
        return next((p.key for p in self.site.pages.values() if self.module(p) == "ita"), None)

    def paper_path(self, paper):
        return "/system_files/77/%s%s" % (hashlib.md5(("%s%d" % (self.site.name, paper.number)).encode()).hexdigest(), paper.ending)

    # ---- the whole page

    def title(self, page):
        return ":: %s %s %s ::" % (self.site.agency, self.site.district, self.site.province)

    def head(self, page):
        return ("<meta name='keywords' content='%s, ITA, OIT'><link href='css/style.css' rel='stylesheet' type='text/css'>"
                "<script>function showhide(id){var e=document.getElementById(id);e.style.display=(e.style.display=='none')?'':'none';}</script>" %
                self.site.words(self.site.short))

    def page(self, page):
        w = self.site.words
        if page.bare:
            return self.document(page, self.body(page))
        boxes, bar = [], []
        for entry in self.site.menu:
            for words, target in entry.items():
                if isinstance(target, list):
                    boxes.append("<table width='200' class='box'><tr><td class='boxhead'>%s</td></tr><tr><td>%s</td></tr></table>" % (w(words), self.menu(target, 1)))
                else:
                    bar.append("<td class='bar'>%s</td>" % self.link(w(words), self.site.address(target, "menu")))
        return self.document(page, (
            "<table width='1000' align='center' cellpadding='0' cellspacing='0'><tr><td colspan='2' class='banner'><img src='/images/banner.jpg' alt=''>"
            "<div class='name'>%s %s %s</div></td></tr>\n<tr><td colspan='2'><table><tr>%s</tr></table></td></tr>\n"
            "<tr><td width='210' valign='top'>%s%s<div class='stat'>%s</div></td>\n<td valign='top' class='main'>%s%s%s</td></tr>\n"
            "<tr><td colspan='2' class='foot'>%s</td></tr></table>") % (
                w(self.site.agency), w(self.site.district), w(self.site.province), "".join(bar), "\n".join(boxes), self.blocks(self.site.side, page),
                w("สถิติผู้เข้าชมเว็บไซต์ วันนี้ 48 เดือนนี้ 1,902 ทั้งหมด 412,377 คน"), self.page_heading(page), self.body(page), self.view_foot(page),
                self.footer(page)))

    def page_heading(self, page):
        if page.key == "home":
            return ""
        shown = "<table width='100%%' class='topic'><tr><td><b>%s</b></td></tr></table>" % self.site.words(page.heading)
        return shown + ("<div class='postdate'>%s</div>" % self.site.words("[ วันที่ %s ]" % base.thai_date(page.date)) if page.date else "")

    def view_foot(self, page):
        if not page.date:
            return ""
        return "<div class='read'>%s</div><div align='center'><a href='javascript:history.back()'>%s</a></div>" % (
            self.site.words("ผู้อ่าน : %d ท่าน" % (page.number * 29 % 500 + 7)), self.site.words("<< ย้อนกลับ"))

    def footer(self, page):
        return "<br>\n".join(self.site.inline(line, "footer") for line in self.site.footer)

    # ---- blocks

    def link(self, words, address):
        return "<a href='%s'>%s</a>" % (html.escape(address), words)

    def block_links(self, links, block, page):
        w, rows = self.site.words, []
        for n, item in enumerate(links, 1):
            where = self.site.address(item["to"], getattr(page, "key", "side"))
            rows.append("<tr><td width='30' align='center'>%s</td><td><img src='/images/bullet.gif' alt=''> %s</td><td nowrap>%s</td></tr>" % (
                w(n), self.link(w(item["words"]), where), w("[ %s ]" % base.thai_date(item["date"])) if item.get("date") else ""))
        return "<table width='100%%' class='list'>%s</table>" % "\n".join(rows)

    def attachment(self, title, address):
        w = self.site.words
        return "<div class='attach'>%s %s <a href='%s' target='_blank'><img src='/images/download.gif' border='0' alt=''> %s</a></div>" % (
            w("เอกสารแนบ :"), w(title), html.escape(address), w("คลิกที่นี่"))

    def block_accordion(self, parts, block, page):
        out = []
        for words, inner in parts.items():
            name = "t%s" % hashlib.md5(("%s/%s/%s" % (page.key, words, inner)).encode()).hexdigest()[:8]
            out.append("<div class='tree'><div class='treehead' onclick=\"showhide('%s')\"><img src='/images/plus.gif' alt=''> %s</div>"
                       "<div id='%s' style='display:none'>%s</div></div>" % (name, self.site.words(words), name, self.blocks(inner, page)))
        return "\n".join(out)

    def block_viewer(self, target, block, page):
        return "<iframe src='%s' width='100%%' height='700' frameborder='0'></iframe>" % html.escape(self.site.address(target, page.key))

    def block_people(self, people, block, page):
        w, cells = self.site.words, []
        for n, person in enumerate(people):
            photo = "" if person.get("photo") is False else "<img src='/images/person/%d_%d.jpg' alt='' width='110' height='140'><br>" % (page.number, n)
            cells.append("<td align='center'>%s%s<br>%s%s</td>" % (photo, w(person["name"]), w(person["post"]),
                         "<br>" + w("โทรศัพท์ " + str(person["phone"])) if person.get("phone") else ""))
        return "<table width='100%%'>%s</table>" % "".join("<tr>%s</tr>" % "".join(cells[n:n + 3]) for n in range(0, len(cells), 3))
