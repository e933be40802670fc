"""The rules as policies of pulumi-policy, asked as the engine asks them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import Mock

import pulumi
import pytest
from pulumi_policy import EnforcementLevel, StackValidationArgs, StackValidationPolicy

from tests.builders import ACCOUNT_SID, SEND
from tests.unit.policy_pack.asking import UNKNOWN, WORKLOAD_TYPE, a_key, ask, provider, resource
from twilio_keys_component.policy_pack import policies
from twilio_keys_component.policy_pack.basis import Bench
from twilio_keys_component.rules import RULES

WHOLE = "/twilio/messaging/messages/*"


def test_every_rule_that_packs_see_stops_and_warns(tmp_path: Path) -> None:
    """A fixed rule only stops; names tell rule, kind and level."""
    names = [policy.name for policy in policies(tmp_path)]

    assert names[:2] == ["settings", "rules-applied"]
    assert names[-1] == "waivers"
    assert {"TK101", "TK101-advisory", "TK103", "TK103-advisory", "TK202", "TK202-stack", "TK401"} <= {*names}
    assert not {"TK202-advisory", "TK202-stack-advisory", "TK304"} & {*names}
    assert len({*names}) == len(names)


def test_policies_tell_all_that_rules_say(tmp_path: Path) -> None:
    """Title, why, remedy, severity, tags, framework and place of the documentation."""
    by_name = {policy.name: policy for policy in policies(tmp_path)}
    for rule in (rule for rule in RULES if rule.is_for_packs):
        policy = by_name[rule.id]
        assert policy.enforcement_level is EnforcementLevel.MANDATORY
        assert policy.description == f"{rule.title}. {rule.why}"
        assert (policy.display_name, policy.remediation_steps) == (rule.title, rule.remedy)
        assert (policy.severity and policy.severity.value, policy.tags) == (rule.severity, [*rule.tags])
        assert policy.framework
        assert policy.framework.reference == rule.id
        assert policy.url == rule.docs


def test_the_level_is_that_of_the_stack(tmp_path: Path) -> None:
    """The policy that stops is silent where the rule only warns, and the other way round."""
    assert [*ask(policies(tmp_path), a_key(WHOLE, expires="2100-01-01"))] == ["TK201", "TK302-advisory"]
    assert [*ask(policies(tmp_path), a_key(WHOLE, stack="dev"))] == ["TK201-advisory"]


def test_a_finding_says_whose_and_what_to_do(tmp_path: Path) -> None:
    """And the fingerprint that a waiver needs, where the rule can be waived."""
    made = policies(tmp_path)
    (waivable,) = ask(made, a_key(WHOLE))["TK201"]
    (fixed,) = ask(made, a_key(SEND, "/twilio/iam/api-keys/create"))["TK202"]

    assert waivable.startswith("notifier: it is granted every action of messaging/messages")
    assert "Grant the actions that the key's user needs" in waivable
    assert "A waiver for it would carry the fingerprint" in waivable
    assert "fingerprint" not in fixed


def test_what_is_unknown_is_no_violation(tmp_path: Path) -> None:
    """A whole grant, or one name in a list of what is accepted."""
    grant = a_key(grants=UNKNOWN, expires="2026-12-31", owner=UNKNOWN)
    accepted = a_key("/twilio/messaging/messages/delete", accept=["TK205", UNKNOWN])

    found = ask(policies(tmp_path), grant, accepted)

    assert {name.removesuffix("-advisory") for name in found} <= {"TK302"}


def test_a_value_that_is_late_hides_no_permission(tmp_path: Path) -> None:
    """The names of a grant are judged where one of its values is not known yet."""
    late = a_key(grants={"/twilio/iam/api-keys/create": True, SEND: UNKNOWN}, expires="2100-01-01")

    assert "TK202" in ask(policies(tmp_path), late)


def test_other_resources_are_looked_at_whole(tmp_path: Path) -> None:
    """Lists, texts in assets and archives; files and what is unknown are nothing."""
    archive = pulumi.AssetArchive(
        {
            "run.sh": pulumi.StringAsset("export TWILIO_AUTH_TOKEN=x"),
            "file": pulumi.FileAsset("/nowhere"),
            "more": pulumi.FileArchive("/nowhere"),
        }
    )
    code = resource(WORKLOAD_TYPE, "code", properties={"code": archive})
    named = resource(WORKLOAD_TYPE, "named", properties={"env": [1, None, {"name": "TWILIO_AUTH_TOKEN"}, UNKNOWN]})
    other_stack = resource("pulumi:pulumi:StackReference", "shared", properties={"outputs": {"TWILIO_AUTH_TOKEN": "x"}})
    docker = resource("pulumi:providers:docker", "docker", properties={"env": {"TWILIO_AUTH_TOKEN": "x"}})

    found = ask(policies(tmp_path), code, named, other_stack, docker)

    assert [*found] == ["TK104"]
    assert [message.partition(" hands")[0] for message in found["TK104"]] == ["code: code.run.sh", "named: env[2].name"]


def test_what_no_provider_makes_is_judged_with_the_stack(tmp_path: Path) -> None:
    """Components, whose outputs are told late; nothing is told twice."""
    component = resource("orders:Shop", "shop", properties={"TWILIO_AUTH_TOKEN": UNKNOWN})
    component.provider = None
    workload = resource(WORKLOAD_TYPE, "app", properties={"TWILIO_AUTH_TOKEN": UNKNOWN})

    found = ask(policies(tmp_path), component, workload)

    assert {name: len(messages) for name, messages in found.items()} == {"TK104": 1, "TK104-stack": 1}
    assert found["TK104-stack"][0].startswith("shop: its properties hands")


def test_the_sign_in_is_judged_at_every_key(tmp_path: Path) -> None:
    """Each may have a provider of its own; the finding is the deployment's."""
    keys = [a_key(name=name, owner=name) for name in ("a", "b", "c")]
    for key in keys[1:]:
        key.provider = provider({"twilio-keys:accountSid": ACCOUNT_SID, "twilio-keys:authToken": "5f" * 16})

    found = ask(policies(tmp_path), *keys)

    assert {name: len(messages) for name, messages in found.items() if "TK302" not in name} == {"TK103": 2}
    assert found["TK103"][0].startswith("deployment: the deployment signs in to Twilio with the account's Auth Token")


