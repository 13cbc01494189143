// Tests of the room Evaluation.
