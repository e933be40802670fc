"""From keys, stack and waivers to findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from twilio_keys_component.errors import masked
from twilio_keys_component.permissions import Permission
from twilio_keys_component.rules.kinds import SIGNS_IN_WITH_KEY
from twilio_keys_component.rules.registry import RULES, rule_of
from twilio_keys_component.rules.rule import Rule, RuleContext, Violation
from twilio_keys_component.rules.settings import Level
from twilio_keys_component.rules.views import KeyView, StackView, fingerprint_of
from twilio_keys_component.rules.waivers import WAIVERS_CURRENT, Waiver


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule that is broken.

    Attributes:
        rule: The rule.
        level: What that does here.
        subject: What breaks it: a key's logical name, or the name of another resource, an output or a setting.
        message: What is wrong, without any secret.
        urn: The engine's name for what breaks it, if it has one.
        sid: The key's sid, if it is a key that has one.
        permissions: The permissions that it is about.
        fingerprint: Of what it was found for: a waiver with it counts, until a key's kind or grant change, the type or
            the place of another resource, or the deployment's account. Empty while these are not known: until they
            are, any waiver for rule and subject counts.
    """

    rule: Rule
    level: Level
    subject: str
    message: str
    urn: str | None = None
    sid: str | None = None
    permissions: tuple[Permission, ...] = ()
    fingerprint: str = ""

    @property
    def order(self) -> tuple[int, str, str, str, str]:
        """By which findings are sorted: the mandatory ones first."""
        return list(Level).index(self.level), self.rule.id, self.subject, self.urn or "", self.message


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that a waiver allows.

    Attributes:
        finding: The finding.
        waiver: The waiver.
    """

    finding: Finding
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A rule that could not be applied to a key yet.

    Attributes:
        rule: The rule.
        key: The key.
        fields: What of the key is not known yet.
    """

    rule: Rule
    key: KeyView
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say about a stack.

    Attributes:
        findings: What is left after the waivers, sorted: the mandatory ones first.
        waived: What the waivers allow.
        unjudged: What is not known yet.
    """

    findings: tuple[Finding, ...] = ()
    waived: tuple[Waived, ...] = ()
    unjudged: tuple[Unjudged, ...] = ()


def judge(stack: StackView, context: RuleContext, waivers: Sequence[Waiver] = ()) -> Judgement:
    """What all rules say about a stack, and which waivers are worthless there."""
    ours = [waiver for waiver in waivers if waiver.is_for(context.project, context.stack)]
    keys = sorted(stack.keys, key=lambda key: (key.name, key.urn or ""))
    unjudged = tuple(
        Unjudged(rule, key, missing) for rule in RULES for key in keys if (missing := unknown_to(rule, key))
    )
    found = [finding for rule in RULES for key in keys for finding in findings_of_key(rule, key, context)]
    found += [finding for rule in RULES for finding in findings_of_stack(rule, stack, context)]
    left, waived = apply_waivers(found, ours, context)
    left += _worthless(ours, stack, context, found=found, waived=waived, unjudged=unjudged)
    left.sort(key=lambda finding: finding.order)
    waived.sort(key=lambda each: each.finding.order)
    return Judgement(tuple(left), tuple(waived), unjudged)


def unknown_to(rule: Rule, key: KeyView) -> tuple[str, ...]:
    """The fields of a key that a rule needs and that are not known yet, sorted."""
    return tuple(sorted(rule.reads & key.unknown))


def findings_of_key(rule: Rule, key: KeyView, context: RuleContext) -> list[Finding]:
    """What one rule says about one key, before waivers; nothing about what is not known yet.

    Where only the grant is not known whole, what is known of it is judged: no more entries would mend it.
    """
    level = rule.level(context.settings, is_production=context.is_production(key.account_sid))
    missing = unknown_to(rule, key)
    judged = key
    if missing == ("permissions",) and key.known_permissions is not None:
        judged, missing = replace(key, permissions=key.known_permissions), ()
    if rule.on_key is None or level is Level.DISABLED or (missing and not rule.judges_parts):
        return []
    return [_finding(rule, level, violation, context, key) for violation in rule.on_key(judged, context)]


def findings_of_stack(rule: Rule, stack: StackView, context: RuleContext) -> list[Finding]:
    """What one rule says about a stack as a whole, before waivers."""
    if rule.on_stack is None:
        return []
    return [
        _finding(rule, level, violation, context, violation.key)
        for violation in rule.on_stack(stack, context)
        if (level := _level_of(rule, violation, stack, context)) is not Level.DISABLED
    ]


def apply_waivers(
    findings: Iterable[Finding], waivers: Iterable[Waiver], context: RuleContext
) -> tuple[list[Finding], list[Waived]]:
    """The findings that no waiver allows, and the others; of several waivers the one that lasts longest counts."""
    valid = [w for w in waivers if w.is_for(context.project, context.stack) and not w.lapse(context.today)]
    valid.sort(key=lambda w: (-w.until.toordinal(), w.stack or "", w.approver, w.reason))
    left: list[Finding] = []
    waived: list[Waived] = []
    for finding in findings:
        waiver = next((w for w in valid if _allows(w, finding)), None)
        if waiver is None:
            left.append(finding)
        else:
            waived.append(Waived(finding, waiver))
    return left, waived


def _allows(waiver: Waiver, finding: Finding) -> bool:
    is_same = finding.fingerprint in ("", waiver.fingerprint)
    return not finding.rule.is_fixed and _is_about(waiver, finding) and is_same


def _is_about(waiver: Waiver, finding: Finding) -> bool:
    return waiver.rule == finding.rule.id and waiver.names(finding.subject, finding.sid)


def _level_of(rule: Rule, violation: Violation, stack: StackView, context: RuleContext) -> Level:
    account_sid = violation.key.account_sid if violation.key else stack.account_sid
    return rule.level(context.settings, is_production=context.is_production(account_sid))


def _finding(rule: Rule, level: Level, violation: Violation, context: RuleContext, key: KeyView | None) -> Finding:
    subject = key.name if key else violation.subject
    fingerprint = ""
    if key and key.unknown.isdisjoint({"key_type", "permissions"}):
        fingerprint = key.fingerprint(context.catalog)
    elif not key and violation.about is not None:
        fingerprint = fingerprint_of(f"{rule.id}\n{subject}\n{violation.about}")
    return Finding(
        rule=rule,
        level=level,
        subject=subject,
        message=violation.message,
        urn=key.urn if key else violation.urn,
        sid=key.sid if key else None,
        permissions=violation.permissions,
        fingerprint=fingerprint,
    )


def _worthless(
    waivers: Iterable[Waiver],
    stack: StackView,
    context: RuleContext,
    *,
    found: Sequence[Finding],
    waived: Sequence[Waived],
    unjudged: Sequence[Unjudged],
) -> Iterator[Finding]:
    """What is wrong with waivers, themselves findings."""
    level = WAIVERS_CURRENT.level(context.settings, is_production=context.is_production(stack.account_sid))
    used = {each.waiver for each in waived}
    for waiver in waivers if level is not Level.DISABLED else ():
        problem = _flaw(waiver, context.today)
        if not problem and waiver not in used:
            problem = _idleness(waiver, stack, context, found=found, unjudged=unjudged)
        if problem:
            message = f"the waiver of {waiver.rule} for {masked(waiver.key)} does not count: {problem}"
            fingerprint = waiver.fingerprint
            yield Finding(
                rule=WAIVERS_CURRENT, level=level, subject=waiver.key, message=message, fingerprint=fingerprint
            )


def _flaw(waiver: Waiver, today: date) -> str:
    """Why a waiver is worth nothing anywhere."""
    rule = rule_of(waiver.rule)
    if rule is None:
        return "there is no such rule"
    if rule.is_fixed or rule is WAIVERS_CURRENT:
        return f"{rule.id} cannot be waived"
    return waiver.lapse(today)


def _idleness(
    waiver: Waiver,
    stack: StackView,
    context: RuleContext,
    *,
    found: Sequence[Finding],
    unjudged: Sequence[Unjudged],
) -> str:
    """Why a sound waiver allows nothing in a stack; empty where that cannot be said."""
    keys = [key for key in stack.keys if waiver.names(key.name, key.sid)]
    about = [finding for finding in found if _is_about(waiver, finding)]
    if any(_allows(waiver, finding) for finding in about):
        return "another waiver allows the same"
    if about:
        changed = "the key's grant is another one now" if keys else "it was given for something else of that name"
        return f"{changed} (fingerprint {about[0].fingerprint}, not {waiver.fingerprint})"
    if _is_open(waiver, stack, keys, unjudged) or _is_disabled(waiver, stack, keys, context):
        return ""
    return "the rule is not broken any more" if keys else "nothing in this stack is called so and breaks the rule"


def _is_open(waiver: Waiver, stack: StackView, keys: Sequence[KeyView], unjudged: Sequence[Unjudged]) -> bool:
    """Whether it is not known yet, or not to be seen, whether the rule is broken."""
    if waiver.rule == SIGNS_IN_WITH_KEY.id and stack.signer is None:
        return True
    return any(each.rule.id == waiver.rule and (each.rule.on_stack or each.key in keys) for each in unjudged)


def _is_disabled(waiver: Waiver, stack: StackView, keys: Sequence[KeyView], context: RuleContext) -> bool:
    """Whether the rule is not applied to what the waiver is about."""
    rule = rule_of(waiver.rule)
    accounts = {key.account_sid for key in keys} or {stack.account_sid}
    return rule is not None and all(
        rule.level(context.settings, is_production=context.is_production(sid)) is Level.DISABLED for sid in accounts
    )
