"""Sends the mails that are due, over SMTP, or into a folder where no server is named.

A mail is claimed by putting off its next attempt, so that a worker that dies holds up nothing: another one sends it
then, under the same ``Message-ID``, by which a mailbox may drop the second. Attempts are a minute, two, four, ...
apart.
"""

import asyncio
from collections.abc import Awaitable, Callable
from email.message import EmailMessage
from email.utils import formatdate, parseaddr
from pathlib import Path
from typing import Any, Final

import aiosmtplib
import structlog

from countermark.db.pool import Pool
from countermark.kit.settings import Settings
from countermark.mails.letter import Drawn
from countermark.mails.post_mail import content_of, queries
from countermark.serials import WrongMasterKey

MOST_AT_ONCE: Final = 20
MOST_ATTEMPTS: Final = 11  # the last one about seventeen hours after the first
RETRY_AFTER_S: Final = 60.0
SEND_WITHIN_S: Final = 20.0
KEPT_DAYS: Final = 90
log = structlog.get_logger(__name__)
Send = Callable[[EmailMessage], Awaitable[None]]


async def send_due_mails(pool: Pool, settings: Settings, master_key: bytes) -> int:
    """One pass; how many were taken by the server."""
    send = _sender(settings)
    sent = 0
    async with pool.acquire() as connection:
        claimed = [row async for row in queries.claim_mails(connection, most=MOST_AT_ONCE, retry_after_s=RETRY_AFTER_S)]
    for row in claimed:
        sent += await _send_one(pool, settings, master_key, row, send)
    return sent


async def forget_old_mails(pool: Pool) -> None:
    """Forgets mails that ended long ago."""
    async with pool.acquire() as connection:
        await queries.forget_mails(connection, kept_days=KEPT_DAYS)


async def _send_one(pool: Pool, settings: Settings, master_key: bytes, row: Any, send: Send) -> bool:
    mail_id = row["mail_id"]
    is_last, error = row["attempts"] >= MOST_ATTEMPTS, None
    try:
        content = content_of(master_key, mail_id, row["content"])
        await send(_message(settings, str(mail_id), row["recipient"], content))
    except (aiosmtplib.SMTPException, OSError, ValueError, WrongMasterKey) as failure:
        error = f"{type(failure).__name__}: {failure}"[:500]
        is_last = is_last or _is_final(failure)
    async with pool.acquire() as connection:
        if error is None:
            await queries.end_mail(connection, mail_id=mail_id, state="sent", error=None)
        elif is_last:
            await queries.end_mail(connection, mail_id=mail_id, state="failed", error=error)
        else:
            await queries.note_failed_attempt(connection, mail_id=mail_id, error=error)
    told = {"mail_id": str(mail_id), "kind": row["kind"], "attempt": row["attempts"]}
    if error is None:
        log.info("sent a mail", **told)
    else:
        log.warning("a mail could not be sent", is_last=is_last, error=error, **told)
    return error is None


def _is_final(failure: Exception) -> bool:
    """Whether the server said that asking again is of no use (5xx, RFC 5321, 4.2.1)."""
    if isinstance(failure, aiosmtplib.SMTPRecipientsRefused):
        return all(refused.code >= 500 for refused in failure.recipients)
    if isinstance(failure, aiosmtplib.SMTPAuthenticationError):
        return False  # the deployment's fault, and mended there
    return isinstance(failure, aiosmtplib.SMTPResponseException) and failure.code >= 500


def _message(settings: Settings, mail_id: str, recipient: str, content: Drawn) -> EmailMessage:
    sender = settings.mail_from or f"Countermark <no-reply@{settings.base_domain}>"
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, recipient, content.subject
    message["Date"] = formatdate()
    message["Message-ID"] = f"<{mail_id}@{parseaddr(sender)[1].rpartition('@')[2] or settings.base_domain}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answers from absent people
    message.set_content(content.text)
    message.add_alternative(content.html, subtype="html")
    return message


def _sender(settings: Settings) -> Send:
    if settings.smtp_host is None:
        return _into(settings.home / "mails")

    async def send(message: EmailMessage) -> None:
        await aiosmtplib.send(
            message,
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_user,
            password=settings.smtp_password,
            use_tls=settings.smtp_tls == "tls",
            start_tls=settings.smtp_tls == "starttls",
            timeout=SEND_WITHIN_S,
        )

    return send


def _into(folder: Path) -> Send:
    def keep(message: EmailMessage) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / f"{message['Message-ID'].strip('<>').partition('@')[0]}.eml"
        path.write_bytes(message.as_bytes())
        path.chmod(0o600)

    async def send(message: EmailMessage) -> None:
        await asyncio.to_thread(keep, message)

    return send
