"""What every operation does that has no rules of its own: make, show, change, list and delete things."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from starlette.responses import JSONResponse, Response

from twilio_keys_component.emulator import errors, render
from twilio_keys_component.emulator.items import Item, Values
from twilio_keys_component.emulator.layout import snake
from twilio_keys_component.emulator.paging import cut
from twilio_keys_component.emulator.parameters import to_values
from twilio_keys_component.emulator.shapes import EMPTY
from twilio_keys_component.emulator.wire import TwilioCall

_SID = re.compile(r"[A-Z]{2}[0-9a-fA-F]{32}")
_PREFIXES: Final = {"call_sid": "CA"}
"""What the sids begin with that a collection's things are named by, where it is not their own."""

_FIXED: Final = ("sid", "account_sid")
"""What no parameter changes."""


def create(call: TwilioCall, values: Mapping[str, Any] | None = None) -> Response:
    """Make a thing from these values, or from the parameters in the body."""
    return shown(call, make(call, call.values if values is None else values))


def fetch(call: TwilioCall) -> Response:
    """Show one thing."""
    return shown(call, find(call))


def update(call: TwilioCall) -> Response:
    """Change what the parameters in the body name; the rest stays."""
    item = find(call)
    change(call, item, call.values)
    return shown(call, item)


def delete(call: TwilioCall) -> Response:
    """Take a thing away."""
    item = find(call)
    if item.is_kept:
        call.state.items.remove(item)
    return shown(call, item)


def list_all(call: TwilioCall) -> Response:
    """Show a collection, the newest first (guess)."""
    return listed(call, all_here(call))


def all_here(call: TwilioCall) -> list[Item]:
    """What the path's collection has."""
    return call.state.items.of(
        call.place.collection, account_sid=call.account_sid, region=call.region, parents=parents(call)
    )


def listed(call: TwilioCall, items: list[Item]) -> Response:
    """A page of those of these things, in the order of their position, that fit the filters in the address.

    A filter is a parameter that is named like a field; it asks for exactly this value. Filters by time do nothing.
    """
    wanted = {
        name: value
        for name, value in to_values(call.query, call.shape.fields).items()
        if name in call.shape.fields and not name.startswith("date_") and not name.endswith(("_date", "_time"))
    }
    chosen = [item for item in items if all(item.values.get(name) == value for name, value in wanted.items())]
    page = cut(chosen, position=lambda item: item.position, asked=call.query)
    name = call.shape.list_key or snake(call.operation.path.removesuffix(".json").rpartition("/")[2])

    def rendered(item: Item) -> render.Json:
        return render.instance(item, call.shape.fields, url=_url_of(call, item))

    if call.is_2010:
        return JSONResponse(render.list_2010(page, name=name, path=call.path, render=rendered))
    return JSONResponse(render.list_v1(page, name=name, url=call.url, render=rendered))


def shown(call: TwilioCall, item: Item) -> Response:
    """The answer that shows one thing."""
    status = call.shape.status
    if status == EMPTY:
        return Response(status_code=EMPTY)
    is_one = call.place.instance is not None or call.place.is_single
    body = render.instance(item, call.shape.fields, url=call.url if is_one else _url_of(call, item))
    return JSONResponse(body, status_code=status)


def make(call: TwilioCall, values: Mapping[str, Any]) -> Item:
    """Make a thing with these values where the path says, and keep it."""
    above = parents(call)
    known = _named(call, above)
    item = call.state.items.new(
        call.place.collection,
        account_sid=call.account_sid,
        region=call.region,
        parents=above,
        values=_shown_elsewhere(call, values) | dict(values) | known,
    )
    item.values["sid"] = _sid(call, values) or known.get("sid") or _new_sid(call)
    item.values.setdefault(call.place.key, call.state.new_sid(_PREFIXES.get(call.place.key, "")))
    return item


def find(call: TwilioCall) -> Item:
    """The thing that the path names.

    What nothing in the API makes, such as settings, statistics or a conference, is there under every name: it is made
    up from the path, the same for every request.

    Raises:
        TwilioError: 20404 where somebody must have made it and nobody did, or made it elsewhere.
    """
    place, above = call.place, parents(call)
    name = call.match.arguments[place.instance] if place.instance else None
    for item in call.state.items.of(place.collection, account_sid=call.account_sid, region=call.region, parents=above):
        if name is None or item.is_named(name, key=place.key):
            return item
    if place.is_made:
        raise errors.not_found(call.path)
    return imagined(call, {})


