"""The command line: one command a file; it can do everything the window can."""
