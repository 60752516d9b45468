"""A Laravel site on a Bootstrap template: cards, clean addresses, a table of documents, nav-tabs, collapses.

Articles live at /SECTION/N, documents at /download/N with the file's name only in the Content-Disposition; cards link by their picture and by
"รายละเอียด", the table of documents by an icon; articles carry share buttons and a count of views."""
import html
import urllib.parse

from skins import _lists


class Skin(_lists.ListSkin):
    per_page = 12

    def page_path(self, page):
        parent = self.parent(page)
        if page.key == "home":
            return "/"
        return "/%s/%d" % (self.slug(parent), 20 + page.number) if parent else "/" + self.slug(page).replace("_", "-")

    def paper_path(self, paper):
        return "/download/%d" % paper.number

    def paper_header(self, paper):
        return " Content-Disposition: attachment; filename=\"document-%d%s\"; filename*=utf-8''%s" % (
            paper.number, paper.ending, urllib.parse.quote(paper.name, safe=""))

    # ---- the whole page

    def title(self, page):
        return self.site.agency if page.key == "home" else "%s | %s" % (page.title, self.site.agency)

    def head(self, page):
        return ('<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="csrf-token" content="kZ8w1hXcQ2">'
                '<link href="/css/app.css" rel="stylesheet"><link href="/vendor/fontawesome/css/all.min.css" rel="stylesheet">')

    def around(self, page):
        w = self.site.words
        main = self.body(page) if page.key == "home" else self.article(page)
        side = "".join(f'<div class="card mb-3"><div class="card-body">{self.blocks([block], page)}</div></div>' for block in self.site.side)
        return f'''<header><nav class="navbar navbar-expand-lg navbar-dark bg-primary"><div class="container">
<a class="navbar-brand" href="/"><img src="/images/logo.png" alt="" width="60"> {w(self.site.agency)}</a>
<button class="navbar-toggler" type="button" data-bs-toggle="collapse" data-bs-target="#navbarMain"><span class="navbar-toggler-icon"></span></button>
<div class="collapse navbar-collapse" id="navbarMain">{self.menu(self.site.menu)}</div></div></nav></header>
<main class="container py-4"><div class="row"><div class="{"col-lg-9" if side else "col-12"}">{main}</div>
{f'<aside class="col-lg-3">{side}</aside>' if side else ""}</div></main>
<footer class="bg-dark text-white py-4"><div class="container">{self.footer(page)}</div></footer>
<script src="/js/app.js"></script>'''

    def article(self, page):
        w = self.site.words
        steps = [(w("หน้าแรก"), self.home())] + self.way(page)
        trail = "".join(f'<li class="breadcrumb-item"><a href="{html.escape(address) or "#"}">{words}</a></li>' for words, address in steps)
        seen = f'<i class="far fa-eye"></i> {w(_lists.made_up(page.key, 30, 3000))}' if self.parent(page) else ""
        date = f'<i class="far fa-calendar-alt"></i> {self.day(page.date)}' if page.date else ""
        return f'''<nav aria-label="breadcrumb"><ol class="breadcrumb">{trail}<li class="breadcrumb-item active">{w(page.title)}</li></ol></nav>
<h1 class="h3 mb-3">{w(page.heading)}</h1><p class="text-muted small">{date} {seen}</p>
<div class="content">{self.body(page)}</div>{self.share(page) if self.parent(page) else ""}'''

    def share(self, page):
        """The server puts its own host for {{base}}."""
        here = "{{base}}" + html.escape(self.site.address(page.key))
        return f'''<div class="d-flex gap-2 mt-4"><span>{self.site.words("แชร์:")}</span>
<a class="btn btn-sm btn-outline-primary" target="_blank" href="https://www.facebook.com/sharer/sharer.php?u={here}"><i class="fab fa-facebook-f"></i></a>
<a class="btn btn-sm btn-outline-success" target="_blank" href="https://social-plugins.line.me/lineit/share?url={here}"><i class="fab fa-line"></i></a></div>'''

    def menu(self, entries, depth=0):
        inner = "".join(self.menu_entry(words, target, depth) for entry in entries for words, target in entry.items())
        return '<ul class="%s">%s</ul>' % ("dropdown-menu" if depth else "navbar-nav ms-auto", inner)

    def menu_entry(self, words, target, depth):
        words, kind = self.site.words(words), "dropdown-item" if depth else "nav-link"
        if isinstance(target, list):
            return f'''<li class="nav-item dropdown"><a class="{kind} dropdown-toggle" href="#" role="button" data-bs-toggle="dropdown">{words}</a>
{self.menu(target, depth + 1)}</li>'''
        return f'<li class="nav-item"><a class="{kind}" href="{html.escape(self.site.address(target, "menu"))}">{words}</a></li>'

    # ---- blocks

    def block_links(self, links, block, page):
        """Cards for dated articles, a table for documents, else a list group."""
        rows = self.rows(links, block, page)
        if self.has_files(links):
            first = 1 + (self.part * self.per_page if block is self.long_list(page) else 0)
            drawn = self.documents([(words, address, self.day(i.get("date"), long=False)) for words, address, i in rows], first)
        elif block in page.body and any(i.get("date") for i in links):
            drawn = '<div class="row g-3">%s</div>' % "".join(f'''<div class="col-md-4"><div class="card h-100">
<a href="{address}"><img src="/images/no-image.jpg" class="card-img-top" alt=""></a><div class="card-body"><h5 class="card-title">{words}</h5>
<p class="card-text"><small class="text-muted">{self.day(i.get("date"), long=False)}</small></p>
<a href="{address}" class="btn btn-primary btn-sm">{self.site.words("รายละเอียด")}</a></div></div></div>\n''' for words, address, i in rows)
        else:
            drawn = '<div class="list-group">%s</div>' % "".join(f'''<a href="{address}" class="list-group-item list-group-item-action">{words}
<small class="text-muted">{self.day(i.get("date"), long=False)}</small></a>''' for words, address, i in rows)
        pages = "".join(f'<li class="page-item active"><span class="page-link">{n}</span></li>' if here else
                        f'<li class="page-item"><a class="page-link" href="{address}">{n}</a></li>' for n, address, here in self.pager(block, page))
        return drawn + (f'<nav class="mt-3"><ul class="pagination">{pages}</ul></nav>' if pages else "")

    def documents(self, rows, first=1):
        w = self.site.words
        head = "".join(f"<th>{w(words)}</th>" for words in ("ลำดับ", "ชื่อเอกสาร", "วันที่", "ดาวน์โหลด"))
        body = "".join(f'''<tr><td>{w(n)}</td><td>{words}</td><td>{date}</td>
<td><a href="{address}" class="btn btn-sm btn-danger" target="_blank"><i class="fas fa-file-download"></i></a></td></tr>\n'''
                       for n, (words, address, date) in enumerate(rows, first))
        return f'''<div class="table-responsive"><table class="table table-hover"><thead class="table-light"><tr>{head}</tr></thead>
<tbody>{body}</tbody></table></div>'''

    def block_files(self, files, block, page):
        named = [self.file_of(f, page) for f in files]
        return self.documents([(self.site.words(title), html.escape(address), "") for title, address in named])

    def block_table(self, table, block, page):
        head = "".join(f'<th scope="col">{self.site.inline(c, page.key)}</th>' for c in table.get("head", []))
        rows = "".join("<tr>%s</tr>\n" % "".join(f"<td>{self.site.inline(c, page.key)}</td>" for c in row) for row in table["rows"])
        return f'<table class="table table-bordered">{f"<thead><tr>{head}</tr></thead>" if head else ""}<tbody>{rows}</tbody></table>'

    def block_tabs(self, tabs, block, page):
        parts = [("pane-%d" % self.fresh(), self.site.words(label), inner) for label, inner in tabs.items()]
        heads = "".join(f'''<li class="nav-item">
<button class="nav-link{"" if n else " active"}" data-bs-toggle="tab" data-bs-target="#{i}" type="button">{words}</button></li>'''
                        for n, (i, words, _) in enumerate(parts))
        panes = "".join(f'<div class="tab-pane fade{"" if n else " show active"}" id="{i}">{self.blocks(inner, page)}</div>\n'
                        for n, (i, _, inner) in enumerate(parts))
        return f'<ul class="nav nav-tabs" role="tablist">{heads}</ul><div class="tab-content p-3">{panes}</div>'

    def block_accordion(self, parts, block, page):
        items = [("collapse-%d" % self.fresh(), self.site.words(label), inner) for label, inner in parts.items()]
        return '<div class="accordion mb-3">%s</div>' % "".join(f'''<div class="accordion-item"><h2 class="accordion-header">
<button class="accordion-button collapsed" type="button" data-bs-toggle="collapse" data-bs-target="#{i}">{words}</button></h2>
<div id="{i}" class="accordion-collapse collapse"><div class="accordion-body">{self.blocks(inner, page)}</div></div></div>''' for i, words, inner in items)

    def block_viewer(self, target, block, page):
        return f'<embed src="{html.escape(self.site.address(target, page.key))}" type="application/pdf" width="100%" height="800">'

    def block_social(self, links, block, page):
        return '<p class="h4">%s</p>' % "".join(self.link('<i class="fab fa-%s"></i>' % ("facebook" if "facebook" in address else "globe"), address)
                                                for address in (self.site.address(target, page.key) for target in links))
