"""The demo's two accounts: `redacteur`, who has every role, and `beheer`, who may do all."""

from hub.roles import make_roles
from network.models import User


def load_staff() -> None:
    """Make both accounts; they get their passwords when the demo starts."""
    editor = User(username="redacteur", first_name="Robin", last_name="Redacteur", email="redacteur@healthhub.example")
    editor.set_unusable_password()
    editor.save()
    editor.groups.set(make_roles())
    manager = User(username="beheer", first_name="Bo", last_name="Beheer", email="beheer@healthhub.example")
    manager.is_staff = manager.is_superuser = True
    manager.set_unusable_password()
    manager.save()
