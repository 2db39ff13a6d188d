"""``Idempotency-Key``: a request that is sent again is done once, and gets the answer it had.

The key is a row in the transaction of what it stands for. A second request with it waits for the first one's end and
then gets its answer; another body is refused (422). A refused request changed nothing and keeps no key. Keys live for
thirty days; the worker clears older ones away.
"""

from collections.abc import Awaitable, Callable

from countermark.db.idempotency import claim
from countermark.db.transaction import Tx
from countermark.entrypoints.rest.answer import Answer

REPLAYED = (b"idempotency-replayed", b"true")


async def once(
    tx: Tx, method: str, path: str, key: str | None, body: bytes, perform: Callable[[], Awaitable[Answer]]
) -> Answer:
    """The answer of ``perform``, or the kept one of an earlier request with this key.

    Raises:
        InvalidInput: the key is empty, too long or has control characters.
        Conflict: it was used with another body (``IDEMPOTENCY_KEY_REUSED``).
    """
    if key is None:
        return await perform()
    held = await claim(tx, f"{method} {path}", key, body.decode("utf-8", "replace"))
    if held.answer is not None:
        kept = held.answer
        headers = [(name.encode(), value.encode()) for name, value in kept["headers"]]
        return Answer(kept["status"], kept["body"].encode(), [*headers, REPLAYED])
    answer = await perform()
    told = [(name.decode(), value.decode()) for name, value in answer.headers]
    await held.keep({"status": answer.status, "body": answer.body.decode(), "headers": told})
    return answer
