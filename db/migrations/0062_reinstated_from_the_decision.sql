-- NOT VALID: what was entered before the rule is never edited, and stays; every row that comes is checked.
ALTER TABLE "certificate_event" ADD CONSTRAINT "certificate_event_from_decision" CHECK ("certificate_event"."regulator_decided_on" is null or "certificate_event"."regulator_decided_on" <= "certificate_event"."effective_on") NOT VALID;
