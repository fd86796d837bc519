import type { StoredFact } from '../../store/accounts.ts'
import type { ActionsFor } from './actions.tsx'
import { CloseSheet } from './close-sheet.tsx'
import type { Going } from './contact-forms.tsx'
import { factText } from './facts.tsx'
import { PostForm, Submit } from './form.tsx'
import { RejectForm } from './reject.tsx'
import { humane } from './words.tsx'

type Wrong = { actions: ActionsFor | null; facts: readonly StoredFact[]; going: Going }

const decidable = ['pending', 'submitted', 'quarantined']

/** One key says that something is wrong; what it is decides what follows. */
export const WrongSheet = ({ actions, facts, going }: Wrong) => (
  <div id="sheet-wrong" class="sheet" popover="auto">
    <CloseSheet of="sheet-wrong" />
    {actions && decidable.includes(actions.state) && (
      <RejectForm of={actions} title="What is wrong?" reasons={wrongs} button="Say so & next" />
    )}
    <PostForm action={`/accounts/${going.accountId}/facts/wrong`} formToken={going.formToken} class="stack">
      <input type="hidden" name="pursuitId" value={going.pursuitId ?? ''} />
      <input type="hidden" name="lane" value={going.lane} />
      <h2>
        <kbd>4</kbd> A fact is wrong
      </h2>
      <FactFields facts={facts} />
      <p class="soft small">It ends today, and the account is weighed anew.</p>
      <p class="buttons">
        <Submit disabled={facts.length === 0}>It is wrong</Submit>
      </p>
    </PostForm>
  </div>
)

const wrongs = {
  wrong_account: ['The news', 'is about somebody else: its match is denied for good'],
  bad_fit: ['The fit', 'is worse than it says: out until facts or the ICP change'],
  wrong_person: ['The contact', 'is the wrong person: never offered here again'],
} as const

export const FactFields = ({ facts }: { facts: readonly StoredFact[] }) => (
  <div class="row-form">
    <label>
      Fact
      <select name="factId" required data-choice="4">
        {facts.map((fact) => (
          <option value={fact.id}>
            {humane(fact.field)}: {factText(fact.value).slice(0, 60)}
          </option>
        ))}
      </select>
    </label>
    <label>
      Right is
      <input name="right" maxlength={200} placeholder="empty: nobody knows" />
    </label>
  </div>
)
