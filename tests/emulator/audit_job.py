"""The job of the auditor: list how an account is set up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from twilio.rest import Client

Asks = Iterator[Callable[[], Any]]


def audit(client: Client, owner: Client) -> None:
    """Ask every question that the profile is for, once. What stands below something is asked of what the owner made."""
    for ask in (*_account(client), *_messaging(client, owner), *_video(client)):
        ask()
    for ask in (*_taskrouter_and_verify(client, owner), *_voice(client, owner), *_sip(client, owner)):
        ask()


def _account(client: Client) -> Asks:
    yield client.usage.records.list
    keys = client.iam.v1
    for key in keys.get_api_keys.list(account_sid=client.account_sid):
        yield keys.api_key(key.sid).fetch
    yield client.accounts.v1.credentials.public_key.list
    yield client.incoming_phone_numbers.list
    yield client.events.v1.subscriptions.list


def _messaging(client: Client, owner: Client) -> Asks:
    sink = owner.events.v1.sinks.create(description="log", sink_configuration={}, sink_type="webhook")
    made = owner.events.v1.subscriptions.create(description="all", sink_sid=sink.sid, types=[{"type": "one"}])
    yield client.events.v1.subscriptions(made.sid).subscribed_events.list
    yield client.content.v1.contents.list
    yield client.messaging.v1.services.list
    yield _whatsapp(client)
    service = client.messaging.v1.services(owner.messaging.v1.services.create("orders").sid)
    yield service.alpha_senders.list
    yield service.channel_senders.list
    yield service.destination_alpha_senders.list
    yield service.phone_numbers.list
    yield service.short_codes.list
    yield service.us_app_to_person.list


def _whatsapp(client: Client) -> Callable[[], Any]:
    return lambda: client.messaging.v2.channels_senders.list(channel="whatsapp")


def _taskrouter_and_verify(client: Client, owner: Client) -> Asks:
    yield client.taskrouter.v1.workspaces.list
    workspace = client.taskrouter.v1.workspaces(owner.taskrouter.v1.workspaces.create("support").sid)
    yield workspace.activities.list
    yield workspace.task_channels.list
    yield workspace.task_queues.list
    yield workspace.workflows.list
    yield client.verify.v2.services.list
    made = owner.verify.v2.services.create("shop")
    limit = owner.verify.v2.services(made.sid).rate_limits.create("by-address")
    service = client.verify.v2.services(made.sid)
    yield service.rate_limits.list
    yield service.rate_limits(limit.sid).buckets.list
    yield service.webhooks.list
    yield client.verify.v2.templates.list


def _video(client: Client) -> Asks:
    yield client.video.v1.composition_hooks.list
    yield client.video.v1.composition_settings().fetch
    yield client.video.v1.recording_settings().fetch


def _voice(client: Client, owner: Client) -> Asks:
    yield client.applications.list
    yield client.queues.list
    yield client.insights.v1.settings().fetch
    yield client.intelligence.v2.custom_operators.list
    yield client.intelligence.v2.services.list
    service = owner.intelligence.v2.services.create(unique_name="orders")
    owner.intelligence.v2.operator_attachment(service.sid, "LY" + "a1" * 16).create()
    yield client.intelligence.v2.operator_attachments(service.sid).fetch
    voice = client.voice.v1
    yield voice.byoc_trunks.list
    yield voice.connection_policies.list
    yield voice.connection_policies(owner.voice.v1.connection_policies.create().sid).targets.list
    yield voice.ip_records.list
    yield voice.source_ip_mappings.list


def _sip(client: Client, owner: Client) -> Asks:
    sip = client.sip
    yield sip.credential_lists.list
    yield sip.credential_lists(owner.sip.credential_lists.create("phones").sid).credentials.list
    yield sip.ip_access_control_lists.list
    yield sip.ip_access_control_lists(owner.sip.ip_access_control_lists.create("office").sid).ip_addresses.list
    yield sip.domains.list
    domain = sip.domains(owner.sip.domains.create("shop.sip.twilio.com").sid)
    yield domain.auth.calls.credential_list_mappings.list
    yield domain.auth.registrations.credential_list_mappings.list
    yield domain.ip_access_control_list_mappings.list
    yield client.trunking.v1.trunks.list
    trunk = client.trunking.v1.trunks(owner.trunking.v1.trunks.create().sid)
    yield trunk.credentials_lists.list
    yield trunk.ip_access_control_lists.list
    yield trunk.origination_urls.list
