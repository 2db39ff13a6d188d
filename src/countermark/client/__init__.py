"""A client of the REST door for Python programs: resources, pages, keys for safe retries, refusals as exceptions.

>>> from countermark.client import Client  # doctest: +SKIP
>>> with Client("https://example.com", api_key="mk_live_....ms_live_...") as client:  # doctest: +SKIP
...     for product in client.products.iterate(query="city"):
...         print(product["product_id"])
"""

from countermark.client.client import Client, Page, Problem, Resource

__all__ = ["Client", "Page", "Problem", "Resource"]
