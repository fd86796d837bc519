import { extract } from '../../../src/core/extract.ts'

/** The events a title tells, as "kind: company". */
export const told = (title: string, summary: string | null = null): string[] =>
  extract({ title, summary, url: null, publishedAt: null }).signals.map((signal) => `${signal.kind}: ${signal.company}`)
