/*
 * One request and what came back: one record a hop, so a redirect is a record of its own.
 * Views live as long as the arena or row they were read from.
 */
#ifndef OIT_FETCH_H
#define OIT_FETCH_H

#include "base/sha256.h"
#include "oit/problem.h"

enum role { ROLE_PAGE, ROLE_DOCUMENT, ROLE_ROBOTS, ROLE_SITEMAP, ROLE_PROBE };

/* What the first bytes say, not the name. */
enum content_kind {
    KIND_UNKNOWN,
    KIND_HTML,
    KIND_PDF,
    KIND_OFFICE, /* doc docx xls xlsx ppt pptx odt ods odp rtf */
    KIND_IMAGE,
    KIND_ARCHIVE,
    KIND_TEXT,
    KIND_XML,
    KIND_JSON,
    KIND_MEDIA,
    KIND_BINARY
};

struct fetch {
    struct str url;         /* canonical address asked for */
    struct str redirect_to; /* canonical target when status is 3xx, else empty */
    struct str found_on;    /* page whose link was followed first; empty for the start */
    enum role role;
    int depth;  /* clicks from the start */
    int status; /* HTTP status; 0 when none came */
    enum problem problem;
    struct str detail;       /* plain words for the coverage, English, may be empty */
    struct str content_type; /* as sent, without control characters */
    struct str file_name;    /* of Content-Disposition, cleaned, or empty */
    enum content_kind kind;
    struct sha256 sha256;      /* of the decoded body; zero when none */
    uint64_t size;             /* decoded bytes */
    bool not_modified;         /* 304 or the same bytes as on the visit before */
    bool bad_tls;              /* read although the certificate is bad (--allow-bad-tls) */
    int64_t certificate_until; /* last second of the certificate, where this request was shown one; else 0 */
    struct str etag, last_modified;
    int64_t fetched; /* Unix seconds; kept from the visit that brought the bytes when not_modified */
    int elapsed_ms;
    int64_t seen; /* of an earlier visit: when that visit began, whatever brought the bytes; else 0 */
    int64_t body; /* the same: by which number the memory knows its bytes; for the memory only */
};

#endif
