"""What was made through the API can be read back: calls, recordings, services, workspaces, flows, content."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

PHONE = "+15005550006"
ACCOUNT = "api.twilio.com/2010-04-01/Accounts"
NOTHING = "e0" * 16


def _call(client: Client, **options: Any) -> Any:
    return client.calls.create(to=PHONE, from_=PHONE, url="https://example.com", **options)


def _is_gone(ask: Callable[[], Any]) -> bool:
    with pytest.raises(TwilioRestException) as gone:
        ask()
    return (gone.value.status, gone.value.code) == (404, 20404)


@pytest.mark.parametrize("status", ["completed", "canceled"])
def test_call_can_be_ended(client: Client, status: str) -> None:
    """A call can be ended in two ways, and is found by its status then."""
    call = _call(client)
    assert client.calls(call.sid).update(status=status).status == status
    assert [found.sid for found in client.calls.list(status=status)] == [call.sid]


def test_call_gets_other_instructions_and_stays(client: Client) -> None:
    """New instructions leave a call as it is."""
    assert client.calls(_call(client).sid).update(url="https://example.com/2").status == "queued"


def test_call_cannot_be_rung(ask: Any, client: Client, owner: Any, fails: Any) -> None:
    """Another status is refused."""
    path = f"{ACCOUNT}/{owner[0]}/Calls/{_call(client).sid}.json"
    answer = ask("POST", path, auth=owner, data={"Status": "ringing"})
    fails(answer, 400, 20001, "a call's Status can only be 'canceled' or 'completed'")


def test_recording_of_a_call_is_seen_from_everywhere(client: Client) -> None:
    """A recording is one thing under its call and under the account."""
    call, other = _call(client), _call(client)
    recording = client.calls(call.sid).recordings.create()
    assert (recording.status, recording.call_sid) == ("in-progress", call.sid)
    assert client.recordings(recording.sid).fetch().date_created == recording.date_created
    assert client.calls(call.sid).recordings(recording.sid).update(status="stopped").status == "stopped"
    lists = [client.recordings, client.calls(call.sid).recordings, client.calls(other.sid).recordings]
    assert [[found.sid for found in view.list()] for view in lists] == [[recording.sid], [recording.sid], []]
    assert [found.sid for found in client.recordings.list(call_sid=other.sid)] == []
    assert client.recordings(recording.sid).delete()
    assert _is_gone(client.calls(call.sid).recordings(recording.sid).fetch)


def test_recording_needs_a_call(client: Client) -> None:
    """Below a call that is not there nothing can be made, and nothing is listed."""
    recordings = client.calls(f"CA{NOTHING}").recordings
    assert _is_gone(recordings.create)
    assert _is_gone(recordings(f"RE{NOTHING}").fetch)


def test_recorded_call_has_a_recording(client: Client) -> None:
    """A call that is made with `Record=true` has one from the start."""
    call = _call(client, record=True)
    assert [found.call_sid for found in client.recordings.list()] == [call.sid]


def test_recorded_conference_has_recordings(client: Client) -> None:
    """A participant can be recorded, and the conference; both are recordings of the conference."""
    conference = client.conferences(f"CF{NOTHING}")
    made = conference.participants.create(from_=PHONE, to=PHONE, record=True, conference_record="record-from-start")
    assert (made.status, made.call_sid[:2], made.conference_sid) == ("queued", "CA", f"CF{NOTHING}")
    assert [found.call_sid for found in conference.recordings.list()] == [made.call_sid, None]
    assert conference.participants(made.call_sid).update(muted=True).muted is True
    assert [found.muted for found in conference.participants.list()] == [True]


def test_conference_that_nobody_made_is_there(client: Client) -> None:
    """Conferences begin with a call: one that is asked for is made up, the same each time, and in no list."""
    one, two = (client.conferences(f"CF{NOTHING}").fetch() for _ in range(2))
    assert (one.sid, one.date_created) == (two.sid, two.date_created)
    assert client.conferences.list() == []
    assert client.conferences(f"CF{NOTHING}").update(status="completed").status == "completed"
    assert [found.status for found in client.conferences.list(status="completed")] == ["completed"]


def test_caller_id_is_verified_at_once(client: Client) -> None:
    """What is validated is a caller id without a call."""
    asked = client.validation_requests.create(phone_number=PHONE, friendly_name="mine")
    assert asked.call_sid.startswith("CA")
    assert [(found.phone_number, found.sid[:2]) for found in client.outgoing_caller_ids.list()] == [(PHONE, "PN")]


def test_caller_id_needs_a_number(ask: Any, owner: Any, fails: Any) -> None:
    """Without a number nothing is validated."""
    answer = ask("POST", f"{ACCOUNT}/{owner[0]}/OutgoingCallerIds.json", auth=owner)
    fails(answer, 400, 21201, "No 'PhoneNumber' is specified")


def test_messaging_service_has_senders(client: Client) -> None:
    """Numbers and names are put into a service and taken out again; a number shows what it is."""
    service = client.messaging.v1.services.create(friendly_name="shop", use_inbound_webhook_on_number=True)
    number = client.incoming_phone_numbers.create(phone_number=PHONE)
    sender = client.messaging.v1.services(service.sid).phone_numbers.create(phone_number_sid=number.sid)
    assert (sender.sid, sender.phone_number, sender.service_sid) == (number.sid, PHONE, service.sid)
    alpha = client.messaging.v1.services(service.sid).alpha_senders.create(alpha_sender="shop")
    assert [found.alpha_sender for found in client.messaging.v1.services(service.sid).alpha_senders.list()] == ["shop"]
    assert client.messaging.v1.services(service.sid).alpha_senders(alpha.sid).delete()
    assert client.messaging.v1.services(service.sid).phone_numbers(number.sid).delete()
    assert client.incoming_phone_numbers(number.sid).fetch().phone_number == PHONE
    assert client.messaging.v1.services(service.sid).fetch().use_inbound_webhook_on_number is True


def test_workspace_holds_its_own_things(client: Client) -> None:
    """Workers, activities, queues, workflows and tasks belong to one workspace."""
    one, two = (client.taskrouter.v1.workspaces.create(friendly_name=name) for name in "ab")
    space = client.taskrouter.v1.workspaces(one.sid)
    worker = space.workers.create(friendly_name="x", attributes='{"a": 1}')
    activity = space.activities.create(friendly_name="busy", available=False)
    queue = space.task_queues.create(friendly_name="q")
    workflow = space.workflows.create(friendly_name="w", configuration='{"b": 2}')
    task = space.tasks.create(attributes='{"c": 3}', workflow_sid=workflow.sid)
    assert (worker.attributes, workflow.configuration, task.attributes) == ('{"a": 1}', '{"b": 2}', '{"c": 3}')
    assert (activity.friendly_name, activity.available, queue.workspace_sid) == ("busy", False, one.sid)
    assert space.tasks(task.sid).update(assignment_status="canceled").assignment_status == "canceled"
    assert space.workers(worker.sid).fetch().date_created == worker.date_created
    assert client.taskrouter.v1.workspaces(two.sid).workers.list() == []
    assert client.taskrouter.v1.workspaces(one.sid).delete()
    assert _is_gone(space.workers(worker.sid).fetch)


def test_flow_grows_a_revision_with_each_update(client: Client) -> None:
    """A flow keeps its definition as an object; both versions of Studio show it."""
    flows = client.studio.v2.flows
    flow = flows.create(friendly_name="f", status="draft", definition={"states": [1]}, commit_message="one")
    assert (flow.revision, flow.definition, flow.valid) == (1, {"states": [1]}, True)
    assert flows(flow.sid).update(status="published", definition={"states": [2]}).revision == 2
    assert client.studio.v1.flows(flow.sid).fetch().version == 2
    assert [(one.revision, one.definition) for one in flows(flow.sid).revisions.list()] == [
        (2, {"states": [2]}),
        (1, {"states": [1]}),
    ]
    assert flows(flow.sid).revisions("1").fetch().commit_message == "one"
    assert client.studio.v2.flow_validate.update(friendly_name="f", status="draft", definition={}).valid


def test_execution_keeps_what_it_was_given(client: Client) -> None:
    """An execution stays active until it is ended, with its parameters in its context."""
    flow = client.studio.v2.flows.create(friendly_name="f", status="draft", definition={})
    executions = client.studio.v2.flows(flow.sid).executions
    made = executions.create(to=PHONE, from_=PHONE, parameters={"order": 7})
    assert (made.status, made.contact_channel_address) == ("active", PHONE)
    assert executions(made.sid).execution_context().fetch().context == {"flow": {"data": {"order": 7}}}
    assert executions(made.sid).update(status="ended").status == "ended"
    assert [found.sid for found in client.studio.v1.flows(flow.sid).executions.list()] == [made.sid]


@pytest.mark.parametrize(
    ("data", "message"),
    [({}, "To is required"), ({"To": "+1", "Parameters": "{"}, "Parameters must be a JSON object")],
)
def test_bad_execution_is_refused(
    ask: Any, client: Client, owner: Any, fails: Any, data: dict[str, str], message: str
) -> None:
    """An execution needs somebody to reach, and parameters that are JSON."""
    flow = client.studio.v2.flows.create(friendly_name="f", status="draft", definition={})
    fails(ask("POST", f"studio.twilio.com/v2/Flows/{flow.sid}/Executions", auth=owner, data=data), 400, 20001, message)


def test_operator_is_attached_and_detached(client: Client) -> None:
    """A service of Intelligence shows the operators that were attached to it."""
    service = client.intelligence.v2.services.create(unique_name="i")
    operator = client.intelligence.v2.custom_operators.create(friendly_name="o", operator_type="extract", config={})
    attachment = client.intelligence.v2.operator_attachment(service.sid, operator.sid)
    assert attachment.create().operator_sid == operator.sid
    assert client.intelligence.v2.operator_attachments(service.sid).fetch().operator_sids == [operator.sid]
    assert attachment.delete()
    assert client.intelligence.v2.operator_attachments(service.sid).fetch().operator_sids == []
    assert client.intelligence.v2.operators(operator.sid).fetch().friendly_name == "o"


def test_json_is_taken_as_it_is(ask: Any, owner: Any) -> None:
    """An API that takes JSON gives back what it was given."""
    types = {"twilio/text": {"body": "true"}}
    made = ask("POST", "content.twilio.com/v1/Content", auth=owner, json={"language": "en", "types": types})
    assert (made.status_code, made.json()["types"]) == (201, types)
    again = ask("PUT", f"content.twilio.com/v1/Content/{made.json()['sid']}", auth=owner, json={"language": "de"})
    assert (again.json()["language"], again.json()["types"]) == ("de", types)


@pytest.mark.parametrize("body", ["{", "[]", '"text"', "[" * 100_000])
def test_json_that_is_no_object_is_20001(ask: Any, owner: Any, fails: Any, body: str) -> None:
    """A body that says it is JSON must be an object."""
    headers = {"Content-Type": "application/json"}
    answer = ask("POST", "content.twilio.com/v1/Content", auth=owner, data=body, headers=headers)
    fails(answer, 400, 20001, "the body must be a JSON object in UTF-8, without NaN and not nested too deep")


def test_thing_is_found_by_its_unique_name(client: Client) -> None:
    """A unique name stands for the sid in a path, also for what lies below."""
    service = client.sync.v1.services.create(friendly_name="s")
    documents = client.sync.v1.services(service.sid).documents
    made = documents.create(unique_name="cart", data={"items": [1]})
    assert documents("cart").fetch().sid == made.sid
    assert made.data == {"items": [1]}


def test_settings_are_there_and_keep_what_was_set(client: Client) -> None:
    """What there is one of needs nobody to make it, and keeps what was set."""
    settings = client.insights.v1.settings()
    assert settings.fetch().voice_trace is None
    assert settings.update(voice_trace=True).voice_trace is True
    assert settings.fetch().voice_trace is True


def test_dates_are_written_as_each_api_does(ask: Any, owner: Any) -> None:
    """RFC 2822 in 2010-04-01, ISO 8601 elsewhere."""
    queue = ask("POST", f"{ACCOUNT}/{owner[0]}/Queues.json", auth=owner, data={"FriendlyName": "q"}).json()
    trunk = ask("POST", "trunking.twilio.com/v1/Trunks", auth=owner).json()
    datetime.strptime(queue["date_created"], "%a, %d %b %Y %H:%M:%S %z")
    assert datetime.strptime(trunk["date_created"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).year >= 2016


def test_addresses_name_the_thing(ask: Any, owner: Any) -> None:
    """A new thing's address is that of its own, a fetched one's the path that was asked."""
    queue = ask("POST", f"{ACCOUNT}/{owner[0]}/Queues.json", auth=owner, data={"FriendlyName": "q"}).json()
    trunk = ask("POST", "trunking.twilio.com/v1/Trunks", auth=owner).json()
    assert queue["uri"] == f"/2010-04-01/Accounts/{owner[0]}/Queues/{queue['sid']}.json"
    assert trunk["url"] == f"https://trunking.twilio.com/v1/Trunks/{trunk['sid']}"
    assert ask("GET", f"trunking.twilio.com/v1/Trunks/{trunk['sid']}", auth=owner).json()["url"] == trunk["url"]


def test_lists_of_new_things_have_pages(client: Client) -> None:
    """twilio-python follows the links of a list, newest first."""
    made = [client.verify.v2.services.create(friendly_name=str(number)).sid for number in range(5)]
    assert [found.sid for found in client.verify.v2.services.list(page_size=2)] == made[::-1]


def test_parameter_that_comes_twice_is_a_list(ask: Any, client: Client, owner: Any) -> None:
    """A form says a list by repeating a name."""
    service = client.verify.v2.services.create(friendly_name="v")
    path = f"verify.twilio.com/v2/Services/{service.sid}/Webhooks"
    events = ["factor.created", "factor.verified"]
    made = ask("POST", path, auth=owner, data={"EventTypes": events, "FriendlyName": "true"}).json()
    assert (made["event_types"], made["friendly_name"]) == (events, "true")


def test_text_in_an_object_stays_text_where_it_is_no_json(ask: Any, owner: Any) -> None:
    """A definition that is no JSON is kept as it came."""
    data = {"FriendlyName": "f", "Status": "draft", "Definition": "{"}
    assert ask("POST", "studio.twilio.com/v2/Flows", auth=owner, data=data).json()["definition"] == "{"


def test_things_of_a_region_stay_there(ask: Any, owner: Any) -> None:
    """A service made in Dublin is not seen in Sydney or in us1; us1 has a name with an edge as well."""
    hosts = [f"verify.{place}twilio.com" for place in ("dublin.ie1.", "sydney.au1.", "ashburn.us1.", "")]
    made = ask("POST", f"{hosts[0]}/v2/Services", auth=owner, data={"FriendlyName": "v"}).json()
    assert made["url"] == f"https://{hosts[0]}/v2/Services/{made['sid']}"
    ask("POST", f"{hosts[2]}/v2/Services", auth=owner, data={"FriendlyName": "w"})
    counts = [len(ask("GET", f"{host}/v2/Services", auth=owner).json()["services"]) for host in hosts]
    assert counts == [1, 0, 1, 1]


def test_reset_takes_all_things_away(ask: Any, client: Client) -> None:
    """After a reset nothing that was made is left."""
    client.verify.v2.services.create(friendly_name="v")
    ask("POST", "_emulator/reset")
    assert client.verify.v2.services.list() == []


def test_no_parameter_moves_a_thing(ask: Any, owner: Any, stranger: str) -> None:
    """Sid and account are Twilio's: a parameter of that name changes neither."""
    data = {"Sid": f"TK{NOTHING}", "AccountSid": stranger}
    made = ask("POST", "trunking.twilio.com/v1/Trunks", auth=owner, data=data).json()
    again = ask("POST", f"trunking.twilio.com/v1/Trunks/{made['sid']}", auth=owner, data=data).json()
    assert (made["sid"] != data["Sid"], made["account_sid"]) == (True, owner[0])
    assert (again["sid"], again["account_sid"]) == (made["sid"], owner[0])


def test_name_that_comes_twice_breaks_nothing(ask: Any, client: Client, owner: Any) -> None:
    """A list where one text is expected is a value like another one."""
    path = f"{ACCOUNT}/{owner[0]}/Calls/{_call(client).sid}.json"
    assert ask("POST", path, auth=owner, data={"Status": ["completed", "canceled"]}).json()["code"] == 20001
