CREATE TABLE `account_domains` (
	`domain` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`is_primary` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `account_domains_account` ON `account_domains` (`account_id`);--> statement-breakpoint
CREATE TABLE `account_offers` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`signal_id` text NOT NULL,
	`reason` text NOT NULL,
	`offered_at` integer NOT NULL,
	`answer` text,
	`answered_by` text,
	FOREIGN KEY (`answered_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_offers_name` ON `account_offers` (`name_key`);--> statement-breakpoint
CREATE INDEX `account_offers_open` ON `account_offers` (`offered_at`) WHERE "account_offers"."answer" is null;--> statement-breakpoint
CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`external_id` text,
	`name` text NOT NULL,
	`parent_id` text,
	`family_id` text NOT NULL,
	`merged_into` text,
	`incomplete` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`facts_changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_external` ON `accounts` (`external_id`);--> statement-breakpoint
CREATE INDEX `accounts_family` ON `accounts` (`family_id`);--> statement-breakpoint
CREATE INDEX `accounts_parent` ON `accounts` (`parent_id`) WHERE "accounts"."parent_id" is not null;--> statement-breakpoint
CREATE INDEX `accounts_name` ON `accounts` (lower("name"));--> statement-breakpoint
CREATE INDEX `accounts_changed` ON `accounts` (`changed_at`);--> statement-breakpoint
CREATE INDEX `accounts_facts_changed` ON `accounts` (`facts_changed_at`);--> statement-breakpoint
CREATE TABLE `aliases` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`source` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `aliases_account_name` ON `aliases` (`account_id`,`name`);--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` text PRIMARY KEY NOT NULL,
	`external_id` text,
	`name` text NOT NULL,
	`email` text,
	`address_key` text,
	`phone` text,
	`time_zone` text,
	`country` text,
	`source` text NOT NULL,
	`verified_at` integer,
	`created_at` integer NOT NULL,
	`erased_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contacts_external` ON `contacts` (`external_id`);--> statement-breakpoint
CREATE INDEX `contacts_address` ON `contacts` (`address_key`);--> statement-breakpoint
CREATE TABLE `employments` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`account_id` text NOT NULL,
	`title` text,
	`buying_role` text,
	`champion` integer DEFAULT false NOT NULL,
	`source` text NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `employments_account` ON `employments` (`account_id`);--> statement-breakpoint
CREATE INDEX `employments_contact` ON `employments` (`contact_id`);--> statement-breakpoint
CREATE TABLE `erasures` (
	`key` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `facts` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`field` text NOT NULL,
	`value` text NOT NULL,
	`source` text NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `facts_account_field_from` ON `facts` (`account_id`,`field`,`from_at`);--> statement-breakpoint
CREATE TABLE `ownerships` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`user_id` text NOT NULL,
	`source` text NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ownerships_account` ON `ownerships` (`account_id`,`to_at`);--> statement-breakpoint
CREATE INDEX `ownerships_user` ON `ownerships` (`user_id`,`to_at`,`source`);--> statement-breakpoint
CREATE TABLE `relationships` (
	`id` text PRIMARY KEY NOT NULL,
	`external_id` text NOT NULL,
	`account_id` text NOT NULL,
	`kind` text NOT NULL,
	`owner_id` text,
	`amount_usd` real,
	`stage` text,
	`from_at` integer NOT NULL,
	`to_at` integer,
	`as_of` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `relationships_external` ON `relationships` (`external_id`);--> statement-breakpoint
CREATE INDEX `relationships_account` ON `relationships` (`account_id`);--> statement-breakpoint
CREATE TABLE `territories` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`position` real NOT NULL,
	`rules` text NOT NULL,
	`user_ids` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `approvals` (
	`id` text PRIMARY KEY NOT NULL,
	`draft_id` text NOT NULL,
	`revision_id` text NOT NULL,
	`hash` text NOT NULL,
	`approver_id` text NOT NULL,
	`at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`mac` text NOT NULL,
	`voided_at` integer,
	`void_reason` text,
	FOREIGN KEY (`draft_id`) REFERENCES `drafts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`revision_id`) REFERENCES `revisions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`approver_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `approvals_draft` ON `approvals` (`draft_id`);--> statement-breakpoint
CREATE TABLE `decisions` (
	`id` text PRIMARY KEY NOT NULL,
	`draft_id` text NOT NULL,
	`revision_id` text NOT NULL,
	`person_id` text NOT NULL,
	`sequence` integer NOT NULL,
	`kind` text NOT NULL,
	`reason` text,
	`note` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`draft_id`) REFERENCES `drafts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`revision_id`) REFERENCES `revisions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `decisions_once` ON `decisions` (`revision_id`,`person_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `decisions_draft` ON `decisions` (`draft_id`);--> statement-breakpoint
CREATE INDEX `decisions_kind` ON `decisions` (`kind`,`at`);--> statement-breakpoint
CREATE TABLE `drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`pursuit_id` text NOT NULL,
	`kind` text NOT NULL,
	`owner_id` text NOT NULL,
	`account_id` text NOT NULL,
	`state` text NOT NULL,
	`head_revision_id` text,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`pursuit_id`) REFERENCES `pursuits`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `drafts_pursuit` ON `drafts` (`pursuit_id`);--> statement-breakpoint
CREATE INDEX `drafts_account` ON `drafts` (`account_id`);--> statement-breakpoint
CREATE INDEX `drafts_owner_created` ON `drafts` (`owner_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `drafts_owner_state` ON `drafts` (`owner_id`,`state`);--> statement-breakpoint
CREATE INDEX `drafts_state` ON `drafts` (`state`,`changed_at`);--> statement-breakpoint
CREATE TABLE `revision_checks` (
	`revision_id` text PRIMARY KEY NOT NULL,
	`findings` text NOT NULL,
	`marks` text NOT NULL,
	`stats` text NOT NULL,
	FOREIGN KEY (`revision_id`) REFERENCES `revisions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `revision_texts` (
	`revision_id` text PRIMARY KEY NOT NULL,
	`from_address` text NOT NULL,
	`to_address` text NOT NULL,
	`reply_to` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`html` text NOT NULL,
	`footer_version` text NOT NULL,
	`erased_at` integer
);
--> statement-breakpoint
CREATE TABLE `revisions` (
	`id` text PRIMARY KEY NOT NULL,
	`draft_id` text NOT NULL,
	`number` integer NOT NULL,
	`hash` text NOT NULL,
	`brief_id` text,
	`contact_id` text,
	`address_key` text NOT NULL,
	`address_domain` text NOT NULL,
	`writer` text NOT NULL,
	`author_id` text,
	`note` text,
	`needs_manager` text NOT NULL,
	`blocks` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`draft_id`) REFERENCES `drafts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`brief_id`) REFERENCES `briefs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `revisions_once` ON `revisions` (`draft_id`,`number`);--> statement-breakpoint
CREATE INDEX `revisions_contact` ON `revisions` (`contact_id`);--> statement-breakpoint
CREATE INDEX `revisions_address` ON `revisions` (`address_key`);--> statement-breakpoint
CREATE TABLE `sends` (
	`id` text PRIMARY KEY NOT NULL,
	`draft_id` text NOT NULL,
	`approval_id` text NOT NULL,
	`hash` text NOT NULL,
	`route` text NOT NULL,
	`message_id` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`lease_until` integer,
	`day` text,
	`mailbox` text NOT NULL,
	`address_key` text NOT NULL,
	`reply` text,
	`resolved_by` text,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`draft_id`) REFERENCES `drafts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`approval_id`) REFERENCES `approvals`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`resolved_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sends_approval` ON `sends` (`approval_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `sends_message` ON `sends` (`message_id`);--> statement-breakpoint
CREATE INDEX `sends_draft` ON `sends` (`draft_id`);--> statement-breakpoint
CREATE INDEX `sends_state` ON `sends` (`state`);--> statement-breakpoint
CREATE INDEX `sends_day` ON `sends` (`mailbox`,`day`);--> statement-breakpoint
CREATE TABLE `suppressions` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`reason` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `suppressions_once` ON `suppressions` (`kind`,`key`);--> statement-breakpoint
CREATE INDEX `suppressions_at` ON `suppressions` (`at`,`id`);--> statement-breakpoint
CREATE TABLE `careers_pages` (
	`account_id` text PRIMARY KEY NOT NULL,
	`url` text,
	`entered` integer DEFAULT false NOT NULL,
	`looked_at` integer,
	`next_look_at` integer NOT NULL,
	`failures` integer DEFAULT 0 NOT NULL,
	`last_answer` text,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `careers_pages_due` ON `careers_pages` (`next_look_at`);--> statement-breakpoint
CREATE TABLE `documents` (
	`id` text PRIMARY KEY NOT NULL,
	`feed_id` text NOT NULL,
	`identity` text NOT NULL,
	`content_hash` text NOT NULL,
	`url` text,
	`title` text NOT NULL,
	`summary` text,
	`body` text,
	`publisher` text NOT NULL,
	`language` text,
	`published_at` integer,
	`updated_at` integer,
	`fetched_at` integer NOT NULL,
	`extra` text,
	`extracted_by` text,
	`drops` text,
	`page_state` text,
	`page_tries` integer DEFAULT 0 NOT NULL,
	`page_asked_at` integer,
	`page_answer` text,
	`page` text,
	FOREIGN KEY (`feed_id`) REFERENCES `feeds`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `documents_once` ON `documents` (`feed_id`,`identity`,`content_hash`);--> statement-breakpoint
CREATE INDEX `documents_extracted` ON `documents` (`extracted_by`,`id`);--> statement-breakpoint
CREATE INDEX `documents_fetched` ON `documents` (`fetched_at`);--> statement-breakpoint
CREATE INDEX `documents_pages` ON `documents` (`page_state`,`fetched_at`);--> statement-breakpoint
CREATE INDEX `documents_pages_asked` ON `documents` (`page_asked_at`);--> statement-breakpoint
CREATE TABLE `feed_yields` (
	`feed_id` text PRIMARY KEY NOT NULL,
	`items` integer NOT NULL,
	`signals` integer NOT NULL,
	`queued` integer NOT NULL,
	FOREIGN KEY (`feed_id`) REFERENCES `feeds`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `feeds` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`publisher` text NOT NULL,
	`category` text NOT NULL,
	`kind` text NOT NULL,
	`settings` text NOT NULL,
	`country` text,
	`language` text,
	`why` text,
	`account_id` text,
	`enabled` integer DEFAULT true NOT NULL,
	`verified_at` integer,
	`state` text DEFAULT 'new' NOT NULL,
	`etag` text,
	`last_modified` text,
	`body_hash` text,
	`last_polled_at` integer,
	`last_success_at` integer,
	`next_poll_at` integer NOT NULL,
	`failures` integer DEFAULT 0 NOT NULL,
	`failing_since` integer,
	`gone_since` integer,
	`last_body_at` integer,
	`address` text,
	`moved_to` text,
	`moved_since` integer,
	`moved_polls` integer DEFAULT 0 NOT NULL,
	`hints` text,
	`recent_items_at` text,
	`backlog` text,
	`leased_by` text,
	`leased_until` integer,
	`last_answer` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `feeds_key` ON `feeds` (`key`);--> statement-breakpoint
CREATE INDEX `feeds_due` ON `feeds` (`enabled`,`next_poll_at`);--> statement-breakpoint
CREATE INDEX `feeds_page` ON `feeds` (`enabled`,`category`,`name`,`id`);--> statement-breakpoint
CREATE INDEX `feeds_failing` ON `feeds` (`enabled`,`failures`);--> statement-breakpoint
CREATE INDEX `feeds_account` ON `feeds` (`account_id`);--> statement-breakpoint
CREATE TABLE `hosts` (
	`host` text PRIMARY KEY NOT NULL,
	`wait_until` integer NOT NULL,
	`refusals` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `postings` (
	`id` text PRIMARY KEY NOT NULL,
	`feed_id` text NOT NULL,
	`external_id` text NOT NULL,
	`title` text NOT NULL,
	`department` text,
	`location` text,
	`url` text,
	`description` text,
	`posted_at` integer,
	`first_seen_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`missed` integer DEFAULT 0 NOT NULL,
	`gone_at` integer,
	FOREIGN KEY (`feed_id`) REFERENCES `feeds`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `postings_once` ON `postings` (`feed_id`,`external_id`);--> statement-breakpoint
CREATE TABLE `problems` (
	`stage` text NOT NULL,
	`subject_id` text NOT NULL,
	`message` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`stage`, `subject_id`)
);
--> statement-breakpoint
CREATE INDEX `problems_at` ON `problems` (`at`);--> statement-breakpoint
CREATE TABLE `robots` (
	`origin` text PRIMARY KEY NOT NULL,
	`rules` text,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `runs` (
	`id` text PRIMARY KEY NOT NULL,
	`stage` text NOT NULL,
	`scheduled_for` integer NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`counts` text,
	`error` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `runs_once` ON `runs` (`stage`,`scheduled_for`);--> statement-breakpoint
CREATE INDEX `runs_started` ON `runs` (`started_at`,`id`);--> statement-breakpoint
CREATE TABLE `snapshots` (
	`id` text PRIMARY KEY NOT NULL,
	`feed_id` text NOT NULL,
	`at` integer NOT NULL,
	`complete` integer NOT NULL,
	`openings` integer NOT NULL,
	`body_hash` text NOT NULL,
	FOREIGN KEY (`feed_id`) REFERENCES `feeds`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `snapshots_once` ON `snapshots` (`feed_id`,`body_hash`,`at`);--> statement-breakpoint
CREATE TABLE `watermarks` (
	`stage` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text,
	`what` text NOT NULL,
	`subject` text NOT NULL,
	`subject_id` text NOT NULL,
	`detail` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_at` ON `audit` (`at`);--> statement-breakpoint
CREATE INDEX `audit_actor` ON `audit` (`actor_id`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_what` ON `audit` (`what`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_subject` ON `audit` (`subject_id`,`seq`);--> statement-breakpoint
CREATE TABLE `follow_ups` (
	`id` text PRIMARY KEY NOT NULL,
	`touch_id` text NOT NULL,
	`number` integer NOT NULL,
	`account_id` text NOT NULL,
	`contact_id` text,
	`owner_id` text,
	`due_day` text NOT NULL,
	`note` text NOT NULL,
	`draft_id` text,
	`closed_at` integer,
	`close_reason` text,
	FOREIGN KEY (`touch_id`) REFERENCES `touches`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`draft_id`) REFERENCES `drafts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `follow_ups_once` ON `follow_ups` (`touch_id`,`number`);--> statement-breakpoint
CREATE INDEX `follow_ups_due` ON `follow_ups` (`owner_id`,`closed_at`,`due_day`);--> statement-breakpoint
CREATE INDEX `follow_ups_account` ON `follow_ups` (`account_id`,`closed_at`);--> statement-breakpoint
CREATE INDEX `follow_ups_draft` ON `follow_ups` (`draft_id`);--> statement-breakpoint
CREATE INDEX `follow_ups_contact` ON `follow_ups` (`contact_id`);--> statement-breakpoint
CREATE INDEX `follow_ups_open` ON `follow_ups` (`due_day`) WHERE "follow_ups"."closed_at" is null;--> statement-breakpoint
CREATE TABLE `handovers` (
	`id` text PRIMARY KEY NOT NULL,
	`outcome_id` text NOT NULL,
	`from_id` text NOT NULL,
	`to_id` text NOT NULL,
	`note` text NOT NULL,
	`at` integer NOT NULL,
	`answer` text,
	`answer_reason` text,
	`answered_at` integer,
	FOREIGN KEY (`outcome_id`) REFERENCES `outcomes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `handovers_outcome` ON `handovers` (`outcome_id`);--> statement-breakpoint
CREATE TABLE `import_changes` (
	`import_id` text NOT NULL,
	`line` integer NOT NULL,
	`account_id` text NOT NULL,
	`changes` text NOT NULL,
	PRIMARY KEY(`import_id`, `line`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `import_errors` (
	`import_id` text NOT NULL,
	`line` integer NOT NULL,
	`message` text NOT NULL,
	PRIMARY KEY(`import_id`, `line`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`file` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	`rows_read` integer NOT NULL,
	`added` integer NOT NULL,
	`changed` integer NOT NULL,
	`unchanged` integer NOT NULL,
	`failed` integer NOT NULL,
	`finished_at` integer,
	`undone_at` integer,
	`undone_by_id` text,
	`rows_undone` integer
);
--> statement-breakpoint
CREATE TABLE `model_calls` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`model` text NOT NULL,
	`prompt_version` text NOT NULL,
	`day` text NOT NULL,
	`cost_usd` real NOT NULL,
	`answer` text,
	`error` text,
	`finished` integer DEFAULT false NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `model_calls_key` ON `model_calls` (`key`);--> statement-breakpoint
CREATE INDEX `model_calls_day` ON `model_calls` (`day`);--> statement-breakpoint
CREATE TABLE `notices` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`once_key` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`html` text NOT NULL,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`lease_until` integer,
	`error` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notices_once` ON `notices` (`user_id`,`kind`,`once_key`);--> statement-breakpoint
CREATE INDEX `notices_waiting` ON `notices` (`sent_at`);--> statement-breakpoint
CREATE INDEX `notices_created` ON `notices` (`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `outcomes` (
	`id` text PRIMARY KEY NOT NULL,
	`external_id` text NOT NULL,
	`account_id` text NOT NULL,
	`contact_id` text,
	`touch_id` text,
	`kind` text NOT NULL,
	`reply_class` text,
	`amount_usd` real,
	`stage` text,
	`reason` text,
	`source` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`touch_id`) REFERENCES `touches`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outcomes_once` ON `outcomes` (`account_id`,`kind`,`external_id`);--> statement-breakpoint
CREATE INDEX `outcomes_touch` ON `outcomes` (`touch_id`);--> statement-breakpoint
CREATE INDEX `outcomes_contact` ON `outcomes` (`contact_id`);--> statement-breakpoint
CREATE INDEX `outcomes_at` ON `outcomes` (`at`);--> statement-breakpoint
CREATE TABLE `received` (
	`id` text PRIMARY KEY NOT NULL,
	`once_key` text NOT NULL,
	`via` text NOT NULL,
	`kind` text NOT NULL,
	`suggested` text,
	`until_day` text,
	`matched_by` text NOT NULL,
	`account_id` text NOT NULL,
	`contact_id` text,
	`touch_id` text,
	`outcome_id` text,
	`hold_id` text,
	`question` text,
	`answered_by` text,
	`answered_at` integer,
	`sender` text,
	`subject` text,
	`text` text,
	`erased_at` integer,
	`address_key` text,
	`at` integer NOT NULL,
	`received_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`touch_id`) REFERENCES `touches`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`outcome_id`) REFERENCES `outcomes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`answered_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `received_once` ON `received` (`once_key`);--> statement-breakpoint
CREATE INDEX `received_account` ON `received` (`account_id`,`at`);--> statement-breakpoint
CREATE INDEX `received_open` ON `received` (`answered_at`,`at`);--> statement-breakpoint
CREATE INDEX `received_address` ON `received` (`address_key`);--> statement-breakpoint
CREATE INDEX `received_contact` ON `received` (`contact_id`);--> statement-breakpoint
CREATE TABLE `touches` (
	`id` text PRIMARY KEY NOT NULL,
	`external_id` text NOT NULL,
	`account_id` text NOT NULL,
	`contact_id` text,
	`owner_id` text,
	`channel` text NOT NULL,
	`route` text NOT NULL,
	`send_id` text,
	`draft_id` text,
	`trigger_id` text,
	`trigger_kind` text,
	`tier` integer,
	`icp_version_id` text,
	`address_key` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `touches_external` ON `touches` (`external_id`);--> statement-breakpoint
CREATE INDEX `touches_account` ON `touches` (`account_id`,`at`);--> statement-breakpoint
CREATE INDEX `touches_address` ON `touches` (`address_key`,`at`);--> statement-breakpoint
CREATE INDEX `touches_at` ON `touches` (`at`);--> statement-breakpoint
CREATE INDEX `touches_contact` ON `touches` (`contact_id`);--> statement-breakpoint
CREATE INDEX `touches_draft` ON `touches` (`draft_id`);--> statement-breakpoint
CREATE TABLE `absences` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text NOT NULL,
	`cover_user_id` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cover_user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `absences_user` ON `absences` (`user_id`);--> statement-breakpoint
CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`token_hash` text NOT NULL,
	`scopes` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_token` ON `api_keys` (`token_hash`);--> statement-breakpoint
CREATE TABLE `recovery_codes` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `recovery_codes_user` ON `recovery_codes` (`user_id`);--> statement-breakpoint
CREATE TABLE `saved_views` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`name` text NOT NULL,
	`place` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_views_name` ON `saved_views` (`user_id`,`name`);--> statement-breakpoint
CREATE TABLE `second_factors` (
	`user_id` text PRIMARY KEY NOT NULL,
	`secret` text NOT NULL,
	`last_step` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`confirmed_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token` ON `sessions` (`token_hash`);--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `sign_in_failures` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_in_failures_key` ON `sign_in_failures` (`key`,`at`);--> statement-breakpoint
CREATE TABLE `sign_in_links` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sign_in_links_token` ON `sign_in_links` (`token_hash`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`time_zone` text NOT NULL,
	`capacity` integer DEFAULT 15 NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`password_hash` text,
	`manager_id` text,
	`digest_hour` integer DEFAULT 7 NOT NULL,
	`seal` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `workspace` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`time_zone` text NOT NULL,
	`sample` integer DEFAULT false NOT NULL,
	`sending_on` integer DEFAULT false NOT NULL,
	`kill_switch` integer DEFAULT false NOT NULL,
	`four_eyes` integer DEFAULT false NOT NULL,
	`always_manager` integer DEFAULT false NOT NULL,
	`approval_hours` integer DEFAULT 72 NOT NULL,
	`undo_seconds` integer DEFAULT 10 NOT NULL,
	`daily_mailbox_cap` integer DEFAULT 50 NOT NULL,
	`daily_domain_cap` integer DEFAULT 3 NOT NULL,
	`contact_cooldown_days` integer DEFAULT 90 NOT NULL,
	`salt` text NOT NULL,
	`epoch` text NOT NULL,
	`settings` text NOT NULL,
	`seal` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `briefs` (
	`id` text PRIMARY KEY NOT NULL,
	`pursuit_id` text NOT NULL,
	`evidence_hash` text NOT NULL,
	`brief` text NOT NULL,
	`created_at` integer NOT NULL,
	`current_at` integer NOT NULL,
	FOREIGN KEY (`pursuit_id`) REFERENCES `pursuits`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `briefs_once` ON `briefs` (`pursuit_id`,`evidence_hash`);--> statement-breakpoint
CREATE TABLE `corrections` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`what` text NOT NULL,
	`subject_id` text NOT NULL,
	`basis` text,
	`note` text,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `corrections_what` ON `corrections` (`what`,`at`);--> statement-breakpoint
CREATE INDEX `corrections_account` ON `corrections` (`account_id`);--> statement-breakpoint
CREATE TABLE `holds` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`contact_id` text,
	`until_at` integer,
	`until_next_trigger` integer DEFAULT false NOT NULL,
	`reason` text NOT NULL,
	`by_id` text,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `holds_account` ON `holds` (`account_id`,`ended_at`);--> statement-breakpoint
CREATE INDEX `holds_contact` ON `holds` (`contact_id`) WHERE "holds"."contact_id" is not null;--> statement-breakpoint
CREATE TABLE `pursuits` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`owner_id` text,
	`lead_trigger_id` text NOT NULL,
	`trigger_ids` text NOT NULL,
	`icp_version_id` text NOT NULL,
	`contact_id` text,
	`opened_at` integer NOT NULL,
	`closed_at` integer,
	`close_reason` text,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lead_trigger_id`) REFERENCES `triggers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pursuits_account` ON `pursuits` (`account_id`,`closed_at`);--> statement-breakpoint
CREATE INDEX `pursuits_owner` ON `pursuits` (`owner_id`,`closed_at`);--> statement-breakpoint
CREATE INDEX `pursuits_lead` ON `pursuits` (`lead_trigger_id`);--> statement-breakpoint
CREATE INDEX `pursuits_contact` ON `pursuits` (`contact_id`) WHERE "pursuits"."contact_id" is not null;--> statement-breakpoint
CREATE INDEX `pursuits_open_id` ON `pursuits` (`id`) WHERE "pursuits"."closed_at" is null;--> statement-breakpoint
CREATE TABLE `queue_days` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_key` text NOT NULL,
	`day` text NOT NULL,
	`time_zone` text NOT NULL,
	`built_at` integer NOT NULL,
	`formula_version` text NOT NULL,
	`icp_version_ids` text NOT NULL,
	`settings_hash` text NOT NULL,
	`watermarks` text NOT NULL,
	`reasons` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `queue_days_once` ON `queue_days` (`owner_key`,`day`);--> statement-breakpoint
CREATE TABLE `queue_items` (
	`id` text PRIMARY KEY NOT NULL,
	`queue_day_id` text NOT NULL,
	`owner_key` text NOT NULL,
	`day` text NOT NULL,
	`account_id` text NOT NULL,
	`pursuit_id` text,
	`lane` text NOT NULL,
	`lead_trigger_id` text NOT NULL,
	`rank` integer NOT NULL,
	`priority` real NOT NULL,
	`fit` real,
	`heat` real NOT NULL,
	`tier` integer,
	`first_seen_at` integer NOT NULL,
	`appended_at` integer,
	`why` text NOT NULL,
	FOREIGN KEY (`queue_day_id`) REFERENCES `queue_days`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pursuit_id`) REFERENCES `pursuits`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lead_trigger_id`) REFERENCES `triggers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `queue_items_once` ON `queue_items` (`owner_key`,`day`,`account_id`);--> statement-breakpoint
CREATE INDEX `queue_items_page` ON `queue_items` (`owner_key`,`day`,`lane`,`rank`);--> statement-breakpoint
CREATE INDEX `queue_items_pursuit` ON `queue_items` (`pursuit_id`);--> statement-breakpoint
CREATE INDEX `queue_items_account` ON `queue_items` (`account_id`,`day`);--> statement-breakpoint
CREATE INDEX `queue_items_day` ON `queue_items` (`day`,`lane`);--> statement-breakpoint
CREATE INDEX `queue_items_lead` ON `queue_items` (`lead_trigger_id`,`lane`);--> statement-breakpoint
CREATE INDEX `queue_items_seen` ON `queue_items` (`first_seen_at`);--> statement-breakpoint
CREATE TABLE `rank_inputs` (
	`subject` text NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer,
	`value` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`subject`, `from_at`)
);
--> statement-breakpoint
CREATE INDEX `rank_inputs_current` ON `rank_inputs` (`to_at`);--> statement-breakpoint
CREATE TABLE `departures` (
	`employment_id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`signal_id` text NOT NULL,
	FOREIGN KEY (`employment_id`) REFERENCES `employments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`signal_id`) REFERENCES `signals`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `departures_account` ON `departures` (`account_id`);--> statement-breakpoint
CREATE TABLE `fits` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`icp_version_id` text NOT NULL,
	`fit` real NOT NULL,
	`tier` integer,
	`disqualified` integer NOT NULL,
	`coverage` real NOT NULL,
	`result` text NOT NULL,
	`result_hash` text NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`icp_version_id`) REFERENCES `icp_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `fits_once` ON `fits` (`account_id`,`icp_version_id`,`from_at`);--> statement-breakpoint
CREATE INDEX `fits_current` ON `fits` (`to_at`,`tier`);--> statement-breakpoint
CREATE TABLE `icp_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`icp_key` text NOT NULL,
	`number` integer NOT NULL,
	`name` text NOT NULL,
	`yaml` text NOT NULL,
	`icp` text NOT NULL,
	`note` text,
	`published_by` text,
	`published_at` integer NOT NULL,
	`retired_at` integer,
	FOREIGN KEY (`published_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `icp_versions_once` ON `icp_versions` (`icp_key`,`number`);--> statement-breakpoint
CREATE TABLE `match_answers` (
	`feed_id` text NOT NULL,
	`identity` text NOT NULL,
	`company_key` text NOT NULL,
	`account_id` text NOT NULL,
	`side` text NOT NULL,
	`answer` text NOT NULL,
	`answered_by` text NOT NULL,
	`answered_at` integer NOT NULL,
	PRIMARY KEY(`feed_id`, `identity`, `company_key`, `account_id`, `side`),
	FOREIGN KEY (`feed_id`) REFERENCES `feeds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`answered_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `match_answers_account` ON `match_answers` (`account_id`);--> statement-breakpoint
CREATE INDEX `match_answers_answered` ON `match_answers` (`answered_by`,`answered_at`);--> statement-breakpoint
CREATE TABLE `matches` (
	`id` text PRIMARY KEY NOT NULL,
	`signal_id` text NOT NULL,
	`account_id` text NOT NULL,
	`side` text NOT NULL,
	`method` text NOT NULL,
	`decision` text NOT NULL,
	`confidence` real NOT NULL,
	`cues` text NOT NULL,
	`created_at` integer NOT NULL,
	`answer` text,
	`answered_by` text,
	`answered_at` integer,
	FOREIGN KEY (`signal_id`) REFERENCES `signals`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`answered_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `matches_once` ON `matches` (`signal_id`,`account_id`,`side`);--> statement-breakpoint
CREATE INDEX `matches_account` ON `matches` (`account_id`);--> statement-breakpoint
CREATE INDEX `matches_decision` ON `matches` (`decision`,`answer`);--> statement-breakpoint
CREATE INDEX `matches_answered` ON `matches` (`answered_by`,`answered_at`) WHERE "matches"."answered_by" is not null;--> statement-breakpoint
CREATE TABLE `merges_due` (
	`account_id` text PRIMARY KEY NOT NULL,
	`mark` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `signals` (
	`id` text PRIMARY KEY NOT NULL,
	`document_id` text NOT NULL,
	`extractor` text NOT NULL,
	`fingerprint` text NOT NULL,
	`kind` text NOT NULL,
	`company` text NOT NULL,
	`signal` text NOT NULL,
	`occurred_at` integer,
	`confidence` real NOT NULL,
	`lite` integer NOT NULL,
	`found_at` integer NOT NULL,
	`told_at` integer NOT NULL,
	`withdrawn_at` integer,
	`matched_at` integer,
	FOREIGN KEY (`document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `signals_once` ON `signals` (`document_id`,`extractor`,`fingerprint`);--> statement-breakpoint
CREATE INDEX `signals_matched` ON `signals` (`matched_at`,`id`);--> statement-breakpoint
CREATE INDEX `signals_found` ON `signals` (`found_at`,`kind`,`withdrawn_at`);--> statement-breakpoint
CREATE INDEX `signals_withdrawn` ON `signals` (`withdrawn_at`) WHERE "signals"."withdrawn_at" is not null;--> statement-breakpoint
CREATE INDEX `signals_told` ON `signals` (`told_at`,`id`) WHERE "signals"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX `signals_kind_told` ON `signals` (`kind`,`told_at`,`id`) WHERE "signals"."withdrawn_at" is null;--> statement-breakpoint
CREATE TABLE `trigger_evidence` (
	`trigger_id` text NOT NULL,
	`signal_id` text NOT NULL,
	PRIMARY KEY(`trigger_id`, `signal_id`),
	FOREIGN KEY (`trigger_id`) REFERENCES `triggers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`signal_id`) REFERENCES `signals`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `trigger_evidence_signal` ON `trigger_evidence` (`signal_id`);--> statement-breakpoint
CREATE TABLE `trigger_spends` (
	`id` text PRIMARY KEY NOT NULL,
	`trigger_id` text NOT NULL,
	`reason` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`trigger_id`) REFERENCES `triggers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `trigger_spends_once` ON `trigger_spends` (`trigger_id`);--> statement-breakpoint
CREATE TABLE `triggers` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`first_seen_at` integer NOT NULL,
	`trigger` text NOT NULL,
	`evidence_hash` text NOT NULL,
	`changed_at` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `triggers_account` ON `triggers` (`account_id`);--> statement-breakpoint
CREATE INDEX `triggers_seen` ON `triggers` (`first_seen_at`);