/** What is approved and sent, byte for byte. The hash of a revision covers exactly these. */
export type Message = {
  from: string
  to: string
  replyTo: string
  subject: string
  /** Plain text, its footer below the line `--`. */
  text: string
  html: string
  footerVersion: string
}

export type FindingLevel = 'block' | 'warn'
/** Blocks of the kinds `claim`, `match` and `compliance` need a manager; `style` never does. */
export type FindingKind = 'claim' | 'style' | 'compliance' | 'match' | 'language'

/** What a check says about a draft; `span` is [start, end) in the text (or subject). */
export type Finding = {
  kind: FindingKind
  level: FindingLevel
  rule: string
  message: string
  where: 'subject' | 'text'
  span: [number, number] | null
}

/** Every sentence carries a mark. */
export type SentenceMark = {
  span: [number, number]
  mark: 'supported' | 'value_point' | 'guess' | 'question' | 'courtesy' | 'unsupported' | 'own_claim'
  sourceIds: string[]
}

export type Writer = 'composer' | 'model' | 'person'

/** What a writer makes: words alone. Addresses and footer are added by `review`. */
export type DraftText = { subject: string; text: string; citations: { sentence: number; sourceIds: string[] }[] }
