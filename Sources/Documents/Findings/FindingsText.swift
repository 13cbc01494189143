// swift-format-ignore-file
// Made from docs/findings.md by scripts/generate: change the document, then run the script.

/// The text of `docs/findings.md`.
enum FindingsText {
    static let markdown = ###"""
# Findings

A finding says what was found, where, and what to do next. An *error* stops the job; a *warning* asks for a look; a
*note* informs. Each has a code, which never changes its meaning.

Errors are printed on standard error, as in the examples below: place, severity, message, then the line and the cure.
Warnings stand at the end of a run under *Worth your attention*, notes of the checks in the report and the dataset
note. `associate explain CODE` prints the entry of a code. All of them stand in `manifest.json` and in what `--json` prints, in the form of `docs/schemas/finding.schema.json`.

## brief-unreadable

The brief's file is not there, is a folder, or the system refuses to read it.

```text
late-flights.yaml: error: there is no such file
  Give the path of a brief.
```

**Cure:** give the path of a brief, a file that ends in `.yaml` or `.yml`, and see that you may read it.

## brief-too-large

The brief has more than 1 MiB. It is not read any further.

```text
flights.yaml: error: a brief has at most 1 MiB
  Is it the right file? Data belongs into sources, SQL into a file of its own.
```

**Cure:** check that the file is a brief. Put data into files under `data.sources`, and long SQL into a file that
`data.dataset` names.

## yaml-invalid

The text is not YAML, or is not UTF-8. The place is where the reader could not go on; the slip often stands just
before it.

```text
brief.yaml:3:8: error: this is not valid YAML: did not find expected ',' or '}' while parsing a flow mapping
   3 |   label: label
     |        ^
  Close every '[' and '{', and separate what stands in them by commas.
```

**Cure:** look at the indentation, the quotes and the brackets of the line and the one above it. Save the file as UTF-8.

## yaml-feature-refused

The brief uses a part of YAML that briefs do without: anchors, aliases, tags, a second document, or more than 32 levels
of nesting. They can hide what a brief says, or make a short text grow without end.

```text
brief.yaml:4:4: error: a brief may not hold an anchor ('&')
   4 | x: &a 1
     |    ^
  Write the value out; quote it where it is a text that begins with '&'.
```

**Cure:** write the value out. Quote a text that begins with `&`, `*` or `!`.

## unknown-key

A key that briefs do not have. Nothing is passed over in silence, since a misspelt key would leave its default in force.

```text
brief.yaml:21:3: error: unknown key 'lable'
  21 |   lable: species
     |   ^~~~~ did you mean 'label'?
  'data' needs 'label': the column to predict.
```

**Cure:** correct the spelling, or move the key to the section where it belongs. `docs/schemas/brief.schema.json` lists
them all.

## duplicate-key

A key stands twice in one group, or two sources have names that SQL cannot tell apart, since SQL takes upper case and
lower case alike.

```text
brief.yaml:5:1: error: duplicate key 'seed'
   5 | seed: 2
     | ^~~~
  It stands in line 4 already: keep one of the two.
```

**Cure:** keep one of the two, or rename one of the sources.

## missing-key

Something that the brief cannot do without is not there: `data.sources`, `data.label`, a source's `path`, `data.dataset`
where there are several sources, the reason beside an excluded column.

```text
brief.yaml:1:1: error: 'data' needs 'label'
   1 | data:
     | ^~~~
  'label' is the column to predict.
```

**Cure:** add the key. The message says what it means.

## wrong-type

A value is of another kind than its key takes, such as a text where a whole number belongs, or a column has another type
than its role needs, such as a `data.time` that holds numbers.

```text
brief.yaml:2:7: error: 'seed' must be a whole number, not 'seven'
   2 | seed: seven
     |       ^~~~~
  Write its digits alone, such as 7: no separators, no leading zeros.
```

**Cure:** write the value in the form that the message names, or cast the column in the dataset's SQL.

## impossible-value

A value is of the right kind and cannot be meant: shares that leave no rows to train on, a metric of another task, costs
without a binary task, a weight that is negative or missing, weights that are all 0.

```text
brief.yaml:2:44: error: validation and test leave no rows to train on: 0.6 + 0.5
   2 | split: {by: random, validation: 60%, test: 50%}
     |                                            ^~~
  Their shares must sum to less than 1.
```

**Cure:** take a value within the bounds that the message names, or leave the key out and have it inferred.

## not-in-this-version

The brief asks for something that has its place in a brief and is not built yet: a task, a metric, an engine's driver.

```text
brief.yaml:2:7: error: 'task: forecast' is not in this version
   2 | task: forecast
     |       ^~~~~~~~
```

**Cure:** leave it out, or choose what the message lists. `CHANGELOG.md` says what a version brings.

## missing-file

A file that the brief names is not there: a source, the dataset's SQL, the checks; or a glob matches nothing, or a
symbolic link leads nowhere.

```text
brief.yaml:8:23: error: there is no file 'data/penguins.csv'
   8 |   sources: {penguins: data/penguins.csv}
     |                       ^~~~~~~~~~~~~~~~~
  Paths are relative to the brief's folder; looked for 'data/penguins.csv'.
```

**Cure:** correct the path. It starts at the folder of the brief, not at the working directory. The data of
`Examples/late-flights` is fetched by `scripts/bootstrap`.

## column-not-found

The brief, or an expectation of a suite, names a column that the dataset does not have. For a dataset without SQL the columns are those of the source;
else they are what the `SELECT` gives.

```text
brief.yaml:2:10: error: the dataset has no column 'cc'
   2 | slices: [cc]
     |          ^~ did you mean 'c'?
  Columns of the dataset: 'id', 'x', 'c', 'free', 'label'.
```

**Cure:** correct the name, or select the column in the dataset's SQL. Upper case and lower case differ.

## source-unreadable

A source is there and cannot be read: a folder, a pipe, a file without the right to read it, a table that its database
does not have.

```text
measurements: error: the source is a directory
  name its files, for example measurements/*.parquet
```

**Cure:** name files, by a glob where there are many; give yourself the right to read them; name the table under
`table` where a database file has several.

## source-empty

A source has no rows: an empty file, a header and nothing below it, an empty table.

```text
orders.csv: error: the source has a header and no rows
  write the data again, or take the source out of the brief
```

**Cure:** find out why nothing was written. An empty source would make every join with it come out empty.

## source-malformed

A file is not what its ending says, is damaged, or breaks the form of its format: a line with more fields than the
header, a quote that is never closed, bytes that are no UTF-8, a NUL, a Parquet file that was cut off. A file is never
read in part, and no row is passed over.

```text
orders.csv:3: error: expected 2 fields as in the header, found 3
  put fields that hold ',' between quotes, or correct the line
```

**Cure:** correct the line, or write the file again. Where the ending says nothing of the format, rename the file.

## source-types-differ

Files that make up one source do not fit together: a column is missing in one, has another type, or lines are separated
in another way.

```text
m2.csv: error: column 'b' has text here and numbers in m1.csv
  correct the file, or give the files as two sources and join them by UNION ALL with a CAST
```

**Cure:** correct the file that the message names, or make two sources of them and unite them in the dataset's SQL.

## source-too-large

A source has more than 10,000 files, or a source or the dataset has more than 4,000,000,000 cells (rows times columns).
This is said before the rows are read.

```text
clicks.parquet: error: the source has 900000000 rows of 30 columns; at most 4000000000 cells are read
  write a smaller file: fewer columns, or rows of fewer years
```

**Cure:** read fewer columns, fewer years or a sample, or aggregate before.

## column-name-unusable

A column has no name, a name of more than 255 bytes, one with a control character, or the name of another column, also
where only upper and lower case differ.

```text
orders.csv:1: error: columns 1 and 2 have the same name, 'x'
  rename one of the two
```

**Cure:** rename the column in the file, or with `AS` in the dataset's SQL. Spaces, quotes, dots and emoji are fine.

## too-many-columns

A source or the dataset has more than 20,000 columns.

```text
wide.csv: error: the source has 20001 columns; at most 20000 can be worked with
  write a file with fewer columns
```

**Cure:** select fewer columns, or turn columns into rows and aggregate them in SQL.

## sql-failed

The engine refuses the dataset's SQL, or it fails on the data: a syntax error, an unknown table or column, a text that
is no number where a `CAST` wants one. The message is the engine's, the place is in the SQL as you wrote it.

```text
brief.yaml:3:10: error: syntax error at or near ","
  correct the SQL
```

**Cure:** correct the SQL. `TRY_CAST` turns what does not fit into NULL, where a missing value is meant.

## sql-not-one-query

The dataset's SQL is not exactly one `SELECT`: there are two statements, another kind of statement, or more than 1 MiB
of text.

```text
brief.yaml: error: the SQL must be exactly one SELECT and nothing else
  write one SELECT and nothing else
```

**Cure:** write one query; use `WITH` for steps before it. Put data into sources, not into `VALUES`.

## sql-refused

The dataset's SQL does what the lock-down of the engine forbids: it reads a file that is no source, writes, attaches,
loads an extension, or changes a setting.

```text
brief.yaml:4:6: error: Cannot access file "passwd" - file system operations are disabled by configuration
  read only the sources of the brief, by their names
```

**Cure:** name the file under `data.sources` and read it by that name. A query may read and nothing else.

## no-rows

The dataset has no rows, or no training row is left after the split.

```text
brief.yaml: error: the dataset's SQL gives no row
  loosen its conditions and joins; run parts of it to see where the rows go
```

**Cure:** run parts of the SQL to see where the rows go. An inner join with a table that lacks the key is a common
cause.

## library-missing

A native library (DuckDB, the ADBC driver of SQLite, LightGBM, ONNX Runtime) is not installed, is older than what is needed, or is
there and does not load.

```text
error: DuckDB is not installed; scripts/bootstrap installs it
  run scripts/bootstrap, or point ASSOCIATE_LIBRARY_PATH at the library's folder
```

Without ONNX Runtime a run does all the same; a note says that `model/parity.json` lacks its answer.

**Cure:** run `scripts/bootstrap`, or name the folder of your own library in `ASSOCIATE_LIBRARY_PATH`.

## engine-failed

The engine failed through no fault of the SQL or the data, or gave an answer that does not hold together.

```text
error: the snapshot was written and cannot be read back
  check the disk of the scratch directory, then run again
```

**Cure:** run again. Where it comes back, report it with the engine's message, and try the pinned version of the engine.

## engine-timed-out

The worker gave no sign of life for 600 seconds: it used no processor and moved no data. It was ended.

```text
error: the engine gave no sign of life for 600 s reading /mnt/share/orders.parquet and was ended
  check that the disk or network share of the sources answers, then run again
```

**Cure:** check the disk or the share that holds the file. A long query is no cause: it uses the processor.

## engine-out-of-memory

The engine needed more memory than its limit of 1 GiB, and could not put the rest on disk.

```text
error: the engine ran out of memory running the dataset's SQL (limit 1024 MiB)
  select fewer columns or rows in the dataset's SQL, or use a machine with more memory
```

**Cure:** select fewer columns or rows, aggregate before you join, and see that there is room on the disk of the store.

## worker-died

The process that reads sources ended by itself or could not be started. The run is not harmed: nothing was kept of it.
The finding says which file or step it was at, and its `evidence` holds the last that the process said.

```text
error: the engine died reading data/orders.parquet (signal 11)
  the file may be damaged: check it, or write it anew, and run again; nothing was kept of this run
```

**Cure:** check the file, or write it again from its source. Where it comes back with a sound file, report it.

## foreign-model-unreadable

A model from outside is not taken: its file is no regular file, is empty or too large, has a second name on the disk (a
hard link), lies behind a link that leads out of its folder, keeps weights in other files, or ONNX Runtime refuses it.
Nothing of it is run. The file is looked at by the worker alone, in a copy that is held against the hash of what was read.

```text
models/churn.onnx: error: models/churn.onnx keeps weights in other files, and those are never read
  save it as one file: onnx.save_model(model, path, save_as_external_data=False)
```

**Cure:** do what the second line says. Where ONNX Runtime refuses the file, open it with Python's `onnxruntime`: it says
the same there, and an export anew with an older opset mostly helps.

## foreign-model-misfit

A model from outside does not go with the dataset or the task: an input finds no column or one of another type, it reads a
column that is no feature, no output is a tensor of scores, or the answers are no probabilities, not finite, or decide for
other classes than their order says.

```text
models/churn.onnx: error: none of the model's outputs is a tensor of one number a row, or one for each of the two classes: 'label' (int64 [rows])
  export the probabilities, as float or double, with a free first dimension
```

**Cure:** the keys `inputs`, `output`, `classes` and `scores` of the candidate say what cannot be found; else export the
model with a free first dimension, one input a column or one matrix, and its probabilities as a tensor.

## foreign-model-training-unknown

A candidate was trained elsewhere, so that it is not known which rows taught it. Where rows of this dataset did, its figures
are rosier than on new rows, and its comparison with the other candidates is not fair. A run that chooses such a model
cannot tell whether to ship it.

```text
models/churn.onnx: warning: 'churn' was trained elsewhere: where rows of this dataset taught it, its figures are rosier than on new rows
  Compare it on rows that are newer than its training, or train it on data/train.parquet of a run alone
```

**Cure:** judge it on rows that are newer than its training, or train it again on the training part that a run wrote, and
read its figures on the test part.

## key-not-unique

Several rows have the same key. `keys` names up to 20 of them.

```text
error: key id is not unique: 10 keys name 20 rows
  keys: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9
  add a column to data.key, or make the dataset's SQL give one row per prediction
```

**Cure:** add the column that tells the rows apart to `data.key`, or mend a join that multiplies rows.

## key-null

A key column is NULL in some rows, so these rows cannot be named.

```text
id: error: key column 'id' is null in 2 rows
  leave those rows out in the dataset's SQL, or name a key that every row has
```

**Cure:** leave those rows out in the dataset's SQL, or choose another key.

## label-missing

Rows have no label. Those rows are left out and counted, which is a warning; where every row lacks it, it is an error.

```text
! 9,430 rows without a 'late' are left out
```

**Cure:** ask why the label is missing. If what decides it has to do with the label, the rows that are left tell another
story. If all are missing, look at the join that gives the label.

## label-unfit

The label does not go with the task: numbers for classes, text for a regression, two classes for `multiclass`, one value
in all rows, more than 100 distinct texts, a moment.

```text
brief.yaml:2:7: error: 'multiclass' needs classes, and the label 'x' holds numbers
   2 | task: multiclass
     |       ^~~~~~~~~~
  Cast the label to an integer, a boolean or a text in the dataset's SQL.
```

**Cure:** leave `task` out and have it inferred, or cast the label in the dataset's SQL.

## too-few-rows

Fewer than 20 rows have a label. Nothing that is fitted or measured on so few would mean anything.

```text
churned: error: only 12 rows have a label 'churned'
  At least 20 are needed to fit and to evaluate anything.
```

**Cure:** collect more rows, or see why the label is missing.

## one-class

All rows, or all of the training part, are of one class: an error, since there is nothing to tell apart. Where only the
validation or the test part has one class it is a warning: metrics that compare classes are undefined there.

```text
label: error: the label 'label' has one class in all 200 rows
  There is nothing to tell apart: look at the dataset's SQL, and at which rows it leaves out.
```

**Cure:** look at which rows the SQL leaves out; move the borders of the split, or split at random, which keeps the
classes' shares.

## rare-class

A class has fewer than 10 rows (a warning: its figures will not say much) or fewer than 3 (an error: it cannot stand in
all three parts); or the split left a class without training rows, so that it cannot be learnt (a warning).

```text
! class 'a' of 'label' has 4 rows, too few for its figures to say much
```

**Cure:** merge the class with another, leave its rows out, or collect more of them.

## constant-column

A column holds the same value in every row, or in every training row; or it holds moments that span too few days to tell
a calendar part from a trend. It is left out of the features.

```text
! column 'c' holds the same value in every row
```

**Cure:** none is needed. Name it under `exclude` with the reason, if it is as it should be; look at the SQL, if it is not.

## null-column

A column is NULL in every row, or in every training row. It is left out of the features.

```text
! column 'n' is null in every row
```

**Cure:** see whether its source is complete, and whether the join finds anything.

## duplicate-rows

Rows repeat an earlier row in every column, and there is no key. One copy may train and the other test, which makes the
test look better than it is.

```text
! 214 rows repeat an earlier row in every column
```

**Cure:** name a `data.key`, or leave the copies out (`SELECT DISTINCT`), unless equal rows are different events.

## time-missing

Rows have no moment of prediction and cannot be placed under a split by time. They are in no part; where they are more
than half of the rows it is an error.

```text
! 120 of 26,115 rows have no 'made_at' and are left out of the split by time
```

**Cure:** fill the column in the dataset's SQL, or split at random.

## identifier-column

A text has more than 1,000 distinct values, or differs in more than half of the rows, or no value of it occurs often
enough; or a whole number counts the rows. Such a column names rows and says nothing about new ones. It is left out of
the features. A whole number that is called an identifier and differs in nearly every row stays a feature, with a warning:
its size may say something.

```text
column 'big' holds 400 distinct texts in 400 rows and is left out as an identifier
```

**Cure:** group its values in the dataset's SQL to use them, such as the first letters or the maker. If it names a
prediction, it belongs into `data.key`.

## numbers-as-text

A column is text, but most of its values are numbers: they are written with a decimal comma, with the sign of a currency
or of per cent, or one value that is none, such as `n/a`, made text of the whole column. As text it is left out, or taken for categories. The advice is the
expression that makes numbers of it; what is none becomes null. `associate init` writes such expressions by itself.

```text
! column 'Umsatz' is text and is left out, but all 547 values are numbers with a decimal comma
  write in the dataset's SQL: TRY_CAST(replace(replace("Umsatz", '.', ''), ',', '.') AS DOUBLE)
! column 'amount' is text and is left out, but only 3 of 60 values are no numbers, such as 'n/a'
  write in the dataset's SQL: TRY_CAST("amount" AS DOUBLE)
```

**Cure:** write the expression of the advice in `data.dataset`, such as
`SELECT * REPLACE (TRY_CAST("amount" AS DOUBLE) AS "amount") FROM orders`.

## moments-as-text

A column is text, but most of its values are dates, months, moments or times of day, written as the source's country
writes them.
As text it is left out, or taken for categories. The advice is the expression that makes a moment of it (of a month its first day), or of a
time of day its hours; what is none becomes null.

```text
! column 'sold' is text and is left out, but all 200 values are dates of the form %d.%m.%Y
  write in the dataset's SQL: try_strptime("sold", '%d.%m.%Y')
```

**Cure:** write the expression of the advice in `data.dataset`; a moment of prediction can then be named in `data.time`.

## ambiguous-thousands

Delimited text holds numbers whose dots are each followed by three digits, such as `12.300`: twelve thousand three hundred
where dots stand between thousands, twelve and a bit where they are decimal points. Where the rest of the file tells that
they stand between thousands (decimal commas, several groups of digits, numbers that end in 0 beside numbers without a
dot), whole numbers are read and a note says so. Where nothing tells, they are read with decimal points, and a warning asks.

```text
! column 'pieces' is read with decimal points, and its dots may stand between thousands, such as in '1.452' and '12.300'
  write in the dataset's SQL, if they stand between thousands: CAST(round("pieces" * 1000) AS BIGINT)
  if they are decimal points: CAST("pieces" AS DOUBLE)
```

**Cure:** write one of the two expressions of the advice in `data.dataset`, such as
`SELECT * REPLACE (CAST(round("pieces" * 1000) AS BIGINT) AS "pieces") FROM stock`; the warning is then gone.

## free-text-column

A column holds sentences rather than categories. This version has no features from free text, so it is left out.

```text
column 'free' holds free text and is left out
```

**Cure:** take what matters out of it in the dataset's SQL: its length, whether a word occurs.

## unsupported-column

A column holds lists, structures or bytes, of which no feature is made; or whole numbers beyond 64 bits, which the
snapshot keeps as doubles.

```text
column 'l' holds INTEGER[], which is no feature
```

**Cure:** take single values out of it in the dataset's SQL, such as its length or its first element.

## non-finite-values

A column holds NaN or infinity. In a feature they are taken as missing, which is a warning; in the label they are an
error.

```text
! column 'x' holds NaN or infinity in 3 rows; they are treated as missing
```

**Cure:** see where they come from: a division by zero is common. `nullif(x, 0)` under the fraction makes them NULL.

## no-features

No column is left that could be a feature. Checks stop the job; where the columns only turn out to be unfit on the
training rows, it is a warning and `linear` predicts what `prior` does.

```text
error: no column is left that could be a feature
  give the dataset columns beside its label and key that vary and are known in advance
```

**Cure:** select columns that differ between rows and are known at prediction time; see in `data/checks.json` why each
was left out.

## suite-unreadable

The suite's file cannot be read as one: it is not UTF-8, not JSON where its name says so, holds no expectations, or is
larger than 16 MiB.

```text
suite.json: error: the file holds no 'expectations'
  give a suite of Great Expectations (.json) or of Associate (.yaml)
```

**Cure:** give a suite in Associate's own YAML form, or one that Great Expectations 0.18 or 1.x wrote in JSON.

## unknown-expectation

A suite names an expectation that there is none of.

```text
suite.yaml:3:5: error: there is no expectation 'expect_column_values_to_be_betwen'
   3 |   - expect_column_values_to_be_betwen: {column: age, min_value: 0}
     |     ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  did you mean 'expect_column_values_to_be_between'?
```

**Cure:** use one of Great Expectations' names, with or without `expect_`.

## expectation-failed

The data is not as a suite expects. Its severity is that of the expectation; an error stops the job. Up to 20 rows are
listed by their keys, or by their numbers where there is no key; `data/checks.json` holds their values too. Rows of a
query of your own are listed by the key where the query gives it, by their number where it gives whole rows of `{batch}`,
else by their first values.

An expectation of a column that is gone or of another type has failed too, under the code that says why
(`column-not-found`, `wrong-type`, `numbers-as-text`), and the others are judged. A condition on rows leaves out rows
whose value is missing, as SQL does: `a != 5` and `a not in [5]` are not fulfilled by a row without `a`, where Great
Expectations on pandas counts it in.

```text
suite.yaml:3:5: error: expect_column_values_to_be_between failed for 'age': 2 unexpected values in 1,000 rows
  keys: row 17, row 212
  correct the data, or the suite where it expects too much
```

**Cure:** correct the data where it is wrong. Where the suite expects too much, loosen the expectation (`mostly`, its
bounds), or give it `severity: warning`.

## data-stale

The newest row is older than `data.fresh_within` allows, measured from the moment of the check. It is an error: a model
of yesterday's world is not what the brief asks for.

```text
brief.yaml:9:17: error: the newest 'scheduled_departure' is 2013-12-31T23:59:00; data.fresh_within allows 2 days
```

**Cure:** fetch newer data, or change `data.fresh_within`.

## volume-changed

The dataset has twice as many rows as in the last complete run of the same name, or more, or half as many, or fewer.
What is loaded twice is also found by `duplicate-rows`, where whole rows are repeated.

```text
! the dataset has 120,340 rows; it had 336,776 in run 2026-02-01-late-flights-1a2b
```

**Cure:** see whether a source was cut off or loaded twice, or whether the SQL joins more rows than it did.

## partition-missing

Between days that have rows there are days without any, or the last days have far fewer rows than the days like them
before: a partition is missing or late. Where rows are so few that a day is without one by chance, nothing is said.

```text
! 2 days between 2013-01-01 and 2013-12-31 have no row in 'scheduled_departure'
```

**Cure:** load the missing partitions. Where the gap is real (a closed day), nothing has to be done.

## schema-changed

The dataset's columns are not those of the last complete run of the same name: added, gone, of another type, or gone
under one name and come under another that looks like it. In `score` it is a source that is read otherwise than the run
read its own: a column of whole numbers that has a fraction now, such as `31.939`, may be one with dots between thousands.

```text
! column 'dep_delay' is gone; 'departure_delay' is new and holds the same type
```

**Cure:** name the column as before with `AS` in the dataset's SQL, or carry on where the change is meant. Where a dot stands
between thousands, take it out of the file: a whole number says so itself.

## unit-changed

A number column has moved by a factor or an offset that looks like another unit: ×10, ×100, ×1000 or their inverses, miles and
kilometres, pounds and kilograms, °C and °F.

```text
! column 'distance' looks as if its unit had changed: values are about 1.609 times what they were (miles → kilometres)
```

**Cure:** ask where the data comes from. Bring all rows to one unit in the dataset's SQL.

## encoding-damaged

Texts hold marks of a wrong encoding, such as `Ã©` for `é`, or the replacement character.

```text
! column 'city' holds 212 texts of damaged encoding, such as 'MÃ¼nchen'
```

**Cure:** write the file again in UTF-8 from its source; what holds the replacement character is lost.

## null-burst

Missing values of a column stand together: on some days nearly all are missing, on the others few.

```text
! column 'temp' is null in 98.0 % of the rows of 3 days, and in 0.4 % of the others
```

**Cure:** see what failed on those days, and load them again.

## near-duplicate-rows

Rows are the same but for the case of letters, blanks, or the key: the same thing was entered twice.

```text
! 37 rows repeat another row but for blanks, the case of letters or the key
```

**Cure:** leave the copies out in the dataset's SQL; one may train and its copy test.

## label-drifted

The share of a class (or the median of the label, where it is a number) is another in a stretch of time than in the
others. The rows with a label are divided by days into up to twenty slices; each is held against the median of the
others, by their own differences and by what chance does to so many rows. A trend or a season of the whole is none.

```text
! the share of positive 'late' is 2.1 % from 2013-12-12 on, and 22.4 % in the others
```

**Cure:** see whether labels come late for the newest rows; leave rows out whose label is not yet known. For a stretch in
the middle see how labels were made in that time.

## missing-values

A profile found that a column lacks its value in a fifth of the rows or more, or holds blanks in the place of NULL.

```text
! column 'cabin' is missing in 77.1 % of the rows
```

**Cure:** ask why it is missing. What is missing because of the outcome leaks it; what is missing because nobody asked
is a value of its own. `nullif(trim(x), '')` turns blanks into NULL.

## outlying-values

A profile found a few values far beyond all others of their column: at least ten times the width of Tukey's fences away.
Codes for a missing value and changes of unit look like that.

```text
! column 'income' has values far beyond all others, from 0 to 99,999,999
```

**Cure:** turn codes into NULL, and values of another unit into that of the others, in the dataset's SQL.

## redundant-columns

A profile found that one column follows from another: a correlation, or Cramér's V, of 0.98 or more.

```text
! 'temp' and 'dewp' say the same (0.991 of 1)
```

**Cure:** one of them is enough. With both, a linear model's coefficients and the importance of either say little.

## column-drifts

A profile found that a column differs between the earlier and the later half of the rows: a population stability index
of 0.25 or more.

```text
! column 'price' changes over 'sold_at' (stability index 0.412)
```

**Cure:** split by time, so that the test shows what the change costs, and see what changed: prices, a form, a source.

## personal-data

A column holds, or may hold, what tells who a person is: email addresses, payment cards, bank accounts, national identity
numbers, phone numbers, IP and MAC addresses, dates of birth, names of persons, postal addresses, coordinates, or text with
one of them in it. Patterns, checksums and the column's name are held together in a sample of the rows. It is an error
where it is certain and the brief leaves the column to be a feature; the exit status is 4. A bare table has no features, so
that `associate check TABLE` warns and ends with status 0. No value is shown.

```text
error: column 'contact' holds email addresses: 2,000 of 2,000 values in a sample of 2,000 rows; as a feature it needs another person's sign-off
  leave it out with exclude: {contact: personal data}, or take its domain out of it in the dataset's SQL; sign-offs cannot be recorded in this version
```

**Cure:** leave the column out with `exclude`, name it under `sensitive`, or let the dataset's SQL return what the model needs
of it, such as an age instead of a date of birth.

## protected-attribute

The name of a column says that it may hold what many laws protect people from being decided by: sex, ethnicity, religion,
politics, health, sexuality, origin, marital status. Its values are not asked: whether the rows are about people, you know.

```text
warning: by its name, column 'race' may say of people what many laws protect (ethnicity)
  if its rows are about people, name it under sensitive: it is then no feature, and is judged apart as a slice
```

**Cure:** name it under `sensitive`: it is then no feature, and the figures are also taken for each of its values. Otherwise
nothing is to be done.

## future-leak

A feature has seen the future. The dataset's SQL was run again on sources that hold only what was known at a moment (by
`known_at`); what became known later was removed, then scrambled. A feature of a row that was predicted just before
that moment changed, so it was made of something that nobody had then. The finding names the source and its column, the
join or window that carried it, a row by its key, and the value before and after.

