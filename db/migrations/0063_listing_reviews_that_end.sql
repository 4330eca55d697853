ALTER TABLE "listing_change" ADD COLUMN "ended_how" text;--> statement-breakpoint
ALTER TABLE "listing_change" ADD COLUMN "ended_by" text;--> statement-breakpoint
ALTER TABLE "listing_change" ADD COLUMN "ended_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "listing_change" ADD CONSTRAINT "listing_change_ended_by_user_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_change" ADD CONSTRAINT "listing_change_ended" CHECK (("listing_change"."ended_how" is null) = ("listing_change"."ended_at" is null) and ("listing_change"."ended_by" is null or "listing_change"."ended_at" is not null) and ("listing_change"."ended_how" is null or ("listing_change"."ended_how" = 'taken_back' and "listing_change"."state" = 'draft') or ("listing_change"."ended_how" in ('discarded', 'listing_withdrawn') and "listing_change"."state" = 'discarded')));
--> statement-breakpoint

-- As before; and what is discarded says how, so that who had it to review can be told what became of it.
CREATE OR REPLACE FUNCTION listing_change_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'a change of a listing begins as a draft' USING ERRCODE = 'DV001';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.state IN ('published', 'rejected', 'discarded')
    OR (NEW.id, NEW.kind, NEW.supplier_id, NEW.solution_id, NEW.created_by, NEW.created_at)
      IS DISTINCT FROM (OLD.id, OLD.kind, OLD.supplier_id, OLD.solution_id, OLD.created_by, OLD.created_at)
    OR (OLD.state = 'submitted' AND (NEW.content, NEW.name) IS DISTINCT FROM (OLD.content, OLD.name)) THEN
    RAISE EXCEPTION 'change % of a listing is not changed any more', OLD.id USING ERRCODE = 'DV001';
  END IF;
  IF NEW.ended_how IS NULL
    AND (NEW.state = 'discarded' OR (OLD.state = 'submitted' AND NEW.state = 'draft')) THEN
    RAISE EXCEPTION 'change % of a listing ends without saying how', OLD.id USING ERRCODE = 'DV001';
  END IF;
  RETURN NEW;
END $$;
