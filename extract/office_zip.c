/* The members of an office file in memory, by name. */
#include "extract/office_zip.h"
#include "base/map.h"
#include "base/mem.h"
#include "extract/salvage.h"
#include "oit/limits.h"
#include <stdlib.h>
#include <zip.h>

#define NAME_MAX_BYTES 1024
#define PIECE 65536

struct office_zip {
    struct str bytes;
    zip_t *zip;        /* NULL: the directory is lost, members are below */
    struct map *names; /* -> index */
    struct salvage_member *member;
    size_t member_n, member_cap;
    size_t spent; /* bytes unpacked */
    struct office_zip_state state;
};

/* As names are compared: lower case, '/' only, none in front. */
static void
plain_name(struct str name, struct buf *out)
{
    buf_clear(out);
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i] == '\\' ? '/' : name.p[i];

        if (c == '/' && out->n == 0)
            continue;
        buf_char(out, c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c);
    }
}

/* The first of two members with one name counts. */
static void
add_name(struct office_zip *z, struct str name, size_t index)
{
    struct buf plain;
    bool fresh;
    struct map_entry *entry;

    buf_init(&plain, NAME_MAX_BYTES);
    plain_name(name, &plain);
    if (!plain.full) {
        entry = map_put(z->names, buf_view(&plain), &fresh);
        if (fresh)
            entry->num = (int64_t)index;
        z->state.pictures |= str_has(buf_view(&plain), STR("/media/")) ||
                             str_starts(buf_view(&plain), STR("pictures/")) ||
                             str_starts(buf_view(&plain), STR("media/"));
    }
    buf_free(&plain);
}

static bool
add_member(void *ctx, const struct salvage_member *m)
{
    struct office_zip *z = ctx;

    z->member = mem_room(z->member, z->member_n, &z->member_cap, sizeof *z->member);
    z->member[z->member_n] = *m;
    add_name(z, m->name, z->member_n++);
    return true;
}

static void
list_names(struct office_zip *z)
{
    zip_int64_t n = zip_get_num_entries(z->zip, 0);

    for (zip_int64_t i = 0; i < n && i < LIMIT_ARCHIVE_ENTRIES; i++)
        add_name(z, str_of(zip_get_name(z->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW)), (size_t)i);
    z->state.many = n > LIMIT_ARCHIVE_ENTRIES;
}

static zip_t *
open_in_memory(struct str bytes)
{
    zip_error_t error;
    zip_source_t *source;
    zip_t *zip = NULL;

    zip_error_init(&error);
    source = zip_source_buffer_create(bytes.p, bytes.n, 0, &error);
    if (source)
        zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (source && !zip)
        zip_source_free(source);
    zip_error_fini(&error);
    return zip;
}

struct office_zip *
office_zip_open(struct str bytes)
{
    struct office_zip *z;

    if (!str_starts(bytes, STR("PK")))
        return NULL;
    z = mem_new(1, sizeof *z);
    z->bytes = bytes;
    z->names = map_new();
    z->zip = open_in_memory(bytes);
    if (z->zip) {
        list_names(z);
    } else {
        z->state.damaged = true;
        salvage_each_head(bytes, add_member, z);
        z->state.many = z->member_n == LIMIT_ARCHIVE_ENTRIES;
    }
    return z;
}

void
office_zip_close(struct office_zip *z)
{
    if (!z)
        return;
    if (z->zip)
        zip_discard(z->zip);
    map_free(z->names);
    free(z->member);
    free(z);
}

const struct office_zip_state *
office_zip_state(const struct office_zip *z)
{
    return &z->state;
}

static const struct map_entry *
find(const struct office_zip *z, struct str name)
{
    struct buf plain;
    const struct map_entry *entry;

    buf_init(&plain, NAME_MAX_BYTES);
    plain_name(name, &plain);
    entry = plain.full ? NULL : map_get(z->names, buf_view(&plain));
    buf_free(&plain);
    return entry;
}

bool
office_zip_has(const struct office_zip *z, struct str name)
{
    return find(z, name);
}

/* What went wrong with a member: a lock is not damage. */
static void
note_error(struct office_zip *z, int code)
{
    if (code == ZIP_ER_NOPASSWD || code == ZIP_ER_WRONGPASSWD || code == ZIP_ER_ENCRNOTSUPP)
        z->state.locked = true;
    else
        z->state.damaged = true;
}

static void
read_through_library(struct office_zip *z, zip_uint64_t index, struct buf *out)
{
    zip_file_t *file = zip_fopen_index(z->zip, index, 0);
    char *piece;
    zip_int64_t n;

    if (!file) {
        note_error(z, zip_error_code_zip(zip_get_error(z->zip)));
        return;
    }
    piece = mem_new(PIECE, 1);
    while (!out->full && (n = zip_fread(file, piece, PIECE)) != 0) {
        if (n < 0) {
            note_error(z, zip_error_code_zip(zip_file_get_error(file)));
            break;
        }
        buf_put_some(out, piece, (size_t)n);
    }
    free(piece);
    zip_fclose(file);
}

bool
office_zip_read(struct office_zip *z, struct str name, struct buf *out)
{
    const struct map_entry *entry = find(z, name);
    struct buf all;

    if (!entry)
        return false;
    buf_init(&all, LIMIT_DOCUMENT_XML - z->spent);
    if (z->zip) {
        read_through_library(z, (zip_uint64_t)entry->num, &all);
    } else {
        z->state.locked |= z->member[entry->num].locked;
        salvage_unpack(z->bytes, &z->member[entry->num], &all);
    }
    z->spent += all.n;
    z->state.cut |= all.full;
    buf_str(out, buf_view(&all));
    z->state.cut |= out->full;
    buf_free(&all);
    return out->n > 0;
}
