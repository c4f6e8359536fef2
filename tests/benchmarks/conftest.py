"""What is measured waits for a machine to itself: everything here is marked speed."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what lies in this folder, before the marks are looked at."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.speed)
