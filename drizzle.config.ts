import { defineConfig } from 'drizzle-kit'

/** `NAME=what_changes npm run migration` writes the next SQL files from the schema; guards and rebuilds are written by hand. */
export default defineConfig({ dialect: 'sqlite', schema: './src/store/schema/index.ts', out: './migrations/sqlite' })
