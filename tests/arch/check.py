#!/usr/bin/env python3
"""The house rules that a compiler does not see: floors, libraries met in few files, forbidden calls, Thai
only in data, every text translated, every C file in house format.  Prints each breach with file and line; exit 1 if there is one."""
import os
import re
import subprocess
import sys

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
FLOORS = {  # folder -> folders whose headers it may use
    "base": {"base", "oit"},
    "crawler": {"crawler", "base", "oit"},
    "extract": {"extract", "base", "oit"},
    "rules": {"rules", "base", "oit"},
    "store": {"store", "base", "oit"},
    "report": {"report", "base", "oit"},
    "batch": {"batch", "crawler", "base", "oit"},
    "alert": {"alert", "base", "oit"},
    "cli": {"cli", "alert", "batch", "report", "store", "rules", "crawler", "extract", "base", "oit"},
    "include": {"base", "oit"},
}
BASE_MAY_SHARE = {"base/words.c"}  # names of the shared words
LIBRARIES = {  # header -> files that may meet the library
    "curl/": {"crawler/fetch_private.h", "alert/wire.h"},
    "gumbo.h": {"crawler/page_tree.c"},
    "pcre2.h": {"rules/matcher.c"},
    "sqlite3.h": {"store/*"},
    "zstd.h": {"store/private.h"},
    "lz4.h": {"store/quick.c"},
    "yaml.h": {"rules/yaml.c"},
    "jansson.h": {"report/json_private.h"},
    "xlsxwriter.h": {"report/book.c"},
    "expat.h": {"crawler/sitemap.c", "extract/office_xml.c"},
    "zip.h": {"extract/office_zip.c", "report/docx.c"},
    "archive.h": {"extract/archive.c"},
    "archive_entry.h": {"extract/archive.c"},
    "seccomp.h": {"extract/box_filter.c"},
    "linux/landlock.h": {"extract/box_filter.c"},
    "zlib.h": {"crawler/sitemap.c", "extract/salvage.c"},
    "openssl/": {"base/sha256.c"},
    "libpsl.h": {"crawler/domain.c"},
    "idn2.h": {"crawler/idna.c"},
    "iconv.h": {"crawler/charset.c"},
    "libintl.h": {"base/say.c"},
}
FORBIDDEN = {
    "strcpy": "snprintf or struct buf", "strcat": "struct buf", "sprintf": "snprintf", "gets": "file_read",
    "strtok": "str_next", "atoi": "str_to_u64", "system": "nothing: no shell is started", "popen": "nothing: no shell is started",
    "alloca": "arena_alloc", "rand": "nothing: results are repeatable", "setjmp": None, "pthread_create": "no threads",
}
SETJMP_ALLOWED = {"crawler/page_tree.c"}
# Tables of Thai words that belong to a file as its data: months, marks of dates, states of pages.
THAI_DATA = {"batch/columns.c", "base/dates_words.c", "base/dates_show.c", "base/date.c", "base/dates.c", "crawler/gambling.c", "crawler/state.c", "crawler/state_nothing.c", "crawler/page_line.c",
             "extract/drive.c", "extract/letters_am.c", "rules/site.c", "rules/match.c", "cli/scores_table.c"}
THAI = re.compile("[\u0e01-\u0e5b]")
PRIVATE = re.compile(r"(^|[\s\"'`(])/(work|farm|root|tmp/bash)[/\s]|\b(prompt|chatbot)s?\b", re.I)

breaches = []


def breach(path, line, text):
    breaches.append("%s:%d: %s" % (os.path.relpath(path, ROOT), line, text))


def sources():
    for folder in FLOORS:
        for base, _, names in os.walk(os.path.join(ROOT, folder)):
            for name in sorted(names):
                if name.endswith((".c", ".h")):
                    yield folder, os.path.join(base, name)


def without_comments(text):
    keep_lines = lambda m: re.sub(r"[^\n]", " ", m.group(0))
    return re.sub(r"/\*.*?\*/", keep_lines, text, flags=re.S)


def without_strings(text):
    return re.sub(r'"(\\.|[^"\\\n])*"', '""', text)


def check_includes(folder, path, number, line):
    name = os.path.relpath(path, ROOT)
    m = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
    if not m:
        return
    target = m.group(2)
    if m.group(1) == '"':
        other = target.split("/")[0]
        if "/" in target and other not in FLOORS[folder]:
            breach(path, number, '%s/ may not use "%s"' % (folder, target))
        if folder == "base" and other == "oit" and name not in BASE_MAY_SHARE:
            breach(path, number, "base/ knows nothing of the program's words")
        return
    for header, allowed in LIBRARIES.items():
        if target.startswith(header) and name not in allowed and folder + "/*" not in allowed:
            breach(path, number, "<%s> is met in %s only" % (target, ", ".join(sorted(allowed))))


