#!/usr/bin/env python3
"""What every skin owes a description: the words, the links and the menu of each page, in both encodings and both kinds of digits."""
import html.parser
import importlib
import itertools
import os
import pkgutil
import re
import sys
import tempfile
import unittest
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import describe  # noqa: E402
import skins  # noqa: E402

INNER = [{"h3": "หัวข้อย่อย 7"}, {"p": "ข้อความในส่วนย่อย 8 [ดูแผน](plan)"}, {"files": ["budget"]}]
STRUCTURE = [
    {"p": "ดู [แผน 5 ปี](plan) และ [ข่าว](news) หรือ [ที่หายไป](dead-1) [ไม่มีที่ไป](#)"}, {"h": "หัวข้อ 1"}, {"h3": "หัวข้อ 1.1"},
    {"list": ["ข้อ 1 [ภายนอก](https://drive.google.com/file/d/abc/view?usp=sharing&x=1)", "ข้อ 2"]},
    {"table": {"head": ["ข้อ", "รายการ"], "rows": [["O1", "[โครงสร้าง](chart)"], ["2", "ตาราง \"อ้าง\" <3>"]]}},
    {"table": {"rows": [["ไม่มีหัว 5"]]}},
    {"image": {"alt": "ผังองค์กร 3", "file": "chart", "to": "plan"}}, {"image": {"alt": "ภาพเปล่า"}}, {"viewer": "plan"}, {"frame": "inner"},
    {"people": [{"name": "นายหนึ่ง สมมุติ", "post": "นายก 1", "phone": "08-1111-1111"}, {"name": "นางสอง ตัวอย่าง", "post": "ปลัด", "photo": False}]},
    {"tabs": {"ปี 2566": INNER, 2565: [{"accordion": {"เดือน 1": INNER}}]}},
    {"accordion": {"ไตรมาส 1": INNER, "ไตรมาส 2": [{"tabs": {"ก 1": INNER}}]}},
    {"form": {"title": "ร้องเรียน 1", "fields": ["ชื่อ 1", "text:เรื่อง 2"], "button": "ส่ง 3"}},
    {"form": {"fields": ["ค้น"], "to": "news", "method": "get"}},
    {"board": [{"question": "ถามว่า 1", "by": "ชาวบ้าน 2", "date": "2023-12-01", "answer": "ตอบว่า 3"}, {"question": "ถามอีก"}]},
    {"social": ["https://www.facebook.com/thungsommut", "https://line.me/R/ti/p/@thung"]}, {"html": "<p>คำที่เขียนเอง <a href='/own'>ไป</a></p>"},
]
NEWS = [{"words": "ข่าวที่ %d" % n, "to": "news%d" % (n % 2 + 1), "date": "2023-11-%02d" % n} for n in range(1, 31)]
DOCUMENTS = [{"words": "เอกสาร %d" % n, "to": "plan" if n < 15 else "budget"} for n in range(1, 17)]
TINY = describe.text_keys({
    "about": "Every block once.", "pack": "oit-2567", "as_of": "2024-04-28", "expected": {}, "skin": "plain",
    "agency": "องค์การบริหารส่วนตำบลทุ่งสมมุติ", "short": "อบต.ทุ่งสมมุติ", "kind": "sao", "district": "อำเภอสมมุติ", "province": "จังหวัดตัวอย่าง",
    "menu": [{"หน้าหลัก": "home"}, {"ข้อมูล 1": [{"โครงสร้าง": "structure"}, {"แผนและรายงาน": [{"แผน 5 ปี": "plan"}]}]}, {"ข่าวประชาสัมพันธ์": "news"},
             {"เอกสาร": "documents"}, {"เฟซบุ๊ก": "https://www.facebook.com/thungsommut"}],
    "side": [{"links": [{"words": "ข่าวเด่น 1", "to": "news1"}]}, {"p": "สายด่วน [1567](tel:1567)"}],
    "footer": ["99 หมู่ 9 ตำบลทุ่งสมมุติ", "© อบต.ทุ่งสมมุติ", "โทร. 0-2999-0000 [แผนที่](https://maps.example/99)"],
    "files": {"plan": {"name": "แผนพัฒนา 2566-2570.pdf", "title": "แผนพัฒนาท้องถิ่น (พ.ศ. 2566-2570)"},
              "budget": {"name": "งบ & เงิน 66.xlsx", "title": "งบประมาณ 2566"}, "chart": {"name": "ผัง.png", "title": "แผนผัง 1"}},
    "pages": {
        "home": {"title": "หน้าหลัก", "body": [{"p": "ยินดีต้อนรับ ปี 2566"}, {"links": [{"words": "ข่าว 1", "to": "news1", "date": "2023-11-15"}]}]},
        "structure": {"title": "โครงสร้าง", "heading": "โครงสร้างส่วนราชการ 4 กอง", "date": "2023-10-01", "body": STRUCTURE},
        "news": {"title": "ข่าวประชาสัมพันธ์", "body": [{"links": NEWS}]},
        "news1": {"title": "ข่าวที่ 1 เรื่องยาว", "date": "2023-11-15", "body": [
            {"p": "เนื้อข่าว 1"}, {"files": ["plan", {"words": "แบบฟอร์ม 5", "to": "https://docs.google.com/forms/d/e/x"}]}]},
        "news2": {"title": "ข่าวที่ 2", "body": [{"files": ["budget"]}, {"viewer": "chart"}]},
        "documents": {"title": "เอกสาร", "path": "/list.php?type=4", "body": [{"links": DOCUMENTS}, {"links": []}, {"files": ["plan", "budget", "chart"]}]},
        "empty": {"title": "หน้าว่าง"},
        "inner": {"title": "กรอบใน", "bare": True, "body": [{"p": "อยู่ในกรอบ 6 [กลับ](home)"}]},
        "old": {"title": "ย้ายแล้ว", "redirect": "news"},
        "refused": {"title": "ห้ามเข้า", "status": 403, "robots": False, "body": [{"p": "ไม่อนุญาต"}]},
        "ก": {"title": "หน้าที่ชื่อเป็นไทย", "section": "news", "body": [{"p": "ข้อความไทย"}]},
    },
})
INTRO = {"title": "ยินดีต้อนรับ", "path": "/", "bare": True, "body": [{"image": {"alt": "เข้าสู่เว็บไซต์", "to": "home"}}]}
SPLASH = dict(TINY, pages=dict(TINY["pages"], intro=INTRO, home=dict(TINY["pages"]["home"], path="/home")))
NO_MENU = dict(TINY, menu=[], side=[], footer=[])
SKINS = [module.name for module in pkgutil.iter_modules(skins.__path__)
         if module.name != "base" and not module.name.startswith("_") and hasattr(importlib.import_module("skins." + module.name), "Skin")]


