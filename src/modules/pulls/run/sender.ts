import type { RawRow } from '#modules/collection/contract'
import type { FileMark, Mapping, Position } from '../contract.ts'
import { type Chunk, type Letter, PullError, rowsPerPart } from '../readers/index.ts'
import { goneColumns, type KnownFile, mapRow } from '../rules.ts'
import type { Run, Source } from '../store.ts'

export interface SenderParts {
  readonly source: Source
  readonly run: Run
  readonly mapping: readonly Mapping[]
  readonly required: readonly string[]
  /** Where the run begins; `skip` of its rows were delivered before. */
  readonly position: Position | null
  /** The delivery of all that is no file. */
  readonly delivery: string
  /** A file that was cut short: its rows and parts so far. */
  resumed(file: FileMark): (KnownFile & { delivery: string }) | undefined
  newDelivery(): string
  /** @throws PullError when a replacement loses too much */
  refuseLoss(rows: number): void
  take(input: object): Promise<unknown>
}

interface Part {
  readonly rows: readonly RawRow[]
  readonly firstLine: number
  readonly bytes: number
  readonly position: Position | null
  readonly file: FileMark | undefined
}

interface Open {
  readonly delivery: string
  readonly part: number
  readonly file: FileMark | undefined
  readonly rows: number
}

/**
 * Cuts chunks into parts and sends them one behind: only when the next one is there, or the end, is it known whether a
 * part is its delivery's last.
 */
export class Sender {
  private readonly p: SenderParts
  private held: Part | undefined
  private open: Open | undefined
  private skip: number
  private at: Position | null
  private parts: number
  private rows: number
  private bytes: number
  private file: string | undefined
  private broken: string | undefined

  constructor(p: SenderParts) {
    this.p = p
    this.skip = Number(p.position?.skip ?? 0)
    this.at = p.position
    this.parts = p.run.parts
    this.rows = p.run.rows
    this.bytes = Number(p.run.bytes)
  }

  /** Behind the last row that was delivered. */
  position(): Position | null {
    return this.at
  }

  /** @returns a letter when a file lacks columns that its rows need. @throws PullError the same, of what is no file */
  async send(chunk: Chunk): Promise<Letter | undefined> {
    const { file } = chunk
    if (file !== undefined && file.name !== this.file) {
      this.file = file.name
      this.skip = this.p.resumed(file)?.rows ?? 0
    }
    if (file !== undefined && file.name === this.broken) return undefined
    const gone = goneColumns(chunk.rows, this.p.mapping, this.p.required)
    if (gone.length === 0) {
      await this.cut(chunk)
      return undefined
    }
    const values = { columns: gone.join('、').slice(0, 300) }
    if (file === undefined) throw new PullError('columns-gone', values)
    this.broken = file.name
    const reason = { key: 'columns-gone', values }
    return { kind: 'file', name: file.name, reason, content: Buffer.alloc(0), after: null }
  }

  /** Delivers what is held back as a part that is not the last. */
  flush(): Promise<void> {
    return this.release(false)
  }

  /** Delivers what is held back as the last part. */
  async end(): Promise<void> {
    const { source, run } = this.p
    // Nothing new: said by an empty part, so that the provider does not count as late.
    if (this.held === undefined && isList(source.settings.place.kind) && this.parts === run.parts)
      this.held = { rows: [], firstLine: 1, bytes: 0, position: this.at, file: undefined }
    await this.release(true)
  }

  private async cut(chunk: Chunk): Promise<void> {
    const before = this.skip
    const fresh = chunk.rows.slice(before)
    const dropped = chunk.rows.length - fresh.length
    this.skip = Math.max(0, before - chunk.rows.length)
    for (let n = 0; n === 0 || n < fresh.length; n += rowsPerPart) {
      const some = fresh.slice(n, n + rowsPerPart)
      const isEnd = n + rowsPerPart >= fresh.length
      const inside = chunk.before === null ? null : { ...chunk.before, skip: dropped + n + some.length }
      await this.hold({
        rows: some.map((row) => mapRow(row, this.p.mapping)),
        firstLine: chunk.firstLine + dropped + n,
        bytes: n === 0 ? chunk.bytes : 0,
        position: isEnd ? chunk.after : inside,
        file: chunk.file,
      })
    }
  }

  private async hold(part: Part): Promise<void> {
    await this.release(this.held !== undefined && this.held.file?.name !== part.file?.name)
    const { limits } = this.p.source.settings
    this.rows += part.rows.length
    this.bytes += part.bytes
    if (this.rows > limits.rows) throw new PullError('limit-rows', { limit: limits.rows })
    if (this.bytes > limits.megabytes * 1024 * 1024)
      throw new PullError('limit-bytes', { limitMb: limits.megabytes })
    this.held = part
  }

  private async release(last: boolean): Promise<void> {
    const part = this.held
    if (part === undefined) return
    const { source, run } = this.p
    const { mode } = source.settings
    const open = this.opened(part.file)
    if (last && mode === 'replace') this.p.refuseLoss(open.rows + part.rows.length)
    this.held = undefined
    await this.p.take({
      source: source.id,
      run: run.id,
      parts: this.parts,
      bytes: part.bytes,
      position: part.position,
      file: part.file ?? null,
      part: {
        resource: source.resource,
        delivery: open.delivery,
        part: open.part + 1,
        last,
        mode,
        channel: 'pull',
        source: (part.file === undefined ? source.name : `${source.name}：${part.file.name}`).slice(0, 200),
        rows: part.rows,
        firstLine: part.firstLine,
      },
    })
    this.parts++
    this.open = { ...open, part: open.part + 1, rows: open.rows + part.rows.length }
    this.at = part.position
  }

  private opened(file: FileMark | undefined): Open {
    const { run } = this.p
    if (this.open !== undefined && this.open.file?.name === file?.name) return this.open
    if (file === undefined) return { delivery: this.p.delivery, part: run.parts, file, rows: run.rows }
    const before = this.p.resumed(file)
    const [part, rows] = [before?.parts ?? 0, before?.rows ?? 0]
    return { delivery: before?.delivery ?? this.p.newDelivery(), part, file, rows }
  }
}

/** Files say nothing by their absence; a list that was read and was empty does. */
function isList(kind: string): boolean {
  return kind === 'http' || kind === 'postgresql' || kind === 'mariadb'
}
