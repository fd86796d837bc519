import type { Db } from '#dialect'
import type { Instant } from '../core/document.ts'
import { answersSince } from '../store/outcomes.ts'
import { talksSince, touchesSince } from '../store/ranking.ts'

/** What lets an account rest, and its family with it. `decisionId`: the rejection that says with whom we talk. */
export type Rest = { accountId: string; at: Instant; after: string; decisionId: string | null }

/** The newest of each account after that instant. */
export const restsSince = async (db: Db, since: Instant): Promise<Map<string, Rest>> => {
  const rests: Rest[] = [
    ...(await touchesSince(db, since)).map(({ accountId, channel, at }) => ({
      accountId,
      at,
      after: `${channel} touch`,
      decisionId: null,
    })),
    ...(await talksSince(db, since)).map(({ id, accountId, at }) => ({
      accountId,
      at,
      after: 'already talking',
      decisionId: id,
    })),
    ...(await answersSince(db, since)).map(({ accountId, kind, at }) => ({
      accountId,
      at,
      after: kind === 'meeting' ? 'meeting' : 'interested reply',
      decisionId: null,
    })),
  ]
  return new Map(rests.sort((a, b) => a.at - b.at).map((rest) => [rest.accountId, rest]))
}
