from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from animatch import buckets
from game import retention


@pytest.mark.parametrize("hours", [1, 24, 400])
def test_the_bucket_erases_no_photo_of_a_room_that_lives(settings: Settings, hours: int) -> None:
    settings.ROOM_LIFETIME = timedelta(hours=hours)
    days = buckets.lifecycle()["Rules"][0]["Expiration"]["Days"]
    assert timedelta(days=days) >= timedelta(hours=max(hours, retention.HOURS[1])) + timedelta(days=1)
