from typing import Any


def may_reset(administrator: Any, user: Any) -> bool:
    """Whether somebody may take away a user's second factor: who may change users, superusers only as one."""
    if administrator.is_anonymous or administrator.pk == user.pk or not administrator.has_perm("network.change_user"):
        return False
    return administrator.is_superuser or not user.is_superuser
