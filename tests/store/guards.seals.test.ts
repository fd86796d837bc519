import { describe, expect, it } from 'vitest'
import { edit } from '../../src/pipeline/edit.ts'
import { sealGate, standing, tampered } from '../../src/pipeline/gate.ts'
import { addPerson, changePerson } from '../../src/pipeline/people.ts'
import { approve, reject, submit } from '../../src/pipeline/review.ts'
import { send } from '../../src/pipeline/send.ts'
import { setKillSwitch, setPolicy, setSending } from '../../src/pipeline/set-up.ts'
import { auditOf } from '../../src/store/audit.ts'
import { guardsIntact } from '../../src/store/open.ts'
import { userById } from '../../src/store/users.ts'
import { cleanText, hourMs, makeWorkspace, seen, tuesday } from '../support/workspace.ts'
import { approvalRow, everyChance, insertApproval, nothingLeft, type Scene, sceneAt } from './scene.ts'

type Wanted = Parameters<typeof makeWorkspace>[0]
type Change = { name: string; sql: string; wanted?: Wanted }
/** By plain SQL: what the gate obeys is loosened, or somebody is given rights. */
const changes: Change[] = [
  { name: 'sending turned on', sql: 'sending_on = 1', wanted: { workspace: { sendingOn: false } } },
  { name: 'the kill switch released', sql: 'kill_switch = 0', wanted: { workspace: { killSwitch: true } } },
  { name: 'no time to undo', sql: 'undo_seconds = 0' },
  { name: 'the author approving', sql: 'four_eyes = 0', wanted: { workspace: { fourEyes: true } } },
  { name: 'no manager needed', sql: 'always_manager = 0', wanted: { workspace: { alwaysManager: true } } },
  { name: 'approvals that last', sql: 'approval_hours = 7200' },
  { name: 'a larger mailbox', sql: 'daily_mailbox_cap = 5000' },
  { name: 'a larger domain', sql: 'daily_domain_cap = 5000' },
  { name: 'no rest for a contact', sql: 'contact_cooldown_days = 0' },
  { name: 'another zone', sql: "time_zone = 'UTC'" },
  { name: 'the sample', sql: 'sample = 1' },
  {
    name: 'a country allowed',
    sql: "settings = json_set(settings, '$.otherCountries', 'allowed', '$.countries.NL', 'allowed')",
  },
  { name: 'no quiet hours', sql: "settings = json_set(settings, '$.quietHours.from', 24, '$.quietHours.to', 0)" },
  { name: 'another sender', sql: "settings = json_set(settings, '$.sender.company', 'Somebody else')" },
  { name: 'a phrase allowed', sql: "settings = json_set(settings, '$.bannedPhrases', json('[\"x\"]'))" },
  { name: 'the seal taken away', sql: "seal = ''" },
  { name: 'a seal made with another key', sql: `seal = '${'0'.repeat(64)}'` },
].map((one) => ({ ...one, sql: `UPDATE workspace SET ${one.sql}` }))

const people: Change[] = [
  { name: 'a rep made a manager', sql: "UPDATE users SET role = 'manager' WHERE id = 'rep'" },
  { name: 'another rep made an admin', sql: "UPDATE users SET role = 'admin' WHERE id = 'other'" },
  { name: 'an address redirected', sql: "UPDATE users SET email = 'x@evil.example' WHERE id = 'manager'" },
  { name: 'a person disabled', sql: "UPDATE users SET active = 0 WHERE id = 'other'" },
  {
    name: 'a seal of somebody else',
    sql: "UPDATE users SET role = 'manager', seal = (SELECT seal FROM users WHERE id = 'manager') WHERE id = 'rep'",
  },
  { name: 'a seal emptied', sql: "UPDATE users SET seal = '' WHERE id = 'admin'" },
  {
    name: 'a person added',
    sql: "INSERT INTO users (id, email, name, role, time_zone, created_at) VALUES ('evil', 'evil@evil.example', 'Eve Example', 'admin', 'UTC', 0)",
  },
  {
    name: 'a person added with a copied seal',
    sql: "INSERT INTO users (id, email, name, role, time_zone, created_at, seal) SELECT 'evil', 'evil@evil.example', 'Eve Example', 'admin', 'UTC', 0, seal FROM users WHERE id = 'admin'",
  },
  { name: 'a person taken away', sql: "DELETE FROM users WHERE id = 'other'" },
]

const all = [...changes, ...people]
const keepsBack = (wanted: Wanted) => wanted?.workspace?.sendingOn === false || wanted?.workspace?.killSwitch === true

const claim = (s: Scene) =>
  s.sql(
    "UPDATE sends SET state = 'sending', attempts = attempts + 1, lease_until = changed_at + 9e9, changed_at = changed_at + 60000, day = '2026-11-24' WHERE state = 'queued'",
  )
const words = /changed outside of Daybreak/

