declare module 'indefinite' {
  const indefinite: (word: string, options?: { articleOnly?: boolean }) => string
  export default indefinite
}
