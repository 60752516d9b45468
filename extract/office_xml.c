/* XML of office files, element by element. */
#include "extract/office_xml.h"
#include "oit/limits.h"
#include <expat.h>
#include <string.h>

#define PIECE (32 * KIB) /* handed to expat first */

struct reader {
    XML_Parser parser;
    const struct office_xml *how;
    void *ctx;
    size_t depth;
    size_t skipped; /* depth of the element that is passed over, 0 for none */
    bool deep, entity, stopped;
};

static struct str
local_name(const char *name)
{
    const char *colon = strrchr(name, ':');

    return str_of(colon ? colon + 1 : name);
}

static void
stop(struct reader *in)
{
    in->stopped = true;
    XML_StopParser(in->parser, XML_FALSE);
}

static void
on_start(void *ctx, const char *name, const char **pairs)
{
    struct reader *in = ctx;
    enum office_xml_go go;

    in->depth++;
    if (in->skipped || in->stopped)
        return;
    if (in->depth > LIMIT_TREE_DEPTH) {
        in->deep = true;
        in->skipped = in->depth;
        return;
    }
    go = in->how->start(in->ctx, local_name(name), pairs);
    if (go == OFFICE_XML_SKIP)
        in->skipped = in->depth;
    else if (go == OFFICE_XML_STOP)
        stop(in);
}

static void
on_end(void *ctx, const char *name)
{
    struct reader *in = ctx;

    if (!in->skipped && !in->stopped && in->how->end)
        in->how->end(in->ctx, local_name(name));
    if (in->skipped == in->depth)
        in->skipped = 0;
    in->depth--;
}

static void
on_text(void *ctx, const char *p, int n)
{
    struct reader *in = ctx;

    if (!in->skipped && !in->stopped && in->how->text)
        in->how->text(in->ctx, (struct str){p, (size_t)n});
}

static void
on_entity(void *ctx, const char *name, int is_parameter, const char *value, int length, const char *base,
          const char *system_id, const char *public_id, const char *notation)
{
    struct reader *in = ctx;

    (void)name, (void)is_parameter, (void)value, (void)length;
    (void)base, (void)system_id, (void)public_id, (void)notation;
    in->entity = true;
    stop(in);
}

/* expat 2.5 reads an unfinished token again with every piece: pieces that double keep a giant one linear. */
static bool
feed(struct reader *in, struct str s)
{
    size_t piece = PIECE, n;

    for (size_t at = 0; at < s.n; at += n) {
        n = s.n - at < piece ? s.n - at : piece;
        if (XML_Parse(in->parser, s.p + at, (int)n, 0) != XML_STATUS_OK)
            return false;
        piece *= 2;
    }
    return XML_Parse(in->parser, "", 0, 1) == XML_STATUS_OK;
}

enum office_xml_result
office_xml_read(struct str xml, const struct office_xml *how, void *ctx)
{
    struct reader in = {.parser = XML_ParserCreate(NULL), .how = how, .ctx = ctx};
    bool whole;

    if (!in.parser)
        return OFFICE_XML_DAMAGED;
    XML_SetUserData(in.parser, &in);
    XML_SetElementHandler(in.parser, on_start, on_end);
    XML_SetCharacterDataHandler(in.parser, on_text);
    XML_SetEntityDeclHandler(in.parser, on_entity);
    whole = feed(&in, xml) || in.stopped;
    XML_ParserFree(in.parser);
    if (in.entity)
        return OFFICE_XML_ENTITY;
    if (!whole)
        return OFFICE_XML_DAMAGED;
    return in.deep ? OFFICE_XML_DEEP : OFFICE_XML_WHOLE;
}

struct str
office_xml_attribute(const char **pairs, const char *name)
{
    for (; pairs[0]; pairs += 2)
        if (str_eq(local_name(pairs[0]), str_of(name)))
            return str_of(pairs[1]);
    return STR_NONE;
}

struct str
office_xml_prefixed(const char **pairs, const char *name)
{
    for (; pairs[0]; pairs += 2)
        if (strchr(pairs[0], ':') && str_eq(local_name(pairs[0]), str_of(name)))
            return str_of(pairs[1]);
    return STR_NONE;
}

uint32_t
office_xml_number(const char **pairs, const char *name, uint32_t otherwise, uint32_t most)
{
    uint64_t n;

    if (!str_to_u64(str_trim(office_xml_attribute(pairs, name)), &n))
        return otherwise;
    return n < most ? (uint32_t)n : most;
}

bool
office_xml_is(const char **pairs, const char *name, bool otherwise)
{
    struct str value = office_xml_attribute(pairs, name);

    if (value.n == 0)
        return otherwise;
    return !str_eq(value, STR("0")) && !str_eq_nocase(value, STR("false")) &&
           !str_eq_nocase(value, STR("off")) && !str_eq_nocase(value, STR("no"));
}
