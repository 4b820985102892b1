import { describe, expect, test } from 'vitest'
import { isPlainRead } from './lazy-transaction.ts'

describe('isPlainRead', () => {
  test.each([
    ['select 1', true],
    ['  SELECT document from cases where id = $1', true],
    ['select "updated_at" from cases', true],
    ['select 1 from cases for update', false],
    ['select 1 from cases for no key update', false],
    ['select 1 from cases FOR KEY SHARE', false],
    ['select pg_try_advisory_xact_lock(1)', false],
    ["select set_config('a', 'b', true)", false],
    ['insert into a values (1) returning 1', false],
    ['with a as (delete from b returning 1) select 1 from a', false],
    ['with a as (select 1) select 1 from a', false],
    ['set transaction read only', false],
    ['selected', false],
  ])('%s → %s', (text, plain) => expect(isPlainRead(text)).toBe(plain))
})
