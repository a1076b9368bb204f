from __future__ import annotations

import base64
import hashlib
import hmac
import json
import ssl
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from fmplan.post.report import Report
from fmplan.post.robots import KINDS, posting
from fmplan.post.robots.robot import Robot, cut, robot_of
from fmplan.post.way import WayError
from tests.post.chat import DROP, ENDLESS, Chat, a_proxy, chatting
from tests.post.letters import MONDAY, Clock, a_message, delivered, states, to

SECRET = "SECabc"
TOKEN = "d00d-f00d"
GOOD: dict[str, tuple[int, dict[str, str], bytes]] = {
    "wecom": (200, {}, b'{"errcode":0,"errmsg":"ok"}'),
    "dingtalk": (200, {}, b'{"errcode":0,"errmsg":"ok"}'),
    "feishu": (200, {}, b'{"StatusCode":0,"StatusMessage":"success","code":0,"msg":"success","data":{}}'),
    "slack": (200, {}, b"ok"),
    "webhook": (204, {}, b""),
}
LIMITS = {"wecom": 4096, "dingtalk": 20_000, "feishu": 20_000}
LONG = "**Monday** 消防泵 \"A\" \\ 'B' <C>\n\n" * 3000


def _robot(kind: str, chat: Chat, *, signed: bool = True, scheme: str = "http") -> Robot:
    upper = kind.upper()
    url = f"{scheme}://127.0.0.1:{chat.port}/send/{TOKEN}?key={TOKEN}"
    return robot_of(kind, {f"FMPLAN_{upper}_URL": url} | ({f"FMPLAN_{upper}_SECRET": SECRET} if signed else {}))


def _posted(kind: str, tmp_path: Path, **values: Any) -> tuple[Chat, Report]:
    with chatting(Chat([GOOD[kind]])) as chat:
        return chat, delivered(tmp_path, _robot(kind, chat), a_message(**values))


def test_wecom_gets_markdown(tmp_path: Path) -> None:
    chat, _ = _posted("wecom", tmp_path)
    assert chat.bodies == [{"msgtype": "markdown", "markdown": {"content": "**Week 5**\n\n**Monday** fire pump"}}]
    ((path, headers, _),) = chat.posts
    assert (path, headers["Content-Type"]) == (f"/send/{TOKEN}?key={TOKEN}", "application/json; charset=utf-8")


def test_dingtalk_gets_markdown_and_a_signature_of_the_moment_in_its_address(tmp_path: Path) -> None:
    chat, _ = _posted("dingtalk", tmp_path)
    text = "#### Week 5\n\n**Monday** fire pump"
    assert chat.bodies == [{"msgtype": "markdown", "markdown": {"title": "Week 5", "text": text}}]
    query = parse_qs(urlsplit(chat.posts[0][0]).query, strict_parsing=True)
    moment = str(int(MONDAY.timestamp() * 1000))
    sign = base64.b64encode(hmac.new(SECRET.encode(), f"{moment}\n{SECRET}".encode(), hashlib.sha256).digest()).decode()
    assert query == {"key": [TOKEN], "timestamp": [moment], "sign": [sign]}


def test_feishu_gets_a_card_and_a_signature_of_the_moment_in_its_body(tmp_path: Path) -> None:
    chat, _ = _posted("feishu", tmp_path)
    moment = str(int(MONDAY.timestamp()))
    sign = base64.b64encode(hmac.new(f"{moment}\n{SECRET}".encode(), b"", hashlib.sha256).digest()).decode()
    assert chat.bodies == [
        {
            "timestamp": moment,
            "sign": sign,
            "msg_type": "interactive",
            "card": {
                "config": {"wide_screen_mode": True},
                "header": {"title": {"tag": "plain_text", "content": "Week 5"}},
                "elements": [{"tag": "markdown", "content": "**Monday** fire pump"}],
            },
        }
    ]


