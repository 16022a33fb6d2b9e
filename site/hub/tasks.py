"""What the project does in the background."""

from procrastinate.contrib.django import app


@app.task(name="hub.send_password_reset")
def send_password_reset(user_ids: list[int], language: str) -> None:
    """Mails the link for a new password to whoever asked for it, if they have an account."""
    from . import password_reset  # which defers this task

    password_reset.send(user_ids, language)
