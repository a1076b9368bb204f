"""The built-in library: standards as data, and the words they are written in.

The YAML files beside this one are schedules, in the form an estate's own have: one file for each class and origin.
`words/` names what they speak of: packs, classes, facts, seasons, trades and the sources where a rule was read.
"""
