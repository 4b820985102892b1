import { z } from 'zod'
import { detectors } from '#models/series'
import type { DetectorList } from './contract.ts'

interface Property {
  readonly type?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly enum?: readonly string[]
  readonly default?: number | string
}

/** Every detector that a watch may use, with its parameters, read from their own schemas. */
export function listDetectors(): DetectorList {
  return {
    detectors: Object.values(detectors).map(({ kind, parameters }) => {
      const schema = z.toJSONSchema(parameters, { io: 'input' }) as {
        properties?: Record<string, Property>
      }
      return {
        kind,
        parameters: Object.entries(schema.properties ?? {}).map(([name, p]) => ({
          name,
          whole: p.type === 'integer',
          least: p.minimum ?? null,
          most: p.maximum ?? null,
          words: [...(p.enum ?? [])],
          preset: p.default ?? null,
        })),
      }
    }),
  }
}