```text
sql/late_flights.sql:56:1: error: 'temp' has seen the future: without what weather.temp learnt after 2013-03-20 18:50:00, it changes in 46 of 1,124 rows predicted up to then
  let LEFT JOIN weather use only what was known at 'scheduled_departure', or exclude it
```

**Cure:** let the join or window reach only rows that were known when the prediction is made, such as the hour before;
or name the column under `exclude`. If the cell is known earlier than `known_at` says, correct `known_at`.

## rows-from-future

Rows are in the dataset only because of something that became known after they were predicted, and which is no part of
their outcome: an inner join or a condition such as `WHERE EXISTS` on a source drops the others. The model is then fitted
and judged on rows that nobody could choose so when it is used.

```text
brief.yaml:9:5: warning: 212 of 480 rows predicted up to 2026-03-20 18:50:00 are there only because of what 'orders' learnt later
```

**Cure:** make the rows of what was known when they are predicted; join with `LEFT JOIN`, or take the condition out. Where
the source holds the outcome, so that rows without one are dropped, all is well.

## known-at-unfit

`known_at` cannot be read: it names a column that the source does not have, is no SQL, gives no moment, calls chance or
the clock, or is null in every row.

```text
brief.yaml:7:17: error: known_at of 'weather' names 'tim_hour', which the source does not have
   7 |       known_at: tim_hour
     |                 ^~~~~~~~
  did you mean 'time_hour'?
```

