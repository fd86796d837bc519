/**
 * How fast account names are found in text, as a ratio to a bare tokenise-and-hash pass over the same documents, beside
 * an Aho-Corasick package, how long a fuzzy look-up takes among a million names, and what a matcher of a million accounts
 * costs. All generated, interleaved in one run. `npm run bench:match`.
 */
import { availableParallelism, loadavg } from 'node:os'
import AhoCorasick from 'modern-ahocorasick/fast'
import { Words } from '../src/core/match/fold.ts'
import { NameIndex } from '../src/core/match/name-index.ts'
import { createSimilarNames } from '../src/core/match/similar.ts'
import { generalWords } from '../src/core/match/words.ts'
import { type AccountNames, createMatcher } from '../src/core/match.ts'

const documentCount = 4_000
/** Short and many, so that the median is of rounds in which nothing else ran. */
const rounds = 151
/** The package is given the first of the documents only, else its rounds would last minutes. */
const packageDocuments = 40
const goals: Record<number, number> = { 1000: 0.9, 10000: 0.7, 100000: 0.5, 1000000: 0.4 }

/** Mulberry32: the same numbers on every machine. */
const chanceFrom = (seed: number) => {
  let state = seed
  return (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
const chance = chanceFrom(20_260_101)
const pick = <T>(items: readonly T[]): T => items[Math.floor(chance() * items.length)]!

const frequent =
  'the of to and a in for is on that with as by it from at this its has are was will be an not or but after over into about more up out who how'.split(
    ' ',
  )
const common = generalWords
  .trim()
  .split(/\s+/)
  .filter((word) => !frequent.includes(word))
const ranked = [
  ...frequent,
  ...common
    .map((word) => ({ word, key: chance() }))
    .sort((a, b) => a.key - b.key)
    .map(({ word }) => word),
]
/** Zipf's law, as in any text: the word of rank r comes up 1/r as often. */
const textWord = () => ranked[Math.floor(ranked.length ** chance()) - 1]!
const syllables =
  'ba be bi bo da de di do fa fe fi fo ga go ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi vo xa ze zi zo qui lum nor fern ax el or'.split(
    ' ',
  )
const descriptors = 'Labs Group Systems Software Health Robotics Energy Bank Studio Partners'.split(' ')
const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1)
const coined = () => capital(Array.from({ length: 2 + Math.floor(chance() * 3) }, () => pick(syllables)).join(''))

/**
 * One to three words, every third first word from the dictionary, endings as companies like them. One-word
 * dictionary names are left out: they would make every word of the text a hit, and the figure one of copying hits.
 */
const nameOf = (): string => {
  const kind = chance()
  if (kind < 0.4) return coined()
  const first = chance() < 0.4 ? coined() : capital(pick(common))
  const ending = chance() < 0.6 ? pick(descriptors) : capital(pick(common))
  return kind < 0.8 ? `${first} ${ending}` : `${first} ${capital(pick(common))} ${ending}`
}

const distinctNames = (count: number): string[] => {
  const names = new Set<string>()
  while (names.size < count) names.add(nameOf())
  return [...names]
}

/** Thirty-five words of a title and a summary; one in three names one of the accounts. */
const documentOf = (names: readonly string[]): string => {
  const words = Array.from({ length: 35 }, textWord)
  if (chance() < 0.33) words.splice(Math.floor(chance() * words.length), 0, pick(names))
  return `${capital(words.join(' '))}.`
}

const msOf = (work: () => void): number => {
  const from = performance.now()
  work()
  return performance.now() - from
}
const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!
const percentile = (values: number[], share: number): number =>
  values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!

/** What something holds once it is built, in MB; exact only with `--expose-gc`. */
const built = <T>(build: () => T): { value: T; ms: number; mb: number } => {
  const held = () => {
    globalThis.gc?.()
    globalThis.gc?.() // arrays that the first one freed are given back by now
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return (heapUsed + arrayBuffers) / 1e6
  }
  const before = held()
  const from = performance.now()
  const value = build()
  const ms = performance.now() - from
  return { value, ms, mb: held() - before }
}

/** Microseconds a document of each pass, and of ours and the package's the share of the bare pass's speed. */
const measureFind = (names: readonly string[]) => {
  const index = built(() => {
    const index = new NameIndex(names.length, (number) => names[number]!)
    for (const [number, name] of names.entries()) index.add(name, number)
    return index
  })
  const documents = Array.from({ length: documentCount }, () => documentOf(names))
  const ahoCorasick = built(
    () =>
      new AhoCorasick(
        names.map((name) => name.toLowerCase()),
        { boundary: 'unicode' },
      ),
  )
  const lowered = documents.slice(0, packageDocuments).map((text) => text.toLowerCase())
  const bareWords = new Words()
  let hits = 0
  let sink = 0
  const passes = {
    bare: () => {
      for (const text of documents) sink ^= bareWords.read(text).hashes[0]!
    },
    ours: () => {
      hits = 0
      for (const text of documents) hits += index.value.find(text).length
    },
    package: () => {
      for (const text of lowered) sink ^= ahoCorasick.value.search(text, { strategy: 'leftmost-longest' }).length
    },
  }
  const micros = { bare: [] as number[], ours: [] as number[], package: [] as number[] }
  const time = (pass: keyof typeof passes, count: number) => micros[pass].push((1000 * msOf(passes[pass])) / count)
  for (let round = 0; round < rounds; round++) {
    time('package', packageDocuments)
    for (const pass of round % 2 === 0 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const))
      time(pass, documentCount)
  }
  const ratio = (pass: keyof typeof passes) => median(micros[pass].map((time, round) => micros.bare[round]! / time))
  return {
    ours: ratio('ours'),
    package: ratio('package'),
    micros: median(micros.ours),
    hits: hits / documentCount,
    index,
    ahoCorasick,
    sink,
  }
}

