"""Why a file of labels cannot be released, whoever tries."""


class Unprintable(Exception):
    """``code`` is stable; the message is for people."""

    def __init__(self, code: str, told: str) -> None:
        super().__init__(told)
        self.code = code
