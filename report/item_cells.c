/* An item in one row: what it is, what was decided, what proves it, what to do. */
#include "report/item_cells.h"
#include "base/buf.h"

struct str
item_cells_path(struct arena *a, struct strs path)
{
    struct buf b;
    struct str all;

    buf_init(&b, 0x100000);
    for (size_t i = 0; i < path.n; i++) {
        buf_z(&b, i > 0 ? " > " : "");
        buf_str(&b, path.v[i]);
    }
    all = arena_str(a, buf_view(&b));
    buf_free(&b);
    return all;
}

struct str
item_cells_verdict(const char *word, enum lang lang)
{
    enum verdict v = word ? verdict_of_name(word) : VERDICT_COUNT;

    return v == VERDICT_COUNT ? STR_NONE : str_of(say_tr_in(lang, verdict_text(v)));
}

static const struct evidence *
proof(const struct item_cells *x)
{
    static const struct evidence none;

    return x->item->evidence_n > 0 ? &x->item->evidence[0] : &none;
}

static const struct missing_url *
broken(const struct item_cells *x)
{
    size_t at = 0;

    return card_missing(x->c, x->item->id, &at);
}

static struct cell
id(const struct item_cells *x)
{
    return CELL_OF_TEXT(x->item->id);
}

static struct cell
name(const struct item_cells *x)
{
    return CELL_OF_TEXT(card_name(x->item->name, x->item->name_en, x->lang));
}

static struct cell
indicator(const struct item_cells *x)
{
    return CELL_OF_TEXT(x->item->indicator);
}

static struct cell
sub(const struct item_cells *x)
{
    return CELL_OF_TEXT(x->item->sub);
}

static struct cell
verdict(const struct item_cells *x)
{
    return CELL_OF(CELL_VERDICT, x->item->verdict);
}

static struct cell
verdict_word(const struct item_cells *x)
{
    return CELL_OF_TEXT(str_of(verdict_name(x->item->verdict)));
}

static struct cell
reason(const struct item_cells *x)
{
    return CELL_OF_TEXT(x->item->reason.id ? card_say(x->a, x->item, &x->item->reason, x->lang) : STR_NONE);
}

static struct cell
confidence(const struct item_cells *x)
{
    return CELL_OF(CELL_COUNT, x->item->confidence);
}

/* Of a site that could not be read nobody knows what there is to gain. */
static struct cell
gain(const struct item_cells *x, int hundredths)
{
    return CELL_OF(CELL_POINTS, card_unreadable(x->c) ? NO_SCORE : hundredths);
}

static struct cell
gain_oit(const struct item_cells *x)
{
    return gain(x, x->item->gain_oit);
}

static struct cell
gain_ita(const struct item_cells *x)
{
    return gain(x, x->item->gain_ita);
}

static struct cell
address(const struct item_cells *x)
{
    const struct evidence *e = proof(x);

    return CELL_OF_ISO(CELL_LINK, e->final_url.n > 0 ? e->final_url : e->url);
}

static struct cell
found_on(const struct item_cells *x)
{
    return CELL_OF_ISO(CELL_LINK, proof(x)->found_on);
}

static struct cell
path(const struct item_cells *x)
{
    return CELL_OF_TEXT(item_cells_path(x->a, card_path(x->a, proof(x))));
}

static struct cell
quote(const struct item_cells *x)
{
    return CELL_OF_TEXT(proof(x)->quote);
}

static struct cell
fiscal_year(const struct item_cells *x)
{
    return CELL_OF(CELL_NUMBER, proof(x)->fiscal_year);
}

static struct cell
read_at(const struct item_cells *x)
{
    char iso[32] = "";

    if (proof(x)->fetched != 0)
        date_iso_time(proof(x)->fetched, iso);
    return CELL_OF_ISO(CELL_TIME, arena_str(x->a, str_of(iso)));
}

static struct cell
fix(const struct item_cells *x)
{
    return CELL_OF_TEXT(card_fix(x->a, x->item, x->lang));
}

static struct cell
owner(const struct item_cells *x)
{
    return CELL_OF_TEXT(x->item->owner);
}

static struct cell
broken_address(const struct item_cells *x)
{
    const struct missing_url *m = broken(x);

    return CELL_OF_ISO(CELL_LINK, m ? m->url : STR_NONE);
}

static struct cell
broken_why(const struct item_cells *x)
{
    const struct missing_url *m = broken(x);

    return CELL_OF_TEXT(m ? str_of(say_tr_in(x->lang, card_missing_text(m))) : STR_NONE);
}

static struct cell
previous(const struct item_cells *x)
{
    return CELL_OF_TEXT(item_cells_verdict(x->item->previous, x->lang));
}

static struct cell
machine(const struct item_cells *x)
{
    return CELL_OF_TEXT(str_of(say_tr_in(x->lang, verdict_text(x->item->machine_verdict))));
}

static struct cell
judgement(const struct item_cells *x)
{
    return CELL_OF_TEXT(x->item->review ? card_said(x->a, x->item->review, x->lang) : STR_NONE);
}

const struct item_column item_columns[ITEM_COLUMNS] = {
    {{N_("Item"), 8}, id},
    {{N_("Name"), 40}, name},
    {{N_("Indicator"), 9}, indicator},
    {{N_("Sub-indicator"), 9}, sub},
    {{N_("Verdict"), 16}, verdict},
    {{N_("Reason"), 48}, reason},
    {{N_("To do"), 48}, fix},
    {{N_("In charge"), 20}, owner},
    {{N_("OIT points"), 9}, gain_oit},
    {{N_("ITA points"), 9}, gain_ita},
    {{N_("Address of the proof"), 44}, address},
    {{N_("Linked from"), 36}, found_on},
    {{N_("Click path"), 40}, path},
    {{N_("Quote"), 48}, quote},
    {{N_("Fiscal year (B.E.)"), 12}, fiscal_year},
    {{N_("Read on"), 18}, read_at},
    {{N_("Address to mend"), 44}, broken_address},
    {{N_("What is wrong there"), 30}, broken_why},
    {{N_("Preceding visit"), 16}, previous},
    {{N_("The program's own verdict"), 16}, machine},
    {{N_("Judgement"), 30}, judgement},
    {{N_("Confidence, per cent"), 10}, confidence},
    {{N_("Verdict, as a code"), 14}, verdict_word},
};
