CREATE TABLE "allocation_change" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"fund_id" text NOT NULL,
	"organisation_code" text NOT NULL,
	"amount_before_pence" bigint NOT NULL,
	"amount_pence" bigint NOT NULL,
	"method" text NOT NULL,
	"basis" text NOT NULL,
	"reason" text NOT NULL,
	"decided_by" text,
	"decided_on" date NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "allocation_change_method_known" CHECK ("allocation_change"."method" in ('typed', 'table', 'formula')),
	CONSTRAINT "allocation_change_not_negative" CHECK ("allocation_change"."amount_pence" >= 0 and "allocation_change"."amount_before_pence" >= 0),
	CONSTRAINT "allocation_change_changes" CHECK ("allocation_change"."amount_pence" <> "allocation_change"."amount_before_pence")
);
--> statement-breakpoint
CREATE TABLE "fund_transfer" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"from_fund_id" text NOT NULL,
	"to_fund_id" text NOT NULL,
	"amount_pence" bigint NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"decision_reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "fund_transfer_kind_known" CHECK ("fund_transfer"."kind" in ('transfer', 'carry-over')),
	CONSTRAINT "fund_transfer_state_known" CHECK ("fund_transfer"."state" in ('requested', 'approved', 'declined', 'withdrawn')),
	CONSTRAINT "fund_transfer_amount_positive" CHECK ("fund_transfer"."amount_pence" > 0),
	CONSTRAINT "fund_transfer_between_two_funds" CHECK ("fund_transfer"."from_fund_id" <> "fund_transfer"."to_fund_id"),
	CONSTRAINT "fund_transfer_decided_once" CHECK (("fund_transfer"."state" = 'requested') = ("fund_transfer"."decided_by" is null) and ("fund_transfer"."decided_by" is null) = ("fund_transfer"."decided_at" is null)),
	CONSTRAINT "fund_transfer_two_people" CHECK ("fund_transfer"."state" not in ('approved', 'declined') or "fund_transfer"."decided_by" <> "fund_transfer"."requested_by")
);
--> statement-breakpoint
ALTER TABLE "allocation" DROP CONSTRAINT "allocation_positive";--> statement-breakpoint
ALTER TABLE "allocation" ADD COLUMN "basis" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "fund" ADD COLUMN "allocations_bind" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "allocation_change" ADD CONSTRAINT "allocation_change_fund_id_fund_id_fk" FOREIGN KEY ("fund_id") REFERENCES "public"."fund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation_change" ADD CONSTRAINT "allocation_change_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation_change" ADD CONSTRAINT "allocation_change_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fund_transfer" ADD CONSTRAINT "fund_transfer_from_fund_id_fund_id_fk" FOREIGN KEY ("from_fund_id") REFERENCES "public"."fund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fund_transfer" ADD CONSTRAINT "fund_transfer_to_fund_id_fund_id_fk" FOREIGN KEY ("to_fund_id") REFERENCES "public"."fund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fund_transfer" ADD CONSTRAINT "fund_transfer_requested_by_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fund_transfer" ADD CONSTRAINT "fund_transfer_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "allocation_change_by_fund" ON "allocation_change" USING btree ("fund_id","organisation_code","id");--> statement-breakpoint
CREATE INDEX "fund_transfer_by_state" ON "fund_transfer" USING btree ("state");--> statement-breakpoint
CREATE INDEX "allocation_by_organisation" ON "allocation" USING btree ("organisation_code");--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_not_negative" CHECK ("allocation"."amount_pence" >= 0);--> statement-breakpoint

CREATE SEQUENCE fund_transfer_number;
--> statement-breakpoint
-- What was set aside before changes were recorded becomes the first change.
INSERT INTO allocation_change (fund_id, organisation_code, amount_before_pence, amount_pence, method, basis, reason, decided_on, recorded_at)
SELECT fund_id, organisation_code, 0, amount_pence, 'typed', '', 'Set aside before changes were recorded', allocated_on, now() FROM allocation
WHERE amount_pence > 0 ORDER BY allocated_on, id;
--> statement-breakpoint
CREATE TRIGGER allocation_change_append_only BEFORE UPDATE OR DELETE ON allocation_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER allocation_change_no_truncate BEFORE TRUNCATE ON allocation_change EXECUTE FUNCTION refuse_change();
--> statement-breakpoint

-- The part of moves out of an account is read with every balance of a fund; orders never write such a row.
CREATE INDEX ledger_transfer_moves_by_debit ON ledger_transfer (debit_account_id) INCLUDE (amount_pence) WHERE kind = 'move';
--> statement-breakpoint

