/* The list of pictures, as pdfimages prints it: a heading, a line of dashes, a line a picture. */
#include "extract/pdf_pictures.h"
#include "base/buf.h"
#include "extract/box.h"
#include "oit/limits.h"

/* Columns: page num type width height color comp bpc enc interp object ID x-ppi y-ppi size ratio. */
enum { PAGE = 0, KIND = 2, WIDTH = 3, HEIGHT = 4, X_PPI = 12, Y_PPI = 13, FIELDS = 14 };

static bool
next_field(struct str *rest, struct str *field)
{
    while (str_next(rest, ' ', field))
        if (field->n > 0)
            return true;
    return false;
}

static double
number(struct str s)
{
    uint64_t n;

    return str_to_u64(s, &n) ? (double)n : 0;
}

/* Points over points an inch; a picture drawn so large that it has less than one an inch is said to have 0.
 */
static double
inches(struct str points, struct str an_inch)
{
    double density = number(an_inch);

    return number(points) / (density < 1 ? 0.25 : density);
}

static void
add_picture(struct str line, double *area, uint32_t pages)
{
    struct str field[FIELDS];
    size_t n = 0;
    double page;

    while (n < FIELDS && next_field(&line, &field[n]))
        n++;
    page = n > 0 ? number(field[PAGE]) : 0;
    if (n == FIELDS && page >= 1 && page <= pages &&
        (str_eq(field[KIND], STR("image")) || str_eq(field[KIND], STR("stencil"))))
        area[(uint32_t)page - 1] += inches(field[WIDTH], field[X_PPI]) * inches(field[HEIGHT], field[Y_PPI]);
}

const double *
pdf_pictures(int pdf, uint32_t pages, struct arena *a)
{
    const char *argv[] = {box_program("pdfimages"), "-list", "-", NULL};
    struct box_job job = {.argv = argv, .in = pdf};
    double *area = ARENA_ARRAY(a, double, pages + 1);
    struct str list, line;
    struct buf output;
    enum box_end end;

    if (!argv[0] || !area)
        return NULL;
    buf_init(&output, LIMIT_DOCUMENT_TEXT);
    end = box_run(&job, &output, NULL, NULL);
    list = buf_view(&output);
    while (str_next(&list, '\n', &line))
        add_picture(line, area, pages);
    buf_free(&output);
    return end == BOX_DONE ? area : NULL;
}
