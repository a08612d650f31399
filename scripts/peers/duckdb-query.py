"""The benchmark's job in DuckDB: credit per channel and team by five models, lookback 90 days.

No window functions: joins and groups are what DuckDB is best at. An adjustment has its deal's journey,
so its amount is added to the deal's.

Usage: duckdb-query.py TOUCHPOINTS DEALS OUTPUT THREADS
"""

import sys

import duckdb

touchpoints, deals, output, threads = sys.argv[1:]
database = duckdb.connect(config={"threads": int(threads)})
database.execute(
    """
    COPY (
      WITH rows AS (
        SELECT deal_id, account_id, adjusts, stage, CAST(amount AS DOUBLE) AS amount,
          CASE WHEN length(closed_at) = 10
            THEN epoch(CAST(closed_at AS TIMESTAMP)) + 86399
            ELSE epoch(CAST(replace(closed_at, 'Z', '') AS TIMESTAMP)) END AS closed
        FROM read_csv($deals, all_varchar = true, header = true)
      ),
      amounts AS (
        SELECT coalesce(nullif(adjusts, ''), deal_id) AS deal_id, sum(amount) AS amount
        FROM rows WHERE stage = 'Closed Won' OR coalesce(adjusts, '') <> '' GROUP BY 1
      ),
      won AS (
        SELECT deal_id, account_id, closed, amounts.amount AS amount
        FROM rows JOIN amounts USING (deal_id)
        WHERE stage = 'Closed Won' AND coalesce(adjusts, '') = ''
      ),
      touches AS (
        SELECT account_id, channel, team, epoch(occurred_at) AS occurred
        FROM read_csv($touchpoints, header = true, columns = {
          'touchpoint_id': 'VARCHAR', 'account_id': 'VARCHAR', 'contact_id': 'VARCHAR',
          'occurred_at': 'TIMESTAMP', 'channel': 'VARCHAR', 'team': 'VARCHAR',
          'campaign': 'VARCHAR', 'cost': 'VARCHAR'})
      ),
      journeys AS (
        SELECT deal_id, amount, closed, occurred, channel, team
        FROM touches JOIN won USING (account_id)
        WHERE occurred BETWEEN closed - 90 * 86400 AND closed
      ),
      bounds AS (
        SELECT deal_id, min(occurred) AS oldest, max(occurred) AS newest, count(*) AS touches,
          sum(power(2, (occurred - closed) / 604800)) AS decayed
        FROM journeys GROUP BY deal_id
      ),
      ends AS (
        SELECT deal_id, count(*) FILTER (occurred = oldest) AS openers,
          count(*) FILTER (occurred = newest) AS closers
        FROM journeys JOIN bounds USING (deal_id) GROUP BY deal_id
      )
      SELECT channel, team,
        sum(amount * (occurred = oldest)::INT / openers) AS first_touch,
        sum(amount * (occurred = newest)::INT / closers) AS last_touch,
        sum(amount / touches) AS linear,
        sum(amount * power(2, (occurred - closed) / 604800) / decayed) AS time_decay,
        sum(amount * CASE
          WHEN oldest = newest THEN 1.0 / touches
          WHEN openers + closers = touches
            THEN CASE WHEN occurred = oldest THEN 0.5 / openers ELSE 0.5 / closers END
          WHEN occurred = oldest THEN 0.4 / openers
          WHEN occurred = newest THEN 0.4 / closers
          ELSE 0.2 / (touches - openers - closers) END) AS position_based
      FROM journeys JOIN bounds USING (deal_id) JOIN ends USING (deal_id)
      GROUP BY channel, team ORDER BY team, channel
    ) TO '"""
    + output.replace("'", "''")
    + "' (HEADER)",
    {"deals": deals, "touchpoints": touchpoints},
)
