import type { FastifyRequest } from 'fastify'
import { Refusal } from '#kernel/action/define'
import type { RouteRequest, Upload } from './define.ts'

/** `RouteRequest.upload`: at most 20 MB, unless the route allows more, and 20 fields, as the server is set. */
export async function readUpload(
  request: FastifyRequest,
  fileBytes?: number,
): ReturnType<RouteRequest['upload']> {
  if (!request.isMultipart()) throw new Refusal('invalid', 'input.no-file')
  const limits = fileBytes === undefined ? {} : { limits: { fileSize: fileBytes } }
  let file: Upload | undefined
  const fields = new Map<string, string>()
  for await (const part of request.parts(limits)) {
    if (part.type === 'file') file = { content: await part.toBuffer(), filename: part.filename }
    else fields.set(part.fieldname, String(part.value))
  }
  if (file === undefined) throw new Refusal('invalid', 'input.no-file')
  return { file, fields }
}
