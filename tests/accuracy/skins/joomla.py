"""Joomla 3 with com_content: item pages, category blogs and tables, aliases made of dates, the Attachments extension, print copies.

Menu items live at /index.php/DATE-ALIAS, their articles below them as ID-ALIAS; every item has a second address for printing.  Lists say
"อ่านเพิ่มเติม", attachments show the file's name with the title beside it, tabs and sliders are those of the Regular Labs plugins."""
import html

from skins import _lists


class Skin(_lists.ListSkin):
    def alias(self, page):
        """Joomla makes an alias of the time where a Thai title leaves no letters."""
        n = _lists.made_up(page.key, 0, 20 * 3600)
        return "2020-03-%02d-%02d-%02d-%02d" % (page.number % 28 + 1, n // 3600, n // 60 % 60, n % 60)

    def page_path(self, page):
        parent = self.parent(page)
        if page.key == "home":
            return "/"
        return "/index.php/%s/%d-%s" % (self.alias(parent), 100 + page.number, self.alias(page)) if parent else "/index.php/" + self.alias(page)

    def paper_path(self, paper):
        user = self.users.get(paper.key)
        return "/attachments/article/%d/%s" % (100 + user.number if user else 0, self.safe_name(paper))

    def with_query(self, page, query):
        path = self.site.address(page.key)
        return path + ("&" if "?" in path else "?") + query

    def part_path(self, page, part):
        return self.with_query(page, "start=%d" % (part * self.per_page)) if part else self.site.address(page.key)

    def print_path(self, page):
        return self.with_query(page, "tmpl=component&print=1&layout=default")

    def printable(self, page):
        return page.key != "home" and not page.bare and not self.articles(page)

    def extra(self):
        copies = [page for page in self.plain_pages() if self.printable(page)]
        return super().extra() + [(self.print_path(page), self.content_type(), self.encoded(self.document(page, self.item(page)))) for page in copies]

    # ---- the whole page

    def title(self, page):
        return self.site.agency if page.key == "home" else page.title

    def head(self, page):
        return '<meta name="generator" content="Joomla! - Open Source Content Management" />'

    def around(self, page):
        w, visits = self.site.words, (_lists.made_up(page.key, 20, 99), _lists.made_up(self.site.name, 40000, 99999))
        side = "".join(f'<div class="moduletable">{self.blocks([block], page)}</div>\n' for block in self.site.side)
        return f'''<div class="site com_content view-article">
<header class="header"><a class="brand pull-left" href="/"><span class="site-title">{w(self.site.agency)}</span></a></header>
<nav class="navigation"><div class="nav-collapse">{self.menu(self.site.menu)}</div></nav>
<div class="row-fluid"><main id="content" class="span9">{self.trail(page)}{self.item(page)}</main>
<div id="aside" class="span3">{side}<div class="moduletable"><h3>{w("ผู้เยี่ยมชม")}</h3>{w("วันนี้ %d ทั้งหมด %d" % visits)}</div></div></div>
<footer class="footer"><div class="custom">{self.footer(page)}</div><p class="pull-right"><a href="#top" id="back-top">{w("กลับด้านบน")}</a></p></footer>
</div>'''

    def trail(self, page):
        if page.key == "home":
            return ""
        arrow = '<span class="divider"><img src="/media/system/images/arrow.png" alt="" /></span>'
        steps = [f'<a href="{html.escape(address)}" class="pathway">{words}</a>' if address else f"<span>{words}</span>"
                 for words, address in [(self.site.words("หน้าหลัก"), self.home())] + self.way(page)]
        return '<ul class="breadcrumb">%s<li class="active"><span>%s</span></li></ul>' % (
            "".join(f"<li>{step}{arrow}</li>" for step in steps), self.site.words(page.title))

    def item(self, page):
        if page.key == "home":
            return f'<div class="item-page" itemscope>{self.body(page)}</div>'
        w, near = self.site.words, ""
        date = f'<dd class="published">{self.day(page.date, "เผยแพร่เมื่อ: ")}</dd>' if page.date else ""
        for other, kind, words in zip(self.neighbours(page), ("previous", "next"), ("< ก่อนหน้า", "ถัดไป >")):
            near += f'<li class="{kind}"><a href="{html.escape(self.site.address(other.key))}">{w(words)}</a></li>' if other else ""
        return f'''<div class="item-page" itemscope itemtype="https://schema.org/Article">
<div class="page-header"><h2 itemprop="headline">{w(page.heading)}</h2></div>{self.print_link(page)}
<dl class="article-info muted"><dt class="article-info-term">{w("รายละเอียด")}</dt><dd class="createdby">{w("เขียนโดย Super User")}</dd>
{date}<dd class="hits">{w("ฮิต: %d" % _lists.made_up(page.key, 40, 2400))}</dd></dl>
<div itemprop="articleBody">{self.body(page)}</div>{f'<ul class="pager pagenav">{near}</ul>' if near else ""}</div>'''

    def print_link(self, page):
        if not self.printable(page):
            return ""
        return '<ul class="actions"><li class="print-icon"><a href="%s" title="%s" rel="nofollow" onclick="%s">%s</a></li></ul>' % (
            html.escape(self.print_path(page)), self.site.words("พิมพ์บทความ < %s >" % page.title),
            "window.open(this.href,'win2','status=no,width=640,height=480'); return false;", self.site.words("พิมพ์"))

    def menu(self, entries, depth=0):
        inner = "".join(self.menu_entry(words, target, depth) for entry in entries for words, target in entry.items())
        return '<ul class="%s">%s</ul>' % ("nav-child unstyled small" if depth else "nav menu nav-pills mod-list", inner)

    def menu_entry(self, words, target, depth):
        if isinstance(target, list):
            return f'<li class="deeper parent"><span class="nav-header">{self.site.words(words)}</span>{self.menu(target, depth + 1)}</li>'
        return f'<li class="item-{_lists.made_up(words, 101, 399)}">{self.link(self.site.words(words), self.site.address(target, "menu"))}</li>'

    # ---- blocks

    def block_links(self, links, block, page):
        """Dated articles as a blog, other lists as the table of a category; in modules and on the home page just the titles."""
        rows = self.rows(links, block, page)
        if block not in page.body or page.key == "home":
            return '<ul class="latestnews mod-list">%s</ul>' % "".join(
                f'<li><a href="{address}">{words}</a> <small>{self.day(i.get("date"), long=False)}</small></li>' for words, address, i in rows)
        pages = "".join(f'<li class="active"><a>{n}</a></li>' if here else f'<li><a class="pagenav" href="{address}">{n}</a></li>'
                        for n, address, here in self.pager(block, page))
        drawn = self.blog(rows) if any(i.get("date") for i in links) and not self.has_files(links) else self.category(rows)
        return drawn + (f'<div class="pagination"><ul>{pages}</ul></div>' if pages else "")

    def blog(self, rows):
        out = [f'''<div class="{'row-%d' % n if n else 'leading-0'}"><div class="page-header"><h2><a href="{address}">{words}</a></h2></div>
<dl class="article-info"><dd class="published">{self.day(i.get("date"), "เผยแพร่เมื่อ: ")}</dd></dl>
<p class="readmore"><a class="btn" href="{address}">{self.site.words("อ่านเพิ่มเติม...")}</a></p></div>''' for n, (words, address, i) in enumerate(rows)]
        return '<div class="blog"><div class="items-leading clearfix">%s</div><div class="items-row cols-1">%s</div></div>' % (out[0], "".join(out[1:]))

    def category(self, rows):
        w = self.site.words
        body = "".join(f'''<tr><td class="list-title"><a href="{address}">{words}</a></td><td class="list-date small">{self.day(i.get("date"))}</td>
<td class="list-hits"><span class="badge">{w(_lists.made_up(words, 5, 900))}</span></td></tr>''' for words, address, i in rows)
        head = "".join(f"<th>{w(words)}</th>" for words in ("หัวเรื่อง", "วันที่เผยแพร่", "ฮิต"))
        return f'<table class="category table table-striped"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'

    def block_files(self, files, block, page):
        return '<div class="attachmentsContainer"><div class="attachmentsList"><table><caption>%s</caption><tbody>%s</tbody></table></div></div>' % (
            self.site.words("ไฟล์แนบ:"), super().block_files(files, block, page))

    def attachment(self, title, address):
        w, href = self.site.words, html.escape(address)
        return f'''<tr><td class="at_filename"><a class="at_icon" href="{href}"><img src="/media/com_attachments/images/file_icons/pdf.gif" alt="" /></a>
<a class="at_url" href="{href}" title="{w("ดาวน์โหลดไฟล์นี้")}" target="_blank">{w(self.file_name(address))}</a></td>
<td class="at_description">[{w(title)}]</td><td class="at_file_size">{w("%d kB" % _lists.made_up(title, 80, 900))}</td></tr>'''

    def block_tabs(self, tabs, block, page):
        parts = [("tab-%d" % self.fresh(), self.site.words(label), inner) for label, inner in tabs.items()]
        heads = "".join(f'<li class="rl_tabs-tab"><a href="#{i}" class="rl_tabs-toggle" data-toggle="tab">{words}</a></li>' for i, words, _ in parts)
        panes = "".join(f'<div class="tab-pane" id="{i}"><h2 class="rl_tabs-title">{words}</h2>{self.blocks(inner, page)}</div>'
                        for i, words, inner in parts)
        return f'<div class="rl_tabs"><ul class="nav nav-tabs" role="tablist">{heads}</ul><div class="tab-content">{panes}</div></div>'

    def block_accordion(self, parts, block, page):
        slides = [("slide-%d" % self.fresh(), self.site.words(label), inner) for label, inner in parts.items()]
        return '<div class="rl_sliders accordion">%s</div>' % "".join(f'''<div class="accordion-group panel">
<div class="accordion-heading"><a href="#{i}" class="accordion-toggle collapsed" data-toggle="collapse">{words}</a></div>
<div class="accordion-body collapse" id="{i}"><div class="accordion-inner">{self.blocks(inner, page)}</div></div></div>''' for i, words, inner in slides)

    def block_frame(self, target, block, page):
        href = html.escape(self.site.address(target, page.key))
        return f'<div class="contentpane"><iframe id="blockrandom" src="{href}" width="100%" height="600" class="wrapper"></iframe></div>'
