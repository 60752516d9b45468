"""The contract of a result document, schema oit-result/1: what must be there and what must add up."""

import re

VERDICTS = {"found", "partial", "stale", "missing", "unassessed", "review", "waived", "not_applicable"}
PROBLEMS = {"dead", "empty", "old", "forbidden", "elsewhere", "no_link"}
EVIDENCE_KEYS = ("url", "final_url", "found_on", "path", "where", "quote", "fiscal_year", "period", "http_status", "content_type",
                 "sha256", "fetched", "last_modified", "by")
TOP_KEYS = ("schema", "tool", "site", "run", "pack", "coverage", "score", "items", "missing_urls", "to_do")


def mean(values):
    """None of nothing: what has no item that applies leaves the mean above."""
    values = [v for v in values if v is not None]
    return sum(values) / len(values) if values else None


def differs(told, computed):
    return told is not computed if None in (told, computed) else abs(told - computed) > 0.0051


def item_breaches(item, told):
    name, verdict = item["id"], item["verdict"]
    if verdict not in VERDICTS:
        yield "%s: no such verdict: %s" % (name, verdict)
    if not item["reason"]:
        yield "%s: no reason" % name
    if verdict in ("found", "partial", "stale") and not item["evidence"]:
        yield "%s: %s without evidence" % (name, verdict)
    if verdict in ("partial", "stale", "missing") and (not item["fix"] or name not in told):
        yield "%s: %s without fix or address" % (name, verdict)
    if verdict == "missing" and not item["looked"]["words"]:
        yield "%s: missing, but not what was looked for" % name
    for e in item["evidence"]:
        for key in EVIDENCE_KEYS:
            if key not in e:
                yield "%s: evidence without %s" % (name, key)
        for key in ("fetched", "last_modified"):
            if e.get(key) is not None and not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00", e[key]):
                yield "%s: evidence with %s %s" % (name, key, e[key])
        if e.get("where") not in ("link", "title", "heading", "text", "document", "form"):
            yield "%s: evidence stands nowhere: %s" % (name, e.get("where"))
    for element in item["elements"]:
        if element["met"] not in (True, False, None) or element["basis"] not in ("source", "inferred", "recalled"):
            yield "%s: element %s" % (name, element)
        for index in element["evidence"]:
            if not 0 <= index < len(item["evidence"]):
                yield "%s: element %s points to evidence %d" % (name, element["id"], index)


def score_breaches(result):
    verdict = {i["id"]: i["verdict"] for i in result["items"]}
    low = {"found", "waived"}
    for which, good in (("low", low), ("high", low | {"review", "unassessed"})):
        indicators = []
        for d in result["score"]["indicators"]:
            subs = []
            for s in d["subs"]:
                subs.append(mean([100.0 * (verdict[x] in good) for x in s["items"] if verdict[x] != "not_applicable"]))
                if differs(s[which], subs[-1]):
                    yield "%s %s: %s, computed %s" % (s["id"], which, s[which], subs[-1])
            indicators.append(mean(subs))
            if differs(d[which], indicators[-1]):
                yield "indicator %s %s: %s, computed %s" % (d["id"], which, d[which], indicators[-1])
        if differs(result["score"][which], mean(indicators)):
            yield "score %s: %s, computed %s" % (which, result["score"][which], mean(indicators))


def breaches(result):
    found = ["no \"%s\"" % k for k in TOP_KEYS if k not in result]
    if found:
        return found
    c = result["coverage"]
    if c["discovered"] != c["fetched"] + c["not_modified"] + c["failed"] + sum(c["skipped"].values()):
        found.append("coverage does not add up: %s" % c)
    ids = [i["id"] for i in result["items"]]
    if len(ids) != len(set(ids)) or not set(result["to_do"]) <= set(ids):
        found.append("an item twice, or to_do names an unknown one")
    told = {m["item"] for m in result["missing_urls"]}
    for m in result["missing_urls"]:
        if m["item"] not in ids or m["problem"] not in PROBLEMS or not m["url"] or not m["expected"]:
            found.append("missing_urls: %s" % m)
    for item in result["items"]:
        found.extend(item_breaches(item, told))
    if result["pack"]["scored"]:
        found.extend(score_breaches(result))
    return found
