#!/usr/bin/env python3
"""Documents of every kind: what is read of them, what is said of those that cannot be read, and that damaged and hostile ones cost themselves only.

test_documents.py --all   also the damaged documents that take longest
"""
import io
import resource
import struct
import sys
import zipfile
import zlib
import yaml
from damage import variant
from harness import ROOT, main, os, subprocess, unittest, Site, Folder, json
from reader import DEADLINE_S, FLAGS, FORMATS, STATES, Bench, errors_of, limit, loose, normal

FOLDER = os.path.join(ROOT, "fixtures", "documents")
MADE = os.path.join(FOLDER, "made")
ALL = "--all" in sys.argv
SANITIZED = "OIT_SANITIZED" in os.environ
OCR_PAGES = limit("LIMIT_OCR_PAGES")
with open(os.path.join(FOLDER, "expected.yaml"), encoding="utf-8") as f:
    EXPECTED = yaml.safe_load(f)

# kind -> (files to damage, variants of all together, of which the quick run takes)
DAMAGED = {
    "pdf": (["anti-corruption-plan.pdf", "performance-writer.pdf", "mixed.pdf", "procurement-12-months-chromium.pdf", "private-glyphs.pdf"], 400, 400),
    "docx": (["hr-plan.docx", "word-traps.docx"], 400, 400),
    "xlsx": (["procurement-6-months.xlsx", "excel-traps.xlsx"], 400, 400),
    "pptx": (["participation.pptx"], 400, 400),
    "odt": (["hr-plan.odt"], 400, 400),
    "ods": (["procurement-6-months.ods"], 400, 400),
    "odp": (["participation.odp"], 400, 100),
    "rtf": (["complaints.rtf", "thai-code-page.rtf", "thai-font.rtf"], 400, 400),
    "csv": (["procurement-utf8.csv", "procurement-874.csv", "procurement-utf16.csv"], 400, 400),
    "zip": (["members.zip", "nested.zip", "thai-names.zip", "locked.zip"], 400, 400),
    "rar": (["member.rar", "member-5.rar"], 400, 200),
    "7z": (["members.7z"], 400, 200),
    "html": (["drive-permission-thai.pdf", "web-page.pdf"], 100, 100),
    "ole": (["locked.docx", "locked.doc"], 200, 30),
    "doc": (["complaints.doc"], 20, 10),
    "xls": (["procurement-6-months.xls"], 20, 3),
    "ppt": (["participation.ppt"], 20, 2),
    "image": (["scan.jpg", "scan.png", "scan.tiff"], 60, 6),
}
# Read by our own code: whatever the bytes, it neither crashes nor takes long.
OURS = {"docx", "xlsx", "pptx", "odt", "ods", "odp", "rtf", "csv", "zip", "rar", "7z", "html", "ole"}


def as_list(value):
    return value if isinstance(value, list) else [value]


def installed(program):
    """A program, or the part of LibreOffice that is Calc (libsclo.so) or Impress (libsdlo.so)."""
    if program.endswith(".so"):
        return os.path.exists(os.path.join("/usr/lib/libreoffice/program", program))
    return any(os.access(os.path.join(folder, program), os.X_OK) for folder in ("/usr/bin", "/bin"))


def recognition():
    """Can this machine recognise Thai in pictures?"""
    if not (installed("tesseract") and installed("pdftoppm")):
        return False
    done = subprocess.run(["/usr/bin/tesseract", "--list-langs"], capture_output=True, text=True)
    return "tha" in done.stdout.split()


def contents(name):
    with open(os.path.join(MADE, name), "rb") as f:
        return f.read()


class Honest(unittest.TestCase):
    def honest(self, answer):
        """Nothing there is said only when all was looked at, and read only when there is something to show."""
        name = os.path.basename(answer.path)
        if answer.end["state"] == "empty":
            self.assertFalse(answer.end["cut"], "%s: empty, but not all was looked at" % name)
        if answer.end["state"] == "read" and "recognised" not in answer.flags():  # a photograph may show no letters
            self.assertTrue(answer.text().strip(), "%s: read, but there is no text" % name)


