/* The result document oit-result/1 (docs: fields are only ever added). */
#ifndef OIT_REPORT_JSON_H
#define OIT_REPORT_JSON_H

#include "report/report.h"

report_fn json_write;

#endif
