/*
 * Which content system or supplier a site is built with: from its generator, addresses and the credit in its
 * footer.  Knowledge is rules/platforms.yaml.  Made by platforms_load(), freed by platforms_free().
 */
#ifndef OIT_RULES_PLATFORM_H
#define OIT_RULES_PLATFORM_H

#include "base/err.h"
#include "base/say.h"
#include "oit/page.h"
#include "oit/province.h"
#include "rules/catalog.h"

struct platforms;

/* platforms.yaml of each folder that has one; a platform of the same id replaces an earlier one. */
struct platforms *platforms_load(const char *const *dir, size_t n, struct err *e);
void platforms_free(struct platforms *p);

/* Supplier and system of a few pages, the home page first.  Texts live in a; kind PLATFORM_NONE when nothing
 * says so. */
void platform_of(const struct platforms *p, struct arena *a, const struct page *const *page, size_t n,
                 struct platform *supplier, struct platform *system);

/* Runs the examples; calls fail for each that goes wrong.  How many were run. */
size_t platforms_test(const struct platforms *p, catalog_fail *fail, void *ctx, size_t *failed);

#endif
