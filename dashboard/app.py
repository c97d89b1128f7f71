"""The server: warm imports, compressed answers and a health check.

`streamlit run dashboard/app.py` starts it.
"""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route


@asynccontextmanager
async def warm(app: object) -> AsyncIterator[None]:  # noqa: ARG001 - the signature is the server's
    """Load what every page needs, and keep it out of the garbage collection after each run."""
    import plotly.graph_objects  # noqa: F401
    import scipy.special  # noqa: F401

    import dashboard.views  # noqa: F401
    from metrics.cli.terminal import configure_logging

    configure_logging("INFO")
    gc.collect()
    gc.freeze()
    yield


async def healthz(request: Request) -> PlainTextResponse:  # noqa: ARG001 - the signature is the server's
    """Say that the server answers."""
    return PlainTextResponse("ok")


app = st.App(
    Path(__file__).with_name("main.py"),
    lifespan=warm,
    routes=[Route("/healthz", healthz)],
    middleware=[Middleware(GZipMiddleware, minimum_size=1000)],
)
