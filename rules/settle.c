/* One way out for each reason why something is unread. */
#include "rules/settle.h"
#include "base/say.h"
#include "rules/verdict.h"

static const char *
way_out(enum problem why)
{
    switch (why) {
    case PROBLEM_LIMIT_PAGES:
    case PROBLEM_LIMIT_FRONTIER:
        return N_("scan again with a larger --max-pages, or look at {1}");
    case PROBLEM_LIMIT_DOCUMENTS:
        return N_("scan again with a larger --max-documents, or look at {1}");
    case PROBLEM_NO_DOCUMENTS:
        return N_("scan again without --max-documents 0, or look at {1}");
    case PROBLEM_LIMIT_TIME:
        return N_("scan again with a larger --max-time, or look at {1}");
    case PROBLEM_LIMIT_DEPTH:
        return N_("scan again with a larger --max-depth, or look at {1}");
    case PROBLEM_STOPPED:
        return N_("let the scan run to its end; unread is, for example, {1}");
    case PROBLEM_ROBOTS:
        return N_("robots.txt keeps programs out: open {1} by hand, or, on your own site, scan with "
                  "--ignore-robots --i-own-this-site");
    case PROBLEM_SERVER_ERROR:
    case PROBLEM_PAGE_ERROR:
        return N_("have {1} repaired, which the server answers with an error, then scan again");
    case PROBLEM_OFF_SITE:
        return N_("open {1} in a browser and look: it is on another host, which --also reads too");
    case PROBLEM_SCRIPT_ONLY:
        return N_("open {1} in a browser: the page shows nothing without scripts");
    default:
        return N_("open {1} in a browser and look, or scan again when the server answers");
    }
}

struct say
settle_unread(enum problem why, struct str url)
{
    return verdict_say(way_out(why), url, STR_NONE);
}

struct say
settle_drive(struct str url)
{
    return verdict_say(
        N_("open {1} in a private window, as somebody who is not signed in, and look; a file on the website "
           "itself needs no such look"),
        url, STR_NONE);
}

struct say
settle_review(struct str url)
{
    return verdict_say(N_("open {1} and look whether it is what the item asks for"), url, STR_NONE);
}
