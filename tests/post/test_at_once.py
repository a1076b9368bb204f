from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.post.letters import states
from tests.post.mailserver import MailServer, a_server

_RUN = """
import sys
from pathlib import Path
from fmplan.post.smtp import Smtp
from fmplan.post.smtpurl import server_of
from tests.post.letters import a_message, came, delivered, to

sys.stdin.readline()
way = Smtp(server_of({"FMPLAN_SMTP_URL": f"smtp://127.0.0.1:{sys.argv[1]}"}))
message = a_message(to=to(*(f"{number}@example.com" for number in range(40))))
print(*sorted(set(came(delivered(Path(sys.argv[2]), way, message)).values())))
"""


def test_runs_at_once_share_the_work_and_send_nothing_twice(in_memory: Path) -> None:
    with a_server(MailServer()) as server:
        command = [sys.executable, "-c", _RUN, str(server.port), str(in_memory)]
        root = Path(__file__).parents[2]
        running = [subprocess.Popen(command, stdin=-1, stdout=-1, text=True, cwd=root) for _ in range(3)]
        for one in running:
            assert one.stdin
            one.stdin.write("\n")
            one.stdin.flush()
        told = [one.communicate(timeout=600)[0] for one in running]
    assert sorted(recipients[0] for _, recipients, _ in server.taken) == sorted(f"{n}@example.com" for n in range(40))
    assert set(states(in_memory).values()) == {"sent"}
    # Whatever a run did not send itself was sent by another, before it or at that moment.
    assert all(set(line.split()) <= {"sent", "before", "elsewhere"} for line in told)
