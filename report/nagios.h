/* One line for monitoring: state, figures, and the same figures as performance data. */
#ifndef OIT_REPORT_NAGIOS_H
#define OIT_REPORT_NAGIOS_H

#include "report/report.h"

report_fn nagios_write;

#endif
