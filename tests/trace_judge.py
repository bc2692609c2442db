#!/usr/bin/env python3
"""trace_judge.py TRACE FOLDER…: what a program did, as strace -f -y wrote it down.

Fails when it opened a socket of any family but AF_UNIX and AF_NETLINK, began another program, or tried to
write, make, rename or remove anything outside the folders (and a few devices that keep nothing). An attempt
counts, whatever came of it, but for folders that are already there. Says how much it has read, so that an empty trace is not taken for a good one.
"""
import os
import re
import sys

KEEPS_NOTHING = re.compile(r"/dev/(null|tty|dri/\w+)$")
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_TMPFILE|O_APPEND")
FAMILIES = {"AF_UNIX", "AF_LOCAL", "AF_NETLINK"}
# A path of a call: after the folder it is relative to, if any; or a file that is open.
PATH = re.compile(r'(?:(?:AT_FDCWD|\d+)<([^<>]*)>, )?"((?:[^"\\]|\\.)*)"')
OPEN_FILE = re.compile(r"^\d+<([^<>]*)>")
CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)")
CHANGES = {
    "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "mkdir", "mkdirat", "link",
    "linkat", "symlink", "symlinkat", "truncate", "chmod", "fchmodat", "fchmodat2", "chown", "lchown",
    "fchownat", "mknod", "mknodat", "utime", "utimes", "utimensat", "futimesat", "setxattr",
    "lsetxattr", "removexattr", "lremovexattr", "mount", "umount2", "swapon",
}
CHANGES_OPEN_FILE = {"ftruncate", "fchmod", "fchown", "fallocate", "fsetxattr", "fremovexattr"}


def paths_of(arguments):
    return [os.path.normpath(os.path.join(folder or os.getcwd(), path))
            for folder, path in PATH.findall(arguments)]


def is_inside(path, folders):
    return KEEPS_NOTHING.match(path) or any(
        path == folder or path.startswith(folder + "/") for folder in folders)


def fault(name, arguments, folders):
    """What the call did that it must not; None: nothing."""
    if name == "socket":
        return None if arguments.split(",")[0] in FAMILIES else "a socket of the network"
    if name == "io_uring_setup":
        return "calls that cannot be traced"
    touched = []
    if name in ("open", "openat", "openat2", "creat"):
        touched = paths_of(arguments)[:1] if name == "creat" or WRITES.search(arguments) else []
    elif name in CHANGES:
        if name.startswith("mkdir") and "= -1 EEXIST" in arguments:
            return None  # it asked whether the folder is there
        match = OPEN_FILE.match(arguments)
        touched = paths_of(arguments) or ([match.group(1)] if match else [])
        if name in ("symlink", "symlinkat"):
            touched = touched[1:]  # what it leads to is only a text
        if not touched:
            return "something that cannot be judged"
    elif name in CHANGES_OPEN_FILE:
        match = OPEN_FILE.match(arguments)
        touched = [match.group(1)] if match and match.group(1).startswith("/") else []
        touched = [path for path in touched if not path.startswith("/memfd:")]
    elif name == "bind" and 'sun_path="' in arguments:
        touched = paths_of(arguments)
    outside = [path for path in touched if not is_inside(path, folders)]
    return "outside: " + ", ".join(outside) if outside else None


def main():
    trace, folders = sys.argv[1], [os.path.normpath(f) for f in sys.argv[2:]]
    calls = 0
    written = 0
    programs = 0
    faults = []
    with open(trace, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            match = CALL.match(line)
            if not match:
                continue  # a result that came later, a signal, an end
            name, arguments = match.groups()
            calls += 1
            if name == "execve":
                programs += " = 0" in line or "unfinished" in line
                continue
            written += name in CHANGES or bool(WRITES.search(arguments))
            what = fault(name, arguments, folders)
            if what:
                faults.append(f"{what}: {line.strip()}")
    expected = int(os.environ.get("TRACE_PROGRAMS", "1"))
    if programs > expected:
        faults.append(f"{programs} programs were run")
    print(f"{calls} calls, {written} of them for writing")
    for text in faults[:20]:
        print("FAULT:", text)
    sys.exit(1 if faults or calls == 0 else 0)


if __name__ == "__main__":
    main()
