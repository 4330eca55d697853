-- As before, and: a clawback is approved only together with its movement, back to the fund or the payer's own budget.
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
    WHERE x.deed_key = 'clawback:' || NEW.id AND t.kind = 'move' AND t.amount_pence = NEW.amount_pence
      AND d.key = 'budget:' || NEW.organisation_code
      AND c.key = coalesce('fund:' || NEW.fund_id, 'budget:' || NEW.payer_code)) THEN
    RAISE EXCEPTION 'clawback % is approved without its movement', NEW.id USING ERRCODE = 'DV003';
  END IF;
  RETURN NULL;
END $$;
