"""The HTTP session: pooled connections that print nothing."""

from __future__ import annotations

from http.cookiejar import DefaultCookiePolicy
from typing import Any, Final

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

POOL_SIZE: Final = 16
"""Connections kept open: more than the four calls that dynamic providers run at once."""


def new_session(*, uses_environment: bool) -> requests.Session:
    """A session without cookies, whose connections are kept across calls and threads.

    Args:
        uses_environment: Whether proxies and certificates of the environment count.
    """
    session = requests.Session()
    session.trust_env = uses_environment
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    adapter = _QuietAdapter(pool_connections=POOL_SIZE, pool_maxsize=POOL_SIZE)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


class _QuietConnection(HTTPConnection):
    debuglevel = 0
    """Where somebody sets that of `http.client`'s class, every request is printed with its `Authorization`."""


class _QuietTlsConnection(HTTPSConnection):
    debuglevel = 0


class _QuietPool(HTTPConnectionPool):
    ConnectionCls = _QuietConnection


class _QuietTlsPool(HTTPSConnectionPool):
    ConnectionCls = _QuietTlsConnection


class _QuietAdapter(HTTPAdapter):
    def init_poolmanager(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - handed on as they are
        super().init_poolmanager(*arguments, **named)
        _silence(self.poolmanager)

    def proxy_manager_for(self, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - as above
        manager = super().proxy_manager_for(*arguments, **named)
        _silence(manager)
        return manager


def _silence(manager: PoolManager) -> None:
    manager.pool_classes_by_scheme = {"http": _QuietPool, "https": _QuietTlsPool}
