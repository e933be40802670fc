"""What the analysis follows, one way of writing at a time."""

from __future__ import annotations

import textwrap

import pytest

from tests.unit.suggest.ways import CLASSES, FOLLOWED, HEAD, LISTED, Analyse, short


@pytest.mark.parametrize("text", FOLLOWED.values(), ids=FOLLOWED)
def test_ways_to_write_a_call(analyse_text: Analyse, text: str) -> None:
    """However a client reaches its call, the call is found, and nothing is left open."""
    analysis = analyse_text(text)
    assert (short(analysis), analysis.unresolved) == (["messaging/messages/create"], ())


@pytest.mark.parametrize("text", CLASSES.values(), ids=CLASSES)
def test_ways_to_keep_a_client(analyse_text: Analyse, text: str) -> None:
    """However a class holds a client, the calls of its methods are found."""
    analysis = analyse_text(f"from twilio.rest import Client\n{text}")
    assert (short(analysis), analysis.unresolved) == (["messaging/messages/create"], ())


@pytest.mark.parametrize(
    ("text", "permissions"),
    [
        ("m = client.messages.create(to='1')\nm.update(body='')", ["create", "update"]),
        ("for m in client.messages.stream():\n    m.delete()", ["delete", "list"]),
        (
            "async def f():\n    async for m in await client.messages.stream_async():\n        m.delete()",
            ["delete", "list"],
        ),
        ("[m.delete() for m in client.messages.list() if m.sid]", ["delete", "list"]),
        ("sorted(client.messages.list())[0].fetch()", ["list", "read"]),
        ("for m in client.messages.page():\n    m.fetch()", ["list", "read"]),
        ("for m in client.messages.list_with_http_info().data:\n    m.fetch()", ["list", "read"]),
        ("client.messages('SM').fetch().update().delete()", ["delete", "read", "update"]),
        ("client.messages('SM').fetch().status.lower()", ["read"]),
        (
            "client.api.v2010.accounts(s).messages.list()\nclient.api.accounts(s).messages('SM').fetch()",
            ["list", "read"],
        ),
        ("client.request('GET', 'https://api.twilio.com/2010-04-01/Accounts/AC/Messages.json?PageSize=1')", ["list"]),
        ("client.api.v2010.request('GET', '/Accounts/AC/Messages.json')", ["list"]),
        ("client.messages.get_page('https://api.twilio.com/2010-04-01/Accounts/AC/Messages.json')", ["list"]),
        (
            "U = 'https://api.twilio.com/'\nclient.request('GET', U + f'2010-04-01/Accounts/{a}/Messages.json')",
            ["list"],
        ),
        ("x = client.messages\nx += 1\nx.list()", ["list"]),
        ("import unknown.thing, twilio.nothing\nfrom unknown import *\nclient.messages.list()", ["list"]),
    ],
)
def test_what_calls_give_is_followed(analyse_text: Analyse, text: str, permissions: list[str]) -> None:
    """Records, pages and lists that a call gives can request more; loops with one name are told apart."""
    analysis = analyse_text(HEAD + text)
    assert (short(analysis), analysis.unresolved) == ([f"messaging/messages/{action}" for action in permissions], ())


def test_loops_do_not_share_their_names(analyse_text: Analyse) -> None:
    """The same loop variable in two loops is two things: nothing is found that no loop does."""
    text = "for x in client.messages.list():\n    x.delete()\nfor x in client.calls.list():\n    x.fetch()"
    found = short(analyse_text(HEAD + text))
    assert found == ["messaging/messages/delete", "messaging/messages/list", "voice/calls/list", "voice/calls/read"]


@pytest.mark.parametrize(
    ("files", "text"),
    [
        ({"clients": HEAD}, "from clients import client\nclient.messages.create(to='1')"),
        ({"clients": HEAD}, "from clients import *\nclient.messages.create(to='1')"),
        ({"other": "", "clients": HEAD}, "from other import *\nfrom clients import *\nclient.messages.create(to='1')"),
        ({"clients": HEAD}, "import clients\nclients.client.messages.create(to='1')"),
        ({"clients": HEAD}, "import clients as c\nc.client.messages.create(to='1')"),
        (
            {"clients": HEAD},
            "import importlib\nimportlib.import_module('clients').client.messages.create(to='1')",
        ),
        (
            {"shop/__init__": "", "shop/clients": HEAD},
            "import shop.clients\nshop.clients.client.messages.create(to='1')",
        ),
        ({"shop/clients": HEAD}, "from shop import clients\nclients.client.messages.create(to='1')"),
        (
            {"shop/__init__": "from .clients import client", "shop/clients": HEAD},
            "from shop import client\nclient.messages.create(to='1')",
        ),
        (
            {"shop/clients": HEAD, "shop/inner/use": "from ..clients import client\nclient.messages.create(to='1')"},
            "",
        ),
        (
            {"shop/clients": HEAD, "shop/use": "from . import clients\nclients.client.messages.create(to='1')"},
            "",
        ),
        (
            {"s": "c = None\nURL = 'https://api.twilio.com/2010-04-01/Accounts/AC/Messages.json'"},
            "import s, twilio.rest as t\nfrom s import URL\ns.c = t.Client()\ns.c.request('POST', URL)",
        ),
    ],
)
def test_imports_among_the_files(analyse_text: Analyse, files: dict[str, str], text: str) -> None:
    """A client of one file is known in the others."""
    analysis = analyse_text(text, **files)
    assert (short(analysis), analysis.unresolved) == (["messaging/messages/create"], ())


