// Tests of the room Framing.
