"""Reading YAML from parser events, with file, line and column of every key and value."""