**Cure:** write a column, an SQL expression over the source's columns, or `{after: COLUMN, delay: 2 hours}`.

## known-at-null

`known_at` is null in some rows. The replay takes them as never known, so a feature that uses them counts as a leak.

```text
known_at of 'flights' is null in 8,255 of 336,776 rows; the replay takes them as never known
```

**Cure:** say when they became known, such as with `coalesce(…)`.

## known-at-idle

`known_at` of a source lies before every prediction, so the replay hides none of its rows. That is right for a register
that was there before, and wrong where `known_at` names the moment at which something began rather than became known.

```text
known_at of 'planes' lies before every prediction, so that the replay hides none of its rows
```

**Cure:** see which of the two it is.

## label-known-early

By what `known_at` says, the label is known when it is predicted: no replay changed it. Then there is nothing to
predict, or `known_at` is too early and the replay cannot see a leak of the outcome.

```text
by what known_at says, the label 'late' is known when it is predicted
```

**Cure:** let `known_at` say when the outcome became known.

## not-replayed

The replay cannot look into a source because the brief does not say when its rows became known, or into anything because
the brief names no moment of prediction. A source that the SQL names behind a schema cannot be hidden, which is a warning. The other parts of the audit do not need it. Of a table of more than 500
columns it also says how many were not looked at one by one.

