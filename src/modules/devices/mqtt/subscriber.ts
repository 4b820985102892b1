import { readFileSync } from 'node:fs'
import { connect, type IPublishPacket, type MqttClient, type Packet } from 'mqtt'
import { Refusal } from '#kernel/action/define'
import type { Kernel } from '#kernel/module'
import type { Intake } from '../intake.ts'
import type { Registry } from '../registry.ts'
import { deviceOfTopic, everyTopic } from '../rules.ts'

export interface Subscriber {
  stop(): Promise<void>
}

/** Where the broker is, and the CA (PEM file) that its certificate has to come from; null: the well-known ones. */
export interface Outside {
  readonly url: string
  readonly ca: string | null
}

/** The session by which a broker outside keeps what comes while we are away; one process of the installation has it. */
const clientId = 'zhizhi-intake'

/** Time for what stands in the way to pass. */
const reconnectMs = 2000

type Send = (packet: Packet, done?: (error?: Error) => void, ...rest: unknown[]) => void

/**
 * Listens to a broker outside. Messages are acknowledged when they are stored: the client's own way is to acknowledge
 * one before it reads the next, which would store one by one, so acknowledgements wait here while others gather.
 */
export function startSubscriber(
  kernel: Kernel,
  registry: Registry,
  intake: Intake,
  { url, ca }: Outside,
): Subscriber {
  const client = connect(url, {
    clientId,
    clean: false,
    reconnectPeriod: 2000,
    resubscribe: true,
    ...(ca === null ? {} : { ca: readFileSync(ca) }),
  })
  const stored = new Map<number, Promise<boolean>>()
  client.on('error', (error) =>
    kernel.log.warn('the broker outside is not reachable', { code: codeOf(error) }),
  )
  client.on('connect', () => {
    stored.clear()
    client.subscribe(everyTopic, { qos: 1 }, (error) => {
      if (error !== null)
        kernel.log.error('the broker outside lets us not subscribe', { code: codeOf(error) })
    })
  })
  client.handleMessage = (packet: IPublishPacket, done) => {
    const taking = take(kernel, registry, intake, packet)
    if (packet.messageId !== undefined && packet.qos > 0) stored.set(packet.messageId, taking)
    done()
  }
  delayAcknowledgements(client, stored)
  return {
    async stop() {
      await Promise.allSettled(stored.values())
      client.removeAllListeners('connect')
      await client.endAsync(true)
    },
  }
}

function delayAcknowledgements(client: MqttClient, stored: Map<number, Promise<boolean>>): void {
  const inside = client as unknown as { _sendPacket: Send }
  const send = inside._sendPacket.bind(client)
  let again: NodeJS.Timeout | undefined
  client.on('connect', () => {
    clearTimeout(again)
    again = undefined
  })
  inside._sendPacket = (packet, done, ...rest) => {
    const taking = packet.cmd === 'puback' ? stored.get(packet.messageId ?? -1) : undefined
    if (taking === undefined) {
      send(packet, done, ...rest)
      return
    }
    done?.()
    void taking.then((isStored) => {
      stored.delete(packet.messageId ?? -1)
      if (isStored) send(packet)
      // What is not acknowledged comes again with the next connection; a broker sends nothing twice on the same one.
      else again ??= setTimeout(() => client.stream.destroy(), reconnectMs)
    })
  }
}

/** @returns false when it has to come again */
async function take(
  kernel: Kernel,
  registry: Registry,
  intake: Intake,
  packet: IPublishPacket,
): Promise<boolean> {
  const id = deviceOfTopic(packet.topic)
  try {
    const device = id === undefined ? undefined : await registry.find(id)
    // The broker outside judges who may publish; what nobody entered or somebody switched off is not ours to keep.
    if (device?.enabled !== true) return true
    await intake.take(device, packet.payload.toString())
    return true
  } catch (error) {
    // A device that floods cannot be turned away from here: what is over its limit is let go of and counted.
    if (error instanceof Refusal && error.code === 'too-many') return true
    kernel.log.warn('a reading from the broker outside could not be stored', error)
    return false
  }
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name
}
