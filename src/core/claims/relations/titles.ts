/** Titles in normal form: lower case, short forms opened. */
export const titlePattern =
  /\b(?:(?:interim |acting |global |deputy )?chief(?: (?!executive officer)\w+){1,2} officer|chief executive(?: officer)?|(?:senior |executive )?vice president(?: (?:of )?[a-z]+)?|head of [a-z]+|director of [a-z]+|(?:managing|general|finance|sales|marketing) (?:director|manager)|president|founder|co founder|chair(?:man|woman|person)?)\b/gu

export const hasTitle = (text: string): boolean => new RegExp(titlePattern.source, 'u').test(text)

export const titlesIn = (text: string): string[] => [...text.matchAll(titlePattern)].map((hit) => hit[0])
