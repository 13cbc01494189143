-- One row per airport and hour. The prediction is made when the hour's observation is complete, at
-- time_hour + 1 hour. Three hours later the observation of time_hour + 3 hours is: that is the label.
-- Where an hour is missing, the columns that need it are NULL. Missing cells say NA in the file, which is NULL too.
SELECT
    latest.origin,
    CAST(latest.time_hour AS TIMESTAMP) + INTERVAL 1 HOUR AS made_at,
    CAST(latest.hour AS VARCHAR) AS hour_of_day,    -- local; as text, since 23 and 0 are neighbours
    TRY_CAST(latest.temp AS DOUBLE) AS temp,
    TRY_CAST(latest.temp AS DOUBLE) - TRY_CAST(earlier.temp AS DOUBLE) AS temp_change,
    TRY_CAST(latest.dewp AS DOUBLE) AS dewp,
    TRY_CAST(latest.humid AS DOUBLE) AS humid,
    TRY_CAST(latest.wind_dir AS DOUBLE) AS wind_dir,
    TRY_CAST(latest.wind_speed AS DOUBLE) AS wind_speed,
    TRY_CAST(latest.pressure AS DOUBLE) AS pressure,
    TRY_CAST(latest.pressure AS DOUBLE) - TRY_CAST(earlier.pressure AS DOUBLE) AS pressure_change,
    TRY_CAST(latest.precip AS DOUBLE) AS precip,
    TRY_CAST(latest.visib AS DOUBLE) AS visib,
    -- the day before, at the hour that is to be predicted
    TRY_CAST(yesterday.temp AS DOUBLE) AS temp_yesterday,
    TRY_CAST(ahead.temp AS DOUBLE) AS temp_in_3_hours
FROM weather AS latest
LEFT JOIN weather AS earlier
    ON earlier.origin = latest.origin
    AND earlier.time_hour = latest.time_hour - INTERVAL 3 HOUR
LEFT JOIN weather AS yesterday
    ON yesterday.origin = latest.origin
    AND yesterday.time_hour = latest.time_hour - INTERVAL 21 HOUR
LEFT JOIN weather AS ahead
    ON ahead.origin = latest.origin
    AND ahead.time_hour = latest.time_hour + INTERVAL 3 HOUR
