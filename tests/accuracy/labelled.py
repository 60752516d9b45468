"""Sites with labels: folders written out (expected.json beside the pages) and descriptions (fixtures/described), in one form.

expected.json: {"about": "...", "layout": "...", "start": "/", "pack": "oit-2566", "as_of": "2023-04-28", "options": [],
                "verdicts": {"O1": "found" or ["found", "review"], ...}, "evidence": {"O1": "/path" or ["/a", "/b"]}, "why": {"O1": "..."}}
A list of verdicts means that the criteria leave the choice open."""
import concurrent.futures
import json
import os
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.abspath(os.path.join(HERE, "..", ".."))
sys.path[:0] = [HERE, os.path.join(ROOT, "tests", "e2e")]
import describe  # noqa: E402
from harness import Folder, Site, contract_breaches  # noqa: E402

WRITTEN_OUT = [os.path.join(ROOT, "fixtures", name) for name in ("sites", "heldout", "blind")]


class Label:
    """What a fair assessor would say of one item."""

    def __init__(self, verdict, at, why):
        self.verdicts = verdict if isinstance(verdict, list) else [verdict]
        self.at = at if isinstance(at, list) else [at] if at is not None else []
        self.why = why


class Labelled:
    def __init__(self, name, layout, pack, as_of, held_out, labels, start="/", options=()):
        self.name, self.layout, self.pack, self.as_of = name, layout, pack, as_of
        self.held_out, self.labels, self.start, self.options = held_out, labels, start, list(options)

    @property
    def year(self):
        return self.pack.split("-")[-1]


class WrittenOut(Labelled):
    def __init__(self, folder):
        with open(os.path.join(folder, "expected.json"), encoding="utf-8") as f:
            e = json.load(f)
        at, why = e.get("evidence", {}), e.get("why", {})
        super().__init__(os.path.basename(folder), e["layout"], e["pack"], e["as_of"], False,
                         {i: Label(v, at.get(i), why.get(i, "")) for i, v in e["verdicts"].items()}, e.get("start", "/"), e.get("options", []))
        self.folder = folder

    def lay_out(self, work):
        return self.folder


class Described(Labelled):
    """variation: other skin, encoding, digits or order for the same description."""

    def __init__(self, name, **variation):
        data = describe.load(name)
        self.site = describe.Site(data, name, **variation)
        labels = {}
        for item, e in data["expected"].items():
            at = describe.target_paths(self.site, e["at"]) if e.get("at") is not None else None
            labels[item] = Label(e["verdict"], at, e.get("why", ""))
        super().__init__(name, self.site.skin_name, data["pack"], str(data["as_of"]), bool(data.get("held_out")), labels, options=data.get("options", []))

    def lay_out(self, work):
        describe.lay_out(self.site, work)
        return work


READING = {  # how much of the documents is read: environment and options of the scan
    "unread": ({"OIT_READER": "/nonexistent/oit-reader"}, []),
    "text": ({}, []),
    "all": ({}, ["--ocr-pages", "3"]),
}


def scan(labelled, documents="text"):
    """The result document of one scan of the site, served on loopback; Judged, or an error in words."""
    env, options = READING[documents]
    with tempfile.TemporaryDirectory(prefix="oit-labelled-") as work, Folder() as folder:
        with Site(labelled.lay_out(os.path.join(work, "site"))) as site:
            done, result = folder.scan(site.url.rstrip("/") + labelled.start, "--pack", labelled.pack, "--as-of", labelled.as_of, *labelled.options, *options,
                                       env=env, timeout=600)
            base = site.url.rstrip("/")
    if result is None:
        raise RuntimeError("%s: the scan gave no result: %s" % (labelled.name, done.stderr.strip()))
    breaches = contract_breaches(result)
    if breaches:
        raise RuntimeError("%s: the result breaks the contract: %s" % (labelled.name, breaches[:3]))
    return Judged(labelled, result, base)


def scan_all(sites, documents="text"):
    """Several at a time; more than there are processors, as visits wait between tries."""
    with concurrent.futures.ThreadPoolExecutor(4 * os.cpu_count()) as pool:
        return list(pool.map(lambda site: scan(site, documents), sites))


class Judged:
    """One site's labels beside the program's verdicts."""

    def __init__(self, labelled, result, base):
        self.labelled = labelled
        self.items = {i["id"]: i for i in result["items"]}
        self.right_places = {i: {base + describe.quoted(p) if p.startswith("/") else p for p in label.at} for i, label in labelled.labels.items()}

    def verdict(self, item):
        return self.items[item]["verdict"]

    def is_right(self, item):
        return self.verdict(item) in self.labelled.labels[item].verdicts

    def rests_on_document(self, item):
        """Is a file the right proof of the item, or what the program takes for it?"""
        proof = [e["url"] for e in self.items[item]["evidence"][:1] if self.verdict(item) == "found"]
        return any(is_file(p) for p in self.labelled.labels[item].at + proof)

    def asks_for_place(self, item):
        return self.verdict(item) == "found" and "found" in self.labelled.labels[item].verdicts and bool(self.right_places[item])

    def cites_rightly(self, item, first_only=True):
        """Is the address that is cited first a right one?"""
        proof = self.items[item]["evidence"][:1 if first_only else None]
        places = {comparable(p) for p in self.right_places[item]}
        return any(comparable(e[k]) in places for e in proof for k in ("url", "final_url"))


FILE_ENDINGS = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".zip", ".png", ".jpg")


def is_file(address):
    return address.split("?")[0].lower().endswith(FILE_ENDINGS)


def comparable(url):
    return describe.urllib.parse.unquote(url).rstrip("/")


def all_sites(only="", held_out=None):
    """Every labelled site whose name begins with `only`; of one side where held_out says which."""
    folders = [os.path.join(folder, name) for folder in WRITTEN_OUT for name in sorted(os.listdir(folder))]
    sites = [WrittenOut(f) for f in folders if os.path.basename(f).startswith(only) and os.path.exists(os.path.join(f, "expected.json"))]
    sites += [Described(name) for name in describe.names() if name.startswith(only) and held_out in (None, bool(describe.load(name).get("held_out")))]
    return [s for s in sites if held_out in (None, s.held_out)]
