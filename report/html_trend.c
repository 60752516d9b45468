/* The score over the visits: a drawing, and the same in words for those who do not see it. */
#include "report/card.h"
#include "report/html.h"

/* The drawing's own measures. */
enum { LEFT = 40, RIGHT = 540, TOP = 16, BOTTOM = 190, TREND_VISITS = 12 };

struct trend {
    const struct history *visit; /* oldest first */
    size_t n;
    int floor; /* points at the foot of the drawing */
};

/* The last visits; a drawing that begins at nought would be flat. */
static struct trend
last_of(const struct history *visit, size_t n)
{
    struct trend t = {visit, n, 10000};

    if (n > TREND_VISITS) {
        t.visit += n - TREND_VISITS;
        t.n = TREND_VISITS;
    }
    for (size_t i = 0; i < t.n; i++)
        t.floor = t.visit[i].low < t.floor ? t.visit[i].low : t.floor;
    t.floor = t.floor / 1000 * 10;
    t.floor = t.floor > 90 ? 90 : t.floor;
    return t;
}

static double
across(const struct trend *t, size_t i)
{
    return LEFT + (double)(RIGHT - LEFT) * (double)i / (double)(t->n - 1);
}

static double
up(const struct trend *t, double points)
{
    return BOTTOM - (BOTTOM - TOP) * (points - t->floor) / (100 - t->floor);
}

static void
line(struct markup *m, const struct trend *t, bool high)
{
    buf_printf(m->out, "<polyline class=\"%s\" points=\"", high ? "hi" : "lo");
    for (size_t i = 0; i < t->n; i++)
        buf_printf(m->out, "%s%.1f,%.1f", i ? " " : "", across(t, i),
                   up(t, (high ? t->visit[i].high : t->visit[i].low) / 100.0));
    markup_raw(m, "\"/>");
    for (size_t i = 0; i < t->n; i++)
        buf_printf(m->out, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>", high ? "hi" : "lo",
                   across(t, i), up(t, (high ? t->visit[i].high : t->visit[i].low) / 100.0));
}

static void
drawing(struct markup *m, const struct trend *t)
{
    int stride = t->floor < 50 ? 20 : 10;

    markup_raw(m, "<svg class=\"trend\" viewBox=\"0 0 560 204\" aria-hidden=\"true\" focusable=\"false\">");
    for (int points = t->floor; points <= 100; points += stride)
        buf_printf(
            m->out,
            "<path class=\"gl\" d=\"M%d %.1fH%d\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d</text>",
            LEFT, up(t, points), RIGHT, LEFT - 6, up(t, points) + 4, points);
    line(m, t, false);
    line(m, t, true);
    markup_raw(m, "</svg>");
}

static void
visits(struct markup *m, const struct trend *t)
{
    markup_raw(m, "<ol class=\"visits\">");
    for (size_t i = 0; i < t->n; i++) {
        markup_raw(m, "<li><span>");
        markup_sentence(m, card_visit_day(m->a, t->visit, t->n, i, LANG_TH),
                        card_visit_day(m->a, t->visit, t->n, i, LANG_EN));
        markup_raw(m, "</span> <b>");
        buf_str(m->out, card_range(m->a, t->visit[i].low, t->visit[i].high));
        markup_raw(m, "</b></li>");
    }
    markup_raw(m, "</ol>");
}

void
html_trend(struct markup *m, const struct history *visit, size_t n)
{
    struct trend t = last_of(visit, n);

    if (t.n < 2)
        return;
    drawing(m, &t);
    visits(m, &t);
}
