/*
 * How many documents are read at a time on the machine, whoever asks: a place is an advisory lock on a small
 * file in the user's run folder.  The kernel frees it when its holder ends, however that comes about.
 */
#ifndef OIT_EXTRACT_PLACES_H
#define OIT_EXTRACT_PLACES_H

struct places;

/*
 * folder: NULL for OIT_PLACES_DIR, XDG_RUNTIME_DIR/oit, /run/user/UID/oit or /tmp/oit-UID, the first that is
 * ours alone.  n: places, 0 for one a processor.  NULL when there is no such folder: nothing is limited then.
 */
struct places *places_open(const char *folder, int n);
void places_close(struct places *p);
/* How many, 0 for NULL. */
int places_count(const struct places *p);
/* A place within wait_ms, to be left with places_leave(); -1 when all were taken. */
int places_take(struct places *p, int wait_ms);
void places_leave(int place);

#endif
