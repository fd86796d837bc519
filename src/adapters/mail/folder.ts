import { link, mkdir, open, unlink } from 'node:fs/promises'
import path from 'node:path'
import type { Instant } from '../../core/document.ts'
import type { Delivery, Notices, Outreach } from '../mail.ts'
import { noticeLetter, outreachLetter } from './mime.ts'

type Folder = { folder: string; now: () => Instant }

/** Approved messages as `.eml` files, one per Message-ID. */
export const folderOutreach = ({ folder, now }: Folder): Outreach => ({
  route: 'folder',
  send: async (message) => {
    try {
      const { bytes } = await outreachLetter(message, now())
      return await writeOnce(folder, message.messageId, bytes)
    } catch (error) {
      return { end: 'failed', reply: (error as Error).message }
    }
  },
})

export const folderNotices = ({ folder, from, now }: Folder & { from: string }): Notices => ({
  send: async (notice) => {
    try {
      return await writeOnce(folder, notice.id, (await noticeLetter(notice, from, now())).bytes)
    } catch (error) {
      return { end: 'failed', reply: (error as Error).message }
    }
  },
})

/** Whole or not at all: a temporary file is linked to its name, which fails when that name is there already. */
const writeOnce = async (folder: string, id: string, bytes: Buffer): Promise<Delivery> => {
  const name = `${id.replace(/^<|>$/g, '').replace(/[^\w.@-]/g, '_')}.eml`
  const final = path.join(folder, name)
  const temporary = path.join(folder, `.${name}.${process.pid}.part`)
  try {
    await mkdir(folder, { recursive: true })
    await unlink(temporary).catch(() => undefined) // left by a process that died
    await writeAndSync(temporary, bytes)
  } catch (error) {
    return { end: 'retry', reply: (error as Error).message }
  }
  try {
    await link(temporary, final)
    return { end: 'sent', reply: `Written to ${name}` }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return { end: 'sent', reply: `${name} was there already` }
    return { end: 'retry', reply: (error as Error).message }
  } finally {
    await unlink(temporary).catch(() => undefined)
  }
}

const writeAndSync = async (file: string, bytes: Buffer) => {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
