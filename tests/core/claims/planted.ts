import { check } from '../../../src/core/draft/check.ts'
import { briefOf, day, icp, type Story, sender } from '../draft/made-up.ts'

type Case = { stories: Story[]; sentence: string }

/** Sentences on stories of one company: the check is to block the `bad` and to let the `good` stand. */
export const sentencesAbout = (company: string) => {
  const planted: Case[] = []
  const clean: Case[] = []
  const into =
    (cases: Case[]) =>
    (stories: Story[], ...sentences: string[]) => {
      for (const sentence of sentences) cases.push({ stories, sentence })
    }
  const isBlocked = ({ stories, sentence }: Case): boolean => {
    const text = `Hi Mara,\n\n${sentence}\n\nBest,\nSam Sample`
    const { findings } = check({ subject: 'A thought for you', text }, briefOf(company, stories), icp, { sender, day })
    return findings.some(({ level }) => level === 'block')
  }
  const sentencesOf = (cases: Case[]): string[] => cases.map(({ sentence }) => sentence)
  return {
    bad: into(planted),
    good: into(clean),
    planted,
    clean,
    missed: () => sentencesOf(planted.filter((one) => !isBlocked(one))),
    blocked: () => sentencesOf(clean.filter(isBlocked)),
  }
}
