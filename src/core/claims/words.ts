/** Lower case, without accents, with plain quotes. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[‘’ʼ]/g, "'").toLowerCase()

const stems = new Map<string, string>()
const rememberedStems = 20_000

/** A word without its ending: "raises", "raised", "raising" are one. Light on purpose: a miss blocks, and that is safe. */
export const stem = (word: string): string => {
  const known = stems.get(word)
  if (known !== undefined) return known
  if (stems.size >= rememberedStems) stems.clear()
  const found = cutEnding(word)
  stems.set(word, found)
  return found
}

const irregular: Record<string, string> = Object.fromEntries(
  'began begin, begun begin, spent spend, bought buy, sold sell, left leave, led lead, grew grow, grown grow, built build, brought bring, took take, taken take, made make, said say, won win, chose choose, chosen choose, went go, gone go, came come, paid pay, met meet, told tell, became become, saw see, seen see, held hold, kept keep, lost lose, gave give, given give, found find, got get, ran run, wrote write, written write, drew draw, drawn draw, fell fall, rose rise, spoke speak, meant mean, sent send, put put, men man, women woman, people people'
    .split(', ')
    .map((pair) => pair.split(' ')),
)

const cutEnding = (word: string): string => {
  const plain = fold(word).replace(/'s?$/, '').replace(/\.$/, '')
  let w = irregular[plain] ?? plain
  if (w.length <= 3) return w
  w = w
    .replace(/ies$/, 'y')
    .replace(/(ss|x|ch|sh|z)es$/, '$1')
    .replace(/([^su'i])s$/, '$1')
  const cut = w.replace(/(?:ing|ed)$/, '')
  if (cut !== w && cut.length >= 3 && /[aeiouy]/.test(cut))
    w = cut.length > 3 ? cut.replace(/([bdfgklmnprt])\1$/, '$1') : cut
  return w.length > 3 ? w.replace(/e$/, '') : w
}

export type Word = { text: string; stem: string; start: number; end: number }

/** Every run of letters or digits with its place; figures keep their separators, hyphens part words. */
export const wordsIn = (text: string): Word[] =>
  [...text.matchAll(/[\p{L}\p{M}]+(?:['’][\p{L}]+)*|\d+(?:[.,]\d+)*/gu)].map((hit) => ({
    text: hit[0],
    stem: stem(hit[0]),
    start: hit.index,
    end: hit.index + hit[0].length,
  }))

export const stemsOf = (...texts: readonly string[]): Set<string> =>
  new Set(texts.flatMap((text) => wordsIn(openTitles(openDemonyms(text))).map((word) => word.stem)))

/** Titles' short forms, opened where they are read, so that "CRO" and "Chief Revenue Officer" are one. */
const shortTitles: Record<string, string> = {
  CEO: 'chief executive officer',
  CFO: 'chief financial officer',
  COO: 'chief operating officer',
  CTO: 'chief technology officer',
  CIO: 'chief information officer',
  CISO: 'chief information security officer',
  CRO: 'chief revenue officer',
  CMO: 'chief marketing officer',
  CPO: 'chief product officer',
  CCO: 'chief commercial officer',
  CHRO: 'chief human resources officer',
  CDO: 'chief data officer',
  VP: 'vice president',
  SVP: 'senior vice president',
  EVP: 'executive vice president',
  MD: 'managing director',
  HR: 'human resources',
  IT: 'information technology',
  RevOps: 'revenue operations',
}

export const openTitles = (text: string): string =>
  text
    .replace(
      /\b(?:CEO|CFO|COO|CTO|CIO|CISO|CRO|CMO|CPO|CCO|CHRO|CDO|S?E?VP|MD|HR|IT|RevOps)(?=s?\b)/g,
      (short) => shortTitles[short] ?? short,
    )
    .replace(/\bchief executive\b(?! officer)/giu, '$& officer')

const demonyms: Record<string, string> = Object.fromEntries(
  'European Europe, American America, British Britain, German Germany, French France, Indian India, Spanish Spain, Italian Italy, Dutch Netherlands, Swedish Sweden, Danish Denmark, Norwegian Norway, Finnish Finland, Polish Poland, Irish Ireland, Swiss Switzerland, Austrian Austria, Belgian Belgium, Portuguese Portugal, Canadian Canada, Australian Australia, Japanese Japan, Chinese China, Korean Korea, Brazilian Brazil, Mexican Mexico, African Africa, Asian Asia, Israeli Israel'
    .split(', ')
    .map((pair) => pair.split(' ')),
)
const demonym = new RegExp(`\\b(?:${Object.keys(demonyms).join('|')})s?\\b`, 'g')

/** "European growth" and "growth in Europe" name one place. */
const openDemonyms = (text: string): string => text.replace(demonym, (word) => demonyms[word.replace(/s$/, '')] ?? word)

/** Titles opened, folded, all punctuation as single spaces; a bar keeps two texts apart. */
export const normal = (text: string): string =>
  fold(openTitles(openDemonyms(text).replace(/['’]s?(?![\p{L}])/gu, '')))
    .replace(/[^\p{L}\p{N}|]+/gu, ' ')
    .trim()

const list = (words: string): string[] => words.split(/\s+/).filter(Boolean)

/** Words that carry no claim wherever they stand. "Not", "only", "first", "again" and their like do, and are absent. */
export const functionWords: ReadonlySet<string> = new Set(
  list(`a an the this that these those it its in on at to for of from by with and or as is are was were be been being am has have
  had do does did i i'm i've i'd you your you're you've yours we our us me my mine he she his her him they them their there
  here if then so which who whose what when where how because while via per until into onto than too also plus both either
  s t d ll ve re`).map(stem),
)

/** Words of telling that one read something, and of plain letters; none says anything about the reader's company. */
export const frameWords: ReadonlySet<string> = new Set(
  list(`see saw seen read reading notice noticed noticing news report reported reports reporting story stories piece article post
  posts page pages careers career announce announced announcement announcing mention mentioned write writing wrote written note
  came come across reason caught eye tell told list lists listed listing just done according say says carry carries carried show
  shows showed has have new recent recently today congratulations congrats congratulation team teams company business people
  your yours will plan plans planned planning agree agreed agreeing role
  spotted learn learned learnt understand hear heard press release publish published website site item line update coverage
  covered cover headline now currently kudos well happy glad sorry pleased meant`).map(stem),
)

/** What an "I" sentence may be made of: courtesy and an offer to talk, never a fact. */
export const courtesyWords: ReadonlySet<string> = new Set(
  list(`write wrote writing reach reaching note share send show explain walk line lines idea ideas example examples detail details glad
  happy help thought think thinking wonder wondered wondering ask asking asked question talk talking call chat conversation
  week time minute minutes moment reply answer leave there worth look looking word person right wrong yes no not fine plenty short
  few brief briefly useful interest interested curious compare notes hear know let best kind warm regard regards thanks thank
  welcome please just would could can may might will want wanted like love any some one two more less once later soon again
  someone else anyone somebody own owns owner name point way sense fit help helpful relevant open forward good better great need
  happen hope say sincerely cheers yours truly get got getting give try pass here pleasure honest plain simply simple sure keep
  stop back only now then topic subject matter mind case number page pages copy overview summary today tomorrow next this morning
  afternoon day days read reading month worries worry pressure problem bad poor timing all the why see seeing area word
  enough ignore free feel luck grateful appreciate wish step success many hurry rush
  promise experience attention patience wanted `).map(stem),
)

/** Words that mark a guess as a guess. */
export const hedge =
  /\b(?:often|usually|typically|tends? to|sometimes|in many (?:teams|companies|cases)|many (?:\w+ )?(?:teams|companies|leaders)|some (?:\w+ )?(?:teams|companies)|may|might|could|(?<!\b(?:i|you|we) )can (?:also |quickly |easily )?(?:mean|take|make|bring|lead|put|feel|become|slow|cost)|perhaps|maybe|probably|likely|possibly|i (?:would |can )?(?:imagine|guess|suspect|assume|wonder|expect)|my guess|i'd (?:imagine|guess|expect)|it (?:is|can be) common|if|whether|in my experience|(?:that|this|it|which) can)\b/iu
