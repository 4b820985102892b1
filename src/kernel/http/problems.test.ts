import { describe, expect, test } from 'vitest'
import { Refusal, type RefusalCode } from '#kernel/action/define'
import { httpMessages } from './messages.ts'
import { problemOf } from './problems.ts'

const of = (error: unknown, locale: 'zh' | 'en' = 'zh') => problemOf(error, httpMessages, locale, 'trace')

describe('each refusal has its status', () => {
  const rows: [RefusalCode, number][] = [
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not-found', 404],
    ['conflict', 409],
    ['not-now', 409],
    ['not-approved', 409],
    ['too-large', 413],
    ['too-many', 429],
    ['unavailable', 503],
  ]
  test.each(rows)('%s is %i', (code, status) => {
    expect(of(new Refusal(code, 'input.invalid', { available: ['x'] }))).toMatchObject({
      status,
      code,
      trace: 'trace',
      available: ['x'],
      type: `urn:zhizhi:problem:${code}`,
    })
  })
})

describe('what others throw is said in our words', () => {
  const rows: [string, object, number, string][] = [
    [
      'a body that is no JSON',
      { statusCode: 400, code: 'FST_ERR_CTP_INVALID_JSON_BODY' },
      400,
      '请求的内容读不懂',
    ],
    [
      'an unknown content type',
      { statusCode: 415, code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE' },
      400,
      '请求的内容读不懂',
    ],
    ['a body that is too large', { statusCode: 413 }, 413, '内容太大'],
    ['too many requests', { statusCode: 429 }, 429, '请求太频繁'],
    ['no such route', { statusCode: 404 }, 404, '没有这个页面'],
    ['an address that is too long', { statusCode: 414 }, 404, '没有这个页面'],
    ['NUL in text', { code: '22021' }, 400, '无法保存的字符'],
    ['NUL in JSON', { code: '22P05' }, 400, '无法保存的字符'],
    ['half a surrogate pair in JSON', { code: '22P02' }, 400, '无法保存的字符'],
    ['a time that no column holds', { code: '22008' }, 400, '填写不正确'],
    ['a full disk of the database', { code: '53100' }, 503, '存储空间已满'],
    ['a full disk of the files', { code: 'ENOSPC' }, 503, '存储空间已满'],
    ['a lost connection', { code: 'ECONNRESET' }, 503, '系统暂时出错'],
    ['a mistake of ours', new TypeError('secret of the inside'), 503, '系统暂时出错'],
  ]
  test.each(rows)('%s', (_name, error, status, title) => {
    const problem = of(error)
    expect(problem.status).toBe(status)
    expect(problem.title).toContain(title)
    expect(JSON.stringify(problem)).not.toContain('secret')
  })
})

test('in English where asked', () => {
  expect(of(new Refusal('unauthenticated', 'access.sign-in'), 'en').title).toBe('Please sign in first.')
})
