"""What a passport is called in its page's address, ``/passport/<name>``: a unit's serial, else the passport's UUID.

A scan names the unit by its serial already, so the resolver redirects there without computing anything; and a person
finds in the address what is printed on the product. The UUID names every passport too, and is what programs keep.
"""

from uuid import UUID

from countermark.serials import UnitCodec

_UUID_LENGTH = 36


def passport_of_name(codec: UnitCodec, name: str) -> UUID | None:
    """The passport's UUID; ``None`` for a name that no passport of the brand can have. It need not exist."""
    if len(name) == _UUID_LENGTH:
        try:
            return UUID(name)
        except ValueError:
            return None
    number = codec.number_of(name)
    return None if number is None else codec.passport_id_of(number)
