/*
 * Members of a zip file by its own bytes, without a library: to tell what a zip is, and to get out what can
 * be had of one that was cut, whose directory at the end is lost.
 */
#ifndef OIT_EXTRACT_SALVAGE_H
#define OIT_EXTRACT_SALVAGE_H

#include "base/buf.h"

struct salvage_member {
    struct str name; /* as written; bytes of the file */
    size_t at;       /* of its packed bytes */
    size_t packed;   /* how many, 0 when it does not say or says nonsense */
    uint32_t method; /* 0 stored, 8 deflated, 99 and others are not unpacked */
    bool locked;
};

/* False ends the walk. */
typedef bool salvage_member_each(void *ctx, const struct salvage_member *m);
/* At most LIMIT_ARCHIVE_ENTRIES: by the directory where it is whole, else by the head before each member. */
void salvage_each(struct str bytes, salvage_member_each *each, void *ctx);
/* The heads only, as when the directory is lost. */
void salvage_each_head(struct str bytes, salvage_member_each *each, void *ctx);
/* Append the unpacked bytes; false when they end early or are damaged: what came is kept. */
bool salvage_unpack(struct str bytes, const struct salvage_member *m, struct buf *out);

#endif
