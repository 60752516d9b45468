/*
 * Writes every output and every paper of cards full of hostile texts, for parsers of those formats to read:
 *     report_hostile STRINGS.json DIR
 * makes DIR/N/text and DIR/N/address for string N, with the outputs as files (those of stdout as NAME.out),
 * and DIR/links.xlsx, a sheet with more addresses than one may hold as links.
 */
#include "base/file.h"
#include "oit/limits.h"
#include "report/book.h"
#include "report/province.h"
#include "report/report.h"
#include "tests/support/example_card.h"
#include "tests/support/example_papers.h"
#include "tests/support/hostile.h"
#include <stdio.h>

#define LINKS (LIMIT_SHEET_LINKS + 10)

static int
write_file(const char *dir, const char *name, const struct buf *out, struct err *e)
{
    char path[4200];

    snprintf(path, sizeof(path), "%s/%s", dir, name);
    return file_write(path, buf_view(out), e);
}

/* ------------------------------------------------------------------ outputs of other commands */

/* Two visits, the later of which saw every item of the card in other words. */
static struct changes
changes_of(struct arena *a, const struct scorecard *c)
{
    static const struct history trend[] = {{STR("2023-01-01"), 5000, 6000, 1},
                                           {STR("2023-04-28"), 6000, 7000, 2}};
    struct change *v = ARENA_ARRAY(a, struct change, c->item_n);
    struct compared visit = {
        c->run_id, c->started, c->as_of, c->pack_id, c->pack_sha256, c->tool_version, false, 5000,
        6000,      10,         9,        1};

    for (size_t i = 0; i < c->item_n; i++) {
        const struct item_result *item = &c->item[i];
        struct changed_place *place = ARENA_ARRAY(a, struct changed_place, item->evidence_n + 1);

        for (size_t k = 0; k < item->evidence_n; k++)
            place[k] = (struct changed_place){item->evidence[k].url, item->evidence[k].quote, PLACE_REMOVED};
        v[i] = (struct change){.id = item->id,
                               .topic = item->topic,
                               .name = item->name,
                               .name_en = item->name_en,
                               .from = VERDICT_FOUND,
                               .to = VERDICT_MISSING,
                               .machine_from = VERDICT_FOUND,
                               .machine_to = VERDICT_MISSING,
                               .kind = CHANGE_VANISHED,
                               .cause = CAUSE_SITE,
                               .rules_too = true,
                               .reason = item->reason,
                               .place = place,
                               .place_n = item->evidence_n};
    }
    return (struct changes){c->site_url, c->site_host, c->agency, c->pack_id, visit, visit, true,
                            true,        true,         v,         c->item_n,  trend, 2};
}

typedef void changes_fn(const struct changes *c, enum lang lang, struct buf *out);

static void
write_changes(const struct scorecard *c, changes_fn *write, struct buf *out)
{
    struct arena *a = arena_new(0);
    struct changes changes = changes_of(a, c);

    write(&changes, LANG_EN, out);
    arena_free(a);
}

static void
changes_text(const struct changes *c, enum lang lang, struct buf *out)
{
    report_changes(c, lang, false, 100, out);
}

static void
diff_txt(const struct scorecard *c, struct buf *out)
{
    write_changes(c, changes_text, out);
}

static void
diff_json(const struct scorecard *c, struct buf *out)
{
    write_changes(c, report_changes_json, out);
}

static void
diff_html(const struct scorecard *c, struct buf *out)
{
    write_changes(c, report_changes_html, out);
}

static void
todo_csv(const struct scorecard *c, struct buf *out)
{
    report_todo_csv(c, LANG_EN, out);
}

static void
todo_ics(const struct scorecard *c, struct buf *out)
{
    report_todo_ics(c, LANG_EN, out);
}

/* All that is printed on a terminal. */
static void
terminal(const struct scorecard *c, struct buf *out)
{
    report_summary(c, LANG_EN, false, 100, out);
    report_todo(c, LANG_EN, false, 100, out);
    report_todo_by_unit(c, LANG_EN, false, 100, out);
    report_reviews(c, LANG_EN, false, 100, out);
    for (size_t i = 0; i < c->item_n; i++) {
        report_question(c, &c->item[i], LANG_EN, false, 100, out);
        report_explain(c, &c->item[i], LANG_EN, false, 100, out);
    }
}

static const struct {
    const char *name;
    void (*write)(const struct scorecard *c, struct buf *out);
} more[] = {
    {"changes.txt", diff_txt}, {"changes.json", diff_json}, {"changes.html", diff_html},
    {"todo.csv", todo_csv},    {"todo.ics", todo_ics},      {"terminal.txt", terminal},
};

static int
write_card(const struct scorecard *c, const char *dir, struct err *e)
{
    struct buf out;
    int bad = file_make_dirs(dir, e);

    buf_init(&out, REPORT_BYTES_MAX);
    for (const struct report_format *f = report_formats; f->name && bad == 0; f++) {
        char name[64];

        buf_clear(&out);
        f->write(c, LANG_EN, &out);
        snprintf(name, sizeof(name), "%s.out", f->name);
        bad = write_file(dir, f->file_name ? f->file_name : name, &out, e);
    }
    for (size_t i = 0; i < sizeof(more) / sizeof(more[0]) && bad == 0; i++) {
        buf_clear(&out);
        more[i].write(c, &out);
        bad = write_file(dir, more[i].name, &out, e);
    }
    buf_free(&out);
    return bad;
}