class Document(html.parser.HTMLParser):
    """The visible words of a page and the values of its attributes."""

    def __init__(self, path, text):
        super().__init__()
        self.path, self.hidden, self.text, self.values, self.frames = path, 0, [], set(), []
        self.feed(text)
        self.words = "".join(self.text)

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("script", "style", "title")
        for name, value in attrs:
            if value:
                self.values.add(urllib.parse.unquote(value))
                if name in ("href", "src", "data", "action"):
                    self.values.add(self.absolute(value))
                if tag == "frame" and name == "src":
                    self.frames.append(self.absolute(value))

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style", "title")

    def handle_data(self, data):
        if not self.hidden:
            self.text.append(data)

    def absolute(self, value):
        """An address from the root of the site, its escapes undone."""
        try:
            whole = urllib.parse.urljoin("http://host" + urllib.parse.quote(self.path, safe="/?&=%:+,;@!$'()*~#-._"), value.strip())
        except ValueError:
            whole = value
        return urllib.parse.unquote(whole.removeprefix("http://host"))


def content(folder, file):
    with open(os.path.join(folder, file), "rb") as f:
        return f.read()


class Drawing:
    """A description laid out in a skin and read back as the site server would send it."""

    def __init__(self, data, skin, encoding="utf-8", digits="arabic"):
        self.site = describe.Site(data, "tiny", skin=skin, encoding=encoding, digits=digits)
        self.routes, self.documents, self.redirects = [], {}, {}
        with tempfile.TemporaryDirectory() as folder:
            describe.lay_out(self.site, folder)
            for line in content(folder, "routes.txt").decode().splitlines():
                path, status, kind, file = line.split()[:4]
                self.routes.append(path)
                if status == "302":
                    self.redirects[urllib.parse.unquote(path)] = urllib.parse.unquote(line.split("Location: ")[1])
                elif kind.startswith("text/html"):
                    text = content(folder, file).decode({"utf-8": "utf-8", "windows-874": "cp874"}[encoding])
                    self.documents[urllib.parse.unquote(path)] = Document(urllib.parse.unquote(path), text)
        self.own = {urllib.parse.unquote(self.site.address(key)) for key in list(self.site.pages) + list(self.site.papers)}

    def of(self, page):
        """A page's document and those that belong to it: further parts of a list, documents that it loads."""
        found, queue = {}, [urllib.parse.unquote(describe.quoted(self.site.address(page.key)))]
        while queue:
            path = queue.pop().split("#")[0]
            if path in self.documents and path not in found:
                found[path] = self.documents[path]
                queue += [value for value in found[path].values if value not in self.own]
        return list(found.values())

    def values(self, documents):
        """What attributes of the documents say, and where a redirect leads."""
        values = {value for document in documents for value in document.values}
        return values | {self.redirects[value] for value in values if value in self.redirects}

    def frames(self):
        """The documents that a frameset at the site's entrance keeps beside every page."""
        return [self.documents[path] for document in self.documents.values() if document.frames for path in document.frames]


