"""What can go wrong with stored bytes, in words: the library's own messages quote requests and stack frames."""

from pathlib import Path

from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError

# Messages of the operating system for a full disk, a quota and a limit on a file's size.
FULL = ("os error 28", "os error 122", "os error 27")


class ObjectStoreError(Exception):
    """Base of everything the store refuses or fails at; the message is for people."""


class ObjectMissing(ObjectStoreError):
    """There is no object under this key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"there is no object {key}")
        self.key = key


class ObjectTooLarge(ObjectStoreError):
    """More bytes came than were allowed; nothing of them was kept."""

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(f"more than the {limit_bytes} bytes that are allowed")
        self.limit_bytes = limit_bytes


class StoreUnavailable(ObjectStoreError):
    """The store cannot do its work now: full, not reachable, or wrongly set up. Trying again later may help."""


def in_words(error: Exception, place: Path | str) -> StoreUnavailable:
    """What ``error`` means for whoever runs the deployment; ``place`` is the folder, or the bucket's name."""
    told = str(error)
    if isinstance(place, Path):
        if any(number in told for number in FULL):
            return StoreUnavailable(f"the disk of the object folder {place} is full, or its quota is used up")
        if isinstance(error, PermissionError | PermissionDeniedError) or "os error 13" in told:
            return StoreUnavailable(f"the object folder {place} cannot be written: check its owner and mode")
        return StoreUnavailable(f"the object folder {place} cannot be used: {_first_line(told)}")
    if "NoSuchBucket" in told:
        return StoreUnavailable(f"the object store has no bucket {place!r}: make it, or correct s3_bucket")
    if isinstance(error, PermissionDeniedError | UnauthenticatedError):
        return StoreUnavailable(
            f"the object store refused the key for bucket {place!r}: check s3_access_key_id and s3_secret_access_key"
        )
    if isinstance(error, BaseError) and "error sending request" in told:
        return StoreUnavailable(f"the object store with bucket {place!r} does not answer: check s3_endpoint")
    return StoreUnavailable(f"the object store with bucket {place!r} failed: {_first_line(told)}")


def _first_line(text: str) -> str:
    return text.partition("\n")[0][:300]
