from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from fmplan.post.journal import Journal, read_journal
from fmplan.post.way import Rate, WayError
from tests.post.letters import Clock, a_message, came, delivered, states, to
from tests.post.ways import FAILED, HALTED, LATER, SENT, UNKNOWN, Crash, CrashError, Told

TWO = a_message(to=to("lead@example.com", "boss@example.com"))


def test_a_second_run_sends_nothing(tmp_path: Path) -> None:
    way = Told()
    assert came(delivered(tmp_path, way, TWO)) == {"lead@example.com": "sent", "boss@example.com": "sent"}
    assert came(delivered(tmp_path, way, TWO)) == {"lead@example.com": "before", "boss@example.com": "before"}
    assert way.arrived == ["lead@example.com", "boss@example.com"]
    assert way.closed == 2


def test_one_recipient_refused_leaves_the_others_their_mail(tmp_path: Path) -> None:
    way = Told([FAILED])
    report = delivered(tmp_path, way, TWO)
    assert came(report) == {"lead@example.com": "failed", "boss@example.com": "sent"}
    assert [delivery.said for delivery in report.deliveries] == ["550 nobody of that name", "250 ok"]


def test_what_was_refused_for_good_is_told_each_time_and_goes_again_only_when_asked(tmp_path: Path) -> None:
    way = Told([FAILED])
    delivered(tmp_path, way)
    report = delivered(tmp_path, way)
    assert came(report) == {"lead@example.com": "failed_before"}
    assert report.deliveries[0].said == "550 nobody of that name"
    assert way.arrived == []
    assert came(delivered(tmp_path, way, again=True)) == {"lead@example.com": "sent"}


def test_what_is_refused_for_now_is_tried_again_with_longer_pauses_inside_the_budget(tmp_path: Path) -> None:
    way, clock = Told([LATER] * 4), Clock()
    assert came(delivered(tmp_path, way, clock=clock, budget=600)) == {"lead@example.com": "sent"}
    assert clock.slept == [5, 10, 20, 40]
    assert [record.tries for record in read_journal(tmp_path / "mail.sqlite3")] == [5]


def test_a_budget_that_is_used_up_leaves_it_for_the_next_run(tmp_path: Path) -> None:
    way, clock = Told([LATER] * 4), Clock()
    assert came(delivered(tmp_path, way, clock=clock, budget=60)) == {"lead@example.com": "later"}
    assert clock.slept == [5, 10, 20]
    assert states(tmp_path) == {"lead@example.com": "planned"}
    assert came(delivered(tmp_path, way)) == {"lead@example.com": "sent"}


def test_a_pause_grows_to_five_minutes_and_no_further(tmp_path: Path) -> None:
    clock = Clock()
    delivered(tmp_path, Told([LATER] * 100), clock=clock, budget=2000)
    assert clock.slept == [5, 10, 20, 40, 80, 160, 300, 300, 300, 300, 300]


def test_the_other_side_may_ask_for_a_longer_pause(tmp_path: Path) -> None:
    clock = Clock()
    delivered(tmp_path, Told([replace(LATER, wait=90)]), clock=clock, budget=600)
    assert clock.slept == [90]


def test_without_a_connection_no_other_is_tried_until_the_pause_is_over(tmp_path: Path) -> None:
    way, clock = Told([HALTED, SENT]), Clock()
    delivered(tmp_path, way, TWO, clock=clock, budget=600)
    assert clock.slept == [5]
    assert [letter.recipient.address for letter in way.letters] == [
        "lead@example.com",
        "lead@example.com",
        "boss@example.com",
    ]


def test_a_clock_that_is_set_while_we_wait_changes_nothing(tmp_path: Path) -> None:
    way, clock = Told([LATER] * 20), Clock()
    usual = clock.sleep

    def sleep(seconds: float) -> None:
        usual(seconds)
        clock.now -= timedelta(days=400)

    clock.sleep = sleep  # type: ignore[method-assign]
    delivered(tmp_path, way, clock=clock, budget=60)
    assert clock.slept == [5, 10, 20]


@pytest.mark.parametrize("hours", [-9000, -1, 1, 9000])
def test_a_clock_that_jumps_between_two_runs_sends_nothing_twice(hours: int, tmp_path: Path) -> None:
    way, clock = Told(), Clock()
    delivered(tmp_path, way, clock=clock)
    clock.now += timedelta(hours=hours)
    assert came(delivered(tmp_path, way, clock=clock)) == {"lead@example.com": "before"}


def test_what_may_have_arrived_goes_again_only_when_asked_and_under_the_same_name(tmp_path: Path) -> None:
    way = Told([UNKNOWN])
    assert came(delivered(tmp_path, way, budget=600)) == {"lead@example.com": "unknown"}
    assert came(delivered(tmp_path, way, budget=600, again=True)) == {"lead@example.com": "unknown_before"}
    assert came(delivered(tmp_path, way, resend_unknown=True)) == {"lead@example.com": "sent"}
    assert [letter.key for letter in way.letters] == [way.letters[0].key] * 2


