-- The gate of the design, held by the database. Every guard says in words what it refused.
-- The functions come from src/store/guards.ts: a connection without them can change nothing here.

CREATE TABLE allowed_edges (f TEXT NOT NULL, t TEXT NOT NULL, PRIMARY KEY (f, t)) STRICT, WITHOUT ROWID;
INSERT INTO allowed_edges VALUES
  ('pending','submitted'), ('pending','approved'), ('pending','rejected'), ('pending','cancelled'),
  ('submitted','pending'), ('submitted','approved'), ('submitted','rejected'), ('submitted','cancelled'),
  ('approved','queued'), ('approved','pending'), ('approved','expired'), ('approved','cancelled'),
  ('queued','sending'), ('queued','pending'), ('queued','expired'), ('queued','cancelled'),
  ('sending','sent'), ('sending','failed'), ('sending','unknown'), ('sending','queued'),
  ('failed','queued'), ('failed','sent'), ('failed','cancelled'),
  ('unknown','queued'), ('unknown','sent'), ('unknown','cancelled'),
  ('quarantined','pending'), ('quarantined','rejected'), ('quarantined','cancelled'),
  ('expired','pending');
CREATE TRIGGER allowed_edges_insert BEFORE INSERT ON allowed_edges BEGIN SELECT RAISE(ABORT, 'The allowed changes are fixed'); END;
CREATE TRIGGER allowed_edges_update BEFORE UPDATE ON allowed_edges BEGIN SELECT RAISE(ABORT, 'The allowed changes are fixed'); END;
CREATE TRIGGER allowed_edges_delete BEFORE DELETE ON allowed_edges BEGIN SELECT RAISE(ABORT, 'The allowed changes are fixed'); END;

CREATE UNIQUE INDEX approvals_live ON approvals (revision_id, approver_id) WHERE voided_at IS NULL;
CREATE UNIQUE INDEX sends_live ON sends (draft_id) WHERE state IN ('queued', 'sending', 'sent', 'unknown', 'failed');
CREATE UNIQUE INDEX pursuits_open ON pursuits (account_id) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX fits_now ON fits (account_id) WHERE to_at IS NULL;
CREATE UNIQUE INDEX facts_now ON facts (account_id, field) WHERE to_at IS NULL;
CREATE UNIQUE INDEX ownerships_now ON ownerships (account_id) WHERE to_at IS NULL;

