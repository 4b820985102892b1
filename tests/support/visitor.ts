import { randomInt } from 'node:crypto'
import type { InjectOptions } from 'fastify'
import { expect } from 'vitest'
import { decodeBase32, totpCode, totpCounter } from '../../src/kernel/vault/index.ts'
import type { Answer, TestPlatform } from './platform.ts'

/** Someone at an address of their own, so that the limit of tries by address counts them alone. */
export interface Visitor {
  readonly cookies: Map<string, string>
  send(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<Answer>
  signIn(login: string, password: string, code?: string): Promise<Answer>
}

export function visitor(city: TestPlatform, headers: Record<string, string> = {}): Visitor {
  const cookies = new Map<string, string>()
  const remoteAddress = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`
  async function send(
    method: NonNullable<InjectOptions['method']>,
    path: string,
    body?: object,
  ): Promise<Answer> {
    const response = await city.platform.server.inject({
      method,
      url: `/api/v1${path}`,
      remoteAddress,
      headers,
      cookies: Object.fromEntries(cookies),
      ...(body === undefined ? {} : { payload: body }),
    })
    for (const c of response.cookies) {
      if (c.value === '') cookies.delete(c.name)
      else cookies.set(c.name, c.value)
    }
    const isJson = /json/.test(String(response.headers['content-type']))
    return {
      status: response.statusCode,
      body: isJson && response.body !== '' ? response.json() : response.body,
      headers: response.headers,
    }
  }
  const signIn = (login: string, password: string, code?: string) =>
    send('POST', '/session', { login, password, ...(code === undefined ? {} : { code }) })
  return { cookies, send, signIn }
}

/** What the authenticator on somebody's telephone shows. */
export function authenticator(secret: string, at: Date): string {
  return totpCode(decodeBase32(secret), totpCounter(at))
}

export async function expectStatus(
  answer: Promise<Answer>,
  status: number,
  reason?: string,
): Promise<Answer> {
  const { body, ...rest } = await answer
  expect({
    status: rest.status,
    reason: reason === undefined ? undefined : body?.reason,
    body: rest.status === status ? '' : body,
  }).toEqual({ status, reason, body: '' })
  return { body, ...rest }
}
