import { createHash } from 'node:crypto'
import type { ClassifierModel, ModelHeader } from './types.ts'

/**
 * The model file: the 8 bytes of MAGIC, SHA-256 of all that follows (32 bytes), header length (uint32 LE),
 * header (JSON, padded with blanks to a multiple of 4), idf (float32), weights (int16), terms (UTF-16 LE, one
 * per line). Numbers are little-endian, as on every platform that Node runs on.
 */
const MAGIC = 'ZZLSVM02'
const HASH_END = 40
const BODY_START = 44

/** The file's bytes. */
export function saveModel(model: ClassifierModel): Buffer {
  const content = contentOf(model.header, model.terms, model.idf, model.weights)
  return Buffer.concat([Buffer.from(MAGIC, 'latin1'), sha256(content), content])
}

/** The version that a model file says it has, without reading the rest; `loadModel` checks that it is true. */
export function readVersion(file: Uint8Array): string {
  return Buffer.from(file.subarray(8, HASH_END)).toString('hex')
}

/**
 * Reads a model file.
 * @throws Error when the bytes are no model or were changed after writing
 */
export function loadModel(file: Uint8Array): ClassifierModel {
  // A copy starts at offset 0, which the typed views below need to be aligned.
  const bytes = Buffer.from(Uint8Array.from(file).buffer)
  if (bytes.toString('latin1', 0, 8) !== MAGIC) throw new Error('Not a classifier model file')
  const hash = sha256(bytes.subarray(HASH_END))
  if (!hash.equals(bytes.subarray(8, HASH_END))) throw new Error('The classifier model file is damaged')
  const headerEnd = BODY_START + bytes.readUInt32LE(HASH_END)
  const header: ModelHeader = JSON.parse(bytes.toString('utf8', BODY_START, headerEnd))
  const idf = new Float32Array(bytes.buffer, headerEnd, header.termCount)
  const weightsStart = headerEnd + 4 * header.termCount
  const weightCount = header.termCount * header.labels.length
  const weights = new Int16Array(bytes.buffer, weightsStart, weightCount)
  const terms = bytes.toString('utf16le', weightsStart + 2 * weightCount).split('\n')
  return withIndex(header, hash.toString('hex'), terms, idf, weights)
}

/** A model from its parts, with the version that its file will have. */
export function assembleModel(
  header: ModelHeader,
  terms: readonly string[],
  idf: Float32Array,
  weights: Int16Array,
): ClassifierModel {
  const version = sha256(contentOf(header, terms, idf, weights)).toString('hex')
  return withIndex(header, version, terms, idf, weights)
}

function withIndex(
  header: ModelHeader,
  version: string,
  terms: readonly string[],
  idf: Float32Array,
  weights: Int16Array,
): ClassifierModel {
  const words = new Map<string, number>()
  const grams = new Map<string, number>()
  for (let term = 0; term < header.termCount; term++) {
    const index = term < header.wordCount ? words : grams
    index.set(terms[term] as string, term)
  }
  return { header, version, terms, words, grams, stopWords: new Set(header.stopWords), idf, weights }
}

function contentOf(
  header: ModelHeader,
  terms: readonly string[],
  idf: Float32Array,
  weights: Int16Array,
): Buffer {
  const json = Buffer.from(JSON.stringify(header), 'utf8')
  const padded = Buffer.alloc(Math.ceil(json.length / 4) * 4, ' ')
  json.copy(padded)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(padded.length)
  return Buffer.concat([
    length,
    padded,
    Buffer.from(idf.buffer, idf.byteOffset, idf.byteLength),
    Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength),
    Buffer.from(terms.join('\n'), 'utf16le'),
  ])
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
