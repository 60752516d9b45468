/* What a link seems to lead to, by its look. */
#include "crawler/candidate.h"

#define PICTURE_INTEREST 50 /* a picture is read only when its link nearly names an item */

enum file { FILE_PAGE, FILE_DOCUMENT, FILE_PICTURE, FILE_NOTHING };

static const struct {
    const char *ending;
    enum file file;
} endings[] = {
    {"pdf", FILE_DOCUMENT},  {"doc", FILE_DOCUMENT},  {"docx", FILE_DOCUMENT}, {"xls", FILE_DOCUMENT},
    {"xlsx", FILE_DOCUMENT}, {"ppt", FILE_DOCUMENT},  {"pptx", FILE_DOCUMENT}, {"odt", FILE_DOCUMENT},
    {"ods", FILE_DOCUMENT},  {"odp", FILE_DOCUMENT},  {"rtf", FILE_DOCUMENT},  {"csv", FILE_DOCUMENT},
    {"zip", FILE_DOCUMENT},  {"rar", FILE_DOCUMENT},  {"7z", FILE_DOCUMENT},   {"docm", FILE_DOCUMENT},
    {"xlsm", FILE_DOCUMENT}, {"txt", FILE_DOCUMENT},  {"jpg", FILE_PICTURE},   {"jpeg", FILE_PICTURE},
    {"png", FILE_PICTURE},   {"gif", FILE_PICTURE},   {"tif", FILE_PICTURE},   {"tiff", FILE_PICTURE},
    {"webp", FILE_PICTURE},  {"bmp", FILE_PICTURE},   {"svg", FILE_NOTHING},   {"ico", FILE_NOTHING},
    {"css", FILE_NOTHING},   {"js", FILE_NOTHING},    {"mjs", FILE_NOTHING},   {"map", FILE_NOTHING},
    {"woff", FILE_NOTHING},  {"woff2", FILE_NOTHING}, {"ttf", FILE_NOTHING},   {"otf", FILE_NOTHING},
    {"eot", FILE_NOTHING},   {"mp3", FILE_NOTHING},   {"mp4", FILE_NOTHING},   {"m4a", FILE_NOTHING},
    {"m4v", FILE_NOTHING},   {"wav", FILE_NOTHING},   {"wma", FILE_NOTHING},   {"wmv", FILE_NOTHING},
    {"avi", FILE_NOTHING},   {"mov", FILE_NOTHING},   {"mpg", FILE_NOTHING},   {"mpeg", FILE_NOTHING},
    {"flv", FILE_NOTHING},   {"swf", FILE_NOTHING},   {"webm", FILE_NOTHING},  {"ogg", FILE_NOTHING},
    {"mkv", FILE_NOTHING},   {"exe", FILE_NOTHING},   {"msi", FILE_NOTHING},   {"apk", FILE_NOTHING},
    {"dmg", FILE_NOTHING},   {"iso", FILE_NOTHING},   {"gz", FILE_NOTHING},    {"tar", FILE_NOTHING},
    {"psd", FILE_NOTHING},   {"ics", FILE_NOTHING},   {"vcf", FILE_NOTHING},   {"wsdl", FILE_NOTHING},
    {"xsl", FILE_NOTHING},
};

/* Parts of addresses under which systems serve the same list to machines. */
static const char *const feed_words[] = {"/feed", "format=feed", "/rss", "type=rss", "type=atom", "/wp-json"};

static enum file
file_of(struct str s)
{
    size_t dot = s.n;

    while (dot > 0 && s.p[dot - 1] != '.' && s.p[dot - 1] != '/' && s.p[dot - 1] != '=')
        dot--;
    if (dot < 2 || s.p[dot - 1] != '.')
        return FILE_PAGE;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_eq_nocase(str_sub(s, dot, s.n), str_of(endings[i].ending)))
            return endings[i].file;
    return FILE_PAGE;
}

static enum file
file_of_url(const struct url *u)
{
    enum file file = file_of(u->path);

    if (file == FILE_PAGE && file_of(u->query) == FILE_DOCUMENT)
        return FILE_DOCUMENT; /* download.php?file=plan.pdf */
    return file;
}

bool
candidate_is_file(const struct url *u)
{
    return file_of_url(u) != FILE_PAGE;
}

static bool
is_feed(const struct url *u)
{
    for (size_t i = 0; i < sizeof feed_words / sizeof *feed_words; i++)
        if (str_find_nocase(u->path, str_of(feed_words[i]), 0) != STR_NOT_FOUND ||
            str_find_nocase(u->query, str_of(feed_words[i]), 0) != STR_NOT_FOUND)
            return true;
    return false;
}

struct candidate
candidate_of(const struct url *u, const struct link *link, int interest)
{
    struct candidate c = {.role = ROLE_PAGE, .class = FRONTIER_LINKED};
    enum file file = file_of_url(u);

    c.priority = interest < 0 ? 0 : interest > 100 ? 100 : interest;
    if (!link || link->kind == LINK_RELATED || is_feed(u))
        c.class = FRONTIER_HINTED;
    if (file != FILE_PAGE)
        c.role = ROLE_DOCUMENT;
    c.nameless = file == FILE_DOCUMENT && c.priority <= PRIORITY_NAMELESS;
    if (c.nameless)
        c.priority = PRIORITY_NAMELESS;
    if (file == FILE_NOTHING || (c.nameless && !link))
        c.skip = PROBLEM_TYPE;
    if (file == FILE_PICTURE && (c.priority < PICTURE_INTEREST || !link || link->kind != LINK_A))
        c.skip = PROBLEM_TYPE;
    return c;
}
