from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from demo.loading import load


class Command(BaseCommand):
    help = "Loads the demo network: pages in Dutch and English, people, subscribers, past issues and a draft."

    def handle(self, *args: Any, **options: Any) -> None:
        load(timezone.now())
