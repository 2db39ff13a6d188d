"""Countermark: a self-hostable, multi-tenant platform for Digital Product Passports."""

__version__ = "0.1.0"
