CREATE TABLE "account_domains" (
	"domain" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"is_primary" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account_offers" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"signal_id" text NOT NULL,
	"reason" text NOT NULL,
	"offered_at" bigint NOT NULL,
	"answer" text,
	"answered_by" text
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"external_id" text,
	"name" text NOT NULL,
	"parent_id" text,
	"family_id" text NOT NULL,
	"merged_into" text,
	"incomplete" boolean DEFAULT false NOT NULL,
	"created_at" bigint NOT NULL,
	"changed_at" bigint NOT NULL,
	"facts_changed_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "aliases" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"id" text PRIMARY KEY NOT NULL,
	"external_id" text,
	"name" text NOT NULL,
	"email" text,
	"address_key" text,
	"phone" text,
	"time_zone" text,
	"country" text,
	"source" text NOT NULL,
	"verified_at" bigint,
	"created_at" bigint NOT NULL,
	"erased_at" bigint
);
--> statement-breakpoint
CREATE TABLE "employments" (
	"id" text PRIMARY KEY NOT NULL,
	"contact_id" text NOT NULL,
	"account_id" text NOT NULL,
	"title" text,
	"buying_role" text,
	"champion" boolean DEFAULT false NOT NULL,
	"source" text NOT NULL,
	"from_at" bigint NOT NULL,
	"to_at" bigint
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"key" text PRIMARY KEY NOT NULL,
	"contact_id" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "facts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"field" text NOT NULL,
	"value" jsonb NOT NULL,
	"source" text NOT NULL,
	"from_at" bigint NOT NULL,
	"to_at" bigint
);
--> statement-breakpoint
CREATE TABLE "ownerships" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"user_id" text NOT NULL,
	"source" text NOT NULL,
	"from_at" bigint NOT NULL,
	"to_at" bigint
);
--> statement-breakpoint
CREATE TABLE "relationships" (
	"id" text PRIMARY KEY NOT NULL,
	"external_id" text NOT NULL,
	"account_id" text NOT NULL,
	"kind" text NOT NULL,
	"owner_id" text,
	"amount_usd" double precision,
	"stage" text,
	"from_at" bigint NOT NULL,
	"to_at" bigint,
	"as_of" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "territories" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"position" double precision NOT NULL,
	"rules" jsonb NOT NULL,
	"user_ids" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "approvals" (
	"id" text PRIMARY KEY NOT NULL,
	"draft_id" text NOT NULL,
	"revision_id" text NOT NULL,
	"hash" text NOT NULL,
	"approver_id" text NOT NULL,
	"at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"mac" text NOT NULL,
	"voided_at" bigint,
	"void_reason" text
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" text PRIMARY KEY NOT NULL,
	"draft_id" text NOT NULL,
	"revision_id" text NOT NULL,
	"person_id" text NOT NULL,
	"sequence" bigint NOT NULL,
	"kind" text NOT NULL,
	"reason" text,
	"note" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"pursuit_id" text NOT NULL,
	"kind" text NOT NULL,
	"owner_id" text NOT NULL,
	"account_id" text NOT NULL,
	"state" text NOT NULL,
	"head_revision_id" text,
	"created_at" bigint NOT NULL,
	"changed_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "revision_checks" (
	"revision_id" text PRIMARY KEY NOT NULL,
	"findings" jsonb NOT NULL,
	"marks" jsonb NOT NULL,
	"stats" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "revision_texts" (
	"revision_id" text PRIMARY KEY NOT NULL,
	"from_address" text NOT NULL,
	"to_address" text NOT NULL,
	"reply_to" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text NOT NULL,
	"footer_version" text NOT NULL,
	"erased_at" bigint
);
--> statement-breakpoint
CREATE TABLE "revisions" (
	"id" text PRIMARY KEY NOT NULL,
	"draft_id" text NOT NULL,
	"number" bigint NOT NULL,
	"hash" text NOT NULL,
	"brief_id" text,
	"contact_id" text,
	"address_key" text NOT NULL,
	"address_domain" text NOT NULL,
	"writer" text NOT NULL,
	"author_id" text,
	"note" text,
	"needs_manager" text NOT NULL,
	"blocks" bigint NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sends" (
	"id" text PRIMARY KEY NOT NULL,
	"draft_id" text NOT NULL,
	"approval_id" text NOT NULL,
	"hash" text NOT NULL,
	"route" text NOT NULL,
	"message_id" text NOT NULL,
	"state" text NOT NULL,
	"attempts" bigint DEFAULT 0 NOT NULL,
	"lease_until" bigint,
	"day" text,
	"mailbox" text NOT NULL,
	"address_key" text NOT NULL,
	"reply" text,
	"resolved_by" text,
	"changed_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"reason" text NOT NULL,
	"by_id" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "careers_pages" (
	"account_id" text PRIMARY KEY NOT NULL,
	"url" text,
	"entered" boolean DEFAULT false NOT NULL,
	"looked_at" bigint,
	"next_look_at" bigint NOT NULL,
	"failures" bigint DEFAULT 0 NOT NULL,
	"last_answer" text
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" text PRIMARY KEY NOT NULL,
	"feed_id" text NOT NULL,
	"identity" text NOT NULL,
	"content_hash" text NOT NULL,
	"url" text,
	"title" text NOT NULL,
	"summary" text,
	"body" text,
	"publisher" text NOT NULL,
	"language" text,
	"published_at" bigint,
	"updated_at" bigint,
	"fetched_at" bigint NOT NULL,
	"extra" jsonb,
	"extracted_by" text,
	"drops" jsonb,
	"page_state" text,
	"page_tries" bigint DEFAULT 0 NOT NULL,
	"page_asked_at" bigint,
	"page_answer" text,
	"page" jsonb
);
--> statement-breakpoint
CREATE TABLE "feed_yields" (
	"feed_id" text PRIMARY KEY NOT NULL,
	"items" bigint NOT NULL,
	"signals" bigint NOT NULL,
	"queued" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feeds" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"publisher" text NOT NULL,
	"category" text NOT NULL,
	"kind" text NOT NULL,
	"settings" jsonb NOT NULL,
	"country" text,
	"language" text,
	"why" text,
	"account_id" text,
	"enabled" boolean DEFAULT true NOT NULL,
	"verified_at" bigint,
	"state" text DEFAULT 'new' NOT NULL,
	"etag" text,
	"last_modified" text,
	"body_hash" text,
	"last_polled_at" bigint,
	"last_success_at" bigint,
	"next_poll_at" bigint NOT NULL,
	"failures" bigint DEFAULT 0 NOT NULL,
	"failing_since" bigint,
	"gone_since" bigint,
	"last_body_at" bigint,
	"address" text,
	"moved_to" text,
	"moved_since" bigint,
	"moved_polls" bigint DEFAULT 0 NOT NULL,
	"hints" jsonb,
	"recent_items_at" jsonb,
	"backlog" jsonb,
	"leased_by" text,
	"leased_until" bigint,
	"last_answer" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hosts" (
	"host" text PRIMARY KEY NOT NULL,
	"wait_until" bigint NOT NULL,
	"refusals" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "postings" (
	"id" text PRIMARY KEY NOT NULL,
	"feed_id" text NOT NULL,
	"external_id" text NOT NULL,
	"title" text NOT NULL,
	"department" text,
	"location" text,
	"url" text,
	"description" text,
	"posted_at" bigint,
	"first_seen_at" bigint NOT NULL,
	"last_seen_at" bigint NOT NULL,
	"missed" bigint DEFAULT 0 NOT NULL,
	"gone_at" bigint
);
--> statement-breakpoint
CREATE TABLE "problems" (
	"stage" text NOT NULL,
	"subject_id" text NOT NULL,
	"message" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "problems_stage_subject_id_pk" PRIMARY KEY("stage","subject_id")
);
--> statement-breakpoint
CREATE TABLE "robots" (
	"origin" text PRIMARY KEY NOT NULL,
	"rules" text,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" text PRIMARY KEY NOT NULL,
	"stage" text NOT NULL,
	"scheduled_for" bigint NOT NULL,
	"started_at" bigint NOT NULL,
	"finished_at" bigint,
	"counts" jsonb,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "snapshots" (
	"id" text PRIMARY KEY NOT NULL,
	"feed_id" text NOT NULL,
	"at" bigint NOT NULL,
	"complete" boolean NOT NULL,
	"openings" bigint NOT NULL,
	"body_hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "watermarks" (
	"stage" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"actor_id" text,
	"what" text NOT NULL,
	"subject" text NOT NULL,
	"subject_id" text NOT NULL,
	"detail" text NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "follow_ups" (
	"id" text PRIMARY KEY NOT NULL,
	"touch_id" text NOT NULL,
	"number" bigint NOT NULL,
	"account_id" text NOT NULL,
	"contact_id" text,
	"owner_id" text,
	"due_day" text NOT NULL,
	"note" text NOT NULL,
	"draft_id" text,
	"closed_at" bigint,
	"close_reason" text
);
--> statement-breakpoint
CREATE TABLE "handovers" (
	"id" text PRIMARY KEY NOT NULL,
	"outcome_id" text NOT NULL,
	"from_id" text NOT NULL,
	"to_id" text NOT NULL,
	"note" text NOT NULL,
	"at" bigint NOT NULL,
	"answer" text,
	"answer_reason" text,
	"answered_at" bigint
);
--> statement-breakpoint
CREATE TABLE "import_changes" (
	"import_id" text NOT NULL,
	"line" bigint NOT NULL,
	"account_id" text NOT NULL,
	"changes" jsonb NOT NULL,
	CONSTRAINT "import_changes_import_id_line_pk" PRIMARY KEY("import_id","line")
);
--> statement-breakpoint
CREATE TABLE "import_errors" (
	"import_id" text NOT NULL,
	"line" bigint NOT NULL,
	"message" text NOT NULL,
	CONSTRAINT "import_errors_import_id_line_pk" PRIMARY KEY("import_id","line")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"file" text NOT NULL,
	"by_id" text,
	"at" bigint NOT NULL,
	"rows_read" bigint NOT NULL,
	"added" bigint NOT NULL,
	"changed" bigint NOT NULL,
	"unchanged" bigint NOT NULL,
	"failed" bigint NOT NULL,
	"finished_at" bigint,
	"undone_at" bigint,
	"undone_by_id" text,
	"rows_undone" bigint
);
--> statement-breakpoint
CREATE TABLE "model_calls" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"model" text NOT NULL,
	"prompt_version" text NOT NULL,
	"day" text NOT NULL,
	"cost_usd" double precision NOT NULL,
	"answer" jsonb,
	"error" text,
	"finished" boolean DEFAULT false NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"once_key" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text NOT NULL,
	"created_at" bigint NOT NULL,
	"sent_at" bigint,
	"attempts" bigint DEFAULT 0 NOT NULL,
	"lease_until" bigint,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "outcomes" (
	"id" text PRIMARY KEY NOT NULL,
	"external_id" text NOT NULL,
	"account_id" text NOT NULL,
	"contact_id" text,
	"touch_id" text,
	"kind" text NOT NULL,
	"reply_class" text,
	"amount_usd" double precision,
	"stage" text,
	"reason" text,
	"source" text NOT NULL,
	"by_id" text,
	"at" bigint NOT NULL,
	"recorded_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "received" (
	"id" text PRIMARY KEY NOT NULL,
	"once_key" text NOT NULL,
	"via" text NOT NULL,
	"kind" text NOT NULL,
	"suggested" text,
	"until_day" text,
	"matched_by" text NOT NULL,
	"account_id" text NOT NULL,
	"contact_id" text,
	"touch_id" text,
	"outcome_id" text,
	"hold_id" text,
	"question" text,
	"answered_by" text,
	"answered_at" bigint,
	"sender" text,
	"subject" text,
	"text" text,
	"erased_at" bigint,
	"address_key" text,
	"at" bigint NOT NULL,
	"received_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "touches" (
	"id" text PRIMARY KEY NOT NULL,
	"external_id" text NOT NULL,
	"account_id" text NOT NULL,
	"contact_id" text,
	"owner_id" text,
	"channel" text NOT NULL,
	"route" text NOT NULL,
	"send_id" text,
	"draft_id" text,
	"trigger_id" text,
	"trigger_kind" text,
	"tier" bigint,
	"icp_version_id" text,
	"address_key" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "absences" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"from_day" text NOT NULL,
	"to_day" text NOT NULL,
	"cover_user_id" text
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"created_by" text,
	"created_at" bigint NOT NULL,
	"last_used_at" bigint,
	"revoked_at" bigint
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"place" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "second_factors" (
	"user_id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"last_step" bigint DEFAULT 0 NOT NULL,
	"created_at" bigint NOT NULL,
	"confirmed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"user_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	"last_seen_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_links" (
	"id" text PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"user_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"used_at" bigint
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"time_zone" text NOT NULL,
	"capacity" bigint DEFAULT 15 NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"password_hash" text,
	"manager_id" text,
	"digest_hour" bigint DEFAULT 7 NOT NULL,
	"seal" text DEFAULT '' NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workspace" (
	"id" bigint PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"sample" boolean DEFAULT false NOT NULL,
	"sending_on" boolean DEFAULT false NOT NULL,
	"kill_switch" boolean DEFAULT false NOT NULL,
	"four_eyes" boolean DEFAULT false NOT NULL,
	"always_manager" boolean DEFAULT false NOT NULL,
	"approval_hours" bigint DEFAULT 72 NOT NULL,
	"undo_seconds" bigint DEFAULT 10 NOT NULL,
	"daily_mailbox_cap" bigint DEFAULT 50 NOT NULL,
	"daily_domain_cap" bigint DEFAULT 3 NOT NULL,
	"contact_cooldown_days" bigint DEFAULT 90 NOT NULL,
	"salt" text NOT NULL,
	"epoch" text NOT NULL,
	"settings" jsonb NOT NULL,
	"seal" text DEFAULT '' NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "briefs" (
	"id" text PRIMARY KEY NOT NULL,
	"pursuit_id" text NOT NULL,
	"evidence_hash" text NOT NULL,
	"brief" jsonb NOT NULL,
	"created_at" bigint NOT NULL,
	"current_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "corrections" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"what" text NOT NULL,
	"subject_id" text NOT NULL,
	"basis" text,
	"note" text,
	"by_id" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "holds" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"contact_id" text,
	"until_at" bigint,
	"until_next_trigger" boolean DEFAULT false NOT NULL,
	"reason" text NOT NULL,
	"by_id" text,
	"created_at" bigint NOT NULL,
	"ended_at" bigint
);
--> statement-breakpoint
CREATE TABLE "pursuits" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"owner_id" text,
	"lead_trigger_id" text NOT NULL,
	"trigger_ids" jsonb NOT NULL,
	"icp_version_id" text NOT NULL,
	"contact_id" text,
	"opened_at" bigint NOT NULL,
	"closed_at" bigint,
	"close_reason" text
);
--> statement-breakpoint
CREATE TABLE "queue_days" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_key" text NOT NULL,
	"day" text NOT NULL,
	"time_zone" text NOT NULL,
	"built_at" bigint NOT NULL,
	"formula_version" text NOT NULL,
	"icp_version_ids" jsonb NOT NULL,
	"settings_hash" text NOT NULL,
	"watermarks" jsonb NOT NULL,
	"reasons" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "queue_items" (
	"id" text PRIMARY KEY NOT NULL,
	"queue_day_id" text NOT NULL,
	"owner_key" text NOT NULL,
	"day" text NOT NULL,
	"account_id" text NOT NULL,
	"pursuit_id" text,
	"lane" text NOT NULL,
	"lead_trigger_id" text NOT NULL,
	"rank" bigint NOT NULL,
	"priority" double precision NOT NULL,
	"fit" double precision,
	"heat" double precision NOT NULL,
	"tier" bigint,
	"first_seen_at" bigint NOT NULL,
	"appended_at" bigint,
	"why" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rank_inputs" (
	"subject" text NOT NULL,
	"from_at" bigint NOT NULL,
	"to_at" bigint,
	"value" jsonb NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "rank_inputs_subject_from_at_pk" PRIMARY KEY("subject","from_at")
);
--> statement-breakpoint
CREATE TABLE "departures" (
	"employment_id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"signal_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fits" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"icp_version_id" text NOT NULL,
	"fit" double precision NOT NULL,
	"tier" bigint,
	"disqualified" boolean NOT NULL,
	"coverage" double precision NOT NULL,
	"result" jsonb NOT NULL,
	"result_hash" text NOT NULL,
	"from_at" bigint NOT NULL,
	"to_at" bigint
);
--> statement-breakpoint
CREATE TABLE "icp_versions" (
	"id" text PRIMARY KEY NOT NULL,
	"icp_key" text NOT NULL,
	"number" bigint NOT NULL,
	"name" text NOT NULL,
	"yaml" text NOT NULL,
	"icp" jsonb NOT NULL,
	"note" text,
	"published_by" text,
	"published_at" bigint NOT NULL,
	"retired_at" bigint
);
--> statement-breakpoint
CREATE TABLE "match_answers" (
	"feed_id" text NOT NULL,
	"identity" text NOT NULL,
	"company_key" text NOT NULL,
	"account_id" text NOT NULL,
	"side" text NOT NULL,
	"answer" text NOT NULL,
	"answered_by" text NOT NULL,
	"answered_at" bigint NOT NULL,
	CONSTRAINT "match_answers_feed_id_identity_company_key_account_id_side_pk" PRIMARY KEY("feed_id","identity","company_key","account_id","side")
);
--> statement-breakpoint
CREATE TABLE "matches" (
	"id" text PRIMARY KEY NOT NULL,
	"signal_id" text NOT NULL,
	"account_id" text NOT NULL,
	"side" text NOT NULL,
	"method" text NOT NULL,
	"decision" text NOT NULL,
	"confidence" double precision NOT NULL,
	"cues" jsonb NOT NULL,
	"created_at" bigint NOT NULL,
	"answer" text,
	"answered_by" text,
	"answered_at" bigint
);
--> statement-breakpoint
CREATE TABLE "merges_due" (
	"account_id" text PRIMARY KEY NOT NULL,
	"mark" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signals" (
	"id" text PRIMARY KEY NOT NULL,
	"document_id" text NOT NULL,
	"extractor" text NOT NULL,
	"fingerprint" text NOT NULL,
	"kind" text NOT NULL,
	"company" text NOT NULL,
	"signal" jsonb NOT NULL,
	"occurred_at" bigint,
	"confidence" double precision NOT NULL,
	"lite" boolean NOT NULL,
	"found_at" bigint NOT NULL,
	"told_at" bigint NOT NULL,
	"withdrawn_at" bigint,
	"matched_at" bigint
);
--> statement-breakpoint
CREATE TABLE "trigger_evidence" (
	"trigger_id" text NOT NULL,
	"signal_id" text NOT NULL,
	CONSTRAINT "trigger_evidence_trigger_id_signal_id_pk" PRIMARY KEY("trigger_id","signal_id")
);
--> statement-breakpoint
CREATE TABLE "trigger_spends" (
	"id" text PRIMARY KEY NOT NULL,
	"trigger_id" text NOT NULL,
	"reason" text NOT NULL,
	"by_id" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "triggers" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"kind" text NOT NULL,
	"at" bigint NOT NULL,
	"first_seen_at" bigint NOT NULL,
	"trigger" jsonb NOT NULL,
	"evidence_hash" text NOT NULL,
	"changed_at" bigint NOT NULL,
	"removed_at" bigint
);
--> statement-breakpoint
ALTER TABLE "account_domains" ADD CONSTRAINT "account_domains_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_offers" ADD CONSTRAINT "account_offers_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "aliases" ADD CONSTRAINT "aliases_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employments" ADD CONSTRAINT "employments_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employments" ADD CONSTRAINT "employments_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facts" ADD CONSTRAINT "facts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ownerships" ADD CONSTRAINT "ownerships_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ownerships" ADD CONSTRAINT "ownerships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relationships" ADD CONSTRAINT "relationships_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relationships" ADD CONSTRAINT "relationships_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_draft_id_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."drafts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_revision_id_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_approver_id_users_id_fk" FOREIGN KEY ("approver_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_draft_id_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."drafts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_revision_id_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_person_id_users_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_pursuit_id_pursuits_id_fk" FOREIGN KEY ("pursuit_id") REFERENCES "public"."pursuits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision_checks" ADD CONSTRAINT "revision_checks_revision_id_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_draft_id_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."drafts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_brief_id_briefs_id_fk" FOREIGN KEY ("brief_id") REFERENCES "public"."briefs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sends" ADD CONSTRAINT "sends_draft_id_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."drafts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sends" ADD CONSTRAINT "sends_approval_id_approvals_id_fk" FOREIGN KEY ("approval_id") REFERENCES "public"."approvals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sends" ADD CONSTRAINT "sends_resolved_by_users_id_fk" FOREIGN KEY ("resolved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "careers_pages" ADD CONSTRAINT "careers_pages_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_feed_id_feeds_id_fk" FOREIGN KEY ("feed_id") REFERENCES "public"."feeds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_yields" ADD CONSTRAINT "feed_yields_feed_id_feeds_id_fk" FOREIGN KEY ("feed_id") REFERENCES "public"."feeds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_feed_id_feeds_id_fk" FOREIGN KEY ("feed_id") REFERENCES "public"."feeds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_feed_id_feeds_id_fk" FOREIGN KEY ("feed_id") REFERENCES "public"."feeds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_touch_id_touches_id_fk" FOREIGN KEY ("touch_id") REFERENCES "public"."touches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_draft_id_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."drafts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_outcome_id_outcomes_id_fk" FOREIGN KEY ("outcome_id") REFERENCES "public"."outcomes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_from_id_users_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_to_id_users_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_changes" ADD CONSTRAINT "import_changes_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_errors" ADD CONSTRAINT "import_errors_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_touch_id_touches_id_fk" FOREIGN KEY ("touch_id") REFERENCES "public"."touches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "received" ADD CONSTRAINT "received_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "received" ADD CONSTRAINT "received_touch_id_touches_id_fk" FOREIGN KEY ("touch_id") REFERENCES "public"."touches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "received" ADD CONSTRAINT "received_outcome_id_outcomes_id_fk" FOREIGN KEY ("outcome_id") REFERENCES "public"."outcomes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "received" ADD CONSTRAINT "received_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touches" ADD CONSTRAINT "touches_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touches" ADD CONSTRAINT "touches_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_cover_user_id_users_id_fk" FOREIGN KEY ("cover_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_links" ADD CONSTRAINT "sign_in_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefs" ADD CONSTRAINT "briefs_pursuit_id_pursuits_id_fk" FOREIGN KEY ("pursuit_id") REFERENCES "public"."pursuits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pursuits" ADD CONSTRAINT "pursuits_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pursuits" ADD CONSTRAINT "pursuits_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pursuits" ADD CONSTRAINT "pursuits_lead_trigger_id_triggers_id_fk" FOREIGN KEY ("lead_trigger_id") REFERENCES "public"."triggers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_items" ADD CONSTRAINT "queue_items_queue_day_id_queue_days_id_fk" FOREIGN KEY ("queue_day_id") REFERENCES "public"."queue_days"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_items" ADD CONSTRAINT "queue_items_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_items" ADD CONSTRAINT "queue_items_pursuit_id_pursuits_id_fk" FOREIGN KEY ("pursuit_id") REFERENCES "public"."pursuits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_items" ADD CONSTRAINT "queue_items_lead_trigger_id_triggers_id_fk" FOREIGN KEY ("lead_trigger_id") REFERENCES "public"."triggers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departures" ADD CONSTRAINT "departures_employment_id_employments_id_fk" FOREIGN KEY ("employment_id") REFERENCES "public"."employments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departures" ADD CONSTRAINT "departures_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departures" ADD CONSTRAINT "departures_signal_id_signals_id_fk" FOREIGN KEY ("signal_id") REFERENCES "public"."signals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fits" ADD CONSTRAINT "fits_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fits" ADD CONSTRAINT "fits_icp_version_id_icp_versions_id_fk" FOREIGN KEY ("icp_version_id") REFERENCES "public"."icp_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "icp_versions" ADD CONSTRAINT "icp_versions_published_by_users_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_answers" ADD CONSTRAINT "match_answers_feed_id_feeds_id_fk" FOREIGN KEY ("feed_id") REFERENCES "public"."feeds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_answers" ADD CONSTRAINT "match_answers_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_answers" ADD CONSTRAINT "match_answers_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matches" ADD CONSTRAINT "matches_signal_id_signals_id_fk" FOREIGN KEY ("signal_id") REFERENCES "public"."signals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matches" ADD CONSTRAINT "matches_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matches" ADD CONSTRAINT "matches_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merges_due" ADD CONSTRAINT "merges_due_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signals" ADD CONSTRAINT "signals_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trigger_evidence" ADD CONSTRAINT "trigger_evidence_trigger_id_triggers_id_fk" FOREIGN KEY ("trigger_id") REFERENCES "public"."triggers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trigger_evidence" ADD CONSTRAINT "trigger_evidence_signal_id_signals_id_fk" FOREIGN KEY ("signal_id") REFERENCES "public"."signals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trigger_spends" ADD CONSTRAINT "trigger_spends_trigger_id_triggers_id_fk" FOREIGN KEY ("trigger_id") REFERENCES "public"."triggers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trigger_spends" ADD CONSTRAINT "trigger_spends_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "triggers" ADD CONSTRAINT "triggers_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_domains_account" ON "account_domains" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "account_offers_name" ON "account_offers" USING btree ("name_key");--> statement-breakpoint
CREATE INDEX "account_offers_open" ON "account_offers" USING btree ("offered_at") WHERE "account_offers"."answer" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_external" ON "accounts" USING btree ("external_id");--> statement-breakpoint
CREATE INDEX "accounts_family" ON "accounts" USING btree ("family_id");--> statement-breakpoint
CREATE INDEX "accounts_parent" ON "accounts" USING btree ("parent_id") WHERE "accounts"."parent_id" is not null;--> statement-breakpoint
CREATE INDEX "accounts_name" ON "accounts" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "accounts_changed" ON "accounts" USING btree ("changed_at");--> statement-breakpoint
CREATE INDEX "accounts_facts_changed" ON "accounts" USING btree ("facts_changed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "aliases_account_name" ON "aliases" USING btree ("account_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "contacts_external" ON "contacts" USING btree ("external_id");--> statement-breakpoint
CREATE INDEX "contacts_address" ON "contacts" USING btree ("address_key");--> statement-breakpoint
CREATE INDEX "employments_account" ON "employments" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "employments_contact" ON "employments" USING btree ("contact_id");--> statement-breakpoint
CREATE UNIQUE INDEX "facts_account_field_from" ON "facts" USING btree ("account_id","field","from_at");--> statement-breakpoint
CREATE INDEX "ownerships_account" ON "ownerships" USING btree ("account_id","to_at");--> statement-breakpoint
CREATE INDEX "ownerships_user" ON "ownerships" USING btree ("user_id","to_at","source");--> statement-breakpoint
CREATE UNIQUE INDEX "relationships_external" ON "relationships" USING btree ("external_id");--> statement-breakpoint
CREATE INDEX "relationships_account" ON "relationships" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "approvals_draft" ON "approvals" USING btree ("draft_id");--> statement-breakpoint
CREATE UNIQUE INDEX "decisions_once" ON "decisions" USING btree ("revision_id","person_id","sequence");--> statement-breakpoint
CREATE INDEX "decisions_draft" ON "decisions" USING btree ("draft_id");--> statement-breakpoint
CREATE INDEX "decisions_kind" ON "decisions" USING btree ("kind","at");--> statement-breakpoint
CREATE INDEX "drafts_pursuit" ON "drafts" USING btree ("pursuit_id");--> statement-breakpoint
CREATE INDEX "drafts_account" ON "drafts" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "drafts_owner_created" ON "drafts" USING btree ("owner_id","created_at");--> statement-breakpoint
CREATE INDEX "drafts_owner_state" ON "drafts" USING btree ("owner_id","state");--> statement-breakpoint
CREATE INDEX "drafts_state" ON "drafts" USING btree ("state","changed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "revisions_once" ON "revisions" USING btree ("draft_id","number");--> statement-breakpoint
CREATE INDEX "revisions_contact" ON "revisions" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "revisions_address" ON "revisions" USING btree ("address_key");--> statement-breakpoint
CREATE UNIQUE INDEX "sends_approval" ON "sends" USING btree ("approval_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sends_message" ON "sends" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "sends_draft" ON "sends" USING btree ("draft_id");--> statement-breakpoint
CREATE INDEX "sends_state" ON "sends" USING btree ("state");--> statement-breakpoint
CREATE INDEX "sends_day" ON "sends" USING btree ("mailbox","day");--> statement-breakpoint
CREATE UNIQUE INDEX "suppressions_once" ON "suppressions" USING btree ("kind","key");--> statement-breakpoint
CREATE INDEX "suppressions_at" ON "suppressions" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "careers_pages_due" ON "careers_pages" USING btree ("next_look_at");--> statement-breakpoint
CREATE UNIQUE INDEX "documents_once" ON "documents" USING btree ("feed_id","identity","content_hash");--> statement-breakpoint
CREATE INDEX "documents_extracted" ON "documents" USING btree ("extracted_by","id");--> statement-breakpoint
CREATE INDEX "documents_fetched" ON "documents" USING btree ("fetched_at");--> statement-breakpoint
CREATE INDEX "documents_pages" ON "documents" USING btree ("page_state","fetched_at");--> statement-breakpoint
CREATE INDEX "documents_pages_asked" ON "documents" USING btree ("page_asked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "feeds_key" ON "feeds" USING btree ("key");--> statement-breakpoint
CREATE INDEX "feeds_due" ON "feeds" USING btree ("enabled","next_poll_at");--> statement-breakpoint
CREATE INDEX "feeds_page" ON "feeds" USING btree ("enabled","category","name","id");--> statement-breakpoint
CREATE INDEX "feeds_failing" ON "feeds" USING btree ("enabled","failures");--> statement-breakpoint
CREATE INDEX "feeds_account" ON "feeds" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "postings_once" ON "postings" USING btree ("feed_id","external_id");--> statement-breakpoint
CREATE INDEX "problems_at" ON "problems" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "runs_once" ON "runs" USING btree ("stage","scheduled_for");--> statement-breakpoint
CREATE INDEX "runs_started" ON "runs" USING btree ("started_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "snapshots_once" ON "snapshots" USING btree ("feed_id","body_hash","at");--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_actor" ON "audit" USING btree ("actor_id","seq");--> statement-breakpoint
CREATE INDEX "audit_what" ON "audit" USING btree ("what","seq");--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit" USING btree ("subject_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "follow_ups_once" ON "follow_ups" USING btree ("touch_id","number");--> statement-breakpoint
CREATE INDEX "follow_ups_due" ON "follow_ups" USING btree ("owner_id","closed_at","due_day");--> statement-breakpoint
CREATE INDEX "follow_ups_account" ON "follow_ups" USING btree ("account_id","closed_at");--> statement-breakpoint
CREATE INDEX "follow_ups_draft" ON "follow_ups" USING btree ("draft_id");--> statement-breakpoint
CREATE INDEX "follow_ups_contact" ON "follow_ups" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "follow_ups_open" ON "follow_ups" USING btree ("due_day") WHERE "follow_ups"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "handovers_outcome" ON "handovers" USING btree ("outcome_id");--> statement-breakpoint
CREATE INDEX "model_calls_key" ON "model_calls" USING btree ("key");--> statement-breakpoint
CREATE INDEX "model_calls_day" ON "model_calls" USING btree ("day");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_once" ON "notices" USING btree ("user_id","kind","once_key");--> statement-breakpoint
CREATE INDEX "notices_waiting" ON "notices" USING btree ("sent_at");--> statement-breakpoint
CREATE INDEX "notices_created" ON "notices" USING btree ("created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "outcomes_once" ON "outcomes" USING btree ("account_id","kind","external_id");--> statement-breakpoint
CREATE INDEX "outcomes_touch" ON "outcomes" USING btree ("touch_id");--> statement-breakpoint
CREATE INDEX "outcomes_contact" ON "outcomes" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "outcomes_at" ON "outcomes" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "received_once" ON "received" USING btree ("once_key");--> statement-breakpoint
CREATE INDEX "received_account" ON "received" USING btree ("account_id","at");--> statement-breakpoint
CREATE INDEX "received_open" ON "received" USING btree ("answered_at","at");--> statement-breakpoint
CREATE INDEX "received_address" ON "received" USING btree ("address_key");--> statement-breakpoint
CREATE INDEX "received_contact" ON "received" USING btree ("contact_id");--> statement-breakpoint
CREATE UNIQUE INDEX "touches_external" ON "touches" USING btree ("external_id");--> statement-breakpoint
CREATE INDEX "touches_account" ON "touches" USING btree ("account_id","at");--> statement-breakpoint
CREATE INDEX "touches_address" ON "touches" USING btree ("address_key","at");--> statement-breakpoint
CREATE INDEX "touches_at" ON "touches" USING btree ("at");--> statement-breakpoint
CREATE INDEX "touches_contact" ON "touches" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "touches_draft" ON "touches" USING btree ("draft_id");--> statement-breakpoint
CREATE INDEX "absences_user" ON "absences" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_token" ON "api_keys" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "recovery_codes_user" ON "recovery_codes" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_name" ON "saved_views" USING btree ("user_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_token" ON "sessions" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sign_in_failures_key" ON "sign_in_failures" USING btree ("key","at");--> statement-breakpoint
CREATE UNIQUE INDEX "sign_in_links_token" ON "sign_in_links" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "briefs_once" ON "briefs" USING btree ("pursuit_id","evidence_hash");--> statement-breakpoint
CREATE INDEX "corrections_what" ON "corrections" USING btree ("what","at");--> statement-breakpoint
CREATE INDEX "corrections_account" ON "corrections" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "holds_account" ON "holds" USING btree ("account_id","ended_at");--> statement-breakpoint
CREATE INDEX "holds_contact" ON "holds" USING btree ("contact_id") WHERE "holds"."contact_id" is not null;--> statement-breakpoint
CREATE INDEX "pursuits_account" ON "pursuits" USING btree ("account_id","closed_at");--> statement-breakpoint
CREATE INDEX "pursuits_owner" ON "pursuits" USING btree ("owner_id","closed_at");--> statement-breakpoint
CREATE INDEX "pursuits_lead" ON "pursuits" USING btree ("lead_trigger_id");--> statement-breakpoint
CREATE INDEX "pursuits_contact" ON "pursuits" USING btree ("contact_id") WHERE "pursuits"."contact_id" is not null;--> statement-breakpoint
CREATE INDEX "pursuits_open_id" ON "pursuits" USING btree ("id") WHERE "pursuits"."closed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "queue_days_once" ON "queue_days" USING btree ("owner_key","day");--> statement-breakpoint
CREATE UNIQUE INDEX "queue_items_once" ON "queue_items" USING btree ("owner_key","day","account_id");--> statement-breakpoint
CREATE INDEX "queue_items_page" ON "queue_items" USING btree ("owner_key","day","lane","rank");--> statement-breakpoint
CREATE INDEX "queue_items_pursuit" ON "queue_items" USING btree ("pursuit_id");--> statement-breakpoint
CREATE INDEX "queue_items_account" ON "queue_items" USING btree ("account_id","day");--> statement-breakpoint
CREATE INDEX "queue_items_day" ON "queue_items" USING btree ("day","lane");--> statement-breakpoint
CREATE INDEX "queue_items_lead" ON "queue_items" USING btree ("lead_trigger_id","lane");--> statement-breakpoint
CREATE INDEX "queue_items_seen" ON "queue_items" USING btree ("first_seen_at");--> statement-breakpoint
CREATE INDEX "rank_inputs_current" ON "rank_inputs" USING btree ("to_at");--> statement-breakpoint
CREATE INDEX "departures_account" ON "departures" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "fits_once" ON "fits" USING btree ("account_id","icp_version_id","from_at");--> statement-breakpoint
CREATE INDEX "fits_current" ON "fits" USING btree ("to_at","tier");--> statement-breakpoint
CREATE UNIQUE INDEX "icp_versions_once" ON "icp_versions" USING btree ("icp_key","number");--> statement-breakpoint
CREATE INDEX "match_answers_account" ON "match_answers" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "match_answers_answered" ON "match_answers" USING btree ("answered_by","answered_at");--> statement-breakpoint
CREATE UNIQUE INDEX "matches_once" ON "matches" USING btree ("signal_id","account_id","side");--> statement-breakpoint
CREATE INDEX "matches_account" ON "matches" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "matches_decision" ON "matches" USING btree ("decision","answer");--> statement-breakpoint
CREATE INDEX "matches_answered" ON "matches" USING btree ("answered_by","answered_at") WHERE "matches"."answered_by" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "signals_once" ON "signals" USING btree ("document_id","extractor","fingerprint");--> statement-breakpoint
CREATE INDEX "signals_matched" ON "signals" USING btree ("matched_at","id");--> statement-breakpoint
CREATE INDEX "signals_found" ON "signals" USING btree ("found_at","kind","withdrawn_at");--> statement-breakpoint
CREATE INDEX "signals_withdrawn" ON "signals" USING btree ("withdrawn_at") WHERE "signals"."withdrawn_at" is not null;--> statement-breakpoint
CREATE INDEX "signals_told" ON "signals" USING btree ("told_at","id") WHERE "signals"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "signals_kind_told" ON "signals" USING btree ("kind","told_at","id") WHERE "signals"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "trigger_evidence_signal" ON "trigger_evidence" USING btree ("signal_id");--> statement-breakpoint
CREATE UNIQUE INDEX "trigger_spends_once" ON "trigger_spends" USING btree ("trigger_id");--> statement-breakpoint
CREATE INDEX "triggers_account" ON "triggers" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "triggers_seen" ON "triggers" USING btree ("first_seen_at");