def change(call: TwilioCall, item: Item, values: Mapping[str, Any]) -> None:
    """Lay values over a thing's, and keep it if it was made up so far."""
    item.values |= {name: value for name, value in values.items() if name not in _FIXED}
    if not item.is_kept:
        call.state.items.keep(item)
    call.state.items.touch(item)


def parents(call: TwilioCall) -> dict[str, str]:
    """The things above the one that the path names, by the field that names each; their sids where they have some.

    Raises:
        TwilioError: 20404 where one of them must have been made and was not (guess).
    """
    above: dict[str, str] = {}
    for name, value in call.match.arguments.items():
        if name in {"AccountSid", call.place.instance}:
            continue
        above[snake(name)] = _parent_sid(call, name, above) if name in call.place.above else value
    return above


def _parent_sid(call: TwilioCall, parameter: str, above: Mapping[str, str]) -> str:
    (collection, key), name = call.place.above[parameter], call.match.arguments[parameter]
    items = call.state.items.of(collection, account_sid=call.account_sid, region=call.region, parents=above)
    for item in items:
        if item.is_named(name, key=key):
            return str(item.values["sid"] or name)
    raise errors.not_found(call.path)


def imagined(call: TwilioCall, values: Mapping[str, Any], *, position: int = 0) -> Item:
    """A thing that nobody made, the same for every request of the same path, with these values."""
    above = parents(call)
    known, prefix = _named(call, above), call.shape.sid_prefix
    own = known.get("sid")
    sid = own if own and _SID.fullmatch(own) else None
    if sid is None and prefix is not None:
        made_up = f"{prefix}e0{sha256(f'{call.account_sid}{call.path}'.encode()).hexdigest()[:30]}"
        sid = next((value for value in known.values() if _is_sid(value, prefix)), made_up)
    return Item(
        collection=call.place.collection,
        account_sid=call.account_sid,
        region=call.region,
        parents=above,
        values={**_of_owner(call), **known, "sid": sid, **values},
        date_created=call.state.started,
        date_updated=call.state.started,
        position=position,
    )


def _of_owner(call: TwilioCall) -> Values:
    """What the thing that settings or the like belong to has: an execution's context, a content's friendly name."""
    owners = tuple(call.place.above) if call.place.is_single else ()
    sid = call.match.arguments[owners[-1]] if owners else ""
    item = call.state.items.with_sid(sid, account_sid=call.account_sid, region=call.region)
    return dict(item.values) if item else {}


def _named(call: TwilioCall, above: Mapping[str, str]) -> Values:
    """The fields that the path names."""
    place = call.place
    own = {place.key: call.match.arguments[place.instance]} if place.instance else {}
    return {**above, **own, "account_sid": call.account_sid}


def _sid(call: TwilioCall, values: Mapping[str, Any]) -> str | None:
    """The sid of the thing that is put here, where a parameter names one: a number in a messaging service (doc)."""
    for name, value in values.items():
        if name.endswith("_sid") and name not in call.shape.fields and _is_sid(value, call.shape.sid_prefix):
            return str(value)
    return None


def _shown_elsewhere(call: TwilioCall, values: Mapping[str, Any]) -> Values:
    sid = _sid(call, values)
    item = sid and call.state.items.with_sid(sid, account_sid=call.account_sid, region=call.region)
    return {name: item.values[name] for name in call.shape.fields if name in item.values} if item else {}


def _new_sid(call: TwilioCall) -> str | None:
    prefix = call.shape.sid_prefix or call.place.sid_prefix
    return call.state.new_sid(prefix) if prefix else None


def _is_sid(value: object, prefix: str | None) -> bool:
    return isinstance(value, str) and bool(_SID.fullmatch(value)) and value[:2] == prefix


def _url_of(call: TwilioCall, item: Item) -> str:
    name, suffix = item.values.get(call.place.key), ".json" if call.is_2010 else ""
    return f"{call.url.removesuffix(suffix)}/{name}{suffix}" if name else call.url
