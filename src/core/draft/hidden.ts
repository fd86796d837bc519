import type { Finding } from '../draft.ts'

/** Characters a reader cannot see or that turn the order of others: never in a message. */
export const hiddenCharacters = /(?![\n\r\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

export const stripHidden = (text: string): string => text.replace(hiddenCharacters, '')

/** Letters of another script inside a Latin word: what a reader takes for another letter. */
const mixedScript = /(?=\p{L}{0,60}\p{Script=Latin})(?=\p{L}{0,60}[\p{Script=Cyrillic}\p{Script=Greek}])\p{L}{2,60}/gu

export const hiddenFindings = (draft: { subject: string; text: string }): Finding[] =>
  (['subject', 'text'] as const).flatMap((where) => [
    ...[...draft[where].matchAll(hiddenCharacters)].map((hit) =>
      finding(where, hit, 'hidden_character', 'An invisible or direction-turning character; delete it.'),
    ),
    ...[...draft[where].matchAll(mixedScript)].map((hit) =>
      finding(where, hit, 'mixed_script', `"${hit[0]}" mixes letters of two scripts.`),
    ),
    ...(where === 'subject' && /[\r\n]/.test(draft.subject)
      ? [
          {
            kind: 'compliance',
            level: 'block',
            rule: 'line_break',
            message: 'A subject is one line.',
            where,
            span: null,
          } as const,
        ]
      : []),
  ])

const finding = (where: Finding['where'], hit: RegExpExecArray, rule: string, message: string): Finding => ({
  kind: 'compliance',
  level: 'block',
  rule,
  message,
  where,
  span: [hit.index, hit.index + hit[0].length],
})
