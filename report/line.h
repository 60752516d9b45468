/* line.txt: a few lines to be pasted into a group chat. */
#ifndef OIT_REPORT_LINE_H
#define OIT_REPORT_LINE_H

#include "report/report.h"

report_fn line_write;

#endif