def test_slack_gets_blocks_and_a_line_for_the_notification(tmp_path: Path) -> None:
    chat, _ = _posted("slack", tmp_path, subject="Week 5 <!channel> & more")
    assert chat.bodies == [
        {
            "text": "Week 5 &lt;!channel&gt; &amp; more",
            "blocks": [
                {"type": "header", "text": {"type": "plain_text", "text": "Week 5 <!channel> & more"}},
                {"type": "markdown", "text": "**Monday** fire pump"},
            ],
        }
    ]


def test_a_webhook_gets_the_message_with_its_name_and_a_signature_of_the_body(tmp_path: Path) -> None:
    chat, report = _posted("webhook", tmp_path, part="lifts")
    ((_, headers, body),) = chat.posts
    name = report.deliveries[0].key.fingerprint
    assert json.loads(body) == {
        "fmplan": 1,
        "id": name,
        "estate": "court",
        "digest": "weekly",
        "period": "2027-W05",
        "part": "lifts",
        "update": 0,
        "language": "en",
        "subject": "Week 5",
        "markdown": "**Monday** fire pump",
        "text": "Monday: fire pump\n",
    }
    signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    assert headers["X-Fmplan-Signature"] == f"sha256={signature}"
    assert headers["Idempotency-Key"] == name


@pytest.mark.parametrize("kind", ["dingtalk", "feishu", "webhook"])
def test_without_a_secret_nothing_is_signed(kind: str, tmp_path: Path) -> None:
    with chatting(Chat([GOOD[kind]])) as chat:
        delivered(tmp_path, _robot(kind, chat, signed=False))
    ((path, headers, body),) = chat.posts
    assert "sign" not in path.lower() + " ".join(headers).lower() + body.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_chat_gets_each_message_once_whoever_its_mail_is_for(kind: str, tmp_path: Path) -> None:
    message = a_message(to=to("lead@example.com", "boss@example.com"))
    with chatting(Chat([GOOD[kind]])) as chat:
        for _ in range(2):
            delivered(tmp_path, _robot(kind, chat), message)
    assert len(chat.posts) == 1
    (recipient,) = states(tmp_path)
    assert recipient.startswith(f"{kind}:")
    assert TOKEN not in recipient


@pytest.mark.parametrize("kind", LIMITS)
def test_a_digest_that_is_too_long_is_cut_to_what_the_chat_takes(kind: str, tmp_path: Path) -> None:
    chat, report = _posted(kind, tmp_path, short=LONG, subject="湖畔" * 80)
    ((_, _, body),) = chat.posts
    text = json.loads(body)["markdown"]["content"] if kind == "wecom" else ""
    assert 0.7 * LIMITS[kind] < len(text.encode() if text else body) <= LIMITS[kind]
    assert report.deliveries[0].came.name == "SENT"


def test_what_is_cut_ends_with_a_whole_line_and_an_ellipsis() -> None:
    assert cut("one\ntwo\nthree\n", 100) == "one\ntwo\nthree\n"
    assert cut("one\ntwo\nthree\nfour", 15) == "one\ntwo\n\n…"
    assert cut("消防泵消防泵", 12) == "消防\n\n…"
    assert cut("消防泵消防泵", 13) == "消防\n\n…"


