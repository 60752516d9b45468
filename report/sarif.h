/* oit.sarif: SARIF 2.1.0; rules are items, results what is wrong or open, locations addresses of the site. */
#ifndef OIT_REPORT_SARIF_H
#define OIT_REPORT_SARIF_H

#include "report/report.h"

report_fn sarif_write;

#endif
