import { fold, skeletonOf } from './fold.ts'

const sentenceBreak = /[,;:!?()[\]"“”|—]|\.\s/
const innerDot = /\S\.\S/

/** Whether a text spells a name once both are folded, its words joined alike; look-alike letters count as equal. */
export const sameWhenFolded = (slice: string, name: string): boolean => {
  if (sentenceBreak.test(slice) && !sentenceBreak.test(name)) return false
  if (innerDot.test(name) !== innerDot.test(slice)) return false
  return skeletonOf(fold(joined(slice))) === skeletonOf(fold(joined(trimmed(name))))
}

export const joined = (text: string): string => text.replace(/\s*[&＆]\s*/g, ' and ').replace(/[\s\p{Pd}'’/]+/gu, '')

/** A name's own possessive ending and punctuation are not part of the words that were found. */
export const trimmed = (name: string): string => name.replace(/['’]s$/i, '')
