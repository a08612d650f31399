"""The benchmark's job in Polars, lazily and streaming: credit per channel and team by five models,
lookback 90 days.

An adjustment has its deal's journey, so its amount is added to the deal's.

Usage: polars-query.py TOUCHPOINTS DEALS OUTPUT THREADS
"""

import os
import sys

touchpoints, deals, output, threads = sys.argv[1:]
os.environ["POLARS_MAX_THREADS"] = threads

import polars as pl  # noqa: E402, reads the number of threads when it is loaded


def seconds(column):
    return pl.col(column).str.strip_chars_end("Z").str.to_datetime("%Y-%m-%dT%H:%M:%S").dt.epoch("s")


rows = pl.scan_csv(deals, infer_schema=False).with_columns(
    amount=pl.col("amount").cast(pl.Float64),
    closed=pl.when(pl.col("closed_at").str.len_bytes() == 10)
    .then(pl.col("closed_at") + "T23:59:59Z")
    .otherwise(pl.col("closed_at")),
    adjusts=pl.col("adjusts").fill_null(""),
).with_columns(closed=seconds("closed"))
is_won = (pl.col("stage") == "Closed Won") & (pl.col("adjusts") == "")
amounts = (
    rows.filter(is_won | (pl.col("adjusts") != ""))
    .group_by(
        pl.when(pl.col("adjusts") == "").then(pl.col("deal_id")).otherwise(pl.col("adjusts"))
        .alias("deal_id")
    )
    .agg(pl.col("amount").sum())
)
won = (
    rows.filter(is_won)
    .select("deal_id", "account_id", "closed")
    .join(amounts, on="deal_id")
    .with_row_index("deal")
    .select("deal", "account_id", "closed", "amount")
)
touches = pl.scan_csv(touchpoints, infer_schema=False).select(
    "account_id",
    "channel",
    "team",
    # The first nineteen characters are a date and a time.
    pl.col("occurred_at").str.strip_chars_end("Z").str.to_datetime("%Y-%m-%dT%H:%M:%S")
    .dt.epoch("s").alias("occurred"),
)
journeys = touches.join(won, on="account_id").filter(
    pl.col("occurred").is_between(pl.col("closed") - 90 * 86400, pl.col("closed"))
).select(
    "deal", "amount", "occurred", "channel", "team",
    decayed=2.0 ** ((pl.col("occurred") - pl.col("closed")) / 604800),
)
bounds = journeys.group_by("deal").agg(
    oldest=pl.col("occurred").min(), newest=pl.col("occurred").max(), touches=pl.len(),
    decayed_sum=pl.col("decayed").sum(),
    openers=(pl.col("occurred") == pl.col("occurred").min()).sum(),
    closers=(pl.col("occurred") == pl.col("occurred").max()).sum(),
)
is_first = pl.col("occurred") == pl.col("oldest")
is_last = pl.col("occurred") == pl.col("newest")
between = pl.col("touches") - pl.col("openers") - pl.col("closers")
amount = pl.col("amount")
credit = journeys.join(bounds, on="deal").group_by("channel", "team").agg(
    first_touch=(amount * is_first / pl.col("openers")).sum(),
    last_touch=(amount * is_last / pl.col("closers")).sum(),
    linear=(amount / pl.col("touches")).sum(),
    time_decay=(amount * pl.col("decayed") / pl.col("decayed_sum")).sum(),
    position_based=(
        amount
        * pl.when(pl.col("oldest") == pl.col("newest")).then(1.0 / pl.col("touches"))
        .when(between == 0)
        .then(pl.when(is_first).then(0.5 / pl.col("openers")).otherwise(0.5 / pl.col("closers")))
        .when(is_first).then(0.4 / pl.col("openers"))
        .when(is_last).then(0.4 / pl.col("closers"))
        .otherwise(0.2 / between)
    ).sum(),
)
credit.collect(engine="streaming").sort("team", "channel").write_csv(output)
