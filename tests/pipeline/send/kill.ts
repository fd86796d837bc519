import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { simpleParser } from 'mailparser'
import { send } from '../../../src/pipeline/send.ts'
import { resolveSend } from '../../../src/pipeline/verbs.ts'
import { verifyAudit } from '../../../src/store/audit.ts'
import { userById } from '../../../src/store/users.ts'
import { tuesday } from '../../support/workspace.ts'
import { type Approved, approvedMessages, wireSender } from './house.ts'
import { type Delivery, type Moment, moments, recordingServer } from './recorder.ts'

type Kill = { moment: Moment }

/**
 * Two senders of one database, each ended by SIGKILL at a random moment and started anew, until there were enough kills
 * and the queue is empty. Then a person says of each leftover what the mail server knows of it, and the rest is sent.
 * What is told comes from the mail server and from plain SQL.
 */
export const killSenders = async (wanted: number, messages: number, said: (line: string) => void = () => {}) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'daybreak-kill-send-'))
  const deliveries: Delivery[] = []
  const aheadMs = tuesday + 60_000 - Date.now()
  try {
    const approved = await approvedMessages(folder, messages)
    const house = await wireSender(folder, 'smtp://127.0.0.1:1', () => Date.now() + aheadMs)
    await house.arm()
    await house.close()
    const kills = await campaign({ folder, aheadMs, wanted, deliveries, said })
    const whileKilled = await judge(folder, approved, deliveries)
    const afterwards = await cleanUp(folder, aheadMs, deliveries)
    return { kills, whileKilled, afterwards, atTheEnd: await judge(folder, approved, deliveries) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Plan = { folder: string; aheadMs: number; wanted: number; deliveries: Delivery[]; said: (line: string) => void }

const campaign = async ({ folder, aheadMs, wanted, deliveries, said }: Plan): Promise<Kill[]> => {
  const kills: Kill[] = []
  const open = new Database(path.join(folder, 'daybreak.sqlite'), { readonly: true })
  const waiting = open
    .prepare("SELECT count(*) FROM drafts WHERE state IN ('approved', 'queued')")
    .pluck() as Database.Statement<[], number>
  const seat = async (): Promise<void> => {
    let next: (moment: Moment) => void = () => {}
    const server = await recordingServer(deliveries, (moment) => next(moment))
    while (waiting.get()! > 0) {
      const child = spawn(
        process.execPath,
        [path.join(import.meta.dirname, 'kill-child.ts'), folder, server.url, String(aheadMs)],
        { stdio: ['ignore', 'ignore', 'inherit'] },
      )
      const fate = kills.length < wanted ? randomMoment(child) : null
      next = fate?.reached ?? (() => {})
      while (isAlive(child) && waiting.get()! > 0) await sleep(20)
      if (isAlive(child)) await sleep(500) // what is under way
      next = () => {}
      if (fate?.struck && child.signalCode === 'SIGKILL') {
        kills.push({ moment: fate.moment })
        said(`${kills.length}: at ${fate.moment}; ${waiting.get()} wait`)
      }
      await stop(child)
    }
    await server.close()
  }
  await Promise.all([seat(), seat()])
  open.close()
  return kills
}

/** Kills when the conversation of the first or second message has come that far, at once or a little later. */
const randomMoment = (child: ChildProcess) => {
  const moment = moments[Math.floor(Math.random() * moments.length)]!
  let skip = Math.floor(Math.random() * 2)
  const laterMs = Math.random() < 0.5 ? 0 : Math.random() * 30
  const fate = {
    moment,
    struck: false,
    reached: (now: Moment) => {
      if (now !== moment || fate.struck || skip-- > 0) return
      fate.struck = true
      if (laterMs === 0 && moment !== 'answered') child.kill('SIGKILL')
      else setTimeout(() => child.kill('SIGKILL'), laterMs)
    },
  }
  return fate
}

const isAlive = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null

const stop = async (child: ChildProcess) => {
  if (!isAlive(child)) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

type Row = { id: string; state: string; messageId: string; at: number; to: string }

const sendsIn = (db: Database.Database) =>
  db
    .prepare(
      `SELECT s.id, s.state, s.message_id AS messageId, s.changed_at AS at, t.to_address AS "to"
       FROM sends s JOIN approvals a ON a.id = s.approval_id JOIN revision_texts t USING (revision_id)`,
    )
    .all() as Row[]

/** The word of the mail server against that of the database. */
const judge = async (folder: string, approved: readonly Approved[], deliveries: readonly Delivery[]) => {
  const db = new Database(path.join(folder, 'daybreak.sqlite'), { readonly: true })
  const rows = sendsIn(db)
  const slowest = db
    .prepare(
      `SELECT max(u.at - (SELECT max(c.at) FROM audit c WHERE c.what = 'send_claimed' AND c.subject_id = u.subject_id AND c.seq < u.seq))
       FROM audit u WHERE u.what = 'send_unknown' AND u.detail LIKE '%expired%'`,
    )
    .pluck()
    .get() as number | null
  db.close()
  const words = new Map(approved.map((one) => [one.to, one]))
  const delivered = Map.groupBy(deliveries, ({ to }) => to.join())
  const isAsApproved = async ({ raw, from, to }: Delivery) => {
    const mail = await simpleParser(raw)
    const one = words.get(to.join())
    return (
      mail.text === one?.text &&
      mail.subject === one?.subject &&
      mail.from?.text.replaceAll('"', '') === one?.from &&
      mail.replyTo?.text === one?.replyTo &&
      from === /<(.+)>/.exec(one?.from ?? '')?.[1] &&
      rows.some(({ messageId, to: whom }) => messageId === mail.messageId && whom === to.join())
    )
  }
  const same = await Promise.all(deliveries.map(isAsApproved))
  const states = Object.fromEntries(
    [...Map.groupBy(rows, ({ state }) => state)].map(([state, of]) => [state, of.length]),
  ) as Record<string, number | undefined>
  return {
    delivered: deliveries.length,
    duplicates: [...delivered.values()].filter(({ length }) => length > 1).length,
    changed: same.filter((as) => !as).length,
    /** Said to have left, and the mail server has not got it. */
    lost: rows.filter(({ state, to }) => state === 'sent' && !delivered.has(to)).length,
    /** The mail server has it, and nobody is told so or asked. */
    untold: rows.filter(({ state, to }) => !['sent', 'sending', 'unknown'].includes(state) && delivered.has(to)).length,
    approvedAndNotQueued: approved.length - rows.length,
    states,
    slowestMs: slowest,
  }
}

/** A minute after the last claim nothing is under way; a person resolves what is unknown, and the rest leaves. */
const cleanUp = async (folder: string, aheadMs: number, deliveries: Delivery[]) => {
  const server = await recordingServer(deliveries)
  const db = new Database(path.join(folder, 'daybreak.sqlite'), { readonly: true })
  const sends = (wanted: string) => sendsIn(db).filter(({ state }) => state === wanted)
  let now = Math.max(Date.now() + aheadMs, ...sends('sending').map(({ at }) => at + 57_000))
  const house = await wireSender(folder, server.url, () => now)
  try {
    await send.run(house.app)
    const stillUnderWay = sends('sending').length
    const unknown = sends('unknown')
    const had = unknown.filter(({ to }) => deliveries.some((one) => one.to.join() === to))
    const manager = (await userById(house.app.db, 'manager'))!
    for (const one of unknown)
      await resolveSend(house.app, manager, { sendId: one.id, to: had.includes(one) ? 'sent' : 'queued' })
    now += 3_600_000
    await send.run(house.app)
    return {
      stillUnderWay,
      unknown: unknown.length,
      unknownThatArrived: had.length,
      armed: await house.app.armed(),
      audit: (await verifyAudit(house.app.db)).broken,
    }
  } finally {
    db.close()
    await house.close()
    await server.close()
  }
}
