/* Tables as text: values parted by comma, semicolon, tab or bar, some of them in quotes. */
#ifndef OIT_EXTRACT_CSV_H
#define OIT_EXTRACT_CSV_H

#include "extract/flow.h"

/* The character that parts values in this text, the beginning of one when more follows; 0: it is no table. */
char csv_separator(struct str text, bool more);
/* Is it a number, also with signs, commas, per cent or in Thai digits, or empty? */
bool csv_is_number(struct str text);
void csv_read(struct flow *flow, struct str text, char separator);

#endif
