import type { Answer, Client, TestPlatform } from './platform.ts'
import { raw } from './refusals.ts'

/** A system of others: forms in, XML or JSON out, and a key that an administrator gave it. */
export interface ForeignSystem {
  readonly id: string
  readonly key: string
  get(path: string, withKey?: boolean): Promise<Answer>
  post(path: string, fields: Record<string, string>): Promise<Answer>
}

export async function foreignSystem(
  city: TestPlatform,
  admin: Client,
  options: { name: string; mayPost: boolean; perMinute?: number },
): Promise<ForeignSystem> {
  const created = await admin.post('/open311/clients', { contact: '对接办公室 0231234567', ...options })
  if (created.status !== 201) throw new Error(`no key: ${JSON.stringify(created.body)}`)
  const { id, key } = created.body as { id: string; key: string }
  return {
    id,
    key,
    get(path, withKey = true) {
      const separator = path.includes('?') ? '&' : '?'
      return raw(city, 'GET', `/open311${path}${withKey ? `${separator}api_key=${key}` : ''}`, undefined)
    },
    post: (path, fields) => postForm(city, path, { api_key: key, ...fields }),
  }
}

export function postForm(city: TestPlatform, path: string, fields: Record<string, string>): Promise<Answer> {
  return raw(city, 'POST', `/open311${path}`, new URLSearchParams(fields).toString(), {
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
  })
}

/** A report as a client sends it, with all that must not become public. */
export const lamp = {
  service_code: '0107',
  lat: '29.4632',
  long: '106.3385',
  address_string: '金凤镇凤笙路12号3栋2单元501室',
  description: '路灯坏了三天，晚上看不见路。我叫李建国，电话13812345678，请尽快来修。',
  first_name: '建国',
  last_name: '李',
  phone: '13812345678',
}
