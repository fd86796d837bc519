import { fold, hasInvisible } from './fold.ts'
import { joined, trimmed } from './name-index.ts'

/** Why a name that was found is not written as itself: letters that only look like its own, or do not show. */
export const disguise = (found: string, name: string): string | null => {
  if (hasInvisible(found) && !hasInvisible(name)) return 'written with invisible characters'
  const same = fold(joined(found)) === fold(joined(trimmed(name)))
  if (!same) return 'written with look-alike letters of another script'
  return isOdd(found) && !isOdd(name) ? 'written with letters made to look like others' : null
}

const widthForms = /[\uff01-\uffee]/g
/** Marks that hardly show: a dot above or below, a hook, a line under a letter. */
const faintMarks = /[\u0307\u0323-\u0326\u0328\u0331]|ı/u
const symbolWithin = /\p{L}[\p{So}⁄]+\p{L}/u

/** Styled letters ("𝐀cme"), marks that a reader overlooks, a picture within; accents and width are how people write. */
const isOdd = (text: string): boolean => {
  const plain = text.replace(widthForms, (letter) => letter.normalize('NFKC')).replace(/\s+/g, ' ')
  return (
    plain.normalize('NFKC') !== plain.normalize('NFC') ||
    faintMarks.test(plain.normalize('NFD')) ||
    symbolWithin.test(plain)
  )
}
