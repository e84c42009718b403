from django.apps import AppConfig

from animatch.platform import metrics


class GameConfig(AppConfig):
    name = "game"

    def ready(self) -> None:
        # Late, because rows can be imported only now.
        from game.live import metrics as live_metrics
        from game.rooms import metrics as room_metrics

        metrics.refresh_with(live_metrics.refresh)
        metrics.refresh_with(room_metrics.refresh)
