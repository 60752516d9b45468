"""WordPress with a page builder: divs ten deep, button and toggle widgets, a "loop" of posts on category pages.

Posts and pages have Thai permalinks cut after some twenty letters; every one also answers to ?p=N, which redirects there and which
shortlinks and "recent posts" use.  Documents lie under /wp-content/uploads/YYYY/MM/ and are shown in a flip book beside a download button."""
import html
import re
import urllib.parse

from skins import base
from skins.base import thai_date

A_PAGE = 10


class Skin(base.Skin):
    start = 0    # of the category page being drawn

    def __init__(self, site):
        super().__init__(site)
        self.slugs = {}
        for page in list(site.pages.values()):
            if page.key != "home" and page.redirect is None:
                slug = re.sub(r"[\s/]+", "-", re.sub(r"[^\w\s฀-๿/-]", "", page.title.lower())).strip("-")[:22].strip("-") or page.key
                while slug in self.slugs.values():
                    slug += "-2"
                self.slugs[page.key] = slug
                short = type(page)("p=%d" % self.post_id(page), page.number, {"redirect": page.key, "path": "/?p=%d" % self.post_id(page)})
                site.pages.setdefault(short.key, short)

    # ---- addresses

    def post_id(self, page):
        return 1000 + page.number * 7

    def is_list(self, page):
        return page.key != "home" and any(i.get("date") for block in page.body for i in block.get("links") or [])

    def page_path(self, page):
        if page.key == "home":
            return "/"
        slug = self.slugs.get(page.key, page.key)
        return "/category/%s/" % slug if self.is_list(page) else "/%s/" % slug

    def paper_path(self, paper):
        judged = [int(part) for part in str(self.site.data["as_of"]).split("-")]
        years = [int(y) - 543 for y in re.findall(r"25\d\d", paper.title)]
        year = min(max(years, default=judged[0]), judged[0])
        month = paper.number % judged[1] + 1 if year == judged[0] else paper.number % 12 + 1
        return "/wp-content/uploads/%d/%02d/%s" % (year, month, paper.name.replace(" ", "-"))

    def extra(self):
        """The further pages of long categories."""
        for page in list(self.site.pages.values()):
            if page.redirect is None and page.status == 200 and self.is_list(page):
                longest = max(len(block.get("links") or []) for block in page.body)
                for self.start in range(A_PAGE, longest, A_PAGE):
                    yield (self.page_number(page, self.start // A_PAGE + 1), self.content_type(), self.encoded(self.page(page)))
                self.start = 0

    def page_number(self, page, number):
        address = self.site.address(page.key)
        if number == 1:
            return address
        return address + "page/%d/" % number if address.endswith("/") else "%s%spaged=%d" % (address, "&" if "?" in address else "?", number)

    # ---- the whole page

    def title(self, page):
        return "%s – %s %s" % (self.site.agency, self.site.district, self.site.province) if page.key == "home" else "%s – %s" % (page.title, self.site.agency)

    def head(self, page):
        short = "" if page.key == "home" else "<link rel='shortlink' href='/?p=%d' />" % self.post_id(page)
        return ("<meta name='generator' content='WordPress 6.1.1' /><meta name='generator' content='Elementor 3.12.1; settings: css_print_method-external' />"
                "<link rel='https://api.w.org/' href='/wp-json/' /><meta property='og:site_name' content='%s' /><link rel='stylesheet' "
                "href='/wp-content/plugins/elementor/assets/css/frontend.min.css' />%s" % (self.site.words(self.site.agency), short))

    def widget(self, kind, inner):
        return ("<div class='elementor-element elementor-widget elementor-widget-%s' data-element_type='widget' data-widget_type='%s.default'>"
                "<div class='elementor-widget-container'>%s</div></div>" % (kind, kind, inner))

    def section(self, inner):
        return ("<section class='elementor-section elementor-top-section elementor-section-boxed'><div class='elementor-container elementor-column-gap-default'>"
                "<div class='elementor-column elementor-col-100 elementor-top-column'><div class='elementor-widget-wrap elementor-element-populated'>%s"
                "</div></div></div></section>\n" % inner)

    def page(self, page):
        if page.bare:
            return super().page(page)
        w = self.site.words
        header = self.section(self.widget("image", "<a href='/'><img src='/wp-content/uploads/2021/01/logo.png' alt='' width='90' height='90'></a>") +
                              self.widget("heading", "<h2 class='elementor-heading-title elementor-size-default'>%s</h2>" % w(self.site.agency)) +
                              self.widget("nav-menu", "<nav class='elementor-nav-menu--main elementor-nav-menu__container'>%s</nav>" % self.menu(self.site.menu)))
        side = self.section(self.widget("sidebar", self.blocks(self.site.side, page))) if self.site.side else ""
        return self.document(page, "<div data-elementor-type='header' class='elementor elementor-location-header'><div class='elementor-section-wrap'>%s</div></div>\n"
                             "<main class='site-main %s' id='content'><div class='page-content'><div data-elementor-type='wp-page' class='elementor elementor-%d'>"
                             "%s%s</div></div></main>\n<aside class='widget-area'>%s</aside>\n<footer data-elementor-type='footer' class='elementor elementor-location-footer'>%s</footer>" % (
                                 header, "category" if self.is_list(page) else "post-%d" % self.post_id(page), self.post_id(page),
                                 self.page_heading(page), self.body(page), side, self.section(self.widget("text-editor", self.footer(page)))))

    def body(self, page):
        return "".join(self.section(self.blocks([block], page)) for block in page.body)

    def page_heading(self, page):
        if page.key == "home":
            return ""
        w = self.site.words
        heading = "หมวดหมู่: " + page.heading if self.is_list(page) else page.heading
        inner = self.widget("heading", "<h1 class='elementor-heading-title elementor-size-large'>%s</h1>" % w(heading))
        if page.date:
            inner += self.widget("post-info", "<ul class='elementor-inline-items'><li><time>%s</time></li><li>admin</li><li>ไม่มีความเห็น</li></ul>" %
                                 w(thai_date(page.date, True)))
        return self.section(inner)

    def not_found(self):
        return ("<!DOCTYPE html><html lang='th'><head><meta charset='%s'><title>ไม่พบหน้า – %s</title></head><body class='error404'><h1>ไม่พบหน้านั้น</h1>"
                "<p>ดูเหมือนว่าไม่มีอะไรที่ตำแหน่งนี้</p><a href='/'>หน้าแรก</a></body></html>" % (self.site.encoding, self.site.words(self.site.agency)))

    # ---- menus

    def menu(self, entries, depth=0):
        inner = "".join(self.menu_entry(words, target, depth) for entry in entries for words, target in entry.items())
        return "<ul class='%s'>%s</ul>" % ("sub-menu elementor-nav-menu--dropdown" if depth else "elementor-nav-menu", inner)

    def menu_entry(self, words, target, depth):
        kind = "elementor-sub-item" if depth else "elementor-item"
        if isinstance(target, list):
            return ("<li class='menu-item menu-item-has-children'><a href='#' class='%s elementor-item-anchor'>%s<span class='sub-arrow'><i class='fas'></i></span></a>%s</li>\n" %
                    (kind, self.site.words(words), self.menu(target, depth + 1)))
        return "<li class='menu-item'><a href=\"%s\" class='%s'>%s</a></li>\n" % (self.href(self.site.address(target, "menu")), kind, self.site.words(words))

    # ---- blocks

    def href(self, address):
        return html.escape(urllib.parse.quote(address, safe="/?&=%:+,;@!$'()*~#-._") if address.startswith("/") else address)

    def link(self, words, address):
        return "<a href=\"%s\"%s>%s</a>" % (self.href(address), " target='_blank' rel='noopener'" if address.startswith("http") else "", words)

    def button(self, words, address):
        return self.widget("button", "<div class='elementor-button-wrapper'><a href=\"%s\" class='elementor-button-link elementor-button elementor-size-sm' role='button'>"
                           "<span class='elementor-button-content-wrapper'><span class='elementor-button-text'>%s</span></span></a></div>" % (self.href(address), self.site.words(words)))

    def block_p(self, text, block, page):
        return self.widget("text-editor", super().block_p(text, block, page))

    def block_h(self, text, block, page):
        return self.widget("heading", "<h2 class='elementor-heading-title elementor-size-default'>%s</h2>" % self.site.inline(text, page.key))

    def block_list(self, items, block, page):
        return self.widget("icon-list", "<ul class='elementor-icon-list-items'>%s</ul>" % "".join(
            "<li class='elementor-icon-list-item'><span class='elementor-icon-list-icon'><i class='fas fa-check'></i></span>"
            "<span class='elementor-icon-list-text'>%s</span></li>" % self.site.inline(i, page.key) for i in items))

    def block_table(self, table, block, page):
        return self.widget("text-editor", super().block_table(table, block, page))

    def block_links(self, links, block, page):
        """Dated: a loop of posts; else buttons, as builders like them."""
        if not any(i.get("date") for i in links):
            return "".join(self.button(i["words"], self.site.address(i["to"], page.key)) for i in links)
        paged = self.is_list(page) and block in page.body
        cards = "".join(self.card(i, page) for i in (links[self.start:self.start + A_PAGE] if paged else links))
        return self.widget("posts", "<div class='elementor-posts-container elementor-grid'>%s</div>%s" % (
            cards, self.pager(len(links), page) if paged and len(links) > A_PAGE else ""))

    def card(self, item, page):
        target = self.site.pages.get(str(item["to"]))
        address = self.site.address(item["to"], page.key)
        if target and target.key in self.slugs and not self.is_list(page):
            address = "/?p=%d" % self.post_id(target)
        words, href = self.site.words(item["words"]), self.href(address)
        return ("<article class='elementor-post elementor-grid-item'><a class='elementor-post__thumbnail__link' href=\"%s\"><div class='elementor-post__thumbnail'>"
                "<img src='/wp-content/uploads/2022/05/cover%d-300x200.jpg' alt='' width='300' height='200'></div></a><div class='elementor-post__text'>"
                "<h3 class='elementor-post__title'><a href=\"%s\">%s</a></h3><div class='elementor-post__meta-data'><span class='elementor-post-date'>%s</span></div>"
                "<a class='elementor-post__read-more' href=\"%s\">อ่านต่อ &raquo;</a></div></article>\n" % (
                    href, len(item["words"]) % 4, href, words, self.site.words(thai_date(item["date"], True)) if item.get("date") else "", href))

    def pager(self, count, page):
        w, last, here = self.site.words, (count + A_PAGE - 1) // A_PAGE, self.start // A_PAGE + 1
        return "<nav class='elementor-pagination'>%s</nav>" % " ".join(
            "<span class='page-numbers current'>%s</span>" % w(n) if n == here else "<a class='page-numbers' href=\"%s\">%s</a>" % (
                self.href(self.page_number(page, n)), w(n)) for n in range(1, last + 1))

    def attachment(self, title, address):
        return self.widget("text-editor", "<p>%s</p>" % self.site.words(title)) + self.button("ดาวน์โหลดเอกสาร", address)

    def same_file(self, path):
        return [path + "?wp-hosted=1"]

    def block_viewer(self, target, block, page):
        address, title = self.site.address(target, page.key), self.site.papers[target].title if target in self.site.papers else page.title
        whole = "{{base}}" + self.href(address) if address.startswith("/") else self.href(address)
        return self.widget("shortcode", "<iframe src=\"https://flowpaper.com/flipbook/?pdf=%s?wp-hosted=1&amp;title=%s\" width='100%%' height='600' "
                           "allowfullscreen></iframe>" % (whole, urllib.parse.quote(title))) + self.button("ดาวน์โหลดเอกสาร", address)

    def block_image(self, image, block, page):
        return self.widget("image", super().block_image(image, block, page))

    def block_tabs(self, tabs, block, page):
        titles = "".join("<div class='elementor-tab-title elementor-tab-desktop-title' data-tab='%d' role='tab'><a href=''>%s</a></div>" % (n, self.site.words(k))
                         for n, k in enumerate(tabs, 1))
        parts = "".join("<div class='elementor-tab-content elementor-clearfix' data-tab='%d' role='tabpanel'>%s</div>" % (n, self.blocks(inner, page))
                        for n, inner in enumerate(tabs.values(), 1))
        return self.widget("tabs", "<div class='elementor-tabs'><div class='elementor-tabs-wrapper'>%s</div><div class='elementor-tabs-content-wrapper'>%s</div></div>" % (titles, parts))

    def block_accordion(self, parts, block, page):
        return self.widget("toggle", "<div class='elementor-toggle'>%s</div>" % "".join(
            "<div class='elementor-toggle-item'><div class='elementor-tab-title' data-tab='%d' role='button'><span class='elementor-toggle-icon'></span>"
            "<a href='' class='elementor-toggle-title'>%s</a></div><div class='elementor-tab-content elementor-clearfix' data-tab='%d'>%s</div></div>" % (
                n, self.site.words(k), n, self.blocks(inner, page)) for n, (k, inner) in enumerate(parts.items(), 1)))

    def block_form(self, form, block, page):
        return self.widget("form", super().block_form(form, block, page).replace("<form ", "<form class='elementor-form' ", 1))

    def block_social(self, links, block, page):
        return self.widget("social-icons", "<div class='elementor-social-icons-wrapper'>%s</div>" % "".join(
            "<span class='elementor-grid-item'><a class='elementor-icon elementor-social-icon' href=\"%s\" target='_blank'><i class='fab'></i></a></span>" % self.href(a) for a in links))
