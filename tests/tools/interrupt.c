/*
 * Runs a program and interferes with its N-th system call that changes a disk, counted over the
 * whole program: interrupt kill|full N COMMAND... kill: SIGKILL before it happens, as a power cut
 * would. full: of those that need room, the N-th and all further ones fail with ENOSPC. Ends with
 * 77 when there were fewer such calls, else with the program's status (kill: 0). N 0: prints how
 * many there are.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/ptrace.h>

#define FEWER 77

static void die(const char *what)
{
    perror(what);
    exit(1);
}

/* Whether a call changes what lies on a disk; room: it may need space there. */
static bool changes(const struct ptrace_syscall_info *s, bool *room)
{
    const unsigned long long *a = s->entry.args;
    *room = false;
    switch (s->entry.nr) {
    case SYS_write: /* standard output and messages are no disk */ *room = true; return a[0] > 2;
    case SYS_pwrite64: *room = true; return true;
    case SYS_openat: *room = (a[2] & O_CREAT) != 0; return (a[2] & (O_CREAT | O_TRUNC)) != 0;
    case SYS_mkdirat: *room = true; return true;
    case SYS_fsync:
    case SYS_fdatasync:
    case SYS_syncfs:
    case SYS_ftruncate:
    case SYS_renameat2:
    case SYS_unlinkat:
    case SYS_fchmod:
    case SYS_fchmodat: return true;
#ifdef SYS_rename
    case SYS_mkdir: *room = true; return true;
    case SYS_rename:
    case SYS_unlink:
    case SYS_rmdir:
    case SYS_chmod: return true;
#endif
    default: return false;
    }
}

/* The call about to happen does not, and gives -ENOSPC. False where this machine is not known. */
static bool refuse(pid_t pid, bool entry)
{
#if defined(__x86_64__)
    struct user_regs_struct r;
    if (ptrace(PTRACE_GETREGS, pid, 0, &r) != 0)
        die("PTRACE_GETREGS");
    if (entry)
        r.orig_rax = (unsigned long long)-1;
    else
        r.rax = (unsigned long long)-ENOSPC;
    if (ptrace(PTRACE_SETREGS, pid, 0, &r) != 0)
        die("PTRACE_SETREGS");
    return true;
#else
    (void)pid;
    (void)entry;
    return false;
#endif
}

int main(int argc, char **argv)
{
    bool full = argc > 3 && strcmp(argv[1], "full") == 0;
    if (argc < 4 || (!full && strcmp(argv[1], "kill") != 0))
        return 2;
    long wanted = atol(argv[2]), n = 0;
    pid_t pid = fork();
    if (pid == 0) {
        ptrace(PTRACE_TRACEME, 0, 0, 0);
        raise(SIGSTOP);
        execvp(argv[3], argv + 3);
        die(argv[3]);
    }
    int status;
    if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status))
        die("fork");
    if (ptrace(PTRACE_SETOPTIONS, pid, 0, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL) != 0)
        die("PTRACE_SETOPTIONS");
    bool refused = false;
    for (long signal = 0;;) {
        if (ptrace(PTRACE_SYSCALL, pid, 0, signal) != 0 || waitpid(pid, &status, 0) != pid)
            die("PTRACE_SYSCALL");
        if (WIFEXITED(status) || WIFSIGNALED(status))
            break;
        signal = 0;
        if (WSTOPSIG(status) != (SIGTRAP | 0x80)) {
            signal = WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status);
            continue;
        }
        struct ptrace_syscall_info s;
        bool room;
        if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof s, &s) <= 0)
            die("PTRACE_GET_SYSCALL_INFO");
        if (s.op == PTRACE_SYSCALL_INFO_EXIT && refused)
            refuse(pid, false);
        refused = false;
        if (s.op != PTRACE_SYSCALL_INFO_ENTRY || !changes(&s, &room) || (full && !room))
            continue;
        n++;
        if (!full && n == wanted) {
            kill(pid, SIGKILL);
            waitpid(pid, &status, 0);
            return 0;
        }
        refused = full && n >= wanted && wanted > 0 && refuse(pid, true);
    }
    if (wanted == 0)
        printf("%ld\n", n);
    return n < wanted ? FEWER : WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
