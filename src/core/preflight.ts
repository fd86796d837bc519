/** One thing that has to hold before mail leaves; `todo` in one sentence where somebody has to do something. */
export type PreflightLine = { what: string; state: 'ok' | 'note' | 'failed'; says: string; todo: string | null }

/** What a name says in the DNS: its texts; none, where the name is known or not; or nobody could be asked. */
export type TxtAnswer = { texts: string[] } | { none: 'no_name' | 'no_text' } | { unasked: string }

/** How far one comes at the mail server without sending anything: `failedAt` null = all the way. */
export type SmtpProbe = {
  failedAt: 'reach' | 'encrypt' | 'sign_in' | null
  isEncrypted: boolean
  hasLogin: boolean
  reply: string
}

const line = (
  what: string,
  state: PreflightLine['state'],
  says: string,
  todo: string | null = null,
): PreflightLine => ({
  ...{ what, state, says, todo },
})

/** What the mail server says, step by step; what comes after a failed step was not tried. `null` = no server is set. */
export const serverLines = (probe: SmtpProbe | null): PreflightLine[] => {
  if (!probe)
    return [
      line(
        'Mail server',
        'note',
        'None is set, so approved messages are written into the outbox folder as files.',
        'Set DAYBREAK_SMTP_URL and restart, when Daybreak is to send.',
      ),
    ]
  const { failedAt, isEncrypted, hasLogin, reply } = probe
  if (failedAt === 'reach')
    return [
      line('Mail server', 'failed', `It cannot be reached: ${reply}`, 'Look at host and port in DAYBREAK_SMTP_URL.'),
    ]
  const reached = line('Mail server', 'ok', 'It answers.')
  if (failedAt === 'encrypt')
    return [
      reached,
      line(
        'Encryption',
        'failed',
        `No encrypted connection came about: ${reply}`,
        'Use smtps:// with port 465, or smtp:// with a server that offers STARTTLS and a valid certificate.',
      ),
    ]
  const encrypted = isEncrypted
    ? line('Encryption', 'ok', 'The connection is encrypted.')
    : line('Encryption', 'note', 'It is not encrypted, which is let through on this machine itself alone.')
  if (failedAt === 'sign_in')
    return [
      reached,
      encrypted,
      line(
        'Sign-in',
        'failed',
        `The server refuses it: ${reply}`,
        'Look at user and password in DAYBREAK_SMTP_URL; @ and : in them are written %40 and %3A.',
      ),
    ]
  const signedIn = hasLogin
    ? line('Sign-in', 'ok', 'The server takes user and password.')
    : line(
        'Sign-in',
        'note',
        'The address of the server names no user.',
        'Most servers want one: smtps://user:password@host.',
      )
  return [reached, encrypted, signedIn]
}

/** Without a From domain nothing can be looked up. */
export const senderLine = (fromEmail: string): PreflightLine =>
  fromEmail === ''
    ? line('Sender', 'failed', 'It is not said who sends.', 'Fill in company, postal address and mailbox below.')
    : line('Sender', 'ok', `Messages come from ${fromEmail}.`)

const unasked = (what: string, why: string): PreflightLine =>
  line(what, 'note', `The DNS could not be asked (${why}).`, 'Look again from a machine that may ask it.')

const textsIn = (answer: TxtAnswer, tag: RegExp): string[] =>
  'texts' in answer ? answer.texts.filter((text) => tag.test(text.trim())) : []

/** Who may send for the domain (RFC 7208). Whether it names this very server shows in the test mail alone. */
export const spfLine = (domain: string, answer: TxtAnswer): PreflightLine => {
  if ('unasked' in answer) return unasked('SPF', answer.unasked)
  const [spf, ...more] = textsIn(answer, /^v=spf1(?: |$)/i)
  if (spf === undefined)
    return line(
      'SPF',
      'failed',
      `${domain} does not say who may send for it.`,
      `Publish a TXT record at ${domain}: v=spf1, what your mail provider names, and ~all.`,
    )
  if (more.length > 0)
    return line('SPF', 'failed', `${domain} has ${more.length + 1} SPF records, so none counts.`, 'Join them into one.')
  if (/(?:^| )\+?all(?: |$)/i.test(spf))
    return line('SPF', 'failed', `${domain} lets everybody send for it (“all”).`, 'End it in ~all or -all.')
  return line('SPF', 'ok', `${domain} says who may send for it.`)
}

/** Keys stand below names that only the signer knows; that there are any shows in the name above them. */
export const dkimLine = (domain: string, answer: TxtAnswer): PreflightLine => {
  if ('unasked' in answer) return unasked('DKIM', answer.unasked)
  if ('none' in answer && answer.none === 'no_name')
    return line(
      'DKIM',
      'failed',
      `${domain} publishes no key, so nothing from it can be signed.`,
      'Turn DKIM on at your mail provider and publish the record it names.',
    )
  return line('DKIM', 'ok', `${domain} publishes keys; the headers of a test mail say dkim=pass when yours is used.`)
}

/** What receivers do with what is not signed (RFC 7489). */
export const dmarcLine = (domain: string, answer: TxtAnswer): PreflightLine => {
  if ('unasked' in answer) return unasked('DMARC', answer.unasked)
  const [dmarc] = textsIn(answer, /^v=DMARC1(?:;|\s|$)/i)
  if (dmarc === undefined)
    return line(
      'DMARC',
      'failed',
      `${domain} has no DMARC record, which large mailboxes ask for.`,
      `Publish a TXT record at _dmarc.${domain}: v=DMARC1; p=none is a start.`,
    )
  const policy = /(?:^|;)\s*p\s*=\s*(none|quarantine|reject)/i.exec(dmarc)?.[1]?.toLowerCase()
  if (!policy)
    return line(
      'DMARC',
      'failed',
      `The DMARC record of ${domain} names no policy.`,
      'Add p=none, p=quarantine or p=reject.',
    )
  if (policy === 'none')
    return line(
      'DMARC',
      'note',
      `${domain} asks receivers to do nothing (p=none).`,
      'Go on to p=quarantine when its reports are clean.',
    )
  return line('DMARC', 'ok', `${domain} asks receivers to ${policy} what is not its own.`)
}

/** Where people and opt-out links reach Daybreak; `opened` null = not tried. */
export const addressLines = (baseUrl: string, opened: { isPage: boolean; message: string } | null): PreflightLine[] => {
  if (!baseUrl.startsWith('https://'))
    return [
      line(
        'Public address',
        'failed',
        `${baseUrl} is not a public https address, so no message can carry an opt-out link.`,
        'Put a proxy with https in front and name it in DAYBREAK_PUBLIC_URL; until then hand messages out.',
      ),
    ]
  const address = line('Public address', 'ok', `${baseUrl}.`)
  if (!opened) return [address]
  return [
    address,
    opened.isPage
      ? line('Opt-out link', 'ok', 'It opens, and asks before it suppresses.')
      : line(
          'Opt-out link',
          'failed',
          `It does not open from here: ${opened.message}`,
          'Open one from outside; if that fails too, mend the proxy.',
        ),
  ]
}
