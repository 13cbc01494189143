// Tests of the room Features.
