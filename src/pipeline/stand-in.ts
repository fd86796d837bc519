import { localDay } from '../core/day.ts'
import { Refusal } from '../core/errors.ts'
import type { Settings } from '../core/settings.ts'
import { isStandIn, type StandIn, standInAs, waitedMs } from '../core/stand-in.ts'
import { type Draft, findRevision, tierOf } from '../store/drafts.ts'
import { submittedDrafts } from '../store/pages/draft.ts'
import { approvalsOf, decisionsOf } from '../store/reviews.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import type { Person } from './edit.ts'
import { changeRules } from './set-up.ts'

/** As what a person decides about this waiting text in a manager's place; the guards ask the same again. */
export const standInFor = async (app: App, person: Person, draft: Draft): Promise<StandIn | null> => {
  if (draft.state !== 'submitted' || !draft.headRevisionId) return null
  if (person.role !== 'rep' || !person.active || person.id === draft.ownerId) return null
  const head = await findRevision(app.db, draft.headRevisionId)
  const submitted = (await decisionsOf(app.db, draft.id)).findLast(({ kind }) => kind === 'submit')
  if (!head || !submitted || head.revision.authorId === person.id) return null
  const at = Math.max(head.revision.at, submitted.at)
  const { settings, timeZone } = await getWorkspace(app.db)
  return standInAs(person.id, settings, timeZone, { at, tier: await tierOf(app.db, draft.accountId) }, app.now())
}

/** Whether a person approved this draft in a manager's place: they may take it back. */
export const approvedBy = async (app: App, person: Person, draft: Draft): Promise<boolean> =>
  (await approvalsOf(app.db, draft.id)).some(
    ({ approverId, voidedAt }) => approverId === person.id && voidedAt === null,
  )

/** What waits for this person's approval, the oldest first, with how long it has waited on working days. */
export const waitingFor = async (app: App, person: Person) => {
  const { settings, timeZone } = await getWorkspace(app.db)
  if (person.role === 'rep' && !isStandIn(person.id, settings, localDay(app.now(), timeZone))) return []
  const waiting = (await submittedDrafts(app.db)).map((row) => ({
    ...row,
    waitedMs: waitedMs(row.draft.changedAt, app.now(), timeZone, settings.holidays),
  }))
  const asked = await Promise.all(
    waiting.map(async (row) => ({ ...row, standsIn: await standInFor(app, person, row.draft) })),
  )
  return asked.filter(({ standsIn }) => standsIn || person.role !== 'rep')
}
export type Waiting = Awaited<ReturnType<typeof waitingFor>>[number]

/** Names the deputy, or nobody. */
export const setDeputy = async (
  app: App,
  person: Person,
  rules: { deputyId: string | null; tier1WaitHours: number },
): Promise<void> =>
  await changeRules(app, person, Object.keys(rules), (_settings, people) => {
    if (rules.deputyId) activeAmong(people, rules.deputyId)
    return rules
  })

type Cover = Settings['covers'][number]

/** Somebody decides in a manager's place while they are away. */
export const addCover = async (app: App, person: Person, cover: Cover): Promise<void> => {
  if (cover.coverId === cover.awayId) throw new Refusal('invalid', 'Nobody covers for themselves')
  if (cover.to < cover.from) throw new Refusal('invalid', 'The last day is before the first')
  await changeRules(app, person, ['covers'], ({ covers }, people) => {
    activeAmong(people, cover.coverId)
    if (activeAmong(people, cover.awayId).role === 'rep')
      throw new Refusal('invalid', 'Only a manager or an admin is covered: they approve')
    return { covers: [...covers.filter((each) => !sameCover(each, cover)), cover] }
  })
}

export const endCover = async (app: App, person: Person, cover: Cover): Promise<void> =>
  await changeRules(app, person, ['covers'], ({ covers }) => {
    const left = covers.filter((each) => !sameCover(each, cover))
    if (left.length === covers.length) throw new Refusal('not_found', 'There is no such cover')
    return { covers: left }
  })

const sameCover = (a: Cover, b: Cover): boolean =>
  a.awayId === b.awayId && a.coverId === b.coverId && a.from === b.from && a.to === b.to

const activeAmong = (people: readonly Person[], userId: string): Person => {
  const user = people.find(({ id, active }) => id === userId && active)
  if (!user) throw new Refusal('not_found', 'There is no such active person')
  return user
}
