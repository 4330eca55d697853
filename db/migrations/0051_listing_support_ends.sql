ALTER TABLE "catalogue_item" ADD COLUMN "support_ends_on" date;--> statement-breakpoint
ALTER TABLE "catalogue_item" ADD CONSTRAINT "catalogue_item_support_ends_when_withdrawn" CHECK ("catalogue_item"."support_ends_on" is null or "catalogue_item"."state" = 'withdrawn');--> statement-breakpoint

-- A withdrawn listing is gone for good: contracts, mails and its own page have said so.
CREATE FUNCTION catalogue_item_stays_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'item % was withdrawn from the catalogue and does not come back', OLD.id USING ERRCODE = 'DV001';
END $$;--> statement-breakpoint
CREATE TRIGGER catalogue_item_withdrawn_for_good BEFORE UPDATE OF state ON catalogue_item
  FOR EACH ROW WHEN (OLD.state = 'withdrawn' AND NEW.state <> 'withdrawn') EXECUTE FUNCTION catalogue_item_stays_withdrawn();
