-- What must never be, refused by the database itself; and the numbers that people quote.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS unaccent;
--> statement-breakpoint

-- Rows that are evidence are only ever added.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'DV001';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER certificate_event_append_only BEFORE UPDATE OR DELETE ON certificate_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER listing_version_append_only BEFORE UPDATE OR DELETE ON listing_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER ocds_release_append_only BEFORE UPDATE OR DELETE ON ocds_release FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER order_signature_append_only BEFORE UPDATE OR DELETE ON order_signature FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER payment_append_only BEFORE UPDATE OR DELETE ON payment FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER award_append_only BEFORE UPDATE OR DELETE ON award FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint

-- An agreement's words are fixed once the parties have been asked to sign them.
CREATE FUNCTION refuse_agreement_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a proposed agreement version is never deleted' USING ERRCODE = 'DV001';
  END IF;
  IF (NEW.rules, NEW.scope, NEW.summary, NEW.effective_from) IS DISTINCT FROM (OLD.rules, OLD.scope, OLD.summary, OLD.effective_from) THEN
    RAISE EXCEPTION 'a proposed agreement version is never changed' USING ERRCODE = 'DV001';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER agreement_version_immutable BEFORE UPDATE OR DELETE ON agreement_version
  FOR EACH ROW WHEN (OLD.state <> 'draft') EXECUTE FUNCTION refuse_agreement_change();
--> statement-breakpoint

-- What an order costs and who pays it is frozen from the moment it leaves the buyer's hands.
CREATE FUNCTION refuse_order_share_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE current_state text;
BEGIN
  SELECT state INTO current_state FROM "order" WHERE id = COALESCE(NEW.order_id, OLD.order_id);
  IF current_state NOT IN ('in_progress', 'awaiting_approval') OR TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'the shares of an order that is % are never changed', current_state USING ERRCODE = 'DV001';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
--> statement-breakpoint
CREATE TRIGGER order_share_frozen BEFORE INSERT OR UPDATE OR DELETE ON order_share
  FOR EACH ROW EXECUTE FUNCTION refuse_order_share_change();
--> statement-breakpoint

-- Numbers that people quote: S0001, C010001, INV-000001, DVC-000001, AG-0001.
CREATE SEQUENCE shortlist_number START 1;
--> statement-breakpoint
CREATE SEQUENCE call_off_number START 10001;
--> statement-breakpoint
CREATE SEQUENCE invoice_number START 1;
--> statement-breakpoint
CREATE SEQUENCE certificate_number START 1;
--> statement-breakpoint
CREATE SEQUENCE agreement_number START 1;
--> statement-breakpoint

-- Search: British stemming over name, supplier-given texts and features; trigrams for typing errors.
CREATE FUNCTION solution_search_text(description text, features text[], integrations text[]) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT coalesce(description, '') || ' ' || array_to_string(features, ' ') || ' ' || array_to_string(integrations, ' ') $$;
--> statement-breakpoint
ALTER TABLE catalogue_item ADD COLUMN search_name tsvector
  GENERATED ALWAYS AS (setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('english', summary), 'B')) STORED;
--> statement-breakpoint
ALTER TABLE solution ADD COLUMN search_text tsvector
  GENERATED ALWAYS AS (setweight(to_tsvector('english', solution_search_text(description, features, integrations)), 'C')) STORED;
--> statement-breakpoint
CREATE INDEX catalogue_item_search_name ON catalogue_item USING gin (search_name);
--> statement-breakpoint
CREATE INDEX solution_search_text_index ON solution USING gin (search_text);
--> statement-breakpoint
CREATE INDEX catalogue_item_name_trigrams ON catalogue_item USING gin (name gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX organisation_name_trigrams ON organisation USING gin (name gin_trgm_ops);
