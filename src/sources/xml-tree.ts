import { Parser } from 'htmlparser2'
import { tidy } from './text.ts'

/** An element of a small XML file: its own text and its children, nothing else. */
export type Element = { name: string; text: string; children: Element[] }

const deepest = 60
const mostElements = 300_000

/** The root of an XML file, or null: not XML, cut in the middle, too deep or too large. */
export function readTree(xml: string): Element | null {
  const open: Element[] = []
  let root: Element | null = null
  let whole = false
  let elements = 0
  const parser = new Parser(
    {
      onopentag: (name) => {
        if (open.length >= deepest || ++elements > mostElements) throw new TooMuch()
        const element = { name, text: '', children: [] }
        if (open.length === 0) root ??= element
        open.at(-1)?.children.push(element)
        open.push(element)
      },
      ontext: (text) => {
        const element = open.at(-1)
        if (element) element.text += text
      },
      onclosetag: () => void open.pop(),
    },
    { xmlMode: true, decodeEntities: true },
  )
  try {
    parser.write(xml)
    whole = open.length === 0 // the parser's end closes what was cut
    parser.end()
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error
    return null
  }
  return whole ? root : null
}

class TooMuch extends Error {}

export const childrenOf = (element: Element | null, name: string): Element[] =>
  element?.children.filter((child) => child.name === name) ?? []

/** The first element along a path such as `offeringData/typeOfFiling`. */
export const elementAt = (element: Element | null, path: string): Element | null =>
  path.split('/').reduce<Element | null>((at, name) => childrenOf(at, name)[0] ?? null, element)

/** The tidy text at a path; null where there is none. */
export const textAt = (element: Element | null, path: string): string | null =>
  tidy(elementAt(element, path)?.text ?? '') || null
