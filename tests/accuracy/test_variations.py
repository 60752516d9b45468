#!/usr/bin/env python3
"""Verdicts stay put when a site changes its clothes and not what it says: another skin, encoding, digits, order of menus and pages.

OIT_VARIATIONS=all varies every development site; otherwise a few are enough."""
import os
import sys
import unittest

import labelled

SITES = ["chomphu", "pao-thongthin", "nakhonfa"]
SKINS = ["plain", "joomla", "wordpress", "laravel", "assystem", "frames"]


def sites():
    if os.environ.get("OIT_VARIATIONS") != "all":
        return SITES
    return [s.name for s in labelled.all_sites(held_out=False) if isinstance(s, labelled.Described)]


def verdicts(name, **variation):
    judged = labelled.scan(labelled.Described(name, **variation))
    return {item: judged.verdict(item) for item in judged.items}


class Variations(unittest.TestCase):
    maxDiff = None

    def compare(self, name, **variation):
        base, varied = verdicts(name), verdicts(name, **variation)
        turned = ["%s: %s, then %s" % (i, base[i], varied[i]) for i in base if base[i] != varied[i]]
        self.assertEqual(turned, [], "%s %s" % (name, variation))

    def test_skin(self):
        """Given the same description drawn as other content systems, the verdicts are the same."""
        for name in sites():
            for skin in SKINS:
                with self.subTest(site=name, skin=skin):
                    self.compare(name, skin=skin)

    def test_encoding(self):
        """Given windows-874 in place of UTF-8, the verdicts are the same."""
        for name in sites():
            with self.subTest(site=name):
                self.compare(name, encoding="windows-874")

    def test_digits(self):
        """Given Thai digits in every text, the verdicts are the same."""
        for name in sites():
            with self.subTest(site=name):
                self.compare(name, digits="thai")

    def test_order(self):
        """Given menus and pages in another order, the verdicts are the same."""
        for name in sites():
            for seed in (1, 2):
                with self.subTest(site=name, seed=seed):
                    self.compare(name, shuffle=seed)


if __name__ == "__main__":
    unittest.main(testRunner=unittest.TextTestRunner(stream=sys.stdout, verbosity=2))
