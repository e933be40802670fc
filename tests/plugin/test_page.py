"""The page that describes the fixture shows tests that pass."""

from __future__ import annotations

from tests.docs.pages import blocks
from tests.plugin.conftest import RunTests

pytest_plugins = ["pytester"]


def test_the_tests_on_the_page_pass(run_tests: RunTests) -> None:
    """The examples stand on the page as they run."""
    examples = [block for block in blocks("docs/testing.md", "python") if "twilio_emulator" in block]
    outcomes = [run_tests(example).parseoutcomes() for example in examples]
    assert outcomes == [{"passed": 2}, {"passed": 2}]
