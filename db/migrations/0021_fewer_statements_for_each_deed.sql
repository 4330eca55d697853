-- The same guarantees for less work. PostgreSQL reads every CHECK of a table anew for each statement and keeps those of
-- a domain, and the ledger's two tables are written by every deed: checks of one column are domains now, with the names
-- they had. A deed of one transfer takes two statements where it took four, without a sort and without reading JSON as
-- rows. A transfer's transaction is asked for where the transfer is counted, in the statement that asks whether its year
-- is closed, instead of by a foreign key that locks it; transactions are never deleted nor renumbered (0005).
ALTER TABLE "ledger_account" DROP CONSTRAINT "ledger_account_kind_known";--> statement-breakpoint
ALTER TABLE "ledger_account" DROP CONSTRAINT "ledger_account_counters_not_negative";--> statement-breakpoint
ALTER TABLE "ledger_transfer" DROP CONSTRAINT "ledger_transfer_kind_known";--> statement-breakpoint
ALTER TABLE "ledger_transfer" DROP CONSTRAINT "ledger_transfer_amount_positive";--> statement-breakpoint
ALTER TABLE "ledger_transfer" DROP CONSTRAINT "ledger_transfer_transaction_id_ledger_transaction_id_fk";
--> statement-breakpoint
CREATE DOMAIN ledger_account_kind AS text
  CONSTRAINT ledger_account_kind_known CHECK (VALUE IN ('source', 'fund', 'budget', 'supplier', 'vat'));
--> statement-breakpoint
CREATE DOMAIN ledger_counter AS bigint CONSTRAINT ledger_account_counters_not_negative CHECK (VALUE >= 0);
--> statement-breakpoint
CREATE DOMAIN ledger_transfer_kind AS text
  CONSTRAINT ledger_transfer_kind_known CHECK (VALUE IN ('move', 'reserve', 'post', 'release'));
--> statement-breakpoint
CREATE DOMAIN ledger_amount AS bigint CONSTRAINT ledger_transfer_amount_positive CHECK (VALUE > 0);
--> statement-breakpoint

-- A column that a trigger's condition names cannot change its type: the trigger goes and comes back as it was (0005).
DROP TRIGGER ledger_account_opens_empty ON ledger_account;
--> statement-breakpoint
ALTER TABLE ledger_account ALTER COLUMN kind TYPE ledger_account_kind,
  ALTER COLUMN debits_pending_pence TYPE ledger_counter, ALTER COLUMN debits_posted_pence TYPE ledger_counter,
  ALTER COLUMN credits_pending_pence TYPE ledger_counter, ALTER COLUMN credits_posted_pence TYPE ledger_counter;
--> statement-breakpoint
CREATE TRIGGER ledger_account_opens_empty BEFORE INSERT ON ledger_account FOR EACH ROW
  WHEN (NEW.debits_pending_pence <> 0 OR NEW.debits_posted_pence <> 0 OR NEW.credits_pending_pence <> 0 OR NEW.credits_posted_pence <> 0)
  EXECUTE FUNCTION refuse_opening_balance();
--> statement-breakpoint
ALTER TABLE ledger_transfer ALTER COLUMN kind TYPE ledger_transfer_kind, ALTER COLUMN amount_pence TYPE ledger_amount;
--> statement-breakpoint

-- As in 0016, and: a transfer without its transaction is refused.
CREATE OR REPLACE FUNCTION ledger_count_transfer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  pending CONSTANT bigint := CASE NEW.kind WHEN 'reserve' THEN NEW.amount_pence WHEN 'move' THEN 0 ELSE -NEW.amount_pence END;
  posted CONSTANT bigint := CASE WHEN NEW.kind IN ('move', 'post') THEN NEW.amount_pence ELSE 0 END;
  v_day date;
  v_closed boolean;
BEGIN
  SELECT t.effective_on, EXISTS (SELECT FROM financial_year_close WHERE closed_at IS NOT NULL) INTO v_day, v_closed
  FROM ledger_transaction t WHERE t.id = NEW.transaction_id;
  IF v_day IS NULL THEN
    RAISE EXCEPTION 'there is no ledger transaction %', NEW.transaction_id USING ERRCODE = 'foreign_key_violation';
  END IF;
  IF v_closed THEN PERFORM ledger_require_open_year(v_day); END IF;
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
--> statement-breakpoint

-- The account of a key, opened if it follows from its key.
CREATE FUNCTION ledger_account_of(p_key text) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN coalesce((SELECT id FROM ledger_account WHERE key = p_key), ledger_open_account(p_key));
END $$;
--> statement-breakpoint

