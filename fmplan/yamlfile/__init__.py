"""Reading YAML from parser events, with file, line and column of every key and value.

`reader` reads, `block` is what comes out, `codes` lists what can be wrong, `excerpt` shows a place to people.
"""
