"""The installed twilio-python, asked what its objects would request: no table of its methods is needed."""

from __future__ import annotations

import importlib
import inspect
import types
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, TypeAlias

import twilio
from twilio.base.domain import Domain
from twilio.base.instance_context import InstanceContext
from twilio.base.list_resource import ListResource
from twilio.base.version import Version
from twilio.rest import Client

from twilio_keys_component.suggest.recorder import PLACEHOLDER, Placeholder, Recorder, run
from twilio_keys_component.suggest.values import NOTHING, Item, Thing, TwilioClass, TwilioModule, Values

_Real: TypeAlias = Any
"""Whatever twilio-python gives: it has no types."""

_ADDRESSES: Final = ({"method", "uri"}, {"target_url"})
"""Parameters that together say what is requested: they must be in the source."""

_UNUSED: Final = frozenset({"limit", "page_size", "params", "data", "headers", "auth", "timeout"})
"""Optional parameters that do not change what is requested and that need a value of their own type."""

_ENOUGH: Final = 3
_HANDLES: Final = (Client, Domain, Version, ListResource, InstanceContext)


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a call gives, as far as the source says.

    Attributes:
        positional: A text for each positional argument, None for one that is not in the source.
        named: The same for each named argument.
        is_open: Whether there is a `*` or `**` with arguments that are known only at run time.
    """

    positional: tuple[str | None, ...] = ()
    named: tuple[tuple[str, str | None], ...] = ()
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call of a twilio-python object did.

    Attributes:
        requests: The method and URL of each request.
        result: What the call gave.
        problem: Why it cannot be followed; empty if it can.
        is_fitting: Whether twilio-python takes the call, whatever it requests.
    """

    requests: tuple[tuple[str, str], ...]
    result: Any
    problem: str
    is_fitting: bool = False


