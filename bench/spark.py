#!/usr/bin/env python3
"""Has articles read by a Spark cluster; what comes back is packed into one corpus.

    entente list --raw FOLDER > articles.jsonl          # or any JSON lines of {"id", "text"} or {"id", "raw"}
    python3 bench/spark.py articles.jsonl RECORDS [ENTENTE]
    entente pack --records RECORDS/part-* -o corpus.bin

Spark hands the lines to `entente records --jsonl` by `pipe`, one process a partition; what that writes lies as text in RECORDS.
The corpus is the one that `entente pack FOLDER` makes, byte for byte, whichever partition an article was read in and however
often Spark tried it again. ENTENTE, `entente` if not given, has to be there on every worker, in the same version.

Needs `pip install pyspark` and Java (`apt install default-jre-headless`); without a cluster it runs on this machine's cores.
"""

import shlex
import sys

from pyspark.sql import SparkSession


def main(articles, records, entente="entente"):
    spark = SparkSession.builder.appName("entente").getOrCreate()
    context = spark.sparkContext
    lines = context.textFile(articles, context.defaultParallelism * 4)
    lines.pipe(shlex.join([entente, "records", "--jsonl"]), checkCode=True).saveAsTextFile(records)
    spark.stop()


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
