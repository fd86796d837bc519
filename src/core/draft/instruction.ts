import { wordsIn } from '../claims/words.ts'
import type { Persona } from '../icp.ts'

/** One thing that the composer can do with a text by itself. */
export type Wish =
  | { kind: 'shorter' }
  | { kind: 'tone'; tone: Persona['tone'] }
  | { kind: 'opening' }
  | { kind: 'question' }
  | { kind: 'trigger' }
  /** Counted from the first sentence after the greeting; -1 is the last. */
  | { kind: 'leave_out'; sentence: number }
  | { kind: 'mention'; words: string }

const ordinals: readonly string[] = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth']
const other = '(?:an?other|different|new|the other|some other)'

/** A closed list: an instruction is read part by part, and what none of these reads needs a model. */
const readings: readonly [RegExp, (hit: RegExpExecArray) => Wish][] = [
  [/\b(?:shorter|shorten|briefer|too long|cut it down|less text|fewer words)\b/iu, () => ({ kind: 'shorter' })],
  [/\b(?:warmer|friendlier|less (?:cold|stiff|formal))\b/iu, () => ({ kind: 'tone', tone: 'warm' })],
  [/\b(?:more direct|blunter|to the point|get to the point)\b/iu, () => ({ kind: 'tone', tone: 'direct' })],
  [/\b(?:plainer|more neutral|more sober|less (?:warm|gushing))\b/iu, () => ({ kind: 'tone', tone: 'plain' })],
  [
    new RegExp(`\\b(?:${other} (?:trigger|news|event|signal|angle|reason)|lead with the other)\\b`, 'iu'),
    () => ({ kind: 'trigger' }),
  ],
  [
    new RegExp(`\\b(?:${other}|change the|reword the) (?:opening|opener|start|first line|beginning)\\b`, 'iu'),
    () => ({ kind: 'opening' }),
  ],
  [new RegExp(`\\b(?:${other}|change the|reword the) question\\b`, 'iu'), () => ({ kind: 'question' })],
  [
    /\b(?:leave out|drop|remove|delete|without|cut|omit|skip) (?:the )?(first|second|third|fourth|fifth|sixth|last) sentence\b/iu,
    ([, word = '']) => ({ kind: 'leave_out', sentence: ordinals.indexOf(word.toLowerCase()) }),
  ],
  [
    /\b(?:mention|bring in|talk about|include|use|add) (?:the |our |that )?(.{3,120})$/iu,
    ([, words = '']) => ({ kind: 'mention', words }),
  ],
]

/** What of a person's instruction the composer understands, in their order, and the parts that it does not. */
export const readInstruction = (instruction: string): { wishes: Wish[]; rest: string[] } => {
  const wishes: Wish[] = []
  const rest: string[] = []
  for (const part of instruction
    .replace(/\b(?:please|thanks|thank you)\b/giu, '')
    .split(/\s*(?:[;,.!?\n]|\band\b|\bbut\b|\bthen\b)\s*/iu)
    .filter((each) => wordsIn(each).length > 0)) {
    const wish = readPart(part)
    if (wish) wishes.push(wish)
    else rest.push(part)
  }
  return { wishes, rest }
}

/** What earlier instructions asked for that a text written anew still has to obey: of each kind the latest. */
export const wishesKept = (earlier: readonly string[]): Wish[] => {
  const kept = new Map<Wish['kind'], Wish>()
  for (const wish of earlier.flatMap((each) => readInstruction(each).wishes))
    if (wish.kind === 'shorter' || wish.kind === 'tone' || wish.kind === 'mention') kept.set(wish.kind, wish)
  return [...kept.values()]
}

const readPart = (part: string): Wish | null => {
  if (/\b(?:not|never|don'?t|no)\b/iu.test(part)) return null // "not shorter" is beyond a list of words
  for (const [pattern, wish] of readings) {
    const hit = pattern.exec(part)
    if (hit) return wish(hit)
  }
  return null
}

/** What can be asked for in words of the list, for those whose words were not on it. */
export const understood =
  'shorter, warmer, more direct, another opening, another question, lead with the other trigger, leave out the second sentence, mention … from your value points'
