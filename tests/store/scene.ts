import { expect } from 'vitest'
import { approvalMac, type Recipient } from '../../src/core/review.ts'
import { edit, type Saved } from '../../src/pipeline/edit.ts'
import { approve } from '../../src/pipeline/review.ts'
import { send } from '../../src/pipeline/send.ts'
import { cleanText, dayMs, hourMs, key, makeWorkspace, seen, tuesday, type Workspace } from '../support/workspace.ts'

export type Stage = 'pending' | 'approved' | 'queued' | 'unknown'
export type Scene = Workspace & { first: Saved; sql: (text: string, ...values: unknown[]) => unknown }

/** A workspace whose one draft has come as far as `stage`. */
export const sceneAt = async (stage: Stage, wanted: Parameters<typeof makeWorkspace>[0] = {}): Promise<Scene> => {
  const w = await makeWorkspace(wanted)
  const first = await w.draft()
  const sql = (text: string, ...values: unknown[]) => w.db.$client.prepare(text).run(...values)
  if (stage !== 'pending') await approve(w.app, w.manager, seen(first))
  if (stage === 'queued' || stage === 'unknown') {
    w.state.now = tuesday + 10_000
    if (stage === 'queued') w.state.armed = false
    else w.state.delivery = { end: 'unknown', reply: 'the line went dead' }
    await send.run(w.app)
    w.state.armed = true
    w.state.delivery = { end: 'sent', reply: '250 ok' }
    w.outbox.length = 0
  }
  return { ...w, first, sql }
}

/** Gives the sender every chance: twice after the undo window, and again the next working days. */
export const everyChance = async (w: Workspace) => {
  for (const later of [60_000, 120_000, hourMs, dayMs, 2 * dayMs]) {
    w.state.now = Math.max(w.state.now, tuesday + later)
    await send.run(w.app)
  }
}

export const nothingLeft = async (scene: Scene) => {
  await everyChance(scene)
  expect(scene.outbox).toEqual([])
  await scene.close()
}

/** Whom the text of a scene goes to. */
export const mara: Recipient = {
  accountId: 'account',
  contactId: 'mara',
  country: null,
  timeZone: null,
  accountCountry: 'NL',
  accountTimeZone: null,
  basis: null,
}

/** A row as Daybreak would make it, by whoever holds the key: what is left to refuse it are the rules. */
export const approvalRow = (first: Saved, change: Record<string, unknown> = {}, withKey = key) => {
  const row = {
    id: 'forged',
    draftId: first.draftId,
    revisionId: first.revisionId,
    hash: first.hash,
    approverId: 'rep',
    at: tuesday,
    expiresAt: tuesday + 24 * hourMs,
    ...change,
  } as Parameters<typeof approvalMac>[1]
  return { ...row, mac: approvalMac(withKey, row, mara) }
}

export const insertApproval = ({ sql }: Scene, row: ReturnType<typeof approvalRow>, verb = 'INSERT') =>
  sql(
    `${verb} INTO approvals (id, draft_id, revision_id, hash, approver_id, at, expires_at, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.draftId,
    row.revisionId,
    row.hash,
    row.approverId,
    row.at,
    row.expiresAt,
    row.mac,
  )

export const secondRevision = (s: Scene) =>
  edit(s.app, s.rep, {
    ...seen(s.first),
    subject: cleanText.subject,
    text: cleanText.text.replace('$40 million', 'money'),
  })

export type Attack = {
  name: string
  says: string | RegExp
  wanted?: Parameters<typeof makeWorkspace>[0]
  run: (s: Scene) => unknown
}

export const approvalId = (s: Scene) => (s.db.$client.prepare('SELECT id FROM approvals').get() as { id: string }).id

/** Takes the guards away, changes something, and puts them back just as they were. */
export const withoutGuards = ({ db }: Scene, change: () => unknown) => {
  const guards = db.$client.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
  const each = (text: (guard: { name: string; sql: string }) => string) =>
    db.$client.exec((guards as { name: string; sql: string }[]).map(text).join(';\n'))
  each(({ name }) => `DROP TRIGGER ${name}`)
  change()
  each(({ sql }) => sql)
}
