import { type Digest, type DigestItem, digestMail } from '../digest.ts'

/** The plain twin: the same words, one link per line. */
export const digestText = (digest: Digest): string => {
  const { intro, inFull, lists } = digestMail(digest)
  const blocks = [
    `Good morning ${digest.name},`,
    intro,
    ...inFull.map(item),
    ...lists.map(({ title, lines }) =>
      [
        `${title.toUpperCase()}`,
        ...lines.map(({ about, text, link }) => `- ${about}: ${text}${link ? `\n  ${link}` : ''}`),
      ].join('\n'),
    ),
    digest.freshness,
    `Open Daybreak: ${digest.link}`,
  ]
  return `${blocks.join('\n\n')}\n`
}

const item = (one: DigestItem, index: number): string =>
  [
    `${index + 1}. ${one.account}${one.tier ? ` (Tier ${one.tier})` : ''}: ${one.trigger}, ${one.age}${one.fresh ? ', new' : ''}`,
    one.disputed.length > 0 ? `   The sources disagree on the ${one.disputed.join(' and the ')}.` : null,
    one.quote ? `   "${one.quote}" ${one.publisher ?? ''}`.trimEnd() : null,
    one.url ? `   ${one.url}` : null,
    one.contact ? `   To: ${one.contact}` : '   Nobody to write to yet',
    `   ${one.draft}`,
    `   ${one.link}`,
  ]
    .filter((line) => line !== null)
    .join('\n')
