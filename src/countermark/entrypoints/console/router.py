"""The console's routes: its pages, the built files they use, and the API's reference."""

from litestar import Router
from litestar.di import Provide
from litestar.exceptions import HTTPException

from countermark.entrypoints.console.api_docs import api_docs, rest_docs
from countermark.entrypoints.console.assets import asset
from countermark.entrypoints.console.pages.accounts import ACCOUNT_PAGES
from countermark.entrypoints.console.pages.amendment_policy import AMENDMENT_POLICY_PAGES
from countermark.entrypoints.console.pages.amendments import AMENDMENT_PAGES
from countermark.entrypoints.console.pages.audit_log import AUDIT_PAGES
from countermark.entrypoints.console.pages.batches import BATCH_PAGES
from countermark.entrypoints.console.pages.brands import BRAND_PAGES
from countermark.entrypoints.console.pages.bulk_update_wizard import BULK_UPDATE_WIZARD_PAGES
from countermark.entrypoints.console.pages.bulk_updates import BULK_UPDATE_PAGES
from countermark.entrypoints.console.pages.carrier_profiles import CARRIER_PROFILE_PAGES
from countermark.entrypoints.console.pages.codes import CODE_PAGES
from countermark.entrypoints.console.pages.credentials import CREDENTIAL_PAGES
from countermark.entrypoints.console.pages.entrance import to_console
from countermark.entrypoints.console.pages.export_wizard import EXPORT_WIZARD_PAGES
from countermark.entrypoints.console.pages.exports import EXPORT_PAGES
from countermark.entrypoints.console.pages.facilities import FACILITY_PAGES
from countermark.entrypoints.console.pages.fields import FIELD_PAGES
from countermark.entrypoints.console.pages.home import HOME_PAGES
from countermark.entrypoints.console.pages.import_files import IMPORT_FILES
from countermark.entrypoints.console.pages.imports import IMPORT_PAGES
from countermark.entrypoints.console.pages.invitation import INVITATION_PAGES
from countermark.entrypoints.console.pages.label_templates import LABEL_TEMPLATE_PAGES
from countermark.entrypoints.console.pages.labels import LABEL_PAGES
from countermark.entrypoints.console.pages.link_import import LINK_IMPORT_PAGES
from countermark.entrypoints.console.pages.links import LINK_PAGES
from countermark.entrypoints.console.pages.look import LOOK_PAGES
from countermark.entrypoints.console.pages.members import MEMBER_PAGES
from countermark.entrypoints.console.pages.mint_steps import MINT_STEP_PAGES
from countermark.entrypoints.console.pages.mint_wizard import MINT_WIZARD_PAGES
from countermark.entrypoints.console.pages.minting import MINTING_PAGES
from countermark.entrypoints.console.pages.operators import OPERATOR_PAGES
from countermark.entrypoints.console.pages.passport_transitions import PASSPORT_TRANSITION_PAGES
from countermark.entrypoints.console.pages.passports import PASSPORT_PAGES
from countermark.entrypoints.console.pages.pictures import PICTURE_PAGES
from countermark.entrypoints.console.pages.product_edit import PRODUCT_EDIT_PAGES
from countermark.entrypoints.console.pages.product_export import PRODUCT_EXPORT_PAGES
from countermark.entrypoints.console.pages.product_files import PRODUCT_FILE_PAGES
from countermark.entrypoints.console.pages.product_grid import PRODUCT_GRID_PAGES
from countermark.entrypoints.console.pages.product_history import PRODUCT_HISTORY_PAGES
from countermark.entrypoints.console.pages.product_identifiers import IDENTIFIER_PAGES
from countermark.entrypoints.console.pages.product_list import PRODUCT_LIST_PAGES
from countermark.entrypoints.console.pages.product_lives import PRODUCT_LIFE_PAGES
from countermark.entrypoints.console.pages.products import PRODUCT_PAGES
from countermark.entrypoints.console.pages.roles import ROLE_PAGES
from countermark.entrypoints.console.pages.running_work import RUNNING_WORK_PAGES
from countermark.entrypoints.console.pages.scans import SCAN_PAGES
from countermark.entrypoints.console.pages.search import SEARCH_PAGES
from countermark.entrypoints.console.pages.serial_lists import SERIAL_LIST_PAGES
from countermark.entrypoints.console.pages.test_scan import TEST_SCAN_PAGES
from countermark.entrypoints.console.pages.units import UNIT_PAGES
from countermark.entrypoints.console.protection import (
    after_request,
    before_request,
    failed,
    not_found,
    refused,
    sign_in_first,
)
from countermark.entrypoints.console.visits import SignInFirst, person_of, visit_of
from countermark.kit.errors import OperationError

MAX_BODY_BYTES = 1024 * 1024

_in_brand = Router(
    path="/{subdomain:str}",
    route_handlers=[
        *HOME_PAGES,
        *PRODUCT_PAGES,
        *PRODUCT_GRID_PAGES,
        *BULK_UPDATE_WIZARD_PAGES,
        *BULK_UPDATE_PAGES,
        *IDENTIFIER_PAGES,
        *PRODUCT_LIST_PAGES,
        *PRODUCT_EDIT_PAGES,
        *PRODUCT_LIFE_PAGES,
        *PRODUCT_EXPORT_PAGES,
        *PRODUCT_HISTORY_PAGES,
        *PRODUCT_FILE_PAGES,
        *PICTURE_PAGES,
        *FIELD_PAGES,
        *LOOK_PAGES,
        *CREDENTIAL_PAGES,
        *MEMBER_PAGES,
        *ROLE_PAGES,
        *IMPORT_PAGES,
        *IMPORT_FILES,
        *OPERATOR_PAGES,
        *FACILITY_PAGES,
        *BATCH_PAGES,
        *MINT_WIZARD_PAGES,
        *UNIT_PAGES,
        *SERIAL_LIST_PAGES,
        *MINT_STEP_PAGES,
        *MINTING_PAGES,
        *CODE_PAGES,
        *LABEL_TEMPLATE_PAGES,
        *LABEL_PAGES,
        *EXPORT_WIZARD_PAGES,
        *EXPORT_PAGES,
        *CARRIER_PROFILE_PAGES,
        *AMENDMENT_PAGES,
        *AMENDMENT_POLICY_PAGES,
        *PASSPORT_PAGES,
        *PASSPORT_TRANSITION_PAGES,
        *LINK_PAGES,
        *LINK_IMPORT_PAGES,
        *TEST_SCAN_PAGES,
        *RUNNING_WORK_PAGES,
        *SCAN_PAGES,
        *SEARCH_PAGES,
        *AUDIT_PAGES,
    ],
    dependencies={"visit": Provide(visit_of)},
)
_pages = Router(
    path="/console",
    route_handlers=[*ACCOUNT_PAGES, *INVITATION_PAGES, *BRAND_PAGES, _in_brand],
    dependencies={"person": Provide(person_of)},
    before_request=before_request,
    after_request=after_request,
    request_max_body_size=MAX_BODY_BYTES,
    exception_handlers={
        SignInFirst: sign_in_first,
        OperationError: refused,
        HTTPException: not_found,
        Exception: failed,
    },
)
console_router = Router(path="/", route_handlers=[to_console, _pages, asset, api_docs, rest_docs])
