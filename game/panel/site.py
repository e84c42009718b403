"""The panel's own site: signing in is counted, and says by its status what became of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from unfold.sites import UnfoldAdminSite

from game.panel.sign_in import SignInForm
from game.people import sign_ins


class Panel(UnfoldAdminSite):
    login_form = SignInForm
    login_template = "admin/sign_in.html"

    def extra_urls(self) -> list[URLPattern]:
        # Late, because a page of the panel needs the panel.
        from game.panel import second_step

        return [path("second-step/", self.admin_view(second_step.page), name="second_step")]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """200 with the page, also for wrong words; 302 into the panel; 429 and 503 where nothing was tried."""
        answer = super().login(request, extra_context)
        form = getattr(answer, "context_data", {}).get("form")
        if isinstance(form, SignInForm):
            answer.status_code = form.status
        elif request.method == "POST" and request.user.is_authenticated:
            sign_ins.remember_browser(request, answer, request.user)
        return answer
