import type { PropsWithChildren } from 'hono/jsx'
import type { z } from 'zod'
import { Refusal } from '../../core/errors.ts'
import type { WebContext } from '../context.ts'

/** What a form may say beside where it goes; a `data-…` passes as well. */
export type FormAttributes = PropsWithChildren<{ id?: string; class?: string; enctype?: 'multipart/form-data' }>
type PostFormProps = FormAttributes & { action: string; formToken: string }

/** A form of somebody signed in; its token keeps other sites from posting in that person's name. */
export const PostForm = ({ action, formToken, children, ...attributes }: PostFormProps) => (
  <form method="post" action={action} {...attributes}>
    <input type="hidden" name="form_token" value={formToken} />
    {children}
  </form>
)

type SubmitOf = PropsWithChildren<{
  as?: 'primary' | 'danger' | 'small'
  name?: string
  value?: string
  title?: string | undefined
  form?: string
  formaction?: string
  disabled?: boolean
  autofocus?: boolean
  formnovalidate?: boolean
}>

/** The button that sends a form. */
export const Submit = ({ as, children, ...attributes }: SubmitOf) => (
  <button type="submit" class={as ? `button ${as}` : 'button'} {...attributes}>
    {children}
  </button>
)

/** Why what was sent is not taken. */
export const Problem = ({ words }: { words: string | null | undefined }) =>
  words ? (
    <p class="problem" role="alert">
      {words}
    </p>
  ) : null

/** The posted fields, checked. Throws `invalid` with the first problem in words. */
export const fieldsOf = async <S extends z.ZodType>(c: WebContext, schema: S): Promise<z.infer<S>> => {
  const { form_token: _, ...fields } = await c.req.parseBody()
  const parsed = schema.safeParse(fields)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Refusal(
    'invalid',
    issue ? `${issue.path.join('.') || 'The form'}: ${issue.message}` : 'The form is not complete',
  )
}
