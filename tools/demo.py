"""`make demo`: deploy the quickstart against a local Twilio and prove, step by step, what its keys can do.

Exit code 0 only if every step was seen to hold; else 1, and the reason on stderr.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from subprocess import TimeoutExpired
from typing import Final

from rich.console import Console
from rich.rule import Rule
from rich.text import Text
from twilio.rest import Client

from tools.sandbox import STACK, CommandError, Sandbox, sandbox
from twilio_keys_component import profile
from twilio_keys_component.twilio_iam import AuthenticationError, Endpoint, MissingPermissionError, TwilioError
from twilio_keys_component.twilio_iam.http import IamHttpClient

PROGRAM: Final = Path("examples/quickstart/__main__.py")
GRANTED: Final = '"/twilio/messaging/messages/create"'
ALSO: Final = '"/twilio/messaging/messages/read"'
OUTSIDE: Final = "/twilio/voice/calls/create"
PACK: Final = "policies"
PRODUCTION: Final = "prod"
CARELESS: Final = """
ApiKey("everything", permissions=["/twilio/messaging/messages/*"], owner="team-orders", purpose="Sends")
ApiKey("legacy", key_type="main", adopt_sid="{sid}", owner="team-orders", purpose="Was made in the Console")
"""
"""What a reviewer may overlook: a wildcard, and a Main key."""

console = Console(highlight=False, soft_wrap=True)


class NotSeenError(Exception):
    """A step of the demo did not show what it must."""


class Demo:
    """The steps, in order, over one sandbox."""

    def __init__(self, box: Sandbox) -> None:
        self._box = box
        self._secrets: set[str] = set()

    def run(self) -> None:
        """Run every step.

        Raises:
            NotSeenError: A step did not hold.
        """
        for number, step in enumerate(
            (
                self.deploy,
                self.prove,
                self.deploy_again,
                self.change,
                self.drift,
                self.tighten,
                self.guard,
                self.hide,
                self.destroy,
            ),
            start=1,
        ):
            console.print(Rule(f"{number}. {(step.__doc__ or '').splitlines()[0]}", align="left", style="cyan"))
            step()

    def deploy(self) -> None:
        """Three keys, each with exactly what it needs."""
        self._show("up", "--yes", "--skip-preview")
        outputs = self._box.outputs()
        self._secrets |= {outputs["notifier_secret"], outputs["reporting_environment"]["TWILIO_API_KEY_SECRET"]}
        keys = self._box.control("GET", "keys")
        kinds = sorted(key["kind"] for key in keys)
        _see(kinds == ["restricted", "restricted", "standard"], "Twilio has two restricted keys and a standard one")
        posts = [(call["method"], call["path"]) for call in self._box.control("GET", "requests")]
        _see(posts == [("POST", "/v1/Keys")] * 3, "each was made with one HTTP request")

    def prove(self) -> None:
        """What the notifier's key may do, and what it may not."""
        client = self._notifier()
        message = client.messages.create(to="+15005550006", from_="+15005550001", body="Your order is on its way")
        _see(message.sid.startswith("SM"), f"sending passes: message {message.sid}")
        _see_refused(lambda: client.messages(message.sid).fetch(), "messaging/messages/read")
        _see_refused(
            lambda: client.calls.create(to="+15005550006", from_="+15005550001", url="http://a.example"), "calls"
        )

    def deploy_again(self) -> None:
        """Nothing changed, nothing to do."""
        self._box.control("DELETE", "requests")
        printed = self._show("up", "--yes", "--skip-preview")
        _see("4 unchanged" in printed, "all unchanged")
        _see(self._box.control("GET", "requests") == [], "and not one request to Twilio")

    def change(self) -> None:
        """One more permission, as a reviewer sees it."""
        program = self._box.folder / PROGRAM
        program.write_text(program.read_text().replace(f"[{GRANTED}]", f"[{GRANTED}, {ALSO}]"))
        printed = self._show("preview", "--diff")
        added = [line.strip() for line in printed.splitlines() if line.strip().startswith("+ ")]
        _see(len(added) == 1 and ALSO.strip('"') in added[0], "exactly one + line, and it names the permission")
        self._show("up", "--yes", "--skip-preview")
        client = self._notifier()
        sent = client.messages.create(to="+15005550006", from_="+15005550001", body="It has arrived")
        _see(client.messages(sent.sid).fetch().body == "It has arrived", "the same key can read a message now")

    def drift(self) -> None:
        """Somebody widens the key in the Console, and a refresh tells."""
        sid = self._box.outputs()["notifier_sid"]
        granted = [GRANTED.strip('"'), ALSO.strip('"'), OUTSIDE]
        self._box.control("PATCH", f"keys/{sid}", {"permissions": granted})
        _call(self._notifier())
        console.print(f"  [dim](the emulator's key {sid} now also has {OUTSIDE})[/]")
        printed = self._show("refresh", "--yes", "--skip-preview")
        _see(f"granted outside the code: {OUTSIDE}" in printed, "the refresh names what was granted outside")

    def tighten(self) -> None:
        """The next update takes it away again."""
        printed = self._show("preview", "--diff")
        removed = [line.strip() for line in printed.splitlines() if line.strip().startswith("- ")]
        _see(len(removed) == 1 and OUTSIDE in removed[0], "exactly one - line, and it names the permission")
        self._show("up", "--yes", "--skip-preview")
        client = self._notifier()
        _see_refused(
            lambda: client.calls.create(to="+15005550006", from_="+15005550001", url="http://a.example"), "calls"
        )

    def guard(self) -> None:
        """A wildcard and a Main key are stopped in production."""
        main, signer = (
            self._box.control("POST", "keys", {"friendly_name": "made-in-the-console", **key})
            for key in (
                {"kind": "main"},
                {"kind": "restricted", "permissions": [str(p) for p in profile("key-manager")]},
            )
        )
        self._secrets |= {main["secret"], signer["secret"]}
        program = self._box.folder / PROGRAM
        reviewed = program.read_text()
        program.write_text(reviewed + CARELESS.format(sid=main["sid"]))
        self._box.control("DELETE", "requests")
        told = self._refusal(signer)
        _see("TK201" in told and "everything" in told, "TK201 stops the wildcard")
        _see("TK101" in told and "legacy" in told, "TK101 stops the Main key")
        _see(self._box.control("GET", "requests") == [], "and not one request reached Twilio")
        program.write_text(reviewed)
        for key in (main, signer):
            self._box.control("DELETE", f"keys/{key['sid']}")

    def _refusal(self, signer: dict[str, str]) -> str:
        """What the policy pack says in a new production stack that signs in with that key."""
        environment = self._box.environment | {
            "PULUMI_STACK": PRODUCTION,
            "TWILIO_API_KEY": signer["sid"],
            "TWILIO_API_KEY_SECRET": signer["secret"],
        }
        del environment["TWILIO_AUTH_TOKEN"]
        box = replace(self._box, environment=environment)
        box.pulumi("stack", "init", PRODUCTION, "--no-select")
        box.pulumi("config", "set", "twilio-keys:endpoint", box.emulator.url)
        command = ("up", "--yes", "--policy-pack")
        console.print(Text(f"  $ pulumi {' '.join(command)} {PACK}  (stack {PRODUCTION})", style="bold"))
        try:
            box.pulumi(*command, str(Path(PACK).absolute()))
        except CommandError as error:
            told = "\n".join(_mandatory(str(error).partition("Policies:")[2]))
        else:
            raise NotSeenError("expected, and not seen: the policy pack stops the update")
        console.print(Text(told, style="dim"))
        return told

    def hide(self) -> None:
        """No secret was printed or lies in the state in the clear."""
        written = [path.read_bytes() for path in self._box.folder.parent.rglob("*") if path.is_file()]
        printed = "".join(self._box.printed).encode()
        found = [secret for secret in self._secrets if any(secret.encode() in text for text in (*written, printed))]
        _see(len(self._secrets) == 4 and not found, f"{len(written)} files and all output searched: none")

    def destroy(self) -> None:
        """All taken down."""
        client = self._notifier()
        self._show("destroy", "--yes", "--skip-preview")
        _see(self._box.control("GET", "keys") == [], "no key is left at Twilio")
        try:
            client.messages.list(limit=1)
        except AuthenticationError:
            _see(True, "and the notifier's key signs in no more")  # noqa: FBT003 - seen just now
        else:
            _see(False, "the notifier's key is refused")  # noqa: FBT003 - it was not

    def _notifier(self) -> Client:
        outputs = self._box.outputs()
        return Client(
            outputs["notifier_sid"],
            outputs["notifier_secret"],
            self._box.emulator.account_sid,
            http_client=IamHttpClient(Endpoint.parse(self._box.emulator.url)),
            environment={"_": ""},
        )

    def _show(self, *arguments: str) -> str:
        console.print(Text(f"  $ pulumi {' '.join(arguments)}", style="bold"))
        printed = self._box.pulumi(*arguments)
        shown = (line for line in printed.splitlines() if line.strip() and not line.startswith("@"))
        console.print(Text("\n".join(f"    {line}" for line in shown), style="dim"))
        return printed