def bare(text):
    return re.sub(r"\s+", "", str(text))


def told(value):
    """(words, targets) of a text with [words](target)."""
    links = describe.LINK.findall(str(value))
    return [describe.LINK.sub(lambda m: m.group(1), str(value))], [to for _, to in links]


def owed(blocks, site):
    """(words, targets) that a description's blocks promise a visitor; of a file its title or its name."""
    words, targets = [], []

    def text(value):
        more = told(value)
        words.extend(more[0])
        targets.extend(more[1])

    def link(said, to):
        words.append(said)
        targets.append(to)

    for block in blocks:
        name = next(key for key in block if key in describe.BLOCKS)
        value = block[name]
        if name in ("p", "h", "h3"):
            text(value)
        elif name == "list":
            [text(item) for item in value]
        elif name == "table":
            [text(cell) for row in [value.get("head", [])] + value["rows"] for cell in row]
        elif name == "links":
            [link(item["words"], item["to"]) for item in value]
        elif name == "files":
            papers = [site.papers.get(item) if isinstance(item, str) else None for item in value]
            [link((paper.title, paper.name), item) if paper else link(item["words"], item["to"]) for item, paper in zip(value, papers)]
        elif name in ("viewer", "frame"):
            targets.append(value)
        elif name == "social":
            targets.extend(value)
        elif name == "image":
            words.append(value.get("alt", ""))
            targets.extend(value[key] for key in ("file", "to") if key in value)
        elif name in ("tabs", "accordion"):
            for label, inner in value.items():
                words.append(label)
                more = owed(inner, site)
                words.extend(more[0])
                targets.extend(more[1])
        elif name == "form":
            words.extend([value.get("title", ""), value.get("button", "")] + [field.removeprefix("text:") for field in value["fields"]])
            targets.extend([value["to"]] if "to" in value else [])
        elif name == "people":
            [words.extend([person["name"], person["post"], person.get("phone", "")]) for person in value]
        elif name == "board":
            [words.extend([post["question"], post.get("by", ""), post.get("answer", "")]) for post in value]
        elif name == "html":
            words.append("คำที่เขียนเอง")
            targets.append("/own")
    return words, targets


def menu_owed(entries):
    words, targets = [], []
    for entry in entries:
        for label, target in entry.items():
            more = menu_owed(target) if isinstance(target, list) else ([], [target])
            words.extend([label] + more[0])
            targets.extend(more[1])
    return words, targets