static int
write_papers(struct arena *a, const struct scorecard *c, struct str words, const char *dir, struct err *e)
{
    const struct draft_manner m = {.lang = LANG_EN, .made = words};
    const struct paper_facts *f = example_papers(a, c, words);
    struct buf out;
    int bad = 0;

    buf_init(&out, REPORT_BYTES_MAX);
    for (const struct paper_kind *k = paper_kinds; k->name && bad == 0; k++) {
        struct draft *d = draft_new(a, &m);
        char name[64];

        k->write(d, f);
        buf_clear(&out);
        snprintf(name, sizeof(name), "%s.docx", k->name);
        bad = draft_docx(d, &out) ? write_file(dir, name, &out, e) : -1;
        buf_clear(&out);
        draft_markdown(d, &out);
        snprintf(name, sizeof(name), "%s.md", k->name);
        bad = bad == 0 ? write_file(dir, name, &out, e) : -1;
        buf_clear(&out);
        snprintf(name, sizeof(name), "%s.xlsx", k->name);
        if (bad == 0 && k->book)
            bad = k->book(f, &m, &out) ? write_file(dir, name, &out, e) : -1;
    }
    buf_free(&out);
    return bad;
}

/* One site of one line, everything that a list or a site may fill set to the text. */
static int
write_province(struct arena *a, const struct scorecard *card, struct str w, const char *dir, struct err *e)
{
    struct str *one = ARENA_NEW(a, struct str);
    struct province_site *s = ARENA_NEW(a, struct province_site);
    struct province_item *item = ARENA_ARRAY(a, struct province_item, card->item_n);
    struct province p = {.title = w,
                         .tool_version = w,
                         .pack_id = STR("oit-2566"),
                         .pack_name = w,
                         .pack_name_en = w,
                         .as_of = STR("2023-04-28"),
                         .fiscal_year = 2566,
                         .scored = true,
                         .started = STR("2023-04-28T02:00:00Z"),
                         .finished = STR("2023-04-28T03:00:00Z"),
                         .complete = true,
                         .item = card->item,
                         .item_n = card->item_n,
                         .site = s,
                         .site_n = 1};

    *one = w;
    p.extra = (struct strs){one, 1};
    for (size_t i = 0; i < card->item_n; i++)
        item[i] = (struct province_item){&card->item[i], card->item[i].verdict, VERDICT_FOUND, 100};
    *s = (struct province_site){.line = 2,
                                .url = card->site_url,
                                .name = w,
                                .kind = w,
                                .district = w,
                                .province = w,
                                .email = w,
                                .extra = {one, 1},
                                .folder = STR("www.tuayang.example"),
                                .has_result = true,
                                .has_report = true,
                                .outcome = {.state = SITE_DONE,
                                            .detail = w,
                                            .complete = true,
                                            .agency = w,
                                            .pack_id = STR("oit-2566"),
                                            .as_of = STR("2023-04-28"),
                                            .started = 1682647200,
                                            .finished = 1682650800,
                                            .low = 5000,
                                            .high = 6000,
                                            .potential = 10000},
                                .item = item};
    return province_write(&p, dir, LANG_EN, e);
}

static int
write_links(const char *dir, struct err *e)
{
    static const struct book_column columns[] = {{"Address", 40}};
    struct book *b = book_new(LANG_EN, STR("links"), STR("2023-04-28"));
    struct arena *a = arena_new(0);
    struct buf out;
    int bad;

    buf_init(&out, REPORT_BYTES_MAX);
    book_list(b, "Links", columns, 1);
    for (unsigned long i = 0; i < LINKS; i++) {
        book_cell(b, CELL_OF_ISO(CELL_LINK, arena_printf(a, "https://www.tuayang.example/%lu", i)));
        book_next_row(b);
    }
    bad = book_close(b, &out) ? write_file(dir, "links.xlsx", &out, e) : -1;
    buf_free(&out);
    arena_free(a);
    return bad;
}

int
main(int argc, char **argv)
{
    struct arena *keep = arena_new(0), *a = arena_new(0);
    struct hostile list[HOSTILE_MAX];
    struct err e = {ERR_NONE, "", "", ""};
    size_t n = argc == 3 ? hostile_load(keep, argv[1], list) : 0;
    int bad = n == 0;

    for (size_t i = 0; i < n && !bad; i++) {
        for (int address = 0; address < 2 && !bad; address++) {
            struct scorecard *card = example_hostile(a, list[i].text, address);
            struct item_result *item = (struct item_result *)card->item;
            char dir[4096];

            snprintf(dir, sizeof(dir), "%s/%zu/%s", argv[2], i, address ? "address" : "text");
            bad = write_card(card, dir, &e) != 0 || write_province(a, card, list[i].text, dir, &e) != 0;
            if (!address) /* once with its way and addresses, once with what is lacking */
                item->verdict = item->machine_verdict = VERDICT_FOUND;
            bad = bad || write_papers(a, card, list[i].text, dir, &e) != 0;
        }
        arena_reset(a);
    }
    if (!bad)
        bad = write_links(argv[2], &e) != 0;
    if (bad)
        fprintf(stderr, "report_hostile: %s %s\n", e.input, e.what);
    arena_free(a);
    arena_free(keep);
    return bad;
}
