import { z } from 'zod'
import { addDays, dayInWords, localDay } from '../../core/day.ts'
import { Refusal } from '../../core/errors.ts'
import type { NewHold } from '../../pipeline/verbs.ts'

export const holdChoices = ['day', 'event', 'trigger'] as const
export const holdFields = {
  day: z.union([z.iso.date(), z.literal('')]).optional(),
  event: z.string().trim().max(80).default(''),
  eventDay: z.union([z.iso.date(), z.literal('')]).optional(),
}

/** Until when, as radio buttons of the group `name`. */
export const HoldChoices = ({ name, tomorrow }: { name: string; tomorrow: string }) => (
  <>
    <label>
      <input type="radio" name={name} value="day" checked data-choice="1" /> Until a day
      <input type="date" name="day" min={tomorrow} value={tomorrow} aria-label="The day it comes back" />
    </label>
    <label>
      <input type="radio" name={name} value="event" data-choice="2" /> Until after
      <input name="event" maxlength={80} placeholder="their sales days" aria-label="The event to wait for" />
      <input type="date" name="eventDay" min={addDays(tomorrow, -1)} aria-label="The last day of the event" />
    </label>
    <label>
      <input type="radio" name={name} value="trigger" data-choice="3" /> Until its next trigger
    </label>
  </>
)

type Chosen = { until: (typeof holdChoices)[number]; day?: string; event: string; eventDay?: string; reason: string }

/** The hold that was chosen; an event is over on the day after its last. Throws `invalid` for a day that is past. */
export const holdOf = ({ until, reason, ...fields }: Chosen, clock: { now: number; zone: string }) => {
  const today = localDay(clock.now, clock.zone)
  if (until === 'trigger') return { untilNextTrigger: true, reason } satisfies Partial<NewHold>
  if (until === 'event' && (fields.event === '' || !fields.eventDay))
    throw new Refusal('invalid', 'Say which event, and its last day')
  const day = until === 'event' ? addDays(fields.eventDay!, 1) : fields.day
  if (!day || day <= today) throw new Refusal('invalid', `Choose a day from ${addDays(today, 1)} on`)
  const why = until === 'event' ? `After ${fields.event}, ${dayInWords(fields.eventDay!)}: ${reason}` : reason
  return { untilDay: day, reason: why } satisfies Partial<NewHold>
}
