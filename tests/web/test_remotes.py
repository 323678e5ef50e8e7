"""A remote leads one session, by an invitation used once, until it is removed."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
from running import Console, Held, Screen, soon
from socketio.exceptions import ConnectionError as Refused

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Safari/604.1"
JSON_ONLY = {"Accept": "application/json"}


@pytest.fixture
def trainer(session: Held) -> Iterator[Console]:
    console = session.console()
    yield console
    console.close()


def invite(session: Held) -> str:
    """Return the path of a new invitation."""
    answer = session.server.trainer.post(
        f"{session.server.url}/console/{session.id}/remotes", headers=JSON_ONLY
    )
    answer.raise_for_status()
    return "/" + str(answer.json()["url"]).split("/", 3)[3]


def device(agent: str = IPHONE) -> requests.Session:
    made = requests.Session()
    made.trust_env = False
    made.headers["User-Agent"] = agent
    return made


def key_in(page: str) -> str:
    found = re.search(r'name="key" value="([0-9a-f]{32})"', page)
    assert found
    return found[1]


def join(session: Held, path: str, agent: str = IPHONE) -> requests.Session:
    """Let a device open an invitation and press its button."""
    made = device(agent)
    page = made.get(session.server.url + path)
    page.raise_for_status()
    answer = made.post(
        session.server.url + path.lower(), data={"key": key_in(page.text)}
    )
    answer.raise_for_status()
    assert answer.url == f"{session.server.url}/console/{session.id}"
    return made


class Remote(Screen):
    """A device's console, connected by its own cookie."""

    def __init__(self, held: Held, web: requests.Session) -> None:
        super().__init__(held.server.url, "/console")
        cookies = {c.name: c.value for c in web.cookies if c.path == "/socket.io"}
        sent = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.connect({"session": held.id}, sent)


def refused(session: Held, namespace: str, cookies: str, session_id: str) -> str:
    """Return the sentence with which a connection is turned away."""
    screen = Screen(session.server.url, namespace)
    told: list[Any] = []
    screen.client.on("connect_error", told.append, namespace=namespace)
    with pytest.raises(Refused):
        screen.client.connect(
            screen.url,
            headers={"Cookie": cookies},
            namespaces=[namespace],
            auth={"session": session_id},
            transports=["websocket"],
        )
    screen.client.disconnect()
    return str(told[0]["message"] if told else "")


def socket_cookies(web: requests.Session) -> str:
    return "; ".join(
        f"{c.name}={c.value}" for c in web.cookies if c.path == "/socket.io"
    )


def test_a_device_that_joined_sees_and_moves_the_session(
    session: Held, trainer: Console
) -> None:
    remote = Remote(session, join(session, invite(session)))

    assert remote.newest["state"]["notes"]
    assert remote.call("move", {"move": "next"})["ok"]

    trainer.wait("state", lambda state: state["screen"] == "slide")
    trainer.move("calm")
    remote.wait("state", lambda state: state["screen"] == "calm")
    (listed,) = trainer.newest["state"]["remotes"]
    assert listed["kind"] == "iphone"
    remote.close()


def test_looking_at_an_invitation_does_not_use_it_up(session: Held) -> None:
    path = invite(session)
    for _ in range(3):
        assert device().get(session.server.url + path).status_code == 200

    join(session, path)


def test_an_invitation_is_used_once(session: Held) -> None:
    path = invite(session)
    page = device().get(session.server.url + path).text
    join(session, path)

    for answer in (
        device().get(session.server.url + path),
        device().post(session.server.url + path.lower(), data={"key": key_in(page)}),
    ):
        assert answer.status_code == 410
        assert "used already" in answer.text
        assert not answer.cookies


def test_the_same_form_sent_again_is_the_same_device(
    session: Held, trainer: Console
) -> None:
    path = invite(session)
    first = device()
    form = {"key": key_in(first.get(session.server.url + path).text)}
    for _ in range(2):
        answer = first.post(session.server.url + path.lower(), data=form)
        assert answer.url.endswith(f"/console/{session.id}")

    state = trainer.wait("state", lambda state: state["remotes"])
    assert len(state["remotes"]) == 1


def test_a_new_invitation_takes_the_place_of_one_that_nobody_took(
    session: Held,
) -> None:
    first, second = invite(session), invite(session)

    assert device().get(session.server.url + first).status_code == 410
    join(session, second)


def test_an_invitation_runs_out_after_ten_minutes(session: Held) -> None:
    path = invite(session)
    over = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
    file = session.server.data / "facilitator.sqlite3"
    with closing(sqlite3.connect(file)) as database:
        (kept,) = database.execute(
            "SELECT expires_at FROM remotes WHERE session_id = ?", (session.id,)
        ).fetchone()
        database.execute(
            "UPDATE remotes SET expires_at = ? WHERE session_id = ?",
            (over, session.id),
        )
        database.commit()

    left = datetime.fromisoformat(kept) - datetime.now(UTC)
    assert timedelta(minutes=9) < left <= timedelta(minutes=10)
    assert device().get(session.server.url + path).status_code == 410


