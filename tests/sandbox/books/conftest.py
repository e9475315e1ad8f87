"""The seeded world: fresh for a test that changes what others look at, shared by those that only book or are refused."""

from __future__ import annotations

import pytest
from tests.sandbox.books.desk import Desk, new_desk


@pytest.fixture
def desk() -> Desk:
    return new_desk()


@pytest.fixture(scope="session")
def shared_desk() -> Desk:
    return new_desk()
