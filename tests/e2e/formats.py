"""Readers of the output formats, as strict as the programs that will open them."""
import csv
import html.parser
import io
import json
import os
import re
import subprocess
import xml.etree.ElementTree as ET
import zipfile

import jsonschema

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
# C0 without the line feed, DEL, C1, the marks that turn writing round.
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def schema(name):
    found = json.load(open(os.path.join(ROOT, "docs", name), encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(found)
    return found


def unwritten(value, part, whole, path="$"):
    """Fields of a document that the schema does not describe."""
    while "$ref" in part:
        part = whole["$defs"][part["$ref"].rsplit("/", 1)[1]]
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in part.get("properties", {}):
                yield "%s.%s" % (path, key)
            else:
                yield from unwritten(inner, part["properties"][key], whole, path + "." + key)
    elif isinstance(value, list):
        for inner in value:
            yield from unwritten(inner, part.get("items", {}), whole, path + "[]")


def schema_breaches(result, name="result.schema.json"):
    whole = schema(name)
    wrong = ["%s: %s" % (e.json_path, e.message[:200]) for e in jsonschema.Draft202012Validator(whole).iter_errors(result)]
    return wrong + ["not in docs/%s: %s" % (name, field) for field in sorted(set(unwritten(result, whole, whole)))]


def plain_text(path):
    """The file's text; fails where a reader would see other characters than are there."""
    text = open(path, encoding="utf-8", newline="").read()
    found = UNSEEN.search(text.replace("\r\n", "\n"))
    assert not found, (path, found)
    return text


class Book:
    """sheets: name -> rows of cell values (str or float); links: sheet -> targets; styles of date cells checked by LibreOffice."""

    def __init__(self, path):
        self.archive = zipfile.ZipFile(path)
        assert self.archive.testzip() is None
        self.parts = {n: self.archive.read(n) for n in self.archive.namelist()}
        self.trees = {n: ET.fromstring(b) for n, b in self.parts.items()}
        strings = self.trees.get("xl/sharedStrings.xml")
        self.strings = ["".join(t.text or "" for t in si.iter(MAIN + "t")) for si in strings] if strings is not None else []
        names = [s.get("name") for s in self.trees["xl/workbook.xml"].iter(MAIN + "sheet")]
        self.sheets, self.links, self.xml = {}, {}, {}
        for number, name in enumerate(names, 1):
            tree = self.trees["xl/worksheets/sheet%d.xml" % number]
            self.xml[name] = tree
            self.sheets[name] = [self.row(r) for r in tree.iter(MAIN + "row")]
            targets = self.trees.get("xl/worksheets/_rels/sheet%d.xml.rels" % number)
            known = {r.get("Id"): r.get("Target") for r in targets.iter(RELATION)} if targets is not None else {}
            self.links[name] = [known[h.get(LINK)] for h in tree.iter(MAIN + "hyperlink")]

    def row(self, row):
        cells = {}
        for c in row.iter(MAIN + "c"):
            value, kind = c.find(MAIN + "v"), c.get("t")
            assert c.find(MAIN + "f") is None, "a formula"
            assert kind in (None, "s"), kind
            if value is not None:
                cells[re.match("[A-Z]+", c.get("r")).group(0)] = self.strings[int(value.text)] if kind == "s" else float(value.text)
        return cells

    def breaches(self):
        """What a reader of workbooks would complain of, or be harmed by."""
        for name in self.sheets:
            if len(name) > 31 or re.search(r"[\[\]:*?/\\]", name):
                yield "sheet name " + name
        for part in self.parts:
            if re.search("externalLink|vbaProject|embedd|connections|oleObject", part):
                yield part
        for text in self.strings:
            if UNSEEN.search(text) or len(text.encode("utf-16-le")) // 2 > 32767 or re.search("_x(?!005F_)[0-9A-Fa-f]{4}_", text.replace("_x005F_x", "_x005F_")):
                yield "text %r" % text[:60]
        for name, targets in self.links.items():
            if len(targets) > 65530:
                yield "%d links in %s" % (len(targets), name)
            for target in targets:
                if not re.match(r"(https?://[^\s\"<>\\]+|(?!\.)(?!.*\.\.)[\w.-]+\\report\.html)$", target) or len(target) > 2079:
                    yield "link %r" % target[:60]


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAPER_PARTS = {"[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml",
               "word/settings.xml", "word/fontTable.xml", "word/header1.xml", "word/header2.xml"}
PAPER_TAGS = set("""document body p pPr pStyle jc r rPr b bCs color sz szCs highlight t tbl tblPr tblStyle tblW tblLayout tblGrid gridCol tr trPr
                 cantSplit tblHeader tc tcPr tcW gridSpan shd sectPr headerReference pgSz pgMar pgNumType titlePg""".split())


class Paper:
    """A paper of words: text of each paragraph in order, gaps, rows of tables; every part is parsed."""

    def __init__(self, path):
        archive = zipfile.ZipFile(path)
        assert archive.testzip() is None
        self.parts = {n: archive.read(n) for n in archive.namelist()}
        self.trees = {n: ET.fromstring(b) for n, b in self.parts.items()}
        self.body = self.trees["word/document.xml"]
        self.paragraphs = [self.words(p) for p in self.body.iter(WORD + "p")]
        self.text = "\n".join(self.paragraphs)
        self.rows = [["\n".join(self.words(p) for p in c.iter(WORD + "p")) for c in r.findall(WORD + "tc")] for r in self.body.iter(WORD + "tr")]
        self.gaps = [self.words(r) for r in self.body.iter(WORD + "r") if r.find("%srPr/%shighlight" % (WORD, WORD)) is not None]

    @staticmethod
    def words(node):
        return "".join(t.text or "" for t in node.iter(WORD + "t"))

    def breaches(self):
        """What a reader of papers would complain of, or be harmed by."""
        if set(self.parts) != PAPER_PARTS:
            yield "parts %s" % sorted(set(self.parts) ^ PAPER_PARTS)
        for node in self.body.iter():
            if node.tag.replace(WORD, "") not in PAPER_TAGS:
                yield "<%s>" % node.tag
        for name in ("_rels/.rels", "word/_rels/document.xml.rels"):
            for r in self.trees[name]:
                if r.get("TargetMode") or not re.match(r"^[a-zA-Z0-9/]+\.xml$", r.get("Target")):
                    yield "relation %r" % r.get("Target")
        fields = [f.get(WORD + "instr").strip() for t in self.trees.values() for f in t.iter(WORD + "fldSimple")]
        if set(fields) - {"PAGE"}:
            yield "fields %s" % fields
        for part, tree in self.trees.items():
            if UNSEEN.search("".join(tree.itertext())):
                yield "characters of %s" % part
        for cell in self.body.iter(WORD + "tc"):
            if cell[-1].tag != WORD + "p":
                yield "a cell that does not end with a paragraph"


def read_csv(path):
    """Rows of fields, by RFC 4180 and strictly; the bytes are looked at too."""
    raw = open(path, "rb").read()
    assert raw.startswith(b"\xef\xbb\xbf"), "no byte order mark"
    assert raw.endswith(b"\r\n") and b"\n" not in raw.replace(b"\r\n", b"") and b"\r" not in raw.replace(b"\r\n", b"")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))
    assert len(rows) == raw.count(b"\r\n"), "a record of more than one line"
    assert len({len(r) for r in rows}) == 1, "rows of different length"
    return rows


