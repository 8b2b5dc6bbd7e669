# Isolated workers: why an item could not be worked on, which wall is missing.

failure-crashed = The decoder stopped abruptly while reading this file.
failure-deadline = The analysis of this file took longer than allowed and was stopped.
failure-memory = The analysis of this file needs more memory than allowed.
failure-stalled = The worker gave no sign of life on this file and was stopped.
failure-refused = This file was not worked on: the work was stopped, or the file could not be opened read-only.
failure-lockdown = This file was not worked on: the full isolation could not be set up again.
failure-bad-reply = The worker returned something invalid; it was discarded.
failure-lost = The machine of the lab that read this was lost, again and again.
work-wall-no-network = no network connection
failure-task-failed = This file could not be analysed.

error-work-not-started = The isolated worker could not be started ({ $reason }).
error-work-no-transport = Isolated workers are not supported on this operating system yet.

work-isolation-complete = The workers are fully isolated.
work-isolation-missing = This machine lacks a wall of isolation: { $walls }. Work goes on, but hostile files are more dangerous.
work-wall-parent-death = ends with the main program
work-wall-address-space = memory limit
work-wall-threads = limit of threads
work-wall-file-size = no file writing
work-wall-open-files = limit of open files
work-wall-core-dump = no memory dumps to disk
work-wall-privacy = memory closed to other processes
work-wall-no-new-privileges = no gain of privileges
work-wall-landlock = no opening of files by name (Landlock)
work-wall-seccomp = no network and no other programs (seccomp)
