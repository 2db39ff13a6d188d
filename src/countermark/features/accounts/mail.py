"""Mail to people about their accounts and places in brands: put into the transaction of what it tells of, sent after.

A row holds which mail it is and its facts, wrapped by the master key because tokens are among them. The worker writes
the words, sends it and deletes the row.
"""

from enum import StrEnum

import msgspec

from countermark.db.pool import Connection
from countermark.features.accounts.account import queries
from countermark.serials import unwrap, wrap

_CONTEXT = b"account-mail"


class MailKind(StrEnum):
    """Which mail it is. Each has a template of this name."""

    INVITATION = "invitation"


class AccountMail(msgspec.Struct, frozen=True, kw_only=True):
    """A mail to ``to``. ``facts`` is what its template says; a path in it is one of the console."""

    kind: MailKind
    to: str
    facts: dict[str, str]


async def post_mail(connection: Connection, master_key: bytes, mail: AccountMail) -> None:
    """Sends the mail soon after the transaction commits; never if it does not."""
    content = wrap(master_key, msgspec.json.encode(mail), _CONTEXT)
    await queries.insert_account_mail(connection, wrapped_content=content)


def opened_mail(master_key: bytes, wrapped_content: bytes) -> AccountMail:
    """The mail of a row.

    Raises:
        WrongMasterKey: it was written under another master key.
    """
    return msgspec.json.decode(unwrap(master_key, wrapped_content, _CONTEXT), type=AccountMail)
