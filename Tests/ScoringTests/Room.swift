// Tests of the room Scoring.
