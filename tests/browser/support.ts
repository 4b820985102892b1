import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium as driver, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { demoPassword } from '../../src/kernel/identity/index.ts'
import { createTestPlatform, type TestPlatform } from '../support/platform.ts'

export const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } } as const

export interface Site {
  readonly city: TestPlatform
  readonly url: string
  readonly browser: Browser
  /** A browser of its own for one person; one that `keepsApps` lets them open without a network. */
  person(size: keyof typeof sizes, login?: string, keepsApps?: boolean): Promise<BrowserContext>
  /** The last code that was sent by text message. */
  lastCode(): string
  stop(): Promise<void>
}

/** The built pages on a real server and a real browser. */
export async function openSite(env: Record<string, string> = {}): Promise<Site> {
  const city = await createTestPlatform({ env })
  let sent = ''
  Object.assign(city.platform.kernel.ports, {
    sms: async (_to: string, text: string) => {
      sent = text
    },
  })
  await city.platform.server.listen({ port: 0, host: '127.0.0.1' })
  const address = city.platform.server.server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const browser = await launch()
  return {
    city,
    url,
    browser,
    lastCode: () => /\d{6}/.exec(sent)?.[0] ?? '',
    async person(size, login, keepsApps = false) {
      const context = await browser.newContext({
        viewport: sizes[size],
        locale: 'zh-CN',
        baseURL: url,
        serviceWorkers: keepsApps ? 'allow' : 'block',
      })
      context.setDefaultTimeout(60_000)
      if (login !== undefined) {
        const answer = await context.request.post('/api/v1/session', {
          data: { login, password: demoPassword },
        })
        if (!answer.ok())
          throw new Error(`${login} could not sign in: ${answer.status()} ${await answer.text()}`)
      }
      return context
    },
    async stop() {
      await browser.close()
      await city.stop()
    },
  }
}

function launch(): Promise<Browser> {
  return driver.launch({
    executablePath: inject('chromiumPath'),
    chromiumSandbox: false,
    // Without a locale it cannot name a downloaded file in Chinese, and calls it `download`.
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
    args: [
      '--no-sandbox',
      '--no-zygote',
      '--headless=shell',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      // A map draws by the software GL; the page around it needs none (a quarter of the browser's work).
      '--disable-gpu-compositing',
    ],
  })
}

/** Every violation as one line, so that a failure says what to mend. */
export async function violations(page: Page): Promise<string[]> {
  // Every rule runs; what passed is not written up (2.5 times faster), and no second page is opened for the sum, which
  // only pages with frames need.
  const axe = new AxeBuilder({ page, ...(await axeOf(page)) })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
  const { violations: found } = await axe.analyze()
  return found.flatMap((v) =>
    v.nodes.map(
      (n) => `${v.id}: ${n.target.join(' ')} — ${n.failureSummary?.split('\n')[1]?.trim() ?? v.help}`,
    ),
  )
}

/** A document that has axe keeps it: read and compiled anew, it takes three times as long. */
async function axeOf(page: Page): Promise<{ axeSource?: string }> {
  return (await page.evaluate(() => 'axe' in window)) ? { axeSource: '0' } : {}
}

/** Time without any change of the page after which it counts as settled. */
const quietMs = 250

/** Waits until nothing is loading and nothing changes. The live stream never ends, so the network is never idle. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load')
  // What a new size of the window changes comes with the next frames.
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  )
  await page.waitForFunction(
    (quiet) => {
      const here = window as unknown as { changedAt?: number }
      if (here.changedAt === undefined) {
        const watch = new MutationObserver(() => {
          here.changedAt = performance.now()
        })
        watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
        here.changedAt = performance.now()
      }
      const isBusy = document.querySelector('[aria-busy="true"], .skeleton, .ant-skeleton') !== null
      // The bare page before the program runs is quiet too.
      const isDrawn = document.querySelector('main') !== null
      return (
        isDrawn && !isBusy && document.fonts.status === 'loaded' && performance.now() - here.changedAt > quiet
      )
    },
    quietMs,
    { polling: 50 },
  )
}

/** At most `most` run at the same time; the others wait in order. */
export function atMost(most: number) {
  let running = 0
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    running++
    try {
      return await work()
    } finally {
      running--
      waiting.shift()?.()
    }
  }
}

export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
