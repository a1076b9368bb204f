"""What was done to one thing, in every form."""
