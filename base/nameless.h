/* A file that has no name, so that nothing of it stays, however the program ends. */
#ifndef OIT_BASE_NAMELESS_H
#define OIT_BASE_NAMELESS_H

#include <stdbool.h>
#include <stdint.h>

/* In the folder of the file `beside`; -1 when there is none to be had. */
int nameless_open(const char *beside);
/* May it have so many bytes in all?  Only where its disk has 128 times as much to spare: site files come
 * first, and what is free may be what they want next. */
bool nameless_has_room(int fd, uint64_t bytes);

#endif
