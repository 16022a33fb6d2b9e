"""What editors do in the browser between the steps of the page, done by a program: enough for a site and an issue."""

from __future__ import annotations

from .server import Server

WRITE = """
from io import BytesIO
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Page
from network.models import NetworkSettings, Picture
from news.models import ArticlePage, NewsIndexPage

NetworkSettings.objects.update(postal_address='Station Road 1, Utrecht')
for page in Page.objects.filter(depth__gte=2, live=False).order_by('depth'):
    page.get_latest_revision().publish()
drawn = BytesIO()
Image.new('RGB', (1600, 1200), 'teal').save(drawn, 'PNG')
picture = Picture.objects.create(title='Rehearsal', file=ContentFile(drawn.getvalue(), 'rehearsal.png'))
for index in NewsIndexPage.objects.all():
    for number in range(3):
        article = ArticlePage(title=f'Article {number}', lead='What it is about.', date=timezone.localdate())
        article.locale, article.picture, article.picture_is_decorative = index.locale, picture, True
        index.add_child(instance=article).save_revision().publish()
"""
PUBLISH = """
from wagtail.models import Page
home = Page.objects.filter(depth=2, locale__language_code='en').first().specific
home.search_description = 'Seen by everybody now'
home.save_revision().publish()
"""


def write(server: Server) -> None:
    """Publishes the English pages, some articles with a picture, and a postal address."""
    server.run(f'health-hub shell --no-imports -c "{WRITE}"', shown=False)


def change_the_home_page(server: Server) -> None:
    """Gives the English home page another description."""
    server.run(f'health-hub shell --no-imports -c "{PUBLISH}"', shown=False)
