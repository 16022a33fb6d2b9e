"""What a visitor, a tester of headers and an administrator find, each through nginx."""

from __future__ import annotations

import re
import socket
import ssl
import time
from base64 import b32decode
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode

from .editor import change_the_home_page
from .server import NAME, RehearsalError, Server
from .visitor import Answer, Visitor

HEADERS = {
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
}
TOKEN = f"{'a' * 22}.{'b' * 43}"


def expect(holds: object, what: str) -> None:
    """Raises RehearsalError unless it holds."""
    if not holds:
        raise RehearsalError(what)


def has_headers(answer: Answer, what: str) -> None:
    """The headers that the standards want, each once."""
    for name, value in HEADERS.items():
        expect(answer.headers.get_all(name) == [value], f"{what}: {name} is {answer.headers.get_all(name)}")
    expect(len(answer.headers.get_all("Content-Security-Policy", [])) == 1, f"{what}: {answer.headers}")
    expect("unsafe" not in answer.headers["Content-Security-Policy"], what)
    expect("nginx/" not in answer.headers.get("Server", ""), f"{what} tells nginx's version")


def walk(server: Server) -> None:
    """All of it."""
    visitor = Visitor(server)
    protocols(server, visitor)
    redirects(visitor)
    pages(visitor)
    files(server, visitor)
    compression(visitor)
    refusals(server, visitor)
    logs(server, visitor)


def protocols(server: Server, visitor: Visitor) -> None:
    """TLS 1.2 and 1.3 with strong ciphers, HTTP/2, and no answer to other names."""
    for version, works in (
        (ssl.TLSVersion.TLSv1_3, True),
        (ssl.TLSVersion.TLSv1_2, True),
        (ssl.TLSVersion.TLSv1_1, False),
    ):
        expect(
            _shakes_hands(server, visitor, version=version) == works, f"{version} should {'' if works else 'not '}work"
        )
    for cipher in ("ECDHE-ECDSA-AES256-SHA384", "AES256-GCM-SHA384", "ECDHE-ECDSA-CAMELLIA256-SHA384"):
        accepted = _shakes_hands(server, visitor, version=ssl.TLSVersion.TLSv1_2, cipher=cipher)
        expect(not accepted, f"{cipher} is accepted")
    expect(not _shakes_hands(server, visitor, name="elsewhere.example"), "another name gets a certificate")


def _shakes_hands(
    server: Server, visitor: Visitor, *, version: ssl.TLSVersion | None = None, cipher: str = "", name: str = NAME
) -> bool:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_alpn_protocols(["h2"])
    context.set_ciphers(f"{cipher or 'ALL'}:@SECLEVEL=0")
    if version:
        context.minimum_version = context.maximum_version = version
    try:
        with (
            socket.create_connection(("127.0.0.1", server.https), 10) as plain,
            context.wrap_socket(plain, server_hostname=name) as secure,
        ):
            expect(secure.selected_alpn_protocol() == "h2", "HTTP/2 isn't offered")
            expect(not secure.compression(), "TLS compresses")
            return True
    except (ssl.SSLError, ConnectionError):
        return False


def redirects(visitor: Visitor) -> None:
    """To https at the same name first; to the visitor's language then."""
    for name in (NAME, f"www.{NAME}"):
        answer = visitor.ask("/nl/?a=b", secure=False, Host=name)
        expect(answer.status == 301 and answer.headers["Location"] == f"https://{name}/nl/?a=b", answer.headers)
    answer = visitor.ask("/nl/?a=b", Host=f"www.{NAME}")
    expect(answer.status == 301 and answer.headers["Location"] == f"https://{NAME}/nl/?a=b", answer.headers)
    has_headers(answer, "www")
    for language in ("en", "nl"):
        answer = visitor.ask("/", Accept_Language=language)
        expect(answer.headers["Location"] == f"/{language}/", f"{language}: {answer.headers}")


