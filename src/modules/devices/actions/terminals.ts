import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, type Outcome } from '#kernel/action'
import { access } from '../access.ts'
import { TerminalSays } from '../contract.ts'
import { saysNames, saysText } from '../rules/jt808.ts'
import { getDevice, putFaults } from '../store.ts'
import { deviceSubject } from './register.ts'

/**
 * A terminal registers for the first time: from now on the code is told to it alone. One that registers again, for its
 * answer was lost or it was reset, is told the code as well; another one with the same number is not.
 */
export const registerTerminal = defineAction({
  name: 'devices.register-terminal',
  input: z.object({
    device: z.string(),
    mark: z.string().regex(/^[0-9a-f]{64}$/),
    /** What it had to say by what this process knew: what was changed meanwhile it has yet to say. */
    says: TerminalSays,
  }),
  allow: access.store,
  async run(tx, { input, now, authorise }): Promise<Outcome<{ isSame: boolean }>> {
    authorise({})
    const says = saysText(input.says) === '' ? null : JSON.stringify(input.says)
    const { rows } = await sql<{ terminal_mark: string }>`
      update devices set terminal_mark = ${input.mark}, changed_at = ${now}::timestamptz
      where id = ${input.device} and terminal is not null and terminal_mark is null
        and terminal_says is not distinct from ${says}::jsonb returning terminal_mark`.execute(tx)
    const device = await getDevice(tx, input.device)
    return {
      output: { isSame: device.terminal_mark === input.mark },
      subject: deviceSubject(device),
      change: { registered: rows.length > 0, mark: input.mark },
    }
  },
})

/** Another one than has registered; not the terminal that was entered; not the vehicle; a wrong code. */
export const terminalFaults = [
  'terminal-other',
  'terminal-unlike',
  'terminal-vehicle',
  'terminal-code',
] as const
export type TerminalFault = (typeof terminalFaults)[number]

/** A terminal was turned away although its number is entered: stands in the device's list of errors. */
export const noteTerminalRefused = defineAction({
  name: 'devices.note-terminal-refused',
  input: z.object({
    device: z.string(),
    reason: z.enum(terminalFaults),
    version: z.int(),
    differs: z.array(z.enum(saysNames)).max(4),
  }),
  allow: access.store,
  async run(tx, { input, now, authorise }): Promise<Outcome<null>> {
    authorise({})
    const { device, reason, version, differs } = input
    // What it said of plate and number is not repeated: it may be somebody's, and a guess comes closer by what is shown.
    const payload = differs.length === 0 ? { version } : { version, differs }
    await putFaults(tx, [{ device, reason, payload }], now)
    return { output: null, subject: { type: 'device', id: device }, change: { reason, ...payload } }
  },
})
