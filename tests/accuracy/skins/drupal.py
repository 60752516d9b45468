"""A modular open-source content system of the node/NN kind (its seventh and ninth editions): regions and blocks, list pages made by views
with rows and a pager (?page=1), fields with labels, file fields with an icon and the file's name, "อ่านต่อ" and a reading counter below."""
import html
import math
import re
import urllib.parse

import papers
from skins import base

PER_PAGE = 10
ICONS = {".pdf": "application-pdf", ".doc": "x-office-document", ".docx": "x-office-document", ".xls": "x-office-spreadsheet",
         ".xlsx": "x-office-spreadsheet", ".jpg": "image-x-generic", ".png": "image-x-generic", ".zip": "package-x-generic"}


class Skin(base.Skin):
    def __init__(self, site):
        super().__init__(site)
        self.in_menu, self.trail = {}, {}
        self.walk(site.menu, [])
        self.shown = 0                                # which page of a long list is drawn at present
        taken, self.names = set(), {}
        for paper in site.papers.values():            # two files of one name: the later gets _0, as the upload does
            name, n = paper.name, 0
            while name in taken:
                stem, dot, ending = paper.name.rpartition(".")
                name, n = "%s_%d%s%s" % (stem, n, dot, ending), n + 1
            taken.add(name)
            self.names[paper.key] = name
        taken, self.aliases = {"/"}, {}
        for page in site.pages.values():
            alias = "/" + re.sub(r"[\s/?#,:()\"'.*|%&+]+", "-", self.in_menu.get(page.key, "")).strip("-").lower()
            if page.key != "home" and len(alias) > 1 and alias not in taken:
                taken.add(alias)
                self.aliases[page.key] = alias

    def walk(self, entries, above):
        for entry in entries:
            for words, target in entry.items():
                if isinstance(target, list):
                    self.walk(target, above + [words])
                elif target not in self.in_menu:
                    self.in_menu[target], self.trail[target] = words, above

    # ---- addresses

    def node(self, page):
        return 40 + 7 * page.number + page.number % 3

    def page_path(self, page):
        """What hangs in the menu got an address in words, the rest is a bare node."""
        return "/" if page.key == "home" else urllib.parse.quote(self.aliases.get(page.key, "/node/%d" % self.node(page)))

    def paper_path(self, paper):
        return "/sites/default/files/%s%s" % ("%s-%s/" % tuple(str(paper.date).split("-")[:2]) if paper.date else "",
                                              urllib.parse.quote(self.names[paper.key]))

    def extra(self):
        """The further pages of the long lists."""
        out = []
        for page in self.site.pages.values():
            for number in range(1, self.pages_of(page)):
                self.shown = number
                out.append(("%s?page=%d" % (self.page_path(page), number), self.content_type(), self.encoded(self.page(page))))
        self.shown = 0
        return out

    def pages_of(self, page):
        return max([1] + [math.ceil(len(b["links"]) / PER_PAGE) for b in page.body if "links" in b]) if page.status == 200 and not page.redirect else 1

    # ---- the whole page

    def title(self, page):
        return self.site.agency if page.key == "home" else "%s | %s" % (page.title, self.site.agency)

    def head(self, page):
        return ("<meta name='Generator' content='Drupal 7 (http://drupal.org)' /><link rel='canonical' href=\"%s\" />"
                "<link type='text/css' rel='stylesheet' href='/sites/default/files/css/css_x.css' media='all' />"
                "<script src='/misc/jquery.js'></script><script>jQuery.extend(Drupal.settings, {\"basePath\":\"\\/\"});</script>" %
                html.escape(self.page_path(page)))

    def page(self, page):
        if page.bare:
            return super().page(page)
        w = self.site.words
        crumbs = "".join("<span>%s</span> » " % w(x) for x in self.trail.get(page.key, []))
        return self.document(page, (
            "<div id='skip-link'><a href='#main-content' class='element-invisible element-focusable'>ข้ามไปยังเนื้อหาหลัก</a></div>\n"
            "<div id='page-wrapper' class='%s'><div id='page'>\n<div id='header'><div class='section clearfix'><a href='/' title='หน้าแรก' rel='home' id='logo'>"
            "<img src='/sites/default/files/logo.png' alt='หน้าแรก' /></a><div id='name-and-slogan'><div id='site-name'><strong><a href='/' rel='home'>"
            "<span>%s</span></a></strong></div><div id='site-slogan'>%s</div></div></div></div>\n"
            "<div id='navigation'><div class='region region-menu'><div id='block-superfish-1' class='block block-superfish'><div class='content'>%s</div></div></div></div>\n"
            "%s<div id='main-wrapper'><div id='main' class='clearfix'>\n<div id='content' class='column'><div class='section'><a id='main-content'></a>%s"
            "<div class='region region-content'><div id='block-system-main' class='block block-system'><div class='content'>%s</div></div></div></div></div>\n"
            "%s</div></div>\n<div id='footer-wrapper'><div class='section'><div id='footer' class='clearfix'><div class='region region-footer'>"
            "<div class='block block-block'><div class='content'>%s</div></div></div></div></div></div></div></div>") % (
                "front" if page.key == "home" else "not-front page-node page-node-%d" % self.node(page), w(self.site.agency),
                w(" ".join(x for x in ("อำเภอ%s" % self.site.district.removeprefix("อำเภอ") if self.site.district else "", self.site.province) if x)),
                self.menu(self.site.menu),
                "" if page.key == "home" else "<div id='breadcrumb'><h2 class='element-invisible'>คุณอยู่ที่นี่</h2><div class='breadcrumb'>"
                "<a href='/'>หน้าแรก</a> » %s</div></div>" % crumbs,
                self.page_heading(page), self.node_body(page),
                "<div id='sidebar-first' class='column sidebar'><div class='region region-sidebar-first'><div class='block block-views'><div class='content'>%s"
                "</div></div></div></div>" % self.blocks(self.site.side, None) if self.site.side else "", self.footer(page)))

    def page_heading(self, page):
        return "" if page.key == "home" else "<h1 class='title' id='page-title'>%s</h1>" % self.site.words(page.heading)

    def node_body(self, page):
        if page.key == "home":
            return self.body(page)
        y, m, d = str(page.date).split("-") if page.date else (0, 0, 0)
        dated = links = ""
        if page.date:
            dated = "<div class='meta submitted'>%s</div>" % self.site.words(
                "ส่งโดย admin เมื่อ %s/%s/%s - 1%d:%02d" % (d, m, y, page.number % 7, page.number % 60))
            links = ("<ul class='links inline'><li class='statistics_counter first last'><span>%s</span></li></ul><div class='addtoany'>"
                     "<a class='a2a_button_facebook' href='https://www.facebook.com/sharer/sharer.php?u=node%%2F%d'></a></div>" %
                     (self.site.words("อ่าน %d ครั้ง" % (37 + page.number * 61 % 900)), self.node(page)))
        return ("<div id='node-%d' class='node node-%s node-full clearfix'>%s<div class='content'><div class='field field-name-body field-type-text-with-summary "
                "field-label-hidden'><div class='field-items'><div class='field-item even'>%s</div></div></div></div>%s</div>" % (
                    self.node(page), "article" if page.date else "page", dated, self.body(page), links))

    # ---- menus

    def menu(self, entries, depth=0):
        rows = [(words, target) for entry in entries for words, target in entry.items()]
        return "<ul class='%s'>%s</ul>" % ("menu sf-menu clearfix" if not depth else "menu", "".join(
            self.menu_row(words, target, depth, n, len(rows)) for n, (words, target) in enumerate(rows)))

    def menu_row(self, words, target, depth, n, of):
        edge = ("first " if n == 0 else "") + ("last " if n == of - 1 else "")
        if isinstance(target, list):
            return "<li class='%sexpanded'><span class='nolink'>%s</span>%s</li>" % (edge, self.site.words(words), self.menu(target, depth + 1))
        return "<li class='%sleaf'>%s</li>" % (edge, self.link(self.site.words(words), self.site.address(target, "menu")))

    # ---- blocks (page is None in the side column)

    def blocks(self, blocks, page):
        class Side:
            key = "side"
        return super().blocks(blocks, page or Side)

    def block_links(self, links, block, page):
        """A view: teasers in rows, ten at a time, with a pager."""
        first, pages = 0, math.ceil(len(links) / PER_PAGE)
        if getattr(page, "body", None) and block in page.body and pages > 1:
            first, links = min(self.shown, pages - 1) * PER_PAGE, links[min(self.shown, pages - 1) * PER_PAGE:][:PER_PAGE]
        else:
            pages = 1
        rows = []
        for n, i in enumerate(links, 1):
            address = self.site.address(i["to"], page.key)
            date = ("<div class='views-field views-field-created'><span class='field-content'>%s</span></div>" % self.site.words(base.thai_date(i["date"]))
                    if i.get("date") else "")
            more = "<div class='views-field views-field-view-node'><span class='field-content'>%s</span></div>" % self.link("อ่านต่อ", address) if date else ""
            rows.append("<div class='views-row views-row-%d views-row-%s'><div class='views-field views-field-title'><span class='field-content'>%s</span></div>%s%s</div>" %
                        (n, "odd" if n % 2 else "even", self.link(self.site.words(i["words"]), address), date, more))
        pager = ""
        if pages > 1:
            here, path = first // PER_PAGE, self.page_path(page)
            steps = ["<li class='pager-item'><a title='ไปที่หน้า %d' href=\"%s%s\">%d</a></li>" % (n + 1, html.escape(path), "?page=%d" % n if n else "", n + 1)
                     if n != here else "<li class='pager-current'>%d</li>" % (n + 1) for n in range(pages)]
            if here + 1 < pages:
                steps.append("<li class='pager-next'><a href=\"%s?page=%d\">ถัดไป ›</a></li>" % (html.escape(path), here + 1))
            pager = "<h2 class='element-invisible'>หน้า</h2><div class='item-list'><ul class='pager'>%s</ul></div>" % "".join(steps)
        return "<div class='view view-display-id-page'><div class='view-content'>%s</div>%s</div>" % ("\n".join(rows), pager)

    def block_table(self, table, block, page):
        return super().block_table(table, block, page).replace("<table>", "<table class='views-table cols-%d table'>" % len(table.get("head", [])))

    def file_of(self, f, page):
        """A file field shows the file's name unless somebody wrote a description."""
        if isinstance(f, dict):
            return f["words"], self.site.address(f["to"], page.key)
        return self.names[f], self.site.address(f, page.key)

    def block_files(self, files, block, page):
        rows = "".join("<div class='field-item %s'>%s</div>" % ("odd" if n % 2 else "even", self.attachment(*self.file_of(f, page))) for n, f in enumerate(files))
        return ("<div class='field field-name-field-file field-type-file field-label-above'><div class='field-label field--label'>เอกสารแนบ:&nbsp;</div>"
                "<div class='field-items field--items'>%s</div></div>" % rows)

    def attachment(self, title, address):
        ending = next((e for e in ICONS if address.lower().endswith(e)), None)
        if not ending:                                # a link field
            return self.link(self.site.words(title), address)
        return "<span class='file'><img class='file-icon' alt='' title='%s' src='/modules/file/icons/%s.png' /> %s</span>" % (
            papers.content_type(ending), ICONS[ending], self.link(self.site.words(title), address).replace("<a ", "<a type='%s; length=%d' " % (
                papers.content_type(ending), 40000 + len(address) * 977)))

    def block_accordion(self, parts, block, page):
        return "".join("<fieldset class='collapsible collapsed form-wrapper'><legend><span class='fieldset-legend'>%s</span></legend><div class='fieldset-wrapper'>%s</div></fieldset>" %
                       (self.site.words(k), self.blocks(inner, page)) for k, inner in parts.items())

    def block_tabs(self, tabs, block, page):
        return "<div class='quicktabs-wrapper'><div class='item-list'><ul class='quicktabs-tabs'>%s</ul></div><div class='quicktabs_main'>%s</div></div>" % (
            "".join("<li><a href='#quicktabs-tabpage-%d'>%s</a></li>" % (n, self.site.words(k)) for n, k in enumerate(tabs)),
            "".join("<div id='quicktabs-tabpage-%d' class='quicktabs-tabpage%s'>%s</div>" % (n, " quicktabs-hide" if n else "", self.blocks(inner, page))
                    for n, inner in enumerate(tabs.values())))

    def block_people(self, people, block, page):
        out = []
        for n, person in enumerate(people):
            photo = ("" if person.get("photo") is False else "<div class='views-field views-field-field-image'><img typeof='foaf:Image' "
                     "src='/sites/default/files/styles/person/public/%s-%d.jpg' width='120' height='150' alt='' /></div>" % (page.key, n))
            phone = ("<div class='views-field views-field-field-phone'><span class='views-label'>โทรศัพท์: </span><span class='field-content'>%s</span></div>" %
                     self.site.words(person["phone"]) if person.get("phone") else "")
            out.append("<div class='views-row views-row-%d'>%s<div class='views-field views-field-title'><span class='field-content'>%s</span></div>"
                       "<div class='views-field views-field-field-position'><div class='field-content'>%s</div></div>%s</div>" %
                       (n + 1, photo, self.site.words(person["name"]), self.site.words(person["post"]), phone))
        return "<div class='view view-person'><div class='view-content'>%s</div></div>" % "".join(out)

    def block_form(self, form, block, page):
        return "<div class='webform-client-form'>%s</div>" % super().block_form(form, block, page).replace("<label>", "<label class='form-item'>")