-- Nothing of the record is deleted, changed or replaced (INSERT OR REPLACE included).
CREATE TRIGGER revisions_once BEFORE INSERT ON revisions WHEN EXISTS (SELECT 1 FROM revisions WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'A revision is written once'); END;
CREATE TRIGGER revisions_update BEFORE UPDATE ON revisions BEGIN SELECT RAISE(ABORT, 'A revision never changes'); END;
CREATE TRIGGER revisions_delete BEFORE DELETE ON revisions BEGIN SELECT RAISE(ABORT, 'A revision is never deleted'); END;
CREATE TRIGGER revision_checks_once BEFORE INSERT ON revision_checks WHEN EXISTS (SELECT 1 FROM revision_checks WHERE revision_id = NEW.revision_id) BEGIN SELECT RAISE(ABORT, 'Checks are written once'); END;
CREATE TRIGGER revision_checks_update BEFORE UPDATE ON revision_checks
WHEN NOT (NEW.revision_id = OLD.revision_id AND NEW.stats = OLD.stats AND NEW.findings = '[]' AND NEW.marks = '[]'
  AND EXISTS (SELECT 1 FROM revision_texts WHERE revision_id = OLD.revision_id AND erased_at IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'Checks never change, they can only be erased with their text'); END;
CREATE TRIGGER revision_checks_delete BEFORE DELETE ON revision_checks BEGIN SELECT RAISE(ABORT, 'Checks are never deleted'); END;
CREATE TRIGGER revision_texts_once BEFORE INSERT ON revision_texts WHEN EXISTS (SELECT 1 FROM revision_texts WHERE revision_id = NEW.revision_id) BEGIN SELECT RAISE(ABORT, 'A text is written once'); END;
CREATE TRIGGER revision_texts_delete BEFORE DELETE ON revision_texts BEGIN SELECT RAISE(ABORT, 'A text is emptied, never deleted'); END;
CREATE TRIGGER revision_texts_update BEFORE UPDATE ON revision_texts
WHEN NOT (NEW.erased_at IS NOT NULL AND NEW.revision_id = OLD.revision_id AND NEW.from_address = '' AND NEW.to_address = '' AND NEW.reply_to = '' AND NEW.subject = '' AND NEW.text = '' AND NEW.html = '')
BEGIN SELECT RAISE(ABORT, 'A text never changes, it can only be erased'); END;
CREATE TRIGGER decisions_once BEFORE INSERT ON decisions WHEN EXISTS (SELECT 1 FROM decisions WHERE id = NEW.id OR (revision_id = NEW.revision_id AND person_id = NEW.person_id AND sequence = NEW.sequence)) BEGIN SELECT RAISE(ABORT, 'A decision is written once'); END;
CREATE TRIGGER decisions_update BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'A decision never changes'); END;
CREATE TRIGGER decisions_delete BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'A decision is never deleted'); END;
CREATE TRIGGER approvals_once BEFORE INSERT ON approvals WHEN EXISTS (SELECT 1 FROM approvals WHERE id = NEW.id OR (revision_id = NEW.revision_id AND approver_id = NEW.approver_id AND voided_at IS NULL)) BEGIN SELECT RAISE(ABORT, 'An approval is written once'); END;
CREATE TRIGGER approvals_delete BEFORE DELETE ON approvals BEGIN SELECT RAISE(ABORT, 'An approval is never deleted'); END;
CREATE TRIGGER approvals_update BEFORE UPDATE ON approvals
WHEN NOT (OLD.voided_at IS NULL AND NEW.voided_at IS NOT NULL AND NEW.id = OLD.id AND NEW.draft_id = OLD.draft_id AND NEW.revision_id = OLD.revision_id AND NEW.hash = OLD.hash AND NEW.approver_id = OLD.approver_id AND NEW.at = OLD.at AND NEW.expires_at = OLD.expires_at AND NEW.mac = OLD.mac)
BEGIN SELECT RAISE(ABORT, 'An approval can only be withdrawn, once'); END;
CREATE TRIGGER touches_once BEFORE INSERT ON touches WHEN EXISTS (SELECT 1 FROM touches WHERE id = NEW.id OR external_id = NEW.external_id) BEGIN SELECT RAISE(ABORT, 'A touch is written once'); END;
CREATE TRIGGER touches_update BEFORE UPDATE ON touches BEGIN SELECT RAISE(ABORT, 'A touch never changes'); END;
CREATE TRIGGER touches_delete BEFORE DELETE ON touches BEGIN SELECT RAISE(ABORT, 'A touch is never deleted'); END;
CREATE TRIGGER suppressions_once BEFORE INSERT ON suppressions WHEN EXISTS (SELECT 1 FROM suppressions WHERE id = NEW.id OR (kind = NEW.kind AND key = NEW.key)) BEGIN SELECT RAISE(ABORT, 'Already suppressed'); END;
-- They are compared letter by letter, so another spelling would suppress nothing.
CREATE TRIGGER suppressions_insert BEFORE INSERT ON suppressions BEGIN
  SELECT RAISE(ABORT, 'Not the spelling that is compared') WHERE NEW.kind NOT IN ('address', 'domain', 'account')
    OR (NEW.kind = 'address' AND (length(NEW.key) <> 64 OR NEW.key GLOB '*[^0-9a-f]*'))
    OR (NEW.kind = 'domain' AND address_domain('anyone@' || NEW.key) IS NOT NEW.key)
    OR (NEW.kind = 'account' AND NOT EXISTS (SELECT 1 FROM accounts WHERE id = NEW.key));
END;
CREATE TRIGGER suppressions_update BEFORE UPDATE ON suppressions BEGIN SELECT RAISE(ABORT, 'A suppression never changes'); END;
CREATE TRIGGER suppressions_delete BEFORE DELETE ON suppressions BEGIN SELECT RAISE(ABORT, 'A suppression is never lifted'); END;
-- Whoever was erased stays erased, and what they could come back under stays known.
CREATE TRIGGER contacts_erased BEFORE UPDATE ON contacts
WHEN OLD.erased_at IS NOT NULL AND NOT (NEW.id = OLD.id AND NEW.erased_at IS NOT NULL AND NEW.address_key IS OLD.address_key
  AND NEW.name = '' AND coalesce(NEW.email, NEW.phone, NEW.external_id) IS NULL)
BEGIN SELECT RAISE(ABORT, 'An erased person stays erased'); END;
CREATE TRIGGER contacts_delete BEFORE DELETE ON contacts WHEN OLD.erased_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'An erased person stays erased'); END;
-- Who must not be written to need not say so again under another address; an address that bounced says nothing of the next.
CREATE TRIGGER contacts_moved AFTER UPDATE OF address_key ON contacts
WHEN coalesce(NEW.address_key, '') <> '' AND NEW.address_key IS NOT OLD.address_key
  AND NOT EXISTS (SELECT 1 FROM suppressions WHERE kind = 'address' AND key = NEW.address_key)
BEGIN
  INSERT INTO suppressions (id, kind, key, reason, by_id, at)
  SELECT lower(hex(randomblob(16))), kind, NEW.address_key, reason, by_id, at FROM suppressions
  WHERE kind = 'address' AND key = OLD.address_key AND reason <> 'bounced';
