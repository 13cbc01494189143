// Tests of the room DataQuality.
