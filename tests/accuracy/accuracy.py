#!/usr/bin/env python3
"""How good the verdicts are: every labelled site is scanned, the verdicts are held against the labels.

  accuracy.py            prints the tables
  accuracy.py --check    also fails where a figure is worse than in accuracy.json, or more verdicts of a site are wrong
  accuracy.py --write    writes docs/accuracy.md and accuracy.json anew
  accuracy.py --wrong    names each wrong verdict, of development sites only
  accuracy.py --documents unread|text|all   how much of the documents is read: nothing, what is text (unless told), scans too
  accuracy.py --only A   only sites whose name begins with A; --side development or aside: only those

Precision: of the items the program calls found, the share that the label calls found.  Recall: of the items the label calls found, the
share that the program calls found.  Address: of these, the share whose first proof stands at a right place.  Review: share of all items.
Right: share of all verdicts that the label allows.  Sites kept aside were labelled without sight of rules or program, and are
reported apart."""
import argparse
import collections
import json
import os
import sys

import labelled
from labelled import ROOT

FLOOR = os.path.join(os.path.dirname(os.path.abspath(__file__)), "accuracy.json")
DOCUMENT = os.path.join(ROOT, "docs", "accuracy.md")
FIGURES = ("precision", "recall", "address", "review", "right")
SLACK = 0.0005  # figures are kept with three decimals
ANEW = "tests/accuracy/accuracy.py --write"


class Count:
    def __init__(self):
        self.items = self.right = self.said = self.said_rightly = self.are = self.are_said = self.places = self.places_right = self.review = 0

    def add(self, judged, item):
        label, verdict = judged.labelled.labels[item], judged.verdict(item)
        self.items += 1
        self.right += judged.is_right(item)
        self.review += verdict == "review"
        if verdict == "found":
            self.said += 1
            self.said_rightly += "found" in label.verdicts
        if label.verdicts == ["found"]:
            self.are += 1
            self.are_said += verdict == "found"
        if judged.asks_for_place(item):
            self.places += 1
            self.places_right += judged.cites_rightly(item)

    def figures(self):
        share = lambda part, whole: part / whole if whole else None
        return dict(zip(FIGURES, (share(self.said_rightly, self.said), share(self.are_said, self.are), share(self.places_right, self.places),
                                  share(self.review, self.items), share(self.right, self.items))))


def counted(judged, key):
    """Counts of all items of the sites, by what key says of (judged, item)."""
    groups = collections.defaultdict(Count)
    for j in judged:
        for item in j.labelled.labels:
            groups[key(j, item)].add(j, item)
    return groups


def cell(value):
    return "–" if value is None else "%.3f" % value


def table(title, groups):
    lines = ["| %s | items | %s |" % (title, " | ".join(FIGURES)), "|---|---:|%s" % ("---:|" * len(FIGURES))]
    for name in sorted(groups):
        figures = groups[name].figures()
        lines.append("| %s | %d | %s |" % (name, groups[name].items, " | ".join(cell(figures[f]) for f in FIGURES)))
    return "\n".join(lines) + "\n"


def side(j):
    return "kept aside" if j.labelled.held_out else "development"


def on_documents(judged, documents):
    """Counts of the items whose proof is a file, by side."""
    groups = collections.defaultdict(Count)
    for j in judged:
        for item in j.labelled.labels:
            if j.rests_on_document(item):
                groups["%s, documents: %s" % (side(j), documents)].add(j, item)
    return groups


def together(judged, documents):
    return {"%s, documents: %s" % (name, documents): count for name, count in counted(judged, lambda j, i: side(j)).items()}


def tables(judged, documents="text", also=()):
    """also: the same sites judged with more or less of the documents read, as pairs (how much, judged)."""
    every = [(documents, judged), *also]
    out = ["## Together\n", table("sites", counted(judged, lambda j, i: side(j)))]
    if also:
        out.append("The same with and without the documents (unread: by link words, names and places alone; text: what holds letters; all: scans\n"
                   "recognised too):\n")
        out.append(table("sites", {k: v for d, j in every for k, v in together(j, d).items()}))
    out.append("Items whose proof is a document, or was taken to be one:\n")
    out.append(table("items decided by a document", {k: v for d, j in every for k, v in on_documents(j, d).items()}))
    for held_out in (True, False):
        part = [j for j in judged if j.labelled.held_out == held_out]
        if not part:
            continue
        out.append("## Sites %s\n" % side(part[0]))
        out.append(table("site", counted(part, lambda j, i: "%s (%s, %s)" % (j.labelled.name, j.labelled.layout, j.labelled.year))))
        out.append(table("year", counted(part, lambda j, i: j.labelled.year)))
        out.append(table("layout", counted(part, lambda j, i: j.labelled.layout)))
        out.append(table("kind of information", counted(part, lambda j, i: j.items[i]["topic"])))
    return "\n".join(out)


