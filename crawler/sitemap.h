/*
 * Sitemaps (sitemaps.org): XML url sets and indexes, plain text lists, RSS and Atom feeds; also gzip.
 * No DTD, no entities but the five of XML, nothing is opened or contacted.
 */
#ifndef OIT_CRAWLER_SITEMAP_H
#define OIT_CRAWLER_SITEMAP_H

#include "base/buf.h"

enum sitemap_kind { SITEMAP_NONE, SITEMAP_URLS, SITEMAP_INDEX, SITEMAP_TEXT, SITEMAP_FEED };

struct sitemap_result {
    enum sitemap_kind kind;
    size_t count;   /* addresses given to the callback */
    bool truncated; /* a ceiling was reached */
    bool damaged;   /* what came before the damage was used */
    bool refused;   /* DTD or entity bomb: nothing used from there on */
};

/* location as written, entities decoded, trimmed; not yet parsed as an address. */
typedef void sitemap_each(void *ctx, struct str location, struct str lastmod, bool is_index);

/* body: as received; gzip is unpacked up to LIMIT_SITEMAP bytes. */
struct sitemap_result sitemap_read(struct str body, sitemap_each *each, void *ctx);

#endif
