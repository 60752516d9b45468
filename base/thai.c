/* Thai letters and marks, and the normal form in which Thai text is compared. */
#include "base/thai.h"

bool
thai_is_mark(uint32_t c)
{
    return c == 0x0E31 || (c >= 0x0E34 && c <= 0x0E3A) || (c >= 0x0E47 && c <= 0x0E4E);
}

bool
thai_is_letter(uint32_t c)
{
    return (c >= 0x0E01 && c <= 0x0E30) || c == 0x0E32 || c == 0x0E33 || (c >= 0x0E40 && c <= 0x0E45);
}
