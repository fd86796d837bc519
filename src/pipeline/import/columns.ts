import type { z } from 'zod'
import { Refusal } from '../../core/errors.ts'
import type { ImportKind, RowKind } from '../import.ts'

/** A column of a file: its name there and the one it is read under; empty when it has none. */
export type ReadColumn = { header: string; name: string; fate: 'known' | 'kept' | 'unused' }

// biome-ignore lint/suspicious/noExplicitAny: of the rows only the names of their columns are asked
type AnyKind = Pick<RowKind<any>, 'row' | 'required' | 'synonyms'>

/**
 * The columns under our names, of several that mean the same the first. Refuses a header that lacks one we cannot do
 * without, or has one twice.
 */
export const readHeader = (kind: ImportKind, header: readonly string[], rowKind: AnyKind): ReadColumn[] => {
  const { required, synonyms } = rowKind
  const plain = header.map((name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_'),
  )
  const meant = plain.map((name) => synonyms[name])
  const columns = plain.map((name, i) => {
    const ours = meant[i]
    return ours !== undefined && !plain.includes(ours) && meant.indexOf(ours) === i ? ours : name
  })
  const known = knownColumns(rowKind)
  const has = header.length === 0 ? 'It is empty' : `It has: ${inShort(header)}`
  const missing = required.map((names) => [names].flat()).filter((names) => !names.some((n) => columns.includes(n)))
  if (missing.length > 0) {
    const names = missing.map((any) => any.map((name) => `"${name}"`).join(' or ')).join(', ')
    throw new Refusal('invalid', `The file has no column ${names}. ${has}. Known are ${known.join(', ')}`)
  }
  const twice = columns.find((name, i) => name !== '' && columns.indexOf(name) < i)
  if (twice) throw new Refusal('invalid', `The column "${twice}" stands twice in the file. ${has}`)
  const fate = (name: string) =>
    known.includes(name) ? 'known' : kind === 'accounts' && name !== '' && !isOurs(name) ? 'kept' : 'unused'
  return columns.map((name, i) => ({ header: header[i]!, name, fate: fate(name) }))
}

const mostNamed = 60

const inShort = (header: readonly string[]): string => {
  const names = header.slice(0, mostNamed).map((name) => name.slice(0, 60))
  return header.length > mostNamed ? `${names.join(', ')} and ${header.length - mostNamed} more` : names.join(', ')
}

/** What an export says beside the columns that can be read again, such as a tier, is ours to reckon and never read. */
export const isOurs = (column: string): boolean => column.startsWith('daybreak_')

/** The names of the columns that rows of this kind have a place for. */
export const knownColumns = ({ row }: Pick<AnyKind, 'row'>): string[] => Object.keys((row as z.ZodObject).shape)

/** What becomes of columns we have no place for, in words: an account keeps them, the others do not. */
export const notUsed = (columns: readonly ReadColumn[], rowKind: AnyKind): string[] => {
  const named = (fate: ReadColumn['fate']) =>
    columns.filter((column) => column.fate === fate && column.name !== '').map(({ name }) => name)
  const [kept, unused] = [named('kept'), named('unused').filter((name) => !isOurs(name))]
  return [
    ...(kept.length > 0 ? [`Kept as attributes of your own: ${inShort(kept)}`] : []),
    ...(unused.length > 0
      ? [`Columns that are not used: ${inShort(unused)}. Known are ${knownColumns(rowKind).join(', ')}`]
      : []),
  ]
}
