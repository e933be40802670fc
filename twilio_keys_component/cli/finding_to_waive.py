"""The finding that is to be waived: one of the review's, or one that only the policy pack told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from twilio_keys_component.errors import TwilioKeysError, masked, quoted

if TYPE_CHECKING:
    from twilio_keys_component.review import Review
    from twilio_keys_component.rules import Finding, Rule

_PACK: Final = "twilio-keys"
_POLICY: Final = re.compile(r"(?P<rule>TK\d{3})(-stack)?(-advisory)?")
_TOLD: Final = re.compile(
    r"^(?P<subject>.+?): (?P<message>.+)\.\n.*\nA waiver for it would carry the fingerprint (?P<print>[0-9a-f]{16})\.$",
    re.MULTILINE,
)
"""How the pack tells a finding that can be waived, below what its rule demands."""


class WaiverRefusedError(TwilioKeysError, ValueError):
    """A waiver that cannot be written as it is asked for."""


def finding_to_waive(made: Review, key: str, rule: Rule | None) -> Finding | None:
    """What that key, or other subject, breaks of a rule; None where there is no rule to waive.

    Args:
        made: What the rules say of a preview without any waiver.
        key: The key's logical name or sid, or what else a finding is about.
        rule: The rule.

    Raises:
        WaiverRefusedError: There is no such finding, or it cannot be waived before more is known.
    """
    from twilio_keys_component.cli.guesses import among

    place = masked(f"{made.project}/{made.stack}")
    views = [change.after for change in made.changes if change.after]
    findings = [*made.after.findings, *_told_by_pack(made)]
    names = sorted({view.name for view in views} | {finding.subject for finding in findings})
    if key not in names and key not in {view.sid for view in views}:
        known = among(key, names) if names else "the preview shows no key"
        raise WaiverRefusedError(f"there is no key {quoted(key)} in {place}: {known}{_hint(rule)}")
    if rule is None:
        return None
    named = [view for view in views if key in (view.name, view.sid)]
    if any(not view.unknown.isdisjoint({"key_type", "permissions"}) for view in named):
        raise WaiverRefusedError(f"the grant of {masked(key)} is not known in this preview, and a waiver is for one")
    broken = [finding for finding in findings if key in (finding.subject, finding.sid)]
    found = {finding.fingerprint: finding for finding in broken if finding.rule is rule}
    if not found:
        others = ", ".join(dict.fromkeys(finding.rule.id for finding in broken))
        known = f"it breaks {others or 'no rule'}{_hint(rule)}"
        raise WaiverRefusedError(f"{masked(key)} does not break {rule.id} in {place}: {known}")
    if len(found) > 1:
        raise WaiverRefusedError(f"{len(found)} keys are called {masked(key)}: name the one that is meant by its sid")
    return next(iter(found.values()))


def _told_by_pack(made: Review) -> Iterator[Finding]:
    """What only our own pack could see, such as credentials in the environment."""
    from twilio_keys_component.rules import Finding, Level, rule_of

    for said in made.policy_messages:
        policy, told = _POLICY.fullmatch(said.policy), _TOLD.search(said.message)
        rule = rule_of(policy["rule"]) if policy else None
        if said.pack == _PACK and rule and told and said.level in list(Level):
            yield Finding(
                rule=rule,
                level=Level(said.level),
                subject=told["subject"],
                message=told["message"],
                urn=said.urn,
                fingerprint=told["print"],
            )


def _hint(rule: Rule | None) -> str:
    """Where else a finding may be told."""
    if rule is None or not rule.on_stack or not rule.is_for_packs:
        return ""
    return (
        f". If the policy pack tells {rule.id}, give the event stream of a preview with --policy-pack: it holds what "
        "the pack sees; docs/waivers.md says how to write the waiver by hand"
    )