class Written(unittest.TestCase):
    """The expectations themselves; no reader takes part."""

    def test_none_as_asked(self):
        """--max-documents 0 is a wish: what it leaves unread is told as that, and no budget is said to be used up."""
        with Site("tuayang") as site, Folder() as f:
            done, result = f.scan(site.url, "--pack", "oit-2566", "--as-of", "2023-04-28", "--max-documents", "0", "--lang", "en")
            told = json.dumps(result) + done.stderr
            self.assertIn("documents were left out as asked", told)
            self.assertFalse("budget was used up" in told)
            unread = [i for i in result["items"] if i["verdict"] == "unassessed"]
            self.assertTrue(any("without --max-documents 0" in i["settle"] for i in unread))
            self.assertEqual(done.returncode, 3 if unread else 0)

    def test_every_document_has_its_expectation(self):
        """Given the folder, each file has an entry, each entry a file, and its words are those of document.h."""
        self.assertEqual(sorted(os.listdir(MADE)), sorted(EXPECTED))
        for name, want in EXPECTED.items():
            self.assertTrue(set(as_list(want["format"])) <= FORMATS, name)
            states = as_list(want["state"]) + as_list(want.get("unrecognised", "read"))
            self.assertTrue(set(states + sum(map(as_list, want.get("needs", {}).values()), [])) <= STATES, name)

    def test_quotes_stand_in_the_sources(self):
        """Given an entry that names its source, every quote, heading, item and cell stands there."""
        for name, want in EXPECTED.items():
            if "source" not in want or want.get("altered"):
                continue
            with open(os.path.join(FOLDER, "sources", want["source"] + ".yaml"), encoding="utf-8") as f:
                text = normal(" ".join(words(yaml.safe_load(f))))
            asked = [q[-1] for key in ("quotes", "cells", "headings") for q in want.get(key, [])] + want.get("items", [])
            for quote in asked:
                self.assertIn(normal(quote), text, name)

    def test_documents_are_what_the_script_makes(self):
        """Given the sources, the documents that need no other program come out byte for byte."""
        done = subprocess.run([sys.executable, os.path.join(FOLDER, "make.py"), "--check"], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)

    def test_folder_is_small(self):
        """Two megabytes at most: it is in every clone."""
        self.assertLess(sum(os.path.getsize(os.path.join(MADE, n)) for n in os.listdir(MADE)), 2000000)


def words(value):
    if isinstance(value, dict):
        value = list(value.values())
    return sum(map(words, value), []) if isinstance(value, list) else [str(value)]


