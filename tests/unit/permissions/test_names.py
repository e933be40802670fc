"""The catalog's permissions as typed names."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from tools.catalog.derived import derived, written
from tools.catalog.sources import ROOT, Sources
from twilio_keys_component.permissions import Permission, load_catalog, names
from twilio_keys_component.permissions.spelling import spellings

_IMPORTS_NAMES = """
import sys
import twilio_keys_component.permissions
opened = []
sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == "open" else None)
from twilio_keys_component.permissions import names
first = [name for name in sys.modules if name.startswith(f"{names.__name__}.")]
names.billing.usage.read
then = [name for name in sys.modules if name.startswith(f"{names.__name__}.")]
print(first, [name.rpartition(".")[2] for name in then], [path for path in opened if ".py" not in path])
"""


def reachable(holder: ModuleType | type, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Permission]]:
    """Each permission below a product's module or a resource's class, with the attributes that lead to it."""
    for name, value in vars(holder).items():
        if isinstance(value, Permission):
            yield (*path, name), value
        elif isinstance(value, type) and value is not Permission and not name.startswith("_"):
            yield from reachable(value, (*path, name))


def all_names() -> list[tuple[tuple[str, ...], Permission]]:
    """Every permission that `names` leads to."""
    return [found for product in names.__all__ for found in reachable(getattr(names, product), (product,))]


def docstrings(product: str) -> Iterator[tuple[str, str]]:
    """Each attribute of a product's module and the docstring behind it."""
    source = Path(str(import_module(f"{names.__name__}.{product}").__file__)).read_text("utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            for assigned, after in zip(node.body, [*node.body[1:], ast.Pass()], strict=True):
                if isinstance(assigned, ast.AnnAssign) and isinstance(assigned.value, ast.Call):
                    assert isinstance(after, ast.Expr)
                    assert isinstance(after.value, ast.Constant)
                    words = [ast.literal_eval(word) for word in assigned.value.args]
                    yield f"/twilio/{'/'.join(words)}", str(after.value.value)


def test_a_name_is_a_permission() -> None:
    """Dots of a resource nest, hyphens are underscores, and `all` is the wildcard."""
    assert names.messaging.messages.create == Permission.parse("/twilio/messaging/messages/create")
    assert names.phone_numbers.active_numbers.list == Permission.parse("/twilio/phone-numbers/active-numbers/list")
    assert names.voice.calls.recordings.all == Permission.parse("/twilio/voice/calls.recordings/*")


def test_every_permission_of_the_catalog_has_exactly_one_name() -> None:
    """All 563 are reachable, and nothing else."""
    permissions = [permission for _, permission in all_names()]
    assert len(permissions) == len(set(permissions)) == 563
    assert set(permissions) == set(load_catalog().entries)


def test_the_way_to_a_name_is_the_permission() -> None:
    """Product, resource and action are the attributes, in that order."""
    for path, permission in all_names():
        action = "all" if permission.is_wildcard else permission.action
        words = (permission.product, *permission.resource.split("."), action)
        assert path == tuple(word.replace("-", "_") for word in words)


def test_the_names_are_up_to_date() -> None:
    """The package is what a build would write now."""
    wanted = {path: text for path, text in derived(Sources.read()).items() if "/names/" in path}
    assert {path: text for path, text in written(ROOT).items() if "/names/" in path} == wanted


def test_products_are_imported_when_they_are_used_and_no_data_is_read() -> None:
    """A program pays for the products it names only."""
    ran = subprocess.run([sys.executable, "-B", "-c", _IMPORTS_NAMES], capture_output=True, text=True, check=True)
    assert ran.stdout == "[] ['billing'] []\n"


def test_an_unknown_product_is_an_attribute_error() -> None:
    """The text names what was asked for."""
    with pytest.raises(AttributeError, match="the catalog has no product 'fax'"):
        getattr(names, "fax")  # noqa: B009  # mypy knows that there is no such name


def test_products_are_offered_to_who_asks() -> None:
    """Completion in a shell finds them before they are imported."""
    assert dir(names) == names.__all__


@pytest.mark.parametrize("product", names.__all__)
def test_a_name_tells_what_it_allows(product: str) -> None:
    """Risk, other spellings and every operation stand in its docstring."""
    catalog, told = load_catalog(), dict(docstrings(product))
    for text, doc in told.items():
        permission = Permission.parse(text)
        entry = catalog.entry(permission)
        assert entry
        assert f"Access: {entry.access}" in doc
        assert all(tag in doc for tag in entry.tags)
        assert all(f"https://{one.host}{one.path}" in doc for one in catalog.operations(permission))
        others = [other for other in spellings(permission, catalog)[1:] if other in catalog]
        assert doc.count("Another spelling: ") == len(others)
    assert len(told) == len(list(reachable(getattr(names, product))))


def test_a_resource_tells_what_it_is() -> None:
    """A class has the description; one that is only part of a name says so."""
    assert names.messaging.messages.__doc__ == "Inbound and outbound messages."
    assert "no permission is about this alone" in str(names.voice.sip.__doc__)
