"""Notices to residents, in every form."""
