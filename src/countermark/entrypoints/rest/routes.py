"""The route table of REST: every resource there is, one line for each thing that can be done to it."""

from countermark.entrypoints.rest.route import Body, Route

ARGUMENTS, PATCH = Body.ARGUMENTS, Body.PATCH


def _list(path: str, runs: str, tag: str) -> Route:
    return Route(method="GET", path=path, runs=runs, tag=tag)


def _show(path: str, runs: str, tag: str) -> Route:
    return Route(method="GET", path=path, runs=runs, tag=tag, shown_by=runs)


def _make(path: str, runs: str, tag: str, made_at: str | None = None) -> Route:
    return Route(method="POST", path=path, runs=runs, tag=tag, body=ARGUMENTS, status=201, made_at=made_at)


def _change(path: str, runs: str, tag: str, shown_by: str) -> Route:
    return Route(method="PATCH", path=path, runs=runs, tag=tag, body=PATCH, shown_by=shown_by)


def _do(path: str, runs: str, tag: str) -> Route:
    return Route(method="POST", path=path, runs=runs, tag=tag, body=ARGUMENTS)


ROUTES: tuple[Route, ...] = (
    _list("/products", "list_products", "products"),
    _make("/products", "create_product", "products", "/v1/products/{product_id}"),
    _show("/products/{product_id}", "get_product", "products"),
    _change("/products/{product_id}", "update_product", "products", "get_product"),
    Route(method="DELETE", path="/products/{product_id}", runs="archive_product", tag="products"),
    _do("/products/{product_id}/unarchive", "unarchive_product", "products"),
    _show("/products/{product_id}/readiness", "get_product_readiness", "products"),
    _list("/products/{product_id}/history", "list_product_history", "products"),
    _list("/products/{product_id}/identifiers", "list_product_identifiers", "identifiers"),
    _do("/products/{product_id}/identifiers", "set_product_identifier", "identifiers"),
    _list("/products/{product_id}/batches", "list_product_batches", "batches"),
    _make("/products/{product_id}/batches", "create_product_batch", "batches", "/v1/batches/{id}"),
    _list("/products/{product_id}/operators", "list_product_operators", "operators"),
    Route(
        method="PUT",
        path="/products/{product_id}/operators",
        runs="set_product_operators",
        tag="operators",
        body=ARGUMENTS,
    ),
    _list("/batches", "list_brand_batches", "batches"),
    _show("/batches/{batch_id}", "get_product_batch", "batches"),
    _change("/batches/{batch_id}", "update_product_batch", "batches", "get_product_batch"),
    _do("/batches/{batch_id}/close", "close_product_batch", "batches"),
    _do("/batches/{batch_id}/recall", "recall_product_batch", "batches"),
    Route(
        method="POST",
        path="/mint-jobs",
        runs="submit_mint_request",
        tag="mint jobs",
        body=ARGUMENTS,
        status=202,
        made_at="/v1/mint-jobs/{mint_job_id}",
        enveloped=True,
    ),
    _show("/mint-jobs/{mint_job_id}", "get_mint_job", "mint jobs"),
    _list("/mint-batches", "list_mint_batches", "mint batches"),
    _show("/mint-batches/{mint_batch_id}", "get_mint_batch_by_id", "mint batches"),
    _do("/mint-batches/{mint_batch_id}/transition", "transition_mint_batch", "mint batches"),
    _list("/mint-batches/{mint_batch_id}/events", "list_mint_events", "mint batches"),
    _list("/units", "list_mint_units", "units"),
    _show("/units/{unit_id}", "get_mint_unit", "units"),
    _show("/units/{unit_id}/scans", "get_unit_scans", "scans"),
    _list("/passports", "list_passports", "passports"),
    _show("/passports/{passport_id}", "get_passport", "passports"),
    _do("/passports/transitions", "transition_passport_lifecycle", "passports"),
    _list("/exports", "list_exports", "exports"),
    _make("/exports", "create_export", "exports", "/v1/exports/{export_id}"),
    _show("/exports/{export_id}", "get_export", "exports"),
    _list("/exports/{export_id}/download", "get_export_download", "exports"),
    _do("/exports/{export_id}/cancel", "cancel_export", "exports"),
    _do("/exports/{export_id}/retry", "retry_export", "exports"),
    _list("/imports", "list_import_jobs", "imports"),
    _make("/imports", "create_import_job", "imports", "/v1/imports/{import_job_id}"),
    _show("/imports/{import_job_id}", "get_import_job", "imports"),
    _list("/imports/{import_job_id}/rows", "list_import_rows", "imports"),
    _do("/imports/{import_job_id}/rows", "bulk_upsert_import_rows", "imports"),
    _do("/imports/{import_job_id}/file", "append_import_file", "imports"),
    _do("/imports/{import_job_id}/mapping", "set_import_mapping", "imports"),
    _do("/imports/{import_job_id}/validate", "validate_import_job", "imports"),
    _do("/imports/{import_job_id}/commit", "commit_import_job", "imports"),
    _do("/imports/{import_job_id}/cancel", "cancel_import_job", "imports"),
    _list("/links", "list_links", "links"),
    _make("/links", "create_link", "links", "/v1/links/{link_id}"),
    _show("/links/{link_id}", "get_link", "links"),
    _change("/links/{link_id}", "update_link", "links", "get_link"),
    Route(method="DELETE", path="/links/{link_id}", runs="archive_link", tag="links"),
    _do("/links/{link_id}/restore", "restore_link", "links"),
    _list("/scans", "list_scan_events", "scans"),
    _show("/scans/summary", "get_scan_summary", "scans"),
    _list("/operators", "list_economic_operators", "operators"),
    _make("/operators", "create_economic_operator", "operators", "/v1/operators/{operator_id}"),
    _show("/operators/{operator_id}", "get_economic_operator", "operators"),
    _change("/operators/{operator_id}", "update_economic_operator", "operators", "get_economic_operator"),
    Route(method="DELETE", path="/operators/{operator_id}", runs="archive_economic_operator", tag="operators"),
    _do("/operators/{operator_id}/restore", "restore_economic_operator", "operators"),
    _list("/facilities", "list_facilities", "facilities"),
    _make("/facilities", "create_facility", "facilities", "/v1/facilities/{facility_id}"),
    _show("/facilities/{facility_id}", "get_facility", "facilities"),
    _change("/facilities/{facility_id}", "update_facility", "facilities", "get_facility"),
    Route(method="DELETE", path="/facilities/{facility_id}", runs="archive_facility", tag="facilities"),
    _do("/facilities/{facility_id}/restore", "restore_facility", "facilities"),
    _list("/audit-log", "list_audit_log", "audit log"),
    _show("/audit-log/verification", "verify_audit_log", "audit log"),
)
