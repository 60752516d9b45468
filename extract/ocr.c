/* Recognition: a picture goes into a box, and its words come back with how sure of them the program is. */
#include "extract/ocr.h"
#include "base/file.h"
#include "base/say.h"
#include "base/utf8.h"
#include "extract/box.h"
#include "extract/pdf_info.h"
#include "oit/limits.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define DPI 200            /* best of 150, 200 and 300 in our measurements, and the fastest */
#define LONGEST_SIDE 3400  /* pixels: A3 at 200 dpi; photographs come as pages of a metre */
#define SHORTEST_SIDE 1600 /* pixels of the longer side, for pages of a postcard */
#define HIGHEST_DPI 600
#define AS_COLUMN "4" /* one column of text of different sizes: the best of all for letters and forms */
#define TURNED "1"    /* any layout, and the right way up is found first */
#define OCR_GOOD 80   /* per cent of confidence, below which a page may lie on its side */
#define INK_DPI 36
#define INK_CONTRAST 32 /* shades of grey between paper and ink */
#define TSV_FIELDS 12
#define TSV_WORD 5 /* level of a row about a word */
#define TSV_CONFIDENCE 10
#define PAGE_NUMBER 20 /* characters of a page number as an argument */

bool
ocr_has_thai(void)
{
    static const char *const models[] = {
        "/usr/share/tesseract-ocr/5/tessdata/tha.traineddata",
        "/usr/share/tesseract-ocr/4.00/tessdata/tha.traineddata",
        "/usr/share/tessdata/tha.traineddata",
    };

    for (size_t i = 0; i < sizeof(models) / sizeof(models[0]); i++)
        if (file_exists(models[i]))
            return true;
    return false;
}

const char *
ocr_lacks(void)
{
    if (!box_program("tesseract"))
        return N_("the program tesseract, which recognises pictures of text, is not installed");
    if (ocr_has_thai())
        return NULL;
    return N_("the Thai model of tesseract, which recognises pictures of text, is not installed");
}

/* What the words of a row weigh and how sure they are; a row of text gives false. */
static bool
read_row(struct str row, double *sum, size_t *weight)
{
    struct str field[TSV_FIELDS];
    char number[32];
    size_t n = 0, letters;
    double sure;

    while (n < TSV_FIELDS && str_next(&row, '\t', &field[n]))
        n++;
    if (n == TSV_FIELDS - 1)
        field[n++] = STR_NONE;
    if (n < TSV_FIELDS)
        return false;
    snprintf(number, sizeof(number), "%.*s", STR_ARGS(str_sub(field[TSV_CONFIDENCE], 0, sizeof(number) - 1)));
    sure = strtod(number, NULL);
    letters = utf8_length(field[TSV_FIELDS - 1]);
    if (field[0].n == 1 && field[0].p[0] - '0' == TSV_WORD && sure >= 0 && sure <= 100) {
        *sum += sure * (double)letters;
        *weight += letters;
    }
    return true;
}

/* Tesseract writes a row for each word, and then the text. */
static int
take_text(struct str output, struct buf *text)
{
    struct str line;
    double sum = 0;
    size_t weight = 0;

    while (str_next(&output, '\n', &line)) {
        if (read_row(line, &sum, &weight))
            continue;
        utf8_clean(text, line);
        buf_char(text, '\n');
    }
    return weight > 0 ? (int)(sum / (double)weight) : 0;
}

/* mode: how tesseract looks for columns and lines. */
static bool
run_tesseract(int in, uint32_t page, const char *mode, struct buf *text, int *confidence)
{
    /* Without the limit its threads take turns at a processor and one page takes the time of eight. */
    static const char *const env[] = {"OMP_THREAD_LIMIT=1", NULL};
    char only[2 * PAGE_NUMBER + sizeof("tessedit_page_number=")];
    const char *argv[] = {box_program("tesseract"),
                          "stdin",
                          "stdout",
                          "-l",
                          "tha+eng",
                          "--psm",
                          mode,
                          "-c",
                          only,
                          "tsv",
                          "txt",
                          NULL};
    struct box_job job = {.argv = argv, .in = in, .env = env};
    struct buf output;
    bool ok;
    int code = 0;

    *confidence = 0;
    if (!argv[0])
        return false;
    snprintf(only, sizeof(only), "tessedit_page_number=%u", (unsigned)page);
    buf_init(&output, LIMIT_DOCUMENT_TEXT);
    ok = box_run(&job, &output, NULL, &code) == BOX_DONE && code == 0;
    if (ok)
        *confidence = take_text(buf_view(&output), text);
    buf_free(&output);
    return ok;
}

