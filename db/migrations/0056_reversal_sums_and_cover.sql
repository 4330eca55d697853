-- The sum of a request to reverse is what moves back. What is reserved again beside a refund is the same money a second
-- time, and was counted with it. (0026, and: without reservations.)
CREATE OR REPLACE FUNCTION money_request_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'requested' THEN
      RAISE EXCEPTION 'a request about money begins as a request' USING ERRCODE = 'DV001';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.state <> 'requested'
    OR (NEW.id, NEW.kind, NEW.fund_id, NEW.transaction_id, NEW.terms, NEW.amount_pence, NEW.reason, NEW.requested_by, NEW.requested_at)
      IS DISTINCT FROM (OLD.id, OLD.kind, OLD.fund_id, OLD.transaction_id, OLD.terms, OLD.amount_pence, OLD.reason, OLD.requested_by, OLD.requested_at) THEN
    RAISE EXCEPTION 'a request about money is never changed after it was decided' USING ERRCODE = 'DV001';
  END IF;
  IF NEW.state = 'approved' AND NEW.kind <> 'limit' AND NOT EXISTS (
    SELECT 1 FROM ledger_transaction x WHERE x.idempotency_key = CASE NEW.kind
      WHEN 'open' THEN 'open-fund:' || NEW.fund_id
      WHEN 'add' THEN 'add-fund:' || NEW.fund_id || ':' || NEW.id
      ELSE 'reverse:' || NEW.transaction_id END
    AND NEW.amount_pence = (SELECT sum(t.amount_pence) FROM ledger_transfer t
      WHERE t.transaction_id = x.id AND t.kind <> 'reserve')) THEN
    RAISE EXCEPTION 'request % is approved without its movement', NEW.id USING ERRCODE = 'DV001';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint

-- What was asked for before says the one sum too.
ALTER TABLE money_request DISABLE TRIGGER money_request_guarded;
--> statement-breakpoint
UPDATE money_request r SET amount_pence = s.amount
FROM (SELECT transaction_id, sum(amount_pence) AS amount FROM ledger_transfer GROUP BY transaction_id) s
WHERE r.kind = 'reverse' AND s.transaction_id = r.transaction_id AND r.amount_pence <> s.amount;
--> statement-breakpoint
ALTER TABLE money_request ENABLE TRIGGER money_request_guarded;
--> statement-breakpoint

-- What a fund holds covers its allocations whoever takes money out: a reversal or a transfer is refused at COMMIT where the
-- balance to allocate would be negative. Lapsing and carrying over end a year, and may leave behind what was not used.
-- Whoever sets aside from the fund at the same moment waits at the fund's row, or is waited for.
CREATE FUNCTION ledger_transfer_covers_allocations() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  left_over record;
BEGIN
  IF NOT EXISTS (SELECT FROM ledger_account d JOIN ledger_account c ON c.id = NEW.credit_account_id
      JOIN ledger_transaction x ON x.id = NEW.transaction_id
      WHERE d.id = NEW.debit_account_id AND d.kind = 'fund' AND c.kind IN ('source', 'fund')
        AND x.kind IN ('reverse', 'transfer')) THEN
    RETURN NULL;
  END IF;
  PERFORM 1 FROM fund f JOIN ledger_account a ON a.fund_id = f.id WHERE a.id = NEW.debit_account_id FOR NO KEY UPDATE OF f;
  SELECT f.id, f.name, a.credits_posted_pence - fund_moved_on(a.id) - fund_came_back(a.id) AS held,
    coalesce((SELECT sum(x.amount_pence) FROM allocation x WHERE x.fund_id = f.id), 0) AS planned INTO left_over
  FROM fund f JOIN ledger_account a ON a.fund_id = f.id WHERE a.id = NEW.debit_account_id;
  IF left_over.planned > left_over.held THEN
    RAISE EXCEPTION 'fund % would hold less than it has set aside', left_over.id
      USING ERRCODE = 'DV005', CONSTRAINT = 'allocations_within_fund',
      DETAIL = json_build_object('fund', left_over.id, 'name', left_over.name,
        'planned', left_over.planned::text, 'held', left_over.held::text)::text;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Named to run after ledger_transfer_counted, which moves the counters: triggers of one event go by name.
CREATE CONSTRAINT TRIGGER ledger_transfer_covers_allocations AFTER INSERT ON ledger_transfer
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'move') EXECUTE FUNCTION ledger_transfer_covers_allocations();
