-- What moved on from a fund went to another fund or back to its payer. A clawback that is reversed gives the money to the
-- budget that had paid it: it is drawn again, and as much was put in as before. (It counted as moved on, so that the fund
-- looked smaller and its draws less.)
CREATE OR REPLACE FUNCTION fund_moved_on(p_account bigint) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(t.amount_pence), 0) FROM ledger_transfer t JOIN ledger_account c ON c.id = t.credit_account_id
  WHERE t.kind = 'move' AND t.debit_account_id = p_account AND c.kind IN ('source', 'fund')
$$;
--> statement-breakpoint
DROP INDEX ledger_transfer_moves_by_debit;
--> statement-breakpoint
CREATE INDEX ledger_transfer_moves_by_debit ON ledger_transfer (debit_account_id) INCLUDE (credit_account_id, amount_pence) WHERE kind = 'move';
--> statement-breakpoint
-- As in 0019, and: a fund of a closed year takes no money. What an agreement takes back then goes to the fund's payer, and
-- to the fund itself only while its year is open.
CREATE OR REPLACE FUNCTION clawback_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT coalesce(sum(amount_pence), 0) FROM clawback_line WHERE clawback_id = NEW.id) <> NEW.amount_pence THEN
    RAISE EXCEPTION 'clawback % is not the sum of its lines', NEW.id USING ERRCODE = 'DV003';
  END IF;
  IF EXISTS (SELECT FROM clawback_line WHERE clawback_id = NEW.id AND declined <> (NEW.state = 'declined')) THEN
    RAISE EXCEPTION 'the lines of clawback % do not follow its decision', NEW.id USING ERRCODE = 'DV003';
  END IF;
  IF NEW.state = 'approved' AND NOT EXISTS (
    SELECT FROM ledger_transaction x JOIN ledger_transfer t ON t.transaction_id = x.id
    JOIN ledger_account d ON d.id = t.debit_account_id JOIN ledger_account c ON c.id = t.credit_account_id
    WHERE x.idempotency_key = 'clawback:' || NEW.id AND t.kind = 'move' AND t.amount_pence = NEW.amount_pence
      AND d.key = 'budget:' || NEW.organisation_code
      AND c.key = coalesce(
        (SELECT CASE WHEN f.financial_year <= (SELECT max(y.financial_year) FROM financial_year_close y WHERE y.closed_at IS NOT NULL)
           THEN 'source:' || f.payer_code ELSE 'fund:' || f.id END FROM fund f WHERE f.id = NEW.fund_id),
        'budget:' || NEW.payer_code)) THEN
    RAISE EXCEPTION 'clawback % is approved without its movement', NEW.id USING ERRCODE = 'DV003';
  END IF;
  RETURN NULL;
END $$;
