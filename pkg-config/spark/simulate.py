"""An order book through loyalty programs on Spark: each partition of accounts by the native command line, the sums by its `tally`.

    python simulate.py --engine earnest --program A.json [--program B.json] --until 2026-12-31 --account CustomerID BOOK... [-- OPTIONS]

BOOK is what Spark reads: Parquet files or folders, or CSV with a line of names. OPTIONS go on to `earnest simulate`, such as
`--column account.country=Land` or `--dates dmy`. Accounts that share something are run in one partition, where --one-partition says so.
"""

import argparse
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pyarrow as pa
from pyspark import StorageLevel
from pyspark.sql import SparkSession
from pyspark.sql import functions as f
from pyspark.sql import types as t


def arguments():
    """What is asked for; what stands behind `--` is the engine's."""
    given = sys.argv[1:]
    at = given.index("--") if "--" in given else len(given)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("book", nargs="+")
    parser.add_argument("--engine", default="earnest", help="the command line, at the same place on every worker")
    parser.add_argument("--program", action="append", required=True, help="a document; up to four")
    parser.add_argument("--until", required=True, help="the last day, the same for all partitions")
    parser.add_argument("--account", required=True, help="the column of the customer")
    parser.add_argument("--partitions", type=int, help="default: Spark's own number for shuffles")
    parser.add_argument("--one-partition", action="store_true", help="for programs in which accounts share something")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(given[:at]), given[at + 1 :]


# What an operator assumes hangs on the sums, and is asked of whoever adds them up.
ASSUMED = ("margin", "uplift", "uplift-by", "redemption", "point-cost", "active-days")


def parted(options):
    """The engine's options: those that tell how a book is read and run, and the assumptions."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    for name in ASSUMED:
        parser.add_argument(f"--{name}", dest=name, action="append", default=[])
    assumed, reading = parser.parse_known_args(options)
    return reading, [word for name, values in vars(assumed).items() for value in values for word in (f"--{name}", value)]


def said(engine, command, data):
    """What the engine answers to one piece of input; its complaint is ours."""
    done = subprocess.run([engine, *command], input=data, capture_output=True)
    if done.returncode != 0:
        raise SystemExit(done.stderr.decode().strip())
    return done.stdout.decode()


def empty(schema):
    """A stream without rows."""
    sink = pa.BufferOutputStream()
    pa.ipc.new_stream(sink, schema).close()
    return sink.getvalue().to_pybytes()


def tally_of(engine, documents, options):
    """A function of a partition: its batches go into the engine as they come, its sums come out as one line."""

    def run(batches):
        with tempfile.TemporaryDirectory() as folder:
            programs = []
            for at, text in enumerate(documents):
                path = Path(folder, f"{at}.json")
                path.write_text(text)
                programs += ["--program", str(path)]
            command = [engine, "simulate", "--book", "-", "--format", "arrow", "--threads", "1", "--tally", *programs, *options]
            child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            answers = {}
            readers = [threading.Thread(target=lambda n=n: answers.update({n: getattr(child, n).read()})) for n in ("stdout", "stderr")]
            for reader in readers:
                reader.start()
            writer = None
            try:
                for batch in batches:
                    writer = writer or pa.ipc.new_stream(child.stdin, batch.schema)
                    writer.write_batch(batch)
                if writer:
                    writer.close()
                child.stdin.close()
            except (BrokenPipeError, OSError):
                pass  # The engine ended early, and says why.
            for reader in readers:
                reader.join()
            if writer is None:
                child.wait()
                return
            if child.wait() != 0:
                raise RuntimeError(answers["stderr"].decode())
        yield pa.RecordBatch.from_pydict({"tally": [answers["stdout"].decode().strip()]})

    return run


def main():
    """Reads, cuts by account, runs, adds up."""
    asked, options = arguments()
    more, assumed = parted(options)
    documents = [Path(path).read_text() for path in asked.program]
    programs = [word for path in asked.program for word in ("--program", path)]
    options = ["--until", asked.until, "--column", f"account={asked.account}", *more, *([] if asked.one_partition else ["--part"])]

    spark = SparkSession.builder.appName("earnest").getOrCreate()
    try:
        reader = spark.read
        is_csv = all(path.endswith((".csv", ".csv.gz")) for path in asked.book)
        # As text: the engine reads numbers as the decimals they are.
        book = reader.option("header", True).option("escape", '"').csv(asked.book) if is_csv else reader.parquet(*asked.book)
        # Instants become the civil time of the session's zone.
        instants = [field.name for field in book.schema if isinstance(field.dataType, t.TimestampType)]
        book = book.withColumns({name: f.col(f"`{name}`").cast("timestamp_ntz") for name in instants})
        # What texts look like is said once, and not guessed by each partition.
        for name, usual in (("--dates", "ymd"), ("--decimal", "point")):
            options += [] if name in more else [name, usual]

        # Columns and programs are looked at before any work is given out.
        schema = book.limit(0).toArrow().schema
        said(asked.engine, ["simulate", "--book", "-", "--format", "arrow", "--tally", *programs, *options], empty(schema))

        # Rows as they stand in the book, whatever comes first out of the shuffle: orders of one moment go on in that sequence.
        book = book.withColumn("_place", f.monotonically_increasing_id())
        count = [asked.partitions] if asked.partitions else []
        book = book.coalesce(1) if asked.one_partition else book.repartition(*count, f.col(f"`{asked.account}`"))
        book = book.sortWithinPartitions("_place").drop("_place")
        tallies = book.mapInArrow(tally_of(asked.engine, documents, options), "tally string").persist(StorageLevel.DISK_ONLY)
        # All at the same time; then they are fetched one after the other.
        tallies.count()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "tallies")
            with path.open("w") as out:
                out.writelines(row.tally + "\n" for row in tallies.toLocalIterator())
            print(said(asked.engine, ["tally", *programs, *assumed, *(["--json"] if asked.json else []), str(path)], None), end="")
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
