/* Rich Text Format: its text, in the code pages of its fonts. */
#ifndef OIT_EXTRACT_RTF_H
#define OIT_EXTRACT_RTF_H

#include "extract/flow.h"

/* Reads the whole document and writes its D record: READ, or DAMAGED where groups are left open. */
void rtf_read(struct flow *flow, struct str bytes);

#endif