def wrong_of(j):
    for item, label in j.labelled.labels.items():
        i = j.items[item]
        if not j.is_right(item):
            yield "%s %s %s: %s expected (%s), got %s: %s" % (j.labelled.name, item, i["topic"], "/".join(label.verdicts), label.why, i["verdict"], i["reason"])
        elif j.asks_for_place(item) and not j.cites_rightly(item):
            yield "%s %s %s: cites %s%s" % (j.labelled.name, item, i["topic"], [e["url"] for e in i["evidence"][:2]],
                                            "" if j.cites_rightly(item, first_only=False) else ", nowhere right: " + ", ".join(j.labelled.labels[item].at[:3]))


def summary(judged):
    """What is kept to notice that something got worse."""
    figures = {name: {f: None if v is None else round(v, 3) for f, v in count.figures().items()}
               for name, count in counted(judged, lambda j, i: side(j)).items()}
    wrong = {j.labelled.name: sum(not j.is_right(i) or (j.asks_for_place(i) and not j.cites_rightly(i)) for i in j.labelled.labels) for j in judged}
    return {"figures": figures, "wrong": wrong}


def is_worse(figure, now, before):
    if before is None:
        return False
    return now is None or ((now > before + SLACK) if figure == "review" else (now < before - SLACK))


def worse(now, before):
    """In words: figures of a side that got worse, sites with more wrong verdicts, sites that are gone."""
    for name, figures in before["figures"].items():
        for f, value in figures.items():
            new = now["figures"].get(name, {}).get(f)
            if is_worse(f, new, value):
                yield "%s: %s was %s, is %s" % (name, f, cell(value), cell(new))
    for name, count in before["wrong"].items():
        if name not in now["wrong"]:
            yield "%s: was judged before, is no longer there" % name
        elif now["wrong"][name] > count:
            yield "%s: %d wrong before, %d now" % (name, count, now["wrong"][name])


def check(judged):
    """0 where nothing got worse than the file says."""
    if not os.path.exists(FLOOR):
        print("There is no %s to compare with; %s makes it." % (os.path.relpath(FLOOR, ROOT), ANEW))
        return 1
    with open(FLOOR, encoding="utf-8") as f:
        complaints = list(worse(summary(judged), json.load(f)))
    print("\n".join(complaints + ["If the change is meant, %s takes the figures of today as the new measure." % ANEW] * bool(complaints)))
    print("%d passed, %d failed" % (sum(j.is_right(i) for j in judged for i in j.labelled.labels), len(complaints)))
    return 1 if complaints else 0


