"""Every message on /ws/rooms/CODE/, both ways, and the shapes that HTTP shares with it.

Closed sets: an unknown type or field is refused with a code. A snapshot is the whole room at
one version; an update is an RFC 7396 merge patch from one version to the next, so that a
client needs one rule for all changes: apply the patch when its version follows, else ask for
a snapshot. Fields without a value are left out, never null. Times are milliseconds since 1970.
"""
