"""The command line: options, the clock, printing, writing, exit codes."""
