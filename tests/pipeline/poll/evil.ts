import { gzipSync, zstdCompressSync } from 'node:zlib'
import { type Answer, dayMs, hourMs, minuteMs, noon, rss, sends } from './world.ts'

/** A feed with nothing wrong in it. */
export const good = rss([{ id: 'a', at: noon - hourMs }])

const body = (inner: string, head = '') =>
  `<?xml version="1.0"?>${head}<rss version="2.0"><channel>${inner}</channel></rss>`
const item = (inner: string, head = '') => body(`<item><guid>a</guid>${inner}</item>`, head)
const moved = (location: string, status = 301) => sends('', { location }, status)
const loginPage = sends('<!doctype html><html><body><form>Sign in</form></body></html>', {
  'content-type': 'text/html',
})
const mebibyte = Buffer.alloc(1024 * 1024, '<item>')

const drips: Answer = (request, response) => {
  const drip = setInterval(() => response.write('<'), 20)
  request.socket.on('close', () => clearInterval(drip))
}
const dripsHeaders: Answer = ({ socket }) => {
  socket.write('HTTP/1.1 200 OK\r\n')
  const drip = setInterval(() => socket.write('x-more: 1\r\n'), 20)
  socket.on('close', () => clearInterval(drip))
}
const endless: Answer = (_request, response) => {
  const pour = () => {
    while (!response.destroyed && response.write(mebibyte)) {}
  }
  response.on('drain', pour)
  pour()
}
/** Bytes as they are, below http. */
const raw =
  (text: string): Answer =>
  ({ socket }) =>
    void socket.end(text)
const saysLonger: Answer = (_request, response) => {
  response.writeHead(200, { 'content-length': 100_000 })
  response.write(good)
  setTimeout(() => response.socket?.destroy(), 50)
}
const saysTooLong: Answer = (_request, response) => {
  response.writeHead(200, { 'content-length': 1e12 })
  response.write(good)
}
const bomb = Buffer.alloc(9 * 1024 * 1024)

/** What each hostile publisher does, and what one poll makes of it: nothing stored, the answer in words. */
export const refused: Record<string, [Answer, RegExp]> = {
  drips: [drips, /Not finished in time/],
  dripsheaders: [dripsHeaders, /Not finished in time|No answer in time|broken/],
  silent: [() => {}, /Not finished in time|No answer in time/],
  hangsup: [({ socket }) => void socket.destroy(), /connection/i],
  endless: [endless, /More than 10 MiB/],
  endlessheaders: [raw(`HTTP/1.1 200 OK\r\n${'x-more: 1\r\n'.repeat(100_000)}\r\n`), /broken/],
  gzipbomb: [sends(gzipSync(bomb), { 'content-encoding': 'gzip' }), /Grows more than 100 times/],
  zstdbomb: [sends(zstdCompressSync(bomb), { 'content-encoding': 'zstd' }), /Grows more than 100 times/],
  bombinbomb: [sends(gzipSync(gzipSync(bomb)), { 'content-encoding': 'gzip, gzip' }), /Grows more than 100 times/],
  sayslonger: [saysLonger, /broken|connection/i],
  saystoolong: [saysTooLong, /More than 10 MiB/],
  saysshorter: [raw(`HTTP/1.1 200 OK\r\ncontent-length: 9\r\nconnection: close\r\n\r\n${good}`), /Not a feed|broken/],
  saystwolengths: [raw(`HTTP/1.1 200 OK\r\ncontent-length: 9\r\ncontent-length: 400\r\n\r\n${good}`), /broken/],
  sayspacked: [sends(good, { 'content-encoding': 'gzip' }), /broken/],
  saysunknown: [sends(good, { 'content-encoding': 'rot13' }), /encoding “rot13” is not known/],
  loops: [moved('/feed', 302), /More than 5 redirects/],
  file: [moved('file:///etc/passwd'), /Not a web address/],
  script: [moved('javascript:alert(1)'), /Not a web address/],
  mixed: [sends(good), /10\.0\.0\.7/],
  logsin: [loginPage, /A web page where a feed/],
  challenge: [sends('<html><head><title>Just a moment…</title></head></html>'), /A web page where a feed/],
  empty: [sends(''), /The answer was empty/],
  noise: [sends(Buffer.alloc(50_000, 7)), /Not a feed/],
  otherjson: [sends('{"error":"try later"}'), /JSON, but not a JSON Feed/],
  deepjson: [sends('['.repeat(100_000)), /Not a feed|JSON/],
  unchanged: [sends('', {}, 304), /nothing changed since a time we did not name/],
  slowdown: [sends('', { 'retry-after': '7200' }, 429), /answered 429/],
  maintenance: [sends('', { 'retry-after': new Date(noon + 5 * hourMs).toUTCString() }, 503), /answered 503/],
  garbled: [sends('', { 'retry-after': 'when we are done' }, 429), /answered 429/],
  nextyear: [sends('', { 'retry-after': '31536000' }, 503), /answered 503/],
  broken: [sends('', {}, 500), /answered 500/],
}

