import type { Told } from '../told.ts'

/** How one trigger kind is told. Every phrase is true of every event of the kind that has the fields it uses. */
export type Opening = {
  /** To follow "that": "Northwind Robotics raised $40 million". Empty = nothing may be told. */
  clauses: (told: Told) => string[]
  /** A noun phrase without article to follow "your" or "the": "$40 million Series B". */
  nouns: (told: Told) => string[]
  /** Two to six words. */
  subjects: (told: Told) => string[]
  /** Glad news may be congratulated. */
  glad: boolean
}

/** Only phrases whose every part is known. */
export const known = (...phrases: (string | false | null | undefined)[]): string[] =>
  phrases.filter((phrase): phrase is string => typeof phrase === 'string' && phrase !== '')
