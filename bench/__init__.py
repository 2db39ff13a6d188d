"""Measures the design's figures side by side with their baselines. ``make bench``."""
