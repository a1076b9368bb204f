"""Calendars for phones and other programs, as feeds of iCalendar."""
