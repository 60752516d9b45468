/* Office files: which member comes first, what became of the whole. */
#include "extract/office.h"
#include "base/mem.h"
#include "extract/ole.h"
#include "oit/limits.h"
#include <stdlib.h>
#include <string.h>

static void
note_fault(struct office *o, const char *fault)
{
    if (!o->fault)
        o->fault = fault;
}

bool
office_part(struct office *o, struct str name, const struct office_xml *how, void *ctx)
{
    struct buf xml;
    bool there;

    buf_init(&xml, LIMIT_DOCUMENT_XML);
    there = office_zip_read(o->zip, name, &xml);
    if (there) {
        switch (office_xml_read(buf_view(&xml), how, ctx)) {
        case OFFICE_XML_WHOLE:
            break;
        case OFFICE_XML_DEEP:
            o->flow.capped = true;
            note_fault(o, "elements are nested too deeply");
            break;
        case OFFICE_XML_ENTITY:
            o->damaged = true;
            note_fault(o, "the file declares entities, which are not expanded");
            break;
        case OFFICE_XML_DAMAGED:
            o->damaged = true;
            break;
        }
    }
    buf_free(&xml);
    return there;
}

/* Folder of a member, with its last '/'. */
static struct str
folder_of(struct str name)
{
    size_t n = name.n;

    while (n > 0 && name.p[n - 1] != '/')
        n--;
    return str_sub(name, 0, n);
}

static void
drop_last_part(struct buf *path)
{
    if (path->n > 0)
        path->n--; /* its '/' */
    while (path->n > 0 && path->p[path->n - 1] != '/')
        path->n--;
}

/* target as seen from a member in folder, "../" resolved; a name to look up, never a path on disk. */
static struct str
resolve(struct arena *a, struct str folder, struct str target)
{
    struct buf path;
    struct str piece, kept;

    buf_init(&path, KIB);
    if (!str_starts(target, STR("/")))
        buf_str(&path, folder);
    while (str_next(&target, '/', &piece)) {
        if (str_eq(piece, STR(".."))) {
            drop_last_part(&path);
        } else if (piece.n > 0 && !str_eq(piece, STR("."))) {
            buf_str(&path, piece);
            buf_char(&path, '/');
        }
    }
    kept = arena_str(a, str_sub(buf_view(&path), 0, path.n > 0 ? path.n - 1 : 0));
    buf_free(&path);
    return kept;
}

struct relations_reader {
    struct office *o;
    struct office_relations *out;
    struct str folder;
};

static enum office_xml_go
on_relation(void *ctx, struct str name, const char **pairs)
{
    struct relations_reader *in = ctx;
    struct office_relations *out = in->out;
    struct office_relation r;
    struct str type = office_xml_attribute(pairs, "Type");
    size_t slash = type.n;

    if (!str_eq(name, STR("Relationship")))
        return OFFICE_XML_GO;
    if (out->n == LIMIT_ARCHIVE_ENTRIES)
        return OFFICE_XML_STOP;
    while (slash > 0 && type.p[slash - 1] != '/')
        slash--;
    r = (struct office_relation){.id = arena_str(in->o->a, office_xml_attribute(pairs, "Id")),
                                 .type = arena_str(in->o->a, str_sub(type, slash, type.n))};
    if (!str_eq_nocase(office_xml_attribute(pairs, "TargetMode"), STR("External")))
        r.target = resolve(in->o->a, in->folder, office_xml_attribute(pairs, "Target"));
    out->of = mem_room(out->of, out->n, &out->cap, sizeof *out->of);
    out->of[out->n++] = r;
    return OFFICE_XML_GO;
}

void
office_relations(struct office *o, struct str name, struct office_relations *out)
{
    static const struct office_xml how = {on_relation, NULL, NULL};
    struct str folder = folder_of(name), file = str_sub(name, folder.n, name.n);
    struct relations_reader in = {o, out, folder};

    *out = (struct office_relations){.n = 0};
    office_part(o, arena_printf(o->a, "%.*s_rels/%.*s.rels", STR_ARGS(folder), STR_ARGS(file)), &how, &in);
}

void
office_relations_free(struct office_relations *r)
{
    free(r->of);
    *r = (struct office_relations){.n = 0};
}

