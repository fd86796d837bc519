import iconv from 'iconv-lite'

/** The label that servers and templates write by habit, also as latin1 and ASCII: valid UTF-8 is believed over it. */
const habitual = 'windows-1252'
const singleByte = /^(?:windows-\d+|iso-8859-\d+(?:-i)?|koi8-[ru]|ibm866|macintosh|x-mac-cyrillic)$/

/**
 * Bytes to text, by what the bytes are rather than what they are called: byte order mark, the pattern of UTF-16
 * and UTF-32, valid UTF-8 over a habitual label, then the HTTP charset, the XML declaration, UTF-8, Windows-1252.
 */
export function decode(bytes: Uint8Array, contentType: string | undefined): string {
  const wide = wideEncoding(bytes)
  if (wide) return decodeAs(bytes, wide)!
  const labels = [httpCharset(contentType), declaredEncoding(bytes)].filter((label) => label !== null)
  if (labels.every((label) => label === habitual || label === 'utf-8')) {
    const utf8 = validUtf8(bytes)
    if (utf8 !== null) return utf8
  }
  for (const label of [...labels, 'utf-8']) {
    const text = decodeAs(bytes, label)
    if (text !== null && damage(text) <= 0.5) return text
  }
  return decodeAs(bytes, habitual)!
}

const strict = new TextDecoder('utf-8', { fatal: true })

function validUtf8(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes)
  } catch {
    return null
  }
}

/** UTF-16 or UTF-32, seen from a mark or from where the zero bytes of the first characters lie. */
function wideEncoding(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes
  if (a === undefined || b === undefined) return null
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le'
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a !== 0 && b === 0) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le'
  if (a === 0) return b === 0 ? 'utf-32be' : 'utf-16be'
  return null
}

function decodeAs(bytes: Uint8Array, label: string): string | null {
  if (!singleByte.test(label)) {
    try {
      return new TextDecoder(label).decode(bytes)
    } catch {} // not one of the encodings of the web: iconv knows more
  }
  return iconv.encodingExists(label) ? iconv.decode(bytes, label) : null
}

/** The label as the web spells it ("latin1" is windows-1252 there), or as written when it is not a web encoding. */
function canonical(label: string): string {
  try {
    return new TextDecoder(label).encoding
  } catch {
    return label
  }
}

const httpCharset = (contentType: string | undefined): string | null =>
  labelIn(/charset\s*=\s*["']?\s*([\w.:-]+)/i, contentType ?? '')

const declaredEncoding = (bytes: Uint8Array): string | null =>
  labelIn(
    /<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:-]+)/i,
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 2048)).toString('latin1'),
  )

function labelIn(pattern: RegExp, text: string): string | null {
  const label = pattern.exec(text)?.[1]
  // The declaration was read byte by byte, so it cannot be UTF-16 whatever it says.
  return label && !/utf-?(?:16|32)|ucs/i.test(label) ? canonical(label.toLowerCase()) : null
}

/** The share of the non-ASCII characters that could not be read. */
function damage(text: string): number {
  let replaced = 0
  let other = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === 0xfffd) replaced++
    else if (unit > 0x7f) other++
  }
  return replaced === 0 ? 0 : replaced / (replaced + other)
}