```text
the brief does not say when 'planes' knew its rows, so 'scheduled_departure' cannot be held against them
```

**Cure:** add the line that the finding proposes. A column that it proposes is a guess: a moment of the source that is
never before another of its moments.

## missing-with-outcome

A feature is missing where there is no outcome and present where there is one: it is learnt with the outcome or after
it. The sources are compared before the dataset's SQL drops rows without an outcome. It is an error where the column is
missing in more than half of the rows without an outcome and never in one with it, and a warning where the tie is
weaker.

```text
error: 'air_time' is missing in 9,430 of 9,430 rows without an outcome ('arr_delay') and never in one with it
  it is learnt with the outcome or after it: exclude it, or say with known_at that it is known before
```

**Cure:** name it under `exclude`.

## label-in-column

The label follows from a feature: each of its values has one label, it is a threshold of it, a multiple of it, rises and
falls with it, or is the sum, difference, product or ratio of two features.

```text
error: 'late' follows from 'arr_delay': it is a threshold of it
  exclude it, or say with known_at that it is known when the prediction is made
```

**Cure:** name it under `exclude`. Where the replay shows that the column is known before, it is a warning: then there
may be nothing left to learn.

## suspicious-column

A feature alone tells nearly all of the label, or divides a label of numbers into stretches. That is rare in columns that
are known beforehand.

