"""A vendor CMS on Zend: everything under /public/MODULE/data/..., a tab menu whose panes stand on every page, list -> detail -> attachment,
lists of ten with a pager, person charts, a module of its own for corruption complaints; attachments say only "download"."""
import html

from describe import LINK
from skins import base


class Skin(base.Skin):
    PER_PAGE = 10

    def __init__(self, site):
        super().__init__(site)
        self.in_menu, self.parent, self.holder, self.more = {}, {}, {}, []
        self.walk_menu(site.menu, "")
        for page in site.pages.values():
            for target in self.targets(page.body):
                if target in site.pages and target != page.key and page.key != "home" and target not in self.in_menu:
                    self.parent.setdefault(target, page.key)
                if target in site.papers:
                    self.holder.setdefault(target, page.number)

    def walk_menu(self, entries, above):
        for entry in entries:
            for words, target in entry.items():
                if isinstance(target, list):
                    self.walk_menu(target, words)
                else:
                    self.in_menu.setdefault(target, above)

    def targets(self, thing):
        """Every target a body names, in its order."""
        if isinstance(thing, dict):
            for name, inner in thing.items():
                if name in ("to", "viewer", "frame", "file"):
                    yield str(inner)
                else:
                    yield from self.targets(inner)
        elif isinstance(thing, list):
            for inner in thing:
                yield from self.targets(inner)
        else:
            yield str(thing)
            yield from (m.group(2) for m in LINK.finditer(str(thing)))

    def blocks_of(self, page, name):
        return [block[name] for block in page.body if isinstance(block, dict) and name in block]

    # ---- addresses

    def menu_id(self, page):
        return 1140 + page.number * 7 % 1000

    def page_path(self, page):
        above = self.site.pages.get(self.parent.get(page.key))
        if page.key == "home":
            return "/"
        if self.blocks_of(page, "people"):
            return "/public/person/data/chart/structure_id/%d/menu/%d" % (page.number, self.menu_id(page))
        if self.blocks_of(page, "board"):
            return "/public/webboard/data/index/menu/%d" % self.menu_id(page)
        if self.blocks_of(page, "form"):
            words = page.title + "".join(str(form.get("title", "")) for form in self.blocks_of(page, "form"))
            return "/public/%s/data/index/menu/%d" % ("fraudcomplaint" if "ทุจริต" in words else "complaint", self.menu_id(page))
        if above and self.blocks_of(page, "links"):
            return "/public/list/data/datacategory/catid/%d/menu/%d/" % (page.number, self.menu_id(above))
        if above:
            return "/public/list/data/detail/id/%d/menu/%d" % (2600 + page.number, self.menu_id(above))
        module = "list" if self.blocks_of(page, "links") else "texteditor"
        return "/public/%s/data/index/menu/%d" % (module, self.menu_id(page))

    def paper_path(self, paper):
        number = 2600 + self.holder.get(paper.key, 0)
        return "/public/list_upload/backend/list_%d/files_%d_%d%s" % (number, number, paper.number, paper.ending)

    def extra(self):
        """The further pages of long lists."""
        return [(path, self.content_type(), self.encoded(text)) for path, text in self.more]

    # ---- the whole page

    def head(self, page):
        w = self.site.words
        return ("<meta name=\"description\" content=\"%s %s %s\"><link rel=\"stylesheet\" href=\"/themes/default/css/bootstrap.min.css\">"
                "<script src=\"/themes/default/js/jquery.min.js\"></script>" % (w(self.site.agency), w(self.site.district), w(self.site.province)))

    def title(self, page):
        where = " ".join(x for x in (self.site.agency, self.site.district, self.site.province) if x)
        return where if page.key == "home" else "%s : %s" % (page.title, where)

    def page(self, page):
        return self.frame(page, self.body(page))

    def frame(self, page, body):
        w = self.site.words
        if page.bare:
            return self.document(page, body)
        return self.document(page, (
            "<div class=\"container\"><div id=\"banner\"><a href=\"/\"><img src=\"/public/banner/upload/header.jpg\" alt=\"\"></a>"
            "<div class=\"brand\">%s<br><small>%s %s</small></div></div>\n%s\n<div class=\"row\"><div class=\"col-md-3 sidebar\">%s"
            "<div id=\"poll\"></div></div>\n<div class=\"col-md-9 content\">%s%s\n%s%s</div></div>\n<footer id=\"footer\">%s"
            "<p>%s <span id=\"counter\">-</span></p><script>loadMyModuleInAjax('/public/counter/data/index/menuid/%d','counter');</script>"
            "</footer></div>") % (
                w(self.site.agency), w(self.site.district), w(self.site.province), self.tab_menu(), self.blocks(self.site.side, page),
                self.breadcrumb(page), self.page_heading(page), body, self.detail_foot(page), self.footer(page),
                w("จำนวนผู้เข้าชมเว็บไซต์"), self.menu_id(page)))

    def tab_menu(self):
        w, names, panes = self.site.words, [], []
        for n, entry in enumerate(self.site.menu):
            for words, target in entry.items():
                if isinstance(target, list):
                    names.append("<li><a href=\"#tab-menu-%d\" data-toggle=\"tab\">%s</a></li>" % (1141 + n, w(words)))
                    panes.append("<div class=\"tab-pane\" id=\"tab-menu-%d\">%s</div>" % (1141 + n, self.menu(target, 1)))
                else:
                    names.append("<li>%s</li>" % self.link(w(words), self.site.address(target, "menu")))
        return "<div class=\"tab-menu\"><ul class=\"nav nav-tabs\">%s</ul><div class=\"tab-content\">%s</div></div>" % ("".join(names), "".join(panes))

    def breadcrumb(self, page):
        w = self.site.words
        if page.key == "home":
            return ""
        steps, above = [], self.parent.get(page.key)
        if above:
            steps.append(self.link(w(self.site.pages[above].title), self.site.address(above)))
        elif self.in_menu.get(page.key):
            steps.append("<a href=\"#\">%s</a>" % w(self.in_menu[page.key]))
        return "<ol class=\"breadcrumb\"><li><a href=\"/\">%s</a></li>%s<li class=\"active\">%s</li></ol>\n" % (
            w("หน้าหลัก"), "".join("<li>%s</li>" % s for s in steps), w(page.title))

    def page_heading(self, page):
        shown = "" if page.key == "home" else "<h3 class=\"title-module\">%s</h3>" % self.site.words(page.heading)
        if not page.date:
            return shown
        return shown + "<p class=\"detail-date\"><i class=\"fa fa-calendar\"></i> %s</p>" % self.site.words(base.thai_date(page.date, long=True))

    def detail_foot(self, page):
        if not page.date:
            return ""
        address = "http://www.%s.example%s" % (self.site.name, self.site.address(page.key))
        return ("<p class=\"read\">%s</p><p class=\"share\"><a href=\"https://www.facebook.com/sharer/sharer.php?u=%s\"><i class=\"fa fa-facebook\"></i></a> "
                "<a href=\"https://social-plugins.line.me/lineit/share?url=%s\"><i class=\"fa fa-comment\"></i></a> "
                "<a href=\"javascript:window.print()\">%s</a> <a href=\"javascript:history.back()\">%s</a></p>" % (
                    self.site.words("จำนวนผู้เข้าอ่าน %d ครั้ง" % (page.number * 37 % 400 + 11)), html.escape(address), html.escape(address),
                    self.site.words("พิมพ์"), self.site.words("ย้อนกลับ")))

    def not_found(self):
        return "<!DOCTYPE html><html><head><title>An error occurred</title></head><body><h1>An error occurred</h1><h2>Page not found</h2></body></html>"

    # ---- blocks

    def block_links(self, links, block, page):
        home = getattr(page, "key", None) in (None, "home")
        if home or len(links) <= self.PER_PAGE or links is not next((b["links"] for b in page.body if "links" in b), None):
            return self.rows(links, page, home)
        base_path = self.site.address(page.key).rstrip("/")
        parts = [links[n:n + self.PER_PAGE] for n in range(0, len(links), self.PER_PAGE)]
        pager = "<ul class=\"pagination\">%s</ul>" % "".join("<li><a href=\"%s\">%s</a></li>" % (
            self.site.address(page.key) if n == 0 else "%s/page/%d" % (base_path, n + 1), self.site.words(n + 1)) for n in range(len(parts)))
        for n, part in enumerate(parts[1:], 2):
            self.more.append(("%s/page/%d" % (base_path, n), self.frame(page, self.rows(part, page, False) + pager)))
        return self.rows(parts[0], page, False) + pager

    def rows(self, links, page, home):
        w, out = self.site.words, []
        for n, item in enumerate(links):
            address = self.site.address(item["to"], getattr(page, "key", "side"))
            out.append("<div class=\"row list-row\"><div class=\"col-sm-9\"><i class=\"fa fa-angle-double-right\"></i> %s</div><div class=\"col-sm-3\">%s %s</div></div>" % (
                self.link(w(item["words"]), address), "<span class=\"date\">%s</span>" % w(base.thai_date(item["date"])) if item.get("date") else "",
                self.link(w("อ่านต่อ..."), address) if home else "<span class=\"hit\">%s</span>" % w("(อ่าน %d)" % (len(address) * (n + 3) % 290))))
        return "<div class=\"list-data\">%s</div>" % "\n".join(out)

    def block_files(self, files, block, page):
        return "<div class=\"attach\"><strong>%s</strong>%s</div>" % (self.site.words("เอกสารแนบ"), super().block_files(files, block, page))

    def attachment(self, title, address):
        w = self.site.words
        return "<div class=\"file-row\"><i class=\"fa fa-file-o\"></i> %s <a href=\"%s\" target=\"_blank\" class=\"btn btn-xs btn-info\">%s</a></div>" % (
            w(title), html.escape(address), w("ดาวน์โหลด"))

    def block_people(self, people, block, page):
        w, out = self.site.words, []
        for n, person in enumerate(people):
            photo = "" if person.get("photo") is False else "<img src=\"/public/person_upload/person_%d_%d.jpg\" alt=\"\" width=\"130\" height=\"160\">" % (page.number, n)
            out.append("<div class=\"person-chart col-md-4\">%s<div class=\"name\">%s</div><div class=\"position\">%s</div>%s</div>" % (
                photo, w(person["name"]), w(person["post"]), "<div class=\"tel\">%s</div>" % w("โทร. " + str(person["phone"])) if person.get("phone") else ""))
        return "<div class=\"row chart\">%s</div>" % "\n".join(out)
