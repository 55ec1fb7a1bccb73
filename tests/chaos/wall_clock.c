/* What time is it? As the machine says, plus the seconds in a file: preloaded into a process, its wall
   clock can be set from outside, while its steady clock goes on. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static volatile const int64_t *ahead_seconds;

__attribute__((constructor)) static void open_clock(void)
{
    const char *name = getenv("WALL_CLOCK");
    int file = name ? open(name, O_RDONLY) : -1;
    void *mapped = file < 0 ? MAP_FAILED : mmap(NULL, sizeof *ahead_seconds, PROT_READ, MAP_SHARED, file, 0);
    if (mapped == MAP_FAILED)
        abort();
    close(file);
    ahead_seconds = mapped;
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    int refused = (int)syscall(SYS_clock_gettime, clock, now);
    if (!refused && clock == CLOCK_REALTIME)
        now->tv_sec += *ahead_seconds;
    return refused;
}
