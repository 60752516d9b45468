"""Runs the document reader on files and understands its records (extract/record.h)."""
import ctypes
import glob
import os
import re
import select
import shutil
import subprocess
import tempfile
import time
from harness import BUILD, ROOT

READER = os.path.join(BUILD, "libexec", "oit", "oit-reader")
WORDS = open(os.path.join(ROOT, "include", "oit", "document.h"), encoding="utf-8").read()
LIMITS = open(os.path.join(ROOT, "include", "oit", "limits.h"), encoding="utf-8").read()
THAI = "\u0e01-\u0e4e"
PR_SET_CHILD_SUBREAPER = 36


def table(name):
    """The JSON names of one X macro of document.h."""
    body = re.search(r"#define %s\(X\)(.*?\n)(?!\s+X)" % name, WORDS, re.S).group(1)
    return set(re.findall(r'X\(\w+,\s*"([^"]*)"', body))


def limit(name):
    found = re.search(r"#define %s \(?(\d+)U?L?(?: \* (KIB|MIB))?" % name, LIMITS)
    return int(found.group(1)) * {None: 1, "KIB": 1024, "MIB": 1024 * 1024}[found.group(2)]


FORMATS, STATES = table("DOCUMENT_FORMATS"), table("DOCUMENT_STATES")
FLAGS = {name.lower(): int(value) for name, value in re.findall(r"TEXT_(\w+) = (\d+)", WORDS)}
# A program on one document, twice over for a document that takes two, and room for a busy machine.
DEADLINE_S = (3 if os.environ.get("OIT_SANITIZED") else 1) * (2 * limit("LIMIT_READ_WALL_MS") / 1000 + 15)


def normal(text):
    """Blanks folded, none between Thai letters."""
    text = re.sub(r"[\s\x1f\u00a0]+", " ", text)
    return re.sub("(?<=[%s]) (?=[%s])" % (THAI, THAI), "", text).strip()


def loose(text):
    """Without blanks and marks, as recognition gives them or not."""
    return re.sub("[\\s\x1f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]+", "", text.replace("\u0e33", "\u0e32"))


def errors_of(quote, text):
    """The fewest single errors with which quote stands somewhere in text."""
    row = [0] * (len(text) + 1)
    for i, c in enumerate(quote, 1):
        above, row = row, [i]
        for j, d in enumerate(text, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (c != d)))
    return min(row)


class Document:
    """What the reader said of one file."""

    def __init__(self, path):
        self.path, self.parts, self.blocks, self.ends, self.seconds = path, [], [], [], 0.0
        self.after_end = False

    def take(self, line):
        tag, _, rest = line.partition("\t")
        self.after_end |= bool(self.ends)
        if tag == "P":
            number, flags, confidence, unread, name = rest.split("\t", 4)
            self.parts.append({"number": int(number), "flags": int(flags), "confidence": int(confidence), "unread": unread == "1", "name": name})
        elif tag == "D":
            kind, state, parts, cut, detail = rest.split("\t", 4)
            self.ends.append({"format": kind, "state": state, "parts": int(parts), "cut": cut == "1", "detail": detail})
        elif tag == "C":
            row, column, _, text = rest.split("\t", 3)
            self.blocks.append((self.part_now(), "C", (int(row), int(column)), text))
        elif tag == "H":
            level, text = rest.split("\t", 1)
            self.blocks.append((self.part_now(), "H", int(level), text))
        elif tag in ("T", "I"):
            self.blocks.append((self.part_now(), tag, None, rest))

    def part_now(self):
        return max(1, self.parts[-1]["number"]) if self.parts else 1

    @property
    def end(self):
        return self.ends[-1]

    def flags(self):
        return {name for name, bit in FLAGS.items() if any(p["flags"] & bit for p in self.parts)}

    def unread(self):
        return [p["number"] for p in self.parts if p["unread"]]

    def text(self, part=None):
        return "\n".join(b[3] for b in self.blocks if part in (None, b[0]))

    def of_kind(self, kind):
        return [(b[0], b[2], normal(b[3])) for b in self.blocks if b[1] == kind]


