-- One row per scheduled flight out of New York in 2013.
--
-- The prediction is made at the scheduled departure, so a feature may use only what was known then.
--   * Times are UTC. `time_hour` is the hour of the scheduled departure as an instant; the local clock
--     (month, hour, minute) stays in columns of its own. The local clock alone is not a key to the
--     weather: on the night when summer time ends, one local hour happens twice.
--   * A weather row describes the hour that starts at its `time_hour` (most are taken at minute 51) and
--     is complete only when that hour is over. So the last complete hour is joined: one hour back.
--   * Missing cells say NA in these files and are read as NULL; TRY_CAST fixes the type, and makes NULL of
--     anything else that is no number.
--   * A flight that never arrived keeps its row. Its label is NULL: not late, not on time, unknown.
SELECT
    -- key and moment
    flights.year,
    flights.month,
    flights.day,
    flights.carrier,
    flights.flight,
    flights.origin,
    CAST(flights.time_hour AS TIMESTAMP) + to_minutes(flights.minute) AS scheduled_departure,

    -- the schedule
    flights.dest,
    flights.distance,
    flights.hour,
    60 * flights.hour + flights.minute AS minute_of_day,
    isodow(make_date(flights.year, flights.month, flights.day)) AS day_of_week,

    -- the weather at the airport, last complete hour
    TRY_CAST(weather.temp AS DOUBLE) AS temp,
    TRY_CAST(weather.dewp AS DOUBLE) AS dewp,
    TRY_CAST(weather.humid AS DOUBLE) AS humid,
    TRY_CAST(weather.wind_dir AS DOUBLE) AS wind_dir,
    TRY_CAST(weather.wind_speed AS DOUBLE) AS wind_speed,
    TRY_CAST(weather.wind_gust AS DOUBLE) AS wind_gust,
    TRY_CAST(weather.precip AS DOUBLE) AS precip,
    TRY_CAST(weather.pressure AS DOUBLE) AS pressure,
    TRY_CAST(weather.visib AS DOUBLE) AS visib,

    -- the plane
    TRY_CAST(planes.year AS INTEGER) AS built,
    TRY_CAST(planes.seats AS INTEGER) AS seats,
    planes.engine,
    planes.manufacturer,

    -- known only later; the brief excludes them
    TRY_CAST(flights.dep_time AS INTEGER) AS dep_time,
    TRY_CAST(flights.dep_delay AS INTEGER) AS dep_delay,
    TRY_CAST(flights.arr_time AS INTEGER) AS arr_time,
    TRY_CAST(flights.arr_delay AS INTEGER) AS arr_delay,
    TRY_CAST(flights.air_time AS INTEGER) AS air_time,

    -- the label
    TRY_CAST(flights.arr_delay AS INTEGER) > 15 AS late
FROM flights
LEFT JOIN weather
    ON weather.origin = flights.origin
    AND weather.time_hour = flights.time_hour - INTERVAL 1 HOUR
LEFT JOIN planes
    ON planes.tailnum = flights.tailnum
