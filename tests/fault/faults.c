/* Fail or die at the n-th call that changes a file below a folder: write, sync, rename, unlink.

   Preloaded into kennis. FAULT_CONTROL names a file that the test writes too, so that all processes of a command
   count together and a fault can be set after they have started. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum how { COUNT = 0, KILL = 1, HALF = 2, ONCE = 3, FULL = 4 };
enum sort { WRITE, OTHER };

struct control {
    int armed;          /* 0: nothing is counted */
    int how;            /* enum how */
    int at;             /* the call, from 1 */
    int count;          /* calls so far */
    int error;          /* errno of the failure */
    char folder[4096];  /* only files below it */
};

static struct control *control;

__attribute__((constructor)) static void attach(void) {
    const char *name = getenv("FAULT_CONTROL");
    int descriptor = name ? open(name, O_RDWR) : -1;
    if (descriptor < 0) return;
    void *found = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    if (found != MAP_FAILED) control = found;
    close(descriptor);
}

static int below(const char *path) {
    return strncmp(path, control->folder, strlen(control->folder)) == 0;
}

static int watched(int folder, const char *path) {
    char whole[PATH_MAX + 1], link[64];
    if (!control || !control->armed) return 0;
    if (path && path[0] == '/') return below(path);
    if (folder == AT_FDCWD) return getcwd(whole, sizeof whole) && below(whole);
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, whole, PATH_MAX);
    if (length < 0) return 0;
    whole[length] = 0;
    return below(whole);
}

/* Count a call; say whether it is to fail (1), or to write a half and die (2). */
static int struck(int folder, const char *path, enum sort sort) {
    int before = errno;
    int is_watched = watched(folder, path);
    errno = before;
    if (!is_watched) return 0;
    int number = __sync_add_and_fetch(&control->count, 1);
    if (control->how == COUNT) return 0;
    if (control->how == FULL) {
        if (sort != WRITE || number < control->at) return 0;
    } else if (number != control->at) return 0;
    if (control->how == HALF && sort == WRITE) return 2;
    if (control->how == KILL || control->how == HALF) kill(getpid(), SIGKILL);
    errno = control->error;
    return 1;
}

static void die(void) { kill(getpid(), SIGKILL); }

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t write(int file, const void *data, size_t size) {
    REAL(write);
    int fate = struck(file, NULL, WRITE);
    if (fate == 1) return -1;
    if (fate == 2) { real(file, data, size / 2); die(); }
    return real(file, data, size);
}

ssize_t pwrite(int file, const void *data, size_t size, off_t place) {
    REAL(pwrite);
    int fate = struck(file, NULL, WRITE);
    if (fate == 1) return -1;
    if (fate == 2) { real(file, data, size / 2, place); die(); }
    return real(file, data, size, place);
}

ssize_t pwrite64(int file, const void *data, size_t size, off64_t place) {
    REAL(pwrite64);
    int fate = struck(file, NULL, WRITE);
    if (fate == 1) return -1;
    if (fate == 2) { real(file, data, size / 2, place); die(); }
    return real(file, data, size, place);
}

ssize_t writev(int file, const struct iovec *parts, int count) {
    REAL(writev);
    int fate = struck(file, NULL, WRITE);
    if (fate == 1) return -1;
    if (fate == 2) { real(file, parts, count / 2); die(); }
    return real(file, parts, count);
}

ssize_t sendfile(int to, int from, off_t *place, size_t size) {
    REAL(sendfile);
    int fate = struck(to, NULL, WRITE);
    if (fate == 1) return -1;
    if (fate == 2) { real(to, from, place, size / 2); die(); }
    return real(to, from, place, size);
}

ssize_t sendfile64(int to, int from, off64_t *place, size_t size) {
    REAL(sendfile64);
    int fate = struck(to, NULL, WRITE);
    if (fate == 1) return -1;
    if (fate == 2) { real(to, from, place, size / 2); die(); }
    return real(to, from, place, size);
}

int fsync(int file) {
    REAL(fsync);
    return struck(file, NULL, OTHER) ? -1 : real(file);
}

int fdatasync(int file) {
    REAL(fdatasync);
    return struck(file, NULL, OTHER) ? -1 : real(file);
}

int rename(const char *from, const char *to) {
    REAL(rename);
    return struck(AT_FDCWD, to, OTHER) ? -1 : real(from, to);
}

int renameat(int folder, const char *from, int target, const char *to) {
    REAL(renameat);
    return struck(target, to, OTHER) ? -1 : real(folder, from, target, to);
}

int unlink(const char *path) {
    REAL(unlink);
    return struck(AT_FDCWD, path, OTHER) ? -1 : real(path);
}

int unlinkat(int folder, const char *path, int flags) {
    REAL(unlinkat);
    return struck(folder, path, OTHER) ? -1 : real(folder, path, flags);
}
