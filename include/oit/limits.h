/*
 * Every ceiling on what grows from the net or from a user's file, with its reason.  Reaching one is
 * recorded and shown in the coverage; none is silent.
 */
#ifndef OIT_LIMITS_H
#define OIT_LIMITS_H

#define KIB (1024UL)
#define MIB (1024UL * 1024UL)

#define LIMIT_ADDRESS (8 * KIB)          /* longest address we follow; servers seldom take more */
#define LIMIT_ADDRESS_WRITTEN (64 * KIB) /* address as a page writes it; longer ones (data:) are left out */
#define LIMIT_HEAD (256 * KIB)           /* response head; libcurl itself stops at 300 KiB */
#define LIMIT_PAGE (8 * MIB)             /* decoded bytes of a page; real ones are under 1 MiB */
#define LIMIT_ERROR_PAGE (1 * MIB)       /* of an answer that is no page: a redirect, an error */
#define LIMIT_DOCUMENT (64 * MIB)        /* decoded bytes of a document */
#define LIMIT_CHARSET_SCAN (64 * KIB)    /* searched for <meta charset>; the standard asks for 1 KiB only */
#define LIMIT_ROBOTS (520 * KIB) /* RFC 9309 section 2.5 asks for at least 500 KiB; a file of 518 was met */
#define LIMIT_SITEMAP (50 * MIB) /* sitemaps.org: 52,428,800 bytes unpacked */
#define LIMIT_SITEMAP_URLS 50000 /* sitemaps.org, one file */
#define LIMIT_SITEMAP_FILES 100  /* files of one site's index */
#define LIMIT_PARSE_ARENA (64 * MIB) /* memory of one page's tree */
#define LIMIT_TREE_DEPTH 512         /* nested elements; deeper trees cost quadratic time */
#define LIMIT_TREE_TAGS 150000       /* start tags of one page */
#define LIMIT_TREE_WORK 50000000UL   /* open elements summed over all tags: what finding their ends costs */
#define LIMIT_ATTRIBUTES 512         /* attributes of one start tag: more cost quadratic time */
#define LIMIT_PAGE_LINKS 20000       /* links kept of one page */
#define LIMIT_KNOWN_WRITINGS 8000    /* tags and addresses of a site whose meaning is at hand: 2 MB */
#define LIMIT_NOTED_BLOCKS                                                                                   \
    1000000               /* blocks of a site of which it is noted whose they are: 8 MB for a while */
#define LIMIT_CLICKS 1000 /* on a site, that name topics or a page's own content and are not followed */
#define LIMIT_NOTED_LINKS 32000000  /* links of a site of which it is noted whose they are: 4 MB */
#define LIMIT_KNOWN_RUNS (2 * MIB)  /* bytes of what menus and the like of a site come to */
#define LIMIT_FAMILIAR_LINKS 4000   /* links that several pages of a site have, at hand: 1 MB at most */
#define LIMIT_PAGE_BLOCKS 40000     /* text blocks kept of one page */
#define LIMIT_BLOCK_TEXT (64 * KIB) /* bytes of one text block */
#define LIMIT_LINK_TEXT (2 * KIB)   /* bytes of one link's words */
#define LIMIT_REVIEWS 1000          /* statements of people about one site in force; a checklist has 43 */
#define LIMIT_REVIEW_TEXT (2 * KIB) /* a reason, a role */
#define LIMIT_DIFF_RUNS 10000       /* visits a file may hold: --keep-runs ends there */
#define LIMIT_FORM_FIELDS 200
#define LIMIT_PAGE_FORMS 200          /* forms kept of one page */
#define LIMIT_PAGE_IMAGES 20000       /* images kept of one page */
#define LIMIT_STORED_PAGE (32 * MIB)  /* a page as packed: LIMIT_PAGE of windows-874 is 24 MiB of UTF-8 */
#define LIMIT_KNOWN_TEXTS 20000       /* addresses whose numbers are kept at hand: about 3 MB */
#define LIMIT_BASIS (256 * KIB)       /* a page that others of its site are compressed against */
#define LIMIT_PAGES_READY (128 * MIB) /* packed pages in a file, that need not be expanded again */
#define LIMIT_KNOWN_PARTS (2 * MIB)   /* bytes kept at hand of what pages of a site repeat */
#define LIMIT_RESULT (32 * MIB)       /* a result as packed: a checklist of 43 items has about 200 KB */
#define LIMIT_RESULT_LIST 20000       /* elements of one list in it */
#define LIMIT_STORED_RUNS 1000        /* runs read back for the trend */
#define LIMIT_FORM_CHOICES 100        /* addresses made from the fixed choices of one form */
#define LIMIT_SCRIPT_TEXT (1 * MIB)   /* bytes of joined literals read from the scripts of one page */
#define LIMIT_REDIRECTS 10            /* hops before a chain is given up; robots.txt gets 5 (RFC 9309) */
#define LIMIT_RETRIES 2               /* further tries of a failed request */
#define LIMIT_CONTINUED 16            /* times a document that broke off is continued by a range */
#define LIMIT_BEGINNINGS (32 * MIB)   /* bytes kept of documents that broke off, all together */
#define LIMIT_RETRY_AFTER_S 300       /* longest wait a server may ask for; above it the host is set aside */
#define LIMIT_CRAWL_DELAY_S 30        /* longest Crawl-delay obeyed; above it 30 s and a note */
#define LIMIT_FRONTIER 200000         /* addresses known of one site */
#define LIMIT_OFF_SITE 20000          /* addresses of other sites remembered; spam must not crowd out ours */
#define LIMIT_PATH_REPEATS 2          /* same path part more often is a growing path */
#define LIMIT_PATH_PARTS 20           /* parts of a path; growing paths are longer */
#define LIMIT_PARAMETERS 40           /* parameters of a query; filters in every combination have more */
#define LIMIT_PARAMETER_REPEATS 5     /* the same parameter more often is a growing query */
#define LIMIT_PATTERN_PAGES                                                                                  \
    100 /* pages of one make of query without gain, nearly all of it, until it is a trap */
