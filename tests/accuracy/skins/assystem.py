"""A vendor's CodeIgniter system for municipalities: Pages/WORD lists ten entries a page, Pages/WORD_detail/N shows one.

The title of the window is the agency on every page.  A detail shows "เรื่อง ...", each document inside an <object> with a download icon that
has no words and a count of downloads; file names are hashes; tabs open by onclick alone; a counter of visitors stands in every foot."""
import hashlib
import html

from skins import _lists


class Skin(_lists.ListSkin):
    def page_path(self, page):
        parent = self.parent(page)
        if page.key == "home":
            return "/"
        return "/Pages/%s_detail/%d" % (self.slug(parent), 10 + page.number) if parent else "/Pages/" + self.slug(page)

    def paper_path(self, paper):
        folder = "img" if paper.ending in (".jpg", ".jpeg", ".png") else "file"
        return "/docs/%s/%s%s" % (folder, hashlib.md5(paper.key.encode()).hexdigest(), paper.ending)

    def extra(self):
        """The pager names the first part of a list ?page=1 too."""
        firsts = [(self.site.address(page.key), page) for page in self.plain_pages() if self.parts(page) > 1]
        return super().extra() + [(path + "?page=1", self.content_type(), self.encoded(self.page(page))) for path, page in firsts if "?" not in path]

    # ---- the whole page

    def title(self, page):
        return " ".join(words for words in (self.site.agency, self.site.district, self.site.province) if words)

    def head(self, page):
        return ('<meta name="viewport" content="width=device-width, initial-scale=1"><link href="/asset/css/style.css" rel="stylesheet">'
                "<script>function downloadFile(event, id) { var xhr = new XMLHttpRequest(); xhr.open('GET', '/Pages/increment_download/' + id, true);"
                " xhr.send(); window.open(event.currentTarget.href, '_blank'); }</script>")

    def around(self, page):
        w = self.site.words
        body, visits = self.body(page) if page.key == "home" else self.inside(page), _lists.made_up(self.site.name, 90000, 200000)
        return f'''<div class="welcome-top"><img src="/docs/logo.png" alt=""><span class="font-head-welcome">{w(self.site.agency)}</span></div>
<nav class="navbar-center">{self.menu(self.site.menu)}</nav>
{body}
<div class="bg-link">{self.blocks(self.site.side, page)}</div>
<footer class="footer"><div class="footer-address">{self.footer(page)}</div>
<div class="footer-counter"><span>{w("ผู้เข้าชมวันนี้ %d" % _lists.made_up(page.key, 20, 99))}</span>
<span>{w("เดือนนี้ %d" % (visits // 50))}</span> <span>{w("ทั้งหมด %d" % visits)}</span></div></footer>'''

    def inside(self, page):
        w, parent = self.site.words, self.parent(page)
        section = parent or page
        head = f'<div class="font-pages-content-head">{w("เรื่อง " + page.heading)}</div>' if parent else ""
        date = f'<span class="span-time-pages-news">{self.day(page.date, long=False)}</span>' if page.date else ""
        back = self.way(page)[0][1] if parent else self.home()
        return f'''<div class="bg-pages"><div class="row pad-path">
<div class="path1-1"><span class="font-path-1 underline"><a href="{self.home()}">{w("หน้าแรก")}</a></span></div>
<div class="path2-3"><span class="font-path-2 underline"><a href="#">{w(section.title)}</a></span></div></div>
<div class="page-center"><div class="head-pages"><span class="font-pages-head">{w(parent.title if parent else page.heading)}</span></div></div>
<div class="bg-pages-in"><div class="scrollable-container">{head}{date}
<div class="pages-content break-word mt-2">{self.body(page)}</div></div>
<div class="row"><div class="col-6"><span class="font-page-detail-view-news">{w("จำนวนผู้เข้าชม %d ครั้ง" % _lists.made_up(page.key, 30, 900))}</span></div>
<div class="col-6 d-flex justify-content-end"><a href="{html.escape(back) or "#"}"><img src="/docs/k.btn-back.png"></a></div></div></div></div>'''

    def menu(self, entries, depth=0):
        inner = "".join(self.menu_entry(words, target, depth) for entry in entries for words, target in entry.items())
        return f'<div class="dropdown-content"><ul class="no-bullets">{inner}</ul></div>' if depth else f'<ul class="navbar-nav">{inner}</ul>'

    def menu_entry(self, words, target, depth):
        """Below the first row the link stands around the list item."""
        if isinstance(target, list):
            return f'<li class="dropdown"><a class="dropdown-trigger" href="#">{self.site.words(words)}</a>{self.menu(target, depth + 1)}</li>'
        words, address = self.site.words(words), html.escape(self.site.address(target, "menu"))
        return f'<a href="{address}"><li>{words}</li></a>' if depth else f'<li class="nav-item"><a href="{address}">{words}</a></li>'

    # ---- blocks

    def block_links(self, links, block, page):
        out = []
        for words, address, i in self.rows(links, block, page):
            date = f'<a href="{address}"><span>{self.day(i["date"], long=False)}</span></a>' if i.get("date") else ""
            out.append(f'''<div class="pages-select-pdf underline"><div class="row">
<div class="col style-col-img"><a href="{address}"><img class="border-radius24" src="/docs/logo.png" width="94px" height="63px"></a></div>
<div class="col-9 font-pages-content"><a href="{address}"><span class="one-line-ellipsis">{words}</span></a></div>
<div class="col-2 span-time-pages-news">{date}</div></div></div>''')
        steps = [(words, address if "?" in self.site.address(page.key) else "?page=%d" % n, " active" if here else "")
                 for n, (words, address, here) in enumerate(self.pager(block, page), 1)]
        pages = "".join(f'<li class="page-item{active}"><a class="page-link" href="{address}">{words}</a></li>' for words, address, active in steps)
        return "\n".join(out) + (f'<nav aria-label="Page navigation example"><ul class="pagination">{pages}</ul></nav>' if pages else "")

    def attachment(self, title, address):
        w, href, n = self.site.words, html.escape(address), _lists.made_up(title, 1, 400)
        shown = f'<div class="blog-text mt-3 mb-5"><object data="{href}" type="application/pdf" width="100%" height="1500px"></object></div>'
        return f'''<div class="row"><div class="col-12 font-pages-content-detail">{w(title)}</div>
<div class="col-6 mt-2"><span class="font-page-detail-view-news">{w("ดาวน์โหลดแล้ว %d ครั้ง" % n)}</span></div>
<div class="col-6 d-flex justify-content-end"><a onclick="downloadFile(event, {n})" href="{href}" download><img src="/docs/k.btn-download.png"></a></div></div>
{shown if address.endswith(".pdf") else ""}'''

    def block_table(self, table, block, page):
        head = "".join(f'<th style="text-align: center;">{self.site.inline(c, page.key)}</th>' for c in table.get("head", []))
        rows = "".join("<tr>%s</tr>" % "".join(f"<td><span>{self.site.inline(c, page.key)}</span></td>" for c in row) for row in table["rows"])
        return f'<table class="table table-striped">{f"<thead><tr>{head}</tr></thead>" if head else ""}<tbody>{rows}</tbody></table>'

    def block_tabs(self, tabs, block, page):
        parts = [("tab%d" % self.fresh(), self.site.words(label), inner) for label, inner in tabs.items()]
        hidden = ' style="display:none"'
        heads = "".join(f'<div class="tab-link" onclick="openTab({i[3:]})">{words}</div>' for i, words, _ in parts)
        return f'<div class="tab-container">{heads}</div>' + "".join(
            f'<div id="{i}" class="tab-content"{hidden if n else ""}>{self.blocks(inner, page)}</div>\n' for n, (i, _, inner) in enumerate(parts))

    def block_accordion(self, parts, block, page):
        return "".join(f'''<button class="accordion" onclick="this.classList.toggle('active')">{self.site.words(label)}</button>
<div class="panel" style="display:none">{self.blocks(inner, page)}</div>''' for label, inner in parts.items())

    def block_people(self, people, block, page):
        w, out = self.site.words, []
        for n, person in enumerate(people):
            photo = "" if person.get("photo") is False else f'<img src="/docs/img/{self.slug(page)}{n}.jpg" width="100%" height="100%">'
            phone = f'<span class="font-p-detail">{w("เบอร์ %s" % person["phone"])}</span>' if person.get("phone") else ""
            out.append(f'''<div class="col-3 mb-3 center-center"><div class="bg-personnel-s"><div class="rounded-image-s">{photo}</div></div>
<span class="font-p-name">{w(person["name"])}</span><br><span class="font-p-rank">{w(person.get("post", ""))}</span><br>{phone}</div>''')
        return '<div class="row" style="margin-top: 25px;">%s</div>' % "".join(out)

    def block_board(self, posts, block, page):
        w = self.site.words
        return "".join(f'''<div class="bg-q-a"><div class="font-q-a-head">{w(post["question"])}</div>
<div class="font-q-a-detail">{w("โดย " + post.get("by", "ผู้เยี่ยมชม"))} <span>{self.day(post.get("date"), long=False)}</span></div>
<div class="font-q-a-reply">{w(post.get("answer", ""))}</div></div>''' for post in posts)