const misspelled = (key: string): string => {
  const at = 1 + Math.floor(chance() * (key.length - 2))
  return chance() < 0.5 ? key.slice(0, at) + key.slice(at + 1) : key.slice(0, at) + pick(syllables)[0]! + key.slice(at)
}

const measureFuzzy = (names: readonly string[]) => {
  const keys = names.map((name) => name.toLowerCase().replaceAll(' ', ''))
  const { value: similar, ms: buildMs } = built(() => createSimilarNames((name) => keys[name]!, 0, keys.length))
  const questions = Array.from({ length: 2_000 }, () => pick(keys)).map((key) => [key, misspelled(key)] as const)
  let found = 0
  const times = questions.map(([key, question]) =>
    msOf(() => {
      if (
        similar(question, 0.85)
          .slice(0, 10)
          .some(({ name }) => keys[name] === key)
      )
        found++
    }),
  )
  return { buildMs, found: found / questions.length, p50: percentile(times, 0.5), p99: percentile(times, 0.99) }
}

/** The whole matcher of accounts with one alias each, in seconds of the processor, and its first fuzzy look-up. */
const measureMatcher = (names: readonly string[]) => {
  const cues = { industry: null, city: null, country: null, people: [], products: [] }
  const accounts = names.map((name, at): AccountNames => {
    return {
      id: `account ${at}`,
      name,
      domains: [`a${at}.example`],
      aliases: [{ name: nameOf(), kind: 'former' }],
      cues,
    }
  })
  const spent = (from?: NodeJS.CpuUsage) => {
    const { user, system } = process.cpuUsage(from)
    return (user + system) / 1e6
  }
  let cpuSeconds = 0
  const { value: matcher, mb } = built(() => {
    const from = process.cpuUsage()
    const made = createMatcher(accounts)
    cpuSeconds = spent(from)
    return made
  })
  const { value: firstFuzzySeconds, mb: postingsMb } = built(() => {
    const from = process.cpuUsage()
    matcher.match({ company: 'Quilmarfernox', title: 'Quilmarfernox opens a hall' })
    return spent(from)
  })
  return { cpuSeconds, mb, firstFuzzySeconds, postingsMb }
}

const allNames = distinctNames(1_000_000)
const whole = measureMatcher(allNames)
console.log(
  `matcher of 1000000 accounts and as many aliases: ${whole.cpuSeconds.toFixed(1)} s of the processor (goal 10) and ` +
    `${whole.mb.toFixed(0)} MB beside the accounts (goal 500), the first fuzzy look-up ` +
    `${whole.firstFuzzySeconds.toFixed(1)} s and ${whole.postingsMb.toFixed(0)} MB; ${loadavg()[0]!.toFixed(1)} programs ` +
    `were running on ${availableParallelism()} cores`,
)
for (const [size, goal] of Object.entries(goals)) {
  const found = measureFind(allNames.slice(0, Number(size)))
  const cost = ({ ms, mb }: { ms: number; mb: number }) => `${(ms / 1000).toFixed(2)} s and ${mb.toFixed(0)} MB`
  console.log(
    `find ${size.padStart(7)} names: ${found.ours.toFixed(2)} of a bare tokenise-and-hash pass (goal ${goal}), ` +
      `${Math.round(1e6 / found.micros)} documents a second, ${found.hits.toFixed(2)} names found in each, ` +
      `built in ${cost(found.index)}; modern-ahocorasick ${found.package.toFixed(4)}, built in ${cost(found.ahoCorasick)}`,
  )
}
const fuzzy = measureFuzzy(allNames)
console.log(
  `fuzzy 1000000 names: p50 ${fuzzy.p50.toFixed(2)} ms, p99 ${fuzzy.p99.toFixed(2)} ms (goals 1 and 10), ` +
    `${(100 * fuzzy.found).toFixed(0)} % of misspellings found, built in ${(fuzzy.buildMs / 1000).toFixed(1)} s`,
)
