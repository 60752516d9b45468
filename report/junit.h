/* junit.xml: one test case an item, for build servers. */
#ifndef OIT_REPORT_JUNIT_H
#define OIT_REPORT_JUNIT_H

#include "report/report.h"

report_fn junit_write;

#endif
