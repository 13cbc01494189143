// Tests of the room Worker.
