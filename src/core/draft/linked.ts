import type { Brief } from '../brief.ts'
import { findAddresses } from '../claims/addresses.ts'
import type { Knowledge } from '../claims/knowledge.ts'
import { normal } from '../claims/words.ts'
import type { Finding } from '../draft.ts'

type Checkable = { subject: string; text: string }

/**
 * An address that only a publisher wrote goes to a manager, wherever it stands; one that nobody wrote blocks. `told` are
 * the findings that speak of it already.
 */
export const addressFindings = (
  draft: Checkable,
  { account, sources, triggers }: Brief,
  { sender, oursFolded }: Knowledge,
  told: readonly Finding[],
): Finding[] => {
  const ours = folded([account.name, sender.company, sender.fromEmail, sender.replyTo]) + oursFolded
  const theirs = folded([
    ...sources.flatMap(({ quote, label }) => [quote, label]),
    ...triggers.flatMap(({ publishers, company, fields }) => [
      ...publishers,
      company,
      ...fields.map(({ value }) => value),
    ]),
  ])
  return (['subject', 'text'] as const).flatMap((where) =>
    findAddresses(draft[where])
      .filter(({ text }) => !ours.includes(` ${normal(text)} `))
      .filter(({ start, end }) => !told.some((one) => one.where === where && covers(one.span, start, end)))
      .map(({ text, start, end }) => ({
        kind: 'compliance',
        ...(theirs.includes(` ${normal(text)} `)
          ? { level: 'warn', rule: 'publisher_address', message: `"${text}" is a publisher’s and may become a link.` }
          : { level: 'block', rule: 'address', message: `No source gives this address: "${text}".` }),
        where,
        span: [start, end],
      })),
  )
}

const folded = (texts: readonly string[]): string => ` ${texts.map(normal).join(' | ')} `

const covers = (span: Finding['span'], start: number, end: number): boolean =>
  span !== null && span[0] <= start && end <= span[1]
