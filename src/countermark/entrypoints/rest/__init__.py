"""REST under /v1: the same operations as resources, by one table of routes."""
