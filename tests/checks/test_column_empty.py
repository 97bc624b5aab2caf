from __future__ import annotations

import pytest

from checks.column_empty import Params, column_empty
from checks.engine.model import Outcome
from evidence.records import ColumnKind, ListState
from evidence.units import ColumnEvidence
from tests.builders import BLOCKED, column, days_ago, unit

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
GRACE = 7


@pytest.mark.parametrize(
    ("shown", "outcome", "says"),
    [
        (column("政策文件"), FAILED, "栏目「政策文件」为空白栏目"),
        (column("通知公告", 400), PASSED, ""),
        (column("概况", state=ListState.TEXT), PASSED, ""),
        (column("政务公开", state=ListState.CONTAINER), PASSED, ""),
        (column("办事大厅", state=ListState.ELSEWHERE), PASSED, ""),
        (column("通知公告", 3, state=ListState.EMPTY), PASSED, ""),
        (column(state=ListState.SCRIPTED), CANT_TELL, "列表由脚本生成"),
        (column(state=ListState.SCRIPTED, state_why="需浏览器"), CANT_TELL, "需浏览器"),
        (column(state=ListState.UNCLEAR), CANT_TELL, "未能识别"),
        (column(why_unread=BLOCKED), CANT_TELL, BLOCKED),
        (column(rest_unread=True), CANT_TELL, "后续页未采集"),
        (column(archived=True), INAPPLICABLE, "归档"),
        (column(kind=ColumnKind.ARCHIVE), INAPPLICABLE, "归档"),
        (column(first_seen=days_ago(GRACE - 1)), INAPPLICABLE, "未满7天"),
        (column(first_seen=days_ago(GRACE)), FAILED, "空白栏目"),
    ],
)
def test_column_empty(shown: ColumnEvidence, outcome: Outcome, says: str) -> None:
    (statement,) = column_empty(unit(columns=(shown,)), Params(GRACE))
    assert (statement.outcome, statement.url, statement.column) == (outcome, shown.url, shown.name)
    assert says in statement.message


def test_one_column_under_two_names_counts_once() -> None:
    first, second = column("通知"), column("公告")
    evidence = unit(columns=(first, second), redirects={second.url: first.url})
    assert [one.column for one in column_empty(evidence, Params(GRACE))] == ["通知"]