def main() -> int:
    """Run the demo from the repository's root and give the exit code."""
    os.chdir(Path(__file__).parents[1])
    console.print(f"A local Twilio, a Pulumi stack named {STACK!r}, and all of it gone at the end.\n")
    try:
        with sandbox(copy=(Path("Pulumi.yaml"), Path("examples/quickstart"))) as box:
            Demo(box).run()
    except (TwilioError, CommandError, NotSeenError, TimeoutExpired) as error:
        print(f"\nThe demo failed: {error}", file=sys.stderr)
        return 1
    console.print("\n[bold green]Every step was seen to hold.[/] Next: README.md, and your own keys.")
    return 0


def _mandatory(policies: str) -> Iterator[str]:
    """What the engine prints about the policies that stop an update."""
    is_shown = False
    for line in policies.partition("Diagnostics:")[0].splitlines():
        is_shown = "[mandatory]" in line or (is_shown and "[advisory]" not in line)
        if is_shown and line.strip():
            yield line


def _call(client: Client) -> None:
    client.calls.create(to="+15005550006", from_="+15005550001", url="https://shop.example/voice")


def _see(holds: bool, what: str) -> None:  # noqa: FBT001 - reads as «see (this), that»
    if not holds:
        raise NotSeenError(f"expected, and not seen: {what}")
    console.print(f"  [green]✓[/] {what}")


def _see_refused(call: Callable[[], object], permission: str) -> None:
    try:
        call()
    except MissingPermissionError as error:
        _see(permission in error.message, f"refused by Twilio: {error.message}")
    else:
        raise NotSeenError(f"expected, and not seen: a call without {permission} is refused")


if __name__ == "__main__":
    sys.exit(main())
