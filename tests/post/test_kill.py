from __future__ import annotations

import subprocess
import sys
from collections import Counter
from email import message_from_bytes
from pathlib import Path

from tests.post.mailserver import MailServer, a_server


def test_a_run_that_is_killed_at_any_moment_sends_nothing_twice_and_loses_nothing(in_memory: Path) -> None:
    with a_server(MailServer()) as server:
        ended = subprocess.run(
            [sys.executable, "-m", "tests.post.killed", str(server.port), in_memory],
            capture_output=True,
            text=True,
            cwd=Path(__file__).parents[2],
            check=True,
        )
    assert ended.stderr == ""
    arrived = Counter(message_from_bytes(mail)["X-Fmplan-Digest"].split()[0] for _, _, mail in server.taken)
    ends = Counter()
    for line in ended.stdout.splitlines():
        estate, after_the_kill, in_the_end = line.split()
        ends[after_the_kill, in_the_end, arrived[estate]] += 1
    # What the journal said after the kill, what it said in the end, and how often the letter arrived.
    assert set(ends) == {
        ("nothing", "sent", 1),
        ("planned", "sent", 1),
        ("sending", "sent", 1),
        ("sending-left", "unknown", 0),
        ("sending-left", "unknown", 1),
        ("sent", "sent", 1),
    }
