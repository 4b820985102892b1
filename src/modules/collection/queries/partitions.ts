import { hash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'

/** One of the parts into which the objects of a resource are divided; the number of parts is 1 to 256. */
export interface Partition {
  readonly at: number
  readonly of: number
}

export const whole: Partition = { at: 0, of: 1 }

/** So many signs of an object's name tell its part: database and program cut a name at the same place. */
const telling = 64

/** The part of an object, the same in every process and in the database (`isInPartition`). */
export function partitionOf(object: string, of: number): number {
  if (of === 1) return 0
  const text = object.length <= telling ? object : [...object].slice(0, telling).join('')
  return (hash('sha256', text, 'buffer')[0] as number) % of
}

/** @param object an expression of type text */
export function isInPartition(object: RawBuilder<unknown>, { at, of }: Partition): RawBuilder<boolean> {
  return sql<boolean>`get_byte(sha256(convert_to(left(${object}, ${sql.lit(telling)}), 'UTF8')), 0) % ${sql.lit(of)} = ${sql.lit(at)}`
}
