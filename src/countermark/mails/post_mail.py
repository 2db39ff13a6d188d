"""Puts a mail down to be sent."""

from uuid import UUID

import msgspec

from countermark.db.pool import Connection
from countermark.db.sql import load_queries
from countermark.kit.ids import uuid7
from countermark.mails.letter import Drawn, Letter, draw
from countermark.serials import unwrap, wrap

queries = load_queries(__file__)


async def post_mail(
    connection: Connection, master_key: bytes, recipient: str, letter: Letter, *, language: str = "en"
) -> UUID:
    """The id of a mail that is sent once the transaction of ``connection`` has committed, and not if it does not.

    ``recipient`` is an address that was checked before. Any transaction will do, of a brand or of none.
    """
    mail_id = uuid7()
    await queries.insert_mail(
        connection,
        mail_id=mail_id,
        kind=letter.kind,
        recipient=recipient,
        content=wrap(master_key, msgspec.json.encode(draw(letter, language)), _context(mail_id)),
    )
    return mail_id


def content_of(master_key: bytes, mail_id: UUID, wrapped: bytes) -> Drawn:
    """What a mail that waits says.

    Raises:
        WrongMasterKey: it was put down under another key.
    """
    return msgspec.json.decode(unwrap(master_key, wrapped, _context(mail_id)), type=Drawn)


def _context(mail_id: UUID) -> bytes:
    return b"mail " + mail_id.bytes
