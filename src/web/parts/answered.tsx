import { type AnswerableMatch, answeredAtOnce, matchesOn } from '../../store/matches.ts'
import { visitorIn, type WebContext } from '../context.ts'
import { PostForm, Submit } from './form.tsx'
import { plural } from './words.tsx'

export type Answered = { signalId: string; company: string; confirmed: boolean; stories: number }

/** What this person has just answered about a story, by the signal in the address; null when they have not. */
export const answeredIn = async (c: WebContext): Promise<Answered | null> => {
  const { user } = visitorIn(c)
  const signalId = c.req.query('answered') ?? ''
  const own = (await matchesOn(c.var.app.db, [signalId])).filter(({ answeredBy }) => answeredBy === user.id)
  const newest = own.sort((a, b) => timeOf(b) - timeOf(a))[0]
  if (!newest) return null
  const together = await answeredAtOnce(c.var.app.db, user.id, timeOf(newest))
  return {
    signalId,
    company: newest.company,
    confirmed: together.some((one) => one.signalId === signalId && one.answer === 'confirmed'),
    stories: new Set(together.map((one) => one.signalId)).size,
  }
}

const timeOf = ({ answeredAt }: AnswerableMatch): number => answeredAt ?? 0

/** The answer in words, how many stories it settled, and the way to take it back. */
export const AnsweredStrip = ({ of, back, formToken }: { of: Answered; back: string; formToken: string }) => (
  <div class="answered card" role="status">
    <span>
      <b>{of.company}</b> {of.confirmed ? 'confirmed' : 'denied'}
      {of.stories > 1 &&
        `, with ${plural(of.stories - 1, 'other story that asked', 'other stories that asked')} the same`}
    </span>
    <PostForm action={`/signals/${of.signalId}/undo`} formToken={formToken}>
      <input type="hidden" name="back" value={back} />
      <Submit as="small" data-key="z">
        Undo <kbd>z</kbd>
      </Submit>
    </PostForm>
  </div>
)
