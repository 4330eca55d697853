-- The same guards with less to do for each commitment: the year is asked where a deed is written and where a posting is
-- counted, by one statement each on a table of a few rows, and not by triggers and functions of their own.
DROP TRIGGER ledger_transfer_year_open ON ledger_transfer;
--> statement-breakpoint
DROP FUNCTION ledger_transfer_in_open_year();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION ledger_transaction_in_open_year() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' OR EXISTS (
    SELECT FROM financial_year_close WHERE closed_at IS NOT NULL
      AND financial_year >= extract(year FROM NEW.effective_on) - (extract(month FROM NEW.effective_on) < 4)::integer) THEN
    PERFORM ledger_require_open_year(NEW.effective_on);
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint

-- As in 0007, and: a posting under a transaction of a closed year is refused, whenever that was written.
CREATE OR REPLACE FUNCTION ledger_count_transfer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  pending CONSTANT bigint := CASE NEW.kind WHEN 'reserve' THEN NEW.amount_pence WHEN 'move' THEN 0 ELSE -NEW.amount_pence END;
  posted CONSTANT bigint := CASE WHEN NEW.kind IN ('move', 'post') THEN NEW.amount_pence ELSE 0 END;
BEGIN
  IF EXISTS (SELECT FROM financial_year_close WHERE closed_at IS NOT NULL) THEN
    PERFORM ledger_require_open_year((SELECT effective_on FROM ledger_transaction WHERE id = NEW.transaction_id));
  END IF;
  IF NEW.reservation_id IS NOT NULL THEN PERFORM ledger_check_reservations(ARRAY[NEW.reservation_id]); END IF;
  UPDATE ledger_account SET credits_pending_pence = credits_pending_pence + pending, credits_posted_pence = credits_posted_pence + posted
  WHERE id = NEW.credit_account_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'there is no ledger account %', NEW.credit_account_id USING ERRCODE = 'foreign_key_violation';
  END IF;
  UPDATE ledger_account SET debits_pending_pence = debits_pending_pence + pending, debits_posted_pence = debits_posted_pence + posted
  WHERE id = NEW.debit_account_id AND (floor_pence IS NULL OR pending + posted <= 0
    OR credits_posted_pence - debits_posted_pence - debits_pending_pence - pending - posted >= floor_pence);
  IF NOT FOUND THEN PERFORM ledger_debit_short_account(NEW, pending, posted); END IF;
  RETURN NULL;
END $$;
