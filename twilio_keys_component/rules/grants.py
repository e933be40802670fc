"""TK2xx: what keys are granted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from twilio_keys_component.errors import masked
from twilio_keys_component.permissions import ACTIONS, AccessLevel, Catalog, Permission, canonical, known_actions
from twilio_keys_component.permissions.risks import ESCALATES
from twilio_keys_component.rules.risky import named, risk_of, says, tagged
from twilio_keys_component.rules.rule import OnKey, Rule, RuleContext, Severity, Violation
from twilio_keys_component.rules.settings import Level
from twilio_keys_component.rules.views import KeyView, StackView

_HALF: Final = ("list", "read")
"""The actions that count half in TK203: they change nothing."""

_LARGEST_NAMED: Final = 3
_HINTS: Final = 5
"""For how many names of a key it is looked up what they may mean: that takes some milliseconds each."""


def _is_deployers(permission: Permission, key: KeyView, catalog: Catalog) -> bool:
    """Whether it is what the key by which deployments sign in is there for: TK202 alone judges that."""
    first = canonical(permission, catalog)
    return key.is_deployer and (first.product, first.resource) == ("iam", "api-keys")


def _no_whole_resource(key: KeyView, context: RuleContext) -> Iterator[Violation]:
    if key.permissions is None or NO_WHOLE_RESOURCE.id in key.accept:
        return
    by_resource: defaultdict[Permission, list[Permission]] = defaultdict(list)
    for permission in key.permissions.written:
        if not _is_deployers(permission, key, context.catalog):
            by_resource[canonical(permission, context.catalog).wildcard].append(permission)
    whole = [wildcard for wildcard, entries in sorted(by_resource.items()) if _is_whole(entries)]
    if whole:
        entries = tuple(sorted(entry for wildcard in whole for entry in by_resource[wildcard]))
        resources = named([f"{wildcard.product}/{wildcard.resource}" for wildcard in whole])
        message = f"it is granted every action of {resources} ({named(entries)})"
        yield Violation(message, key=key, permissions=entries)


def _is_whole(entries: list[Permission]) -> bool:
    return {single.action for entry in entries for single in entry.expanded()} == {*ACTIONS}


NO_WHOLE_RESOURCE: Final = Rule(
    id="TK201",
    title="No wildcard, and no resource with all five actions",
    why="Hardly any program creates, reads, lists, changes and deletes the same thing, and nobody knows whether a "
    "wildcard will cover what Twilio adds.",
    remedy="Grant the actions that the key's user needs, one by one; or put \"TK201\" into the key's `accept`.",
    severity=Severity.HIGH,
    production=Level.MANDATORY,
    elsewhere=Level.ADVISORY,
    tags=("least-privilege", "grants"),
    reads=frozenset({"accept", "is_deployer", "permissions"}),
    on_key=_no_whole_resource,
)


def _no_escalation(key: KeyView, context: RuleContext) -> Iterator[Violation]:
    written = key.permissions.written if key.permissions else ()
    if key.is_deployer:
        others = tuple(p for p in written if not _is_deployers(p, key, context.catalog))
        if others:
            message = f"deployments sign in with it, and it is granted more than iam/api-keys: {named(others)}"
            yield Violation(message, key=key, permissions=others)
        return
    found = tuple(p for p in written if _escalates(p, context.catalog))
    if found:
        phrases = "; ".join(says(found, ESCALATES, context.catalog)) or "reach beyond what it is granted"
        yield Violation(f"its holder can {phrases}: {named(found)}", key=key, permissions=found)


def _escalates(permission: Permission, catalog: Catalog) -> bool:
    risk = risk_of(permission, catalog)
    return ESCALATES in risk.tags or risk.access is AccessLevel.ESCALATE


def _one_deployer(stack: StackView, _: RuleContext) -> Iterator[Violation]:
    deployers = [key for key in stack.keys if key.is_deployer and "is_deployer" not in key.unknown]
    for key in deployers:
        beside = [other for other in deployers if other.is_beside(key)]
        others = sorted(other.name for other in beside if _may_share_account(key, other, stack))
        if others:
            yield Violation(f"it is declared with deployer=True, and so is {named(others)} of its account", key=key)


def _may_share_account(key: KeyView, other: KeyView, stack: StackView) -> bool:
    """Whether both are of one account; one that is not known yet may be any."""
    if "account_sid" in key.unknown | other.unknown:
        return True
    first, second = ((each.account_sid or stack.account_sid or "").casefold() for each in (key, other))
    return first == second


NO_ESCALATION: Final = Rule(
    id="TK202",
    title="No permission that escalates, except for one deployer key that holds nothing else",
    why="A key that can make or widen keys can give itself everything, whatever else its grant leaves out.",
    remedy="Take the permission out. Only the key by which deployments sign in may hold `iam/api-keys`: declare it "
    "with `deployer=True`, one for each account, and grant it nothing else.",
    severity=Severity.CRITICAL,
    production=Level.MANDATORY,
    elsewhere=Level.MANDATORY,
    tags=("least-privilege", "grants", "escalation"),
    reads=frozenset({"is_deployer", "permissions"}),
    on_key=_no_escalation,
    on_stack=_one_deployer,
    is_fixed=True,
)


def _not_too_large(key: KeyView, context: RuleContext) -> Iterator[Violation]:
    singles = _meant(key, context.catalog)
    settings = context.settings
    halves = sum(1 if p.action in _HALF else 2 for p in singles)
    if halves > 2 * settings.max_permissions:
        largest = Counter(f"{p.product}/{p.resource}" for p in singles).most_common(_LARGEST_NAMED)
        resources = ", ".join(f"{masked(resource)} ({count})" for resource, count in largest)
        yield Violation(
            f"its permissions count {halves / 2:g} (read and list half), and the limit is {settings.max_permissions}; "
            f"the largest resources are {resources}",
            key=key,
            permissions=singles,
        )
    products = Counter(p.product for p in singles)
    if len(products) > settings.max_products:
        message = (
            f"it reaches {len(products)} products ({named(sorted(products))}), and the limit is {settings.max_products}"
        )
        yield Violation(message, key=key, permissions=singles)


def _meant(key: KeyView, catalog: Catalog) -> tuple[Permission, ...]:
    """The single actions that a key is granted, each in one spelling, wildcards as what they are known to stand for."""
    written = key.permissions.written if key.permissions else ()
    singles = (single for p in written for single in (known_actions(p, catalog) if p.is_wildcard else (p,)))
    return tuple(sorted({canonical(single, catalog) for single in singles}))


NOT_TOO_LARGE: Final = Rule(
    id="TK203",
    title="A key has few permissions, in few products",
    why="A key for many jobs leaks in many places, and its leak reaches everything that any of them needs.",
    remedy="Split the key by its users: one key for each job. The limits are the settings `maxPermissions` and "
    "`maxProducts`.",
    severity=Severity.MEDIUM,
    production=Level.MANDATORY,
    elsewhere=Level.ADVISORY,
    tags=("least-privilege", "grants"),
    reads=frozenset({"permissions"}),
    on_key=_not_too_large,
)


def _accepted(id_: str, *tags: str) -> OnKey:
    """Finds the risks among `tags` that a key has and does not accept, by their names or by the rule's id."""

    def find(key: KeyView, context: RuleContext) -> Iterator[Violation]:
        catalog = context.catalog
        found: dict[str, tuple[Permission, ...]] = {}
        for tag in tags if id_ not in key.accept else ():
            permissions = tagged(key.permissions, tag, catalog) if tag not in key.accept else ()
            risky = tuple(p for p in permissions if not _is_deployers(p, key, catalog))
            if risky:
                found[tag] = risky
        if found:
            told = "; ".join(_told(tag, risky, catalog) for tag, risky in found.items())
            permissions = tuple(sorted({p for risky in found.values() for p in risky}))
            yield Violation(f"it does not accept the risks that it takes: {told}", key=key, permissions=permissions)

    return find


