"""What goes with a digest is read back by the programs it is for."""

from __future__ import annotations

import io
from email.message import Message as Header
from pathlib import Path

from icalendar import Calendar
from openpyxl import load_workbook

from tests.exports.mail.estates import ASSETS, ESTATE, a_quay, written


def test_the_week_is_a_calendar_with_the_uids_of_the_feed_and_no_method(tmp_path: Path) -> None:
    lifts = written(a_quay(tmp_path / "quay"))[1]
    ics = lifts.attachments[0]
    calendar = Calendar.from_ical(ics.data)
    assert (ics.name, ics.media) == ("quay-2027-W05-lifts.ics", "text/calendar; charset=utf-8")
    assert [str(event["uid"]) for event in calendar.walk("VEVENT")] == ["lift-1/ropes/2027-02-03@quay"]
    assert "method" not in calendar
    assert str(calendar["name"]) == "Old Quay: Lift firm"


def test_the_work_sheets_can_be_filled_in_and_read_back(tmp_path: Path) -> None:
    lifts = written(a_quay(tmp_path / "quay"))[1]
    book = load_workbook(io.BytesIO(lifts.attachments[1].data))
    cells = {str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value}
    assert lifts.attachments[1].name == "quay-2027-W05-lifts.xlsx"
    assert {"asset", "task", "for", "lift-1", "service", "2027-02-03"} <= cells
    assert not any("pump" in cell for cell in cells)


def test_a_work_sheet_says_that_the_work_needs_a_permit(tmp_path: Path) -> None:
    ropes = "name: {en: Ropes greased, zh: 钢丝绳润滑}, "
    assets = ASSETS.replace(ropes, f"{ropes}permit: {{name: {{en: Lone work, zh: 独自作业}}}}, ")
    for language, said in (("en", "permit: Lone work"), ("zh", "许可：独自作业")):
        lifts = written(a_quay(tmp_path / language, assets=assets), language=language)[1]
        rows = load_workbook(io.BytesIO(lifts.attachments[1].data)).worksheets[0].iter_rows(values_only=True)
        details = [value for row in rows for value in row if isinstance(value, str) and "lift-1/ropes" in value]
        assert [said in text.split(" · ") for text in details] == [True]


def test_a_team_with_odd_signs_in_its_id_has_files_that_every_disk_takes(tmp_path: Path) -> None:
    folder = a_quay(tmp_path / "quay", ESTATE.replace("  own: {name", "  'own:电':{name".replace(":{", ": {")))
    (folder / "assets/all.yaml").write_text(
        (folder / "assets/all.yaml").read_text(encoding="utf-8").replace("team: own", "team: 'own:电'"), "utf-8"
    )
    names = [one.name for message in written(folder) for one in message.attachments]
    assert "quay-2027-W05-own-电.ics" in names


def test_the_media_type_is_one_a_mail_can_carry(tmp_path: Path) -> None:
    for message in written(a_quay(tmp_path / "quay")):
        for attachment in message.attachments:
            header = Header()
            header["Content-Type"] = attachment.media
            assert header.get_content_maintype() in {"text", "application"}


def test_a_digest_without_work_has_nothing_attached(tmp_path: Path) -> None:
    messages = written(a_quay(tmp_path / "quay"), today="2027-02-01")
    assert [len(one.attachments) for one in messages] == [1, 2, 2]
    assert [len(one.attachments) for one in written(a_quay(tmp_path / "other"), "overdue")] == [0]


def test_the_lead_has_the_sheets_of_those_who_get_none_of_their_own(tmp_path: Path) -> None:
    some = ESTATE.replace("teams: true, attach", "teams: [lifts], attach")
    lead, lifts = written(a_quay(tmp_path / "quay", some))
    sheets = [load_workbook(io.BytesIO(one.attachments[1].data)).worksheets[0] for one in (lead, lifts)]
    assets = [{str(row[0]) for row in sheet.iter_rows(values_only=True)} & {"lift-1", "pump-1"} for sheet in sheets]
    assert assets == [{"pump-1"}, {"lift-1"}]
