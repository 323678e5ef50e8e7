"""The tables.

Identities (`attendees`, `scans`, `credit_requests`, `claims`, `details_log`, `links`)
and answers (`responses`, `forms`, `follow_up_forms`) share no column but the session's
id. The answer tables keep no time, and no row number either: WITHOUT ROWID they are
ordered by a keyed hash, so that neither order nor position on the disk tells who
answered when.
"""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

# The newest migration; a new database is made from the tables below, and says so.
REVISION = "0009"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def of_session(*, is_key: bool = False) -> Column[str]:
    """Return a column that names the session, and goes with it.

    With `is_key` it is the table's primary key, or the first part of it.
    """
    return Column(
        "session_id",
        String(32),
        ForeignKey("sessions.id", ondelete="CASCADE"),
        primary_key=is_key,
        nullable=False,
    )


def _of_attendee(*, primary_key: bool = False) -> Column[str]:
    return Column(
        "attendee_id",
        String(32),
        ForeignKey("attendees.id"),
        nullable=False,
        primary_key=primary_key,
    )


sessions = Table(
    "sessions",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("code", String(12), nullable=False, unique=True),
    Column("made_at", String(40), nullable=False),
    Column("record", Text, nullable=False),  # domain.session.Session as JSON
    Column("stage", Text, nullable=False),  # domain.stage.Stage as JSON
    Column("curriculum", Text, nullable=False),  # the frozen plan and surveys
    # Signs the phones' tokens and keys their hashes; destroyed when the session ends.
    Column("answer_key", LargeBinary, nullable=True),
    # Makes the codes at the door; it never leaves the laptop.
    Column("door_key", LargeBinary, nullable=True),
)

decks = Table(
    "decks",
    metadata,
    Column("id", String(32), primary_key=True),
    of_session(),
    Column("position", Integer, nullable=False),
    Column("record", Text, nullable=False),  # live.decks.DeckFacts as JSON
    Column("deck", Text, nullable=True),  # domain.deck.Deck as JSON, once read
    Index("ix_decks_session_id", "session_id"),
)

attendees = Table(
    "attendees",
    metadata,
    Column("id", String(32), primary_key=True),
    of_session(),
    Column("identity", String(64), nullable=False, unique=True),  # hash of the cookie
    Column("person", Text, nullable=False),  # domain.attendance.Person as JSON
    Column("evaluated", Boolean, nullable=False, default=False),
    # Who of the roster this is.
    Column("expected_id", String(32), nullable=True),
    Index("ix_attendees_session_id", "session_id"),
    Index("ix_attendees_expected_id", "expected_id"),
)

expected = Table(
    "expected",
    metadata,
    Column("id", String(32), primary_key=True),
    of_session(),
    Column("position", Integer, nullable=False),
    Column("person", Text, nullable=False),  # domain.attendance.Person as JSON
    Index("ix_expected_session_id", "session_id"),
)

# A list that was brought and not yet taken over.
lists = Table(
    "lists",
    metadata,
    of_session(is_key=True),
    Column("filename", Text, nullable=False),
    Column("people", Text, nullable=False),  # domain.roster.ListedPeople as JSON
    Column("mapped", Text, nullable=False),  # which column holds what, as JSON
)

# What the columns of a list were said to hold, for the next list like it.
columns = Table(
    "columns",
    metadata,
    Column("header", Text, primary_key=True),
    Column("mapped", Text, nullable=False),
)

