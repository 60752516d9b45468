/* Documents in sealed memory files. */
#include "extract/sealed.h"
#include "oit/limits.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define SEALS (F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE)

static bool
write_all(int fd, struct str bytes)
{
    while (bytes.n > 0) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            bytes = str_sub(bytes, (size_t)n, bytes.n);
    }
    return true;
}

/* Without the right to execute it, which memory files are born with. */
int
sealed_make(struct str bytes)
{
    int fd = memfd_create("document", MFD_CLOEXEC | MFD_ALLOW_SEALING);

    if (fd >= 0 && write_all(fd, bytes) && lseek(fd, 0, SEEK_SET) == 0 && fchmod(fd, 0400) == 0 &&
        fcntl(fd, F_ADD_SEALS, SEALS | F_SEAL_SEAL) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

bool
sealed_map(int fd, struct str *bytes)
{
    int seals = fcntl(fd, F_GET_SEALS);
    struct stat st;
    void *p;

    *bytes = STR_NONE;
    if (seals < 0 || (seals & SEALS) != SEALS || fstat(fd, &st) != 0 || st.st_size < 0 ||
        (uint64_t)st.st_size > LIMIT_DOCUMENT)
        return false;
    if (st.st_size == 0)
        return true;
    p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED)
        return false;
    *bytes = (struct str){p, (size_t)st.st_size};
    return true;
}

void
sealed_unmap(struct str bytes)
{
    if (bytes.n > 0)
        munmap((void *)bytes.p, bytes.n);
}
