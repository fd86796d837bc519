import { type Document, documentText } from './document.ts'
import type { Quoted, Signal } from './signal.ts'

/**
 * The signals of a document whose source knows them: a count on a job board, an officer named in a filing, what
 * another system pushed. The source keeps them with the document, and they stand only while the text holds every word
 * that they quote. Null for any other document: that one is read by the rules.
 */
export const ownSignals = (document: OwnDocument): Signal[] | null => {
  const signals = document.extra?.signals
  if (!Array.isArray(signals)) return null
  const text = documentText(document)
  return (signals as Signal[]).filter((signal) => quotesOf(signal).every((quote) => text.includes(quote)))
}

type OwnDocument = Pick<Document, 'title' | 'summary' | 'body'> & { extra?: Document['extra'] | null }

const quotesOf = ({ companyQuote, quote, fields }: Signal): string[] => [
  companyQuote,
  quote,
  ...Object.values(fields).map((field) => (field as Quoted<unknown>).quote),
]

/** A field whose value is the quoted words themselves. */
export const asWritten = (words: string): Quoted<string> => ({ value: words, quote: words })
