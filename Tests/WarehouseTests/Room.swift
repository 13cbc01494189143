// Tests of the room Warehouse.
