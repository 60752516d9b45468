"""Reads the description of a fictional site (fixtures/described/README.md) and lays it out as a folder for the site server.

A description says what pages there are and what stands on them; a skin (tests/accuracy/skins/) says how a content system draws that:
markup, menus, addresses, link words.  The same description in another skin is the same site to an assessor."""
import html
import importlib
import os
import random
import re
import sys
import urllib.parse

import yaml

import papers

HERE = os.path.dirname(os.path.abspath(__file__))
DESCRIBED = os.path.join(HERE, "..", "..", "fixtures", "described")
MONTHS = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split()
LONG_MONTHS = ("มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม").split()
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
LINK = re.compile(r"\[([^\]\[]*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")
BLOCKS = {"p", "h", "h3", "list", "links", "table", "files", "image", "tabs", "accordion", "form", "frame", "viewer", "people", "board", "html", "social"}


class Fault(Exception):
    """The description cannot be used: says where and why."""


def thai_date(iso, long=False):
    year, month, day = (int(part) for part in str(iso).split("-"))
    return "%d %s %d" % (day, (LONG_MONTHS if long else MONTHS)[month - 1], year + 543)


class Page:
    def __init__(self, key, number, data):
        self.key, self.number = key, number
        self.title = str(data.get("title", key))
        self.kind = data.get("kind", "page")
        self.date = data.get("date")
        self.body = data.get("body") or []
        self.status = data.get("status", 200)
        self.redirect = data.get("redirect")
        self.robots = data.get("robots", True)
        self.path = data.get("path")
        self.section = data.get("section")
        self.bare = data.get("bare", False)
        self.heading = data.get("heading", self.title)


class Paper:
    def __init__(self, key, number, data):
        self.key, self.number = key, number
        self.title = str(data.get("title", key))
        self.name = data.get("name", self.title + ".pdf")
        self.ending = os.path.splitext(self.name)[1].lower() or ".pdf"
        self.text = [str(line) for line in data.get("text", [])]
        self.path = data.get("path")
        self.status = data.get("status", 200)
        self.robots = data.get("robots", True)
        self.date = data.get("date")


class Site:
    """A description with the choices of a variation applied: what a skin asks for."""

    def __init__(self, data, name, skin=None, encoding=None, digits=None, shuffle=None):
        self.name, self.data = name, data
        self.agency, self.kind = data["agency"], data["kind"]
        self.short = data.get("short", self.agency)
        self.district, self.province = data.get("district", ""), data.get("province", "")
        self.encoding = encoding or data.get("encoding", "utf-8")
        self.digits = digits or data.get("digits", "arabic")
        self.skin_name = skin or data["skin"]
        self.footer, self.side = data.get("footer", []), data.get("side", [])
        self.menu = data.get("menu", [])
        self.pages, self.papers = {}, {}
        keys, files = list(data["pages"]), list(data.get("files", {}))
        if shuffle is not None:
            order = random.Random(shuffle)
            order.shuffle(keys)
            order.shuffle(files)
            self.menu = shuffled(self.menu, order)
        for number, key in enumerate(keys, 1):
            self.pages[key] = Page(key, number, data["pages"][key])
        for number, key in enumerate(files, 1):
            self.papers[key] = Paper(key, number, data["files"][key])
        self.skin = importlib.import_module("skins." + self.skin_name.replace("-", "_")).Skin(self)

    def address(self, target, found_on="?"):
        """The address of a link target: a page, a file, or an address written out."""
        target = str(target)
        if target in self.pages:
            return self.pages[target].path or self.skin.page_path(self.pages[target])
        if target in self.papers:
            return self.papers[target].path or self.skin.paper_path(self.papers[target])
        if target == "dead" or target.startswith("dead-"):
            return "/no-longer-here/%s" % target
        if target == "" or target.startswith(("http://", "https://", "mailto:", "tel:", "#", "javascript:", "/")):
            return target
        raise Fault("%s: page %s links to %r, which is neither a page nor a file nor an address" % (self.name, found_on, target))

    def words(self, text):
        """Text as the site shows it: its digits, escaped."""
        text = str(text)
        return html.escape(text.translate(THAI_DIGITS) if self.digits == "thai" else text)

    def inline(self, text, found_on="?"):
        """Text with [words](target) as links."""
        out, at = [], 0
        for m in LINK.finditer(str(text)):
            out.append(self.words(text[at:m.start()]))
            out.append(self.skin.link(self.words(m.group(1)), self.address(m.group(2), found_on)))
            at = m.end()
        return "".join(out) + self.words(str(text)[at:])


def shuffled(menu, order):
    """A menu in another order; the way home stays first, as on every site."""
    entries = [{k: shuffled(v, order) if isinstance(v, list) else v for k, v in entry.items()} for entry in menu]
    rest = entries[1:]
    order.shuffle(rest)
    return entries[:1] + rest


