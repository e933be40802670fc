"""The public API as programs use it. It never runs: `mypy --strict` reads it, and fails where a type is wrong."""

from __future__ import annotations

import datetime as dt
from typing import assert_type

import pulumi

from twilio_keys_component import ApiKey, Permission, PermissionDelta, PermissionSet, TwilioKeysError, __version__
from twilio_keys_component.permissions import names as p

assert_type(__version__, str)

name: pulumi.Output[str] = pulumi.Output.from_input("name")
permission: pulumi.Output[str] = pulumi.Output.from_input("/twilio/messaging/messages/read")
several: pulumi.Output[list[str]] = pulumi.Output.from_input(["/twilio/messaging/messages/read"])

minimal = ApiKey("minimal", permissions=["/twilio/messaging/messages/create"])
ApiKey("values", permissions=[Permission.parse("/twilio/messaging/messages/create"), "/twilio/messaging/messages/read"])
ApiKey("set", permissions=PermissionSet(["/twilio/messaging/messages/create"]))
ApiKey("element", permissions=["/twilio/messaging/messages/create", permission])
ApiKey("whole", permissions=several)
ApiKey(
    "names",
    permissions=[p.messaging.messages.create, p.phone_numbers.active_numbers.list, p.voice.calls.recordings.all],
)
ApiKey(
    "all",
    permissions=["/twilio/messaging/messages/create"],
    key_type="restricted",
    friendly_name=name,
    account_sid=name,
    region="us1",
    on_drift="fail",
    owner="team",
    purpose="purpose",
    expires=dt.date(2027, 12, 31),
    reason=name,
    accept=["TK201", name],
    deployer=False,
    opts=pulumi.ResourceOptions(protect=True),
)
ApiKey("late", permissions=several, accept=several, expires=name)
ApiKey("wrong", deployer=pulumi.Output.from_input(True))  # type: ignore[arg-type]  # the constructor must know it
ApiKey("wrong", permissions=1)  # type: ignore[arg-type]  # a number is no permission
ApiKey("main", key_type="main", adopt_sid=name, adopt_secret=name)
ApiKey("wrong", permisions=["x"])  # type: ignore[arg-type]  # there is no such argument
ApiKey("wrong", permissions={"/twilio/messaging/messages/create": False})  # type: ignore[arg-type]  # not a map
ApiKey("wrong", on_drift="ignore")  # type: ignore[arg-type]  # there is no such mode

assert_type(minimal.sid, pulumi.Output[str])
assert_type(minimal.secret, pulumi.Output[str])
assert_type(minimal.permissions, pulumi.Output[list[str] | None])
assert_type(minimal.environment(), pulumi.Output[dict[str, str]])

assert_type(p.messaging.messages.create, Permission)
PermissionSet([p.messaging.mesages.create])  # type: ignore[attr-defined]  # there is no such resource
PermissionSet([p.mesaging.messages.create])  # type: ignore[attr-defined]  # there is no such product
p.messaging.messages.create = p.messaging.messages.read  # type: ignore[misc]  # names are final

send = PermissionSet(["/twilio/messaging/messages/create"])
assert_type(send | send, PermissionSet)
assert_type(send.delta(send), PermissionDelta)
assert_type(send.delta(send).granted, PermissionSet)
assert_type(send.covers(Permission.parse("/twilio/messaging/messages/read")), bool)
assert_type(send.to_policy(), dict[str, list[str]])
error: type[Exception] = TwilioKeysError
