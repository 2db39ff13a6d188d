"""The SQL of this area."""

from countermark.db.sql import load_queries

queries = load_queries(__file__)
