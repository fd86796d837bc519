import type { Brief, BriefContact } from '../../core/brief.ts'
import { FormToken } from './form.tsx'

type Contact = { brief: Brief | null; pursuitId: string; lane: string; formToken: string; open: boolean }

/** Who it goes to and why them; the alternates are one press away. */
export const ContactBlock = ({ brief, pursuitId, lane, formToken, open }: Contact) => (
  <section class="block" aria-labelledby="contact">
    <h2 id="contact">To</h2>
    {brief?.contact ? (
      <Person contact={brief.contact} />
    ) : (
      <p>
        Nobody yet. <span class="soft">Look for: {brief?.lookFor ?? 'the persona of the ICP'}</span>
      </p>
    )}
    {brief && brief.alternates.length > 0 && (
      <details class="quiet">
        <summary>{brief.alternates.length} more at this account</summary>
        {brief.alternates.map((contact) => (
          <div class="alternate">
            <Person contact={contact} />
            {open && (
              <form method="post" action={`/pursuits/${pursuitId}/contact`}>
                <FormToken value={formToken} />
                <input type="hidden" name="lane" value={lane} />
                <button type="submit" class="button small" name="contactId" value={contact.contactId}>
                  Write to {contact.firstName}
                </button>
              </form>
            )}
          </div>
        ))}
      </details>
    )}
  </section>
)

const Person = ({ contact }: { contact: BriefContact }) => (
  <p class="person-line">
    <b>{contact.name}</b>
    {contact.title && `, ${contact.title}`}{' '}
    {contact.reachable ? <span class="soft">{contact.email}</span> : <span class="state state-bad">no address</span>}
    <br />
    <span class="soft small">{contact.why}</span>
  </p>
)
