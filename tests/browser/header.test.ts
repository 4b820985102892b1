import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite, type Site, settled, shot } from './support.ts'

let site: Site

beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site?.stop())

/** One login of each kind of officer; two of them have more pages than any header holds. */
const logins = [
  'clerk',
  'dispatcher',
  'supervisor',
  'leader',
  'auditor',
  'admin',
  'data',
  'data.market',
  'gxq.urban',
]

/** What the header shows at this width: the rows that its parts stand in, and the pages that can be reached. */
async function headerOf(page: Page) {
  await settled(page)
  return page.evaluate(() => {
    const header = document.querySelector('.desk-header') as HTMLElement
    const middles = [...header.children].map((part) => {
      const { top, height } = part.getBoundingClientRect()
      return Math.round((top + height / 2) / 8)
    })
    const shown = (link: Element) => getComputedStyle(link).visibility === 'visible'
    const row = [...document.querySelectorAll('.desk-nav-row a')]
    const edge = document.querySelector('.desk-nav-row')?.getBoundingClientRect() ?? new DOMRect()
    return {
      rows: new Set(middles).size,
      isOverflowing: document.documentElement.scrollWidth > window.innerWidth,
      clipped: row.filter((a) => {
        const { right, bottom } = a.getBoundingClientRect()
        return shown(a) && (right > edge.right + 1 || bottom > edge.bottom + 1)
      }).length,
      inRow: row.filter(shown).map((a) => a.textContent),
      behindMore: [...document.querySelectorAll('.desk-more a')].map((a) => a.textContent),
      all: row.map((a) => a.textContent),
    }
  })
}

test('the header is one row, in both languages, and every page is in it or behind “more”', async () => {
  const most = { login: '', pages: 0 }
  for (const login of logins) {
    const page = await (await site.person('desk', login)).newPage()
    for (const language of ['zh', 'en']) {
      await page.goto(`/desk/?lang=${language}`)
      // A window that is made narrower shows what one opened so would.
      for (const width of [1440, 1280, 1024]) {
        await page.setViewportSize({ width, height: 900 })
        const header = await headerOf(page)
        const where = `${login} at ${width} in ${language}`
        expect(header, where).toMatchObject({ rows: 1, isOverflowing: false, clipped: 0 })
        expect([...header.inRow, ...header.behindMore], where).toEqual(header.all)
        if (header.all.length > most.pages) Object.assign(most, { login, pages: header.all.length })
        await shot(page, `header-${login}-${width}-${language}`)
      }
      await page.setViewportSize({ width: 1440, height: 900 })
    }
    await page.context().close()
  }
  expect(most.pages).toBeGreaterThan(9)
})

test('“more” leads to a page, and closes', async () => {
  const page = await (await site.person('desk', 'auditor')).newPage()
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto('/desk/')
  await settled(page)
  await page.getByText('更多', { exact: true }).click()
  await page.locator('.desk-more').getByRole('link', { name: '审计' }).click()
  await page.waitForURL('**/desk/audit')
  await expect.poll(() => page.locator('.desk-more').getAttribute('open')).toBeNull()
  await expect.poll(() => page.locator('.desk-more').getAttribute('data-current')).toBe('true')
})
