"""Small but true files for described sites: PDF, DOCX, XLSX, PNG, ZIP with the text the description gives them."""
import html
import io
import re
import struct
import zipfile
import zlib

TYPES = {".pdf": "application/pdf", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
         ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".png": "image/png", ".jpg": "image/jpeg",
         ".zip": "application/zip", ".doc": "application/msword", ".xls": "application/vnd.ms-excel"}
STAMP = (2020, 1, 1, 0, 0, 0)


def content_type(ending):
    return TYPES.get(ending, "application/octet-stream")


LINE_LETTERS = 70  # what fits between the margins; what stands beyond the edge of a page is no text of it


def wrapped(lines):
    """As a writer breaks them: at a blank, else inside a long run of Thai."""
    for line in lines:
        while len(line) > LINE_LETTERS:
            at = line.rfind(" ", LINE_LETTERS // 2, LINE_LETTERS)
            at = at if at > 0 else LINE_LETTERS
            yield line[:at]
            line = line[at:].lstrip()
        yield line


PAGE_LINES = 45


def page_content(lines):
    shown = ["BT /F1 12 Tf 60 780 Td 16 TL"] + ["<%s> Tj T*" % line.encode("utf-16-be").hex() for line in lines] + ["ET"]
    return "<< /Length %d >>\nstream\n%s\nendstream" % (len("\n".join(shown)), "\n".join(shown))


def pdf(title, lines):
    """Thai text by code points with a ToUnicode table, as PDF writers do that embed no font."""
    to_unicode = ("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def "
                  "1 begincodespacerange <0000> <FFFF> endcodespacerange "
                  "1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end")
    lines = list(wrapped(lines))
    pages = [lines[at:at + PAGE_LINES] for at in range(0, len(lines), PAGE_LINES)] or [[]]
    first = 8  # number of the first page's object; its content follows it
    kids = " ".join("%d 0 R" % (first + 2 * n) for n in range(len(pages)))
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
              "<< /Type /Font /Subtype /Type0 /BaseFont /Norasi /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
              "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Norasi /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
              "/FontDescriptor 6 0 R /DW 600 >>",
              "<< /Length %d >>\nstream\n%s\nendstream" % (len(to_unicode), to_unicode),
              "<< /Type /FontDescriptor /FontName /Norasi /Flags 4 /FontBBox [0 -300 1000 1000] /ItalicAngle 0 /Ascent 900 /Descent -300 "
              "/CapHeight 700 /StemV 80 >>",
              "<< /Title <FEFF%s> >>" % title.encode("utf-16-be").hex().upper()]
    for n, page in enumerate(pages):
        bodies.append("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
                      % (first + 2 * n + 1))
        bodies.append(page_content(page))
    out, places, at = [b"%PDF-1.4\n"], [], len(b"%PDF-1.4\n")
    for number, body in enumerate(bodies, 1):
        places.append(at)
        out.append(("%d 0 obj\n%s\nendobj\n" % (number, body)).encode())
        at += len(out[-1])
    out.append(("xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)).encode())
    out.extend(("%010d 00000 n \n" % place).encode() for place in places)
    out.append(("trailer\n<< /Size %d/Root 1 0 R /Info 7 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, at)).encode())
    return b"".join(out)


def archive(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in members:
            z.writestr(zipfile.ZipInfo(name, STAMP), data)
    return out.getvalue()


def docx(lines):
    text = "".join("<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % html.escape(line) for line in lines)
    return archive([
        ("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
         'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'),
        ("_rels/.rels", '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
         'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'),
        ("word/document.xml", '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
         "<w:body>%s</w:body></w:document>" % text)])


def xlsx(lines):
    rows = "".join('<row r="%d">%s</row>' % (r, "".join('<c t="inlineStr"><is><t>%s</t></is></c>' % html.escape(cell) for cell in line.split("|")))
                   for r, line in enumerate(lines, 1))
    return archive([
        ("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
         'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
         'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'),
        ("_rels/.rels", '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
         'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
         'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
         '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'),
        ("xl/worksheets/sheet1.xml", '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
         "<sheetData>%s</sheetData></worksheet>" % rows)])


def png(seed):
    """A plain picture; the seed keeps two pictures from having the same bytes."""
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
    shade = bytes([0, 40 + seed % 200, 90, 140])
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(shade)) +
            chunk(b"tEXt", b"n\0%d" % seed) + chunk(b"IEND", b""))


KINDS = "เทศบาลนคร|เทศบาลเมือง|เทศบาลตำบล|องค์การบริหารส่วนตำบล|องค์การบริหารส่วนจังหวัด|อบต\\.|อบจ\\."


def is_others(paper, site):
    """Does it name local governments, and only others?"""
    own = re.sub("^(%s) ?" % KINDS, "", site.agency)
    named = [name for line in [paper.title] + paper.text for name in re.findall("(?:%s)[ก-๙]{4,}" % KINDS, line)]
    return bool(named) and not any(own in name for name in named)


def make(paper, site):
    lines = [paper.title] + [site.agency] * (not is_others(paper, site)) + paper.text
    if paper.ending in (".docx", ".doc"):
        return docx(lines)
    if paper.ending in (".xlsx", ".xls"):
        return xlsx(lines)
    if paper.ending in (".png", ".jpg", ".jpeg", ".gif"):
        return png(paper.number)
    if paper.ending == ".zip":
        return archive([(paper.title + ".txt", "\n".join(lines))])
    return pdf(paper.title, lines)
