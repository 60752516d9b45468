/* Web addresses as people read them. */
#ifndef OIT_REPORT_ADDRESS_H
#define OIT_REPORT_ADDRESS_H

#include "base/arena.h"

/*
 * url with the percent-escapes of visible non-ASCII letters decoded, and with the Thai of a host name that is
 * written in ASCII ("xn--…"), so that a Thai address reads as Thai.  Escapes of ASCII, of blanks and of
 * invisible characters stay, and so does a part of a name that is not all Thai: what is shown still leads to
 * the same place.
 */
struct str address_show(struct arena *a, struct str url);
/* The same for every address in a sentence. */
struct str address_show_in(struct arena *a, struct str text);
/* The same without scheme and final slash. */
struct str address_show_short(struct arena *a, struct str url);
/*
 * Where the address ends that begins at a place of a text: scheme://, up to a blank or a sign that addresses
 * do not hold, without the stop or bracket of the sentence.  The place itself when none begins there.
 */
size_t address_end(struct str text, size_t at);

#endif