# Site, and its precision, recall and share of right verdicts when it was judged for the first time; oldest first.
FIRST_LOOKS = (
    ("thatakuat", 0.82, 0.92, 0.81), ("pao-thantawan", 0.89, 0.80, 0.83), ("huaiphakkut", 0.86, 0.46, 0.58), ("nongplasiu", 1.00, 0.92, 0.86),
    ("buengmakrut", 0.80, 0.32, 0.42), ("donkratai", 0.92, 0.75, 0.82), ("nakhiang", 1.00, 0.94, 0.96), ("pao-rimthan", 1.00, 0.87, 0.89),
    ("bonamsai", 0.96, 0.90, 0.88), ("pasakyai", 1.00, 0.47, 0.61), ("nakhon-phruksa", 0.88, 0.82, 0.74), ("nongtakai", 0.92, 0.88, 0.84),
    ("thungruang", 0.94, 0.94, 0.86), ("mueang-tharnfa", 0.85, 0.73, 0.65), ("nakhon-saikaew", 0.94, 0.93, 0.88), ("nongbuasawan", 0.91, 0.91, 0.83),
    ("thetsaban-khaochan", 0.87, 1.00, 0.86), ("thungmakham", 0.89, 0.89, 0.82), ("pao-nanthachai", 1.00, 0.83, 0.77), ("muang-phikun", 1.00, 0.58, 0.58),
    ("thetsaban-wangmai", 1.00, 0.96, 0.94), ("bannasanuk", 0.94, 0.94, 0.89), ("mueang-hinlad", 0.95, 0.95, 0.85), ("sao-pongkaew", 0.87, 0.65, 0.61),
    ("banglamchiak", 1.00, 0.94, 0.92), ("laomafueang", 1.00, 0.58, 0.61), ("mueang-phayomthip", 0.89, 1.00, 0.89), ("khokmakhamthao", 1.00, 0.56, 0.62),
    ("huaitakiang", 0.94, 0.70, 0.71), ("tharaphimuk", 0.95, 1.00, 0.93), ("wangkrachoe", 0.67, 0.11, 0.12), ("huaikwianhak", 1.00, 1.00, 1.00),
    ("nongkungkhrae", 1.00, 1.00, 1.00), ("dongsalikathong", 0.91, 0.95, 0.86), ("thaphronghin", 0.92, 0.50, 0.46), ("yangsamton", 0.92, 0.63, 0.64),
    ("makluearieng", 0.89, 0.44, 0.54), ("khokmalichan", 1.00, 0.47, 0.64), ("huaychamuang", 1.00, 0.59, 0.65),
    ("huaikrabok", 0.91, 0.92, 0.84), ("wangmanora", 1.00, 0.90, 0.92), ("kokphekalai", 0.95, 1.00, 0.92), ("kradonwan", 0.96, 1.00, 0.91),
    ("mueang-phonwari", 0.95, 0.95, 0.93), ("wiangkhirin-pao", 0.90, 0.89, 0.81),
    ("lamsaladaeng", 0.95, 0.95, 0.86), ("khokphayomlai", 0.96, 0.83, 0.84),
    ("huaitakhrodaeng", 1.00, 0.69, 0.61), ("bungsaibua", 0.87, 0.93, 0.81), ("donkwianhak", 1.00, 0.67, 0.62),
    ("wangkathumkham", 0.88, 0.68, 0.66), ("khlongtabaekwan", 0.88, 0.88, 0.82), ("thamaklueakhao", 0.81, 0.90, 0.71),
    ("banphueng", 0.90, 0.60, 0.71), ("huaiphakwaen", 0.85, 0.79, 0.73), ("nongpradu", 0.90, 0.64, 0.69),
    ("pao-lamnao", 0.89, 0.84, 0.83), ("takhianngam", 0.80, 0.57, 0.61), ("mueangsaiyok", 0.80, 0.86, 0.65),
    ("donklang", 0.92, 0.86, 0.81), ("mueangkhaowong", 0.77, 0.71, 0.71), ("banthungnoi", 0.88, 0.93, 0.85),
    ("nongkhaem-mai", 0.94, 0.83, 0.89), ("thetsaban-bangkhla-sommut", 0.92, 0.96, 0.91), ("nongphaklat", 0.94, 1.00, 0.96),
    ("huainamkhao", 1.00, 0.95, 0.93), ("mueang-thalesap", 0.94, 1.00, 0.92), ("nakhon-rungroj", 1.00, 0.89, 0.89),
    ("bangsomhuang", 1.00, 1.00, 0.96), ("pao-khuanlang", 1.00, 0.97, 0.95), ("mueang-srikham", 1.00, 0.83, 0.80),
    ("donmahin", 1.00, 1.00, 0.92), ("nongyaisai", 0.95, 1.00, 0.96), ("pao-doiluang", 0.97, 1.00, 0.98),
)


def first_looks(judged):
    aside = {j.labelled.name for j in judged if j.labelled.held_out}
    rows = "".join("| %s | %.2f | %.2f | %.2f | %s |\n" % (*look, "kept aside" if look[0] in aside else "") for look in FIRST_LOOKS)
    return "| site | precision | recall | right | since then |\n| --- | ---: | ---: | ---: | --- |\n" + rows


