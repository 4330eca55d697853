-- The ledger's invariants, kept by the database itself, whoever writes to it:
--   * every counter of an account is the sum of its transfers, because only this trigger moves it;
--   * no account falls below its floor, however many write at once;
--   * a reservation is never posted and released beyond its amount;
--   * nothing in the ledger is ever changed or deleted.
-- Error codes: DV001 never changed, DV002 an account is short, DV003 the ledger refuses the posting, DV004 a fund is not
-- open on the day (the DETAIL of DV002 and DV004 is JSON; app/domain/funding/ledger-refusal.ts reads it).

-- Room on the page for the newest version of a busy account, so that moving its counters touches no index.
ALTER TABLE ledger_account SET (fillfactor = 50);
--> statement-breakpoint

CREATE TRIGGER ledger_transaction_append_only BEFORE UPDATE OR DELETE ON ledger_transaction FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER ledger_transaction_no_truncate BEFORE TRUNCATE ON ledger_transaction EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER ledger_transfer_append_only BEFORE UPDATE OR DELETE ON ledger_transfer FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER ledger_transfer_no_truncate BEFORE TRUNCATE ON ledger_transfer EXECUTE FUNCTION refuse_change();
--> statement-breakpoint

-- An account is moved by the ledger's trigger alone: a statement of anybody else runs at trigger depth 0.
CREATE TRIGGER ledger_account_moved_by_the_ledger BEFORE UPDATE ON ledger_account
  FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER ledger_account_kept BEFORE DELETE ON ledger_account FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER ledger_account_no_truncate BEFORE TRUNCATE ON ledger_account EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION refuse_opening_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'account % must open empty: money arrives by a transfer', NEW.key USING ERRCODE = 'DV003';
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_account_opens_empty BEFORE INSERT ON ledger_account FOR EACH ROW
  WHEN (NEW.debits_pending_pence <> 0 OR NEW.debits_posted_pence <> 0 OR NEW.credits_pending_pence <> 0 OR NEW.credits_posted_pence <> 0)
  EXECUTE FUNCTION refuse_opening_balance();
--> statement-breakpoint

