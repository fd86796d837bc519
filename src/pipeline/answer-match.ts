import { Refusal } from '../core/errors.ts'
import { nameKey } from '../core/match/names.ts'
import { findAccount, insertAlias, touchAccounts } from '../store/accounts.ts'
import { answerMatch as answered, matchesAsked } from '../store/matches.ts'
import type { MatchAnswer } from '../store/schema/index.ts'
import { signalById } from '../store/signals.ts'
import type { App } from './app.ts'
import { audited, commit } from './commit.ts'
import type { Person } from './edit.ts'
import { mergeDue } from './merge.ts'

export type AnsweredMatch = { signalId: string; accountId: string; answer: MatchAnswer }

/**
 * A person says whether a story is about an account: kept for good, on the item too, and the account's triggers are
 * merged again. Another name than its own that a story used for it becomes a confirmed alias.
 */
export const answerMatch = async (app: App, person: Person, input: AnsweredMatch): Promise<void> => {
  const { signalId, accountId, answer } = input
  const account = await findAccount(app.db, accountId)
  const asked = await matchesAsked(app.db, accountId, [signalId])
  if (!account || asked.length === 0) throw new Refusal('not_found', 'This story was not found for that account')
  const at = app.now()
  const said = { answer, answeredBy: person.id, answeredAt: at }
  const { signal } = (await signalById(app.db, signalId))!
  const names = new Set(
    asked.map(({ side, company }) => (side === 'counterpart' ? signal.fields.counterpart?.value : company)),
  )
  const others = [...names].filter((name) => name && nameKey(name) !== nameKey(account.name)) as string[]
  const learnt = answer === 'confirmed' ? others : []
  await commit(
    app,
    (tx) => [
      ...asked.flatMap((one) => answered(tx, one, said, app.newId())),
      ...learnt.map((name) =>
        insertAlias(tx, { id: app.newId(), accountId, name, kind: 'confirmed', source: `${person.name}, by hand` }),
      ),
      ...(learnt.length > 0 ? [touchAccounts(tx, [accountId], at)] : []),
    ],
    [
      audited(app, {
        ...{ actorId: person.id, what: `match_${answer}`, subject: 'account', subjectId: accountId },
        detail: { signalId },
      }),
    ],
  )
  await mergeDue(app, [accountId])
}
