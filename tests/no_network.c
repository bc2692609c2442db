// no_network PROGRAM [ARGUMENT…]: runs it where a socket of any family but AF_UNIX and AF_NETLINK kills it
// (SIGSYS), threads and children too. A filter in the kernel: nothing the program does gets around it.
// no_network --open unix|netlink|inet|inet6|packet opens such a socket, to see that the filter works.
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined __x86_64__
#define OUR_ARCH AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define OUR_ARCH AUDIT_ARCH_AARCH64
#else
#error "which AUDIT_ARCH is this?"
#endif

enum { CANNOT = 125, X32_BIT = 0x40000000 };

#define LOAD(field)                                                                                \
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)offsetof(struct seccomp_data, field))
#define IF_EQUAL(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)(value), (yes), (no))
#define ANSWER(what) BPF_STMT(BPF_RET | BPF_K, (what))

static int forbid_networks(void)
{
    struct sock_filter filter[] = {
        LOAD(arch),
        IF_EQUAL(OUR_ARCH, 1, 0),
        ANSWER(SECCOMP_RET_KILL_PROCESS), // calls of another machine are numbered differently
        LOAD(nr),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 6, 0),
        IF_EQUAL(SYS_io_uring_setup, 5, 0), // opens sockets past this filter
        IF_EQUAL(SYS_socket, 0, 3),
        LOAD(args[0]),
        IF_EQUAL(AF_UNIX, 1, 0),
        IF_EQUAL(AF_NETLINK, 0, 1),
        ANSWER(SECCOMP_RET_ALLOW),
        ANSWER(SECCOMP_RET_KILL_PROCESS),
    };
    struct sock_fprog program = {.len = sizeof filter / sizeof *filter, .filter = filter};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                   prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0
               ? 0
               : -1;
}

static int open_one(const char *name)
{
    static const struct {
        const char *name;
        int family;
    } FAMILIES[] = {{"unix", AF_UNIX},
                    {"netlink", AF_NETLINK},
                    {"inet", AF_INET},
                    {"inet6", AF_INET6},
                    {"packet", AF_PACKET}};
    for (size_t i = 0; i < sizeof FAMILIES / sizeof *FAMILIES; i++) {
        if (strcmp(name, FAMILIES[i].name) == 0) {
            int fd = socket(FAMILIES[i].family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            if (fd >= 0) {
                close(fd);
            }
            return 0; // whether the machine has that family at all is not the question
        }
    }
    return CANNOT;
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "--open") == 0) {
        return open_one(argv[2]);
    }
    if (argc < 2) {
        fputs("no_network PROGRAM [ARGUMENT...] | --open FAMILY\n", stderr);
        return CANNOT;
    }
    if (forbid_networks() != 0) {
        fprintf(stderr, "no_network: %s\n", strerror(errno));
        return CANNOT;
    }
    execvp(argv[1], argv + 1);
    fprintf(stderr, "no_network: %s: %s\n", argv[1], strerror(errno));
    return CANNOT;
}
