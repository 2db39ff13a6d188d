"""The name of an operation is its path: file, page, tests and audit name are where the name says."""

import re
from pathlib import Path

import pytest

from countermark.audit.actions import Action
from countermark.entrypoints.operations.operation import Operation, Scope
from countermark.entrypoints.operations.table import OPERATIONS
from tests.architecture.house_rules import ROOT

TESTS = ROOT / "tests"
every_operation = pytest.mark.parametrize("operation", OPERATIONS.values(), ids=list(OPERATIONS))
every_mutation = pytest.mark.parametrize(
    "operation", [line for line in OPERATIONS.values() if line.writes], ids=lambda line: line.name
)
every_operation_in_a_brand = pytest.mark.parametrize(
    "operation", [line for line in OPERATIONS.values() if line.scope is Scope.BRAND], ids=lambda line: line.name
)


def _area(operation: Operation) -> str:
    module = operation.run.__module__
    assert module.startswith("countermark.features."), module
    return module.split(".")[2]


def _tests_of(operation: Operation) -> list[Path]:
    named = TESTS / "features" / _area(operation) / f"test_{operation.name}.py"
    return [named] if named.exists() else []


def test_the_table_has_operations() -> None:
    assert {"create_product_batch", "submit_mint_request", "transition_passport_lifecycle"} <= set(OPERATIONS)


@every_operation
def test_its_file_bears_its_name(operation: Operation) -> None:
    assert operation.run.__module__.rsplit(".", 1)[1] == operation.name


@every_operation
def test_its_page_is_in_the_docs(operation: Operation) -> None:
    page = ROOT / "docs" / "operations" / f"{operation.name}.md"
    assert page.read_text().startswith(f"# {operation.name}\n")


@every_operation
def test_its_page_lists_every_argument(operation: Operation) -> None:
    page = (ROOT / "docs" / "operations" / f"{operation.name}.md").read_text()
    assert [name for name in operation.request.__struct_encode_fields__ if f"`{name}`" not in page] == []


@every_operation
def test_its_tests_bear_its_name(operation: Operation) -> None:
    assert _tests_of(operation), f"tests/features/{_area(operation)}/test_{operation.name}.py"


@every_operation_in_a_brand
def test_it_is_tried_by_another_brand(operation: Operation) -> None:
    text = "".join(path.read_text() for path in _tests_of(operation))
    assert re.search(r"def test_another_brand_\w+", text)


@every_operation_in_a_brand
def test_it_needs_a_permission(operation: Operation) -> None:
    assert operation.permission is not None


@every_mutation
def test_its_audit_name_is_its_area_and_name(operation: Operation) -> None:
    assert operation.action == f"{_area(operation)}:{operation.name}"


@every_mutation
def test_it_records_its_action(operation: Operation) -> None:
    area = ROOT / "src" / "countermark" / "features" / _area(operation)
    recorded = {name for path in area.glob("*.py") for name in re.findall(r"Action\.([A-Z_]+)", path.read_text())}
    assert operation.action is not None
    assert operation.action.name in recorded


def test_no_page_of_the_docs_is_about_nothing() -> None:
    pages = {path.stem for path in (ROOT / "docs" / "operations").glob("*.md")}
    assert pages - {"README"} == set(OPERATIONS)


def test_audit_names_are_an_area_and_an_operation() -> None:
    assert [action for action in Action if not re.fullmatch(r"[a-z_]+:[a-z_]+", action)] == []
