"""The jobs of the profiles of Voice: a round through each kind of thing, as far as twilio-python and the catalog go."""

from __future__ import annotations

from typing import Any

from twilio.rest import Client

HERE, THERE = "+15005550006", "+15005550001"
HOOK = "https://example.com/hook"


def recordings(client: Client, owner: Client) -> None:
    """Find, download and delete a recording."""
    call = owner.calls.create(to=THERE, from_=HERE, url=HOOK)
    made = owner.calls(call.sid).recordings.create()
    assert [each.sid for each in client.recordings.list(limit=20)] == [made.sid]
    assert client.recordings(made.sid).fetch().sid == made.sid
    client.recordings(made.sid).delete()


def calls_without_recordings(client: Client, owner: Client) -> None:
    """Every action on calls, conferences, queues, caller ids and apps that twilio-python has."""
    made = client.calls.create(to=THERE, from_=HERE, url=HOOK)
    client.calls.list(limit=20)
    call = client.calls(made.sid)
    call.fetch()
    call.events.list(limit=20)
    call.notifications.list(limit=20)
    call.notifications("NO" + "a1" * 16).fetch()
    call.update(status="completed")
    call.delete()
    client.conferences.list(limit=20)
    conference = client.conferences("CF" + "a1" * 16)
    conference.fetch()
    conference.update(status="completed")
    participant = conference.participants.create(from_=HERE, to=THERE)
    conference.participants.list(limit=20)
    conference.participants(participant.call_sid).fetch()
    conference.participants(participant.call_sid).update(muted=True)
    conference.participants(participant.call_sid).delete()
    _queues(client)
    client.validation_requests.create(phone_number=THERE)
    for caller_id in client.outgoing_caller_ids.list(limit=20):
        caller_id.fetch()
        caller_id.update(friendly_name="the shop")
        caller_id.delete()
    client.transcriptions.list(limit=20)
    client.transcriptions("TR" + "a1" * 16).fetch()
    client.transcriptions("TR" + "a1" * 16).delete()
    _whole_life(client.applications, {"friendly_name": "phone", "voice_url": HOOK}, {"voice_url": HOOK})


def _queues(client: Client) -> None:
    queue = client.queues(client.queues.create(friendly_name="support").sid)
    client.queues.list(limit=20)
    queue.fetch()
    queue.update(max_size=10)
    queue.members.list(limit=20)
    queue.members("Front").fetch()
    queue.members("Front").update(url=HOOK)
    queue.delete()


def intelligence(client: Client, owner: Client) -> None:
    """Insights of a call and of a conference; a service of Voice Intelligence and a transcript."""
    insights = client.insights.v1
    call, conference = insights.calls("CA" + "a1" * 16), insights.conferences("CF" + "a1" * 16)
    call.annotation().fetch()
    call.annotation().update(comment="bad line")
    call.events.list(limit=20)
    call.metrics.list(limit=20)
    call.summary().fetch()
    insights.call_summaries.list(limit=20)
    conference.fetch()
    insights.conferences.list(limit=20)
    conference.conference_participants.list(limit=20)
    conference.conference_participants("CP" + "a1" * 16).fetch()
    insights.settings().fetch()
    insights.settings().update(advanced_features=False)
    _intelligence_services(client)


def _intelligence_services(client: Client) -> None:
    v2 = client.intelligence.v2
    operator = {"friendly_name": "mood", "operator_type": "x", "config": {}}
    mood = _begin(v2.custom_operators, operator)
    v2.operators.list(limit=20)
    v2.operators(mood).fetch()
    for operator_type in v2.operator_type.list(limit=20):
        operator_type.fetch()
    v2.operator_type("EY" + "a1" * 16).fetch()
    v2.prebuilt_operators.list(limit=20)
    v2.prebuilt_operators("LY" + "a1" * 16).fetch()
    service = _begin(v2.services, {"unique_name": "orders"})
    v2.operator_attachment(service, mood).create()
    v2.operator_attachments(service).fetch()
    made = v2.transcripts.create(service_sid=service, channel={})
    v2.transcripts.list(limit=20)
    transcript = v2.transcripts(made.sid)
    transcript.fetch()
    transcript.sentences.list(limit=20)
    transcript.operator_results.list(limit=20)
    transcript.media().fetch()
    transcript.delete()
    v2.operator_attachment(service, mood).delete()
    _end(v2.services, service, {"auto_transcribe": False})
    _end(v2.custom_operators, mood, {"friendly_name": "tone", "config": {}})