-- Says why a fund cannot meet a commitment; nothing, when it can by now. The rule is fund.ts.
CREATE FUNCTION ledger_refuse_commitment(p_debit text, p_asked bigint, p_effective_on date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v record;
BEGIN
  SELECT f.id, f.name, f.opens_on, f.closes_on,
    a.credits_posted_pence - a.debits_posted_pence - a.debits_pending_pence - a.floor_pence AS available INTO v
  FROM ledger_account a JOIN fund f ON f.id = a.fund_id WHERE a.key = p_debit;
  IF NOT p_effective_on BETWEEN v.opens_on AND v.closes_on THEN
    RAISE EXCEPTION 'fund % is not open on %', v.id, p_effective_on USING ERRCODE = 'DV004',
      DETAIL = json_build_object('fund', v.id, 'name', v.name, 'opensOn', v.opens_on, 'closesOn', v.closes_on)::text;
  ELSIF v.available < p_asked THEN
    RAISE EXCEPTION 'account % is short', p_debit USING ERRCODE = 'DV002', CONSTRAINT = 'ledger_account_not_below_floor',
      DETAIL = json_build_object('account', p_debit, 'name', v.name, 'asked', p_asked::text, 'available', v.available::text)::text;
  END IF;
END $$;
--> statement-breakpoint

-- As in 0007. Transfers are written in the order of their debited accounts, funds last, and the first fund in that order
-- that is not open or is short refuses, with what the whole deed asks of it.
CREATE OR REPLACE FUNCTION ledger_record(p_deed_key text, p_kind text, p_text text, p_order_id text, p_invoice_number text,
  p_effective_on date, p_recorded_at timestamptz, p_transfers jsonb, OUT transaction_id uuid, OUT repeated boolean)
LANGUAGE plpgsql AS $$
DECLARE
  v_count CONSTANT integer := jsonb_array_length(p_transfers);
  v_transfer jsonb;
  v_debit text;
  v_asked bigint;
BEGIN
  INSERT INTO ledger_transaction (deed_key, kind, text, order_id, invoice_number, effective_on, recorded_at)
  VALUES (p_deed_key, p_kind, p_text, p_order_id, p_invoice_number, p_effective_on, p_recorded_at)
  ON CONFLICT (deed_key) DO NOTHING RETURNING id INTO transaction_id;
  repeated := transaction_id IS NULL;
  IF repeated THEN
    SELECT t.id INTO transaction_id FROM ledger_transaction t WHERE t.deed_key = p_deed_key;
    PERFORM ledger_same_deed(transaction_id, p_deed_key, p_transfers);
    RETURN;
  END IF;
  IF v_count > 1 THEN
    SELECT jsonb_agg(t ORDER BY t ->> 'debit' LIKE 'fund:%', t ->> 'debit', (t ->> 'reservation')::bigint) INTO p_transfers
    FROM jsonb_array_elements(p_transfers) t;
  END IF;
  FOR i IN 0 .. v_count - 1 LOOP
    v_transfer := p_transfers -> i;
    v_debit := v_transfer ->> 'debit';
    v_asked := (v_transfer ->> 'amount')::bigint;
    IF v_count > 1 AND p_kind = 'commit' THEN
      SELECT sum((t ->> 'amount')::bigint) INTO v_asked FROM jsonb_array_elements(p_transfers) t WHERE t ->> 'debit' = v_debit;
    END IF;
    -- What nearly always happens, in one statement: both accounts are there, the fund is open and has the money.
    INSERT INTO ledger_transfer (transaction_id, kind, debit_account_id, credit_account_id, amount_pence, reservation_id, share_id)
    SELECT ledger_record.transaction_id, v_transfer ->> 'kind', d.id, c.id, (v_transfer ->> 'amount')::bigint,
      (v_transfer ->> 'reservation')::bigint, (v_transfer ->> 'share')::uuid
    FROM ledger_account d CROSS JOIN ledger_account c LEFT JOIN fund f ON f.id = d.fund_id
    WHERE d.key = v_debit AND c.key = v_transfer ->> 'credit' AND (p_kind <> 'commit' OR f.id IS NULL
      OR p_effective_on BETWEEN f.opens_on AND f.closes_on AND (d.floor_pence IS NULL
        OR d.credits_posted_pence - d.debits_posted_pence - d.debits_pending_pence - v_asked >= d.floor_pence));
    IF NOT FOUND THEN
      IF p_kind = 'commit' THEN PERFORM ledger_refuse_commitment(v_debit, v_asked, p_effective_on); END IF;
      INSERT INTO ledger_transfer (transaction_id, kind, debit_account_id, credit_account_id, amount_pence, reservation_id, share_id)
      VALUES (ledger_record.transaction_id, v_transfer ->> 'kind', ledger_account_of(v_debit),
        ledger_account_of(v_transfer ->> 'credit'), (v_transfer ->> 'amount')::bigint,
        (v_transfer ->> 'reservation')::bigint, (v_transfer ->> 'share')::uuid);
    END IF;
  END LOOP;
  IF p_kind <> 'commit' THEN
    SET CONSTRAINTS ledger_transfer_counted IMMEDIATE;
    SET CONSTRAINTS ledger_transfer_counted DEFERRED;
  END IF;
END $$;