class Skins(unittest.TestCase):

    def check(self, drawing, documents, words, targets, where):
        values = drawing.values(documents)
        seen = "\0".join(map(bare, ["".join(document.words for document in documents), *values]))
        for said in words:
            choices = [str(choice) for choice in (said if isinstance(said, tuple) else (said,))]
            if drawing.site.digits == "thai":
                choices = [choice.translate(describe.THAI_DIGITS) for choice in choices]
            self.assertTrue(any(bare(choice) in seen for choice in choices), "%s: the words %r are not there" % (where, choices))
        for target in targets:
            address = urllib.parse.unquote(drawing.site.address(target, where))
            inside = re.compile(re.escape(address) + r"(?![\w/-])")  # a viewer's address or a script holds it
            self.assertTrue(address in values or len(address) > 1 and any(map(inside.search, values)), "%s: no link leads to %r" % (where, address))

    def test_every_block(self):
        """The description drawn here uses every block that there is."""
        self.assertEqual(describe.BLOCKS - set(re.findall(r"'(\w+)':", repr(TINY["pages"]))), set())

    def test_words_and_links(self):
        """Whatever the skin, a visitor reads each page's words and finds a link to each of its targets."""
        manners = (("utf-8", "arabic"), ("windows-874", "thai"))
        for skin, data, (encoding, digits) in itertools.product(SKINS, (TINY, SPLASH, NO_MENU), manners):
            with self.subTest(skin=skin, encoding=encoding):
                drawing = Drawing(data, skin, encoding, digits)
                for page in drawing.site.pages.values():
                    if page.redirect is None:
                        words, targets = owed(page.body, drawing.site)
                        heading = [] if page.bare or page.key == "home" else [page.heading]
                        self.check(drawing, drawing.of(page), heading + words, targets, page.key)

    def test_menu(self):
        """Menu, side and foot stand on every page, or in the frames beside it; a bare page has none of them."""
        for skin in SKINS:
            with self.subTest(skin=skin):
                drawing = Drawing(TINY, skin)
                for page in drawing.site.pages.values():
                    if page.redirect is None and page.bare:
                        self.assertNotIn("เฟซบุ๊ก", drawing.of(page)[0].words)
                    elif page.redirect is None:
                        documents = drawing.of(page)[:1] + drawing.frames()
                        self.check(drawing, documents, *menu_owed(TINY["menu"]), page.key)
                        self.check(drawing, documents, *owed(TINY["side"], drawing.site), page.key)
                        self.check(drawing, documents, *owed([{"list": TINY["footer"]}], drawing.site), page.key)

    def test_nothing_more(self):
        """No skin leads to a page that nothing in the description leads to."""
        for skin in SKINS:
            with self.subTest(skin=skin):
                drawing, reached, queue = Drawing(TINY, skin), set(), ["/"]
                while queue:
                    path = queue.pop().split("#")[0]
                    if path in drawing.documents and path not in reached:
                        reached.add(path)
                        queue += drawing.values([drawing.documents[path]])
                for key in ("empty", "ก"):
                    self.assertNotIn(urllib.parse.unquote(drawing.site.address(key)), reached)

    def test_digits(self):
        """A site that writes Thai digits mixes no other into Thai words; bare numbers (pagers, counters) are the system's own."""
        for skin in SKINS:
            with self.subTest(skin=skin):
                for document in Drawing(TINY, skin, digits="thai").documents.values():
                    mixed = [text for text in document.text if re.search("[0-9]", text) and re.search("[\u0e01-\u0e2e]", text)]
                    self.assertEqual(mixed, [], document.path)

    def test_encodings(self):
        """A site in windows-874 says the same as in UTF-8; letters that the old encoding lacks become numeric references."""
        for skin in SKINS:
            with self.subTest(skin=skin):
                new, old = Drawing(TINY, skin), Drawing(TINY, skin, "windows-874")
                self.assertEqual(new.routes, [route.replace("windows-874", "utf-8") for route in old.routes])
                for path, document in new.documents.items():
                    self.assertEqual(document.words, old.documents[path].words, path)

    def test_addresses(self):
        """No two things have one address, and addresses hold nothing that a request cannot carry."""
        for skin, data in itertools.product(SKINS, (TINY, SPLASH)):
            with self.subTest(skin=skin):
                routes = Drawing(data, skin).routes
                self.assertEqual(sorted(set(routes)), sorted(routes))
                self.assertEqual([path for path in routes if not re.fullmatch(r"/[!-~]*", path) or "#" in path], [])

    def test_number_labels(self):
        """A tab or a page that is called by a number alone is called by that text."""
        text = "{about: a, agency: b, kind: sao, skin: plain, pack: p, as_of: 2024-04-28, expected: {}, pages: {7: {body: [{tabs: {2565: []}}]}}}"
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "numbers.yaml")
            describe.write(path, text.encode())
            pages = describe.load(path)["pages"]
        self.assertEqual({key: list(page["body"][0]["tabs"]) for key, page in pages.items()}, {"7": ["2565"]})

    def test_same_every_time(self):
        """Drawing is repeatable: the same description gives the same bytes."""
        for skin in SKINS:
            with self.subTest(skin=skin):
                one, two = (describe.Site(TINY, "tiny", skin=skin) for _ in range(2))
                drawn = [page for page in one.pages if one.pages[page].redirect is None]
                self.assertEqual(*([site.skin.page(site.pages[page]) for page in drawn] for site in (one, two)))
                self.assertEqual(list(one.skin.extra()), list(two.skin.extra()))


if __name__ == "__main__":
    unittest.main()
