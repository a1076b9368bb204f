"""Calendar arithmetic: days, periods, ranges, working days. It reads no files and no clock."""
