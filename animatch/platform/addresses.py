"""Where a request comes from."""

from ipaddress import IPv6Address, ip_address

from django.utils.crypto import salted_hmac


def household(address: str) -> str:
    """What a limit counts together: an IPv4 address, or the /64 that one connection to the internet is given.

    IPv4 inside IPv6 counts as IPv4. What is no address ("" of a test, a socket's path) is taken as it is.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return f"{IPv6Address(int(found) >> 64 << 64)}/64"


def veiled(address: str, salt: str = "") -> str:
    """A keyed hash of the household, for a count that is kept longer than an address should be: 16 hex digits."""
    return salted_hmac("animatch.household", f"{salt} {household(address)}", algorithm="sha256").hexdigest()[:16]
