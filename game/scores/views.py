"""The leaderboard's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from animatch.platform import steady_clock
from game.decks.selectors import public_decks
from game.people import players
from game.scores import selectors

PERIODS: dict[selectors.Period, str] = {"today": "Today", "week": "This week", "all": "All time"}


@never_cache
def leaderboard(request: HttpRequest) -> HttpResponse:
    """Whose best games have the most points; an unknown period or deck in the address shows everything."""
    asked = request.GET.get("period", "today")
    period: selectors.Period = next((known for known in PERIODS if known == asked), "all")
    decks = list(public_decks())
    deck = next((deck for deck in decks if str(deck.id) == request.GET.get("deck")), None)
    you = players.player_id(request.COOKIES)
    rows = selectors.leaderboard(period, deck.id if deck else None, you, steady_clock.now())
    context = {
        "periods": PERIODS,
        "period": period,
        "decks": decks,
        "deck": deck,
        "rows": rows,
        "best_games": selectors.BEST_GAMES,
    }
    return render(request, "scores/leaderboard.html", context)
