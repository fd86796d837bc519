/**
 * Words as matching sees them: width, case, accents, apostrophes and invisible characters folded away, so that two
 * spellings of one name become one string. Look-alike letters of other scripts are folded only in a `skeleton`,
 * which finds a name and never proves it.
 */

const stubbornLetters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
  ħ: 'h',
}

/** Cyrillic and Greek letters that a reader takes for Latin ones. */
const lookAlikes: Record<string, string> = {
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  һ: 'h',
  і: 'i',
  ј: 'j',
  к: 'k',
  ӏ: 'l',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  ԛ: 'q',
  ѕ: 's',
  т: 't',
  у: 'y',
  х: 'x',
  ԝ: 'w',
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  μ: 'm',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ζ: 'z',
  ɑ: 'a',
  ɡ: 'g',
  ʟ: 'l',
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: plain ASCII is what is asked
const ascii = /^[\x00-\x7f]*$/
const plainWord = /^[a-z0-9]*$/i
/** Also the empty Braille pattern, which looks like a space. */
const invisible = /\p{Cf}|\p{Default_Ignorable_Code_Point}|\u2800/u

/** One word folded: lower case, no accents, full-width letters made plain, nothing but letters and digits. */
export const fold = (word: string): string => {
  if (plainWord.test(word)) return word.toLowerCase()
  if (ascii.test(word)) return word.toLowerCase().replace(/[^a-z0-9]+/g, '')
  return word
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/[^a-z0-9]/gu, (letter) => stubbornLetters[letter] ?? letter)
}

/** A folded word with look-alike letters replaced: equal skeletons look equal to a reader. */
export const skeletonOf = (folded: string): string =>
  ascii.test(folded) ? folded : folded.replace(/[^a-z0-9]/gu, (letter) => lookAlikes[letter] ?? letter)

export const hasInvisible = (text: string): boolean => !ascii.test(text) && invisible.test(text)

const separator = 0
const asciiWord = 1
const otherWord = 2
const apostrophe = 3
const ampersand = 4

/** What each UTF-16 unit does to a word; ASCII units also carry their folded form in `foldedUnit`. */
const unitClass = new Uint8Array(65536)
const foldedUnit = new Uint8Array(128)
for (let unit = 0; unit < 65536; unit++) {
  if (unit < 128) {
    const letter = String.fromCharCode(unit)
    if (/[A-Za-z0-9]/.test(letter)) {
      unitClass[unit] = asciiWord
      foldedUnit[unit] = letter.toLowerCase().charCodeAt(0)
    }
    continue
  }
  const surrogate = unit >= 0xd800 && unit < 0xe000
  if (surrogate || /[\p{L}\p{N}\p{M}\p{Cf}]/u.test(String.fromCharCode(unit))) unitClass[unit] = otherWord
}
for (const mark of "'’‘ʼ＇`") unitClass[mark.charCodeAt(0)] = apostrophe
unitClass['&'.charCodeAt(0)] = ampersand
unitClass['＆'.charCodeAt(0)] = ampersand

const hashStart = 0x811c9dc5 | 0
const hashStep = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193)
export const hashOf = (word: string): number => {
  let hash = hashStart
  for (let at = 0; at < word.length; at++) hash = hashStep(hash, word.charCodeAt(at))
  return hash
}
const hashOfAnd = hashOf('and')

/** The words of a text: where each stands and the hash of its skeleton. Reused from text to text. */
export class Words {
  count = 0
  starts = new Int32Array(256)
  ends = new Int32Array(256)
  hashes = new Int32Array(256)

  /** Splits and hashes `text`; possessive endings stand outside a word, other apostrophes inside it. */
  read(text: string): this {
    this.count = 0
    const length = text.length
    let at = 0
    while (at < length) {
      const unit = text.charCodeAt(at)
      const kind = unitClass[unit]!
      if (kind === separator || kind === apostrophe) at++
      else if (kind === ampersand) this.add(at, ++at, hashOfAnd)
      else at = this.readWord(text, at)
    }
    return this
  }

  /** The folded words of the text that was read. */
  folded(text: string): string[] {
    const words: string[] = []
    for (let at = 0; at < this.count; at++) {
      const raw = text.slice(this.starts[at]!, this.ends[at]!)
      words.push(raw === '&' || raw === '＆' ? 'and' : fold(raw))
    }
    return words
  }

  private readWord(text: string, start: number): number {
    const length = text.length
    let hash = hashStart
    let plain = true
    let at = start
    for (; at < length; at++) {
      const unit = text.charCodeAt(at)
      const kind = unitClass[unit]!
      if (kind === asciiWord) hash = hashStep(hash, foldedUnit[unit]!)
      else if (kind === otherWord) plain = false
      else if (kind !== apostrophe || endsWord(text, at)) break
    }
    if (plain) this.add(start, at, hash)
    else {
      const skeleton = skeletonOf(fold(text.slice(start, at)))
      if (skeleton) this.add(start, at, hashOf(skeleton))
    }
    return skipPossessive(text, at)
  }

  private add(start: number, end: number, hash: number): void {
    if (this.count === this.starts.length) this.grow()
    this.starts[this.count] = start
    this.ends[this.count] = end
    this.hashes[this.count++] = hash
  }

  private grow(): void {
    for (const key of ['starts', 'ends', 'hashes'] as const) {
      const larger = new Int32Array(this[key].length * 2)
      larger.set(this[key])
      this[key] = larger
    }
  }
}

const isWordUnit = (text: string, at: number): boolean => {
  const kind = at < text.length ? unitClass[text.charCodeAt(at)]! : separator
  return kind === asciiWord || kind === otherWord
}

/** An apostrophe before a final s, or before no letter at all, does not belong to the word. */
const endsWord = (text: string, at: number): boolean =>
  !isWordUnit(text, at + 1) || (/[sSｓＳ]/.test(text[at + 1]!) && !isWordUnit(text, at + 2))

const skipPossessive = (text: string, at: number): number =>
  at + 1 < text.length && unitClass[text.charCodeAt(at)] === apostrophe && isWordUnit(text, at + 1) ? at + 2 : at

const scratch = new Words()

/** The folded words of a text, in order. */
export const foldWords = (text: string): string[] => scratch.read(text).folded(text)
