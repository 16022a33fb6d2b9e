"""Making the messages of one dispatch: what its readers have in common is fetched once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Generic, TypeVar

from ..addresses import return_address
from ..links import PREFERENCES, UNSUBSCRIBE, token_for
from ..messages import Own, Template, hash_of_message
from ..models import Dispatch, Variant
from .ledger import Handed
from .smtp import Letter

Pattern = TypeVar("Pattern")
Made = TypeVar("Made")


class MessageChangedError(Exception):
    """A message isn't what was made when the readers were fixed."""


class VariantComposer(ABC, Generic[Pattern, Made]):
    """Fills in variants' finished messages. Variants are loaded by the run; its connections' threads only compose."""

    def __init__(self, dispatch: Dispatch) -> None:
        self._dispatch = dispatch
        self._variants: dict[int, Pattern] = {}

    def load(self, variant_ids: Iterable[int]) -> None:
        """Fetches the variants that aren't here yet. Raises MessageChangedError."""
        missing = set(variant_ids) - self._variants.keys()
        if missing:
            fields = ("pk", "sender", "message", "message_hash")
            for pk, sender, message, kept_hash in Variant.objects.filter(pk__in=missing).values_list(*fields):
                if hash_of_message(bytes(message)) != kept_hash:
                    raise MessageChangedError(str(self._dispatch))
                self._variants[pk] = self.pattern_of(sender, bytes(message))

    def __call__(self, handed: Handed) -> Made:
        """The message of a delivery. Raises UnwritableAddressError."""
        return self.made(self._variants[handed.variant_id], own_of(handed))

    @abstractmethod
    def pattern_of(self, sender: str, message: bytes) -> Pattern:
        """A variant, ready to be filled in."""

    @abstractmethod
    def made(self, pattern: Pattern, own: Own) -> Made:
        """One reader's message."""


class Composer(VariantComposer[tuple[str, Template], Letter]):
    """Makes letters for SMTP."""

    def pattern_of(self, sender: str, message: bytes) -> tuple[str, Template]:
        return sender, Template(message)

    def made(self, pattern: tuple[str, Template], own: Own) -> Letter:
        sender, template = pattern
        return Letter(return_address(own.number) or sender, own.to, template.filled(own))


def own_of(handed: Handed) -> Own:
    """What makes a delivery's message its reader's own."""
    return Own(
        to=handed.email,
        number=handed.number,
        unsubscribe_token=token_for(handed.subscriber_number, UNSUBSCRIBE),
        preferences_token=token_for(handed.subscriber_number, PREFERENCES),
    )