END;
CREATE TRIGGER erasures_update BEFORE UPDATE ON erasures BEGIN SELECT RAISE(ABORT, 'An erasure never changes'); END;
CREATE TRIGGER erasures_delete BEFORE DELETE ON erasures BEGIN SELECT RAISE(ABORT, 'An erasure is never taken back'); END;
CREATE TRIGGER sends_once BEFORE INSERT ON sends WHEN EXISTS (SELECT 1 FROM sends WHERE id = NEW.id OR approval_id = NEW.approval_id OR message_id = NEW.message_id) BEGIN SELECT RAISE(ABORT, 'An approval is sent once'); END;
CREATE TRIGGER sends_delete BEFORE DELETE ON sends BEGIN SELECT RAISE(ABORT, 'A send is never deleted'); END;
CREATE TRIGGER drafts_once BEFORE INSERT ON drafts WHEN EXISTS (SELECT 1 FROM drafts WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'A draft is written once'); END;
CREATE TRIGGER drafts_delete BEFORE DELETE ON drafts BEGIN SELECT RAISE(ABORT, 'A draft is never deleted'); END;
CREATE TRIGGER audit_insert BEFORE INSERT ON audit
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit) OR NEW.previous_hash IS NOT coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), '')
BEGIN SELECT RAISE(ABORT, 'The audit chain only grows at its end'); END;
CREATE TRIGGER audit_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'The audit never changes'); END;
CREATE TRIGGER audit_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'The audit is never deleted'); END;
CREATE TRIGGER workspace_once BEFORE INSERT ON workspace WHEN NEW.id <> 1 OR EXISTS (SELECT 1 FROM workspace) BEGIN SELECT RAISE(ABORT, 'There is one workspace'); END;
CREATE TRIGGER workspace_delete BEFORE DELETE ON workspace BEGIN SELECT RAISE(ABORT, 'There is one workspace'); END;
CREATE TRIGGER workspace_salt BEFORE UPDATE OF salt ON workspace WHEN NEW.salt <> OLD.salt BEGIN SELECT RAISE(ABORT, 'The salt never changes: suppressions would be lost'); END;
CREATE TRIGGER users_disabled AFTER UPDATE OF active ON users WHEN NEW.active = 0 BEGIN
  DELETE FROM sessions WHERE user_id = NEW.id;
  DELETE FROM sign_in_links WHERE user_id = NEW.id AND used_at IS NULL;
END;

-- Who may act: active, and with the role and address that Daybreak gave them.
CREATE VIEW people AS SELECT * FROM users WHERE active = 1 AND person_sealed(seal, id, role, email, active) = 1;

-- Whether the rules are those that Daybreak wrote, for exactly these people, and everybody's rights too.
CREATE VIEW gate AS SELECT rules_sealed(seal, settings, (SELECT coalesce(group_concat(seal, ' ' ORDER BY id), '') FROM users),
  epoch, salt, time_zone, sample, sending_on, kill_switch, four_eyes, always_manager, approval_hours, undo_seconds, daily_mailbox_cap, daily_domain_cap, contact_cooldown_days) = 1
  AND NOT EXISTS (SELECT 1 FROM users WHERE person_sealed(seal, id, role, email, active) <> 1) AS sealed
  FROM workspace;

-- Since when the newest text of a draft waits; whoever stands in for a manager decides about another's draft and text.
CREATE VIEW submissions AS SELECT r.id AS revision_id, d.state AS state, d.owner_id AS owner_id, r.author_id AS author_id,
  (SELECT tier FROM fits WHERE account_id = d.account_id AND to_at IS NULL) AS tier,
  max(r.at, (SELECT max(at) FROM decisions WHERE draft_id = d.id AND kind = 'submit')) AS at
  FROM drafts d JOIN revisions r ON r.id = d.head_revision_id
  WHERE EXISTS (SELECT 1 FROM decisions WHERE draft_id = d.id AND kind = 'submit');

-- Drafts: where they start, and every change of state there is.
CREATE TRIGGER drafts_start BEFORE INSERT ON drafts
WHEN NEW.state NOT IN ('pending', 'quarantined') OR NEW.head_revision_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'A draft starts pending and without text'); END;
CREATE TRIGGER drafts_identity BEFORE UPDATE ON drafts
WHEN NEW.id <> OLD.id OR NEW.pursuit_id <> OLD.pursuit_id OR NEW.account_id <> OLD.account_id OR NEW.kind <> OLD.kind
BEGIN SELECT RAISE(ABORT, 'A draft stays with its pursuit'); END;
CREATE TRIGGER drafts_head BEFORE UPDATE OF head_revision_id ON drafts
WHEN NEW.head_revision_id IS NOT OLD.head_revision_id
 AND NEW.head_revision_id IS NOT (SELECT id FROM revisions WHERE draft_id = NEW.id ORDER BY number DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'The head of a draft is its newest revision'); END;
