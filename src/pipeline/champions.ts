import type { Db } from '#dialect'
import { type ChampionMove, championMove, type KnownPerson } from '../core/champion.ts'
import { documentText } from '../core/document.ts'
import { championsNamed } from '../store/contacts.ts'
import type { evidenceOf } from '../store/signals.ts'

type Matched = Awaited<ReturnType<typeof evidenceOf>>[number]

/** The arrivals among this evidence that are moves of people who know us from another account family, by signal id. */
export const championMoves = async (db: Db, evidence: readonly Matched[]): Promise<Map<string, ChampionMove>> => {
  const arrivals = evidence.filter(({ signal }) => signal.kind === 'executive_hire' && signal.signal.fields.person)
  const names = [...new Set(arrivals.map(({ signal }) => signal.signal.fields.person!.value))]
  const people = names.length > 0 ? await championsNamed(db, names) : []
  const moves = new Map<string, ChampionMove>()
  for (const { match, signal, document } of arrivals) {
    const elsewhere: KnownPerson[] = people.filter(({ accountId }) => accountId !== match.accountId)
    const move = championMove(signal.signal, documentText(document), elsewhere)
    if (move) moves.set(signal.id, move)
  }
  return moves
}
