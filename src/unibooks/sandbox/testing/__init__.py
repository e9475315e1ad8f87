"""A local Exact Online for tests: as a pytest fixture, or by itself.

    pytest_plugins = ["unibooks.sandbox.testing"]

    def test_my_client(exact_sandbox):
        client = MyClient(base_url=exact_sandbox.url, token=exact_sandbox.token())
        ...

Without pytest:

    with ExactSandbox() as exact:
        ...

PYTEST_DONT_REWRITE: nothing is asserted here, and a test that imports this before the plugin is loaded gets no warning.
"""

from __future__ import annotations

from importlib.util import find_spec

from unibooks.sandbox.controls import ControlError, Controls, SandboxClock, Tokens
from unibooks.sandbox.testing.server import ExactSandbox

if find_spec("pytest"):  # what pytest finds here by its name; without pytest there are no fixtures
    from unibooks.sandbox.testing.fixtures import exact_sandbox as exact_sandbox
    from unibooks.sandbox.testing.fixtures import exact_sandbox_options as exact_sandbox_options
    from unibooks.sandbox.testing.fixtures import running_exact_sandbox as running_exact_sandbox

__all__ = ["ControlError", "Controls", "ExactSandbox", "SandboxClock", "Tokens"]
