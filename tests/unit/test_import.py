"""What importing the package does: as little as possible."""

from __future__ import annotations

import subprocess
import sys

import pytest

_LISTEN = """
import sys
from importlib.util import find_spec
(ours,) = find_spec("twilio_keys_component").submodule_search_locations
assert "twilio_keys_component" not in sys.modules
read = []
def hear(event, arguments):
    if event == "open" and str(arguments[0]).startswith(ours) and not str(arguments[0]).endswith((".py", ".pyc")):
        read.append(str(arguments[0]))
sys.addaudithook(hear)
{what}
print(read)
"""


def _read_by(what: str) -> str:
    command = [
        sys.executable,
        "-B",
        "-c",
        _LISTEN.format(what=what),
    ]  # bytecode that is written is no data that is read
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.parametrize(
    "what",
    [
        "import twilio_keys_component",
        "from twilio_keys_component import ApiKey, Permission, PermissionSet, profile",
        "import twilio_keys_component.cli",
        "import twilio_keys_component.testing.plugin",
        "import twilio_keys_component.emulator.server",
        "from twilio_keys_component.permissions import names; names.voice.calls.create",
    ],
)
def test_import_reads_no_data_file(what: str) -> None:
    """The catalog is read when it is first asked for."""
    assert _read_by(what) == "[]"


def test_looking_a_permission_up_reads_the_catalog() -> None:
    """So the listener above does hear."""
    what = "from twilio_keys_component.permissions import load_catalog; load_catalog()"
    assert "permissions.tsv" in _read_by(what)