# What came of it and, in the journal, what stands; after each kind of answer.
_LATER = ("LATER", "planned")
_FAILED = ("FAILED", "failed")
_UNKNOWN = ("UNKNOWN", "unknown")
ANSWERS: list[tuple[str, int, dict[str, str], bytes, tuple[str, str]]] = [
    ("wecom", 200, {}, b'{"errcode":93000,"errmsg":"invalid webhook url"}', _FAILED),
    ("wecom", 200, {}, b'{"errcode":45009,"errmsg":"api freq out of limit"}', _LATER),
    ("wecom", 200, {}, b'{"errcode":-1,"errmsg":"system busy"}', _LATER),
    ("wecom", 200, {}, b"<html>log in to the guest network</html>", _UNKNOWN),
    ("wecom", 200, {}, b'{"errcode":"0","errmsg":"ok"}', _UNKNOWN),
    ("wecom", 200, {}, b"[" * 60_000, _UNKNOWN),
    ("dingtalk", 200, {}, b'{"errcode":310000,"errmsg":"sign not match"}', _FAILED),
    ("dingtalk", 200, {}, b'{"errcode":130101,"errmsg":"send too fast"}', _LATER),
    ("feishu", 200, {}, b'{"code":19021,"msg":"sign match fail or timestamp is not within one hour"}', _FAILED),
    ("feishu", 200, {}, b'{"code":11232,"msg":"frequency limited"}', _LATER),
    ("feishu", 400, {}, b'{"code":9499,"msg":"Bad Request"}', _FAILED),
    ("slack", 404, {}, b"no_service", _FAILED),
    ("slack", 429, {"Retry-After": "30"}, b"rate_limited", _LATER),
    ("slack", 200, {}, b"fine", _UNKNOWN),
    ("webhook", 500, {}, b"Traceback", _UNKNOWN),
    ("webhook", 502, {}, b"", _UNKNOWN),
    ("webhook", 503, {}, b"", _LATER),
    ("webhook", 504, {}, b"", _UNKNOWN),
    ("webhook", 302, {"Location": "http://elsewhere.example"}, b"", _FAILED),
    ("webhook", 401, {}, b"", _FAILED),
    *((kind, DROP, {}, b"", _UNKNOWN) for kind in KINDS),
]


@pytest.mark.parametrize(("kind", "status", "headers", "body", "ends"), ANSWERS)
def test_what_a_chat_answers_says_what_came_of_it(
    kind: str, status: int, headers: dict[str, str], body: bytes, ends: tuple[str, str], tmp_path: Path
) -> None:
    with chatting(Chat([(status, headers, body)])) as chat:
        report = delivered(tmp_path, _robot(kind, chat))
    (delivery,) = report.deliveries
    assert (delivery.came.name, *states(tmp_path).values()) == ends
    assert len(chat.posts) == 1


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("said", [b"HTTP/1.1 100 Continue\r\n\r\n", b"H"], ids=["go on, go on", "a byte at a time"])
def test_an_answer_that_never_ends_is_left(
    said: bytes, scheme: str, tmp_path: Path, context: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The patience to connect is long, whatever else this computer does; that for the answer, which is none, is not.
    monkeypatch.setattr(posting, "_ANSWERS_LONGEST", 0.01)
    with chatting(Chat([(ENDLESS, {}, said)]), context if scheme == "https" else None) as chat:
        report = delivered(tmp_path, _robot("webhook", chat, scheme=scheme))
    (delivery,) = report.deliveries
    assert (delivery.came.name, *states(tmp_path).values()) == _UNKNOWN
    assert delivery.said.startswith("the connection to 127.0.0.1 was lost before the answer: ")


def test_a_chat_that_asks_for_a_pause_gets_it(tmp_path: Path) -> None:
    clock = Clock()
    with chatting(Chat([(429, {"Retry-After": "30"}, b"rate_limited"), GOOD["slack"]])) as chat:
        report = delivered(tmp_path, _robot("slack", chat), clock=clock, budget=60)
    assert (report.deliveries[0].came.name, clock.slept) == ("SENT", [30])


def test_twenty_posts_a_minute_and_no_more(tmp_path: Path) -> None:
    clock = Clock()
    with chatting(Chat([GOOD["wecom"]])) as chat:
        delivered(tmp_path, _robot("wecom", chat), *(a_message(part=f"{n}") for n in range(21)), clock=clock, budget=90)
    assert (len(chat.posts), clock.slept) == (21, [60])


def test_where_nobody_listens_it_is_left_for_the_next_run(tmp_path: Path, deaf_port: int) -> None:
    (delivery,) = delivered(tmp_path, _robot("wecom", Chat([], port=deaf_port))).deliveries
    assert (delivery.came.name, delivery.said) == ("LATER", "no connection to 127.0.0.1: Connection refused")


def test_addresses_and_secrets_do_not_come_back_in_what_is_said(tmp_path: Path) -> None:
    answer = json.dumps({"errcode": 310000, "errmsg": f"/send/{TOKEN}?key={TOKEN} {SECRET}"}).encode()
    with chatting(Chat([(200, {}, answer)])) as chat:
        (delivery,) = delivered(tmp_path, _robot("dingtalk", chat)).deliveries
    assert TOKEN not in delivery.said
    assert SECRET not in delivery.said


@pytest.mark.usefixtures("trusting")
def test_a_private_line_is_trusted(tmp_path: Path, context: ssl.SSLContext) -> None:
    with chatting(Chat([GOOD["wecom"]]), context) as chat:
        report = delivered(tmp_path, _robot("wecom", chat, scheme="https"))
    assert report.deliveries[0].came.name == "SENT"


def test_a_certificate_nobody_vouches_for_holds_everything_back(tmp_path: Path, context: ssl.SSLContext) -> None:
    with chatting(Chat([GOOD["wecom"]]), context) as chat:
        report = delivered(tmp_path, _robot("wecom", chat, scheme="https"))
    assert report.trouble.startswith("127.0.0.1: its certificate is not trusted")
    assert (chat.posts, list(states(tmp_path).values())) == ([], ["planned"])


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "says where the robot posts to, and is not set"),
        ("qyapi.weixin.qq.com/send", "is no address"),
        ("ftp://example.com/x", "is no address"),
        ("https://user:pw@example.com/x", "is no address"),
        ("https://example.com/x y", "is no address"),
        ("https://example.com/x\r\nHost: y", "is no address"),
        ("https://example.com:port/x", "is no address"),
        ("https:///x", "is no address"),
        ("http://qyapi.weixin.qq.com/send?key=abc", "would send over an open line"),
    ],
)
def test_a_robot_that_is_not_set_up_rightly_is_told_without_its_address(url: str, said: str) -> None:
    with pytest.raises(WayError, match=f"^FMPLAN_WECOM_URL .*{said}") as caught:
        robot_of("wecom", {"FMPLAN_WECOM_URL": url})
    assert not url or url not in str(caught.value)


