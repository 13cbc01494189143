// Tests of the room Pipeline.
