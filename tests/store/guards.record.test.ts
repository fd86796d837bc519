import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { atomically } from '#dialect'
import { undo } from '../../src/pipeline/review.ts'
import { send } from '../../src/pipeline/send.ts'
import { approvalStands, standsInRecord } from '../../src/pipeline/standing-approval.ts'
import { auditOf } from '../../src/store/audit.ts'
import { findRevision } from '../../src/store/drafts.ts'
import { guardsIntact } from '../../src/store/open.ts'
import { auditHash, auditKeyOf } from '../../src/store/seam.ts'
import { rowsReadBy } from '../support/plans.ts'
import { sendsOfDraft } from '../support/rows.ts'
import { makeWorkspace, seen } from '../support/workspace.ts'
import { nothingLeft, type Scene, sceneAt } from './scene.ts'

describe('the record', () => {
  it.each([
    ['DELETE FROM suppressions', 'A suppression is never lifted'],
    ["UPDATE suppressions SET key = ''", 'A suppression never changes'],
    ["INSERT OR REPLACE INTO suppressions VALUES ('s2', 'domain', 'gone.example', '', null, 0)", 'Already suppressed'],
    [
      "INSERT INTO suppressions VALUES ('s2', 'domain', 'Gone.Example.', '', null, 0)",
      'Not the spelling that is compared',
    ],
    [
      "INSERT INTO suppressions VALUES ('s2', 'address', 'mara@northwind.example', '', null, 0)",
      'Not the spelling that is compared',
    ],
    ['DELETE FROM touches', 'A touch is never deleted'],
    ['UPDATE touches SET at = 0', 'A touch never changes'],
    ['DELETE FROM audit', 'The audit is never deleted'],
    ["UPDATE audit SET what = 'nothing'", 'The audit never changes'],
    [
      "INSERT INTO audit SELECT seq + 2, at, actor_id, what, subject, subject_id, detail, hash, 'x' FROM audit",
      'The audit chain only grows at its end',
    ],
    [
      "INSERT INTO audit SELECT max(seq) + 2, at, actor_id, what, subject, subject_id, detail, hash, 'x' FROM audit",
      'The audit chain only grows at its end',
    ],
    ['DELETE FROM workspace', 'There is one workspace'],
    ["UPDATE workspace SET salt = 'another'", 'The salt never changes'],
    ['INSERT OR REPLACE INTO workspace SELECT * FROM workspace', 'There is one workspace'],
    ['DELETE FROM drafts', 'A draft is never deleted'],
  ])('keeps what it holds: %s', async (statement, says) => {
    const scene = await sceneAt('approved')
    scene.sql("INSERT INTO suppressions VALUES ('s', 'domain', 'gone.example', 'asked', null, 0)")
    scene.state.now += 60_000
    await send.run(scene.app)
    expect(scene.outbox).toHaveLength(1)
    expect(() => scene.sql(statement)).toThrow(says)
    await scene.close()
  })
})

