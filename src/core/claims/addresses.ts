import { parse } from 'tldts'

export type Address = { text: string; start: number; end: number }

const dot = '[.．。｡]'
const label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,62})'
const patterns: readonly [RegExp, (hit: string) => boolean][] = [
  [/\b(?:[a-z][a-z0-9+-]{1,15}:\/\/|(?:mailto|tel|sms|javascript|data):|www\d?\.)[^\s<>"]{1,300}/giu, () => true],
  [/[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,5}|(?<!\S)@\w{2,40}/gu, () => true],
  [
    new RegExp(`(?<![\\p{L}\\p{N}@])${label}(?:${dot}${label}){1,6}(?:[/:][^\\s<>"]{0,300})?`, 'gu'),
    (hit) => isHost(hit),
  ],
  // "desk[at]wire" and "wire dot example": written so that machines overlook it
  [/[\p{L}\p{N}-]{2,63}\s?[[({]\s?(?:dot|at|[.@])\s?[\])}]\s?[\p{L}\p{N}-]{2,63}/giu, () => true],
  [/[\p{L}\p{N}-]{2,63}\sdot\s[\p{L}\p{N}-]{2,63}/giu, (hit) => isHost(hit.replace(/\sdot\s/iu, '.'))],
  [/(?<![\p{L}\p{N}.,\p{Sc}])(?:\+|00)?\(?\d[\d ().\u00a0\u2011/-]{5,20}\d(?![\d%])/gu, (hit) => isPhone(hit)],
]

/** Whatever a mail program makes a link of, or a reader takes for somebody to write to or to call. */
export const findAddresses = (text: string): Address[] =>
  patterns
    .flatMap(([pattern, is]) =>
      [...text.matchAll(pattern)].flatMap((hit) => {
        const told = hit[0].replace(/[.,;:!?)\]]+$/u, '')
        return is(told) ? [{ text: told, start: hit.index, end: hit.index + told.length }] : []
      }),
    )
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter((one, i, all) => !all.slice(0, i).some((other) => one.start < other.end && one.end <= other.end))

const reserved: ReadonlySet<string> = new Set(['example', 'test', 'invalid', 'localhost', 'onion', 'local'])

/** A name under a suffix that exists; "month.Is" is two sentences without a space. */
const isHost = (hit: string): boolean => {
  const host = hit.replace(/[/:].*$/su, '').replace(/[．。｡]/gu, '.')
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/u.test(host)) return true
  const last = host.slice(host.lastIndexOf('.') + 1)
  if (!/\p{L}/u.test(host.slice(0, host.lastIndexOf('.')))) return false
  if (last !== last.toLowerCase() && host !== host.toUpperCase()) return false
  return reserved.has(last.toLowerCase()) || parse(host, { allowPrivateDomains: false }).isIcann === true
}

const isPhone = (hit: string): boolean => {
  const digits = hit.replace(/\D/gu, '').length
  const isDate = /^\d{4}([-/.])\d{1,2}\1\d{1,2}$|^\d{1,2}([-/.])\d{1,2}\2\d{4}$|^\d{4}\s?[-/]\s?\d{4}$/u.test(hit)
  const isGrouped = /^\d{1,3}(?:[ .\u00a0]\d{3})+$/u.test(hit)
  return digits >= 7 && digits <= 15 && !isDate && !isGrouped
}
