"""Why a gallery cannot answer or cannot take somebody in: a stable code, and what to do about it."""

REASONS = {
    "no_such_gallery": "There is no such gallery, or it is not open to you. Choose another one.",
    "gallery_empty": "Nobody is in this gallery yet. Choose another one, or ask the host to add somebody.",
    "gallery_busy": "This gallery is being changed just now. Ask again in a moment.",
    "gallery_full": "This gallery is full. Take somebody out first.",
    "guests_may_not_add": "The host does not let guests add faces to this gallery.",
    "may_not": "Say first that you may add these portraits: ask the people on them.",
    "name_empty": "Give this person a name of 1 to 80 visible characters.",
    "name_too_long": "This name is over 80 characters. Make it shorter.",
    "name_unusual": "This name has characters in it that nobody can see. Type it again.",
    "name_taken": "Somebody in this gallery has that name and another face. Say who is meant, e.g. by the surname.",
    "someone_else": "This face is in the gallery already, under another name.",
    "several_faces": "There are several faces in this picture. Cut out the one that is meant.",
    "other_numbers": "This face was read with another network than the gallery's. Import the gallery again.",
    "drawn": "The people of this gallery are drawn. Faces of others go into a gallery of their own.",
}


class GalleryRefused(Exception):
    """`code` is one of the keys of REASONS and stays stable; `message` tells a guest or a host what to do."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.message = f"{REASONS[code]} {detail}".strip()

    def as_dict(self) -> dict[str, str]:
        """JSON-ready."""
        return {"code": self.code, "message": self.message}
