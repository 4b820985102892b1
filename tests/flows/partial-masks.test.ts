import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { personalKinds } from '../../src/modules/catalogue/contract.ts'
import { partialMask } from '../../src/modules/sharing/queries/rows.ts'
import { maskPartial } from '../../src/modules/sharing/rules/masks.ts'
import { createTestPlatform, type TestPlatform } from '../support/platform.ts'

/** The masks of the database and those of the program are one: the table's form is in both, value for value. */

let city: TestPlatform
beforeAll(async () => {
  city = await createTestPlatform()
})
afterAll(() => city?.stop())

async function byDatabase(kind: string | null, values: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ masked: string }>`
    select mask_hidden(v, ${partialMask(kind, sql`v`)}) as masked
    from unnest(${values}::text[]) with ordinality as given (v, n) order by n`.execute(
    city.platform.kernel.app.db,
  )
  return rows.map((r) => r.masked)
}

test.each([
  ['mobile', '13812345678', '138****5678'],
  ['landline', '0755-82345678-801', '0755-****5678-***'],
  ['landline', '(023)62345678', '(023)****5678'],
  ['id-card', '11010519491231002X', '110*************2X'],
  ['bank-card', '6217001234567893', '************7893'],
  ['social-security', 'C12345678', '*****5678'],
  ['name', '欧阳修文', '欧***'],
  ['name', '张', '*'],
  ['email', 'zhang_3@example.com', 'z******@example.com'],
  ['plate', '渝A·12345', '渝A·***45'],
  ['passport', 'E12345678', 'E******78'],
  ['address', '红锦大道98号3栋2单元501室', '红锦大道*号*栋*单元*室'],
  ['address', '龙石镇', '***'],
  ['health', '慢性病', '***'],
  [null, '食品经营', '食**营'],
  ['a-kind-of-others', 'ab', '**'],
])('%s %s', async (kind, value, masked) => {
  expect(maskPartial(kind, value)).toBe(masked)
  expect(await byDatabase(kind, [value])).toEqual([masked])
})

/** Letters, digits and separators of real columns, beside whole numbers and addresses with something around them. */
const alphabet = [...'0123456789012345ABXYabz张王欧阳重庆渝々〇一十０９Ａé -_.()（）·@＠，。\u3000\n😀']
const digits = (least: number, most: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: least, maxLength: most })
const value = fc.oneof(
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 24 }),
  digits(1, 20),
  fc
    .tuple(
      fc.constantFrom('0', '(0', '（0', ''),
      digits(2, 4),
      fc.constantFrom('-', ' ', ')', '）-', ''),
      digits(6, 9),
      fc.constantFrom('', '-1', '-12345', '-123456'),
    )
    .map((parts) => parts.join('')),
  fc
    .tuple(
      fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 8 }),
      fc.constantFrom('@', '＠', ''),
      fc.constantFrom('qq.com', '13812345678.cn', 'a'),
    )
    .map((parts) => parts.join('')),
)

test('any value of any kind is masked alike by the database and by the program, and never shown', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        value.filter((v) => v !== ''),
        { minLength: 40, maxLength: 80 },
      ),
      async (values) => {
        for (const kind of [...personalKinds, null]) {
          const masked = values.map((v) => maskPartial(kind, v))
          const given = await byDatabase(kind, values)
          const pairs = values.map((v, n) => [kind, v, given[n]])
          expect(pairs).toEqual(values.map((v, n) => [kind, v, masked[n]]))
          const shown = values.filter((v, n) => given[n] === v && /[^\s*]/.test(v))
          expect([kind, shown]).toEqual([kind, []])
        }
      },
    ),
    { numRuns: 5, endOnFailure: true },
  )
}, 240_000)
