"""The store that the settings name."""

from datetime import timedelta
from typing import Any, Final

from obstore.store import LocalStore, S3Store

from countermark.kit.settings import Settings
from countermark.objects.object_store import ObjectStore

OBJECTS_FOLDER: Final = "objects"
# Short, because a person waits for the answer; a job is tried again as a whole.
RETRY: Final[dict[str, Any]] = {"max_retries": 3, "retry_timeout": timedelta(seconds=15)}


def open_object_store(settings: Settings) -> ObjectStore:
    """The bucket of ``s3_bucket``, else the folder ``objects`` in ``home``. Nothing is read or written yet.

    Without ``s3_access_key_id`` the usual sources count: AWS_ACCESS_KEY_ID, a web identity, the machine's role.
    """
    if settings.s3_bucket is None:
        folder = (settings.home / OBJECTS_FOLDER).absolute()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return ObjectStore(LocalStore(folder), folder)
    given = {
        "endpoint": settings.s3_endpoint,
        "access_key_id": settings.s3_access_key_id,
        "secret_access_key": settings.s3_secret_access_key,
    }
    config: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    store = S3Store(
        settings.s3_bucket,
        region=settings.s3_region,
        virtual_hosted_style_request=not settings.s3_path_style,
        client_options={"allow_http": (settings.s3_endpoint or "").startswith("http://"), "connect_timeout": "5s"},
        retry_config=RETRY,  # type: ignore[arg-type]  # a TypedDict that exists for type checkers only
        **config,
    )
    return ObjectStore(store, settings.s3_bucket)
