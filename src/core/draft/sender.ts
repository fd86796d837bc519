/** Who writes, and what every message must carry (PRODUCT S6). */
export type SenderProfile = {
  fromName: string
  fromEmail: string
  replyTo: string
  company: string
  postalAddress: string
  footerVersion: string
}
