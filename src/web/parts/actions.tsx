import { understood } from '../../core/draft/instruction.ts'
import type { ApprovalNeed, DraftState } from '../../core/review.ts'
import type { RevisionRow } from '../../store/pages/draft.ts'
import { CloseSheet } from './close-sheet.tsx'
import { sayingAt } from './flash.tsx'
import { PostForm, Submit } from './form.tsx'
import { HoldChoices } from './hold-choices.tsx'
import { placeQuery } from './lanes.ts'
import { RejectSheet } from './reject.tsx'
import { SeenForm } from './seen-form.tsx'

export type ActionsFor = {
  draftId: string
  state: DraftState
  head: RevisionRow
  need: ApprovalNeed
  accountId: string
  pursuitId: string
  /** The lane the person works through, with its filter: where to go next. */
  lane: string
  formToken: string
  /** Today, in the person's zone: the earliest day to hold until. */
  tomorrow: string
  /** A sales-engagement tool is set up to take approved texts. */
  tool?: boolean
  /** The triggers it could lead with, in words. */
  leads?: readonly { id: string; words: string }[]
  /** It is with a person or the tool, and nobody has said yet whether it left. */
  handedOut?: boolean
}

/** The one key that decides, and everything else a rep may do with an item. */
export const Actions = ({ of }: { of: ActionsFor }) => {
  const open = ['pending', 'submitted', 'quarantined', 'expired', 'approved', 'queued'].includes(of.state)
  const decidable = ['pending', 'submitted', 'quarantined'].includes(of.state)
  return (
    <div class="actions" role="toolbar" aria-label="Actions">
      <Decide of={of} />
      {open && (
        <a class="button" href={`/items/${of.pursuitId}?lane=${of.lane}&edit=1`} data-key="e">
          Edit <kbd>e</kbd>
        </a>
      )}
      {decidable && <Opener sheet="hold" keyName="h" word="Hold…" />}
      {decidable && <Opener sheet="reject" keyName="x" word="Reject…" />}
      {decidable && <Opener sheet="redraft" keyName="r" word="Redraft…" />}
      <Opener sheet="wrong" keyName="f" word="Wrong…" />
      {of.state === 'approved' && <HandOut of={of} />}
      {of.handedOut && (
        <a class="button primary" href="#was-sent">
          Was it sent?
        </a>
      )}
      {['submitted', 'approved', 'queued'].includes(of.state) && (
        <SeenForm of={of} verb="undo">
          <Submit data-key="t">
            Take back <kbd>t</kbd>
          </Submit>
        </SeenForm>
      )}
      <HoldSheet of={of} />
      <RejectSheet of={of} />
      <RedraftSheet of={of} />
    </div>
  )
}

export const Decide = ({ of }: { of: ActionsFor }) => {
  if (of.need.does === 'nothing' && of.need.mendedBy === 'refresh') return <Refresh of={of} why={of.need.why} />
  if (of.need.does === 'nothing')
    return ['pending', 'submitted', 'quarantined'].includes(of.state) ? (
      <p class={of.state === 'submitted' ? 'soft' : 'why-not'}>
        {of.state === 'submitted' ? `Waits: ${of.need.why}` : of.need.why}
      </p>
    ) : null
  const word = of.need.does === 'approve' ? 'Approve' : 'Submit'
  return (
    <SeenForm of={of} verb={of.need.does} data-decides>
      <Submit as="primary" data-key="a" title={of.need.does === 'submit' ? of.need.why : undefined}>
        {word} &amp; next <kbd>a</kbd>
      </Submit>
    </SeenForm>
  )
}

/** Old words, the sender and footer of now. */
const Refresh = ({ of, why }: { of: ActionsFor; why: string }) => (
  <>
    <SeenForm of={of} verb="refresh">
      <Submit as="primary">Refresh</Submit>
    </SeenForm>
    <p class="why-not">{why}</p>
  </>
)