class TwilioPython:
    """Real objects of the installed twilio-python, which request nothing, and one of each type."""

    def __init__(self) -> None:
        self._recorder = Recorder()
        self._client = Client(
            "AC" + "0" * 32,
            "no-token",
            http_client=self._recorder,
            environment={"TWILIO_ACCOUNT_SID": ""},  # an empty one would let the real environment in
        )
        self._reals: dict[tuple[Any, ...], Any] = {}
        self._outcomes: dict[tuple[object, ...], Outcome] = {}
        self._elements: dict[tuple[Any, ...], list[Any]] = {}

    @property
    def version(self) -> str:
        """Which twilio-python is installed."""
        return str(twilio.__version__)

    def client(self, *, doubt: str = "") -> Thing:
        """The client; with `doubt`, that of which it is not known whether it is one."""
        return self._thing(self._client, doubt)

    def make(self, real: type) -> Thing | None:
        """An object of a class of twilio-python; None if the class is none of a client, domain, version or resource."""
        if issubclass(real, Client):
            return self.client()
        names = real.__module__.split(".")
        if names[:2] != ["twilio", "rest"]:
            return None
        inner: Any = self._client
        for name in names[2:4]:
            inner = getattr(inner, name, None)
            if isinstance(inner, real):
                return self._thing(inner, "")
        known = {"version": inner, "payload": {"sid": PLACEHOLDER}}
        required = [name for name, one in inspect.signature(real).parameters.items() if one.default is one.empty]
        made, _ = run(real, {name: known.get(name, Placeholder(PLACEHOLDER)) for name in required})
        return None if made is None else self._thing(made, "")

    def attribute(self, thing: Thing, name: str) -> Values | None:
        """What an attribute of `thing` gives; None if it has none of that name."""
        if inspect.ismethod(thing.real):
            return NOTHING
        if not hasattr(type(thing.real), name) and name not in vars(thing.real):
            return None
        value, _ = run(lambda: getattr(thing.real, name), {})
        return self.wrapped(value, thing.doubt)

    def methods(self, thing: Thing) -> Values:
        """All that can be called on `thing`."""
        kind = type(thing.real)
        names = [name for name in dir(kind) if inspect.isfunction(getattr(kind, name)) and not name.startswith("_")]
        return frozenset(v for name in names for v in self.attribute(thing, name) or NOTHING)

    def elements(self, thing: Thing) -> Values:
        """What iterating over `thing` gives."""
        if thing.key not in self._elements:
            found = hasattr(thing.real, "__iter__") and run(lambda: list(islice(thing.real, _ENOUGH)), {})[0]
            self._elements[thing.key] = found or []
        return frozenset(v for one in self._elements[thing.key] for v in self.wrapped(one, thing.doubt))

    def call(self, thing: Thing, arguments: Arguments) -> Outcome:
        """Call `thing`, and see what it would request."""
        key = (thing.key, arguments)
        if key not in self._outcomes:
            self._outcomes[key] = self._called(thing.real, arguments)
        return self._outcomes[key]

    def _called(self, real: _Real, arguments: Arguments) -> Outcome:
        if not callable(real):
            return Outcome((), None, f"twilio-python {self.version}: a {type(real).__name__} cannot be called")
        signature = inspect.signature(real)
        positional = [_value(text) for text in arguments.positional]
        named = {name: _value(text) for name, text in arguments.named}
        try:
            given = (signature.bind_partial if arguments.is_open else signature.bind)(*positional, **named).arguments
        except TypeError as error:
            return Outcome((), None, f"twilio-python {self.version} does not take this call: {error}")
        address = next((names for names in _ADDRESSES if names <= signature.parameters.keys()), set())
        if any(isinstance(given.get(name, Placeholder()), Placeholder) for name in address):
            problem = "what it requests is known only at run time: write the method and the URL out"
            return Outcome((), None, problem, is_fitting=True)
        required = {
            name: given.get(name, Placeholder(PLACEHOLDER))
            for name, parameter in signature.parameters.items()
            if parameter.default is parameter.empty and parameter.kind is parameter.POSITIONAL_OR_KEYWORD
        }
        optional = {name: value for name, value in given.items() if name not in _UNUSED}
        outcome = self._requested(real, required)
        return outcome if outcome.requests or not outcome.problem else self._requested(real, {**optional, **required})

    def _requested(self, real: _Real, arguments: dict[str, object]) -> Outcome:
        self._recorder.requests.clear()
        result, problem = run(real, arguments)
        requests = tuple(self._recorder.requests)
        said = problem and not requests and f"twilio-python {self.version} does not take this call: {problem}"
        return Outcome(requests, result, said or "")

    def module(self, name: str) -> TwilioModule | None:
        """The module of twilio-python with this dotted name; None if there is none."""
        try:
            importlib.import_module(name)
        except ImportError:
            return None
        return TwilioModule(name)

    def member(self, module: TwilioModule, name: str) -> Values:
        """What `name` is in a module of twilio-python."""
        value = getattr(importlib.import_module(module.name), name, None)
        if isinstance(value, type):
            return frozenset({TwilioClass(value)}) if _is_twilios(value) else NOTHING
        inner = self.module(f"{module.name}.{name}")
        return frozenset({inner}) if inner else NOTHING

    def wrapped(self, value: _Real, doubt: str) -> Values:
        """`value`, which twilio-python gave, as what it stands for; nothing for plain data."""
        if isinstance(value, list | tuple):
            things = (thing for one in value for thing in self.wrapped(one, doubt))
            return frozenset(Item(thing) for thing in things if not isinstance(thing, Item))
        is_object = _is_twilios(type(value)) or (inspect.ismethod(value) and _is_twilios(type(value.__self__)))
        return frozenset({self._thing(value, doubt)}) if is_object else NOTHING

    def _thing(self, real: _Real, doubt: str) -> Thing:
        key = _key(real)
        return Thing(key, self._reals.setdefault(key, real), doubt)


def is_method(thing: Thing) -> bool:
    """Whether `thing` is a bound method, such as `client.messages.create`."""
    return inspect.ismethod(thing.real)


def is_handle(thing: Thing) -> bool:
    """Whether whoever holds `thing` can request much: a client, a domain, a version, a list or the context of a sid."""
    return isinstance(thing.real, _HANDLES)


def _value(text: str | None) -> str:
    return Placeholder(PLACEHOLDER) if text is None else text


def _is_twilios(real: type) -> bool:
    return real.__module__.split(".")[0] == "twilio"


def _key(real: _Real) -> tuple[Any, ...]:
    if isinstance(real, types.MethodType):
        return (_key(real.__self__), real.__name__)
    data = getattr(real, "data", None) if type(real).__module__ == "twilio.base.api_response" else None
    inside: Iterable[Any] = data if isinstance(data, list) else [data]
    return (type(real), *(_key(one) for one in inside if one is not None))