-- An allocation is what its newest change says, and all of a fund's together are never more than the fund holds: what
-- was put in, less what moved on. Error DV005; the DETAIL is JSON, in pence. Writers of one fund wait for each other at
-- the fund's row, without waiting for orders that name it.
CREATE FUNCTION allocation_follow_changes() RETURNS trigger LANGUAGE plpgsql AS $$
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
  SELECT f.id, f.name, s.planned, a.credits_posted_pence - coalesce((SELECT sum(t.amount_pence) FROM ledger_transfer t
      WHERE t.kind = 'move' AND t.debit_account_id = a.id), 0) AS held INTO over
  FROM (SELECT x.fund_id, sum(x.amount_pence) AS planned FROM allocation x
        WHERE x.fund_id IN (SELECT fund_id FROM added) GROUP BY x.fund_id) s
  JOIN fund f ON f.id = s.fund_id JOIN ledger_account a ON a.fund_id = f.id
  WHERE s.planned > a.credits_posted_pence - coalesce((SELECT sum(t.amount_pence) FROM ledger_transfer t
      WHERE t.kind = 'move' AND t.debit_account_id = a.id), 0)
  ORDER BY f.id LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'fund % would set aside more than it holds', over.id USING ERRCODE = 'DV005', CONSTRAINT = 'allocations_within_fund',
      DETAIL = json_build_object('fund', over.id, 'name', over.name, 'planned', over.planned::text, 'held', over.held::text)::text;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER allocation_follows_changes AFTER INSERT ON allocation_change
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION allocation_follow_changes();
--> statement-breakpoint
CREATE TRIGGER allocation_moved_by_changes BEFORE INSERT OR UPDATE OR DELETE ON allocation
  FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_change();
--> statement-breakpoint

-- A transfer between funds keeps its words; it is decided once, and approved only together with its movement.
CREATE FUNCTION fund_transfer_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'requested' THEN
      RAISE EXCEPTION 'a transfer between funds begins as a request' USING ERRCODE = 'DV001';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.state <> 'requested'
    OR (NEW.id, NEW.kind, NEW.from_fund_id, NEW.to_fund_id, NEW.amount_pence, NEW.reason, NEW.requested_by, NEW.requested_at)
      IS DISTINCT FROM (OLD.id, OLD.kind, OLD.from_fund_id, OLD.to_fund_id, OLD.amount_pence, OLD.reason, OLD.requested_by, OLD.requested_at) THEN
    RAISE EXCEPTION 'a transfer between funds is never changed after it was decided' USING ERRCODE = 'DV001';
  END IF;
  IF NEW.state = 'approved' AND NOT EXISTS (
    SELECT 1 FROM ledger_transaction x JOIN ledger_transfer t ON t.transaction_id = x.id
    JOIN ledger_account d ON d.id = t.debit_account_id JOIN ledger_account c ON c.id = t.credit_account_id
    WHERE x.deed_key = 'transfer:' || NEW.id AND t.kind = 'move' AND t.amount_pence = NEW.amount_pence
      AND d.fund_id = NEW.from_fund_id AND c.fund_id = NEW.to_fund_id) THEN
    RAISE EXCEPTION 'transfer % is approved without its movement', NEW.id USING ERRCODE = 'DV001';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER fund_transfer_guarded BEFORE INSERT OR UPDATE OR DELETE ON fund_transfer
  FOR EACH ROW EXECUTE FUNCTION fund_transfer_guard();
--> statement-breakpoint
CREATE TRIGGER fund_transfer_no_truncate BEFORE TRUNCATE ON fund_transfer EXECUTE FUNCTION refuse_change();
--> statement-breakpoint

-- What kind of money a fund holds, whose it is and of which year never changes: orders and agreements rest on it.
CREATE FUNCTION fund_keeps_its_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the programme, payer, year and nature of fund % are never changed', OLD.id USING ERRCODE = 'DV001';
END $$;
--> statement-breakpoint
CREATE TRIGGER fund_terms_kept BEFORE UPDATE ON fund FOR EACH ROW
  WHEN ((NEW.id, NEW.programme_id, NEW.payer_code, NEW.financial_year, NEW.nature, NEW.carries_over)
    IS DISTINCT FROM (OLD.id, OLD.programme_id, OLD.payer_code, OLD.financial_year, OLD.nature, OLD.carries_over))
  EXECUTE FUNCTION fund_keeps_its_terms();
--> statement-breakpoint
CREATE TRIGGER fund_kept BEFORE DELETE ON fund FOR EACH ROW EXECUTE FUNCTION refuse_change();
