"""The form of a link: what is typed, as the operations take it, and a link as it is typed."""

import re
from datetime import UTC, date, datetime
from typing import Any, Final

from countermark.entrypoints.console.forms import Form
from countermark.features.links.link import Link
from countermark.kit.errors import InvalidInput

ABOUT: Final = ("gs1_path", "lot", "serial", "cpv")
TEXTS: Final = ("link_type", "own_link_type", "target_url", "title", "languages", "media_type", "contexts")
DATES: Final = ("valid_from", "valid_until")
CHECKS: Final = ("forward_query", "is_public", "is_default", "in_default_set")
FIELDS: Final = (*ABOUT, *TEXTS, *DATES, *CHECKS)
ERRORS: Final = {"_link_type": "link_type", "_product_id": "gs1_path"}


def new_link_form(given: Form) -> Form:
    """An empty form with what is usual chosen; ``given`` comes from the address."""
    return Form({**dict.fromkeys(FIELDS, ""), "forward_query": "1", "is_public": "1", **given.values})


def form_of(link: Link, offered: set[str]) -> Form:
    """A link as it would be typed; ``offered`` are the types in the list of choices."""
    own = link.link_type not in offered
    values = {
        "link_type": "" if own else link.link_type,
        "own_link_type": link.link_type if own else "",
        "target_url": link.target_url,
        "title": link.title,
        "languages": ", ".join(link.languages),
        "media_type": link.media_type or "",
        "contexts": ", ".join(link.contexts),
        "valid_from": link.valid_from.date().isoformat() if link.valid_from else "",
        "valid_until": link.valid_until.date().isoformat() if link.valid_until else "",
    }
    return Form(values | {name: "1" if getattr(link, name) else "" for name in CHECKS})


def typed_link(form: Form) -> dict[str, Any]:
    """The values of a link.

    Raises:
        InvalidInput: a date that is none.
    """
    return {
        "link_type": form["link_type"] or form["own_link_type"],
        "target_url": form["target_url"],
        "title": form["title"],
        "languages": _words(form["languages"]),
        "media_type": form.optional("media_type"),
        "contexts": _words(form["contexts"]),
        **{name: _midnight(form, name) for name in DATES},
        **{name: bool(form[name]) for name in CHECKS},
    }


def typed_about(form: Form, product_id: str | None) -> dict[str, Any]:
    """What the link is about: a lot or unit of the product, or what a path names."""
    if product_id is None:
        return {"gs1_path": form["gs1_path"]}
    return {"product_id": product_id, **{name: form.optional(name) for name in ("lot", "serial", "cpv")}}


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[,;\s]+", text) if word]


def _midnight(form: Form, name: str) -> datetime | None:
    if not form[name]:
        return None
    try:
        day = date.fromisoformat(form[name])
    except ValueError:
        raise InvalidInput(f"_{name}", "must be a date like 2026-01-31") from None
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
