/* What HTML begins with, whatever it is called (MIME Sniffing standard, section 7.1). */
#ifndef OIT_BASE_HTML_START_H
#define OIT_BASE_HTML_START_H

#include "base/str.h"

/* Is the first thing in s a tag that pages, or what offices export as pages, begin with? */
bool html_starts(struct str s);

#endif
