"""Renders the templates beside this file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tools.catalog.sources import BUILD

NOTICE = f"Written by `{BUILD}` from the tables in `permissions/data/`: change those."


def render(template: str, **values: object) -> str:
    """The text of a template, filled in."""
    return _environment().get_template(template).render(notice=NOTICE, **values)


@cache
def _environment() -> Environment:
    return Environment(  # noqa: S701  # Python and Markdown come out, no HTML
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
