/* The result document oit-result/1 (docs: fields are only ever added). */
#ifndef OIT_REPORT_JSON_H
#define OIT_REPORT_JSON_H

#include "report/report.h"

report_fn json_write;
/* The same in lines: the run, then one an item. */
report_fn jsonl_write;

#endif