@pytest.mark.usefixtures("trusting")
def test_a_proxy_carries_the_private_line_and_cannot_look_in(
    tmp_path: Path, context: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    with chatting(Chat([GOOD["wecom"]]), context) as chat, a_proxy() as (port, heard):
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("no_proxy", "")
        report = delivered(tmp_path, _robot("wecom", chat, scheme="https"))
    assert report.deliveries[0].came.name == "SENT"
    assert heard[0].split(b"\r\n")[0].startswith(f"CONNECT 127.0.0.1:{chat.port} HTTP/1.".encode())
    assert TOKEN.encode() not in b"".join(heard)


@pytest.mark.parametrize(
    "proxy", ["http://user:hunter2@127.0.0.1:port", "http://[::1", "http://:3128", "http://x:99999"]
)
def test_a_proxy_that_is_none_holds_everything_back(
    proxy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", proxy)
    monkeypatch.setenv("no_proxy", "")
    report = delivered(tmp_path, _robot("wecom", Chat([]), scheme="https"))
    assert report.trouble == "HTTPS_PROXY is no address of a proxy: write it as http://proxy.example.com:3128"
    assert list(states(tmp_path).values()) == ["planned"]


def test_a_key_that_is_repeated_without_its_address_does_not_come_back_either(tmp_path: Path) -> None:
    with chatting(Chat([(200, {}, json.dumps({"errcode": 93000, "errmsg": f"{TOKEN} is no key"}).encode())])) as chat:
        (delivery,) = delivered(tmp_path, _robot("wecom", chat)).deliveries
    assert delivery.said == "errcode 93000: **** is no key"