-- A post or a release answers a reservation between the same two accounts, and never takes more than is left of it.
-- The reservations are locked first, in order; what is left is then the sum of all committed answers and ours. That
-- needs a snapshot taken after the lock, which only READ COMMITTED gives; SERIALIZABLE finds the conflict itself.
CREATE FUNCTION ledger_check_reservations(reservations bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  reservation ledger_transfer%ROWTYPE;
  answered numeric;
  mismatched boolean;
BEGIN
  IF current_setting('transaction_isolation') = 'repeatable read' THEN
    RAISE EXCEPTION 'reservations are answered at READ COMMITTED or SERIALIZABLE' USING ERRCODE = 'DV003';
  END IF;
  FOR reservation IN SELECT * FROM ledger_transfer WHERE id = ANY (reservations) ORDER BY id FOR UPDATE LOOP
    SELECT sum(amount_pence),
           bool_or(debit_account_id <> reservation.debit_account_id OR credit_account_id <> reservation.credit_account_id)
      INTO answered, mismatched FROM ledger_transfer WHERE reservation_id = reservation.id;
    IF reservation.kind <> 'reserve' OR mismatched THEN
      RAISE EXCEPTION 'transfer % is not a reservation between these accounts', reservation.id USING ERRCODE = 'DV003';
    END IF;
    IF answered > reservation.amount_pence THEN
      RAISE EXCEPTION 'reservation % of % pence would be answered with %', reservation.id, reservation.amount_pence, answered
        USING ERRCODE = 'DV003', CONSTRAINT = 'ledger_reservation_not_exceeded';
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint

-- The slow way, taken when an account seemed short: hold it, look again, then move it or say by how much it is short.
-- Money may have come back in between; once the row is held, the answer is final.
CREATE FUNCTION ledger_move_short_account(account bigint, d_pending bigint, d_posted bigint, c_pending bigint, c_posted bigint)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  needed CONSTANT bigint := d_pending + d_posted - c_posted;
  held ledger_account%ROWTYPE;
  available bigint;
BEGIN
  SELECT * INTO held FROM ledger_account WHERE id = account FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'there is no ledger account %', account USING ERRCODE = 'foreign_key_violation';
  END IF;
  available := held.credits_posted_pence - held.debits_posted_pence - held.debits_pending_pence - held.floor_pence;
  IF available < needed THEN
    RAISE EXCEPTION 'account % is short', held.key USING ERRCODE = 'DV002', CONSTRAINT = 'ledger_account_not_below_floor',
      DETAIL = json_build_object('account', held.key, 'name', (SELECT name FROM fund WHERE id = held.fund_id),
        'asked', needed::text, 'available', available::text)::text;
  END IF;
  UPDATE ledger_account SET
    debits_pending_pence = debits_pending_pence + d_pending, debits_posted_pence = debits_posted_pence + d_posted,
    credits_pending_pence = credits_pending_pence + c_pending, credits_posted_pence = credits_posted_pence + c_posted
  WHERE id = account;
END $$;
--> statement-breakpoint

-- One statement's transfers move each account once, in one order for everybody, so that no two statements can wait
-- for each other: reservations first, then the accounts by id, with funds last because everybody wants those.
CREATE FUNCTION ledger_move_counters() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  answered bigint[];
  side record;
BEGIN
  SELECT array_agg(reservation_id) FILTER (WHERE reservation_id IS NOT NULL) INTO answered FROM added;
  IF answered IS NOT NULL THEN PERFORM ledger_check_reservations(answered); END IF;
  FOR side IN
    SELECT s.account, sum(s.d_pending)::bigint AS d_pending, sum(s.d_posted)::bigint AS d_posted,
      sum(s.c_pending)::bigint AS c_pending, sum(s.c_posted)::bigint AS c_posted
    FROM (
      SELECT debit_account_id AS account,
        CASE kind WHEN 'reserve' THEN amount_pence WHEN 'move' THEN 0 ELSE -amount_pence END AS d_pending,
        CASE WHEN kind IN ('move', 'post') THEN amount_pence ELSE 0 END AS d_posted, 0::bigint AS c_pending, 0::bigint AS c_posted
      FROM added
      UNION ALL
      SELECT credit_account_id, 0, 0,
        CASE kind WHEN 'reserve' THEN amount_pence WHEN 'move' THEN 0 ELSE -amount_pence END,
        CASE WHEN kind IN ('move', 'post') THEN amount_pence ELSE 0 END
      FROM added
    ) s
    GROUP BY s.account
    ORDER BY (SELECT a.kind = 'fund' FROM ledger_account a WHERE a.id = s.account), s.account
  LOOP
    UPDATE ledger_account SET
      debits_pending_pence = debits_pending_pence + side.d_pending, debits_posted_pence = debits_posted_pence + side.d_posted,
      credits_pending_pence = credits_pending_pence + side.c_pending, credits_posted_pence = credits_posted_pence + side.c_posted
    WHERE id = side.account AND (floor_pence IS NULL
      OR credits_posted_pence + side.c_posted - debits_posted_pence - side.d_posted - debits_pending_pence - side.d_pending >= floor_pence);
    IF NOT FOUND THEN
      PERFORM ledger_move_short_account(side.account, side.d_pending, side.d_posted, side.c_pending, side.c_posted);
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_transfer_moves_counters AFTER INSERT ON ledger_transfer
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_move_counters();
--> statement-breakpoint

-- Opens an account that follows from its key, if nobody was faster: budget:RR8, vat:RR8, source:X24, supplier:20001.
-- A fund's account is opened with the fund, with its floor.
CREATE FUNCTION ledger_open_account(p_key text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_kind CONSTANT text := split_part(p_key, ':', 1);
  v_id bigint;
BEGIN
  IF v_kind NOT IN ('budget', 'vat', 'source', 'supplier') THEN
    RAISE EXCEPTION 'there is no ledger account %', p_key USING ERRCODE = 'DV003', CONSTRAINT = 'ledger_account_known';
  END IF;
  INSERT INTO ledger_account (key, kind, owner_code)
  VALUES (p_key, v_kind, CASE WHEN v_kind <> 'supplier' THEN substr(p_key, strpos(p_key, ':') + 1) END)
  ON CONFLICT (key) DO NOTHING;
  SELECT id INTO STRICT v_id FROM ledger_account WHERE key = p_key;
  RETURN v_id;
END $$;
--> statement-breakpoint

-- Records one deed in one round trip, so that a busy account is held no longer than the COMMIT that follows takes.
-- p_transfers: [{kind, debit, credit, amount, reservation?, share?}], accounts by key. A deed key that was recorded
-- before has no second effect; one that comes back with other movements is refused.
CREATE FUNCTION ledger_record(p_deed_key text, p_kind text, p_text text, p_order_id text, p_invoice_number text,
  p_effective_on date, p_recorded_at timestamptz, p_transfers jsonb, OUT transaction_id uuid, OUT repeated boolean)
LANGUAGE plpgsql AS $$
DECLARE
  closed fund%ROWTYPE;
BEGIN
  -- Asked here and not in a query of its own, so that a commitment stays one round trip (the rule: fund.ts).
  SELECT f.* INTO closed FROM jsonb_to_recordset(p_transfers) AS t (kind text, debit text) JOIN fund f ON f.id = substr(t.debit, 6)
  WHERE t.kind = 'reserve' AND t.debit LIKE 'fund:%' AND NOT p_effective_on BETWEEN f.opens_on AND f.closes_on LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'fund % is not open on %', closed.id, p_effective_on USING ERRCODE = 'DV004',
      DETAIL = json_build_object('fund', closed.id, 'name', closed.name, 'opensOn', closed.opens_on, 'closesOn', closed.closes_on)::text;
  END IF;
  INSERT INTO ledger_transaction (deed_key, kind, text, order_id, invoice_number, effective_on, recorded_at)
  VALUES (p_deed_key, p_kind, p_text, p_order_id, p_invoice_number, p_effective_on, p_recorded_at)
  ON CONFLICT (deed_key) DO NOTHING RETURNING id INTO transaction_id;
  repeated := transaction_id IS NULL;
  IF repeated THEN
    SELECT t.id INTO transaction_id FROM ledger_transaction t WHERE t.deed_key = p_deed_key;
    PERFORM ledger_same_deed(transaction_id, p_deed_key, p_transfers);
    RETURN;
  END IF;
  INSERT INTO ledger_transfer (transaction_id, kind, debit_account_id, credit_account_id, amount_pence, reservation_id, share_id)
  SELECT ledger_record.transaction_id, t.kind,
    coalesce((SELECT a.id FROM ledger_account a WHERE a.key = t.debit), ledger_open_account(t.debit)),
    coalesce((SELECT a.id FROM ledger_account a WHERE a.key = t.credit), ledger_open_account(t.credit)),
    t.amount, t.reservation, t.share
  FROM jsonb_to_recordset(p_transfers) AS t (kind text, debit text, credit text, amount bigint, reservation bigint, share uuid);
END $$;
--> statement-breakpoint

CREATE FUNCTION ledger_same_deed(p_transaction uuid, p_deed_key text, p_transfers jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    WITH asked AS (
      SELECT t ->> 'kind' AS kind, t ->> 'debit' AS debit, t ->> 'credit' AS credit, (t ->> 'amount')::bigint AS amount
      FROM jsonb_array_elements(p_transfers) t
    ), recorded AS (
      SELECT t.kind, d.key AS debit, c.key AS credit, t.amount_pence AS amount FROM ledger_transfer t
      JOIN ledger_account d ON d.id = t.debit_account_id JOIN ledger_account c ON c.id = t.credit_account_id
      WHERE t.transaction_id = p_transaction
    )
    (SELECT * FROM asked EXCEPT ALL SELECT * FROM recorded) UNION ALL (SELECT * FROM recorded EXCEPT ALL SELECT * FROM asked)
  ) THEN
    RAISE EXCEPTION 'deed % is recorded with other movements', p_deed_key USING ERRCODE = 'DV003', CONSTRAINT = 'ledger_deed_once';
  END IF;
END $$;
