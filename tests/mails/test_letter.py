"""Letters: text and HTML, in the recipient's language, and nothing a value says is taken for markup."""

from countermark.mails.letter import Letter, draw

LETTER = Letter(
    kind="password_reset",
    subject="Set a new password",
    paragraphs=("Somebody, probably you, asked to set a new password for {email}.",),
    action=("Set a new password", "https://example.com/reset?token=a&b=c"),
    values={"email": "<b>ann@example.com"},
)


def test_a_letter_is_text_and_html() -> None:
    drawn = draw(LETTER, "en")
    assert drawn.subject == "Set a new password"
    assert "for <b>ann@example.com." in drawn.text
    assert "https://example.com/reset?token=a&b=c" in drawn.text
    assert "&lt;b&gt;ann@example.com" in drawn.html
    assert 'href="https://example.com/reset?token=a&amp;b=c"' in drawn.html


def test_a_letter_speaks_the_language_of_its_recipient() -> None:
    assert draw(LETTER, "de-AT").subject == "Neues Passwort setzen"
    assert 'lang="de-AT"' in draw(LETTER, "de-AT").html


def test_a_letter_is_english_where_there_is_no_translation() -> None:
    assert draw(LETTER, "../de").subject == draw(LETTER, "fi").subject == "Set a new password"


def test_a_line_break_in_a_value_cannot_add_a_header() -> None:
    subject = draw(Letter(kind="a", subject="{a}", paragraphs=(), values={"a": "x\r\nBcc: y"}), "en").subject
    assert subject == "x Bcc: y"
