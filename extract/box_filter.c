/* What a boxed process may ask of the kernel. */
#include "extract/box_filter.h"
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- Paths ---------------------------------------------------------------------------------------- */

/* Rights younger than the headers we may be built with; the numbers are the kernel's promise. */
#define RIGHT_TRUNCATE (1ULL << 14)
#define RIGHT_IOCTL (1ULL << 15)
#define NET_BIND_CONNECT 3ULL
#define SCOPE_SOCKETS_SIGNALS 3ULL

#define READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define RUN LANDLOCK_ACCESS_FS_EXECUTE
#define FILE_RIGHTS                                                                                          \
    (RUN | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE | RIGHT_TRUNCATE | RIGHT_IOCTL)
/* No devices: those could be made by root only, but then they are the machine. */
#define WRITE                                                                                                \
    (READ | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | \
     LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |              \
     LANDLOCK_ACCESS_FS_MAKE_SYM | LANDLOCK_ACCESS_FS_REFER | RIGHT_TRUNCATE)

#define VERSION_REFER 2
#define VERSION_TRUNCATE 3
#define VERSION_NET 4
#define VERSION_IOCTL 5
#define VERSION_SCOPE 6

struct ruleset { /* struct landlock_ruleset_attr of version 6 */
    uint64_t fs, net, scoped;
};

/* What programs need to start and to draw letters: libraries, fonts, tables of characters, models. */
static const struct {
    const char *path;
    uint64_t rights;
    bool family; /* for LibreOffice only */
} readable[] = {
    {"/usr/lib", READ, false},
    {"/usr/lib32", READ, false},
    {"/usr/lib64", READ, false},
    {"/lib", READ, false},
    {"/lib64", READ, false},
    {"/usr/share", READ, false},
    {"/usr/local/lib", READ, false},
    {"/usr/local/share/fonts", READ, false},
    {"/etc/ld.so.cache", READ, false},
    {"/etc/fonts", READ, false},
    {"/var/cache/fontconfig", READ, false},
    {"/dev/null", READ | LANDLOCK_ACCESS_FS_WRITE_FILE, false},
    {"/dev/urandom", READ, false},
    {"/usr/lib", RUN, true},
    {"/usr/bin", READ | RUN, true},
    {"/bin", READ | RUN, true},
    {"/etc/libreoffice", READ, true},
    {"/var/lib/libreoffice", READ, true},
    {"/var/spool/libreoffice", READ, true},
};

int
box_filter_landlock(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);

    return version > 0 ? (int)version : 0;
}

/* A right that the kernel does not know makes it refuse the whole. */
static struct ruleset
known_rights(int version)
{
    struct ruleset r = {.fs = FILE_RIGHTS | WRITE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                              LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO};

    if (version < VERSION_REFER)
        r.fs &= ~LANDLOCK_ACCESS_FS_REFER;
    if (version < VERSION_TRUNCATE)
        r.fs &= ~RIGHT_TRUNCATE;
    if (version < VERSION_IOCTL)
        r.fs &= ~RIGHT_IOCTL;
    if (version >= VERSION_NET)
        r.net = NET_BIND_CONNECT;
    if (version >= VERSION_SCOPE)
        r.scoped = SCOPE_SOCKETS_SIGNALS;
    return r;
}

static size_t
ruleset_size(int version)
{
    return version >= VERSION_SCOPE ? sizeof(struct ruleset)
           : version >= VERSION_NET ? offsetof(struct ruleset, scoped)
                                    : offsetof(struct ruleset, net);
}

