CREATE TABLE "money_request" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"fund_id" text,
	"transaction_id" uuid,
	"terms" jsonb,
	"amount_pence" bigint NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"decision_reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "money_request_kind_known" CHECK ("money_request"."kind" in ('open', 'add', 'reverse', 'limit')),
	CONSTRAINT "money_request_state_known" CHECK ("money_request"."state" in ('requested', 'approved', 'declined', 'withdrawn')),
	CONSTRAINT "money_request_amount" CHECK ("money_request"."amount_pence" > 0 or ("money_request"."kind" = 'limit' and "money_request"."amount_pence" = 0)),
	CONSTRAINT "money_request_names_its_thing" CHECK (("money_request"."kind" in ('open', 'add')) = ("money_request"."fund_id" is not null) and ("money_request"."kind" = 'reverse') = ("money_request"."transaction_id" is not null) and ("money_request"."kind" = 'open') = ("money_request"."terms" is not null)),
	CONSTRAINT "money_request_decided_once" CHECK (("money_request"."state" = 'requested') = ("money_request"."decided_by" is null) and ("money_request"."decided_by" is null) = ("money_request"."decided_at" is null)),
	CONSTRAINT "money_request_two_people" CHECK ("money_request"."state" not in ('approved', 'declined') or "money_request"."decided_by" <> "money_request"."requested_by")
);
--> statement-breakpoint
ALTER TABLE "agreement_version" DROP CONSTRAINT "agreement_version_state_known";--> statement-breakpoint
ALTER TABLE "agreement_version" DROP CONSTRAINT "agreement_version_dates_in_order";--> statement-breakpoint
ALTER TABLE "agreement_version" ADD COLUMN "proposed_by" text;--> statement-breakpoint
ALTER TABLE "agreement_version" ADD COLUMN "payers_told" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "agreement_version" ADD COLUMN "start_fund_ids" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "money_request" ADD CONSTRAINT "money_request_requested_by_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "money_request" ADD CONSTRAINT "money_request_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "money_request_by_state" ON "money_request" USING btree ("state");--> statement-breakpoint
CREATE UNIQUE INDEX "money_request_reverses_once" ON "money_request" USING btree ("transaction_id") WHERE "money_request"."kind" = 'reverse' and "money_request"."state" in ('requested', 'approved');--> statement-breakpoint
CREATE UNIQUE INDEX "money_request_opens_once" ON "money_request" USING btree ("fund_id") WHERE "money_request"."kind" = 'open' and "money_request"."state" in ('requested', 'approved');--> statement-breakpoint
ALTER TABLE "agreement_version" ADD CONSTRAINT "agreement_version_proposed_by_user_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_version" ADD CONSTRAINT "agreement_version_withdrawn_unsigned" CHECK ("agreement_version"."state" <> 'withdrawn' or "agreement_version"."in_force_at" is null);--> statement-breakpoint
ALTER TABLE "agreement_version" ADD CONSTRAINT "agreement_version_state_known" CHECK ("agreement_version"."state" in ('draft', 'proposed', 'in_force', 'superseded', 'ended', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "agreement_version" ADD CONSTRAINT "agreement_version_dates_in_order" CHECK ("agreement_version"."effective_to" is null or "agreement_version"."effective_to" >= "agreement_version"."effective_from" or "agreement_version"."state" = 'ended');--> statement-breakpoint

CREATE SEQUENCE fund_request_number;
--> statement-breakpoint

-- A request keeps its words; it is decided once, and approved only together with the movement that was asked for.
CREATE FUNCTION money_request_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
    SELECT 1 FROM ledger_transaction x WHERE x.deed_key = CASE NEW.kind
      WHEN 'open' THEN 'open-fund:' || NEW.fund_id
      WHEN 'add' THEN 'add-fund:' || NEW.fund_id || ':' || NEW.id
      ELSE 'reverse:' || NEW.transaction_id END
    AND NEW.amount_pence = (SELECT sum(t.amount_pence) FROM ledger_transfer t WHERE t.transaction_id = x.id)) THEN
    RAISE EXCEPTION 'request % is approved without its movement', NEW.id USING ERRCODE = 'DV001';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER money_request_guarded BEFORE INSERT OR UPDATE OR DELETE ON money_request
  FOR EACH ROW EXECUTE FUNCTION money_request_guard();
--> statement-breakpoint
CREATE TRIGGER money_request_no_truncate BEFORE TRUNCATE ON money_request EXECUTE FUNCTION refuse_change();
--> statement-breakpoint

-- Whatever is taken back in the ledger, one person asked for and another approved. Asked at COMMIT, when both stand.
CREATE FUNCTION ledger_reversal_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM money_request r
    WHERE r.kind = 'reverse' AND r.state = 'approved' AND 'reverse:' || r.transaction_id = NEW.deed_key) THEN
    RAISE EXCEPTION 'deed % is not approved by a second person', NEW.deed_key USING ERRCODE = 'DV003', CONSTRAINT = 'ledger_reversal_by_two';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER ledger_reversal_by_two AFTER INSERT ON ledger_transaction
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'reverse') EXECUTE FUNCTION ledger_reversal_by_two();
--> statement-breakpoint

-- What was taken back before every party had signed was never in force, and is not "ended".
UPDATE agreement_version SET state = 'withdrawn' WHERE state = 'ended' AND in_force_at IS NULL;
--> statement-breakpoint

-- It takes a second person to propose or to sign: nobody brings an agreement into force alone. What the system recorded
-- (a signature on paper) has nobody's id.
CREATE FUNCTION agreement_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.proposed_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM agreement_party p
    WHERE p.agreement_id = NEW.agreement_id AND p.version = NEW.version
      AND p.signed_at IS NOT NULL AND p.signed_by IS DISTINCT FROM NEW.proposed_by) THEN
    RAISE EXCEPTION 'agreement % version % has one person behind it', NEW.agreement_id, NEW.version
      USING ERRCODE = '23514', CONSTRAINT = 'agreement_by_two';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER agreement_by_two BEFORE UPDATE ON agreement_version
  FOR EACH ROW WHEN (OLD.state = 'proposed' AND NEW.state = 'in_force') EXECUTE FUNCTION agreement_by_two();
