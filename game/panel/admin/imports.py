"""What uploads into decks and into galleries share: the form, the page that follows an import, and its state."""

from typing import Any, ClassVar

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from animatch.platform import steady_clock
from game.panel import access
from game.panel.admin.base import LookOnly, OwnedAdmin
from game.panel.admin.import_form import ImportForm
from scoring.imports.jobs import Jobs


def page_name(model: type[Model], page: str) -> str:
    """The name of one of the panel's own pages about rows of a kind."""
    return f"{model._meta.app_label}_{model._meta.model_name}_{page}"


class TakesImports(OwnedAdmin):
    """Rows that pictures can be imported into."""

    jobs: ClassVar[Jobs[Any]]
    import_form: ClassVar[type[ImportForm]]
    import_title: ClassVar[str]

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.import_page)
        return [path("import/", page, name=page_name(self.model, "import")), *super().get_urls()]

    def import_page(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise Http404
        form = self.import_form(request.POST or None, request.FILES or None, initial=request.GET.dict())
        follow = f"admin:{page_name(self.jobs.model, 'follow')}"
        if request.method == "POST" and form.is_valid():
            values = dict(form.cleaned_data)
            job = self.jobs.start(values.pop("files"), steady_clock.now(), owner=request.user, **values)
            return HttpResponseRedirect(reverse(follow, args=[job.pk]))
        recent = access.own(request.user, self.jobs.model._default_manager.all())[:5]
        context = self.page(request, self.import_title, form=form, recent=recent, follow=follow)
        template = f"admin/{self.opts.app_label}/{self.opts.model_name}/import.html"
        return TemplateResponse(request, template, context)


class ImportAdmin(LookOnly, OwnedAdmin):
    """What became of every file of an upload."""

    nothing = "No imports yet."
    list_display = ["created_at", "name", "state", "finished", "total"]
    into: ClassVar[type[Model]]
    made_words: ClassVar[str]

    def made(self, job: Any) -> str | None:
        """Where to look at what the import has become, if it has become something."""
        raise NotImplementedError

    def ways(self, job: Any) -> dict[str, str]:
        """Where to go on from there, by the names of the page's links and buttons."""
        return {}

    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site.admin_view
        return [
            path("<uuid:object_id>/follow/", site(self.follow), name=page_name(self.model, "follow")),
            path("<uuid:object_id>/state/", site(self.state), name=page_name(self.model, "state")),
            *super().get_urls(),
        ]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def follow(self, request: HttpRequest, object_id: str) -> HttpResponse:
        job = self.own_or_404(request, object_id)
        pages = {"state": page_name(self.model, "state"), "import": page_name(self.into, "import")}
        names = {page: f"admin:{name}" for page, name in pages.items()}
        context = self.page(request, f"Import into {job.name}", job=job, made_words=self.made_words, **names)
        return TemplateResponse(request, "admin/game/imports/follow.html", context)

    def state(self, request: HttpRequest, object_id: str) -> JsonResponse:
        job = self.own_or_404(request, object_id)
        known = {"state": job.state, "finished": job.finished, "total": job.total, "report": job.report}
        return JsonResponse(known | {"made": self.made(job), "ways": self.ways(job)})
