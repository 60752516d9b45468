/*
 * A message as RFC 5322 and MIME want it: lines of at most 76 characters that end in CR LF, words beyond
 * ASCII encoded between characters (RFC 2047), bodies in base64.  No value can begin a line of the head.
 */
#ifndef OIT_REPORT_MIME_H
#define OIT_REPORT_MIME_H

#include "base/arena.h"
#include "base/buf.h"
#include "oit/scorecard.h"

struct attachment {
    struct str name; /* ASCII: letters, digits, point, hyphen, underscore */
    const char *type;
    struct str bytes;
};

struct mail {
    struct str from, from_name, to, to_name, subject;
    int64_t date;          /* Unix seconds */
    struct str message_id; /* without angle brackets, as all ids here */
    struct strs in_reply_to, references;
    struct str list_id;    /* such as oit.office.example; may be empty */
    struct str text, html; /* UTF-8 */
    const struct attachment *attachment;
    size_t attachment_n;
};

void mime_write(const struct mail *m, struct buf *out);
/* "NAME: VALUE" as one field of a head, for tests. */
void mime_field(struct buf *out, const char *name, struct str value);
/* user@host in ASCII, nothing that could mean more than one address or end a line? */
bool mime_address_valid(struct str address);

#endif
