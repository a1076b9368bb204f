"""How it is told: one file for each form a plan or a list of findings is given.

`FORMATS` names the module of each form a plan is exported in. A module is loaded when its form is asked for
and offers `render(plans, language) -> Iterator[bytes]`: the same plans, the same bytes.
"""

from typing import Final

FORMATS: Final = {
    "csv": "fmplan.exports.csv",
    "html": "fmplan.exports.html",
    "ical": "fmplan.exports.ical.calendar",
    "json": "fmplan.exports.json",
    "md": "fmplan.exports.markdown",
    "table": "fmplan.exports.table",
    "xlsx": "fmplan.exports.xlsx",
}