class Reading(unittest.TestCase):
    """Each document against its expectation, once with recognition and once without."""

    @classmethod
    def setUpClass(cls):
        cls.recognises = recognition()
        with Bench() as bench:
            paths = [bench.put(name, contents(name)) for name in EXPECTED]
            cls.plain = dict(zip(EXPECTED, bench.read(paths)))
            cls.full = dict(zip(EXPECTED, bench.read(paths, ocr=OCR_PAGES))) if cls.recognises else {}
        if not cls.recognises:
            print("tesseract or its Thai model is not installed: recognition is not tested")

    def answers(self, full_too=True):
        """(name, expectation, answer, recognised?) of all documents."""
        for name, want in EXPECTED.items():
            yield name, want, self.plain[name], False
            if full_too and self.recognises:
                yield name, want, self.full[name], True

    def readable(self, want, recognised):
        """Was there all it takes to read this one?"""
        return all(map(installed, want.get("needs", {}))) and (recognised or "unrecognised" not in want)

    def each(self, key, check, full_too=True):
        """check(what the entry says under key, answer, entry, recognised?) for each entry that has the key and could be read."""
        for name, want, answer, recognised in self.answers(full_too):
            if key in want and self.readable(want, recognised):
                with self.subTest(name, recognised=recognised):
                    check(want[key], answer, want, recognised)

    def test_states_and_formats(self):
        """Exactly one last word a document, with the right format and state, whatever its name says."""
        for name, want, answer, recognised in self.answers():
            with self.subTest(name, recognised=recognised):
                self.assertEqual((len(answer.ends), answer.after_end), (1, False))
                self.assertIn(answer.end["format"], as_list(want["format"]))
                states = want["state"] if recognised else want.get("unrecognised", want["state"])
                for program, otherwise in want.get("needs", {}).items():
                    if not installed(program):
                        states = otherwise
                        print("%s is not installed: %s is expected to be %s" % (program, name, otherwise))
                self.assertIn(answer.end["state"], as_list(states), answer.end)

    def test_quotes_stand_on_their_parts(self):
        """What the source says stands in the text, on the right page, slide or member."""
        def check(quotes, answer, *_):
            for part, quote in quotes:
                self.assertIn(normal(quote), normal(answer.text(part)))
        self.each("quotes", check)

    def test_recognised_quotes(self):
        """What a picture shows is recognised with few errors, and marked as recognised."""
        def check(quotes, answer, _, recognised):
            for part, quote in quotes if recognised else []:
                quote = loose(quote)
                self.assertLessEqual(errors_of(quote, loose(answer.text(part))), len(quote) // 6, answer.text(part))
                flags = [p["flags"] for p in answer.parts if p["number"] == part]
                self.assertTrue(flags and flags[0] & FLAGS["recognised"], flags)
        self.each("recognised", check)

    def test_cells_stand_in_their_rows(self):
        """Cells of tables and sheets keep row and column."""
        def check(cells, answer, *_):
            have = answer.of_kind("C")
            anywhere = [(part, (None, column), text) for part, (_, column), text in have]
            for part, row, column, text in cells:
                self.assertIn((part, (row, column), normal(text)), have + anywhere)
        self.each("cells", check, full_too=False)
        self.each("more_cells", check, full_too=False)

    def test_headings_and_items(self):
        """Headings keep their level, items are items."""
        def check(headings, answer, want, _):
            have = [(level, text) for _, level, text in answer.of_kind("H")]
            for level, text in headings:
                self.assertIn((level, normal(text)), have)
            for item in want["items"]:
                self.assertIn(normal(item), [text for _, _, text in answer.of_kind("I")])
        self.each("headings", check, full_too=False)

    def test_parts_are_counted_and_named(self):
        """The number of pages is right, sheets and members have their names."""
        self.each("parts", lambda parts, answer, *_: self.assertEqual(answer.end["parts"], parts))
        self.each("names", lambda names, answer, *_: self.assertEqual([p["name"] for p in answer.parts], names))

    def test_what_was_left_unread_is_said(self):
        """Pictures that were not recognised and members that were not opened are marked; that something was left out is said."""
        self.each("unread", lambda unread, answer, *_: self.assertEqual(answer.unread(), unread))
        self.each("cut", lambda cut, answer, *_: self.assertEqual(answer.end["cut"], cut))
        if installed("pdftotext"):
            self.assertEqual(self.plain["mixed.pdf"].unread(), [2])

    def test_flags(self):
        """Letters that were cured are marked, others are not."""
        for name, want, answer, recognised in self.answers():
            if self.readable(want, recognised):
                with self.subTest(name, recognised=recognised):
                    asked = set(want.get("flags", [])) - (set() if recognised else {"recognised"})
                    self.assertEqual(asked - answer.flags(), set())
                    self.assertEqual(set(want.get("no_flags", [])) & answer.flags(), set())

    def test_nothing_else(self):
        """Deleted text, field codes, uncured letters and other members' words stand nowhere; a box written twice stands once."""
        def absent(texts, answer, *_):
            for text in texts:
                self.assertNotIn(text, answer.text())

        def once(texts, answer, *_):
            for text in texts:
                self.assertEqual(normal(answer.text()).count(normal(text)), 1, text)
        self.each("absent", absent)
        self.each("once", once)

    def test_thai_names_of_members(self):
        """Names of members are Thai also where the archive says that they are UTF-8."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as z:
            z.writestr("แผนพัฒนา/แผน ๒๕๖๖.txt", "เทศบาลตำบลสมมุติวารี")
        with Bench() as bench:
            answer = bench.read([bench.put("names.zip", out.getvalue())])[0]
        self.assertEqual([p["name"] for p in answer.parts], ["แผนพัฒนา/แผน ๒๕๖๖.txt"])

    @unittest.skipUnless(installed("pdftotext"), "pdftotext is not installed")
    def test_order_is_the_documents(self):
        """The table of an annual report comes between the headings around it, its months in their order."""
        text = normal(self.plain["procurement-12-months-chromium.pdf"].text())
        places = [text.find(normal(t)) for t in ("๑. จำนวนสัญญา", "ตุลาคม 2564", "กันยายน 2565", "๒. ปัญหาและอุปสรรค", "๓. ข้อเสนอแนะ")]
        self.assertNotIn(-1, places)
        self.assertEqual(places, sorted(places))


class Damaged(Honest):
    """Deterministic damage: bytes changed, cut, swapped, inserted, numbers replaced; half of the zips below their packing."""

    def damage(self, kind):
        files, every, quick = DAMAGED[kind]
        count = every if ALL else quick if not SANITIZED else min(quick, 100)
        originals = {n: contents(n) for n in files}
        with Bench() as bench:
            paths = []
            for n in range(count):
                name = files[n % len(files)]
                paths.append(bench.put("%s-%03d-%s" % (kind, n, name), variant(name, originals[name], n // len(files))))
            for start in range(0, count, 100):
                for answer in bench.read(paths[start:start + 100], ocr=1 if kind == "image" else 0):
                    self.one(kind, answer)

    def one(self, kind, answer):
        name = os.path.basename(answer.path)
        self.assertEqual((len(answer.ends), answer.after_end), (1, False), name)
        self.assertIn(answer.end["state"], STATES, name)
        self.assertIn(answer.end["format"], FORMATS, name)
        self.assertLess(answer.seconds, DEADLINE_S, name)
        self.honest(answer)
        if kind in OURS and answer.end["format"] not in ("doc", "xls", "ppt", "pdf"):
            self.assertNotIn(answer.end["state"], ("crashed", "timeout"), name)


def add_kind(kind):
    def test(self):
        self.damage(kind)
    test.__doc__ = "Given damaged %s files, each gets one last word within its deadline, and nothing is left behind." % kind
    setattr(Damaged, "test_%s" % kind, test)


for each_kind in DAMAGED:
    add_kind(each_kind)


# Hostile documents, too large for a folder of fixtures.
def package(member, data_or_pieces, others=()):
    """A zip with one big member, packed piece by piece."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as z:
        for name, data in others:
            z.writestr(name, data)
        with z.open(member, "w", force_zip64=False) as f:
            for part in data_or_pieces:
                f.write(part)
    return out.getvalue()


WORD = [(n, zipfile.ZipFile(io.BytesIO(contents("word-traps.docx"))).read(n)) for n in ("[Content_Types].xml", "_rels/.rels")]
W = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
W_END = b"</w:body></w:document>"
P = "<w:p><w:r><w:t>เทศบาลตำบลสมมุติวารี</w:t></w:r></w:p>".encode("utf-8")


def word(pieces):
    return package("word/document.xml", [W, *pieces, W_END], WORD)


def word_bomb():
    """300 MiB of paragraphs in half a MiB."""
    return word([P * (1024 * 1024 // len(P))] * 300)


def lying_zip():
    """A member that says it holds a thousand bytes and unpacks to a hundred MiB."""
    data = word([P * (1024 * 1024 // len(P))] * 100)
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        info = z.getinfo("word/document.xml")
    true, false = struct.pack("<I", info.file_size), struct.pack("<I", 1000)
    return data.replace(true, false)


def deep(tag, times):
    return word([b"<w:%s>" % tag * times, P, b"</w:%s>" % tag * times])


def sheets_repeated():
    """A cell that says it stands in every cell of the largest sheet there can be."""
    with zipfile.ZipFile(io.BytesIO(contents("procurement-6-months.ods"))) as z:
        members = [(i.filename, z.read(i)) for i in z.infolist()]
    content = dict(members)["content.xml"]
    start, end = content.index(b"<table:table "), content.rindex(b"</table:table>") + len(b"</table:table>")
    table = ('<table:table table:name="a"><table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string"'
             ' table:number-columns-repeated="16384"><text:p>ซ้ำ</text:p></table:table-cell></table:table-row></table:table>').encode("utf-8")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in members:
            z.writestr(name, content[:start] + table + content[end:] if name == "content.xml" else data,
                       zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def far_cells():
    """Cells that say they stand in rows and columns no sheet has."""
    with zipfile.ZipFile(io.BytesIO(contents("excel-traps.xlsx"))) as z:
        members = [(i.filename, z.read(i)) for i in z.infolist()]
    far = [("xl/worksheets/sheet3.xml", d.replace(b'r="2"', b'r="4294967297"').replace(b'"C5"', b'"ZZZZZZZ99999999999"').replace(b'"D6"', b'""'))
           for n, d in members if n == "xl/worksheets/sheet3.xml"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in [m for m in members if m[0] != far[0][0]] + far:
            z.writestr(name, data)
    return out.getvalue()


def overlapping_zip():
    """Two thousand names for one member of 30 MiB: 60 GB in a few hundred KiB."""
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = bytes(30 << 20)
    packed, crc = pack.compress(body) + pack.flush(), zlib.crc32(body)
    head = lambda name: struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x5681, crc, len(packed), len(body), len(name), 0)
    local = b"PK\3\4" + head(b"0000.txt") + b"0000.txt" + packed
    names = [b"%04d.txt" % n for n in range(2000)]
    directory = b"".join(b"PK\1\2" + struct.pack("<H", 20) + head(n) + struct.pack("<HHHII", 0, 0, 0, 0, 0) + n for n in names)
    return local + directory + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, len(names), len(names), len(directory), len(local), 0)


def many_members():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for n in range(limit("LIMIT_ARCHIVE_ENTRIES") + 1000):
            z.writestr("%05d.txt" % n, "เทศบาลตำบลสมมุติวารี")
    return out.getvalue()


def pdf_of(objects):
    out, places = b"%PDF-1.4\n", []
    for n, data in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % n + data + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(places) + 1, len(out))


def pdf_bomb():
    """A page whose 300 MiB of text are a few hundred KiB; packed twice."""
    pack = zlib.compressobj(9)
    piece = b"BT /F 9 Tf (x) Tj ET\n" * 50000
    packed = zlib.compress(b"".join(pack.compress(piece) for _ in range(300)) + pack.flush(), 9)
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                   b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
                   b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(packed) + packed + b"\nendstream",
                   b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"])


def pdf_many_pages():
    pages = 20000
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(b"%d 0 R" % (n + 3) for n in range(pages)), pages)]
                  + [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 50 50]>>"] * pages)


def pdf_circle():
    """A tree of pages that holds itself."""
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 1000000000>>", b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]>>"])


def huge_picture():
    """A white PNG of 40,000 by 40,000 dots."""
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    pack = zlib.compressobj(1)
    rows = b"".join(pack.compress((b"\0" + b"\xff" * 5000) * 400) for _ in range(100)) + pack.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 40000, 40000, 1, 0, 0, 0, 0)) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


