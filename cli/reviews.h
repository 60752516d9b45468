/*
 * What a person says of items, on its way into a site file: checked word by word, bound to what was found,
 * and written in a moment, so that nobody who sits thinking keeps a nightly visit from the file.
 */
#ifndef OIT_CLI_REVIEWS_H
#define OIT_CLI_REVIEWS_H

#include "cli/session.h"

struct desk {
    const struct options *o;
    struct session s;      /* the file, open for reading */
    struct scorecard card; /* what was found, with what people have said so far */
    struct arena *arena;   /* of the new words */
    struct review *said;   /* to be stored, in order; verdict VERDICT_COUNT: take back */
    size_t said_n, cap;
    size_t stored;
};

/* Open FILE and judge what it holds. */
int desk_open(struct desk *d, const struct options *o, struct err *e);
void desk_close(struct desk *d);
/* The item of this name or topic; NULL and e with the nearest one. */
const struct item_result *desk_item(const struct desk *d, const char *name, struct err *e);
/* The same among what people have said, whether the checklist has it or not. */
const struct review *desk_review(const struct desk *d, struct str item);
/* A role or a reason: not empty, one line, nothing invisible. input: where it was written, for the message.
 */
int desk_text(struct str text, const char *input, struct err *e);
/* VERDICT_COUNT unless the word is a verdict that a person can give. */
enum verdict desk_verdict(struct str word);
/* Words about an item, bound to what was found now; the texts are kept. */
void desk_say(struct desk *d, struct str item, enum verdict v, struct str reason, struct str by,
              struct str until);
void desk_add(struct desk *d, const struct review *r);
/* Write what is waiting. */
int desk_store(struct desk *d, struct err *e);

/* review_file.c: the same as YAML. */
int review_export(const struct desk *d, const char *path, struct err *e);
int review_import(struct desk *d, const char *path, struct err *e);

/* review_talk.c: one item after the other on the terminal, or from a script on standard input. */
int review_talk(struct desk *d, struct err *e);

#endif