def check_calls(path, number, line):
    name = os.path.relpath(path, ROOT)
    for call, instead in FORBIDDEN.items():
        if re.search(r"(?<![\w.>])%s\s*\(" % call, line):
            if call == "setjmp" and name in SETJMP_ALLOWED:
                continue
            breach(path, number, "%s() is not used here%s" % (call, "; use " + instead if instead else ""))


def check_file(folder, path):
    text = open(path, encoding="utf-8").read()
    bare = without_comments(text)
    name = os.path.relpath(path, ROOT)
    for number, line in enumerate(bare.split("\n"), 1):
        check_includes(folder, path, number, line)
        check_calls(path, number, without_strings(line))
        if THAI.search(line) and name not in THAI_DATA:
            breach(path, number, "Thai belongs into data files and translations")
    for number, line in enumerate(text.split("\n"), 1):
        if re.search(r"\b(TODO|FIXME|XXX)\b", line):
            breach(path, number, "unfinished")


def project_files():
    """What git keeps; without git, or in an unpacked archive, every file that no build made."""
    try:
        listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], capture_output=True)
    except FileNotFoundError:
        listed = None
    if listed and listed.returncode == 0 and listed.stdout:
        return list(filter(None, listed.stdout.decode().split("\0")))
    found = []
    for base, folders, names in os.walk(ROOT):
        folders[:] = [f for f in folders if f not in (".git", "build", "oit-report", "__pycache__")]
        found += [os.path.relpath(os.path.join(base, name), ROOT) for name in names]
    return found


def check_private_words():
    for name in project_files():
        if name.startswith("fixtures/") or name == "tests/arch/check.py":
            continue
        try:
            text = open(os.path.join(ROOT, name), encoding="utf-8").read()
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue
        for number, line in enumerate(text.split("\n"), 1):
            if PRIVATE.search(line):
                breach(os.path.join(ROOT, name), number, "a word or path that is not the project's own")


def message_ids(path):
    text = open(path, encoding="utf-8").read()
    found = {}
    for entry in re.split(r"\n\s*\n", text):
        m = re.search(r'^msgid ((?:"(?:[^"\\]|\\.)*"\s*)+)^msgstr ((?:"(?:[^"\\]|\\.)*"\s*)+)', entry + "\n", re.M)
        if m:
            join = lambda s: "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', s))
            found[join(m.group(1))] = (join(m.group(2)), "fuzzy" in entry)
    return found


def pack_notes():
    """What the checklists say of their own certainty, which is shown to readers."""
    notes = []
    for name in sorted(os.listdir(os.path.join(ROOT, "rules", "packs"))):
        text = open(os.path.join(ROOT, "rules", "packs", name), encoding="utf-8").read()
        notes += re.findall(r"^rating_note: (.+)$", text, re.M)
    return notes


def check_translations():
    files = [p for f, p in sources()]
    pot = subprocess.run(["xgettext", "-o", "-", "--from-code=UTF-8", "-k_", "-kN_", "-ksay_tr", "-ksay_tr_in:2", "-L", "C"] + files,
                         capture_output=True)
    if pot.returncode != 0:
        breach(os.path.join(ROOT, "po"), 1, pot.stderr.decode().strip())
        return
    template = os.path.join(os.environ.get("TMPDIR", "/tmp"), "oit-messages-%d.pot" % os.getpid())
    open(template, "wb").write(pot.stdout)
    wanted, have = list(message_ids(template)) + pack_notes(), message_ids(os.path.join(ROOT, "po", "th.po"))
    os.unlink(template)
    for text in wanted:
        if text and not have.get(text, ("", False))[0]:
            breach(os.path.join(ROOT, "po", "th.po"), 1, 'not translated: "%s"' % text)
        elif text and have[text][1]:
            breach(os.path.join(ROOT, "po", "th.po"), 1, 'a fuzzy translation: "%s"' % text)


def check_format():
    """Given every C file, tests too: clang-format would change nothing."""
    files = [p for f, p in sources()]
    for base, _, names in os.walk(os.path.join(ROOT, "tests")):
        files += [os.path.join(base, name) for name in sorted(names) if name.endswith((".c", ".h"))]
    out = subprocess.run(["clang-format", "--dry-run", "--Werror"] + files, cwd=ROOT, capture_output=True, text=True)
    found = re.findall(r"^(.+?):(\d+):\d+: error: (.+)$", out.stderr, re.M)
    for path, line, text in found:
        breach(path, int(line), text)
    if out.returncode != 0 and not found:
        breach(os.path.join(ROOT, ".clang-format"), 1, out.stderr.strip())


for folder_name, file_path in sources():
    check_file(folder_name, file_path)
check_private_words()
check_translations()
check_format()
for b in breaches:
    print(b)
print("%d breaches" % len(breaches))
sys.exit(1 if breaches else 0)
