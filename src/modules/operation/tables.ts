import type { ColumnType } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { Output, ProductContent, ProductState, RunView } from './contract.ts'

type Json<T> = ColumnType<T, string, string>
type Time = ColumnType<Date, Date, Date>

export interface ProductTable {
  id: string
  operator: string
  state: ProductState
  revision: number
  serial: number | null
  reason: string | null
  content: Json<ProductContent>
  saved_at: Time
}

export interface RunTable {
  id: string
  product: string
  template: string
  grant_id: string
  provider: string
  at: Time
  day: string
  actor_id: string
  parameters: Json<Record<string, string>>
  question: string
  state: RunView['state']
  epsilon: number
  price: number
  output: ColumnType<Output | null, string | null, string | null>
  reason: string | null
}

type OperationTables = {
  operation_products: ProductTable
  operation_runs: RunTable
  operation_budgets: {
    resource: string
    month: string
    spent: ColumnType<string, number | string, number | string>
  }
  operation_registrations: {
    resource: string
    provider: string
    serial: number | null
    scope: string
    until: string
    epsilon: number
    state: 'applied' | 'confirmed' | 'refused'
    reason: string | null
    at: Time
  }
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<OperationTables>()
}