#define LIMIT_PATTERN_REPEATS 25       /* such pages in a row, numbers folded */
#define LIMIT_BRANCH_REPEATS 30        /* pages in a row of one path or folder that show nothing new */
#define LIMIT_HACKED_PAGES 10          /* hacked pages until what only they link to is left alone */
#define LIMIT_SEARCH_PAGES 15          /* results of one search page; links lead to what they list as well */
#define LIMIT_PAGER_PAGES 300          /* pages of one list that count as one click */
#define LIMIT_NOVELTY_BITS (1UL << 24) /* remembered lines of a site's pages: 2 MiB, a million lines */
#define LIMIT_CALENDAR_PAGES 80        /* months of one list; five years of monthly papers fit */
#define LIMIT_MENU_SHARE 25            /* per cent of pages from which a block counts as repeated */
#define LIMIT_CONFIG_FILE (4 * MIB)    /* a rule, pack or configuration file */
#define LIMIT_YAML_DEPTH 32
#define LIMIT_YAML_NODES 200000
#define LIMIT_REGEX_MATCH 200000 /* PCRE2 match limit: above it the pattern is "not judged" */
#define LIMIT_QUOTE 300          /* characters of a quote */
#define LIMIT_EVIDENCE 12        /* pieces of evidence shown for one item */
#define LIMIT_PROBLEMS 500       /* problems listed in the coverage; the rest is counted */

#define LIMIT_HTML_REPORT 300000 /* bytes of the report of one site: it is mailed and sent by LINE */
#define LIMIT_CELL_TEXT 16000    /* characters of a workbook's cell; Excel takes 32,767 halves of UTF-16 */
#define LIMIT_SHEET_LINKS 65530  /* links of one sheet: Excel's own limit; further ones are text */
#define LIMIT_SHEET_LINK                                                                                     \
    2000 /* bytes of a workbook's link; Excel opens no longer one than 2,079 characters */
#define LIMIT_MARKDOWN (900 * KIB) /* a job page refuses a whole summary above 1024 KiB */
#define LIMIT_CHAT_NAME 60         /* characters of a name in a text for a chat */

#define LIMIT_LIST_FILE (16 * MIB) /* a list of sites */
#define LIMIT_LIST_LINES 20000     /* sites of one list; the country has 7,850 local governments */
#define LIMIT_LIST_COLUMNS 100     /* columns of a list */
#define LIMIT_LIST_CELL (8 * KIB)  /* bytes of one value of a list; longer is a quotation mark left open */
#define LIMIT_LIST_WORDS 64        /* options of one site */
#define LIMIT_LIST_TITLES 10       /* lines of title before the headings of a list */
#define LIMIT_JOBS 512             /* sites visited at once */
#define LIMIT_SHARED_ADDRESS 4     /* connections, and requests a second, of all sites at one address */
#define LIMIT_WORKER_MEMORY (2048UL * MIB) /* address space of the process that visits a site */
#define LIMIT_WORKER_GRACE_S 900           /* beyond the site's own budgets until its process is ended */
#define LIMIT_WORKER_TRIES 2               /* a process that crashed is started once more */
#define LIMIT_WORKER_STOP_MS 3500          /* from being asked to end until being ended */
#define LIMIT_UNIT_FILE (64 * KIB)         /* a unit of systemd, or what a tool of the machine says */
#define LIMIT_CRONTAB (1 * MIB)            /* a user's crontab; cron itself takes 1000 lines or less */
#define LIMIT_NAMES_MS 30000 /* looking up the names of a list; the rest counts as one address */

