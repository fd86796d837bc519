import { Refusal } from '../core/errors.ts'
import { isDisguise } from '../core/match/disguise.ts'
import { nameKey } from '../core/match/names.ts'
import { questionOf } from '../core/match/remembered.ts'
import { type Account, aliasesOf, confirmAlias, deleteAliases, findAccount, touchAccounts } from '../store/accounts.ts'
import {
  type AnswerableMatch,
  answerMatch as answered,
  answeredAtOnce,
  answersAt,
  forgetAnswers,
  markMerges,
  markMergesBehind,
  matchesOn,
  openQuestions,
} from '../store/matches.ts'
import type { MatchAnswer } from '../store/schema/index.ts'
import { insertMatch, signalById } from '../store/signals.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'
import type { Person } from './edit.ts'
import { mergeDue } from './merge.ts'

export type AnsweredMatch = { signalId: string; accountId: string; answer: MatchAnswer }

/**
 * A person says whether a story is about an account, which may also be one that was not offered: kept for good, on the
 * item too, and the triggers are merged again. One company is one account, so confirming one denies the others. The
 * same question about other stories is answered with it, and the name is learnt.
 */
export const answerMatch = async (app: App, person: Person, input: AnsweredMatch): Promise<void> => {
  const { signalId, accountId, answer } = input
  const account = await findAccount(app.db, accountId)
  const all = await matchesOn(app.db, [signalId])
  const offered = all.filter((one) => one.accountId === accountId)
  const chosen = answer === 'confirmed' && offered.length === 0 && all[0] ? chosenBy(app, all[0], accountId) : null
  const asked = chosen ? [chosen] : offered
  if (!account || asked.length === 0) throw new Refusal('not_found', 'This story was not found for that account')
  const said = { answeredBy: person.id }
  const sides = new Set(asked.map(({ side }) => side))
  const others = all.filter((one) => answer === 'confirmed' && sides.has(one.side) && one.accountId !== accountId)
  const alike = await sameQuestions(app, asked, answer)
  const learnt = answer === 'confirmed' ? await namesOf(app, account, asked) : []
  const source = `${person.name}, by hand`
  await commit(
    app,
    (tx, at) => [
      ...(chosen ? [insertMatch(tx, { ...rowOf(chosen), createdAt: at })] : []),
      ...[...asked, ...alike].flatMap((one) => answered(tx, one, { ...said, answer, answeredAt: at }, app.newId())),
      ...others.flatMap((one) => answered(tx, one, { ...said, answer: 'not_us', answeredAt: at }, app.newId())),
      markMergesBehind(tx, [signalId], app.newId()),
      ...learnt.map((name) => confirmAlias(tx, { id: app.newId(), accountId, name, source })),
      ...(learnt.length > 0 ? [touchAccounts(tx, [accountId], at)] : []),
    ],
    [
      {
        ...{ actorId: person.id, what: `match_${answer}`, subject: 'account', subjectId: accountId },
        detail: { signalId, stories: asked.length + alike.length },
      },
    ],
  )
  await mergeDue(app, [...new Set([...all, ...asked].map((one) => one.accountId))])
}

/** None of the accounts that were asked about is meant, of those that this person speaks for. */
export const denyAllMatches = async (
  app: App,
  person: Person,
  { signalId, among }: { signalId: string; among: ReadonlySet<string> },
): Promise<void> => {
  const asked = (await matchesOn(app.db, [signalId])).filter(({ accountId }) => among.has(accountId))
  const open = asked.filter(({ decision, answer }) => decision === 'review' && !answer)
  if (open.length === 0) throw new Refusal('conflict', 'This was answered already')
  const alike = await sameQuestions(app, open, 'not_us')
  const said = { answer: 'not_us', answeredBy: person.id } as const
  await commit(
    app,
    (tx, at) => [...open, ...alike].flatMap((one) => answered(tx, one, { ...said, answeredAt: at }, app.newId())),
    [
      {
        ...{ actorId: person.id, what: 'match_none', subject: 'signal', subjectId: signalId },
        detail: { stories: new Set([...open, ...alike].map((one) => one.signalId)).size },
      },
    ],
  )
  await mergeDue(app, [...new Set(open.map(({ accountId }) => accountId))])
}

