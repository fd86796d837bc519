import { Tokenizer } from 'htmlparser2'

const breaking = new Set(
  'address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td th tr ul'.split(
    ' ',
  ),
)
const silent = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'textarea', 'select'])

/** Elements that end a line when markup becomes plain text. */
export const breaksLine = (tag: string): boolean => breaking.has(tag)

/** Whether a string that may or may not be HTML has tags or character references in it. */
export const looksLikeMarkup = (text: string): boolean => /<[a-z/!]|&(?:#\d|#x[\da-f]|[a-z]{2,8};)/i.test(text)

/**
 * The readable text of a piece of HTML: blocks become lines, scripts vanish, references are resolved.
 * It reads the tokens alone and keeps no tree, so depth and size cost nothing.
 */
export function plainText(html: string): string {
  if (!looksLikeMarkup(html)) return tidy(html)
  let text = ''
  let silentUntil: string | null = null
  const onTag = (start: number, end: number, closing: boolean) => {
    const tag = html.slice(start, end).toLowerCase()
    if (silentUntil) {
      if (closing && tag === silentUntil) silentUntil = null
    } else if (!closing && silent.has(tag)) silentUntil = tag
    if (breaksLine(tag)) text += '\n'
  }
  const ignore = () => {}
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      ontext: (start, end) => {
        if (!silentUntil) text += html.slice(start, end)
      },
      ontextentity: (codePoint) => {
        if (!silentUntil) text += String.fromCodePoint(codePoint)
      },
      oncdata: (start, end, offset) => {
        if (!silentUntil) text += html.slice(start, end - offset)
      },
      onopentagname: (start, end) => onTag(start, end, false),
      onclosetag: (start, end) => onTag(start, end, true),
      onattribdata: ignore,
      onattribentity: ignore,
      onattribend: ignore,
      onattribname: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onopentagend: ignore,
      onprocessinginstruction: ignore,
      onselfclosingtag: ignore,
    },
  )
  tokenizer.write(html)
  tokenizer.end()
  return tidy(text)
}

// Controls, soft hyphens, zero-width and direction marks, tags: invisible, and able to make one name read as another.
// Joiners stay, for emoji and for the scripts that need them.
const invisible = /[^\P{Cc}\t\n\r]|(?![\u200c\u200d])\p{Cf}/gu

/** One space between words, no blank lines, nothing invisible. */
export const tidy = (text: string): string =>
  text
    .replace(invisible, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[\n ]*/g, '\n')
    .trim()
    .normalize('NFC')

export const oneLine = (text: string): string => text.replaceAll('\n', ' ')

/** The first `limit` characters, cut at a word where one is near. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text
  const space = text.lastIndexOf(' ', limit)
  return text.slice(0, space > limit * 0.8 ? space : limit)
}
