"""Operations, each with the twilio-python call that is for it."""

# ruff: noqa: D102 - the name of each property says what was made
from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Final

from twilio.rest import Client
from twilio.rest.content.v1.content import ContentList

PHONE: Final = "+15005550006"
_ACCOUNT: Final = "api.twilio.com/2010-04-01/Accounts/{AccountSid}"
_TWIML: Final = "https://example.com/twiml"
_CONTENT: Final = {"friendly_name": "hi", "language": "en", "types": {"twilio/text": {"body": "hi"}}}


class Made:
    """What the account's owner made, each thing when it is first asked for; the sids."""

    def __init__(self, client: Client) -> None:
        self._client = client

    @cached_property
    def message(self) -> Any:
        return self._client.messages.create(to=PHONE, from_=PHONE, body="hello").sid

    @cached_property
    def call(self) -> Any:
        return self._client.calls.create(to=PHONE, from_=PHONE, url=_TWIML).sid

    @cached_property
    def recording(self) -> Any:
        return self._client.calls(self.call).recordings.create().sid

    @cached_property
    def queue(self) -> Any:
        return self._client.queues.create(friendly_name="q").sid

    @cached_property
    def application(self) -> Any:
        return self._client.applications.create(friendly_name="a").sid

    @cached_property
    def number(self) -> Any:
        return self._client.incoming_phone_numbers.create(area_code="415").sid

    @cached_property
    def service(self) -> Any:
        return self._client.messaging.v1.services.create(friendly_name="s").sid

    @cached_property
    def verify(self) -> Any:
        return self._client.verify.v2.services.create(friendly_name="v").sid

    @cached_property
    def verification(self) -> Any:
        return self._client.verify.v2.services(self.verify).verifications.create(to=PHONE, channel="sms").sid

    @cached_property
    def workspace(self) -> Any:
        return self._client.taskrouter.v1.workspaces.create(friendly_name="w").sid

    @cached_property
    def worker(self) -> Any:
        return self._client.taskrouter.v1.workspaces(self.workspace).workers.create(friendly_name="x").sid

    @cached_property
    def flow(self) -> Any:
        return self._client.studio.v2.flows.create(friendly_name="f", status="draft", definition={"a": 1}).sid

    @cached_property
    def execution(self) -> Any:
        return self._client.studio.v2.flows(self.flow).executions.create(to=PHONE, from_=PHONE).sid

    @cached_property
    def trunk(self) -> Any:
        return self._client.trunking.v1.trunks.create(friendly_name="t").sid

    @cached_property
    def room(self) -> Any:
        return self._client.video.v1.rooms.create(unique_name="r").sid

    @cached_property
    def sink(self) -> Any:
        return self._client.events.v1.sinks.create(
            description="d", sink_configuration={"destination": "https://example.com"}, sink_type="webhook"
        ).sid

    @cached_property
    def content(self) -> Any:
        return self._client.content.v1.contents.create(_content()).sid


def _content() -> Any:
    return ContentList.ContentCreateRequest(_CONTENT)


Call = Callable[[Client, Made], Any]

