/*
 * Answers of a name server, told beforehand: loaded before the program (LD_PRELOAD), it looks names up in the
 * file that NAMES names.  A line is a name and its answers: addresses with commas between them, and a blank
 * before what the next question is answered with; the last answer stays.
 *
 *     rebinding.example 127.0.0.2 127.0.0.3
 *     both.example 127.0.0.2,127.0.0.3
 *     gone.example !none
 *     ill.example !again 127.0.0.2
 *     mute.example !silence
 *
 * !none: there is no such name; !again: the name server failed; !silence: it says nothing for 30 s, then
 * that.
 */
#include <dlfcn.h>
#include <netdb.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINES_MAX 32
#define LINE_MAX_BYTES 4096
#define SILENCE_S 30

static struct {
    pthread_mutex_t lock;
    int asked[LINES_MAX];
} told = {.lock = PTHREAD_MUTEX_INITIALIZER};

typedef int lookup_fn(const char *, const char *, const struct addrinfo *, struct addrinfo **);

/* The answers to this question about the name; false when the file does not know it. */
static int
answers_of(const char *name, char out[LINE_MAX_BYTES])
{
    FILE *f = fopen(getenv("NAMES") ? getenv("NAMES") : "/dev/null", "re");
    char line[LINE_MAX_BYTES], *rest, *word;
    int found = 0;

    for (int n = 0; f && !found && n < LINES_MAX && fgets(line, sizeof line, f); n++) {
        word = strtok_r(line, " \n", &rest);
        if (!word || strcmp(word, name) != 0)
            continue;
        for (int i = 0; (word = strtok_r(NULL, " \n", &rest)) && i <= told.asked[n]; i++)
            snprintf(out, LINE_MAX_BYTES, "%s", word);
        told.asked[n]++;
        found = 1;
    }
    if (f)
        fclose(f);
    return found;
}

/* Every address of the answers, one behind the other. */
static int
chain(lookup_fn *real, char *answers, const char *service, const struct addrinfo *hints,
      struct addrinfo **out)
{
    struct addrinfo numeric = hints ? *hints : (struct addrinfo){0}, **end = out;
    char *rest, *one;

    numeric.ai_flags = AI_NUMERICHOST;
    *out = NULL;
    for (one = strtok_r(answers, ",", &rest); one; one = strtok_r(NULL, ",", &rest))
        if (real(one, service, &numeric, end) == 0)
            while (*end)
                end = &(*end)->ai_next;
    return *out ? 0 : EAI_NONAME;
}

int
getaddrinfo(const char *restrict name, const char *restrict service, const struct addrinfo *restrict hints,
            struct addrinfo **restrict out)
{
    lookup_fn *real = (lookup_fn *)dlsym(RTLD_NEXT, "getaddrinfo");
    char answers[LINE_MAX_BYTES] = "";
    int known;

    pthread_mutex_lock(&told.lock);
    known = name ? answers_of(name, answers) : 0;
    pthread_mutex_unlock(&told.lock);
    if (strcmp(answers, "!silence") == 0)
        sleep(SILENCE_S);
    if (strcmp(answers, "!silence") == 0 || strcmp(answers, "!again") == 0)
        return EAI_AGAIN;
    return known ? chain(real, answers, service, hints, out) : real(name, service, hints, out);
}
