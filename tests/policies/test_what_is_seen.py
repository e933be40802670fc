"""What a pack sees of a stack, and what it must not say."""

from __future__ import annotations

import pytest

from tests.builders import SEND
from tests.engine.local_twilio import SUBACCOUNT_SID, SUBACCOUNT_TOKEN, LocalTwilio
from tests.policies.guarding import DEVELOPMENT, PRODUCTION, Guarded, stopping, warning
from tests.policies.programs import TOKEN_PROVIDER, WHOSE, WORKLOAD, key

pytestmark = pytest.mark.engine

COMPONENT = """
class Shop(pulumi.ComponentResource):
    def __init__(self, name):
        super().__init__("orders:Shop", name)
        opts = pulumi.ResourceOptions(parent=self)
        ApiKey("notifier", permissions=["/twilio/messaging/messages/*"], accept=["TK204", "TK205"], opts=opts, **whose)


Shop("shop")
"""


def test_keys_inside_components_are_judged(guarded: Guarded, twilio: LocalTwilio) -> None:
    """A key is a key wherever it stands."""
    run = guarded.up(PRODUCTION, WHOSE + COMPONENT, fails=True)

    assert stopping(run) == {"TK201"}
    assert twilio.requests() == []


@pytest.mark.parametrize(
    "class_",
    [
        "class Key(ApiKey): pass",
        "class Key(ApiKey, module='orders', name='Key'): pass",
        "class Key(ApiKey): pass\nKey._resource_type_name = 'dynamic:Other'",
    ],
    ids=["plain", "renamed", "with another type"],
)
def test_keys_of_a_subclass_are_judged(guarded: Guarded, twilio: LocalTwilio, class_: str) -> None:
    """Whatever it is called, and also if it was given a type of its own."""
    declared = key("/twilio/iam/api-keys/create").replace("ApiKey(", "Key(")

    run = guarded.up(PRODUCTION, f"{WHOSE}{class_}\n{declared}", fails=True)

    assert stopping(run) == {"TK202"}
    assert twilio.requests() == []


def test_what_is_unknown_is_judged_when_it_is_known(guarded: Guarded, twilio: LocalTwilio) -> None:
    """A preview passes where the grant depends on another resource; the update is stopped before the key is made."""
    program = WORKLOAD + WHOSE + key(SEND).replace(f"['{SEND}']", 'later("source", ["/twilio/iam/api-keys/create"])')

    preview = guarded.preview(PRODUCTION, program)
    run = guarded.up(PRODUCTION, program, fails=True)

    assert stopping(preview) == set()
    assert "can't run policy" not in preview.text
    assert stopping(run) == {"TK202"}
    assert twilio.requests() == []


def test_no_waiver_is_offered_while_the_grant_is_not_known(guarded: Guarded) -> None:
    """It would carry the fingerprint of the grant, so the message does not speak of one."""
    program = WORKLOAD + f'ApiKey("nobodys", permissions=later("source", ["{SEND}"]))\n'

    run = guarded.preview(PRODUCTION, program, fails=True)

    assert stopping(run) == {"TK301"}
    assert "fingerprint" not in run.text


def test_an_unknown_acceptance_leaves_other_rules_alone(guarded: Guarded) -> None:
    """Only the rules that need the unknown input wait for it."""
    program = WORKLOAD + WHOSE + key("/twilio/iam/api-keys/*", accept='later("source", "TK201")')

    run = guarded.preview(PRODUCTION, program, fails=True)

    assert stopping(run) == {"TK202"}


@pytest.mark.parametrize(
    "handed",
    [
        'Workload("app", environment={"TWILIO_AUTH_TOKEN": later("vault", "hidden")})',
        'Workload("app", env=[{"name": "TWILIO_AUTH_TOKEN", "value": pulumi.Output.secret("hidden")}])',
        'Workload("app", script="export TWILIO_AUTH_TOKEN=hidden")',
        'Workload("app", file=pulumi.StringAsset("TWILIO_AUTH_TOKEN=hidden"))',
        'pulumi.export("app", {"TWILIO_AUTH_TOKEN": pulumi.Output.secret("hidden")})',
    ],
    ids=["unknown value", "list of entries", "script", "text asset", "stack output"],
)
def test_the_auth_token_reaches_no_workload(guarded: Guarded, handed: str) -> None:
    """Under whatever shape an environment has; the stack's outputs count, and the value is not needed, nor shown."""
    run = guarded.preview(PRODUCTION, f"{WORKLOAD}{WHOSE}{key(SEND)}{handed}\n", fails=True)

    assert stopping(run) == {"TK104-stack" if "export(" in handed else "TK104"}
    assert run.text.count("hands the account's Auth Token") == 1
    assert "hidden" not in run.text