def pages(visitor: Visitor) -> None:
    """Pages in both languages, an error of the site, and the doors for programs."""
    for path in ("/nl/", "/en/", "/cms/login/", "/nl/bestaat-niet/"):
        answer = visitor.ask(path)
        expect(answer.status == (404 if "niet" in path else 200), f"{path}: {answer.status}")
        has_headers(answer, path)
        expect(not answer.headers.get_all("Set-Cookie") or path == "/cms/login/", f"{path} sets a cookie")
    visitor.cookies.clear()
    expect(visitor.ask("/healthz").status == 200, "/healthz")
    expect(visitor.ask("/readyz").status == 200, "/readyz")
    expect(visitor.ask("/metrics").status == 403, "/metrics is for everybody")


def files(server: Server, visitor: Visitor) -> None:
    """Static files from the disk, for good where their name says what is in them; pictures; what isn't there."""
    page = visitor.ask("/nl/").text
    styles = re.search(r'href="(/static/site\.[0-9a-f]{12}\.css)"', page)
    expect(styles, "the page has no styles")
    answer = visitor.ask(styles[1], Accept_Encoding="gzip")
    expect(answer.status == 200 and answer.headers["Content-Encoding"] == "gzip", f"styles: {answer.headers}")
    expect("immutable" in answer.headers["Cache-Control"], f"styles: {answer.headers}")
    has_headers(answer, "styles")
    plain = visitor.ask("/static/site.css")
    expect(plain.status == 200 and "immutable" not in plain.headers["Cache-Control"], f"site.css: {plain.headers}")
    expect(visitor.ask("/static/not-there.css").status == 404, "a file that isn't there")
    picture = re.search(r'(/media/images/[^"\s]+)', visitor.ask("/nl/nieuws/").text)
    expect(picture, "the news has no picture")
    for _ in range(2):
        answer = visitor.ask(picture[1])
        expect(answer.status == 200 and answer.headers["Content-Type"].startswith("image/"), f"{answer.headers}")
        expect(answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin", "web mail can't show a picture")
    original = next(server.path("/var/lib/health-hub/media/original_images").iterdir())
    expect(
        visitor.ask(f"/media/original_images/{original.name}").status != 200, "originals are open to who knows a name"
    )


def compression(visitor: Visitor) -> None:
    """A page that is the same for all is compressed; what has a secret in it isn't (BREACH)."""
    answer = visitor.ask("/nl/", Accept_Encoding="gzip")
    expect(answer.headers["Content-Encoding"] == "gzip", f"the home page: {answer.headers}")
    for path in ("/cms/login/", f"/nl/nieuwsbrief/voorkeuren/{TOKEN}/"):
        expect("Content-Encoding" not in visitor.ask(path, Accept_Encoding="gzip").headers, f"{path} is compressed")
    visitor.cookies["any"] = "thing"
    expect("Content-Encoding" not in visitor.ask("/nl/", Accept_Encoding="gzip").headers, "compressed with a cookie")
    visitor.cookies.clear()


def refusals(server: Server, visitor: Visitor) -> None:
    """nginx's own pages have the style and the headers of the house, in both languages."""
    answer = visitor.ask("/nl/", "x" * 3_200_000)
    expect(answer.status == 413, f"{answer.status} for a body that is too large")
    own_page(answer, "Dit bestand is te groot", "This file is too large")
    expect(visitor.ask("/errors/later.html").status == 404, "the page for errors is a page of its own")


def own_page(answer: Answer, dutch: str, english: str) -> None:
    """A page that nginx makes by itself."""
    has_headers(answer, dutch)
    expect(dutch in answer.text and english in answer.text, answer.text)
    expect("no-store" in answer.headers["Cache-Control"], f"{dutch}: {answer.headers}")
    expect("style=" not in answer.text and "<style" not in answer.text, "styles that the policy forbids")


def away(server: Server) -> None:
    """While the site can't be asked: a page that says so, with its styles."""
    visitor = Visitor(server)
    answer = visitor.ask("/nl/", Cookie="past=what-is-kept")
    expect(answer.status in (502, 503, 504), f"{answer.status} while the site is away")
    own_page(answer, "De site is even weg", "The site is away for a moment")
    for path in re.findall(r'href="(/static/[^"]+)"', answer.text):
        expect(visitor.ask(path).status == 200, f"{path} isn't there while the site is away")


def logs(server: Server, visitor: Visitor) -> None:
    """No token, and no visitor's address."""
    visitor.ask(f"/en/newsletter/unsubscribe/{TOKEN}/")
    time.sleep(0.2)
    written = server.path("/var/log/nginx/health-hub.log").read_text()
    expect(written and TOKEN not in written and "127.0.0.1" not in written, f"nginx's log: {written[-300:]}")
    errors = server.path("/var/log/nginx/health-hub-error.log").read_text()
    expect(TOKEN not in errors, f"nginx's errors: {errors[-300:]}")


def change_is_seen(server: Server) -> float:
    """How long it takes until a visitor through nginx sees what somebody published, in seconds."""
    visitor = Visitor(server)
    for _ in range(3):
        expect(visitor.ask("/en/").status == 200, "the home page")
    change_the_home_page(server)
    begun = time.monotonic()
    while "Seen by everybody now" not in visitor.ask("/en/").text:
        expect(time.monotonic() - begun < 3, "A change isn't seen within three seconds.")
        time.sleep(0.05)
    return time.monotonic() - begun


@dataclass
class LoggedIn:
    """Somebody with a phone, and a session."""

    name: str
    password: str
    visitor: Visitor
    secret: str = ""
    used: str = ""

    def log_in_again(self) -> None:
        """With the password, and a code of the phone that wasn't used before."""
        self.visitor.cookies.clear()
        self.give_password()
        address = self.visitor.ask("/cms/").headers.get("Location", "")
        while (code := _code(self.secret)) == self.used:
            time.sleep(1)
        answer = self.visitor.ask(address)
        answer = _post(self.visitor, address, answer, code=code)
        expect(self.visitor.ask("/cms/").status == 200, f"the code is refused: {_words(answer)}")

    def give_password(self) -> None:
        """The first half of a log-in."""
        answer = self.visitor.ask("/cms/login/")
        answer = _post(self.visitor, "/cms/login/", answer, username=self.name, password=self.password)
        expect(answer.status == 302, f"the log-in answers {answer.status}: {_words(answer)}")


def log_in(server: Server, name: str, password: str) -> LoggedIn:
    """With a password and, since it's production, a second factor that is set up on the way."""
    somebody = LoggedIn(name, password, Visitor(server))
    visitor = somebody.visitor
    somebody.give_password()
    answer = visitor.ask("/cms/")
    expect("second-factor/set-up" in answer.headers.get("Location", ""), f"no second factor is asked: {answer.headers}")
    address = answer.headers["Location"]
    answer = visitor.ask(address)
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", answer.text)
    expect(secret, "no key to type into the app")
    somebody.secret = secret[1].replace(" ", "")
    somebody.used = _code(somebody.secret)
    answer = _post(visitor, address, answer, code=somebody.used)
    expect(answer.status == 200, f"the code is refused: {_words(answer)}")
    expect(len(re.findall(r"<code>[^<]+</code>", answer.text)) > 1, f"no recovery codes to keep: {_words(answer)}")
    expect(visitor.ask("/cms/").status == 200, "the admin doesn't open")
    expect(all(cookie.startswith("__Host-") for cookie in visitor.cookies), f"{visitor.cookies}")
    return somebody


def _post(visitor: Visitor, path: str, form: Answer, **values: str) -> Answer:
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text)
    expect(token, f"{path} has no form")
    return visitor.ask(path, urlencode({"csrfmiddlewaretoken": token[1], **values}), Referer=f"https://{NAME}{path}")


def _words(answer: Answer) -> str:
    return unescape(re.sub(r"<[^>]+>|\s+", " ", answer.text))[:600]


def _code(secret: str) -> str:
    import hashlib
    import hmac

    key = b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, (int(time.time()) // 30).to_bytes(8, "big"), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(int.from_bytes(digest[offset : offset + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"
