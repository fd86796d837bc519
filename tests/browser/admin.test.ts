import { expect, test } from 'vitest'
import { startServer } from './server.ts'
import { look, missing, visit } from './support.ts'

const { enter, errors } = visit(startServer)

const csv = `Company,Web Site,Headcount,Segment
Alder Freight,alder-freight.example,120,east
Birch Labs,birch-labs.example,many,west
,nameless.example,12,
"<img src=x onerror=alert(1)>",payload.example,3,=1+1
`

test.skipIf(missing)(
  'an import is previewed, confirmed, reported and taken back, without script as with it',
  async () => {
    const admin = await enter('admin', { reducedMotion: 'reduce' })
    for (const page of [admin, await enter('admin', { javaScriptEnabled: false })]) {
      await page.goto('/admin/imports')
      await page.getByLabel('What it lists').selectOption('accounts')
      await page.getByLabel(/^File/).setInputFiles({ name: 'crm.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
      await page.getByRole('button', { name: 'Preview' }).click()
      await page.getByRole('heading', { name: 'Preview' }).waitFor()
      await page.getByText('The name of the company is missing').waitFor()
      await page.getByText('"many" is not a number: left out').waitFor()
      if (page === admin) await look(page, 'admin-import-preview')
      await page.getByRole('button', { name: 'Import 3 rows' }).click()
      await page.getByRole('heading', { name: 'crm.csv' }).waitFor()
      if (page === admin) await look(page, 'admin-import')
      await page.getByRole('button', { name: 'Take it back' }).click()
      await page.getByText('3 rows were taken back').waitFor()
    }
    await admin.goto('/admin/imports')
    expect(await admin.getByText('taken back', { exact: true }).count()).toBe(2)
    await look(admin, 'admin-imports')
    expect(errors).toEqual([])
  },
  180_000,
)

test.skipIf(missing)(
  'every page of the admin passes axe, wide and at phone width',
  async () => {
    const admin = await enter('admin', { reducedMotion: 'reduce' })
    await admin.goto('/admin/backups')
    await admin.getByRole('button', { name: 'Back up now' }).click()
    await admin.getByText(/old/).first().waitFor()
    await look(admin, 'admin-backups')
    await admin.goto('/admin/keys')
    await admin.getByLabel('System that uses it').fill('Site visits')
    await admin.getByLabel(/push signals/).check()
    await admin.getByRole('button', { name: 'Make it' }).click()
    await admin.getByText('shown this once').waitFor()
    await look(admin, 'admin-keys')
    await admin.goto('/admin/exports')
    await look(admin, 'admin-exports')
    for (let time = 0; time < 2; time++) {
      const [download] = await Promise.all([
        admin.waitForEvent('download'),
        admin.getByRole('button', { name: 'Download accounts.csv' }).click(),
      ])
      expect(download.suggestedFilename()).toBe('accounts.csv')
    }
    await admin.goto('/admin/audit')
    await admin.getByRole('button', { name: 'Verify the chain' }).click()
    await admin.getByText('chain unbroken').waitFor()
    await admin.getByLabel('What').selectOption('exported')
    await admin.getByRole('button', { name: 'Search' }).click()
    await admin.waitForURL(/what=exported/)
    expect(await admin.getByRole('row').count()).toBe(3)
    await admin.goto('/admin/audit')
    await look(admin, 'admin-audit')
    expect(errors).toEqual([])
  },
  180_000,
)
