import type { Client, TestPlatform } from './platform.ts'

const hour = 3_600_000

/** A moment as CAP writes it, from now on. */
export function capTime(hours = 0): string {
  return `${new Date(Date.now() + (hours + 8) * hour).toISOString().slice(0, 19)}+08:00`
}

export const township = { path: '50/500107/500107104', code: '500107104' }

/** A message as the warning officer composes it. */
export function composed(change: object = {}, info: object = {}) {
  return {
    status: 'Actual',
    scope: 'Public',
    info: [
      {
        language: 'zh-CN',
        category: ['Met'],
        event: '暴雨',
        responseType: ['Prepare'],
        urgency: 'Expected',
        severity: 'Severe',
        certainty: 'Likely',
        expires: capTime(6),
        headline: '暴雨橙色预警',
        description: '预计未来 6 小时有暴雨。',
        instruction: '请远离河道',
        area: [{ areaDesc: '白市驿镇', geocode: [{ valueName: 'GB/T 2260', value: township.code }] }],
        ...info,
      },
    ],
    ...change,
  }
}

/** A document of another office. */
export function document(identifier: string, change: Readonly<Record<string, string>> = {}): string {
  const at = {
    sent: capTime(-1),
    status: 'Actual',
    msgType: 'Alert',
    references: '',
    headline: '大风',
    ...change,
  }
  const references = at.references === '' ? '' : `<references>${at.references}</references>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<cap:alert xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2"><cap:identifier>${identifier}</cap:identifier><cap:sender>met@example.org</cap:sender><cap:sent>${at.sent}</cap:sent><cap:status>${at.status}</cap:status><cap:msgType>${at.msgType}</cap:msgType><cap:scope>Public</cap:scope>${references.replaceAll('references>', 'cap:references>')}<cap:info><cap:language>zh-CN</cap:language><cap:category>Met</cap:category><cap:event>大风</cap:event><cap:urgency>Expected</cap:urgency><cap:severity>Moderate</cap:severity><cap:certainty>Likely</cap:certainty><cap:expires>${capTime(12)}</cap:expires><cap:headline>${at.headline}</cap:headline><cap:area><cap:areaDesc>主城</cap:areaDesc></cap:area></cap:info></cap:alert>`
}

export interface Outside {
  readonly status: number
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/** Someone in the world who reads what stands outside the API. */
export async function outside(
  city: TestPlatform,
  url: string,
  headers: Record<string, string> = {},
): Promise<Outside> {
  const answer = await city.platform.server.inject({ method: 'GET', url, headers })
  return { status: answer.statusCode, body: answer.body, headers: answer.headers as Record<string, string> }
}

/** Reads a source until what it brought is settled. */
export async function pollNow(city: TestPlatform, officer: Client, id: string) {
  const before = (await officer.get(`/cap/sources/${id}`)).body.lastRunAt
  await officer.post(`/cap/sources/${id}/poll`)
  for (let tries = 0; tries < 200; tries++) {
    await city.platform.kernel.jobs.idle(60_000)
    const { body } = await officer.get(`/cap/sources/${id}`)
    if (body.lastRunAt !== null && body.lastRunAt !== before) return body
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('the source was never read')
}
