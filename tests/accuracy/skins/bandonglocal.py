"""A vendor's PHP system for local governments, of the kind that answers to content-41-269.html and content/cate/4/?page=2.

Lists show a thumbnail, a title, a date and how often it was read, ten to a page; a detail page ends in a table "ไฟล์แนบ" whose links say
only "ดาวน์โหลด" and in buttons for printing and sharing.  Files lie under hashed names, Office files behind download.php?id=."""
import hashlib
import html
import urllib.parse

from skins import base
from skins.base import thai_date

A_PAGE = 10


class Skin(base.Skin):
    start = 0    # of the list page being drawn

    # ---- addresses

    def is_list(self, page):
        return page.key != "home" and any(i.get("date") for block in page.body for i in block.get("links") or [])

    def page_path(self, page):
        if page.key == "home":
            return "/"
        if self.is_list(page):
            return "/content/cate/%d/" % page.number
        return "/content-%d-%d.html" % (page.number % 37 + 2, 200 + page.number)

    def paper_path(self, paper):
        if paper.ending in (".pdf", ".png", ".jpg", ".jpeg", ".gif"):
            return "/fileupload/%s%s" % (hashlib.md5(paper.key.encode()).hexdigest()[:20], paper.ending)
        return "/download.php?id=%d" % (100 + paper.number)

    def paper_header(self, paper):
        if "download.php" not in self.site.address(paper.key):
            return ""
        return " Content-Disposition: attachment; filename*=UTF-8''%s" % urllib.parse.quote(paper.name)

    def extra(self):
        """The further pages of long lists."""
        for page in list(self.site.pages.values()):
            if page.redirect is None and page.status == 200 and self.is_list(page):
                longest = max(len(block.get("links") or []) for block in page.body)
                for self.start in range(A_PAGE, longest, A_PAGE):
                    yield (self.page_number(page, self.start // A_PAGE + 1), self.content_type(), self.encoded(self.page(page)))
                self.start = 0

    def page_number(self, page, number):
        address = self.site.address(page.key)
        return address if number == 1 else "%s%spage=%d" % (address, "&" if "?" in address else "?", number)

    # ---- the whole page

    def title(self, page):
        where = "%s %s %s" % (self.site.agency, self.site.district, self.site.province)
        return where if page.key == "home" else "%s : %s" % (page.title, where)

    def head(self, page):
        return ("<meta name='viewport' content='width=device-width, initial-scale=1'><meta name='keywords' content='%s,%s'>"
                "<link rel='stylesheet' href='/themes/default/css/bootstrap.min.css'><script src='/themes/default/js/jquery.min.js'></script>" %
                (self.site.words(self.site.agency), self.site.words(self.site.short)))

    def page(self, page):
        if page.bare:
            return super().page(page)
        w = self.site.words
        return self.document(page, "<div class='header'><div class='container'><a href='/'><img src='/themes/default/images/logo.png' alt=''></a>"
                             "<div class='site-name'>%s<br><small>%s %s</small></div><div class='fontsize'><a href='#'>ก-</a> <a href='#'>ก</a> "
                             "<a href='#'>ก+</a></div></div></div>\n<nav class='navbar'><div class='container'>%s</div></nav>\n"
                             "<div class='container main'><div class='row'><div class='col-md-3 left'>%s<div class='counter'>%s</div></div>\n"
                             "<div class='col-md-9 content'>%s%s%s</div></div></div>\n<div class='footer'><div class='container'>%s"
                             "<p class='copy'>Copyright &copy; %s All Rights Reserved.</p></div></div>" % (
                                 w(self.site.agency), w(self.site.district), w(self.site.province), self.menu(self.site.menu),
                                 self.blocks(self.site.side, page),
                                 w("สถิติผู้เข้าชมเว็บไซต์ วันนี้ 84 คน เดือนนี้ 2,915 คน ทั้งหมด 418,230 คน"), self.page_heading(page), self.body(page),
                                 self.tail(page), self.footer(page), w(self.site.short)))

    def page_heading(self, page):
        if page.key == "home":
            return ""
        w = self.site.words
        out = "<div class='breadcrumb'><a href='/'>หน้าแรก</a> &raquo; <span>%s</span></div>\n<div class='topic'><h2>%s</h2></div>" % (
            w(page.title), w(page.heading))
        if page.date:
            out += "<div class='post-info'><i class='fa fa-calendar'></i> %s <i class='fa fa-user'></i> ผู้ดูแลระบบ <i class='fa fa-eye'></i> %s</div>" % (
                w("วันที่ " + thai_date(page.date, True)), w("เปิดอ่าน %d ครั้ง" % self.read(page)))
        return out

    def read(self, page):
        return 37 + page.number * 53 % 900

    def tail(self, page):
        if page.key == "home" or self.is_list(page):
            return ""
        here = "{{base}}" + urllib.parse.quote(self.site.address(page.key))
        return ("<div class='tools'><a class='btn' href='javascript:window.print();'><i class='fa fa-print'></i> พิมพ์</a> แชร์ "
                "<a class='btn' href='https://www.facebook.com/sharer/sharer.php?u=%s' target='_blank'><i class='fa fa-facebook'></i></a> "
                "<a class='btn' href='https://social-plugins.line.me/lineit/share?url=%s' target='_blank'><i class='fa fa-line'></i></a></div>" %
                (here, here))

    def not_found(self):
        return "<!DOCTYPE html><html><head><meta charset='%s'><title>404</title></head><body><h1>ไม่พบหน้าที่ต้องการ</h1><a href='/'>กลับหน้าแรก</a></body></html>" % self.site.encoding

    # ---- menus

    def menu(self, entries, depth=0):
        inner = "".join(self.menu_entry(words, target, depth) for entry in entries for words, target in entry.items())
        return "<ul class='%s'>%s</ul>" % ("dropdown-menu" if depth else "nav navbar-nav", inner)

    def menu_entry(self, words, target, depth):
        if isinstance(target, list):
            return ("<li class='dropdown'><a href='#' class='dropdown-toggle' data-toggle='dropdown'>%s <b class='caret'></b></a>%s</li>\n" %
                    (self.site.words(words), self.menu(target, depth + 1)))
        return "<li>%s</li>\n" % self.link(self.site.words(words), self.site.address(target, "menu"))

    # ---- blocks

    def link(self, words, address):
        outside = " target='_blank'" if address.startswith("http") else ""
        return "<a href=\"%s\"%s>%s</a>" % (html.escape(address), outside, words)

    def block_links(self, links, block, page):
        if not any(i.get("date") for i in links):
            return "<ul class='list-menu'>%s</ul>" % "".join(
                "<li><i class='fa fa-caret-right'></i> %s</li>" % self.link(self.site.words(i["words"]), self.site.address(i["to"], page.key)) for i in links)
        paged = self.is_list(page) and block in page.body
        rows = "".join(self.row(i, page) for i in (links[self.start:self.start + A_PAGE] if paged else links))
        return "<div class='news-list'>%s</div>%s" % (rows, self.pager(len(links), page) if paged and len(links) > A_PAGE else "")

    def row(self, item, page):
        w, address, target = self.site.words, self.site.address(item["to"], page.key), self.site.pages.get(str(item["to"]))
        info = []
        if item.get("date"):
            info.append("<i class='fa fa-calendar'></i> %s" % w(thai_date(item["date"])))
        if target:
            info.append("<i class='fa fa-eye'></i> %s" % w("อ่าน %d ครั้ง" % self.read(target)))
        return ("<div class='media'><a class='pull-left' href=\"%s\"><img src='/images/thumb%d.jpg' alt='' width='120' height='90'></a><div class='media-body'>"
                "<h4>%s</h4><small>%s</small></div></div>\n" % (html.escape(address), len(item["words"]) % 5, self.link(w(item["words"]), address), " ".join(info)))

    def pager(self, count, page):
        w, last, here = self.site.words, (count + A_PAGE - 1) // A_PAGE, self.start // A_PAGE + 1
        numbers = "".join("<li class='active'><span>%s</span></li>" % w(n) if n == here else "<li><a href=\"%s\">%s</a></li>" % (
            html.escape(self.page_number(page, n)), w(n)) for n in range(1, last + 1))
        return "<ul class='pagination'>%s</ul>" % numbers

    def block_files(self, files, block, page):
        w, rows = self.site.words, []
        for n, f in enumerate(files, 1):
            title, address = self.file_of(f, page)
            rows.append("<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>" % (
                w(n), w(title), w("%d KB" % (120 + len(title) * 17)), self.link("<i class='fa fa-download'></i> ดาวน์โหลด", address)))
        return ("<div class='attach'><h4>ไฟล์แนบ</h4><table class='table table-bordered'><tr><th>ลำดับ</th><th>ชื่อไฟล์</th><th>ขนาด</th><th></th></tr>%s</table></div>" %
                "".join(rows))

    def block_table(self, table, block, page):
        return "<div class='table-responsive'>%s</div>" % super().block_table(table, block, page).replace("<table>", "<table class='table table-striped'>", 1)

    def block_people(self, people, block, page):
        return "<div class='row personnel'>%s</div>" % super().block_people(people, block, page).replace("class='person'", "class='col-md-4 person text-center'")

    def block_viewer(self, target, block, page):
        address = html.escape(self.site.address(target, page.key))
        return "<embed src=\"%s\" type='application/pdf' width='100%%' height='700'><p>%s</p>" % (address, self.link("คลิกดูเอกสาร", self.site.address(target, page.key)))
