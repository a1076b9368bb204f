"""The figures of a period, in every form."""
