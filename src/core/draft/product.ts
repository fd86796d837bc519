import { withArticle } from './english.ts'
import type { Told } from './told.ts'

/** A product as a sentence can hold it; `name` is what a subject may call it by. */
export type Product = { words: string; name: string | null }

const mostCharacters = 45

/**
 * What was launched: by its name, as it is described, or only as the kind of thing it is. Headlines cut and capitalise
 * so much that in doubt the kind stands, and where none is said "a new product".
 */
export const productOf = (told: Told): Product => {
  const { text, isOwn, quotedName } = cleaned(told)
  if (quotedName) return { words: quotedName, name: quotedName }
  if (isOwn && /^\d{1,3}$/u.test(text)) return { words: `the ${told.company} ${text}`, name: `${told.company} ${text}` }
  const [, said = '', rest = ''] = /^(?:(?:its|the|an?) )?((?:updated|upgraded|refreshed|revamped) )?(.*)$/iu.exec(
    isOwn ? text : text.replace(article, '').replace(/^(?:all-)?new /iu, ''),
  )!
  const bare = rest.replace(/^(?:all-)?new /iu, '')
  const product = bare.length > mostCharacters ? null : (named(text, bare, isOwn, told) ?? described(text, bare))
  const isNew = /(?:^|\s)new /iu.test(text)
  return said || told.says(updating) ? updated(product, bare) : (newly(product, isNew) ?? ofKind(bare, isNew))
}

/** "Unveils new AI models": without "new" it would be all of them. */
const newly = (product: Product | null, isNew: boolean): Product | null =>
  product &&
  isNew &&
  product.name === null &&
  isPlural(product.words) &&
  !/^(?:its|two|three|four|five|six|new) /u.test(product.words)
    ? { ...product, words: `new ${product.words}` }
    : product

const article = /^(?:[Ii]ts (?=\S)|(?:[Aa]n?|[Tt]he) (?=\p{Ll}|[Nn]ew ))/u
const updating = /\b(?:updat|upgrad|refresh|revamp)(?:e?s|ed) (?:its|the)\b/iu

/** What was there before is not launched: it is an updated one. */
const updated = (product: Product | null, bare: string): Product => {
  const what = product?.name ?? kindIn(bare)
  if (!what) return { words: 'an updated product', name: null }
  return { words: isPlural(what) ? `updated ${what}` : withArticle(`updated ${what}`), name: product?.name ?? null }
}

type Cleaned = { text: string; isOwn: boolean; quotedName: string | null }

