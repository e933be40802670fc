"""What people write when they mean a permission: its words, and other words for the same thing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from twilio_keys_component.permissions.permission import ACTIONS, WILDCARD

ACTION_ORDER: Final = ("create", "read", "list", "update", "delete", WILDCARD)
"""The actions, those that people look for most first; what grants more than one asked for comes last."""

ACTION_WORDS: Final = {
    "create": (
        "add buy dial enroll execute generate import insert invite launch make new order place post provision purchase "
        "register run send start submit trigger upload write"
    ),
    "delete": "deactivate del destroy detach drop erase kick purge release remove revoke unassign",
    "list": "all browse find index query search",
    "read": "check describe download export fetch get inspect listen play retrieve see show view watch",
    "update": (
        "accept approve archive assign cancel change close complete disable edit enable end finish hangup hold modify "
        "move mute patch pause publish put redact redirect reject rename reset restore resume rotate set stop transfer "
        "undelete unmute write"
    ),
    WILDCARD: "any everything full manage",
}
"""Words that people write for an action. Twilio cancels, ends and redacts by an update (doc)."""

PRODUCT_WORDS: Final = {
    "billing": ("usage", "account"),
    "event-streams": ("events", "event", "streams"),
    "iam": ("accounts", "auth", "api", "identity", "oauth"),
    "lookup": ("lookups",),
    "messaging": ("sms", "mms", "messages", "whatsapp"),
    "phone-numbers": ("numbers", "phone", "api"),
    "voice": ("calls", "call", "phone", "api", "sip"),
    "taskrouter": ("task-router",),
}
"""Words that people write for a product, beside the hosts of its operations."""

PRODUCTS_FIRST: Final = ("messaging", "voice", "verify", "phone-numbers", "lookup", "studio", "taskrouter")
"""The products that most programs use: of equally likely permissions, theirs come first."""

NAMES: Final = {
    "billing/usage": ("bill", "billing", "billing record", "cost", "usage record"),
    "event-streams/sink": ("event stream",),
    "iam/accounts": ("subaccount",),
    "iam/api-keys": ("api key", "credential", "iam", "key"),
    "lookup/phone-numbers": ("carrier", "carrier lookup", "line type", "lookup", "number lookup"),
    "messaging/content-templates": ("content", "template"),
    "messaging/messages": ("message", "messaging", "mms", "sms", "text", "text message"),
    "messaging/services": ("copilot", "message service", "messaging service", "opt out", "sender pool"),
    "messaging/services.usa2p-campaign": ("10dlc", "a2p", "a2p campaign", "campaign"),
    "messaging/whatsapp-senders": ("whatsapp", "whatsapp sender"),
    "monitor/alerts": ("debugger", "error", "error log", "monitor"),
    "monitor/events": ("audit", "audit event", "audit log"),
    "phone-numbers/active-numbers": ("incoming phone number", "number", "owned number", "phone", "phone number"),
    "phone-numbers/address-service": ("address",),
    "phone-numbers/available-numbers": ("available number", "available phone number"),
    "phone-numbers/regulatory-compliance.bundles": ("bundle", "compliance", "regulatory bundle"),
    "studio/flows": ("studio",),
    "taskrouter/workspaces": ("taskrouter",),
    "verify/verification": ("2fa", "mfa", "one time password", "otp", "passcode", "verify"),
    "video/rooms": ("video",),
    "voice/calls": ("call", "phone call", "voice"),
    "voice/intelligence.transcripts": ("intelligence",),
    "voice/outgoing-caller-ids": ("caller id", "verified caller id"),
    "voice/sip.domains": ("sip",),
    "voice/sip.trunks": ("elastic sip trunk", "trunking"),
    "voice/twiml.apps": ("application", "twiml", "twiml app"),
}
"""What people call a resource, beside its own name; a product's name is the resource that most people mean by it."""

TASKS: Final = {
    "messaging/messages/create": ("send whatsapp", "send whatsapp message"),
    "phone-numbers/active-numbers/create": ("buy", "order number", "purchase"),
    "phone-numbers/available-numbers/list": ("find number", "search number"),
    "studio/executions/create": ("execute flow", "launch flow", "run flow", "start flow", "trigger flow"),
    "verify/verification-check/create": (
        "2fa",
        "check 2fa",
        "check code",
        "check otp",
        "check passcode",
        "check verification",
        "check verify",
        "otp",
        "verify code",
        "verify otp",
    ),
    "verify/verification/create": ("2fa", "mfa", "otp", "send 2fa", "send otp", "start verification", "verify"),
    "voice/calls/create": ("dial", "make call", "place call"),
    "voice/calls/update": ("end call", "hang up", "hangup"),
    "voice/conferences.participants/delete": ("kick participant",),
}
"""Jobs, and the one permission that does each: the verb would lead to another resource or action."""

_NOISE: Final = "a an and client com for from http https in json my of on or permission the to twilio with"

NOISE: Final = frozenset(_NOISE.split())
"""What says nothing about which permission is meant."""

VERBS: Final = {
    word: tuple(action for action in ACTION_WORDS if word == action or word in ACTION_WORDS[action].split())
    for word in sorted({*ACTIONS, WILDCARD, *" ".join(ACTION_WORDS.values()).split()})
}
"""The actions that a word can stand for."""

_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SEPARATORS: Final = re.compile(r"[^a-z0-9*]+")
_VERSION: Final = re.compile(r"v\d+|\d{4}-\d{2}-\d{2}")


def dashed(part: str) -> str:
    """`camelCase` and `snake_case` as `permissions-are-written`."""
    return _CAMEL.sub("-", part).replace("_", "-").lower()


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """The words of a name in the singular."""
    return tuple(_singular(word) for word in _SEPARATORS.split(dashed(name)) if word)


def is_version(part: str) -> bool:
    """Whether a part of a path is the version of an API, such as `v1` or `2010-04-01`."""
    return _VERSION.fullmatch(part) is not None


def literals(path: str) -> str:
    """What a path is about: its parts without versions and parameters, joined by dots."""
    parts = path.removesuffix(".json").strip("/").split("/")
    kept = [part for part in parts if not part.startswith("{") and not is_version(part)]
    return ".".join(kept[1:] if len(kept) > 1 and kept[0] == "Accounts" else kept)


def _singular(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word
