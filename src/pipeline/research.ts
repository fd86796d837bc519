import { atomically, type Step, type Tx } from '#dialect'
import type { Customer } from '../core/brief/alike.ts'
import { type Brief, type BriefInput, brief, evidenceHash } from '../core/brief.ts'
import { dayInWords, localDay } from '../core/day.ts'
import { addressDomain } from '../core/suppression.ts'
import type { Trigger } from '../core/trigger.ts'
import { employmentsOf, groupBy, liveFactsOf } from '../store/accounts.ts'
import { notErased } from '../store/contacts.ts'
import { wrongContactsOf } from '../store/corrections.ts'
import { asVersion, getIcpVersion } from '../store/icps.ts'
import { insertBrief, latestBriefs, openPursuits, type Pursuit, type StoredBrief } from '../store/pursuits.ts'
import { allSuppressions } from '../store/ranking.ts'
import { accountsNamed, customersAt, historyOf, postingsOfAccounts } from '../store/research.ts'
import { clearProblem, recordProblem, subjectsWithProblem } from '../store/runs.ts'
import { evidenceBehind, type StoredTrigger, triggersById } from '../store/signals.ts'
import type { App } from './app.ts'
import { tellingsOf } from './evidence.ts'
import { type Counts, chunks, messageOf, type Stage } from './stage.ts'

/** Gathers what is known about every open pursuit; a brief is written only when its evidence changed. */
export const research: Stage = {
  name: 'research',
  run: async (app, tell) => {
    const counts: Counts = { briefs: 0, failed: 0 }
    const troubled = await subjectsWithProblem(app.db, 'research')
    const open = await openPursuits(app.db)
    const common = await commonMaterial(app)
    let done = 0
    for (const part of chunks(open, 100)) {
      const material = { ...common, ...(await loadMaterial(app, part)) }
      const known = await latestBriefs(
        app.db,
        part.map(({ id }) => id),
      )
      for (const pursuit of part) {
        tell?.(++done, open.length)
        try {
          const made = brief(await inputFor(app, pursuit, material))
          if (await saveBrief(app, pursuit, made, known.get(pursuit.id))) counts.briefs!++
          else if (troubled.has(pursuit.id))
            await atomically(app.db, (tx) => [clearProblem(tx, 'research', pursuit.id)])
        } catch (error) {
          counts.failed!++
          const problem = { stage: 'research', subjectId: pursuit.id, message: messageOf(error), at: app.now() }
          await atomically(app.db, (tx) => [recordProblem(tx, problem)])
        }
      }
    }
    return counts
  },
}

const saveBrief = async (app: App, pursuit: Pursuit, made: Brief, known?: StoredBrief): Promise<boolean> => {
  const hash = evidenceHash(made)
  if (hash === known?.evidenceHash) return false
  const row = {
    id: app.newId(),
    pursuitId: pursuit.id,
    evidenceHash: hash,
    brief: made,
    createdAt: app.now(),
    currentAt: Math.max(app.now(), (known?.currentAt ?? 0) + 1),
  }
  await atomically(app.db, (tx) => [...briefSteps(tx, row), clearProblem(tx, 'research', pursuit.id)])
  return true
}

/** None that tells of somebody who was erased meanwhile. */
export const briefSteps = (tx: Tx, row: StoredBrief): Step[] => [
  ...[row.brief.contact ?? [], row.brief.alternates].flat().map(({ contactId }) => notErased(tx, contactId)),
  insertBrief(tx, row),
]

/** The same for one pursuit, saving nothing: a follow-up asks again what is known. */
export const briefNow = async (app: App, pursuit: Pursuit, common: CommonMaterial): Promise<Brief> =>
  brief(await inputFor(app, pursuit, { ...common, ...(await loadMaterial(app, [pursuit])) }))

export type CommonMaterial = Awaited<ReturnType<typeof commonMaterial>>
type Material = CommonMaterial & Awaited<ReturnType<typeof loadMaterial>>

/** What is the same for every pursuit, read once for many: who must not be contacted, and our customers by industry. */
export const commonMaterial = async (app: App) => ({
  silent: new Set((await allSuppressions(app.db)).map(({ kind, key }) => `${kind} ${key}`)),
  customers: groupBy(await customersOf(app), ({ industry }) => industryKey(industry)),
})

const industryKey = (industry: unknown): string => (typeof industry === 'string' ? industry.toLowerCase() : '')

