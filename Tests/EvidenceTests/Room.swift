// Tests of the room Evidence.