def test_an_empty_stack_breaks_nothing(tmp_path: Path) -> None:
    """The engine may ask about no resource at all."""
    made = policies(tmp_path)
    ask(made)
    report = Mock()

    for policy in made:
        if isinstance(policy, StackValidationPolicy):
            policy.validate(StackValidationArgs([]), report)

    report.assert_not_called()


def test_without_settings_no_rule_passes(tmp_path: Path) -> None:
    """Wrong settings are listed, one violation more says that nothing was judged, and no other policy applies."""
    found = ask(policies(tmp_path), a_key(WHOLE), settings={"waivers": "gone.toml", "permissionsOverlay": "gone.toml"})

    assert [name for name in found if name != "not applicable"] == ["settings", "rules-applied"]
    assert len(found["settings"]) == 2
    assert {"TK201", "TK201-advisory", "TK103", "TK401"} <= {*found["not applicable"]}


def test_wrong_settings_are_listed_at_once(tmp_path: Path) -> None:
    """Also what the engine's own look at the schema lets through."""
    (problem,) = ask(policies(tmp_path), settings={"nonsense": 1, "rules": {"TK202": {}}})["settings"]

    assert "nonsense" in problem
    assert "rules.TK202: its level cannot be changed" in problem


def test_a_settings_policy_that_is_disabled_stops_the_deployment(tmp_path: Path) -> None:
    """Nothing was read, and nothing may pass."""
    without = [policy for policy in policies(tmp_path) if policy.name != "settings"]

    assert "rules-applied" in ask(without, a_key())


def test_waivers_are_applied_and_told(tmp_path: Path) -> None:
    """The finding is gone, and what allows it is told in the advisory policy `waivers`."""
    (finding,) = ask(policies(tmp_path), a_key(WHOLE))["TK201"]
    fingerprint = finding.rpartition(" ")[2].removesuffix(".")
    until = datetime.now(UTC).date() + timedelta(days=5)
    for key, fresh in (("notifier", True), ("other", False)):
        with (tmp_path / "waivers.toml").open("a", encoding="utf-8") as file:
            file.write(
                f'[[waivers]]\nrule = "TK201"\nkey = "{key}"\nreason = "Moving"\napprover = "sec"\nuntil = {until}\n'
                f'fingerprint = "{fingerprint if fresh else "0" * 16}"\n'
            )

    found = ask(policies(tmp_path), a_key(WHOLE, expires="2100-01-01"))

    assert found["waivers"] == [f"TK201 is waived for notifier until {until}, by sec: Moving"]
    assert "TK201" not in found
    (worthless,) = found["TK401-advisory"]
    assert "the waiver of TK201 for other does not count: nothing in this stack is called so" in worthless


@pytest.mark.parametrize("content", [b"\xff", None], ids=["no UTF-8", "a folder"])
def test_an_unreadable_file_of_waivers_is_named(tmp_path: Path, content: bytes | None) -> None:
    """Also the one that is read without being named."""
    path = tmp_path / "waivers.toml"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)

    (problem,) = ask(policies(tmp_path))["settings"]

    assert f"{path} cannot be read" in problem


def test_settings_are_read_once(tmp_path: Path) -> None:
    """The server asks in several threads: all get the same basis."""
    bench = Bench(tmp_path)

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: (bench.read({}), bench.basis), range(8)))

    assert {problems for problems, _ in results} == {()}
    assert len({id(basis) for _, basis in results}) == 1