/* What is not there needs no right. */
static bool
allow(int set, const char *path, uint64_t rights, uint64_t known)
{
    struct landlock_path_beneath_attr rule = {.allowed_access = rights & known};
    struct stat st;
    bool ok;

    rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
    if (rule.parent_fd < 0)
        return true;
    if (fstat(rule.parent_fd, &st) == 0 && !S_ISDIR(st.st_mode))
        rule.allowed_access &= FILE_RIGHTS;
    ok = syscall(SYS_landlock_add_rule, set, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    close(rule.parent_fd);
    return ok;
}

/* The loader that started this program starts the others too. */
static const char *
loader(void)
{
    const ElfW(Phdr) *header = (const void *)getauxval(AT_PHDR);
    size_t n = getauxval(AT_PHNUM);
    uintptr_t base = 0;

    for (size_t i = 0; header && i < n; i++)
        if (header[i].p_type == PT_PHDR)
            base = (uintptr_t)header - header[i].p_vaddr;
    for (size_t i = 0; header && i < n; i++)
        if (header[i].p_type == PT_INTERP)
            return (const char *)(base + header[i].p_vaddr);
    return NULL;
}

static bool
allow_program(int set, const struct box_filter *f, uint64_t known)
{
    const char *start = loader();
    bool ok = allow(set, f->program, READ | RUN, known) && (!start || allow(set, start, READ | RUN, known));

    for (size_t i = 0; ok && i < sizeof readable / sizeof *readable; i++)
        if (f->family || !readable[i].family)
            ok = allow(set, readable[i].path, readable[i].rights, known);
    return ok;
}

static bool
confine_paths(const struct box_filter *f)
{
    int version = box_filter_landlock(), set;
    struct ruleset rights = known_rights(version);
    bool ok;

    if (version == 0)
        return true;
    set = (int)syscall(SYS_landlock_create_ruleset, &rights, ruleset_size(version), 0);
    if (set < 0)
        return false;
    ok = (!f->program || allow_program(set, f, rights.fs)) &&
         (!f->scratch || allow(set, f->scratch, WRITE, rights.fs)) &&
         syscall(SYS_landlock_restrict_self, set, 0) == 0;
    close(set);
    return ok;
}

/* ---- Calls ---------------------------------------------------------------------------------------- */

/* Computing on what is in memory and behind descriptors that are open already. */
static const int computing[] = {
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(pread64),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(lseek),
    SCMP_SYS(_llseek),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(fstat64),
    SCMP_SYS(newfstatat),
    SCMP_SYS(fstatat64),
    SCMP_SYS(mmap),
    SCMP_SYS(mmap2),
    SCMP_SYS(munmap),
    SCMP_SYS(mprotect),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(membarrier),
    SCMP_SYS(futex),
    SCMP_SYS(futex_time64),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getppid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(getcpu),
    SCMP_SYS(getrandom),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(rseq),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(set_tid_address),
    SCMP_SYS(getrlimit),
    SCMP_SYS(getrusage),
    SCMP_SYS(times),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(select),
    SCMP_SYS(pselect6),
    SCMP_SYS(dup),
    SCMP_SYS(dup2),
    SCMP_SYS(dup3),
    SCMP_SYS(pause),
};

/* Starting, and looking at files that may be read. */
static const int starting[] = {
    SCMP_SYS(arch_prctl), SCMP_SYS(access),  SCMP_SYS(faccessat),  SCMP_SYS(faccessat2),
    SCMP_SYS(stat),       SCMP_SYS(stat64),  SCMP_SYS(lstat),      SCMP_SYS(lstat64),
    SCMP_SYS(statx),      SCMP_SYS(statfs),  SCMP_SYS(fstatfs),    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat), SCMP_SYS(getcwd),  SCMP_SYS(getdents64), SCMP_SYS(fadvise64),
    SCMP_SYS(umask),      SCMP_SYS(getpgrp), SCMP_SYS(getgroups),
};

/* Writing in the scratch folder; where Landlock is missing this is all that keeps it there, and it does not.
 */
static const int writing[] = {
    SCMP_SYS(pwrite64), SCMP_SYS(ftruncate), SCMP_SYS(fallocate), SCMP_SYS(fsync),  SCMP_SYS(fdatasync),
    SCMP_SYS(mkdir),    SCMP_SYS(mkdirat),   SCMP_SYS(rmdir),     SCMP_SYS(unlink), SCMP_SYS(unlinkat),
    SCMP_SYS(rename),   SCMP_SYS(renameat),  SCMP_SYS(renameat2), SCMP_SYS(fchmod), SCMP_SYS(utimensat),
    SCMP_SYS(open),     SCMP_SYS(openat),
};

/* What no reader of documents has any business with: the insides of other processes, and of the kernel. */
static const int refused[] = {
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(process_madvise),
    SCMP_SYS(kcmp),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(setns),
    SCMP_SYS(chroot),
    SCMP_SYS(pivot_root),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(open_tree),
    SCMP_SYS(move_mount),
    SCMP_SYS(fsopen),
    SCMP_SYS(fsconfig),
    SCMP_SYS(fsmount),
    SCMP_SYS(fspick),
    SCMP_SYS(mount_setattr),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(open_by_handle_at),
    SCMP_SYS(name_to_handle_at),
    SCMP_SYS(fanotify_init),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(kexec_file_load),
    SCMP_SYS(reboot),
    SCMP_SYS(swapon),
    SCMP_SYS(swapoff),
    SCMP_SYS(acct),
    SCMP_SYS(quotactl),
    SCMP_SYS(syslog),
    SCMP_SYS(iopl),
    SCMP_SYS(ioperm),
    SCMP_SYS(settimeofday),
    SCMP_SYS(clock_settime),
    SCMP_SYS(adjtimex),
    SCMP_SYS(clock_adjtime),
    SCMP_SYS(sethostname),
    SCMP_SYS(setdomainname),
    SCMP_SYS(execveat),
    SCMP_SYS(mknod),
    SCMP_SYS(mknodat),
    SCMP_SYS(vhangup),
    SCMP_SYS(connect),
};