def test_one_deployer_may_hold_what_makes_keys(guarded: Guarded, twilio: LocalTwilio) -> None:
    """And nothing else; a second one, or one more permission, is stopped everywhere."""
    deployer = WHOSE + key("/twilio/iam/api-keys/*", accept="", more="deployer=True, ", name="deployer")

    guarded.up(PRODUCTION, deployer)
    second = key("/twilio/iam/api-keys/list", accept="", more="deployer=True, ", name="second")
    run = guarded.preview(DEVELOPMENT, deployer + second, fails=True)

    own_key_then_new_one = [asked.split()[0] for asked in twilio.requests()]
    assert own_key_then_new_one == ["GET", "POST"]
    assert stopping(run) == {"TK202-stack"}


RINGS = """
class Ring(pulumi.ComponentResource):
    def __init__(self, name, *keys):
        super().__init__("twilio-keys:RotatingApiKey", name)
        for number, key in enumerate(keys):
            given = {"deployer": True, "opts": pulumi.ResourceOptions(parent=self), **whose, **key}
            ApiKey(f"{name}{number}", permissions=["/twilio/iam/api-keys/*"], **given)


"""
"""Components that call themselves as the ones that rotate keys do."""


@pytest.mark.parametrize(
    ("declared", "is_stopped"),
    [
        ('Ring("a", {}); Ring("b", {})', True),
        ('Ring("a", {}); Ring("b", {"account_sid": later("sub", "AC" + "0" * 32)})', True),
        ('Ring("a", {}, {})', False),
    ],
    ids=["two components", "unknown account", "one component"],
)
def test_only_keys_of_one_component_relieve_each_other(guarded: Guarded, declared: str, *, is_stopped: bool) -> None:
    """Whatever type a component claims to have; and an account that is not known yet may be the same one."""
    run = guarded.preview(DEVELOPMENT, f"{WORKLOAD}{WHOSE}{RINGS}{declared}\n", fails=is_stopped)

    assert stopping(run) == ({"TK202-stack"} if is_stopped else set())


def test_unchanged_keys_are_judged_again(guarded: Guarded) -> None:
    """A key that was made without a pack is stopped by its next update with one, in rules over the stack as well."""
    guarded.deployment.environment["PULUMI_STACK"] = PRODUCTION
    twice = key("/twilio/messaging/messages/delete") + key("/twilio/messaging/messages/delete", name="other")
    guarded.deployment.up(program=WHOSE + twice)
    guarded.configure(rules={"TK303": {"production": "mandatory"}})

    run = guarded.preview(PRODUCTION, WHOSE + twice, fails=True)

    assert stopping(run) == {"TK204", "TK303"}
    assert "it may do the same as other" in run.text


def test_a_token_that_comes_late_stops_its_workload(guarded: Guarded) -> None:
    """What a preview does not know is found before the workload is made."""
    late = 'Workload("app", environment=later("vault", {"TWILIO_AUTH_TOKEN": "hidden"}))\n'

    preview = guarded.preview(PRODUCTION, WORKLOAD + late)
    run = guarded.up(PRODUCTION, WORKLOAD + late, fails=True)

    assert stopping(preview) == set()
    assert stopping(run) == {"TK104"}
    assert run.text.count("app: environment hands") == 1
    assert "::app" not in guarded.deployment.run("stack", "--show-urns", environment={"PULUMI_STACK": PRODUCTION}).text


def test_a_workload_that_returns_nothing_is_judged_again(guarded: Guarded) -> None:
    """An unchanged resource is judged by what it was given, whatever its provider answered."""
    guarded.deployment.environment["PULUMI_STACK"] = PRODUCTION
    silent = WORKLOAD.replace('{name: props[name] for name in props if name != "__provider"}', "{}")
    handed = silent + 'Workload("app", environment={"TWILIO_AUTH_TOKEN": "hidden"})\n'
    guarded.deployment.up(program=handed)

    run = guarded.preview(PRODUCTION, handed, fails=True)

    assert stopping(run) == {"TK104"}