CASES: Final[dict[str, Call]] = {
    "GET api.twilio.com/2010-04-01/Accounts.json": lambda c, m: c.api.v2010.accounts.list(),
    "GET api.twilio.com/2010-04-01/Accounts/{Sid}.json": lambda c, m: c.api.v2010.accounts(c.account_sid).fetch(),
    f"POST {_ACCOUNT}/Messages.json": lambda c, m: c.messages.create(to=PHONE, from_=PHONE, body="x"),
    f"GET {_ACCOUNT}/Messages.json": lambda c, m: c.messages.list(limit=5),
    f"GET {_ACCOUNT}/Messages/{{Sid}}.json": lambda c, m: c.messages(m.message).fetch(),
    f"POST {_ACCOUNT}/Messages/{{Sid}}.json": lambda c, m: c.messages(m.message).update(body=""),
    f"DELETE {_ACCOUNT}/Messages/{{Sid}}.json": lambda c, m: c.messages(m.message).delete(),
    f"POST {_ACCOUNT}/Messages/{{MessageSid}}/Feedback.json": lambda c, m: c.messages(m.message).feedback.create(),
    f"POST {_ACCOUNT}/Calls.json": lambda c, m: c.calls.create(to=PHONE, from_=PHONE, url=_TWIML),
    f"GET {_ACCOUNT}/Calls.json": lambda c, m: c.calls.list(status="queued"),
    f"GET {_ACCOUNT}/Calls/{{Sid}}.json": lambda c, m: c.calls(m.call).fetch(),
    f"POST {_ACCOUNT}/Calls/{{Sid}}.json": lambda c, m: c.calls(m.call).update(status="completed"),
    f"DELETE {_ACCOUNT}/Calls/{{Sid}}.json": lambda c, m: c.calls(m.call).delete(),
    f"POST {_ACCOUNT}/Calls/{{CallSid}}/Recordings.json": lambda c, m: c.calls(m.call).recordings.create(),
    f"GET {_ACCOUNT}/Calls/{{CallSid}}/Recordings.json": lambda c, m: c.calls(m.call).recordings.list(),
    f"GET {_ACCOUNT}/Calls/{{CallSid}}/Events.json": lambda c, m: c.calls(m.call).events.list(),
    f"GET {_ACCOUNT}/Recordings.json": lambda c, m: c.recordings.list(),
    f"GET {_ACCOUNT}/Recordings/{{Sid}}.json": lambda c, m: c.recordings(m.recording).fetch(),
    f"DELETE {_ACCOUNT}/Recordings/{{Sid}}.json": lambda c, m: c.recordings(m.recording).delete(),
    f"GET {_ACCOUNT}/Conferences.json": lambda c, m: c.conferences.list(),
    f"POST {_ACCOUNT}/Conferences/{{ConferenceSid}}/Participants.json": lambda c, m: c.conferences(
        "CF" + "e0" * 16
    ).participants.create(from_=PHONE, to=PHONE),
    f"GET {_ACCOUNT}/Queues/{{Sid}}.json": lambda c, m: c.queues(m.queue).fetch(),
    f"POST {_ACCOUNT}/Applications.json": lambda c, m: c.applications.create(friendly_name="a"),
    f"POST {_ACCOUNT}/Applications/{{Sid}}.json": lambda c, m: c.applications(m.application).update(sms_url=_TWIML),
    f"GET {_ACCOUNT}/AvailablePhoneNumbers.json": lambda c, m: c.available_phone_numbers.list(),
    f"GET {_ACCOUNT}/AvailablePhoneNumbers/{{CountryCode}}/Local.json": lambda c, m: c.available_phone_numbers(
        "US"
    ).local.list(area_code=415, limit=3),
    f"POST {_ACCOUNT}/IncomingPhoneNumbers.json": lambda c, m: c.incoming_phone_numbers.create(phone_number=PHONE),
    f"GET {_ACCOUNT}/IncomingPhoneNumbers.json": lambda c, m: c.incoming_phone_numbers.list(),
    f"GET {_ACCOUNT}/IncomingPhoneNumbers/{{Sid}}.json": lambda c, m: c.incoming_phone_numbers(m.number).fetch(),
    f"POST {_ACCOUNT}/IncomingPhoneNumbers/{{Sid}}.json": lambda c, m: c.incoming_phone_numbers(m.number).update(
        sms_url=_TWIML
    ),
    f"DELETE {_ACCOUNT}/IncomingPhoneNumbers/{{Sid}}.json": lambda c, m: c.incoming_phone_numbers(m.number).delete(),
    f"GET {_ACCOUNT}/Usage/Records.json": lambda c, m: c.usage.records.list(),
    f"GET {_ACCOUNT}/Usage/Records/ThisMonth.json": lambda c, m: c.usage.records.this_month.list(),
    f"POST {_ACCOUNT}/SIP/Domains.json": lambda c, m: c.sip.domains.create(domain_name="a.sip.twilio.com"),
    "POST iam.twilio.com/v1/Keys": lambda c, m: c.iam.v1.new_api_key.create(c.account_sid),
    "GET iam.twilio.com/v1/Keys": lambda c, m: c.iam.v1.get_api_keys.list(c.account_sid),
    "POST messaging.twilio.com/v1/Services": lambda c, m: c.messaging.v1.services.create(friendly_name="s"),
    "GET messaging.twilio.com/v1/Services/{Sid}": lambda c, m: c.messaging.v1.services(m.service).fetch(),
    "DELETE messaging.twilio.com/v1/Services/{Sid}": lambda c, m: c.messaging.v1.services(m.service).delete(),
    "POST messaging.twilio.com/v1/Services/{ServiceSid}/PhoneNumbers": lambda c, m: c.messaging.v1.services(
        m.service
    ).phone_numbers.create(phone_number_sid=m.number),
    "POST messaging.twilio.com/v1/Services/{ServiceSid}/AlphaSenders": lambda c, m: c.messaging.v1.services(
        m.service
    ).alpha_senders.create(alpha_sender="shop"),
    "POST verify.twilio.com/v2/Services": lambda c, m: c.verify.v2.services.create(friendly_name="v"),
    "GET verify.twilio.com/v2/Services": lambda c, m: c.verify.v2.services.list(),
    "POST verify.twilio.com/v2/Services/{ServiceSid}/Verifications": lambda c, m: c.verify.v2.services(
        m.verify
    ).verifications.create(to=PHONE, channel="sms"),
    "GET verify.twilio.com/v2/Services/{ServiceSid}/Verifications/{Sid}": lambda c, m: (
        c.verify.v2.services(m.verify).verifications(m.verification).fetch()
    ),
    "POST verify.twilio.com/v2/Services/{ServiceSid}/VerificationCheck": lambda c, m: c.verify.v2.services(
        m.verify
    ).verification_checks.create(verification_sid=m.verification, code="123456"),
    "POST verify.twilio.com/v2/Services/{ServiceSid}/RateLimits": lambda c, m: c.verify.v2.services(
        m.verify
    ).rate_limits.create(unique_name="l"),
    "GET lookups.twilio.com/v1/PhoneNumbers/{PhoneNumber}": lambda c, m: c.lookups.v1.phone_numbers(PHONE).fetch(),
    "GET lookups.twilio.com/v2/PhoneNumbers/{PhoneNumber}": lambda c, m: c.lookups.v2.phone_numbers(PHONE).fetch(),
    "POST taskrouter.twilio.com/v1/Workspaces": lambda c, m: c.taskrouter.v1.workspaces.create(friendly_name="w"),
    "GET taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Statistics": lambda c, m: (
        c.taskrouter.v1.workspaces(m.workspace).statistics().fetch()
    ),
    "POST taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Tasks": lambda c, m: c.taskrouter.v1.workspaces(
        m.workspace
    ).tasks.create(attributes='{"a": 1}'),
    "GET taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers": lambda c, m: c.taskrouter.v1.workspaces(
        m.workspace
    ).workers.list(),
    "POST taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers/{Sid}": lambda c, m: (
        c.taskrouter.v1.workspaces(m.workspace).workers(m.worker).update(friendly_name="y")
    ),
    "POST studio.twilio.com/v2/Flows": lambda c, m: c.studio.v2.flows.create(
        friendly_name="f", status="draft", definition={}
    ),
    "POST studio.twilio.com/v2/Flows/{Sid}": lambda c, m: c.studio.v2.flows(m.flow).update(status="published"),
    "POST studio.twilio.com/v2/Flows/{FlowSid}/Executions": lambda c, m: c.studio.v2.flows(m.flow).executions.create(
        to=PHONE, from_=PHONE, parameters={"a": 1}
    ),
    "GET studio.twilio.com/v1/Flows/{FlowSid}/Executions/{Sid}": lambda c, m: (
        c.studio.v1.flows(m.flow).executions(m.execution).fetch()
    ),
    "POST trunking.twilio.com/v1/Trunks": lambda c, m: c.trunking.v1.trunks.create(friendly_name="t"),
    "GET trunking.twilio.com/v1/Trunks/{Sid}": lambda c, m: c.trunking.v1.trunks(m.trunk).fetch(),
    "GET video.twilio.com/v1/Rooms/{Sid}": lambda c, m: c.video.v1.rooms(m.room).fetch(),
    "GET video.twilio.com/v1/Rooms/{RoomSid}/Participants": lambda c, m: c.video.v1.rooms(m.room).participants.list(),
    "POST video.twilio.com/v1/RecordingSettings/Default": lambda c, m: c.video.v1.recording_settings().create(
        friendly_name="x"
    ),
    "GET events.twilio.com/v1/Sinks/{Sid}": lambda c, m: c.events.v1.sinks(m.sink).fetch(),
    "GET content.twilio.com/v1/Content/{Sid}": lambda c, m: c.content.v1.contents(m.content).fetch(),
    "POST content.twilio.com/v1/Content": lambda c, m: c.content.v1.contents.create(_content()),
    "GET insights.twilio.com/v1/Voice/{CallSid}/Summary": lambda c, m: c.insights.v1.calls(m.call).summary().fetch(),
    "GET monitor.twilio.com/v1/Alerts": lambda c, m: c.monitor.v1.alerts.list(),
    "GET pricing.twilio.com/v1/Messaging/Countries/{IsoCountry}": lambda c, m: c.pricing.v1.messaging.countries(
        "US"
    ).fetch(),
    "POST numbers.twilio.com/v2/RegulatoryCompliance/Bundles": lambda c, m: (
        c.numbers.v2.regulatory_compliance.bundles.create(friendly_name="b", email="a@example.com")
    ),
}
"""By method, host and path as the endpoint table writes them."""
