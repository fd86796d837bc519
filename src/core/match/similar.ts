/** Names spelled nearly alike: trigram postings in typed arrays, then Jaro-Winkler on the few that share most. */

/** The rarest trigrams looked at, and the most postings read, for one question. */
const trigramsRead = 8
const postingsRead = 24_000
const comparedNames = 48

export type SimilarName = { name: number; similarity: number }
export type SimilarNames = (key: string, least: number) => SimilarName[]

const letters = 37
const letterOf = (unit: number): number => {
  if (unit >= 97 && unit <= 122) return unit - 96
  if (unit >= 48 && unit <= 57) return unit - 21
  return 1 + (unit % 36)
}

/** Visits the trigrams of a key with its beginning and end marked, each as one number below 37³, some of them twice. */
const eachTrigram = (key: string, visit: (trigram: number) => void): void => {
  let first = 0
  let second = 0
  for (let at = 0; at <= key.length; at++) {
    const third = at < key.length ? letterOf(key.charCodeAt(at)) : 0
    visit((first * letters + second) * letters + third)
    first = second
    second = third
  }
}

const trigramsOf = (key: string): number[] => {
  const found = new Set<number>()
  eachTrigram(key, (trigram) => found.add(trigram))
  return [...found]
}

/** Builds the postings of the folded names ("acmelabs") of these numbers; answers come sorted, best first. */
export const createSimilarNames = (keyOf: (name: number) => string, from: number, end: number): SimilarNames => {
  const { offsets, postings } = postingsOf(keyOf, from, end)
  const shared = new Uint8Array(end - from)

  const candidates = (key: string): number[] => {
    const size = (trigram: number) => offsets[trigram + 1]! - offsets[trigram]!
    const rarest = trigramsOf(key)
      .filter((trigram) => size(trigram) > 0)
      .sort((a, b) => size(a) - size(b) || a - b)
      .slice(0, trigramsRead)
    const touched: number[] = []
    let read = 0
    for (const trigram of rarest) {
      if (read > 0 && read + size(trigram) > postingsRead) break
      read += size(trigram)
      const end = Math.min(offsets[trigram + 1]!, offsets[trigram]! + postingsRead)
      for (let at = offsets[trigram]!; at < end; at++) {
        const name = postings[at]!
        if (shared[name]!++ === 0) touched.push(name)
      }
    }
    const best = mostShared(touched, shared)
    for (const name of touched) shared[name] = 0
    return best
  }

  return (key, least) =>
    candidates(key)
      .map((at) => ({ name: from + at, similarity: jaroWinkler(key, keyOf(from + at)) }))
      .filter(({ similarity }) => similarity >= least)
      .sort(mostAlikeFirst)
}

const mostAlikeFirst = (a: SimilarName, b: SimilarName): number => b.similarity - a.similarity || a.name - b.name

/** For each trigram the names that have it, counted from `from`: one pass to count them, one to write them down. */
const postingsOf = (keyOf: (name: number) => string, from: number, end: number) => {
  const offsets = new Int32Array(letters ** 3 + 1)
  const lastName = new Int32Array(letters ** 3).fill(-1)
  let name = from
  const isFirst = (trigram: number): boolean => {
    const first = lastName[trigram] !== name
    lastName[trigram] = name
    return first
  }
  const count = (trigram: number) => {
    if (isFirst(trigram)) offsets[trigram + 1]!++
  }
  for (; name < end; name++) eachTrigram(keyOf(name), count)
  for (let trigram = 0; trigram < letters ** 3; trigram++) offsets[trigram + 1]! += offsets[trigram]!
  const postings = new Int32Array(offsets.at(-1)!)
  const filled = offsets.slice()
  lastName.fill(-1)
  const write = (trigram: number) => {
    if (isFirst(trigram)) postings[filled[trigram]!++] = name - from
  }
  for (name = from; name < end; name++) eachTrigram(keyOf(name), write)
  return { offsets, postings }
}

/** The touched names that share most trigrams, found by counting so that no large list is sorted. */
const mostShared = (touched: readonly number[], shared: Uint8Array): number[] => {
  const best: number[] = []
  for (let count = trigramsRead; count > 0 && best.length < comparedNames; count--)
    for (const name of touched) {
      if (shared[name] !== count) continue
      best.push(name)
      if (best.length === comparedNames) break
    }
  return best
}

/** Jaro-Winkler similarity, 0–1 (Winkler 1990, prefix weight 0.1 over at most four letters). */
export const jaroWinkler = (one: string, two: string): number => {
  if (one === two) return 1
  const reach = Math.max(0, Math.floor(Math.max(one.length, two.length) / 2) - 1)
  const used = new Uint8Array(two.length)
  const matched: number[] = []
  for (let at = 0; at < one.length; at++) {
    const end = Math.min(two.length, at + reach + 1)
    for (let other = Math.max(0, at - reach); other < end; other++) {
      if (used[other] || one.charCodeAt(at) !== two.charCodeAt(other)) continue
      used[other] = 1
      matched.push(at)
      break
    }
  }
  if (matched.length === 0) return 0
  let swapped = 0
  let other = 0
  for (const at of matched) {
    while (!used[other]) other++
    if (one.charCodeAt(at) !== two.charCodeAt(other++)) swapped++
  }
  const count = matched.length
  const jaro = (count / one.length + count / two.length + (count - swapped / 2) / count) / 3
  let prefix = 0
  while (prefix < 4 && prefix < one.length && one[prefix] === two[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}
