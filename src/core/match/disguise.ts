import { fold, hasInvisible, skeletonOf } from './fold.ts'
import { nameKey, spokenName } from './names.ts'
import { joined, trimmed } from './spelling.ts'

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

const mixedScripts =
  /\p{Script=Latin}[^\s]*[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}][^\s]*\p{Script=Latin}/u

/** Whether a name only looks like another, or mixes scripts or hides something: then it is nobody's to be known by. */
export const isDisguise = (name: string, ofName: string): boolean => {
  if (hasInvisible(name) || mixedScripts.test(name)) return true
  const [one, two] = [spokenName(name), spokenName(ofName)]
  return skeletonOf(nameKey(one)) === skeletonOf(nameKey(two)) && disguise(one, two) !== null
}