def write(judged, also):
    sites = len(judged)
    layouts = len({j.labelled.layout for j in judged})
    aside = sum(j.labelled.held_out for j in judged)
    with open(DOCUMENT, "w", encoding="utf-8") as f:
        f.write("# How good the verdicts are\n\nWritten by `tests/accuracy/accuracy.py --write`; do not edit.\n\n"
                "%d fictional sites over %d layouts and the checklists of %s, %d of them kept aside: described and labelled from the criteria, without\n"
                "sight of rules or program. All labels were written before the program was run on the site.\n\n"
                "First looks are the honest figures for a site that nobody has seen. Early on, without reading documents: twelve sites kept aside,\n"
                "precision 0.908, recall 0.960; three sites later 0.848 and 0.750 on 89 items; twelve more 0.90 and 0.97 on 415 items, leaving out one\n"
                "that calls everything by names of its own, where recall was 0.19. Eight of these fifteen later ones, those with the worst figures among\n"
                "them, are development sites now, which makes the kept-aside side kinder than chance would. Since then sites come from authors who\n"
                "know the criteria but neither rules nor program; each was judged once before anything was made of it, and what it taught is in the\n"
                "figures of those below it:\n\n%s\n"
                "Low recall is that of sites that call things by everyday words. Authors were asked for that, for half of the items or more, in laomafueang,\n"
                "khokmakhamthao, huaitakiang, wangkrachoe, thaphronghin, yangsamton,\n"
                "makluearieng, khokmalichan and huaychamuang; the eight behind them are of the ordinary kind, the\n"
                "last two judged when the six before had taught what they did. The sixteen behind those mix both kinds and set many traps (a plan under the name of its\n"
                "report, last year's file under this year's heading); khlongtabaekwan and thamaklueakhao were judged when the four before had taught what\n"
                "they did: without that recall was 0.69 and 0.90. So were mueangsaiyok when five, and the four behind it when six, of the ten it is among had.\n"
                "The eleven from thetsaban-bangkhla-sommut on are by authors who were asked to draw sites as they are and to set no traps, mueang-srikham in everyday\n"
                "words; each was judged when those before it had taught what they did.\n"
                "Where a paper lies in a shared drive that is not opened, or a server forbids, *unassessed*\n"
                "was added to four of their labels afterwards. Wordings of menus, links, headings and files, by two authors who did not\n"
                "know the rules either, 40 %% of them put aside: of 883 of the first, 63 in 100 were known before the others were used to find families\n"
                "of wordings and 85 in 100 after; of 560 of the second, 96 in 100 before and 97 after. Of those that only look like an item's, 2 in 100\n"
                "and 6 in 100 were taken for one.\n\n"
                "Totals of the kept-aside side, and what kinds of verdict turn into which, were looked at while the rules were worked on; no page and\n"
                "no single verdict of it was, but for the first 120 lines of one description (bandong-sommut), opened by mistake and used for nothing.\n"
                "The tables are therefore kind. All sites are fictional: on real ones expect less.\n\n"
                "Precision and recall are those of `found`; address: the first proof of a found item stands at a right place; review: share of items left\n"
                "to a person; right: share of all verdicts that the labels allow.\n\n%s" %
                (sites, layouts, ", ".join(sorted({j.labelled.year for j in judged})), aside, first_looks(judged), tables(judged, "text", also)))
    with open(FLOOR, "w", encoding="utf-8") as f:
        json.dump(summary(judged), f, indent=1, sort_keys=True, ensure_ascii=False)
        f.write("\n")


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--check", "--write", "--wrong"):
        ask.add_argument(option, action="store_true")
    ask.add_argument("--only", default="")
    ask.add_argument("--documents", choices=tuple(labelled.READING), default="text")
    ask.add_argument("--side", choices=("development", "aside"))
    wanted = ask.parse_args()
    if (wanted.check or wanted.write) and (wanted.only or wanted.side or wanted.documents != "text"):
        ask.error("--check and --write take all sites and documents: leave out --only, --side and --documents")
    sites = labelled.all_sites(wanted.only, None if wanted.side is None else wanted.side == "aside")
    judged = labelled.scan_all(sites, wanted.documents)
    print(tables(judged, wanted.documents))
    if wanted.wrong:
        print("\n".join(line for j in judged if not j.labelled.held_out for line in wrong_of(j)))
    if wanted.write:
        write(judged, [(d, labelled.scan_all(sites, d)) for d in ("unread", "all")])
    return check(judged) if wanted.check else 0


if __name__ == "__main__":
    sys.exit(main())