CREATE TRIGGER drafts_state BEFORE UPDATE OF state ON drafts WHEN NEW.state <> OLD.state BEGIN
  SELECT RAISE(ABORT, 'A draft cannot go that way') WHERE NOT EXISTS (SELECT 1 FROM allowed_edges WHERE f = OLD.state AND t = NEW.state);
  SELECT RAISE(ABORT, 'Approved needs a live approval of this text') WHERE NEW.state = 'approved'
    AND NOT EXISTS (SELECT 1 FROM approvals WHERE draft_id = NEW.id AND revision_id = NEW.head_revision_id AND voided_at IS NULL);
  SELECT RAISE(ABORT, 'That state needs its send') WHERE NEW.state IN ('queued', 'sending', 'sent', 'failed', 'unknown')
    AND NOT EXISTS (SELECT 1 FROM sends WHERE draft_id = NEW.id AND state = NEW.state);
  SELECT RAISE(ABORT, 'That state needs a person''s decision') WHERE NEW.state IN ('submitted', 'rejected')
    AND NOT EXISTS (SELECT 1 FROM decisions d JOIN people u ON u.id = d.person_id WHERE d.draft_id = NEW.id AND d.revision_id = NEW.head_revision_id
      AND d.kind = CASE NEW.state WHEN 'submitted' THEN 'submit' ELSE 'reject' END);
  SELECT RAISE(ABORT, 'Only a person''s text leaves quarantine') WHERE OLD.state = 'quarantined' AND NEW.state = 'pending'
    AND NOT EXISTS (SELECT 1 FROM revisions WHERE id = NEW.head_revision_id AND writer = 'person');
END;
CREATE TRIGGER drafts_withdrawn AFTER UPDATE OF state ON drafts
WHEN NEW.state IN ('pending', 'rejected', 'cancelled', 'expired') AND OLD.state <> NEW.state BEGIN
  UPDATE approvals SET voided_at = NEW.changed_at, void_reason = 'draft ' || NEW.state WHERE draft_id = NEW.id AND voided_at IS NULL;
  UPDATE sends SET state = 'cancelled', changed_at = NEW.changed_at WHERE draft_id = NEW.id AND state = 'queued';
END;

-- Revisions: the hash is right, the recipient is the one suppression will be asked about, nothing in flight is edited.
CREATE TRIGGER revisions_insert BEFORE INSERT ON revisions BEGIN
  SELECT RAISE(ABORT, 'The hash is not that of the text') WHERE NEW.hash IS NOT (SELECT revision_hash(from_address, to_address, reply_to, subject, text, html, footer_version) FROM revision_texts WHERE revision_id = NEW.id AND erased_at IS NULL);
  SELECT RAISE(ABORT, 'The recipient is not that of the text') WHERE NEW.address_key IS NOT (SELECT address_key((SELECT salt FROM workspace), to_address) FROM revision_texts WHERE revision_id = NEW.id);
  SELECT RAISE(ABORT, 'The recipient is not that of the text') WHERE NEW.address_domain IS NOT (SELECT address_domain(to_address) FROM revision_texts WHERE revision_id = NEW.id);
  SELECT RAISE(ABORT, 'The recipient is not the contact') WHERE NEW.address_key <> '' AND NEW.address_key IS NOT (SELECT address_key FROM contacts WHERE id = NEW.contact_id);
  SELECT RAISE(ABORT, 'Not editable now') WHERE coalesce((SELECT state FROM drafts WHERE id = NEW.draft_id), '') NOT IN ('pending', 'submitted', 'approved', 'queued', 'quarantined', 'expired');
  SELECT RAISE(ABORT, 'Revisions are numbered in order') WHERE NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM revisions WHERE draft_id = NEW.draft_id);
  SELECT RAISE(ABORT, 'A person''s text names the person') WHERE NEW.writer = 'person' AND NOT EXISTS (SELECT 1 FROM users WHERE id = NEW.author_id AND active = 1);
  SELECT RAISE(ABORT, 'This person was changed outside of Daybreak') WHERE NEW.author_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM people WHERE id = NEW.author_id);
  SELECT RAISE(ABORT, 'Not your draft') WHERE NEW.author_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM users u JOIN drafts d ON d.id = NEW.draft_id WHERE u.id = NEW.author_id AND (u.role IN ('manager', 'admin') OR d.owner_id = u.id));
  SELECT RAISE(ABORT, 'A machine does not rewrite what a person decided') WHERE NEW.author_id IS NULL AND (SELECT state FROM drafts WHERE id = NEW.draft_id) NOT IN ('pending', 'quarantined', 'expired');
END;
CREATE TRIGGER revisions_after AFTER INSERT ON revisions BEGIN
  UPDATE approvals SET voided_at = NEW.at, void_reason = 'edited' WHERE draft_id = NEW.draft_id AND voided_at IS NULL;
  UPDATE sends SET state = 'cancelled', changed_at = NEW.at WHERE draft_id = NEW.draft_id AND state = 'queued';
  UPDATE drafts SET head_revision_id = NEW.id, changed_at = NEW.at WHERE id = NEW.draft_id;
  UPDATE drafts SET state = 'pending', changed_at = NEW.at WHERE id = NEW.draft_id AND (state IN ('approved', 'queued', 'expired') OR (state = 'quarantined' AND NEW.writer = 'person'));
END;

