import type { Step, Tx } from '#dialect'
import { registrableDomain } from '../core/domain.ts'
import { Refusal } from '../core/errors.ts'
import { findAccount, insertAccount, insertDomain, insertOwnership } from '../store/accounts.ts'
import { accountsOfDomain } from '../store/family.ts'
import { answerOffer, findOffer } from '../store/offers.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'
import type { Person } from './edit.ts'

/**
 * Adds a company that a story named to the book, owned by the rep who adds it; others leave it to the territories. It
 * needs its domain to be told from its namesakes. The next match gives it the story.
 */
export const addOffered = async (
  app: App,
  person: Person,
  { offerId, domain }: { offerId: string; domain: string },
): Promise<{ accountId: string }> => {
  const offer = await findOffer(app.db, offerId)
  const site = registrableDomain(domain)
  if (!offer) throw new Refusal('not_found', 'There is no such offer')
  if (!site) throw new Refusal('invalid', `"${domain}" is not a domain such as acme.example`)
  const [known] = await accountsOfDomain(app.db, site)
  if (known)
    throw new Refusal('conflict', `${site} is the domain of ${(await findAccount(app.db, known))?.name} already`)
  const [id, at] = [app.newId(), app.now()]
  const times = { createdAt: at, changedAt: at, factsChangedAt: at }
  const place = { externalId: null, parentId: null, familyId: id, mergedInto: null, incomplete: false }
  const owned = { accountId: id, userId: person.id, source: 'hand', from: at, to: null }
  await answer(app, person, offerId, 'added', (tx) => [
    insertAccount(tx, { id, name: offer.name, ...place, ...times }),
    insertDomain(tx, { domain: site, accountId: id, primary: true }),
    ...(person.role === 'rep' ? [insertOwnership(tx, { id: app.newId(), ...owned })] : []),
  ])
  return { accountId: id }
}

/** The company is not offered again. */
export const declineOffered = async (app: App, person: Person, { offerId }: { offerId: string }): Promise<void> =>
  await answer(app, person, offerId, 'declined', () => [])

const answer = async (
  app: App,
  person: Person,
  offerId: string,
  said: 'added' | 'declined',
  steps: (tx: Tx) => readonly Step[],
): Promise<void> =>
  await commit(
    app,
    (tx) => [
      { must: answerOffer(tx, offerId, said, person.id), else: 'There is no such offer, or it was answered already' },
      ...steps(tx),
    ],
    [{ actorId: person.id, what: `offer_${said}`, subject: 'offer', subjectId: offerId }],
  )
