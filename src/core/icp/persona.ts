import type { Icp, Persona } from '../icp.ts'

/**
 * The persona a title belongs to, or null. A persona's title is found as whole words, side by side and in order, with
 * little words left out and usual short forms opened on both sides ("VP Sales" is in "Vice President of Sales, EMEA").
 * The longest title found wins, then the order of the file. Assistants and former holders are nobody's persona.
 */
export const personaOf = (title: string | null, icp: Icp): Persona | null => {
  const words = title ? wordsOf(title) : []
  if (words.length === 0) return null
  const text = ` ${words.join(' ')} `
  let best: Phrase | null = null
  for (const phrase of phrasesOf(icp)) {
    if (phrase.words.length <= (best?.words.length ?? 0) || !text.includes(phrase.text)) continue
    if (!words.some((word) => standIns.has(word) && !phrase.words.includes(word))) best = phrase
  }
  return best?.persona ?? null
}

type Phrase = { persona: Persona; words: string[]; text: string }
const made = new WeakMap<Icp, Phrase[]>()

/** An ICP is immutable, so its titles are taken apart once however many people are asked. */
const phrasesOf = (icp: Icp): Phrase[] => {
  const phrases =
    made.get(icp) ??
    icp.personas.flatMap((persona) =>
      persona.titles.map((title) => {
        const words = wordsOf(title)
        return { persona, words, text: ` ${words.join(' ')} ` }
      }),
    )
  made.set(icp, phrases)
  return phrases
}

const standIns = new Set(['assistant', 'former', 'ex', 'intern', 'trainee', 'student', 'retired'])
const littleWords = new Set(['of', 'the', 'a', 'an', 'and', 'for', 'in', 'at'])

const shortForms = new Map(
  Object.entries({
    vp: 'vice president',
    svp: 'senior vice president',
    evp: 'executive vice president',
    sr: 'senior',
    jr: 'junior',
    dir: 'director',
    mgr: 'manager',
    ceo: 'chief executive officer',
    cfo: 'chief financial officer',
    coo: 'chief operating officer',
    cto: 'chief technology officer',
    cio: 'chief information officer',
    ciso: 'chief information security officer',
    cro: 'chief revenue officer',
    cmo: 'chief marketing officer',
    cco: 'chief commercial officer',
    cpo: 'chief product officer',
    chro: 'chief human resources officer',
    cdo: 'chief data officer',
    hr: 'human resources',
    it: 'information technology',
    ops: 'operations',
    revops: 'revenue operations',
    eng: 'engineering',
  }),
)

const wordsOf = (title: string): string[] =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .slice(0, 200)
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((word) => (shortForms.get(word) ?? word).split(' '))
    .filter((word) => word !== '' && !littleWords.has(word))
