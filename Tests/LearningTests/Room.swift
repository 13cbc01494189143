// Tests of the room Learning.
