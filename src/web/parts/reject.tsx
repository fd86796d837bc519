import type { ActionsFor } from './actions.tsx'
import { CloseSheet } from './close-sheet.tsx'
import { Submit } from './form.tsx'
import { SeenForm } from './seen-form.tsx'

/** Each reason in a word, and what follows from it. */
type Reasons = Readonly<Record<string, readonly [word: string, effect: string]>>

export const rejectWords = {
  bad_fit: ['Bad fit', 'out until its facts or the ICP change'],
  wrong_account: ['Wrong account', 'the event is about somebody else'],
  stale: ['Stale', 'spends the trigger'],
  weak_trigger: ['Weak trigger', 'spends the trigger'],
  wrong_person: ['Wrong person', 'moves to the next contact'],
  already_talking: ['Already talking', 'rests for 60 days; say with whom'],
  bad_draft: ['Bad draft', 'writes it anew'],
  other: ['Other', 'say why'],
} as const satisfies Reasons

export const RejectSheet = ({ of }: { of: ActionsFor }) => (
  <div id="sheet-reject" class="sheet" popover="auto">
    <CloseSheet of="sheet-reject" />
    <RejectForm of={of} title="Reject, because" reasons={rejectWords} button="Reject & next" />
  </div>
)

type RejectFormOf = { of: ActionsFor; title: string; reasons: Reasons; button: string }

/** One reason by a press of its number. */
export const RejectForm = ({ of, title, reasons, button }: RejectFormOf) => (
  <SeenForm of={of} verb="reject" class="stack" data-decides>
    <h2>{title}</h2>
    <fieldset class="choices reasons">
      {Object.entries(reasons).map(([reason, [word, effect]], index) => (
        <label>
          <input type="radio" name="reason" value={reason} required data-choice={index + 1} autofocus={index === 0} />
          <span>
            <kbd>{index + 1}</kbd> {word} <span class="soft">{effect}</span>
          </span>
        </label>
      ))}
    </fieldset>
    <label>
      Note
      <input name="note" maxlength={500} data-required-when="reason=already_talking,other" />
    </label>
    <p class="buttons">
      <Submit as="danger">{button}</Submit>
    </p>
  </SeenForm>
)
