import { NewDevice } from '../contract.ts'
import type { PlateColour } from './jt808/registration.ts'

interface Line {
  readonly line: number
  readonly values: Readonly<Record<string, string>>
}

/** Column headings, Chinese or English. */
const columns: Readonly<Record<string, string>> = {
  设备编号: 'id',
  名称: 'name',
  类型: 'kind',
  地点: 'place',
  经度: 'lon',
  纬度: 'lat',
  上报间隔秒: 'interval',
  每分钟上限: 'per_minute',
  终端号: 'terminal',
  终端坐标系: 'crs',
  制造商ID: 'maker',
  终端ID: 'terminal_id',
  车牌号: 'plate',
  车牌颜色: 'plate_colour',
  固定值: 'fixed',
}

/** Colours of plates as people write them; the words of the contract are taken as well. */
const colours: Readonly<Record<string, PlateColour>> = {
  蓝: 'blue',
  黄: 'yellow',
  黑: 'black',
  白: 'white',
  绿: 'green',
  其他: 'other',
  黄绿: 'yellow-green',
  渐变绿: 'gradient-green',
}

export interface TableFault {
  readonly line: number
  /** Fields that are not what they have to be. */
  readonly fields: readonly string[]
}

/** Devices of a table, or all the lines that are none. */
export function devicesOfTable(lines: readonly Line[]): { devices: NewDevice[]; faults: TableFault[] } {
  const devices: NewDevice[] = []
  const faults: TableFault[] = []
  for (const { line, values } of lines) {
    const cells = new Map(
      Object.entries(values).map(([name, v]) => [columns[name] ?? name, v.trim()] as const),
    )
    const parsed = NewDevice.safeParse(deviceOf(cells))
    if (parsed.success) devices.push(parsed.data)
    else faults.push({ line, fields: [...new Set(parsed.error.issues.map((i) => i.path.join('.')))] })
  }
  return { devices, faults: faults.slice(0, 100) }
}

/** `item=value`, several with semicolons; null when it is something else. */
export function readFixed(text: string): Record<string, string> | null {
  const pairs = text
    .split(/[;；]/)
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => /^([^=]+)=(.+)$/.exec(pair))
  if (pairs.includes(null)) return null
  return Object.fromEntries(pairs.map((found) => [found?.[1]?.trim() ?? '', found?.[2]?.trim() ?? '']))
}

function deviceOf(cells: ReadonlyMap<string, string>): object {
  const text = (name: string) => cells.get(name) ?? ''
  const number = (name: string) => (text(name) === '' ? undefined : Number(text(name)))
  const hasPoint = text('lon') !== '' || text('lat') !== ''
  const orNone = (name: string) => (text(name) === '' ? null : text(name))
  const colour = orNone('plate_colour')
  const says = {
    maker: orNone('maker'),
    id: orNone('terminal_id'),
    plate: orNone('plate'),
    colour: colour === null ? null : (colours[colour.replace(/色$/, '')] ?? colour),
  }
  const isTerminal = text('terminal') !== '' || Object.values(says).some((value) => value !== null)
  return {
    id: text('id'),
    name: text('name'),
    kind: text('kind'),
    place: text('place') === '' ? null : text('place'),
    point: hasPoint ? { lon: number('lon'), lat: number('lat') } : null,
    intervalSeconds: number('interval'),
    perMinute: number('per_minute'),
    terminal: isTerminal
      ? { number: text('terminal'), crs: text('crs') === '' ? undefined : text('crs'), says }
      : null,
    fixed: readFixed(text('fixed')),
  }
}
