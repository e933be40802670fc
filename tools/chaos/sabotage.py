"""The deployment without its recovery, to show that the check of a run can fail."""

from __future__ import annotations

from typing import Final

NO_RECOVERY: Final = """\
from twilio_keys_component.lifecycle import operations, recovering


def make(spec, inputs, connection):
    return recovering.Made(connection.gateway(spec.account_sid, spec.region).create(spec.terms))


assert operations.make is recovering.make
operations.make = make
"""
"""What every Python of a deployment runs first, as `sitecustomize`: a create is what it is at Twilio, and no more."""