describe('with nested triggers off, so that a replaced row leaves without a word', () => {
  const replaced = async (statement: string, ...values: unknown[]) => {
    const scene = await sceneAt('approved')
    scene.state.now += 60_000
    await send.run(scene.app)
    scene.sql("INSERT INTO suppressions VALUES ('s', 'domain', 'gone.example', 'asked', null, 0)")
    scene.db.$client.pragma('recursive_triggers = OFF')
    expect(() => scene.sql(statement, ...values)).toThrow(/written once|sent once|Already suppressed|one workspace/)
    await scene.close()
  }

  it.each([
    ['touches', 'INSERT OR REPLACE INTO touches SELECT * FROM touches'],
    ['decisions', 'INSERT OR REPLACE INTO decisions SELECT * FROM decisions'],
    ['revision texts', 'INSERT OR REPLACE INTO revision_texts SELECT * FROM revision_texts'],
    ['checks', 'INSERT OR REPLACE INTO revision_checks SELECT * FROM revision_checks'],
    ['suppressions', 'INSERT OR REPLACE INTO suppressions SELECT * FROM suppressions'],
    ['the workspace', 'INSERT OR REPLACE INTO workspace SELECT * FROM workspace'],
  ])('%s stay', async (_name, statement) => await replaced(statement))

  it('a withdrawn approval does not come back to life', async () => {
    const scene = await sceneAt('approved')
    const row = scene.db.$client.prepare('SELECT * FROM approvals').get() as Record<string, unknown>
    await undo(scene.app, scene.manager, seen(scene.first))
    scene.db.$client.pragma('recursive_triggers = OFF')
    expect(() =>
      scene.sql(
        `INSERT OR REPLACE INTO approvals (id, draft_id, revision_id, hash, approver_id, at, expires_at, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        ...['id', 'draft_id', 'revision_id', 'hash', 'approver_id', 'at', 'expires_at', 'mac'].map((name) => row[name]),
      ),
    ).toThrow('An approval is written once')
    await nothingLeft(scene)
  })
})

describe('a connection that does not know Daybreak', () => {
  const withFile = async (attack: (scene: Scene, bare: Database.Database) => void) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'daybreak-'))
    const file = path.join(folder, 'db.sqlite')
    const scene = await sceneAt('pending', { file })
    const bare = new Database(file)
    attack(scene, bare)
    bare.close()
    await nothingLeft(scene)
    await rm(folder, { recursive: true })
  }

  it('can approve nothing', () =>
    withFile(({ first }, bare) => {
      const insert = bare.prepare(
        `INSERT INTO drafts (id, pursuit_id, kind, owner_id, account_id, state, created_at, changed_at) VALUES ('d2', 'pursuit', 'first_touch', 'rep', 'account', 'pending', 0, 0)`,
      )
      expect(insert.run().changes).toBe(1)
      expect(() =>
        bare
          .prepare(
            `INSERT INTO approvals (id, draft_id, revision_id, hash, approver_id, at, expires_at, mac) VALUES ('a', ?, ?, ?, 'rep', 0, 1, '')`,
          )
          .run(first.draftId, first.revisionId, first.hash),
      ).toThrow('no such function')
    }))

  it('replaces nothing, though its own triggers do not nest', () =>
    withFile((_scene, bare) => {
      bare.pragma('recursive_triggers = OFF')
      expect(() =>
        bare.exec(
          "INSERT OR REPLACE INTO drafts SELECT id, pursuit_id, 'follow_up', owner_id, account_id, 'pending', null, created_at, changed_at FROM drafts",
        ),
      ).toThrow('A draft is written once')
    }))

  it('that drops a guard stops the sender', () =>
    withFile((_scene, bare) => {
      bare.exec('DROP TRIGGER approvals_insert')
    }))
})

it('the guards of a fresh database are as they were made', async () => {
  const w = await makeWorkspace()
  expect(await guardsIntact(w.db)).toBe(true)
  await w.close()
})

describe('what the record says of an approval', () => {
  const asked = async (s: Scene, change: { approvalId?: string } = {}) => {
    const [queued] = await sendsOfDraft(s.db, s.first.draftId)
    const { revision } = (await findRevision(s.db, s.first.revisionId))!
    const waiting = { ...queued!, ...change }
    return [await standsInRecord(s.app, waiting, revision), await approvalStands(s.app, waiting, revision)]
  }

  it('is that it was given, and nobody took it back', async () => {
    const scene = await sceneAt('queued')
    expect(await asked(scene)).toEqual([true, true])
    expect(await asked(scene, { approvalId: 'another' })).toEqual([false, false])
    scene.db.$client.exec('DROP TRIGGER audit_update')
    scene.sql("UPDATE audit SET actor_id = 'x' WHERE what = 'send_queued'")
    expect(await asked(scene)).toEqual([false, false])
    await scene.close()
  })

  const other = { at: 0, actorId: null, what: 'noted', subject: 'account', subjectId: 'elsewhere', detail: {} }
  const after = "WHERE what = 'draft_undo'"
  it.each([
    ['changed', `UPDATE audit SET what = 'draft_seen' ${after}`],
    ['given to another', `UPDATE audit SET subject_id = 'elsewhere' ${after}`],
    ['taken out', `DELETE FROM audit ${after}`],
  ])('is no more to be hidden once it was followed: taken back, and then %s', async (_what, sql) => {
    const scene = await sceneAt('queued')
    expect(await asked(scene)).toEqual([true, true])
    const takenBack = { ...other, what: 'draft_undo', subject: 'draft', subjectId: scene.first.draftId }
    await atomically(scene.db, () => [], [takenBack, other])
    expect(await asked(scene)).toEqual([false, false])
    scene.db.$client.exec('DROP TRIGGER audit_update; DROP TRIGGER audit_delete')
    scene.sql(sql)
    expect(await asked(scene)).toEqual([false, false])
    await scene.close()
  })

  it('is not hidden by the same place of a forked copy, properly chained there', async () => {
    const scene = await sceneAt('queued')
    const takenBack = { ...other, what: 'draft_undo', subject: 'draft', subjectId: scene.first.draftId }
    await atomically(scene.db, () => [], [takenBack, other])
    expect(await asked(scene)).toEqual([false, false])
    const line = (await auditOf(scene.db, scene.first.draftId)).find(({ what }) => what === 'draft_undo')!
    const forked = auditHash(auditKeyOf(scene.db.$client), line.previousHash, line.seq, {
      ...takenBack,
      what: 'draft_seen',
    })
    scene.db.$client.exec('DROP TRIGGER audit_update')
    scene.sql(`UPDATE audit SET what = 'draft_seen', hash = '${forked}' ${after}`)
    expect(await asked(scene)).toEqual([false, false])
    await scene.close()
  })

  it('is read whole once, and from then on as far as it is about this message, or new', async () => {
    const scene = await sceneAt('queued')
    await atomically(
      scene.db,
      () => [],
      Array.from({ length: 600 }, () => other),
    )
    expect(await rowsReadBy(scene.db, () => asked(scene))).toBeGreaterThan(600)
    await atomically(scene.db, () => [], [other])
    expect(await rowsReadBy(scene.db, () => asked(scene))).toBeLessThan(40)
    expect(await asked(scene)).toEqual([true, true])
    scene.db.$client.exec('DROP TRIGGER audit_insert')
    scene.sql(
      'INSERT INTO audit SELECT seq + 1, at, actor_id, what, subject, subject_id, detail, hash, hash FROM audit ORDER BY seq DESC LIMIT 1',
    )
    expect(await asked(scene)).toEqual([false, false])
    await scene.close()
  })
})
