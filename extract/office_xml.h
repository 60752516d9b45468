/*
 * XML of office files, element by element.  Names come without their prefix.  Nothing is ever fetched, no
 * entity is ever expanded, elements deeper than LIMIT_TREE_DEPTH are passed over.
 */
#ifndef OIT_EXTRACT_OFFICE_XML_H
#define OIT_EXTRACT_OFFICE_XML_H

#include "base/str.h"

enum office_xml_go {
    OFFICE_XML_GO,
    OFFICE_XML_SKIP, /* this element and what is in it, without its end */
    OFFICE_XML_STOP  /* no more is wanted */
};

struct office_xml {
    /* pairs: name, value, name, value ... NULL */
    enum office_xml_go (*start)(void *ctx, struct str name, const char **pairs);
    void (*end)(void *ctx, struct str name);  /* may be NULL */
    void (*text)(void *ctx, struct str utf8); /* may be NULL; a text comes in several pieces */
};

enum office_xml_result {
    OFFICE_XML_WHOLE,  /* read to its end, or stopped as wanted */
    OFFICE_XML_DEEP,   /* read to its end, deep elements left out */
    OFFICE_XML_ENTITY, /* declares entities: left at that point */
    OFFICE_XML_DAMAGED /* ends early or is not well formed; what came before was handed on */
};

enum office_xml_result office_xml_read(struct str xml, const struct office_xml *how, void *ctx);
/* Value of the first attribute of this name, whatever its prefix; STR_NONE without one. */
struct str office_xml_attribute(const char **pairs, const char *name);
/* Only with a prefix, as r:id beside id. */
struct str office_xml_prefixed(const char **pairs, const char *name);
/* A whole number, or otherwise. Anything above most is most. */
uint32_t office_xml_number(const char **pairs, const char *name, uint32_t otherwise, uint32_t most);
/* "0", "false", "off" and "no" are false; another value or none is otherwise. */
bool office_xml_is(const char **pairs, const char *name, bool otherwise);

#endif
