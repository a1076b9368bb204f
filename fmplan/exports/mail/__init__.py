"""Digests by mail: what a week, a month or an estate in arrears has to say, and to whom."""