```text
'status_code' alone tells 97.0 % of 'churned'
```

**Cure:** see when the column becomes known; say so with `known_at`, or name it under `exclude`.

## moment-assumed

Nobody has said when a prediction is made: `associate init`, or a run of a bare table, took a column for it, and named it
under `assumed` in the brief. Parts, replay and figures rest on it.

```text
brief.yaml:14:3: that 'time_hour' is the moment of prediction is assumed: its name speaks of a moment
  confirm it by taking 'data.time' out of 'assumed', or name another moment under 'data.time'
```

**Cure:** ask whoever will use the predictions when they are made. If the column says so, take the line out of `assumed`;
else name the right column, or none, under `data.time`.

## time-after-prediction

A feature is a moment after the moment of prediction. It is a warning where its name says that it is a plan, or where
the two differ by less than time zones do and one of them has none.

```text
error: 'closed_at' lies after the prediction ('opened_at') in 98.0 % of the rows
  exclude it, or say with known_at that it is known when the prediction is made
```

**Cure:** exclude it; convert local times to UTC in the dataset's SQL.

## identifier-ordered

A number that names the rows stands in the order of their labels, such as when the positive cases were entered first. It
is an error where the number is a feature.

```text
error: 'patient' numbers the rows in the order of their labels: where it stands tells 100 % of 'ill'
```

**Cure:** keep the number out of the features, and do not sort rows by it.

## duplicates-across-parts

Test rows are copies of training rows, exactly or to three digits of their numbers. The test then shows what was learnt
by heart.

```text
error: 212 of 2,000 test rows have the same features as a training row
  drop copies in the dataset's SQL, or split: {by: group, group: COLUMN} by what they are copies of
```

**Cure:** drop the copies before the split, or keep them in one part.

## groups-across-parts

Rows of one thing, such as a patient, stand among training and test rows, and mostly share their label. The model is
judged on things that it knows.

```text
error: 98.0 % of the test rows have a 'patient_id' that training rows have too, and rows of one 'patient_id' mostly share their label
  split: {by: group, group: patient_id}, so that the test shows how new ones are predicted
```

**Cure:** split by group.

## parts-differ

A classifier can tell test rows from training rows although they were not divided by time; the columns that tell most
are named.

```text
test rows can be told from training rows by 'batch' (area under the curve 0.93)
```

**Cure:** see how the rows were divided.

## order-dependent-column

A column of the dataset came out otherwise when the sources stood in another order and the engine used another number of
threads. Two runs from the sources may then differ; runs from the snapshot do not.

```text
'last_price' comes out otherwise when the sources stand in another order
```

**Cure:** order windows and aggregates by a unique key. Sums of decimals change in their last digits: sum integers, such
as cents.

## sql-not-deterministic

The dataset's SQL calls a function whose result the sources do not decide: chance, the clock, the session. Or it draws
a sample without a seed.

```text
dataset.sql:3:5: error: the SQL calls random, whose result is not decided by the sources
  take chance and clock out of the dataset: hash a key, or put a date into a source
```

**Cure:** hash a key where rows are to be drawn by chance; put a date into a source where one is needed.

## preprocessing-leak

