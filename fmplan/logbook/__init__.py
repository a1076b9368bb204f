"""What was done: the entries of the logbook."""
