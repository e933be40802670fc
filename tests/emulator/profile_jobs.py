"""The job of each profile, done through twilio-python.

A job takes a client that holds the profile's grant, and one of the owner, who makes what has to be there before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from twilio.rest import Client

from tests.emulator.audit_job import audit
from tests.emulator.voice_jobs import calls_without_recordings, intelligence, recordings, sip

HERE, THERE = "+15005550006", "+15005550001"
HOOK = "https://example.com/hook"


def _place_call(client: Client) -> Any:
    return client.calls.create(to=THERE, from_=HERE, url=HOOK)


def _send_sms(client: Client) -> Any:
    return client.messages.create(to=THERE, from_=HERE, body="Your order is on its way.")


def _call_reporting(client: Client, owner: Client) -> None:
    placed = _place_call(owner)
    assert [call.sid for call in client.calls.list(limit=20)] == [placed.sid]
    assert client.calls(placed.sid).fetch().to == THERE


def _message_reporting(client: Client, owner: Client) -> None:
    sent = _send_sms(owner)
    assert [message.sid for message in client.messages.list(limit=20)] == [sent.sid]
    assert client.messages(sent.sid).fetch().body == sent.body


def _send_and_track_sms(client: Client, owner: Client) -> None:
    sent = _send_sms(client)
    assert client.messages(sent.sid).fetch().status


def _event_streams(client: Client, owner: Client) -> None:
    events = client.events.v1
    events.event_types.list(limit=20)
    events.schemas("Messaging.MessageStatus").versions.list(limit=1)
    sink = events.sinks.create(description="log", sink_configuration={"destination": HOOK}, sink_type="webhook")
    assert sink.sid in {each.sid for each in events.sinks.list(limit=20)}
    events.sinks(sink.sid).fetch()
    events.sinks(sink.sid).update(description="the log")
    events.sinks(sink.sid).sink_test.create()
    made = events.subscriptions.create(description="all", sink_sid=sink.sid, types=[{"type": "one"}])
    assert made.sid in {each.sid for each in events.subscriptions.list(limit=20)}
    subscription = events.subscriptions(made.sid)
    subscription.fetch()
    subscription.update(description="most")
    subscription.subscribed_events.create(type="two", schema_version=1)
    subscription.subscribed_events.list(limit=20)
    subscription.subscribed_events("two").fetch()
    subscription.subscribed_events("two").update(schema_version=2)
    subscription.subscribed_events("two").delete()
    subscription.delete()
    events.sinks(sink.sid).delete()


def _incident_response(client: Client, owner: Client) -> None:
    stolen = _make_key(owner)
    placed = _place_call(owner)
    for alert in client.monitor.v1.alerts.list(limit=5):
        alert.fetch()
    client.monitor.v1.alerts("NO" + "a1" * 16).fetch()
    client.monitor.v1.events.list(limit=5)
    client.monitor.v1.events("AE" + "a1" * 16).fetch()
    client.messages.list(limit=20)
    for call in client.calls.list(limit=20):
        client.calls(call.sid).update(status="completed")
    assert owner.calls(placed.sid).fetch().status == "completed"
    assert stolen.sid in {key.sid for key in client.iam.v1.get_api_keys.list(account_sid=owner.account_sid)}
    client.iam.v1.api_key(stolen.sid).fetch()
    client.iam.v1.api_key(stolen.sid).delete()


def _make_key(client: Client) -> Any:
    return client.iam.v1.new_api_key.create(
        account_sid=client.account_sid,
        friendly_name="order-notifier",
        key_type="restricted",
        policy={"allow": ["/twilio/messaging/messages/create"]},
    )


def _key_manager(client: Client, owner: Client) -> None:
    made = _make_key(client)
    assert client.iam.v1.api_key(made.sid).fetch().policy["allow"]
    client.iam.v1.api_key(made.sid).update(friendly_name="orders")
    assert made.sid in {key.sid for key in client.iam.v1.get_api_keys.list(account_sid=client.account_sid)}
    client.iam.v1.api_key(made.sid).delete()


def _messaging_services(client: Client, owner: Client) -> None:
    number = owner.incoming_phone_numbers.create(phone_number=HERE)
    services = client.messaging.v1.services
    made = services.create(friendly_name="orders")
    assert made.sid in {each.sid for each in services.list(limit=20)}
    service = services(made.sid)
    service.fetch()
    service.update(inbound_request_url=HOOK)
    for senders, given in (
        (service.phone_numbers, {"phone_number_sid": number.sid}),
        (service.short_codes, {"short_code_sid": "SC" + "a1" * 16}),
        (service.alpha_senders, {"alpha_sender": "Orders"}),
        (service.destination_alpha_senders, {"alpha_sender": "Orders"}),
    ):
        sender = senders.create(**given)
        assert sender.sid in {each.sid for each in senders.list(limit=20)}
        senders(sender.sid).fetch()
        senders(sender.sid).delete()
    owner.messaging.v1.services(made.sid).channel_senders.create(sid="XE" + "a1" * 16)
    for channel_sender in service.channel_senders.list(limit=20):
        channel_sender.fetch()
    service.us_app_to_person_usecases.fetch()
    _campaign(service)
    service.delete()


def _campaign(service: Any) -> None:
    campaign = service.us_app_to_person.create(
        brand_registration_sid="BN" + "a1" * 16,
        description="Status of orders that a customer placed",
        message_flow="Customers tick a box when they order",
        message_samples=["Your order is on its way.", "Your order was delivered."],
        us_app_to_person_usecase="ACCOUNT_NOTIFICATION",
        has_embedded_links=False,
        has_embedded_phone=False,
    )
    service.us_app_to_person.list(limit=20)
    service.us_app_to_person(campaign.sid).fetch()
    service.us_app_to_person(campaign.sid).delete()


def _number_buying(client: Client, owner: Client) -> None:
    owned = {number.phone_number for number in client.incoming_phone_numbers.list(limit=20)}
    for offered in client.available_phone_numbers("US").local.list(limit=1):
        bought = client.incoming_phone_numbers.create(phone_number=offered.phone_number, sms_url=HOOK)
        assert bought.phone_number not in owned


def _studio_execution(client: Client, owner: Client) -> None:
    flow = owner.studio.v2.flows.create(friendly_name="survey", status="published", definition={"states": []})
    executions = client.studio.v2.flows(flow.sid).executions
    started = executions.create(to=THERE, from_=HERE, parameters={"order": 7})
    assert executions(started.sid).fetch().status
    executions(started.sid).steps.list(limit=20)
    executions(started.sid).execution_context().fetch()


def _taskrouter_dispatch(client: Client, owner: Client) -> None:
    workspace = owner.taskrouter.v1.workspaces.create(friendly_name="support")
    workflow = owner.taskrouter.v1.workspaces(workspace.sid).workflows.create("all", configuration="{}")
    tasks = client.taskrouter.v1.workspaces(workspace.sid).tasks
    task = tasks.create(attributes='{"order": 7}', workflow_sid=workflow.sid)
    assert tasks(task.sid).fetch().attributes == task.attributes
    tasks(task.sid).update(assignment_status="canceled", reason="solved")


def _taskrouter_worker(client: Client, owner: Client) -> None:
    workspace = owner.taskrouter.v1.workspaces.create(friendly_name="support")
    made = owner.taskrouter.v1.workspaces(workspace.sid)
    worker, task = made.workers.create("Ada"), made.tasks.create(attributes="{}")
    made.activities.create("Available", available=True)
    desk = client.taskrouter.v1.workspaces(workspace.sid)
    for activity in desk.activities.list(limit=20):
        desk.workers(worker.sid).update(activity_sid=activity.sid)
    assert desk.workers(worker.sid).fetch().friendly_name == "Ada"
    desk.workers(worker.sid).reservations.list(limit=20)
    desk.workers(worker.sid).reservations("WR" + "a1" * 16).update(reservation_status="accepted")
    desk.tasks(task.sid).fetch()


def _usage_reporting(client: Client, owner: Client) -> None:
    client.usage.records.list(limit=5)
    client.usage.records.monthly.list(limit=5)


def _verify_service(client: Client, owner: Client) -> None:
    service = client.verify.v2.services(owner.verify.v2.services.create("shop").sid)
    assert service.verifications.create(to=THERE, channel="sms").status == "pending"
    assert service.verification_checks.create(to=THERE, code="123456").status == "approved"


def _verify_administration(client: Client, owner: Client) -> None:
    verify = client.verify.v2
    made = verify.services.create("shop")
    assert made.sid in {each.sid for each in verify.services.list(limit=20)}
    service = verify.services(made.sid)
    service.fetch()
    service.update(friendly_name="the shop")
    limit = service.rate_limits.create(unique_name="by-address")
    service.rate_limits.list(limit=20)
    service.rate_limits(limit.sid).fetch()
    service.rate_limits(limit.sid).update(description="by the end user's address")
    _buckets(service.rate_limits(limit.sid).buckets)
    service.rate_limits(limit.sid).delete()
    hook = service.webhooks.create(friendly_name="log", event_types=["*"], webhook_url=HOOK)
    service.webhooks.list(limit=20)
    service.webhooks(hook.sid).fetch()
    service.webhooks(hook.sid).update(status="disabled")
    service.webhooks(hook.sid).delete()
    verify.safelist.create(phone_number=THERE)
    verify.safelist(THERE).fetch()
    verify.safelist(THERE).delete()
    verify.templates.list(limit=20)
    service.delete()


def _buckets(buckets: Any) -> None:
    bucket = buckets.create(max=4, interval=60)
    buckets.list(limit=20)
    buckets(bucket.sid).fetch()
    buckets(bucket.sid).update(max=5)
    buckets(bucket.sid).delete()


def _video_meetings(client: Client, owner: Client) -> None:
    room = client.video.v1.rooms(client.video.v1.rooms.create(unique_name="standup").sid)
    assert room.fetch().unique_name == "standup"
    room.participants.list(limit=20)
    room.participants("PA" + "a1" * 16).update(status="disconnected")
    assert room.update(status="completed").status == "completed"


def _voice_without_recordings(client: Client, owner: Client) -> None:
    calls_without_recordings(client, owner)
    intelligence(client, owner)
    sip(client, owner)


JOBS: dict[str, Callable[[Client, Client], Any]] = {
    "call-reporting": _call_reporting,
    "event-streams-administration": _event_streams,
    "incident-response": _incident_response,
    "key-manager": _key_manager,
    "lookup": lambda client, _: client.lookups.v2.phone_numbers(THERE).fetch(),
    "make-calls": lambda client, _: _place_call(client),
    "message-reporting": _message_reporting,
    "messaging-service-administration": _messaging_services,
    "number-buying": _number_buying,
    "read-only-auditor": audit,
    "recording-archiving": recordings,
    "send-and-track-sms": _send_and_track_sms,
    "send-sms": lambda client, _: _send_sms(client),
    "studio-execution": _studio_execution,
    "taskrouter-dispatch": _taskrouter_dispatch,
    "taskrouter-worker": _taskrouter_worker,
    "usage-reporting": _usage_reporting,
    "verify-administration": _verify_administration,
    "verify-service": _verify_service,
    "video-meetings": _video_meetings,
    "voice-calls-without-recordings": calls_without_recordings,
    "voice-intelligence": intelligence,
    "voice-sip": sip,
    "voice-without-recordings": _voice_without_recordings,
}
"""Each job by its profile's name."""
