"""fmplan beside its peers, on registers made for the purpose: ratios, never promises in seconds."""
