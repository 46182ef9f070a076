#!/bin/sh
# Runs simulate.py on a Spark of this machine: `pkg-config/spark/run.sh --program A.json --until 2026-12-31 --account CustomerID BOOK`.
# VENV (default: target/spark) gets PySpark; MASTER is 'local-cluster[2,1,1024]' (two workers of one core and 1 GB) by default.
set -eu
cd "$(dirname "$0")/../.."
if ! command -v java >/dev/null; then
  echo "Spark needs Java 17 or later: apt-get install default-jre-headless (Debian), brew install openjdk (macOS)" >&2
  exit 1
fi
venv=${VENV:-target/spark}
if ! [ -x "$venv/bin/spark-submit" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --requirement pkg-config/spark/requirements.txt
fi
engine=target/release/earnest
[ -x "$engine" ] || cargo build --release --features cli --bin earnest
SPARK_HOME=$("$venv/bin/python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
PYSPARK_PYTHON=$PWD/$venv/bin/python
[ "${venv#/}" = "$venv" ] || PYSPARK_PYTHON=$venv/bin/python
PYSPARK_SUBMIT_ARGS="--conf spark.log.level=WARN --master ${MASTER:-local-cluster[2,1,1024]} pyspark-shell"
export SPARK_HOME PYSPARK_PYTHON PYSPARK_SUBMIT_ARGS
exec "$PYSPARK_PYTHON" pkg-config/spark/simulate.py --engine "$PWD/$engine" "$@"
