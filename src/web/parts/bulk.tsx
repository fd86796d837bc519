import { addDays } from '../../core/day.ts'
import type { User } from '../../store/users.ts'
import { isManager } from '../context.ts'
import { CloseSheet } from './close-sheet.tsx'
import { PostForm, Submit } from './form.tsx'
import { HoldChoices } from './hold-choices.tsx'
import type { Shown } from './lane-list.tsx'
import { type LaneKey, placeWords } from './lanes.ts'
import { rejectWords } from './reject.tsx'

/** The form that every checkbox of the list belongs to. */
export const bulkForm = 'bulk'

const pickable: readonly LaneKey[] = ['today', 'fix', 'contact', 'waiting', 'yours', 'unowned']
export const isPickable = (lane: LaneKey): boolean => pickable.includes(lane)

type BulkOf = Shown & { viewer: User; people: readonly { id: string; name: string }[]; formToken: string }

/** What can be done with several at once. Approving is not: each text is read before it is approved. */
export const Bulk = ({ desk, lane, filter, viewer, people, formToken }: BulkOf) => (
  <PostForm id={bulkForm} class="bulk" action="/items/bulk" formToken={formToken}>
    <input type="hidden" name="lane" value={placeWords(lane, filter)} />
    <input type="hidden" name="of" value={desk.owner.id} />
    <span class="num" data-chosen>
      Chosen
    </span>
    <button type="button" class="link" data-choose-all hidden>
      all
    </button>
    <span class="spacer" />
    <button type="button" class="button small" popovertarget="sheet-bulk" data-key="b">
      With the chosen… <kbd>b</kbd>
    </button>
    <div id="sheet-bulk" class="sheet stack" popover="auto">
      <CloseSheet of="sheet-bulk" />
      <h2>With the chosen</h2>
      <fieldset class="choices">
        <legend>Hold</legend>
        <HoldChoices name="does" tomorrow={addDays(desk.day, 1)} />
      </fieldset>
      {lane !== 'unowned' && <RejectChoice />}
      {isManager(viewer) && <AssignChoice people={people} />}
      <label>
        Why
        <input name="note" maxlength={200} placeholder="What is held comes back with this" />
      </label>
      <p class="buttons">
        <Submit as="primary">Do it</Submit>
      </p>
    </div>
  </PostForm>
)

const RejectChoice = () => (
  <fieldset class="choices">
    <legend>Reject</legend>
    <label>
      <input type="radio" name="does" value="reject" data-choice="4" /> Because
      <select name="reason" aria-label="The reason">
        {Object.entries(rejectWords).map(([reason, [word, effect]]) => (
          <option value={reason}>
            {word}: {effect}
          </option>
        ))}
      </select>
    </label>
  </fieldset>
)

const AssignChoice = ({ people }: Pick<BulkOf, 'people'>) => (
  <fieldset class="choices">
    <legend>Assign</legend>
    <label>
      <input type="radio" name="does" value="assign" data-choice="5" /> To
      <select name="userId" aria-label="Whose it becomes">
        {people.map(({ id, name }) => (
          <option value={id}>{name}</option>
        ))}
      </select>
    </label>
  </fieldset>
)
