/* A terminal's text in the making: who writes where, in which language, how wide, in colour or not. */
#ifndef OIT_REPORT_SHEET_H
#define OIT_REPORT_SHEET_H

#include "base/buf.h"
#include "report/card.h"

#define SHEET_LINE_BYTES 0x20000 /* of one text of the card; longer ones end there */

enum paint { PLAIN, BOLD, FAINT, GREEN, YELLOW, RED, VIOLET };

struct sheet {
    struct buf *out;
    struct arena *a;
    const struct scorecard *c;
    enum lang lang;
    bool colour;
    int columns;
};

/* The arena is the caller's to free. */
struct sheet sheet_of(const struct scorecard *c, enum lang lang, bool colour, int columns, struct buf *out);

/* Words that are safe to send: in the language, from the card, from an address. */
struct str sheet_safe(struct sheet *s, struct str text);
struct str sheet_tr(struct sheet *s, const char *id);
struct str sheet_sentence(struct sheet *s, const struct say *say);
struct str sheet_filled(struct sheet *s, const char *id, struct str one, struct str two);
struct str sheet_said(struct sheet *s, const struct review *r);
struct str sheet_number(struct sheet *s, uint64_t n);
struct str sheet_address(struct sheet *s, struct str url);
struct str sheet_item_name(struct sheet *s, const struct item_result *i);
/* At most columns wide, the last of them an ellipsis when something was cut. */
struct str sheet_cut(struct sheet *s, struct str text, size_t columns);

/* Colour from here on; PLAIN ends it. */
void sheet_paint(struct sheet *s, enum paint p);
enum paint sheet_paint_of(enum verdict v);
void sheet_put(struct sheet *s, struct str text);
void sheet_z(struct sheet *s, const char *z);
void sheet_painted(struct sheet *s, enum paint p, struct str text);
void sheet_padded(struct sheet *s, struct str text, size_t columns);
void sheet_blanks(struct sheet *s, size_t n);
void sheet_end(struct sheet *s);
/* Over as many lines as it needs, each after the first indented; ends the last one. */
void sheet_wrapped(struct sheet *s, struct str text, size_t indent);
/* The same over at most so many lines; the last ends with an ellipsis when something was cut, an address
 * never is. */
void sheet_wrapped_to(struct sheet *s, struct str text, size_t indent, size_t lines);
/* "label: text", wrapped under the text's start; nothing when text is empty. */
void sheet_field(struct sheet *s, size_t indent, const char *id, struct str text);
/* An address is never cut or wrapped: it must be possible to copy it. */
void sheet_field_address(struct sheet *s, size_t indent, const char *id, struct str url);
void sheet_heading(struct sheet *s, const char *id);
void sheet_mark(struct sheet *s, enum verdict v);

/* What more than one of the outputs shows: whose site, an item's points, an address that does not deliver. */
void sheet_head(struct sheet *s);
void sheet_gain(struct sheet *s, const struct item_result *i);
void sheet_missing(struct sheet *s, const struct missing_url *u, size_t indent);

#endif