/* What a family in a box may not do besides: reach others by signals, or leave the group that will be ended.
 */
static const int refused_in_box[] = {
    SCMP_SYS(kill),    SCMP_SYS(tkill),      SCMP_SYS(rt_sigqueueinfo), SCMP_SYS(rt_tgsigqueueinfo),
    SCMP_SYS(setsid),  SCMP_SYS(setpgid),    SCMP_SYS(setpriority),     SCMP_SYS(pidfd_send_signal),
    SCMP_SYS(unshare), SCMP_SYS(pidfd_open),
};

/* As if the kernel were older: the C library then falls back on a call whose arguments can be looked at. */
static const int unknown[] = {SCMP_SYS(clone3), SCMP_SYS(openat2), SCMP_SYS(io_uring_setup),
                              SCMP_SYS(io_uring_enter), SCMP_SYS(io_uring_register)};

#define WRITE_FLAGS (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND)
#define NEW_NAMESPACES                                                                                       \
    (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID |            \
     CLONE_NEWNET)

static bool
add_all(scmp_filter_ctx c, uint32_t action, const int *calls, size_t n)
{
    bool ok = true;

    for (size_t i = 0; ok && i < n; i++)
        ok = seccomp_rule_add(c, action, calls[i], 0) == 0;
    return ok;
}

#define ADD_ALL(c, action, calls) add_all((c), (action), (calls), sizeof(calls) / sizeof *(calls))

/* True of a call whose argument n is value, as far as mask goes. */
static bool
add_if(scmp_filter_ctx c, uint32_t action, int call, unsigned n, uint64_t mask, uint64_t value)
{
    return seccomp_rule_add(c, action, call, 1, SCMP_CMP(n, SCMP_CMP_MASKED_EQ, mask, value)) == 0;
}

/* F_SETOWN is not among them: it sends signals to others. */
static bool
allow_fcntl(scmp_filter_ctx c)
{
    static const int commands[] = {F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD, F_DUPFD_CLOEXEC};
    bool ok = true;

    for (size_t i = 0; ok && i < sizeof commands / sizeof *commands; i++)
        ok = add_if(c, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, UINT32_MAX, (uint64_t)commands[i]);
    return ok;
}

/* Signals to itself (abort), limits only to be read. */
static bool
allow_itself(scmp_filter_ctx c)
{
    return add_if(c, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 0, UINT32_MAX, (uint64_t)getpid()) &&
           add_if(c, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 2, UINT64_MAX, 0) &&
           add_if(c, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 0, UINT32_MAX, PR_SET_NAME) && allow_fcntl(c);
}

/* Opening for reading only; open() has its flags in another place than openat(). */
static bool
allow_reading(scmp_filter_ctx c)
{
    return add_if(c, SCMP_ACT_ALLOW, SCMP_SYS(openat), 2, WRITE_FLAGS, 0) &&
           add_if(c, SCMP_ACT_ALLOW, SCMP_SYS(open), 1, WRITE_FLAGS, 0);
}

static bool
allow_start(scmp_filter_ctx c, const struct box_filter *f)
{
    return ADD_ALL(c, SCMP_ACT_ALLOW, starting) &&
           add_if(c, SCMP_ACT_ALLOW, SCMP_SYS(execve), 0, UINT64_MAX, (uint64_t)(uintptr_t)f->program) &&
           (f->scratch ? ADD_ALL(c, SCMP_ACT_ALLOW, writing) : allow_reading(c));
}

static bool
fill_strict(scmp_filter_ctx c, const struct box_filter *f)
{
    return ADD_ALL(c, SCMP_ACT_ERRNO(ENOSYS), unknown) && ADD_ALL(c, SCMP_ACT_ALLOW, computing) &&
           allow_itself(c) && (!f->program || allow_start(c, f));
}

/* Of sockets only the kind that must be connected to reach anybody; and connecting is refused. */
static bool
refuse_sockets(scmp_filter_ctx c)
{
    static const int types[] = {SOCK_DGRAM, SOCK_RAW, SOCK_RDM, SOCK_SEQPACKET};
    const uint32_t no = SCMP_ACT_ERRNO(EPERM);
    bool ok = seccomp_rule_add(c, no, SCMP_SYS(socket), 1, SCMP_A0(SCMP_CMP_NE, AF_UNIX, 0)) == 0;

    for (size_t i = 0; ok && i < sizeof types / sizeof *types; i++)
        ok = add_if(c, no, SCMP_SYS(socket), 1, 0xF, (uint64_t)types[i]) &&
             add_if(c, no, SCMP_SYS(socketpair), 1, 0xF, (uint64_t)types[i]);
    return ok;
}