scans = Table(
    "scans",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    of_session(),
    Column("attendee_id", String(32), ForeignKey("attendees.id"), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("at", String(40), nullable=False),  # ISO 8601 with offset, UTC
    Column("method", String(12), nullable=False),
    # A correction: the line that it stands for (0: one was missing), why, and when.
    Column("supersedes", Integer, nullable=False, server_default="0"),
    Column("reason", Text, nullable=False, server_default=""),
    Column("written_at", String(40), nullable=True),
    Index("ix_scans_session_id", "session_id"),
    # A phone asks for its own lines, among those of every session on the laptop.
    Index("ix_scans_attendee_id", "attendee_id"),
)

# Which credit a person asked for, with what it is reported by.
credit_requests = Table(
    "credit_requests",
    metadata,
    of_session(is_key=True),
    _of_attendee(primary_key=True),
    Column("type", String(12), primary_key=True),
    # domain.credit.fields.CreditFields as JSON
    Column("fields", Text, nullable=False),
    Column("given_name", Text, nullable=False, server_default=""),
    Column("family_name", Text, nullable=False, server_default=""),
    Column("asked_at", String(40), nullable=False),
)

# What people claim, line after line: the newest of a type counts, none is changed.
claims = Table(
    "claims",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    of_session(),
    _of_attendee(),
    Column("type", String(12), nullable=False),
    Column("quarters", Integer, nullable=False),  # 0 takes an earlier claim back
    Column("attestation", String(12), nullable=False),
    Column("attested_at", String(40), nullable=False),
    Column("attested_by", String(12), nullable=False),  # person or trainer
    Index("ix_claims_session_id", "session_id"),
    sqlite_autoincrement=True,
)

# What was changed about a person afterwards, and by whom. Of credit details it says
# that they changed, never what they say.
details_log = Table(
    "details_log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    of_session(),
    _of_attendee(),
    Column("at", String(40), nullable=False),
    Column("who", String(12), nullable=False),  # person or trainer
    Column("field", String(20), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Index("ix_details_log_session_id", "session_id"),
)

# The private address of a person's own page: its hash, and what the phone that signed
# in makes the same address from again.
links = Table(
    "links",
    metadata,
    of_session(),
    _of_attendee(primary_key=True),
    Column("address", String(64), nullable=False, unique=True),
    Column("nonce", String(32), nullable=False),
    Index("ix_links_session_id", "session_id"),
)

# Tickets of the door that were used: each opens once.
tickets = Table(
    "tickets",
    metadata,
    of_session(is_key=True),
    Column("nonce", String(32), primary_key=True),
    sqlite_with_rowid=False,
)

responses = Table(
    "responses",
    metadata,
    of_session(is_key=True),
    Column("question", String(80), primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("participant", String(64), primary_key=True),
    Column("answer", Text, nullable=False),
    Column("change", Integer, nullable=False),
    # A phone that comes back asks for its own answers.
    Index("ix_responses_participant", "session_id", "participant"),
    sqlite_with_rowid=False,
)

# Phones whose person asked for more time; emptied when the session ends.
more_time = Table(
    "more_time",
    metadata,
    of_session(is_key=True),
    Column("participant", String(64), primary_key=True),
    sqlite_with_rowid=False,
)

forms = Table(
    "forms",
    metadata,
    of_session(is_key=True),
    Column("survey", String(16), primary_key=True),  # a FormName
    Column("participant", String(64), primary_key=True),
    Column("answers", Text, nullable=False),
    sqlite_with_rowid=False,
)

# Where a follow-up's code leads; of the code there is a slow hash. While the session
# goes on a row has the phone, and what its way will be sealed with; from the end on the
# sealed way alone, which nobody reads without the code.
follow_up_codes = Table(
    "follow_up_codes",
    metadata,
    of_session(is_key=True),
    Column("code_hash", String(64), primary_key=True),
    Column("participant", String(64), nullable=False),
    Column("seal", String(64), nullable=False),
    sqlite_with_rowid=False,
)

# Follow-ups, and what the same person answered at the end of what is asked again.
follow_up_forms = Table(
    "follow_up_forms",
    metadata,
    of_session(is_key=True),
    Column("person", String(64), primary_key=True),
    Column("answers", Text, nullable=False),
    Column("at_the_end", Text, nullable=True),  # empty: it came without a code
    sqlite_with_rowid=False,
)

# Sessions that take follow-ups, and those that did.
follow_ups = Table(
    "follow_ups",
    metadata,
    of_session(is_key=True),
    Column("opened_on", String(10), nullable=False),
    Column("closed_on", String(10), nullable=True),
)

# An invitation to lead a session or to stand at its door, and who took it.
remotes = Table(
    "remotes",
    metadata,
    Column("id", String(32), primary_key=True),
    of_session(),
    Column("invitation", String(64), nullable=False, unique=True),  # its hash
    Column("expires_at", String(40), nullable=False),
    Column("key", String(64), nullable=True, unique=True),  # hash of the device's key
    Column("kind", String(12), nullable=True),  # domain.remote.DeviceKind
    Column("joined_at", String(40), nullable=True),
    # domain.remote.Role
    Column("role", String(12), nullable=False, server_default="remote"),
    Index("ix_remotes_session_id", "session_id"),
)

# Alembic's own table, in its own form: the revision that the database is at.
alembic_version = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
