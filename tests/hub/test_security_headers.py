"""What internet.nl, MDN Observatory and ASVS look for in the headers of an answer, by the rules of their own code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from tests import factories
from tests.conftest import Tree

from .test_production_settings import GOOD

PUBLIC_POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "frame-src 'none'",
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
}
PUBLIC = [
    "/nl/",
    "/en/",
    "/nl/nieuws/",
    "/nl/bestaat-niet/",
    "/en/newsletter/subscribe/",
    "/nl/nieuwsbrief/uitschrijven/x/",
]
ANYWHERE = [
    *PUBLIC,
    "/",
    "/nl/nieuws",
    "/cms/",
    "/cms/login/",
    "/healthz",
    "/media/images/none.png",
    "/documents/1/none/",
]
POWERFUL = {
    "accelerometer", "browsing-topics", "camera", "clipboard-read", "display-capture", "geolocation",
    "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment",
    "screen-wake-lock", "serial", "storage-access", "usb", "window-management", "xr-spatial-tracking",
}  # fmt: skip


def parts(header: str) -> set[str]:
    return {part.strip() for part in header.split(";")}


@pytest.mark.parametrize("path", [*PUBLIC, "/cms/login/", "/cms/password_reset/"])
def test_a_page_may_load_nothing_but_its_own(tree: Tree, client: Client, path: str) -> None:
    assert parts(client.get(path).headers["content-security-policy"]) == PUBLIC_POLICY


def test_the_admin_has_a_policy_of_its_own(tree: Tree, client: Client) -> None:
    client.force_login(factories.UserFactory(is_superuser=True, is_staff=True))
    policy = parts(client.get("/cms/").headers["content-security-policy"])
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert policy >= {"frame-ancestors 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"}
    assert parts(client.get("/nl/").headers["content-security-policy"]) == PUBLIC_POLICY


@pytest.mark.parametrize("path", ANYWHERE)
def test_every_answer_says_how_far_it_may_be_trusted(tree: Tree, client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert not {"server", "x-powered-by"} & {name.lower() for name in headers}


@pytest.mark.parametrize("path", ["/nl/", "/cms/login/", "/media/images/none.png"])
def test_a_name_that_is_not_the_sites_is_refused_with_every_header(tree: Tree, client: Client, path: str) -> None:
    answer = client.get(path, headers={"Host": "elders.example"})
    assert answer.status_code == 400
    assert "elders.example" not in answer.content.decode()
    assert parts(answer.headers["content-security-policy"]) == PUBLIC_POLICY
    assert answer.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Original-URL"])
def test_no_header_of_a_visitor_changes_a_page_that_others_get(tree: Tree, client: Client, header: str) -> None:
    changed = client.get("/nl/", headers={header: "elders.example"})
    assert "elders.example" not in changed.content.decode()
    assert "elders.example" not in client.get("/nl/").content.decode()


@pytest.mark.parametrize("path", PUBLIC)
def test_no_powerful_feature_of_the_browser_is_used(tree: Tree, client: Client, path: str) -> None:
    granted = dict(part.strip().split("=", 1) for part in client.get(path).headers["permissions-policy"].split(","))
    assert set(granted) >= POWERFUL
    assert set(granted.values()) == {"()"}


@pytest.mark.parametrize("path", ANYWHERE)
def test_only_pictures_are_shown_by_other_sites(tree: Tree, client: Client, path: str) -> None:
    expected = "cross-origin" if path.startswith("/media/") else "same-origin"
    assert client.get(path).headers["cross-origin-resource-policy"] == expected


def test_a_picture_can_be_shown_in_web_mail_and_is_kept_for_a_week(
    tree: Tree, client: Client, settings: Settings
) -> None:
    picture = factories.PictureFactory()
    answer = client.get(picture.get_rendition("width-10").url)
    assert answer.status_code == 200
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "public, max-age=604800"


def test_a_static_file_is_no_other_type_than_it_says(client: Client) -> None:
    answer = client.get("/static/wagtailadmin/css/core.css")
    assert answer.status_code == 200
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", [path for path in ANYWHERE if not path.startswith("/cms/login")])
def test_nobody_who_only_looks_gets_a_cookie(tree: Tree, client: Client, path: str) -> None:
    answer = client.get(path)
    assert not answer.cookies


@pytest.mark.parametrize("path", [*PUBLIC, "/"])
def test_no_public_page_depends_on_a_cookie(tree: Tree, client: Client, path: str) -> None:
    assert client.get(path).get("Vary", "") == ("Accept-Language" if path == "/" else "")


# Who may keep an answer


@pytest.mark.parametrize("path", ["/nl/", "/en/", "/nl/nieuws/", "/en/newsletter/subscribe/", "/"])
def test_a_visitors_page_may_be_kept_for_a_moment(tree: Tree, client: Client, path: str) -> None:
    policy = client.get(path).headers["cache-control"]
    assert policy.startswith("public, max-age=")
    assert policy.endswith(", must-revalidate")


@pytest.mark.parametrize(
    "path",
    [
        "/nl/bestaat-niet/", "/cms/", "/cms/login/", "/healthz", "/readyz", "/nl/nieuwsbrief/voorkeuren/x/",
        "/nl/nieuwsbrief/uitschrijven/x/", "/nl/nieuwsbrief/aanmelden/bevestigen/x/", "/toegankelijkheid",
    ],
)  # fmt: skip
def test_what_depends_on_who_asks_is_kept_by_nobody(tree: Tree, client: Client, path: str) -> None:
    assert client.get(path).headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize("path", ["/nl/", "/", "/cms/", "/cms/pages/", "/nl/nieuws/"])
def test_what_an_editor_sees_is_kept_by_nobody(tree: Tree, client: Client, path: str) -> None:
    client.force_login(factories.UserFactory(is_superuser=True, is_staff=True))
    assert client.get(path).headers["cache-control"] == "private, no-store"


# Previews go through the same middleware


def test_a_preview_has_the_policy_of_the_page(tree: Tree) -> None:
    preview = tree.news.make_preview_request()
    assert parts(preview.headers["content-security-policy"]) == PUBLIC_POLICY
    assert preview.headers["cache-control"] == "private, no-store"
    assert preview.headers["x-frame-options"] == "SAMEORIGIN"


def test_a_visitors_page_has_no_bar_for_editors(tree: Tree, client: Client) -> None:
    assert b"wagtail-userbar" not in client.get("/nl/").content


# Production

IN_PRODUCTION = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
from django.http import HttpResponse
from django.urls import path

def fail(request):
    raise RuntimeError

def log_in(request):
    request.session["a"] = 1
    from django.middleware.csrf import get_token
    get_token(request)
    return HttpResponse()

def page(request):
    return HttpResponse()

def move(request):
    from django.http import HttpResponseRedirect
    return HttpResponseRedirect("/elsewhere/")

settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"

class Addresses:
    urlpatterns = [path("page", page), path("fail", fail), path("in", log_in), path("move", move)]

    @staticmethod
    def handler500(request):
        return HttpResponse(status=500)

settings.ROOT_URLCONF = Addresses
settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "redirects" not in name]
client = Client(raise_request_exception=False, headers={"host": "network.example"})
answers = {}
for name, https in [("page", True), ("fail", True), ("in", True), ("move", True), ("page", False)]:
    answer = client.get("/" + name, secure=https)
    answers[name if https else "http"] = {
        "status": answer.status_code, "headers": dict(answer.headers),
        "cookies": {key: {**morsel, "value": ""} for key, morsel in answer.cookies.items()},
    }
print(json.dumps(answers))
"""


