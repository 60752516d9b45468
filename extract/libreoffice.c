/* LibreOffice: a scratch folder with its profile, the file and what it makes of it. */
#include "extract/libreoffice.h"
#include "base/file.h"
#include "oit/limits.h"
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define FOLDER "/tmp/oit-XXXXXX" /* short: a socket's name has room for little more */
#define PATH_ROOM 128
#define MEMORY (8UL * KIB * MIB) /* of address space, most of which it never touches */
#define AGAIN 81                 /* exit status of the first start with a new profile */
#define OPEN_FOLDERS 8

bool
libreoffice_is_here(void)
{
    return box_program("soffice.bin") != NULL;
}

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st;
    (void)kind;
    (void)at;
    return remove(path);
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
    char folder[] = FOLDER, path[PATH_ROOM];
    enum box_end end = BOX_ABSENT;

    if (!mkdtemp(folder))
        return BOX_ABSENT;
    snprintf(path, sizeof(path), "%s/in.%s", folder, from);
    if (file_write(path, bytes, NULL) == 0) {
        end = run(folder, from, to);
        snprintf(path, sizeof(path), "%s/in.%s", folder, to);
        if (end == BOX_DONE && file_exists(path))
            file_read(path, out, NULL);
    }
    nftw(folder, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
    return end;
}
