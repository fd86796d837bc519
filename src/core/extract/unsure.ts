import type { Document } from '../document.ts'
import { type Extraction, UNSURE } from '../signal.ts'
import { raised } from './event-words.ts'
import { doubtAround } from './modality.ts'
import { plain } from './text.ts'

/** A verb of an event was read and nobody found to whom it belongs. Other drops are sure: a rumour stays one. */
const nobody = /^(?:(?:target: )?(?:no name|anonymous)|no (?:company|maker|acquirer) named.*)$/

/**
 * Why the rules would like a second opinion on a document, in words; null when they are sure. Only the title asks, so
 * that longer texts do not ask more often.
 */
export const unsureOf = ({ title }: Pick<Document, 'title'>, { signals, drops }: Extraction): string | null => {
  const weak = signals.find(({ confidence }) => confidence < UNSURE)
  if (weak) return `the rules are unsure of their own reading (${weak.rule})`
  if (signals.length > 0) return null
  const own = drops.filter(({ rule, quote }) => /^(?:page\.|language$)/.test(rule) || title.includes(quote ?? '\n'))
  const unnamed = own.find(({ rule, reason }) => !rule.startsWith('launch.') && nobody.test(reason))
  if (unnamed) return `an event without a company (${unnamed.rule}: ${unnamed.reason})`
  const line = plain(title)
  if (own.length > 0 || doubtAround(line)) return null
  const [kind] = raised.find(([, act, object]) => act.test(line) && object.test(line)) ?? []
  return kind ? `words of an event that no rule has read (${kind})` : null
}
