CREATE TABLE "clawback" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"order_id" text NOT NULL,
	"organisation_code" text NOT NULL,
	"payer_code" text NOT NULL,
	"fund_id" text,
	"trigger" text NOT NULL,
	"happened_on" date NOT NULL,
	"amount_pence" bigint NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"decision_reason" text,
	CONSTRAINT "clawback_state_known" CHECK ("clawback"."state" in ('requested', 'approved', 'declined')),
	CONSTRAINT "clawback_trigger_known" CHECK ("clawback"."trigger" in ('delisted', 'terminated', 'standard-lapsed')),
	CONSTRAINT "clawback_positive" CHECK ("clawback"."amount_pence" > 0),
	CONSTRAINT "clawback_by_two" CHECK ("clawback"."decided_by" is null or "clawback"."decided_by" <> "clawback"."requested_by"),
	CONSTRAINT "clawback_decided_by_somebody" CHECK (("clawback"."state" = 'requested') = ("clawback"."decided_by" is null))
);
--> statement-breakpoint
CREATE TABLE "clawback_line" (
	"clawback_id" uuid NOT NULL,
	"payment" text NOT NULL,
	"rule_number" integer NOT NULL,
	"amount_pence" bigint NOT NULL,
	"text" text NOT NULL,
	"declined" boolean DEFAULT false NOT NULL,
	CONSTRAINT "clawback_line_clawback_id_payment_pk" PRIMARY KEY("clawback_id","payment"),
	CONSTRAINT "clawback_line_positive" CHECK ("clawback_line"."amount_pence" > 0)
);
--> statement-breakpoint
CREATE TABLE "financial_year_close" (
	"financial_year" integer PRIMARY KEY NOT NULL,
	"accrued_pence" bigint NOT NULL,
	"accrual_reason" text,
	"requested_by" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"approved_by" text,
	"closed_at" timestamp (3) with time zone,
	"lapsed_pence" bigint,
	CONSTRAINT "financial_year_close_by_two" CHECK ("financial_year_close"."approved_by" is null or "financial_year_close"."approved_by" <> "financial_year_close"."requested_by"),
	CONSTRAINT "financial_year_close_whole" CHECK (("financial_year_close"."closed_at" is null) = ("financial_year_close"."approved_by" is null) and ("financial_year_close"."closed_at" is null) = ("financial_year_close"."lapsed_pence" is null)),
	CONSTRAINT "financial_year_close_after_its_end" CHECK ("financial_year_close"."closed_at" is null or ("financial_year_close"."closed_at" at time zone 'Europe/London')::date >= make_date("financial_year_close"."financial_year" + 1, 4, 1)),
	CONSTRAINT "financial_year_close_accrual_has_a_reason" CHECK ("financial_year_close"."accrued_pence" = 0 or "financial_year_close"."accrual_reason" is not null)
);
--> statement-breakpoint
CREATE TABLE "ledger_check" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	"accounts" integer NOT NULL,
	"postings" bigint NOT NULL,
	"differences" integer NOT NULL,
	"differing_accounts" text[] DEFAULT '{}' NOT NULL,
	"milliseconds" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_mark" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"through_transfer_id" bigint NOT NULL,
	CONSTRAINT "ledger_mark_is_one" CHECK ("ledger_mark"."one")
);
--> statement-breakpoint
CREATE TABLE "ledger_movement" (
	"grain" text NOT NULL,
	"account_id" bigint NOT NULL,
	"starts_on" date NOT NULL,
	"debits_pending_pence" bigint NOT NULL,
	"debits_posted_pence" bigint NOT NULL,
	"credits_pending_pence" bigint NOT NULL,
	"credits_posted_pence" bigint NOT NULL,
	CONSTRAINT "ledger_movement_grain_account_id_starts_on_pk" PRIMARY KEY("grain","account_id","starts_on"),
	CONSTRAINT "ledger_movement_grain_known" CHECK ("ledger_movement"."grain" in ('day', 'month'))
);
--> statement-breakpoint
ALTER TABLE "clawback" ADD CONSTRAINT "clawback_order_id_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clawback" ADD CONSTRAINT "clawback_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clawback" ADD CONSTRAINT "clawback_payer_code_organisation_code_fk" FOREIGN KEY ("payer_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clawback" ADD CONSTRAINT "clawback_fund_id_fund_id_fk" FOREIGN KEY ("fund_id") REFERENCES "public"."fund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clawback" ADD CONSTRAINT "clawback_requested_by_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clawback" ADD CONSTRAINT "clawback_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clawback_line" ADD CONSTRAINT "clawback_line_of_clawback" FOREIGN KEY ("clawback_id") REFERENCES "public"."clawback"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "financial_year_close" ADD CONSTRAINT "financial_year_close_requested_by_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "financial_year_close" ADD CONSTRAINT "financial_year_close_approved_by_user_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "clawback_by_order" ON "clawback" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "clawback_line_once_per_payment" ON "clawback_line" USING btree ("payment") WHERE not "clawback_line"."declined";--> statement-breakpoint
CREATE INDEX "ledger_check_by_time" ON "ledger_check" USING btree ("checked_at");--> statement-breakpoint
CREATE INDEX "ledger_movement_by_day" ON "ledger_movement" USING btree ("starts_on") WHERE "ledger_movement"."grain" = 'day';--> statement-breakpoint
CREATE INDEX "ledger_transaction_of_officers" ON "ledger_transaction" USING btree ("kind") WHERE "ledger_transaction"."kind" not in ('commit', 'draw', 'release');--> statement-breakpoint

INSERT INTO "ledger_mark" ("one", "through_transfer_id") VALUES (true, 0);
--> statement-breakpoint

-- Nothing posts into a closed year. A closing transaction holds SHARE ROW EXCLUSIVE on the two tables, so it waits for
-- every deed that is under way, and every later deed reads the close row: deeds take no lock that they did not take
-- before. That needs a snapshot taken after the wait, which only READ COMMITTED gives. Error code DV006; its DETAIL is JSON.
CREATE FUNCTION ledger_require_open_year(p_effective_on date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_year CONSTANT integer := extract(year FROM p_effective_on)::integer - (extract(month FROM p_effective_on) < 4)::integer;
  v_closed record;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'deeds are recorded at READ COMMITTED' USING ERRCODE = 'DV003';
  END IF;
  SELECT financial_year, closed_at INTO v_closed FROM financial_year_close
  WHERE financial_year >= v_year AND closed_at IS NOT NULL ORDER BY financial_year LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'financial year % is closed', v_year USING ERRCODE = 'DV006', CONSTRAINT = 'ledger_year_open',
      DETAIL = json_build_object('financialYear', v_year, 'closedWith', v_closed.financial_year,
        'closedAt', v_closed.closed_at, 'effectiveOn', p_effective_on)::text;
  END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION ledger_transaction_in_open_year() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM ledger_require_open_year(NEW.effective_on);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_transaction_year_open BEFORE INSERT ON ledger_transaction
  FOR EACH ROW EXECUTE FUNCTION ledger_transaction_in_open_year();
--> statement-breakpoint

-- A later posting under an old transaction is refused likewise. Once a year is closed this looks the transaction up;
-- before that it costs a glance at an empty table.
CREATE FUNCTION ledger_transfer_in_open_year() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_day date;
BEGIN
  IF EXISTS (SELECT FROM financial_year_close WHERE closed_at IS NOT NULL) THEN
    FOR v_day IN SELECT DISTINCT t.effective_on FROM added a JOIN ledger_transaction t ON t.id = a.transaction_id LOOP
      PERFORM ledger_require_open_year(v_day);
    END LOOP;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_transfer_year_open AFTER INSERT ON ledger_transfer
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_transfer_in_open_year();
--> statement-breakpoint

-- A closed year stays closed; a request to close may be taken back.
CREATE TRIGGER financial_year_close_kept BEFORE UPDATE OR DELETE ON financial_year_close
  FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER financial_year_close_no_truncate BEFORE TRUNCATE ON financial_year_close EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER ledger_check_kept BEFORE UPDATE OR DELETE ON ledger_check FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER clawback_kept BEFORE UPDATE OR DELETE ON clawback
  FOR EACH ROW WHEN (OLD.state <> 'requested') EXECUTE FUNCTION refuse_change();
--> statement-breakpoint

-- The lines of a request come to its amount, and follow its decision.
CREATE FUNCTION clawback_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT coalesce(sum(amount_pence), 0) FROM clawback_line WHERE clawback_id = NEW.id) <> NEW.amount_pence THEN
    RAISE EXCEPTION 'clawback % is not the sum of its lines', NEW.id USING ERRCODE = 'DV003';
  END IF;
  IF EXISTS (SELECT FROM clawback_line WHERE clawback_id = NEW.id AND declined <> (NEW.state = 'declined')) THEN
    RAISE EXCEPTION 'the lines of clawback % do not follow its decision', NEW.id USING ERRCODE = 'DV003';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER clawback_whole AFTER INSERT OR UPDATE ON clawback
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION clawback_adds_up();
