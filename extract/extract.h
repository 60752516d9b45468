/*
 * Reading documents: the program's side.  A reader process (oit-reader) is started at the first document and
 * lives with the extract; it reads one document at a time, in boxes, and never more than one a processor on
 * the whole machine.  Whatever a document does to its reader costs that document only.
 */
#ifndef OIT_EXTRACT_EXTRACT_H
#define OIT_EXTRACT_EXTRACT_H

#include "base/arena.h"
#include "base/err.h"
#include "oit/document.h"

struct extract;

/*
 * reader: path of oit-reader, or NULL to look beside this program.  stop: becomes non-zero, by a signal, when
 * the program is to end; NULL when nothing stops it.  Starts nothing yet.
 */
struct extract *extract_new(const char *reader, const volatile int *stop);
void extract_free(struct extract *x);

/* Deadline of a document; 0: LIMIT_READ_DOCUMENT_MS, and more for each page to be recognised. */
void extract_deadline(struct extract *x, int ms);

/*
 * Read one document; *d lives in a.  ocr_pages: pages that may be recognised (0: a scan stays a scan).  Waits
 * for a free place on the machine and for the reader, with a deadline; afterwards d->state says what came. -1
 * and e only when the reader program itself cannot be started.  DOCUMENT_LIMIT: the machine had no room. Once
 * *stop is set it comes back within a tenth of a second with DOCUMENT_LIMIT, which says nothing about the
 * document.
 */
int extract_read(struct extract *x, struct str bytes, uint32_t ocr_pages, struct arena *a, struct document *d,
                 struct err *e);

/* What can be read on this machine, for `oit doctor`.  Tries a box, but starts neither reader nor programs.
 */
struct extract_tools {
    bool reader; /* is where it should be */
    bool box;    /* one could be made */
    bool pdftotext, pdftoppm, tesseract, thai_model, antiword, calc, impress;
    bool seccomp;
    int landlock; /* its version, 0: the kernel has none */
    int places;   /* documents read at a time on the machine; 0: no folder for their locks, no limit */
};
void extract_tools(struct extract *x, struct extract_tools *out);

#endif
