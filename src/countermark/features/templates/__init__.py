"""Passport templates: which facts stand on a passport page, under which headings, in which order."""
