"""The emulator's own tables name operations and collections that Twilio has."""

from __future__ import annotations

import re

from tests.emulator.tables import known_rows, unknown_rows
from twilio_keys_component.emulator import layout, routes

ROWS = (*known_rows(), *unknown_rows())


def test_every_handler_is_for_an_operation() -> None:
    """No handler waits for requests that never come."""
    operations = {f"{row.method} https://{row.host}{row.path}" for row in ROWS}
    assert routes._handlers().keys() - operations == set()


def test_collections_that_are_the_same_exist() -> None:
    """Each path in the table of views is one of Twilio's."""
    paths = {re.sub(r"\{[^}]+\}", "{}", f"{row.host}{row.path.removesuffix('.json')}") for row in ROWS}
    named = {*layout._SAME, *layout._SAME.values()}
    assert named - paths == set()