/* A page that lies on its side or head gives little or nonsense; the second mode turns it first, if need be.
 */
bool
ocr_picture(int in, uint32_t page, struct buf *text, int *confidence)
{
    struct buf turned;
    size_t start = text->n;
    int surer;

    if (!run_tesseract(in, page, AS_COLUMN, text, confidence))
        return false;
    if (*confidence >= OCR_GOOD)
        return true;
    buf_init(&turned, LIMIT_DOCUMENT_TEXT);
    if (run_tesseract(in, page, TURNED, &turned, &surer) && surer > *confidence) {
        text->n = start;
        buf_str(text, buf_view(&turned));
        *confidence = surer;
    }
    buf_free(&turned);
    return true;
}

/* Pages of ordinary size at 200 dpi, others so that letters keep a size that can be recognised. */
static int
choose_dpi(int pdf, uint32_t page)
{
    double width, height, longer, dpi = DPI;

    pdf_info_size(pdf, page, &width, &height);
    longer = width > height ? width : height;
    if (longer <= 0)
        return DPI;
    if (longer * dpi > LONGEST_SIDE)
        dpi = LONGEST_SIDE / longer;
    if (longer * dpi < SHORTEST_SIDE)
        dpi = SHORTEST_SIDE / longer;
    return dpi < 1 ? 1 : dpi > HIGHEST_DPI ? HIGHEST_DPI : (int)dpi;
}

/* A page as a picture in the format PGM. */
static bool
draw(int pdf, const char *page, int dpi, struct buf *picture)
{
    char resolution[PAGE_NUMBER];
    const char *argv[] = {
        box_program("pdftoppm"), "-r", resolution, "-gray", "-f", page, "-l", page, "-", NULL};
    struct box_job job = {.argv = argv, .in = pdf};
    int code = 0;

    snprintf(resolution, sizeof(resolution), "%d", dpi);
    return argv[0] && box_run(&job, picture, NULL, &code) == BOX_DONE && code == 0 && picture->n > 0;
}

/* A file in memory that holds the bytes, -1 when there is none to be had. */
static int
file_of(struct str bytes)
{
    int fd = memfd_create("picture", MFD_CLOEXEC);

    for (size_t done = 0; fd >= 0 && done < bytes.n;) {
        ssize_t n = write(fd, bytes.p + done, bytes.n - done);

        if (n <= 0) {
            close(fd);
            return -1;
        }
        done += (size_t)n;
    }
    if (fd >= 0)
        lseek(fd, 0, SEEK_SET);
    return fd;
}

bool
ocr_pdf_page(int pdf, uint32_t page, struct buf *text, int *confidence)
{
    char number[PAGE_NUMBER];
    struct buf picture;
    bool ok = false;
    int fd = -1;

    *confidence = 0;
    snprintf(number, sizeof(number), "%u", (unsigned)page);
    buf_init(&picture, LIMIT_OCR_PIXELS + KIB);
    if (draw(pdf, number, choose_dpi(pdf, page), &picture))
        fd = file_of(buf_view(&picture));
    buf_free(&picture);
    if (fd >= 0) {
        ok = ocr_picture(fd, 0, text, confidence);
        close(fd);
    }
    return ok;
}

/* Behind "P5", width, height and the largest value stands a byte a pixel. */
static struct str
pixels(struct str picture)
{
    size_t at = 0;

    for (int i = 0; i < 3 && at != STR_NOT_FOUND; i++)
        at = str_find_char(picture, '\n', at + (i > 0));
    return at == STR_NOT_FOUND ? STR_NONE : str_sub(picture, at + 1, picture.n);
}

bool
ocr_pdf_page_has_ink(int pdf, uint32_t page)
{
    char number[PAGE_NUMBER];
    unsigned char darkest = 255, lightest = 0;
    struct buf picture;
    struct str p;
    bool drawn;

    snprintf(number, sizeof(number), "%u", (unsigned)page);
    buf_init(&picture, LIMIT_OCR_PIXELS + KIB);
    drawn = draw(pdf, number, INK_DPI, &picture);
    p = pixels(buf_view(&picture));
    for (size_t i = 0; i < p.n; i++) {
        unsigned char c = (unsigned char)p.p[i];

        darkest = c < darkest ? c : darkest;
        lightest = c > lightest ? c : lightest;
    }
    buf_free(&picture);
    return !drawn || p.n == 0 || lightest - darkest >= INK_CONTRAST;
}