/** Takes back the last answer this person gave about a story, with all that it answered and taught. */
export const undoAnswer = async (app: App, person: Person, { signalId }: { signalId: string }): Promise<void> => {
  const own = (await matchesOn(app.db, [signalId])).filter(({ answeredBy }) => answeredBy === person.id)
  const at = Math.max(...own.map(({ answeredAt }) => answeredAt ?? 0))
  if (own.length === 0) throw new Refusal('conflict', 'There is no answer of yours to take back')
  const taken = await answeredAtOnce(app.db, person.id, at)
  const accountIds = [...new Set(taken.map(({ accountId }) => accountId))]
  const unlearnt = await aliasesTaughtBy(app, taken, at)
  await commit(
    app,
    (tx, now) => [
      markMergesBehind(tx, [...new Set(taken.map((one) => one.signalId))], app.newId()),
      markMerges(tx, accountIds, app.newId()),
      ...forgetAnswers(tx, person.id, at),
      ...(unlearnt.length > 0 ? [deleteAliases(tx, unlearnt)] : []),
      touchAccounts(tx, accountIds, now),
    ],
    [
      {
        ...{ actorId: person.id, what: 'match_answer_undone', subject: 'signal', subjectId: signalId },
        detail: { stories: taken.length },
      },
    ],
  )
  await mergeDue(app, accountIds)
}

type Question = Pick<
  AnswerableMatch,
  'id' | 'signalId' | 'accountId' | 'side' | 'method' | 'decision' | 'cues' | 'company' | 'feedId' | 'identity'
>

/** An account that the machine had not thought of. */
const chosenBy = (app: App, one: AnswerableMatch, accountId: string): Question => {
  const { signalId, company, feedId, identity } = one
  const by = { side: 'subject', method: 'person', decision: 'review', cues: ['a person chose it'] } as const
  return { id: app.newId(), signalId, accountId, ...by, cues: [...by.cues], company, feedId, identity }
}

const rowOf = ({ id, signalId, accountId, side, method, decision, cues }: Question) => {
  return { id, signalId, accountId, side, method, decision, cues, confidence: 1 }
}

/** The same question about other stories: the same name at the same account for the same reasons, and no other account beside it. */
const sameQuestions = async (app: App, asked: readonly Question[], answer: MatchAnswer): Promise<Question[]> => {
  const questions = new Set(asked.filter(({ side }) => side !== 'former').map(wholeQuestion))
  const ids = new Set(asked.map(({ id }) => id))
  const open = await openQuestions(app.db, [...new Set(asked.map(({ accountId }) => accountId))])
  const alike = open.filter((one) => !ids.has(one.id) && questions.has(wholeQuestion(one)))
  if (answer === 'not_us' || alike.length === 0) return alike
  const beside = Map.groupBy(
    await matchesOn(
      app.db,
      alike.map(({ signalId }) => signalId),
    ),
    sideOf,
  )
  return alike.filter((one) => beside.get(sideOf(one))!.length === 1)
}

const sideOf = ({ signalId, side }: Question): string => `${signalId} ${side}`
const wholeQuestion = ({ accountId, side, company, cues }: Question): string =>
  [accountId, side, nameKey(company), questionOf(cues)].join('\n')

/** What the story called the account, where that alone was not enough; a disguise is nobody's name. */
const namesOf = async (app: App, account: Account, asked: readonly Question[]): Promise<string[]> => {
  const { signal } = (await signalById(app.db, asked[0]!.signalId))!
  const names = asked.flatMap(({ side, company, decision }) => {
    if (side === 'former') return []
    const name = side === 'counterpart' ? signal.fields.counterpart?.value : company
    const isOther = name !== undefined && nameKey(name) !== nameKey(account.name)
    return name && (isOther || decision === 'review') ? [name] : []
  })
  return [...new Set(names)].filter((name) => !isDisguise(name, account.name))
}

/** Names that nothing but the taken answers had taught. */
const aliasesTaughtBy = async (app: App, taken: readonly AnswerableMatch[], at: number): Promise<string[]> => {
  const confirmed = taken.filter(({ answer }) => answer === 'confirmed')
  const key = (accountId: string, name: string) => `${accountId} ${nameKey(name)}`
  const accountIds = [...new Set(confirmed.map(({ accountId }) => accountId))]
  const still = (await answersAt(app.db, accountIds)).filter(
    (one) => one.answer === 'confirmed' && one.answeredAt !== at,
  )
  const kept = new Set(still.map(({ accountId, company }) => key(accountId, company)))
  const taught = new Set(confirmed.map(({ accountId, company }) => key(accountId, company)).filter((k) => !kept.has(k)))
  const aliases = (await aliasesOf(app.db, accountIds)).filter(({ kind }) => kind === 'confirmed')
  return aliases.filter(({ accountId, name }) => taught.has(key(accountId, name))).map(({ id }) => id)
}
