/*
 * Which leads are kept: one for a topic to a place (a node, or a part of it under a heading), the strongest.
 * Leads are added while l->lead is gone through, and it moves: keep numbers, not pointers.
 */
#ifndef OIT_RULES_LEADS_KEPT_H
#define OIT_RULES_LEADS_KEPT_H

#include "rules/leads.h"

/*
 * Add a lead, or put it in place of a weaker one to the same place; its number.  NO_INDEX where the one that
 * is known is as good, nobody asks for the topic, or the topic has its fill.
 */
uint32_t leads_put(struct leads *l, struct lead new);
/* A lead to a whole node whose words are like a topic's, or a kindred one's; of which topic is not said yet.
 */
struct lead leads_alike(const struct wording *w, uint32_t node, uint32_t asked, uint32_t link);
/* Before the third pass: what is said of the links that leads follow is asked for. */
void leads_note_links(const struct leads *l);
/* Behind the third pass: words that had no text have theirs. */
void leads_recall(struct leads *l);
/* For now: what finds leads by their place is let go, and made again by the next leads_put(). */
void leads_put_last(struct leads *l);

#endif
