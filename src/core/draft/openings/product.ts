import { withArticle } from '../english.ts'
import type { Told } from '../told.ts'
import { known, type Opening } from './opening.ts'

export const productLaunch: Opening = {
  clauses: (told) => {
    const sure = told.trigger.certainty
    const c = told.company
    if (sure === 'rumour' || sure === 'ruled_out') return []
    const what = productOf(told)?.words ?? 'a new product'
    if (told.says(/\b(?:is|are) launching\b/iu)) return [`${c} is launching ${what}`]
    return sure === 'planned'
      ? [`${c} plans to launch ${what}`, `${c} will launch ${what}`]
      : [`${c} launched ${what}`, `${c} has launched ${what}`, `${c} introduced ${what}`, `${c} has released ${what}`]
  },
  nouns: (told) => {
    const name = productOf(told)?.name
    return known(name && `${name} launch`, 'launch')
  },
  subjects: (told) => {
    const name = productOf(told)?.name
    return name
      ? [
          `The ${name} launch`,
          `On the ${name} launch`,
          `A note on ${name}`,
          `Your ${name} launch`,
          `${told.company} and ${name}`,
        ]
      : [`The launch at ${told.company}`, `${told.companys} launch`, `${told.companys} new product`]
  },
  glad: true,
}

type Product = { words: string; name: string | null }

const mostCharacters = 45
const noName =
  /\b(?:next|year|month|week|quarter|another|several|many|first|second|latest|updated|its|their|for|with|in|at|to|wave|price[ds]?|starting|edition|ways?)\b|^\d+(?![\d\p{Lu}])|[:;!?]/iu

/** What was launched as a sentence can hold it; headlines cut and capitalise so much that doubt means "a new product". */
const productOf = (told: Told): Product | null => {
  const { text, isOwn } = withoutCompany(told.field('product') ?? '', told.company)
  if (text === '' || text.length > mostCharacters) return null
  const tail =
    /(?<![\p{L}\p{N}-])(?:\p{Lu}|\d|\p{Ll}+\p{Lu})[\p{L}\p{N}.-]*(?: (?:\p{Lu}|\d)[\p{L}\p{N}.-]*){0,4}(?: \p{Ll}+)?$/u.exec(
      text,
    )?.[0]
  if (tail && !noName.test(tail) && !/\p{Lu}\p{Ll}/u.test(text.slice(0, -tail.length))) {
    const named = nameOf(tail, tail === text, told.says(sentenceCase))
    if (named) return isOwn && named.words === tail ? { ...named, words: `the ${tail}` } : named
  }
  if (
    /\p{Lu}\p{Ll}/u.test(text.replace(/ \p{Lu}\S*$/u, '')) ||
    noName.test(text.replace(/^(?:its|an?|the) /u, '')) ||
    /(?:ed|ing)$/u.test(text)
  )
    return null
  if (/^(?:an?|the|its|two|three|four|five) /u.test(text)) return { words: text, name: null }
  if (/ and /u.test(text) && !/s$/u.test(text)) return null
  return { words: /[^s]s$/u.test(text) ? text : withArticle(text), name: null }
}

/** "Toyota bZ4X" at Toyota is the bZ4X; "New AI Model" is an AI model. */
const withoutCompany = (product: string, company: string): { text: string; isOwn: boolean } => {
  const text = product
    .replace(/^(?:the )?\S+['’]s (?:first|only|most \p{L}+|\p{L}+est) /iu, '') // its own praise
    .replace(/[“”"‘’']/gu, '')
    .replace(/^their | (?:globally|worldwide|nationwide|today)$| (?:designed|built|made|aimed)\b.*$/iu, '')
    .replace(/^first /iu, '')
    .trim()
  const isOwn = text.toLowerCase().startsWith(`${company.toLowerCase()} `)
  return { text: (isOwn ? text.slice(company.length + 1) : text).replace(/^(?:an? )?New /iu, ''), isOwn }
}

const generic =
  /\b(?:SUV|EV|card|car|truck|van|bike|scooter|motorcycle|pickup|smartphone|tablet|laptop|watch|app|platform|suite|service|tool|series|phone|speaker|robot|camera|engine|system|kit|model|feature|assistant|chip|program|programme|brand|projector|mouse|bus|business|game|line|range)$/iu
const plain =
  /^(?:\p{Lu}{2,4}|[45]G|IoT|SaaS|two|three|four|five|new|mobile|digital|online|smart|open-source|video|voice|image|cloud|payment|payments|credit|debit|electric|biometric|generative|agentic)$/u

/**
 * A name is marked by more than a headline's capitals: a figure, a capital inside, a single word, lower-case words
 * before it, or a word that nobody uses for a kind of thing.
 */
const nameOf = (tail: string, isWhole: boolean, isSentenceCase: boolean): Product | null => {
  const words = tail.split(' ')
  const thing = words.at(-1)!
  if (words.length > 4 || (words.length === 1 && isPlain(thing))) return null
  const marked = isSentenceCase || (/\d|\p{Ll}\p{Lu}/u.test(tail) && !/-\p{Lu}\p{Ll}/u.test(tail))
  if (generic.test(thing) && words.slice(0, -1).every(isPlain))
    return { words: withArticle(words.map(lowered).join(' ')), name: null }
  if (/[^su]s$/u.test(thing) && isWhole && !marked)
    return words.slice(0, -1).every(isPlain) ? { words: words.map(lowered).join(' '), name: null } : null
  if (!marked && isWhole && words.length > 3 && !generic.test(thing)) return null
  if (/^\p{Ll}/u.test(thing) && !generic.test(thing) && !/\d|\p{Ll}\p{Lu}/u.test(thing)) return null
  return { words: generic.test(thing) ? `the ${tail}` : tail, name: tail }
}

/** Three longer words in small letters: then capitals mark names, as they do not in a headline of capitals. */
const sentenceCase =
  /^(?:.*?(?<![\p{L}-])(?!(?:with|from|into|over|that|this|their|after|amid)\b)\p{Ll}{4,}(?![\p{L}-])){4}/u

const isPlain = (word: string): boolean => plain.test(/^\p{Lu}\p{Ll}+$/u.test(word) ? word.toLowerCase() : word)

const lowered = (word: string): string => (/\p{Lu}.*\p{Lu}|\d/u.test(word) ? word : word.toLowerCase())
