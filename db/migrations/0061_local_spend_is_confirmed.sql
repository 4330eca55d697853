ALTER TABLE "local_spend" ADD COLUMN "state" text DEFAULT 'waiting' NOT NULL;--> statement-breakpoint
ALTER TABLE "local_spend" ADD COLUMN "decided_by" text;--> statement-breakpoint
ALTER TABLE "local_spend" ADD COLUMN "decided_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "local_spend" ADD COLUMN "declined_reason" text;--> statement-breakpoint
ALTER TABLE "local_spend" ADD CONSTRAINT "local_spend_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "local_spend_that_waits" ON "local_spend" USING btree ("recorded_at") WHERE "local_spend"."state" = 'waiting' and "local_spend"."withdrawn_at" is null;--> statement-breakpoint
ALTER TABLE "local_spend" ADD CONSTRAINT "local_spend_state_known" CHECK ("local_spend"."state" in ('waiting', 'confirmed', 'declined'));--> statement-breakpoint
ALTER TABLE "local_spend" ADD CONSTRAINT "local_spend_decided_once" CHECK (("local_spend"."state" = 'waiting') = ("local_spend"."decided_at" is null));--> statement-breakpoint
ALTER TABLE "local_spend" ADD CONSTRAINT "local_spend_declined_with_reason" CHECK (("local_spend"."state" = 'declined') = ("local_spend"."declined_reason" is not null));--> statement-breakpoint

-- What orders have had matched before anybody was asked to confirm it goes on counting for them; all else waits for the centre.
ALTER TABLE "local_spend" DISABLE TRIGGER "local_spend_kept";--> statement-breakpoint
UPDATE "local_spend" SET "state" = 'confirmed', "decided_at" = "recorded_at"
WHERE EXISTS (SELECT 1 FROM "local_spend_use" WHERE "local_spend_use"."local_spend_id" = "local_spend"."id");--> statement-breakpoint
ALTER TABLE "local_spend" ENABLE TRIGGER "local_spend_kept";--> statement-breakpoint

-- Evidence of spend is kept as it was recorded. It is decided on once, by a person of another organisation than the one
-- that spent; after that only its withdrawal is added, and only while no order has used it.
CREATE OR REPLACE FUNCTION refuse_local_spend_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'waiting' THEN
      RAISE EXCEPTION 'recorded local spend waits until somebody else confirms it' USING ERRCODE = 'DV001';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL
     OR (OLD.organisation_code, OLD.category, OLD.spent_on, OLD.amount_pence, OLD.description, OLD.evidence,
         OLD.evidence_key, OLD.recorded_by, OLD.recorded_at)
        IS DISTINCT FROM
        (NEW.organisation_code, NEW.category, NEW.spent_on, NEW.amount_pence, NEW.description, NEW.evidence,
         NEW.evidence_key, NEW.recorded_by, NEW.recorded_at) THEN
    RAISE EXCEPTION 'recorded local spend is never changed' USING ERRCODE = 'DV001';
  END IF;
  IF (OLD.state, OLD.decided_by, OLD.decided_at, OLD.declined_reason)
     IS DISTINCT FROM (NEW.state, NEW.decided_by, NEW.decided_at, NEW.declined_reason) THEN
    IF OLD.state <> 'waiting' OR NEW.withdrawn_at IS NOT NULL THEN
      RAISE EXCEPTION 'local spend is confirmed or declined once, while it waits' USING ERRCODE = 'DV001';
    END IF;
    IF NEW.decided_by IS NULL OR NEW.decided_by = NEW.recorded_by OR EXISTS (
      SELECT 1 FROM membership WHERE user_id = NEW.decided_by AND organisation_code = NEW.organisation_code
    ) THEN
      RAISE EXCEPTION 'nobody confirms or declines the spend of their own organisation' USING ERRCODE = 'DV001';
    END IF;
  END IF;
  IF EXISTS (SELECT 1 FROM local_spend_use WHERE local_spend_id = OLD.id) THEN
    RAISE EXCEPTION 'local spend that an order has had matched is not withdrawn' USING ERRCODE = 'DV001';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER local_spend_begins_waiting BEFORE INSERT ON local_spend
  FOR EACH ROW EXECUTE FUNCTION refuse_local_spend_change();
--> statement-breakpoint

-- A pound is matched once, and only a pound that was confirmed: the row of the spend is locked first.
CREATE OR REPLACE FUNCTION refuse_spend_matched_twice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE spend local_spend%ROWTYPE; used bigint;
BEGIN
  SELECT * INTO spend FROM local_spend WHERE id = NEW.local_spend_id FOR UPDATE;
  IF spend.state <> 'confirmed' THEN
    RAISE EXCEPTION 'local spend % is not confirmed', spend.evidence USING ERRCODE = 'DV001';
  END IF;
  SELECT coalesce(sum(amount_pence), 0) INTO used FROM local_spend_use
    WHERE local_spend_id = NEW.local_spend_id AND order_id <> NEW.order_id;
  IF spend.withdrawn_at IS NOT NULL OR used + NEW.amount_pence > spend.amount_pence THEN
    RAISE EXCEPTION 'local spend % is matched already', spend.evidence USING ERRCODE = 'DV001';
  END IF;
  RETURN NEW;
END $$;
