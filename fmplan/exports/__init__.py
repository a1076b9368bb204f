"""How it is told: one file for each form a plan or a list of findings is given."""
