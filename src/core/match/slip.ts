/** In a shorter word another letter makes another word. */
const longWord = 8

/**
 * Whether one name may be the other with a slip of the pen in one word: two letters swapped, a double letter written
 * once, in a long word also one letter wrong, missing or too many between its ends. "Athena" and "Arthena", or
 * "Northmere" and "Northmera", are two names. Takes folded words.
 */
export const isSlip = (one: readonly string[], two: readonly string[]): boolean => {
  if (one.length !== two.length) return one.join('') === two.join('')
  const pairs = one.map((word, at) => [word, two[at]!] as const).filter(([first, second]) => first !== second)
  return pairs.length === 1 && isSlipOf(...pairs[0]!)
}

const isSlipOf = (one: string, two: string): boolean => {
  if (one[0] !== two[0] || one.at(-1) !== two.at(-1)) return false
  let start = 0
  while (start < one.length && one[start] === two[start]) start++
  let end = 0
  while (end < Math.min(one.length, two.length) - start && one.at(-1 - end) === two.at(-1 - end)) end++
  const [first, second] = [one.slice(start, one.length - end), two.slice(start, two.length - end)]
  if (first.length === 2 && second.length === 2) return first[0] === second[1] && first[1] === second[0]
  if (first.length > 1 || second.length > 1) return false
  const doubled = (first || second) === one[start - 1] && first.length !== second.length
  return doubled || Math.min(one.length, two.length) >= longWord
}