-- Whom a revision goes to, and all that is known of where they are and why they may be written to: an approval covers it.
CREATE VIEW recipients AS SELECT r.id AS revision_id, json_array(d.account_id, r.contact_id, c.country, c.time_zone,
    (SELECT json_extract(value, '$') FROM facts WHERE account_id = d.account_id AND field = 'country' AND to_at IS NULL AND json_type(value) = 'text'),
    (SELECT json_extract(value, '$') FROM facts WHERE account_id = d.account_id AND field = 'timeZone' AND to_at IS NULL AND json_type(value) = 'text'),
    (SELECT json_extract(value, '$') FROM facts WHERE account_id = d.account_id AND field = 'contactBasis' AND to_at IS NULL AND json_type(value) = 'text')) AS known
  FROM revisions r JOIN drafts d ON d.id = r.draft_id LEFT JOIN contacts c ON c.id = r.contact_id;

-- Decisions and approvals: by an active person with the right, on the newest revision.
CREATE TRIGGER decisions_insert BEFORE INSERT ON decisions BEGIN
  SELECT RAISE(ABORT, 'Not an active user') WHERE NOT EXISTS (SELECT 1 FROM users WHERE id = NEW.person_id AND active = 1);
  SELECT RAISE(ABORT, 'This person was changed outside of Daybreak') WHERE NOT EXISTS (SELECT 1 FROM people WHERE id = NEW.person_id);
  SELECT RAISE(ABORT, 'The draft has changed') WHERE NEW.revision_id IS NOT (SELECT head_revision_id FROM drafts WHERE id = NEW.draft_id);
  SELECT RAISE(ABORT, 'Not your draft') WHERE NOT EXISTS (SELECT 1 FROM users u JOIN drafts d ON d.id = NEW.draft_id WHERE u.id = NEW.person_id AND (u.role IN ('manager', 'admin') OR (d.owner_id = u.id AND NEW.kind <> 'return')))
    AND NOT (NEW.kind IN ('approve', 'return') AND EXISTS (SELECT 1 FROM submissions s JOIN workspace w WHERE s.revision_id = NEW.revision_id AND s.state = 'submitted' AND s.owner_id <> NEW.person_id AND s.author_id IS NOT NEW.person_id
      AND stands_in(NEW.person_id, w.settings, w.time_zone, s.at, s.tier, NEW.at) = 1))
    AND NOT (NEW.kind = 'undo' AND EXISTS (SELECT 1 FROM approvals WHERE draft_id = NEW.draft_id AND approver_id = NEW.person_id AND voided_at IS NULL));
  SELECT RAISE(ABORT, 'A reason is needed') WHERE NEW.kind = 'reject' AND NEW.reason IS NULL;
END;
CREATE TRIGGER approvals_insert BEFORE INSERT ON approvals BEGIN
  SELECT RAISE(ABORT, 'An approval starts live') WHERE NEW.voided_at IS NOT NULL;
  SELECT RAISE(ABORT, 'Not an active user') WHERE NOT EXISTS (SELECT 1 FROM users WHERE id = NEW.approver_id AND active = 1);
  SELECT RAISE(ABORT, 'This person was changed outside of Daybreak') WHERE NOT EXISTS (SELECT 1 FROM people WHERE id = NEW.approver_id);
  SELECT RAISE(ABORT, 'The draft has changed') WHERE NEW.revision_id IS NOT (SELECT head_revision_id FROM drafts WHERE id = NEW.draft_id);
  SELECT RAISE(ABORT, 'The hash is not that of the text') WHERE NEW.hash IS NOT (SELECT hash FROM revisions WHERE id = NEW.revision_id AND draft_id = NEW.draft_id);
  SELECT RAISE(ABORT, 'Not waiting for an approval') WHERE coalesce((SELECT state FROM drafts WHERE id = NEW.draft_id), '') NOT IN ('pending', 'submitted');
  SELECT RAISE(ABORT, 'Not your draft') WHERE NOT EXISTS (SELECT 1 FROM users u JOIN drafts d ON d.id = NEW.draft_id WHERE u.id = NEW.approver_id AND (u.role IN ('manager', 'admin') OR d.owner_id = u.id))
    AND NOT EXISTS (SELECT 1 FROM submissions s JOIN workspace w WHERE s.revision_id = NEW.revision_id AND s.state = 'submitted' AND s.owner_id <> NEW.approver_id AND s.author_id IS NOT NEW.approver_id
      AND stands_in(NEW.approver_id, w.settings, w.time_zone, s.at, s.tier, NEW.at) = 1);
  SELECT RAISE(ABORT, 'Only a manager may approve this') WHERE ((SELECT needs_manager FROM revisions WHERE id = NEW.revision_id) <> '' OR (SELECT always_manager FROM workspace) = 1
      OR EXISTS (SELECT 1 FROM drafts d JOIN fits f ON f.account_id = d.account_id AND f.to_at IS NULL AND f.tier = 1 WHERE d.id = NEW.draft_id))
    AND NOT EXISTS (SELECT 1 FROM users u JOIN drafts d ON d.id = NEW.draft_id WHERE u.id = NEW.approver_id AND (u.role IN ('manager', 'admin') OR d.owner_id <> u.id));
  SELECT RAISE(ABORT, 'The author may not approve') WHERE (SELECT four_eyes FROM workspace) = 1 AND (SELECT author_id FROM revisions WHERE id = NEW.revision_id) = NEW.approver_id;
  SELECT RAISE(ABORT, 'It was not checked') WHERE NOT EXISTS (SELECT 1 FROM revision_checks WHERE revision_id = NEW.revision_id);
  SELECT RAISE(ABORT, 'A finding forbids it') WHERE (SELECT blocks FROM revisions WHERE id = NEW.revision_id) <> 0;
  SELECT RAISE(ABORT, 'There is no address to send to') WHERE (SELECT address_key FROM revisions WHERE id = NEW.revision_id) = '';
  SELECT RAISE(ABORT, 'Suppressed') WHERE EXISTS (SELECT 1 FROM suppressed_revisions WHERE revision_id = NEW.revision_id);
  SELECT RAISE(ABORT, 'An approval does not last that long') WHERE NEW.expires_at <= NEW.at OR NEW.expires_at > NEW.at + (SELECT approval_hours FROM workspace) * 7200000 + 1209600000;
  SELECT RAISE(ABORT, 'The approval was not made by Daybreak') WHERE approval_mac_ok(NEW.mac, NEW.id, NEW.draft_id, NEW.revision_id, NEW.hash, NEW.approver_id, NEW.at, NEW.expires_at, (SELECT known FROM recipients WHERE revision_id = NEW.revision_id)) <> 1;
  SELECT RAISE(ABORT, 'Rules or rights were changed outside of Daybreak') WHERE (SELECT sealed FROM gate) IS NOT 1;
