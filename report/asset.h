/* Files of report/assets/, built into the program so that a report needs nothing beside itself. */
#ifndef OIT_REPORT_ASSET_H
#define OIT_REPORT_ASSET_H

#include "base/str.h"

extern const struct str asset_report_css;
extern const struct str asset_province_css;

#endif
