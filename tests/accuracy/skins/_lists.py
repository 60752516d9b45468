"""What the skins of list-and-article systems have in common: the list an article belongs to, long lists cut into pages, made-up counters.

Not a skin.  Links to pages that a description does not link itself are made only to what stands in the menu: a page that nothing leads
to stays unreachable in every skin."""
import html
import os
import re
import zlib

from skins import base
from skins.base import thai_date


def made_up(seed, low, high):
    """A number that a visitor counter could show; the same at every drawing."""
    return low + zlib.crc32(str(seed).encode()) % (high - low + 1)


def inner_blocks(blocks):
    for block in blocks:
        yield block
        for name in ("tabs", "accordion"):
            for part in (block.get(name) or {}).values():
                yield from inner_blocks(part)


class ListSkin(base.Skin):
    per_page = 10

    def __init__(self, site):
        super().__init__(site)
        self.ids, self.part, self.parents, self.users = 0, 0, {}, {}
        self.in_menu = list(self.targets(site.menu))
        for page in site.pages.values():
            for block in inner_blocks(page.body):
                self.note(page, block)

    def note(self, page, block):
        """Remember which page lists an article and which page shows a file first."""
        for link in block.get("links") or []:
            to = str(link["to"])
            if page.key != "home" and to in self.site.pages and to not in self.in_menu and to not in (page.key, "home"):
                self.parents.setdefault(to, page)
        for target in re.findall(r"[^\s\[\]()'\"{},]+", repr(block)):
            if target in self.site.papers:
                self.users.setdefault(target, page)

    def targets(self, menu):
        for entry in menu:
            for target in entry.values():
                if isinstance(target, list):
                    yield from self.targets(target)
                else:
                    yield str(target)

    # ---- an article and its list

    def parent(self, page):
        """The list that leads to a page, None for a page that stands by itself."""
        return self.site.pages.get(str(page.section)) or self.parents.get(page.key)

    def articles(self, page):
        """What a list lists; a page that only says its section is not among them."""
        return [other for other in self.site.pages.values() if self.parents.get(other.key) is page]

    def way(self, page):
        """Breadcrumbs as (words, address): from below the home page to above this one; '' where a link would show more than the menu."""
        parent = self.parent(page)
        return [(self.site.words(parent.title), self.site.address(parent.key) if parent.key in self.in_menu else "")] if parent else []

    def neighbours(self, page):
        """The articles before and after this one in its list, None at the ends."""
        parent = self.parents.get(page.key)
        row = self.articles(parent) if parent and parent.key in self.in_menu else [page]
        at = row.index(page)
        return row[at - 1] if at > 0 else None, row[at + 1] if at + 1 < len(row) else None

    def slug(self, page):
        """A word for an address."""
        return page.key if re.fullmatch(r"[\w.-]+", page.key, re.ASCII) else "page%d" % page.number

    # ---- long lists

    def long_list(self, page):
        return next((b for b in page.body if len(b.get("links") or []) > self.per_page and page.key != "home"), None)

    def parts(self, page):
        block = self.long_list(page)
        return -(-len(block["links"]) // self.per_page) if block else 1

    def shown(self, links, block, page):
        """The links of a block that the part of the page being drawn shows."""
        return links[self.part * self.per_page:][:self.per_page] if block is self.long_list(page) else links

    def part_path(self, page, part):
        path = self.site.address(page.key)
        return path if part == 0 else "%s%spage=%d" % (path, "&" if "?" in path else "?", part + 1)

    def pager(self, block, page):
        """(number, address, whether it is the part shown) for each part of a long list; nothing for a short one."""
        if block is not self.long_list(page):
            return []
        return [(self.site.words(n + 1), html.escape(self.part_path(page, n)), n == self.part) for n in range(self.parts(page))]

    def plain_pages(self):
        return [page for page in self.site.pages.values() if page.status == 200 and page.redirect is None]

    def extra(self):
        out = []
        for page in self.plain_pages():
            for self.part in range(1, self.parts(page)):
                out.append((self.part_path(page, self.part), self.content_type(), self.encoded(self.page(page))))
            self.part = 0
        return out

    # ---- drawing

    def home(self):
        return html.escape(self.site.address("home")) if "home" in self.site.pages else "/"

    def day(self, date, before="", long=True):
        """A date as the site shows it, '' where there is none."""
        return self.site.words(before + thai_date(date, long)) if date else ""

    def page(self, page):
        self.ids = 0
        return self.document(page, self.body(page) if page.bare else self.around(page))

    def around(self, page):
        """The content with everything that stands around it on every page."""
        raise NotImplementedError

    def fresh(self):
        """A number for ids, new on this page."""
        self.ids += 1
        return self.ids

    def rows(self, links, block, page):
        """(words, address, link) of the links to draw, ready for HTML."""
        return [(self.site.words(i["words"]), html.escape(self.site.address(i["to"], page.key)), i) for i in self.shown(links, block, page)]

    def has_files(self, links):
        return any(str(i["to"]) in self.site.papers for i in links)

    def safe_name(self, paper):
        """A file's name without what has a meaning in an address."""
        return re.sub(r"[?#%&/\\]", "_", paper.name)

    def file_name(self, address):
        return os.path.basename(address.split("?")[0].rstrip("/")) or address
