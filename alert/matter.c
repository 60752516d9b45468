/* The state machine of one matter. */
#include "alert/matter.h"

static const char *const phases[MATTER_PHASE_COUNT] = {"quiet", "doubtful", "told"};

const char *
matter_phase_name(enum matter_phase p)
{
    return phases[p];
}

enum matter_phase
matter_phase_of_name(struct str name)
{
    for (int p = 0; p < MATTER_PHASE_COUNT; p++)
        if (str_eq(name, str_of(phases[p])))
            return (enum matter_phase)p;
    return MATTER_QUIET;
}

int
matter_level(enum verdict v)
{
    switch (v) {
    case VERDICT_FOUND:
    case VERDICT_WAIVED:
    case VERDICT_NOT_APPLICABLE:
        return LEVEL_GOOD;
    case VERDICT_PARTIAL:
        return 2;
    case VERDICT_STALE:
        return 1;
    case VERDICT_MISSING:
        return 0;
    default:
        return LEVEL_UNKNOWN;
    }
}

int
matter_level_of_days(int days, const int *mark, size_t n)
{
    int level = (int)n;

    for (size_t i = 0; i < n; i++)
        level -= days <= mark[i];
    return level;
}

void
matter_begin(struct matter *m, int good)
{
    *m = (struct matter){.base = good, .level = LEVEL_UNKNOWN};
}

static void
rest(struct matter *m, int level)
{
    m->phase = MATTER_QUIET;
    m->base = level;
    m->looks = 0;
}

/* One more look at which it was worse.  Often and long enough? */
static bool
seen_enough(struct matter *m, const struct look *l, const struct patience *p)
{
    if (m->looks == 0)
        m->since = l->seen;
    if (!l->again || m->looks == 0)
        m->looks++;
    return !l->mute && m->looks >= p->looks && l->seen - m->since >= p->wait_s;
}

static enum alert_event
tell(struct matter *m, const struct look *l, enum alert_event event)
{
    m->phase = MATTER_TOLD;
    m->told = l->level;
    m->day = l->day;
    m->looks = 0;
    if (event == EVENT_BEGAN) {
        m->episode++;
        m->told_n = 0;
    }
    m->told_n++;
    return event;
}

/* Worse than it was told: once it is seen often enough, that is told too. */
static enum alert_event
step_told(struct matter *m, const struct look *l, const struct patience *p)
{
    if (l->level < m->told) {
        if (seen_enough(m, l, p))
            return tell(m, l, EVENT_WORSE);
    } else
        m->looks = 0;
    if (p->remind == 0 || l->day - m->day < p->remind)
        return EVENT_NONE;
    m->day = l->day;
    m->told_n++;
    return EVENT_STILL;
}

enum alert_event
matter_step(struct matter *m, const struct look *l, const struct patience *p)
{
    if (l->level == LEVEL_UNKNOWN)
        return EVENT_NONE;
    m->level = l->level;
    if (m->base == LEVEL_UNKNOWN || l->level >= m->base) {
        bool told = m->phase == MATTER_TOLD;

        rest(m, l->level);
        return told ? EVENT_ENDED : EVENT_NONE;
    }
    if (m->phase == MATTER_TOLD)
        return step_told(m, l, p);
    m->phase = MATTER_DOUBTFUL;
    return seen_enough(m, l, p) ? tell(m, l, EVENT_BEGAN) : EVENT_NONE;
}

void
matter_rebase(struct matter *m, int level)
{
    if (level == LEVEL_UNKNOWN || m->phase == MATTER_TOLD)
        return;
    if (m->phase == MATTER_QUIET || level >= m->base)
        rest(m, level);
    m->level = level;
}
