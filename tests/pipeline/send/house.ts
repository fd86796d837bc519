import path from 'node:path'
import { readConfig } from '../../../src/config.ts'
import { addressKey } from '../../../src/core/suppression.ts'
import { firstRevision } from '../../../src/pipeline/edit.ts'
import { approve } from '../../../src/pipeline/review.ts'
import { latestBrief } from '../../../src/store/pursuits.ts'
import { type Wired, wire } from '../../../src/wire.ts'
import { cleanText, key, makeWorkspace, salt, seen, type Workspace } from '../../support/workspace.ts'

/** Daybreak as it is wired for real, with a mail server of its own; `more` of the environment as a test wants it. */
export const wireSender = async (
  folder: string,
  smtpUrl: string,
  now: () => number,
  more: Record<string, string> = {},
): Promise<Wired> =>
  await wire({
    config: readConfig({
      DAYBREAK_DATA: folder,
      DAYBREAK_SMTP_URL: smtpUrl,
      DAYBREAK_PUBLIC_URL: 'https://daybreak.brightshift.example',
      DAYBREAK_SECRET: key,
      DAYBREAK_LOG: 'silent',
      ...more,
    }),
    sample: false,
    now,
  })

/** What was approved, as a person saw it. */
export type Approved = { to: string; from: string; replyTo: string; subject: string; text: string }

/** A data folder with that many approved messages, each to a contact of an account of its own; not yet armed. */
export const approvedMessages = async (folder: string, count: number): Promise<Approved[]> => {
  const w = await makeWorkspace({
    file: path.join(folder, 'daybreak.sqlite'),
    workspace: { dailyMailboxCap: 10_000, dailyDomainCap: 10_000 },
  })
  for (let i = 0; i < count; i++) {
    const renamed = cloneAccount(w, i)
    const draft = await firstRevision(w.app, {
      pursuit: { id: `pursuit-${i}`, ownerId: 'rep' },
      brief: (await latestBrief(w.db, `pursuit-${i}`))!,
      draftText: { ...cleanText, subject: renamed(cleanText.subject), text: renamed(cleanText.text) },
      writer: 'composer',
    })
    await approve(w.app, w.manager, seen(draft))
  }
  const approved = w.db.$client
    .prepare(
      `SELECT t.to_address AS "to", t.from_address AS "from", t.reply_to AS replyTo, t.subject, t.text
       FROM revision_texts t JOIN approvals a USING (revision_id) WHERE a.voided_at IS NULL`,
    )
    .all() as Approved[]
  await w.close()
  return approved
}

const tables = ['accounts', 'facts', 'ownerships', 'contacts', 'employments', 'fits', 'triggers', 'pursuits', 'briefs']
const ids = 'account|mara|mara-job|f1|f2|o1|fit|trigger|pursuit|brief'

/** The sample account, its contact and all that belongs to them once more, under another name. */
const cloneAccount = ({ db }: Workspace, i: number) => {
  const renamed = (text: string) =>
    text.replaceAll('Northwind', `Nørdwind ${i}`).replaceAll('northwind', `nordwind-${i}`)
  const cell = (value: unknown) =>
    typeof value !== 'string'
      ? value
      : new RegExp(`^(?:${ids})$`).test(value)
        ? `${value}-${i}`
        : renamed(value).replace(new RegExp(`"(${ids})"(?!:)`, 'g'), `"$1-${i}"`)
  for (const table of tables) {
    const rows = db.$client.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[]
    for (const row of rows) {
      const own = new RegExp(`^(?:${ids})$`).test(String(row.id))
      if (!own) continue
      const copy = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cell(value)]))
      if (table === 'contacts') copy.address_key = addressKey(salt, String(copy.email))
      const names = Object.keys(copy)
      db.$client
        .prepare(`INSERT INTO ${table} (${names.join()}) VALUES (${names.map(() => '?').join()})`)
        .run(...Object.values(copy))
    }
  }
  return renamed
}