What was fitted on the training rows changed when rows of the other parts were permuted or dropped. This is a fault of
Associate.

```text
the feature plan changes when test rows are dropped
```

**Cure:** please report it with the brief.

## split-impossible

The rows cannot be divided as the brief says: fewer than three groups or moments, borders in the wrong order, a training
part of one class.

```text
c: error: the column 'c' has 1 group; three parts need three
  split by another column, or at random
```

**Cure:** choose another column or another way to split, or move the borders.

## empty-part

A part of the split has no rows.

```text
error: the test part has no rows under a split by time
  move the borders or change the shares under split
```

**Cure:** move the borders into the time that the data covers, or give the part a larger share.

## rows-in-gap

Under a split by time with a `gap`, rows that stand within the gap before a border are in no part. The note counts them.

```text
56 rows are within the gap before a border and in no part
```

**Cure:** none is needed. If it is too many, make `split.gap` shorter.

## time-limit-translated

A `budget.time_limit` was turned into a number of iterations by growing a few and watching the clock. Results depend on
that number, not on the clock; the manifest records it under `plan`.

```text
· budget.time_limit of 5 minutes became at most 640 iterations of boosted_trees, by the speed of this machine
```

**Cure:** none is needed. Write the iterations into the brief, such as `budget: {iterations: 640}`, to have the same
bytes on another machine or another day.

## feature-input-missing

A table that is to be scored lacks a column that the model was fitted on. All that are missing are named at once.

```text
temp: error: the model needs the column 'temp', which the table does not have
  The model reads what the brief's SQL gives: run that first, add the column, or give it without values
```

**Cure:** add the column. One without values will do: the model was given a rule for what is missing.

## feature-input-retyped

A table that is to be scored has a column of another type than the model was fitted on.

```text
temp: error: the model was fitted on 'temp' as integer or double, and the table holds text
  The model reads what the brief's SQL gives: run that first, or cast the column to integer or double
```

**Cure:** cast the column where the table is made.

## explanation-unavailable

A model is to explain its scores, and its file does not say what its training rows were like: the rows of each leaf, or
the mean of each column. Files of earlier versions do not.

```text
error: the model does not say what its training rows were like, which explanations are counted from
  run the brief again, or score without explanations
```

**Cure:** run the brief again; the same data gives the same model, and the new file says more. Scores need none of it.

## unseen-values

Rows that are scored hold values that training did not see: a number or a moment outside the range of the rows that the
model was fitted on, a text or a boolean that did not occur there. With `refit` and under cross-validation the model that
is kept was fitted on the validation rows too, and has seen them. They have scores; the model has not learnt from such values, though.

```text
carrier: warning: 1,204 of 65,470 rows hold values of 'carrier' that training did not see
  look at these rows before you act on their scores; run the brief again with newer data
```

**Cure:** see whether the input is what it should be: other units, another spelling, a new code. Where the world has
moved on, run the brief again with newer data. Moments outside the time of training are a note, since scores are mostly
about the future.

## model-unreadable

A model's file is not what a run wrote: cut off, changed by hand, or of another version.

```text
error: not a JSON document
  Use the model/associate.json that the run wrote, unchanged; run the brief again if it is lost
```

**Cure:** take the file from the run again, or run the brief again.

## run-taken

A command that takes a run was called with `latest`: which one that is. `latest` is the newest complete run of any brief,
so that another brief's run may stand where yours did yesterday.

```text
note: the latest run of any brief is 2026-11-24-churn-7f3a, of 'churn'
  name the brief instead of 'latest' to stay with its runs
```

**Cure:** none is needed. In a script, write the brief's name or the run's id.

## verdict-against

A run whose model is scored with or exported has the verdict Hold or Cannot tell. The command does what it was asked for;
the run's reasons stand in the warning.

```text
runs/2026-11-24-churn-7f3a/report.html: warning: the verdict of run 2026-11-24-churn-7f3a is 'Hold', not 'Ship': A guardrail is broken on rows that taught nothing.
  read its report before you act on what this model says
```

**Cure:** read the first screen of the report. Use the model where its reasons do not matter to what you do, such as a
trial beside the present way; else mend what they name and run the brief again.

## not-converged

The solver stopped at its limit of 200 iterations before the fit was final. The weights are usable, the figures speak for
what was fitted, and the verdict names it. Of `boosted_trees` it says that validation was still getting better when the
last round that is allowed was grown: 2,000, or fewer where a model of so many trees would be too large.

```text
! the solver of 'linear' did not converge in 200 iterations (C = 100)
```

**Cure:** look for columns of extreme scale and for columns that repeat each other, and leave them out.

## simpler-candidate-kept

Another candidate looked better on the rows that choose than the one that was chosen, but not beyond the interval of
their difference: on other rows it may be the other way round. The simplest candidate that no other beats is kept.

```text
· 'boosted_trees' has roc_auc 0.7123 on validation and 'linear' 0.6969: the gain lies between -0.0031 and 0.0339, so it may be chance, and the simpler is kept
```

**Cure:** none is needed. More rows, or folds with `repeats`, tell candidates apart that differ little.

## recalibrated