/*
 * LibreOffice will not start without a socket file to hear its other instances by, and puts it into the
 * common folder.  It is led to believe that it may write nowhere: then it takes the one that OSL_SOCKET_PATH
 * names.
 */
static bool
pretend_unwritable(scmp_filter_ctx c)
{
    const uint32_t no = SCMP_ACT_ERRNO(EACCES);

    return add_if(c, no, SCMP_SYS(access), 1, UINT32_MAX, W_OK) &&
           add_if(c, no, SCMP_SYS(faccessat), 2, UINT32_MAX, W_OK) &&
           add_if(c, no, SCMP_SYS(faccessat2), 2, UINT32_MAX, W_OK);
}

static bool
fill_common(scmp_filter_ctx c)
{
    return ADD_ALL(c, SCMP_ACT_ERRNO(ENOSYS), unknown) && ADD_ALL(c, SCMP_ACT_ERRNO(EPERM), refused) &&
           refuse_sockets(c) && add_if(c, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ioctl), 1, UINT32_MAX, TIOCSTI);
}

static bool
fill_family(scmp_filter_ctx c)
{
    const uint32_t no = SCMP_ACT_ERRNO(EPERM);
    bool ok = fill_common(c) && ADD_ALL(c, no, refused_in_box) && pretend_unwritable(c) &&
              seccomp_rule_add(c, no, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_NE, (uint64_t)getpid(), 0)) == 0;

    for (int bit = 0; ok && bit < 32; bit++)
        if ((uint32_t)NEW_NAMESPACES >> bit & 1)
            ok = add_if(c, no, SCMP_SYS(clone), 0, 1ULL << bit, 1ULL << bit);
    return ok;
}

bool
box_filter_seccomp(void)
{
    uint32_t action = SECCOMP_RET_ERRNO;

    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

/* The program of the filter, through a file: the library gives it in no other way. */
static bool
take_steps(scmp_filter_ctx c, struct box_filter *f)
{
    int fd = memfd_create("filter", MFD_CLOEXEC);
    off_t n = fd >= 0 && seccomp_export_bpf(c, fd) == 0 ? lseek(fd, 0, SEEK_END) : -1;
    bool ok = n > 0 && (size_t)n <= sizeof f->step && n % (off_t)sizeof *f->step == 0 &&
              pread(fd, f->step, (size_t)n, 0) == n;

    f->step_n = ok ? (size_t)n / sizeof *f->step : 0;
    if (fd >= 0)
        close(fd);
    return ok;
}

/* Refused calls fail instead of killing: programs then say what they missed. */
bool
box_filter_make(struct box_filter *f)
{
    scmp_filter_ctx c;
    bool ok;

    if (!box_filter_seccomp())
        return true;
    c = seccomp_init(f->family ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO(EPERM));
    ok = c && (f->family ? fill_family(c) : fill_strict(c, f)) && take_steps(c, f);
    if (c)
        seccomp_release(c);
    return ok;
}

bool
box_filter_apply(const struct box_filter *f)
{
    _Static_assert(sizeof *f->step == sizeof(struct sock_filter), "a step is an instruction");
    struct sock_fprog steps = {(unsigned short)f->step_n, (struct sock_filter *)f->step};

    return confine_paths(f) &&
           (f->step_n == 0 || syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &steps) == 0);
}

bool
box_filter_self(void)
{
    scmp_filter_ctx c;
    bool ok;

    if (!box_filter_seccomp())
        return true;
    c = seccomp_init(SCMP_ACT_ALLOW);
    ok = c && fill_common(c) && seccomp_load(c) == 0;
    if (c)
        seccomp_release(c);
    return ok;
}

/*
 * The filter sees the address of a path, not the path.  The program that is started has an address space of
 * its own: to start something else it would have to guess where ours had the path.
 */
const char *
box_filter_hide(const char *path)
{
    size_t n = strlen(path) + 1;
    uint64_t random;
    char *p = MAP_FAILED;

    for (int tries = 0; tries < 16 && p == MAP_FAILED; tries++) {
        if (n > 4096 / 2 || getrandom(&random, sizeof random, 0) != (ssize_t)sizeof random)
            return NULL;
        p = mmap((void *)(uintptr_t)(random >> (tries % 2 ? 26 : 18) & ~0xFFFULL), 4096,
                 PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    }
    if (p == MAP_FAILED)
        return NULL;
    p += random % (4096 / 2);
    memcpy(p, path, n);
    return p;
}
