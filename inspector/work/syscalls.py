"""The system calls a locked worker may still make, by machine.

Everything else is refused. Numbers from arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h.
"""

from __future__ import annotations

# Allowed whatever their arguments: they touch memory, time, threads and files that are open already.
_X86_64 = {
    "read": 0, "write": 1, "close": 3, "fstat": 5, "poll": 7, "lseek": 8, "mmap": 9, "mprotect": 10, "munmap": 11,
    "brk": 12, "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15, "pread64": 17, "readv": 19, "writev": 20,
    "select": 23, "sched_yield": 24, "mremap": 25, "madvise": 28, "dup": 32, "dup2": 33, "nanosleep": 35,
    "getpid": 39, "sendto": 44, "recvfrom": 45, "recvmsg": 47, "exit": 60, "uname": 63, "gettimeofday": 96,
    "getrlimit": 97, "getrusage": 98, "sysinfo": 99, "times": 100, "getuid": 102, "getgid": 104, "geteuid": 107,
    "getegid": 108, "getppid": 110, "sigaltstack": 131, "gettid": 186, "time": 201, "futex": 202,
    "sched_getaffinity": 204, "set_tid_address": 218, "restart_syscall": 219, "fadvise64": 221, "clock_gettime": 228,
    "clock_getres": 229, "clock_nanosleep": 230, "exit_group": 231, "pselect6": 270, "ppoll": 271,
    "set_robust_list": 273, "dup3": 292, "preadv": 295, "getcpu": 309, "getrandom": 318, "membarrier": 324,
    "preadv2": 327, "rseq": 334, "close_range": 436,
}  # fmt: skip
_AARCH64 = {
    "dup": 23, "dup3": 24, "close": 57, "lseek": 62, "read": 63, "write": 64, "readv": 65, "writev": 66,
    "pread64": 67, "preadv": 69, "pselect6": 72, "ppoll": 73, "fstat": 80, "exit": 93, "exit_group": 94,
    "set_tid_address": 96, "futex": 98, "set_robust_list": 99, "nanosleep": 101, "clock_gettime": 113,
    "clock_getres": 114, "clock_nanosleep": 115, "sched_getaffinity": 123, "sched_yield": 124,
    "restart_syscall": 128, "sigaltstack": 132, "rt_sigaction": 134, "rt_sigprocmask": 135, "rt_sigreturn": 139,
    "times": 153, "uname": 160, "getrlimit": 163, "getrusage": 165, "getcpu": 168, "gettimeofday": 169,
    "getpid": 172, "getppid": 173, "getuid": 174, "geteuid": 175, "getgid": 176, "getegid": 177, "gettid": 178,
    "sysinfo": 179, "sendto": 206, "recvfrom": 207, "recvmsg": 212, "brk": 214, "munmap": 215, "mremap": 216,
    "mmap": 222, "fadvise64": 223, "mprotect": 226, "madvise": 233, "getrandom": 278, "membarrier": 283,
    "preadv2": 286, "rseq": 293, "close_range": 436,
}  # fmt: skip
# Allowed only with certain arguments (see inspector.work.seccomp).
_X86_64_WATCHED = {
    "ioctl": 16, "clone": 56, "kill": 62, "fcntl": 72, "prctl": 157, "tgkill": 234, "newfstatat": 262,
    "prlimit64": 302, "clone3": 435,
}  # fmt: skip
_AARCH64_WATCHED = {
    "fcntl": 25, "ioctl": 29, "newfstatat": 79, "kill": 129, "tgkill": 131, "prctl": 167, "clone": 220,
    "prlimit64": 261, "clone3": 435,
}  # fmt: skip

ALLOWED = {"x86_64": _X86_64, "aarch64": _AARCH64}
SECCOMP = {"x86_64": 317, "aarch64": 277}
WATCHED = {"x86_64": _X86_64_WATCHED, "aarch64": _AARCH64_WATCHED}
# AUDIT_ARCH_* of include/uapi/linux/audit.h: the calling convention a number belongs to.
ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
