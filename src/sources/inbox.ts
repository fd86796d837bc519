import { z } from 'zod'
import { type Source, Unreadable } from './source.ts'

const settings = z.strictObject({})

/** Signals that other systems push to the API; there is nothing to ask for, and `core/inbox.ts` reads what comes. */
export const inbox: Source<z.infer<typeof settings>> = {
  kind: 'inbox',
  settings: (raw) => settings.parse(raw),
  request: () => [],
  parse: () => {
    throw new Unreadable('Signals are pushed to an inbox; there is nothing to read')
  },
}
