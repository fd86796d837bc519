const units: Record<string, number> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  dozen: 12,
}
const tens: Record<string, number> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}
const scales: Record<string, number> = { hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9 }

const small = Object.keys(units).join('|')
const ten = `(?:${Object.keys(tens).join('|')})(?:[ -](?:one|${small}))?`
const scale = Object.keys(scales).join('|')

/** The source of a pattern for numbers in words, from two on: "one" alone is mostly a pronoun. */
export const spelledNumber = `(?:(?:a|one|${ten}|${small})(?:[ -](?:${scale}))(?:[ -](?:and )?(?:one|${ten}|${small}|${scale}))*|${ten}|${small})`

/** "forty-two thousand" → 42000. */
export const spokenNumber = (words: string): number => {
  let total = 0
  let current = 0
  for (const word of words.toLowerCase().split(/[ -]/)) {
    const by = scales[word]
    if (by === undefined) current += units[word] ?? tens[word] ?? (word === 'and' ? 0 : 1)
    else if (by === 100) current = Math.max(1, current) * 100
    else {
      total += Math.max(1, current) * by
      current = 0
    }
  }
  return total + current
}

/** "three" → 3, "6" → 6; undefined for anything else. */
export const smallNumber = (word: string): number | undefined =>
  units[word] ?? tens[word] ?? (Number(word) || undefined)
