import type { Site } from './site.ts'

/** One intention of a writer: an appeal with a mark of its own, or a note on the writer's own appeal. */
export interface Write {
  readonly key: string
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  readonly mark: string
  acknowledged: boolean
}

export interface Writer {
  readonly own: string
  version: number
  open: Write | undefined
}

/** What the server shows against what it has acknowledged. */
export async function compare(site: Site, writers: readonly Writer[], appeals: readonly Write[]) {
  const titles = new Map<string, number>()
  const versions = new Map<string, number>()
  for (let cursor = ''; ; ) {
    const page = await fetch(`${site.base}/appeals?limit=200${cursor}`, {
      headers: { cookie: site.cookies.dispatcher },
    })
    const { rows, next } = (await page.json()) as {
      rows: { id: string; title: string; version: number }[]
      next: string | null
    }
    for (const r of rows) {
      titles.set(r.title, (titles.get(r.title) ?? 0) + 1)
      versions.set(r.id, r.version)
    }
    if (next === null) break
    cursor = `&cursor=${next}`
  }
  const result = { lost: 0, doubled: 0, unacknowledgedDone: 0 }
  for (const a of appeals) {
    const found = titles.get(a.mark) ?? 0
    if (found > 1) result.doubled++
    if (found === 0 && a.acknowledged) result.lost++
    if (found === 1 && !a.acknowledged) result.unacknowledgedDone++
  }
  for (const w of writers) {
    const ahead = (versions.get(w.own) ?? 0) - w.version
    const mayBeAhead = w.open !== undefined && w.open.path !== '/appeals' ? 1 : 0
    if (ahead < 0) result.lost++
    else if (ahead > mayBeAhead) result.doubled++
    else result.unacknowledgedDone += ahead
  }
  return result
}
