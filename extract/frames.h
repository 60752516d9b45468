/*
 * Messages between the program and oit-reader over a socket pair: a length, then so many bytes, with a
 * descriptor where one goes along.  Neither side trusts the other: lengths have ceilings, waits an end.
 */
#ifndef OIT_EXTRACT_FRAMES_H
#define OIT_EXTRACT_FRAMES_H

#include "base/buf.h"

#define FRAMES_FOR_EVER INT64_MAX

enum frames_end {
    FRAMES_DONE,
    FRAMES_CLOSED, /* the other side is gone */
    FRAMES_LATE,   /* the deadline came first */
    FRAMES_BROKEN, /* more than the ceiling, or not what was agreed */
    FRAMES_STOPPED /* somebody wants the program to end */
};

/* passed: a descriptor for the other side, or -1.  end: as clock_monotonic_ms() counts. */
enum frames_end frames_send(int socket, struct str bytes, int passed, int64_t end);
/* Until something has come; FRAMES_STOPPED soon after *stop, set by a signal, is not 0.  stop may be NULL. */
enum frames_end frames_await(int socket, int64_t end, const volatile int *stop);
/* Appended to out, which must have room for it; *passed is a descriptor of the caller's now, or -1. */
enum frames_end frames_receive(int socket, struct buf *out, int *passed, int64_t end);

/* What the program asks; the answer is a frame of records.  The reader says FRAMES_HELLO first. */
struct frames_request {
    uint32_t version; /* FRAMES_VERSION */
    uint32_t ocr_pages;
};

#define FRAMES_VERSION 1
#define FRAMES_HELLO "oit-reader " OIT_VERSION

#endif
