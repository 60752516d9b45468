/*
 * What a recipient is told at once, in words: as the subject and the two bodies of a mail, as a short text
 * for a chat, and as JSON.  Everything a site wrote is one cleaned line here, whatever it was.
 */
#ifndef OIT_REPORT_NOTICE_H
#define OIT_REPORT_NOTICE_H

#include "base/buf.h"
#include "oit/alert.h"

/* "[OIT] (2 down, 1 up) Name: O24 O9" with arrows, one line, no control characters. */
struct str notice_subject(struct arena *a, const struct notice *n);
/* Lines end in LF. */
void notice_text(const struct notice *n, struct buf *out);
void notice_html(const struct notice *n, struct buf *out);
/* Subject and one line a finding, at most max code points. */
struct str notice_chat(struct arena *a, const struct notice *n, size_t max);
/* "oit-alert/1": the whole of it for programs. */
void notice_json(const struct notice *n, struct str message_id, struct buf *out);
/* The bodies that chats take: Slack, Discord, Teams (an adaptive card), LINE's push message to `to`. */
void notice_slack(const struct notice *n, struct buf *out);
void notice_discord(const struct notice *n, struct buf *out);
void notice_teams(const struct notice *n, struct buf *out);
void notice_line(const struct notice *n, struct str to, struct buf *out);

/* How many findings got worse, recovered, are still so, come near. */
struct notice_counts {
    size_t worse, recovered, still, near;
};
struct notice_counts notice_count(const struct notice *n);
/* One finding in one sentence. */
struct str notice_sentence(struct arena *a, const struct finding *f, enum lang lang);
/* What can be done about it; empty when nothing can, or when it is over. */
struct str notice_advice(const struct finding *f, enum lang lang);
/* The name of a site, or its host where the name might be taken for an address. */
struct str notice_site_name(struct arena *a, const struct notice_site *s);

#endif
