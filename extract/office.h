/*
 * An office file on the bench: its members, its text on the way out, and what went wrong.  office_read() of
 * reading.h makes it; one file a format family reads it.
 */
#ifndef OIT_EXTRACT_OFFICE_H
#define OIT_EXTRACT_OFFICE_H

#include "base/arena.h"
#include "extract/flow.h"
#include "extract/office_xml.h"
#include "extract/office_zip.h"
#include "extract/reading.h"

/* How a part of an OOXML package names another. */
struct office_relation {
    struct str id;
    struct str type;   /* last part of its address: "header", "slide" ... */
    struct str target; /* member of the zip; empty when it lies outside */
};

struct office_relations {
    struct office_relation *of;
    size_t n, cap;
};

struct office {
    struct office_zip *zip;
    struct flow flow;
    struct arena *a;
    const char *fault; /* English, first one; NULL */
    bool damaged;      /* XML that ends early or is none */
    bool foreign;      /* text of a kind that is not read stands in it */
};

/* Read a member and hand its elements on; false when it is not there. Ends open paragraphs only on damage. */
bool office_part(struct office *o, struct str name, const struct office_xml *how, void *ctx);
/* What part says about others; name empty: of the package.  Lives in o->a, save of[], freed by the second. */
void office_relations(struct office *o, struct str name, struct office_relations *out);
void office_relations_free(struct office_relations *r);
/* Target of the first relation of a type, or of an id; STR_NONE without one. */
struct str office_related(const struct office_relations *r, const char *type);
struct str office_related_by_id(const struct office_relations *r, struct str id);

/* The readers of the families; main is the member the package begins with. */
void office_word_read(struct office *o, struct str main);
void office_slides_read(struct office *o, struct str main);
void office_sheet_read(struct office *o, struct str main);
void office_odf_read(struct office *o, enum document_format format);
void office_ods_read(struct office *o);
/* Paragraphs and tables of one DrawingML part: slide, diagram, chart, shapes of a sheet. */
void office_drawing_read(struct office *o, struct str part);
/* Diagrams and charts that a part refers to. */
void office_drawings_of(struct office *o, const struct office_relations *r);

#endif
