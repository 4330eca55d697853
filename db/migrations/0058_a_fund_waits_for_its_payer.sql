CREATE TABLE "fund_payment" (
	"id" text PRIMARY KEY NOT NULL,
	"fund_id" text NOT NULL,
	"payer_code" text NOT NULL,
	"opens" boolean NOT NULL,
	"amount_pence" bigint NOT NULL,
	"reason" text NOT NULL,
	"money_request_id" text,
	"movement_key" text NOT NULL,
	"state" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"decision_reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "fund_payment_movement_key_unique" UNIQUE("movement_key"),
	CONSTRAINT "fund_payment_state_known" CHECK ("fund_payment"."state" in ('requested', 'agreed', 'declined', 'withdrawn')),
	CONSTRAINT "fund_payment_amount_positive" CHECK ("fund_payment"."amount_pence" > 0),
	CONSTRAINT "fund_payment_decided_once" CHECK (("fund_payment"."state" = 'requested') = ("fund_payment"."decided_by" is null) and ("fund_payment"."decided_by" is null) = ("fund_payment"."decided_at" is null)),
	CONSTRAINT "fund_payment_two_people" CHECK ("fund_payment"."state" not in ('agreed', 'declined') or "fund_payment"."decided_by" <> "fund_payment"."requested_by"),
	CONSTRAINT "fund_payment_reasoned" CHECK ("fund_payment"."reason" <> '' and ("fund_payment"."state" not in ('declined', 'withdrawn') or "fund_payment"."decision_reason" <> ''))
);
--> statement-breakpoint
ALTER TABLE "fund" ADD COLUMN "payer_agreed" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "fund_payment" ADD CONSTRAINT "fund_payment_fund_id_fund_id_fk" FOREIGN KEY ("fund_id") REFERENCES "public"."fund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fund_payment" ADD CONSTRAINT "fund_payment_payer_code_organisation_code_fk" FOREIGN KEY ("payer_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fund_payment" ADD CONSTRAINT "fund_payment_requested_by_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fund_payment" ADD CONSTRAINT "fund_payment_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "fund_payment_opens_once" ON "fund_payment" USING btree ("fund_id") WHERE "fund_payment"."opens";--> statement-breakpoint
CREATE INDEX "fund_payment_by_fund" ON "fund_payment" USING btree ("fund_id");--> statement-breakpoint
CREATE INDEX "fund_payment_waiting" ON "fund_payment" USING btree ("payer_code") WHERE "fund_payment"."state" = 'requested';
--> statement-breakpoint
CREATE SEQUENCE fund_payment_number;
--> statement-breakpoint

-- What a payer is asked for keeps its words. It is decided once, and never changed or deleted afterwards.
CREATE FUNCTION fund_payment_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'requested' THEN
      RAISE EXCEPTION 'a payment into a fund begins as a request' USING ERRCODE = 'DV001';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.state <> 'requested'
    OR (NEW.id, NEW.fund_id, NEW.payer_code, NEW.opens, NEW.amount_pence, NEW.reason, NEW.money_request_id, NEW.movement_key, NEW.requested_by, NEW.requested_at)
      IS DISTINCT FROM (OLD.id, OLD.fund_id, OLD.payer_code, OLD.opens, OLD.amount_pence, OLD.reason, OLD.money_request_id, OLD.movement_key, OLD.requested_by, OLD.requested_at) THEN
    RAISE EXCEPTION 'a payment into a fund is never changed after it was decided' USING ERRCODE = 'DV001';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER fund_payment_guarded BEFORE INSERT OR UPDATE OR DELETE ON fund_payment
  FOR EACH ROW EXECUTE FUNCTION fund_payment_guard();
--> statement-breakpoint
CREATE TRIGGER fund_payment_no_truncate BEFORE TRUNCATE ON fund_payment EXECUTE FUNCTION refuse_change();
--> statement-breakpoint

-- What a payer agreed to is in the ledger when its transaction ends, to the penny.
CREATE FUNCTION fund_payment_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_transaction x JOIN ledger_transfer t ON t.transaction_id = x.id
    JOIN ledger_account c ON c.id = t.credit_account_id
    WHERE x.idempotency_key = NEW.movement_key AND t.kind = 'move' AND t.amount_pence = NEW.amount_pence
      AND c.fund_id = NEW.fund_id) THEN
    RAISE EXCEPTION 'payment % is agreed without its movement', NEW.id USING ERRCODE = 'DV001';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER fund_payment_moved AFTER UPDATE ON fund_payment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'agreed') EXECUTE FUNCTION fund_payment_moved();
--> statement-breakpoint

-- A fund that waits for its payer is agreed to by a payment that the payer agreed to, and does not wait again.
CREATE FUNCTION fund_agreed_by_payer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.payer_agreed OR NOT EXISTS (SELECT 1 FROM fund_payment p
    WHERE p.fund_id = NEW.id AND p.payer_code = NEW.payer_code AND p.state = 'agreed') THEN
    RAISE EXCEPTION 'the payer of fund % has not agreed', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'fund_agreed_by_payer';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER fund_agreed_by_payer BEFORE UPDATE ON fund
  FOR EACH ROW WHEN (OLD.payer_agreed IS DISTINCT FROM NEW.payer_agreed) EXECUTE FUNCTION fund_agreed_by_payer();
--> statement-breakpoint

-- No money goes into a fund before its payer has agreed to it, from wherever it would come: so nothing of it can be
-- allocated or committed either, since the ledger and the allocations refuse what a fund does not hold. Orders never write
-- such a row, and pay nothing for this.
CREATE FUNCTION ledger_transfer_agreed_by_payer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM ledger_account a JOIN fund f ON f.id = a.fund_id
      WHERE a.id = NEW.credit_account_id AND NOT f.payer_agreed)
    OR EXISTS (SELECT 1 FROM fund_payment p JOIN ledger_transaction x ON x.idempotency_key = p.movement_key
      WHERE x.id = NEW.transaction_id AND p.state <> 'agreed') THEN
    RAISE EXCEPTION 'the payer of this money has not agreed'
      USING ERRCODE = '23514', CONSTRAINT = 'fund_agreed_by_payer';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_transfer_agreed_by_payer BEFORE INSERT ON ledger_transfer
  FOR EACH ROW WHEN (NEW.kind = 'move') EXECUTE FUNCTION ledger_transfer_agreed_by_payer();
--> statement-breakpoint

-- Two officers agree, and then the payer: what they approved is in the ledger, or its payer is asked for it. (0056, and:
-- or its payer is asked.)
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
      WHERE t.transaction_id = x.id AND t.kind <> 'reserve'))
    AND NOT EXISTS (SELECT 1 FROM fund_payment p WHERE NEW.kind IN ('open', 'add') AND p.money_request_id = NEW.id
      AND p.fund_id = NEW.fund_id AND p.amount_pence = NEW.amount_pence) THEN
    RAISE EXCEPTION 'request % is approved without its movement', NEW.id USING ERRCODE = 'DV001';
  END IF;
  RETURN NEW;
END $$;