def text_keys(value):
    """The same with every key a text: YAML reads a tab called 2565 as a number."""
    if isinstance(value, dict):
        return {str(k): text_keys(v) for k, v in value.items()}
    return [text_keys(v) for v in value] if isinstance(value, list) else value


def load(name):
    path = name if name.endswith(".yaml") else os.path.join(DESCRIBED, name + ".yaml")
    try:
        with open(path, encoding="utf-8") as f:
            data = text_keys(yaml.safe_load(f))
    except yaml.YAMLError as fault:
        raise Fault("%s: %s" % (path, fault))
    for key in ("about", "agency", "kind", "skin", "pack", "as_of", "pages", "expected"):
        if key not in data:
            raise Fault("%s: the key %r is missing" % (path, key))
    check_blocks(path, data)
    return data


def check_blocks(path, data):
    def walk(page, blocks):
        for block in blocks:
            if not isinstance(block, dict) or not set(block) & BLOCKS:
                raise Fault("%s: page %s: no block is called so: %r" % (path, page, block))
            for inner in ("tabs", "accordion"):
                for part in (block.get(inner) or {}).values():
                    walk(page, part)
    for key, page in data["pages"].items():
        walk(key, (page or {}).get("body") or [])


def target_paths(site, at):
    """Where the evidence may stand, as paths or whole addresses."""
    paths = [site.address(target, "expected") for target in (at if isinstance(at, list) else [at])]
    return paths + [other for path in paths for other in site.skin.same_file(path)]


def quoted(path):
    """A path as it goes over the wire: Thai letters escaped, what is escaped already left alone."""
    return urllib.parse.quote(path, safe="/?&=%:+,;@!$'()*~#-._")


def encoded(text, encoding):
    """A page as bytes: letters that the encoding lacks become numeric references, as content systems write them."""
    return text.encode({"utf-8": "utf-8", "windows-874": "cp874"}[encoding], "xmlcharrefreplace")


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(data)


def robots(forbidden, addresses):
    """A robots.txt that forbids these addresses and none that only begins like one (?id=1, ?id=12)."""
    ends = lambda path: "$" if any(a != path and a.startswith(path) and a not in forbidden for a in addresses) else ""
    return ("User-agent: *\n" + "".join("Disallow: %s%s\n" % (path, ends(path)) for path in forbidden)).encode()


def lay_out(site, folder):
    """Write routes.txt and the files behind it."""
    routes, forbidden = [], []
    for page in site.pages.values():
        path = quoted(site.address(page.key))
        more = ""
        if page.redirect is not None:
            routes.append("%s 302 - - Location: %s" % (path, quoted(site.address(page.redirect, page.key))))
            continue
        file = "pages/%03d.html" % page.number
        write(os.path.join(folder, file), encoded(site.skin.page(page), site.encoding))
        more = site.skin.content_type()
        routes.append("%s %s %s %s" % (path, page.status, more, file))
        if not page.robots:
            forbidden.append(path)
    for paper in site.papers.values():
        path, file = quoted(site.address(paper.key)), "papers/%03d%s" % (paper.number, paper.ending)
        write(os.path.join(folder, file), papers.make(paper, site))
        for alias in [path] + site.skin.same_file(path):
            routes.append("%s %s %s %s%s" % (alias, paper.status, papers.content_type(paper.ending), file, site.skin.paper_header(paper)))
        if not paper.robots:
            forbidden.append(path)
    own = [route.split()[0] for route in routes]
    for path, kind, data in site.skin.extra():
        file = "extra/%d" % len(routes)
        write(os.path.join(folder, file), data)
        routes.append("%s 200 %s %s" % (quoted(path), kind, file))
    if forbidden:
        write(os.path.join(folder, "robots.txt"), robots(forbidden, own))
        routes.append("/robots.txt 200 text/plain robots.txt")
    write(os.path.join(folder, "parts", "404.html"), encoded(site.skin.not_found(), site.encoding))
    write(os.path.join(folder, "routes.txt"), ("\n".join(routes) + "\n").encode())


def names():
    return sorted(os.path.splitext(f)[0] for f in os.listdir(DESCRIBED) if f.endswith(".yaml"))


if __name__ == "__main__":
    sys.path.insert(0, HERE)
    if len(sys.argv) < 3:
        sys.exit("usage: describe.py NAME FOLDER [SKIN]: lays the described site out as a folder for oit-site-server")
    try:
        lay_out(Site(load(sys.argv[1]), sys.argv[1], skin=sys.argv[3] if len(sys.argv) > 3 else None), sys.argv[2])
    except Fault as fault:
        sys.exit(str(fault))
