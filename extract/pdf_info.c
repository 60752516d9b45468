/* A line a fact: "Pages: 12", "Page 3 size: 595 x 842 pts". */
#include "extract/pdf_info.h"
#include "extract/box.h"
#include "oit/limits.h"
#include <stdio.h>

#define POINTS 72      /* of an inch */
#define PAGE_NUMBER 16 /* characters of a page number as an argument */

static void
run(int pdf, uint32_t page, struct buf *output)
{
    char number[PAGE_NUMBER];
    const char *argv[] = {box_program("pdfinfo"), "-f", number, "-l", number, "-", NULL};
    struct box_job job = {.argv = argv, .in = pdf};

    snprintf(number, sizeof(number), "%u", (unsigned)page);
    buf_init(output, 64 * KIB);
    if (argv[0])
        box_run(&job, output, NULL, NULL);
}

uint32_t
pdf_info_pages(int pdf)
{
    struct buf output;
    unsigned pages = 0;
    size_t at;

    run(pdf, 1, &output);
    at = str_find(buf_view(&output), STR("\nPages:"), 0);
    if (at != STR_NOT_FOUND && sscanf(buf_cstr(&output) + at, " Pages: %9u", &pages) != 1)
        pages = 0;
    buf_free(&output);
    return pages;
}

void
pdf_info_size(int pdf, uint32_t page, double *width, double *height)
{
    struct buf output;
    double w = 0, h = 0;
    size_t at;

    run(pdf, page, &output);
    at = str_find(buf_view(&output), STR(" size:"), 0);
    if (at != STR_NOT_FOUND && sscanf(buf_cstr(&output) + at, " size: %lf x %lf", &w, &h) != 2)
        w = h = 0;
    buf_free(&output);
    *width = w / POINTS;
    *height = h / POINTS;
}
