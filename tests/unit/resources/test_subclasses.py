"""Subclasses of `ApiKey`: keys, for everybody who looks for keys by their type."""

from __future__ import annotations

from twilio_keys_component import ApiKey
from twilio_keys_component.rules import KEY_RESOURCE_TYPE


class Plain(ApiKey):
    """A subclass that says nothing; Pulumi would call it `Resource`."""


class Renamed(ApiKey, module="orders", name="Key"):
    """One that asks for a type of its own."""


class Deep(Renamed, name="Deeper"):
    """One of a subclass."""


class Set(ApiKey):
    """One that sets it itself."""

    _resource_type_name = "dynamic:Other"


def test_subclasses_keep_the_type_of_keys() -> None:
    """No rule and no review can be evaded by a class statement."""
    types = {f"pulumi-python:{each._resource_type_name}" for each in (ApiKey, Plain, Renamed, Deep, Set)}

    assert types == {KEY_RESOURCE_TYPE}