const loadMaterial = async (app: App, pursuits: Pursuit[]) => {
  const accountIds = pursuits.map(({ accountId }) => accountId)
  const triggerIds = pursuits.flatMap((pursuit) => pursuit.triggerIds)
  const triggers = new Map((await triggersById(app.db, triggerIds)).map((row) => [row.id, row]))
  return {
    names: await accountsNamed(app.db, accountIds),
    facts: groupBy(await liveFactsOf(app.db, accountIds), ({ accountId }) => accountId),
    people: groupBy(await employmentsOf(app.db, accountIds), ({ employment }) => employment.accountId),
    triggers,
    evidence: await evidenceFor(app, triggers),
    postings: groupBy(await postingsOfAccounts(app.db, accountIds), ({ accountId }) => accountId),
    history: groupBy(await historyOf(app.db, accountIds), ({ accountId }) => accountId),
    wrong: await wrongContactsOf(app.db, accountIds),
  }
}

const customersOf = async (app: App): Promise<Customer[]> =>
  [...groupBy(await customersAt(app.db, app.now()), ({ accountId }) => accountId).values()].map((rows) => {
    const { accountId, name, asOf } = rows[0]!
    const known = (wanted: string) => rows.find(({ field }) => field === wanted)?.value
    const [industry, employees] = [known('industry'), known('employees')]
    return {
      accountId,
      name,
      industry: typeof industry === 'string' ? industry : null,
      employees: typeof employees === 'number' ? employees : null,
      source: `our customers, as of ${dayInWords(localDay(asOf, 'UTC'))}`,
    }
  })

/** The evidence of these triggers by trigger id, in the order in which it was fetched. */
const evidenceFor = async (app: App, triggers: ReadonlyMap<string, StoredTrigger>) => {
  const told = (await evidenceBehind(app.db, [...triggers.keys()])).map((one) => {
    const { accountId, trigger } = triggers.get(one.triggerId)!
    return { ...one, accountId, side: trigger.side }
  })
  const tellings = groupBy(await tellingsOf(app.db, told), ({ triggerId }) => triggerId)
  return new Map([...tellings].map(([id, each]) => [id, each.map(({ evidence }) => evidence)]))
}

const inputFor = async (app: App, pursuit: Pursuit, material: Material): Promise<BriefInput> => {
  const version = await getIcpVersion(app.db, pursuit.icpVersionId)
  if (!version) throw new Error(`The ICP version ${pursuit.icpVersionId} is gone`)
  const { accountId } = pursuit
  const facts = material.facts.get(accountId) ?? []
  return {
    account: { id: accountId, name: material.names.get(accountId) ?? accountId },
    facts,
    triggers: pursuit.triggerIds.flatMap((id) => {
      const row = material.triggers.get(id)
      if (!row || row.removedAt !== null) return []
      const trigger: Trigger = { ...row.trigger, evidence: material.evidence.get(id) ?? [] }
      return [trigger]
    }),
    contacts: (material.people.get(accountId) ?? [])
      .filter(({ contact }) => !material.wrong.has(`${accountId} ${contact.id}`))
      .map(({ employment, contact }) => ({
        id: contact.id,
        name: contact.name,
        title: employment.title,
        email: contact.email,
        verifiedAt: contact.verifiedAt,
        champion: employment.champion,
        left: employment.to !== null,
        suppressed: isSilent(contact, material),
      })),
    history: (material.history.get(accountId) ?? []).map(({ text, at }) => ({
      text: `${text} on ${dayInWords(localDay(at, 'UTC'))}`,
      at,
      source: 'our own records',
    })),
    postings: (material.postings.get(accountId) ?? []).map(({ posting, board }) => ({
      title: posting.title,
      url: posting.url,
      at: posting.postedAt,
      board,
    })),
    customers: material.customers.get(industryKey(facts.find(({ field }) => field === 'industry')?.value)) ?? [],
    icp: asVersion(version).icp,
    now: app.now(),
  }
}

const isSilent = ({ addressKey, email }: { addressKey: string | null; email: string | null }, { silent }: Material) =>
  silent.has(`address ${addressKey}`) || domainsOf(email ?? '').some((domain) => silent.has(`domain ${domain}`))

/** A suppressed domain covers what lies under it. */
const domainsOf = (address: string): string[] =>
  addressDomain(address)
    .split('.')
    .map((_, at, labels) => labels.slice(at).join('.'))
