/*
 * HTML that stands for a document: what offices save as .xls and .doc, and the page that comes where a file
 * was asked for.  Tags only, no tree: pages of sites are read by the crawler.
 */
#ifndef OIT_EXTRACT_HTML_H
#define OIT_EXTRACT_HTML_H

#include "extract/flow.h"

/* Written by an office program as a document, not by a web site as a page? */
bool html_is_office(struct str utf8);
/* The first <title>, entities decoded, into out. */
void html_title(struct str utf8, struct buf *out);
/* Paragraphs, headings, items of lists and tables. */
void html_read(struct flow *flow, struct str utf8);

#endif
