from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from network.models import Picture

from .tasks import make_renditions


@receiver(post_save, sender=Picture)
def convert_in_the_background(instance: Picture, **kwargs: Any) -> None:
    """Has the worker convert a picture as soon as it is in the library, before a visitor asks for it."""
    make_renditions.defer(picture_id=instance.pk)
