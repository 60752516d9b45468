/* report.xlsx: the whole result as a workbook for Excel and LibreOffice. */
#ifndef OIT_REPORT_XLSX_H
#define OIT_REPORT_XLSX_H

#include "report/report.h"

report_fn xlsx_write;

#endif
