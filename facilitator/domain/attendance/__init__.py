"""Who was in the room: the door, the list, presence and corrections."""
