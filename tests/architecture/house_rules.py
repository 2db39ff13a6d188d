"""The house rules a machine can measure, as functions of a file's text."""

import ast
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST_FILE = 400
LONGEST_FUNCTION = 60


def _any_of(words: str) -> str:
    """An alternative of words, written here with a dot inside so that this file obeys its own rules."""
    return "(" + "|".join(words.replace("·", "").split()) + ")"


REGISTRY_HOSTS = re.compile(_any_of(r"py·pi\.org python·hosted registry\.n·pm n·pmjs\.(org|com)"))
MACHINE_PATHS = re.compile(r"(?<![\w.])/" + _any_of(r"wo·rk/main wo·rk/shared ro·ot/ ho·me/\w"))
UNFINISHED = re.compile(r"\b" + _any_of("TO·DO FIX·ME XX·X") + r"\b")
MOCKS = re.compile(_any_of(r"unittest·\.mock monkey·patch\.setattr"))
HTML = re.compile(r"</?(div|p|span|a|html|body|table|button|h\d)[ >]")
SQL = re.compile(r"\b(INSERT INTO|DELETE FROM|UPDATE \w+ SET|SELECT\b.*\bFROM)\b", re.DOTALL)
AnyFunction = ast.FunctionDef | ast.AsyncFunctionDef


def committed_files(*suffixes: str) -> list[Path]:
    """Every file under version control with one of the suffixes (any, if none is given) that is text."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = [ROOT / line for line in listed.splitlines() if not suffixes or line.endswith(suffixes)]
    return [path for path in paths if path.is_file() and b"\x00" not in path.read_bytes()[:8000]]


def long_functions(source: str) -> list[str]:
    """``name: lines`` of every function with more lines than allowed."""
    functions = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lengths = [(node.name, (node.end_lineno or node.lineno) - node.lineno + 1) for node in functions]
    return [f"{name}: {length}" for name, length in lengths if length > LONGEST_FUNCTION]


def is_long_file(source: str) -> bool:
    """Whether a Python file has more lines than allowed."""
    return source.count("\n") > LONGEST_FILE


def html_in_code(source: str) -> list[int]:
    """Lines of string constants, docstrings apart, that write an HTML element."""
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [line for line, text, node_id in _texts(tree) if node_id not in docstrings and HTML.search(text)]


def sql_in_code(source: str) -> list[int]:
    """Lines of string constants that read or write a table."""
    return [line for line, text, _ in _texts(ast.parse(source)) if SQL.search(text)]


def _texts(tree: ast.AST) -> list[tuple[int, str, int]]:
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return [(node.lineno, node.value, id(node)) for node in constants if isinstance(node.value, str)]
