import { z } from 'zod'
import { detectors, vectorDetectors } from '#models/series'
import type { DetectorList, WatchContent } from './contract.ts'
import { OutbreakParameters, outbreakKind } from './counts.ts'
import { ScanParameters, scanKind } from './scanning.ts'

interface Property {
  readonly type?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly enum?: readonly string[]
  readonly default?: number | string
}

type Takes = DetectorList['detectors'][number]['takes']

interface Known {
  readonly kind: string
  readonly parameters: z.ZodType
}

const known: Readonly<Record<Takes, () => readonly Known[]>> = {
  value: () => Object.values(detectors),
  several: () => Object.values(vectorDetectors),
  counts: () => [{ kind: outbreakKind, parameters: OutbreakParameters }],
  places: () => [{ kind: scanKind, parameters: ScanParameters }],
}

/** Every detector that a watch may use, with its parameters, read from their own schemas. */
export function listDetectors(): DetectorList {
  return {
    detectors: (Object.keys(known) as Takes[]).flatMap((takes) =>
      known[takes]().map(({ kind, parameters }) => {
        const schema = z.toJSONSchema(parameters, { io: 'input' }) as {
          properties?: Record<string, Property>
        }
        return {
          kind,
          takes,
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
    ),
  }
}

/** What is wrong with the parameters, in the detector's own words: path and message; empty: nothing. */
export function wrongParameters(
  content: Pick<WatchContent, 'detector' | 'count' | 'also'>,
): readonly { path: string; message: string }[] {
  const { kind, parameters } = content.detector
  const counted = kind === scanKind ? 'places' : 'counts'
  const takes = content.count !== null ? counted : content.also.length > 0 ? 'several' : 'value'
  const detector = known[takes]().find((d) => d.kind === kind)
  if (detector === undefined)
    return [
      {
        path: 'kind',
        message: `one of ${known[takes]()
          .map((d) => d.kind)
          .join(', ')}`,
      },
    ]
  const parsed = detector.parameters.safeParse(parameters)
  return (parsed.error?.issues ?? []).map((i) => ({ path: i.path.join('.'), message: i.message }))
}
