import { z } from 'zod'
import type { Route, RouteRequest } from '#kernel/http/define'
import type { Kernel } from '#kernel/module'
import type { PrintedReport, Text } from './contract.ts'
import { writePdf } from './documents/pdf.ts'
import { writeWord } from './documents/word.ts'

interface DocumentRoutes {
  readonly path: string
  readonly tag: string
  /** Reads the report as this caller may see it. */
  readonly load: (kernel: Kernel, r: RouteRequest) => Promise<PrintedReport>
  readonly notes: (report: PrintedReport) => readonly Text[]
}

const formats = [
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', writeWord],
  ['pdf', 'application/pdf', writePdf],
] as const

/** A report as Word and as PDF, below the path of the report itself. */
export function documentRoutes({ path, tag, load, notes }: DocumentRoutes): Route[] {
  return formats.map(([format, type, write]) => ({
    method: 'GET',
    path: `${path}/report.${format}`,
    tag,
    summary: `The report as ${format === 'pdf' ? 'PDF on A4' : 'Word document'}; lang=en for English`,
    query: z.object({ lang: z.enum(['zh', 'en']).default('zh') }),
    rateLimit: 60,
    async run(kernel, r) {
      const report = await load(kernel, r)
      const locale = r.query.lang === 'en' ? 'en' : 'zh'
      const content = await write(report, locale, notes(report))
      const name = `${report.title[locale]}-${report.from}-v${report.version}.${format}`
      attachFile(r, type, { name, plain: `report.${format}` })
      return content
    },
  }))
}

/** Says that the answer is a file to be kept; `plain` for readers that know no other letters. */
export function attachFile(
  { reply }: RouteRequest,
  type: string,
  file: { name: string; plain: string },
): void {
  reply.headers({
    'content-type': type,
    'content-disposition': `attachment; filename="${file.plain}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'cache-control': 'no-store',
  })
}