const Opener = ({ sheet, keyName, word }: { sheet: string; keyName: string; word: string }) => (
  <button type="button" class="button" popovertarget={`sheet-${sheet}`} data-key={keyName}>
    {word} <kbd>{keyName}</kbd>
  </button>
)

/** Approved text leaves by the person's own hand, or the tool's; each way asks afterwards whether it was sent. */
const HandOut = ({ of }: { of: ActionsFor }) => (
  <>
    {(['copy', 'mailto', 'eml'] as const).map((route) => (
      <SeenForm of={of} verb="hand-out" data-then={route === 'eml' ? asked(of) : undefined}>
        <input type="hidden" name="route" value={route} />
        {route === 'copy' && <input type="hidden" name="copied" />}
        <Submit
          data-key={{ copy: 'c', mailto: 'm', eml: undefined }[route]}
          data-copies={route === 'copy' ? of.head.words.text : undefined}
        >
          {{ copy: 'Copy', mailto: 'Mail program', eml: '.eml' }[route]}{' '}
          {route !== 'eml' && <kbd>{route === 'copy' ? 'c' : 'm'}</kbd>}
        </Submit>
      </SeenForm>
    ))}
    {of.tool && (
      <SeenForm of={of} verb="hand-out">
        <Submit name="route" value="webhook">
          Give to the tool
        </Submit>
      </SeenForm>
    )}
  </>
)

/** The item once it is handed out, where it asks whether the message was sent. */
const asked = ({ pursuitId, lane, draftId }: ActionsFor): string =>
  sayingAt(`/items/${pursuitId}${placeQuery(lane)}`, 'handed', draftId)

/** While no message is written, an account can still be set aside or a fact of it be mended. */
export const FewActions = ({ of }: { of: Holding }) => (
  <div class="actions" role="toolbar" aria-label="Actions">
    <Opener sheet="hold" keyName="h" word="Hold…" />
    <Opener sheet="wrong" keyName="f" word="Wrong…" />
    <HoldSheet of={of} />
  </div>
)

type Holding = Pick<ActionsFor, 'accountId' | 'pursuitId' | 'lane' | 'formToken' | 'tomorrow'>

const HoldSheet = ({ of }: { of: Holding }) => (
  <div id="sheet-hold" class="sheet" popover="auto">
    <CloseSheet of="sheet-hold" />
    <PostForm action={`/accounts/${of.accountId}/hold`} formToken={of.formToken} class="stack">
      <input type="hidden" name="pursuitId" value={of.pursuitId} />
      <input type="hidden" name="lane" value={of.lane} />
      <h2>Hold the account</h2>
      <fieldset class="choices">
        <HoldChoices name="until" tomorrow={of.tomorrow} />
      </fieldset>
      <label>
        Why
        <input name="reason" required maxlength={200} placeholder="It comes back with this" autofocus />
      </label>
      <p class="buttons">
        <Submit as="primary">Hold</Submit>
      </p>
    </PostForm>
  </div>
)

const RedraftSheet = ({ of }: { of: ActionsFor }) => (
  <div id="sheet-redraft" class="sheet" popover="auto">
    <CloseSheet of="sheet-redraft" />
    <SeenForm of={of} verb="redraft" class="stack">
      <h2>Write it anew</h2>
      <label>
        What should be different
        <input name="instruction" maxlength={300} placeholder="Shorter, another question …" autofocus />
      </label>
      <p class="soft small">
        Understood without a model: {understood}. Empty: other words. Shorter, a tone and a mention that you asked for
        before are kept.
      </p>
      <p class="soft">Your text stays among the revisions, and the note there says what was done.</p>
      <p class="buttons">
        <Submit as="primary">Redraft</Submit>
      </p>
    </SeenForm>
    {of.leads && of.leads.length > 1 && (
      <SeenForm of={of} verb="redraft" class="stack">
        <h2>Or a variant that leads with</h2>
        <p class="buttons leads">
          {of.leads.map(({ id, words }) => (
            <Submit as="small" name="triggerId" value={id}>
              {words}
            </Submit>
          ))}
        </p>
      </SeenForm>
    )}
  </div>
)