def test_a_plan_that_changed_is_told_of_and_goes_out_as_an_update_when_asked(tmp_path: Path) -> None:
    way, changed = Told(), a_message(text="Tuesday: fire pump\n")
    delivered(tmp_path, way)
    assert came(delivered(tmp_path, way, changed)) == {"lead@example.com": "changed"}
    assert came(delivered(tmp_path, way, changed, again=True)) == {"lead@example.com": "sent"}
    assert came(delivered(tmp_path, way, changed, again=True)) == {"lead@example.com": "before"}
    assert [(letter.subject, letter.key.issue) for letter in way.letters] == [("Week 5", 0), ("Updated: Week 5", 1)]
    assert way.letters[1].first == way.letters[0].key
    assert states(tmp_path) == {"lead@example.com": "sent", "lead@example.com+1": "sent"}


def test_an_update_that_did_not_get_through_is_taken_up_without_asking_again(tmp_path: Path) -> None:
    way, changed = Told([SENT, LATER]), a_message(text="Tuesday: fire pump\n")
    delivered(tmp_path, way)
    delivered(tmp_path, way, changed, again=True)
    assert came(delivered(tmp_path, way, changed)) == {"lead@example.com": "sent"}
    assert way.letters[-1].subject == "Updated: Week 5"


def test_what_changes_before_it_went_out_goes_out_as_it_is_now(tmp_path: Path) -> None:
    way, changed = Told([LATER]), a_message(text="Tuesday: fire pump\n")
    delivered(tmp_path, way)
    delivered(tmp_path, way, changed)
    assert way.letters[-1].message.text == "Tuesday: fire pump\n"
    assert came(delivered(tmp_path, way, changed)) == {"lead@example.com": "before"}


def test_what_never_went_out_is_given_up_aloud_when_the_next_period_comes(tmp_path: Path) -> None:
    way = Told([LATER])
    delivered(tmp_path, way)
    report = delivered(tmp_path, way, a_message(period="2027-W06"))
    assert [(one.key.period, one.came.name, one.said) for one in report.deliveries] == [
        ("2027-W05", "OVERTAKEN", "never sent, and 2027-W06 has taken its place (451 not now)"),
        ("2027-W06", "SENT", "250 ok"),
    ]
    assert [one.came.name for one in delivered(tmp_path, way, a_message(period="2027-W06")).deliveries] == ["BEFORE"]


def test_a_way_that_is_not_set_up_rightly_holds_everything_back(tmp_path: Path) -> None:
    way = Told([WayError("535 wrong password")])
    report = delivered(tmp_path, way, TWO, budget=600)
    assert report.trouble == "535 wrong password"
    assert came(report) == {"lead@example.com": "held", "boss@example.com": "held"}
    assert states(tmp_path) == {"lead@example.com": "planned", "boss@example.com": "planned"}
    assert came(delivered(tmp_path, way, TWO)) == {"lead@example.com": "sent", "boss@example.com": "sent"}


def test_a_recipient_named_twice_gets_one(tmp_path: Path) -> None:
    way = Told()
    delivered(tmp_path, way, a_message(to=to("lead@example.com", "lead@EXAMPLE.com")), a_message())
    assert way.arrived == ["lead@example.com"]


def test_two_estates_of_one_id_are_told_of(tmp_path: Path) -> None:
    way = Told()
    report = delivered(tmp_path, way, a_message(), a_message(text="Another estate\n"), a_message())
    assert [(one.key.recipient, one.came.name) for one in report.deliveries] == [
        ("lead@example.com", "CLASH"),
        ("lead@example.com", "SENT"),
    ]
    assert [letter.message.text for letter in way.letters] == ["Monday: fire pump\n"]


def test_a_message_for_nobody_is_told_of(tmp_path: Path) -> None:
    report = delivered(tmp_path, Told(), a_message(to=(), part="lifts"), a_message())
    assert [(str(one.key), one.came.name) for one in report.deliveries] == [
        ("court/weekly/2027-W05/lifts", "NOBODY"),
        ("court/weekly/2027-W05 to lead@example.com", "SENT"),
    ]


def test_a_run_that_broke_off_is_judged_before_an_update_goes(tmp_path: Path) -> None:
    way, changed = Told([Crash.ARRIVED]), a_message(text="Tuesday: fire pump\n")
    with pytest.raises(CrashError):
        delivered(tmp_path, way)
    assert came(delivered(tmp_path, way, changed, again=True)) == {"lead@example.com": "unknown"}
    assert came(delivered(tmp_path, way, changed, again=True)) == {"lead@example.com": "sent"}
    assert states(tmp_path) == {"lead@example.com": "unknown", "lead@example.com+1": "sent"}


