"""The public names of every package."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

import twilio_keys_component

MAX_ROOT_NAMES = 25


def packages() -> list[str]:
    """The names of the root package and all packages under it."""
    root = Path(twilio_keys_component.__path__[0])
    return sorted(".".join(found.parent.relative_to(root.parent).parts) for found in root.rglob("__init__.py"))


def sort_key(name: str) -> tuple[bool, bool, str]:
    """Constants, then classes, then functions, each by the alphabet: the order that ruff's RUF022 keeps."""
    return (not name.isupper(), not name[:1].isupper(), name)


@pytest.mark.parametrize("package", packages())
def test_public_names_are_sorted_and_unique(package: str) -> None:
    """`__all__` has each name once, in one order."""
    names = importlib.import_module(package).__all__
    assert names == sorted(set(names), key=sort_key)


@pytest.mark.parametrize("package", packages())
def test_public_names_are_really_exported(package: str) -> None:
    """Every name of `__all__` can be had from the package, eagerly or on first use."""
    module = importlib.import_module(package)
    assert [name for name in module.__all__ if not hasattr(module, name)] == []


@pytest.mark.parametrize("package", packages())
def test_a_missing_name_is_an_attribute_error(package: str) -> None:
    """A name that a package does not have fails as in any module."""
    with pytest.raises(AttributeError):
        _ = importlib.import_module(package).no_such_name


def test_the_root_has_few_names() -> None:
    """A user meets at most 25 names."""
    assert len(importlib.import_module("twilio_keys_component").__all__) <= MAX_ROOT_NAMES
