#!/usr/bin/env python3
"""Verdicts stay put when a site changes its clothes and not what it says: another skin, encoding, digits, order of menus and pages.

Encoding, digits and order turn no verdict at all.  A skin may turn as many as MAY_TURN says, which is what was measured: a system that hides
a document's title or name from everybody leaves less to judge by; the rest, "not seen", the program should judge better.  The numbers only
go down.

OIT_VARIATIONS=all prints the turned verdicts of every development site in every skin and compares with nothing."""
import itertools
import os
import pkgutil
import sys
import unittest

import labelled
import skins

DRAWN = ["chomphu", "dongsak", "nakhonfa", "pao-thongthin"]  # in every skin: four checklists, four systems
SITES = DRAWN + ["phoklang", "phumirin", "saithong", "thasala-sommut"]
MANNERS = [{"encoding": "windows-874"}, {"digits": "thai"}, {"shuffle": 1}]
MAY_TURN = {
    "assystem": 3,  # names of files are hashes: a year that stood in a file's name is gone
    "drupal": 5,    # a file field shows the file's name in place of the document's title
    "frames": 1,    # not seen: the chart of the structure
    "gsites": 1,    # documents lie on a drive: names of files are gone
    "igetweb": 1,   # not seen: a page whose heading bears the name of the measures, of another year
    "joomla": 2,    # an attachment's link is the file's name, its title stands behind
    "plain": 2,     # not seen: as igetweb; a page that holds the plan is taken for the progress too
}
SKINS = [m.name for m in pkgutil.iter_modules(skins.__path__) if m.name != "base" and not m.name.startswith("_")]


def verdicts(jobs):
    """The verdicts of each (site, variation), all scanned at once."""
    judged = labelled.scan_all([labelled.Described(name, **variation) for name, variation in jobs])
    return {(name, tuple(variation.items())): {i: j.verdict(i) for i in j.items} for (name, variation), j in zip(jobs, judged)}


def turned(seen, variation, names):
    """In words: what the variation turned on these sites."""
    for name in names:
        base, now = seen[name, ()], seen.get((name, tuple(variation.items())), {})
        yield from ("%s %s: %s, then %s" % (name, i, base[i], now[i]) for i in now if base[i] != now[i])


def in_skins(names):
    return list(itertools.product(names, [{"skin": skin} for skin in SKINS]))


class Variations(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.seen = verdicts([(name, {}) for name in SITES] + list(itertools.product(SITES, MANNERS)) + in_skins(DRAWN))

    def check_manner(self, **variation):
        self.assertEqual(list(turned(self.seen, variation, SITES)), [], variation)

    def test_encoding(self):
        """Given windows-874 in place of UTF-8, the verdicts are the same."""
        self.check_manner(encoding="windows-874")

    def test_digits(self):
        """Given Thai digits in every text, the verdicts are the same."""
        self.check_manner(digits="thai")

    def test_order(self):
        """Given menus and pages in another order, the verdicts are the same."""
        self.check_manner(shuffle=1)

    def test_skin(self):
        """Given the same description drawn as another content system, the verdicts are the same, but for those that MAY_TURN counts."""
        for skin in SKINS:
            with self.subTest(skin=skin):
                found = list(turned(self.seen, {"skin": skin}, DRAWN))
                self.assertLessEqual(len(found), MAY_TURN.get(skin, 0), "\n" + "\n".join(found))


def print_all():
    names = [s.name for s in labelled.all_sites(held_out=False) if isinstance(s, labelled.Described)]
    seen = verdicts([(name, {}) for name in names] + list(itertools.product(names, MANNERS)) + in_skins(names))
    total = sum(len(seen[name, ()]) for name in names)
    for variation in MANNERS + [{"skin": skin} for skin in SKINS]:
        found = list(turned(seen, variation, names))
        print("%s: %d of %d turned" % (variation, len(found), total), *found, sep="\n  ")


if __name__ == "__main__":
    if os.environ.get("OIT_VARIATIONS") == "all":
        sys.exit(print_all())
    unittest.main(testRunner=unittest.TextTestRunner(stream=sys.stdout, verbosity=2))