@pytest.mark.parametrize(
    ("text", "call", "reason"),
    [
        ("client.mesages.create(to='1')", "client.mesages", "has no 'mesages' on a Client"),
        ("client.messages.create(too='1')", "client.messages.create", "does not take this call"),
        ("client.messages.create()", "client.messages.create", "missing a required argument: 'to'"),
        ("client.messages('SM')()", "client.messages('SM')", "cannot be called"),
        ("client.request(m, 'https://api.twilio.com/')", "client.request", "only at run time"),
        ("client.request('GET', u)", "client.request", "only at run time"),
        ("client.request('GET', f'https://api.twilio.com/{p}s/x')", "client.request", "only at run time"),
        ("u = 'a'\nu = 'b'\nclient.request('GET', u)", "client.request", "only at run time"),
        ("u = u\nclient.request('GET', u)", "client.request", "only at run time"),
        ("for u in x:\n    client.request('GET', u)", "client.request", "only at run time"),
        ("client.request('GET', 1)", "client.request", "only at run time"),
        ("client.request('GET', 'https://api.twilio.com/nothing')", "client.request", "no operation GET"),
        ("client.messages.get_page(page.next_page_url)", "client.messages.get_page", "only at run time"),
        ("getattr(client, name)", "getattr(client, name)", "known only at run time"),
        ("getattr(client, 'mesages')", "client.mesages", "no 'mesages'"),
        ("unknown(client)", "unknown(client)", "'client' goes to 'unknown'"),
        ("setattr(app, 'x', client)", "setattr(app, 'x', client)", "'client' goes to 'setattr'"),
        ("unknown.thing(x=client.messages)", "unknown.thing(x=client.messages)", "'client.messages' goes to"),
        ("pool.submit(client.request)", "client.request", "only at run time"),
        ("client.serverless.v1.services.list()", "client.serverless.v1.services.list", "is not known"),
    ],
)
def test_what_cannot_be_followed_is_listed(analyse_text: Analyse, text: str, call: str, reason: str) -> None:
    """A call of a client whose request is not known is named, with why, and no permission is made up for it."""
    analysis = analyse_text(HEAD + text)
    assert analysis.findings == ()
    (one,) = analysis.unresolved
    assert (one.call, reason in one.reason, one.line) == (call, True, 2 + len(text.splitlines())), one


@pytest.mark.parametrize(
    "text",
    [
        "def f(client):\n    client.messages.create(to='1')",
        "def f(twilio_client: object):\n    twilio_client.messages.create(to='1')",
        "def f(c: TwilioClient):\n    get_client(c).messages.create(to='1')",
        "from company import twilio\ntwilio.messages.create(to='1')",
        "app.state.twilio.messages.create(to='1')",
        "registry['twilio'].messages.create(to='1')",
        "settings.get('twilio_client').messages.create(to='1')",
        "get_client().messages.create(to='1')",
        "class A:\n    def f(self):\n        self.client.messages.create(to='1')",
        "import twilio\ndef f(sms):\n    sms.messages.create(to='1')",
        "(given or get_client()).messages.create(to='1')",
        "(a if a else get_client()).messages.create(to='1')",
        HEAD + "app.state.sms = client\nrequest.app.state.sms.messages.create(to='1')",
        HEAD + "app.send = client.messages.create\nrequest.app.send(to='1')",
        HEAD + "g.all['a'] = client\nother.all['b'].messages.create(to='1')",
        "async def f():\n    (await get_client()).messages.create(to='1')",
        "def f(client):\n    send = client.messages.create\n    pool.submit(send)",
        "from twilio.nothing import Something\nSomething().messages.create(to='1')",
        "from twilio.rest import Nothing\nNothing().messages.create(to='1')",
        *(f"import twilio\n{text}" for text in LISTED),
    ],
)
def test_what_may_be_a_client_is_listed(analyse_text: Analyse, text: str) -> None:
    """A call that is right on a client, of something that is named like one: listed with what it would need."""
    analysis = analyse_text(text)
    assert analysis.findings == ()
    (one,) = analysis.unresolved
    assert "/twilio/messaging/messages/create" in one.reason


