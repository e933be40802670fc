"""The reference of the command line."""

from __future__ import annotations

from tools.cli_page import PAGE, page


def test_the_page_is_what_the_commands_say() -> None:
    """`python -m tools.cli_page` writes it anew."""
    assert PAGE.read_text("utf-8") == page()
