"""WordPress: a block theme's entries, category archives, a sidebar of widgets, plug-ins for tabs, forms and boards.

Pages and categories have Thai permalinks, cut where WordPress cuts them and escaped in small letters; posts have the short address ?p=N that
officers paste.  Documents are embedded with a download button below, or are a bare "ดาวน์โหลดเอกสาร" behind their title."""
import html
import itertools
import re
import urllib.parse

from skins import _lists


def thai_slug(title):
    """A permalink as WordPress makes it: words with dashes, at most 200 signs when escaped, which are 22 Thai letters."""
    slug = re.sub(r"[^\w\u0e00-\u0e7f]+", "-", title.lower())
    while len(urllib.parse.quote(slug)) > 200:
        slug = slug[:-1]
    return slug.strip("-")


class Skin(_lists.ListSkin):
    def __init__(self, site):
        super().__init__(site)
        self.slugs = {}
        for page in site.pages.values():
            first = thai_slug(page.title) or "page-%d" % page.number
            names = itertools.chain([first], ("%s-%d" % (first, n) for n in itertools.count(2)))
            self.slugs[page.key] = next(name for name in names if name not in self.slugs.values())

    def page_path(self, page):
        if page.key == "home":
            return "/"
        if self.parent(page):
            return "/?p=%d" % (1200 + page.number)
        return ("/category/%s/" if self.articles(page) else "/%s/") % self.slugs[page.key]

    def paper_path(self, paper):
        user = self.users.get(paper.key)
        year, month = str(paper.date or user and user.date or "2023-10-16").split("-")[:2]
        name = re.sub(r"[\s?#%&/\\]+", "-", paper.name)
        twins = [other.key for other in self.site.papers.values() if other.name == paper.name]
        return "/wp-content/uploads/%s/%s/%s%s" % (year, month, "%d-" % twins.index(paper.key) if twins[0] != paper.key else "", name)

    def part_path(self, page, part):
        path = self.site.address(page.key)
        return path if part == 0 else path + "page/%d/" % (part + 1) if path.endswith("/") else path + "&paged=%d" % (part + 1)

    def link(self, words, address):
        return super().link(words, self.escaped(address))

    def escaped(self, address):
        """Thai letters of an address as WordPress writes them, ready for HTML."""
        return re.sub(r"[\u0e00-\u0e7f]+", lambda m: urllib.parse.quote(m.group()).lower(), address)

    # ---- the whole page

    def title(self, page):
        return self.site.agency if page.key == "home" else "%s – %s" % (page.title, self.site.agency)

    def head(self, page):
        return ('<meta name="generator" content="WordPress 6.1.1" /><link rel="shortlink" href="/?p=%d" />'
                '<link rel="stylesheet" href="/wp-includes/css/dist/block-library/style.min.css" media="all" />' % (1200 + page.number))

    def around(self, page):
        w = self.site.words
        return f'''<div id="page" class="site"><a class="skip-link screen-reader-text" href="#content">{w("ข้ามไปยังเนื้อหา")}</a>
<header id="masthead" class="site-header"><p class="site-title"><a href="/" rel="home">{w(self.site.agency)}</a></p>
<nav id="site-navigation" class="main-navigation">{self.menu(self.site.menu)}</nav></header>
<div id="content" class="site-content"><main id="main" class="site-main">{self.entry(page)}</main>
<aside id="secondary" class="widget-area">{self.widgets(page)}</aside></div>
<footer id="colophon" class="site-footer"><div class="site-info">{self.footer(page)}</div></footer></div>'''

    def entry(self, page):
        w = self.site.words
        if page.key == "home":
            return f'<article class="page type-page hentry"><div class="entry-content">{self.body(page)}</div></article>'
        if self.articles(page):
            return f'<header class="page-header"><h1 class="page-title">{w("หมวดหมู่: ")}<span>{w(page.heading)}</span></h1></header>{self.body(page)}'
        near, post = "", self.parent(page)
        for other, kind, words in zip(self.neighbours(page), ("previous", "next"), ("เรื่องก่อนหน้า", "เรื่องถัดไป")):
            near += f'<div class="nav-{kind}">{self.link(w(words + ": " + other.title), self.site.address(other.key))}</div>' if other else ""
        meta = f'<span class="posted-on">{self.day(page.date)}</span> <span class="byline">{w("โดย admin")}</span>' if post or page.date else ""
        cat = "".join(f'<span class="cat-links">{self.link(words, address) if address else words}</span>' for words, address in self.way(page))
        return f'''<article id="post-{1200 + page.number}" class="{"post type-post" if post else "page type-page"} status-publish hentry">
<header class="entry-header"><h1 class="entry-title">{w(page.heading)}</h1><div class="entry-meta">{meta}</div></header>
<div class="entry-content">{self.body(page)}</div><footer class="entry-footer">{cat}</footer></article>
{f'<nav class="navigation post-navigation"><div class="nav-links">{near}</div></nav>' if near else ""}'''

    def widgets(self, page):
        """Search, what the description repeats on every page, and the categories and posts that the menu leads to anyway."""
        w, lists = self.site.words, [p for p in self.site.pages.values() if p.key in self.in_menu and self.articles(p)]
        posts = sorted((p for one in lists for p in self.articles(one) if p.date), key=lambda p: str(p.date), reverse=True)[:5]
        search = f'<input type="search" class="search-field" placeholder="{w("ค้นหา …")}" name="s" />'
        out = [f'<form role="search" method="get" class="search-form" action="/">{search}</form>']
        out += [self.blocks([block], page) for block in self.site.side]
        for title, pages in (("เรื่องล่าสุด", posts), ("หมวดหมู่", lists)):
            items = "".join(f"<li>{self.link(w(p.title), self.site.address(p.key))}</li>" for p in pages)
            out.append(f'<h2 class="widget-title">{w(title)}</h2><ul>{items}</ul>' if items else "")
        return "".join(f'<section class="widget">{one}</section>\n' for one in out if one)

    def menu(self, entries, depth=0):
        inner = "".join(self.menu_entry(words, target, depth) for entry in entries for words, target in entry.items())
        return '<ul class="%s">%s</ul>' % ("sub-menu" if depth else "menu nav-menu", inner)

    def menu_entry(self, words, target, depth):
        if isinstance(target, list):
            return f'<li class="menu-item menu-item-has-children"><a href="#">{self.site.words(words)}</a>{self.menu(target, depth + 1)}</li>'
        return f'<li class="menu-item">{self.link(self.site.words(words), self.site.address(target, "menu"))}</li>'

    # ---- blocks

    def block_links(self, links, block, page):
        """An archive of posts, or a plain list of links where it leads to files or stands beside other things."""
        rows = [(words, self.escaped(address), i) for words, address, i in self.rows(links, block, page)]
        if block not in page.body or page.key == "home" or not self.articles(page):
            drawn = '<ul class="wp-block-latest-posts">%s</ul>' % "".join(
                f'<li><a href="{address}">{words}</a> <time>{self.day(i.get("date"))}</time></li>' for words, address, i in rows)
        else:
            drawn = "".join(f'''<article class="post type-post status-publish hentry"><header class="entry-header">
<h2 class="entry-title"><a href="{address}" rel="bookmark">{words}</a></h2><div class="entry-meta">{self.day(i.get("date"))}</div></header>
<p class="link-more"><a href="{address}" class="more-link">{self.site.words("อ่านต่อ")}</a></p></article>\n''' for words, address, i in rows)
        pages = "".join(f'<span class="page-numbers current">{n}</span>' if here else f'<a class="page-numbers" href="{self.escaped(address)}">{n}</a>'
                        for n, address, here in self.pager(block, page))
        return drawn + (f'<nav class="navigation pagination"><div class="nav-links">{pages}</div></nav>' if pages else "")

    def block_table(self, table, block, page):
        """Pasted from a word processor: the head is a bold first row."""
        rows = ([[f"<strong>{self.site.inline(c, page.key)}</strong>" for c in table["head"]]] if table.get("head") else []) + [
            [self.site.inline(c, page.key) for c in row] for row in table["rows"]]
        return '<figure class="wp-block-table"><table><tbody>%s</tbody></table></figure>' % "".join(
            "<tr>%s</tr>" % "".join(f"<td>{cell}</td>" for cell in row) for row in rows)

    def attachment(self, title, address):
        return f'<p>{self.site.words(title)} <strong>{self.link(self.site.words("ดาวน์โหลดเอกสาร"), address)}</strong></p>'

    def block_viewer(self, target, block, page):
        href = html.escape(self.escaped(self.site.address(target, page.key)))
        return f'''<div class="wp-block-file"><object class="wp-block-file__embed" data="{href}" type="application/pdf"></object>
<a href="{href}" class="wp-block-file__button wp-element-button" download>{self.site.words("ดาวน์โหลด")}</a></div>'''

    def block_tabs(self, tabs, block, page):
        parts = [(self.fresh(), self.site.words(label), inner) for label, inner in tabs.items()]
        heads = "".join(f'<div class="elementor-tab-title" role="tab" aria-controls="elementor-tab-content-{n}">{words}</div>' for n, words, _ in parts)
        panes = "".join(f'<div id="elementor-tab-content-{n}" class="elementor-tab-content" role="tabpanel">{self.blocks(inner, page)}</div>\n'
                        for n, _, inner in parts)
        return f'''<div class="elementor-tabs"><div class="elementor-tabs-wrapper" role="tablist">{heads}</div>
<div class="elementor-tabs-content-wrapper">{panes}</div></div>'''

    def block_accordion(self, parts, block, page):
        return '<div class="elementor-accordion">%s</div>' % "".join(f'''<div class="elementor-accordion-item">
<div class="elementor-tab-title" role="button"><a class="elementor-accordion-title" tabindex="0">{self.site.words(label)}</a></div>
<div class="elementor-tab-content" style="display:none">{self.blocks(inner, page)}</div></div>''' for label, inner in parts.items())

    def block_social(self, links, block, page):
        icon = '<svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 2C6.5 2 2 6.5 2 12c0 5 3.7 9.1 8.4 9.9"></path></svg>'
        return '<ul class="wp-block-social-links">%s</ul>' % "".join(
            f'<li class="wp-social-link">{self.link(icon, self.site.address(address, page.key))}</li>' for address in links)
