"""What is wrong: one file for each rule that looks at a whole situation."""
