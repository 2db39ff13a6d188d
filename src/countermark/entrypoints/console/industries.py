"""The industries to choose from: those whose products the law asks facts of, in the order of NACE.

Any other code can be set later, among the brand's fields.
"""

from typing import Final

INDUSTRIES: Final = (
    ("13", "Textiles"),
    ("14", "Clothing"),
    ("15", "Leather and footwear"),
    ("16.23", "Joinery and wooden building parts"),
    ("20.4", "Detergents and cleaning products"),
    ("22.11", "Tyres"),
    ("22.23", "Plastic building products"),
    ("23", "Glass, ceramics, cement and stone"),
    ("24", "Iron, steel and other metals"),
    ("25.1", "Structural metal products"),
    ("26", "Computers, electronics and optics"),
    ("27", "Electrical equipment"),
    ("27.2", "Batteries"),
    ("31", "Furniture"),
    ("32.4", "Toys and games"),
)
