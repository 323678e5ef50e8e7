"""The one writer: whatever waits is committed together, then everybody is told.

A commit that survives a power cut costs the disk the same for one row or a thousand.
So while one commit runs, what arrives queues up and becomes the next: a single answer
is on disk at once, a thousand at the same instant share a handful of commits.
"""

import logging
import queue
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar, cast

import gevent
from gevent import monkey
from gevent.hub import Waiter
from gevent.threadpool import ThreadPool
from sqlalchemy import Connection, Engine, Executable

from facilitator.store.batches import Item, commit, fail
from facilitator.store.engine import WRITER, storage_failure
from facilitator.store.errors import StorageClosedError, StorageError

log = logging.getLogger(__name__)

T = TypeVar("T")

LARGEST_BATCH: Final = 2000

# The writer is a real thread also where all other threads have become greenlets.
_NativeQueue = cast(
    "type[queue.SimpleQueue[Item]]", monkey.get_original("queue", "SimpleQueue")
)
_new_lock = cast("Callable[[], Any]", monkey.get_original("_thread", "allocate_lock"))
_thread_number = cast("Callable[[], int]", monkey.get_original("_thread", "get_ident"))


class GroupCommit:
    """Writes that return once they are committed, many of them in one transaction.

    Greenlets of the thread that made it wait without holding up each other; any other
    thread simply blocks. The disk is only ever waited for in a thread of its own.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._hub = gevent.get_hub()
        self._hub_thread = _thread_number()
        self._writer_thread = 0
        self._gate = _new_lock()
        self._inbox = _NativeQueue()
        self._end = Item()
        self._closed = False
        self._pool = ThreadPool(1)
        self._pool.spawn(self._serve)

    def write(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in the writer's transaction; return its result once committed.

        What `work` raises undoes what it wrote, and nothing else, and is raised here.
        It must write through the connection it is given and do nothing else: it may
        run twice, where the first transaction failed for another's sake, and it must
        not switch to other greenlets, which would keep the lock for that long.

        Raises:
            StorageError: the database failed; nothing was saved.
        """
        return cast("T", self._submit(Item(work=work)))

    def add(self, statement: Executable, row: Mapping[str, object]) -> None:
        """Execute `statement` with `row` and return once committed.

        Rows that wait for the same statement object go to the database in one call.
        They keep the order in which they came; rows of different statements that
        wait at the same time may change places.

        Raises:
            StorageError: the database failed; nothing was saved.
            sqlalchemy.exc.SQLAlchemyError: the database refused this row.
        """
        self._submit(Item(statement=statement, row=row))

    def close(self) -> None:
        """Commit what waits, then stop; later writes raise `StorageClosedError`."""
        if not self._closed:
            self._submit(self._end)
        if _thread_number() == self._hub_thread:
            self._pool.kill()

    def _submit(self, item: Item) -> object:
        here = _thread_number()
        if here == self._writer_thread:
            nested = "a write inside a write would wait for itself"
            raise RuntimeError(nested)
        if here == self._hub_thread:
            waiter = item.wake = Waiter(self._hub)
            self._put(item)
            waiter.get()
        else:
            lock = item.wake = _new_lock()
            lock.acquire()
            self._put(item)
            lock.acquire()
        if item.error is not None:
            raise item.error
        return item.result

    def _put(self, item: Item) -> None:
        with self._gate:
            if self._closed:
                raise StorageClosedError
            self._closed = item is self._end
            self._inbox.put(item)

    # ---- in the writer's thread

    def _serve(self) -> None:
        self._writer_thread = _thread_number()
        connection = None
        ending = False
        while not ending:
            batch = self._next_batch()
            ending = batch[-1] is self._end
            items = batch[:-1] if ending else batch
            try:
                if connection is None:
                    connection = self._engine.connect()
                    connection = connection.execution_options(**{WRITER: True})
                if items:
                    commit(connection, items)
            except Exception as error:  # those who wait must hear of it, whatever it is
                log.exception("the writer could not reach the database")
                fail(items, storage_failure(error) or StorageError(reason=error))
            if ending and connection is not None:
                connection.close()
            self._wake(batch)

    def _next_batch(self) -> list[Item]:
        batch = [self._inbox.get()]
        try:
            while len(batch) < LARGEST_BATCH and batch[-1] is not self._end:
                batch.append(self._inbox.get_nowait())
        except queue.Empty:
            pass
        return batch

    def _wake(self, batch: list[Item]) -> None:
        waiters = []
        for item in batch:
            if isinstance(item.wake, Waiter):
                waiters.append(item.wake)
            else:
                item.wake.release()
        if waiters:
            self._hub.loop.run_callback_threadsafe(self._wake_greenlets, waiters)

    # ---- in the hub

    def _wake_greenlets(self, waiters: list[Waiter]) -> None:
        # One callback each, so that the hub may look at the network in between.
        run_callback = self._hub.loop.run_callback
        for waiter in waiters:
            run_callback(waiter.switch, None)
