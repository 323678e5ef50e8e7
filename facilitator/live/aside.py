"""Work that holds the processor, done in a thread while phones are served."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import gevent

T = TypeVar("T")


def aside(work: Callable[..., T], *given: object) -> T:
    """Return `work(*given)`, done in a thread; only the caller waits.

    What `work` calls should leave the interpreter to others for most of its time, as
    reading files, unpacking and encoding pictures do.
    """
    result, error = gevent.get_hub().threadpool.apply(_tried, (work, given))
    if error is not None:
        raise error
    return cast("T", result)


def _tried(
    work: Callable[..., Any], given: tuple[object, ...]
) -> tuple[Any, Exception | None]:
    """Return what came of it: the pool prints what is raised before handing it on."""
    try:
        return work(*given), None
    except Exception as error:  # noqa: BLE001  # raised again where it is waited for
        return None, error
