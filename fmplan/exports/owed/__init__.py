"""What is owed, in every form."""