@pytest.mark.parametrize("where", ["config", "subaccount", "plain config"])
def test_the_deployments_credentials_are_told_by_kind_alone(guarded: Guarded, twilio: LocalTwilio, where: str) -> None:
    """An Auth Token is found in the configuration, also a plain one or a subaccount's, and is in no output."""
    deployment = guarded.deployment
    deployment.environment["PULUMI_STACK"] = PRODUCTION
    if where == "subaccount":
        guarded.sign_in_to(SUBACCOUNT_SID, authToken=SUBACCOUNT_TOKEN)
    else:
        deployment.configure(accountSid=twilio.account_sid)
        (deployment.configure if where == "plain config" else deployment.hide)(authToken=twilio.auth_token)

    run = guarded.preview(PRODUCTION, WHOSE + key(SEND), fails=True)

    assert stopping(run) == {"TK103"}
    assert SUBACCOUNT_TOKEN not in run.text


@pytest.mark.parametrize("is_late", [False, True], ids=["known", "late"])
def test_a_provider_of_ones_own_is_looked_at(guarded: Guarded, twilio: LocalTwilio, *, is_late: bool) -> None:
    """An Auth Token is found in the provider of any key; one that is only known late stops the key, not its preview."""
    token = f'"{twilio.auth_token}"'
    given = f"later('vault', {token})" if is_late else token
    provider = f"own = Provider('own', accountSid='{twilio.account_sid}', authToken={given})\n"
    second = key("/twilio/lookup/phone-numbers/read", more="opts=pulumi.ResourceOptions(provider=own), ", name="second")
    program = WORKLOAD + TOKEN_PROVIDER + WHOSE + provider + key(SEND) + second

    preview = guarded.preview(PRODUCTION, program, fails=not is_late)
    run = guarded.up(PRODUCTION, program, fails=True)

    assert stopping(preview) == (set() if is_late else {"TK103"})
    assert stopping(run) == {"TK103"}
    assert len(twilio.requests()) <= is_late  # the other key, which signs in otherwise
    assert twilio.auth_token not in run.text


def test_the_environment_may_be_forbidden(guarded: Guarded) -> None:
    """With `allowEnvironment=false` nobody signs in with it, and no rule is broken by it; the provider says so."""
    guarded.deployment.environment["PULUMI_STACK"] = PRODUCTION
    guarded.deployment.configure(allowEnvironment="false")
    guarded.deployment.environment["TWILIO_AUTH_TOKEN"] = "f" * 32

    run = guarded.preview(PRODUCTION, WHOSE + key(SEND), fails=True)

    assert stopping(run) | warning(run) == set()
    assert "allowEnvironment=false forbids" in run.text


def test_keys_that_become_duplicates_are_seen_before_they_do(guarded: Guarded, twilio: LocalTwilio) -> None:
    """The preview of an update knows their new grants."""
    guarded.configure(rules={"TK303": {"production": "mandatory"}})
    other = key("/twilio/messaging/messages/list", name="other")
    guarded.up(PRODUCTION, WHOSE + key(SEND) + other)
    twilio.requests()

    run = guarded.up(PRODUCTION, WHOSE + key(SEND) + key(SEND, name="other"), fails=True)

    assert stopping(run) == {"TK303"}
    assert twilio.requests() == []


def test_a_stack_without_keys_is_judged_too(guarded: Guarded) -> None:
    """A stack may get its Twilio credentials from somewhere else."""
    run = guarded.preview(PRODUCTION, WORKLOAD + 'Workload("app", environment={"TWILIO_AUTH_TOKEN": "x"})', fails=True)

    assert stopping(run) == {"TK104"}


def test_what_is_deployed_is_judged_from_the_state(guarded: Guarded, twilio: LocalTwilio) -> None:
    """`pulumi policy analyze` runs no program and asks Twilio nothing; rules over keys and over the stack speak."""
    guarded.deployment.environment["PULUMI_STACK"] = PRODUCTION
    second = key("/twilio/iam/api-keys/list", accept="", more="deployer=True, ", name="second")
    third = key("/twilio/iam/api-keys/read", accept="", more="deployer=True, ", name="third")
    guarded.deployment.up(program=WHOSE + key("/twilio/messaging/messages/delete") + second + third)
    twilio.requests()

    run = guarded.analyze(PRODUCTION, fails=True)

    assert stopping(run) == {"TK202-stack", "TK204"}
    assert twilio.requests() == []
