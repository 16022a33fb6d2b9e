from django.urls import path

from .webhooks import inbound_webhook, tracking_webhook

# Where Anymail's documentation has them, so that what a provider's page about it says is true here.
urlpatterns = [
    path("<slug:provider>/tracking/", tracking_webhook, name="anymail_tracking"),
    path("<slug:provider>/inbound/", inbound_webhook, name="anymail_inbound"),
    path("<slug:provider>/inbound_mime/", inbound_webhook),
    path("<slug:provider>/", tracking_webhook),
]
