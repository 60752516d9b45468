/* What every output asks of a scorecard, answered once. */
#ifndef OIT_REPORT_CARD_H
#define OIT_REPORT_CARD_H

#include "oit/scorecard.h"

/* NULL when no item is called so. */
const struct item_result *card_item(const struct scorecard *c, struct str id);
size_t card_count(const struct scorecard *c, enum verdict v);
/* Message id: why the card has no score. */
const char *card_why_no_score(const struct scorecard *c);
/* Items counted for certain; items that hang on a person or on what could not be looked at; items to fix. */
size_t card_sure(const struct scorecard *c);
size_t card_open(const struct scorecard *c);
size_t card_to_fix(const struct scorecard *c);
/*
 * True when no page with content was read: then there is nothing to say about any item.  A site that a budget
 * of ours cut short was readable.
 */
bool card_unreadable(const struct scorecard *c);
/* Could nothing be read because this machine had no network? */
bool card_offline(const struct scorecard *c);
/* Which year's list this is, where the day of judgement lies in another fiscal year; else empty. */
struct str card_list_note(struct arena *a, const struct scorecard *c, enum lang lang);
bool card_of_other_year(const struct scorecard *c);
/* When the site could last be read, and its score then, in one sentence; empty where it never could or that
 * is now. */
struct str card_last_read(struct arena *a, const struct scorecard *c, enum lang lang);
/* The item's points are already in the high score and may be lost. */
bool card_at_risk(const struct item_result *i);
/* Something hangs on the item: there is a score, it was read, and the item does not have its points for
 * certain. */
bool card_has_stake(const struct scorecard *c, const struct item_result *i);
/* Message id: are its points to gain or at risk? */
const char *card_stake_text(const struct item_result *i);
/* The same as the sign before them: "+" or "±". */
const char *card_stake_sign(const struct item_result *i);
/* The first missing address of an item at or behind *at, which moves behind it; NULL when there is none. */
const struct missing_url *card_missing(const struct scorecard *c, struct str item, size_t *at);
/* How many addresses of the coverage have problem p; *first (may be NULL) receives one of them. */
size_t card_problems(const struct scorecard *c, enum problem p, const struct coverage_problem **first);
/* The numbers of the coverage, each under the name that every list of them has. */
struct card_fact {
    const char *text; /* English, a message id */
    uint64_t n;
    bool gap; /* worth a line only where there is one */
};
enum { CARD_FACTS = 12 };
void card_facts(const struct coverage *v, struct card_fact fact[CARD_FACTS]);
/* What kept the text of documents back, and of how many; the numbers add up to documents - documents_read. */
enum { CARD_UNREAD = DOCUMENT_STATE_COUNT + 1 };
void card_unread(const struct coverage *v, struct card_fact fact[CARD_UNREAD]);
/* +1 better, -1 worse, 0 unchanged, or not looked at in one of the two visits, or no earlier visit. */
int card_change(const struct item_result *i);
/* False where an item counts in one of the two visits and could not be looked at in the other: the site's
 * doing is then not all that moved the score. */
bool card_comparable(const struct scorecard *c);

/* When answers are taken; NULL where the checklist does not say. */
const struct calendar_entry *card_window(const struct scorecard *c);
/* Days from the day of judgement to its last; -1 when it is over or not known. */
int card_days_left(const struct scorecard *c);
struct str card_due(struct arena *a, int days, struct str iso, enum lang lang);

/* English, gettext message ids. */
const char *card_where_text(enum where w);
/* "page {1}" of its document, or a sheet, slide or file, as its kind has it; a message id. */
const char *card_part_text(const struct evidence *e);
/* The same as what to do: "see page {1} of the file". */
const char *card_see_text(const struct evidence *e);
/* May the address of this piece of evidence answer for the item?  One that a person names goes before ours.
 */
bool card_answers(const struct item_result *i, const struct evidence *e);
const char *card_met_text(enum met m);
/* NULL for what an official source states. */
const char *card_basis_text(enum basis b);
/* What that means for the verdict. */
const char *card_basis_note(enum basis b);
/* The same for one element: the year counts whatever its basis. */
const char *card_element_note(const struct element_result *e);
/* Nothing is shown, each time for the same reason: that is told once. */
bool card_none_shown(const struct item_result *i);
/* "Confidence" says something only where something was looked at. */
bool card_has_confidence(const struct item_result *i);
/* What is wrong with the address, or that it is the place where the thing should be. */
const char *card_missing_text(const struct missing_url *u);
/* The words before a suggested place; of what could not be looked at nobody knows that it is not published.
 */
const char *card_suggestion_text(const struct scorecard *c, const struct missing_url *u);
/* The word before an address of an item: what is missing or was not opened has not been seen there. */
const char *card_place_text(const struct item_result *i);
bool card_is_suggested(const struct missing_url *u);
/* The words that the address is named by, but for a suggested place that would only repeat the item's name.
 */
struct str card_missing_words(const struct scorecard *c, const struct missing_url *u);

/* "97.32"; "-" for NO_SCORE. */
struct str card_points(struct arena *a, int hundredths);
/* "91.84-97.32" with an en dash, or one number when both are equal. */
struct str card_range(struct arena *a, int low, int high);
struct str card_number(struct arena *a, uint64_t n);
/* "28 Apr 2023" of an ISO date or time; as given when it is none. */
struct str card_day(struct arena *a, struct str iso, enum lang lang);
/* The day of a visit; where one beside it is of the same day, with its number. */
struct str card_visit_day(struct arena *a, const struct history *visit, size_t n, size_t i, enum lang lang);
/* With hours and minutes. */
struct str card_time(struct arena *a, struct str iso, enum lang lang);
struct str card_time_of(struct arena *a, int64_t seconds, enum lang lang);
/* From one time to another, the day and the minute that both have once. */
struct str card_span(struct arena *a, struct str from, struct str to, enum lang lang);
/* Where a quote stands and when it was read: "document · page 2 · fiscal year 2564 · read 12 Mar 2022 02:42".
 */
struct str card_circumstances(struct arena *a, const struct evidence *e, enum lang lang);
/*
 * What a person has said, in one sentence: whose word, of which day, why, until when; or that it no longer
 * counts, and why not.
 */
struct str card_said(struct arena *a, const struct review *r, enum lang lang);
/* How many items a person has decided; how many words of people no longer count. */
size_t card_decided(const struct scorecard *c);
size_t card_lapsed(const struct scorecard *c);
/* The click path without the steps that have no words. */
struct strs card_path(struct arena *a, const struct evidence *e);
/* A sentence about an item; the elements and parts it names are named in the language. */
struct str card_sentence(struct arena *a, const struct item_result *i, const struct say *s, enum lang lang);
/* The same with addresses as people read them. */
struct str card_say(struct arena *a, const struct item_result *i, const struct say *s, enum lang lang);
/* Item or sub-indicator in the language; Thai where no English name is known. */
struct str card_name(struct str thai, struct str english, enum lang lang);
/* What to do and what should be there, addresses as people read them. */
struct str card_fix(struct arena *a, const struct item_result *i, enum lang lang);
struct str card_expected(struct arena *a, const struct missing_url *m, enum lang lang);
/* Says more than what to do about the item does. */
bool card_expects_more(const struct missing_url *m, const struct item_result *i);

#endif
