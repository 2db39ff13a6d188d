"""Writes the letters about accounts and invitations: it knows the addresses of pages, which features do not."""

import asyncio
from functools import partial
from typing import Final

from countermark.db.transaction import platform_transaction
from countermark.entrypoints.services import Services
from countermark.entrypoints.worker.repeat import repeat
from countermark.features.accounts.account import queries
from countermark.features.accounts.mail import AccountMail, MailKind, opened_mail
from countermark.mails import Letter, post_mail

LOOK_EVERY_S: Final = 1.0


async def send_account_mail_forever(services: Services, stopping: asyncio.Event) -> None:
    """Runs until ``stopping`` is set."""
    await repeat(partial(send_account_mail, services), LOOK_EVERY_S, stopping, what="writing account mail")


async def send_account_mail(services: Services) -> int:
    """Writes all that waits; how many. The letter is put down to be sent in the transaction that forgets the facts."""
    written = 0
    while await _write_next(services):
        written += 1
    return written


async def _write_next(services: Services) -> bool:
    async with platform_transaction(services.pool) as connection:
        row = await queries.take_account_mail(connection)
        if row is None:
            return False
        mail = opened_mail(services.master_key, row["wrapped_content"])
        await post_mail(connection, services.master_key, mail.to, letter_of(mail, services.settings.api_url))
        await queries.delete_account_mail(connection, mail_id=row["mail_id"])
    return True


def letter_of(mail: AccountMail, api_url: str) -> Letter:
    """The words of a mail."""
    words = {
        MailKind.INVITATION: (
            "You are invited to {brand}",
            (
                "{inviter} invites you to work in {brand} as {role}.",
                "The link is good for {days} days and for one use.",
            ),
            "Accept the invitation",
        )
    }
    subject, paragraphs, action = words[mail.kind]
    facts = {**mail.facts, "inviter": mail.facts["inviter"] or "Somebody who manages it"}
    link = api_url + mail.facts["path"]
    return Letter(kind=mail.kind, subject=subject, paragraphs=paragraphs, action=(action, link), values=facts)