/** Of an answer that a host is to be left alone: for how long. */
export const waits: Record<string, { atLeastMs: number; atMostMs: number }> = {
  slowdown: { atLeastMs: 2 * hourMs, atMostMs: 2.2 * hourMs },
  maintenance: { atLeastMs: 5 * hourMs, atMostMs: 5.5 * hourMs },
  garbled: { atLeastMs: 10 * minuteMs, atMostMs: 11 * minuteMs },
  nextyear: { atLeastMs: dayMs, atMostMs: dayMs },
}

/** Each a way to write an address inside: plain, decimal, hexadecimal, octal, short, in IPv6, in the NAT's and 6to4's form. */
export const inward = [
  ...['127.0.0.1:9', 'localhost:9', '2130706433', '0x7f000001', '0x7f.1', '0177.0.0.1', '017700000001', '127.1', '0'],
  ...['10.0.0.1', '172.16.0.1', '192.168.0.1', '169.254.169.254', '100.64.0.1', '%31%30.0.0.1'],
  ...['[::1]', '[::]', '[::ffff:7f00:1]', '[::ffff:10.0.0.1]', '[::127.0.0.1]', '[fe80::1]', '[fd00::1]'],
  ...['[64:ff9b::7f00:1]', '[2002:7f00:1::]', '[2001:0:7f00:1::]'],
]
/** Redirects at hosts of their own, wherever they lead: to and fro, and ever on. */
export const redirecting: Record<string, Answer> = {
  pingpong: ({ url = '' }, response) => response.writeHead(302, { location: url === '/feed' ? '/x' : '/feed' }).end(),
  chain: ({ url = '' }, response) => response.writeHead(301, { location: `${url}x` }).end(),
}
for (const [key, answer] of Object.entries(redirecting)) refused[key] = [answer, /More than 5 redirects/]

for (const [i, host] of inward.entries())
  refused[`inward${i}`] = [moved(`http://${host}/`), /not a public address|is at/]

const nested = Array.from({ length: 9 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('')
const attributes = Array.from({ length: 100_000 }, (_, i) => `a${i}="1"`).join(' ')

/** Bodies that mean harm and are read all the same, for what they are; the words their title must have. */
export const read: Record<string, [Answer, RegExp]> = {
  entities: [sends(item('<title>Before &e9; after</title>', `<!DOCTYPE rss [<!ENTITY e0 "ha">${nested}]>`)), /^Before/],
  oneentity: [
    sends(item(`<title>Before ${'&e;'.repeat(50_000)}</title>`, `<!DOCTYPE r [<!ENTITY e "${'ha'.repeat(50_000)}">]>`)),
    /^Before/,
  ],
  fileentity: [
    sends(item('<title>Before &f;</title>', '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]>')),
    /^Before/,
  ],
  deep: [sends(body(`<item><guid>a</guid><title>Deep</title></item><item>${'<x>'.repeat(100_000)}`)), /^Deep$/],
  deeptext: [
    sends(item(`<title>Deep</title><description><![CDATA[${'<div>'.repeat(100_000)}words]]></description>`)),
    /^Deep$/,
  ],
  wide: [sends(item(`<title>Wide</title><x ${attributes}/>`)), /^Wide$/],
  widetext: [sends(item(`<title>Wide</title><description><![CDATA[<p ${attributes}>words]]></description>`)), /^Wide$/],
  scripttitle: [sends(item('<title>&lt;script&gt;alert(1)&lt;/script&gt;Office opened</title>')), /^Office opened$/],
  cdatascript: [sends(item('<title><![CDATA[<script>alert(1)</script>Office opened]]></title>')), /^Office opened$/],
  jslink: [sends(item('<title>Link</title><link>javascript:alert(1)</link>')), /^Link$/],
  jslinkhidden: [sends(item('<title>Link</title><link> java&#10;script:alert(1)</link>')), /^Link$/],
  datalink: [sends(item('<title>Link</title><link>data:text/html,&lt;script&gt;alert(1)</link>')), /^Link$/],
  utf8aslatin1: [sends(item('<title>Zürich</title>'), { 'content-type': 'text/xml; charset=iso-8859-1' }), /^Zürich$/],
  latin1asutf8: [
    sends(Buffer.from(item('<title>Zürich</title>'), 'latin1'), { 'content-type': 'text/xml; charset=utf-8' }),
    /^Zürich$/,
  ],
  utf16asutf8: [
    sends(Buffer.from(`\ufeff${item('<title>Zürich</title>')}`, 'utf16le'), { 'content-type': 'a/b; charset=utf-8' }),
    /^Zürich$/,
  ],
  nocharset: [sends(item('<title>Zürich</title>'), { 'content-type': 'text/xml; charset=martian' }), /^Zürich$/],
}

/** Pages, which are read as a tree. */
export const pages: Record<string, string> = {
  deeppage: `<article><a href="/a">${'<div>'.repeat(100_000)}`,
  widepage: `<article><a href="/a" ${attributes}>Wide</a></article>`,
  longpage: '<article><a href="/a">Long</a></article>'.repeat(90_000),
}
