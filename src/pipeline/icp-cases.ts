import { Readable } from 'node:stream'
import type { Db } from '#dialect'
import type { FactValue } from '../core/account.ts'
import { msPerDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import type { PastCase } from '../core/icp/backtest.ts'
import type { FitSubject } from '../core/icp/condition.ts'
import { type Case, eventWindowDays } from '../core/icp/learn/attributes.ts'
import { type SignalKind, signalKinds } from '../core/signal.ts'
import { employmentsOf, groupBy } from '../store/accounts.ts'
import { decidedOutcomes, factHistory, newsOf } from '../store/icp-evidence.ts'
import { type Report, readRows } from './import/records.ts'
import { chunks } from './stage.ts'
import { eventsOf } from './subjects.ts'

type Known = { at: Instant; news: { kind: SignalKind; at: Instant }[]; contacts: FitSubject['contacts'] }

/** Accounts at a moment, as they were known then. */
export const casesAt = async (
  db: Db,
  moments: readonly { accountId: string; at: Instant }[],
): Promise<(Case & Known)[]> => {
  const ids = [...new Set(moments.map(({ accountId }) => accountId))]
  const facts = new Map<string, Awaited<ReturnType<typeof factHistory>>>()
  const news = new Map<string, Awaited<ReturnType<typeof newsOf>>>()
  const people = new Map<string, Awaited<ReturnType<typeof employmentsOf>>>()
  for (const part of chunks(ids, 500)) {
    for (const [id, rows] of groupBy(await factHistory(db, part), ({ accountId }) => accountId)) facts.set(id, rows)
    for (const [id, rows] of groupBy(await newsOf(db, part), ({ accountId }) => accountId)) news.set(id, rows)
    for (const [id, rows] of groupBy(await employmentsOf(db, part), ({ employment }) => employment.accountId))
      people.set(id, rows)
  }
  return moments.map(({ accountId, at }) => {
    const before = (news.get(accountId) ?? []).filter((each) => each.at <= at).flatMap(eventsOf)
    const recent = before.filter((each) => each.at > at - eventWindowDays * msPerDay).map(({ kind }) => kind)
    return {
      id: accountId,
      at,
      fields: fieldsAt(facts.get(accountId) ?? [], at),
      events: [...new Set(recent)],
      news: before,
      contacts: (people.get(accountId) ?? []).flatMap(({ employment: { from, to, title } }) =>
        from <= at && (to === null || to > at) ? [{ title }] : [],
      ),
    }
  })
}

/** The value that held at the moment; where none was known yet, the first that was learnt after it. */
const fieldsAt = (rows: Awaited<ReturnType<typeof factHistory>>, at: Instant): Record<string, FactValue> => {
  const fields: Record<string, FactValue> = {}
  for (const { field, value, from, to } of rows)
    if ((from <= at && (to === null || to > at)) || !(field in fields)) fields[field] = value
  return fields
}

/** Won and lost accounts of the store, each once by its last decision. */
export const decidedCases = async (db: Db): Promise<(PastCase & Case)[]> => {
  const last = new Map((await decidedOutcomes(db)).map((row) => [row.accountId, row]))
  const rows = [...last.values()]
  const cases = await casesAt(db, rows)
  return cases.map((one, index) => ({
    ...one,
    name: rows[index]!.name,
    won: rows[index]!.kind === 'won',
    subject: { id: one.id, fields: one.fields, events: one.news, contacts: one.contacts, isCustomer: false },
  }))
}

const isKind = (word: string): word is SignalKind => (signalKinds as readonly string[]).includes(word)

/** Cases from a CSV: a row each, its columns the attributes; "a|b" is a list, `events` holds kinds of news. Rows that cannot be read are told. */
export const casesFromCsv = async (csv: string): Promise<{ cases: Case[]; errors: Report['errors'] }> => {
  const cases: Case[] = []
  const report: Report = { errors: [], notes: [] }
  for await (const { line, cells } of readRows(
    Readable.from([Buffer.from(csv)]),
    (header) => header.map((name) => name.trim()),
    report,
  )) {
    const { events, ...rest } = cells
    const fields = Object.fromEntries(
      Object.entries(rest).flatMap(([name, cell]) => {
        const value = valueIn(cell)
        return value === undefined ? [] : [[fieldNames.get(name) ?? name, value] as [string, FactValue]]
      }),
    )
    const kinds =
      events === undefined
        ? null
        : events
            .split('|')
            .map((kind) => kind.trim())
            .filter(isKind)
    cases.push({ id: `line ${line}`, fields, events: kinds })
  }
  return { cases, errors: report.errors }
}

const fieldNames = new Map([
  ['revenue_usd', 'revenueUsd'],
  ['time_zone', 'timeZone'],
  ['company', 'name'],
])

const valueIn = (cell: string): FactValue | undefined => {
  const text = cell.trim()
  if (text === '') return undefined
  if (/^(true|yes)$/i.test(text)) return true
  if (/^(false|no)$/i.test(text)) return false
  if (text.includes('|'))
    return text
      .split('|')
      .map((each) => each.trim())
      .filter((each) => each !== '')
  const plain = text.replaceAll(',', '')
  return /^-?\d{1,15}(\.\d{1,9})?$/.test(plain) ? Number(plain) : text
}