NOT_READ = ["too_large", "damaged", "timeout", "limit"]
HOSTILE = {  # name -> (maker, states a reader may end in)
    "word-bomb.docx": (word_bomb, ["too_large"]),
    "lying.docx": (lying_zip, ["too_large", "damaged"]),
    "deep-tables.docx": (lambda: deep(b"tbl", 100000), NOT_READ + ["read"]),
    "deep-boxes.docx": (lambda: deep(b"sdt", 200000), NOT_READ + ["read"]),
    "repeated.ods": (sheets_repeated, ["read", "too_large"]),
    "far-cells.xlsx": (far_cells, ["read"]),
    "overlapping.zip": (overlapping_zip, NOT_READ + ["read", "unread"]),
    "many-members.zip": (many_members, ["read", "too_large"]),
    "large-member.zip": (lambda: package("large.txt", [b"0123456789abcde\n" * 65536] * 40, [("small.txt", "เทศบาลตำบลสมมุติวารี")]), ["read", "too_large"]),
    "bomb.pdf": (pdf_bomb, ["too_large", "timeout"]),
    "many-pages.pdf": (pdf_many_pages, NOT_READ + ["empty", "scan"]),
    "circle.pdf": (pdf_circle, NOT_READ + ["empty"]),
    "huge.png": (huge_picture, ["too_large", "scan", "limit", "empty"]),
    "commas.csv": (lambda: b"1," * 4000000 + b"\n" * 4000000, ["read", "too_large"]),
    "braces.rtf": (lambda: b"{\\rtf1 " + b"{" * 2000000 + b"x", NOT_READ),
    "binary.rtf": (lambda: b"{\\rtf1 a\\bin2147483647 b}", NOT_READ + ["read"]),
    "nul.txt": (lambda: b"\0" * 3000000, ["empty", "unsupported", "damaged", "read", "too_large"]),
    "letters.txt": (lambda: "ก".encode("utf-8") * 5000000, ["read", "too_large"]),
}


