"""The rules as policies of pulumi-policy."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from pulumi_policy import (
    EnforcementLevel,
    Policy,
    PolicyComplianceFramework,
    PolicyConfigSchema,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    Severity,
    StackValidationArgs,
    StackValidationPolicy,
)

from twilio_keys_component._version import __version__
from twilio_keys_component.errors import masked
from twilio_keys_component.policy_pack.basis import Basis, Bench
from twilio_keys_component.policy_pack.schema import settings_schema
from twilio_keys_component.policy_pack.seen import STACK_TYPE, has_provider, seen_key, seen_stack
from twilio_keys_component.rules import (
    RULES,
    SETTINGS_POLICY,
    WAIVERS_CURRENT,
    Finding,
    Judgement,
    Level,
    Rule,
    RuleContext,
    apply_waivers,
    findings_of_key,
    findings_of_stack,
    is_key,
    judge,
)

PACK: Final = "twilio-keys"
"""The pack's name."""

ADVISORY: Final = "-advisory"
"""What the name of the policy ends in that only warns."""

_LEVELS: Final = {
    Level.MANDATORY: EnforcementLevel.MANDATORY,
    Level.ADVISORY: EnforcementLevel.ADVISORY,
}


def policies(folder: Path) -> list[Policy]:
    """All policies of the pack.

    pulumi-policy fixes the level of a policy for a run, and ours depend on the stack and on the key's account. So a
    rule is two policies, one that stops and one that warns, and each reports what has its level here. The first one of
    all takes in the settings: it is called before the others for every resource, the stack itself first.

    Args:
        folder: The pack's: paths in the settings begin there.
    """
    bench = Bench(folder)
    made: list[Policy] = [_settings(bench), _rules_applied(bench)]
    for rule in RULES:
        if not rule.is_for_packs:
            continue
        for level in (Level.MANDATORY,) if rule.is_fixed else _LEVELS:
            if rule.on_key or rule.is_for_each:
                made.append(_resource_policy(rule, level, bench))
            if rule.on_stack or rule is WAIVERS_CURRENT:
                made.append(_stack_policy(rule, level, bench))
    made.append(_waivers(bench))
    return made


def _settings(bench: Bench) -> ResourceValidationPolicy:
    def validate(args: ResourceValidationArgs, report: ReportViolation) -> None:
        problems = bench.read(args.get_config())
        for problem in problems if args.resource_type == STACK_TYPE else ():
            report(problem, None)

    return ResourceValidationPolicy(
        name=SETTINGS_POLICY,
        display_name="Settings of the pack",
        description="The pack's settings, and the files that they name, can be used. Without them no rule is applied.",
        validate=validate,
        enforcement_level=EnforcementLevel.MANDATORY,
        config_schema=PolicyConfigSchema(properties=settings_schema()),
        severity=Severity.HIGH,
        tags=["settings"],
        remediation_steps="Correct what the message names in the file that --policy-pack-config gives to the engine.",
        url="docs/policy-pack.md#settings",
    )


def _rules_applied(bench: Bench) -> ResourceValidationPolicy:
    """Stops also where the policy of the settings is disabled, or made to warn only."""

    def validate(args: ResourceValidationArgs, report: ReportViolation) -> None:
        if args.resource_type == STACK_TYPE and bench.basis is None:
            report(
                f"no rule was applied: the policy `{SETTINGS_POLICY}` is disabled, or its settings cannot be used", None
            )

    return ResourceValidationPolicy(
        name="rules-applied",
        display_name="Rules are applied",
        description="A deployment that no rule has judged is stopped.",
        validate=validate,
        enforcement_level=EnforcementLevel.MANDATORY,
        severity=Severity.HIGH,
        tags=["settings"],
        remediation_steps=f"Leave the policy `{SETTINGS_POLICY}` as it is, and correct what it names.",
        url="docs/policy-pack.md#settings",
    )


def _resource_policy(rule: Rule, level: Level, bench: Bench) -> ResourceValidationPolicy:
    def validate(args: ResourceValidationArgs, report: ReportViolation) -> None:
        if not (has_provider(args) if rule.is_for_each else is_key(args.resource_type, args.props)):
            return
        basis = _basis(bench, args)
        context = basis.context(args.urn)
        if not _can_have(rule, level, context):
            return
        if rule.is_for_each:
            found = findings_of_stack(rule, seen_stack([args]), context)
        else:
            found = findings_of_key(rule, seen_key(args.urn, args.props, provider=args.provider), context)
        left, _ = apply_waivers(found, basis.waivers, context)
        _report(left, level, report)

    return ResourceValidationPolicy(validate=validate, **_words(rule, rule.id, level))


