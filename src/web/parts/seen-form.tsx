import type { ActionsFor } from './actions.tsx'
import { type FormAttributes, PostForm } from './form.tsx'

type SeenFormProps = FormAttributes & { of: Pick<ActionsFor, 'draftId' | 'head' | 'formToken' | 'lane'>; verb: string }

/** A form about a text: it carries the very text the page showed, and where to go on. */
export const SeenForm = ({ of, verb, children, ...attributes }: SeenFormProps) => (
  <PostForm action={`/drafts/${of.draftId}/${verb}`} formToken={of.formToken} {...attributes}>
    <input type="hidden" name="revisionId" value={of.head.revision.id} />
    <input type="hidden" name="hash" value={of.head.revision.hash} />
    <input type="hidden" name="lane" value={of.lane} />
    {children}
  </PostForm>
)
