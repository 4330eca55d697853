CREATE TABLE "associated_service_link" (
	"service_id" text NOT NULL,
	"solution_id" text NOT NULL,
	CONSTRAINT "associated_service_link_service_id_solution_id_pk" PRIMARY KEY("service_id","solution_id")
);
--> statement-breakpoint
CREATE TABLE "capability" (
	"ref" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"category_name" text NOT NULL,
	"version" text NOT NULL,
	"status" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "capability_category" (
	"id" integer PRIMARY KEY NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "capability_epic" (
	"capability_ref" text NOT NULL,
	"epic_id" text NOT NULL,
	"level" text NOT NULL,
	CONSTRAINT "capability_epic_capability_ref_epic_id_pk" PRIMARY KEY("capability_ref","epic_id"),
	CONSTRAINT "capability_epic_level_known" CHECK ("capability_epic"."level" in ('MUST', 'MAY'))
);
--> statement-breakpoint
CREATE TABLE "catalogue_item" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"supplier_id" text NOT NULL,
	"parent_solution_id" text,
	"name" text NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"state" text NOT NULL,
	"state_reason" text,
	"state_changed_at" timestamp (3) with time zone,
	"demonstration" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "catalogue_item_kind_known" CHECK ("catalogue_item"."kind" in ('solution', 'additional_service', 'associated_service')),
	CONSTRAINT "catalogue_item_state_known" CHECK ("catalogue_item"."state" in ('draft', 'submitted', 'published', 'suspended', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "epic" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"is_active" boolean NOT NULL,
	"supplier_defined" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "item_capability" (
	"item_id" text NOT NULL,
	"capability_ref" text NOT NULL,
	"result" text NOT NULL,
	CONSTRAINT "item_capability_item_id_capability_ref_pk" PRIMARY KEY("item_id","capability_ref")
);
--> statement-breakpoint
CREATE TABLE "item_epic" (
	"item_id" text NOT NULL,
	"capability_ref" text NOT NULL,
	"epic_id" text NOT NULL,
	"result" text NOT NULL,
	CONSTRAINT "item_epic_item_id_capability_ref_epic_id_pk" PRIMARY KEY("item_id","capability_ref","epic_id")
);
--> statement-breakpoint
CREATE TABLE "listing_version" (
	"solution_id" text NOT NULL,
	"version" integer NOT NULL,
	"snapshot" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"published_by" text,
	CONSTRAINT "listing_version_solution_id_version_pk" PRIMARY KEY("solution_id","version")
);
--> statement-breakpoint
CREATE TABLE "price" (
	"id" text PRIMARY KEY NOT NULL,
	"item_id" text NOT NULL,
	"unit" text NOT NULL,
	"unit_text" text NOT NULL,
	"quantity_noun" text NOT NULL,
	"billing_period" text NOT NULL,
	"calculation" text NOT NULL,
	"minimum_charge_pence" bigint,
	"maximum_charge_pence" bigint,
	"vat_rate_basis_points" integer DEFAULT 2000 NOT NULL,
	"cost_category" text NOT NULL,
	"published" boolean NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "price_billing_period_known" CHECK ("price"."billing_period" in ('month', 'year', 'one-off')),
	CONSTRAINT "price_calculation_known" CHECK ("price"."calculation" in ('volume', 'cumulative', 'single-fixed')),
	CONSTRAINT "price_charges_in_order" CHECK ("price"."maximum_charge_pence" is null or "price"."minimum_charge_pence" is null or "price"."minimum_charge_pence" <= "price"."maximum_charge_pence")
);
--> statement-breakpoint
CREATE TABLE "price_tier" (
	"price_id" text NOT NULL,
	"position" integer NOT NULL,
	"from_quantity" bigint NOT NULL,
	"to_quantity" bigint,
	"unit_price" bigint NOT NULL,
	CONSTRAINT "price_tier_price_id_position_pk" PRIMARY KEY("price_id","position"),
	CONSTRAINT "price_tier_position_at_most_seven" CHECK ("price_tier"."position" between 1 and 7),
	CONSTRAINT "price_tier_from_at_least_one" CHECK ("price_tier"."from_quantity" >= 1),
	CONSTRAINT "price_tier_not_empty" CHECK ("price_tier"."to_quantity" is null or "price_tier"."to_quantity" >= "price_tier"."from_quantity"),
	CONSTRAINT "price_tier_not_negative" CHECK ("price_tier"."unit_price" >= 0)
);
--> statement-breakpoint
CREATE TABLE "solution" (
	"id" text PRIMARY KEY NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"product_version" text DEFAULT '1.0' NOT NULL,
	"features" text[] DEFAULT '{}' NOT NULL,
	"care_settings" text[] DEFAULT '{}' NOT NULL,
	"hosting" text,
	"application_types" text[] DEFAULT '{}' NOT NULL,
	"integrations" text[] DEFAULT '{}' NOT NULL,
	"missions" text[] DEFAULT '{}' NOT NULL,
	"implementation" text DEFAULT '' NOT NULL,
	"service_levels" text DEFAULT '' NOT NULL,
	"exit_terms" text DEFAULT '' NOT NULL,
	"website" text,
	"listing_version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "supplier" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_code" text NOT NULL,
	"name" text NOT NULL,
	"legal_name" text NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"website" text,
	"company_number" text,
	"size" text,
	"contact_name" text,
	"contact_email" text,
	"demonstration" boolean DEFAULT false NOT NULL,
	CONSTRAINT "supplier_organisation_code_unique" UNIQUE("organisation_code")
);
--> statement-breakpoint
CREATE TABLE "certificate" (
	"number" text PRIMARY KEY NOT NULL,
	"claim_id" uuid,
	"standard_version_id" text NOT NULL,
	"supplier_id" text NOT NULL,
	"solution_id" text,
	"product_version" text,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"issued_by" text,
	"source" text NOT NULL,
	CONSTRAINT "certificate_dates_in_order" CHECK ("certificate"."valid_to" is null or "certificate"."valid_to" >= "certificate"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "certificate_event" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"certificate_number" text NOT NULL,
	"kind" text NOT NULL,
	"effective_on" date NOT NULL,
	"reason" text NOT NULL,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"recorded_by" text,
	CONSTRAINT "certificate_event_kind_known" CHECK ("certificate_event"."kind" in ('suspended', 'reinstated', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "claim" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"standard_version_id" text NOT NULL,
	"supplier_id" text NOT NULL,
	"solution_id" text,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"decided_at" timestamp (3) with time zone,
	"decided_by" text,
	"decision_reason" text,
	CONSTRAINT "claim_state_known" CHECK ("claim"."state" in ('draft', 'submitted', 'in_review', 'approved', 'approved_with_conditions', 'returned', 'rejected'))
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"claim_id" uuid NOT NULL,
	"item_position" integer NOT NULL,
	"kind" text NOT NULL,
	"reference" text NOT NULL,
	"issued_on" date,
	"expires_on" date,
	CONSTRAINT "evidence_kind_known" CHECK ("evidence"."kind" in ('file', 'url', 'register', 'declaration'))
);
--> statement-breakpoint
CREATE TABLE "standard" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"owner_name" text NOT NULL,
	"certifier" text,
	"category" text NOT NULL,
	"applies_to" text NOT NULL,
	"care_settings" text[] DEFAULT '{}' NOT NULL,
	"legal_reference" text,
	"url" text,
	"source" text NOT NULL,
	CONSTRAINT "standard_applies_to_known" CHECK ("standard"."applies_to" in ('organisation', 'product', 'deployment', 'framework'))
);
--> statement-breakpoint
CREATE TABLE "standard_binding" (
	"id" text PRIMARY KEY NOT NULL,
	"standard_id" text NOT NULL,
	"capability_ref" text,
	"lot_id" text,
	"care_setting" text,
	"buyer_kind" text,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "standard_evidence_item" (
	"standard_version_id" text NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	CONSTRAINT "standard_evidence_item_standard_version_id_position_pk" PRIMARY KEY("standard_version_id","position")
);
--> statement-breakpoint
CREATE TABLE "standard_version" (
	"id" text PRIMARY KEY NOT NULL,
	"standard_id" text NOT NULL,
	"version" text NOT NULL,
	"effective_from" date NOT NULL,
	"comply_by" date,
	"retired_on" date,
	"validity_months" integer,
	CONSTRAINT "standard_version_once" UNIQUE("standard_id","version")
);
--> statement-breakpoint
CREATE TABLE "waiver" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"standard_id" text NOT NULL,
	"solution_id" text NOT NULL,
	"buyer_code" text,
	"valid_from" date NOT NULL,
	"valid_to" date NOT NULL,
	"reason" text NOT NULL,
	"granted_by" text,
	CONSTRAINT "waiver_dates_in_order" CHECK ("waiver"."valid_to" >= "waiver"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "work_off_condition" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"certificate_number" text NOT NULL,
	"text" text NOT NULL,
	"due_on" date NOT NULL,
	"met_on" date
);
--> statement-breakpoint
CREATE TABLE "agreement" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"owner_code" text NOT NULL,
	"programme_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "agreement_party" (
	"agreement_id" text NOT NULL,
	"version" integer NOT NULL,
	"organisation_code" text NOT NULL,
	"signed_by" text,
	"signatory_name" text,
	"signed_at" timestamp (3) with time zone,
	CONSTRAINT "agreement_party_agreement_id_version_organisation_code_pk" PRIMARY KEY("agreement_id","version","organisation_code")
);
--> statement-breakpoint
CREATE TABLE "agreement_version" (
	"agreement_id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"summary" text NOT NULL,
	"rules" jsonb NOT NULL,
	"scope" jsonb NOT NULL,
	"effective_from" date NOT NULL,
	"effective_to" date,
	"proposed_at" timestamp (3) with time zone,
	"in_force_at" timestamp (3) with time zone,
	CONSTRAINT "agreement_version_agreement_id_version_pk" PRIMARY KEY("agreement_id","version"),
	CONSTRAINT "agreement_version_state_known" CHECK ("agreement_version"."state" in ('draft', 'proposed', 'in_force', 'superseded', 'ended')),
	CONSTRAINT "agreement_version_dates_in_order" CHECK ("agreement_version"."effective_to" is null or "agreement_version"."effective_to" >= "agreement_version"."effective_from")
);
--> statement-breakpoint
CREATE TABLE "audit_event" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"stream" text NOT NULL,
	"position" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"action" text NOT NULL,
	"summary" text NOT NULL,
	"actor_user_id" text,
	"actor_name" text NOT NULL,
	"organisation_code" text,
	"before" jsonb,
	"after" jsonb,
	"request_id" text,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_event_position_once" UNIQUE("stream","position")
);
--> statement-breakpoint
CREATE TABLE "framework" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"short_name" text NOT NULL,
	"owner_name" text NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"state" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"is_open_framework" boolean DEFAULT false NOT NULL,
	"ceiling_pence" bigint,
	"fee_basis_points" integer DEFAULT 0 NOT NULL,
	"maximum_term_months" integer NOT NULL,
	"funding_types" text[] DEFAULT '{}' NOT NULL,
	"accredited_until" date,
	"demonstration" boolean DEFAULT false NOT NULL,
	CONSTRAINT "framework_state_known" CHECK ("framework"."state" in ('coming', 'open_to_applications', 'assessing', 'standstill', 'live', 'expired', 'suspended', 'terminated')),
	CONSTRAINT "framework_dates_in_order" CHECK ("framework"."ends_on" >= "framework"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "lot" (
	"id" text PRIMARY KEY NOT NULL,
	"framework_id" text NOT NULL,
	"number" text NOT NULL,
	"name" text NOT NULL,
	"scope" text NOT NULL,
	"minimum_value_pence" bigint,
	"maximum_value_pence" bigint,
	"maximum_term_months" integer NOT NULL,
	"eligible_buyer_kinds" text[] NOT NULL,
	"direct_award_mechanism" text,
	"direct_award_limit_pence" bigint,
	"competition_limit_pence" bigint
);
--> statement-breakpoint
CREATE TABLE "lot_solution" (
	"lot_id" text NOT NULL,
	"solution_id" text NOT NULL,
	"is_foundation" boolean DEFAULT false NOT NULL,
	CONSTRAINT "lot_solution_lot_id_solution_id_pk" PRIMARY KEY("lot_id","solution_id")
);
--> statement-breakpoint
CREATE TABLE "lot_supplier" (
	"lot_id" text NOT NULL,
	"supplier_id" text NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "lot_supplier_lot_id_supplier_id_pk" PRIMARY KEY("lot_id","supplier_id"),
	CONSTRAINT "lot_supplier_status_known" CHECK ("lot_supplier"."status" in ('active', 'suspended', 'excluded'))
);
--> statement-breakpoint
CREATE TABLE "notice_type" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"stage" text NOT NULL,
	"ocds_tags" text[] NOT NULL,
	"section" text NOT NULL,
	"trigger" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "procurement_rule" (
	"id" text NOT NULL,
	"effective_from" date NOT NULL,
	"effective_to" date,
	"area" text NOT NULL,
	"rule_text" text NOT NULL,
	"reference" text NOT NULL,
	"enforcement" text NOT NULL,
	"parameters" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "procurement_rule_id_effective_from_pk" PRIMARY KEY("id","effective_from")
);
--> statement-breakpoint
CREATE TABLE "procurement_threshold" (
	"id" text NOT NULL,
	"effective_from" date NOT NULL,
	"effective_to" date,
	"amount_pence" bigint NOT NULL,
	"basis" text NOT NULL,
	CONSTRAINT "procurement_threshold_id_effective_from_pk" PRIMARY KEY("id","effective_from")
);
--> statement-breakpoint
CREATE TABLE "allocation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"fund_id" text NOT NULL,
	"organisation_code" text NOT NULL,
	"amount_pence" bigint NOT NULL,
	"allocated_on" date NOT NULL,
	CONSTRAINT "allocation_once_per_organisation" UNIQUE("fund_id","organisation_code"),
	CONSTRAINT "allocation_positive" CHECK ("allocation"."amount_pence" > 0)
);
--> statement-breakpoint
CREATE TABLE "fund" (
	"id" text PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"name" text NOT NULL,
	"payer_code" text NOT NULL,
	"financial_year" integer NOT NULL,
	"nature" text NOT NULL,
	"carries_over" boolean DEFAULT false NOT NULL,
	"opens_on" date NOT NULL,
	"closes_on" date NOT NULL,
	"eligible_buyer_kinds" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "fund_nature_known" CHECK ("fund"."nature" in ('capital', 'revenue')),
	CONSTRAINT "fund_dates_in_order" CHECK ("fund"."closes_on" >= "fund"."opens_on")
);
--> statement-breakpoint
CREATE TABLE "ledger_account" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"owner_code" text,
	"fund_id" text,
	"floor_pence" bigint,
	"debits_pending_pence" bigint DEFAULT 0 NOT NULL,
	"debits_posted_pence" bigint DEFAULT 0 NOT NULL,
	"credits_pending_pence" bigint DEFAULT 0 NOT NULL,
	"credits_posted_pence" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "ledger_account_key_unique" UNIQUE("key"),
	CONSTRAINT "ledger_account_kind_known" CHECK ("ledger_account"."kind" in ('source', 'fund', 'budget', 'supplier', 'vat')),
	CONSTRAINT "ledger_account_counters_not_negative" CHECK ("ledger_account"."debits_pending_pence" >= 0 and "ledger_account"."debits_posted_pence" >= 0 and "ledger_account"."credits_pending_pence" >= 0 and "ledger_account"."credits_posted_pence" >= 0),
	CONSTRAINT "ledger_account_not_below_floor" CHECK ("ledger_account"."floor_pence" is null or "ledger_account"."credits_posted_pence" - "ledger_account"."debits_posted_pence" - "ledger_account"."debits_pending_pence" >= "ledger_account"."floor_pence")
);
--> statement-breakpoint
CREATE TABLE "ledger_transaction" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"deed_key" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"order_id" text,
	"invoice_number" text,
	"effective_on" date NOT NULL,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ledger_transaction_deed_key_unique" UNIQUE("deed_key")
);
--> statement-breakpoint
CREATE TABLE "ledger_transfer" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"transaction_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"debit_account_id" bigint NOT NULL,
	"credit_account_id" bigint NOT NULL,
	"amount_pence" bigint NOT NULL,
	"reservation_id" bigint,
	"share_id" uuid,
	CONSTRAINT "ledger_transfer_kind_known" CHECK ("ledger_transfer"."kind" in ('move', 'reserve', 'post', 'release')),
	CONSTRAINT "ledger_transfer_amount_positive" CHECK ("ledger_transfer"."amount_pence" > 0),
	CONSTRAINT "ledger_transfer_between_two_accounts" CHECK ("ledger_transfer"."debit_account_id" <> "ledger_transfer"."credit_account_id"),
	CONSTRAINT "ledger_transfer_answers_a_reservation" CHECK (("ledger_transfer"."kind" in ('post', 'release')) = ("ledger_transfer"."reservation_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "programme" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"summary" text NOT NULL,
	"years" text NOT NULL,
	"flow" text DEFAULT '' NOT NULL,
	"amount_text" text DEFAULT '' NOT NULL,
	"rule_text" text DEFAULT '' NOT NULL,
	"sources" text[] DEFAULT '{}' NOT NULL,
	"demonstration" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rule_shape" (
	"type" text PRIMARY KEY NOT NULL,
	"parameters" text[] NOT NULL,
	"semantics" text NOT NULL,
	"example" jsonb
);
--> statement-breakpoint
CREATE TABLE "invoice" (
	"number" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"milestone_id" uuid NOT NULL,
	"payer_code" text NOT NULL,
	"supplier_id" text NOT NULL,
	"state" text NOT NULL,
	"net_pence" bigint NOT NULL,
	"vat_pence" bigint NOT NULL,
	"gross_pence" bigint NOT NULL,
	"framework_fee_pence" bigint NOT NULL,
	"purchase_order_number" text,
	"issued_on" date NOT NULL,
	"due_on" date NOT NULL,
	"raised_by" text NOT NULL,
	"stripe_invoice_id" text,
	"hosted_url" text,
	"sent_at" timestamp (3) with time zone,
	"paid_at" timestamp (3) with time zone,
	CONSTRAINT "invoice_stripe_invoice_id_unique" UNIQUE("stripe_invoice_id"),
	CONSTRAINT "invoice_once_per_milestone_and_payer" UNIQUE("milestone_id","payer_code"),
	CONSTRAINT "invoice_state_known" CHECK ("invoice"."state" in ('raised', 'sent', 'paid', 'void')),
	CONSTRAINT "invoice_adds_up" CHECK ("invoice"."gross_pence" = "invoice"."net_pence" + "invoice"."vat_pence")
);
--> statement-breakpoint
CREATE TABLE "invoice_line" (
	"invoice_number" text NOT NULL,
	"position" integer NOT NULL,
	"share_id" uuid NOT NULL,
	"text" text NOT NULL,
	"net_pence" bigint NOT NULL,
	"vat_pence" bigint NOT NULL,
	"recoverable_vat_pence" bigint NOT NULL,
	CONSTRAINT "invoice_line_invoice_number_position_pk" PRIMARY KEY("invoice_number","position")
);
--> statement-breakpoint
CREATE TABLE "payer_customer" (
	"organisation_code" text PRIMARY KEY NOT NULL,
	"stripe_customer_id" text NOT NULL,
	CONSTRAINT "payer_customer_stripe_customer_id_unique" UNIQUE("stripe_customer_id")
);
--> statement-breakpoint
CREATE TABLE "payment" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"invoice_number" text NOT NULL,
	"method" text NOT NULL,
	"amount_pence" bigint NOT NULL,
	"paid_on" date NOT NULL,
	"reference" text NOT NULL,
	"recorded_by" text,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payment_once_per_invoice" UNIQUE("invoice_number"),
	CONSTRAINT "payment_reference_once" UNIQUE("method","reference"),
	CONSTRAINT "payment_method_known" CHECK ("payment"."method" in ('stripe', 'bacs')),
	CONSTRAINT "payment_positive" CHECK ("payment"."amount_pence" > 0)
);
--> statement-breakpoint
CREATE TABLE "stripe_event" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"handled_at" timestamp (3) with time zone,
	"outcome" text
);
--> statement-breakpoint
CREATE TABLE "supplier_payment_account" (
	"supplier_id" text PRIMARY KEY NOT NULL,
	"stripe_account_id" text NOT NULL,
	"payouts_enabled" boolean DEFAULT false NOT NULL,
	CONSTRAINT "supplier_payment_account_stripe_account_id_unique" UNIQUE("stripe_account_id")
);
--> statement-breakpoint
CREATE TABLE "order" (
	"id" text PRIMARY KEY NOT NULL,
	"call_off_number" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"buyer_code" text NOT NULL,
	"supplier_id" text NOT NULL,
	"solution_id" text NOT NULL,
	"lot_id" text NOT NULL,
	"award_id" uuid NOT NULL,
	"title" text NOT NULL,
	"state" text NOT NULL,
	"starts_on" date,
	"term_months" integer,
	"purchase_order_number" text,
	"data_processing" text,
	"agreement_id" text,
	"agreement_version" integer,
	"net_pence" bigint,
	"vat_pence" bigint,
	"edit_count" integer DEFAULT 0 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"live_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone,
	"terminated_at" timestamp (3) with time zone,
	"snapshot" jsonb,
	CONSTRAINT "order_once_per_award" UNIQUE("award_id"),
	CONSTRAINT "order_revision_once" UNIQUE("call_off_number","revision"),
	CONSTRAINT "order_state_known" CHECK ("order"."state" in ('in_progress', 'awaiting_approval', 'awaiting_signature', 'live', 'completed', 'terminated', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "order_approval" (
	"order_id" text NOT NULL,
	"payer_code" text NOT NULL,
	"state" text NOT NULL,
	"net_pence" bigint NOT NULL,
	"vat_pence" bigint NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"reason" text,
	CONSTRAINT "order_approval_order_id_payer_code_pk" PRIMARY KEY("order_id","payer_code"),
	CONSTRAINT "order_approval_state_known" CHECK ("order_approval"."state" in ('requested', 'approved', 'declined'))
);
--> statement-breakpoint
CREATE TABLE "order_contact" (
	"order_id" text NOT NULL,
	"side" text NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"phone" text,
	CONSTRAINT "order_contact_order_id_side_pk" PRIMARY KEY("order_id","side"),
	CONSTRAINT "order_contact_side_known" CHECK ("order_contact"."side" in ('buyer', 'supplier'))
);
--> statement-breakpoint
CREATE TABLE "order_item" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"order_id" text NOT NULL,
	"item_id" text NOT NULL,
	"price_id" text NOT NULL,
	"price_snapshot" jsonb NOT NULL,
	"cost_category" text NOT NULL,
	"nature" text NOT NULL,
	"delivery_on" date,
	"net_pence" bigint,
	"vat_pence" bigint,
	CONSTRAINT "order_item_once" UNIQUE("order_id","item_id","price_id"),
	CONSTRAINT "order_item_nature_known" CHECK ("order_item"."nature" in ('capital', 'revenue'))
);
--> statement-breakpoint
CREATE TABLE "order_item_quantity" (
	"order_item_id" uuid NOT NULL,
	"organisation_code" text NOT NULL,
	"quantity" bigint NOT NULL,
	CONSTRAINT "order_item_quantity_order_item_id_organisation_code_pk" PRIMARY KEY("order_item_id","organisation_code"),
	CONSTRAINT "order_item_quantity_positive" CHECK ("order_item_quantity"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "order_milestone" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"order_id" text NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"due_on" date NOT NULL,
	"payment_basis_points" integer NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"confirmed_by" text,
	"confirmation_note" text,
	CONSTRAINT "order_milestone_position_once" UNIQUE("order_id","position"),
	CONSTRAINT "order_milestone_payment_in_range" CHECK ("order_milestone"."payment_basis_points" between 0 and 10000)
);
--> statement-breakpoint
CREATE TABLE "order_recipient" (
	"order_id" text NOT NULL,
	"organisation_code" text NOT NULL,
	CONSTRAINT "order_recipient_order_id_organisation_code_pk" PRIMARY KEY("order_id","organisation_code")
);
--> statement-breakpoint
CREATE TABLE "order_share" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"order_id" text NOT NULL,
	"order_item_id" uuid NOT NULL,
	"payer_code" text NOT NULL,
	"fund_id" text,
	"cost_category" text NOT NULL,
	"nature" text NOT NULL,
	"period_from" date NOT NULL,
	"period_to" date NOT NULL,
	"contract_year" integer NOT NULL,
	"financial_year" integer NOT NULL,
	"net_pence" bigint NOT NULL,
	"vat_pence" bigint NOT NULL,
	"recoverable_vat_pence" bigint NOT NULL,
	"trace" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_signature" (
	"order_id" text NOT NULL,
	"side" text NOT NULL,
	"user_id" text NOT NULL,
	"signatory_name" text NOT NULL,
	"signed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "order_signature_order_id_side_pk" PRIMARY KEY("order_id","side"),
	CONSTRAINT "order_signature_side_known" CHECK ("order_signature"."side" in ('buyer', 'supplier'))
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"code" text PRIMARY KEY NOT NULL,
	"scheme" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"primary_role" text,
	"address_lines" text[] DEFAULT '{}' NOT NULL,
	"town" text,
	"postcode" text,
	"region_code" text,
	"icb_code" text,
	"opened_on" date,
	"closed_on" date,
	"source" text NOT NULL,
	"demonstration" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organisation_scheme_known" CHECK ("organisation"."scheme" in ('ods', 'cqc', 'gss', 'dovetail')),
	CONSTRAINT "organisation_kind_known" CHECK ("organisation"."kind" in ('trust', 'icb', 'sub_icb', 'gp_practice', 'pcn', 'local_authority', 'care_provider', 'care_site', 'csu', 'national', 'supplier', 'other')),
	CONSTRAINT "organisation_closes_after_opening" CHECK ("organisation"."closed_on" is null or "organisation"."opened_on" is null or "organisation"."closed_on" >= "organisation"."opened_on")
);
--> statement-breakpoint
CREATE TABLE "organisation_fact" (
	"organisation_code" text NOT NULL,
	"name" text NOT NULL,
	"as_at" date NOT NULL,
	"number_value" bigint,
	"text_value" text,
	"source" text NOT NULL,
	CONSTRAINT "organisation_fact_organisation_code_name_as_at_pk" PRIMARY KEY("organisation_code","name","as_at")
);
--> statement-breakpoint
CREATE TABLE "organisation_relationship" (
	"organisation_code" text NOT NULL,
	"relationship_id" text NOT NULL,
	"target_code" text NOT NULL,
	"valid_from" date,
	"valid_to" date,
	"source" text NOT NULL,
	CONSTRAINT "organisation_relationship_organisation_code_relationship_id_target_code_pk" PRIMARY KEY("organisation_code","relationship_id","target_code")
);
--> statement-breakpoint
CREATE TABLE "organisation_role" (
	"organisation_code" text NOT NULL,
	"role_id" text NOT NULL,
	"is_primary" boolean NOT NULL,
	"valid_from" date,
	"valid_to" date,
	CONSTRAINT "organisation_role_organisation_code_role_id_pk" PRIMARY KEY("organisation_code","role_id")
);
--> statement-breakpoint
CREATE TABLE "organisation_succession" (
	"predecessor_code" text NOT NULL,
	"successor_code" text NOT NULL,
	"effective_on" date NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "organisation_succession_predecessor_code_successor_code_pk" PRIMARY KEY("predecessor_code","successor_code"),
	CONSTRAINT "organisation_succession_not_itself" CHECK ("organisation_succession"."predecessor_code" <> "organisation_succession"."successor_code")
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demo_person" (
	"user_id" text PRIMARY KEY NOT NULL,
	"position" integer NOT NULL,
	"summary" text NOT NULL,
	CONSTRAINT "demo_person_position_unique" UNIQUE("position")
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_code" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "invitation_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "invitation_role_known" CHECK ("invitation"."role" in ('procurement_lead', 'approver', 'evaluator', 'administrator', 'supplier_editor', 'supplier_signatory', 'commercial_officer', 'assessor', 'auditor'))
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"user_id" text NOT NULL,
	"organisation_code" text NOT NULL,
	"role" text NOT NULL,
	"granted_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "membership_user_id_organisation_code_role_pk" PRIMARY KEY("user_id","organisation_code","role"),
	CONSTRAINT "membership_role_known" CHECK ("membership"."role" in ('procurement_lead', 'approver', 'evaluator', 'administrator', 'supplier_editor', 'supplier_signatory', 'commercial_officer', 'assessor', 'auditor'))
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"active_organisation_code" text,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "two_factor" (
	"id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"user_id" text NOT NULL,
	"verified" boolean DEFAULT true
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"two_factor_enabled" boolean DEFAULT false,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "email" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"to_address" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"provider_reference" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	CONSTRAINT "email_state_known" CHECK ("email"."state" in ('queued', 'sent', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "form_token" (
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"location" text NOT NULL,
	"used_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "form_token_user_id_token_pk" PRIMARY KEY("user_id","token")
);
--> statement-breakpoint
CREATE TABLE "import_run" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"counts" jsonb NOT NULL,
	"rejected_rows" integer NOT NULL,
	"finished_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "job_progress" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"organisation_code" text,
	"started_by" text,
	"state" text DEFAULT 'waiting' NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer,
	"message" text,
	"result" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "stand_in_object" (
	"service" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"body" jsonb NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "stand_in_object_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"hidden" boolean DEFAULT false NOT NULL,
	CONSTRAINT "stand_in_object_service_id_pk" PRIMARY KEY("service","id")
);
--> statement-breakpoint
CREATE TABLE "stored_file" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_code" text NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"uploaded_by" text,
	"uploaded_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "award" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shortlist_id" text NOT NULL,
	"solution_id" text NOT NULL,
	"lot_id" text NOT NULL,
	"route" text NOT NULL,
	"estimated_value_pence" bigint NOT NULL,
	"route_check" jsonb NOT NULL,
	"mechanism" jsonb NOT NULL,
	"awarded_by" text NOT NULL,
	"awarded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "award_once_per_shortlist" UNIQUE("shortlist_id"),
	CONSTRAINT "award_route_known" CHECK ("award"."route" in ('direct_award', 'further_competition'))
);
--> statement-breakpoint
CREATE TABLE "shortlist" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_code" text NOT NULL,
	"name" text NOT NULL,
	"need" text DEFAULT '' NOT NULL,
	"state" text NOT NULL,
	"lot_id" text,
	"quantities" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"term_months" integer NOT NULL,
	"starts_on" date NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"locked_by" text,
	"locked_at" timestamp (3) with time zone,
	CONSTRAINT "shortlist_state_known" CHECK ("shortlist"."state" in ('open', 'locked', 'awarded', 'abandoned')),
	CONSTRAINT "shortlist_term_positive" CHECK ("shortlist"."term_months" between 1 and 120)
);
--> statement-breakpoint
CREATE TABLE "shortlist_item" (
	"shortlist_id" text NOT NULL,
	"solution_id" text NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"locked_listing_version" integer,
	"locked_evidence" jsonb,
	"chosen" boolean DEFAULT false NOT NULL,
	"exclusion_reason" text,
	CONSTRAINT "shortlist_item_shortlist_id_solution_id_pk" PRIMARY KEY("shortlist_id","solution_id")
);
--> statement-breakpoint
CREATE TABLE "ocds_release" (
	"sequence" bigserial PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"ocid" text NOT NULL,
	"tags" text[] NOT NULL,
	"order_id" text,
	"framework_id" text,
	"body" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "ocds_release_id_unique" UNIQUE("id")
);
--> statement-breakpoint
ALTER TABLE "associated_service_link" ADD CONSTRAINT "associated_service_link_service_id_catalogue_item_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."catalogue_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "associated_service_link" ADD CONSTRAINT "associated_service_link_solution_id_catalogue_item_id_fk" FOREIGN KEY ("solution_id") REFERENCES "public"."catalogue_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "capability_epic" ADD CONSTRAINT "capability_epic_capability_ref_capability_ref_fk" FOREIGN KEY ("capability_ref") REFERENCES "public"."capability"("ref") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "capability_epic" ADD CONSTRAINT "capability_epic_epic_id_epic_id_fk" FOREIGN KEY ("epic_id") REFERENCES "public"."epic"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogue_item" ADD CONSTRAINT "catalogue_item_supplier_id_supplier_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."supplier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_capability" ADD CONSTRAINT "item_capability_item_id_catalogue_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."catalogue_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_capability" ADD CONSTRAINT "item_capability_capability_ref_capability_ref_fk" FOREIGN KEY ("capability_ref") REFERENCES "public"."capability"("ref") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_epic" ADD CONSTRAINT "item_epic_item_id_catalogue_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."catalogue_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_epic" ADD CONSTRAINT "item_epic_capability_ref_capability_ref_fk" FOREIGN KEY ("capability_ref") REFERENCES "public"."capability"("ref") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_epic" ADD CONSTRAINT "item_epic_epic_id_epic_id_fk" FOREIGN KEY ("epic_id") REFERENCES "public"."epic"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_version" ADD CONSTRAINT "listing_version_solution_id_solution_id_fk" FOREIGN KEY ("solution_id") REFERENCES "public"."solution"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_version" ADD CONSTRAINT "listing_version_published_by_user_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price" ADD CONSTRAINT "price_item_id_catalogue_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."catalogue_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_tier" ADD CONSTRAINT "price_tier_price_id_price_id_fk" FOREIGN KEY ("price_id") REFERENCES "public"."price"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "solution" ADD CONSTRAINT "solution_id_catalogue_item_id_fk" FOREIGN KEY ("id") REFERENCES "public"."catalogue_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier" ADD CONSTRAINT "supplier_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_claim_id_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_standard_version_id_standard_version_id_fk" FOREIGN KEY ("standard_version_id") REFERENCES "public"."standard_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_supplier_id_supplier_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."supplier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_solution_id_catalogue_item_id_fk" FOREIGN KEY ("solution_id") REFERENCES "public"."catalogue_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_issued_by_user_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_event" ADD CONSTRAINT "certificate_event_certificate_number_certificate_number_fk" FOREIGN KEY ("certificate_number") REFERENCES "public"."certificate"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_event" ADD CONSTRAINT "certificate_event_recorded_by_user_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_standard_version_id_standard_version_id_fk" FOREIGN KEY ("standard_version_id") REFERENCES "public"."standard_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_supplier_id_supplier_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."supplier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_solution_id_catalogue_item_id_fk" FOREIGN KEY ("solution_id") REFERENCES "public"."catalogue_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_claim_id_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standard_binding" ADD CONSTRAINT "standard_binding_standard_id_standard_id_fk" FOREIGN KEY ("standard_id") REFERENCES "public"."standard"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standard_binding" ADD CONSTRAINT "standard_binding_lot_id_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lot"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standard_evidence_item" ADD CONSTRAINT "standard_evidence_item_standard_version_id_standard_version_id_fk" FOREIGN KEY ("standard_version_id") REFERENCES "public"."standard_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standard_version" ADD CONSTRAINT "standard_version_standard_id_standard_id_fk" FOREIGN KEY ("standard_id") REFERENCES "public"."standard"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_standard_id_standard_id_fk" FOREIGN KEY ("standard_id") REFERENCES "public"."standard"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_solution_id_catalogue_item_id_fk" FOREIGN KEY ("solution_id") REFERENCES "public"."catalogue_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_buyer_code_organisation_code_fk" FOREIGN KEY ("buyer_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_granted_by_user_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_off_condition" ADD CONSTRAINT "work_off_condition_certificate_number_certificate_number_fk" FOREIGN KEY ("certificate_number") REFERENCES "public"."certificate"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_owner_code_organisation_code_fk" FOREIGN KEY ("owner_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_programme_id_programme_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programme"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_party" ADD CONSTRAINT "agreement_party_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_party" ADD CONSTRAINT "agreement_party_signed_by_user_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_party" ADD CONSTRAINT "agreement_party_of_version" FOREIGN KEY ("agreement_id","version") REFERENCES "public"."agreement_version"("agreement_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_version" ADD CONSTRAINT "agreement_version_agreement_id_agreement_id_fk" FOREIGN KEY ("agreement_id") REFERENCES "public"."agreement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lot" ADD CONSTRAINT "lot_framework_id_framework_id_fk" FOREIGN KEY ("framework_id") REFERENCES "public"."framework"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lot_solution" ADD CONSTRAINT "lot_solution_lot_id_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lot"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lot_solution" ADD CONSTRAINT "lot_solution_solution_id_catalogue_item_id_fk" FOREIGN KEY ("solution_id") REFERENCES "public"."catalogue_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lot_supplier" ADD CONSTRAINT "lot_supplier_lot_id_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lot"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lot_supplier" ADD CONSTRAINT "lot_supplier_supplier_id_supplier_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."supplier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_fund_id_fund_id_fk" FOREIGN KEY ("fund_id") REFERENCES "public"."fund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fund" ADD CONSTRAINT "fund_programme_id_programme_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programme"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fund" ADD CONSTRAINT "fund_payer_code_organisation_code_fk" FOREIGN KEY ("payer_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_account" ADD CONSTRAINT "ledger_account_owner_code_organisation_code_fk" FOREIGN KEY ("owner_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_account" ADD CONSTRAINT "ledger_account_fund_id_fund_id_fk" FOREIGN KEY ("fund_id") REFERENCES "public"."fund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_transfer" ADD CONSTRAINT "ledger_transfer_transaction_id_ledger_transaction_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "public"."ledger_transaction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_transfer" ADD CONSTRAINT "ledger_transfer_debit_account_id_ledger_account_id_fk" FOREIGN KEY ("debit_account_id") REFERENCES "public"."ledger_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_transfer" ADD CONSTRAINT "ledger_transfer_credit_account_id_ledger_account_id_fk" FOREIGN KEY ("credit_account_id") REFERENCES "public"."ledger_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_transfer" ADD CONSTRAINT "ledger_transfer_reservation_id_ledger_transfer_id_fk" FOREIGN KEY ("reservation_id") REFERENCES "public"."ledger_transfer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_order_id_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_milestone_id_order_milestone_id_fk" FOREIGN KEY ("milestone_id") REFERENCES "public"."order_milestone"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_payer_code_organisation_code_fk" FOREIGN KEY ("payer_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_supplier_id_supplier_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."supplier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_raised_by_user_id_fk" FOREIGN KEY ("raised_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_invoice_number_invoice_number_fk" FOREIGN KEY ("invoice_number") REFERENCES "public"."invoice"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_share_id_order_share_id_fk" FOREIGN KEY ("share_id") REFERENCES "public"."order_share"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payer_customer" ADD CONSTRAINT "payer_customer_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_invoice_number_invoice_number_fk" FOREIGN KEY ("invoice_number") REFERENCES "public"."invoice"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_recorded_by_user_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_payment_account" ADD CONSTRAINT "supplier_payment_account_supplier_id_supplier_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."supplier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order" ADD CONSTRAINT "order_buyer_code_organisation_code_fk" FOREIGN KEY ("buyer_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order" ADD CONSTRAINT "order_supplier_id_supplier_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."supplier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order" ADD CONSTRAINT "order_solution_id_catalogue_item_id_fk" FOREIGN KEY ("solution_id") REFERENCES "public"."catalogue_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order" ADD CONSTRAINT "order_lot_id_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lot"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order" ADD CONSTRAINT "order_award_id_award_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."award"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order" ADD CONSTRAINT "order_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_approval" ADD CONSTRAINT "order_approval_order_id_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_approval" ADD CONSTRAINT "order_approval_payer_code_organisation_code_fk" FOREIGN KEY ("payer_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_approval" ADD CONSTRAINT "order_approval_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_contact" ADD CONSTRAINT "order_contact_order_id_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_item" ADD CONSTRAINT "order_item_order_id_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_item" ADD CONSTRAINT "order_item_item_id_catalogue_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."catalogue_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_item" ADD CONSTRAINT "order_item_price_id_price_id_fk" FOREIGN KEY ("price_id") REFERENCES "public"."price"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_item_quantity" ADD CONSTRAINT "order_item_quantity_order_item_id_order_item_id_fk" FOREIGN KEY ("order_item_id") REFERENCES "public"."order_item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_item_quantity" ADD CONSTRAINT "order_item_quantity_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_milestone" ADD CONSTRAINT "order_milestone_order_id_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_milestone" ADD CONSTRAINT "order_milestone_confirmed_by_user_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_recipient" ADD CONSTRAINT "order_recipient_order_id_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_recipient" ADD CONSTRAINT "order_recipient_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_share" ADD CONSTRAINT "order_share_order_id_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_share" ADD CONSTRAINT "order_share_order_item_id_order_item_id_fk" FOREIGN KEY ("order_item_id") REFERENCES "public"."order_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_share" ADD CONSTRAINT "order_share_payer_code_organisation_code_fk" FOREIGN KEY ("payer_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_share" ADD CONSTRAINT "order_share_fund_id_fund_id_fk" FOREIGN KEY ("fund_id") REFERENCES "public"."fund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_signature" ADD CONSTRAINT "order_signature_order_id_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_signature" ADD CONSTRAINT "order_signature_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation_fact" ADD CONSTRAINT "organisation_fact_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation_relationship" ADD CONSTRAINT "organisation_relationship_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation_role" ADD CONSTRAINT "organisation_role_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation_succession" ADD CONSTRAINT "organisation_succession_predecessor_code_organisation_code_fk" FOREIGN KEY ("predecessor_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation_succession" ADD CONSTRAINT "organisation_succession_successor_code_organisation_code_fk" FOREIGN KEY ("successor_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demo_person" ADD CONSTRAINT "demo_person_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_invited_by_user_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "two_factor" ADD CONSTRAINT "two_factor_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_progress" ADD CONSTRAINT "job_progress_started_by_user_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_uploaded_by_user_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award" ADD CONSTRAINT "award_shortlist_id_shortlist_id_fk" FOREIGN KEY ("shortlist_id") REFERENCES "public"."shortlist"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award" ADD CONSTRAINT "award_solution_id_catalogue_item_id_fk" FOREIGN KEY ("solution_id") REFERENCES "public"."catalogue_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award" ADD CONSTRAINT "award_lot_id_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lot"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award" ADD CONSTRAINT "award_awarded_by_user_id_fk" FOREIGN KEY ("awarded_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist" ADD CONSTRAINT "shortlist_organisation_code_organisation_code_fk" FOREIGN KEY ("organisation_code") REFERENCES "public"."organisation"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist" ADD CONSTRAINT "shortlist_lot_id_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lot"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist" ADD CONSTRAINT "shortlist_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist" ADD CONSTRAINT "shortlist_locked_by_user_id_fk" FOREIGN KEY ("locked_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist_item" ADD CONSTRAINT "shortlist_item_shortlist_id_shortlist_id_fk" FOREIGN KEY ("shortlist_id") REFERENCES "public"."shortlist"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist_item" ADD CONSTRAINT "shortlist_item_solution_id_catalogue_item_id_fk" FOREIGN KEY ("solution_id") REFERENCES "public"."catalogue_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist_item" ADD CONSTRAINT "shortlist_item_added_by_user_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "catalogue_item_by_supplier" ON "catalogue_item" USING btree ("supplier_id");--> statement-breakpoint
CREATE INDEX "catalogue_item_by_parent" ON "catalogue_item" USING btree ("parent_solution_id");--> statement-breakpoint
CREATE INDEX "item_capability_by_capability" ON "item_capability" USING btree ("capability_ref");--> statement-breakpoint
CREATE INDEX "price_by_item" ON "price" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "certificate_by_solution" ON "certificate" USING btree ("solution_id");--> statement-breakpoint
CREATE INDEX "certificate_by_supplier" ON "certificate" USING btree ("supplier_id");--> statement-breakpoint
CREATE INDEX "certificate_event_by_certificate" ON "certificate_event" USING btree ("certificate_number");--> statement-breakpoint
CREATE INDEX "claim_by_supplier" ON "claim" USING btree ("supplier_id");--> statement-breakpoint
CREATE INDEX "standard_binding_by_standard" ON "standard_binding" USING btree ("standard_id");--> statement-breakpoint
CREATE INDEX "work_off_condition_by_certificate" ON "work_off_condition" USING btree ("certificate_number");--> statement-breakpoint
CREATE INDEX "audit_event_by_time" ON "audit_event" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_event_by_organisation" ON "audit_event" USING btree ("organisation_code","id");--> statement-breakpoint
CREATE INDEX "lot_by_framework" ON "lot" USING btree ("framework_id");--> statement-breakpoint
CREATE INDEX "lot_solution_by_solution" ON "lot_solution" USING btree ("solution_id");--> statement-breakpoint
CREATE INDEX "fund_by_programme" ON "fund" USING btree ("programme_id");--> statement-breakpoint
CREATE INDEX "ledger_transfer_by_debit" ON "ledger_transfer" USING btree ("debit_account_id");--> statement-breakpoint
CREATE INDEX "ledger_transfer_by_credit" ON "ledger_transfer" USING btree ("credit_account_id");--> statement-breakpoint
CREATE INDEX "ledger_transfer_by_reservation" ON "ledger_transfer" USING btree ("reservation_id");--> statement-breakpoint
CREATE INDEX "ledger_transfer_by_transaction" ON "ledger_transfer" USING btree ("transaction_id");--> statement-breakpoint
CREATE INDEX "invoice_by_order" ON "invoice" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "invoice_by_payer" ON "invoice" USING btree ("payer_code","state");--> statement-breakpoint
CREATE INDEX "invoice_by_supplier" ON "invoice" USING btree ("supplier_id","state");--> statement-breakpoint
CREATE INDEX "order_by_buyer" ON "order" USING btree ("buyer_code","state");--> statement-breakpoint
CREATE INDEX "order_by_supplier" ON "order" USING btree ("supplier_id","state");--> statement-breakpoint
CREATE INDEX "order_approval_by_payer" ON "order_approval" USING btree ("payer_code","state");--> statement-breakpoint
CREATE INDEX "order_share_by_order" ON "order_share" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "order_share_by_payer" ON "order_share" USING btree ("payer_code");--> statement-breakpoint
CREATE INDEX "organisation_by_kind_and_icb" ON "organisation" USING btree ("kind","icb_code");--> statement-breakpoint
CREATE INDEX "organisation_by_icb" ON "organisation" USING btree ("icb_code");--> statement-breakpoint
CREATE INDEX "organisation_relationship_by_target" ON "organisation_relationship" USING btree ("target_code","relationship_id");--> statement-breakpoint
CREATE INDEX "account_by_user" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "membership_by_organisation" ON "membership" USING btree ("organisation_code");--> statement-breakpoint
CREATE INDEX "session_by_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "two_factor_by_user" ON "two_factor" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verification_by_identifier" ON "verification" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "email_by_address" ON "email" USING btree ("to_address","created_at");--> statement-breakpoint
CREATE INDEX "stand_in_object_by_kind" ON "stand_in_object" USING btree ("service","kind");--> statement-breakpoint
CREATE INDEX "shortlist_by_organisation" ON "shortlist" USING btree ("organisation_code");--> statement-breakpoint
CREATE INDEX "ocds_release_by_ocid" ON "ocds_release" USING btree ("ocid");--> statement-breakpoint
CREATE INDEX "ocds_release_by_order" ON "ocds_release" USING btree ("order_id");