import { contactRuleInWords } from '../../core/brief/contacts.ts'
import type { Brief, BriefContact } from '../../core/brief.ts'
import type { OfferedPerson } from '../../store/pages/people.ts'
import type { TriggerRow } from '../../store/pages/queue.ts'
import type { ActionsFor } from './actions.tsx'
import { AddContact, DecidePlace, type Going } from './contact-forms.tsx'
import { Submit } from './form.tsx'
import { SeenForm } from './seen-form.tsx'
import { Day } from './words.tsx'

type Contact = {
  brief: Brief | null
  /** Who works at the account now; without those whom somebody called the wrong person. */
  people: readonly OfferedPerson[]
  triggers: readonly TriggerRow[]
  /** What a person has to say about the place before anything is sent there. */
  undecided: string | null
  actions: ActionsFor | null
  going: Going
  zone: string
}

type Shown = Pick<BriefContact, 'contactId' | 'name' | 'title' | 'email' | 'verifiedAt' | 'reachable' | 'why'>

/** Who it goes to and why them; the others are one press away, and whoever is missing is one line away. */
export const ContactBlock = ({ brief, people, triggers, undecided, actions, going, zone }: Contact) => {
  const known = everybody(brief, people)
  const chosenId = actions?.head.revision.contactId ?? brief?.contact?.contactId
  const chosen = known.find(({ contactId }) => contactId === chosenId)
  const others = known.filter((contact) => contact !== chosen)
  return (
    <section class="block" aria-labelledby="contact">
      <h2 id="contact">To</h2>
      {chosen && <Person contact={chosen} zone={zone} />}
      {chosen?.reachable ? null : (
        <>
          <p>
            {chosen ? 'Without an address nobody can be written to.' : 'Nobody yet.'}{' '}
            <span class="soft">Look for: {brief?.lookFor ?? 'the persona of the ICP'}</span>
          </p>
          <AddContact going={going} offered={chosen ?? namedIn(triggers, known)} />
        </>
      )}
      {others.length > 0 && (
        <details class="quiet" open={!chosen?.reachable && others.some(({ reachable }) => reachable)}>
          <summary>{others.length} more at this account</summary>
          {others.map((contact) => (
            <div class="alternate">
              <Person contact={contact} zone={zone} />
              {actions && <Choose contact={contact} of={actions} />}
            </div>
          ))}
        </details>
      )}
      {chosen?.reachable && (
        <details class="quiet">
          <summary>Add a person</summary>
          <AddContact going={going} offered={namedIn(triggers, known)} />
        </details>
      )}
      <details class="quiet">
        <summary>How people are ranked</summary>
        <ul class="plain points small">
          {contactRuleInWords.map((sentence) => (
            <li>{sentence}</li>
          ))}
        </ul>
      </details>
      {undecided && <DecidePlace going={going} why={undecided} />}
    </section>
  )
}

/** Those of the brief with its reasons, then whoever became known since. */
const everybody = (brief: Brief | null, people: readonly OfferedPerson[]): Shown[] => {
  const told = [...(brief?.contact ? [brief.contact] : []), ...(brief?.alternates ?? [])]
  const reasons = new Map(told.map((contact) => [contact.contactId, contact.why]))
  const order = told.map(({ contactId }) => contactId)
  return people
    .map(({ contact, employment }) => ({
      contactId: contact.id,
      name: contact.name,
      title: employment.title,
      email: contact.email,
      verifiedAt: contact.verifiedAt,
      reachable: Boolean(contact.email),
      why: reasons.get(contact.id) ?? (contact.source === 'hand' ? 'added by hand' : `known by ${contact.source}`),
    }))
    .sort((a, b) => placeIn(order, a.contactId) - placeIn(order, b.contactId))
}

const placeIn = (order: readonly string[], id: string): number => {
  const at = order.indexOf(id)
  return at < 0 ? order.length : at
}

/** Somebody who came to the account, as the trigger names them, when nobody of that name is known there. */
const namedIn = (triggers: readonly TriggerRow[], known: readonly Shown[]) => {
  const names = new Set(known.map(({ name }) => name.toLowerCase()))
  for (const { kind, trigger } of triggers) {
    const { person, role } = trigger.fields
    const came = trigger.side === 'subject' && kind !== 'executive_departure'
    if (came && person && !names.has(person.value.toLowerCase()))
      return { name: person.value, title: role?.value ?? null, email: null }
  }
  return null
}

const Choose = ({ contact, of }: { contact: Shown; of: ActionsFor }) => {
  if (!['pending', 'quarantined', 'submitted', 'expired'].includes(of.state) || !contact.reachable) return null
  return (
    <SeenForm of={of} verb="contact">
      <Submit as="small" name="contactId" value={contact.contactId}>
        Write to {contact.name}
      </Submit>
    </SeenForm>
  )
}

const Person = ({ contact, zone }: { contact: Shown; zone: string }) => (
  <p class="person-line">
    <b>{contact.name}</b>
    {contact.title && `, ${contact.title}`}{' '}
    {contact.reachable ? <span class="soft">{contact.email}</span> : <span class="state state-bad">no address</span>}
    <br />
    <span class="soft small">
      {contact.verifiedAt === null ? (
        'never verified'
      ) : (
        <>
          last verified <Day at={contact.verifiedAt} zone={zone} />
        </>
      )}{' '}
      · {contact.why}
    </span>
  </p>
)