@pytest.fixture(scope="module")
def in_production(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, dict[str, str]]]:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(sys.path),
        "DJANGO_SETTINGS_MODULE": "hub.settings.production",
        "VAR_DIR": str(tmp_path_factory.mktemp("var")),
        **GOOD,
    }
    run = subprocess.run([sys.executable, "-c", IN_PRODUCTION], env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    answers: dict[str, dict[str, dict[str, str]]] = json.loads(run.stdout.splitlines()[-1])
    return answers


def test_a_browser_is_told_at_once_to_come_by_https_only(in_production: dict[str, dict[str, dict[str, str]]]) -> None:
    for name in ("page", "fail", "in", "move"):
        said = in_production[name]["headers"]["Strict-Transport-Security"].split("; ")
        assert int(said[0].removeprefix("max-age=")) >= 31_536_000
        assert "includeSubDomains" in said
    assert in_production["fail"]["status"] == 500


def test_who_comes_by_http_is_sent_to_the_same_host_by_https(
    in_production: dict[str, dict[str, dict[str, str]]],
) -> None:
    assert in_production["http"]["status"] == 301
    assert in_production["http"]["headers"]["Location"] == "https://network.example/page"


def test_the_cookies_of_who_logs_in_stay_with_this_host_and_out_of_scripts(
    in_production: dict[str, dict[str, dict[str, str]]],
) -> None:
    cookies = in_production["in"]["cookies"]
    assert set(cookies) == {"__Host-session", "__Host-csrf"}
    for cookie in cookies.values():
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == "/"
        assert not cookie["domain"]


def test_no_page_of_the_site_has_a_style_or_a_script_in_itself() -> None:
    """Nor does a template: the policy would refuse it, and a reader would see a broken page."""
    for template in Path(settings.ROOT, "templates").rglob("*.html"):
        name = template.relative_to(settings.ROOT / "templates").as_posix()
        if name.startswith(("newsletter/mail/", "wagtailadmin/")) or "/admin/" in name:
            continue
        text = template.read_text()
        assert " style=" not in text, name
        assert "<style" not in text, name
        assert " onclick=" not in text, name
