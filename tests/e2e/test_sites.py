#!/usr/bin/env python3
"""Each site that is written out, scanned twice: the result keeps its contract, judges what is asked for, and is the same both times.

Whether the verdicts are right is for tests/accuracy to say."""
from harness import HELD_OUT, Folder, SITES, Site, contract_breaches, json, main, os, timeless, unittest


def sites():
    for folder in [SITES] + HELD_OUT:
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name, "expected.json")
            if os.path.exists(path):
                with open(path, encoding="utf-8") as f:
                    yield os.path.join(folder, name), json.load(f)


class Sites(unittest.TestCase):
    maxDiff = 4000

    def scan(self, site, expected):
        with Folder() as folder:
            done, result = folder.scan(site.url.rstrip("/") + expected.get("start", "/"), "--pack", expected["pack"], "--as-of",
                                       expected["as_of"], *expected.get("options", []))
        self.assertIsNotNone(result, done.stderr)
        return result

    def check(self, path, expected):
        with Site(path) as site:
            first, second = self.scan(site, expected), self.scan(site, expected)
        self.assertEqual(contract_breaches(first), [])
        self.assertEqual({i["id"] for i in first["items"]}, set(expected["verdicts"]))
        self.assertEqual(timeless(first), timeless(second))


def add_test(path, expected):
    name = os.path.basename(path)

    def test(self):
        self.check(path, expected)
    test.__doc__ = "%s: %s" % (name, expected.get("about", ""))
    setattr(Sites, "test_" + name.replace("-", "_"), test)


for site_folder, expectation in sites():
    add_test(site_folder, expectation)

if __name__ == "__main__":
    main()
