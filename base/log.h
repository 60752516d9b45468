/*
 * Messages to stderr for the person who runs the program.  One record is one line; control characters
 * are shown, never sent.  Level is set once by cli/.
 */
#ifndef OIT_BASE_LOG_H
#define OIT_BASE_LOG_H

enum log_level { LOG_QUIET, LOG_NORMAL, LOG_VERBOSE };

void log_set_level(enum log_level level);
enum log_level log_level(void);
/* A status line that is rewritten on a terminal; log lines first wipe it.  NULL wipes it. */
void log_status(const char *line);
void log_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_note(const char *format, ...) __attribute__((format(printf, 1, 2)));  /* normal and above */
void log_debug(const char *format, ...) __attribute__((format(printf, 1, 2))); /* verbose */

#endif
