"""The page of charts."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from animatch.platform import steady_clock
from game.rooms import round_counts
from game.scores import chart_page, charts, measures
from game.scores.chart_page import chart, range_choice, select
from game.scores.charts import BINS, STEPS, Choice

NOTHING = (
    "Nothing was played in this time. Rounds appear here once they are over, and stay when their rooms and photos"
    " are gone."
)


def page(model_admin: Any, request: HttpRequest) -> HttpResponse:
    if not model_admin.has_view_permission(request):
        raise Http404
    round_counts.collect()
    host = None if request.user.is_superuser else request.user.pk
    choice = Choice.of(request.GET.dict(), steady_clock.now().date(), host)
    shown = _charts(choice)
    context = {
        **chart_page.page(shown, _choices(request.GET.get("range"), choice)),
        "empty": "" if _anything(shown) else NOTHING,
    }
    return TemplateResponse(
        request, "admin/game/statistics.html", model_admin.page(request, "What happened", **context)
    )


def _anything(shown: dict[str, dict[str, Any]]) -> bool:
    return any(about["data"]["labels"] for about in shown.values() if about["timed"])


def _charts(choice: Choice) -> dict[str, dict[str, Any]]:
    return {
        "parties": chart("Parties and players", "line", charts.parties(choice), timed=True),
        "prompts": chart("Too hard, too easy: mean score by prompt", "bars", charts.prompts(choice)),
        "scores": chart("Scores in percent", "bar", charts.shares(choice, measures.SCORE)),
        "readings": chart(
            "How wide eyes and mouths were, in percent", "bar", charts.shares(choice, measures.EYES, measures.MOUTH)
        ),
        "outcomes": chart("What became of the photos", "bars", charts.outcomes(choice)),
        "completion": chart("Rounds: who sent a photo", "line", charts.completion(choice), timed=True),
        "scoring": chart("Scoring one photo, ms", "line", charts.times(choice, measures.SCORING_MS), timed=True),
        "wait": chart("From photo to score, ms", "line", charts.times(choice, measures.WAIT_MS), timed=True),
    }


def _choices(asked: str | None, choice: Choice) -> list[dict[str, Any]]:
    return [
        range_choice(asked),
        select("bin", "By", [(name, name) for name in BINS], choice.bin),
        select("step", "Steps of", [(str(step), f"{step} %") for step in STEPS], str(choice.step)),
    ]