class Hostile(Honest):
    """Documents that mean harm cost bounded time and memory."""

    def test_bombs(self):
        """Given documents that unpack to gigabytes, nest without end or claim a million rows, each ends in a fitting state, and a good one after them is read."""
        with Bench() as bench:
            paths = [bench.put(name, make()) for name, (make, _) in HOSTILE.items()]
            good = bench.put("good.docx", contents("hr-plan.docx"))
            answers = bench.read([*paths, good], ocr=OCR_PAGES if recognition() else 0)
        for (name, (_, states)), answer in zip(HOSTILE.items(), answers):
            with self.subTest(name):
                if name.endswith(".pdf") and not installed("pdftotext") or name.endswith(".png") and not recognition():
                    states = states + ["no_reader", "scan"]
                self.assertEqual((len(answer.ends), answer.after_end), (1, False))
                self.assertIn(answer.end["state"], states, answer.end)
                self.assertLess(answer.seconds, DEADLINE_S)
                self.honest(answer)
                self.assertLessEqual(len(answer.blocks), 2 * limit("LIMIT_DOCUMENT_BLOCKS"))  # oit counts again
                self.assertLessEqual(len(answer.parts), limit("LIMIT_DOCUMENT_PARTS"))
        self.assertEqual(answers[-1].end["state"], "read")

    @unittest.skipIf(SANITIZED, "the memory of a sanitizer is not the program's")
    def test_memory_is_bounded(self):
        """Of all processes that read documents here, none held more than its box allows."""
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        self.assertLess(largest, limit("LIMIT_READ_MEMORY") * 1.1)

    def test_ceilings_are_said(self):
        """Given more members than are listed, or a member that is too large, what was left out is said."""
        with Bench() as bench:
            many = bench.put("many.zip", many_members())
            large = bench.put("large.zip", HOSTILE["large-member.zip"][0]())
            answers = bench.read([many, large])
        for answer in answers:
            self.assertTrue(answer.end["cut"] or answer.end["state"] == "too_large" or answer.unread(), answer.end)


if __name__ == "__main__":
    sys.argv = [a for a in sys.argv if a != "--all"]
    main()
