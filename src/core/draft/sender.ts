/** Who writes, and what every message must carry. */
export type SenderProfile = {
  fromName: string
  fromEmail: string
  replyTo: string
  company: string
  postalAddress: string
  footerVersion: string
}