END;
CREATE TRIGGER approvals_after AFTER INSERT ON approvals BEGIN
  UPDATE drafts SET state = 'approved', changed_at = NEW.at WHERE id = NEW.draft_id;
END;

-- The relatives of every account, itself included; merged ones are of the family of their survivor.
CREATE INDEX accounts_merged ON accounts (merged_into) WHERE merged_into IS NOT NULL;
CREATE VIEW relatives AS
  SELECT a.id AS account_id, b.id AS relative_id FROM accounts a JOIN accounts b ON b.family_id = a.family_id
  UNION ALL
  SELECT a.id, m.id FROM accounts a JOIN accounts b ON b.family_id = a.family_id JOIN accounts m ON m.merged_into = b.id;

-- Which revisions go to an address, a domain or an account family that is suppressed.
CREATE VIEW suppressed_revisions AS
  SELECT r.id AS revision_id, r.draft_id AS draft_id, s.id AS suppression_id
  FROM revisions r
  JOIN drafts d ON d.id = r.draft_id
  JOIN suppressions s ON (s.kind = 'address' AND s.key = r.address_key)
    OR (s.kind = 'domain' AND (s.key = r.address_domain OR r.address_domain LIKE '%.' || s.key
      OR s.key IN (SELECT m.domain FROM account_domains m JOIN relatives f ON f.relative_id = m.account_id WHERE f.account_id = d.account_id)))
    OR (s.kind = 'account' AND s.key IN (SELECT relative_id FROM relatives WHERE account_id = d.account_id));

-- Sends: one live approval of this very text, asked again at the moment of sending.
CREATE VIEW live_approvals AS
  SELECT p.id AS approval_id, p.draft_id AS draft_id, p.at AS at, p.expires_at AS expires_at, p.hash AS hash
  FROM approvals p
  JOIN drafts d ON d.id = p.draft_id AND d.head_revision_id = p.revision_id
  JOIN people u ON u.id = p.approver_id
  JOIN revisions r ON r.id = p.revision_id AND r.hash = p.hash AND (r.needs_manager = '' OR u.role IN ('manager', 'admin')
    OR EXISTS (SELECT 1 FROM submissions s JOIN workspace w WHERE s.revision_id = r.id AND s.owner_id <> u.id AND s.author_id IS NOT u.id
      AND stands_in(u.id, w.settings, w.time_zone, s.at, 1, p.at) = 1))
  JOIN revision_texts t ON t.revision_id = r.id
  JOIN recipients k ON k.revision_id = r.id
  WHERE p.voided_at IS NULL
    AND revision_hash(t.from_address, t.to_address, t.reply_to, t.subject, t.text, t.html, t.footer_version) = p.hash
    AND approval_mac_ok(p.mac, p.id, p.draft_id, p.revision_id, p.hash, p.approver_id, p.at, p.expires_at, k.known) = 1;

-- The registrable domain that an approved text goes to.
CREATE VIEW recipient_domains AS SELECT p.id AS approval_id, registrable_domain(r.address_domain) AS domain
  FROM approvals p JOIN revisions r ON r.id = p.revision_id;

