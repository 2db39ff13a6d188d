"""The object store: bytes too large for a row, in a local folder or in a bucket of an S3-compatible service."""

from countermark.objects.errors import ObjectMissing, ObjectStoreError, ObjectTooLarge, StoreUnavailable
from countermark.objects.object_key import object_key
from countermark.objects.object_store import ObjectReading, ObjectStore, StoredObject, WrittenObject
from countermark.objects.open_store import OBJECTS_FOLDER, open_object_store

__all__ = [
    "OBJECTS_FOLDER",
    "ObjectMissing",
    "ObjectReading",
    "ObjectStore",
    "ObjectStoreError",
    "ObjectTooLarge",
    "StoreUnavailable",
    "StoredObject",
    "WrittenObject",
    "object_key",
    "open_object_store",
]