@pytest.mark.parametrize(
    "token", ["A" * 28, "x", "%00", "A" * 5000, "..%2f..%2fdesk", "ñ" * 28]
)
def test_a_guess_opens_nothing(session: Held, token: str) -> None:
    for answer in (
        device().get(f"{session.server.url}/r/{token}"),
        device().post(f"{session.server.url}/r/{token}", data={"key": "0" * 32}),
    ):
        assert answer.status_code in (404, 410)
        assert not answer.cookies


@pytest.mark.parametrize("key", ["", "x", "0" * 31, "G" * 32, "0" * 5000])
def test_a_key_of_another_shape_is_refused_and_uses_nothing_up(
    session: Held, key: str
) -> None:
    path = invite(session)

    answer = device().post(session.server.url + path.lower(), data={"key": key})

    assert answer.status_code == 422
    join(session, path)


def test_a_remote_opens_its_console_and_nothing_else(session: Held) -> None:
    web = join(session, invite(session))
    other = session.server.create_session()
    url, one = session.server.url, f"/desk/sessions/{session.id}"
    mine, shut = f"/console/{session.id}", 403

    # As a device would that sends its cookie everywhere.
    for name, value in web.cookies.items():
        web.cookies.set(name, value, path="/")
    opened = {
        path: web.get(url + path).status_code
        for path in (
            mine,
            f"{mine}/outline",
            f"/console/{other.id}",
            f"/console/{other.id}/outline",
            f"/projector/{session.id}",
            "/desk",
            one,
            f"{one}/facts",
            f"{one}/attendance.xlsx",
            f"{one}/evaluation.xlsx",
            f"{one}/polls.xlsx",
            f"{one}/hand-off.zip",
        )
    }
    sent = {
        path: web.post(url + path).status_code
        for path in (
            f"{mine}/remotes",
            f"{mine}/remotes/{'0' * 32}/remove",
            f"{one}/wifi",
            f"{one}/decks",
            "/desk/sessions",
        )
    }

    assert opened == {path: 200 if path.startswith(mine) else shut for path in opened}
    assert sent == dict.fromkeys(sent, shut)


def test_a_remote_makes_polls_and_a_stranger_does_not(session: Held) -> None:
    remote = join(session, invite(session))
    poll = {"key": "0" * 12, "kind": "text", "label": {"en": "What now?"}}
    address = f"{session.server.url}/console/{session.id}/polls"

    refused = device().post(address, json=poll, headers=JSON_ONLY)
    made = remote.post(address, json=poll, headers=JSON_ONLY)

    assert refused.json()["code"] == "not-allowed"
    assert made.json() == {"ok": True, "poll": "made_000000000000"}


def test_a_remotes_cookie_leads_no_other_session_and_no_projector(
    session: Held,
) -> None:
    cookies = socket_cookies(join(session, invite(session)))
    other = session.server.create_session()
    renamed = cookies.replace(session.id[:8], other.id[:8])

    assert "for the trainer" in refused(session, "/console", cookies, other.id)
    assert "for the trainer" in refused(session, "/console", renamed, other.id)
    assert "for the trainer" in refused(session, "/projector", cookies, session.id)
    assert "for the trainer" in refused(session, "/console", "", session.id)


def test_a_remotes_cookie_travels_where_nobody_answers(session: Held) -> None:
    web = join(session, invite(session))

    kept = {cookie.path: cookie for cookie in web.cookies}

    assert set(kept) == {f"/console/{session.id}", "/socket.io"}
    for cookie in kept.values():
        assert cookie.has_nonstandard_attr("HttpOnly")
        assert cookie.get_nonstandard_attr("SameSite") == "Strict"


def test_another_page_cannot_connect_with_a_remotes_cookie(session: Held) -> None:
    cookies = socket_cookies(join(session, invite(session)))
    screen = Screen(session.server.url, "/console")

    with pytest.raises(Refused):
        screen.client.connect(
            screen.url,
            headers={"Cookie": cookies, "Origin": "http://evil.example"},
            namespaces=["/console"],
            auth={"session": session.id},
            transports=["websocket"],
        )


def test_a_forged_cookie_leads_nothing(session: Held) -> None:
    cookies = socket_cookies(join(session, invite(session)))
    name, _, value = cookies.partition("=")
    key, _, mac = value.partition(".")

    for forged in (f"{'0' * 32}.{mac}", f"{key}.{'0' * 64}", f".{mac}", "", "." * 500):
        said = refused(session, "/console", f"{name}={forged}", session.id)
        assert "for the trainer" in said


