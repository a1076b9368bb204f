"""What fmplan is measured against, a file for each."""
