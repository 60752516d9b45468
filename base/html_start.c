/* One list of tags for all who look at first bytes. */
#include "base/html_start.h"

/* Those of the standard; behind them, what is met beside them. */
static const struct str tags[] = {
    {"!doctype html", 13},
    {"html", 4},
    {"head", 4},
    {"script", 6},
    {"iframe", 6},
    {"h1", 2},
    {"div", 3},
    {"font", 4},
    {"table", 5},
    {"a", 1},
    {"style", 5},
    {"title", 5},
    {"b", 1},
    {"body", 4},
    {"br", 2},
    {"p", 1},
    {"meta", 4},
    {"link", 4},
    {"center", 6},
    {"form", 4},
    {"frameset", 8},
    {"noscript", 8},
    {"span", 4},
};

static bool
ends_name(char c)
{
    return c == '>' || c == '/' || (unsigned char)c <= ' ';
}

bool
html_starts(struct str s)
{
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        size_t end = 1 + tags[i].n;

        if (s.n > end && s.p[0] == '<' && str_starts_nocase(str_sub(s, 1, s.n), tags[i]) &&
            ends_name(s.p[end]))
            return true;
    }
    return false;
}