@pytest.mark.parametrize(
    "text",
    [
        "def f(client: httpx.Client):\n    client.messages.create(to='1')",
        "def f(client):\n    client.messages.create(model='m', max_tokens=5)",
        "def f(redis_client):\n    redis_client.keys('*')\n    redis_client._x.y()",
        "thread.messages.create(to='1')",
        "[x][0].messages.create(to='1')",
        "class A: ...\napp.a = A()\napp.a.x\nx.a.y = [A]\nx.a",
        "def f(x: Callable[..., list[int]]):\n    for y in f:\n        x().y",
        "from clients import *\nx.messages.create(to='1')",
        "boto3.client('s3').get_object()",
        "from twilio.twiml.voice_response import VoiceResponse\nVoiceResponse().say('x')",
        "from twilio import rest\nrest.nothing.messages()",
        "def f(x: 'not an annotation', y: 1, z: list['Nothing'], w: twilio.rest, *, v: dict = {}):\n    x.y()",
        HEAD + "print(client, client.messages.create.__name__, client.http_client.timeout)",
        HEAD + "def f(m: list = []):\n    client + client\n    'a' % client\n    del m\n    return",
        HEAD + "isinstance(client, Client)\nhasattr(client, 'x')\nlambda: None\nx = y = z[1:2]",
        HEAD
        + "def f():\n    yield\nclass A(Client, metaclass=B):\n    x: int\n    def g(): ...\nA().h\nA(1, x=2, **k)",
        HEAD
        + "def f(a):\n    return a\nf(1, 2)\nf(b=2)\nf(*x)\nA = f\nclass B(B): ...\nsuper().x\ngetattr(x, y)\nreturn",
        HEAD + "def f(x: Callable[[Client, 'a b'], list[int]], y: Type[list[A]]):\n    x(1).y\nreturn client",
        HEAD + "def f(x: client):\n    x.y()",
        HEAD + "class A: ...\na = A()\nb = [A()]\nA().a = a\ndef f():\n    return f\ng = f()\nprint(g, a, b)",
        "import twilio.rest\nunknown(twilio.rest)\nimport_module('no.such')\nimport_module('twilio.nothing')",
        (
            "import twilio, requests\nrequests.request('GET', url)\ndef f(s, t: Session):\n    t.request('GET', u)\n"
            "    s.request('GET', 'https://example.com/')\n    s.messages.create(model='m')\n    'x'.messages.list()"
        ),
        HEAD + "a, b = client\na.x\nb.y",
        HEAD + "client.region = 'ie1'\n[*x] = y\n(a, *b), c = 1, 2\nf()[0] = 1\nf().x = 2\nx[y].z: int",
        HEAD + "from .. import nothing\nimport nothing\nfrom nothing import nobody\nclass A:\n    super().x\npartial()",
    ],
)
def test_what_is_none_of_twilios_is_left_alone(analyse_text: Analyse, text: str) -> None:
    """Other libraries' clients, and what requests nothing, are neither found nor listed."""
    analysis = analyse_text(textwrap.dedent(text))
    assert (analysis.findings, analysis.unresolved) == ((), ())


def test_models_of_json_bodies_are_no_matter(analyse_text: Analyse) -> None:
    """Twilio's newer operations take models; which one it is does not change what is requested."""
    text = "client.content.v1.contents.create(body)\nclient.content.v1.contents('HX').approval_create.create(body)"
    analysis = analyse_text(HEAD + text)
    assert ("messaging/content-templates/create" in short(analysis), analysis.unresolved) == (True, ())


def test_judgements_are_noted(analyse_text: Analyse) -> None:
    """Where the catalog's mapping of an operation is likely and not sure, a note says so."""
    analysis = analyse_text(HEAD + "client.balance.fetch()\nclient.messages.list()")
    assert [note for note in analysis.notes if note.endswith("likely")] == list(analysis.notes)


def test_the_environment_does_not_matter(analyse_text: Analyse, monkeypatch: pytest.MonkeyPatch) -> None:
    """twilio-python reads a Region and an edge from the environment: the developer's change nothing here."""
    monkeypatch.setenv("TWILIO_REGION", "ie1")
    monkeypatch.setenv("TWILIO_EDGE", "dublin")
    assert short(analyse_text(HEAD + "client.messages.list()")) == ["messaging/messages/list"]
