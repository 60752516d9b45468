/* summary.md: the result for the job pages of GitHub and GitLab. */
#ifndef OIT_REPORT_MARKDOWN_H
#define OIT_REPORT_MARKDOWN_H

#include "report/report.h"

report_fn markdown_write;
/* Text as text, whatever signs it holds; one line. */
void markdown_text(struct buf *out, struct str s);
/* The site's own words: a code span, in which no name, number or address becomes a link or calls anybody. */
void markdown_quote(struct buf *out, struct str s);

#endif
