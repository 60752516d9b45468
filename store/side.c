/* What the files beside the site files have in common. */
#include "store/private.h"
#include <stdlib.h>

int
side_look(struct store *s, struct side_state *now)
{
    *now = (struct side_state){0};
    if (sql_number(s, NULL, &now->application_id, "PRAGMA application_id", "") < 0 ||
        sql_number(s, NULL, &now->version, "PRAGMA user_version", "") < 0 ||
        sql_number(s, NULL, &now->tables, "SELECT count(*) FROM sqlite_schema", "") < 0)
        return -1;
    return 0;
}

void
side_close(struct store *s)
{
    if (s->db)
        sql_close(s);
    lock_free(s->lock);
    free(s->path);
}
