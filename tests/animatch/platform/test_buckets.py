from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from animatch.platform import buckets
from game.privacy import retention


@pytest.mark.parametrize("hours", [1, 24, 400])
def test_the_bucket_erases_no_photo_of_a_room_that_lives(settings: Settings, hours: int) -> None:
    settings.ROOM_LIFETIME = timedelta(hours=hours)
    days = buckets.lifecycle(retention.by_prefix())["Rules"][0]["Expiration"]["Days"]
    assert timedelta(days=days) >= timedelta(hours=max(hours, retention.HOURS[1])) + timedelta(days=1)
