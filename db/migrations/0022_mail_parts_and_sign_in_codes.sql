-- The text of a mail is a list of paragraphs and links, so that what somebody typed is escaped in one place and a path
-- becomes an address in one place. What was written before stays as paragraphs. Mails with a code go: their subjects
-- show it, and the codes that they carry are not known any more.
-- A code belongs to the browser that asked for it: wrong tries of one use up nobody else's.
CREATE TABLE "sign_in_code" (
	"secret_hash" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"code_hash" text NOT NULL,
	"tries_left" integer NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
DELETE FROM "email" WHERE "kind" = 'sign-in-code';--> statement-breakpoint
ALTER TABLE "email" ALTER COLUMN "body" SET DATA TYPE jsonb USING to_jsonb(regexp_split_to_array("body", '\n{2,}'));--> statement-breakpoint
ALTER TABLE "sign_in_code" ADD CONSTRAINT "sign_in_code_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sign_in_code_by_expiry" ON "sign_in_code" USING btree ("expires_at");