CREATE TRIGGER sends_insert BEFORE INSERT ON sends BEGIN
  SELECT RAISE(ABORT, 'A send starts queued') WHERE NEW.state <> 'queued' OR NEW.attempts <> 0 OR NEW.lease_until IS NOT NULL OR NEW.resolved_by IS NOT NULL;
  SELECT RAISE(ABORT, 'There is no such route') WHERE NEW.route NOT IN ('folder', 'smtp', 'eml', 'mailto', 'copy', 'webhook');
  SELECT RAISE(ABORT, 'The Message-ID is not one') WHERE NEW.message_id NOT GLOB '<?*@?*>' OR NEW.message_id GLOB '?*[<>]*?'
    OR NEW.message_id GLOB '*[' || char(1) || '- ' || char(127) || ']*' OR instr(NEW.message_id, char(0)) > 0;
  SELECT RAISE(ABORT, 'The mailbox is not that of the text') WHERE NOT EXISTS (SELECT 1 FROM approvals p JOIN revision_texts t ON t.revision_id = p.revision_id
    WHERE p.id = NEW.approval_id AND (t.from_address = NEW.mailbox OR substr(t.from_address, -length(NEW.mailbox) - 3) = ' <' || NEW.mailbox || '>'));
  SELECT RAISE(ABORT, 'No live approval of this text') WHERE NOT EXISTS (SELECT 1 FROM live_approvals WHERE approval_id = NEW.approval_id AND draft_id = NEW.draft_id AND hash = NEW.hash AND expires_at > NEW.changed_at);
  SELECT RAISE(ABORT, 'The draft is not approved') WHERE (SELECT state FROM drafts WHERE id = NEW.draft_id) IS NOT 'approved';
  SELECT RAISE(ABORT, 'The recipient is not that of the text') WHERE NEW.address_key IS NOT (SELECT r.address_key FROM approvals p JOIN revisions r ON r.id = p.revision_id WHERE p.id = NEW.approval_id);
END;
CREATE TRIGGER sends_after AFTER INSERT ON sends BEGIN
  UPDATE drafts SET state = 'queued', changed_at = NEW.changed_at WHERE id = NEW.draft_id;
END;
CREATE TRIGGER sends_identity BEFORE UPDATE ON sends
WHEN NEW.id <> OLD.id OR NEW.draft_id <> OLD.draft_id OR NEW.approval_id <> OLD.approval_id OR NEW.hash <> OLD.hash OR NEW.message_id <> OLD.message_id OR NEW.route <> OLD.route OR NEW.address_key <> OLD.address_key OR NEW.mailbox <> OLD.mailbox
BEGIN SELECT RAISE(ABORT, 'A send stays what was approved'); END;
-- A tool may say late that it sent what it was given; that sends nothing, so it needs no person.
CREATE TRIGGER sends_state BEFORE UPDATE OF state ON sends WHEN NEW.state <> OLD.state BEGIN
  SELECT RAISE(ABORT, 'A send cannot go that way') WHERE OLD.state || '>' || NEW.state NOT IN ('queued>sending', 'queued>cancelled', 'sending>sent', 'sending>failed', 'sending>unknown', 'sending>queued', 'failed>queued', 'failed>sent', 'failed>cancelled', 'unknown>queued', 'unknown>sent', 'unknown>cancelled');
  SELECT RAISE(ABORT, 'Only a person resolves this') WHERE OLD.state IN ('failed', 'unknown')
    AND NOT (NEW.route = 'webhook' AND NEW.state = 'sent')
    AND NOT EXISTS (SELECT 1 FROM people u JOIN drafts d ON d.id = NEW.draft_id WHERE u.id = NEW.resolved_by AND (u.role IN ('manager', 'admin') OR u.id = d.owner_id));
