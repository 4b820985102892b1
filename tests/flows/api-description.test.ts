import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../support/platform.ts'

let city: TestPlatform

beforeAll(async () => {
  city = await createTestPlatform()
})
afterAll(() => city?.stop())

test('the API describes itself in OpenAPI 3.1, every route of it', async () => {
  const answer = await city.platform.server.inject({ method: 'GET', url: '/openapi.json' })
  expect(answer.statusCode).toBe(200)
  const { openapi, paths } = answer.json()
  expect(openapi).toBe('3.1.0')
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining(['/api/v1/appeals', '/api/v1/appeals/{id}/dispatch', '/api/v1/session']),
  )
  const list = paths['/api/v1/appeals'].get.parameters.map((p: { name: string }) => p.name)
  expect(list).toEqual(expect.arrayContaining(['state', 'text', 'cursor']))
})