def test_parts_and_digests_and_estates_of_one_recipient_are_messages_of_their_own(tmp_path: Path) -> None:
    way = Told()
    messages = [a_message(), a_message(part="lifts"), a_message(estate="yard"), a_message(period="2027-W06")]
    delivered(tmp_path, way, *messages)
    assert len(way.arrived) == 4


def test_a_message_another_run_is_sending_is_left_to_it(tmp_path: Path) -> None:
    way = Told()
    delivered(tmp_path, way, a_message(period="2027-W01"))
    with Journal(tmp_path / "mail.sqlite3") as other:
        other.plan([(replace(way.letters[0].key, period="2027-W05"), "x")], Clock().now)
        record = other.newest(replace(way.letters[0].key, period="2027-W05"))
        assert record
        # Locks of one process do not keep it from itself, so the other run is another process.
        script = (
            "import fcntl, os, sys\n"
            f"file = os.open({str(tmp_path / 'mail.lock')!r}, os.O_RDWR)\n"
            f"fcntl.lockf(file, fcntl.LOCK_EX, 1, {record.id})\n"
            "print('held', flush=True); sys.stdin.read()\n"
        )
        with subprocess.Popen([sys.executable, "-c", script], stdin=-1, stdout=-1) as running:
            assert running.stdout
            assert running.stdout.readline() == b"held\n"
            assert came(delivered(tmp_path, way)) == {"lead@example.com": "elsewhere"}
            running.communicate()
    assert came(delivered(tmp_path, way)) == {"lead@example.com": "sent"}


def test_a_chat_takes_so_many_in_a_minute_and_we_wait_for_the_next(in_memory: Path) -> None:
    way, clock = Told(rate=Rate(20, 60)), Clock()
    report = delivered(in_memory, way, *(a_message(estate=f"court-{n}") for n in range(45)), clock=clock, budget=600)
    assert {one.came.name for one in report.deliveries} == {"SENT"}
    assert clock.slept == [60, 60]


def test_what_a_chat_has_no_time_for_is_left_for_the_next_run(in_memory: Path) -> None:
    way = Told(rate=Rate(20, 60))
    messages = [a_message(estate=f"court-{n}") for n in range(45)]
    report = delivered(in_memory, way, *messages, budget=61)
    assert [one.came.name for one in report.deliveries].count("LATER") == 5
    delivered(in_memory, way, *messages)
    assert len(way.arrived) == len({letter.key for letter in way.letters}) == 45


@pytest.mark.parametrize(
    ("crash", "second", "arrived"),
    [(Crash.BEFORE, "sent", 1), (Crash.ON_THE_WAY, "unknown", 0), (Crash.ARRIVED, "unknown", 1)],
)
def test_a_run_after_a_crash_sends_what_had_not_left(crash: Crash, second: str, arrived: int, tmp_path: Path) -> None:
    way = Told([crash])
    with pytest.raises(CrashError):
        delivered(tmp_path, way)
    assert states(tmp_path) == {"lead@example.com": "sending"}
    assert came(delivered(tmp_path, way)) == {"lead@example.com": second}
    assert len(way.arrived) == arrived


def test_a_thousand_random_schedules_of_failure_send_nothing_twice_and_lose_nothing_in_silence(in_memory: Path) -> None:
    steps = [SENT, LATER, HALTED, FAILED, UNKNOWN, WayError("535 no"), *Crash]
    for seed in range(1000):
        chance = random.Random(seed)
        addresses = [f"{n}@example.com" for n in range(chance.randint(1, 4))]
        message = a_message(to=to(*addresses))
        way = Told(chance.choices(steps, k=chance.randint(0, 10)))
        folder = in_memory / str(seed)
        told: dict[str, str] = {}
        for _ in range(chance.randint(1, 5)):
            try:
                told = came(delivered(folder, way, message, budget=chance.choice([0, 12])))
            except CrashError:
                told = {}
        of_journal = {record.key.recipient: record.state.value for record in read_journal(folder / "mail.sqlite3")}
        for address in addresses:
            times = way.arrived.count(address)
            assert times <= 1, (seed, address)
            # Every message stands in the journal, as what became of it.
            allowed = {0: {"planned", "sending", "failed", "unknown"}, 1: {"sent", "sending", "unknown"}}[times]
            assert of_journal[address] in allowed, (seed, address)
            # A run that came to its end has told of every one that did not arrive for certain.
            silent = {"sent", "before"}
            assert not told or (told[address] in silent) <= (of_journal[address] == "sent"), (seed, address)
        # And in the end, once nothing fails, all that was not refused or uncertain has arrived.
        way.plan.clear()
        last = came(delivered(folder, way, message))
        for address in addresses:
            assert way.arrived.count(address) == 1 or last[address] in {"failed_before", "unknown", "unknown_before"}
