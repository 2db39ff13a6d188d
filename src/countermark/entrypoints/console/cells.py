"""A value in the narrow place that a list or grid has for it."""

from typing import Any

from countermark.entrypoints.console.countries import country_name
from countermark.entrypoints.console.formats import localized
from countermark.features.fields.field import Field, FieldType
from countermark.features.fields.text_values import text_of_value


def cell_text(value: Any, field: Field, locale: str) -> str:
    """``value`` in one line, empty when there is none; a text in the brand's language, else in one the reader knows."""
    if value is None:
        return ""
    if field.type is FieldType.LOCALIZED_TEXT and isinstance(value, dict):
        return str(value.get(locale) or localized(value))
    if field.type is FieldType.COUNTRY and isinstance(value, str):
        return country_name(value)
    text = text_of_value(field, value, locale)
    return f"{text} {field.unit}" if field.unit and isinstance(value, int | float) else text
