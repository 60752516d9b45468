/*
 * The members of an office file or archive in memory, by name.  Whole files are read through libzip, cut ones
 * by what can be had.  All unpacking of one file shares one budget, LIMIT_DOCUMENT_XML, counted as it comes:
 * sizes that a file claims are not believed.
 */
#ifndef OIT_EXTRACT_OFFICE_ZIP_H
#define OIT_EXTRACT_OFFICE_ZIP_H

#include "base/buf.h"

struct office_zip;

/* What became of it so far. */
struct office_zip_state {
    bool cut;      /* the budget of unpacked bytes was used up */
    bool many;     /* it has more members than are listed */
    bool damaged;  /* members are missing, end early or have another checksum */
    bool locked;   /* a member is encrypted */
    bool pictures; /* it holds pictures */
};

/* NULL when it is no zip at all. bytes must live as long. */
struct office_zip *office_zip_open(struct str bytes);
void office_zip_close(struct office_zip *z);
const struct office_zip_state *office_zip_state(const struct office_zip *z);
/* Case does not count, nor whether parts of the path are joined by '/' or '\'. */
bool office_zip_has(const struct office_zip *z, struct str name);
/* Append a member; false when there is none or nothing of it can be read. */
bool office_zip_read(struct office_zip *z, struct str name, struct buf *out);

#endif
