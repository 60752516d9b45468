"""Figures as Markdown tables and as a plot of what a thing costs as it grows."""
import html
import math
import statistics


def middle(values):
    return statistics.median(values) if values else float("nan")


def short(x):
    if x is None or x != x:
        return "-"
    return "%.0f" % x if abs(x) >= 100 else "%.1f" % x if abs(x) >= 10 else "%.2f" % x if abs(x) >= 0.1 else "%.3f" % x


def spread(values):
    """The median, and the least and the most where there are several."""
    return short(middle(values)) + (" (%s-%s)" % (short(min(values)), short(max(values))) if len(values) > 1 else "")


def table(heads, rows):
    line = lambda cells: "| %s |" % " | ".join(str(c) for c in cells)
    return "\n".join([line(heads), line(["---"] + ["---:"] * (len(heads) - 1))] + [line(r) for r in rows])


WIDE, HIGH, EDGE = 250, 150, 38


def panel(left, top, title, points):
    """One curve over a logarithmic axis of sizes; the cost axis begins at 0, so that what is flat looks flat."""
    most = max(y for _, y in points) * 1.25 or 1
    low, high = math.log10(points[0][0]), math.log10(points[-1][0])
    place = lambda x, y: (left + EDGE + (math.log10(x) - low) / ((high - low) or 1) * (WIDE - EDGE - 24), top + HIGH - 22 - y / most * (HIGH - 50))
    path = " ".join("%.1f,%.1f" % place(x, y) for x, y in points)
    marks = "".join('<circle cx="%.1f" cy="%.1f" r="2.5"/><text x="%.1f" y="%.1f" class="v">%s</text><text x="%.1f" y="%d" class="v">%s</text>'
                    % (*place(x, y), place(x, y)[0], place(x, y)[1] - 6, short(y), place(x, y)[0], top + HIGH - 8, "%gk" % (x / 1000) if x >= 1000 else x)
                    for x, y in points)
    return ('<text x="%d" y="%d" class="t">%s</text><path d="M%d %d V%d H%d"/><polyline points="%s"/>%s'
            % (left + 8, top + 14, html.escape(title), left + EDGE - 8, top + 24, top + HIGH - 22, left + WIDE - 12, path, marks))


def plot(panels):
    """panels: [(title, [(size, cost)])], three in a row."""
    panels = [(t, p) for t, p in panels if p]
    rows = (len(panels) + 2) // 3
    drawn = "\n".join(panel(i % 3 * WIDE, i // 3 * HIGH, t, p) for i, (t, p) in enumerate(panels))
    return ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" role="img"><title>Cost as a site grows</title>\n'
            '<style>.t{font-size:11px}.v{font-size:8px;text-anchor:middle;fill:#444}path{fill:none;stroke:#999}polyline{fill:none;stroke:#1a5fb4;'
            'stroke-width:1.5}circle{fill:#1a5fb4}</style><rect width="100%%" height="100%%" fill="#fff"/>\n%s\n</svg>\n' % (3 * WIDE, rows * HIGH, drawn))
