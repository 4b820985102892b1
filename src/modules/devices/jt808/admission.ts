import { createHash, timingSafeEqual } from 'node:crypto'
import type { Kernel } from '#kernel/module'
import type { TerminalFault } from '../actions/terminals.ts'
import { noteTerminalRefused, registerTerminal } from '../actions.ts'
import { intakeActor } from '../intake/actor.ts'
import type { KnownDevice, Registry } from '../registry.ts'
import {
  misfitsOf,
  readCode,
  readRegistration,
  registrationResults,
  type SaysName,
  type TerminalMessage,
} from '../rules/jt808.ts'
import { createSparing } from '../sparing.ts'
import { terminalCode } from '../terminal-code.ts'

export interface TerminalAdmission {
  /** Undefined for a registration that says too little. */
  register(message: TerminalMessage): Promise<{ result: number; code: string } | undefined>
  /** The device whose code it is; undefined for who is not let in. */
  authenticate(message: TerminalMessage): Promise<KnownDevice | undefined>
  /** Says in the log that a terminal was turned away, at most once a minute for each reason. */
  note(reason: string, terminal: string): void
}

/** As often a refusal of a device is on record, and one of whoever else in the log. */
const notedEveryMs = 60_000

/**
 * Who is let in. The standard gives a code to whoever registers by a number, and numbers can be guessed: here it has to
 * say what was entered of it, and the first that does settles which terminal it is, until the device gets a new key.
 */
export function createTerminalAdmission(kernel: Kernel, registry: Registry): TerminalAdmission {
  const mayNote = createSparing(notedEveryMs)
  const maySay = createSparing(notedEveryMs)

  function say(reason: string, terminal: string): void {
    // The number may be that of a SIM card: its end tells two apart.
    if (maySay(reason))
      kernel.log.warn('a terminal was turned away', { reason, terminal: terminal.slice(-4) })
  }

  async function refuse(
    device: KnownDevice,
    reason: TerminalFault,
    message: TerminalMessage,
    differs: readonly SaysName[] = [],
  ): Promise<void> {
    say(reason, message.terminal)
    if (!mayNote(`${device.id} ${reason}`)) return
    const input = { device: device.id, reason, version: message.version, differs }
    await kernel.execute(noteTerminalRefused, { actor: intakeActor, input })
  }

  return {
    note: say,
    async register(message) {
      const said = readRegistration(message)
      if (said === undefined) return undefined
      const device = await registry.findTerminal(message.terminal)
      if (device?.enabled !== true || device.terminal === null) {
        say('terminal-unknown', message.terminal)
        return { result: registrationResults.noSuchTerminal, code: '' }
      }
      const { says } = device.terminal
      const differs = misfitsOf(says, said)
      // The terminal before the vehicle: who does not know its number learns nothing that an unknown number would not say.
      if (differs.includes('maker') || differs.includes('id')) {
        await refuse(device, 'terminal-unlike', message, differs)
        return { result: registrationResults.noSuchTerminal, code: '' }
      }
      if (differs.length > 0) {
        await refuse(device, 'terminal-vehicle', message, differs)
        return { result: registrationResults.noSuchVehicle, code: '' }
      }
      const mark = createHash('sha256').update(said.self).digest('hex')
      const input = { device: device.id, mark, says }
      const { isSame } =
        device.terminalMark === null
          ? await kernel.execute(registerTerminal, { actor: intakeActor, input })
          : { isSame: device.terminalMark === mark }
      if (isSame) return { result: registrationResults.done, code: terminalCode(device.key, device.terminal) }
      await refuse(device, 'terminal-other', message)
      return { result: registrationResults.otherTerminal, code: '' }
    },
    async authenticate(message) {
      const device = await registry.findTerminal(message.terminal)
      const code = readCode(message)
      if (device?.enabled !== true || device.terminal === null) {
        say('terminal-unknown', message.terminal)
        return undefined
      }
      if (code !== undefined && isEqual(code, terminalCode(device.key, device.terminal))) return device
      await refuse(device, 'terminal-code', message)
      return undefined
    },
  }
}

function isEqual(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given, 'latin1'), Buffer.from(right, 'latin1')]
  return a.length === b.length && timingSafeEqual(a, b)
}