def armed(field):
    """Would a spreadsheet compute the field?"""
    if re.match(r"^-?[0-9]+(\.[0-9]+)?$", field):
        return False
    return bool(re.match("^[\\s\"\u200b-\u200d\ufeff\u00a0]*[=+\\-@|%\uff1d\uff0b\uff0d\uff20]", field)) or field[:1] in ("\t", "\r", "\n")


def junit_breaches(path):
    """Validates against fixtures/report/junit.xsd, then counts."""
    done = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", os.path.join(ROOT, "fixtures", "report", "junit.xsd"), path],
                          capture_output=True, text=True)
    wrong = [] if done.returncode == 0 else [done.stderr[:500]]
    root = ET.parse(path).getroot()
    for node in [root] + list(root.iter("testsuite")):
        counted = {"tests": len(list(node.iter("testcase"))), "failures": len(list(node.iter("failure"))), "skipped": len(list(node.iter("skipped")))}
        wrong += ["%s of %s" % (k, node.get("name")) for k, n in counted.items() if int(node.get(k)) != n]
    return wrong


CHECKERS = os.environ.get("OIT_CHECKERS", os.path.join(ROOT, "build", "checkers"))
SARIF_SCHEMA = os.path.join(CHECKERS, "sarif-2.1.0.json")


def sarif_validator():
    """Validator of the published schema of SARIF 2.1.0; None where it was not fetched."""
    if not os.path.exists(SARIF_SCHEMA):
        return None
    schema = json.load(open(SARIF_SCHEMA, encoding="utf-8"))
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


