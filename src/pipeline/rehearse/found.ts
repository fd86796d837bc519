import { atomically, type Tx } from '#dialect'
import type { Icp } from '../../core/icp.ts'
import { addressKey } from '../../core/suppression.ts'
import { insertAccount, insertContact, insertDomain, insertEmployment, insertFact } from '../../store/accounts.ts'
import { insertIcpVersion } from '../../store/icps.ts'
import { markMerges } from '../../store/matches.ts'
import { signalsFound } from '../../store/rehearsal.ts'
import { insertMatch } from '../../store/signals.ts'
import type { App } from '../app.ts'
import { mergeDue } from '../merge.ts'

/** The domain of an account that only the news knows: none can exist below this name. */
export const foundDomain = '.found.invalid'

/** A copy of the ICP for accounts about which nothing is known but a story: a fit of 9, so that real ones come first. */
export const publishFoundIcp = async (app: App, icp: Icp): Promise<void> => {
  const criterion = (id: string, label: string, wanted: boolean, weight: number): Icp['criteria'][number] => ({
    id,
    label,
    layer: 'firmographic',
    when: { field: 'unqualified', test: { is: wanted } },
    weight,
    required_for_tier_1: false,
  })
  const found: Icp = {
    ...icp,
    key: 'found_in_the_news',
    name: 'Found in the news, unqualified',
    criteria: [
      criterion('found', 'Found in the news', true, 1),
      criterion('qualified', 'Qualified by somebody', false, 10),
    ],
    disqualifiers: [],
    tiers: { tier_1: 100, tier_2: 99, tier_3: 5 },
    tests: { tier_1: [], out: [] },
  }
  const id = app.newId()
  const row = { id, icpKey: found.key, number: 1, name: found.name, yaml: '', icp: found, publishedAt: app.now() }
  await atomically(app.db, (tx) => [insertIcpVersion(tx, row)])
}

/** Somebody invented to write to, so that a draft has a reader. */
export type FoundPerson = { name: string; title: string }
export type PersonFor = (company: string) => FoundPerson

/**
 * Adds the companies of this morning's unmatched signals as accounts; `known` holds those added before, by name.
 * Their `changedAt` is old, so that they do not have every signal matched again.
 */
export const addFoundAccounts = async (
  app: App,
  known: Map<string, string>,
  personFor?: PersonFor,
): Promise<number> => {
  const unmatched = (await signalsFound(app.db, app.now())).filter(({ matches }) => matches.length === 0)
  let added = 0
  for (const { signal } of unmatched) {
    const key = keyOf(signal.company)
    const accountId = known.get(key) ?? (await addAccount(app, signal.company, personFor?.(signal.company)))
    if (!known.has(key)) added++
    known.set(key, accountId)
    const match = { id: app.newId(), signalId: signal.id, accountId, side: 'subject', method: 'name' } as const
    const sure = { decision: 'auto', confidence: 1, cues: ['found in the news'] } as const
    await atomically(app.db, (tx) => [
      insertMatch(tx, { ...match, ...sure, cues: [...sure.cues], answer: 'confirmed', createdAt: app.now() }),
      markMerges(tx, [accountId], app.newId()),
    ])
  }
  await mergeDue(app)
  return added
}

const keyOf = (company: string): string => company.normalize('NFKC').toLowerCase().trim()

const addAccount = async (app: App, name: string, person: FoundPerson | undefined): Promise<string> => {
  const id = app.newId()
  const now = app.now()
  const account = { id, externalId: null, name, parentId: null, familyId: id, mergedInto: null, incomplete: false }
  const fact = {
    id: app.newId(),
    accountId: id,
    field: 'unqualified',
    value: true,
    source: 'news',
    from: now,
    to: null,
  }
  await atomically(app.db, (tx) => [
    insertAccount(tx, { ...account, createdAt: now, changedAt: 0, factsChangedAt: now }),
    insertDomain(tx, { domain: `${id}${foundDomain}`, accountId: id, primary: true }),
    insertFact(tx, fact),
    ...(person ? contactAt(app, tx, id, person) : []),
  ])
  return id
}

const contactAt = (app: App, tx: Tx, accountId: string, { name, title }: FoundPerson) => {
  const [id, now] = [app.newId(), app.now()]
  const email = `${id}@${accountId}${foundDomain}`
  return [
    insertContact(tx, {
      id,
      name,
      email,
      addressKey: addressKey('scratch', email),
      verifiedAt: now,
      source: 'found',
      createdAt: now,
    }),
    insertEmployment(tx, { id: app.newId(), contactId: id, accountId, title, source: 'found', from: now }),
  ]
}