def listing(folder):
    return sorted((os.path.relpath(os.path.join(base, n), folder), os.lstat(os.path.join(base, n)).st_size)
                  for base, folders, names in os.walk(folder) for n in names + folders)


def scratch_folders():
    """Where LibreOffice works: below /tmp because a socket's name must be short."""
    return set(glob.glob("/tmp/oit-[0-9]*-??????"))


def stay(folders):
    """Those that are still there when every reader of this machine must be done with them."""
    until = time.monotonic() + DEADLINE_S
    while folders & scratch_folders() and time.monotonic() < until:
        time.sleep(0.1)
    return folders & scratch_folders()


def adopt_orphans():
    """Whatever a reader leaves running becomes a child of this process, where it is seen."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def orphans():
    """Processes left behind; each is ended and waited for."""
    left = []
    time.sleep(0.02)
    for task in os.listdir("/proc/self/task"):
        with open("/proc/self/task/%s/children" % task) as f:
            left += [int(pid) for pid in f.read().split()]
    alive = []
    for pid in left:
        if os.waitpid(pid, os.WNOHANG)[0] == 0:
            alive.append(pid)
            os.kill(pid, 9)
            os.waitpid(pid, 0)
    return alive


class Bench:
    """A place of work: a folder for the files, and the only folders a reader may find to write in."""

    def __enter__(self):
        adopt_orphans()
        self.path = tempfile.mkdtemp(prefix="oit-test-")
        self.files, self.cwd, self.home, self.tmp = [os.path.join(self.path, n) for n in ("files", "cwd", "home", "tmp")]
        for folder in (self.files, self.cwd, self.home, self.tmp):
            os.mkdir(folder)
        self.env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": self.home, "TMPDIR": self.tmp}
        self.env.update({k: v for k, v in os.environ.items() if k.startswith(("ASAN_", "UBSAN_", "LSAN_"))})
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)

    def put(self, name, data):
        path = os.path.join(self.files, name)
        with open(path, "wb") as f:
            f.write(data)
        return path

    def read(self, paths, ocr=0):
        """One Document a path, after one run of the reader over all; AssertionError with the file's name when it breaks its word."""
        before, scratch = listing(self.path), scratch_folders()
        with tempfile.TemporaryFile() as errors:
            process = subprocess.Popen([READER, "--ocr", str(ocr), *paths], cwd=self.cwd, env=self.env, stdin=subprocess.DEVNULL,
                                       stdout=subprocess.PIPE, stderr=errors)
            try:
                documents = self.collect(process)
            except BaseException:
                process.kill()
                raise
            finally:
                process.stdout.close()
                code = process.wait()
            errors.seek(0)
            said = errors.read(4000).decode(errors="replace")
        assert code == 0, "exit code %d after %s: %s" % (code, documents[-1].path if documents else "nothing", said)
        assert [d.path for d in documents] == list(paths), "not one answer a file: %d of %d" % (len(documents), len(paths))
        assert not said, "standard error of %s: %s" % (paths[0], said)
        left = orphans()
        assert not left, "processes left behind: %s" % left
        stayed = stay(scratch_folders() - scratch)
        assert not stayed, "scratch folders left behind: %s" % stayed
        after = listing(self.path)
        assert after == before, "files changed: %s" % sorted(set(after) ^ set(before))
        return documents

    @staticmethod
    def collect(process):
        documents, rest, since = [], b"", time.monotonic()
        while True:
            ready = select.select([process.stdout], [], [], DEADLINE_S)[0]
            assert ready, "no answer for %d s: %s" % (DEADLINE_S, documents[-1].path if documents else "at the start")
            data = os.read(process.stdout.fileno(), 1 << 20)
            lines = (rest + data).split(b"\n")
            rest = lines.pop()
            for line in lines:
                text = line.decode("utf-8")  # strict: all that comes out is valid
                if text.startswith("F\t"):
                    documents.append(Document(text[2:]))
                    documents[-1].seconds = time.monotonic() - since
                    since = time.monotonic()
                elif documents:
                    documents[-1].take(text)
            if not data:
                assert not rest, "a last line without its end: %r" % rest[:80]
                return documents
