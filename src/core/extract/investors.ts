import type { Quoted, SignalFields } from '../signal.ts'
import { isFound, nameAfter, nameIn } from './company.ts'
import { quoted } from './reading.ts'
import type { Clause } from './text.ts'

const introduced =
  /\b(?:(?:co-)?led by|from|backed by|participation (?:from|of|by)|investors (?:including|such as|like))\s+(?=\p{Lu}|\d)/gu

/** Who leads and who takes part, as far as one clause names them. */
export const investorFields = (clause: Clause): SignalFields => {
  const lists = [...clause.text.matchAll(introduced)].map((match) => ({
    leads: /led by\s+$/.test(match[0]),
    list: listAt(clause, match.index + match[0].length),
  }))
  const lead = lists.find((each) => each.leads)?.list?.value[0]
  const longest = lists
    .flatMap((each) => (each.list ? [each.list] : []))
    .reduce<Quoted<string[]> | null>(
      (best, list) => (best && best.value.length >= list.value.length ? best : list),
      null,
    )
  return {
    ...(lead ? { leadInvestor: { value: lead, quote: lead } } : {}),
    ...(longest ? { investors: longest } : {}),
  }
}

/** "Alder Fund, Birch Capital and others" from where it starts; ends at the first item that is no name. */
const listAt = (clause: Clause, start: number): Quoted<string[]> | null => {
  const names: string[] = []
  let end = start
  for (const match of clause.text
    .slice(start)
    .matchAll(/(?:[^,;.]|\.(?=\S))+?(?=,|;|\.\s|\sand\s|$)(?:,?\s+and\s+|,\s+)?/gu)) {
    if (match.index + start > end + 1) break
    const item = match[0].replace(/,?\s+and\s+$|,\s+$/u, '')
    const found = /^\p{Lu}|^\d/u.test(item) ? nameAfter(item, 0) : null
    const whole = found && isFound(found) && isFound(nameIn(item.slice(0, found.end)))
    if (!whole) break
    names.push(clause.original.slice(start + match.index + found.start, start + match.index + found.end))
    end = start + match.index + match[0].length
    if (found.end < item.length - 1) break
  }
  const last = names.at(-1)
  if (!last) return null
  return quoted(clause, names, start, clause.original.indexOf(last, start) + last.length)
}