def sarif_breaches(doc):
    """The rules of SARIF 2.1.0 that matter for what is written here; section numbers of the standard."""
    if doc.get("version") != "2.1.0" or len(doc.get("runs", [])) != 1:
        yield "3.13: version and runs"
    for run in doc["runs"]:
        rules = run["tool"]["driver"]["rules"]
        if not run["tool"]["driver"]["name"] or len({r["id"] for r in rules}) != len(rules):
            yield "3.19: driver and its rules"
        for rule in rules:
            if not rule["shortDescription"]["text"] or rule["defaultConfiguration"]["level"] not in ("none", "note", "warning", "error"):
                yield "3.49: rule %s" % rule["id"]
        for i in run["invocations"]:
            if not isinstance(i["executionSuccessful"], bool):
                yield "3.20.14"
        for r in run["results"]:
            if rules[r["ruleIndex"]]["id"] != r["ruleId"]:
                yield "3.27.6: %s" % r["ruleId"]
            if r["kind"] not in ("pass", "open", "informational", "notApplicable", "review", "fail"):
                yield "3.27.9: %s" % r["kind"]
            if r["level"] not in ("none", "note", "warning", "error") or (r["kind"] != "fail") != (r["level"] == "none"):
                yield "3.27.10: %s %s" % (r["kind"], r["level"])
            if not r["message"]["text"] or not all(isinstance(v, str) and v for v in r["partialFingerprints"].values()):
                yield "3.27.11, 3.27.17: %s" % r["ruleId"]
            for s in r.get("suppressions", []):
                if s["kind"] not in ("inSource", "external") or s["status"] not in ("accepted", "underReview", "rejected"):
                    yield "3.35"
            for place in r["locations"]:
                uri = place["physicalLocation"]["artifactLocation"]["uri"]
                if not re.match(r"^https?://[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%\[\]]+$", uri) or re.search("%(?![0-9A-Fa-f]{2})", uri):
                    yield "3.4.3: %r" % uri[:60]


class Page(html.parser.HTMLParser):
    """What a job page makes of the Markdown: tags, link targets, text outside code, cells of each row."""

    def __init__(self):
        super().__init__()
        self.tags, self.links, self.text, self.rows, self.code = [], [], "", [], 0

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [v for k, v in attrs if k in ("href", "src")]
        self.code += tag == "code"
        if tag == "table":
            self.rows.append([])
        if tag == "tr":
            self.rows[-1].append(0)
        if tag in ("td", "th"):
            self.rows[-1][-1] += 1

    def handle_endtag(self, tag):
        self.code -= tag == "code"

    def handle_data(self, data):
        if not self.code:
            self.text += data


class Screen(html.parser.HTMLParser):
    """What a browser would act on: tags, attributes, addresses."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.addresses = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in ("href", "src", "action", "data", "formaction", "srcset", "poster"):
                self.addresses.append(value or "")


def read_html(path):
    screen = Screen()
    screen.feed(open(path, encoding="utf-8").read())
    return screen


def html_breaches(screen):
    for tag in screen.tags & {"script", "img", "iframe", "object", "embed", "form", "base", "link", "math", "video", "audio"}:
        yield "<%s>" % tag
    for name in screen.attributes:
        if name.startswith("on") or name in ("srcdoc", "formaction"):
            yield "attribute " + name
    for address in screen.addresses:
        if not re.match(r"(https?://|mailto:|#|[\w.-]+/report\.html$)", address):
            yield "address %r" % address[:60]


def read_markdown(path):
    done = subprocess.run(["cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough", "-e", "tasklist", path],
                          capture_output=True, text=True, check=True)
    page = Page()
    page.feed(done.stdout)
    return page


MARKDOWN_TAGS = {"h1", "h2", "p", "a", "code", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "details", "summary", "em"}


def markdown_breaches(page, link=r"https?://"):
    for tag in sorted(set(page.tags) - MARKDOWN_TAGS):
        yield "<%s>" % tag
    for target in page.links:
        if not re.match(link, target):
            yield "link %r" % target[:80]
    for table in page.rows:
        if len(set(table)) != 1:
            yield "a table whose rows differ: %s" % table
    for call in re.findall(r"(?:^|\s)[@#!~%$&][\w]+", page.text):
        yield "calls %r" % call


PERFORMANCE = re.compile(r"^[a-z_]+=(U|-?[0-9]+(\.[0-9]+)?(;[0-9.:]*){0,4})$")


def read_nagios(text):
    """(state, words, {label: value}) of a plugin's line."""
    assert text.count("\n") == 1 and text.endswith("\n") and text.count("|") == 1, text
    assert not UNSEEN.search(text[:-1]), text
    words, data = text[:-1].split("|")
    state = re.match(r"OIT (OK|WARNING|CRITICAL|UNKNOWN) - ", words)
    assert state, words
    figures = {}
    for piece in data.split():
        assert PERFORMANCE.match(piece), piece
        label, value = piece.split("=")
        assert label not in figures
        figures[label] = value.split(";")[0]
    return state.group(1), words, figures