def sip(client: Client, owner: Client) -> None:
    """Domains, lists and mappings; a trunk; a trunk of one's own carrier."""
    lists, access = client.sip.credential_lists, client.sip.ip_access_control_lists
    domain = _begin(client.sip.domains, {"domain_name": "shop.sip.twilio.com"})
    logins = _begin(lists, {"friendly_name": "phones"})
    addresses = _begin(access, {"friendly_name": "office"})
    _whole_life(lists(logins).credentials, {"username": "a", "password": "b"}, {"password": "c"})
    address = {"friendly_name": "office", "ip_address": "192.0.2.1"}
    _whole_life(access(addresses).ip_addresses, address, {"friendly_name": "home"})
    mapped, auth = client.sip.domains(domain), client.sip.domains(domain).auth
    for mappings in (
        mapped.credential_list_mappings,
        auth.calls.credential_list_mappings,
        auth.registrations.credential_list_mappings,
    ):
        _whole_life(mappings, {"credential_list_sid": logins}, None)
    for mappings in (mapped.ip_access_control_list_mappings, auth.calls.ip_access_control_list_mappings):
        _whole_life(mappings, {"ip_access_control_list_sid": addresses}, None)
    _trunks(client, logins, addresses)
    _own_carrier(client, domain)
    _end(access, addresses, {"friendly_name": "offices"})
    _end(lists, logins, {"friendly_name": "all phones"})
    _end(client.sip.domains, domain, {"voice_url": HOOK})


def _trunks(client: Client, logins: str, addresses: str) -> None:
    sid = _begin(client.trunking.v1.trunks, {"friendly_name": "office"})
    trunk = client.trunking.v1.trunks(sid)
    url = {"weight": 1, "priority": 1, "enabled": True, "friendly_name": "pbx", "sip_url": "sip:pbx@example.com"}
    _whole_life(trunk.origination_urls, url, {"enabled": False})
    _whole_life(trunk.credentials_lists, {"credential_list_sid": logins}, None)
    _whole_life(trunk.ip_access_control_lists, {"ip_access_control_list_sid": addresses}, None)
    _end(client.trunking.v1.trunks, sid, {"friendly_name": "the office"})


def _own_carrier(client: Client, domain: str) -> None:
    voice = client.voice.v1
    record = _begin(voice.ip_records, {"ip_address": "192.0.2.1"})
    mapping = {"ip_record_sid": record, "sip_domain_sid": domain}
    _whole_life(voice.source_ip_mappings, mapping, {"sip_domain_sid": domain})
    policy = _begin(voice.connection_policies, {"friendly_name": "carrier"})
    target = {"target": "sip:carrier@example.com"}
    _whole_life(voice.connection_policies(policy).targets, target, {"enabled": False})
    _whole_life(voice.byoc_trunks, {"connection_policy_sid": policy}, {"voice_url": HOOK})
    _end(voice.connection_policies, policy, {"friendly_name": "the carrier"})
    _end(voice.ip_records, record, {"friendly_name": "the carrier's"})


def _whole_life(things: Any, given: dict[str, Any], change: dict[str, Any] | None) -> None:
    _end(things, _begin(things, given), change)


def _begin(things: Any, given: dict[str, Any]) -> str:
    """Make one, find and fetch it; give its sid."""
    sid = str(things.create(**given).sid)
    assert sid in {each.sid for each in things.list(limit=20)}
    things(sid).fetch()
    return sid


def _end(things: Any, sid: str, change: dict[str, Any] | None) -> None:
    """Change one, where it can be changed, and delete it."""
    if change is not None:
        things(sid).update(**change)
    things(sid).delete()
