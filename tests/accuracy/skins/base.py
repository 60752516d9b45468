"""The plainest way to draw a described site; other skins change what their content system does differently.

A skin answers for addresses (page_path, paper_path), for the whole page (page) and for each block (block_p, block_table ...).  Texts
reach it raw and go out through site.words() (escapes, digits) or site.inline() (links inside); addresses come from site.address()."""
import html
import urllib.parse

from describe import LONG_MONTHS, encoded, thai_date  # noqa: F401  (for skins)


class Skin:
    def __init__(self, site):
        self.site = site

    # ---- addresses

    def page_path(self, page):
        return "/" if page.key == "home" else "/%s.html" % page.key

    def paper_path(self, paper):
        return "/files/%s" % paper.name

    def paper_header(self, paper):
        """Behind a route: ' Header: value | ...', for content systems that send file names."""
        return ""

    def content_type(self):
        return "text/html;charset=%s" % self.site.encoding

    def same_file(self, path):
        """Further addresses under which the server has a file: one that reads no query serves it under any."""
        return []

    def extra(self):
        """Further addresses: (path, type, bytes)."""
        return []

    def encoded(self, text):
        return encoded(text, self.site.encoding)

    # ---- the whole page

    def title(self, page):
        return "%s - %s" % (page.title, self.site.agency)

    def page(self, page):
        w = self.site.words
        if page.bare:
            return self.document(page, self.body(page))
        return self.document(page, "<div id='head'><h1>%s</h1></div>\n<div id='menu'>%s</div>\n<div id='side'>%s</div>\n"
                             "<div id='content'>%s%s</div>\n<div id='foot'>%s</div>" %
                             (w(self.site.agency), self.menu(self.site.menu), self.blocks(self.site.side, page), self.page_heading(page),
                              self.body(page), self.footer(page)))

    def document(self, page, body):
        return ("<!DOCTYPE html>\n<html lang='th'><head><meta charset='%s'><title>%s</title>%s</head>\n<body>\n%s\n</body></html>\n" %
                (self.site.encoding, self.site.words(self.title(page)), self.head(page), body))

    def head(self, page):
        return ""

    def page_heading(self, page):
        shown = "" if page.key == "home" else "<h2>%s</h2>" % self.site.words(page.heading)
        return shown + ("<p class='date'>%s</p>" % self.site.words("ประกาศเมื่อ " + thai_date(page.date)) if page.date else "")

    def body(self, page):
        return self.blocks(page.body, page)

    def footer(self, page):
        return "".join("<p>%s</p>" % self.site.inline(line, "footer") for line in self.site.footer)

    def not_found(self):
        return "<!DOCTYPE html><title>404</title><h1>404 Not Found</h1>"

    # ---- menus

    def menu(self, entries, depth=0):
        out = []
        for entry in entries:
            for words, target in entry.items():
                out.append(self.menu_entry(words, target, depth))
        return "<ul>%s</ul>" % "".join(out)

    def menu_entry(self, words, target, depth):
        if isinstance(target, list):
            return "<li><a href='#'>%s</a>%s</li>" % (self.site.words(words), self.menu(target, depth + 1))
        return "<li>%s</li>" % self.link(self.site.words(words), self.site.address(target, "menu"))

    # ---- blocks

    def blocks(self, blocks, page):
        out = []
        for block in blocks:
            name = next(k for k in block if hasattr(self, "block_" + k))
            out.append(getattr(self, "block_" + name)(block[name], block, page))
        return "\n".join(out)

    def link(self, words, address):
        """words: HTML already."""
        return "<a href=\"%s\">%s</a>" % (html.escape(address), words)

    def block_p(self, text, block, page):
        return "<p>%s</p>" % self.site.inline(text, page.key)

    def block_h(self, text, block, page):
        return "<h3>%s</h3>" % self.site.inline(text, page.key)

    def block_h3(self, text, block, page):
        return "<h4>%s</h4>" % self.site.inline(text, page.key)

    def block_list(self, items, block, page):
        return "<ul>%s</ul>" % "".join("<li>%s</li>" % self.site.inline(i, page.key) for i in items)

    def block_links(self, links, block, page):
        """A list of articles: words, to, perhaps date."""
        return "<ul>%s</ul>" % "".join("<li>%s%s</li>" % (
            self.link(self.site.words(i["words"]), self.site.address(i["to"], page.key)),
            " <span>%s</span>" % self.site.words(thai_date(i["date"])) if i.get("date") else "") for i in links)

    def block_table(self, table, block, page):
        head = "".join("<th>%s</th>" % self.site.inline(c, page.key) for c in table.get("head", []))
        rows = "".join("<tr>%s</tr>" % "".join("<td>%s</td>" % self.site.inline(c, page.key) for c in row) for row in table["rows"])
        return "<table>%s%s</table>" % ("<tr>%s</tr>" % head if head else "", rows)

    def block_files(self, files, block, page):
        """Attachments: file keys, or {words, to}."""
        return "".join(self.attachment(*self.file_of(f, page)) for f in files)

    def file_of(self, f, page):
        if isinstance(f, dict):
            return f["words"], self.site.address(f["to"], page.key)
        return self.site.papers[f].title, self.site.address(f, page.key)

    def attachment(self, title, address):
        return "<p>%s</p>" % self.link(self.site.words(title), address)

    def block_image(self, image, block, page):
        """alt; to: what a click opens; file: a file key, else a picture is named after its page, or the side that all pages have."""
        of = "side" if any(image is b.get("image") for b in self.site.side) else page.key
        src = self.site.address(image["file"], page.key) if image.get("file") else "/images/%s-%s.png" % (
            of, urllib.parse.quote(str(image.get("name", "picture"))))
        shown = "<img src=\"%s\" alt=\"%s\" width=\"%d\" height=\"%d\">" % (
            html.escape(src), self.site.words(image.get("alt", "")), image.get("width", 800), image.get("height", 600))
        return "<p>%s</p>" % (self.link(shown, self.site.address(image["to"], page.key)) if image.get("to") else shown)

    def block_tabs(self, tabs, block, page):
        names = "".join("<li><a href='#tab%d'>%s</a></li>" % (n, self.site.words(k)) for n, k in enumerate(tabs))
        return "<ul class='tabs'>%s</ul>%s" % (names, "".join("<div id='tab%d' class='tab'>%s</div>" % (n, self.blocks(inner, page))
                                                             for n, inner in enumerate(tabs.values())))

    def block_accordion(self, parts, block, page):
        return "".join("<div class='part'><h3>%s</h3><div>%s</div></div>" % (self.site.words(k), self.blocks(inner, page))
                       for k, inner in parts.items())

    def block_form(self, form, block, page):
        """title, fields (words; 'text:' before one makes it long), button, to, method."""
        fields = []
        for n, words in enumerate(form["fields"]):
            long = words.startswith("text:")
            words = words[5:] if long else words
            fields.append("<label>%s</label> %s<br>" % (self.site.words(words),
                          "<textarea name='f%d'></textarea>" % n if long else "<input type='text' name='f%d'>" % n))
        return "<form method='%s' action='%s'><h3>%s</h3>%s<input type='submit' value='%s'></form>" % (
            form.get("method", "post"), html.escape(self.site.address(form.get("to", page.key), page.key)),
            self.site.words(form.get("title", "")), "".join(fields), self.site.words(form.get("button", "ส่งข้อมูล")))

    def block_frame(self, target, block, page):
        return "<iframe src=\"%s\" width='100%%' height='600'></iframe>" % html.escape(self.site.address(target, page.key))

    def block_viewer(self, target, block, page):
        return "<object data=\"%s\" type='application/pdf' width='100%%' height='600'></object>" % html.escape(self.site.address(target, page.key))

    def block_people(self, people, block, page):
        """name, post, phone; photo: false where there is none."""
        out = []
        for n, person in enumerate(people):
            photo = "" if person.get("photo") is False else "<img src='/images/%s-person%d.png' alt='' width='120' height='150'><br>" % (page.key, n)
            out.append("<div class='person'>%s%s<br>%s%s</div>" % (photo, self.site.words(person["name"]), self.site.words(person["post"]),
                       "<br>" + self.site.words("โทร. " + str(person["phone"])) if person.get("phone") else ""))
        return "".join(out)

    def block_board(self, posts, block, page):
        """question, by, date, answer."""
        rows = "".join("<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>" % (
            self.site.words(p["question"]), self.site.words(p.get("by", "ผู้เยี่ยมชม")), self.site.words(thai_date(p["date"])) if p.get("date") else "",
            self.site.words("ตอบ: " + p["answer"]) if p.get("answer") else "") for p in posts)
        return "<table><tr><th>%s</th><th>%s</th><th>%s</th><th>%s</th></tr>%s</table>" % (
            *(self.site.words(x) for x in ("กระทู้", "ผู้ตั้งกระทู้", "วันที่", "ตอบกลับ")), rows)

    def block_social(self, links, block, page):
        """Addresses of accounts, as icons without words."""
        return "<p>%s</p>" % "".join(self.link("<img src='/images/icon%d.png' alt='' width='32' height='32'>" % n, address)
                                     for n, address in enumerate(links))

    def block_html(self, text, block, page):
        return text
