"""The page of charts."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from animatch.platform import steady_clock
from game.rooms import round_counts
from game.scores import charts, measures
from game.scores.charts import BINS, RANGES, STEPS, Choice

RANGE_WORDS = {"7": "7 days", "30": "30 days", "90": "90 days", "365": "a year", "all": "ever"}


def page(model_admin: Any, request: HttpRequest) -> HttpResponse:
    if not model_admin.has_view_permission(request):
        raise Http404
    round_counts.collect()
    host = None if request.user.is_superuser else request.user.pk
    choice = Choice.of(request.GET.dict(), steady_clock.now().date(), host)
    shown = _charts(choice)
    context = {
        "charts": [{"key": key, **about} for key, about in shown.items()],
        "data": {key: about["data"] for key, about in shown.items()},
        "choices": _choices(request.GET.dict(), choice),
        "empty": not any(about["data"]["labels"] for about in shown.values() if about["timed"]),
    }
    return TemplateResponse(
        request, "admin/game/statistics.html", model_admin.page(request, "What happened", **context)
    )


def _charts(choice: Choice) -> dict[str, dict[str, Any]]:
    return {
        "parties": _chart("Parties and players", "line", charts.parties(choice), timed=True),
        "prompts": _chart("Too hard, too easy: mean score by prompt", "bars", charts.prompts(choice)),
        "scores": _chart("Scores in percent", "bar", charts.shares(choice, measures.SCORE)),
        "readings": _chart(
            "How wide eyes and mouths were, in percent", "bar", charts.shares(choice, measures.EYES, measures.MOUTH)
        ),
        "outcomes": _chart("What became of the photos", "bars", charts.outcomes(choice)),
        "completion": _chart("Rounds: who sent a photo", "line", charts.completion(choice), timed=True),
        "scoring": _chart("Scoring one photo, ms", "line", charts.times(choice, measures.SCORING_MS), timed=True),
        "wait": _chart("From photo to score, ms", "line", charts.times(choice, measures.WAIT_MS), timed=True),
    }


def _chart(title: str, kind: str, data: dict[str, Any], *, timed: bool = False) -> dict[str, Any]:
    nothing = not data["labels"] or not any(any(values) for values in data["series"].values())
    return {"title": title, "kind": kind, "data": {**data, "kind": kind}, "timed": timed, "nothing": nothing}


def _choices(asked: dict[str, str], choice: Choice) -> list[dict[str, Any]]:
    range_ = asked.get("range") if asked.get("range") in RANGES else "30"
    return [
        _select("range", "Look back", [(key, RANGE_WORDS[key]) for key in RANGES], str(range_)),
        _select("bin", "By", [(name, name) for name in BINS], choice.bin),
        _select("step", "Steps of", [(str(step), f"{step} %") for step in STEPS], str(choice.step)),
    ]


def _select(name: str, words: str, options: list[tuple[str, str]], chosen: str) -> dict[str, Any]:
    rows = [{"value": value, "words": label, "on": value == chosen} for value, label in options]
    return {"name": name, "words": words, "options": rows}