def _told(tag: str, permissions: tuple[Permission, ...], catalog: Catalog) -> str:
    phrases = "; ".join(says(permissions, tag, catalog))
    return f"{tag} by {named(permissions)}" + (f" (its holder can {phrases})" if phrases else "")


DAMAGE_ACCEPTED: Final = Rule(
    id="TK204",
    title="What destroys data or redirects traffic is accepted by name",
    why="Who holds such a permission can delete for good, or send calls, messages and codes to themselves.",
    remedy="Take out what the key's user does not need, and name what is left in the key's `accept`: "
    '"destroys-data", "redirects", or "TK204" for both.',
    severity=Severity.HIGH,
    production=Level.MANDATORY,
    elsewhere=Level.ADVISORY,
    tags=("least-privilege", "grants", "risks"),
    reads=frozenset({"accept", "is_deployer", "permissions"}),
    on_key=_accepted("TK204", "destroys-data", "redirects"),
)

COST_ACCEPTED: Final = Rule(
    id="TK205",
    title="What costs money or reads content is accepted by name",
    why="A leaked key that sends or calls runs up a bill, and one that reads shows your customers' messages and calls.",
    remedy="Take out what the key's user does not need, and name what is left in the key's `accept`: "
    '"costs-money", "reads-content", or "TK205" for both.',
    severity=Severity.MEDIUM,
    production=Level.ADVISORY,
    elsewhere=Level.DISABLED,
    tags=("least-privilege", "grants", "risks"),
    reads=frozenset({"accept", "is_deployer", "permissions"}),
    on_key=_accepted("TK205", "costs-money", "reads-content"),
)


def _all_known(key: KeyView, context: RuleContext) -> Iterator[Violation]:
    written = key.permissions.written if key.permissions else ()
    unknown = tuple(p for p in written if context.catalog.entry(p) is None)
    if unknown:
        hinted = [_hinted(permission, context.catalog) for permission in unknown[:_HINTS]]
        more = len(unknown) - _HINTS
        told = ", ".join(hinted) + (f" and {more} more" if more > 0 else "")
        yield Violation(f"the catalog does not know what it is granted: {told}", key=key, permissions=unknown)


def _hinted(permission: Permission, catalog: Catalog) -> str:
    near = catalog.suggest(str(permission), limit=2)
    return masked(permission) + (f" (did you mean {' or '.join(map(str, near))}?)" if near else "")


ALL_KNOWN: Final = Rule(
    id="TK206",
    title="Every permission is known to the catalog or its overlay",
    why="A permission that nobody knows has no known risk, and if it is misspelled, Twilio refuses the whole key.",
    remedy="Correct the name; where it is right, put it into an overlay file with its risks, and name the file in "
    "the setting `permissionsOverlay`.",
    severity=Severity.MEDIUM,
    production=Level.MANDATORY,
    elsewhere=Level.ADVISORY,
    tags=("grants", "catalog"),
    reads=frozenset({"permissions"}),
    on_key=_all_known,
)
