"""Themes: how a passport page looks, as a closed set of tokens."""
