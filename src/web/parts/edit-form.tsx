import { bodyOf } from '../../core/review.ts'
import type { ActionsFor } from './actions.tsx'
import { Submit } from './form.tsx'
import { Findings, Stats } from './message.tsx'
import { SeenForm } from './seen-form.tsx'

/** The editor: plain fields that work alone; the script adds checks while typing. */
export const EditForm = ({ of }: { of: ActionsFor }) => {
  const { words, checks } = of.head
  return (
    <section class="block draft" aria-labelledby="edit">
      <SeenForm of={of} verb="edit" class="editor stack" data-check={`/drafts/${of.draftId}/check`}>
        <header class="block-head">
          <h2 id="edit">Edit the message</h2>
          <span class="soft">to {words.to || 'nobody yet'}</span>
          <Stats stats={checks?.stats ?? {}} />
        </header>
        <label>
          Subject
          <input name="subject" value={words.subject} required maxlength={300} />
        </label>
        <label>
          Text
          <textarea name="text" rows={14} required maxlength={20_000} autofocus>
            {bodyOf(words)}
          </textarea>
        </label>
        <Findings findings={checks?.findings ?? []} text={bodyOf(words)} />
        <label>
          A claim of your own <span class="soft">a sentence you stand for; a manager will see it</span>
          <input name="ownClaim" maxlength={400} placeholder="Leave empty, or paste the sentence here" />
        </label>
        <p class="buttons">
          <Submit as="primary">
            Save as a new revision <kbd>Ctrl Enter</kbd>
          </Submit>
          <a class="button" href={`/items/${of.pursuitId}?lane=${of.lane}`}>
            Leave it
          </a>
        </p>
        <p class="soft small">The footer with your company’s address and the opt-out is added by itself.</p>
      </SeenForm>
    </section>
  )
}
