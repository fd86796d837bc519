import type { Reach } from '../../core/buying-group.ts'
import type { peopleOf } from '../../store/pages/account.ts'
import { BuyingGroup } from './buying-group.tsx'
import { AddContact } from './contact-forms.tsx'
import { PostForm, Submit } from './form.tsx'
import { Day } from './words.tsx'

type People = {
  people: Awaited<ReturnType<typeof peopleOf>>
  group: readonly Reach[]
  accountId: string
  mayErase: boolean
  zone: string
  formToken: string
}

/** Who is known at the account, how far its buying group is reached, and a way to add somebody. */
export const PeopleCard = ({ people, group, accountId, mayErase, zone, formToken }: People) => (
  <section class="card">
    <h2>People</h2>
    <BuyingGroup group={group} />
    <ul class="plain">
      {people.map(({ contact, employment }) => (
        <li class={employment.to === null ? '' : 'soft'}>
          <b>{contact.name || '(erased)'}</b>
          {employment.title && `, ${employment.title}`}
          {employment.champion && <span class="state state-good">champion</span>}
          {employment.to !== null && <span class="state state-plain">left</span>}
          <br />
          <span class="soft small">
            {contact.email ?? 'no address'}
            {contact.verifiedAt !== null && (
              <>
                {' '}
                · verified <Day at={contact.verifiedAt} zone={zone} />
              </>
            )}
          </span>
          {mayErase && contact.erasedAt === null && (
            <Erase path={`/accounts/${accountId}/contacts/${contact.id}/erase`} formToken={formToken} />
          )}
        </li>
      ))}
      {people.length === 0 && <li class="soft">Nobody is known here.</li>}
    </ul>
    <details class="quiet" open={people.length === 0}>
      <summary>Add a person</summary>
      <AddContact going={{ accountId, pursuitId: null, lane: '', formToken }} offered={null} />
    </details>
  </section>
)

const Erase = ({ path, formToken }: { path: string; formToken: string }) => (
  <details class="quiet">
    <summary>Erase</summary>
    <PostForm action={path} formToken={formToken}>
      <p>
        Takes out for good who they are and what we wrote to them. They are never written to again, and no import takes
        them in.
      </p>
      <Submit as="danger">Erase for good</Submit>
    </PostForm>
  </details>
)
