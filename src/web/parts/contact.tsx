import type { Brief, BriefContact } from '../../core/brief.ts'
import { type ActionsFor, SeenFields } from './actions.tsx'

type Contact = { brief: Brief | null; actions: ActionsFor | null }

/** Who it goes to and why them; the others are one press away. */
export const ContactBlock = ({ brief, actions }: Contact) => {
  const known = [...(brief?.contact ? [brief.contact] : []), ...(brief?.alternates ?? [])]
  const chosenId = actions?.head.revision.contactId ?? brief?.contact?.contactId
  const chosen = known.find(({ contactId }) => contactId === chosenId)
  const others = known.filter((contact) => contact !== chosen)
  return (
    <section class="block" aria-labelledby="contact">
      <h2 id="contact">To</h2>
      {chosen ? (
        <Person contact={chosen} />
      ) : (
        <p>
          Nobody yet. <span class="soft">Look for: {brief?.lookFor ?? 'the persona of the ICP'}</span>
        </p>
      )}
      {others.length > 0 && (
        <details class="quiet">
          <summary>{others.length} more at this account</summary>
          {others.map((contact) => (
            <div class="alternate">
              <Person contact={contact} />
              {actions && <Choose contact={contact} of={actions} />}
            </div>
          ))}
        </details>
      )}
    </section>
  )
}

const Choose = ({ contact, of }: { contact: BriefContact; of: ActionsFor }) => {
  if (!['pending', 'quarantined', 'submitted', 'expired'].includes(of.state) || !contact.reachable) return null
  return (
    <form method="post" action={`/drafts/${of.draftId}/contact`}>
      <SeenFields of={of} />
      <button type="submit" class="button small" name="contactId" value={contact.contactId}>
        Write to {contact.firstName}
      </button>
    </form>
  )
}

const Person = ({ contact }: { contact: BriefContact }) => (
  <p class="person-line">
    <b>{contact.name}</b>
    {contact.title && `, ${contact.title}`}{' '}
    {contact.reachable ? <span class="soft">{contact.email}</span> : <span class="state state-bad">no address</span>}
    <br />
    <span class="soft small">{contact.why}</span>
  </p>
)
