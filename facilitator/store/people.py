"""What is kept about people beside their attendance and the roster."""

from facilitator.store.database import Database
from facilitator.store.head_counts import HeadCountStore
from facilitator.store.merges import MergeStore
from facilitator.store.phones import PhoneStore
from facilitator.store.prework import PreworkStore


class PeopleStores:
    """The stores that put people right; none of them knows an answer."""

    def __init__(self, database: Database) -> None:
        self.merges = MergeStore(database)
        self.phones = PhoneStore(database)
        self.head_counts = HeadCountStore(database)
        self.prework = PreworkStore(database)