The chosen classifier's probabilities were set right by the rows that chose it: by a temperature, by a line through its
raw scores (`sigmoid`, Platt's) or by a rising table (`isotonic`). Each way is tried on rows that did not teach it, and the
simplest that no other beats is kept, where the log loss falls beyond its interval. It is part of the model on every engine;
attributions speak of the raw scores as before.

```text
· the probabilities of 'boosted_trees' are recalibrated (sigmoid): log_loss falls by 0.0121 on validation rows that did not teach it: between 0.0083 and 0.0159
```

**Cure:** none is needed. Where the share of the classes moves with time, what was right on validation may be off later.

## kept-model-differs

Under cross-validation the models of the folds are judged, and a model fitted on all rows is kept. Here the kept one does
worse on the very rows that taught it than the others did on rows that they had not seen, beyond the interval of the
figure. What was judged is not what is kept, so the release is held.

```text
✗ the model that is kept has roc_auc 0.5 on the rows that taught it, and those of the folds 0.8214 on rows that did not: it is not what was judged
```

**Cure:** gather more rows, or keep a test part back (`split: {validation: 15%, test: 20%}`), on which the kept model
itself is judged.

## probabilities-worse-than-prior

The scores rank rows better than chance, and as probabilities they are worse than the share of the classes: their log
loss is beyond that of the prior. That is what a penalty chosen by rank, or costs of another kind, may lead to.

```text
! its log_loss is 0.7102 and the prior's 0.6914: its scores rank rows, and as probabilities they say less than the shares of the classes
```

**Cure:** rank by the score, or decide by a threshold from `metric.costs`. Where probabilities are needed, choose
`log_loss` as the primary metric.

## too-good

Next to no row that judges is wrong. A task can be that easy; more often a column gives the label away, or was written
after the outcome was known.

```text
! roc_auc is 1: next to no row is wrong, as where a column gives the label away
```

**Cure:** ask of the columns that the model rests on most whether they are known when a prediction is made, and leave
out under `exclude` those that are not. With `known_at` in the brief, `associate check` replays the past.

## candidate-failed

A candidate could not be fitted: its weights came out infinite, or no candidate was left.

```text
error: 'linear' came to weights that are not finite
  Look for extreme values in the label, the weights and the features.
```

**Cure:** look for extreme values in the label, the weights and the features, and bound them in the dataset's SQL.

## trial-failed

A setting that a search tried could not be grown. What growing takes of memory is reckoned first, from bins, leaves, rows
and outputs: a trial that takes more than this process may have is not begun, since the system would end the run. The other
trials count; the trial stands in `evaluation/trials.json` with its reason.

```text
! 2 trials of 'tuned_trees' could not be grown; number 4: growing takes about 1.1 GB of memory, more than this process may have
  take the best of the others, or bound the settings that fail (num_leaves, where memory runs out) under candidates: [{tuned_trees: {space: …}}]
```

**Cure:** where memory ran out, bound `num_leaves` under the candidate's `space`, leave columns out of the dataset, or give
the process more memory; else nothing needs to be done.

## monotone-not-held

A linear model goes the other way with a column than `monotone` says. Trees are grown under the constraint; a linear
model is not fitted under it, and is not chosen where another candidate holds it.

```text
! 'linear' goes the other way with 'age' than 'monotone' says, so it is not chosen where another candidate holds it
```

**Cure:** take a candidate of trees, or look whether the column stands for something else beside the other columns.

## class-weights-shift

A candidate was fitted with class weights. Its probabilities are those of rows that are mixed in that way: they are too
high for classes that count for more. A threshold moves decisions in the same way and leaves probabilities as they are.

```text
· 'linear' was fitted with class weights, so its probabilities are those of rows mixed in that way, and too high for the classes that count for more
```

**Cure:** where decisions alone are to change, leave `class_weight` out and give `metric.costs` or `metric.threshold`.
Where class weights are wanted, `metric.recalibrate` sets probabilities right on the rows that choose.

## costs-not-packaged

Several classes are decided by `metric.costs`, and the chosen candidate was trained elsewhere. The run's predictions,
errors and costs are of decisions by cost; the file of the model knows no costs, and so decides the likeliest class.

```text
· 'churn-net' was trained elsewhere: this run decides by 'metric.costs', and the package of the model by the likeliest class
```

**Cure:** where the model is used, decide the class of the lowest expected cost: for each class the sum over true classes of
probability times cost, which stands in `class_costs` of `evaluation/thresholds.json`.

## prediction-unfit

Predictions cannot be evaluated: their number is not that of the labels, a probability is outside 0 to 1, or the
probabilities of a row do not sum to 1.

```text
error: there are 99 predictions for 100 labels
  give one prediction for each row
```

**Cure:** give one prediction for each row, and for several classes one probability for each class.

## weight-unfit

Weights cannot be used in an evaluation: their number is not that of the rows, one is negative or not finite, or all are
0.

```text
error: the weight -1.0 of row 6 is not a finite number of at least 0
  give weights of at least 0
```

**Cure:** give each row a finite weight of at least 0, and at least one row more than 0.

## few-units

Intervals rest on few independent units. Rows of one day (where rows are divided by time) or of one group (where they
are divided by group) are drawn together, since they depend on one another; under 40 units the intervals are widened by
Student's t, and with a single unit there are none. Where the validation part is a single unit, candidates are chosen by
their figures alone.

```text
! the intervals rest on 12 days of the test part; they are widened by Student's t
```

**Cure:** give the test part a longer period or more groups, and take a gain that is not far beyond its interval with care.

## labels-suspected

Labels look wrong to models that did not see their rows. It is looked for where classes are predicted out of fold, by
the mean of the candidates that are right more often than chance. A row counts where another class reaches the mean probability of its
own rows (confident learning) and is likelier than the label. Some of these labels are wrong; others belong to rows that
lie between two classes. So it is a note, whatever the number. Where most of them are only a little likelier to be another
class, or very many are, it is `label-noisy` instead.

```text
· 6 of 178 labels in 'class' look wrong to models that did not see them
  look at the first rows of evaluation/label_errors.parquet, and correct their source
```

**Cure:** open `evaluation/label_errors.parquet`, which has the most doubtful rows first, and ask whoever gave the labels.
Correct what is wrong where the labels come from, then run again. Do not leave rows out because a model doubts them: the
figures would only say how well it agrees with itself.

## label-noisy

Labels look like another class to models that did not see their rows, but too many do, or most of them by too little, for
wrong labels to be the reason: rows lie between the classes, as where the columns decide an outcome only in part. By far
is at most a tenth of the probability that rows of the label are given on average. Labels look wrong (`labels-suspected`)
where at least half of the suspected ones are that far, and at most 15 % of all labels are suspected.

```text
· the label 'churned' is noisy: 146 of 1,001 labels look like another class, 3 of them by far
  read it as the limit of what the columns say, not as wrong labels; evaluation/label_errors.parquet has the furthest first
```

**Cure:** none is needed. Columns that say more about the label would make it less; looking at the furthest rows does no
harm.

## weak-slice

On some rows the chosen candidate loses more than on the others. Nobody named them: conjunctions of up to three predicates were
looked for on one half of the rows that judge, and confirmed on the other, so that at most 5 % of such findings are expected
to be false. It is a note: a model is weaker somewhere, and the figures say how much.

```text
· where carrier = EV and hour from 17 to below 19, log loss is 0.812 against 0.524: 2.1 % of the rows carry 3.3 % of it
  see Found slices in report.html: what is special about these rows?
```

**Cure:** look at `evaluation/found_slices.json` or at the report. Where the rows matter, give the model what it lacks about
them (a column, a longer period), or say that it is not to be used there.

## slice-values-grouped

A column has too many values to look for slices in each. The 30 most frequent are looked at one by one, and all others
together as one value.

```text
· 'tailnum' has 4,043 values: slices are looked for in the 30 most frequent, and in the others together
```

**Cure:** none is needed. A column that groups the values (a region for a shop, a make for a car) lets slices be found that
single values are too rare for.

## one-group

A sensitive column has one value on the rows that judge, so that there is nobody to compare with.

```text
! the sensitive column 'sex' has one group on the rows that judge: nothing can be compared
  let rows of other groups judge, or leave it out of `sensitive`
```

**Cure:** look at the split: under a split by time the other groups may all be older. Otherwise the data does not say how the
model does for them, and neither does the report.

## group-too-small

A group of a sensitive column has fewer than 100 rows among those that judge. Its figures would be chance, so there are none,
and it takes no part in the measures. Groups of fewer than 10 rows are not named.

```text
· 'race': cannot tell for 2 groups with fewer than 100 rows
  let more of their rows judge; until then nothing here speaks for them
```

**Cure:** gather rows of these groups, or let a larger part of the rows judge. It is a warning where fewer than two groups are
left: then a guardrail on a measure of fairness cannot be kept or broken, and the verdict is "cannot tell".

## four-fifths-broken

The group that is selected least often has a selection rate of less than four fifths of that of the most often selected, the
whole interval of the ratio included. The rule comes from hiring in the United States; whether it is the right one here is for
the owner to say.

```text
! 'sex': the group that is selected least often has a selection rate of 0.512 [0.470, 0.556] times that of the most often selected, under four fifths
  see Fairness in report.html, and ask the owner which difference is meant; a guardrail such as "demographic_parity_ratio >= 0.8" holds the release
```

**Cure:** compare selection rates with the base rates of the groups in the report: where these differ, equal selection and equal
error rates exclude one another. Write what has to hold as a guardrail; then a release is held where it does not.

## engines-disagree

An engine that runs the packaged model (ONNX Runtime, DuckDB by the model as SQL, LightGBM) answers otherwise than the program, by more than 1e-9 in a score or with another
label. `model/parity.json` says by how much. The run is whole; what the engine reads is not to be used.

```text
error: ONNX Runtime answers otherwise than this program: by 0.02, and with another label in 3 rows
  do not use model/model.onnx, and report this with the brief
```

**Cure:** use `model/associate.json`, and report the run: it is a fault of Associate, or of the engine.

## not-probabilities

Scores that `associate evaluate` was given are outside 0 to 1, so they are no probabilities. Figures of the order of the
rows and of decisions at the threshold are computed; `log_loss`, `brier_score` and `expected_calibration_error` are not.

```text
  ! 'margin' is outside 0 to 1 in 311 rows, first in row 1: scores, not probabilities
```

**Cure:** nothing, where the order is what counts; see that `--threshold` is in the units of the scores. Otherwise give
calibrated probabilities.

## unknown-class

A class that is named or predicted and no label of the rows, or the other way round. An error where the figures could
not be computed; else a warning, and the figures of that class are undefined or its predictions count as wrong.

```text
predictions.csv: error: class 'maybe' is no class of the label 'churned', and --positive names it
  the classes are 'no', 'yes'
```

**Cure:** check the spelling of classes in the table and in `--score CLASS=COLUMN` and `--positive CLASS`.

## positive-inferred

Of two classes none is called true, 1 or yes, and `--positive` names none, so the rarer one is taken as the class that
the scores speak of.

```text
  · 'bad' is taken as the positive class: it is the rarer class: 10 of 30 rows
```

**Cure:** name it: `--positive CLASS`. A model that is far worse than chance often has scores of the other class.

## sensitive-as-slices

Columns given as `--sensitive` are shown as slices, with the same figures as any other, and their groups are compared by
measures of fairness.

```text
  · 'sex': sensitive columns are shown as slices, and their groups are compared
```

**Cure:** none is needed.

## recalibration-pays

The probabilities of predictions that were made elsewhere are off in a way that other rows teach: a recalibration that was
fitted on four fifths of the rows lowers the log loss of the other fifth, beyond what chance explains.

```text
  · recalibrated (isotonic), the log_loss of these probabilities falls by +0.012 [+0.009, +0.015]: each fifth of the rows by what the others teach
```

**Cure:** where probabilities are used as such, fit a recalibration on rows that did not teach the model. Judge it on other
rows than those.

## store-unusable

The system refuses to read or write in the store's folder.

```text
/data/runs: error: cannot make the folder: Permission denied
  make the folder writable, or choose another one with --store
```

**Cure:** make the folder writable, or choose another with `--store` or `ASSOCIATE_STORE`.

## disk-full

No space is left where the run, a snapshot or an engine's spill is written. Nothing half-written stands under its name.

```text
/data/runs: error: no space is left to make the folder
  free some space, or choose a folder on another disk with --store; then run the same command
```

**Cure:** free some space, or choose a folder on another disk; then run the same command.

## run-not-found

There is no run of that name in the store, or no folder of that path.

```text
error: there is no run '2026-11-24-late' in /data/runs
  'associate runs list' shows the runs of a store; --store chooses another store
```

**Cure:** `associate runs list` shows the names; the beginning of one is enough. `--store` names another store.

## run-damaged

A run lacks files, its manifest cannot be read, or an object that it points to is gone.

```text
/data/runs/2026-11-24-penguins-77cc: error: run 2026-11-24-penguins-77cc has no file evaluation/metrics.json
  the run's manifest.json lists its files
```

**Cure:** do not use the run. Run the brief again, or bring the folder back from a copy.

## run-incomplete

A run that checks stopped, that failed or that was interrupted is to be compared. It has no figures.

```text
/data/runs/failed/2026-11-24-penguins-77cc: error: run 2026-11-24-penguins-77cc was stopped by checks, and has no figures to compare
  name a complete run; 'associate runs list' shows them
```

**Cure:** name a complete run. `associate runs show` says why this one is not.

## snapshot-missing

A run is to be done again, and the snapshot that it was made from is nowhere: not in its store, and the parts in its folder
do not make it up. A run that an earlier version made kept too little.

```text
error: the snapshot of run 2026-11-24-penguins-77cc is not in its store, and the parts in its folder do not make it up
  bring 'objects' over from the store that it was made in, or read its sources again with --from-sources
```

**Cure:** copy the store's `objects` folder beside the run, or read the sources again: `associate reproduce RUN
--from-sources`.

## not-reproduced

A file came out differently when its run was done again. The finding names the first value that differs: a JSON pointer, a
line, or a column and a row. Other versions of Associate, DuckDB or LightGBM are the common reason.

```text
error: evaluation/metrics.json came out differently at /candidates/1/metrics/roc_auc/value: 0.6994 in the run, 0.6993 made again
```

**Cure:** install the versions that `manifest.json` names. With the same versions it is a fault: report it with the run.

## runs-not-comparable

Runs that predict something else cannot be compared: their task, their label or the positive class differs. Or a run was
written by a version of the program whose files this one does not read.

```text
error: the runs do not predict the same: the label of one is 'late', of the other 'cancelled'
  compare runs of one task, label and positive class
```

**Cure:** compare runs of the same label. Run an old brief again where its run is of another version.

## run-exists

Every name that this run could have is taken: 999 runs of one day have the same name and the same first
digits of the fingerprint.

```text
/data/runs: error: every name for this run is taken
  remove or rename runs of the same name and day, or choose another folder with --store
```

**Cure:** move runs away, or choose another store.

## interrupted

Ctrl-C, a polite kill, or the death of the process ended the job. It is listed among the runs as interrupted; nothing
else is kept.

```text
error: the run was interrupted
  start it again
```

**Cure:** start it again.

## file-changed

A file is not the one that its hash names: somebody changed it after the run wrote it, or a source was written to while
it was read.

```text
orders.csv: error: the file was written to while it was read
  run again when nothing writes to it, or read a copy
```

**Cure:** for a source, run again when nothing writes to it. For a file of a run, do not use the run: bring the file back
from a copy, or run the brief again.

## argument-invalid

The arguments of the command do not go together, or do not say enough.

```text
error: 'customers.csv' is taken for a table, and a table needs --label
  name the column to predict: associate run customers.csv --label COLUMN; a brief ends in .yaml
```

**Cure:** see the message and `associate run --help`.

## sign-off-needed

The brief asks for a decision that another person has to sign, such as the use of a sensitive column as a feature. The
exit status is 4.

```text
brief.yaml:6:17: error: using the sensitive column 'c' as a feature needs another person's sign-off
   6 | sensitive_use: {c: pricing}
     |                 ^
  sign-offs cannot be recorded in this version: take 'c' out of sensitive_use to run without it
```

**Cure:** take the column out of `sensitive_use`. It then stays in the dataset, out of the features, and is judged apart as
a slice.

## internal-error

Something happened that Associate should have foreseen. Neither the brief nor the data is at fault.

```text
error: the worker got no request it can read
  '_worker' is run by associate itself, not by hand
```

**Cure:** report it, with the brief and the message.

"""###
}