struct str
office_related(const struct office_relations *r, const char *type)
{
    for (size_t i = 0; i < r->n; i++)
        if (str_eq(r->of[i].type, str_of(type)))
            return r->of[i].target;
    return STR_NONE;
}

struct str
office_related_by_id(const struct office_relations *r, struct str id)
{
    for (size_t i = 0; i < r->n; i++)
        if (id.n > 0 && str_eq(r->of[i].id, id))
            return r->of[i].target;
    return STR_NONE;
}

/* The member an OOXML package begins with: as it says itself, else where it usually is. */
static struct str
main_part(struct office *o, const char *usual)
{
    struct office_relations r;
    struct str main;

    office_relations(o, STR_NONE, &r);
    main = office_related(&r, "officeDocument");
    office_relations_free(&r);
    return main.n > 0 && office_zip_has(o->zip, main) ? main : str_of(usual);
}

static void
read_package(struct office *o, const char *usual, void (*read)(struct office *o, struct str main))
{
    struct str main = main_part(o, usual);

    if (str_ends(main, STR(".bin")))
        o->foreign = true;
    else if (office_zip_has(o->zip, main))
        read(o, main);
    else
        o->damaged = true;
}

/* OpenDocument writes into its list of members which of them are encrypted. */
static bool
is_locked_odf(struct office *o)
{
    struct buf manifest;
    bool locked;

    buf_init(&manifest, LIMIT_CONFIG_FILE);
    office_zip_read(o->zip, STR("META-INF/manifest.xml"), &manifest);
    locked = str_has(buf_view(&manifest), STR("encryption-data")) ||
             office_zip_has(o->zip, STR("encrypted-package"));
    buf_free(&manifest);
    return locked;
}

static void
read_odf(struct office *o, enum document_format format)
{
    if (!office_zip_has(o->zip, STR("content.xml")))
        o->damaged = !office_zip_has(o->zip, STR("encrypted-package"));
    else if (format == FORMAT_ODS)
        office_ods_read(o);
    else
        office_odf_read(o, format);
}

static void
read_members(struct office *o, enum document_format format)
{
    switch (format) {
    case FORMAT_DOCX:
        read_package(o, "word/document.xml", office_word_read);
        break;
    case FORMAT_XLSX:
        read_package(o, "xl/workbook.xml", office_sheet_read);
        break;
    case FORMAT_PPTX:
        read_package(o, "ppt/presentation.xml", office_slides_read);
        break;
    default:
        read_odf(o, format);
    }
}

static enum document_state
state_of(const struct office *o)
{
    const struct office_zip_state *zip = office_zip_state(o->zip);

    if (zip->locked)
        return DOCUMENT_LOCKED;
    if (zip->cut)
        return DOCUMENT_TOO_LARGE;
    if (o->damaged || zip->damaged)
        return DOCUMENT_DAMAGED;
    return o->foreign && !o->flow.text ? DOCUMENT_UNSUPPORTED : DOCUMENT_READ;
}

static void
read_zip(struct office *o, enum document_format format)
{
    bool odf = format == FORMAT_ODT || format == FORMAT_ODS || format == FORMAT_ODP;
    enum document_state state;

    if (odf && is_locked_odf(o)) {
        flow_finish(&o->flow, format, DOCUMENT_LOCKED, false, "");
        return;
    }
    read_members(o, format);
    state = state_of(o);
    o->flow.capped |= office_zip_state(o->zip)->cut || office_zip_state(o->zip)->many;
    flow_finish(&o->flow, format, state, office_zip_state(o->zip)->pictures, o->fault ? o->fault : "");
}

void
office_read(struct reading *r)
{
    struct office o = {.zip = office_zip_open(r->bytes)};

    flow_init(&o.flow, r->out);
    o.a = arena_new(LIMIT_PARSE_ARENA);
    if (o.zip)
        read_zip(&o, r->format);
    else
        flow_finish(&o.flow, r->format, ole_is(r->bytes) ? DOCUMENT_LOCKED : DOCUMENT_DAMAGED, false, "");
    arena_free(o.a);
    flow_free(&o.flow);
    office_zip_close(o.zip);
}