/** "Toyota bZ4X" at Toyota is the bZ4X; praise, an afterthought and quotation marks are left out. */
const cleaned = (told: Told): Cleaned => {
  const field = told.field('product') ?? ''
  const isCut = (field.match(/["“”]/gu)?.length ?? 0) % 2 === 1 // within a name in quotation marks
  const written = isCut ? '' : field.replace(/’/gu, "'")
  const quotes = [...written.matchAll(/(?:^|\s)['"“‘](\p{Lu}[^'"”]{1,30})['"”](?=\s|$)/gu)]
  const text = written
    .replace(/^(?:the )?\S+'s (?:first|only|most \p{L}+|\p{L}+est) /iu, '')
    .replace(/[“”"‘']/gu, '')
    .replace(
      /(?<![\p{L}-]|\b(?:most|more) )(?:eye-catching|stunning|powerful|massive|revolutionary|innovative|affordable|popular) /giu,
      '',
    )
    .replace(
      / [-–—] .*$| next (?:year|month|week|quarter)$| a (?:day|week|month|year)\b.*$| (?:globally|worldwide|nationwide|today|exclusively|officially|commercially)$| (?:designed|built|made|aimed|combining|featuring|including|using|powered)\b.*$/iu,
      '',
    )
    .replace(
      /^their |^(?:the )?first |^(?:the |its )?most \p{L}+ | ever$|^(?:a|the|its) (?:slate|host|number|set|trio|pair|raft|wave|range|series) of | set$/giu,
      '',
    )
    .trim()
  const isOwn = text.toLowerCase().startsWith(`${told.company.toLowerCase()} `)
  return {
    text: isOwn ? text.slice(told.company.length + 1) : text,
    isOwn,
    quotedName: quotes.length === 1 ? quotes[0]![1]! : null,
  }
}

const kinds =
  'SUV|EV|MPV|sedan|hatchback|cell|module|experience|card|car|truck|van|taxi|bike|e-bike|scooter|motorcycle|pickup|vehicle|smartphone|phone|tablet|laptop|watch|smartwatch|app|platform|suite|service|tool|toolkit|speaker|soundbar|headset|earbud|charger|power ?bank|robot|robotaxi|drone|camera|printer|engine|system|network|kit|model|feature|assistant|agent|chatbot|chip|processor|program|programme|brand|projector|mouse|bus|business|game|store|marketplace|portal|browser|account|wallet|plan|subscription|solution|device|product|upgrade|medicine|vaccine|drug|bud|display|monitor|TV|keyboard|headphone|workspace|wearable|ring|glass'
const families = 'series|line|lineup|line-up|range|collection|portfolio|family'
const generic = new RegExp(`(?<![\\p{L}-])(?:(?:${kinds})(?:e?s)?|${families})$`, 'iu')
const kindWord = new RegExp(`(?<![\\p{L}-])(?:(${kinds})(e?s)?|(${families}))(?![\\p{L}-])`, 'giu')
const mass = /(?<![\p{L}-])(?:AI|software|hardware|technology|infrastructure|insurance|support|storage|access)$/iu

/** "New Ways to Pay on a Tablet" is about no tablet: only the last word before a preposition tells the kind. */
const kindIn = (text: string): string | null => {
  const head = text.split(/ (?:for|with|in|at|to|of|on|from|by|that)(?= )/iu)[0]!
  return kindAtEnd(head) ?? kindAtEnd(head.split(' and ')[0]!)
}

const kindAtEnd = (head: string): string | null => {
  const [last] = [...head.matchAll(kindWord)].slice(-1)
  if (!last || last.index + last[0].length < head.length) return null
  return last[3] ? `product ${last[3].toLowerCase()}` : lowered(last[0])
}

/** "New" is said of what is always there ("features"), and of what the text calls so. */
const ofKind = (text: string, isNew: boolean): Product => {
  const kind = kindIn(text)
  if (!kind) return { words: / and (?=\p{Lu})/u.test(text) ? 'new products' : 'a new product', name: null }
  if (!isPlural(kind)) return { words: `a new ${kind}`, name: null }
  return { words: isNew || abstract.test(kind) || kind !== text.toLowerCase() ? `new ${kind}` : kind, name: null }
}

const abstract =
  /^(?:features|products|agents|devices|services|models|tools|accounts|plans|solutions|upgrades|systems|programs|programmes)$/u

const isPlural = (words: string): boolean => /[^su]s$/u.test(words) && !/series$/iu.test(words)

const noName =
  /(?<![\p{L}-])(?:next|year|month|week|quarter|another|several|many|more|first|second|latest|their|for|with|in|at|to|wave|price[ds]?|starting|edition(?!$)|ways?|versions?|variant|slate)(?![\p{L}-])|^\d+(?![\d\p{Lu}])|[:;!?/]/iu

/** The capitalised words that end the text, where no other capitals stand before them. */
const named = (text: string, bare: string, isOwn: boolean, told: Told): Product | null => {
  const tail =
    /(?<![\p{L}\p{N}-])(?:\p{Lu}|\d|\p{Ll}+-?\p{Lu})[\p{L}\p{N}.-]*(?: (?:\p{Lu}|\d)[\p{L}\p{N}.-]*){0,6}(?: \p{Ll}+)?$/u.exec(
      bare,
    )?.[0]
  const before = tail ? bare.slice(0, -tail.length) : ''
  if (!tail || noName.test(tail) || /\p{Lu}\p{Ll}/u.test(before)) return null
  const product = nameOf(tail, tail === bare, isOwn, told)
  if (!product?.name) return product
  const isThing = generic.test(tail)
  // "all-electric Juke model" is described by its name; before "Wingman" alone stands what it is.
  if (isThing && before && !noName.test(before) && !/['’]/u.test(before))
    return { words: withArticle(bare), name: product.name }
  if (/^an? \p{Ll}/u.test(text) && product.words === tail && !generic.test(before.trim()))
    return { words: text, name: tail }
  if (/^(?:all-)?new /iu.test(text) && product.words === tail && told.says(quietVerb))
    return { ...product, words: `the new ${tail}` }
  const takesThe =
    product.words === tail &&
    (isOwn || (/\d/u.test(tail) && (told.says(soldByPiece) || /\b(?:5G|Pro|Lite|Max|Ultra|Plus|Mini|HD)$/u.test(tail))))
  return takesThe ? { ...product, words: `the ${tail}` } : product
}

/** What has a price or a battery is "the X7"; a version of a program is not. */
const soldByPiece = /\b(?:price[ds]?|mah|battery|rs\.? ?\d|lakh)\b|[₹€£]\d/iu

const plain =
  /^(?:\p{Lu}{2,4}|[45]G|IoT|SaaS|two|three|four|five|new|mobile|digital|online|smart|open-source|video|voice|image|cloud|payment|payments|credit|debit|electric|biometric|generative|agentic|testing|marketing|sales|data|security|delivery|loyalty|shopping|research|banking|lending|savings|rental|training|hybrid|wireless|portable|gaming|compact|youth|family|business|personal|standalone|foldable|premium|enterprise|commerce|customer|health|mental|travel|food|home|office|desktop)$/u

/**
 * A name is marked by more than a headline's capitals: a figure, a capital inside, a single word, small letters around
 * it, or a word that nobody uses for a kind of thing.
 */
const nameOf = (tail: string, isWhole: boolean, isOwn: boolean, told: Told): Product | null => {
  const words = tail.split(' ')
  const thing = words.at(-1)!
  if (words.length > (isOwn || /\d/u.test(tail) ? 7 : 4) || words.every((word) => isPlain(word) || mass.test(word)))
    return null
  const marked = told.says(sentenceCase) || (/\d|\p{Ll}\p{Lu}/u.test(tail) && !/-\p{Lu}\p{Ll}/u.test(tail))
  if (!marked && words.length > 1 && /\p{Ll}-\p{Lu}\p{Ll}/u.test(tail)) return null // "Next-Generation Wireless Display"
  if (generic.test(thing)) {
    if (!isOwn && words.slice(0, -1).every(isPlain)) return null
    if (!isOwn && !marked && !told.says(quietVerb) && /^\p{Lu}/u.test(thing)) return null // "Giant Screen Brand"
    return { words: `the ${tail}`, name: tail }
  }
  if (/[^su]s$/u.test(thing) && isWhole && !marked) return null
  if (!marked && isWhole && words.length > 3) return null
  if (/^\p{Ll}/u.test(thing) && !/\d|\p{Ll}-?\p{Lu}/u.test(thing)) return null
  return { words: tail, name: tail }
}

/** Three longer words in small letters: then capitals mark names, as they do not in a headline of capitals. */
const sentenceCase =
  /^(?:.*?(?<![\p{L}-])(?!(?:with|from|into|over|that|this|their|after|amid)\b)\p{Ll}{4,}(?![\p{L}-])){4}/u
const quietVerb = /(?<![\p{L}-])(?:launch|unveil|debut|introduc|roll|releas|reveal)\p{Ll}*/u

/** A description in small letters, or in words of which none could be a name. */
const described = (text: string, bare: string): Product | null => {
  const words = bare.split(' ')
  if (bare === '' || noName.test(bare) || /(?:ed|ing)$/u.test(bare)) return null
  const isQuiet = !/\p{Lu}\p{Ll}/u.test(bare.replace(/ \p{Lu}\S*$/u, ''))
  if (!isQuiet && !(words.every((word) => isPlain(word) || generic.test(word) || mass.test(word)) && words.length > 1))
    return null
  const calm = words
    .map((word) => (isQuiet || isPlain(word) || generic.test(word) || mass.test(word) ? lowered(word) : word))
    .join(' ')
  if (words.length === 1 && generic.test(bare)) return null
  if (/^(?:two|three|four|five|six) /u.test(calm)) return { words: calm, name: null }
  if (/^its /u.test(text)) return { words: `its ${calm}`, name: null }
  if (/ and /u.test(calm) && !isPlural(calm)) return null
  return { words: isPlural(calm) || mass.test(calm) ? calm : withArticle(calm), name: null }
}

const isPlain = (word: string): boolean => plain.test(/^\p{Lu}\p{Ll}+$/u.test(word) ? word.toLowerCase() : word)

const lowered = (word: string): string => (/\p{Lu}.*\p{Lu}|\d/u.test(word) ? word : word.toLowerCase())