def _stack_policy(rule: Rule, level: Level, bench: Bench) -> StackValidationPolicy:
    def validate(args: StackValidationArgs, report: ReportViolation) -> None:
        if not args.resources:
            return
        basis = _basis(bench, args)
        if _can_have(rule, level, basis.context(args.resources[0].urn)):
            _report(_found(rule, args, basis), level, report)

    name = f"{rule.id}-stack" if rule.on_key or rule.is_for_each else rule.id
    return StackValidationPolicy(validate=validate, **_words(rule, name, level))


def _found(rule: Rule, args: StackValidationArgs, basis: Basis) -> Iterable[Finding]:
    if rule is WAIVERS_CURRENT:
        return [finding for finding in _judgement(args, basis).findings if finding.rule is rule]
    context = basis.context(args.resources[0].urn)
    resources = [each for each in args.resources if not (rule.is_for_each and has_provider(each))]
    left, _ = apply_waivers(findings_of_stack(rule, seen_stack(resources), context), basis.waivers, context)
    return left


def _waivers(bench: Bench) -> StackValidationPolicy:
    def validate(args: StackValidationArgs, report: ReportViolation) -> None:
        basis = bench.basis
        if basis is None or not args.resources:
            return
        for waived in _judgement(args, basis).waived:
            finding, waiver = waived.finding, waived.waiver
            report(
                f"{finding.rule.id} is waived for {masked(finding.subject)} until {waiver.until}, "
                f"by {masked(waiver.approver)}: {masked(waiver.reason)}",
                finding.urn,
            )

    return StackValidationPolicy(
        name="waivers",
        display_name="Waivers in use",
        description="These rules are broken with permission.",
        validate=validate,
        enforcement_level=EnforcementLevel.ADVISORY,
        severity=Severity.LOW,
        tags=["waivers"],
        url="docs/policy-pack.md#waivers",
    )


def _judgement(args: StackValidationArgs, basis: Basis) -> Judgement:
    if not basis.waivers:
        return Judgement()
    return judge(seen_stack(args.resources), basis.context(args.resources[0].urn), basis.waivers)


def _basis(bench: Bench, args: ResourceValidationArgs | StackValidationArgs) -> Basis:
    """What to judge by; without it the policy ends here, as one that does not apply."""
    if bench.basis is None:
        args.not_applicable("the settings cannot be used")
        raise AssertionError("pulumi-policy ends the policy there")
    return bench.basis


def _can_have(rule: Rule, level: Level, context: RuleContext) -> bool:
    """Whether anything of a stack can have that level: saves most policies the look at it."""
    settings = context.settings
    by_account = settings.production_accounts or settings.non_production_accounts
    worlds = (True, False) if by_account else (context.is_production(),)
    return level in {rule.level(settings, is_production=is_production) for is_production in worlds}


def _report(findings: Iterable[Finding], level: Level, report: ReportViolation) -> None:
    for finding in findings:
        if finding.level is level:
            report(_told(finding), finding.urn)


def _told(finding: Finding) -> str:
    lines = [f"{masked(finding.subject)}: {finding.message}.", finding.rule.remedy]
    if finding.fingerprint and not finding.rule.is_fixed and finding.rule is not WAIVERS_CURRENT:
        lines.append(f"A waiver for it would carry the fingerprint {finding.fingerprint}.")
    return "\n".join(lines)


def _words(rule: Rule, name: str, level: Level) -> dict[str, Any]:
    """What pulumi-policy is told of a rule."""
    return {
        "name": name if level is Level.MANDATORY else name + ADVISORY,
        "display_name": rule.title,
        "description": f"{rule.title}. {rule.why}",
        "enforcement_level": _LEVELS[level],
        "severity": Severity(rule.severity.value),
        "framework": PolicyComplianceFramework(
            name="twilio-keys guardrails", version=__version__, reference=rule.id, specification=rule.title
        ),
        "tags": list(rule.tags),
        "remediation_steps": rule.remedy,
        "url": rule.docs,
    }
