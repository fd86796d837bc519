import { type Digest, type DigestItem, type DigestLine, digestMail } from '../digest.ts'
import { escapeHtml } from '../html.ts'

/** One column of tables with a style sheet, to be inlined before it is sent. No image, no pixel, no script. */
export const digestHtml = (digest: Digest): string => {
  const { subject, intro, inFull, lists } = digestMail(digest)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title><style>${styles}</style></head>
<body><table role="presentation" class="page"><tr><td class="column">
<h1>Good morning ${escapeHtml(digest.name)}</h1>
<p class="intro">${escapeHtml(intro)}</p>
${inFull.map(item).join('\n')}
${lists.map(({ title, lines }) => `<h2>${escapeHtml(title)}</h2>\n<ul>${lines.map(line).join('')}</ul>`).join('\n')}
<p class="small">${escapeHtml(digest.freshness)}</p>
<p><a class="button" href="${escapeHtml(digest.link)}">Open Daybreak</a></p>
</td></tr></table></body></html>
`
}

const item = (one: DigestItem): string => `<table role="presentation" class="item"><tr><td>
<p class="who"><a href="${escapeHtml(one.link)}">${escapeHtml(one.account)}</a>${one.tier ? ` <span class="tier">Tier ${one.tier}</span>` : ''}${one.fresh ? ' <span class="new">new</span>' : ''}</p>
<p class="why">${escapeHtml(one.trigger)} · ${escapeHtml(one.age)}</p>
${one.disputed.length > 0 ? `<p class="small">The sources disagree on the ${escapeHtml(one.disputed.join(' and the '))}; open the item to see both.</p>` : ''}
${one.quote ? `<p class="quote">“${escapeHtml(one.quote)}”</p>\n<p class="small">${source(one)}</p>` : ''}
<p class="small">${one.contact ? `To ${escapeHtml(one.contact)}` : 'Nobody to write to yet'} · ${escapeHtml(one.draft)}</p>
</td></tr></table>`

const source = ({ publisher, url }: DigestItem): string => {
  const name = escapeHtml(publisher ?? 'Source')
  return url ? `<a href="${escapeHtml(url)}">${name}</a>` : name
}

const line = ({ about, text, link }: DigestLine): string => {
  const name = escapeHtml(about)
  return `<li>${link ? `<a href="${escapeHtml(link)}">${name}</a>` : `<b>${name}</b>`} · ${escapeHtml(text)}</li>`
}

const styles = `
body { margin: 0; background: #f7f3ec; color: #2a2622; font-family: system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; font-size: 15px; line-height: 1.45; }
table { border-collapse: collapse; width: 100%; }
td { padding: 0; }
.page { max-width: 600px; margin: 0 auto; }
.column { padding: 24px 16px; }
h1 { font-size: 20px; margin: 0 0 4px; }
h2 { font-size: 15px; margin: 24px 0 6px; }
p { margin: 0 0 6px; }
ul { margin: 0; padding: 0; list-style: none; }
li { padding: 6px 0; border-bottom: 1px solid #e8e0d4; }
a { color: #9a3f12; }
.intro { margin-bottom: 16px; }
.item { margin: 0 0 12px; border-left: 3px solid #e08a3c; background: #fffdf9; }
.item td { padding: 12px 16px; }
.who { font-size: 16px; font-weight: 600; }
.why { color: #5b524a; }
.quote { font-size: 18px; line-height: 1.35; margin: 8px 0; }
.small { font-size: 13px; color: #5b524a; }
.tier, .new { font-size: 12px; font-weight: 600; color: #5b524a; }
.button { display: inline-block; margin-top: 12px; padding: 10px 16px; background: #9a3f12; color: #ffffff; text-decoration: none; }
`
