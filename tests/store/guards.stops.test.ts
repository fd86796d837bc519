import { describe, expect, it } from 'vitest'
import { addressKey } from '../../src/core/suppression.ts'
import { firstRevision } from '../../src/pipeline/edit.ts'
import { handOut } from '../../src/pipeline/hand-out.ts'
import { approve } from '../../src/pipeline/review.ts'
import { send } from '../../src/pipeline/send.ts'
import { setKillSwitch, setRules } from '../../src/pipeline/set-up.ts'
import { suppress } from '../../src/pipeline/suppress.ts'
import { guardsIntact } from '../../src/store/open.ts'
import { latestBrief } from '../../src/store/pursuits.ts'
import { cleanText, dayMs, hourMs, salt, seen, tuesday } from '../support/workspace.ts'
import { type Attack, nothingLeft, type Scene, sceneAt, secondRevision, withoutGuards } from './scene.ts'

const suppressed = (kind: string, value: string) => (s: Scene) =>
  s.sql(
    "INSERT INTO suppressions VALUES ('s', ?, ?, 'asked', null, 0)",
    kind,
    kind === 'address' ? addressKey(salt, value) : value,
  )

/** Done after a genuine approval: nothing may leave any more. */
const stops: { name: string; run: (s: Scene) => unknown; wanted?: Attack['wanted'] }[] = [
  { name: 'the kill switch', run: (s) => s.sql('UPDATE workspace SET kill_switch = 1') },
  { name: 'sending turned off', run: (s) => s.sql('UPDATE workspace SET sending_on = 0') },
  { name: 'a restored or copied database', run: (s) => (s.state.armed = false) },
  { name: 'the approver disabled', run: (s) => s.sql("UPDATE users SET active = 0 WHERE id = 'manager'") },
  {
    name: 'the approver no manager any more, where one is needed',
    wanted: { tier: 1 },
    run: (s) => s.sql("UPDATE users SET role = 'rep' WHERE id = 'manager'"),
  },
  {
    name: 'the text erased',
    run: (s) =>
      s.sql(
        "UPDATE revision_texts SET from_address = '', to_address = '', reply_to = '', subject = '', text = '', html = '', erased_at = 1",
      ),
  },
  { name: 'the contact gone', run: (s) => s.sql("UPDATE employments SET to_at = 1 WHERE contact_id = 'mara'") },
  { name: 'the contact erased', run: (s) => s.sql("UPDATE contacts SET erased_at = 1 WHERE id = 'mara'") },
  {
    name: 'another address of the contact',
    run: (s) => s.sql("UPDATE contacts SET address_key = 'x' WHERE id = 'mara'"),
  },
  { name: 'a reply since', run: (s) => s.sql(outcome, 'reply', 'account', tuesday + 1) },
  {
    name: 'a meeting since, at a relative',
    run: (s) => {
      s.sql("UPDATE accounts SET family_id = 'account'")
      s.sql(outcome, 'meeting', 'bystander', tuesday + 1)
    },
  },
  {
    name: 'a touch not long ago',
    run: (s) =>
      s.sql(
        "INSERT INTO touches (id, external_id, account_id, channel, route, address_key, at) VALUES ('t', 't', 'account', 'email', 'import', ?, ?)",
        addressKey(salt, 'mara@northwind.example'),
        tuesday - 20 * dayMs,
      ),
  },
  { name: 'the address suppressed', run: suppressed('address', 'mara@northwind.example') },
  {
    name: 'the address suppressed in capitals with a tag',
    run: suppressed('address', ' MARA+news@Northwind.Example. '),
  },
  { name: 'the address suppressed in wide letters', run: suppressed('address', 'ｍａｒａ@northwind.example') },
  { name: 'the domain suppressed', run: suppressed('domain', 'northwind.example') },
  {
    name: 'another domain of the account suppressed',
    run: (s) => {
      s.sql("INSERT INTO account_domains VALUES ('northwind-robots.example', 'account', 0)")
      suppressed('domain', 'northwind-robots.example')(s)
    },
  },
  { name: 'the account suppressed', run: suppressed('account', 'account') },
  {
    name: 'a relative suppressed',
    run: (s) => {
      s.sql("UPDATE accounts SET family_id = 'account' WHERE id = 'bystander'")
      suppressed('account', 'bystander')(s)
    },
  },
  {
    name: 'an account merged into this one suppressed',
    run: (s) => {
      s.sql("UPDATE accounts SET merged_into = 'account' WHERE id = 'bystander'")
      suppressed('account', 'bystander')(s)
    },
  },
  { name: 'a mailbox that may send none', run: (s) => s.sql('UPDATE workspace SET daily_mailbox_cap = 0') },
  {
    name: 'a country that is blocked',
    run: (s) => s.sql("UPDATE workspace SET settings = json_set(settings, '$.countries.NL', 'blocked')"),
  },
  {
    name: 'a country that needs a basis',
    run: (s) => s.sql("UPDATE workspace SET settings = json_set(settings, '$.otherCountries', 'needs_basis')"),
  },
  {
    name: 'the contact moved out of a country that is blocked since',
    run: async (s) => {
      await setRules(s.app, s.admin, { countries: { NL: 'blocked' } })
      s.sql("UPDATE contacts SET country = 'BE', time_zone = 'Europe/Brussels' WHERE id = 'mara'")
    },
  },
  {
    name: 'the account moved out of a country that is blocked since',
    run: async (s) => {
      await setRules(s.app, s.admin, { countries: { NL: 'blocked' } })
      s.sql(`UPDATE facts SET value = '"BE"' WHERE field = 'country'`)
    },
  },
  {
    name: 'a basis made up for a country that needs one since',
    run: async (s) => {
      await setRules(s.app, s.admin, { countries: { NL: 'needs_basis' } })
      s.sql(
        `INSERT INTO facts (id, account_id, field, value, source, from_at) VALUES ('x', 'account', 'contactBasis', '"asked"', 'import', 0)`,
      )
    },
  },
  {
    name: 'the night there made day by another zone',
    run: async (s) => {
      await setRules(s.app, s.admin, { quietHours: { from: 0, to: 24, weekends: true, holidays: true } })
      s.sql("UPDATE contacts SET time_zone = 'Pacific/Auckland', country = 'NZ' WHERE id = 'mara'")
    },
  },
  {
    name: 'the draft put under another account while no guard looked',
    run: (s) => {
      const guard = s.db.$client.prepare("SELECT sql FROM sqlite_master WHERE name = 'drafts_identity'").pluck().get()
      s.sql('DROP TRIGGER drafts_identity')
      s.sql("UPDATE drafts SET account_id = 'bystander'")
      s.sql("UPDATE employments SET account_id = 'bystander' WHERE contact_id = 'mara'")
      s.sql("INSERT INTO facts SELECT 'x', 'bystander', field, value, source, from_at, null FROM facts WHERE id = 'f1'")
      s.sql(String(guard))
    },
  },
  { name: 'a domain that may get none', run: (s) => s.sql('UPDATE workspace SET daily_domain_cap = 0') },
  { name: 'a country that nobody knows', run: (s) => s.sql("UPDATE facts SET to_at = 1 WHERE field = 'country'") },
  {
    name: 'quiet hours all day',
    run: (s) =>
      s.sql("UPDATE workspace SET settings = json_set(settings, '$.quietHours.from', 0, '$.quietHours.to', 24)"),
  },
  { name: 'a guard dropped', run: (s) => s.sql('DROP TRIGGER sends_claim') },
  {
    name: 'a guard weakened',
    run: (s) => {
      s.sql('DROP TRIGGER revision_texts_update')
      s.sql('CREATE TRIGGER revision_texts_update BEFORE UPDATE ON revision_texts BEGIN SELECT 1; END')
    },
  },
  {
    name: 'a view that hides suppressions',
    run: (s) => {
      s.sql('DROP VIEW suppressed_revisions')
      s.sql('CREATE VIEW suppressed_revisions AS SELECT 1 AS revision_id, 1 AS draft_id, 1 AS suppression_id WHERE 0')
    },
  },
  { name: 'a guard index dropped', run: (s) => s.sql('DROP INDEX sends_live') },
  { name: 'a once-only index dropped', run: (s) => s.sql('DROP INDEX sends_approval') },
  {
    name: "a trigger added under a name that looks like the database's own",
    run: (s) => s.sql('CREATE TRIGGER sqliteX1 AFTER INSERT ON sends BEGIN SELECT 1; END'),
  },
  { name: 'a trigger added', run: (s) => s.sql('CREATE TRIGGER helpful AFTER INSERT ON sends BEGIN SELECT 1; END') },
]

