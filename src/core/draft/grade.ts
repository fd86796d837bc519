import { syllable } from 'syllable'
import { sentencesOf, wordsOf } from './sentences.ts'

/**
 * Flesch–Kincaid grade (Kincaid et al., 1975), to tenths. Names and figures are not the writer's choice:
 * a word with a capital inside the sentence, or with a digit, counts two syllables at most.
 */
export const readingGrade = (text: string): number => {
  const sentences = sentencesOf(text)
  const words = sentences.flatMap((sentence) => wordsOf(sentence.text).map(syllables))
  if (words.length === 0) return 0
  const perWord = words.reduce((sum, count) => sum + count, 0) / words.length
  return Math.round((0.39 * (words.length / sentences.length) + 11.8 * perWord - 15.59) * 10) / 10
}

const syllables = (word: string, place: number): number => {
  const heard = Math.max(1, syllable(word))
  return (place > 0 && /^\p{Lu}/u.test(word)) || /\d/.test(word) ? Math.min(2, heard) : heard
}
