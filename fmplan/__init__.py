"""fmplan: facilities maintenance planning from plain text."""
