"""A local folder and a bucket of a real server: what holds for one holds for the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from countermark.kit.settings import load_settings
from countermark.objects import ObjectStore, open_object_store
from tests.support.bucket import Bucket, start_bucket


@pytest.fixture(scope="session")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bucket]:
    """A bucket that the tests share; each writes under a brand of its own."""
    with start_bucket(tmp_path_factory.mktemp("s3")) as found:
        yield found


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> ObjectStore:
    """A store of each kind."""
    chosen = request.getfixturevalue("bucket").settings if request.param == "bucket" else {}
    return open_object_store(load_settings({}, home=tmp_path, **chosen))
