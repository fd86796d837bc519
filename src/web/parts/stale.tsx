import { z } from 'zod'
import type { Refusal } from '../../core/errors.ts'
import { TextDiff } from './diff.tsx'

const words = z.object({ number: z.number(), subject: z.string(), text: z.string() })
const staleSchema = z.object({ head: words, seen: words.nullable() })
export type StaleDraft = z.infer<typeof staleSchema>

/** The difference between the text a page showed and the one that stands now, when a verb refused for that. */
export const staleOf = (refusal: Refusal | null): StaleDraft | null =>
  refusal?.code === 'conflict' ? (staleSchema.safeParse(refusal.details).data ?? null) : null

export const Stale = ({ stale: { seen, head } }: { stale: StaleDraft }) => (
  <div class="stale">
    <p class="soft">
      {seen
        ? `Revision ${seen.number}, which you saw, against revision ${head.number}, which stands now:`
        : `Revision ${head.number} stands now:`}
    </p>
    <TextDiff before={seen ? whole(seen) : ''} after={whole(head)} />
  </div>
)

const whole = ({ subject, text }: { subject: string; text: string }): string => `${subject}\n\n${text}`
