import { simpleParser } from 'mailparser'
import type { Instant } from '../../core/document.ts'
import { headersRead, type Incoming } from '../../core/received.ts'

/** More of a message is never read: its words and reports stand at its beginning. */
export const mostMessageBytes = 1024 * 1024
const mostHeadBytes = 256 * 1024
const mostParts = 200
const mostReferences = 100

/** Not a message that can be read; the reason in words. */
export class UnreadableMail extends Error {
  override readonly name = 'UnreadableMail'
}

/** A message as received, taken apart; `at` is when it arrived, its own date is anybody's word. */
export const readMail = async (bytes: Uint8Array, at: Instant): Promise<Incoming> => {
  const mail = await parsed(Buffer.from(bytes.subarray(0, mostMessageBytes)))
  const ids = [mail.inReplyTo ?? [], [mail.references ?? []].flat().slice(-mostReferences).reverse()].flat()
  const parts = mail.attachments.flatMap(({ contentType, content }) => {
    const type = reportTypes[contentType.toLowerCase()]
    return type ? [{ type, text: content.subarray(0, 64_000).toString('utf8') }] : []
  })
  return {
    messageId: mail.messageId?.trim().slice(0, 500) || null,
    answers: ids.flatMap((text) => text.slice(0, 20_000).match(/<[^<>\s]{1,250}>/g) ?? []).slice(0, mostReferences),
    from: mail.from?.value[0]?.address?.slice(0, 320) || null,
    subject: (mail.subject ?? '').slice(0, 1000),
    text: (mail.text ?? '').slice(0, 100_000),
    at,
    headers: Object.fromEntries(
      headersRead.flatMap((name) => {
        const line = mail.headerLines.find(({ key }) => key === name)?.line
        return line === undefined
          ? []
          : [
              [
                name,
                line
                  .slice(line.indexOf(':') + 1)
                  .trim()
                  .slice(0, 1000),
              ],
            ]
      }),
    ),
    parts,
  }
}

const reportTypes: Readonly<Record<string, Incoming['parts'][number]['type']>> = {
  'message/delivery-status': 'delivery',
  'message/global-delivery-status': 'delivery',
  'message/feedback-report': 'feedback',
  'message/rfc822': 'original',
  'message/global': 'original',
  'message/rfc822-headers': 'original',
  'text/rfc822-headers': 'original',
}

const parsed = async (bytes: Buffer) => {
  try {
    return await simpleParser(bytes, {
      skipTextToHtml: true,
      skipImageLinks: true,
      maxHtmlLengthToParse: 200_000,
      maxHeadSize: mostHeadBytes,
      maxChildNodes: mostParts,
      keepDeliveryStatus: true,
      ignoreEmbedded: true,
      checksumAlgo: false,
    })
  } catch (error) {
    throw new UnreadableMail(`The message cannot be read: ${(error as Error).message.slice(0, 200)}`)
  }
}
