/** What of the configuration decides where the app may listen. */
type Listening = { host: string; publicUrl: string | null }

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/

const isLoopback = (host: string): boolean => loopback.test(host)

/** Passwords never cross a network in plain text: another host than loopback needs a public https address in front. */
export const assertSafeHost = ({ host, publicUrl }: Listening): void => {
  if (isLoopback(host) || publicUrl?.startsWith('https://')) return
  throw new Error(
    `DAYBREAK_HOST=${host} would serve plain http to a network. Listen on 127.0.0.1, or put a proxy with https in front and name it in DAYBREAK_PUBLIC_URL`,
  )
}

/** The origins our own pages have: the configured address and, on loopback, its other spellings. */
export const ownOrigins = (baseUrl: string): readonly string[] => {
  const { origin, protocol, hostname, port } = new URL(baseUrl)
  if (!isLoopback(hostname)) return [origin]
  const suffix = port === '' ? '' : `:${port}`
  return ['localhost', '127.0.0.1', '[::1]'].map((name) => `${protocol}//${name}${suffix}`)
}
