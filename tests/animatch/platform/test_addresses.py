import pytest

from animatch.platform.addresses import household, veiled


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", ""),
        ("testclient", "testclient"),
    ],
)
def test_a_household_is_one_connection_to_the_internet(address: str, counted: str) -> None:
    assert household(address) == counted


def test_what_is_kept_for_long_does_not_tell_the_address() -> None:
    one, same, other = veiled("2001:db8::1", "room"), veiled("2001:db8::2", "room"), veiled("2001:db8::1", "elsewhere")
    assert one == same
    assert one != other
    assert "2001" not in one and len(one) == 16
