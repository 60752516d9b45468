"""A modern one-page site: the home page is a row of sections reached by #fragments, long pages hold tabs, accordions and modal windows
(`accordion` with `modal: true` beside it), cards bear icons of an icon font whose names stand in the text, addresses are Thai words."""
import html
import os
import re
import urllib.parse

from skins import base

ICONS = "info groups description shopping_cart support_agent verified_user campaign folder_open gavel school".split()
FILES = {".pdf": "picture_as_pdf", ".xlsx": "table_chart", ".xls": "table_chart", ".docx": "article", ".doc": "article", ".zip": "folder_zip",
         ".png": "image", ".jpg": "image"}


def icon(name):
    return "<i class=\"material-icons\">%s</i> " % name


def slug(words):
    return re.sub(r"[^\w\u0e00-\u0e7f.]+", "-", words).strip("-.")


class Skin(base.Skin):
    def __init__(self, site):
        super().__init__(site)
        self.slugs, self.ids, taken = {}, set(), set()
        for page in site.pages.values():
            name = slug(page.title)
            self.slugs[page.key] = name if name not in taken else "%s-%d" % (name, page.number)
            taken.add(self.slugs[page.key])

    def page_path(self, page):
        if page.key == "home":
            return "/"
        return "/%s%s" % ("blog/" if page.date else "", urllib.parse.quote(self.slugs[page.key]))

    def paper_path(self, paper):
        return "/storage/uploads/%02d/%s" % (paper.number % 17 + 1, urllib.parse.quote(paper.name))

    def title(self, page):
        return self.site.agency if page.key == "home" else "%s | %s" % (page.title, self.site.agency)

    def head(self, page):
        return ("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta property=\"og:site_name\" content=\"%s\">"
                "<link rel=\"stylesheet\" href=\"/assets/css/bootstrap.min.css\"><link rel=\"stylesheet\" href=\"/assets/css/icons.css\">"
                "<style>.tab-pane,.collapse,.modal{display:none}.tab-pane.active,.collapse.show{display:block}</style>" % self.site.words(self.site.agency))

    def page(self, page):
        self.ids = set()
        if page.bare:
            return super().page(page)
        w = self.site.words
        return self.document(page, "<nav class=\"navbar navbar-expand-lg fixed-top\"><a class=\"navbar-brand\" href=\"/\"><img src=\"/assets/img/logo.png\" "
                             "alt=\"\" width=\"48\" height=\"48\">%s</a>\n<ul class=\"navbar-nav sections\">%s</ul>\n%s</nav>\n<main>%s%s</main>\n"
                             "<aside class=\"float\">%s</aside>\n<footer id=\"footer\"><div class=\"container\">%s</div>"
                             "<a href=\"#\" class=\"to-top\">%s</a></footer>\n<script src=\"/assets/js/bootstrap.bundle.min.js\"></script>" %
                             (w(self.site.agency), self.sections(page), self.menu(self.site.menu), self.page_heading(page), self.body(page),
                              self.blocks(self.site.side, page), self.footer(page), icon("keyboard_arrow_up")))

    def sections(self, page):
        """The words of the home page's sections, to be scrolled to."""
        start, heads = "" if page.key == "home" else "/", [b["h"] for b in self.site.pages["home"].body if "h" in b]
        return "".join("<li><a class=\"nav-link scroll\" href=\"%s#sec%d\">%s</a></li>" % (start, n, self.site.words(h)) for n, h in enumerate(heads, 1))

    def page_heading(self, page):
        w = self.site.words
        if page.key == "home":
            return "<header id=\"hero\"><h1>%s</h1><p>%s %s</p><a class=\"btn scroll\" href=\"#sec1\">%s</a></header>\n" % (
                w(self.site.agency), w(self.site.district), w(self.site.province), icon("expand_more"))
        date = "<p class=\"meta\">%s%s</p>" % (icon("calendar_today"), w(base.thai_date(page.date, long=True))) if page.date else ""
        return ("<section class=\"page-title\"><ol class=\"breadcrumb\"><li><a href=\"/\">%s</a></li><li class=\"active\">%s</li></ol>"
                "<h1>%s</h1>%s</section>\n" % (icon("home"), w(page.title), w(page.heading), date))

    def body(self, page):
        parts = [[]]
        for block in page.body:
            if "h" in block:
                parts.append([])
            parts[-1].append(block)
        out = []
        for n, part in enumerate(parts):
            if part:
                out.append("<section id=\"sec%d\"><div class=\"container\">%s</div></section>" % (n, self.blocks(part, page)))
        if page.date:
            out.append("<p class=\"share\">%s <a href=\"javascript:void(0)\">facebook</a> <a href=\"javascript:void(0)\">%s</a></p>" % (
                icon("share"), icon("content_copy")))
        return "\n".join(out)

    def not_found(self):
        return "<!DOCTYPE html><html><head><meta charset='%s'><title>404</title></head><body><h1>404</h1><p>%s</p></body></html>" % (
            self.site.encoding, self.site.words("ขออภัย ไม่พบหน้าที่ท่านต้องการ"))

    # ---- menus

    def menu(self, entries, depth=0):
        return "<ul class=\"%s\">%s</ul>" % ("dropdown-menu" if depth else "navbar-nav", super().menu(entries, depth)[4:-5])

    def menu_entry(self, words, target, depth):
        if isinstance(target, list):
            return "<li class=\"nav-item dropdown\"><a class=\"dropdown-toggle\" href=\"#\" data-bs-toggle=\"dropdown\">%s%s %s</a>%s</li>" % (
                icon(ICONS[len(words) % len(ICONS)]), self.site.words(words), icon("expand_more"), self.menu(target, depth + 1))
        return super().menu_entry(words, target, depth)

    # ---- blocks

    def new_id(self, words):
        name, n = slug(words), 1
        while name in self.ids:
            n += 1
            name = "%s-%d" % (slug(words), n)
        self.ids.add(name)
        return name

    def block_h(self, text, block, page):
        return "<h2 class=\"section-title\">%s</h2>" % self.site.inline(text, page.key)

    def block_links(self, links, block, page):
        cards = []
        for i in links:
            date = "<small>%s%s</small>" % (icon("calendar_today"), self.site.words(base.thai_date(i["date"]))) if i.get("date") else ""
            cards.append("<div class=\"col-md-4\"><a class=\"card\" href=\"%s\">%s<h5>%s</h5>%s<span class=\"more\">%s%s</span></a></div>" % (
                html.escape(self.site.address(i["to"], page.key)), icon(i.get("icon", "article")), self.site.words(i["words"]), date,
                self.site.words("อ่านเพิ่มเติม"), icon("arrow_forward")))
        return "<div class=\"row cards\">%s</div>" % "\n".join(cards)

    def block_files(self, files, block, page):
        out = []
        for f in files:
            title, address = self.file_of(f, page)
            ending = self.site.papers[f].ending if isinstance(f, str) else os.path.splitext(address)[1]
            out.append("<div class=\"file-card\">%s<span>%s</span> <a class=\"btn btn-sm\" href=\"%s\" download>%s%s</a></div>" % (
                icon(FILES.get(ending, "link")), self.site.words(title), html.escape(address), icon("download"), self.site.words("ดาวน์โหลด")))
        return "".join(out)

    def block_tabs(self, tabs, block, page):
        names, panes = [], []
        for n, (words, inner) in enumerate(tabs.items()):
            name, active = self.new_id(words), "" if n else " active"
            names.append("<li class=\"nav-item\"><a class=\"nav-link%s\" data-bs-toggle=\"tab\" href=\"#%s\">%s</a></li>" % (active, name, self.site.words(words)))
            panes.append("<div class=\"tab-pane%s\" id=\"%s\">%s</div>" % (active, name, self.blocks(inner, page)))
        return "<ul class=\"nav nav-tabs\">%s</ul>\n<div class=\"tab-content\">%s</div>" % ("".join(names), "\n".join(panes))

    def block_accordion(self, parts, block, page):
        out, windows, modal = [], [], block.get("modal")
        for n, (words, inner) in enumerate(parts.items()):
            name, shown = self.new_id(words), self.site.words(words)
            if modal:
                out.append("<div class=\"col-md-3\"><div class=\"card\" role=\"button\" data-bs-toggle=\"modal\" data-bs-target=\"#%s\">%s<h5>%s</h5></div></div>" % (
                    name, icon(ICONS[n % len(ICONS)]), shown))
                windows.append("<div class=\"modal\" id=\"%s\" tabindex=\"-1\"><div class=\"modal-header\"><h5>%s</h5><button data-bs-dismiss=\"modal\">%s</button></div>"
                               "<div class=\"modal-body\">%s</div></div>" % (name, shown, icon("close"), self.blocks(inner, page)))
            else:
                out.append("<div class=\"accordion-item\"><h3><button class=\"accordion-button collapsed\" data-bs-toggle=\"collapse\" data-bs-target=\"#%s\">%s%s"
                           "</button></h3><div class=\"collapse\" id=\"%s\">%s</div></div>" % (name, icon("expand_more"), shown, name, self.blocks(inner, page)))
        return "<div class=\"%s\">%s</div>%s" % ("row cards" if modal else "accordion", "\n".join(out), "\n".join(windows))

    def block_people(self, people, block, page):
        out = []
        for n, p in enumerate(people):
            photo = icon("person_off") if p.get("photo") is False else "<img src=\"/assets/img/staff/%s-%d.jpg\" alt=\"\" width=\"160\" height=\"200\">" % (page.key, n)
            phone = "<p>%s%s</p>" % (icon("call"), self.site.words(p["phone"])) if p.get("phone") else ""
            out.append("<div class=\"col-md-3 person\">%s<h5>%s</h5><p>%s</p>%s</div>" % (photo, self.site.words(p["name"]), self.site.words(p["post"]), phone))
        return "<div class=\"row\">%s</div>" % "".join(out)

    def block_board(self, posts, block, page):
        out = []
        for p in posts:
            answer = "<div class=\"answer\">%s%s</div>" % (icon("reply"), self.site.words(p["answer"])) if p.get("answer") else ""
            out.append("<div class=\"post\">%s<b>%s</b><small>%s%s</small>%s</div>" % (
                icon("forum"), self.site.words(p["question"]), self.site.words(p.get("by", "ผู้เยี่ยมชม")),
                self.site.words(" " + base.thai_date(p["date"])) if p.get("date") else "", answer))
        return "".join(out)

    def block_social(self, links, block, page):
        return "<p class=\"social\">%s</p>" % "".join("<a href=\"%s\" target=\"_blank\">%s</a>" % (html.escape(a), icon("public")) for a in links)
