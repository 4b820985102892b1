import { sql } from 'kysely'
import { vi } from 'vitest'
import type { Platform } from '../../src/main.ts'

/** Waits until the sealer, which works once a second, has sealed every audit entry. */
export async function untilSealed({ kernel }: Platform): Promise<void> {
  const isSealed = async () => {
    const { rows } = await sql`
      select 1 from audit_entries e
      where not exists (select 1 from audit_seals s where e.seq = any (s.entries)) limit 1`.execute(
      kernel.app.db,
    )
    if (rows.length > 0) throw new Error('Some audit entries have no seal')
  }
  await vi.waitFor(isSealed, { timeout: 60_000, interval: 100 })
}