END;
CREATE TRIGGER sends_claim BEFORE UPDATE OF state ON sends WHEN OLD.state = 'queued' AND NEW.state = 'sending' BEGIN
  SELECT RAISE(ABORT, 'Everything is stopped') WHERE (SELECT kill_switch FROM workspace) IS NOT 0;
  SELECT RAISE(ABORT, 'Sending is off') WHERE NEW.route IN ('folder', 'smtp') AND (SELECT sending_on FROM workspace) IS NOT 1;
  SELECT RAISE(ABORT, 'Suppressed') WHERE EXISTS (SELECT 1 FROM suppressed_revisions s JOIN approvals p ON p.revision_id = s.revision_id WHERE p.id = NEW.approval_id);
  SELECT RAISE(ABORT, 'No live approval of this text') WHERE NOT EXISTS (SELECT 1 FROM live_approvals WHERE approval_id = NEW.approval_id AND draft_id = NEW.draft_id AND hash = NEW.hash AND expires_at > NEW.changed_at);
  SELECT RAISE(ABORT, 'The undo window is open') WHERE NEW.route IN ('folder', 'smtp') AND (SELECT at FROM approvals WHERE id = NEW.approval_id) + (SELECT undo_seconds FROM workspace) * 1000 > NEW.changed_at;
  SELECT RAISE(ABORT, 'A claim has a lease and a day') WHERE coalesce(NEW.lease_until <= NEW.changed_at, 1) OR NEW.attempts <> OLD.attempts + 1
    OR coalesce(abs(julianday(NEW.day) - julianday(NEW.changed_at / 1000, 'unixepoch')) > 1.5, 1);
  SELECT RAISE(ABORT, 'A claim is not backdated') WHERE NEW.changed_at < OLD.changed_at;
  SELECT RAISE(ABORT, 'An earlier answer does not count again') WHERE NEW.resolved_by IS NOT NULL;
  SELECT RAISE(ABORT, 'The contact has left') WHERE NOT EXISTS (SELECT 1 FROM approvals p JOIN revisions r ON r.id = p.revision_id JOIN drafts d ON d.id = p.draft_id
    JOIN relatives f ON f.account_id = d.account_id JOIN employments e ON e.contact_id = r.contact_id AND e.account_id = f.relative_id AND e.to_at IS NULL WHERE p.id = NEW.approval_id);
  SELECT RAISE(ABORT, 'The contact has another address now') WHERE NOT EXISTS (SELECT 1 FROM approvals p JOIN revisions r ON r.id = p.revision_id JOIN contacts c ON c.id = r.contact_id
    WHERE p.id = NEW.approval_id AND c.address_key = NEW.address_key AND c.erased_at IS NULL);
  SELECT RAISE(ABORT, 'They answered since the approval') WHERE EXISTS (SELECT 1 FROM approvals p JOIN drafts d ON d.id = p.draft_id JOIN relatives f ON f.account_id = d.account_id JOIN outcomes o ON o.account_id = f.relative_id
    WHERE p.id = NEW.approval_id AND o.kind IN ('reply', 'unsubscribe', 'bounce', 'meeting', 'opportunity', 'won') AND o.recorded_at >= p.at);
  SELECT RAISE(ABORT, 'The mailbox reached its daily cap') WHERE NEW.route IN ('folder', 'smtp')
    AND (SELECT count(*) FROM sends WHERE mailbox = NEW.mailbox AND day = NEW.day AND id <> NEW.id AND route IN ('folder', 'smtp') AND state IN ('sending', 'sent', 'unknown')) >= (SELECT daily_mailbox_cap FROM workspace);
  SELECT RAISE(ABORT, 'This domain got its messages for today') WHERE (SELECT count(*) FROM sends s JOIN recipient_domains o ON o.approval_id = s.approval_id
      JOIN recipient_domains n ON n.approval_id = NEW.approval_id AND n.domain = o.domain
      WHERE s.day = NEW.day AND s.id <> NEW.id AND s.state IN ('sending', 'sent', 'unknown')) >= (SELECT daily_domain_cap FROM workspace);
  SELECT RAISE(ABORT, 'This contact was written to not long ago') WHERE (SELECT kind FROM drafts WHERE id = NEW.draft_id) IS NOT 'follow_up'
    AND EXISTS (SELECT 1 FROM touches t WHERE at > NEW.changed_at - (SELECT contact_cooldown_days FROM workspace) * 86400000 AND (t.address_key = NEW.address_key
      OR (t.channel = 'email' AND t.contact_id = (SELECT r.contact_id FROM approvals p JOIN revisions r ON r.id = p.revision_id WHERE p.id = NEW.approval_id))));
  SELECT RAISE(ABORT, 'There is no touch to follow up') WHERE (SELECT kind FROM drafts WHERE id = NEW.draft_id) = 'follow_up'
    AND NOT EXISTS (SELECT 1 FROM touches WHERE address_key = NEW.address_key);
  SELECT RAISE(ABORT, 'Another message to this contact is on its way') WHERE EXISTS (SELECT 1 FROM sends WHERE address_key = NEW.address_key AND id <> NEW.id AND state IN ('sending', 'unknown'));
  SELECT RAISE(ABORT, 'Rules or rights were changed outside of Daybreak') WHERE (SELECT sealed FROM gate) IS NOT 1;
END;
CREATE TRIGGER sends_changed AFTER UPDATE OF state ON sends WHEN NEW.state <> OLD.state BEGIN
  UPDATE drafts SET state = NEW.state, changed_at = NEW.changed_at WHERE id = NEW.draft_id AND NEW.state <> 'cancelled' AND state <> NEW.state;
  UPDATE drafts SET state = 'pending', changed_at = NEW.changed_at WHERE id = NEW.draft_id AND NEW.state = 'cancelled' AND state = 'queued';
  UPDATE drafts SET state = 'cancelled', changed_at = NEW.changed_at WHERE id = NEW.draft_id AND NEW.state = 'cancelled' AND state IN ('failed', 'unknown');
END;

-- A touch that names a send needs that send to have left.
CREATE TRIGGER touches_insert BEFORE INSERT ON touches BEGIN
  SELECT RAISE(ABORT, 'Nothing was sent') WHERE (NEW.send_id IS NOT NULL OR NEW.draft_id IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM sends WHERE id = NEW.send_id AND draft_id = NEW.draft_id AND state = 'sent');
END;

-- A suppression stops what is on its way.
CREATE TRIGGER suppressions_after AFTER INSERT ON suppressions BEGIN
  UPDATE drafts SET state = 'cancelled', changed_at = NEW.at
  WHERE state IN ('pending', 'submitted', 'approved', 'queued', 'quarantined')
    AND EXISTS (SELECT 1 FROM suppressed_revisions s WHERE s.revision_id = drafts.head_revision_id AND s.suppression_id = NEW.id);
END;
