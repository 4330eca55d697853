-- What a fund holds: what was put in, less what moved on to other funds or back to its payer. Money that came back from a
-- supplier or a buyer was drawn before and is no new money. Both sides are read with every balance of a fund.
CREATE INDEX ledger_transfer_moves_by_credit ON ledger_transfer (credit_account_id) INCLUDE (debit_account_id, amount_pence) WHERE kind = 'move';
--> statement-breakpoint
CREATE FUNCTION fund_moved_on(p_account bigint) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(t.amount_pence), 0) FROM ledger_transfer t WHERE t.kind = 'move' AND t.debit_account_id = p_account
$$;
--> statement-breakpoint
CREATE FUNCTION fund_came_back(p_account bigint) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(t.amount_pence), 0) FROM ledger_transfer t JOIN ledger_account d ON d.id = t.debit_account_id
  WHERE t.kind = 'move' AND t.credit_account_id = p_account AND d.kind NOT IN ('source', 'fund')
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION allocation_follow_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  over record;
BEGIN
  PERFORM 1 FROM fund WHERE id IN (SELECT fund_id FROM added) ORDER BY id FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM added c LEFT JOIN allocation a ON a.fund_id = c.fund_id AND a.organisation_code = c.organisation_code
             WHERE c.amount_before_pence <> coalesce(a.amount_pence, 0)) THEN
    RAISE EXCEPTION 'an allocation has changed since it was looked at' USING ERRCODE = 'DV003', CONSTRAINT = 'allocation_change_follows';
  END IF;
  INSERT INTO allocation (fund_id, organisation_code, amount_pence, allocated_on, basis)
  SELECT fund_id, organisation_code, amount_pence, decided_on, basis FROM added
  ON CONFLICT (fund_id, organisation_code) DO UPDATE
    SET amount_pence = excluded.amount_pence, allocated_on = excluded.allocated_on, basis = excluded.basis;
  SELECT * INTO over FROM (
    SELECT f.id, f.name, a.credits_posted_pence - fund_moved_on(a.id) - fund_came_back(a.id) AS held,
      (SELECT sum(x.amount_pence) FROM allocation x WHERE x.fund_id = f.id) AS planned
    FROM fund f JOIN ledger_account a ON a.fund_id = f.id WHERE f.id IN (SELECT fund_id FROM added)) s
  WHERE s.planned > s.held ORDER BY s.id LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'fund % would set aside more than it holds', over.id USING ERRCODE = 'DV005', CONSTRAINT = 'allocations_within_fund',
      DETAIL = json_build_object('fund', over.id, 'name', over.name, 'planned', over.planned::text, 'held', over.held::text)::text;
  END IF;
  RETURN NULL;
END $$;
