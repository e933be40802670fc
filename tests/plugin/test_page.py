"""The page that describes the fixture shows tests that pass."""

from __future__ import annotations

from tests.docs.pages import blocks
from tests.plugin.conftest import RunTests

pytest_plugins = ["pytester"]


def test_the_tests_on_the_page_pass(run_tests: RunTests) -> None:
    """The example stands on the page as it runs."""
    (example,) = [block for block in blocks("docs/testing.md", "python") if "twilio_emulator" in block]
    run_tests(example).assert_outcomes(passed=2)
