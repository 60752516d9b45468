/*
 * What can be wrong with an address, as data.  One list gives code, JSON name, coverage class and the
 * English text (translated by say_tr).  The class says where the address is counted in the coverage.
 */
#ifndef OIT_PROBLEM_H
#define OIT_PROBLEM_H

#include "base/say.h"
#include <stdbool.h>

enum problem_class {
    CLASS_NONE,     /* read */
    CLASS_FAILED,   /* tried, nothing usable came */
    CLASS_ROBOTS,   /* skipped: robots.txt */
    CLASS_LIMIT,    /* skipped: a budget of ours */
    CLASS_OFF_SITE, /* skipped: another site */
    CLASS_TRAP,     /* skipped: calendar, session ids, endless paths */
    CLASS_TYPE      /* skipped: a kind of file that decides nothing */
};

/* X(code, json name, class, blocks, text): blocks = the information may be there, we could not look. */
#define PROBLEMS(X)                                                                                          \
    X(NONE, "", CLASS_NONE, false, "")                                                                       \
    X(DNS, "dns", CLASS_FAILED, true, N_("the name of the server cannot be found"))                          \
    X(REFUSED, "refused", CLASS_FAILED, true, N_("the server refuses the connection"))                       \
    X(UNREACHABLE, "unreachable", CLASS_FAILED, true, N_("the network does not reach the server"))           \
    X(TIMEOUT, "timeout", CLASS_FAILED, true, N_("the server did not answer in time"))                       \
    X(RESET, "reset", CLASS_FAILED, true, N_("the server broke off the connection"))                         \
    X(PROTOCOL, "protocol", CLASS_FAILED, true, N_("the answer is not proper HTTP"))                         \
    X(TLS_EXPIRED, "tls_expired", CLASS_FAILED, true, N_("the certificate has expired"))                     \
    X(TLS_EARLY, "tls_early", CLASS_FAILED, true, N_("the certificate is not valid yet"))                    \
    X(TLS_UNTRUSTED, "tls_untrusted", CLASS_FAILED, true,                                                    \
      N_("the certificate comes from an unknown authority"))                                                 \
    X(TLS_NAME, "tls_name", CLASS_FAILED, true, N_("the certificate is for another name"))                   \
    X(TLS, "tls", CLASS_FAILED, true, N_("the encrypted connection fails"))                                  \
    X(TLS_OLD, "tls_old", CLASS_FAILED, true, N_("the server knows only encryption that is no longer safe")) \
    X(FORBIDDEN_ADDRESS, "forbidden_address", CLASS_FAILED, true,                                            \
      N_("the address is private or special and not permitted"))                                             \
    X(REDIRECT_LOOP, "redirect_loop", CLASS_FAILED, true, N_("the redirects run in a circle"))               \
    X(REDIRECT_LIMIT, "redirect_limit", CLASS_FAILED, true, N_("too many redirects"))                        \
    X(REDIRECT_BAD, "redirect_bad", CLASS_FAILED, true, N_("the redirect leads nowhere we may follow"))      \
    X(TOO_LARGE, "too_large", CLASS_FAILED, true, N_("larger than we read"))                                 \
    X(HEAD_TOO_LARGE, "head_too_large", CLASS_FAILED, true, N_("the response head is larger than we read"))  \
    X(DECODING, "decoding", CLASS_FAILED, true, N_("the compressed answer is damaged"))                      \
    X(TRUNCATED, "truncated", CLASS_NONE, true, N_("the answer ended early; what came was read"))            \
    X(TOO_COMPLEX, "too_complex", CLASS_NONE, true,                                                          \
      N_("the page is built too deep or too large; read as far as possible"))                                \
    X(NOT_FOUND, "not_found", CLASS_FAILED, false, N_("no such page"))                                       \
    X(GONE, "gone", CLASS_FAILED, false, N_("the page has been removed"))                                    \
    X(LOGIN, "login", CLASS_FAILED, true, N_("a login is asked for"))                                        \
    X(FORBIDDEN, "forbidden", CLASS_FAILED, true, N_("the server forbids access"))                           \
    X(RATE_LIMITED, "rate_limited", CLASS_FAILED, true, N_("the server asks us to come less often"))         \
    X(SERVER_ERROR, "server_error", CLASS_FAILED, true, N_("the server reports an error of its own"))        \
    X(HTTP_OTHER, "http_other", CLASS_FAILED, true, N_("the server answers with an unusual status"))         \
    X(SOFT_404, "soft_404", CLASS_NONE, false, N_("says \"not found\" although the status is 200"))          \
    X(BLOCKED, "blocked", CLASS_NONE, true, N_("a protection page stands before the site"))                  \
    X(LOGIN_PAGE, "login_page", CLASS_NONE, true, N_("only a login form is shown"))                          \
    X(SUSPENDED, "suspended", CLASS_NONE, true, N_("the hosting account is suspended"))                      \
    X(PARKED, "parked", CLASS_NONE, true, N_("the domain is for sale or shows the server's default page"))   \
    X(SCRIPT_ONLY, "script_only", CLASS_NONE, true, N_("the page shows nothing without scripts"))            \
    X(PAGE_ERROR, "page_error", CLASS_NONE, true, N_("the page shows a program error instead of content"))   \
    X(UNDER_CONSTRUCTION, "under_construction", CLASS_NONE, false, N_("the page is under construction"))     \
    X(EMPTY, "empty", CLASS_NONE, false, N_("the page has a heading but no content"))                        \
    X(UNREADABLE, "unreadable", CLASS_NONE, true, N_("the document could not be read"))                      \
    X(SUSPICIOUS, "suspicious", CLASS_NONE, true, N_("the page looks hacked"))                               \
    X(ROBOTS, "robots", CLASS_ROBOTS, true, N_("robots.txt asks us not to read it"))                         \
    X(ROBOTS_UNREAD, "robots_unread", CLASS_ROBOTS, true,                                                    \
      N_("robots.txt itself cannot be read, so nothing may be read"))                                        \
    X(LIMIT_PAGES, "limit_pages", CLASS_LIMIT, true, N_("the page budget was used up"))                      \
    X(LIMIT_DOCUMENTS, "limit_documents", CLASS_LIMIT, true, N_("the document budget was used up"))          \
    X(NO_DOCUMENTS, "no_documents", CLASS_LIMIT, true, N_("documents were left out as asked"))               \
    X(LIMIT_TIME, "limit_time", CLASS_LIMIT, true, N_("the time budget was used up"))                        \
    X(LIMIT_DEPTH, "limit_depth", CLASS_LIMIT, true, N_("too many clicks from the home page"))               \
    X(LIMIT_FRONTIER, "limit_frontier", CLASS_LIMIT, true,                                                   \
      N_("the site has more addresses than we remember"))                                                    \
    X(STOPPED, "stopped", CLASS_LIMIT, true, N_("the run was stopped"))                                      \
    X(HOST_SET_ASIDE, "host_set_aside", CLASS_LIMIT, true,                                                   \
      N_("the server failed too often and was set aside"))                                                   \
    X(OFF_SITE, "off_site", CLASS_OFF_SITE, false, N_("belongs to another site"))                            \
    X(TRAP_PATH, "trap_path", CLASS_TRAP, false, N_("a path that repeats itself"))                           \
    X(TRAP_PATTERN, "trap_pattern", CLASS_TRAP, false, N_("one of endlessly many addresses of one shape"))   \
    X(TRAP_CALENDAR, "trap_calendar", CLASS_TRAP, false, N_("a calendar without end"))                       \
    X(TRAP_ACTION, "trap_action", CLASS_TRAP, false, N_("a logout, delete, print or share link"))            \
    X(TRAP_BRANCH, "trap_branch", CLASS_TRAP, false,                                                         \
      N_("a branch whose pages show nothing that others do not"))                                            \
    X(TRAP_TWIN, "trap_twin", CLASS_TRAP, false, N_("a known page under a further address"))                 \
    X(TRAP_HACKED, "trap_hacked", CLASS_TRAP, false, N_("linked from hacked pages only"))                    \
    X(TRAP_SEARCH, "trap_search", CLASS_TRAP, false, N_("one of endlessly many search results"))             \
    X(SITEMAP, "sitemap", CLASS_NONE, false,                                                                 \
      N_("the sitemap is damaged or too large; used as far as possible"))                                    \
    X(CRAWL_DELAY, "crawl_delay", CLASS_NONE, false, N_("robots.txt asks for longer pauses than we keep"))   \
    X(TYPE, "type", CLASS_TYPE, false, N_("a kind of file that decides nothing"))                            \
    X(NOT_NEEDED, "not_needed", CLASS_TYPE, false, N_("what it might prove is proven without it"))           \
    X(NOT_FOLLOWABLE, "not_followable", CLASS_TYPE, false, N_("not an address of the web"))

#define X(code, name, class, blocks, text) PROBLEM_##code,
enum problem { PROBLEMS(X) PROBLEM_COUNT };
#undef X

/* JSON name, never NULL. */
const char *problem_name(enum problem p);
/* PROBLEM_NONE when unknown. */
enum problem problem_of_name(const char *name);
enum problem_class problem_class(enum problem p);
/* True when the information may be there and we could not look. */
bool problem_blocks(enum problem p);
/* Can a visitor read something of the site there? */
bool problem_readable(enum problem p);
/* Does it count as a page with content, of which a site that was read has one?  "Closed for works" does not.
 */
bool problem_is_content(enum problem p);
/* Detail of a problem that says nothing of the site: nobody could be asked. */
#define PROBLEM_NO_NETWORK N_("this machine has no network")
bool problem_is_ours(enum problem p, struct str detail);
/* English text, a gettext message id. */
const char *problem_text(enum problem p);

#endif
