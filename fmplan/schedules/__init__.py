"""What the assets need, and when: from rules to dates. Pure: no files but its library, no clock."""