describe('what was changed by plain SQL', () => {
  it.each(all)('stops an approved message: $name', async ({ sql, wanted }) => {
    const scene = await sceneAt('approved', wanted)
    scene.sql(sql)
    await nothingLeft(scene)
  })

  it.each(all.filter(({ wanted }) => !keepsBack(wanted)))(
    'stops a queued one, and says why: $name',
    async ({ sql, wanted }) => {
      const scene = await sceneAt('queued', wanted)
      scene.sql(sql)
      await send.run(scene.app)
      expect(scene.db.$client.prepare('SELECT reply FROM sends').pluck().get()).toMatch(words)
      await nothingLeft(scene)
    },
  )

  it.each(all.filter(({ wanted }) => !keepsBack(wanted)))(
    'stops the claim itself, whatever the code believed: $name',
    async ({ sql, wanted }) => {
      const scene = await sceneAt('queued', wanted)
      scene.sql(sql)
      expect(() => claim(scene)).toThrow(/changed outside of Daybreak|No live approval/)
      await scene.close()
    },
  )

  it.each(all)('approves nothing: $name', async ({ sql, wanted }) => {
    const scene = await sceneAt('pending', wanted)
    scene.sql(sql)
    await expect(approve(scene.app, scene.manager, seen(scene.first))).rejects.toThrow(
      /outside of Daybreak.*then runs daybreak rearm/,
    )
    await scene.close()
  })

  it.each(all)('takes no approval that whoever holds the key made: $name', async ({ sql, wanted }) => {
    const scene = await sceneAt('pending', wanted)
    scene.sql(sql)
    expect(() => insertApproval(scene, approvalRow(scene.first, { approverId: 'manager' }))).toThrow(words)
    await scene.close()
  })

  it('builds no further change on it, and nobody new', async () => {
    const scene = await sceneAt('queued')
    scene.sql("UPDATE users SET role = 'admin' WHERE id = 'rep'")
    const risen = { ...scene.rep, role: 'admin' as const }
    const newPerson = { email: 'n@x.example', name: 'N', role: 'rep' as const, timeZone: 'UTC' }
    for (const attempt of [
      () => setSending(scene.app, risen, true),
      () => setKillSwitch(scene.app, risen, false),
      () =>
        setPolicy(scene.app, risen, {
          alwaysManager: false,
          fourEyes: false,
          undoSeconds: 5,
          dailyMailboxCap: 9,
          dailyDomainCap: 3,
        }),
      () => addPerson(scene.app, 'rep', newPerson),
      () => changePerson(scene.app, 'rep', 'other', { role: 'admin' }),
      () => changePerson(scene.app, 'rep', 'rep', { name: 'Me', active: false }),
    ])
      await expect(attempt()).rejects.toThrow(words)
    await nothingLeft(scene)
  })

  it('hinders nobody from stopping everything or shutting somebody out, and mends nothing by that', async () => {
    const scene = await sceneAt('queued')
    scene.sql("UPDATE users SET role = 'admin' WHERE id = 'rep'")
    await setKillSwitch(scene.app, scene.admin, true)
    await setSending(scene.app, scene.admin, false)
    await changePerson(scene.app, 'admin', 'rep', { active: false })
    expect(scene.db.$client.prepare('SELECT kill_switch, sending_on FROM workspace').get()).toEqual({
      kill_switch: 1,
      sending_on: 0,
    })
    expect((await userById(scene.db, 'rep'))?.active).toBe(false)
    expect(await tampered(scene.app)).toHaveLength(2)
    await nothingLeft(scene)
  })

  it('is named, person by person', async () => {
    const scene = await sceneAt('pending')
    expect(await tampered(scene.app)).toEqual([])
    scene.sql("UPDATE users SET role = 'manager' WHERE id = 'rep'")
    expect(await tampered(scene.app)).toEqual([
      'The role, address or state of Ida Example was changed outside of Daybreak',
    ])
    scene.sql('UPDATE workspace SET undo_seconds = 0')
    expect(await tampered(scene.app)).toHaveLength(2)
    await scene.close()
  })
})

describe('a person whose rights were changed by hand', () => {
  it.each([
    ['approves', (s: Scene) => insertApproval(s, approvalRow(s.first))],
    ['rejects', (s: Scene) => reject(s.app, s.rep, { ...seen(s.first), reason: 'stale' })],
    ['submits', (s: Scene) => submit(s.app, s.rep, seen(s.first))],
    [
      'writes',
      (s: Scene) => edit(s.app, s.rep, { ...seen(s.first), subject: cleanText.subject, text: 'Hi Mara,\n\nIda' }),
    ],
  ])('%s nothing', async (_verb, act) => {
    const scene = await sceneAt('pending', { tier: 1 })
    scene.sql("UPDATE users SET role = 'manager' WHERE id = 'rep'")
    await expect((async () => await act(scene))()).rejects.toThrow('This person was changed outside of Daybreak')
    await scene.close()
  })

  it('resolves no message of which nobody knows whether it left', async () => {
    const scene = await sceneAt('unknown')
    scene.sql("UPDATE users SET role = 'manager' WHERE id = 'other'")
    const resolve = (by: string) => scene.sql("UPDATE sends SET state = 'sent', resolved_by = ?", by)
    expect(() => resolve('other')).toThrow('Only a person resolves this')
    expect(() => resolve('manager')).not.toThrow()
    await scene.close()
  })
})

