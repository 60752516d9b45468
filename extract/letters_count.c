/* Counting characters; the shares that tell good text from bad were measured on documents of many makers. */
#include "extract/letters_count.h"
#include "base/thai.h"
#include "base/utf8.h"

#define SARA_AA 0x0E32
#define SARA_AM 0x0E33
#define NIKHAHIT 0x0E4D
#define FEWEST_SEEN 20  /* below, nothing is called garbled */
#define FEWEST_WORDS 40 /* below, nothing is called bad recognition */
#define FEWEST_THAI 400 /* below, the share of sara am says nothing */
#define FEWEST_AA 15
#define FEWEST_APART 3
#define LONGEST_PLAIN_WORD 4

static bool
is_white(uint32_t c)
{
    return c <= ' ' ? c == ' ' || (c >= '\t' && c <= '\r') : c == 0xA0 || c == 0x200B || c == 0xFEFF;
}

static bool
is_ascii_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Scripts whose letters no table of glyphs gives by chance: Lao to Khmer, Kana, Han, Hangul. */
static bool
is_far_letter(uint32_t c)
{
    return (c >= 0x0E80 && c <= 0x17FF) || (c >= 0x3041 && c <= 0xD7FF);
}

/* Quotes, dashes, bullets, boxes to tick: signs of well-made text. */
static bool
is_typography(uint32_t c)
{
    return (c >= 0x2010 && c <= 0x205E) || (c >= 0x2190 && c <= 0x2193) || (c >= 0x2500 && c <= 0x27BF) ||
           c == 0xB7 || c == 0x0E3F || c == 0x0E46 || c == 0x0E2F;
}

static bool
is_consonant(uint32_t c)
{
    return c >= 0x0E01 && c <= 0x0E2E;
}

static bool
is_tone(uint32_t c)
{
    return c >= 0x0E48 && c <= 0x0E4C;
}

static void
count_character(struct letters_count *n, uint32_t c, uint32_t before)
{
    bool thai = thai_is_letter(c) || thai_is_mark(c);
    bool readable = thai || is_ascii_letter(c) || is_far_letter(c) || thai_is_figure(c);

    if (is_typography(c) || (!readable && c == before))
        return;
    n->seen++;
    n->thai += thai;
    n->latin += is_ascii_letter(c) || is_far_letter(c);
    n->digits += thai_is_figure(c);
    n->strange += !readable;
}

/* last[0] is the character before c, last[1] the one before that, and so on. */
static void
count_aa(struct letters_count *n, uint32_t c, const uint32_t last[4])
{
    size_t base = 1;

    if (c == SARA_AM) {
        n->am++;
    } else if (c == SARA_AA && (last[0] == NIKHAHIT || (is_tone(last[0]) && last[1] == NIKHAHIT))) {
        n->am++;
    } else if (c == SARA_AA) {
        base += last[0] == ' ' && is_tone(last[1]);
        if (last[0] == ' ' && is_consonant(last[base]))
            n->aa_apart++;
        else
            n->aa++;
    }
}

struct word {
    size_t n, letters, vowels, capitals, others;
    char first[LONGEST_PLAIN_WORD];
};

static char
lower(uint32_t c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static void
word_add(struct word *w, uint32_t c)
{
    char small = c < 0x80 ? lower(c) : 0;

    if (w->letters < LONGEST_PLAIN_WORD && is_ascii_letter(c))
        w->first[w->letters] = small;
    w->vowels += small == 'a' || small == 'e' || small == 'i' || small == 'o' || small == 'u' || small == 'y';
    w->letters += is_ascii_letter(c);
    w->capitals += c >= 'A' && c <= 'Z' && w->n > 0;
    w->others += !is_ascii_letter(c);
    w->n++;
}

static bool
word_is_plain(const struct word *w)
{
    static const char *const plain[] = {"the",  "of",   "and",  "to", "in",  "for", "is",
                                        "on",   "by",   "with", "or", "be",  "as",  "that",
                                        "this", "from", "are",  "at", "all", "not"};

    for (size_t i = 0; w->letters <= LONGEST_PLAIN_WORD && i < sizeof(plain) / sizeof(plain[0]); i++)
        if (str_eq((struct str){w->first, w->letters}, str_of(plain[i])))
            return true;
    return false;
}

/* A sign at its end is a comma; one more is none. */
static bool
word_is_odd(const struct word *w)
{
    bool mixed = w->capitals > 0 && w->capitals + 1 < w->letters;

    return w->others > 1 || mixed || (w->letters > 3 && w->vowels == 0);
}

static void
count_word(struct letters_count *n, struct word *w)
{
    if (w->letters >= 2) {
        n->words++;
        n->plain_words += word_is_plain(w);
        n->odd_words += word_is_odd(w);
    }
    *w = (struct word){0};
}

void
letters_count_add(struct letters_count *n, struct str text)
{
    uint32_t last[4] = {0};
    struct word w = {0};

    for (size_t at = 0; at < text.n;) {
        uint32_t c = thai_of_glyph(utf8_next(text, &at));

        if (is_white(c)) {
            count_word(n, &w);
        } else {
            count_character(n, c, last[0]);
            count_aa(n, c, last);
            word_add(&w, c);
        }
        last[3] = last[2];
        last[2] = last[1];
        last[1] = last[0];
        last[0] = c;
    }
    count_word(n, &w);
}

void
letters_count_sum(struct letters_count *n, const struct letters_count *more)
{
    n->seen += more->seen;
    n->thai += more->thai;
    n->latin += more->latin;
    n->digits += more->digits;
    n->strange += more->strange;
    n->am += more->am;
    n->aa += more->aa;
    n->aa_apart += more->aa_apart;
    n->words += more->words;
    n->plain_words += more->plain_words;
    n->odd_words += more->odd_words;
}

size_t
letters_count_readable(const struct letters_count *n)
{
    return n->thai + n->latin + n->digits;
}

bool
letters_count_garbled(const struct letters_count *n)
{
    if (n->seen < FEWEST_SEEN || n->thai * 20 >= n->seen)
        return false;
    if (n->strange * 2 > n->seen)
        return true;
    return n->words >= FEWEST_WORDS && n->plain_words * 50 < n->words && n->odd_words * 5 > n->words * 2;
}

bool
letters_count_am_apart(const struct letters_count *n)
{
    return n->aa_apart >= FEWEST_APART && n->aa_apart > 4 * n->am && n->aa_apart * 2 < n->aa;
}

bool
letters_count_am_lost(const struct letters_count *n)
{
    size_t am = n->am + (letters_count_am_apart(n) ? n->aa_apart : 0);

    return n->thai >= FEWEST_THAI && n->aa >= FEWEST_AA && am * 100 < am + n->aa;
}
