import type { z } from 'zod'
import { Refusal } from '../../core/errors.ts'
import type { WebContext } from '../context.ts'

/** What every form carries, so that no other site can post in a person's name. */
export const FormToken = ({ value }: { value: string }) => <input type="hidden" name="form_token" value={value} />

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
