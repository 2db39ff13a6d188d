"""Mails go out once their transaction has committed, over a real SMTP server, and again until it takes them."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from countermark.db.pool import Pool, open_pool
from countermark.kit.settings import Settings
from countermark.mails import Letter, post_mail
from countermark.mails.send_mails import MOST_ATTEMPTS, send_due_mails
from countermark.serials import new_key
from tests.support.databases import new_database
from tests.support.server import free_port

KEY = new_key()
LETTER = Letter(kind="greeting", subject="Grüße", paragraphs=("Hello, {name}.",), values={"name": "Ann"})


@dataclass
class Mailbox:
    """What a server took, and what it says to the next ones: an answer for each, then it takes them."""

    taken: list[Envelope] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.refusals:
            return self.refusals.pop(0)
        self.taken.append(envelope)
        return "250 OK"


def _authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    is_right = isinstance(data, LoginPassword) and (data.login, data.password) == (b"sender", b"sesame")
    return AuthResult(success=is_right)


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def settings(mailbox: Mailbox, tmp_path: Path) -> Iterator[Settings]:
    """Settings that name a running server."""
    port = free_port()
    server = Controller(
        mailbox,
        hostname="127.0.0.1",
        port=port,
        authenticator=_authenticate,
        auth_required=True,
        auth_require_tls=False,
    )
    server.start()
    yield Settings(
        home=tmp_path,
        mail_from="Countermark <sender@example.com>",
        smtp_host="127.0.0.1",
        smtp_port=port,
        smtp_tls="none",
        smtp_user="sender",
        smtp_password="sesame",
    )
    server.stop()


@pytest.fixture(scope="module")
def own_database(server_url: str) -> str:
    """A database whose mails no running worker sends."""
    return new_database(server_url)


@pytest.fixture
async def mails(own_database: str) -> AsyncIterator[Pool]:
    pool = await open_pool(own_database, size=2)
    yield pool
    await pool.close()


@pytest.fixture
def rows(own_database: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(own_database, autocommit=True) as connection:
        yield connection


async def posted(pool: Pool) -> UUID:
    async with pool.acquire() as connection:
        return await post_mail(connection, KEY, "ann@example.com", LETTER)


def state(rows: psycopg.Connection, mail_id: UUID) -> tuple[Any, ...]:
    query = "SELECT state, attempts, content IS NULL, coalesce(error, '') FROM mails WHERE mail_id = %s"
    return rows.execute(query, (mail_id,)).fetchone() or ()


async def test_a_mail_goes_out_as_text_and_html_and_its_content_is_forgotten(
    mails: Pool, settings: Settings, mailbox: Mailbox, rows: psycopg.Connection
) -> None:
    mail_id = await posted(mails)
    stored = rows.execute("SELECT content FROM mails WHERE mail_id = %s", (mail_id,)).fetchone()
    assert stored is not None
    assert b"Ann" not in stored[0]
    assert await send_due_mails(mails, settings, KEY) == 1
    (envelope,) = mailbox.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == ("sender@example.com", ["ann@example.com"])
    content = envelope.content
    assert isinstance(content, bytes)
    message = message_from_bytes(content, policy=default)
    assert (message["Subject"], message["Message-ID"]) == ("Grüße", f"<{mail_id}@example.com>")
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert all("Hello, Ann." in part.get_content() for part in message.iter_parts())
    assert state(rows, mail_id) == ("sent", 1, True, "")
    assert await send_due_mails(mails, settings, KEY) == 0


async def test_a_mail_of_a_transaction_that_is_rolled_back_is_never_sent(
    mails: Pool, settings: Settings, mailbox: Mailbox
) -> None:
    async with mails.acquire() as connection:
        await connection.execute("BEGIN")
        await post_mail(connection, KEY, "ann@example.com", LETTER)
        await connection.execute("ROLLBACK")
    assert await send_due_mails(mails, settings, KEY) == 0
    assert mailbox.taken == []


async def test_a_server_that_is_busy_is_asked_again_and_one_that_refuses_is_not(
    mails: Pool, settings: Settings, mailbox: Mailbox, rows: psycopg.Connection
) -> None:
    mailbox.refusals += ["451 Busy"]
    mail_id = await posted(mails)
    assert await send_due_mails(mails, settings, KEY) == 0
    assert state(rows, mail_id)[:3] == ("waiting", 1, False)
    assert "451" in state(rows, mail_id)[3]
    assert await send_due_mails(mails, settings, KEY) == 0, "not before it is due"
    rows.execute("UPDATE mails SET due_at = now() WHERE mail_id = %s", (mail_id,))
    assert await send_due_mails(mails, settings, KEY) == 1
    assert state(rows, mail_id) == ("sent", 2, True, "")
    mailbox.refusals += ["554 No"]
    refused = await posted(mails)
    await send_due_mails(mails, settings, KEY)
    assert state(rows, refused)[:3] == ("failed", 1, True)


async def test_a_mail_is_given_up_after_its_last_attempt(
    mails: Pool, settings: Settings, rows: psycopg.Connection
) -> None:
    mail_id = await posted(mails)
    rows.execute("UPDATE mails SET attempts = %s WHERE mail_id = %s", (MOST_ATTEMPTS - 1, mail_id))
    nobody = Settings(home=settings.home, smtp_host="127.0.0.1", smtp_port=free_port(), smtp_tls="none")
    await send_due_mails(mails, nobody, KEY)
    assert state(rows, mail_id)[:3] == ("failed", MOST_ATTEMPTS, True)


async def test_a_wrong_password_of_the_deployment_keeps_the_mail(
    mails: Pool, settings: Settings, mailbox: Mailbox, rows: psycopg.Connection
) -> None:
    mail_id = await posted(mails)
    wrong = Settings(
        home=settings.home,
        smtp_host="127.0.0.1",
        smtp_port=settings.smtp_port,
        smtp_tls="none",
        smtp_user="sender",
        smtp_password="simsalabim",
    )
    await send_due_mails(mails, wrong, KEY)
    assert state(rows, mail_id)[0] == "waiting"
    assert "simsalabim" not in state(rows, mail_id)[3]
    rows.execute("DELETE FROM mails")


async def test_without_a_server_mails_are_files(mails: Pool, tmp_path: Path) -> None:
    mail_id = await posted(mails)
    await send_due_mails(mails, Settings(home=tmp_path), KEY)
    (file,) = (tmp_path / "mails").iterdir()
    assert file.name == f"{mail_id}.eml"
    assert message_from_bytes(file.read_bytes(), policy=default)["From"] == "Countermark <no-reply@localhost>"
