import { type Backtest, backtest } from '../core/icp/backtest.ts'
import { withProposals } from '../core/icp/learn/apply.ts'
import { type Case, type Learning, learn } from '../core/icp/learn.ts'
import { parseIcp } from '../core/icp/parse.ts'
import { asVersion, liveIcps } from '../store/icps.ts'
import type { App } from './app.ts'
import { casesFromCsv, decidedCases } from './icp-cases.ts'

export type Learnt = Learning & {
  /** The ICP in force with the proposals taken in, to be read, changed and published by a person; null without one. */
  draft: string | null
  /** Rows of the files that could not be read; the others count. */
  unread: { file: 'won' | 'lost'; line: number; message: string }[]
}

/** What tells won from lost: from two CSV texts, else from the outcomes in the store. */
export const learnIcp = async (app: App, csv: { won: string; lost: string } | null, yaml?: string): Promise<Learnt> => {
  const { won, lost, unread } = csv ? await givenCases(csv) : { ...parted(await decidedCases(app.db)), unread: [] }
  const live = (await liveIcps(app.db)).find(({ icp }) => icp.kind === 'first_touch')
  const file = yaml ?? live?.yaml ?? null
  const learning = learn(won, lost, file === null ? null : parseIcp(file))
  return {
    ...learning,
    draft: file === null || learning.proposals.length === 0 ? null : withProposals(file, learning.proposals),
    unread,
  }
}

const givenCases = async (csv: { won: string; lost: string }) => {
  const [won, lost] = [await casesFromCsv(csv.won), await casesFromCsv(csv.lost)]
  const unread: Learnt['unread'] = [
    ...won.errors.map((error) => ({ file: 'won' as const, ...error })),
    ...lost.errors.map((error) => ({ file: 'lost' as const, ...error })),
  ]
  return { won: won.cases, lost: lost.cases, unread }
}

const parted = (cases: readonly (Case & { won: boolean })[]): { won: Case[]; lost: Case[] } => ({
  won: cases.filter(({ won }) => won),
  lost: cases.filter(({ won }) => !won),
})

/** How a draft would have told past wins from losses, beside the versions in force. */
export const backtestIcp = async (app: App, yaml: string): Promise<Backtest> => {
  const icp = parseIcp(yaml)
  const live = (await liveIcps(app.db)).map(asVersion)
  const after = [...live.filter((version) => version.icp.key !== icp.key), { id: 'draft', number: 0, icp }]
  return backtest(live, after, await decidedCases(app.db), seeded(1))
}

/** Mulberry32: the same interval each time the same is asked. */
const seeded = (seed: number) => {
  let state = seed
  return (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
