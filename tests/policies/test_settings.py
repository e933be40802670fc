"""Settings through `--policy-pack-config`."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import SEND
from tests.engine.local_twilio import SUBACCOUNT_SID, LocalTwilio
from tests.policies.guarding import DEVELOPMENT, PRODUCTION, Guarded, stopping, warning
from tests.policies.programs import WHOSE, key

pytestmark = pytest.mark.engine

DESTROYER = WHOSE + key("/twilio/messaging/messages/delete")


def test_stacks_are_named_non_production(guarded: Guarded) -> None:
    """Settings say by which words a stack is no production; all others are."""
    guarded.configure(nonProduction=["prod"])

    assert stopping(guarded.preview(PRODUCTION, DESTROYER)) == set()
    assert stopping(guarded.preview(DEVELOPMENT, DESTROYER, fails=True)) == {"TK204"}


def test_accounts_are_named_production_or_not(guarded: Guarded, twilio: LocalTwilio) -> None:
    """The account of a key decides before the stack's name: that of the deployment, or one that the key names."""
    guarded.configure(productionAccounts=[SUBACCOUNT_SID], nonProductionAccounts=[twilio.account_sid])
    signer = twilio.make_key("main", account_sid=SUBACCOUNT_SID)
    guarded.sign_in_to(SUBACCOUNT_SID, apiKey=signer["sid"], apiKeySecret=signer["secret"])
    elsewhere = key("/twilio/messaging/messages/delete", more=f'account_sid="{SUBACCOUNT_SID}", ', name="shop")

    run = guarded.preview(PRODUCTION, DESTROYER + elsewhere, fails=True)

    assert stopping(run) == {"TK204"}
    assert "TK204-advisory" in warning(run)
    assert [run.text.count(f"{name}: it does not accept") for name in ("notifier", "shop")] == [1, 1]


def test_limits_and_levels_are_set(guarded: Guarded) -> None:
    """A limit as a number, a level for production alone, a rule that is off."""
    guarded.configure(
        maxPermissions=1,
        rules={"TK203": {"production": "advisory"}, "TK204": {"production": "disabled"}},
    )
    program = WHOSE + key(SEND, "/twilio/messaging/messages/delete")

    run = guarded.preview(PRODUCTION, program)

    assert "TK203-advisory" in warning(run)
    assert "TK204" not in run.text


def test_an_overlay_makes_permissions_known(guarded: Guarded) -> None:
    """Its path begins in the pack's folder."""
    (guarded.pack / "ours.toml").write_text(
        '[[permissions]]\npermission = "/twilio/serverless/services/read"\nevidence = "listed"\naccess = "read"\n'
        '[[resources]]\nproduct = "serverless"\nresource = "services"\ndescription = "Functions"\n',
        "utf-8",
    )
    guarded.configure(permissionsOverlay="ours.toml")

    run = guarded.preview(PRODUCTION, WHOSE + key("/twilio/serverless/services/read"))

    assert "TK206" not in run.text


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"maxPermisions": 60}, ["maxPermisions"]),
        (
            {"waivers": "gone.toml", "permissionsOverlay": "gone-too.toml"},
            ["gone.toml cannot be read", "gone-too.toml cannot be read"],
        ),
        ({"rules": {"TK202": {"elsewhere": "disabled"}}}, ["rules.TK202"]),
    ],
    ids=["unknown name", "missing files", "fixed rule"],
)
def test_wrong_settings_stop_every_deployment(
    guarded: Guarded, twilio: LocalTwilio, settings: dict[str, Any], says: list[str]
) -> None:
    """A development stack too: all that is wrong is listed, and no rule is applied."""
    guarded.configure(**settings)

    run = guarded.up(DEVELOPMENT, WHOSE + key(SEND, "/twilio/iam/api-keys/create"), fails=True)

    assert stopping(run) == {"settings", "rules-applied"}
    assert [part for part in says if part not in run.text] == []
    assert twilio.requests() == []


@pytest.mark.parametrize(
    "settings",
    [{"settings": {"maxPermissions": 0}}, {"setings": {"maxPermissions": 50}}],
    ids=["against the schema", "unknown policy"],
)
def test_the_engine_refuses_what_the_schema_does(guarded: Guarded, settings: dict[str, Any]) -> None:
    """The policy `settings` has a schema; a policy that does not exist has no settings."""
    guarded.settings = settings

    run = guarded.preview(DEVELOPMENT, WHOSE + key(SEND), fails=True)

    assert "polic" in run.text
    assert "config" in run.text


@pytest.mark.parametrize("level", ["disabled", "advisory"])
def test_no_deployment_goes_unjudged(guarded: Guarded, level: str) -> None:
    """To disable the policy of the settings, or to make it warn only, stops the deployment."""
    guarded.settings = {"settings": {"enforcementLevel": level, "nonsense": True}}

    run = guarded.preview(DEVELOPMENT, WHOSE + key(SEND), fails=True)

    assert stopping(run) == {"rules-applied"}


def test_a_waivers_file_that_says_nonsense_stops_every_deployment(guarded: Guarded) -> None:
    """The file beside the pack is read without being named, and must be right."""
    guarded.waive('[[waivers]]\nrule = "TK204"\n')

    run = guarded.preview(DEVELOPMENT, WHOSE + key(SEND), fails=True)

    assert "settings" in stopping(run)
    assert "waivers.toml cannot be used" in run.text
