"""Making the messages of one dispatch: what its readers have in common is fetched once."""

from __future__ import annotations

from collections.abc import Iterable

from ..links import PREFERENCES, UNSUBSCRIBE, token_for
from ..messages import Own, Template, hash_of_message
from ..models import Dispatch, Variant
from .ledger import Handed
from .smtp import Letter


class MessageChangedError(Exception):
    """A message isn't what was made when the readers were fixed."""


class Composer:
    """Fills in variants' finished messages. Variants are loaded by the run; its connections' threads only compose."""

    def __init__(self, dispatch: Dispatch) -> None:
        self._dispatch = dispatch
        self._variants: dict[int, tuple[str, Template]] = {}

    def load(self, variant_ids: Iterable[int]) -> None:
        """Fetches the variants that aren't here yet. Raises MessageChangedError."""
        missing = set(variant_ids) - self._variants.keys()
        if missing:
            fields = ("pk", "sender", "message", "message_hash")
            for pk, sender, message, kept_hash in Variant.objects.filter(pk__in=missing).values_list(*fields):
                if hash_of_message(bytes(message)) != kept_hash:
                    raise MessageChangedError(str(self._dispatch))
                self._variants[pk] = sender, Template(bytes(message))

    def __call__(self, handed: Handed) -> Letter:
        """The letter of a delivery. Raises UnwritableAddressError."""
        sender, template = self._variants[handed.variant_id]
        own = Own(
            to=handed.email,
            number=handed.number,
            unsubscribe_token=token_for(handed.subscriber_number, UNSUBSCRIBE),
            preferences_token=token_for(handed.subscriber_number, PREFERENCES),
        )
        return Letter(sender, handed.email, template.filled(own))
