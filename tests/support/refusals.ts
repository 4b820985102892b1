import { expect } from 'vitest'
import type { Answer, TestPlatform } from './platform.ts'

/** What no answer may show: a stack, a statement, a name of the inside. */
export const inside =
  /\bat .+\.(ts|js):\d+|select |insert into|syntax error|node_modules|pg_|ECONN|TypeError|violates/i

/** A refusal in words, as RFC 9457 has it, with one of these statuses. */
export function expectRefusal(
  answer: Pick<Answer, 'status' | 'body' | 'headers'>,
  statuses: readonly number[],
): void {
  expect(statuses).toContain(answer.status)
  expect(String(answer.headers['content-type'])).toMatch(/^application\/problem\+json/)
  expect(answer.body).toMatchObject({ status: answer.status })
  expect(answer.body.title.length).toBeGreaterThan(3)
  expect(JSON.stringify(answer.body)).not.toMatch(inside)
}

/** A request as raw bytes, past every client that would put it right. */
export async function raw(
  city: TestPlatform,
  method: string,
  url: string,
  payload: Buffer | string | undefined,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await city.platform.server.inject({
    method: method as 'POST',
    url,
    headers,
    ...(payload === undefined ? {} : { payload }),
  })
  const isJson = /json/.test(String(response.headers['content-type']))
  return {
    status: response.statusCode,
    body: isJson && response.body !== '' ? response.json() : response.body,
    headers: response.headers,
  }
}
