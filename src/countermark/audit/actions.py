"""The names of everything that is audited: ``area:operation``."""

from enum import StrEnum


class Action(StrEnum):
    """What happened. Names are stable: they are stored, exported and matched on."""

    BRAND_CREATED = "brands:create_brand"
    BRAND_UPDATED = "brands:update_brand"
    PRODUCT_CREATED = "products:create_product"
    PRODUCT_UPDATED = "products:update_product"
    PRODUCT_ARCHIVED = "products:archive_product"
    PRODUCT_UNARCHIVED = "products:unarchive_product"
    PRODUCT_DUPLICATED = "products:duplicate_product"
    PRODUCT_VALUE_RESTORED = "products:restore_product_value"
    VIEW_SAVED = "products:create_saved_view"
    VIEW_DELETED = "products:delete_saved_view"
    IDENTIFIER_SET = "products:set_product_identifier"
    BATCH_CREATED = "batches:create_product_batch"
    BATCH_UPDATED = "batches:update_product_batch"
    BATCH_CLOSED = "batches:close_product_batch"
    BATCH_RECALLED = "batches:recall_product_batch"
    MINT_SUBMITTED = "minting:submit_mint_request"
    MINT_COMPLETED = "minting:complete_mint_job"
    MINT_FAILED = "minting:fail_mint_job"
    PASSPORT_TRANSITIONED = "passports:transition_passport_lifecycle"
    UNIT_ACTIVATED = "resolution:activate_unit"
    LOT_ACTIVATED = "resolution:activate_lot"