#define LIMIT_SCORES 16         /* indicators of one instrument; there are five at most */
#define LIMIT_SCORES_ITEMS 64   /* items without the full score; a checklist has 43 */
#define LIMIT_SCORES_YEARS 16   /* years of a file of results */
#define LIMIT_SCORES_LINES 500  /* lines of a table of results */
#define LIMIT_DRAFT_STRANGERS 8 /* lines shown of the agency's own papers that name another one */
#define LIMIT_DRAFT_URLS 5      /* addresses of one answer; the form takes several, people read few */

#define LIMIT_DOCUMENT_TEXT (32 * MIB)     /* records of one document; 500 pages of text are 2 MiB */
#define LIMIT_DOCUMENT_XML (64 * MIB)      /* unpacked XML of one office file */
#define LIMIT_DOCUMENT_BLOCKS 200000       /* paragraphs and cells kept of one document */
#define LIMIT_DOCUMENT_PARTS 2000          /* pages, sheets, slides, members of one document */
#define LIMIT_ARCHIVE_ENTRIES 5000         /* members listed of one archive or office file */
#define LIMIT_ARCHIVE_MEMBER (32 * MIB)    /* unpacked bytes of one member of an archive */
#define LIMIT_ARCHIVE_PROGRAMS 24          /* members of one archive given to programs: two for each month */
#define LIMIT_ARCHIVE_MS 90000             /* no further one is begun later than this */
#define LIMIT_ARCHIVE_UNPACKED (128 * MIB) /* unpacked bytes of all members of one archive */
#define LIMIT_SHEET_REPEATS 64             /* copies kept of a cell that a sheet says is repeated */
#define LIMIT_READ_MEMORY (1024 * MIB)     /* address space of a reader's box */
#define LIMIT_READ_CPU_S 20                /* processor seconds of one program on one document */
#define LIMIT_READ_WALL_MS 30000           /* deadline of one program on one document */
#define LIMIT_READ_DOCUMENT_MS                                                                               \
    180000                             /* deadline of a whole document; each page to recognise adds its own  \
                                        */
#define LIMIT_READ_PLACE_MS 600000     /* wait for a free place on the machine */
#define LIMIT_READER_DOCUMENTS 200     /* documents after which a fresh reader process is started */
#define LIMIT_READ_SCRATCH (256 * MIB) /* largest file a program may write in its scratch folder */
#define LIMIT_READ_FILES 64            /* files a boxed program may hold open */
#define LIMIT_READ_FILES_FAMILY 1024   /* the same for LibreOffice */
#define LIMIT_OCR_PAGES 3              /* pages recognised of one document, first ones first */

#define LIMIT_READ_SITE_BYTES (2048UL * MIB) /* bytes of documents read in one judgement of a site */
#define LIMIT_READ_SITE_MS 3600000 /* time for reading in one judgement of a site; the last resort */
#define LIMIT_OCR_SITE_PAGES 45    /* pages recognised in one judgement of a site; a second each */
#define LIMIT_OCR_PIXELS                                                                                     \
    40000000UL /* pixels of a picture that is recognised; A4 at 300 dpi has 9 million                        \
                */

#define LIMIT_ALERT_LOOKS 8            /* visits not yet seen that one run of alerts looks at */
#define LIMIT_ALERT_FINDINGS 20000     /* things told at once; a province of 300 sites has 13,000 items */
#define LIMIT_ALERT_TOLD 200           /* things one message lists; the rest is counted */
#define LIMIT_ALERT_RECIPIENTS 2000    /* of one configuration with its list */
#define LIMIT_ALERT_MESSAGE (16 * MIB) /* bytes of one mail with what is attached; servers take 10 to 35 */
#define LIMIT_ALERT_ATTACHED (7 * MIB) /* bytes of reports attached to one mail, before base64 */
#define LIMIT_ALERT_ANSWER (64 * KIB)  /* bytes read of what a webhook answers */
#define LIMIT_ALERT_SECRET (8 * KIB)   /* bytes of a password or token */
#define LIMIT_ALERT_THREAD 10          /* earlier mails a mail refers to; a line of a head has its bounds */
#define LIMIT_ALERT_GIVE_UP_S (5 * 86400L) /* a mail that no server takes so long is told of and given up */
#define LIMIT_ALERT_KEPT_DAYS 400          /* what was told longer ago is forgotten */
#define LIMIT_ALERT_MATTERS 4000           /* matters remembered of one site; a checklist has 43 items */
#define LIMIT_ALERT_NOTES 2000             /* lines of what was sent that are put into a site file at once */
#define LIMIT_CHAT_TEXT 1900               /* characters of a message to a chat; Discord takes 2,000 */

#endif
