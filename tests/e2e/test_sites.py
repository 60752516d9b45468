#!/usr/bin/env python3
"""Each fictional site gets the verdicts its expected.json says, written from the criteria before the program was run on it.

expected.json: {"about": "...", "start": "/", "pack": "oit-2566", "as_of": "2023-04-28", "options": [],
                "verdicts": {"O1": "found" or ["found", "review"], ...}, "evidence": {"O1": "/path" or ["/a", "/b"]}, "why": {"O1": "..."}}
A list of verdicts means that the criteria leave the choice open."""
from harness import HELD_OUT, Folder, SITES, Site, contract_breaches, json, main, os, unittest


def sites():
    for folder in [SITES] + HELD_OUT:
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name, "expected.json")
            if os.path.exists(path):
                yield os.path.join(folder, name), json.load(open(path, encoding="utf-8"))


def as_list(value):
    return value if isinstance(value, list) else [value]


def wrong_verdicts(expected, result):
    verdict = {i["id"]: i["verdict"] for i in result["items"]}
    why = expected.get("why", {})
    for item, wanted in expected["verdicts"].items():
        if verdict[item] not in as_list(wanted):
            reason = next(i["reason"] for i in result["items"] if i["id"] == item)
            yield "%s: %s expected%s, got %s: %s" % (item, wanted, " (%s)" % why[item] if item in why else "", verdict[item], reason)


def wrong_evidence(expected, result, base):
    items = {i["id"]: i for i in result["items"]}
    for item, paths in expected.get("evidence", {}).items():
        if items[item]["verdict"] != "found":
            continue
        seen = [e["url"] for e in items[item]["evidence"]] + [e["final_url"] for e in items[item]["evidence"]]
        if not any(u in (p, base.rstrip("/") + p) for u in seen for p in as_list(paths)):
            yield "%s: evidence at %s expected, got %s" % (item, paths, seen)


class Sites(unittest.TestCase):
    def check(self, name, expected):
        with Site(name) as site, Folder() as folder:
            done, result = folder.scan(site.url.rstrip("/") + expected.get("start", "/"), "--pack", expected["pack"], "--as-of",
                                       expected["as_of"], *expected.get("options", []))
            self.assertIsNotNone(result, done.stderr)
            wrong = list(wrong_verdicts(expected, result)) + list(wrong_evidence(expected, result, site.url))
            self.assertEqual(contract_breaches(result), [])
            self.assertEqual(wrong, [], "\n" + "\n".join(wrong))


def add_test(folder, expected):
    name = os.path.basename(folder)

    def test(self):
        self.check(folder, expected)
    test.__doc__ = "%s: %s" % (name, expected.get("about", ""))
    setattr(Sites, "test_" + name.replace("-", "_"), test)


for site_folder, expectation in sites():
    add_test(site_folder, expectation)

if __name__ == "__main__":
    main()
