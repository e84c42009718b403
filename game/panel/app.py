from django.contrib.admin.apps import AdminConfig


class PanelConfig(AdminConfig):
    """Django's admin, with the panel for its site."""

    default_site = "game.panel.site.Panel"
