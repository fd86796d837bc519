import juice from 'juice'

/** Moves a page's styles into its elements: many mail programs read nothing else. */
export const inlineStyles = (html: string): string => juice(html)
