"""Takes a release of the GS1 Barcode Syntax Dictionary over into the program: ``make dictionary DICTIONARY=<file>``.

The table that the program reads is that file with our header instead of its explanations: every entry stays verbatim.
A release that names a linter we do not have is refused.
"""

import re
import sys
from pathlib import Path

from countermark.gs1.linters import LINTERS
from countermark.gs1.syntax_dictionary import read_syntax_dictionary

TABLE = Path(__file__).parents[2] / "src" / "countermark" / "gs1" / "application_identifiers.txt"
HEADING = "# AI    Flags"
_ENTRY = re.compile(r"[0-9]{2,4}(-[0-9]{2,4})?\s")
_RELEASE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def adopted(dictionary: str, table: str) -> str:
    """The new table: our header with the release of the dictionary, and the dictionary's entries."""
    read_syntax_dictionary(dictionary, LINTERS)
    header, heading, _ = table.partition(HEADING)
    release = _RELEASE.search(dictionary)
    if release:
        header = _RELEASE.sub(release[0], header, count=1)
    columns = heading + table.partition(heading)[2].partition("\n")[0]
    lines = dictionary.splitlines()
    first = next(number for number, line in enumerate(lines) if _ENTRY.match(line))
    return header + columns + "\n\n" + "\n".join(lines[first:]).rstrip() + "\n"


if __name__ == "__main__":
    TABLE.write_text(adopted(Path(sys.argv[1]).read_text(), TABLE.read_text()))
