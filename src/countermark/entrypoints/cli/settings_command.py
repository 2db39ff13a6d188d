"""``countermark settings``: every setting there is, with its value here."""

from typing import Any

import msgspec

from countermark.entrypoints.cli.output import Json, show
from countermark.kit.settings import BARE_NAMES, Settings, load_settings, variable_of

SECRETS = frozenset({"master_key", "s3_secret_access_key", "smtp_password"})
URLS_WITH_PASSWORDS = frozenset({"database_url", "migration_database_url"})


class SettingRow(msgspec.Struct, frozen=True, kw_only=True):
    """One setting. ``value`` is the one in force, masked where it is a secret."""

    name: str
    variables: list[str]
    default: str | None
    meaning: str
    value: str | None


def settings_command(*, json: Json = False) -> None:
    """List every setting: its variable, default, meaning and value here. Secrets are masked."""
    rows = list_settings(load_settings())
    show(rows, (line for row in rows for line in _lines(row)), json=json)


def _lines(row: SettingRow) -> list[str]:
    default = "" if row.default is None else f" Default: {row.default}."
    return [
        f"{row.name} = {'' if row.value is None else row.value}",
        f"    {row.meaning}{default} Set it with {' or '.join(row.variables)}.",
    ]


def list_settings(settings: Settings) -> list[SettingRow]:
    """Every setting, in the order of their declaration."""
    return [
        SettingRow(
            name=field.name,
            variables=variables_of(field.name),
            default=_default_of(field),
            meaning=meaning_of(field.name),
            value=_shown(field.name, getattr(settings, field.name)),
        )
        for field in msgspec.structs.fields(Settings)
    ]


def variables_of(name: str) -> list[str]:
    """The environment variables that set it, the one that wins first."""
    return [variable_of(name), *([BARE_NAMES[name]] if name in BARE_NAMES else [])]


def meaning_of(name: str) -> str:
    """The setting's description."""
    annotation = Settings.__annotations__[name]
    return next(str(meta.description) for meta in annotation.__metadata__ if meta.description)


def _default_of(field: Any) -> str | None:
    if field.default_factory is not msgspec.NODEFAULT:
        return "the platform's data folder"
    return _text(field.default)


def _shown(name: str, value: Any) -> str | None:
    if value is None:
        return None
    if name in SECRETS:
        return "(set)"
    return _without_password(str(value)) if name in URLS_WITH_PASSWORDS else _text(value)


def _text(value: Any) -> str | None:
    return str(value).lower() if isinstance(value, bool) else None if value is None else str(value)


def _without_password(url: str) -> str:
    """``url`` with its password as ``***``, also one given as a query parameter."""
    before, separator, host = url.rpartition("@")
    scheme, slashes, login = before.partition("://")
    user, colon, _ = login.partition(":")
    masked = f"{scheme}{slashes}{user}{colon and ':***'}{separator}{host}" if separator else url
    head, question, query = masked.partition("?")
    shown = "&".join("password=***" if part.startswith("password=") else part for part in query.split("&"))
    return f"{head}{question}{shown}"