describe('an old row put back with its own seal', () => {
  it.each([
    ['the rules', 'workspace', (s: Scene) => setKillSwitch(s.app, s.admin, true)],
    ['the list of people', 'users', (s: Scene) => changePerson(s.app, 'admin', 'manager', { role: 'rep' })],
  ])('does not fit any more: %s', async (_name, table, change) => {
    const scene = await sceneAt('queued')
    scene.sql(`CREATE TEMP TABLE old AS SELECT * FROM ${table}`)
    await change(scene)
    const columns = scene.db.$client.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all() as string[]
    const kept = columns.filter((name) => name !== 'id' && name !== (table === 'workspace' ? 'epoch' : ''))
    scene.sql(
      `UPDATE ${table} SET ${kept.map((name) => `"${name}" = (SELECT "${name}" FROM old WHERE old.id = ${table}.id)`)}`,
    )
    expect(await tampered(scene.app)).toEqual([expect.stringContaining('The rules of sending or the list of people')])
    await nothingLeft(scene)
  })

  it('does not fit when the guards were taken away meanwhile and put back', async () => {
    const scene = await sceneAt('queued', { workspace: { undoSeconds: 600 } })
    const guards = scene.db.$client.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all() as {
      name: string
      sql: string
    }[]
    for (const { name } of guards) scene.sql(`DROP TRIGGER ${name}`)
    scene.sql('UPDATE workspace SET undo_seconds = 0')
    scene.sql("UPDATE sends SET state = 'queued'")
    for (const { sql } of guards) scene.sql(sql)
    expect(await guardsIntact(scene.db)).toBe(true)
    await nothingLeft(scene)
  })
})

describe('sealing anew', () => {
  it('lets what was approved leave by the rules that an admin has looked at', async () => {
    const scene = await sceneAt('queued')
    scene.sql('UPDATE workspace SET daily_mailbox_cap = 3')
    await send.run(scene.app)
    expect(scene.outbox).toEqual([])
    expect(await standing(scene.app)).toContain('dailyMailboxCap: 3')
    await sealGate(scene.app, [
      { actorId: null, what: 'sealed_anew', subject: 'workspace', subjectId: '1', detail: {} },
    ])
    expect(await tampered(scene.app)).toEqual([])
    expect((await auditOf(scene.db, '1')).map(({ what }) => what)).toEqual(['sealed_anew'])
    scene.state.now = tuesday + hourMs
    await send.run(scene.app)
    expect(scene.outbox).toHaveLength(1)
    await scene.close()
  })

  it('is not needed after any change that Daybreak makes', async () => {
    const scene = await sceneAt('queued')
    await setPolicy(scene.app, scene.admin, {
      alwaysManager: true,
      fourEyes: true,
      undoSeconds: 5,
      dailyMailboxCap: 9,
      dailyDomainCap: 3,
    })
    const id = await addPerson(scene.app, 'admin', { email: ' New@X.example', name: 'N', role: 'rep', timeZone: 'UTC' })
    await changePerson(scene.app, 'admin', id, { role: 'manager', capacity: 4 })
    await changePerson(scene.app, 'admin', id, { active: false })
    expect(await tampered(scene.app)).toEqual([])
    await everyChance(scene)
    expect(scene.outbox).toHaveLength(1)
    await scene.close()
  })

  it('does not happen by itself: an unsealed row stays unsealed when it is opened', async () => {
    const scene = await sceneAt('queued')
    scene.sql("UPDATE workspace SET seal = ''")
    scene.sql("UPDATE users SET seal = ''")
    await nothingLeft(scene)
  })

  it('loses no change of two that are made at once', async () => {
    const w = await makeWorkspace()
    await Promise.all([
      setKillSwitch(w.app, w.admin, true),
      setPolicy(w.app, w.admin, {
        alwaysManager: true,
        fourEyes: true,
        undoSeconds: 7,
        dailyMailboxCap: 9,
        dailyDomainCap: 3,
      }),
      changePerson(w.app, 'admin', 'other', { role: 'manager' }),
    ])
    expect(w.db.$client.prepare('SELECT kill_switch, undo_seconds FROM workspace').get()).toEqual({
      kill_switch: 1,
      undo_seconds: 7,
    })
    expect((await userById(w.db, 'other'))?.role).toBe('manager')
    expect(await tampered(w.app)).toEqual([])
    await w.close()
  })
})