const outcome = `INSERT INTO outcomes (id, external_id, kind, account_id, source, at, recorded_at) VALUES ('o', 'o', ?, ?, 'hand', 0, ?)`

describe('after an approval, nothing leaves', () => {
  it.each(stops)('with $name', async ({ run, wanted }) => {
    const scene = await sceneAt('approved', wanted)
    await run(scene)
    await nothingLeft(scene)
  })

  it.each(stops)('though it was queued, with $name', async ({ run, wanted }) => {
    const scene = await sceneAt('queued', wanted)
    await run(scene)
    await nothingLeft(scene)
  })

  it('after an edit, until that is approved as well', async () => {
    const scene = await sceneAt('queued')
    await secondRevision(scene)
    await nothingLeft(scene)
  })

  it.each([
    {
      what: 'a suppression',
      on: 'INSERT ON suppressions',
      press: (s: Scene) =>
        suppress(s.app, s.admin, { kind: 'address', value: 'mara@northwind.example', reason: 'asked to stop' }),
    },
    {
      what: 'the kill switch',
      on: 'UPDATE OF kill_switch ON workspace',
      press: (s: Scene) => setKillSwitch(s.app, s.admin, true),
    },
  ])('and nobody is told that $what was written when a hidden trigger swallowed it', async ({ on, press }) => {
    const scene = await sceneAt('queued')
    scene.sql(`CREATE TRIGGER sqliteX1 BEFORE ${on} BEGIN SELECT RAISE(IGNORE); END`)
    await expect(press(scene)).rejects.toThrow('run daybreak doctor')
    await nothingLeft(scene)
  })

  it('a second time, when the guards were taken away, all trace of the first removed and the guards put back', async () => {
    const scene = await sceneAt('approved')
    scene.state.now += 60_000
    await send.run(scene.app)
    expect(scene.outbox.splice(0)).toHaveLength(1)
    const forgotten = () => {
      scene.db.$client.exec('DELETE FROM follow_ups; DELETE FROM touches; DELETE FROM sends')
      scene.sql("UPDATE drafts SET state = 'approved'")
    }
    withoutGuards(scene, forgotten)
    await expect(handOut(scene.app, scene.manager, { ...seen(scene.first), route: 'copy' })).rejects.toThrow(
      'No live approval',
    )
    await nothingLeft(scene)
  })

  it('when the guards were taken away, the withdrawn approval revived and the guards put back', async () => {
    const scene = await sceneAt('approved')
    await secondRevision(scene)
    withoutGuards(scene, () => {
      scene.sql('UPDATE approvals SET voided_at = NULL, void_reason = NULL')
      scene.sql("UPDATE drafts SET state = 'approved', head_revision_id = ?", scene.first.revisionId)
    })
    expect(await guardsIntact(scene.db)).toBe(true)
    await expect(handOut(scene.app, scene.manager, { ...seen(scene.first), route: 'copy' })).rejects.toThrow(
      'No live approval',
    )
    await nothingLeft(scene)
  })

  it.each([
    ["UPDATE sends SET state = 'queued', attempts = 0, resolved_by = 'manager', changed_at = ?"],
    ["UPDATE sends SET state = 'queued', resolved_by = 'rep', lease_until = NULL, changed_at = ?"],
  ])('though it was put back into the queue after nobody knew whether it left: %s', async (text) => {
    const scene = await sceneAt('unknown')
    scene.sql(text, scene.state.now)
    await nothingLeft(scene)
  })

  const forgeRecord = async (scene: Scene, name: string) => {
    scene.db.$client.exec('DROP TRIGGER audit_update')
    scene.sql(`UPDATE audit SET detail = json_set(detail, '$.${name}', 'x') WHERE what = 'draft_approve'`)
    scene.db.$client.exec(
      "CREATE TRIGGER audit_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'The audit never changes'); END",
    )
    expect(await guardsIntact(scene.db)).toBe(true)
  }

  it('when the record of the approval was changed since', async () => {
    const scene = await sceneAt('queued')
    await forgeRecord(scene, 'hash')
    await nothingLeft(scene)
  })

  it.each(['hash', 'approvalId'])('by a person’s hand either, when the %s in that record was changed', async (name) => {
    const scene = await sceneAt('approved')
    await forgeRecord(scene, name)
    const given = handOut(scene.app, scene.manager, { ...seen(scene.first), route: 'copy' })
    await expect(given).rejects.toThrow('No live approval')
  })

  it('once the approval has expired', async () => {
    const scene = await sceneAt('approved')
    scene.state.now = tuesday + 73 * hourMs
    await nothingLeft(scene)
  })

  it('while another message to the same person is on its way', async () => {
    const scene = await sceneAt('unknown')
    scene.sql('UPDATE pursuits SET closed_at = 1')
    scene.sql(
      `INSERT INTO pursuits (id, account_id, owner_id, lead_trigger_id, trigger_ids, icp_version_id, opened_at) VALUES ('p2', 'account', 'rep', 'trigger', '[]', 'icp', 0)`,
    )
    scene.sql("INSERT INTO briefs SELECT 'b2', 'p2', '', brief, created_at, current_at FROM briefs")
    const brief = (await latestBrief(scene.db, 'p2'))!
    const again = await firstRevision(scene.app, {
      pursuit: { id: 'p2', ownerId: 'rep' },
      brief,
      draftText: cleanText,
      writer: 'composer',
    })
    await approve(scene.app, scene.manager, seen(again))
    await nothingLeft(scene)
  })
})
