import type { Socket } from 'node:net'
import type { Kernel } from '#kernel/module'
import type { Registry } from '../registry.ts'
import {
  createAssembly,
  messageIds,
  registrationAnswerTo,
  registrationResults,
  results,
  type TerminalMessage,
} from '../rules/jt808.ts'
import type { TerminalAdmission } from './admission.ts'
import { type Line, openLine } from './line.ts'
import { type Taking, takePositions } from './positions.ts'

export interface SessionParts {
  readonly kernel: Kernel
  readonly registry: Registry
  readonly admission: TerminalAdmission
  readonly taking: Taking
  /** A terminal proved itself on this connection, or is none any more. */
  onDevice(device: string | undefined): void
}

interface Proved {
  readonly device: string
  readonly terminal: string
}

/** One connection of a terminal: what it says before it has proved itself is answered by a refusal. */
export class Session {
  private readonly assembly = createAssembly()
  private readonly line: Line
  private readonly parts: SessionParts
  /** Set at once by the message that proves it, so that what follows in the same packet waits for the verdict. */
  private identity: Promise<Proved | undefined> = Promise.resolve(undefined)

  constructor(socket: Socket, parts: SessionParts) {
    this.parts = parts
    this.line = openLine(
      socket,
      (message) => this.hear(message),
      () => parts.admission.note('no-message', ''),
    )
  }

  /** Resolves when what it has taken is stored or given up. */
  settle(): Promise<void> {
    return this.line.settle()
  }

  close(): void {
    this.line.close()
  }

  private async hear(message: TerminalMessage): Promise<void> {
    try {
      await this.answer(message)
    } catch (error) {
      this.parts.kernel.log.warn('a message of a terminal could not be handled', error)
      this.line.close()
    }
  }

  private async answer(message: TerminalMessage): Promise<void> {
    const { line } = this
    if (message.isEncrypted) return line.answer(message, results.unsupported)
    if (message.id === messageIds.registration) return this.register(message)
    if (message.id === messageIds.authentication) {
      this.identity = this.prove(message)
      await this.identity
      return
    }
    const proved = await this.identity
    if (proved?.terminal === message.terminal) return this.obey(message, proved)
    this.parts.admission.note('not-proved', message.terminal)
    line.answer(message, results.failed)
    line.strike()
  }

  private async register(message: TerminalMessage): Promise<void> {
    const { line } = this
    const registered = await this.parts.admission.register(message)
    if (registered === undefined) return line.answer(message, results.faulty)
    const { result, code } = registered
    line.send(message, messageIds.registrationAnswer, registrationAnswerTo(message.serial, result, code))
    if (result !== registrationResults.done) line.strike()
  }

  private async prove(message: TerminalMessage): Promise<Proved | undefined> {
    const { line, parts } = this
    const device = await parts.admission.authenticate(message)
    parts.onDevice(device?.id)
    line.answer(message, device === undefined ? results.failed : results.done)
    if (device === undefined) line.strike()
    else line.proved()
    return device === undefined ? undefined : { device: device.id, terminal: message.terminal }
  }

  private async obey(message: TerminalMessage, proved: Proved): Promise<void> {
    const { line } = this
    switch (message.id) {
      case messageIds.heartbeat:
        return line.answer(message, results.done)
      case messageIds.position:
      case messageIds.positions:
        return this.take(message, proved)
      case messageIds.logout:
        this.identity = Promise.resolve(undefined)
        line.answer(message, results.done)
        this.parts.onDevice(undefined)
        return line.end()
      case messageIds.terminalAnswer:
        // An answer is not answered.
        return
      default:
        return line.answer(message, results.unsupported)
    }
  }

  private async take(message: TerminalMessage, proved: Proved): Promise<void> {
    const { line, parts } = this
    const whole = this.assembly.add(message, performance.now())
    if (whole === undefined) return
    if (whole === 'too-large') return line.answer(message, results.faulty)
    const device = await parts.registry.find(proved.device)
    if (device?.enabled !== true) return line.close()
    const result = await takePositions(parts.taking, device, { id: message.id, body: whole.body })
    if (result === undefined) return
    line.forgive()
    // Terminals differ in which packet they await an answer to: each gets one, and none before all are stored.
    for (const serial of whole.serials) line.answer({ ...message, serial }, result)
  }
}
