import type { StoredFact } from '../../store/accounts.ts'
import { type ActionsFor, SeenForm } from './actions.tsx'
import { CloseSheet } from './close-sheet.tsx'
import type { Going } from './contact-forms.tsx'
import { factText } from './facts.tsx'
import { PostForm } from './form.tsx'
import { humane } from './words.tsx'

type Wrong = { actions: ActionsFor | null; facts: readonly StoredFact[]; going: Going }

const decidable = ['pending', 'submitted', 'quarantined']

/** One key says that something is wrong; what it is decides what follows. */
export const WrongSheet = ({ actions, facts, going }: Wrong) => (
  <div id="sheet-wrong" class="sheet" popover="auto">
    <CloseSheet of="sheet-wrong" />
    {actions && decidable.includes(actions.state) && (
      <SeenForm of={actions} verb="reject" class="stack" data-decides>
        <h2>What is wrong?</h2>
        <fieldset class="choices reasons">
          {wrongs.map(([reason, word, effect], index) => (
            <label>
              <input
                type="radio"
                name="reason"
                value={reason}
                required
                data-choice={index + 1}
                autofocus={index === 0}
              />
              <span>
                <kbd>{index + 1}</kbd> {word} <span class="soft">{effect}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <label>
          Note
          <input name="note" maxlength={500} />
        </label>
        <p class="buttons">
          <button type="submit" class="button danger">
            Say so &amp; next
          </button>
        </p>
      </SeenForm>
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
        <button type="submit" class="button" disabled={facts.length === 0}>
          It is wrong
        </button>
      </p>
    </PostForm>
  </div>
)

const wrongs = [
  ['wrong_account', 'The news', 'is about somebody else: its match is denied for good'],
  ['bad_fit', 'The fit', 'is worse than it says: out until facts or the ICP change'],
  ['wrong_person', 'The contact', 'is the wrong person: never offered here again'],
] as const

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
