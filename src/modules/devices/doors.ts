import type { Kernel } from '#kernel/module'
import { createIntake, type Intake } from './intake.ts'
import { startTerminals, type TerminalDoor } from './jt808/listener.ts'
import { type Broker, type Subscriber, startBroker, startSubscriber } from './mqtt.ts'
import { createRegistry, type Registry } from './registry.ts'

/** What a process keeps open for devices. */
export interface Doors {
  readonly registry: Registry
  readonly intake: Intake
  readonly broker: Broker | undefined
  /** For terminals that speak JT/T 808. */
  readonly terminals: TerminalDoor | undefined
  stop(): Promise<void>
}

const open = new WeakMap<Kernel['app'], Doors>()

/** Opens the doors that the configuration names; HTTP is always there. */
export async function openDoors(kernel: Kernel): Promise<() => Promise<void>> {
  const { mqtt, jt808, web, worker } = kernel.config
  let broker: Broker | undefined
  let subscriber: Subscriber | undefined
  let terminals: TerminalDoor | undefined
  const registry = createRegistry(kernel, (device) => {
    broker?.drop(device.id)
    terminals?.drop(device.id)
  })
  const intake = createIntake(kernel)
  if ((mqtt.port !== null || mqtt.secure !== null) && web)
    broker = await startBroker(kernel, registry, intake)
  if (mqtt.url !== null && worker)
    subscriber = startSubscriber(kernel, registry, intake, { url: mqtt.url, ca: mqtt.ca })
  if (jt808 !== null && web) terminals = await startTerminals(kernel, registry, intake, jt808)
  const doors: Doors = {
    registry,
    intake,
    get broker() {
      return broker
    },
    get terminals() {
      return terminals
    },
    async stop() {
      await terminals?.stop()
      await subscriber?.stop()
      await intake.stop()
      await broker?.stop()
      registry.stop()
      open.delete(kernel.app)
    },
  }
  open.set(kernel.app, doors)
  return doors.stop
}

/** The doors of this process. */
export function doorsOf(kernel: Kernel): Doors {
  const doors = open.get(kernel.app)
  if (doors === undefined) throw new Error('The doors for devices are not open')
  return doors
}
