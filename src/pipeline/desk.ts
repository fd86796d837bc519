import type { Brief } from '../core/brief.ts'
import { localDay, msPerDay } from '../core/day.ts'
import { bannedFamilies } from '../core/draft/banned.ts'
import { type Checked, type CheckProfile, check } from '../core/draft/check.ts'
import { renderFooter, toMessage } from '../core/draft/message.ts'
import type { SenderProfile } from '../core/draft/sender.ts'
import { styleFor } from '../core/draft/style.ts'
import type { DraftText, Message, Writer } from '../core/draft.ts'
import { Refusal } from '../core/errors.ts'
import type { Icp } from '../core/icp.ts'
import { bodyOf, needsManager, revisionHash } from '../core/review.ts'
import { addressDomain, addressKey, unsubscribeToken } from '../core/suppression.ts'
import { recentTexts, tierOf, type WholeRevision } from '../store/drafts.ts'
import { asVersion, getIcpVersion } from '../store/icps.ts'
import { findPursuit, latestBrief, type Pursuit, type StoredBrief } from '../store/pursuits.ts'
import { type User, userById } from '../store/users.ts'
import { getWorkspace, type Workspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { withRecipient } from './recipient.ts'

/** Everything a draft is written and judged against. */
export type Desk = {
  pursuitId: string
  accountId: string
  workspace: Workspace
  owner: User
  icp: Icp
  brief: Brief
  briefId: string
  tier: number | null
  sender: SenderProfile
  /** Bodies of the owner's other drafts of these days. */
  others: string[]
}

/** Texts of this long ago should not resemble a new one. */
export const similarityDays = 2

/** Loads it for a pursuit; `brief` when the caller has it already, else the newest. */
export const deskOf = async (
  app: App,
  pursuitId: string,
  given: { ownerId?: string; brief?: Pick<StoredBrief, 'id' | 'brief'>; draftId?: string; contactId?: string } = {},
): Promise<Desk> => {
  const pursuit = await findPursuit(app.db, pursuitId)
  const ownerId = given.ownerId ?? pursuit?.ownerId
  const stored = given.brief ?? (await latestBrief(app.db, pursuitId))
  const version = pursuit && (await getIcpVersion(app.db, pursuit.icpVersionId))
  const owner = ownerId ? await userById(app.db, ownerId) : null
  if (!pursuit || !version) throw new Refusal('not_found', 'There is no such pursuit')
  if (!owner) throw new Refusal('invalid', 'Nobody owns this account yet, so nobody can write to it')
  if (!stored) throw new Refusal('invalid', 'This account has not been researched yet')
  const { icp } = asVersion(version)
  const workspace = await getWorkspace(app.db)
  const texts = await recentTexts(app.db, owner.id, app.now() - similarityDays * msPerDay)
  return {
    pursuitId,
    accountId: pursuit.accountId,
    workspace,
    owner,
    icp,
    brief: await withRecipient(app, stored.brief, icp, given.contactId ?? chosenFor(stored.brief, pursuit)),
    briefId: stored.id,
    tier: await tierOf(app.db, pursuit.accountId),
    sender: senderOf(workspace, owner),
    others: texts.filter(({ draftId }) => draftId !== given.draftId).map(bodyOf),
  }
}

/** A follow-up stays with the person of the thread. */
const chosenFor = ({ thread, contact }: Brief, pursuit: Pursuit): string | null =>
  thread ? (contact?.contactId ?? null) : pursuit.contactId

const senderOf = ({ settings }: Workspace, owner: User): SenderProfile => ({
  fromName: owner.name,
  fromEmail: settings.sender.fromEmail,
  replyTo: owner.email,
  company: settings.sender.company,
  postalAddress: settings.sender.postalAddress,
  footerVersion: settings.sender.footerVersion,
})

/** What the checks say of these words at this desk. `ownClaims` are sentences a person stands for. */
export const judge = (
  app: App,
  desk: Desk,
  draft: Pick<DraftText, 'subject' | 'text'> & Partial<DraftText>,
  ownClaims: readonly string[] = [],
): Checked => {
  const zone = desk.owner.timeZone
  const profile: CheckProfile = {
    sender: desk.sender,
    day: localDay(app.now(), zone),
    zone,
    others: desk.others,
    style: { ...styleFor(desk.brief), banned: [...bannedFamilies, ownFamily(desk.workspace)] },
    ownClaims: ownClaims.flatMap((claim) => claimIn(draft.text, claim) ?? []).map(({ start, end }) => [start, end]),
  }
  return check(draft, desk.brief, desk.icp, profile)
}

const claimIn = (text: string, claim: string): { start: number; end: number } | null => {
  const words = claim.normalize('NFC').trim()
  const start = words === '' ? -1 : text.indexOf(words)
  return start < 0 ? null : { start, end: start + words.length }
}

/** What is wrong with a claim that somebody typed beside a text; null when it stands in it, letter by letter. */
export const claimFault = (text: string, claims: readonly string[] = []): string | null =>
  claims.every((claim) => claim.trim() === '' || claimIn(plain(text), claim))
    ? null
    : 'Your own claim does not stand in the text: paste the whole sentence as it stands there, letter by letter'

/** What this workspace itself does not want to read. */
const ownFamily = ({ settings }: Workspace) => ({ family: 'the workspace’s own list', phrases: settings.bannedPhrases })

export type Written = {
  draftId: string
  number: number
  words: Pick<DraftText, 'subject' | 'text'> & Partial<DraftText>
  writer: Writer
  authorId: string | null
  note: string | null
  ownClaims?: readonly string[]
}

/** The words as a revision: addressed, with their footer, judged and hashed. */
export const toRevision = (app: App, desk: Desk, written: Written): WholeRevision => {
  const words = { ...written.words, subject: oneLine(written.words.subject), text: plain(written.words.text) }
  const message = addressed(app, desk, words)
  const { findings, marks, stats } = judge(app, desk, words, written.ownClaims)
  const ownClaims = marks.filter(({ mark }) => mark === 'own_claim').length
  const { settings: _, alwaysManager, fourEyes, salt } = desk.workspace
  const id = app.newId()
  return {
    revision: {
      id,
      draftId: written.draftId,
      number: written.number,
      hash: revisionHash(message),
      briefId: desk.briefId,
      contactId: desk.brief.contact?.contactId ?? null,
      addressKey: addressKey(salt, message.to),
      addressDomain: addressDomain(message.to),
      writer: written.writer,
      authorId: written.authorId,
      note: written.note,
      needsManager: needsManager(desk.tier, findings, ownClaims, { alwaysManager, fourEyes }) ?? '',
      blocks: findings.filter(({ level }) => level === 'block').length,
      at: app.now(),
    },
    text: { revisionId: id, ...message, erasedAt: null },
    checks: { revisionId: id, findings, marks, stats },
  }
}

const addressed = (app: App, desk: Desk, words: Pick<DraftText, 'subject' | 'text'>): Message => {
  const to = desk.brief.contact?.email?.trim() ?? ''
  const recipient = addressKey(desk.workspace.salt, to)
  return toMessage(
    words,
    { from: mailbox(desk.sender), to, replyTo: desk.sender.replyTo },
    footerFor(app, desk.sender, recipient),
  )
}

/** Where a recipient opts out without signing in; null while the app has no public https address. */
export const optOutUrl = (app: App, recipientKey: string): string | null =>
  app.baseUrl.startsWith('https://') ? `${app.baseUrl}/unsubscribe/${unsubscribeToken(app.key, recipientKey)}` : null

/** Why a text no longer says who sends it, in words; null when a new one would carry the same sender and footer. */
export const senderFault = async (
  app: App,
  ownerId: string,
  { revision, text }: WholeRevision,
): Promise<string | null> => {
  const owner = await userById(app.db, ownerId)
  if (!owner) return null
  const sender = senderOf(await getWorkspace(app.db), owner)
  const addresses = { from: mailbox(sender), to: text.to, replyTo: sender.replyTo }
  const words = { subject: text.subject, text: bodyOf(text) }
  // Whoever was told to answer "stop" still can when there is a link, too.
  const footers = [footerFor(app, sender, revision.addressKey), renderFooter(sender, { optOutUrl: null })]
  const hash = revisionHash(text)
  if (footers.some((footer) => revisionHash(toMessage(words, addresses, footer)) === hash)) return null
  return text.from === ''
    ? 'It was written before the settings said who sends: refresh it, and the same words carry sender and postal address'
    : 'Its sender or footer is not the one of now: refresh it, and the same words carry the new one'
}

const footerFor = (app: App, sender: SenderProfile, recipientKey: string) =>
  renderFooter(sender, { optOutUrl: recipientKey ? optOutUrl(app, recipientKey) : null })

const mailbox = ({ fromName, fromEmail }: SenderProfile): string =>
  fromEmail === ''
    ? ''
    : `${fromName
        .replace(/[^\p{L}\p{M}\p{N} .'-]/gu, ' ')
        .replace(/ +/g, ' ')
        .trim()} <${fromEmail}>`

const oneLine = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()

/** Forms send CRLF; what is approved and sent has LF. */
const plain = (text: string): string => text.normalize('NFC').replace(/\r\n?/g, '\n').trim()
