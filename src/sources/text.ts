import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2'

const breaking = new Set(
  'address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td th tr ul'.split(
    ' ',
  ),
)
const silent = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'textarea', 'select'])

/** Elements that end a line when markup becomes plain text. */
export const breaksLine = (tag: string): boolean => breaking.has(tag)

/** Elements whose text is not for readers. */
export const isSilent = (tag: string): boolean => silent.has(tag)

/** Whether a string that may or may not be HTML has tags or character references in it. */
export const looksLikeMarkup = (text: string): boolean => /<[a-z/!]|&(?:#\d|#x[\da-f]|[a-z]{2,8};)/i.test(text)

/**
 * The readable text of a piece of HTML: blocks become lines, scripts vanish, references are resolved.
 * It reads the tokens alone and keeps no tree, so depth and size cost nothing.
 */
export function plainText(html: string): string {
  if (!looksLikeMarkup(html)) return tidy(html)
  const markup = html.replace(closedAsXml, '<$1$2></$1>')
  const reader = new TextReader(markup)
  const tokenizer = new Tokenizer({ xmlMode: false, decodeEntities: true }, reader)
  tokenizer.write(markup)
  tokenizer.end()
  return tidy(reader.text)
}

/** Feeds close an empty frame as XML does; in HTML it stays open, and all that follows would be its own. */
const closedAsXml = new RegExp(String.raw`<(${[...silent].join('|')})\b([^<>]{0,2000})/>`, 'gi')

class TextReader implements TokenizerCallbacks {
  text = ''
  private readonly html: string
  private silentUntil: string | null = null

  constructor(html: string) {
    this.html = html
  }

  ontext(start: number, end: number) {
    if (!this.silentUntil) this.text += this.html.slice(start, end)
  }
  ontextentity(codePoint: number) {
    if (!this.silentUntil) this.text += String.fromCodePoint(codePoint)
  }
  oncdata(start: number, end: number, offset: number) {
    this.ontext(start, end - offset)
  }
  onopentagname(start: number, end: number) {
    const tag = this.html.slice(start, end).toLowerCase()
    if (breaksLine(tag)) this.text += '\n'
    if (isSilent(tag)) this.silentUntil ??= tag
  }
  onclosetag(start: number, end: number) {
    const tag = this.html.slice(start, end).toLowerCase()
    if (breaksLine(tag)) this.text += '\n'
    if (tag === this.silentUntil) this.silentUntil = null
  }
  onattribdata() {}
  onattribentity() {}
  onattribend() {}
  onattribname() {}
  oncomment() {}
  ondeclaration() {}
  onend() {}
  onopentagend() {}
  onprocessinginstruction() {}
  onselfclosingtag() {}
}

/** Characters that neither XML nor JSON allows. */
export const withoutControls = (text: string): string => text.replace(/[^\P{Cc}\t\n\r]/gu, '')

// Controls, soft hyphens, zero-width and direction marks, tags: invisible, and able to make one name read as another.
// Joiners stay, for emoji and for the scripts that need them.
const invisible = /[^\P{Cc}\t\n\r]|(?![\u200c\u200d])\p{Cf}/gu

/** Text that holds nothing to remove or to compose; most of it, and found out quickly. */
const ordinary = /^[ -~\s]*$/

/** White space that is not one space or one line break alone. */
const untidy = /[^\S\n ]|[\n ]{2}/

/** One space between words, no blank lines, nothing invisible. */
export function tidy(text: string): string {
  const visible = ordinary.test(text) ? text : text.replace(invisible, '').normalize('NFC')
  if (!untidy.test(visible)) return visible.trim()
  return visible
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[\n ]*/g, '\n')
    .trim()
}

export const oneLine = (text: string): string => text.replaceAll('\n', ' ')

/** The first `limit` characters, cut at a word where one is near. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text
  const space = text.lastIndexOf(' ', limit)
  return text.slice(0, space > limit * 0.8 ? space : limit)
}
