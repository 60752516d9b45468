"""A site made with a free drag-and-drop builder of a search company: one column of sections, a side navigation that folds, headings and
paragraphs as nested divs with meaningless class names and role attributes, no article element.  Addresses are the page titles without
vowel and tone marks, below the page they hang under; documents live on a drive and are shown as frames or as cards; other sites are
linked through a forwarding address."""
import hashlib
import html
import re
import unicodedata
import urllib.parse

from skins import base


def slug(words):
    """How the builder makes an address of a title: letters and digits stay, combining marks go, the rest becomes hyphens."""
    kept = "".join(c for c in words.lower() if not unicodedata.category(c).startswith("M"))
    return re.sub(r"[^\w]+", "-", kept).strip("-") or "page"


def ident(text, length=11):
    return hashlib.sha256(text.encode()).hexdigest()[:length]


class Skin(base.Skin):
    def __init__(self, site):
        super().__init__(site)
        self.paths, self.embeds = {"home": "/"}, 0
        parents = self.parents(site.menu, "")
        for page in site.pages.values():
            if page.key in self.paths:
                continue
            path = parents.get(page.key, "/หน้ายอย" if page.date else "") + "/" + slug(page.title)
            while path in self.paths.values():
                path += "-%d" % page.number
            self.paths[page.key] = path

    def parents(self, entries, above):
        found = {}
        for entry in entries:
            for words, target in entry.items():
                if isinstance(target, list):
                    found.update(self.parents(target, above + "/" + slug(words)))
                else:
                    found.setdefault(target, above)
        return found

    # ---- addresses

    def page_path(self, page):
        return urllib.parse.quote(self.paths[page.key])

    def paper_path(self, paper):
        return "/file/d/1%s/view" % ident(self.site.name + paper.key, 32)

    def paper_header(self, paper):
        return " Content-Disposition: inline; filename*=UTF-8''%s" % urllib.parse.quote(paper.name)

    def paper_at(self, address):
        """The file behind an address, when it is one of ours."""
        return next((p for p in self.site.papers.values() if self.site.address(p.key) == address), None)

    # ---- the whole page

    def title(self, page):
        return self.site.agency if page.key == "home" else "%s - %s" % (self.site.agency, page.title)

    def head(self, page):
        w = self.site.words
        return ("<meta property='og:title' content='%s'><meta property='og:type' content='website'><meta itemprop='name' content='%s'>"
                "<meta name='viewport' content='width=device-width, initial-scale=1'>"
                "<script nonce='x'>var DOCS_timing={};DOCS_timing['sl']=new Date().getTime();</script>") % (w(self.title(page)), w(self.title(page)))

    def page(self, page):
        if page.bare:
            return super().page(page)
        w = self.site.words
        banner = self.section("<div class='Rn3Z1b C9DxTc'><h1 id='h.%s' dir='ltr' class='zfr3Q duRjpb CDt4Ke' style='text-align: center;'>"
                              "<span class='C9DxTc'>%s</span></h1></div>%s" % (
                                  ident(page.key, 12), w(self.site.agency if page.key == "home" else page.heading),
                                  self.block_p("เผยแพร่เมื่อ " + base.thai_date(page.date, True), None, page) if page.date else ""), "cJgDec tpmmCb")
        side = self.section(self.blocks(self.site.side, page)) if self.site.side else ""
        return self.document(page, (
            "<div jscontroller='pc62j' class='fktJzd AKpWA fOU46b yMcSQd Ly6Unf G9Qloe XxIgdb'>\n"
            "<div class='pHbPMe' role='banner'><div role='button' tabindex='0' aria-label='แสดงแถบด้านข้าง' aria-expanded='false' class='U26fgb mUbCce'></div>"
            "<a class='GAuSPc' jsname='jIujaf' href='/'><span class='QTKDff'>%s</span></a>"
            "<div role='button' class='U26fgb' aria-label='เปิดแถบค้นหา'></div></div>\n"
            "<div jsname='rXVZ6b' class='BuY5Fd' role='presentation'><div class='VLoccc K5Zlne' role='navigation' jsname='ihoMLd'>%s</div></div>\n"
            "<div role='main' tabindex='-1' class='UtePc RCETm' dir='ltr'>%s\n%s\n%s\n"
            "<div class='Xpil1b xgQ6eb'></div>%s</div>\n"
            "<div class='XfEZlb' role='contentinfo'><div class='hBW7Hb' role='button' aria-label='การทำงานของเว็บไซต์'></div>"
            "<div class='Jvh0wc'>Report abuse</div><div class='HwHbXd'>%s</div></div></div>") % (
                w(self.site.short), self.menu(self.site.menu), banner, self.body(page), side, self.section(self.footer(page)),
                w("อัปเดตหน้าเว็บ")))

    def page_heading(self, page):
        return ""

    def body(self, page):
        return "\n".join(self.section(self.blocks([block], page)) for block in page.body)

    def section(self, inner, more=""):
        return ("<section id='h.%s' class='yaqOZd %s'><div class='IFuOkc'></div><div class='mYVXT'><div class='LS81yb VICjCf j5pSsc db35Fc' tabindex='-1'>"
                "<div class='hJDwNd-AhqUyc-uQSCkd Ft7HRd-AhqUyc-uQSCkd purZT-AhqUyc-II5mzb pSzOP-AhqUyc-qWD73c JNdkSc SQVYQc'>"
                "<div class='JNdkSc-SmKAyb LkDMRd'><div jscontroller='sGwD4d' class='oKdM2c ZZyype'>%s</div></div></div></div></div></section>" %
                (ident(inner), more, inner))

    # ---- menus: pages of a lower level are folded away, not left out

    def menu(self, entries, depth=0):
        rows = "".join(self.menu_entry(words, target, depth) for entry in entries for words, target in entry.items())
        return "<ul class='%s' role='%s' data-nav-level='%d'%s>%s</ul>" % (
            "VcS63b" if depth else "jYxBte Fpy8Db", "group" if depth else "list", depth + 1, " style='display: none;'" if depth else "", rows)

    def menu_entry(self, words, target, depth):
        w = self.site.words(words)
        if isinstance(target, list):
            return ("<li jsname='ibnC6b' class='VsJjtf oXBWEc' data-nav-level='%d'><div class='PsKE7e qV4dIc' data-has-children='true'>"
                    "<div role='button' tabindex='0' aria-label='ขยาย/ยุบ' aria-expanded='false' class='dvmRw'></div>"
                    "<div class='aJHbb ctOCD' role='presentation' data-type='3'>%s</div></div>%s</li>" % (depth + 1, w, self.menu(target, depth + 1)))
        return ("<li jsname='ibnC6b' class='VsJjtf' data-nav-level='%d'><div class='PsKE7e IKA38e'><div class='I35ICb'>"
                "<a class='aJHbb hDrhEe HlqNPb' jsname='ee0lEd' role='link' tabindex='0' data-type='1' data-level='%d' href=\"%s\">%s</a></div></div></li>" %
                (depth + 1, depth + 1, html.escape(self.forwarded(self.site.address(target, "menu"))), w))

    # ---- blocks

    def forwarded(self, address):
        if not address.startswith(("http://", "https://")):
            return address
        return "https://www.google.com/url?q=%s&sa=D&sntz=1&usg=AOvVaw%s" % (urllib.parse.quote(address, safe=""), ident(address, 14))

    def link(self, words, address):
        away = " target='_blank' rel='noopener'" if address.startswith(("http", "/file/d/")) else ""
        return "<a class='XqQF9c' href=\"%s\"%s>%s</a>" % (html.escape(self.forwarded(address)), away, words)

    def text(self, inner, tag="p", kind="CDt4Ke"):
        """A text box: every run of words sits in a span of its own."""
        return ("<div class='hJDwNd-AhqUyc-uQSCkd jXK9ad D2fZ2'><div class='jXK9ad-SmKAyb'><div class='tyJCtd mGzaTb Depvyb baZpAe'>"
                "<%s class='zfr3Q %s' dir='ltr'><span class='C9DxTc' style='font-family: Sarabun, Arial;'>%s</span></%s></div></div></div>" %
                (tag, kind, inner, tag))

    def block_p(self, text, block, page):
        return self.text(self.site.inline(text, page.key))

    def block_h(self, text, block, page):
        return self.text(self.site.inline(text, page.key), "h2", "JYVBee")

    def block_h3(self, text, block, page):
        return self.text("<strong>%s</strong>" % self.site.inline(text, page.key), "h3", "OmQG5e")

    def block_list(self, items, block, page):
        rows = "".join("<li class='zfr3Q TYR86d eD0Rn' dir='ltr'><p class='zfr3Q CDt4Ke' role='presentation'><span class='C9DxTc'>%s</span></p></li>" %
                       self.site.inline(i, page.key) for i in items)
        return "<div class='tyJCtd mGzaTb baZpAe'><ul class='n8H08c UVNKR'>%s</ul></div>" % rows

    def block_links(self, links, block, page):
        return self.block_list([], block, page).replace("</ul>", "".join(
            "<li class='zfr3Q TYR86d eD0Rn' dir='ltr'><p class='zfr3Q CDt4Ke' role='presentation'>%s%s</p></li>" % (
                self.link("<span class='C9DxTc aw5Odc'>%s</span>" % self.site.words(i["words"]), self.site.address(i["to"], page.key)),
                "<span class='C9DxTc'> (%s)</span>" % self.site.words(base.thai_date(i["date"])) if i.get("date") else "") for i in links) + "</ul>")

    def block_table(self, table, block, page):
        """The builder has no tables: a sheet set in by code, drawn here as the divs it becomes."""
        return "<div class='w536ob' data-code-kind='table'><div class='waffle-wrap'>%s</div></div>" % super().block_table(table, block, page).replace(
            "<table>", "<table class='waffle' cellspacing='0' cellpadding='0'>")

    def attachment(self, title, address):
        """By turns a document in a frame, a card, and a button."""
        self.embeds += 1
        paper = self.paper_at(address)
        if not paper:
            return self.button(title, address)
        if self.embeds % 3 == 1:
            return self.text(self.site.words(title)) + self.document_frame(address, paper.name)
        if self.embeds % 3 == 2:
            return ("<div class='WIdY2d M1aSXe' role='figure'><a class='cQF6Gd' role='link' target='_blank' href=\"%s\" aria-label='%s'>"
                    "<div class='qhvqTc' role='img'></div><div class='ZGZ0Yd'><div class='i1Yv0c'>%s</div><div class='p9tzVc'>Google Drive</div></div></a></div>" %
                    (html.escape(address), self.site.words(paper.name), self.site.words(title)))
        return self.button(title, address)

    def button(self, title, address):
        return ("<div class='U26fgb L7IXhc htnAL' role='presentation'><a class='FKF6mc TpQm9d QmpIrf' role='button' href=\"%s\" target='_blank'>"
                "<div class='NsaAfc'><p class='zfr3Q'>%s</p></div></a></div>" % (html.escape(self.forwarded(address)), self.site.words(title)))

    def document_frame(self, address, label):
        address = html.escape(address)
        return ("<div class='WIdY2d M1aSXe' jscontroller='VYKRW'><div jsname='WXxXjd' class='YMEQtf'><iframe jsname='L5Fo6c' class='YMEQtf' "
                "src=\"%s\" aria-label='Google Drive, %s' frameborder='0' allowfullscreen></iframe></div><div class='zzaMi'><a class='bZ4U8c' href=\"%s\" "
                "target='_blank' role='button' aria-label='เปิดในหน้าต่างใหม่'></a></div></div>" % (address, self.site.words(label), address))

    def block_viewer(self, target, block, page):
        address = self.site.address(target, page.key)
        paper = self.paper_at(address)
        return self.document_frame(address, paper.name if paper else "")

    def block_frame(self, target, block, page):
        return ("<div class='w536ob' jsname='jkaScf'><iframe class='YMEQtf' src=\"%s\" frameborder='0' aria-label='เนื้อหาที่ฝัง'></iframe></div>" %
                html.escape(self.site.address(target, page.key)))

    def block_image(self, image, block, page):
        return "<div class='t3iYD' role='img-box'>%s</div>" % super().block_image(image, block, page).replace("<img ", "<img class='CENy8b' role='img' ")

    def block_tabs(self, tabs, block, page):
        return self.block_accordion(tabs, block, page)

    def block_accordion(self, parts, block, page):
        return "".join("<div class='oNPcsf' jscontroller='Ae65rd'><div role='button' tabindex='0' aria-expanded='false' aria-controls='c%d'>%s</div>"
                       "<div id='c%d' role='region' aria-hidden='true' style='max-height: 0;'>%s</div></div>" % (
                           n, self.text(self.site.words(k), "h3", "OmQG5e"), n, self.blocks(inner, page)) for n, (k, inner) in enumerate(parts.items()))

    def block_people(self, people, block, page):
        out = []
        for n, person in enumerate(people):
            photo = "" if person.get("photo") is False else "<div class='t3iYD'><img class='CENy8b' role='img' src='/images/%s-p%d.jpg' width='180'></div>" % (page.key, n)
            lines = [person["name"], person["post"]] + (["โทร. %s" % person["phone"]] if person.get("phone") else [])
            out.append("<div class='hJDwNd-AhqUyc-WNfPc JNdkSc'>%s%s</div>" % (photo, "".join(self.text(self.site.words(x)) for x in lines)))
        return "<div class='LS81yb'>%s</div>" % "".join(out)

    def block_social(self, links, block, page):
        return "<div class='JsMDnf' role='list'>%s</div>" % "".join(
            "<div role='listitem'><a class='MJgqGe' role='link' target='_blank' href=\"%s\"><img role='img' src='/images/social%d.png' alt='' width='36'></a></div>" %
            (html.escape(self.forwarded(a)), n) for n, a in enumerate(links))
