// Tests of the room Columns.