def test_removing_a_device_ends_its_open_connection_at_once(
    session: Held, trainer: Console
) -> None:
    web = join(session, invite(session))
    remote = Remote(session, web)
    ended: list[bool] = []
    remote.client.on("disconnect", lambda *_: ended.append(True), namespace="/console")
    (listed,) = trainer.wait("state", lambda s: s["remotes"])["remotes"]
    step = trainer.newest["state"]["step"]

    answer = session.server.trainer.post(
        f"{session.server.url}/console/{session.id}/remotes/{listed['id']}/remove"
    )

    assert answer.json() == {"ok": True}
    trainer.wait("state", lambda s: not s["remotes"])
    soon(lambda: ended)
    said = refused(session, "/console", socket_cookies(web), session.id)
    assert "no longer a remote" in said
    page = web.get(f"{session.server.url}/console/{session.id}")
    assert (page.status_code, "no longer a remote" in page.text) == (403, True)
    assert trainer.newest["state"]["step"] == step


def test_a_device_of_another_session_cannot_be_removed_here(session: Held) -> None:
    other = session.server.create_session()
    console = other.console()
    join(other, invite(other))
    (listed,) = console.wait("state", lambda s: s["remotes"])["remotes"]

    answer = session.server.trainer.post(
        f"{session.server.url}/console/{session.id}/remotes/{listed['id']}/remove",
        headers=JSON_ONLY,
    )

    assert answer.status_code == 404
    console.close()


def test_a_remote_cannot_finish_and_is_told_where_that_is_done(
    session: Held, trainer: Console
) -> None:
    remote = Remote(session, join(session, invite(session)))

    answer = remote.call("move", {"move": "finish"})

    assert (answer["ok"], answer["code"]) == (False, "only-at-the-laptop")
    assert "laptop" in answer["message"]
    assert trainer.newest["state"]["finished"] is False
    remote.close()


def test_the_end_of_the_session_ends_every_remote(
    session: Held, trainer: Console
) -> None:
    web = join(session, invite(session))
    remote = Remote(session, web)
    trainer.move("finish")

    remote.wait("state", lambda state: state["finished"])
    said = refused(session, "/console", socket_cookies(web), session.id)
    assert "no longer a remote" in said
    again = session.server.trainer.post(
        f"{session.server.url}/console/{session.id}/remotes", headers=JSON_ONLY
    )
    assert (again.status_code, again.json()["code"]) == (409, "session-closed")


def test_a_remote_outlives_a_restart(session: Held) -> None:
    web = join(session, invite(session))
    session.server.kill()
    session.server.start()

    remote = Remote(session, web)

    assert remote.call("move", {"move": "next"})["ok"]
    assert remote.call("here")["v"] == remote.newest["state"]["v"]
    remote.close()


def test_the_file_holds_hashes_alone(session: Held) -> None:
    path = invite(session)
    web = join(session, path)
    token = path.rpartition("/")[2]
    key = next(c.value for c in web.cookies if c.value).partition(".")[0]

    kept = session.server.data / "facilitator.sqlite3"
    written = kept.read_bytes() + kept.with_name(f"{kept.name}-wal").read_bytes()

    assert token.encode() not in written
    assert key.encode() not in written


@pytest.mark.parametrize(
    ("agent", "kind"),
    [
        (IPHONE, "iphone"),
        ("Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X)", "ipad"),
        ("Mozilla/5.0 (Linux; Android 14; Pixel 8) Mobile Safari/537.36", "android"),
        ("Mozilla/5.0 (Linux; Android 13; SM-X200) Safari/537.36", "tablet"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_4)", "mac"),
        ("Mozilla/5.0 (X11; Linux x86_64)", "linux"),
        ("<script>", "other"),
    ],
)
def test_a_device_is_known_by_its_kind_and_by_no_name(
    session: Held, trainer: Console, agent: str, kind: str
) -> None:
    join(session, invite(session), agent)

    (listed,) = trainer.wait("state", lambda s: s["remotes"])["remotes"]

    assert set(listed) == {"id", "kind", "joined_at"}
    assert listed["kind"] == kind


def test_moves_of_two_trainers_come_one_after_the_other(
    session: Held, trainer: Console
) -> None:
    remote = Remote(session, join(session, invite(session)))
    versions = []
    for _ in range(5):
        versions.append(trainer.move("next")["v"])
        versions.append(remote.call("move", {"move": "previous"})["v"])

    assert versions == list(range(versions[0], versions[0] + 10))
    for screen in (trainer, remote):
        screen.wait("state", lambda state: state["v"] == versions[-1])
    remote.close()
