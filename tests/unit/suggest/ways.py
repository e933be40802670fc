"""Ways to write `client.messages.create` that the analysis follows, by what is special about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from twilio_keys_component.suggest import Analysis

Analyse: TypeAlias = Callable[..., Analysis]

HEAD: Final = "from twilio.rest import Client\nclient = Client()\n"

FOLLOWED: Final = {
    "alias of the class": "from twilio.rest import Client as C\nC('AC', 't').messages.create(to='1')",
    "module": "import twilio.rest\ntwilio.rest.Client().messages.create(to='1')",
    "module under another name": "import twilio.rest as t\nt.Client().messages.create(to='1')",
    "module of a package": "from twilio import rest\nrest.Client().messages.create(to='1')",
    "local name": "def f():\n    from twilio.rest import Client\n    c = Client()\n    c.messages.create(to='1')",
    "region and edge": "from twilio.rest import Client\nClient(region='ie1', edge='dublin').messages.create(to='1')",
    "alias of a list": HEAD + "messages = client.messages\nmessages.create(to='1')",
    "alias of a method": HEAD + "send = client.messages.create\nsend(to='1')",
    "lambda": HEAD + "send = lambda to: client.messages.create(to=to)",
    "method through a lambda": HEAD + "pick = lambda c: c.messages\npick(client).create(to='1')",
    "star arguments": HEAD + "def f(*a, **k):\n    client.messages.create(*a, **k)",
    "positional": HEAD + "client.messages.create('1')",
    "getattr with a literal": HEAD + "getattr(client, 'messages').create(to='1')",
    "method handed on": HEAD + "import executor\nexecutor.submit(client.messages.create, to='1')",
    "method handed on by name": HEAD + "import executor\nexecutor.submit(fn=client.messages.create)",
    "partial": HEAD + "import functools\nfunctools.partial(client.messages.create, '1')(body='x')",
    "partial of a helper": HEAD
    + "from functools import partial\ndef f(c, to):\n    c.messages.create(to=to)\npartial(f, client)(to='1')",
    "map": HEAD + "list(map(client.messages.create, ['1']))",
    "coroutine": HEAD + "async def f():\n    await client.messages.create_async(to='1')",
    "with http info": HEAD + "client.messages.create_with_http_info(to='1')",
    "condition": HEAD + "x = 1 if client.messages.create(to='1') else 2",
    "walrus": "from twilio.rest import Client\nif c := Client():\n    c.messages.create(to='1')",
    "or": HEAD + "def f(c=None):\n    (c or client).messages.create(to='1')",
    "default": HEAD + "def f(c=client, *, d=client):\n    c.messages.create(to='1')\n    d.messages",
    "global": "from twilio.rest import Client\nc = None\ndef f():\n    global c\n    c = Client()\n"
    "def g():\n    c.messages.create(to='1')",
    "nonlocal": "from twilio.rest import Client\ndef f():\n    c = None\n    def g():\n        nonlocal c\n"
    "        c = Client()\n    g()\n    c.messages.create(to='1')",
    "annotation": "from twilio.rest import Client\ndef f(c: Client):\n    c.messages.create(to='1')",
    "annotation as text": "from twilio.rest import Client\ndef f(c: 'Client | None'):\n    c.messages.create(to='1')",
    "optional": "import typing\nfrom twilio.rest import Client\n"
    "def f(c: typing.Optional[Client]):\n    c.messages.create(to='1')",
    "annotated": "import typing\nfrom twilio.rest import Client\n"
    "def f(c: typing.Annotated[Client, 3]):\n    c.messages.create(to='1')",
    "annotated list": "from twilio.rest import Client\n"
    "def f(cs: list[Client]):\n    for c in cs:\n        c.messages.create(to='1')",
    "factory": "from typing import Callable\nfrom twilio.rest import Client\n"
    "def f(make: Callable[[], Client]):\n    make().messages.create(to='1')",
    "annotated resource": "from twilio.rest.api.v2010.account.message import MessageList\n"
    "def f(m: MessageList):\n    m.create(to='1')",
    "annotated domain": "from twilio.rest.api import Api\ndef f(a: Api):\n    a.account.messages.create(to='1')",
    "annotated result": "from twilio.rest import Client\ndef f() -> Client:\n    return something()\n"
    "f().messages.create(to='1')",
    "annotated name": "from twilio.rest import Client\nc: Client = something()\nc.messages.create(to='1')",
    "cast": "from typing import cast\nfrom twilio.rest import Client\ncast(Client, x()).messages.create(to='1')",
    "helper": HEAD + "def f():\n    return client\nf().messages.create(to='1')",
    "parameter": HEAD + "def f(x):\n    x.messages.create(to='1')\nf(client)",
    "named parameter": HEAD + "def f(*, x):\n    x.messages.create(to='1')\nf(x=client)",
    "rest of the parameters": HEAD + "def f(*xs):\n    for x in xs:\n        x.messages.create(to='1')\nf(client)",
    "named rest": HEAD + "def f(**xs):\n    xs['x'].messages.create(to='1')\nf(x=client)",
    "spread arguments": HEAD + "def f(x, y):\n    y.messages.create(to='1')\nf(*[client, client])",
    "tuple result": HEAD + "def f():\n    return 1, client\nn, c = f()\nc.messages.create(to='1')\nn.bit_length()",
    "starred target of a tuple": HEAD + "first, *rest = (client, 1, 2)\nfirst.messages.create(to='1')",
    "with nothing": HEAD + "with open('x'):\n    client.messages.create(to='1')",
    "union": "from typing import Union\nfrom twilio.rest import Client\n"
    "def f(c: Union[Client, None]):\n    c.messages.create(to='1')",
    "annotated record": "from twilio.rest.api.v2010.account.message import MessagePage, MessageInstance as M\n"
    "def f(m: M, p: MessagePage):\n    m._proxy._version.domain.twilio.messages.create(to='1')",
    "starred target": HEAD + "first, *rest = [client]\nrest[0].messages.create(to='1')",
    "place in a tuple": HEAD + "pair = (1, client)\npair[1].messages.create(to='1')\npair[0].bit_length()",
    "tuples in one name": HEAD + "p = (1, client)\np = (2, client.messages)\np[1].create(to='1')\np[0].x",
    "lists of tuples in one name": HEAD + "ps = [(1, client.messages)]\nps = [(2, client.messages), (3, 4)]\n"
    "for n, m in ps:\n    m.create(to='1')\n    n.x",
    "callback": HEAD + "def run(job):\n    job(client)\ndef job(c):\n    c.messages.create(to='1')\nrun(job)",
    "method of a helper": HEAD
    + "class A:\n    def send(self, c):\n        c.messages.create(to='1')\ndef f():\n    a = A()\n    a.send(client)",
    "helper of a helper": HEAD
    + "class B:\n    def __init__(self):\n        self.a = A()\n    def go(self):\n        self.a.send(client)\n"
    "class A:\n    def send(self, c):\n        c.messages.create(to='1')",
    "iterator": HEAD + "class A:\n    def __iter__(self):\n        return self\n    def __next__(self):\n"
    "        return client\nfor c in A():\n    c.messages.create(to='1')",
    "jobs in a dict": HEAD
    + "def job(c):\n    c.messages.create(to='1')\nJOBS = {'a': job}\ndef f(k):\n    j = JOBS[k]\n    j(client)",
    "dict": HEAD + "d = {'a': client}\nd['b'].messages.create(to='1')",
    "spread dict": HEAD + "d = {**{'a': client}}\nd['b'].messages.create(to='1')",
    "dict get": HEAD + "d = {'a': client}\nd.get('b').messages.create(to='1')",
    "dict values": HEAD + "d = {'a': client}\nfor c in d.values():\n    c.messages.create(to='1')",
    "dict items": HEAD + "d = {'a': client}\nfor n, c in d.items():\n    c.messages.create(to='1')\n    n.upper()",
    "dict comprehension": HEAD + "d = {n: client for n in 'ab'}\nd['a'].messages.create(to='1')",
    "dict filled": HEAD + "d = {}\nd['a'] = client\nd['b'].messages.create(to='1')",
    "setdefault": HEAD + "d = {}\nd.setdefault('a', client).messages.create(to='1')",
    "list filled": HEAD + "l = []\nl.append(client)\nl.copy()[0].messages.create(to='1')",
    "list extended": HEAD + "l = []\nl.extend([client])\nl[0:1][0].messages.create(to='1')",
    "enumerate": HEAD + "for i, c in enumerate([client]):\n    c.messages.create(to='1')\n    i.bit_length()",
    "zip": HEAD + "for i, c in zip('ab', [client]):\n    c.messages.create(to='1')\n    i.upper()",
    "next": HEAD + "next(iter([client])).messages.create(to='1')",
    "rows of rows": HEAD + "x = (1, (2, client))\nfor one in x:\n    one[0].messages.create(to='1')",
    "generator": HEAD + "def f():\n    yield client\n    yield from f()\nfor c in f():\n    c.messages.create(to='1')",
    "with": HEAD + "from contextlib import contextmanager\n@contextmanager\ndef f():\n    yield client\n"
    "with f() as c:\n    c.messages.create(to='1')",
    "with closing": HEAD + "from contextlib import closing\nwith closing(client) as c:\n    c.messages.create(to='1')",
    "with an object": HEAD + "class A:\n    def __enter__(self):\n        return client\n"
    "with A() as c:\n    c.messages.create(to='1')",
    "with itself": "from twilio.rest import Client\nclass A:\n    c = Client()\n"
    "with A() as a:\n    a.c.messages.create(to='1')",
    "match": HEAD + "match 1:\n    case 1:\n        client.messages.create(to='1')",
    "try": HEAD + "try:\n    pass\nexcept ValueError:\n    client.messages.create(to='1')\n",
    "run": HEAD + "import asyncio\nasync def f():\n    return client\nasyncio.run(f()).messages.create(to='1')",
    "dict of names": HEAD + "dict(a=client)['a'].messages.create(to='1')",
    "smallest": HEAD + "min([client]).messages.create(to='1')",
    "gather": HEAD + "async def f():\n    a, = await asyncio.gather(g())\n    a.messages.create(to='1')\n"
    "async def g():\n    return client",
    "methodcaller with arguments": HEAD + "import operator\noperator.methodcaller('create', to='1')(client.messages)",
    "attrgetter": HEAD + "import operator\noperator.attrgetter('messages.create')(client)(to='1')",
    "import by name": "import importlib\nimportlib.import_module('twilio.rest').Client().messages.create(to='1')",
    "built-in import": "__import__('twilio.rest').rest.Client().messages.create(to='1')",
    "type variable": "from twilio.rest import Client\nT = TypeVar('T', bound='Client')\n"
    "def f(c: T):\n    c.messages.create(to='1')",
    "new type": "from twilio.rest import Client\nT = NewType('T', Client)\ndef f(c: T):\n    c.messages.create(to='1')",
    "default dict": "from twilio.rest import Client\nd = defaultdict(Client)\nd['a'].messages.create(to='1')",
    "dependency": HEAD + "def get():\n    return client\ndef f(c=Depends(get)):\n    c.messages.create(to='1')",
    "decorator": HEAD + "def inject(f):\n    def g():\n        f(client)\n    return g\n"
    "@inject\ndef f(c):\n    c.messages.create(to='1')",
    "decorated with a class": HEAD + "class A:\n    def __init__(self, f): ...\n@A\ndef f():\n"
    "    client.messages.create(to='1')",
    "jobs in dicts in a dict": HEAD + "d = {'a': {'b': client.messages.create}}\nd['a']['b'](to='1')",
}
"""Programs that make one call: what reaches the client how."""

CLASSES: Final = {
    "attribute": "class A:\n    def __init__(self):\n        self.c = Client()\n"
    "    def f(self):\n        self.c.messages.create(to='1')",
    "set from outside": "class A:\n    def f(self):\n        self.c.messages.create(to='1')\na = A()\na.c = Client()",
    "set on the class": "class A:\n    def f(self):\n        self.c.messages.create(to='1')\nA.c = Client()",
    "class variable": "class A:\n    c = Client()\nA.c.messages.create(to='1')",
    "property": "class A:\n    @property\n    def c(self):\n        return Client()\nA().c.messages.create(to='1')",
    "static": "class A:\n    @staticmethod\n    def f(c):\n        c.messages.create(to='1')\nA.f(Client())",
    "class method": "class A:\n    @classmethod\n    def f(cls, c):\n        c.messages.create(to='1')\nA.f(Client())",
    "unbound": "class A:\n    def f(self, c):\n        c.messages.create(to='1')\nA.f(A(), Client())",
    "constructor argument": "class A:\n    def __init__(self, c):\n        self.c = c\n"
    "    def f(self):\n        self.c.messages.create(to='1')\nA(Client())",
    "base": "class A:\n    def __init__(self, c):\n        self.c = c\nclass B(A):\n    def __init__(self):\n"
    "        super().__init__(Client())\n    def f(self):\n        self.c.messages.create(to='1')\nB()",
    "template": "class A:\n    def f(self):\n        self.c.messages.create(to='1')\nclass B(A):\n    c = Client()",
    "dataclass": "@dataclass\nclass A:\n    n: int\n    c: object\n"
    "    def f(self):\n        self.c.messages.create(to='1')\nA(1, Client())",
    "dataclass with a base": "@dataclass\nclass A:\n    n: int\n@dataclass\nclass B(A):\n    c: object\n"
    "    def f(self):\n        self.c.messages.create(to='1')\n        self.n.x\nB(1, Client())",
    "dataclass by name": "@dataclass\nclass A:\n    c: object\n"
    "    def f(self):\n        self.c.messages.create(to='1')\nA(c=Client())",
    "field with a factory": "@dataclass\nclass A:\n    c: object = field(default_factory=Client)\n"
    "    def f(self):\n        self.c.messages.create(to='1')",
    "attrs": "@define\nclass A:\n    c = attrs.field(factory=lambda: Client())\n"
    "    def f(self):\n        self.c.messages.create(to='1')",
    "kept by an unknown object": "class A:\n    c = Client()\napp.a = A()\nother.a.c.messages.create(to='1')",
    "annotated field": "class A:\n    c: Client\n    def f(self):\n        self.c.messages.create(to='1')",
    "annotated object": "class A:\n    c = Client()\ndef f(a: 'A'):\n    a.c.messages.create(to='1')",
    "factory of objects": "class A:\n    c = Client()\ndef f(a: Callable[[int], A]):\n"
    "    a(1).c.messages.create(to='1')",
    "class as a factory": "class A:\n    c = Client()\ndef f(a: type[A]):\n    a().c.messages.create(to='1')",
    "called object": "class A:\n    def __call__(self):\n        return Client()\nA()().messages.create(to='1')",
    "indexed object": "class A:\n    def __getitem__(self, i):\n        return Client()\n"
    "A()[0].messages.create(to='1')",
    "indexed class": "class A:\n    c = Client()\nA[int].c.messages.create(to='1')",
    "iterated object": "class A:\n    def __iter__(self):\n        yield Client()\nfor c in A():\n"
    "    c.messages.create(to='1')",
    "subclass of the client": "class A(Client):\n    def f(self):\n        self.messages.create(to='1')",
    "instance of the subclass": "class A(Client):\n    pass\nA().messages.create(to='1')",
    "nested": "def f():\n    class A:\n        def g(self):\n            return [Client() for _ in 'a']\n"
    "    A().g()[0].messages.create(to='1')",
}
"""Classes that make one call: how they hold the client. `Client` is imported."""

_REMOVE: Final = "def rm(m):\n    m.delete()\n"

RECORDS: Final = {
    "map": "list(map(lambda m: m.delete(), client.messages.list()))",
    "map of a helper": _REMOVE + "map(rm, client.messages.list())",
    "map of an unbound method": "from twilio.rest.api.v2010.account.message import MessageInstance\n"
    "map(MessageInstance.delete, client.messages.list())",
    "methodcaller": "from operator import methodcaller\nlist(map(methodcaller('delete'), client.messages.list()))",
    "filter": "any(filter(lambda m: m.delete(), client.messages.list()))",
    "reduce": "functools.reduce(lambda _, m: m.delete(), client.messages.list(), None)",
    "sorted": "sorted(client.messages.list(), key=lambda m: m.delete())",
    "sort": "ms = client.messages.list()\nms.sort(key=lambda m: m.delete())",
    "max": "max(client.messages.list(), key=lambda m: m.delete())",
    "pool map": _REMOVE + "pool.map(rm, client.messages.list())",
    "pool submit": _REMOVE + "for m in client.messages.list():\n    pool.submit(rm, m)",
    "pool with arguments": _REMOVE + "pool.apply_async(rm, args=tuple(client.messages.list()), kwds={})",
    "callback": "pool.submit(client.messages.list, callback=lambda m: m[0].delete())",
    "named parameters": "def rm(*, m):\n    m.delete()\nunknown(rm, client.messages.list())",
    "rest of the parameters": "def rm(*ms, **_):\n    ms[0].delete()\nunknown(rm, client.messages.list())",
    "callable object": "class A:\n    def __call__(self, m):\n        m.delete()\nmap(A(), client.messages.list())",
    "object that is made": "class A:\n    def __init__(self, m):\n        m.delete()\nmap(A, client.messages.list())",
    "dataclass that is made": "class A:\n    m: object\n    def f(self):\n        self.m.delete()\n"
    "map(A, client.messages.list())",
    "wrapped helper": _REMOVE + "wrapped = unknown(rm)\nfor m in client.messages.list():\n    wrapped(m)",
    "method of what was given": "f = pd.DataFrame({'m': client.messages.list()})\nf['m'].apply(lambda m: m.delete())",
    "through a library": "for m in tqdm(client.messages.list()):\n    m.delete()",
    "page through a library": "for m in tqdm(client.messages.page()):\n    m.delete()",
    "with a library": "with tqdm(client.messages.list()) as ms:\n    for m in ms:\n        m.delete()",
    "groups": "for _, ms in itertools.groupby(client.messages.list()):\n    for m in ms:\n        m.delete()",
    "thread": "async def f():\n    for m in await asyncio.to_thread(client.messages.list):\n        m.delete()",
    "chunks": "def chunks(xs):\n    yield xs[0:5]\nfor ms in chunks(client.messages.list()):\n"
    "    for m in ms:\n        m.delete()",
    "list of lists": "for ms in [client.messages.list()]:\n    for m in ms:\n        m.delete()",
    "queue": "q = queue.Queue()\nq.put(client.messages.list()[0])\nq.get().delete()",
    "queue by name": "q = Queue()\nq.put(client.messages.list()[0])\nfor m in iter(q.get, None):\n    m.delete()",
    "task": "@app.task\n" + _REMOVE + "for m in client.messages.list():\n    rm.delay(m)",
    "spread": "rm = lambda *ms: ms[0].delete()\nrm(*client.messages.list())",
    "dict updated": "d = {}\nd.update({1: client.messages.list()[0]}, a=1)\nd[1].delete()",
    "dict updated by name": "d = {}\nd.update(a=client.messages.list()[0])\nd['a'].delete()",
    "lists in a dict": "d = {}\nfor m in client.messages.list():\n    d.setdefault(m.to, []).append(m)\n"
    "for ms in d.values():\n    ms[0].delete()",
    "context variable": "v = ContextVar('v')\nv.set(client.messages.list()[0])\nv.get().delete()",
    "sum": "sum([client.messages.list()], [])[0].delete()",
    "copy": "copy.copy(client.messages.list()[0]).delete()",
    "sequence pattern": "match client.messages.list():\n    case [_, *ms] | [*ms]:\n        ms[0].delete()",
    "mapping pattern": "match {'a': client.messages.list()[0]}:\n    case {'a': m, **rest}:\n        m.delete()",
    "name pattern": "match client.messages.list()[0]:\n    case 1:\n        pass\n    case m:\n        m.delete()",
    "class pattern": "class A:\n    m: object\nmatch A(client.messages.list()[0]):\n    case A(m=one) as a:\n"
    "        one.delete()",
    "positional pattern": "class A:\n    m: object\nA(client.messages.list()[0])\nmatch unknown():\n"
    "    case A(one):\n        one.delete()",
}
"""What a list of records goes through until each is deleted."""

LISTED: Final = [
    "from other import tw\ntw().messages.create(to='1')",
    "import other\ntw = other.make_gateway()\ntw.messages.create(to='1')",
    "def f(**kw):\n    kw['c'].messages.create(to='1')",
    "def f(**kw):\n    kw.get('c').messages.create(to='1')",
    "def f(**kw):\n    c = kw.pop('c')\n    c.messages.create(to='1')",
    "def f(ctx):\n    for c in ctx.clients:\n        c.messages.create(to='1')",
    "from other import Gateway\ndef f(gateway: Gateway):\n    gateway.messages.create(to='1')",
    "from other import Base\nclass A(Base): ...\nA().messages.create(to='1')",
    "from twilio.rest import Client\napp.all = [[Client()]]\nother.all[0][0].messages.create(to='1')",
    "from twilio.rest import Client\napp.one = [[Client()]][0][0]\nother.one.messages.create(to='1')",
    "@proxy\ndef tw(): ...\ntw.messages.create(to='1')",
]
"""Programs in which nothing says what makes a call, in files that import twilio-python."""


def short(analysis: Analysis) -> list[str]:
    """The permissions that were found, without what all begin with."""
    return [str(permission).removeprefix("/twilio/") for permission in analysis.permissions]
