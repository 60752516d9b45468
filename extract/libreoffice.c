/* LibreOffice: a scratch folder with its profile, the file and what it makes of it. */
#include "extract/libreoffice.h"
#include "base/file.h"
#include "oit/limits.h"
#include <ftw.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Of which process it is, so that it can be found when that was killed.  Short: so is a socket's name. */
#define FOLDER "/tmp/oit-%d-"
#define FOLDER_ROOM 40
#define PATH_ROOM 128
#define MEMORY (8UL * KIB * MIB) /* of address space, most of which it never touches */
#define PROGRAMS "/usr/lib/libreoffice/program/"
#define AGAIN 81 /* exit status of the first start with a new profile */
#define OPEN_FOLDERS 8
#define CLEAR_TRIES 50 /* while what was killed with the reader comes to its end */
#define CLEAR_PAUSE_NS (20 * 1000 * 1000)

bool
libreoffice_reads(const char *ending)
{
    static const struct {
        const char *ending, *part;
    } parts[] = {
        {"doc", PROGRAMS "libswlo.so"}, {"xls", PROGRAMS "libsclo.so"}, {"ppt", PROGRAMS "libsdlo.so"}};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strcmp(parts[i].ending, ending) == 0)
            return box_program("soffice.bin") != NULL && file_exists(parts[i].part);
    return false;
}

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st;
    (void)kind;
    (void)at;
    return remove(path);
}

static void
remove_folder(const char *folder)
{
    nftw(folder, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}

static enum box_end
run(const char *folder, const char *from, const char *to)
{
    char socket[PATH_ROOM], profile[PATH_ROOM], home[PATH_ROOM], file[PATH_ROOM];
    const char *env[] = {home, NULL};
    const char *argv[] = {box_program("soffice.bin"),
                          socket,
                          profile,
                          "--headless",
                          "--norestore",
                          "--convert-to",
                          to,
                          "--outdir",
                          folder,
                          file,
                          NULL};
    struct box_job job = {.argv = argv,
                          .in = -1,
                          .env = env,
                          .scratch = folder,
                          .threads_and_children = true,
                          .memory = MEMORY};
    struct buf output;
    enum box_end end;
    int code = 0;

    snprintf(socket, sizeof(socket), "-env:OSL_SOCKET_PATH=%s", folder);
    snprintf(profile, sizeof(profile), "-env:UserInstallation=file://%s/profile", folder);
    snprintf(home, sizeof(home), "HOME=%s", folder);
    snprintf(file, sizeof(file), "%s/in.%s", folder, from);
    if (!argv[0])
        return BOX_ABSENT;
    buf_init(&output, 64 * KIB);
    end = box_run(&job, &output, NULL, &code);
    if (end == BOX_DONE && code == AGAIN) {
        buf_clear(&output);
        end = box_run(&job, &output, NULL, &code);
    }
    buf_free(&output);
    return end;
}

enum box_end
libreoffice_convert(struct str bytes, const char *from, const char *to, struct buf *out)
{
    char folder[FOLDER_ROOM], path[PATH_ROOM];
    enum box_end end = BOX_ABSENT;

    snprintf(folder, sizeof(folder), FOLDER "XXXXXX", (int)getpid());
    if (!mkdtemp(folder))
        return BOX_ABSENT;
    snprintf(path, sizeof(path), "%s/in.%s", folder, from);
    if (file_write(path, bytes, NULL) == 0) {
        end = run(folder, from, to);
        snprintf(path, sizeof(path), "%s/in.%s", folder, to);
        if (end == BOX_DONE && file_exists(path))
            file_read(path, out, NULL);
    }
    remove_folder(folder);
    return end;
}

/* Only what is ours: anybody may give a folder in /tmp such a name. */
static bool
is_own_folder(const char *path)
{
    struct stat st;

    return lstat(path, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid == geteuid();
}

void
libreoffice_clear(pid_t reader)
{
    char pattern[FOLDER_ROOM];
    glob_t found;

    snprintf(pattern, sizeof(pattern), FOLDER "??????", (int)reader);
    if (glob(pattern, GLOB_NOSORT, NULL, &found) != 0)
        return;
    for (size_t i = 0; i < found.gl_pathc; i++)
        for (int n = 0; n < CLEAR_TRIES && is_own_folder(found.gl_pathv[i]); n++) {
            if (n > 0)
                nanosleep(&(struct timespec){.tv_nsec = CLEAR_PAUSE_NS}, NULL);
            remove_folder(found.gl_pathv[i]);
        }
    globfree(&found);
}
