import type { Db } from '#dialect'
import { type ChampionMove, championMove } from '../core/champion.ts'
import { documentText } from '../core/document.ts'
import type { MatchSide } from '../core/match.ts'
import type { Evidence } from '../core/trigger.ts'
import { championsNamed } from '../store/contacts.ts'
import { confirmedFormer } from '../store/matches.ts'
import { itemKey, type StoredDocument, type StoredSignal } from '../store/signals.ts'

/** A signal at one account, as it is stored. */
export type Told = { accountId: string; side: MatchSide; signal: StoredSignal; document: StoredDocument }

/** As merging, learning and research see it: a known champion's arrival is told as the move that it is. */
export type Telling<T extends Told = Told> = T & { evidence: Evidence; move: ChampionMove | null }

export const tellingsOf = async <T extends Told>(db: Db, told: readonly T[]): Promise<Telling<T>[]> => {
  const arrivals = told.filter(isArrival).map(({ signal }) => signal.signal.fields.person!.value)
  const people = arrivals.length > 0 ? await championsNamed(db, [...new Set(arrivals)]) : []
  const confirmed = people.length > 0 ? await confirmedFormer(db, told.filter(isArrival).map(signalId)) : new Map()
  return told.map((one) => {
    const elsewhere = people.filter(({ accountId }) => accountId !== one.accountId)
    const text = documentText(one.document)
    const move = isArrival(one) ? championMove(one.signal.signal, text, elsewhere, confirmed.get(one.signal.id)) : null
    return { ...one, move, evidence: evidenceOf(one, move) }
  })
}

const signalId = ({ signal }: Told): string => signal.id
const isArrival = ({ signal }: Told): boolean =>
  signal.kind === 'executive_hire' && signal.signal.fields.person !== undefined

const evidenceOf = ({ signal, document, side }: Told, move: ChampionMove | null): Evidence => ({
  signalId: signal.id,
  item: itemKey(document),
  url: document.url,
  title: document.title,
  summary: document.summary,
  publisher: document.publisher,
  publishedAt: document.publishedAt,
  fetchedAt: document.fetchedAt,
  signal: move?.signal ?? signal.signal,
  side,
})
