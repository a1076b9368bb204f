"""The workbook: a file for each of its sheets, and for what several of them share."""
