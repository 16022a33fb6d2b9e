"""When the database comes back from a backup: what was sent since then, nobody knows. So nothing goes out by itself.

These are statements and no objects, for they belong to the transaction that brings the rows back: a worker must never
see them without.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from psycopg import sql

WAITING = ("pending", "retrying", "handed_over")
HANDED_OVER = ("handed_over",)
# Mails to one person, which may have gone out since.
LETTERS = ("newsletter.send_letter", "hub.send_password_reset")

DOUBT = """
UPDATE newsletter_delivery delivery
SET state = 'in_doubt', answer = {answer}, handed_over_at = coalesce(handed_over_at, {made_at}), settled_at = now(),
    retry_at = NULL, lease = NULL, leased_until = NULL
FROM newsletter_dispatch dispatch
WHERE dispatch.id = dispatch_id
  AND delivery.state = ANY (CASE WHEN dispatch.cancelled_at IS NULL THEN {states} ELSE {handed_over} END)
"""
PAUSE = """
UPDATE newsletter_dispatch SET paused_at = coalesce(paused_at, now())
WHERE finished_at IS NULL AND cancelled_at IS NULL
"""
NOT_BEGUN = "SELECT id FROM newsletter_dispatch WHERE frozen_at IS NULL AND cancelled_at IS NULL"
ASK_AGAIN = (
    """
UPDATE newsletter_issue
SET state = 'draft', void_reason = {reason}, snapshot = NULL, snapshot_hash = '', approved_by_id = NULL,
    approved_at = NULL, is_scheduled = false
WHERE state = 'approved' OR id IN (SELECT issue_id FROM newsletter_dispatch WHERE id IN ({not_begun}))
""",
    """
DELETE FROM procrastinate_jobs
WHERE task_name = 'newsletter.dispatch_issue' AND status = 'todo'
  AND (args ->> 'dispatch_id')::bigint IN ({not_begun})
""",
    "DELETE FROM newsletter_sentitem WHERE dispatch_id IN ({not_begun})",
    "DELETE FROM newsletter_dispatch WHERE id IN ({not_begun})",
)
NOT_TWICE = (
    "UPDATE procrastinate_jobs SET status = 'failed' WHERE status IN ('todo', 'doing') AND task_name = ANY ({letters})"
)


def statements(made_at: str, nothing_was_sent: bool = False) -> str:
    """What is to be done with the rows of a backup that was made at a moment, as SQL.

    Whoever might have been mailed since is in doubt, for a manager to decide; that is everybody whose turn hadn't come.
    An approved issue, or one of which the readers weren't fixed, is a draft again, for it may have gone out since.
    `nothing_was_sent`: somebody knows that no worker ran since the backup. Then only what was handed over is in
    doubt, and dispatches are paused.
    """
    values = {
        "answer": sql.Literal("The database was restored from a backup; it may have been sent since."),
        "made_at": sql.SQL("{}::timestamptz").format(sql.Literal(made_at)),
        "states": _array(HANDED_OVER if nothing_was_sent else WAITING),
        "handed_over": _array(HANDED_OVER),
        "reason": sql.Literal(
            _("The database was restored from a backup. See whether this issue has gone out since before approving it.")
        ),
        "letters": _array(LETTERS),
        "not_begun": sql.SQL(NOT_BEGUN),
    }
    steps = [DOUBT, *([PAUSE, NOT_TWICE] if nothing_was_sent else [*ASK_AGAIN, NOT_TWICE])]
    return "".join(f"{sql.SQL(step.strip()).format(**values).as_string(None)};\n" for step in steps)


def _array(values: tuple[str, ...]) -> sql.Composable:
    return sql.SQL("ARRAY[{}]").format(sql.SQL(", ").join(map(sql.Literal, values)))
