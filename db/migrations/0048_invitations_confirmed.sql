ALTER TABLE "invitation" ADD COLUMN "confirmed_by" text;--> statement-breakpoint
ALTER TABLE "invitation" ADD COLUMN "confirmed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_confirmed_by_user_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_confirmed_by_another" CHECK ("invitation"."confirmed_by" <> "invitation"."invited_by");--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_confirmed_once" CHECK (("invitation"."confirmed_by" is null) = ("invitation"."confirmed_at" is null));--> statement-breakpoint

-- At the centre nobody becomes one of the two officers by the other one's word alone: an invitation to a role that changes something is
-- accepted only after another officer confirmed it. Those that were accepted before stay.
CREATE FUNCTION invitation_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.confirmed_by IS NOT NULL
    AND (NEW.confirmed_by, NEW.email, NEW.role, NEW.organisation_code, NEW.invited_by)
      IS DISTINCT FROM (OLD.confirmed_by, OLD.email, OLD.role, OLD.organisation_code, OLD.invited_by) THEN
    RAISE EXCEPTION 'a confirmed invitation is not changed any more' USING ERRCODE = 'DV001';
  END IF;
  IF NEW.accepted_at IS NOT NULL AND OLD.accepted_at IS NULL AND NEW.confirmed_by IS NULL
    AND NEW.role IN ('commercial_officer', 'assessor', 'administrator')
    AND EXISTS (SELECT 1 FROM organisation o WHERE o.code = NEW.organisation_code AND o.kind = 'national') THEN
    RAISE EXCEPTION 'an invitation of the centre has one officer behind it'
      USING ERRCODE = '23514', CONSTRAINT = 'invitation_by_two';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER invitation_guarded BEFORE UPDATE ON invitation
  FOR EACH ROW EXECUTE FUNCTION invitation_guard();
